"""Somebody who leaves a form half-written, comes back to a locked screen, and goes on."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from ledger.domain.staff import Role
from ledger.services.demo import MANAGER, STAFF
from support.program import DEMO_PASSPHRASES, Running, presses, settle, types
from ui.places import PageId, Target
from ui.widgets.form import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.form_state import state_of
from ui.widgets.half_written_band import HalfWrittenBand


@dataclass(slots=True)
class AtTheLock:
    """One person in front of the whole program, in English."""

    running: Running

    def go(self, page: PageId, code: str = "", act: str = "") -> None:
        self.running.workspace.go(Target(page, code, act))
        settle()

    # --- the form in front ---

    @property
    def form(self) -> FormDialog:
        shown = [one for one in self.running.workspace.findChildren(FormDialog) if one.isVisible()]
        assert shown, "no form is open"
        return shown[-1]

    def editor(self, label: str) -> QWidget:
        front: QWidget = QApplication.activeModalWidget() or self.running.program.window
        fields = [one for one in front.findChildren(Field) if one.isVisible()]
        found = [one.editor for one in fields if one.label.text() == label]
        assert found, f"no field “{label}” in {[one.label.text() for one in fields]}"
        return found[0]

    def writes(self, label: str, words: str) -> None:
        editor = self.editor(label)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findText(words))
            return
        if not isinstance(editor, QLineEdit | QPlainTextEdit):
            editor = editor.findChildren(QLineEdit)[0]
        types(editor, words)
        settle()

    def presses(self, words: str) -> None:
        front: QWidget = QApplication.activeModalWidget() or self.running.program.window
        found = [one for one in front.findChildren(QPushButton) if one.isVisible() and words in one.text()]
        assert found, f"no button “{words}”"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        settle()

    def states(self) -> dict[str, object]:
        """What stands in every editor of the form in front."""
        return {name: state_of(editor) for name, editor in self.form.editors().items()}

    # --- locking and coming back ---

    def lock(self) -> None:
        self.running.program.lock()
        settle()

    def unlock(self, role: Role = Role.MANAGER, name: str = "") -> None:
        window = self.running.program.window
        if name:
            self._says(name)
        line = next(one for one in window.findChildren(QLineEdit) if one.isVisible() and _is_secret(one))
        line.setFocus()
        types(line, DEMO_PASSPHRASES[role])
        presses(line, Qt.Key.Key_Return)
        settle()

    def _says(self, name: str) -> None:
        window = self.running.program.window
        for one in window.findChildren(QPushButton):
            if one.isVisible() and one.text().startswith("Someone else"):
                one.click()
                settle()
        for who in window.findChildren(QComboBox):
            if who.isVisible() and who.findText(name) >= 0:
                who.setCurrentIndex(who.findText(name))
                return
        typed = [one for one in window.findChildren(QLineEdit) if one.isVisible() and not _is_secret(one)]
        typed[0].setText(name)

    def leaves_and_comes_back(self) -> None:
        self.lock()
        self.unlock()

    def is_relieved_by_somebody_offered_nothing(self) -> None:
        """Let the other member sit down for a while, to whom nothing of this one's is offered."""
        self.lock()
        self.unlock(Role.STAFF, STAFF)
        assert self.offered() == ""
        self.lock()
        self.unlock(Role.MANAGER, MANAGER)

    @property
    def band(self) -> HalfWrittenBand:
        found = self.running.workspace.findChild(HalfWrittenBand)
        assert found is not None
        return found

    def offered(self) -> str:
        """What is offered to go on with; nothing where nothing is."""
        return self.band._said.text() if self.band.isVisible() else ""

    def goes_on(self) -> None:
        QTest.mouseClick(self.band.go_on_button, Qt.MouseButton.LeftButton)
        settle()


def _is_secret(line: QLineEdit) -> bool:
    return line.echoMode() is not QLineEdit.EchoMode.Normal
