"""What a customer's record is for: the purposes of the policy, to be ticked."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ledger.domain.collection import purposes_to_name
from ledger.domain.ids import PurposeId
from ui.desk import Desk
from ui.widgets.form_state import texts_of

_COLUMNS = 3


class PurposeChoice(QWidget):
    """One box per purpose; nobody gives data for what only an authority asks, so that one is not among them."""

    changed = Signal()

    def __init__(self, desk: Desk, chosen: Iterable[PurposeId] = (), columns: int = _COLUMNS) -> None:
        super().__init__()
        self._boxes: dict[PurposeId, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        ticked = set(chosen)
        for at, purpose in enumerate(purposes_to_name(desk.who.policy)):
            box = QCheckBox(purpose.text.in_language(desk.language))
            box.setChecked(purpose.id in ticked)
            box.toggled.connect(lambda _on: self.changed.emit())
            self._boxes[purpose.id] = box
            grid.addWidget(box, at // columns, at % columns)
        for at in range(columns):
            grid.setColumnStretch(at, 1)
        first = next(iter(self._boxes.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def chosen(self) -> tuple[PurposeId, ...]:
        """Return what is ticked, in the order of the policy."""
        return tuple(one for one, box in self._boxes.items() if box.isChecked())

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return list(self.chosen())

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        wanted = texts_of(state)
        for purpose, box in self._boxes.items():
            box.setChecked(purpose in wanted)
