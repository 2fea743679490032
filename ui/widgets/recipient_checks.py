"""Several things to tick, two beside each other."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ui.widgets.form_state import texts_of


class CheckList(QWidget):
    """Check boxes for values and their words; ``changed`` follows each tick."""

    changed = Signal()

    def __init__(self, columns: int = 2) -> None:
        super().__init__()
        self._columns = columns
        self._boxes: dict[str, QCheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)

    def offer(self, options: Sequence[tuple[str, str]], chosen: Iterable[str]) -> None:
        """Show other options, in columns read from top to bottom."""
        for box in self._boxes.values():
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        wanted, rows = set(chosen), -(-len(options) // self._columns)
        for at, (value, words) in enumerate(options):
            box = QCheckBox(words)
            box.setChecked(value in wanted)
            box.toggled.connect(lambda _on: self.changed.emit())
            self._boxes[value] = box
            self._grid.addWidget(box, at % rows, at // rows)
        self.changed.emit()

    def chosen(self) -> frozenset[str]:
        """Return the ticked values."""
        return frozenset(value for value, box in self._boxes.items() if box.isChecked())

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return sorted(self.chosen())

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        wanted = texts_of(state)
        for value, box in self._boxes.items():
            box.setChecked(value in wanted)

    def tick_all(self, *, is_ticked: bool) -> None:
        """Tick every box, or none."""
        for box in self._boxes.values():
            box.setChecked(is_ticked)
