"""The numbers of law the program works by, each with where it comes from and how sure that is."""

from PySide6.QtWidgets import QPushButton

from ledger.domain.staff import Operation
from ledger.services.preferences import RuleLine, rules
from ui.desk import Desk
from ui.models.table_model import Column, RecordModel
from ui.theme import Tone
from ui.widgets.first_run_parts import Note
from ui.widgets.parts import Card, button
from ui.widgets.recipient_rights import allowed
from ui.widgets.record_table import RecordTable
from ui.widgets.settings_panel import SettingsPanel
from ui.widgets.settings_rule_words import confidence_tone, confidence_words, rule_words, source_words, value_words


class RulesPanel(SettingsPanel):
    """A table to read; a manager changes one number at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Rules of law"),
            self.tr(
                "Ages, hours and limits in force. Where the law is not settled, decide with somebody who knows it."
            ),
        )
        self._model = RecordModel[RuleLine](self._columns(), self)
        self._table = RecordTable(self._model, self.tr("Rules of law"), desk.now)
        self._table.setMinimumHeight(300)
        self._table.tell(desk.messages)
        self._table.opened.connect(self._open)
        self._table.chosen.connect(lambda _one: self._allow())
        self._change: QPushButton = button(self.tr("Change…"), self._open_current, role="primary", icon="pencil")
        allowed(self._change, desk, Operation.SETTINGS)
        note = Note(Tone.ACCENT)
        note.say(desk.wording.text("app.not_legal_advice"))
        card = Card(self.tr("Rules in force"), self._change)
        card.body.setContentsMargins(18, 16, 12, 10)
        card.body.addWidget(self._table, 1)
        self.inside.addWidget(card, 1)
        self.inside.addWidget(note)
        self._allow()

    def _columns(self) -> tuple[Column[RuleLine], ...]:
        wording = self.desk.wording
        return (
            Column[RuleLine](
                "rule",
                self.tr("Rule"),
                lambda one: rule_words(one.key, wording),
                width=230,
                below=lambda one: source_words(one.source),
                is_main=True,
            ),
            Column[RuleLine]("value", self.tr("In force"), lambda one: value_words(one.key, one.value), width=110),
            Column[RuleLine](
                "changed",
                self.tr("Shipped"),
                self._changed,
                width=120,
                tone=lambda one: Tone.WARN if one.value != one.default else None,
            ),
            Column[RuleLine](
                "confidence",
                self.tr("How sure"),
                lambda one: confidence_words(one.confidence, must=one.must),
                width=142,
                tone=lambda one: confidence_tone(one.confidence, must=one.must),
            ),
        )

    def _changed(self, one: RuleLine) -> str:
        if one.value == one.default:
            return self.tr("the same")
        return self.tr("was {value}").format(value=value_words(one.key, one.default))

    def refresh(self) -> None:
        """Ask for the rules."""
        self.desk.tasks.read(self, rules, self._show, self.tell_failed, latest="rules")

    def _show(self, found: tuple[RuleLine, ...]) -> None:
        self._model.show(found)
        if self._table.current_row() is None:
            self._table.highlight(0)
        self._allow()

    def _allow(self) -> None:
        is_chosen = self._table.current_row() is not None
        self._change.setEnabled(is_chosen and self.desk.may(Operation.SETTINGS))

    def _open_current(self) -> None:
        self._table.open_current()

    def _open(self, one: RuleLine) -> None:
        if self.desk.may(Operation.SETTINGS):
            self.wanted.emit("rule", one)
