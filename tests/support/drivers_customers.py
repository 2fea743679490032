"""Somebody at the customers' page: reads the list and the card, walks the matrix, presses eyes and buttons."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QToolButton,
    QWidget,
)

from ledger.domain.wording import Language
from ledger.services.session import Session
from support.drivers_door import Person
from support.window import Window, make_desk
from ui.pages.customers import CustomersPage
from ui.widgets.consent_matrix import ConsentMatrix
from ui.widgets.form_dialog import FormDialog
from ui.widgets.list_pane import SearchBox
from ui.widgets.parts import Chip
from ui.widgets.record_table import RecordTable
from ui.widgets.reveal_row import RevealRow

Kind = TypeVar("Kind", bound=QWidget)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


class AtCustomers(Person):
    """The page on a real ledger, in English."""

    def __init__(self, session: Session, home: Path, language: Language = Language.EN) -> None:
        self.window: Window = make_desk(session, home / "window.ini", language=language)
        self.page = CustomersPage(self.window.desk)
        super().__init__(self.page)

    def _all(self, kind: type[Kind]) -> list[Kind]:
        QApplication.processEvents()  # what was just put there is shown by the next turn
        return super()._all(kind)

    # --- what is seen ---

    def table(self, name: str) -> RecordTable:
        return next(one for one in self._all(RecordTable) if one.accessibleName() == name)

    def names(self) -> list[str]:
        """The names in the list, from the top."""
        return self.column("Customers", "Name")

    def column(self, table: str, heading: str) -> list[str]:
        model = self.table(table).records
        at = [one.heading for one in model.columns].index(heading)
        return [str(model.index(row, at).data()) for row in range(model.rowCount())]

    def belows(self, table: str) -> list[str]:
        """The quieter second lines of a list's main column."""
        model = self.table(table).records
        main = next(one for one in model.columns if one.is_main)
        assert main.below is not None
        return [main.below(model.record(row)) for row in range(model.rowCount())]

    def chips(self) -> list[str]:
        return [one.text() for one in self._all(Chip)]

    def is_at_list(self) -> bool:
        return any(one.accessibleName() == "Customers" for one in self._all(RecordTable))

    def tab(self, title: str) -> None:
        """Choose a part of the card by the beginning of its title."""
        bar = self._all(QTabBar)[0]
        at = next(at for at in range(bar.count()) if bar.tabText(at).startswith(title))
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, NONE, bar.tabRect(at).center())

    # --- the keyboard ---

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.here(), key, modifiers)

    def finds(self, typed: str) -> list[str]:
        """Search the list."""
        self.types(typed, into="Name, phone, email or code")
        self.key(Qt.Key.Key_Down)  # steering says at once what was typed
        box = self.line("Name, phone, email or code")
        assert isinstance(box, SearchBox)
        box.flush()
        return self.names()

    def chooses(self, name: str, words: str, of: QWidget | None = None) -> None:
        """Choose from a list of words."""
        boxes = (of or self.page).findChildren(QComboBox)
        box = next(one for one in boxes if one.isVisible() and one.accessibleName() == name)
        box.setCurrentIndex(box.findText(words))

    # --- the card ---

    def opens(self, name: str) -> None:
        """Find a customer and open the card with Enter."""
        self.finds(name)
        self.key(Qt.Key.Key_Return)

    @property
    def matrix(self) -> ConsentMatrix:
        return self._all(ConsentMatrix)[0]

    def walks_to(self, purpose: str, channel: str) -> None:
        """Walk over the matrix with the arrow keys."""
        self.matrix.setFocus()
        model = self.matrix.cells
        row = next(row for row in range(model.rowCount()) if model.purpose_words(row) == purpose)
        column = next(at for at in range(6) if model.headerData(at, Qt.Orientation.Horizontal) == channel)
        here = self.matrix.currentIndex()
        for steps, forward, back in (
            (row - here.row(), Qt.Key.Key_Down, Qt.Key.Key_Up),
            (column - here.column(), Qt.Key.Key_Right, Qt.Key.Key_Left),
        ):
            for _ in range(abs(steps)):
                QTest.keyClick(self.matrix, forward if steps > 0 else back)

    def cell(self) -> str:
        """What the chosen cell says."""
        return str(self.matrix.currentIndex().data())

    def eye(self, field: str) -> RevealRow:
        return next(one for one in self._all(RevealRow) if one.value.accessibleName() == field)

    def looks(self, field: str) -> str:
        """Press an eye; return what stands there then."""
        row = self.eye(field)
        QTest.mouseClick(row.eye, Qt.MouseButton.LeftButton)
        return row.value.text()

    def picks(self, button: str, entry: str) -> None:
        """Choose from the menu behind a button."""
        made = next(one for one in self._all(QToolButton) if one.accessibleName() == button)
        act = next(one for one in made.menu().actions() if one.text() == entry)
        assert isinstance(act, QAction)
        act.trigger()

    # --- dialogs ---

    def dialog(self, kind: type[Kind]) -> Kind:
        QApplication.processEvents()
        return [one for one in self.page.findChildren(kind) if one.isVisible()][-1]

    def form(self) -> "Form":
        return Form(self.dialog(FormDialog))

    def has_dialog(self) -> bool:
        QApplication.processEvents()
        return any(one.isVisible() for one in self.page.findChildren(QDialog))


class Form(Person):
    """Somebody at a dialog."""

    def __init__(self, dialog: FormDialog) -> None:
        self.screen: FormDialog = dialog
        QApplication.processEvents()

    def _all(self, kind: type[Kind]) -> list[Kind]:
        QApplication.processEvents()  # what just unfolded has its size by the next turn
        return super()._all(kind)

    def chooses(self, name: str, words: str) -> None:
        box = self.list(name)
        assert box.findText(words) >= 0, words
        box.setCurrentIndex(box.findText(words))

    def writes(self, words: str, into: str) -> None:
        """Type into a line and leave it."""
        self.types(words, into=into)
        self.line(into).editingFinished.emit()

    def writes_long(self, words: str, into: str) -> None:
        """Type into a field of several lines."""
        next(one for one in self._all(QPlainTextEdit) if one.accessibleName() == into).setPlainText(words)

    def ticks(self, words: str) -> None:
        """Tick a box, or take the tick away."""
        box = next(one for one in self._all(QCheckBox) if one.text() == words)
        box.setFocus()
        self.presses(Qt.Key.Key_Space)

    def asks(self) -> set[str]:
        """The lines and lists that can be filled."""
        editors = (*self._all(QLineEdit), *self._all(QComboBox))
        return {one.accessibleName() for one in editors if one.accessibleName()}

    def error(self, field: str) -> str:
        return self.screen.fields[field].error

    def refusals(self) -> tuple[str, ...]:
        return self.screen.reasons.sentences

    def is_open(self) -> bool:
        return self.screen.isVisible()
