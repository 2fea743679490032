"""Everything about the chosen promise: how it stands and why, its figures, the records behind it, and its words."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ledger.domain.promise import Figure, Promise, PromiseState, RecordRef, TrendPoint
from ledger.domain.staff import Operation
from ledger.services import promises
from ledger.services.promise_words import figure_name, figure_value, promise_title, warning_words
from ledger.services.promises import BreachLine
from ui.actions import by_id
from ui.desk import Desk
from ui.places import PageId
from ui.widgets.parts import Card, Chip, EmptyState, button, column, picture, row, text
from ui.widgets.promise_chart import TrendChart
from ui.widgets.promise_violations import RecordLink, ViolationList
from ui.widgets.promise_words import STATE_ICONS, STATE_TONES, settled_at


class PromiseDetail(Card):
    """``explain_wanted`` carries a violation, ``close_wanted`` a breach's code."""

    explain_wanted = Signal(object)
    close_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.promise: Promise | None = None
        self._violations: ViolationList | None = None
        self.body.setContentsMargins(4, 4, 4, 4)
        self._hint = EmptyState("badge-check", self.tr("Choose a promise"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._hint, 1)
        self.body.addWidget(self._scroll, 1)
        self.show_promise(None)

    def show_promise(self, promise: Promise | None) -> None:
        """Show a promise; nothing while none is chosen."""
        self.promise = promise
        self._hint.setVisible(promise is None)
        self._scroll.setVisible(promise is not None)
        if promise is None:
            return
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        box = QVBoxLayout(inside)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(16)
        for piece in self._pieces(promise):
            box.addWidget(piece)
        box.addStretch(1)
        self._scroll.setWidget(inside)
        self._order_keys()
        if any(one.kind == "breach" for one in promise.evidence.violations):
            control = promise.control
            self._desk.tasks.read(
                self, lambda session: promises.breaches(session, control), self._on_breaches, latest="breaches"
            )

    def _on_breaches(self, found: tuple[BreachLine, ...]) -> None:
        if self._violations is not None:
            self._violations.show_breaches(found)
            self._order_keys()

    def _order_keys(self) -> None:
        """Let Tab go from top to bottom: Qt keeps the order in which the pieces were made, and some are made late."""
        for one, after in pairwise(one for one in self._scroll.findChildren(QWidget) if _takes_tab(one)):
            QWidget.setTabOrder(one, after)

    def focus_first(self) -> None:
        """Put the keyboard on the first thing that can be done here."""
        inside = self._scroll.widget()
        found = (
            [one for one in inside.findChildren(QPushButton) if one.isVisible() and one.isEnabled()] if inside else []
        )
        if found:
            found[0].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(found[0])

    # --- its parts ---

    def _pieces(self, promise: Promise) -> list[QWidget]:
        evidence, wording = promise.evidence, self._desk.wording
        control = promise.control.value
        made = [self._heading(promise)]
        if evidence.warnings or promise.state in {PromiseState.AT_RISK, PromiseState.BROKEN}:
            made.append(self._next_step(promise))
        self._violations = ViolationList(self._desk)
        self._violations.explain_wanted.connect(self.explain_wanted)
        self._violations.close_wanted.connect(self.close_wanted)
        if evidence.violations:
            self._violations.show_violations(evidence.violations)
            count = self.tr("Violations: {count}").format(count=len(evidence.violations))
            made.append(_section(count, self._violations))
        made.append(_section(self.tr("Figures of the period"), self._figures(evidence.figures)))
        if any(one.good or one.bad for one in evidence.trend):
            made.append(_section(self.tr("Course of the period"), *self._course(evidence.trend)))
        if evidence.samples:
            made.append(_section(self.tr("Records behind it"), self._samples(evidence.samples)))
        published = promise.clause.text.in_language(self._desk.language)
        for heading, words in (
            (self.tr("The clause as published"), published),
            (self.tr("What the program does"), wording.text(f"controls.{control}")),
            (self.tr("How it is counted"), wording.text(f"methods.{control}")),
        ):
            made.append(_section(heading, text(words, wraps=True, selectable=True)))
        return made

    def _heading(self, promise: Promise) -> QWidget:
        state, wording = promise.state, self._desk.wording
        tone = STATE_TONES[state]
        chip = Chip(wording.text(f"promise_states.{state.value}"), tone)
        sign = picture(STATE_ICONS[state], tone.value)
        title = text(promise_title(promise.control, wording), "section", wraps=True, selectable=True)
        first = row(text(promise.clause.id, "title"), None, sign, chip, spacing=6)
        box = column(first, title, spacing=2)
        if state is PromiseState.UNUSED:
            words = self.tr("Nothing this promise is about happened in the period.")
            box.addWidget(text(words, "mute", wraps=True))
        made = QWidget()
        made.setLayout(box)
        return made

    def _next_step(self, promise: Promise) -> QWidget:
        wording = self._desk.wording
        made = QFrame()
        made.setProperty("role", "warned" if promise.state is PromiseState.AT_RISK else "note")
        box = QVBoxLayout(made)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(8)
        for warned in promise.evidence.warnings:
            said = row(picture("triangle-alert", "warn"), text(warning_words(warned, wording), "strong", wraps=True))
            said.setStretch(1, 1)
            box.addLayout(said)
        box.addWidget(text(wording.text(f"next_steps.{promise.control.value}"), wraps=True, selectable=True))
        box.addLayout(row(self._way(promise), None))
        return made

    def _way(self, promise: Promise) -> QPushButton:
        target = settled_at(promise.control)
        words = self.tr("Go to: {page}").format(page=by_id(f"go.{target.page.value}").words())
        made = button(words, lambda: self._desk.go(target), icon="chevron-right")
        if target.page is PageId.AUDIT and not self._desk.may(Operation.VERIFY):
            made.setEnabled(False)
            made.setToolTip(self.tr("The trail covers what everybody did, so only the manager reads it."))
        return made

    def _figures(self, figures: Sequence[Figure]) -> QWidget:
        wording = self._desk.wording
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for at, one in enumerate(figures):
            name, value = figure_name(one, wording), figure_value(one, wording)
            number = text(value, "strong", selectable=True)
            number.setAccessibleName(f"{name}: {value}")
            label = text(name, "strong" if at == 0 else "", wraps=True)
            grid.addWidget(label, at, 0)
            grid.addWidget(number, at, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        return made

    def _course(self, points: Sequence[TrendPoint]) -> tuple[QWidget, QWidget]:
        chart = TrendChart(self.tr("Course of the period"))
        chart.show_points(points)
        good, bad = sum(one.good for one in points), sum(one.bad for one in points)
        words = self.tr("In order: {good}, violations: {bad}").format(good=good, bad=bad)
        return chart, text(words, "mute", wraps=True)

    def _samples(self, samples: Iterable[RecordRef]) -> QWidget:
        made = QWidget()
        links = (row(RecordLink(self._desk, one), None) for one in samples)
        made.setLayout(column(*links, spacing=2))
        return made


def _section(heading: str, *pieces: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(text(heading, "small"), *pieces, spacing=6))
    return made


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
