"""The first steps of restoring: which backup, where to, and who asks for it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton

from ledger.domain.instants import show_instant
from ledger.services import restoring
from ledger.services.ledger_folder import FolderJudgement, judge
from ledger.services.restoring import BackupFile
from ui.door import Door
from ui.formatting import age
from ui.messages import FileWish
from ui.models.table_model import Column, RecordModel
from ui.theme import Tone
from ui.widgets.first_run_parts import LineField, Note, Step
from ui.widgets.parts import EmptyState, button, column, row, text
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.record_table import RecordTable
from ui.widgets.recovery_code_field import RecoveryCodeField
from ui.widgets.unlock_form import NameChoice

_WAIT = 200  # milliseconds after the last key


class BackupStep(Step):
    """The backups found near the ledgers of this computer, newest first, and a button for any other file."""

    decided = Signal()  # Enter on the list goes on
    file_chosen = Signal()  # one from elsewhere

    def __init__(self, door: Door, places: Sequence[Path], backup: Path | None) -> None:
        super().__init__(
            self.tr("Which backup?"),
            self.tr("The newest good one is the right one, unless the damage was done before it was made."),
        )
        self._door = door
        self._found: tuple[BackupFile, ...] = ()
        self._file = backup
        self._model = RecordModel[BackupFile](self._columns(), self)
        self.table = RecordTable(self._model, self.tr("Backups found"), door.clock.now)
        self.table.set_empty(
            EmptyState("database-backup", self.tr("No backup lies there"), self.tr("Choose the file."))
        )
        self.table.setMinimumHeight(200)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _one: self.decided.emit())
        self._other = text("", "strong", wraps=True)
        self._note = Note(Tone.BAD)
        look = button(self.tr("Look in another folder…"), self._choose_folder)
        choose = button(self.tr("Choose a file…"), self._choose_file)
        self.form.addWidget(self.table, 1)
        self.form.addLayout(row(look, choose, None))
        self.form.addWidget(self._other)
        self.form.addWidget(self._note)
        self._say_file()
        self.look_in(places)

    def _columns(self) -> tuple[Column[BackupFile], ...]:
        now = self._door.clock.now()
        return (
            Column[BackupFile]("made", self.tr("Made"), lambda one: show_instant(one.made_at), width=150),
            Column[BackupFile]("age", self.tr("Age"), lambda one: age(now - one.made_at), width=110, is_number=True),
            Column[BackupFile]("where", self.tr("Lies in"), lambda one: str(one.path.parent), is_main=True),
        )

    def look_in(self, places: Iterable[Path]) -> None:
        """Look for backups in folders, off the window's thread: a drive may be slow."""
        folders = tuple(dict.fromkeys(places))
        self._door.tasks.compute(self, lambda: _found_in(folders), self._show)

    def backup(self) -> Path | None:
        """Return the file chosen."""
        return self._file

    def is_right(self) -> bool:
        """Return whether a file was chosen."""
        self._note.say("" if self._file is not None else self.tr("Choose a backup in the list, or a file."))
        return self._file is not None

    def focus_first(self) -> None:
        """Begin with the list."""
        self.table.setFocus()

    def _show(self, found: tuple[BackupFile, ...]) -> None:
        wanted = self._file
        self._found = found
        self._model.show(found)
        at = next((at for at, one in enumerate(found) if one.path == wanted), None if wanted is not None else 0)
        if found and at is not None:
            self.table.selectRow(at)

    def _on_chosen(self, one: object) -> None:
        if isinstance(one, BackupFile):
            self._file = one.path
            self._say_file()

    def _say_file(self) -> None:
        self._note.say("")
        words = self.tr("Chosen: {name}").format(name=self._file.name) if self._file is not None else ""
        self._other.setText(words)
        self._other.setVisible(bool(words))

    def _choose_folder(self) -> None:
        self._door.messages.choose_folder(self.tr("A folder with backups"), lambda folder: self.look_in((folder,)))

    def _choose_file(self) -> None:
        wish = FileWish(self.tr("A backup of Sổ Kín"), self.tr("Backups (*.sokin)"))
        self._door.messages.choose_file(wish, self._on_file)

    def _on_file(self, path: Path) -> None:
        self._file = path
        self.table.clearSelection()
        self._say_file()
        self.file_chosen.emit()


def _found_in(folders: Sequence[Path]) -> tuple[BackupFile, ...]:
    every = {one.path: one for folder in folders for one in restoring.found_in(folder)}
    return tuple(sorted(every.values(), key=lambda one: one.made_at, reverse=True))


class PlaceStep(Step):
    """The folder the restored ledger will lie in, and what is there now."""

    def __init__(self, door: Door, folder: Path | None) -> None:
        super().__init__(
            self.tr("Where to?"),
            self.tr("Into the ledger's own folder, or into a new one on this computer."),
        )
        self._door = door
        self._judged: tuple[str, FolderJudgement] | None = None
        self._path = LineField(self.tr("Folder"))
        self._fact, self._warning, self._refusal = Note(Tone.ACCENT), Note(Tone.WARN), Note(Tone.BAD)
        choose = button(self.tr("Choose…"), self._choose)
        line = row(self._path, column(23, choose, None, spacing=0), spacing=8)
        line.setStretch(0, 1)
        self.form.addLayout(line)
        for note in (self._fact, self._warning, self._refusal):
            self.form.addWidget(note)
        self.form.addStretch(1)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._look)
        self._path.line.setText("" if folder is None else str(folder))
        self._path.line.textChanged.connect(lambda _typed: self._timer.start())

    def suggest(self, folder: Path) -> None:
        """Put a folder there, unless one stands there."""
        if not self._typed():
            self._path.line.setText(str(folder))
        self._look()

    def folder(self) -> Path:
        """Return the folder."""
        return Path(self._typed()).expanduser()

    def is_right(self) -> bool:
        """Return whether a ledger may be put there."""
        self._path.show_error("")
        if not self.folder().is_absolute():
            self._path.show_error(self.tr("Choose a folder, or type its whole path."))
            self._path.line.setFocus()
            return False
        self._timer.stop()
        if self._judged is None or self._judged[0] != self._typed():
            self._show(self._typed(), judge(self.folder()))
        return self._judged is not None and not self._refusal_of(self._judged[1])

    def focus_first(self) -> None:
        """Begin with the path."""
        self._path.line.setFocus()

    def _typed(self) -> str:
        return self._path.line.text().strip()

    def _choose(self) -> None:
        self._door.messages.choose_folder(self.tr("The folder of the restored ledger"), self._on_chosen)

    def _on_chosen(self, folder: Path) -> None:
        self._path.line.setText(str(folder))
        self._timer.stop()
        self._look()

    def _look(self) -> None:
        typed, folder = self._typed(), self.folder()
        if folder.is_absolute():
            self._door.tasks.compute(self, lambda: judge(folder), lambda found: self._show(typed, found))

    def _show(self, typed: str, found: FolderJudgement) -> None:
        if typed != self._typed():
            return
        self._judged = (typed, found)
        refusal = self._refusal_of(found)
        self._refusal.say(refusal)
        self._warning.say("" if refusal else self._warning_of(found))
        self._fact.say("" if refusal or found.is_ledger else self.tr("A new ledger's folder is made here."))

    def _refusal_of(self, found: FolderJudgement) -> str:
        if found.is_share:
            return self.tr("This folder lies on a network drive. Choose one on a drive of this computer.")
        if found.is_inside_existing_ledger:
            return self.tr("This folder lies inside another ledger. Choose one outside of it.")
        if not found.is_writable:
            return self.tr("Nothing can be written into this folder. Choose another one.")
        return ""

    def _warning_of(self, found: FolderJudgement) -> str:
        if found.is_ledger:
            return self.tr("A ledger lies here. It is backed up first, then the restored one takes its place.")
        if found.synchronised_by is not None:
            words = self.tr(
                "{service} copies this folder to the internet while it is written; that can damage a ledger."
            )
            return words.format(service=found.synchronised_by.value)
        return ""


class WhoStep(Step):
    """A manager's name and passphrase, or the recovery sheet."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Who restores?"),
            self.tr("A backup opens only to somebody who was a manager when it was made, or to the recovery sheet."),
        )
        self.name = NameChoice()
        self.passphrase = PassphraseField(self.tr("Passphrase"))
        self.code = RecoveryCodeField(self.tr("Recovery code"))
        self._problem = Note(Tone.BAD)
        self._other_way: QPushButton = button("", self._switch, role="link")
        for piece in (self.name, self.passphrase, self.code, self._problem):
            self.form.addWidget(piece)
        self.form.addLayout(row(self._other_way, None))
        self.form.addStretch(1)
        self._use_code(is_wanted=False)

    @property
    def is_by_code(self) -> bool:
        """Whether the recovery sheet is used."""
        return not self.code.isHidden()

    def offer(self, names: Sequence[str], current: str) -> None:
        """Offer the names of those who may restore."""
        self.name.offer(names, self.name.name() or current)

    def typed(self) -> tuple[str | None, str]:
        """Return name and secret; the name is ``None`` for the recovery sheet."""
        return (None, self.code.typed()) if self.is_by_code else (self.name.name(), self.passphrase.typed())

    def is_right(self) -> bool:
        """Return whether something was typed."""
        self.say("")
        name, secret = self.typed()
        if name == "":
            self.name.field.show_error(self.tr("Type the name of a manager."))
            self.name.field.editor.setFocus()
            return False
        if secret:
            return True
        if self.is_by_code:
            self.code.show_error(self.tr("Type the code that stands on the recovery sheet."))
        else:
            self.passphrase.retry(self.tr("Type your passphrase."))
        return False

    def say(self, words: str, *, is_secret: bool = False) -> None:
        """Say why it cannot go on: at the secret, or below; an empty text takes all away."""
        self.name.field.show_error("")
        self.passphrase.show_error("")
        self.code.show_error("")
        self._problem.say("" if is_secret else words)
        if is_secret and self.is_by_code:
            self.code.show_error(words)
            self.code.lines[0].setFocus()
            self.code.lines[0].selectAll()
        elif is_secret:
            self.passphrase.retry(words)

    def wipe(self) -> None:
        """Forget the secrets."""
        self.passphrase.wipe()
        self.code.wipe()

    def focus_first(self) -> None:
        """Put the cursor where something is missing."""
        if self.is_by_code:
            self.code.lines[0].setFocus()
        elif self.name.name():
            self.passphrase.line.setFocus()
        else:
            self.name.field.editor.setFocus()

    def _switch(self) -> None:
        self._use_code(is_wanted=not self.is_by_code)
        self.focus_first()

    def _use_code(self, *, is_wanted: bool) -> None:
        self.wipe()
        self.say("")
        self.code.setVisible(is_wanted)
        self.name.setVisible(not is_wanted)
        self.passphrase.setVisible(not is_wanted)
        self._other_way.setText(
            self.tr("Restore with a passphrase") if is_wanted else self.tr("Restore with the recovery sheet…")
        )
