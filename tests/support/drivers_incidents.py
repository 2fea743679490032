"""Somebody at the incidents: reads the clocks, works through the steps, answers the forms."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from ledger.domain.wording import Language
from ledger.services.session import Session
from support.drivers_partners import AtTheDesk, keep
from support.window import Window, make_desk
from ui.pages.incidents import IncidentsPage
from ui.widgets.incident_clock import IncidentClock
from ui.widgets.numbered_step import NumberedStep

PEOPLE, INCIDENTS = "Customers affected", "Incidents"


class AtTheIncidents(AtTheDesk):
    """The page in English."""

    def __init__(self, qtbot: QtBot, session: Session, tmp_path: Path) -> None:
        self.window: Window = make_desk(session, tmp_path / "window.ini", language=Language.EN)
        self.page = IncidentsPage(self.window.desk)
        keep(qtbot, self.page)
        super().__init__(self.page)
        self.page.resize(1144, 786)
        self.page.show()
        self.looks()

    def looks(self) -> None:
        """Come back to the page."""
        self.page.refresh()
        QApplication.processEvents()

    # --- reading ---

    def clocks(self) -> list[str]:
        """What each clock says, as a screen reader hears it."""
        return [one.accessibleName() for one in self._all(IncidentClock)]

    def steps(self) -> list[tuple[str, str, bool]]:
        """What there is to do: the step, its words, and whether it is done."""
        return [(one.title.text(), one.words.text(), one.mark.is_done) for one in self._all(NumberedStep)]

    def next_button(self) -> str:
        """The button that stands out among the steps."""
        buttons = [one for step in self._all(NumberedStep) for one in step.findChildren(QPushButton)]
        return next((one.text() for one in buttons if one.property("role") == "primary" and one.isVisible()), "")

    def names(self) -> list[str]:
        """The customers in the list."""
        return [row[1] for row in self.rows(PEOPLE)]

    def incidents(self) -> list[str]:
        """The incidents in the list, by code and kind."""
        return [row[0] for row in self.rows(INCIDENTS)]

    def why_not(self, words: str) -> str:
        """Why a button cannot be pressed; empty when it can."""
        found = self.button(words)
        return "" if found.isEnabled() else found.toolTip()

    def chooses_all(self) -> None:
        self.table(PEOPLE).selectAll()
        QApplication.processEvents()

    # --- forms ---

    def writes(self, words: str, into: str) -> None:
        """Type into a box of several lines of the form, as an input method does."""
        editor = self._text_box(into)
        editor.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(editor, event)

    def wrote(self, into: str) -> str:
        """What stands in a box of several lines of the form."""
        return self._text_box(into).toPlainText()

    def _text_box(self, name: str) -> QPlainTextEdit:
        return next(one for one in self.form()._all(QPlainTextEdit) if one.accessibleName() == name)

    def saves(self, words: str) -> None:
        """Press the button of the form by keyboard."""
        QTest.keyClick(self.form().button(words), Qt.Key.Key_Space)
        QApplication.processEvents()
