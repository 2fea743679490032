"""The list of promises: a row per clause with its first figure, the course of the period, and the state."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QButtonGroup, QWidget

from ledger.domain.promise import Promise, PromiseState, TrendPoint, count_states
from ledger.domain.wording import Wording
from ledger.services.promise_words import figure_words, promise_title
from ui import theme
from ui.models.table_model import Column, RecordModel
from ui.widgets.delegates import PAD, ChipDelegate, TextDelegate
from ui.widgets.parts import button, row
from ui.widgets.promise_words import STATE_ICONS, STATE_TONES, WORST_FIRST, point_words
from ui.widgets.record_table import RecordTable

_ICON, _BAR, _GAP = 14, 5.0, 2.0
_TREND_HEIGHT = 24.0


class PromiseSort(StrEnum):
    """As published, or the worst first."""

    CLAUSE = "CLAUSE"
    STATE = "STATE"


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A row; ``id`` is the clause's, ``place`` where the policy has it."""

    id: str
    place: int
    promise: Promise


class PromiseModel(RecordModel[PromiseLine]):
    """All clauses of one policy; a few may be chosen by their state."""

    def __init__(self, wording: Wording, parent: QObject) -> None:
        self._wording = wording
        super().__init__(self._columns(), parent)

    def _columns(self) -> tuple[Column[PromiseLine], ...]:
        wording = self._wording
        return (
            Column("clause", self.tr("Clause"), lambda one: one.id, 72, PromiseSort.CLAUSE),
            Column(
                "promise",
                self.tr("Promise and evidence"),
                lambda one: promise_title(one.promise.control, wording),
                200,
                below=self._evidence,
                is_main=True,
            ),
            Column("trend", self.tr("Course"), self._course, 94, tip=self._tip),
            Column(
                "state",
                self.tr("State"),
                lambda one: wording.text(f"promise_states.{one.promise.state.value}"),
                148,
                PromiseSort.STATE,
                tone=lambda one: STATE_TONES[one.promise.state],
            ),
        )

    def _evidence(self, one: PromiseLine) -> str:
        return figure_words(one.promise.evidence.figures[0], self._wording)

    def _course(self, one: PromiseLine) -> str:
        points = one.promise.evidence.trend
        words = self.tr("In order: {good}, violations: {bad}")
        return words.format(good=sum(point.good for point in points), bad=sum(point.bad for point in points))

    def _tip(self, one: PromiseLine) -> str:
        return "; ".join(point_words(point) for point in one.promise.evidence.trend if point.good or point.bad)

    def show_promises(
        self, promises: Iterable[Promise], sort: StrEnum | None, state: PromiseState | None, *, descending: bool
    ) -> None:
        """Show the promises of a state, or all, as published or the worst first."""
        lines = [PromiseLine(one.clause.id, place, one) for place, one in enumerate(promises)]
        if sort is PromiseSort.STATE:
            lines.sort(key=lambda one: (WORST_FIRST.index(one.promise.state), one.place))
        self.show(one for one in (reversed(lines) if descending else lines) if state in {None, one.promise.state})


class StateDelegate(ChipDelegate[PromiseLine]):
    """The state as a chip with its sign: never colour alone."""

    def draw_chip(
        self, painter: QPainter, place: QRect, words: str, tone: theme.Tone, sign: str = "", *, is_selected: bool
    ) -> None:
        """Draw the chip with the sign of its state."""
        state = next(one for one in WORST_FIRST if STATE_TONES[one] is tone)
        super().draw_chip(painter, place, words, tone, sign or STATE_ICONS[state], is_selected=is_selected)

    def room_for(self, record: PromiseLine) -> int:
        """See ``TextDelegate.room_for``."""
        return super().room_for(record) + _ICON + PAD


class TrendDelegate(TextDelegate[PromiseLine]):
    """A few bars: what was in order, and violations on top in red. The numbers are in the tooltip and beside."""

    def __init__(self, model: PromiseModel, column: Column[PromiseLine], parent: QObject) -> None:
        super().__init__(model, column, parent)
        self._is_plain = False

    def draw(self, painter: QPainter, place: QRect, record: PromiseLine, *, is_selected: bool) -> None:  # noqa: ARG002 (the ground is the view's)
        """Draw the bars in the middle of the row."""
        points = record.promise.evidence.trend
        highest = max((one.good + one.bad for one in points), default=0)
        step = min(_BAR + _GAP, place.width() / max(len(points), 1))
        bottom = place.y() + (place.height() + _TREND_HEIGHT) / 2
        for at, one in enumerate(points):
            draw_point(painter, QPointF(place.x() + at * step, bottom), step - _GAP, one, highest)


def draw_point(painter: QPainter, foot: QPointF, width: float, point: TrendPoint, highest: int) -> None:
    """Draw one step as a small bar standing on ``foot``; one without acts is a dot of the ground line."""
    colours = theme.tokens()
    scale = _TREND_HEIGHT / highest if highest else 0.0
    good, bad = (max(count * scale, 2.0) if count else 0.0 for count in (point.good, point.bad))
    y = foot.y()
    if not good and not bad:
        painter.fillRect(QRectF(foot.x(), y - 2, width, 2), QColor(colours.line))
    for height, colour in ((good, colours.accent), (bad, colours.bad)):
        painter.fillRect(QRectF(foot.x(), y - height, width, height), QColor(colour))
        y -= height


class PromiseTable(RecordTable):
    """The table with its two own ways of drawing."""

    def __init__(self, model: PromiseModel, name: str, now: Callable[[], datetime]) -> None:
        super().__init__(model, name, now)
        keys = [one.key for one in model.columns]
        for key, kind in (("trend", TrendDelegate), ("state", StateDelegate)):
            at = keys.index(key)
            made = kind(model, model.columns[at], self)
            self._delegates[at] = made
            self.setItemDelegateForColumn(at, made)
        self.setSelectionMode(RecordTable.SelectionMode.SingleSelection)


class StateFilter(QWidget):
    """How many promises stand how. A click shows only those, a second click all again."""

    chosen = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.state: PromiseState | None = None
        self._wording = wording
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._buttons = {}
        for state in WORST_FIRST:
            made = button(wording.text(f"promise_states.{state.value}"), role="choice")
            made.setCheckable(True)
            made.setToolTip(self.tr("Show only these, or all again"))
            made.clicked.connect(lambda _checked=False, one=state: self.choose(one))
            self._buttons[state] = made
        self.setLayout(row(*self._buttons.values(), None, spacing=6))
        self.show_counts(())

    def show_counts(self, promises: Iterable[Promise]) -> None:
        """Show how many promises stand how."""
        for state, count in count_states(promises).items():
            words = self.tr("{state}: {count}")
            self._buttons[state].setText(
                words.format(state=self._wording.text(f"promise_states.{state.value}"), count=count)
            )
            role = STATE_TONES[state].value if count else "off"
            self._buttons[state].setIcon(theme.icon(STATE_ICONS[state], role, 16, 5))

    def choose(self, state: PromiseState | None) -> None:
        """Show one state only; the same again shows all."""
        self.state = None if state is self.state else state
        for one, made in self._buttons.items():
            made.setChecked(one is self.state)
        self.chosen.emit()
