"""Changing one number of law, within what law and its neighbours leave."""

from collections.abc import Callable

from PySide6.QtWidgets import QSpinBox, QWidget

from ledger.services.preferences import RuleLine, change_rule
from ledger.services.session import Session
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.first_run_parts import Note
from ui.widgets.form import Field, keep_from_wheel
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button
from ui.widgets.settings_rule_words import rule_words, source_words, value_words


class LawRuleDialog(FormDialog):
    """The shipped value is always one press away."""

    def __init__(self, desk: Desk, parent: QWidget | None, rule: RuleLine) -> None:
        sentence = self.tr("Source: {source}").format(source=source_words(rule.source))
        super().__init__(desk, parent, rule_words(rule.key, desk.wording), self.tr("Save"), sentence)
        self._rule = rule
        self._value = QSpinBox()
        self._value.setRange(rule.low, rule.high)
        self._value.setValue(rule.value)
        self._value.setMaximumWidth(160)
        keep_from_wheel(self._value)
        hint = self.tr("From {low} to {high}. Shipped with the program: {shipped}.").format(
            low=rule.low, high=rule.high, shipped=value_words(rule.key, rule.default)
        )
        self.add("rule", Field(self.tr("Value"), self._value, hint))
        note = Note(Tone.ACCENT)
        note.say(desk.wording.text("app.not_legal_advice"))
        self.form.addWidget(note)
        back = button(self.tr("Back to the shipped value"), lambda: self._value.setValue(rule.default), role="quiet")
        back.setEnabled(rule.value != rule.default)
        self.buttons.insertWidget(0, back)

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        key, value = self._rule.key, self._value.value()
        return lambda session: change_rule(session, key, value)
