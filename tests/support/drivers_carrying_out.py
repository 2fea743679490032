"""Somebody carrying a request out: at one dialog after the other, over an empty window."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QWidget

from support.drivers_customers import Form
from support.drivers_door import Person
from support.window import Window
from ui.desk import Desk
from ui.dialogs.data_copy import DataCopyDialog
from ui.dialogs.preview_dialog import PreviewDialog
from ui.widgets.form_dialog import FormDialog

Kind = TypeVar("Kind", bound=QWidget)


class AtARequest:
    """The window behind the dialogs."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.screen = QWidget()
        self.screen.resize(1280, 720)
        self.screen.show()
        QApplication.processEvents()

    def opens(self, make: Callable[[Desk, str, QWidget], FormDialog], code: str) -> "AtTheForm":
        """Open one of the dialogs on a request."""
        make(self.window.desk, code, self.screen).open()
        return self.form()

    def opens_copy(self, code: str) -> "AtTheCopy":
        """Look at the copy a request asks for."""
        DataCopyDialog(self.window.desk, code, self.screen).open()
        return AtTheCopy(self.dialog(DataCopyDialog))

    def dialog(self, kind: type[Kind]) -> Kind:
        QApplication.processEvents()
        return [one for one in self.screen.findChildren(kind) if one.isVisible()][-1]

    def form(self) -> "AtTheForm":
        return AtTheForm(self.dialog(FormDialog))

    def has_dialog(self) -> bool:
        QApplication.processEvents()
        return any(one.isVisible() for one in self.screen.findChildren(QDialog))


class AtTheForm(Form):
    """Somebody at a form with boxes to tick."""

    def boxes(self) -> dict[str, bool]:
        """What can be ticked, and whether it is."""
        return {one.text(): one.isChecked() for one in self._all(QCheckBox) if one.isEnabled()}

    def fixed(self) -> set[str]:
        """What is ticked and cannot be changed."""
        return {one.text() for one in self._all(QCheckBox) if one.isChecked() and not one.isEnabled()}


class AtTheCopy(Person):
    """Somebody looking at a copy before it leaves."""

    def __init__(self, dialog: PreviewDialog) -> None:
        self.screen: PreviewDialog = dialog
        QApplication.processEvents()

    def pages(self) -> int:
        """How many pages can be leafed through; 0 while there is nothing to see."""
        QApplication.processEvents()
        return self.screen.view.page_field.maximum() if self.button("Print…").isEnabled() else 0

    def may(self, words: str) -> bool:
        """Whether a button can be pressed."""
        return self.button(words).isEnabled()

    def chooses_language(self, words: str) -> None:
        box = self.list("Language of the paper")
        box.setCurrentIndex(box.findText(words))
        QApplication.processEvents()
