"""The scan of a signed paper: chosen or dropped, judged by the ledger before it is kept."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ledger.domain.errors import LedgerError, NotFound
from ledger.services.evidence import SIZE_LIMIT, read_file
from ledger.services.recipients import CommitmentInput
from ui.desk import Desk
from ui.messages import FileWish
from ui.widgets.parts import button, picture, row, text


def _read(path: Path) -> tuple[str, bytes]:
    # Never more than what could be kept: somebody may drop a film.
    try:
        with path.open("rb") as file:
            return path.name, file.read(SIZE_LIMIT + 1)
    except OSError:
        raise NotFound(kind="file", code=path.name) from None


class ScanBox(QFrame):
    """Holds at most one file. ``failed`` carries why a file was not taken."""

    failed = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self.setAcceptDrops(True)
        self._desk = desk
        self._typed: tuple[str, bytes] | None = None
        self._name = text("", wraps=True)
        self._choose = button(self.tr("Choose a file…"), self._ask)
        self._drop = button(self.tr("Take it away"), self._forget, role="quiet")
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        line = row(picture("paperclip", "mute"), self._name, self._choose, self._drop)
        line.setStretch(1, 1)
        box.addLayout(line)
        self.setFocusProxy(self._choose)
        self._show()

    def _show(self) -> None:
        hint = self.tr("Drop the scan here: PDF, PNG or JPEG, at most 5 MB.")
        self._name.setText(self._typed[0] if self._typed else hint)
        self._drop.setVisible(self._typed is not None)
        self.changed.emit()

    @property
    def file_name(self) -> str:
        """Return the name of the file that will be kept, or nothing."""
        return self._typed[0] if self._typed else ""

    def attached_to(self, typed: CommitmentInput) -> CommitmentInput:
        """Return the commitment with the file. Raises ``InvalidInput``."""
        if self._typed is None:
            return typed
        return CommitmentInput(typed.signed_on, typed.expires_on, typed.items, read_file(*self._typed))

    def _ask(self) -> None:
        wish = FileWish(self.tr("Choose the scan"), self.tr("Scans (*.pdf *.png *.jpg *.jpeg)"))
        self._desk.messages.choose_file(wish, self.take)

    def take(self, path: Path) -> None:
        """Read a file off the window's thread and keep it if the ledger would."""

        def work() -> tuple[str, bytes]:
            name, content = _read(path)
            return read_file(name, content).file_name, content

        self._desk.tasks.compute(self, work, self._on_read, self._on_failed)

    def _on_read(self, found: tuple[str, bytes]) -> None:
        self._typed = found
        self._show()

    def _on_failed(self, error: LedgerError) -> None:
        self.failed.emit(error)

    def _forget(self) -> None:
        self._typed = None
        self._show()
        self._choose.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file from outside."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the dropped file."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.take(path)


def _dropped(event: QDropEvent) -> Path | None:
    paths = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
    return paths[0] if len(paths) == 1 else None
