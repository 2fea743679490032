"""A small bar chart with its numbers on the bars."""

from datetime import date

from ledger.documents.figures import show_count
from ledger.documents.layout import ACCENT, LINE, MUTE, REGULAR, SEMIBOLD, TextStyle, draw, text_width
from ledger.documents.paper import Paper
from ledger.documents.report_totals import Bucket, Totals

_LABEL = TextStyle(REGULAR, 7, MUTE)
_NUMBER = TextStyle(SEMIBOLD, 7)
_WIDEST_BAR = 34.0
_FORMATS = {Bucket.DAY: "%d/%m", Bucket.WEEK: "%d/%m", Bucket.MONTH: "%m/%Y", Bucket.YEAR: "%Y"}


def draw_bars_chart(paper: Paper, totals: Totals, height: float) -> None:
    """Draw the series of the totals across the page, ``height`` points with title and labels."""
    canvas = paper.canvas
    title = paper.wording.text(f"report.chart_{totals.bucket.value}")
    draw(canvas, (paper.left, paper.y - 10), title, TextStyle(SEMIBOLD, 9.5))
    base = paper.y - height + 16
    pitch = paper.width / len(totals.series)
    bar = min(pitch * 0.62, _WIDEST_BAR)
    tallest = max(count for _, count in totals.series) or 1
    for index, (_, count) in enumerate(totals.series):
        if not count:
            continue
        middle = paper.left + (index + 0.5) * pitch
        tall = max((height - 50) * count / tallest, 1.5)
        canvas.setFillColorRGB(*ACCENT)
        canvas.rect(middle - bar / 2, base, bar, tall, stroke=0, fill=1)
        _draw_number(paper, (middle, base + tall + 3), count, pitch)
    canvas.setStrokeColorRGB(*LINE)
    canvas.setLineWidth(0.8)
    canvas.line(paper.left, base, paper.right, base)
    _draw_labels(paper, totals, base - 10)
    paper.y -= height + 6


def _draw_labels(paper: Paper, totals: Totals, y: float) -> None:
    pitch = paper.width / len(totals.series)
    for index in range(0, len(totals.series), _every(totals, pitch)):
        label = _label(totals.series[index][0], totals.bucket)
        half = text_width(label, _LABEL) / 2
        middle = paper.left + (index + 0.5) * pitch
        draw(paper.canvas, (min(max(middle, paper.left + half), paper.right - half), y), label, _LABEL, "centre")


def _draw_number(paper: Paper, at: tuple[float, float], count: int, pitch: float) -> None:
    shown = show_count(count, paper.wording)
    size = min(_NUMBER.size, _NUMBER.size * (pitch - 1) / text_width(shown, _NUMBER))
    draw(paper.canvas, at, shown, _NUMBER._replace(size=size), "centre")


def _label(start: date, bucket: Bucket) -> str:
    return start.strftime(_FORMATS[bucket])


def _every(totals: Totals, pitch: float) -> int:
    """Return how many bars share one label, so that labels never touch."""
    widest = max(text_width(_label(start, totals.bucket), _LABEL) for start, _ in totals.series)
    return int((widest + 4) / pitch) + 1
