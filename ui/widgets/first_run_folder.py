"""Where the new ledger lies: a folder of this computer, looked at before anything is made."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ledger.domain.errors import LedgerError
from ledger.services.ledger_folder import FolderJudgement, judge, suggested_folder
from ui.door import Door
from ui.theme import Tone
from ui.widgets.first_run_parts import LineField, Note, Step
from ui.widgets.parts import button, column, picture, row, text

_ROOM = 1_000_000_000  # bytes: below that a busy shop's ledger and its backups may run out of room
_WAIT = 200  # milliseconds after the last key


class FolderStep(Step):
    """A path, what is known about it, and a reason where it cannot be used."""

    open_wanted = Signal()

    def __init__(self, door: Door, folder: str) -> None:
        super().__init__(
            self.tr("Where the ledger lies"),
            self.tr("One folder on this computer holds everything, encrypted: the ledger, its keys and its backups."),
        )
        self._door = door
        self._judged: tuple[str, FolderJudgement] | None = None
        self._is_waiting_to_go_on = False
        self._path = LineField(self.tr("Folder"))
        self._facts = QWidget()
        self._box = column(self._facts)
        self._warning, self._refusal = Note(Tone.WARN), Note(Tone.BAD)
        self._instead = button(self.tr("Open the ledger that lies here"), self.open_wanted.emit)
        self._instead.hide()
        choose = button(self.tr("Choose…"), self._choose)
        line = row(self._path, column(23, choose, None, spacing=0), spacing=8)
        line.setStretch(0, 1)
        for piece in (line, self._box):
            self.form.addLayout(piece)
        for note in (self._warning, self._refusal):
            self.form.addWidget(note)
        self.form.addLayout(row(self._instead, None))
        self.form.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._look)
        self._path.line.setText(folder)
        self._path.line.textChanged.connect(lambda _typed: self._timer.start())

    def suggest(self, shop_name: str) -> None:
        """Put a good place there, unless one was chosen."""
        if not self.typed():
            self._path.line.setText(str(suggested_folder(shop_name, self._door.place_of(Path()).app_data)))
        self._look()

    def typed(self) -> str:
        """Return the folder as typed."""
        return self._path.line.text().strip()

    def folder(self) -> Path:
        """Return the folder."""
        return Path(self.typed()).expanduser()

    def show_error(self, error: LedgerError) -> None:
        """Show why the ledger could not be made there."""
        self._refusal.say(self._door.say(error))

    def is_right(self) -> bool:
        """Return whether a ledger may be made here; a folder nobody looked at yet is looked at now."""
        self._path.show_error("")
        if not Path(self.typed()).expanduser().is_absolute():
            self._path.show_error(self.tr("Choose a folder, or type its whole path."))
            self._path.line.setFocus()
            return False
        self._timer.stop()
        if self._judged is None or self._judged[0] != self.typed():
            self._show(self.typed(), judge(self.folder()))
        return self._judged is not None and self._judged[1].may_hold_new_ledger

    def focus_first(self) -> None:
        """Begin with the path."""
        self._path.line.setFocus()

    def _choose(self) -> None:
        self._door.messages.choose_folder(self.tr("A folder for the ledger"), self._on_chosen)

    def _on_chosen(self, folder: Path) -> None:
        self._path.line.setText(str(folder))
        self._timer.stop()
        self._look()

    def _look(self) -> None:
        typed = self.typed()
        folder = Path(typed).expanduser()
        if folder.is_absolute():
            self._door.tasks.compute(self, lambda: judge(folder), lambda found: self._show(typed, found))

    def _show(self, typed: str, found: FolderJudgement) -> None:
        if typed != self.typed():
            return
        self._judged = (typed, found)
        self._refusal.say(self._refusal_of(found))
        self._instead.setVisible(found.is_ledger)
        self._warning.say(self._warning_of(found) if found.may_hold_new_ledger else "")
        self._facts.deleteLater()
        self._facts = QWidget()
        self._facts.setLayout(column(*(_fact(*one) for one in self._facts_of(found)), spacing=8))
        self._box.addWidget(self._facts)

    def _facts_of(self, found: FolderJudgement) -> tuple[tuple[str, bool], ...]:
        room = self.tr("Free room: {size} GB").format(size=f"{found.free_bytes / 1e9:.1f}")
        return (
            (
                self.tr("On a network drive") if found.is_share else self.tr("On a drive of this computer"),
                not found.is_share,
            ),
            (
                self.tr("Copied to the internet by {service}").format(service=found.synchronised_by)
                if found.is_synchronised
                else self.tr("Not copied to the internet by any service known"),
                not found.is_synchronised,
            ),
            (
                self.tr("Files lie in it already") if found.has_files else self.tr("New or empty"),
                not found.has_files,
            ),
            (room, found.free_bytes >= _ROOM),
        )

    def _refusal_of(self, found: FolderJudgement) -> str:
        if found.is_share:
            return self.tr("A ledger on a network drive breaks easily. Choose a folder on a drive of this computer.")
        if found.is_ledger:
            return self.tr("A ledger lies in this folder already. Open it, or choose another folder.")
        if found.is_inside_existing_ledger:
            return self.tr("This folder lies inside the folder of another ledger. Choose a folder of its own.")
        if found.has_files:
            return self.tr("There are files in this folder. Choose a new or empty one.")
        return "" if found.is_writable else self.tr("Nothing can be written here. Choose another folder.")

    def _warning_of(self, found: FolderJudgement) -> str:
        if found.is_synchronised:
            return self.tr(
                "{service} copies this folder while the ledger is being written: a copy may break it, and deleted data "
                "stay on its servers. Better choose another folder."
            ).format(service=found.synchronised_by)
        if found.free_bytes < _ROOM:
            return self.tr("There is little room left on this drive. The ledger and its backups grow with the shop.")
        return ""


def _fact(words: str, is_good: bool) -> QWidget:
    made = QWidget()
    sign = picture("check" if is_good else "triangle-alert", "ok" if is_good else "warn", 16)
    line = row(sign, text(words, wraps=True), spacing=10)
    line.setStretch(1, 1)
    made.setLayout(line)
    return made
