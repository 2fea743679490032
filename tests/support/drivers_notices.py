"""Somebody at the notices of a policy change: reads how it stands, works through the steps, answers the forms."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ledger.domain.wording import Language
from ledger.services.session import Session
from support.drivers_partners import AtTheDesk, keep
from support.window import Window, make_desk
from ui.dialogs.notice_acts import NoticeActs
from ui.widgets.notices_panel import NoticesPanel

LIST = "Customers to be told"


class AtTheNotices(AtTheDesk):
    """The panel as the policy's page shows it, in English."""

    def __init__(self, qtbot: QtBot, session: Session, tmp_path: Path) -> None:
        self.window: Window = make_desk(session, tmp_path / "window.ini", language=Language.EN)
        self.panel = NoticesPanel(self.window.desk)
        NoticeActs(self.window.desk, self.panel)
        keep(qtbot, self.panel)
        super().__init__(self.panel)
        self.panel.resize(1064, 600)
        self.looks()

    def looks(self) -> None:
        """Come back to the page."""
        self.panel.refresh()
        QApplication.processEvents()

    def names(self) -> list[str]:
        """The customers in the list."""
        return [row[1] for row in self.rows(LIST)]

    def chooses_all(self) -> None:
        self.table(LIST).selectAll()
        QApplication.processEvents()

    def shows(self, state: str) -> None:
        """Narrow the list to one state, or to ``Any state``."""
        self.picks(state, "State of the notice")
        QApplication.processEvents()

    def why_not(self, words: str) -> str:
        """Why a button cannot be pressed; empty when it can."""
        found = self.button(words)
        return "" if found.isEnabled() else found.toolTip()

    def gives_reason(self, words: str) -> None:
        """Type the reason into the form."""
        editor = next(one for one in self.form().screen.findChildren(QPlainTextEdit) if one.isVisible())
        editor.setFocus()
        editor.setPlainText(words)

    def presses_enter(self) -> None:
        QTest.keyClick(self.form().button("Record"), Qt.Key.Key_Space)
        QApplication.processEvents()
