"""The course of a promise over the period: what was in order and what was not, step by step, with the numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ledger.domain.promise import TrendPoint
from ui import theme
from ui.theme import Size
from ui.widgets.promise_words import point_words

_HEAD, _FOOT = 18, 20  # room for the numbers above the bars and the days below
_WIDEST = 34.0


class TrendChart(QWidget):
    """Bars with the violations on top in red and the numbers above. The arrow keys and the mouse say one step."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._points: tuple[TrendPoint, ...] = ()
        self._at = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._small = theme.font(Size.TINY)
        self._metrics = QFontMetrics(self._small)

    def show_points(self, points: Sequence[TrendPoint]) -> None:
        """Show other figures."""
        self._points, self._at = tuple(points), -1
        self.setAccessibleDescription("; ".join(point_words(one) for one in self._points))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that shows twelve steps well."""
        return QSize(320, 116)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size that still reads."""
        return QSize(200, 116)

    def _plot(self) -> QRectF:
        return QRectF(4, _HEAD, self.width() - 8, self.height() - _HEAD - _FOOT)

    def _column(self, at: int) -> QRectF:
        plot = self._plot()
        step = plot.width() / len(self._points)
        width = min(step * 0.7, _WIDEST)
        return QRectF(plot.left() + (at + 0.5) * step - width / 2, plot.top(), width, plot.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (all of it is drawn)
        """Draw it in the colours of this moment."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small)
        if self._points:
            self._draw_ground(painter)
            for at in range(len(self._points)):
                self._draw_point(painter, at)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.tokens().accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _draw_ground(self, painter: QPainter) -> None:
        bottom, colours = self._plot().bottom(), theme.tokens()
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(QPointF(0, bottom + 0.5), QPointF(self.width(), bottom + 0.5))
        painter.setPen(QColor(colours.mute))
        baseline, last = bottom + 4 + self._metrics.ascent(), f"{self._points[-1].last:%d/%m}"
        painter.drawText(QPointF(4, baseline), f"{self._points[0].first:%d/%m}")
        painter.drawText(QPointF(self.width() - 4 - self._metrics.horizontalAdvance(last), baseline), last)

    def _draw_point(self, painter: QPainter, at: int) -> None:
        one, place, colours = self._points[at], self._column(at), theme.tokens()
        highest = max(1, *(point.good + point.bad for point in self._points))
        if at == self._at:
            painter.fillRect(place.adjusted(-2, -_HEAD, 2, 0), QColor(colours.hover))
        y = place.bottom()
        for count, colour in ((one.good, colours.accent), (one.bad, colours.bad)):
            height = max(place.height() * count / highest, 3.0) if count else 0.0
            painter.fillRect(QRectF(place.left(), y - height, place.width(), height), QColor(colour))
            y -= height
        total = str(one.good + one.bad)
        room = self._plot().width() / len(self._points)
        if one.good + one.bad and self._metrics.horizontalAdvance(total) <= room:
            painter.setPen(QColor(colours.bad if one.bad else colours.mute))
            number = QRectF(place.center().x() - room / 2, max(y - 16, 0), room, 15)
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, total)

    # --- one step at a time ---

    def _go(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self.update()
        if at < 0:
            QToolTip.hideText()
            return
        top = self._column(at).topLeft().toPoint()
        QToolTip.showText(self.mapToGlobal(top), point_words(self._points[at]), self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the numbers of the step below the mouse."""
        if self._points:
            step = self._plot().width() / len(self._points)
            self._go(max(0, min(int((event.position().x() - 4) / step), len(self._points) - 1)))

    def leaveEvent(self, event: QEvent) -> None:
        """Let go of the step."""
        super().leaveEvent(event)
        self._go(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the step."""
        super().focusOutEvent(event)
        self._go(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the steps with the arrow keys, Home and End."""
        last = len(self._points) - 1
        places = {
            Qt.Key.Key_Left: max(self._at - 1, 0) if self._at >= 0 else last,
            Qt.Key.Key_Right: min(self._at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        wanted = places.get(Qt.Key(event.key()))
        if wanted is None or not self._points:
            super().keyPressEvent(event)
        else:
            self._go(wanted)
