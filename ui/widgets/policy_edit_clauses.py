"""Editing the clauses of a draft: their order at the left, the chosen one in both languages at the right."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from ledger.domain.policy import Clause, Control, Statement
from ledger.domain.wording import Bilingual
from ui.desk import Desk
from ui.widgets.form import Field, combo, index_of, line_edit, text_edit
from ui.widgets.parts import Card, button, column, icon_button, row, text
from ui.widgets.policy_parameters import ParametersEditor
from ui.widgets.policy_sketch import Sketch, fitting

_LIST, _NUMBER = 250, 130
_NUMBER_LIMIT = 16
_ROWS = 8
_ITEM = 32


class ClausesEditor(QWidget):
    """Every letter typed goes into the sketch; saving is the dialog's business."""

    def __init__(self, desk: Desk, sketch: Sketch) -> None:
        super().__init__()
        self._desk, self._sketch = desk, sketch
        self._is_showing = False
        self.list = QListWidget()
        self.list.setProperty("role", "sections")
        self.list.setAccessibleName(self.tr("Clauses of the draft"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._make_editors()
        self._lay_out()
        self._connect()
        sketch.purposes_changed.connect(self._show_parameters)
        self._fill(0)

    def _make_editors(self) -> None:
        wording = self._desk.wording
        self.number = line_edit(limit=_NUMBER_LIMIT)
        self.control = combo((wording.text(f"promises.{one.value}"), one) for one in Control)
        self.control.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.vi, self.en = text_edit(rows=_ROWS), text_edit(rows=_ROWS)
        self.does = text("", "small", wraps=True)
        self.affects = QCheckBox(self.tr("Affects customers: they are told before a change of it counts"))
        self.states = {one: QCheckBox(wording.text(f"statements.{one.value}")) for one in Statement}
        self.parameters = ParametersEditor(self._desk, self._on_parameter)

    def _lay_out(self) -> None:
        left = Card()
        left.body.setContentsMargins(8, 8, 8, 8)
        left.setFixedWidth(_LIST)
        left.body.addWidget(self.list, 1)
        self._up = button(self.tr("Up"), lambda: self._move(-1), role="quiet")
        self._down = button(self.tr("Down"), lambda: self._move(1), role="quiet")
        self._remove = icon_button("trash-2", self.tr("Remove this clause"), self._on_remove)
        self._add = button(self.tr("Add a clause"), self._on_add, icon="plus")
        left.body.addWidget(self._add)
        left.body.addLayout(row(self._up, self._down, None, self._remove, spacing=2))
        both = row(left, self._make_form(), spacing=14)
        both.setStretch(1, 1)
        both.setContentsMargins(0, 12, 0, 0)
        self.setLayout(both)

    def _make_form(self) -> QScrollArea:
        number, control = Field(self.tr("Number"), self.number), Field(self.tr("What keeps it"), self.control)
        self.number.setMaximumWidth(_NUMBER)
        number.setMaximumWidth(_NUMBER)
        top = row(number, control, spacing=14)
        top.setStretch(1, 1)
        texts = row(
            Field(self.tr("Text in Vietnamese"), self.vi), Field(self.tr("Text in English"), self.en), spacing=14
        )
        self._form = QWidget()
        self._form.setProperty("role", "scrolled")
        box = QVBoxLayout(self._form)
        box.setContentsMargins(2, 2, 14, 2)
        box.setSpacing(12)
        for piece in (top, texts):
            box.addLayout(piece)
        box.insertWidget(1, self.does)
        box.addWidget(self.parameters)
        box.addWidget(self.affects)
        told = QGridLayout()
        told.setHorizontalSpacing(24)
        told.setColumnStretch(1, 1)
        for at, one in enumerate(self.states.values()):
            told.addWidget(one, at // 2, at % 2)
        box.addLayout(column(text(self.tr("It tells customers"), "strong"), told, spacing=6))
        box.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._form)
        return scroll

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _at: self._show())
        self.number.textChanged.connect(lambda typed: self._set(id=typed))
        self.control.currentIndexChanged.connect(lambda _at: self._on_control())
        self.vi.textChanged.connect(self._on_text)
        self.en.textChanged.connect(self._on_text)
        self.affects.toggled.connect(lambda is_on: self._set(affects_customers=is_on))
        for box in self.states.values():
            box.toggled.connect(lambda _on: self._on_states())

    # --- the list ---

    def _at(self) -> int:
        return self.list.currentRow()

    def _clause(self) -> Clause | None:
        clauses, at = self._sketch.pack.clauses, self._at()
        return clauses[at] if 0 <= at < len(clauses) else None

    def _fill(self, at: int) -> None:
        """Show the list anew, the cursor on a place."""
        self._is_showing = True
        self.list.clear()
        self.list.addItems([_line(one) for one in self._sketch.pack.clauses])
        for row_at in range(self.list.count()):
            self.list.item(row_at).setSizeHint(QSize(0, _ITEM))
        self._is_showing = False
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        self._show()

    def _on_add(self) -> None:
        at = self._at() + 1
        self._sketch.add_clause(at)
        self._fill(at)
        self.number.setFocus()
        self.number.selectAll()

    def _on_remove(self) -> None:
        at = self._at()
        if at >= 0:
            self._sketch.remove_clause(at)
            self._fill(at)

    def _move(self, by: int) -> None:
        at, to = self._at(), self._at() + by
        if at >= 0 and 0 <= to < self.list.count():
            self._sketch.move_clause(at, to)
            self._fill(to)

    def show_clause(self, clause_id: str) -> None:
        """Put the cursor on a clause."""
        ids = [one.id for one in self._sketch.pack.clauses]
        if clause_id in ids:
            self.list.setCurrentRow(ids.index(clause_id))

    # --- the clause ---

    def _show(self) -> None:
        clause = self._clause()
        for widget in (self._form, self._up, self._down, self._remove):
            widget.setEnabled(clause is not None)
        if clause is None or self._is_showing:
            return
        self._is_showing = True
        self.number.setText(clause.id)
        self.control.setCurrentIndex(index_of(self.control, clause.control))
        self.vi.setPlainText(clause.text.vi)
        self.en.setPlainText(clause.text.en)
        self.affects.setChecked(clause.affects_customers)
        for one, box in self.states.items():
            box.setChecked(one in clause.states)
        self._show_parameters()
        self._is_showing = False

    def _show_parameters(self) -> None:
        clause = self._clause()
        if clause is not None:
            self.does.setText(self._desk.wording.text(f"controls.{clause.control.value}"))
            self.parameters.show_clause(clause, self._sketch.pack.purposes)

    def _set(self, **changes: Any) -> None:
        clause = self._clause()
        if clause is None or self._is_showing:
            return
        self._sketch.set_clause(self._at(), replace(clause, **changes))
        item, now = self.list.currentItem(), self._clause()
        if item is not None and now is not None:
            item.setText(_line(now))

    def _on_text(self) -> None:
        self._set(text=Bilingual(self.vi.toPlainText(), self.en.toPlainText()))

    def _on_control(self) -> None:
        clause = self._clause()
        if clause is not None and not self._is_showing:
            self._sketch.set_clause(self._at(), fitting(clause, Control(self.control.currentData())))
            self._show_parameters()

    def _on_parameter(self, key: str, value: int | str | bool) -> None:
        clause = self._clause()
        if clause is not None:
            self._set(parameters={**clause.parameters, key: value})

    def _on_states(self) -> None:
        self._set(states=frozenset(one for one, box in self.states.items() if box.isChecked()))


def _line(clause: Clause) -> str:
    return f"{clause.id}   {' '.join(clause.text.vi.split())}"[:120]
