"""Looking at the scan of a signed paper: from memory, never through a temporary file."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from ledger.services.reveals import StoredFile
from ui.desk import Desk
from ui.widgets.parts import button, row, text


class ScanDialog(QDialog):
    """A PDF, a picture or a text, as large as the window allows."""

    def __init__(self, desk: Desk, parent: QWidget, file: StoredFile) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Scan"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = parent.window().size()
        self.resize(min(820, room.width() - 60), min(900, room.height() - 60))
        close = button(self.tr("Close"), self.accept)
        close.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(12)
        box.addWidget(text(file.file_name, "section", wraps=True))
        box.addWidget(_shown(desk, file), 1)
        box.addLayout(row(text(self.tr("That this was looked at is on the audit trail."), "small"), None, close))


def _shown(desk: Desk, file: StoredFile) -> QWidget:
    if file.media_type == "application/pdf":
        from ui.widgets.pdf_view import PdfView

        view = PdfView(desk)
        view.show_pdf(file.content)
        return view
    if file.media_type.startswith("image/"):
        return PictureView(file.content)
    words = QPlainTextEdit(file.content.decode("utf-8", "replace"))
    words.setReadOnly(True)
    return words


class PictureView(QScrollArea):
    """A picture as wide as there is room, never larger than it is."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._whole = QPixmap()
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setAccessibleName(self.tr("The scanned paper"))
        self.setWidget(self._label)
        self.setWidgetResizable(True)
        if not self._whole.loadFromData(content):
            self._label.setText(self.tr("This picture cannot be shown. The file is kept as it is."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture into the width there is now."""
        super().resizeEvent(event)
        if not self._whole.isNull():
            width = min(self._whole.width(), self.viewport().width())
            self._label.setPixmap(self._whole.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
