"""The calibration page: rulers and two measures of known length, to find a printer's offset and scale."""

from io import BytesIO
from typing import Any

from ledger.documents.label_sizes import LabelLayout, page_size_mm
from ledger.documents.layout import (
    BLACK,
    BOLD,
    MEDIUM,
    MM,
    REGULAR,
    SEMIBOLD,
    WHITE,
    TextStyle,
    draw,
    fit,
    new_canvas,
    text_width,
)
from ledger.domain.wording import Wording

FRAME_MM = 5.0  # from every edge of the page
MEASURE_MM = 50.0
_LINE = 0.5  # points; a thermal printer of 203 dpi has dots of 0.35
_FAINTEST = 6.0
_TICKS_MM = {10: 3.6, 5: 2.6, 1: 1.6}
_CORNER_MM = 2  # that a number needs beside the corner
_NOTES = ("measure", "offset", "settings")


def render_calibration_page(layout: LabelLayout, wording: Wording) -> bytes:
    """Return one page in exactly the size of ``layout``, in black only: frame, two rulers, two measures."""
    width, height = page_size_mm(layout)
    buffer = BytesIO()
    canvas = new_canvas(buffer, wording.text("calibration.title"), (width * MM, height * MM))
    canvas.setStrokeColorRGB(*BLACK)
    canvas.setLineWidth(_LINE)
    # From here on: millimetres from the upper left corner, as one measures with a ruler.
    inner = (width - 2 * FRAME_MM, height - 2 * FRAME_MM)
    canvas.rect(FRAME_MM * MM, FRAME_MM * MM, inner[0] * MM, inner[1] * MM, stroke=1, fill=0)
    page = _Page(canvas, height)
    _draw_ruler(page, inner[0], is_across=True)
    _draw_ruler(page, inner[1], is_across=False)
    _draw_measure(page, wording, is_across=True)
    _draw_measure(page, wording, is_across=False)
    _draw_words(page, layout, wording)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


class _Page:
    """A canvas measured in millimetres from the upper left corner."""

    def __init__(self, canvas: Any, height: float) -> None:
        self.canvas = canvas
        self.height = height

    def line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        (left, top), (right, bottom) = start, end
        self.canvas.line(left * MM, (self.height - top) * MM, right * MM, (self.height - bottom) * MM)

    def words(self, at: tuple[float, float], text: str, style: TextStyle, align: str = "left") -> None:
        draw(self.canvas, (at[0] * MM, (self.height - at[1]) * MM), text, style, align)


def _draw_ruler(page: _Page, length: float, *, is_across: bool) -> None:
    """Draw millimetres along the frame's upper or left side, counted from its corner."""
    style = TextStyle(MEDIUM, _FAINTEST, BLACK)
    for millimetre in range(1, int(length) + 1):
        tick = next(size for step, size in _TICKS_MM.items() if millimetre % step == 0)
        along, into = FRAME_MM + millimetre, FRAME_MM + tick
        if is_across:
            page.line((along, FRAME_MM), (along, into))
        else:
            page.line((FRAME_MM, along), (into, along))
        if millimetre % 10 == 0 and length - millimetre > _CORNER_MM:
            at = (along, into + 2.4) if is_across else (into + 0.6, along + 0.8)
            page.words(at, str(millimetre), style, "centre" if is_across else "left")


def _draw_measure(page: _Page, wording: Wording, *, is_across: bool) -> None:
    """Draw 50 mm between two end marks, with the words that say so; the vertical one is written upwards."""
    text = wording.text("calibration.measure_this", length=int(MEASURE_MM))
    style = TextStyle(SEMIBOLD, 7.5, BLACK)
    left, top = FRAME_MM + 13, FRAME_MM + 13
    canvas = page.canvas
    canvas.saveState()
    canvas.translate(left * MM, (page.height - top) * MM)
    if not is_across:
        canvas.rotate(-90)
    end = MEASURE_MM * MM
    canvas.setLineWidth(0.9)
    canvas.line(0, 0, end, 0)
    for x in (0.0, end):
        canvas.line(x, -2.5 * MM, x, 2.5 * MM)
    room = text_width(text, style) / 2 + 3
    canvas.setFillColorRGB(*WHITE)
    canvas.rect(end / 2 - room, -4, room * 2, 8, stroke=0, fill=1)
    draw(canvas, (end / 2, -2.6), text, style, "centre")
    canvas.restoreState()


def _draw_words(page: _Page, layout: LabelLayout, wording: Wording) -> None:
    width, height = page_size_mm(layout)
    left, top = FRAME_MM + 19, FRAME_MM + 21.0
    room = width - FRAME_MM - 4 - left
    size = wording.text("calibration.size", width=f"{width:g}", height=f"{height:g}")
    texts = [(wording.text("calibration.title"), TextStyle(BOLD, 12, BLACK)), (size, TextStyle(MEDIUM, 9, BLACK))]
    texts += [(wording.text(f"calibration.{key}"), TextStyle(REGULAR, 8.5, BLACK)) for key in _NOTES]
    for text, style in texts:
        shown, lines = fit(text, style, (room * MM, (height - FRAME_MM - 3 - top) * MM), _FAINTEST) or (style, (text,))
        for line in lines:
            page.words((left, top + shown.size / MM), line, shown)
            top += shown.leading / MM
        top += 1.5
