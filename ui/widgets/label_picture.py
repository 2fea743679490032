"""One drawn label on its paper, as large as the room allows."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_MARGIN = 2


class LabelPicture(QWidget):
    """Paper is white in the dark too: it is shown as it will lie on the table."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 160)

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to see."""
        return self._image.isNull()

    def show_image(self, image: QImage, words: str) -> None:
        """Show a picture; ``words`` are what stands on it, for who cannot see it."""
        self._image = image
        self.setAccessibleName(words)
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.show_image(QImage(), "")

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(330, 460)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (all of it is drawn)
        """Draw the paper in the middle, never larger than it was drawn."""
        if self._image.isNull():
            return
        room, size = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN), self._image.size()
        factor = min(room.width() / size.width(), room.height() / size.height(), 1.0)
        width, height = size.width() * factor, size.height() * factor
        place = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        painter.end()
