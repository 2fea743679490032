"""What a clause sets for its control: a number with its ends, words to tick, percents, or a purpose."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ledger.domain.policy import Clause
from ledger.domain.policy_faults import ParameterKind, ParameterRule, parameter_rules
from ledger.domain.purpose import Purpose
from ui.desk import Desk
from ui.widgets.form import Field, combo, keep_from_wheel, line_edit
from ui.widgets.parts import column, row, text

Value = int | str | bool
_TABLES = {"channels": "notice_channels", "papers": "authority_papers"}
_WIDTH = 320


class ParametersEditor(QWidget):
    """``told`` is called with name and value whenever the manager sets one."""

    def __init__(self, desk: Desk, told: Callable[[str, Value], None]) -> None:
        super().__init__()
        self._desk, self._told = desk, told
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(10)
        self._inside: QWidget | None = None

    def show_clause(self, clause: Clause, purposes: Sequence[Purpose]) -> None:
        """Show the settings of a clause."""
        if self._inside is not None:
            self._box.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        rules = parameter_rules(clause.control)
        self._inside = QWidget()
        box = row(spacing=28)
        for key, rule in rules.items():
            box.addWidget(self._editor(key, rule, clause.parameters.get(key, rule.default), purposes))
        box.addStretch(1)
        self._inside.setLayout(box)
        self._box.addWidget(self._inside)
        self.setVisible(bool(rules))

    def _editor(self, key: str, rule: ParameterRule, value: Value, purposes: Sequence[Purpose]) -> QWidget:
        name = self._desk.wording.text(f"control_parameters.{key}")
        if rule.kind is ParameterKind.NUMBER:
            return self._number(key, name, rule, value)
        if rule.kind is ParameterKind.CHOICES:
            return self._choices(key, name, rule, str(value))
        if rule.kind is ParameterKind.PURPOSE:
            return self._purpose(key, name, str(value), purposes)
        return self._percents(key, name, str(value))

    def _number(self, key: str, name: str, rule: ParameterRule, value: Value) -> QWidget:
        spin = QSpinBox()
        spin.setRange(rule.low, rule.high)
        spin.setValue(value if isinstance(value, int) else int(rule.default))
        spin.setMaximumWidth(120)
        keep_from_wheel(spin)
        spin.valueChanged.connect(lambda number: self._told(key, int(number)))
        ends = self.tr("From {low} to {high}").format(low=rule.low, high=rule.high)
        return Field(name, spin, ends)

    def _choices(self, key: str, name: str, rule: ParameterRule, value: str) -> QWidget:
        chosen = {word.strip() for word in value.split(",")}
        boxes = {word: QCheckBox(self._desk.wording.text(f"{_TABLES[key]}.{word}")) for word in rule.choices}

        def tell() -> None:
            self._told(key, ",".join(word for word, box in boxes.items() if box.isChecked()))

        for word, box in boxes.items():
            box.setChecked(word in chosen)
            box.toggled.connect(lambda _on: tell())
        made = QWidget()
        made.setLayout(column(text(name, "strong"), row(*boxes.values(), None, spacing=16), spacing=6))
        return made

    def _percents(self, key: str, name: str, value: str) -> QWidget:
        line: QLineEdit = line_edit(limit=20)
        line.setText(value)
        line.setMaximumWidth(_WIDTH)
        line.textChanged.connect(lambda typed: self._told(key, typed.replace(" ", "")))
        return Field(name, line, self.tr("Rising numbers from 1 to 99 with commas between, as 50,80"))

    def _purpose(self, key: str, name: str, value: str, purposes: Sequence[Purpose]) -> QWidget:
        items = [(one.text.in_language(self._desk.language), str(one.id)) for one in purposes]
        if value not in {purpose_id for _, purpose_id in items}:
            items.insert(0, (self.tr("Choose a purpose"), value))
        box = combo(items, value)
        box.setMaximumWidth(_WIDTH)
        box.currentIndexChanged.connect(lambda _at: self._told(key, str(box.currentData())))
        return Field(name, box)
