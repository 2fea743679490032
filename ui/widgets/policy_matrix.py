"""A table of ticks: which row goes with which column, set with the mouse or the space bar."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from ui import theme
from ui.widgets.parts import tip

_HEADER, _FIRST, _LEAST, _ROW = 66, 270, 84, 34
_EDGES = 32  # beside the name of a row
_BOX, _TICK = 18, 14
_CHECKED, _FREE = Qt.CheckState.Checked, Qt.CheckState.Unchecked

Name = tuple[str, str]  # key, words
State = Callable[[str, str], bool | None]  # None: there is nothing to tick


class _Ticks(QStyledItemDelegate):
    """Draws the box in the middle of its cell; a click anywhere in the cell, or the space bar, sets it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the line below, the ring of the keyboard, and the box."""
        whole, state = QRectF(option.rect), index.data(Qt.ItemDataRole.CheckStateRole)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _draw_frame(painter, whole, has_focus=has_focus)
            if state is not None:
                _draw_box(painter, whole, is_on=Qt.CheckState(state) is _CHECKED)
        finally:
            painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Turn the tick over."""
        del option
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        is_click = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
        is_space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if state is None or not (is_click or is_space):
            return False
        other = _FREE if Qt.CheckState(state) is _CHECKED else _CHECKED
        return model.setData(index, other, Qt.ItemDataRole.CheckStateRole)


def _draw_frame(painter: QPainter, whole: QRectF, *, has_focus: bool) -> None:
    look = theme.tokens()
    painter.fillRect(QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1), QColor(look.line))
    if has_focus:
        painter.setPen(QPen(QColor(look.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(whole.adjusted(1, 1, -2, -2), 6, 6)


def _draw_box(painter: QPainter, whole: QRectF, *, is_on: bool) -> None:
    look, box = theme.tokens(), QRectF(0, 0, _BOX, _BOX)
    box.moveCenter(whole.center())
    painter.setPen(QPen(QColor(look.accent if is_on else look.edge), 1))
    painter.setBrush(QColor(look.accent if is_on else look.surface))
    painter.drawRoundedRect(box, 5, 5)
    if is_on:
        tick = theme.pixmap("check", "on_accent", _TICK, painter.device().devicePixelRatioF())
        inset = (_BOX - _TICK) / 2
        painter.drawPixmap(box.adjusted(inset, inset, -inset, -inset).toRect(), tick)


class TickMatrix(QTableWidget):
    """``state`` says what is ticked; ``told`` is called with row, column and tick once the manager changed one."""

    def __init__(self, name: str, state: State, told: Callable[[str, str, bool], None]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._state, self._told = state, told
        self._rows: Sequence[Name] = ()
        self._columns: Sequence[Name] = ()
        self._is_showing = False
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        wraps = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag(wraps))
        self.horizontalHeader().setFixedHeight(_HEADER)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setProperty("role", "purposes")
        self.setItemDelegate(_Ticks(self))
        self.itemChanged.connect(self._on_changed)

    def show_names(self, rows: Sequence[Name], columns: Sequence[Name]) -> None:
        """Show other rows and columns, ticked as they are now."""
        self._rows, self._columns = rows, columns
        self._is_showing = True
        self.setRowCount(len(rows))
        self.setColumnCount(len(columns))
        self.setVerticalHeaderLabels([words for _, words in rows])
        self.setHorizontalHeaderLabels([words for _, words in columns])
        for at, (_, words) in enumerate(rows):
            self.verticalHeaderItem(at).setToolTip(tip(words))
        measure = self.verticalHeader().fontMetrics()
        widest = max((measure.horizontalAdvance(words) for _, words in rows), default=0)
        self.verticalHeader().setFixedWidth(min(_FIRST, widest + _EDGES))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(_LEAST)
        for at in range(len(rows)):
            for across in range(len(columns)):
                self.setItem(at, across, QTableWidgetItem())
        self._is_showing = False
        self.look_again()

    def look_again(self) -> None:
        """Show what is ticked now: one tick may change another."""
        self._is_showing = True
        for at, (row, row_words) in enumerate(self._rows):
            for across, (key, words) in enumerate(self._columns):
                item, state = self._cell(at, across), self._state(row, key)
                flags = Qt.ItemFlag.ItemIsSelectable
                if state is not None:
                    flags |= Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
                item.setFlags(flags)
                item.setData(Qt.ItemDataRole.CheckStateRole, None if state is None else _CHECKED if state else _FREE)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row_words}, {words}")
                item.setToolTip(tip(f"{row_words}, {words}"))
        self._is_showing = False

    def _cell(self, at: int, across: int) -> QTableWidgetItem:
        item = self.item(at, across)
        if item is None:  # never: ``show_names`` makes them all
            raise LookupError(at, across)
        return item

    def tick(self, row: str, column: str, is_on: bool) -> None:
        """Set one tick, as a click does."""
        at = next(at for at, (key, _) in enumerate(self._rows) if key == row)
        across = next(across for across, (key, _) in enumerate(self._columns) if key == column)
        self._cell(at, across).setCheckState(_CHECKED if is_on else _FREE)

    def _on_changed(self, item: QTableWidgetItem) -> None:
        if self._is_showing:
            return
        row, column = self._rows[item.row()][0], self._columns[item.column()][0]
        self._told(row, column, item.checkState() is _CHECKED)
        self.look_again()
