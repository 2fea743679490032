"""The list of a command palette: lines with an icon, a title and a detail, under headings that are never chosen."""

from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.theme import Size

_LINE, _HEADING = 44, 30  # pixels
_PAD, _ICON = 14, 18
_DATA = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Found:
    """One line. ``value`` is handed back when it is chosen; ``end`` stands at the right."""

    icon: str
    title: str = field(repr=False)
    detail: str = field(repr=False)
    end: str
    value: object


class _Drawer(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.rect.width(), _LINE if index.data(_DATA) is not None else _HEADING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a heading or a line."""
        found = index.data(_DATA)
        painter.save()
        if isinstance(found, Found):
            self._draw_line(painter, option, found)
        else:
            painter.setFont(theme.font(Size.TINY, QFont.Weight.DemiBold))
            painter.setPen(theme.colour("mute"))
            words = str(index.data(Qt.ItemDataRole.DisplayRole))
            painter.drawText(option.rect.adjusted(_PAD, 6, -_PAD, 0), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def _draw_line(self, painter: QPainter, option: QStyleOptionViewItem, found: Found) -> None:
        place = option.rect
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_here:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(place.adjusted(2, 1, -2, -1), theme.RADIUS, theme.RADIUS)
        sign = theme.pixmap(found.icon, "accent" if is_here else "mute", _ICON, painter.device().devicePixelRatioF())
        painter.drawPixmap(place.left() + _PAD, place.center().y() - _ICON // 2 + 1, sign)
        end = self._draw_end(painter, place, found.end)
        self._draw_words(painter, place.adjusted(_PAD + _ICON + 12, 0, -end, 0), found)

    def _draw_end(self, painter: QPainter, place: QRect, words: str) -> int:
        """Draw what stands at the right; return the room it took."""
        chosen = theme.font(Size.SMALL)
        painter.setFont(chosen)
        painter.setPen(theme.colour("mute"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place.adjusted(0, 0, -_PAD, 0), right, words)
        return QFontMetrics(chosen).horizontalAdvance(words) + 2 * _PAD

    def _draw_words(self, painter: QPainter, place: QRect, found: Found) -> None:
        chosen = theme.font(Size.BODY, QFont.Weight.Medium)
        metrics = QFontMetrics(chosen)
        title = metrics.elidedText(found.title, Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(chosen)
        painter.setPen(theme.colour("ink"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, title)
        rest = place.adjusted(metrics.horizontalAdvance(title) + 12, 0, 0, 0)
        small = theme.font(Size.SMALL)
        painter.setFont(small)
        painter.setPen(theme.colour("mute"))
        detail = QFontMetrics(small).elidedText(found.detail, Qt.TextElideMode.ElideRight, max(0, rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, detail)


class FoundList(QListWidget):
    """Lines in groups; the arrows pass over headings."""

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Drawer(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay in the line above
        self.itemClicked.connect(self._pick)
        self.itemEntered.connect(self._on_entered)

    def add_group(self, heading: str, lines: tuple[Found, ...]) -> None:
        """Add lines under a heading; nothing for no lines."""
        if not lines:
            return
        title = QListWidgetItem(heading, self)
        title.setFlags(Qt.ItemFlag.NoItemFlags)
        for one in lines:
            item = QListWidgetItem(f"{one.title}, {one.detail}" if one.detail else one.title, self)
            item.setData(_DATA, one)
        if self.currentRow() < 0:
            self.setCurrentRow(1)

    def step(self, by: int) -> None:
        """Go up or down by one line, round the ends."""
        rows = [row for row in range(self.count()) if self.item(row).data(_DATA) is not None]
        if rows:
            here = rows.index(self.currentRow()) if self.currentRow() in rows else -1
            self.setCurrentRow(rows[(here + by) % len(rows)])

    def wanted_height(self) -> int:
        """Return the height all lines need."""
        return sum(self.sizeHintForRow(row) for row in range(self.count())) + 2 * self.frameWidth() + 4

    def pick_current(self) -> None:
        """Choose the line one is on."""
        if (item := self.currentItem()) is not None:
            self._pick(item)

    def _pick(self, item: QListWidgetItem) -> None:
        found = item.data(_DATA)
        if isinstance(found, Found):
            self.picked.emit(found.value)

    def _on_entered(self, item: QListWidgetItem) -> None:
        if item.data(_DATA) is not None:
            self.setCurrentItem(item)
