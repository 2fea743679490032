"""Drawn figures: the answers of some days against their line, and a share as a bar. Each says its numbers too."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import formatting, theme
from ui.theme import Size, Tone
from ui.widgets.delegates import draw_share

_HEAD = 8  # room above the tallest bar
_FOOT = 20  # room for the days
_HIGHEST = 2.0  # times the limit: a bar beyond is cut, or one bad night would flatten all the others
_NUMBERS_FROM = 32  # a late bar this wide carries its number


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: hours to the answer, ``None`` where nothing was answered; ``late`` is drawn in red."""

    day_label: str
    value_hours: float | None
    late: bool = False


class AnswerChart(QWidget):
    """Bars of hours against a line. The arrow keys and the mouse say the numbers of one bar."""

    def __init__(self, empty: str, name: str) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self._limit = 12.0
        self._empty = empty
        self._is_told = False  # before that nobody knows whether there is nothing
        self._at = -1  # the bar the keyboard or the mouse is on
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._small = theme.font(Size.TINY)
        self._metrics = QFontMetrics(self._small)

    def show_bars(self, bars: Sequence[Bar], limit_hours: float) -> None:
        """Show other figures."""
        self._bars, self._limit, self._at = tuple(bars), limit_hours, -1
        self._is_told = True
        said = [self.say(one) for one in self._bars if one.value_hours is not None]
        self.setAccessibleDescription("; ".join(said) if said else self._empty)
        self.update()

    def say(self, bar: Bar) -> str:
        """Return the numbers of one bar in words."""
        if bar.value_hours is None:
            return self.tr("{day}: no answer").format(day=bar.day_label)
        words = self.tr("{day}: {hours} hours, late") if bar.late else self.tr("{day}: {hours} hours")
        return words.format(day=bar.day_label, hours=formatting.hours(bar.value_hours * 3600))

    @property
    def is_empty(self) -> bool:
        """Return whether there is no bar to draw."""
        return all(one.value_hours is None for one in self._bars)

    def sizeHint(self) -> QSize:
        """Return a size that shows 14 days well."""
        return QSize(480, 150)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size that still reads."""
        return QSize(220, 110)

    # --- where things stand ---

    def _plot(self) -> QRectF:
        return QRectF(0, _HEAD, self.width(), self.height() - _HEAD - _FOOT)

    def _height_of(self, hours: float) -> float:
        values = [one.value_hours for one in self._bars if one.value_hours is not None]
        top = max(self._limit * 1.15, min(max(values, default=0.0), self._limit * _HIGHEST))
        return min(hours / top, 1.0) * self._plot().height()

    def bar_at(self, number: int) -> QRectF:
        """Return the place of a bar; one without answers is a short stub on the ground."""
        plot, bar = self._plot(), self._bars[number]
        step = plot.width() / len(self._bars)
        height = max(self._height_of(bar.value_hours), 3.0) if bar.value_hours is not None else 2.0
        gap = min(step * 0.22, 10.0)
        left, right = round(number * step + gap / 2), round((number + 1) * step - gap / 2)
        return QRectF(left, round(plot.bottom() - height), right - left, round(height))

    # --- drawing ---

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (all of it is drawn)
        """Draw it in the colours of this moment."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small)
        if self.is_empty:
            painter.setFont(theme.font())
            painter.setPen(QColor(theme.tokens().mute))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()).adjusted(8, 8, -8, -8), flags, self._empty if self._is_told else "")
        else:
            self._draw_ground(painter)
            for number in range(len(self._bars)):
                self._draw_bar(painter, number)
            self._draw_limit(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.tokens().accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _draw_ground(self, painter: QPainter) -> None:
        bottom = self._plot().bottom()
        painter.setPen(QPen(QColor(theme.tokens().line), 1))
        painter.drawLine(QPointF(0, bottom + 0.5), QPointF(self.width(), bottom + 0.5))
        painter.setPen(QColor(theme.tokens().mute))
        baseline, last = bottom + 4 + self._metrics.ascent(), self._bars[-1].day_label
        painter.drawText(QPointF(4, baseline), self._bars[0].day_label)
        painter.drawText(QPointF(self.width() - 4 - self._metrics.horizontalAdvance(last), baseline), last)

    def _draw_bar(self, painter: QPainter, number: int) -> None:
        bar, place, colours = self._bars[number], self.bar_at(number), theme.tokens()
        colour = colours.line if bar.value_hours is None else colours.bad if bar.late else colours.accent
        painter.setPen(Qt.PenStyle.NoPen)
        if number == self._at:
            column = QRectF(place.left() - 2, self._plot().top(), place.width() + 4, self._plot().height())
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(column, 4, 4)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(place, min(4.0, place.height() / 2), min(4.0, place.height() / 2))
        if bar.late and bar.value_hours is not None and place.width() >= _NUMBERS_FROM and place.height() > _FOOT:
            painter.setPen(QColor(colours.surface))
            number_place = QRectF(place.left(), place.bottom() - 18, place.width(), 16)
            painter.drawText(number_place, Qt.AlignmentFlag.AlignCenter, formatting.hours(bar.value_hours * 3600))

    def _draw_limit(self, painter: QPainter) -> None:
        colours = theme.tokens()
        y = round(self._plot().bottom() - self._height_of(self._limit)) + 0.5
        painter.setPen(QPen(QColor(colours.bad), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        words = self.tr("{hours} hours: promised").format(hours=f"{self._limit:g}")
        width = self._metrics.horizontalAdvance(words) + 12
        label = QRectF(self._free_left(width, y), y - self._metrics.height() - 1, width, self._metrics.height())
        painter.setPen(QColor(colours.bad))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)

    def _free_left(self, width: float, y: float) -> float:
        """Return where the words on the line meet no bar above it; the left end where there is no such place."""
        tall = [self.bar_at(n) for n in range(len(self._bars)) if self.bar_at(n).top() < y]
        starts = [0.0, *(one.right() + 4 for one in tall)]
        for start in starts:
            if start + width <= self.width() and not any(
                one.left() < start + width and one.right() > start for one in tall
            ):
                return start
        return 0.0

    # --- one bar at a time ---

    def _go(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self.update()
        if number < 0:
            QToolTip.hideText()
            return
        place = self.bar_at(number)
        QToolTip.showText(self.mapToGlobal(place.topLeft().toPoint()), self.say(self._bars[number]), self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the numbers of the bar below the mouse, however short it is."""
        if not self.is_empty:
            step = self.width() / len(self._bars)
            self._go(max(0, min(int(event.position().x() / step), len(self._bars) - 1)))

    def leaveEvent(self, event: QEvent) -> None:
        """Let go of the bar."""
        super().leaveEvent(event)
        self._go(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the bar."""
        super().focusOutEvent(event)
        self._go(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the bars with the arrow keys, Home and End."""
        last = len(self._bars) - 1
        places = {
            Qt.Key.Key_Left: max(self._at - 1, 0) if self._at >= 0 else last,
            Qt.Key.Key_Right: min(self._at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        wanted = places.get(Qt.Key(event.key()))
        if wanted is None or self.is_empty:
            super().keyPressEvent(event)
        else:
            self._go(wanted)


class ShareBar(QWidget):
    """A share of a whole as a thin bar; ``name`` says what it is a share of. The number stands beside it in words."""

    def __init__(self, name: str, share: float = 0.0, tone: Tone = Tone.ACCENT) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedHeight(6)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_share(share, tone)

    def show_share(self, share: float, tone: Tone) -> None:
        """Show another share, from 0.0 to 1.0."""
        self._share, self._tone = share, tone
        self.setAccessibleDescription(f"{share:.0%}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (all of it is drawn)
        """Draw it in the colours of this moment."""
        painter = QPainter(self)
        draw_share(painter, QRectF(self.rect()), self._share, self._tone)
        painter.end()
