"""The disclosure report the manager prints: what was given to whom, when, why and on what basis (KO 3, VK 3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from ledger.documents.bars_chart import draw_bars_chart
from ledger.documents.figures import show_count
from ledger.documents.layout import ACCENT, BOLD, MEDIUM, MUTE, REGULAR, SEMIBOLD, TextStyle, draw, fit, show_hash, wrap
from ledger.documents.paper import PANEL, Imprint, Paper, draw_shield
from ledger.documents.report_totals import ReportRow, Totals, total_up
from ledger.documents.table import Cell, Column, Table
from ledger.domain.instants import show_date, show_instant
from ledger.domain.shop import Shop
from ledger.domain.wording import Wording

__all__ = ["ReportHead", "ReportRow", "Totals", "render_disclosure_report", "total_up"]

_LISTED = 8  # lines of one total; the rest are added up in a last line
_GAP = 12.0
_FIGURE_HEIGHT = 52.0
_CHART_HEIGHT = 118.0
_HASH_LENGTH = 64


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What the report is about and who printed it when; both days of the period are included."""

    shop: Shop
    period_from: date | None
    period_to: date | None
    filters: tuple[tuple[str, str], ...]
    subject: str | None = field(repr=False)  # one customer's name and code
    printed_at: datetime
    printed_by: str
    audit_seq: int
    audit_head: str
    key_fingerprint: str
    is_preview: bool = False


def render_disclosure_report(
    head: ReportHead, rows: Sequence[ReportRow], blocked_count: int | None, wording: Wording
) -> bytes:
    """Return the report as an A4 landscape PDF: totals and chart, every row, signatures, the audit head in full."""
    imprint = Imprint(head.printed_at, head.printed_by, head.audit_seq, head.audit_head, head.is_preview)
    titles = (wording.text("report.title"), _period(head, wording))
    paper = Paper(titles, head.shop, wording, imprint, is_wide=True)
    if rows:
        paper.facts(_about(head, wording))
        totals = total_up(rows, head.period_from, head.period_to)
        _draw_figures(paper, totals, blocked_count)
        draw_bars_chart(paper, totals, _CHART_HEIGHT)
        _draw_totals(paper, totals)
        paper.next_page()
        _draw_rows(paper, rows)
    else:
        about = _about(head, wording)
        if blocked_count is not None:
            about.append((wording.text("report.blocked"), show_count(blocked_count, wording)))
        paper.facts(about)
        _draw_empty(paper)
    _draw_proof(paper, head)
    paper.signatures(((wording.text("report.sign_manager"), ""), (wording.text("report.sign_receiver"), "")))
    return paper.finish()


def _period(head: ReportHead, wording: Wording) -> str:
    days = {}
    if head.period_from:
        days["start"] = show_date(head.period_from)
    if head.period_to:
        days["end"] = show_date(head.period_to)
    key = {(True, True): "period", (True, False): "period_from", (False, True): "period_to"}
    return wording.text(f"report.{key.get((bool(head.period_from), bool(head.period_to)), 'period_all')}", **days)


def _about(head: ReportHead, wording: Wording) -> list[tuple[str, str]]:
    subject = [(wording.text("report.subject"), head.subject)] if head.subject else []
    none = () if subject else ((wording.text("report.filters"), wording.text("report.no_filters")),)
    return [*subject, *(head.filters or none)]


def _draw_figures(paper: Paper, totals: Totals, blocked_count: int | None) -> None:
    wording = paper.wording
    figures = [("shared", totals.shared), ("customers", totals.customers), ("recipients", len(totals.by_recipient))]
    if blocked_count is not None:
        figures.append(("blocked", blocked_count))
    room = (paper.width - _GAP * (len(figures) - 1)) / len(figures)
    canvas = paper.canvas
    for index, (key, count) in enumerate(figures):
        x = paper.left + index * (room + _GAP)
        canvas.setFillColorRGB(*PANEL)
        canvas.roundRect(x, paper.y - _FIGURE_HEIGHT, room, _FIGURE_HEIGHT, 5, stroke=0, fill=1)
        colour = ACCENT if key == "shared" else TextStyle().colour
        draw(canvas, (x + _GAP, paper.y - 27), show_count(count, wording), TextStyle(BOLD, 20, colour))
        draw(canvas, (x + _GAP, paper.y - 42), wording.text(f"report.{key}"), TextStyle(REGULAR, 8.5, MUTE))
    paper.y -= _FIGURE_HEIGHT + _GAP


def _draw_totals(paper: Paper, totals: Totals) -> None:
    """Draw the three lists of totals side by side."""
    lists = (
        ("by_recipient", totals.by_recipient),
        ("by_purpose", totals.by_purpose),
        ("by_basis", totals.by_basis),
    )
    room = (paper.width - _GAP * 2 * (len(lists) - 1)) / len(lists)
    top = paper.y
    lowest = top
    for index, (key, pairs) in enumerate(lists):
        paper.y = top
        _draw_list(paper, paper.left + index * (room + _GAP * 2), room, (key, _shortened(pairs, paper.wording)))
        lowest = min(lowest, paper.y)
    paper.y = lowest


def _shortened(pairs: tuple[tuple[str, int], ...], wording: Wording) -> tuple[tuple[str, int], ...]:
    if len(pairs) <= _LISTED:
        return pairs
    rest = pairs[_LISTED - 1 :]
    others = wording.text("paper.others", count=show_count(len(rest), wording))
    return (*pairs[: _LISTED - 1], (others, sum(count for _, count in rest)))


def _draw_list(paper: Paper, x: float, width: float, listed: tuple[str, tuple[tuple[str, int], ...]]) -> None:
    key, pairs = listed
    draw(paper.canvas, (x, paper.y - 10), paper.wording.text(f"report.{key}"), TextStyle(SEMIBOLD, 9.5))
    paper.y -= 18
    for words, count in pairs:
        style, lines = fit(words, TextStyle(REGULAR, 8.5), (width - 50, 22), 6) or (
            TextStyle(REGULAR, 6),
            wrap(words, TextStyle(REGULAR, 6), width - 50),
        )
        figure = show_count(count, paper.wording)
        draw(paper.canvas, (x + width, paper.y - 9), figure, TextStyle(SEMIBOLD, 8.5), "right")
        for line in lines:
            draw(paper.canvas, (x, paper.y - 9), line, style)
            paper.y -= style.leading * 0.95
        paper.y -= 3


def _draw_rows(paper: Paper, rows: Sequence[ReportRow]) -> None:
    def title(key: str) -> str:
        return paper.wording.text(f"report.{key}")

    paper.lines(title("rows_title"), TextStyle(SEMIBOLD, 11.5), paper.width)
    paper.y -= 3
    columns = (
        Column(title("at"), 31),
        Column(title("customer"), 22, SEMIBOLD),
        Column(title("recipient"), 38, MEDIUM),
        Column(title("purpose"), 40),
        Column(title("basis"), 27),
        Column(title("fields"), 51),
        Column(title("reference"), 37),
        Column(title("recorded_by"), 31),
    )
    Table(paper, columns, 8).draw(_cells(rows))
    paper.y -= _GAP


def _cells(rows: Sequence[ReportRow]) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        yield (
            show_instant(row.at), row.customer_code, row.recipient, row.purpose,
            row.basis, row.fields, row.reference, row.recorded_by,
        )  # fmt: skip


def _draw_empty(paper: Paper) -> None:
    """Draw the page of a period in which nothing left the shop: an answer too, not an empty table."""
    middle = (paper.left + paper.right) / 2
    paper.panel(118, PANEL)
    draw_shield(paper, (middle - 17, paper.y - 16), 34)
    draw(paper.canvas, (middle, paper.y - 72), paper.wording.text("report.empty_title"), TextStyle(BOLD, 14), "centre")
    style = TextStyle(REGULAR, 9, MUTE)
    for row, line in enumerate(wrap(paper.wording.text("report.empty_text"), style, paper.width * 0.7)):
        draw(paper.canvas, (middle, paper.y - 90 - row * style.leading), line, style, "centre")
    paper.y -= 118 + _GAP


def _draw_proof(paper: Paper, head: ReportHead) -> None:
    wording = paper.wording
    paper.section(wording.text("report.proof_title"), 158)  # proof and signatures stay together
    paper.prose(wording.text("report.proof_text"), TextStyle(REGULAR, 8.5, MUTE))
    paper.facts(
        (
            (wording.text("report.proof_seq"), str(head.audit_seq)),
            (wording.text("report.proof_head"), show_hash(head.audit_head, _HASH_LENGTH)),
            (wording.text("report.proof_key"), show_hash(head.key_fingerprint, _HASH_LENGTH)),
        )
    )
