"""The fields of the unlock screen: which ledger, who, and the passphrase or the code of the recovery sheet."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.widgets.door_frame import ElidedPath
from ui.widgets.form import Field, combo, index_of, line_edit
from ui.widgets.parts import button, column, row, text
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.recovery_code_field import RecoveryCodeField


class FolderChoice(QWidget):
    """The ledgers opened here before, and a button for any other folder."""

    chosen = Signal(object)  # Path

    def __init__(self, choose: Callable[[], None]) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setPlaceholderText(self.tr("No ledger chosen yet"))
        self.box.activated.connect(lambda _at: self.chosen.emit(self.folder()))
        self._path = ElidedPath()
        self.button: QPushButton = button(self.tr("Choose…"), choose)
        self.field = Field(self.tr("Ledger"), self.box)
        line = row(self.field, self.button)
        line.setStretch(0, 1)
        line.setAlignment(self.button, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(column(line, self._path, spacing=4))

    def folder(self) -> Path | None:
        """Return the folder chosen."""
        found = self.box.currentData()
        return found if isinstance(found, Path) else None

    def offer(self, folders: Sequence[Path], current: Path | None) -> None:
        """Offer folders, the current one first."""
        known = dict.fromkeys((current, *folders) if current is not None else folders)
        self.box.clear()
        for one in known:
            if one is not None:
                self.box.addItem(one.name or str(one), one)
        self.box.setCurrentIndex(-1 if current is None else index_of(self.box, current))
        self._path.show_path("" if current is None else str(current))


class NameChoice(QWidget):
    """The member's name: from the list where the ledger can be asked, typed where it cannot."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._list: QComboBox = combo(())
        self._line: QLineEdit = line_edit()
        self._listed = Field(self.tr("Your name"), self._list)
        self._typed = Field(self.tr("Your name"), self._line)
        self._list.currentTextChanged.connect(lambda _name: self.changed.emit())
        self._line.editingFinished.connect(self.changed)
        self.setLayout(column(self._listed, self._typed, spacing=0))
        self.offer((), "")

    @property
    def field(self) -> Field:
        """Return the field in use."""
        return self._typed if self._listed.isHidden() else self._listed

    def name(self) -> str:
        """Return the name chosen or typed."""
        return self._line.text().strip() if self._listed.isHidden() else self._list.currentText()

    def offer(self, names: Sequence[str], current: str) -> None:
        """Offer the names known, or a line to type in."""
        with QSignalBlocker(self._list):
            self._list.clear()
            self._list.addItems(list(names))
            self._list.setCurrentIndex(max(0, self._list.findText(current)) if names else -1)
        self._line.setText(current)
        self._listed.setVisible(bool(names))
        self._typed.setVisible(not names)


class UnlockForm(QWidget):
    """Everything that is typed at the door."""

    folder_chosen = Signal(object)  # Path

    def __init__(self, choose_folder: Callable[[], None]) -> None:
        super().__init__()
        self._who = text("", "strong", wraps=True)
        self._where = ElidedPath()
        self._same = QWidget()
        same = row(
            column(self._who, self._where, spacing=2), button(self.tr("Someone else…"), self.ask_all, role="link")
        )
        same.setStretch(0, 1)
        self._same.setLayout(same)
        self.folder = FolderChoice(choose_folder)
        self.name = NameChoice()
        self.passphrase = PassphraseField(self.tr("Passphrase"))
        self.code = RecoveryCodeField(self.tr("Recovery code"))
        self.code.hide()
        self._same.hide()
        self.folder.chosen.connect(self.folder_chosen)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        for piece in (self._same, self.folder, self.name, self.passphrase, self.code):
            box.addWidget(piece)

    @property
    def is_by_code(self) -> bool:
        """Whether the recovery sheet is used instead of a passphrase."""
        return not self.code.isHidden()

    def ask_passphrase_only(self, folder: Path, name: str) -> None:
        """Show whose screen is locked instead of asking for it."""
        self._who.setText(name)
        self._where.show_path(str(folder))
        self._same.show()
        self.folder.hide()
        self.name.hide()

    def ask_all(self) -> None:
        """Ask for ledger and name as well."""
        self._same.hide()
        self.folder.show()
        self.name.setVisible(not self.is_by_code)
        self.focus_first()

    def use_code(self, *, is_wanted: bool) -> None:
        """Ask for the recovery code, or for a name and a passphrase again."""
        self.wipe()
        self._same.hide()
        self.folder.show()
        self.code.setVisible(is_wanted)
        self.name.setVisible(not is_wanted)
        self.passphrase.setVisible(not is_wanted)

    def clear_errors(self) -> None:
        """Take every error away."""
        self.folder.field.show_error("")
        self.name.field.show_error("")
        self.passphrase.show_error("")
        self.code.show_error("")

    def wipe(self) -> None:
        """Forget the secrets typed, and the errors."""
        self.passphrase.wipe()
        self.code.wipe()
        self.clear_errors()

    def focus_first(self) -> None:
        """Put the cursor where typing goes on: the first thing that is missing."""
        if self.folder.folder() is None:
            self.folder.button.setFocus()
        elif self.is_by_code:
            self.code.lines[0].setFocus()
        elif not self.name.name():
            self.name.field.editor.setFocus()
        else:
            self.passphrase.line.setFocus()
