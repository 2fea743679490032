"""Changing one rule of law, within what law and its neighbours leave."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from ledger.services.law_rules import TEXT_LIMIT, LawLine, change
from ledger.services.law_values import written
from ledger.services.session import Session
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.first_run_parts import Note
from ui.widgets.form import Field, combo, keep_from_wheel, line_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button
from ui.widgets.settings_rule_words import confidence_words, rule_words, source_words, value_words

_NARROW = 160


class LawRuleDialog(FormDialog):
    """The shipped value is always one press away."""

    def __init__(self, desk: Desk, parent: QWidget | None, rule: LawLine) -> None:
        sentence = self.tr("Source: {source} ({sure})").format(
            source=source_words(rule.source), sure=confidence_words(rule.confidence)
        )
        super().__init__(desk, parent, rule_words(rule.key, desk.wording), self.tr("Save"), sentence)
        self._rule = rule
        self._editor = self._make_editor()
        self._put(written(rule.value))
        self.add("rule", Field(self.tr("Value"), self._editor, self._hint()))
        note = Note(Tone.ACCENT, self._advice())
        self.form.addWidget(note)
        back = button(self.tr("Back to the shipped value"), lambda: self._put(written(rule.shipped)), role="quiet")
        back.setEnabled(rule.is_changed)
        self.buttons.insertWidget(0, back)

    def _make_editor(self) -> QSpinBox | QComboBox | QLineEdit:
        if isinstance(self._rule.shipped, bool):
            return combo((value_words(self._rule.key, one), written(one)) for one in (True, False))
        if self._rule.low is None or self._rule.high is None:
            return line_edit(limit=TEXT_LIMIT)
        box = QSpinBox()
        box.setRange(self._rule.low, self._rule.high)
        box.setMaximumWidth(_NARROW)
        keep_from_wheel(box)
        return box

    def _hint(self) -> str:
        shipped = value_words(self._rule.key, self._rule.shipped)
        if self._rule.low is None:
            return self.tr("Shipped with the program: {shipped}.").format(shipped=shipped)
        return self.tr("From {low} to {high}. Shipped with the program: {shipped}.").format(
            low=self._rule.low, high=self._rule.high, shipped=shipped
        )

    def _advice(self) -> str:
        said = self.desk.wording.text("app.not_legal_advice")
        if not self._rule.must_be_changeable:
            return said
        return self.tr("The law leaves this open: the shop has to decide.") + " " + said

    def _put(self, stored: str) -> None:
        if isinstance(self._editor, QSpinBox):
            self._editor.setValue(int(stored))
        elif isinstance(self._editor, QLineEdit):
            self._editor.setText(stored)
        else:
            self._editor.setCurrentIndex(self._editor.findData(stored))

    def _typed_value(self) -> str:
        if isinstance(self._editor, QSpinBox):
            return str(self._editor.value())
        return self._editor.text() if isinstance(self._editor, QLineEdit) else str(self._editor.currentData())

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        key, typed = self._rule.key, self._typed_value()
        return lambda session: change(session, key, typed)
