"""Personal data on the clipboard: kept out of its history where the system allows, and gone after half a minute."""

import sys
from collections.abc import Callable
from hashlib import sha256

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS = 30

_NO = b"\0\0\0\0"  # a DWORD of 0
_HINTS = {
    "win32": {
        "ExcludeClipboardContentFromMonitorProcessing": b"1",
        "CanIncludeInClipboardHistory": _NO,
        "CanUploadToCloudClipboard": _NO,
    },
    "darwin": {"org.nspasteboard.ConcealedType": b"1", "application/x-nspasteboard-concealed-type": b"1"},
}
_OTHERWISE = {"x-kde-passwordManagerHint": b"secret"}


def after(milliseconds: int, act: Callable[[], None], owner: QObject) -> None:
    """Do something later, unless its owner is gone by then."""
    QTimer.singleShot(milliseconds, owner, act)


Later = Callable[[int, Callable[[], None], QObject], None]


class PrivateClipboard(QObject):
    """The clipboard as far as this program filled it. ``later`` runs an act after some milliseconds."""

    def __init__(self, later: Later = after, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._later = later
        self._copy = 0
        self._print = b""  # the fingerprint of what was copied: no second copy of the text lies here

    def put(self, text: str, seconds: int = SECONDS) -> None:
        """Copy a text that is nobody else's business."""
        data = QMimeData()
        data.setText(text)
        for kind, value in _HINTS.get(sys.platform, _OTHERWISE).items():
            data.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._print = _fingerprint(text)
        self._copy += 1
        copy = self._copy
        self._later(seconds * 1000, lambda: self._on_time(copy), self)

    def clear(self) -> None:
        """Empty the clipboard if what lies there is still ours: when the time is up."""
        if self._print and _fingerprint(QGuiApplication.clipboard().text()) == self._print:
            QGuiApplication.clipboard().clear()
        self._print = b""

    def leave(self) -> None:
        """Empty the clipboard at a lock and at the end: of what Qt's own menus copied from a line or a note, too."""
        self.clear()
        board = QGuiApplication.clipboard()
        if board.ownsClipboard():
            board.clear()
        if board.supportsSelection() and board.ownsSelection():
            board.clear(QClipboard.Mode.Selection)

    def _on_time(self, copy: int) -> None:
        if copy == self._copy:  # a newer copy has its own half minute
            self.clear()


def _fingerprint(text: str) -> bytes:
    return sha256(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).digest()


def private_clipboard() -> PrivateClipboard:
    """Return the program's one; it empties itself at the end of the program."""
    app = QCoreApplication.instance()
    found = app.findChild(PrivateClipboard) if app is not None else None
    if found is None:
        found = PrivateClipboard(parent=app)
        if app is not None:
            app.aboutToQuit.connect(found.leave)
    return found


def copy_private(text: str, seconds: int = SECONDS) -> None:
    """Copy personal data; the clipboard is emptied after ``seconds`` unless something else lies there by then."""
    private_clipboard().put(text, seconds)


def clear_private() -> None:
    """Empty the clipboard now if what lies there was copied here."""
    private_clipboard().leave()
