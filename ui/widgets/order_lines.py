"""The goods of an order: a product and how many, one row below the other; Enter begins the next row."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ledger.services.parcels import ITEMS_LIMIT, QUANTITY_LIMIT, Line
from ui.widgets.form import keep_from_wheel
from ui.widgets.form_state import texts_of
from ui.widgets.parts import button, icon_button, row

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONGEST = 200
_QUANTITY_WIDTH = 84


class EnterEdit(QLineEdit):
    """A line in which Enter means something of its own, not "save the form"."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter; the rest is the line's own."""
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class _Quantity(QSpinBox):
    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setRange(1, QUANTITY_LIMIT)
        self.setFixedWidth(_QUANTITY_WIDTH)
        self.setAccessibleName(name)
        keep_from_wheel(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter; the rest is the box's own."""
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class _LineRow(QWidget):
    """One product line."""

    def __init__(self, lines: "OrderLines", words: tuple[str, str, str]) -> None:
        super().__init__()
        product, quantity, remove = words
        self.product, self.quantity = EnterEdit(), _Quantity(quantity)
        self.product.setMaxLength(_LONGEST)
        self.product.setPlaceholderText(product)
        self.product.setAccessibleName(product)
        self.remove = icon_button("x", remove, lambda: lines.remove(self))
        box = row(self.product, self.quantity, self.remove)
        box.setStretch(0, 1)
        self.setLayout(box)
        for editor in (self.product, self.quantity):
            editor.entered.connect(lambda: lines.go_on(self))

    @property
    def is_empty(self) -> bool:
        """Return whether no product stands here."""
        return not self.product.text().strip()


class OrderLines(QWidget):
    """At least one row; rows without a product are left out. ``resized`` follows every row that came or went."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = (self.tr("Product"), self.tr("Quantity"), self.tr("Take this line away"))
        self._rows: list[_LineRow] = []
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._box)
        self._more = button(self.tr("Another product"), self.begin_row, role="link", icon="plus")
        whole.addLayout(row(self._more, None))
        self._add()

    def typed(self) -> tuple[Line, ...]:
        """Return the lines with a product, as typed."""
        return tuple(Line(one.product.text(), one.quantity.value()) for one in self._rows if not one.is_empty)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        for one in list(self._rows):
            self._drop(one)
        for line in lines:
            made = self._add()
            made.product.setText(line.product)
            made.quantity.setValue(line.quantity)
        if not self._rows:
            self._add()
        self.resized.emit()

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return [[line.product, str(line.quantity)] for line in self.typed()]

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        rows = map(texts_of, state if isinstance(state, list) else [])
        self.show_lines([Line(product, int(quantity)) for product, quantity in rows])

    def begin_row(self) -> None:
        """Put the cursor into an empty last row, adding one where the last is filled."""
        if not self._rows[-1].is_empty and len(self._rows) < ITEMS_LIMIT:
            self._add()
            self.resized.emit()
        self._rows[-1].product.setFocus()

    def go_on(self, one: _LineRow) -> None:
        """After Enter: the next row, or a new one after the last."""
        at = self._rows.index(one)
        if at + 1 < len(self._rows):
            self._rows[at + 1].product.setFocus()
        elif one.is_empty:
            self.focusNextChild()
        else:
            self.begin_row()

    def remove(self, one: _LineRow) -> None:
        """Take a row away; the last one is only emptied."""
        self._drop(one)
        if not self._rows:
            self._add()
        self._rows[-1].product.setFocus()
        self.resized.emit()

    def _add(self) -> _LineRow:
        made = _LineRow(self, self._words)
        self._rows.append(made)
        self._box.addWidget(made)
        # Keep the order of Tab: the new row before the button below it.
        self.setTabOrder(made.remove, self._more)
        return made

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor into the first product. A focus proxy would let Tab jump over the button below."""
        super().focusInEvent(event)
        self._rows[0].product.setFocus()

    def _drop(self, one: _LineRow) -> None:
        self._rows.remove(one)
        self._box.removeWidget(one)
        one.hide()
        one.deleteLater()
