"""What a customer agreed to: purposes down, channels across, one chip per cell, walked with the arrow keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ledger.domain.consent import ConsentState
from ledger.domain.ids import PurposeId
from ledger.domain.minor import Giver
from ledger.domain.purpose import CONTACT_CHANNELS, MESSAGES, Channel, LegalBasis, Purpose
from ledger.domain.wording import Wording
from ledger.services.card_lines import StopLine
from ledger.services.consents import MatrixCell
from ledger.services.customer_card import CustomerCard
from ui import theme
from ui.theme import Size, Tone
from ui.widgets.customer_words import cell_state, listed

CHANNELS = (Channel.NONE, *CONTACT_CHANNELS)
_CELL_ROLE = int(Qt.ItemDataRole.UserRole)
_CHIP, _SMALL_CHIP, _PAD, _GAP = 24, 18, 8, 3
_LOWEST, _HIGHEST = 36, 72
_PURPOSES, _SHARE = 150, 0.22  # pixels of the column of purposes, and its share of a wide window
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """One purpose on one channel: what the person said and, for a minor, what the guardian said."""

    purpose: Purpose
    channel: Channel
    own: MatrixCell
    guardians: MatrixCell | None
    is_stopped: bool

    def answers(self) -> tuple[MatrixCell, ...]:
        """Return the cells of both givers, the person's own first."""
        return (self.own,) if self.guardians is None else (self.own, self.guardians)


def is_stopped(stops: Sequence[StopLine], channel: Channel) -> bool:
    """Return whether a channel is among those the customer does not want; SMS and Zalo go together."""
    kinds = MESSAGES if channel in MESSAGES else frozenset({channel})
    return channel is not Channel.NONE and any(one.channel is None or one.channel in kinds for one in stops)


class MatrixModel(QAbstractTableModel):
    """The cells of one card."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.wording = wording
        self.cells: list[list[Cell]] = []
        self._stopped: frozenset[Channel] = frozenset()

    def show_card(self, card: CustomerCard) -> None:
        """Show a customer."""
        self.beginResetModel()
        guardians = {(one.purpose.id, one.channel): one for one in card.guardian_matrix}
        self._stopped = frozenset(one for one in CHANNELS if is_stopped(card.stops, one))
        rows: dict[PurposeId, list[Cell]] = {}
        for one in card.matrix:
            about = guardians.get((one.purpose.id, one.channel))
            cell = Cell(one.purpose, one.channel, one, about, one.channel in self._stopped)
            rows.setdefault(one.purpose.id, []).append(cell)
        self.cells = list(rows.values())
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of purposes."""
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of channels, the use itself among them."""
        return 0 if parent.isValid() else len(CHANNELS)

    def cell(self, index: Index) -> Cell | None:
        """Return the cell of an index."""
        return self.cells[index.row()][index.column()] if index.isValid() else None

    def purpose_words(self, row: int) -> str:
        """Return a purpose in words."""
        return self.cells[row][0].purpose.text.in_language(self.wording.language)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the answers in words, for whoever cannot see the chips."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == _CELL_ROLE:
            return cell
        if role == int(Qt.ItemDataRole.DisplayRole):
            return self._words(cell)
        if role in (int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            channel = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{self.purpose_words(index.row())}, {channel}: {self._words(cell)}"
        return None

    def _words(self, cell: Cell) -> str:
        said = [cell_state(one, self.wording)[0] for one in cell.answers()]
        if cell.guardians is not None:
            said[1] = f"{self.wording.text(f'givers.{Giver.GUARDIAN.value}')}: {said[1]}"
        return listed((*said, self.tr("do not contact") if cell.is_stopped else ""))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return a channel or a purpose."""
        if orientation is Qt.Orientation.Vertical:
            return self.purpose_words(section) if role == int(Qt.ItemDataRole.DisplayRole) else None
        channel = CHANNELS[section]
        if role == int(Qt.ItemDataRole.DisplayRole):
            return self._short(channel)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return self.wording.text(f"channels.{channel.value}")
        if role == int(Qt.ItemDataRole.ForegroundRole) and channel in self._stopped:
            return theme.colour("bad")
        return None

    def _short(self, channel: Channel) -> str:
        if channel is Channel.NONE:
            return self.tr("The use")
        return {
            Channel.CALL: self.tr("Calls"),
            Channel.SMS: self.tr("SMS"),
            Channel.ZALO: self.tr("Zalo"),
            Channel.EMAIL: self.tr("Email"),
            Channel.POST: self.tr("Post"),
        }[channel]


class _Drawer(QStyledItemDelegate):
    """Chips; two small ones where a guardian answers too, the person's own above."""

    def __init__(self, model: MatrixModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._model = model
        self._font = theme.font(Size.SMALL, QFont.Weight.DemiBold)
        self._small = theme.font(Size.TINY, QFont.Weight.DemiBold)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cell = self._model.cell(index)
        if cell is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect)
        self._draw_place(painter, place, option)
        answers = cell.answers()
        height = _CHIP if len(answers) == 1 else _SMALL_CHIP
        top = place.center().y() - (height * len(answers) + _GAP * (len(answers) - 1)) / 2
        for number, one in enumerate(answers):
            words, tone = cell_state(one, self._model.wording)
            # A "yes" counts for nothing where the person does not want to be contacted.
            tone = Tone.OFF if cell.is_stopped and one.state is ConsentState.GRANTED else tone
            chip = QRectF(place.x() + 5, top + number * (height + _GAP), place.width() - 10, height)
            self._draw_chip(painter, chip, (words, tone), one)
        painter.restore()

    @staticmethod
    def _draw_place(painter: QPainter, place: QRectF, option: QStyleOptionViewItem) -> None:
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_here or is_hovered:
            has_focus = is_here and isinstance(option.widget, QTableView) and option.widget.hasFocus()
            ring = QPen(theme.colour("accent"), 2) if has_focus else QPen(theme.colour("edge"), 1)
            painter.setPen(ring if is_here else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if is_here else theme.colour("hover"))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -2), 6, 6)

    def _draw_chip(self, painter: QPainter, place: QRectF, state: tuple[str, Tone], one: MatrixCell) -> None:
        words, tone = state
        ink, soft = theme.tokens().tone(tone)
        chosen = self._font if place.height() == _CHIP else self._small
        metrics = QFontMetrics(chosen)
        room = int(place.width()) - 6
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        chip = QRectF(place)
        chip.setWidth(min(metrics.horizontalAdvance(words) + 2 * _PAD, place.width()))
        painter.setFont(chosen)
        if one.record is not None or (one.channel is Channel.NONE and one.purpose.basis is not LegalBasis.CONSENT):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(soft))
            painter.drawRoundedRect(chip, place.height() / 3, place.height() / 3)
        else:
            # Nothing was said: quiet words, so that the answers stand out.
            ink, chosen = theme.tokens().mute, theme.font(chosen.pixelSize())
            painter.setFont(chosen)
            chip.setWidth(place.width() + _PAD)
            painter.setPen(QColor(ink))
            painter.drawText(chip.adjusted(_PAD, 0, 0, 0), _LEFT, words)
            return
        painter.setPen(QColor(ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 (all cells are alike)
        """Return the room of a cell."""
        return QSize(76, _LOWEST)


class ConsentMatrix(QTableView):
    """The grid. ``chosen`` follows the cursor, ``opened`` is Enter, Space or a double click."""

    chosen = Signal(object)  # Cell
    opened = Signal(object)  # Cell

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.cells = MatrixModel(wording)
        self.cells.setParent(self)
        self.setModel(self.cells)
        self.setItemDelegate(_Drawer(self.cells, self))
        self.setAccessibleName(self.tr("What the customer agreed to"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "plain")
        self._look_at_headings()
        self.doubleClicked.connect(self._open)

    def _look_at_headings(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(60)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap)
        )
        down.setHighlightSections(False)
        down.setSectionsClickable(False)
        down.setProperty("role", "purposes")
        down.setFixedWidth(_PURPOSES)

    def show_card(self, card: CustomerCard) -> None:
        """Show a customer; the cursor stays where it was."""
        at = self.currentIndex()
        row, column = max(at.row(), 0), max(at.column(), 0)
        self.cells.show_card(card)
        self._share_height()
        if self.cells.cells:
            self.setCurrentIndex(self.cells.index(min(row, len(self.cells.cells) - 1), column))

    def go_to(self, purpose: PurposeId, channel: Channel) -> None:
        """Put the cursor on one cell."""
        for row, cells in enumerate(self.cells.cells):
            if cells[0].purpose.id == purpose:
                self.setCurrentIndex(self.cells.index(row, CHANNELS.index(channel)))

    def current(self) -> Cell | None:
        """Return the cell under the cursor."""
        return self.cells.cell(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which cell is chosen."""
        super().currentChanged(current, previous)
        self.viewport().update()
        cell = self.cells.cell(current)
        if cell is not None:
            self.chosen.emit(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or Space."""
        if event.key() in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: there is little to search."""

    def _open(self, index: Index) -> None:
        cell = self.cells.cell(index)
        if cell is not None:
            self.opened.emit(cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rows share the height, and the purposes take a part of the width."""
        super().resizeEvent(event)
        wide = max(_PURPOSES, int(self.width() * _SHARE))
        if wide != self.verticalHeader().width():
            self.verticalHeader().setFixedWidth(wide)
        self._share_height()

    def _share_height(self) -> None:
        count = len(self.cells.cells)
        if count:
            lowest = _LOWEST if not any(cell.guardians for cell in self.cells.cells[0]) else _LOWEST + 8
            room = self.viewport().height() // count
            self.verticalHeader().setDefaultSectionSize(max(lowest, min(room, _HIGHEST)))
