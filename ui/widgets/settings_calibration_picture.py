"""A small drawing of the page to measure: its frame, its rulers, and where the ruler of the shop goes."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme

_WIDTH, _HEIGHT = 200, 236
_PAPER = QRectF(26, 26, 150, 196)
_FRAME = 20  # pixels between the paper's edge and the frame: 5 mm, drawn larger
_MEASURE = 84  # pixels for 50 mm
_TICK = 7


class CalibrationPicture(QWidget):
    """What to measure: 5 mm from the left and the upper edge, 50 mm between the marks."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.setFixedSize(QSize(_WIDTH, _HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (all of it is drawn)
        """Draw the page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(_PAPER)
        frame = _PAPER.adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME)
        painter.setPen(QPen(theme.colour("mute"), 1))
        painter.drawRect(frame)
        self._draw_ticks(painter, frame)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setFont(theme.font(theme.Size.SMALL, QFont.Weight.DemiBold))
        middle = _PAPER.center().y()
        self._draw_measure(painter, QLineF(_PAPER.left(), middle + 56, frame.left(), middle + 56), "5 mm")
        self._draw_measure(painter, QLineF(frame.left() + 40, _PAPER.top(), frame.left() + 40, frame.top()), "5 mm")
        left = frame.left() + 14
        self._draw_measure(painter, QLineF(left, middle, left + _MEASURE, middle), "50 mm")
        painter.end()

    def _draw_ticks(self, painter: QPainter, frame: QRectF) -> None:
        for at in range(8, int(frame.width()), 8):
            painter.drawLine(QLineF(frame.left() + at, frame.top(), frame.left() + at, frame.top() + _TICK))
        for at in range(8, int(frame.height()), 8):
            painter.drawLine(QLineF(frame.left(), frame.top() + at, frame.left() + _TICK, frame.top() + at))

    def _draw_measure(self, painter: QPainter, line: QLineF, words: str) -> None:
        painter.drawLine(line)
        across = QPointF(0, 5) if line.dy() == 0 else QPointF(5, 0)
        for end in (line.p1(), line.p2()):
            painter.drawLine(QLineF(end - across, end + across))
        place = QRectF(line.p2().x() + 12, line.center().y() - 9, 60, 18)
        if line.length() > _FRAME:
            place = QRectF(line.p1().x(), line.p1().y() + 6, line.length(), 18)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignCenter if line.length() > _FRAME else Qt.AlignmentFlag.AlignLeft, words
        )
