"""Tables on paper, drawn the fast way: one text object per column and page, cells wrapped, nothing ever clipped.

Rows are laid out as they come, so a report of ten thousand rows needs one pass and little memory.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ledger.documents.layout import (
    ACCENT_SOFT,
    LINE,
    MUTE,
    REGULAR,
    SEMIBOLD,
    WARN,
    WARN_SOFT,
    TextStyle,
    loaded_font,
    text_width,
    wrap,
)
from ledger.documents.paper import Paper

Cell = str | tuple[str, str]  # a second text stands below the first, muted
_PAD = 4.0  # points left and right of a cell's text, and above and below a row's
_BADGE = 5.0  # ground around a warning, left and right
_HEAD = TextStyle(SEMIBOLD, 7.5, MUTE)
_SLICE_AT_LEAST = 3


class Column(NamedTuple):
    """One column; ``width`` in points or, for a whole table, in any unit: they are scaled to the page."""

    title: str
    width: float
    font: str = REGULAR
    is_right: bool = False
    warns: bool = False  # the second text is a warning, not a remark


class _Line(NamedTuple):
    text: str
    is_second: bool


class Table:
    """Draws rows on a paper, with the header again on every page."""

    def __init__(self, paper: Paper, columns: Sequence[Column], size: float = 8) -> None:
        """Scale the columns to the width of the page; ``size`` of the type in points."""
        self._paper = paper
        scale = paper.width / sum(column.width for column in columns)
        self._columns = [column._replace(width=column.width * scale) for column in columns]
        self._styles = [TextStyle(column.font, size) for column in columns]
        self._second = TextStyle(REGULAR, size - 0.5, MUTE)
        self._leading = size * 1.35
        self._wrapped: dict[tuple[int, Cell], list[_Line]] = {}  # many rows repeat a purpose or a recipient
        self._encoded: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self._pending: list[list[tuple[float, _Line]]] = [[] for _ in columns]
        self._rules: list[tuple[float, float, float, float]] = []

    def draw(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Draw the header and all rows, on as many pages as they need."""
        paper = self._paper
        paper.need(self._head_height() + 2 * self._leading + 2 * _PAD)
        self._draw_head()
        for row in rows:
            cells = [self._lines_of(index, cell) for index, cell in enumerate(row)]
            count = max(map(len, cells))
            while count:
                taken = self._lines_that_fit(count)
                if not taken:
                    self._flush()
                    paper.next_page()
                    self._draw_head()
                    continue
                self._place([lines[:taken] for lines in cells], taken)
                cells = [lines[taken:] for lines in cells]
                count -= taken
        self._flush()

    def _lines_of(self, index: int, cell: Cell) -> list[_Line]:
        key = (index, cell)
        if key not in self._wrapped:
            first, second = cell if isinstance(cell, tuple) else (cell, "")
            width = self._columns[index].width - 2 * _PAD
            lines = [_Line(text, is_second=False) for text in wrap(first, self._styles[index], width)]
            self._wrapped[key] = lines + [_Line(text, is_second=True) for text in wrap(second, self._second, width)]
        return self._wrapped[key]

    def _lines_that_fit(self, count: int) -> int:
        """Return how many lines of a row to set now: all, none (a new page first), or a slice of a very tall row."""
        free = int((self._paper.y - self._paper.bottom - 2 * _PAD) / self._leading)
        if count <= free:
            return count
        page = int((self._paper.size[1] * 0.6) / self._leading)
        return free if count > page and free >= _SLICE_AT_LEAST else 0

    def _place(self, cells: Sequence[Sequence[_Line]], count: int) -> None:
        paper = self._paper
        top = paper.y - _PAD - self._leading * 0.8
        for index, lines in enumerate(cells):
            self._pending[index] += [(top - row * self._leading, line) for row, line in enumerate(lines)]
        paper.y -= count * self._leading + 2 * _PAD
        self._rules.append((paper.left, paper.y, paper.right, paper.y))

    def _head_height(self) -> float:
        tallest = max(len(wrap(column.title, _HEAD, column.width - 2 * _PAD)) for column in self._columns)
        return tallest * _HEAD.leading + 2 * _PAD

    def _draw_head(self) -> None:
        paper, canvas = self._paper, self._paper.canvas
        height = self._head_height()
        paper.panel(height, ACCENT_SOFT)
        text = canvas.beginText()
        text.setFont(_HEAD.font, _HEAD.size)
        text.setFillColorRGB(*_HEAD.colour)
        left = paper.left
        for column in self._columns:
            for row, line in enumerate(wrap(column.title, _HEAD, column.width - 2 * _PAD)):
                y = paper.y - _PAD - _HEAD.leading * (row + 0.75)
                text.setTextOrigin(_start_of(left, column, line, _HEAD), y)
                text.textOut(line)
            left += column.width
        canvas.drawText(text)
        paper.y -= height

    def _flush(self) -> None:
        canvas = self._paper.canvas
        canvas.setStrokeColorRGB(*LINE)
        canvas.setLineWidth(0.5)
        if self._rules:
            canvas.lines(self._rules)
        left = self._paper.left
        for column, style, items in zip(self._columns, self._styles, self._pending, strict=True):
            second = self._second._replace(font=SEMIBOLD, colour=WARN) if column.warns else self._second
            plain = [(y, line.text) for y, line in items if not line.is_second]
            below = [(y, line.text) for y, line in items if line.is_second]
            if column.warns:
                _badges(canvas, left + _PAD, second, below)
            self._write(style, [(_start_of(left, column, words, style), y, words) for y, words in plain])
            aside = _BADGE if column.warns else 0
            self._write(second, [(_start_of(left, column, words, second) + aside, y, words) for y, words in below])
            left += column.width
        self._rules = []
        self._pending = [[] for _ in self._columns]

    def _write(self, style: TextStyle, items: Sequence[tuple[float, float, str]]) -> None:
        """Set texts at their x and y by the operators ReportLab documents for TrueType fonts.

        Its own text object measures and encodes every string anew: thrice the time for ten thousand rows.
        """
        if not items:
            return
        document = self._paper.canvas._doc
        font = loaded_font(style.font)
        code = ["BT", "{:.3f} {:.3f} {:.3f} rg".format(*style.colour)]
        current = -1
        for x, y, words in items:
            code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            key = (style.font, words)
            if key not in self._encoded:
                self._encoded[key] = [(subset, run.hex()) for subset, run in font.splitString(words, document)]
            for subset, run in self._encoded[key]:
                if subset != current:
                    code.append(f"{font.getSubsetInternalName(subset, document)} {style.size:g} Tf")
                    current = subset
                code.append(f"<{run}> Tj")
        self._paper.canvas.addLiteral("\n".join([*code, "ET"]))


def _badges(canvas: Any, x: float, style: TextStyle, items: Sequence[tuple[float, str]]) -> None:
    canvas.setFillColorRGB(*WARN_SOFT)
    for y, words in items:
        height = style.size * 1.3
        width = text_width(words, style) + 2 * _BADGE
        canvas.roundRect(x, y - style.size * 0.3, width, height, height / 2, stroke=0, fill=1)


def _start_of(left: float, column: Column, words: str, style: TextStyle) -> float:
    return left + column.width - _PAD - text_width(words, style) if column.is_right else left + _PAD
