"""The table every list is shown in: whole rows, the keyboard, copying, and what stands there when no row does."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import pairwise
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from ui import theme
from ui.messages import Messages
from ui.models.table_model import Index, TableModel
from ui.settings import Settings
from ui.theme import Tone
from ui.widgets.clipboard import SECONDS, copy_private
from ui.widgets.column_menu import ColumnMenu
from ui.widgets.delegates import delegate_for
from ui.widgets.overlay import Overlay
from ui.widgets.parts import EmptyState
from ui.widgets.table_header import TableHeader

COPY_LIMIT = 10_000
TICK = 30_000  # how often countdowns are drawn again, in milliseconds
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FORMULA = tuple("=+-@|＝＋－＠")
_ROWS = QItemSelectionModel.SelectionFlag.Rows
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS


class RecordTable(QTableView):
    """Rows of a model. ``name`` is what a screen reader calls it; ``now`` is the clock of its countdowns."""

    opened = Signal(object)  # the row under Enter or a double click
    chosen = Signal(object)  # the row under the cursor, or None
    sort_wanted = Signal(object, bool)  # StrEnum, whether descending
    copied = Signal(int)
    copy_refused = Signal(int)  # so many rows are too many

    def __init__(self, model: TableModel[Any], name: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.records = model
        self._told: Any = None
        self._delegates = [delegate_for(model, column, now, self) for column in model.columns]
        self._kept: tuple[Collection[Hashable], Hashable, Hashable] = ((), None, None)
        self.setAccessibleName(name)
        self._look(model)
        self.overlay = Overlay(self.viewport(), model)
        self._tick = QTimer(self, interval=TICK)
        self._tick.timeout.connect(self.viewport().update)
        self.doubleClicked.connect(self._open)
        self.entered.connect(lambda index: self._hover(index.row()))
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._find_place)
        model.dataChanged.connect(self._tell_chosen)

    def _look(self, model: TableModel[Any]) -> None:
        self._header = TableHeader(model.columns, self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        for section, delegate in enumerate(self._delegates):
            self.setItemDelegateForColumn(section, delegate)
        self._header.arrange()
        self._header.sort_wanted.connect(self.sort_wanted)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._on_menu_wanted)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(theme.ROW_HEIGHT)
        rows.setDefaultSectionSize(theme.ROW_HEIGHT)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    # --- columns and sorting ---

    @property
    def header(self) -> TableHeader:
        """Return the headings: which columns are shown, and ``sort`` and ``descending`` for the list's query."""
        return self._header

    def remember(self, settings: Settings, name: str) -> None:
        """Restore order, widths, hidden columns and sorting, and keep what is chosen from now on."""
        self._header.remember(settings, name)

    def _on_menu_wanted(self, at: QPoint) -> None:
        self.column_menu().popup(self._header.mapToGlobal(at))

    def column_menu(self) -> QMenu:
        """Return a menu of what is shown and what it is sorted by; it goes when it closes."""
        menu = ColumnMenu(self._header, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    # --- what stands there when no row does ---

    def set_empty(self, state: EmptyState) -> None:
        """Say what an empty list means."""
        self.overlay.set_empty(state)

    def set_error(self, words: str, retry: Callable[[], object] | None = None) -> None:
        """Say why the list cannot be shown; the next answer takes it away."""
        self.overlay.set_error(words, retry)

    # --- rows ---

    def selected_rows(self) -> list[int]:
        """Return the positions of the selected rows, from the top."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(n) for n in range(selection.count())]
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

    def current_row(self) -> Any:
        """Return the row object under the cursor, or ``None``."""
        return self.records.row_at(self.currentIndex())

    def highlight(self, row: int) -> None:
        """Put the cursor on a row, selected and in sight."""
        index = self.records.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _SELECT)
        self.scrollTo(index)

    def open_current(self) -> None:
        """Open the row under the cursor, as Enter does."""
        self._open(self.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.records.fetch([index.row()], lambda rows: self.opened.emit(rows[0]) if rows else None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is chosen now."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        # A row that is still on its way is told when it comes; one that did not change is not told again.
        row = self.current_row()
        if row != self._told and (row is not None or not self.currentIndex().isValid()):
            self._told = row
            self.chosen.emit(row)

    def _keep_place(self) -> None:
        model, top, at = self.records, self.rowAt(0), self.currentIndex().row()
        selected = {model.key_at(row) for row in self.selected_rows()}
        self._kept = (selected, model.key_at(at) if at >= 0 else None, model.key_at(top) if top > 0 else None)

    def _find_place(self) -> None:
        """After the list changed: the same rows selected, and the same place in sight if it is still the same list."""
        (selected, at, top), model = self._kept, self.records
        self._select(model.rows_with(selected))
        places = {model.key_at(row): row for row in model.rows_with({at, top} - {None})}
        if at in places:
            index = model.index(places[at], 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if model.keeps_place and top in places:
            self.scrollTo(model.index(places[top], 0), QAbstractItemView.ScrollHint.PositionAtTop)
        elif at in places:
            self.scrollTo(model.index(places[at], 0))
        self._tell_chosen()

    def _select(self, rows: Sequence[int]) -> None:
        selection = QItemSelection()
        for first, last in _runs(rows):
            selection.select(self.records.index(first, 0), self.records.index(last, len(self.records.columns) - 1))
        self.selectionModel().select(selection, _SELECT)

    # --- copying ---

    def tell(self, messages: Messages) -> None:
        """Say in passing what copying did."""
        said = self.tr("Copied rows: {count}. The clipboard is emptied after {seconds} seconds.")
        refused = self.tr("Rows selected: {count}. At most {limit} can be copied: narrow the list first.")
        self.copied.connect(lambda count: messages.toast(said.format(count=count, seconds=SECONDS)))
        self.copy_refused.connect(
            lambda count: messages.toast(refused.format(count=count, limit=COPY_LIMIT), Tone.WARN)
        )

    def copy_rows(self) -> None:
        """Copy the selected rows with headings, as they stand on screen, for a spreadsheet."""
        rows = self.selected_rows()
        if len(rows) > COPY_LIMIT:
            self.copy_refused.emit(len(rows))
        elif rows:
            self.records.fetch(rows, self._copy)

    def _copy(self, rows: Sequence[Any]) -> None:
        columns = self._header.shown_columns()
        lines = [[one.heading for one in columns], *([one.show(row) for one in columns] for row in rows)]
        copy_private("\n".join("\t".join(_inert(cell) for cell in line) for line in lines) + "\n")
        self.copied.emit(len(rows))

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, copy with the platform's key; the rest is Qt's."""
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.open_current()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Move over rows: Home and End are the first and the last row; left and right only look to the side."""
        actions, last = QAbstractItemView.CursorAction, self.records.rowCount() - 1
        if action in (actions.MoveHome, actions.MoveEnd) and last >= 0:
            return self.records.index(0 if action is actions.MoveHome else last, max(self.currentIndex().column(), 0))
        if action in (actions.MoveLeft, actions.MoveRight):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (bar.singleStep() if action is actions.MoveRight else -bar.singleStep()))
            return self.currentIndex()
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: searching is the search box's business."""

    # --- painting ---

    def _hover(self, row: int) -> None:
        for one in (self._delegates[0].hovered_row, row):
            if one >= 0:
                top = self.rowViewportPosition(one)
                self.viewport().update(0, top, self.viewport().width(), theme.ROW_HEIGHT)
        for delegate in self._delegates:
            delegate.hovered_row = row

    def viewportEvent(self, event: QEvent) -> bool:
        """Let go of the hovered row when the mouse leaves it."""
        if event.type() in (QEvent.Type.Leave, QEvent.Type.Wheel):
            self._hover(-1)
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and a ring around the row the keyboard is on."""
        super().paintEvent(event)
        index = self.currentIndex()
        if not (index.isValid() and self.hasFocus()):
            return
        with _painting(self) as painter:
            painter.setPen(QPen(QColor(theme.tokens().accent), 2))
            top = self.rowViewportPosition(index.row())
            ring = QRectF(1, top + 1, self.viewport().width() - 2, theme.ROW_HEIGHT - 2)
            painter.drawRoundedRect(ring, 6, 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the overlay over all of it, and let the main column take the room that is left."""
        super().resizeEvent(event)
        self._header.fill(self.viewport().width())
        self.overlay.setGeometry(self.viewport().rect())

    def showEvent(self, event: QShowEvent) -> None:
        """Let the countdowns run while they are seen."""
        super().showEvent(event)
        if any(column.due is not None for column in self.records.columns):
            self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the countdowns rest."""
        super().hideEvent(event)
        self._tick.stop()


def _inert(cell: str) -> str:
    """Return one line a spreadsheet takes as text: what would begin a formula gets an apostrophe before it."""
    words = " ".join(cell.split())
    return f"'{words}" if words.startswith(_FORMULA) else words


@contextmanager
def _painting(view: QTableView) -> Iterator[QPainter]:
    painter = QPainter(view.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()  # a painter left open until it is collected would warn, or worse


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of every run of neighbours in ascending positions."""
    if not rows:
        return
    first = rows[0]
    for one, following in pairwise(rows):
        if following != one + 1:
            yield first, one
            first = following
    yield first, rows[-1]
