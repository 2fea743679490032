"""How cells of a table are drawn: plain text fast, states as chips, deadlines as countdowns. No widget per cell."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, Generic

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ledger.domain.deadline import WARN_AT
from ui import formatting, theme
from ui.models.table_model import COMING, Column, Index, Row, TableModel
from ui.theme import Size, Tone
from ui.widgets.parts import tip

PAD = 8  # as the style sheet pads headings
ICON = 16
CHIP_HEIGHT, CHIP_PAD = 24, 10
BAR_HEIGHT, BAR_WIDTH = 4, 140
SIGN = 13  # an icon inside a chip
_SELECTED = QStyle.StateFlag.State_Selected


@cache
def _colour(value: str) -> QColor:
    return QColor(value)


def share_used(started_at: datetime, due_at: datetime, now: datetime) -> float:
    """Return how much of the time until a deadline is used up, from 0.0; above 1.0 it is missed."""
    whole = (due_at - started_at).total_seconds()
    return max((now - started_at).total_seconds() / whole, 0.0) if whole > 0 else float(now >= due_at)


def urgency(share: float) -> Tone:
    """Return the colour of a deadline by the share of its time used."""
    warn, bad = WARN_AT
    return Tone.OK if share < warn else Tone.WARN if share < bad else Tone.BAD


class TextDelegate(QStyledItemDelegate, Generic[Row]):
    """Text on one line, or two, elided where it does not fit; the whole of it in a tooltip then."""

    def __init__(self, model: TableModel[Row], column: Column[Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self.hovered_row = -1
        self._model = model
        weight = QFont.Weight.Medium if column.is_main or column.below is not None else QFont.Weight.Normal
        self._font, self._small = theme.font(Size.BODY, weight), theme.font(Size.SMALL)
        self._metrics, self._small_metrics = QFontMetrics(self._font), QFontMetrics(self._small)
        self._rise = self._metrics.ascent() - self._metrics.descent()  # twice the baseline below the middle
        self._is_plain = not any((column.tone, column.due, column.icon, column.below))
        self._widest = self._metrics.horizontalAdvance("W")  # a text of so many letters fits without measuring

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell. The model is asked directly: seven questions a cell through ``data`` cost far more."""
        place, row = option.rect, index.row()
        if row == self.hovered_row and not option.state & _SELECTED:
            painter.fillRect(place, _colour(theme.tokens().hover))
        record = self._model.record(row)
        if record is None:
            self.draw_line(painter, place, COMING, theme.tokens().mute)
        elif self._is_plain:  # most cells are, and each step saved counts some two hundred times a page
            self.draw_line(painter, place, self.column.show(record), theme.tokens().ink)
        else:
            is_selected = bool(option.state & _SELECTED)
            self.draw(painter, place.adjusted(PAD, 0, -PAD, 0), record, is_selected=is_selected)

    def draw(self, painter: QPainter, place: QRect, record: Row, *, is_selected: bool) -> None:  # noqa: ARG002 (chips need it)
        """Draw a record in the room inside the cell's padding."""
        if self.column.icon is not None and (name := self.column.icon(record)):
            self._draw_icon(painter, place, name)
            place = place.adjusted(ICON + PAD, 0, 0, 0)
        words = self.column.show(record)
        below = self.column.below(record) if self.column.below is not None else ""
        if below:
            self._draw_two_lines(painter, place, words, below)
        else:
            self.draw_line(painter, place.adjusted(-PAD, 0, PAD, 0), words, theme.tokens().ink)

    def draw_line(self, painter: QPainter, place: QRect, words: str, colour: str) -> None:
        """Draw one line in a cell, its marks above capitals never cut."""
        metrics, room, height = self._metrics, place.width() - 2 * PAD, place.height()
        if len(words) * self._widest > room:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        x = place.x() + PAD
        if self.column.is_number:
            x += room - metrics.horizontalAdvance(words)
        painter.setFont(self._font)
        painter.setPen(_colour(colour))
        painter.drawText(QPointF(x, place.y() + (height + self._rise) // 2), words)

    def _draw_two_lines(self, painter: QPainter, place: QRect, words: str, below: str) -> None:
        upper, lower = self._metrics, self._small_metrics
        top = place.y() + (place.height() - upper.height() - lower.height()) // 2
        painter.setFont(self._font)
        painter.setPen(_colour(theme.tokens().ink))
        elided = upper.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(QPointF(place.x(), top + upper.ascent()), elided)
        painter.setFont(self._small)
        painter.setPen(_colour(theme.tokens().mute))
        elided = lower.elidedText(below, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(QPointF(place.x(), top + upper.height() + lower.ascent()), elided)

    @staticmethod
    def _draw_icon(painter: QPainter, place: QRect, name: str) -> None:
        picture = theme.pixmap(name, "mute", ICON, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(place.x(), place.y() + (place.height() - ICON) / 2), picture)

    def room_for(self, record: Row) -> int:
        """Return the width in which a record's cell needs no eliding."""
        needed = self._metrics.horizontalAdvance(self.column.show(record))
        if self.column.below is not None:
            needed = max(needed, self._small_metrics.horizontalAdvance(self.column.below(record)))
        return needed + 2 * PAD + (ICON + PAD if self.column.icon is not None else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 (the font is ours)
        """Return what a cell would like, for a double click on the edge of a heading."""
        record = self._model.record(index.row())
        return QSize(0 if record is None else self.room_for(record) + 2, theme.ROW_HEIGHT)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show the column's tip, or the whole text where the cell shows only its beginning."""
        record = self._model.record(index.row()) if index.isValid() else None
        if record is None or event.type() is not QEvent.Type.ToolTip:
            return False
        words = self.tip(record, option.rect.width())
        QToolTip.showText(event.globalPos(), tip(words), view)
        return True

    def tip(self, record: Row, width: int) -> str:
        """Return what the tooltip of a cell this wide says, empty where nothing is missing."""
        if self.column.tip is not None and (words := self.column.tip(record)):
            return words
        if self.room_for(record) <= width:
            return ""
        below = self.column.below(record) if self.column.below is not None else ""
        return " · ".join(filter(None, (self.column.show(record), below)))


class ChipDelegate(TextDelegate[Row]):
    """A state as a word in its colour; without a tone it is plain text."""

    def __init__(self, model: TableModel[Row], column: Column[Row], parent: QObject | None = None) -> None:
        super().__init__(model, column, parent)
        self._chip_font = theme.font(Size.SMALL, QFont.Weight.DemiBold)
        self._chip_metrics = QFontMetrics(self._chip_font)

    def draw(self, painter: QPainter, place: QRect, record: Row, *, is_selected: bool) -> None:
        """Draw the chip in the middle of the row."""
        tone = self.column.tone(record) if self.column.tone is not None else None
        if tone is None:
            super().draw(painter, place, record, is_selected=is_selected)
            return
        top = place.y() + (place.height() - CHIP_HEIGHT) // 2
        words = self.column.show(record)
        self.draw_chip(painter, QRect(place.x(), top, place.width(), CHIP_HEIGHT), words, tone, is_selected=is_selected)

    def draw_chip(
        self, painter: QPainter, place: QRect, words: str, tone: Tone, sign: str = "", *, is_selected: bool
    ) -> None:
        """Draw a chip at the left of a place as high as it is; ``sign`` is an icon before its words."""
        colours, metrics = theme.tokens(), self._chip_metrics
        ink, soft = colours.tone(tone)
        before = SIGN + 5 if sign else 0
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(place.width() - 2 * CHIP_PAD - before, 0))
        width = before + metrics.horizontalAdvance(words) + 2 * CHIP_PAD
        chip = QRectF(place.x(), place.y(), width, place.height())
        _rounded(painter, chip, theme.RADIUS, colours.surface if is_selected else soft)
        painter.setFont(self._chip_font)
        painter.setPen(_colour(ink))
        baseline = place.y() + (place.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(QPointF(place.x() + CHIP_PAD + before, baseline), words)
        if sign:
            picture = theme.pixmap(sign, tone.value, SIGN, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(place.x() + CHIP_PAD - 2, place.y() + (place.height() - SIGN) / 2), picture)

    def room_for(self, record: Row) -> int:
        """See ``TextDelegate.room_for``."""
        if self.column.tone is None or self.column.tone(record) is None:
            return super().room_for(record)
        return self._chip_room(self.column.show(record))

    def _chip_room(self, words: str) -> int:
        return self._chip_metrics.horizontalAdvance(words) + 2 * (CHIP_PAD + PAD)


class CountdownDelegate(ChipDelegate[Row]):
    """What is left until a deadline, and how much of its time is used; without a deadline it is a chip or text."""

    def __init__(
        self,
        model: TableModel[Row],
        column: Column[Row],
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(model, column, parent)
        self._now = now

    def _due(self, record: Row) -> tuple[datetime, datetime] | None:
        return self.column.due(record) if self.column.due is not None else None

    def draw(self, painter: QPainter, place: QRect, record: Row, *, is_selected: bool) -> None:
        """Draw the chip and, under it, the bar, or the second line where the column has one."""
        due = self._due(record)
        if due is None:
            super().draw(painter, place, record, is_selected=is_selected)
            return
        now = self._now()
        share = share_used(*due, now)
        tone, words = urgency(share), formatting.countdown(due[1], now)
        lower = self._small_metrics.height() if self.column.below is not None else BAR_HEIGHT + 3
        height = CHIP_HEIGHT - (4 if self.column.below is not None else 2)
        top = place.y() + (place.height() - height - lower) // 2
        sign = self.column.icon(record) if self.column.icon is not None else ""
        chip = QRect(place.x(), top, place.width(), height)
        self.draw_chip(painter, chip, words, tone, sign, is_selected=is_selected)
        if self.column.below is not None:
            self._draw_caption(painter, place, top + height, self.column.below(record))
        else:
            track = QRectF(place.x(), top + height + 3, min(place.width(), BAR_WIDTH), BAR_HEIGHT)
            draw_share(painter, track, share, tone, is_selected=is_selected)

    def _draw_caption(self, painter: QPainter, place: QRect, top: int, words: str) -> None:
        metrics = self._small_metrics
        painter.setFont(self._small)
        painter.setPen(_colour(theme.tokens().mute))
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(QPointF(place.x() + 2, top + metrics.ascent() + 1), words)

    def room_for(self, record: Row) -> int:
        """See ``TextDelegate.room_for``."""
        due = self._due(record)
        if due is None:
            return super().room_for(record)
        room = self._chip_room(formatting.countdown(due[1], self._now()))
        if self.column.icon is not None:
            room += SIGN + 5
        below = self.column.below(record) if self.column.below is not None else ""
        return max(room, self._small_metrics.horizontalAdvance(below) + 2 * PAD + 2)


def draw_share(painter: QPainter, track: QRectF, share: float, tone: Tone, *, is_selected: bool = False) -> None:
    """Draw a thin bar filled by a share of 0 to 1; more counts as full, and a little more than nothing is seen."""
    colours = theme.tokens()
    _rounded(painter, track, track.height() / 2, colours.surface if is_selected else colours.line)
    if share > 0:
        filled = QRectF(track)
        filled.setWidth(max(track.width() * min(share, 1.0), track.height()))
        _rounded(painter, filled, track.height() / 2, colours.tone(tone)[0])


def _rounded(painter: QPainter, place: QRectF, radius: float, colour: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(colour))
    painter.drawRoundedRect(place, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def delegate_for(
    model: TableModel[Any], column: Column[Any], now: Callable[[], datetime], parent: QObject
) -> TextDelegate[Any]:
    """Return the delegate a column asks for."""
    if column.due is not None:
        return CountdownDelegate(model, column, now, parent)
    return ChipDelegate(model, column, parent) if column.tone is not None else TextDelegate(model, column, parent)
