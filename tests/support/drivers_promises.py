"""Somebody at the promises: reads how each stands, looks behind it, explains, records a breach, prints the proof."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from support.drivers_registers import AtTheRegister, Reader, here
from support.window import Window
from ui.pages.promises import PromisesPage
from ui.widgets.form import Field
from ui.widgets.form_dialog import FormDialog


class AtThePromises(AtTheRegister):
    """The page in a window of its own."""

    page: PromisesPage

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        super().__init__(qtbot, window, PromisesPage)

    def states(self) -> dict[str, str]:
        """Each clause in the list with its state in words."""
        return dict(zip(self.column("Clause"), self.column("State"), strict=True))

    def beside(self) -> str:
        """What stands beside the list about the chosen promise."""
        return Reader(self.page.detail).words()

    def links(self) -> dict[str, QPushButton]:
        """What can be clicked beside the list, by its words."""
        return {one.text(): one for one in self.page.detail.findChildren(QPushButton) if one.isVisible()}

    def counts(self) -> list[str]:
        """How many promises stand how."""
        return [one.text() for one in self.page.states.findChildren(QPushButton)]

    def waits_for_the_list(self) -> None:
        """Wait until changes of the ledger were counted."""
        with self.qtbot.waitSignal(self.page.reading.finished):
            pass

    def written(self) -> "AtThePromiseForm":
        """Sit down at the form that is open."""
        return AtThePromiseForm(next(one for one in self.page.findChildren(FormDialog) if one.isVisible()))

    def dialogs(self) -> list[QDialog]:
        return [one for one in self.page.findChildren(QDialog) if one.isVisible()]

    def presses(self, key: Qt.Key) -> None:
        QTest.keyClick(here(), key)
        QApplication.processEvents()


class AtThePromiseForm(Reader):
    """Somebody who writes down a breach or an explanation."""

    def __init__(self, dialog: FormDialog) -> None:
        super().__init__(dialog)
        self.dialog = dialog
        dialog.activateWindow()

    def says(self, name: str, words: str) -> None:
        """Type into an editor of several lines, as an input method commits."""
        editor = next(one for one in self.screen.findChildren(QPlainTextEdit) if one.accessibleName() == name)
        editor.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(editor, event)

    def said(self, name: str) -> str:
        editors = self.screen.findChildren(QPlainTextEdit)
        return next(one for one in editors if one.accessibleName() == name).toPlainText()

    def errors(self) -> list[str]:
        """What is said to be wrong, under the fields and under the form."""
        return [one.error for one in self.screen.findChildren(Field) if one.error] + [
            words for words in (self.dialog.banner.text(),) if words
        ]

    def saves(self) -> None:
        QTest.mouseClick(self.dialog.save_button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
