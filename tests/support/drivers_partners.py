"""Somebody at the pages of partners, policy and settings: reads, ticks, types, and answers the forms they open."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QDateEdit,
    QDialog,
    QLineEdit,
    QListWidget,
    QTableWidget,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from support.drivers_door import Person
from ui.widgets.record_table import RecordTable


def keep(qtbot: QtBot, page: QWidget) -> None:
    """Hand a page over until the test is torn down, alive: Qt still has to delete the forms that were closed on it."""

    def hold(_widget: QWidget, page: QWidget = page) -> None:
        page.hide()

    qtbot.addWidget(page, before_close_func=hold)


class AtTheDesk(Person):
    """A person at one page, or at the form it opened."""

    def form(self) -> "AtTheDesk":
        """The form that lies over the page."""
        QApplication.processEvents()
        return AtTheDesk(next(one for one in self.screen.findChildren(QDialog) if one.isVisible()))

    def sees_form(self) -> bool:
        return any(one.isVisible() for one in self.screen.findChildren(QDialog))

    # --- lists ---

    def table(self, name: str) -> RecordTable:
        return next(one for one in self._all(RecordTable) if one.accessibleName() == name)

    def rows(self, name: str) -> list[tuple[str, ...]]:
        """Every row of a table as its cells read."""
        model = self.table(name).records
        columns = range(model.columnCount())
        return [tuple(str(model.index(at, one).data()) for one in columns) for at in range(model.rowCount())]

    def chooses(self, words: str, name: str) -> None:
        """Click on the row that begins with these words."""
        table = self.table(name)
        at = next(at for at, row in enumerate(self.rows(name)) if row[0].startswith(words))
        place = table.visualRect(table.records.index(at, 0)).topLeft() + QPoint(20, 10)
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def goes_to(self, section: str) -> None:
        """Choose a section of the settings."""
        sections = next(iter(self._all(QListWidget)))
        item = sections.findItems(section, Qt.MatchFlag.MatchExactly)[0]
        QTest.mouseClick(sections.viewport(), Qt.MouseButton.LeftButton, pos=sections.visualItemRect(item).center())

    def turns_to(self, tab: str) -> None:
        tabs = next(iter(self._all(QTabWidget)))
        tabs.setCurrentIndex(next(at for at in range(tabs.count()) if tabs.tabText(at) == tab))

    # --- editors ---

    def box(self, words: str) -> QCheckBox:
        return next(one for one in self._all(QCheckBox) if one.text() == words)

    def boxes(self) -> dict[str, bool]:
        QApplication.processEvents()  # what was just put there is shown by the next turn
        return {one.text(): one.isChecked() for one in self._all(QCheckBox)}

    def ticks(self, words: str) -> None:
        self.box(words).setFocus()
        QTest.keyClick(self.box(words), Qt.Key.Key_Space)

    def picks(self, words: str, name: str) -> None:
        box = self.list(name)
        box.setCurrentIndex(box.findText(words))

    def day(self, name: str) -> QDateEdit:
        return next(one for one in self._all(QDateEdit) if one.accessibleName() == name)

    def sets_day(self, day: date, name: str) -> None:
        """Choose a day as in the calendar."""
        self.day(name).setDate(QDate(day.year, day.month, day.day))

    def number(self, name: str) -> QAbstractSpinBox:
        return next(one for one in self._all(QAbstractSpinBox) if one.accessibleName() == name)

    def sets_number(self, typed: str, name: str) -> None:
        line = self.number(name).findChild(QLineEdit)
        assert line is not None
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Tab)

    def types_zone(self, zone: str, province: str) -> None:
        """Type into the cell beside a province."""
        table = next(iter(self._all(QTableWidget)))
        at = table.row(table.findItems(province, Qt.MatchFlag.MatchExactly)[0])
        table.setCurrentCell(at, 1)
        editor = table.focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, zone)
