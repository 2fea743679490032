"""A short list on a card: as high as its rows where there is room, never lower than a few of them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy

from ui import theme
from ui.models.table_model import RecordModel
from ui.widgets.parts import Card, EmptyState
from ui.widgets.record_table import RecordTable

_EDGE = 4  # the ring of the style sheet, above and below
_EMPTY_HEIGHT = 116


class DueTable(RecordTable):
    """A list without headings. ``least`` rows are always in sight; with fewer rows the room goes to others."""

    def __init__(self, model: RecordModel[Any], name: str, now: Callable[[], datetime], least: int = 2) -> None:
        super().__init__(model, name, now)
        self._least = least
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        model.loaded.connect(self._on_loaded)

    def _on_loaded(self, count: int) -> None:
        self.updateGeometry()
        if count and not self.currentIndex().isValid():
            self.highlight(0)  # so that Enter opens something the first time
            self.clearSelection()

    def _height(self, rows: int) -> int:
        return rows * theme.ROW_HEIGHT + _EDGE if rows else _EMPTY_HEIGHT

    def sizeHint(self) -> QSize:
        """Return the room in which all rows are seen."""
        return QSize(super().sizeHint().width(), self._height(self.records.rowCount()))

    def minimumSizeHint(self) -> QSize:
        """Return the room of the rows that are always in sight."""
        return QSize(220, self._height(min(self.records.rowCount(), self._least)))


def list_card(heading: str, table: DueTable, empty: EmptyState) -> Card:
    """Return a card with a list whose words begin where its heading does."""
    table.set_empty(empty)
    card = Card(heading)
    card.heading.setIndent(10)
    card.body.setContentsMargins(8, 16, 8, 10)
    card.body.setSpacing(6)
    card.body.addWidget(table, 1)
    return card
