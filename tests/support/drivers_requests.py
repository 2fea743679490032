"""People at the requests: they read the list, the clocks and what comes next, press the one button, fill in forms."""

from datetime import timedelta
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QToolButton, QWidget

from ledger.domain.deadline import RequestKind
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod
from ledger.services import requests
from ledger.services.requests import RequestInput
from ledger.services.session import Session
from support.drivers_feedback import CTRL, Keys, Reader, commit
from ui.pages.requests import RequestsPage
from ui.widgets.choice_tiles import TileButton
from ui.widgets.form_dialog import FormDialog
from ui.widgets.list_pane import SearchBox
from ui.widgets.reasons import ReasonsPanel
from ui.widgets.request_clocks import ClockRow
from ui.widgets.request_history import Pieces
from ui.widgets.request_next import NextBand

Kind = TypeVar("Kind", bound=QWidget)
__all__ = ["AtDialog", "AtRequests", "Keys", "ask", "until_proven"]


def ask(  # noqa: PLR0913 - what somebody asks, how and when
    session: Session,
    kind: RequestKind = RequestKind.ACCESS,
    customer: str = "",
    words: str = "Cửa hàng giữ gì của tôi?",
    *,
    by: Channel = Channel.CALL,
    ago: float = 0,
    asked_by: str = "",
    also_feedback: bool = False,
) -> str:
    """Write down what somebody asked ``ago`` hours before now; return its code."""
    received_at = session.clock.now() - timedelta(hours=ago)
    typed = RequestInput(kind, by, received_at, words, asked_by, customer, also_feedback)
    return requests.record(session, typed)


def until_proven(session: Session, code: str) -> str:
    """Tell the asker that it arrived, and prove that it is the customer."""
    assert requests.acknowledge(session, code, requests.get(session, code).channel, session.clock.now()).allowed
    requests.check_identity(session, code, IdentityMethod.KNOWN_IN_PERSON, session.clock.now())
    return code


class AtRequests(Reader):
    """Somebody who sees to what customers ask."""

    def __init__(self, page: RequestsPage) -> None:
        super().__init__(page)
        self.page = page

    def _all(self, kind: type[Kind]) -> list[Kind]:
        QApplication.processEvents()  # what was just put there is shown by the next turn
        return super()._all(kind)

    # --- the list ---

    def listed(self) -> list[str]:
        """The codes in the list, from the top."""
        table = self.table("Requests")
        found = [table.records.record(at) for at in range(table.records.rowCount())]
        return [one.code for one in found if one is not None]

    def lines(self) -> list[tuple[str, ...]]:
        """Every line as its cells say it: kind, received, nearest limit, state."""
        table = self.table("Requests")
        model = table.records
        return [
            tuple(str(model.index(row, at).data()) for at in range(model.columnCount()))
            for row in range(model.rowCount())
        ]

    def below(self, code: str) -> str:
        """The quiet second line of a request in the list."""
        table = self.table("Requests")
        model = table.records
        column = model.columns[0]
        assert column.below is not None
        return str(column.below(model.record(self.listed().index(code))))

    def chooses(self, code: str) -> None:
        self.table("Requests").highlight(self.listed().index(code))
        QApplication.processEvents()

    def chosen(self) -> str:
        return self.listed()[self.table("Requests").currentIndex().row()]

    def searches(self, words: str) -> None:
        box = self._all(SearchBox)[0]
        box.setText(words)
        box.flush()

    def picks(self, name: str, words: str) -> None:
        """Choose a line of a list to choose from."""
        box = self.list(name)
        box.setCurrentIndex(box.findText(words))

    # --- the one shown ---

    def clock(self, name: str) -> tuple[str, ...]:
        """What a clock says: how it stands, and until when."""
        found = next(one for one in self._all(ClockRow) if one.accessibleName().startswith(name))
        said = [one.text() for one in found.findChildren(QLabel) if one.isVisible()]
        return tuple(one for one in said if one not in {"", name})

    def next(self) -> str:
        """The words of the one button, empty where there is none."""
        primary = self._all(NextBand)[0].primary
        return primary.text() if primary.isVisible() else ""

    def may_go_on(self) -> bool:
        return self._all(NextBand)[0].primary.isEnabled()

    def goes_on(self) -> "AtDialog":
        """Press the one button, and sit down at what opens."""
        self.clicks(self.next())
        return self.dialog()

    def menu(self) -> dict[str, str]:
        """The acts of the menu, each with why it cannot be done now."""
        acts = [one for one in self._all(NextBand)[0].menu.actions() if not one.isSeparator()]
        return {one.text(): "" if one.isEnabled() else one.toolTip() for one in acts}

    def takes(self, words: str) -> "AtDialog":
        """Choose an act of the menu."""
        act = next(one for one in self._all(NextBand)[0].menu.actions() if one.text() == words)
        assert act.isEnabled(), words
        act.trigger()
        return self.dialog()

    def has_menu_button(self) -> bool:
        return any(one.accessibleName() == "More acts" for one in self._all(QToolButton))

    def history(self) -> str:
        return "\n".join(one.text() for part in self._all(Pieces) for one in part.findChildren(QLabel))

    def does(self, action: str) -> None:
        """Press the key of an action, as the window hands it to the page."""
        self.page.handlers()[action]()
        QApplication.processEvents()

    def dialog(self) -> "AtDialog":
        """Sit down at the newest dialog that is open."""
        QApplication.processEvents()
        found = [one for one in self.page.findChildren(QDialog) if one.isVisible()]
        assert found
        return AtDialog(found[-1])

    def has_dialog(self) -> bool:
        return any(one.isVisible() for one in self.page.findChildren(QDialog))


class AtDialog(Reader):
    """Somebody who fills in a form."""

    def __init__(self, dialog: QDialog) -> None:
        self.screen: QWidget = dialog
        self.open = dialog
        dialog.activateWindow()
        QApplication.processEvents()

    def tiles(self) -> dict[str, str]:
        """What can be chosen, each with why it cannot."""
        return {one.accessibleName(): one.toolTip() for one in self._all(TileButton)}

    def picks(self, words: str, name: str = "") -> None:
        """Choose a tile, or with ``name`` a line of a list to choose from."""
        if name:
            box = self.list(name)
            at = box.findText(words)
            assert at >= 0, words
            box.setCurrentIndex(at)
            return
        tile = next(one for one in self._all(TileButton) if one.accessibleName() == words)
        assert tile.isEnabled(), words
        tile.click()

    def writes(self, words: str, name: str) -> None:
        """Type into the text of that name."""
        box = next(one for one in self._all(QPlainTextEdit) if one.accessibleName() == name)
        box.setFocus()
        box.selectAll()
        commit(words, box)

    def written(self, name: str) -> str:
        return next(one for one in self._all(QPlainTextEdit) if one.accessibleName() == name).toPlainText()

    def error(self, name: str) -> str:
        assert isinstance(self.open, FormDialog)
        return self.open.fields[name].error

    def banner(self) -> str:
        assert isinstance(self.open, FormDialog)
        return self.open.banner.text()

    def refusal(self) -> tuple[str, ...]:
        return next((one.sentences for one in self._all(ReasonsPanel)), ())

    def saves(self) -> None:
        assert isinstance(self.open, FormDialog)
        self.open.save_button.click()
        QApplication.processEvents()

    def saves_by_key(self) -> None:
        QTest.keyClick(self.open, Qt.Key.Key_Return, CTRL)
        QApplication.processEvents()
