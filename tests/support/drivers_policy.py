"""The manager at the policy: reads versions, edits the draft, reviews it, and publishes it with the passphrase."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidget, QPlainTextEdit, QTabWidget

from support.drivers_partners import AtTheDesk
from support.storage import MANAGER_PASSPHRASE
from ui.dialogs.policy_draft import PolicyDraftDialog
from ui.pages.policy import PolicyPage
from ui.widgets.confirming import ConfirmPassphraseDialog
from ui.widgets.policy_marked import MarkedText
from ui.widgets.policy_matrix import TickMatrix


class AtThePolicy(AtTheDesk):
    """At the page, or at the draft that lies over it."""

    def __init__(self, page: PolicyPage) -> None:
        super().__init__(page)
        self.page = page

    def tabs(self) -> list[str]:
        tabs = next(iter(self._all(QTabWidget)))
        return [tabs.tabText(at) for at in range(tabs.count())]

    def tab(self) -> str:
        tabs = next(iter(self._all(QTabWidget)))
        return tabs.tabText(tabs.currentIndex())

    def draft(self) -> "AtTheDraft":
        """The draft that lies over the page."""
        QApplication.processEvents()
        return AtTheDraft(next(one for one in self.page.findChildren(PolicyDraftDialog) if one.isVisible()))

    def sees_draft(self) -> bool:
        QApplication.processEvents()
        return any(one.isVisible() for one in self.page.findChildren(PolicyDraftDialog))


class AtTheDraft(AtTheDesk):
    """At the draft of the next version."""

    def __init__(self, dialog: PolicyDraftDialog) -> None:
        super().__init__(dialog)
        self.dialog = dialog

    def goes_to_clause(self, number: str) -> None:
        """Choose a clause, or a purpose, in the list at the left."""
        chosen = next(one for one in self._all(QListWidget))
        at = next(at for at in range(chosen.count()) if chosen.item(at).text().split("   ")[0] == number)
        chosen.scrollToItem(chosen.item(at))
        place = chosen.visualItemRect(chosen.item(at)).center()
        QTest.mouseClick(chosen.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QApplication.processEvents()  # its editors are shown by the next turn

    def listed(self) -> list[str]:
        chosen = next(one for one in self._all(QListWidget))
        return [chosen.item(at).text().split("   ")[0] for at in range(chosen.count())]

    def paragraph(self, name: str) -> QPlainTextEdit:
        return next(one for one in self._all(QPlainTextEdit) if one.accessibleName() == name)

    def writes(self, words: str, into: str) -> None:
        """Type a text in place of what stands in an editor of several lines."""
        self.paragraph(into).setFocus()
        self.paragraph(into).selectAll()
        self.types(words)

    def matrix(self) -> TickMatrix:
        return next(one for one in self._all(TickMatrix))

    def ticks_with_space(self, row: str, column: str) -> None:
        """Go to a cell and press the space bar."""
        matrix = self.matrix()
        matrix.setFocus()
        matrix.setCurrentIndex(self._cell(row, column))
        QTest.keyClick(matrix, Qt.Key.Key_Space)

    def is_ticked(self, row: str, column: str) -> bool:
        state = self._cell(row, column).data(Qt.ItemDataRole.CheckStateRole)
        return state is not None and Qt.CheckState(state) is Qt.CheckState.Checked

    def _cell(self, row: str, column: str) -> QModelIndex:
        model = self.matrix().model()
        down, across = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        rows = [model.headerData(at, down) for at in range(model.rowCount())]
        columns = [model.headerData(at, across) for at in range(model.columnCount())]
        return model.index(rows.index(row), columns.index(column))

    def button_named(self, name: str) -> QAbstractButton:
        """A button of an icon alone."""
        return next(one for one in self._all(QAbstractButton) if one.accessibleName() == name)

    def marked(self) -> list[MarkedText]:
        """The texts before and after, as the review shows them."""
        return self.dialog.findChildren(MarkedText)

    def confirms(self, passphrase: str = MANAGER_PASSPHRASE) -> None:
        """Type the passphrase that publishing asks for."""
        QApplication.processEvents()
        asked = next(one for one in self.dialog.findChildren(ConfirmPassphraseDialog) if one.isVisible())
        asked.passphrase.line.setText(passphrase)
        asked.submit()
        QApplication.processEvents()

    def is_asked_for_passphrase(self) -> bool:
        return any(one.isVisible() for one in self.dialog.findChildren(ConfirmPassphraseDialog))
