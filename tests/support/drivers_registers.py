"""Somebody at the registers and the trail: reads rows and facts, filters, types, presses keys, answers dialogs."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from support.window import Window
from ui import theme
from ui.dialogs.disclosure import DisclosureDialog
from ui.places import Target
from ui.theme import Scheme
from ui.widgets.confirming import ConfirmPassphraseDialog
from ui.widgets.disclosure_parts import FactList
from ui.widgets.list_pane import SearchBox
from ui.widgets.page import Page
from ui.widgets.reasons import ReasonsPanel
from ui.widgets.record_table import RecordTable

Shown = TypeVar("Shown", bound=QDialog)
_SIZE = (1144, 786)


def here() -> QWidget:
    """Where the cursor is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


class Reader:
    """Reads and uses what can be seen of a widget."""

    def __init__(self, screen: QWidget) -> None:
        self.screen = screen

    def words(self) -> str:
        """Everything written on it, line by line."""
        return "\n".join(one.text() for one in self.screen.findChildren(QLabel) if one.isVisible())

    def button(self, words: str) -> QAbstractButton:
        found = [
            one
            for one in self.screen.findChildren(QAbstractButton)
            if words in {one.text(), one.accessibleName()} and one.isVisible()
        ]
        assert found, words
        return found[-1]

    def clicks(self, words: str) -> None:
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def list(self, name: str) -> QComboBox:
        return next(
            one for one in self.screen.findChildren(QComboBox) if one.accessibleName() == name and one.isVisible()
        )

    def picks(self, name: str, words: str) -> None:
        """Choose the line of a list that begins with these words."""
        box = self.list(name)
        at = next(at for at in range(box.count()) if box.itemText(at).startswith(words))
        box.setCurrentIndex(at)
        QApplication.processEvents()

    def line(self, name: str) -> QLineEdit:
        return next(
            one for one in self.screen.findChildren(QLineEdit) if one.accessibleName() == name and one.isVisible()
        )

    def refusal(self) -> tuple[str, ...]:
        shown = [one for one in self.screen.findChildren(ReasonsPanel) if one.isVisible()]
        return shown[0].sentences if shown else ()

    def writes(self, name: str, words: str) -> None:
        """Type into a line, as an input method commits."""
        line = self.line(name)
        line.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(line, event)
        QApplication.processEvents()


class AtTheRegister(Reader):
    """A page in a window of its own, with the dialogs that open over it."""

    def __init__(self, qtbot: QtBot, window: Window, make: type[Page]) -> None:
        theme.apply(QApplication.instance(), Scheme.LIGHT)  # type: ignore[arg-type]  # Qt calls it a core application
        self.qtbot, self.window = qtbot, window
        self.page = make(window.desk)  # type: ignore[call-arg]  # every page takes the desk alone
        qtbot.addWidget(self.page)
        super().__init__(self.page)
        self.page.resize(*_SIZE)
        self.page.show()
        QApplication.processEvents()

    def table(self) -> RecordTable:
        return next(one for one in self.page.findChildren(RecordTable) if one.isVisible())

    def rows(self) -> list[list[str]]:
        """What stands in the list, cell by cell, hidden columns too."""
        model = self.table().records
        return [
            [str(model.index(at, one).data()) for one in range(model.columnCount())] for at in range(model.rowCount())
        ]

    def column(self, heading: str) -> list[str]:
        at = [one.heading for one in self.table().records.columns].index(heading)
        return [cells[at] for cells in self.rows()]

    def chooses(self, row: int) -> None:
        self.table().highlight(row)
        QApplication.processEvents()

    def facts(self) -> dict[str, str]:
        """What stands beside the list about the chosen row."""
        return dict(next(one.facts for one in self.page.findChildren(FactList) if one.isVisible()))

    def searches(self, words: str) -> None:
        box = next(one for one in self.page.findChildren(SearchBox) if one.isVisible())
        box.setText(words)
        box.flush()
        QApplication.processEvents()

    def does(self, action: str) -> None:
        """Press the key of an action, as the window hands it to the page."""
        self.page.handlers()[action]()
        QApplication.processEvents()

    def is_sent_here(self, target: Target) -> None:
        self.page.open_target(target)
        QApplication.processEvents()

    def dialog(self, kind: type[Shown]) -> Shown | None:
        return next((one for one in self.page.findChildren(kind) if one.isVisible()), None)

    def goes_to(self, editor: QWidget) -> None:
        """Put the cursor into an editor, as Tab does; what floats above it is gone by then."""
        editor.window().activateWindow()
        editor.setFocus()
        self.qtbot.waitUntil(lambda: editor.hasFocus() and QApplication.activePopupWidget() is None)

    def form(self) -> "AtTheForm":
        """Sit down at the disclosure that is being recorded."""
        dialog = self.dialog(DisclosureDialog)
        assert dialog is not None
        return AtTheForm(dialog)

    def confirmation(self) -> "AtTheForm":
        dialog = self.dialog(ConfirmPassphraseDialog)
        assert dialog is not None
        return AtTheForm(dialog)

    def is_asked(self) -> bool:
        return self.dialog(DisclosureDialog) is not None


class AtTheForm(Reader):
    """Somebody who fills in a form with the keyboard."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        dialog.activateWindow()
        QApplication.processEvents()

    def presses(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.activePopupWidget() or here(), key)
        QApplication.processEvents()

    def types_here(self, words: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(here(), event)
        QApplication.processEvents()

    def offered(self) -> list[str]:
        """The customers that are suggested."""
        lists = [one for one in QApplication.allWidgets() if isinstance(one, QAbstractItemView) and one.isVisible()]
        models = [one.model() for one in lists if one.accessibleName() == "Customers found"]
        return [str(model.index(at, 0).data()) for model in models for at in range(model.rowCount())]

    def ticked(self) -> set[str]:
        return {one.text() for one in self.screen.findChildren(QCheckBox) if one.isChecked() and one.isVisible()}

    def ticks(self, *words: str) -> None:
        self._tick(words, is_ticked=True)

    def unticks(self, *words: str) -> None:
        self._tick(words, is_ticked=False)

    def _tick(self, words: tuple[str, ...], *, is_ticked: bool) -> None:
        for one in self.screen.findChildren(QCheckBox):
            if one.isVisible() and one.text() in words:
                one.setChecked(is_ticked)

    def purposes(self) -> list[str]:
        box = self.list("Purpose")
        return [box.itemText(at) for at in range(box.count()) if box.itemText(at)]

    def saves(self) -> None:
        found = [one for one in self.screen.findChildren(QPushButton) if one.isDefault() and one.isVisible()]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        QApplication.processEvents()
