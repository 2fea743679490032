"""What every table shows: columns described once, over rows that may still be on their way."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.theme import Tone

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
TONE_ROLE = ROW_ROLE + 1
DUE_ROLE = ROW_ROLE + 2

COMING = "…"  # stands where a row has not come yet
NOWHERE = QModelIndex()

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_DUE = DUE_ROLE
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)  # with slots ``Column[Row](…)`` raises a TypeError on Python 3.11
class Column(Generic[Row]):
    """One column. ``heading`` is shown text; ``sort`` is what the list's query sorts by, ``None`` where it cannot.

    With ``tone`` the text stands in a chip; with ``due`` (started, due) it is a countdown with a bar; ``below`` is a
    second, quieter line; the one column that ``is_main`` takes the room that is left.
    """

    key: str
    heading: str
    show: Callable[[Row], str]
    width: int = 140
    sort: StrEnum | None = None
    tone: Callable[[Row], Tone | None] | None = None
    icon: Callable[[Row], str] | None = None
    due: Callable[[Row], tuple[datetime, datetime] | None] | None = None
    is_number: bool = False
    is_hidden: bool = False
    tip: Callable[[Row], str] | None = None
    below: Callable[[Row], str] | None = None
    is_main: bool = False


class TableModel(QAbstractTableModel, Generic[Row]):
    """Columns over rows. ``record`` gives ``None`` for a row that is not here yet, and sends for it."""

    loaded = Signal(int)  # the number of rows, after each answer
    failed = Signal(object)  # LedgerError
    busy_changed = Signal(bool)  # whether something shown is still on its way

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.keeps_place = True  # whether the next rows answer the same question as the last
        self.is_asking = False  # whether the rows shown answer an older question

    def record(self, row: int) -> Row | None:
        """Return the row object at a position, or ``None`` while it is not here."""
        raise LookupError(row)

    def fetch(self, rows: Sequence[int], done: Callable[[tuple[Row, ...]], None]) -> None:
        """Hand over the row objects at these positions, wherever they are now; those that are gone are left out."""
        raise LookupError(rows, done)

    def key_at(self, row: int) -> Hashable:
        """Return what a row is known by when the list changes around it."""
        raise LookupError(row)

    def rows_with(self, keys: Collection[Hashable]) -> list[int]:
        """Return the positions of the rows known by ``keys``."""
        raise LookupError(keys)

    def row_at(self, index: Index) -> Row | None:
        """Return the row object of an index, or ``None``."""
        return self.record(index.row()) if index.isValid() else None

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns; a cell has none."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a view asks for; most of what it asks, it has to be told quickly, is nothing."""
        if role != _DISPLAY and not ROW_ROLE <= role <= _DUE:
            return self._alignment(index) if role == _ALIGNMENT else None
        if not index.isValid():
            return None
        record = self.record(index.row())
        if role == ROW_ROLE:
            return record
        return _cell(self.columns[index.column()], record, role)

    def _alignment(self, index: Index) -> Any:
        return _RIGHT if index.isValid() and self.columns[index.column()].is_number else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return a heading; rows have none."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].heading
        if role == _ALIGNMENT:
            return _RIGHT if self.columns[section].is_number else _LEFT
        return None


def _cell(column: Column[Row], record: Row | None, role: int) -> Any:
    if record is None:
        return COMING if role == _DISPLAY else None
    if role == _DISPLAY:
        return column.show(record)
    if role == TONE_ROLE:
        return column.tone(record) if column.tone is not None else None
    return column.due(record) if column.due is not None else None


class RecordModel(TableModel[Row]):
    """The same columns over a few rows that are all here: the short lists on cards."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: Iterable[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()
        self.loaded.emit(len(self._rows))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of rows; a cell has none."""
        return 0 if parent.isValid() else len(self._rows)

    def record(self, row: int) -> Row | None:
        """See ``TableModel.record``."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def fetch(self, rows: Sequence[int], done: Callable[[tuple[Row, ...]], None]) -> None:
        """See ``TableModel.fetch``."""
        done(tuple(self._rows[row] for row in rows))

    def key_at(self, row: int) -> Hashable:
        """See ``TableModel.key_at``: its id, or its place where it has none."""
        return getattr(self._rows[row], "id", row)

    def rows_with(self, keys: Collection[Hashable]) -> list[int]:
        """See ``TableModel.rows_with``."""
        return [row for row in range(len(self._rows)) if self.key_at(row) in keys]
