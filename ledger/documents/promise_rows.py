"""The table of a proof: one row per clause with its figures, how they are counted, and how the promise stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ledger.documents.layout import (
    ACCENT_SOFT,
    INK,
    LINE,
    MUTE,
    REGULAR,
    SEMIBOLD,
    WARN,
    TextStyle,
    draw,
    text_width,
    wrap,
)
from ledger.documents.paper import Paper
from ledger.documents.promise_marks import STATE_COLOURS, draw_state
from ledger.domain.promise import PromiseState

_HEAD = TextStyle(SEMIBOLD, 7.5, MUTE)
_TITLE = TextStyle(SEMIBOLD, 9)
_SMALL = TextStyle(REGULAR, 7.5, MUTE)
_NAME = TextStyle(REGULAR, 8)
_FIRST_NAME = TextStyle(SEMIBOLD, 8)
_WARNING = TextStyle(SEMIBOLD, 7.5, WARN)
_PAD, _GAP = 5.0, 3.0
_MARK = 11.0
# Parts of the width of the page.
_CLAUSE, _PROMISE, _FIGURES = 0.085, 0.45, 0.3


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One clause in the words of the language the proof is printed in; ``figures`` are names with their values."""

    clause: str
    title: str
    figures: tuple[tuple[str, str], ...]
    method: str
    state: PromiseState
    warnings: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    exceptions: int = 0


class _Line(NamedTuple):
    text: str
    style: TextStyle
    gap: float = 0.0  # above, in points
    value: str = ""  # at the right edge of the cell


class ProofTable:
    """Rows are never divided; the header stands again on every page."""

    def __init__(self, paper: Paper) -> None:
        """Divide the width of the page."""
        self._paper = paper
        self._wording = paper.wording
        parts = (_CLAUSE, _PROMISE, _FIGURES, 1 - _CLAUSE - _PROMISE - _FIGURES)
        self._widths = [paper.width * part for part in parts]
        self._lefts = [paper.left + sum(self._widths[:at]) for at in range(len(parts))]

    def draw(self, rows: Sequence[ProofRow]) -> None:
        """Draw the header and all rows, on as many pages as they need."""
        paper = self._paper
        if rows:
            paper.need(_HEAD.leading + 2 * _PAD + _height(self._cells(rows[0])))
        self._draw_head()
        for one in rows:
            cells = self._cells(one)
            height = _height(cells)
            if paper.y - height < paper.bottom:
                paper.next_page()
                self._draw_head()
            self._draw_row(one, cells, height)

    def _draw_head(self) -> None:
        paper = self._paper
        height = _HEAD.leading + 2 * _PAD - 2
        paper.panel(height, ACCENT_SOFT)
        for left, key in zip(self._lefts, ("clause", "promise", "evidence", "state"), strict=True):
            draw(paper.canvas, (left + _PAD, paper.y - height + _PAD + 1), self._wording.text(f"proof.{key}"), _HEAD)
        paper.y -= height

    # --- what stands in a row ---

    def _cells(self, one: ProofRow) -> tuple[list[_Line], ...]:
        return ([_Line(one.clause, _TITLE)], self._promise(one), self._evidence(one), self._state(one))

    def _room(self, column: int) -> float:
        return self._widths[column] - 2 * _PAD

    def _promise(self, one: ProofRow) -> list[_Line]:
        lines = _lines(one.title, _TITLE, self._room(1))
        lines += _lines(self._wording.text("proof.method", text=one.method), _SMALL, self._room(1), _GAP)
        if one.samples:
            samples = self._wording.text("proof.samples", codes=", ".join(one.samples))
            lines += _lines(samples, _SMALL, self._room(1), _GAP)
        return lines

    def _evidence(self, one: ProofRow) -> list[_Line]:
        lines: list[_Line] = []
        for at, (name, value) in enumerate(one.figures):
            style = _NAME if at else _FIRST_NAME
            room = self._room(2) - text_width(value, _FIRST_NAME) - 8
            wrapped = wrap(name, style, max(room, self._room(2) * 0.4))
            lines += [
                _Line(words, style, _GAP if at and not row else 0.0, "" if row else value)
                for row, words in enumerate(wrapped)
            ]
        for words in one.warnings:
            lines += _lines(words, _WARNING, self._room(2), _GAP)
        return lines

    def _state(self, one: ProofRow) -> list[_Line]:
        style = _TITLE._replace(colour=STATE_COLOURS[one.state][0])
        words = self._wording.text(f"promise_states.{one.state.value}")
        lines = _lines(words, style, self._room(3) - _MARK - 4)
        if one.exceptions:
            count = self._wording.text("proof.exception_count", count=one.exceptions)
            lines += _lines(count, _SMALL, self._room(3) - _MARK - 4, _GAP)
        return lines

    # --- drawing ---

    def _draw_row(self, one: ProofRow, cells: Iterable[list[_Line]], height: float) -> None:
        paper, canvas = self._paper, self._paper.canvas
        top = paper.y - _PAD
        for column, lines in enumerate(cells):
            left, y = self._lefts[column] + _PAD, top
            if column == len(self._lefts) - 1:
                draw_state(canvas, (left, top - 1), one.state, _MARK)
                left += _MARK + 4
            for line in lines:
                y -= line.gap
                baseline = y - line.style.size * 1.05
                draw(canvas, (left, baseline), line.text, line.style)
                if line.value:
                    right = self._lefts[column] + self._widths[column] - _PAD
                    draw(canvas, (right, baseline), line.value, _FIRST_NAME._replace(colour=INK), "right")
                y -= line.style.leading
        paper.y -= height
        paper.rule(LINE, 0.5)


def _lines(text: str, style: TextStyle, width: float, gap: float = 0.0) -> list[_Line]:
    return [_Line(words, style, 0.0 if row else gap) for row, words in enumerate(wrap(text, style, width))]


def _height(cells: Iterable[list[_Line]]) -> float:
    return max(sum(line.gap + line.style.leading for line in lines) for lines in cells) + 2 * _PAD
