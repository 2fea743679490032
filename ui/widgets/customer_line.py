"""A line of text that ends in an ellipsis where there is no room, and says all of itself in a tooltip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.widgets.parts import restyle


class ElidedLine(QLabel):
    """Takes what width there is; with word wrap it is an ordinary label."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(60)
        if role:
            restyle(self, role)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, or its beginning."""
        words, room = self.text(), self.contentsRect().width()
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        if self.wordWrap() or shown == words:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
