"""Evidence for a consent: files chosen or dropped, each judged by the ledger before it is kept."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError, NotFound
from ledger.services.evidence import SIZE_LIMIT, NewAttachment, read_about_customer
from ui.desk import Desk
from ui.messages import FileWish
from ui.widgets.parts import button, column, icon_button, picture, row, text


def _read(path: Path) -> NewAttachment:
    # Never more than what could be kept: somebody may drop a film.
    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError:
        raise NotFound(kind="file", code=path.name) from None
    return read_about_customer(path.name, content)


class ConsentFiles(QFrame):
    """Holds any number of files. ``failed`` carries why one was not taken."""

    failed = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self.setAcceptDrops(True)
        self._desk = desk
        self._typed: list[NewAttachment] = []
        self._hint = text(self.tr("Drop files here: PDF, PNG, JPEG or text, at most 5 MB each."), "small", wraps=True)
        self._choose = button(self.tr("Choose a file…"), self._ask)
        self._lines = QWidget()
        line = row(picture("paperclip"), self._hint, self._choose)
        line.setStretch(1, 1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 10, 14, 10)
        self._box.addLayout(line)
        never = self.tr("A picture of an identity card is never kept: write in the note that you saw it.")
        self._box.addWidget(text(never, "small", wraps=True))
        self._box.addWidget(self._lines)
        self.setFocusProxy(self._choose)

    @property
    def files(self) -> tuple[NewAttachment, ...]:
        """Return the files that will be kept."""
        return tuple(self._typed)

    def _ask(self) -> None:
        kinds = self.tr("Evidence (*.pdf *.png *.jpg *.jpeg *.txt)")
        self._desk.messages.choose_file(FileWish(self.tr("Choose the evidence"), kinds), self.take)

    def take(self, path: Path) -> None:
        """Read a file off the window's thread and keep it if the ledger would."""
        self._desk.tasks.compute(self, lambda: _read(path), self._on_read, self._on_failed)

    def _on_read(self, found: NewAttachment) -> None:
        self._typed.append(found)
        self._show()

    def _on_failed(self, error: LedgerError) -> None:
        self.failed.emit(error)

    def _show(self) -> None:
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = QWidget()
        self._lines.setLayout(column(*(self._line(one) for one in self._typed), spacing=2))
        self._box.addWidget(self._lines)
        self.changed.emit()

    def _line(self, one: NewAttachment) -> QWidget:
        name = text(one.file_name, wraps=True)
        made = QWidget()
        away = icon_button("x", self.tr("Take away: {name}").format(name=one.file_name), self._drops(one))
        line = row(name, away)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made

    def _drops(self, one: NewAttachment) -> Callable[[], None]:
        def drop() -> None:
            self._typed.remove(one)
            self._show()

        return drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from outside."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the dropped files."""
        event.acceptProposedAction()
        for path in _dropped(event):
            self.take(path)


def _dropped(event: QDropEvent) -> list[Path]:
    return [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
