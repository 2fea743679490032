"""Somebody at the parcels: looks at the list and the label, types, scans, presses keys, and answers dialogs."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QSpinBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ledger.domain.parcel import Parcel, show_code
from support.drivers_door import Person
from support.window import Window
from ui.pages.parcels import ParcelsPage
from ui.widgets.label_picture import LabelPicture

Shown = TypeVar("Shown", bound=QDialog)
_SIZE = (1144, 786)


class AtTheParcels(Person):
    """The page, in a window of its own."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self.qtbot, self.window = qtbot, window
        self.page = ParcelsPage(window.desk)
        qtbot.addWidget(self.page)
        super().__init__(self.page)
        self.page.resize(*_SIZE)
        self.settles()

    def settles(self) -> None:
        """Let what was just asked be answered and drawn."""
        QApplication.processEvents()

    # --- the list ---

    def table(self, name: str = "Parcels") -> QTableView:
        return next(one for one in self._all(QTableView) if one.accessibleName() == name)

    def rows(self, name: str = "Parcels") -> list[list[str]]:
        """What stands in the list, cell by cell."""
        shown = self.table(name)
        model = shown.model()
        sections = [at for at in range(model.columnCount()) if not shown.isColumnHidden(at)]
        return [[str(model.index(at, one).data()) for one in sections] for at in range(model.rowCount())]

    def codes(self) -> list[str]:
        return [cells[0] for cells in self.rows()]

    def selected(self) -> list[str]:
        shown = self.table()
        return [str(index.data()) for index in sorted(shown.selectionModel().selectedRows(0))]

    def selects(self, *parcels: Parcel) -> None:
        """Click the first, then the others with Ctrl."""
        shown = self.table()
        codes = self.codes()
        for number, one in enumerate(parcels):
            at = shown.visualRect(shown.model().index(codes.index(show_code(one.code)), 0)).center()
            key = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
            QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, key, at)
        self.settles()

    def scans(self, code: str) -> None:
        """A scanner is a keyboard that types fast, wherever the cursor is, and presses Enter."""
        for character in code:
            QTest.keyClicks(self.here(), character)
        QTest.keyClick(self.here(), Qt.Key.Key_Return)
        self.settles()

    # --- the label ---

    @property
    def label(self) -> str:
        """What can be read on the label shown; nothing while there is none."""
        return next((one.accessibleName() for one in self._all(LabelPicture)), "")

    def waits_for_label(self) -> str:
        self.qtbot.waitUntil(lambda: self.label != "")
        return self.label

    def waits_for(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.reads())

    # --- dialogs ---

    def sees(self, kind: type[Shown]) -> bool:
        return any(one.isVisible() for one in self.page.findChildren(kind))

    def at(self, kind: type[Shown]) -> "AtADialog":
        """Turn to the open dialog of a kind."""
        self.settles()
        found = next(one for one in self.page.findChildren(kind) if one.isVisible())
        return AtADialog(found, self.qtbot)


class AtADialog(Person):
    """Somebody at one dialog; nothing behind it can be reached."""

    def __init__(self, dialog: QDialog, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.dialog = dialog
        super().__init__(dialog)

    def here(self) -> QWidget:
        return self.screen.focusWidget() or self.screen

    def numbers(self, name: str) -> QSpinBox:
        return next(one for one in self._all(QSpinBox) if one.accessibleName() == name)

    def rows(self, name: str) -> list[list[str]]:
        """What stands in a list, cell by cell."""
        shown = next(one for one in self._all(QTableView) if one.accessibleName() == name)
        model = shown.model()
        across = range(model.columnCount())
        return [[str(model.index(at, one).data()) for one in across] for at in range(model.rowCount())]

    def box(self, words: str) -> QCheckBox:
        return next(one for one in self._all(QCheckBox) if one.text() == words)

    def chooses(self, words: str, name: str) -> None:
        box: QComboBox = self.list(name)
        at = next(at for at in range(box.count()) if words in box.itemText(at))
        box.setCurrentIndex(at)

    def seeks_customer(self, words: str) -> None:
        """Type, wait for the list below the line, and take its first."""
        self.types(words, into="Customer")
        popup = self._popup()
        self.qtbot.waitUntil(popup.isVisible)
        # The offscreen screen gives a list the keyboard a moment after showing it; told of that only after it has
        # closed, the window would take the keyboard back to the line, away from where the form has gone on.
        QApplication.processEvents()
        QTest.keyClick(popup, Qt.Key.Key_Return)
        QApplication.processEvents()

    def offered(self) -> list[str]:
        model = self._popup().model()
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]

    def _popup(self) -> QAbstractItemView:
        popups = [one.popup() for one in self.dialog.findChildren(QCompleter)]
        return next(one for one in popups if one is not None and one.accessibleName() == "Customers found")

    def writes(self, words: str) -> None:
        """Type where the cursor is, as an input method commits."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(self.here(), event)

    def scans(self, code: str) -> None:
        for character in code:
            QTest.keyClicks(self.here(), character)
        QTest.keyClick(self.here(), Qt.Key.Key_Return)
        QApplication.processEvents()
