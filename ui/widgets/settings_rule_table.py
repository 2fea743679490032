"""Rules of law in a table: a manager changes one at a time, or goes back to what ships."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from ledger.domain.errors import LedgerError
from ledger.domain.staff import Operation
from ledger.services.law_rules import LawLine, reset
from ledger.services.session import Session
from ui import theme
from ui.desk import Desk
from ui.models.table_model import Column, RecordModel
from ui.theme import Tone
from ui.widgets.parts import Card, button
from ui.widgets.recipient_rights import allowed
from ui.widgets.record_table import RecordTable
from ui.widgets.settings_rule_words import (
    confidence_tone,
    confidence_words,
    fixed_words,
    rule_words,
    shipped_words,
    source_words,
    value_words,
)

_EDGE = 6  # pixels: the ring of the style sheet, above and below
_LOWEST = 300


def fit_rows(table: RecordTable) -> None:
    """Make a table as tall as its rows, so that the section scrolls as one."""
    headings = table.horizontalHeader().sizeHint().height()
    table.setFixedHeight(headings + theme.ROW_HEIGHT * table.records.rowCount() + _EDGE)


class RuleTable(Card):
    """``wanted`` carries the rule to change, ``put_back`` how many open requests moved."""

    wanted = Signal(object)
    put_back = Signal(int)
    failed = Signal(object)

    def __init__(self, desk: Desk, heading: str, *, is_whole: bool) -> None:
        self._desk, self._is_whole = desk, is_whole
        self._change: QPushButton = button("", self._open_current, role="primary", icon="pencil")
        self._back: QPushButton = button("", self._put_back, icon="undo-2")
        super().__init__(heading, self._back, self._change)
        self._change.setText(self.tr("Change…"))
        self._back.setText(self.tr("Back to the shipped value"))
        self.model = RecordModel[LawLine](self._columns(), self)
        self.table = RecordTable(self.model, heading, desk.now)
        self.table.tell(desk.messages)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _one: self._allow())
        self.body.setContentsMargins(18, 16, 12, 10)
        self.body.addWidget(self.table, 1)
        if not is_whole:
            self.table.setMinimumHeight(_LOWEST)
        self._allow()

    def _columns(self) -> tuple[Column[LawLine], ...]:
        wording = self._desk.wording
        return (
            Column[LawLine](
                "rule",
                self.tr("Rule"),
                lambda one: rule_words(one.key, wording),
                width=230,
                below=lambda one: fixed_words(one) or source_words(one.source),
                tip=fixed_words,
                is_main=True,
            ),
            Column[LawLine]("value", self.tr("In force"), lambda one: value_words(one.key, one.value), width=124),
            Column[LawLine](
                "changed",
                self.tr("Shipped"),
                shipped_words,
                width=126,
                tone=lambda one: Tone.WARN if one.is_changed else None,
            ),
            Column[LawLine](
                "confidence",
                self.tr("How sure"),
                lambda one: confidence_words(one.confidence),
                width=124,
                tone=lambda one: confidence_tone(one.confidence),
            ),
        )

    def show_rules(self, found: Iterable[LawLine]) -> None:
        """Show the rules as they are in force."""
        self.model.show(found)
        if self._is_whole:
            fit_rows(self.table)
        if self.table.current_row() is None:
            self.table.highlight(0)
        self._allow()

    def _allow(self) -> None:
        one: LawLine | None = self.table.current_row()
        for made in (self._change, self._back):
            allowed(made, self._desk, Operation.SETTINGS)
        if not self._desk.may(Operation.SETTINGS):
            return
        reason = fixed_words(one) if one is not None else ""
        self._change.setEnabled(one is not None and not reason)
        self._back.setEnabled(one is not None and not reason and one.is_changed)
        self._change.setToolTip(reason)
        self._change.setAccessibleDescription(reason)

    def _open_current(self) -> None:
        self.table.open_current()

    def _open(self, one: LawLine) -> None:
        if self._desk.may(Operation.SETTINGS) and one.fixed is None:
            self.wanted.emit(one)

    def _put_back(self) -> None:
        one: LawLine | None = self.table.current_row()
        if one is not None:
            self._desk.tasks.write(self, _resetting(one.key), self.put_back.emit, self._on_failed)

    def _on_failed(self, error: LedgerError) -> None:
        self.failed.emit(error)


def _resetting(*keys: str) -> Callable[[Session], int]:
    return lambda session: reset(session, *keys)
