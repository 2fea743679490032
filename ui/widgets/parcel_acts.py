"""What may be done with the selected parcels; only the steps one of them may take are shown."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ledger.domain.parcel import ParcelState
from ui import theme
from ui.widgets.parcel_list import ParcelLine
from ui.widgets.parcel_words import may_become
from ui.widgets.parts import button, row, text


class ParcelActs(QWidget):
    """``step_wanted`` carries the state the parcels should take."""

    carrier_wanted = Signal()
    step_wanted = Signal(object)  # ParcelState

    def __init__(self) -> None:
        super().__init__()
        self._selected = self.tr("Selected: {count}")
        self.count = text("", "mute")
        self.carrier = button(self.tr("Choose a carrier…"), self.carrier_wanted.emit, icon="truck")
        self._steps = {
            ParcelState.DELIVERED: button(self.tr("Delivered"), self._wants(ParcelState.DELIVERED), icon="check"),
            ParcelState.RETURNED: button(self.tr("Came back"), self._wants(ParcelState.RETURNED), icon="undo-2"),
            ParcelState.CANCELLED: button(
                self.tr("Cancel…"), self._wants(ParcelState.CANCELLED), role="danger", icon="x"
            ),
        }
        self.setLayout(row(self.count, None, self.carrier, *self._steps.values()))
        self.show_lines((), 0)

    def show_lines(self, lines: Sequence[ParcelLine], count: int) -> None:
        """Show what these rows, ``count`` of them selected, may do."""
        self.count.setText(self._selected.format(count=count) if count else "")
        self.carrier.setVisible(any(one.row.state is ParcelState.DRAFT for one in lines))
        for state, made in self._steps.items():
            made.setVisible(any(may_become(one.row.state, state) for one in lines))

    def menu(self, parent: QWidget) -> QMenu:
        """Return the same acts as a menu."""
        menu = QMenu(parent)
        for made in (self.carrier, *self._steps.values()):
            if not made.isHidden():
                menu.addAction(made.icon(), made.text()).triggered.connect(made.click)
        if not menu.isEmpty():
            menu.addSeparator()
        copy = menu.addAction(theme.icon("copy"), self.tr("Copy rows"))
        copy.setObjectName("copy")
        return menu

    def _wants(self, state: ParcelState) -> Callable[[], None]:
        return lambda: self.step_wanted.emit(state)
