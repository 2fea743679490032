"""The routing zones a carrier prints large on its labels, one for each province."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ledger.domain.draft import DraftForm
from ledger.domain.recipient import Recipient
from ledger.domain.text import fold
from ledger.services import recipients
from ledger.services.session import Session
from ui.desk import Desk
from ui.half_written import Left
from ui.widgets.form import line_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.form_state import texts_of
from ui.widgets.parts import button, column, row
from ui.widgets.recipient_zones import provinces_by_name

_LIMIT = 12  # characters that fit large on a label
_HEIGHT = 360


class _ZoneDelegate(QStyledItemDelegate):
    """A line that takes no more than a label can carry."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return the editor of one cell."""
        made = super().createEditor(parent, option, index)
        if isinstance(made, QLineEdit):
            made.setMaxLength(_LIMIT)
            made.setAccessibleName(self._name.format(province=_beside(index)))
            made.setStyleSheet("border-radius: 0px; padding: 0px 6px; min-height: 0px;")
        return made


class _Zones(QWidget):
    """The table, which tells its zones; Qt's own tables have a state of another kind."""

    def __init__(self, table: QTableWidget) -> None:
        super().__init__()
        self._table = table
        self.setLayout(column(table))

    def state(self) -> object:
        """See ``form_state.Composed``."""
        every = (self._table.item(at, 1) for at in range(self._table.rowCount()))
        return [one.text() if one is not None else "" for one in every]

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        for at, zone in enumerate(texts_of(state)):
            item = self._table.item(at, 1)
            if item is not None:
                item.setText(zone)


def _beside(index: QModelIndex | QPersistentModelIndex) -> str:
    model: QAbstractItemModel = index.model()
    return str(model.index(index.row(), 0).data())


class ZonesDialog(FormDialog):
    """Every province in a table; an empty zone means that the label shows the province only."""

    def __init__(self, desk: Desk, parent: QWidget | None, recipient: Recipient) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Routing zones of {name}").format(name=recipient.name),
            self.tr("Save the zones"),
            self.tr(
                "A zone is the carrier's own short code, as “HN-01”. It is printed in the open: at most 12 characters, "
                "and never a number that could be a telephone number."
            ),
        )
        self.setWindowTitle(self.tr("Routing zones"))  # a title is seen in task bars, so it names nobody
        self.setMinimumWidth(540)
        self.keep_as(DraftForm.ZONES, str(recipient.id))
        self._recipient_id = recipient.id
        self._provinces = provinces_by_name()
        self._find = line_edit(self.tr("Find a province"))
        self._find.setAccessibleName(self.tr("Find a province"))
        self._find.textChanged.connect(lambda _typed: self._narrow())
        self._table = self._make_table(dict(recipient.zones))
        clear = button(self.tr("Clear all"), self._clear, role="quiet")
        self.form.addLayout(row(self._find, None, clear))
        self._zones = _Zones(self._table)
        self.form.addWidget(self._zones)

    def _make_table(self, zones: dict[str, str]) -> QTableWidget:
        table = QTableWidget(len(self._provinces), 2)
        table.setAccessibleName(self.tr("Zones by province"))
        table.setHorizontalHeaderLabels([self.tr("Province"), self.tr("Zone")])
        for at, province in enumerate(self._provinces):
            name = QTableWidgetItem(province.name)
            name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            table.setItem(at, 0, name)
            table.setItem(at, 1, QTableWidgetItem(zones.get(province.code, "")))
        table.setItemDelegateForColumn(1, _ZoneDelegate(self.tr("Zone of {province}"), table))
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(triggers.AnyKeyPressed | triggers.CurrentChanged | triggers.SelectedClicked)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(36)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        table.setColumnWidth(1, 170)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setFixedHeight(_HEIGHT)
        return table

    def zones(self) -> dict[str, str]:
        """Return what was typed, by the name of the province."""
        typed = {one.name: self._zone(at) for at, one in enumerate(self._provinces)}
        return {name: zone for name, zone in typed.items() if zone}

    def _zone(self, at: int) -> str:
        item = self._table.item(at, 1)
        return item.text().strip() if item is not None else ""

    def _narrow(self) -> None:
        wanted = fold(self._find.text())
        for at, one in enumerate(self._provinces):
            self._table.setRowHidden(at, wanted not in fold(one.name))

    def _clear(self) -> None:
        for at in range(len(self._provinces)):
            item = self._table.item(at, 1)
            if item is not None:
                item.setText("")

    def editors(self) -> dict[str, QWidget]:
        """See ``FormDialog.editors``."""
        return {"zones": self._zones}

    def unfinished(self) -> Sequence[Left]:
        """See ``FormDialog.unfinished``."""
        self._table.setCurrentCell(-1, -1)  # what is being typed in a cell counts
        return super().unfinished()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        self._table.setCurrentCell(-1, -1)
        recipient_id, zones = self._recipient_id, self.zones()
        return lambda session: recipients.set_zones(session, recipient_id, zones)

    def _typed(self) -> dict[str, object]:
        return super()._typed() | self.zones()
