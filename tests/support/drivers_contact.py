"""Somebody at the contact page: counts, makes lists, records checks, logs contacts, and reads what came of it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.ids import PurposeId
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import consents, contact_lists
from ledger.services.contact_lists import ContactWish
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session
from support.drivers_registers import AtTheForm, AtTheRegister, here
from support.services import MARKETING, TODAY, Workplace, add_child, add_customer, say
from support.slow import SlowTasks
from support.window import Window, make_desk
from ui.pages.contact import ContactPage
from ui.widgets.contact_left_out import LeftOutList
from ui.widgets.record_table import RecordTable

ANALYSIS = PurposeId("service_optimisation")


class AtContact(AtTheRegister):
    """The page in a window of its own."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        super().__init__(qtbot, window, ContactPage)

    def named(self, name: str) -> RecordTable:
        """A table by what a screen reader calls it."""
        return next(one for one in self.page.findChildren(RecordTable) if one.accessibleName() == name)

    def lists(self) -> list[list[str]]:
        return self._cells(self.named("Contact lists"))

    def people(self) -> list[list[str]]:
        return self._cells(self.named("People of the list"))

    @staticmethod
    def _cells(table: RecordTable) -> list[list[str]]:
        model = table.records
        return [
            [str(model.index(at, one).data()) for one in range(model.columnCount())] for at in range(model.rowCount())
        ]

    def left_out(self) -> dict[str, tuple[int, str]]:
        """The reasons of the chosen list or use: how many, and by which clause."""
        return reasons_on(self.page)

    def presses(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(here(), key, held)
        QApplication.processEvents()

    def at(self) -> "AtCounting":
        """Turn to the dialog that is open."""
        open_now = [one for one in self.page.findChildren(QDialog) if one.isVisible()]
        assert open_now
        return AtCounting(open_now[-1])

    def is_at_a_dialog(self) -> bool:
        return any(one.isVisible() for one in self.page.findChildren(QDialog))


class AtCounting(AtTheForm):
    """A dialog with one button that first counts and then keeps."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.dialog = dialog

    def left_out(self) -> dict[str, tuple[int, str]]:
        return reasons_on(self.dialog)

    def next_button(self) -> QPushButton:
        return next(one for one in self.dialog.findChildren(QPushButton) if one.isDefault())

    def enters(self) -> None:
        """Press Enter where the cursor is, as the dialog's one button."""
        QTest.keyClick(here(), Qt.Key.Key_Return)
        QApplication.processEvents()

    def presses_alt(self, key: Qt.Key) -> None:
        QTest.keyClick(here(), key, Qt.KeyboardModifier.AltModifier)
        QApplication.processEvents()

    def tabs_to(self, name: str) -> None:
        """Press Tab until the cursor is in the editor of this name."""
        for _ in range(30):
            if name in {here().accessibleName(), getattr(here(), "text", str)()}:
                return
            QTest.keyClick(here(), Qt.Key.Key_Tab)
            QApplication.processEvents()
        raise AssertionError(name)


def reasons_on(screen: QWidget) -> dict[str, tuple[int, str]]:
    """Return the reasons in sight: words to (how many, clause)."""
    shown = [one for one in screen.findChildren(LeftOutList) if one.isVisible()]
    return {line.words: (line.count, line.clause) for line in shown[-1].lines} if shown else {}


# --- the shop these tests are about ---------------------------------------------------------------


def fill(shop: Workplace) -> Workplace:
    """Two who agreed to offers by SMS, one who refused, one never asked, one who stopped, and a child."""
    one = shop.session
    for name in ("Nguyễn Văn Đức", "Trần Thị Hoa"):
        say(one, add_customer(one, name))
    say(one, add_customer(one, "Lê Minh Khôi"), ConsentOutcome.REFUSED)
    add_customer(one, "Phạm Gia Bảo")
    stopped = add_customer(one, "Vũ Kim Linh", phones=("0988 123 456",), emails=())
    say(one, stopped)
    consents.stop_contact(one, stopped.code, Channel.SMS, ConsentMethod.OTHER_PRINTABLE)
    add_child(one)
    return shop


def make_list(session: Session, title: str = "Ưu đãi", *, is_checked: bool = True) -> str:
    """Make a list for offers by SMS, compared with the do-not-call list."""
    wish = ContactWish(MARKETING, Channel.SMS, title)
    code = contact_lists.make(session, to_the_end(contact_lists.gather(session, wish)))
    if is_checked:
        contact_lists.check_do_not_call(session, code, TODAY, "AIS-118")
    return code


def agree_to_analysis(shop: Workplace, *codes: str) -> None:
    for code in codes:
        said = consents.Said(ANALYSIS, Channel.NONE, ConsentOutcome.GRANTED, ConsentMethod.WRITING, shop.clock.now())
        consents.record(shop.session, code, said)


def sit_down(qtbot: QtBot, shop: Workplace, tmp_path: Path, tasks: SlowTasks | None = None) -> AtContact:
    """Open the page in English, with a ledger that takes its time where one is given."""
    window = make_desk(shop.session, tmp_path / "window.ini", language=Language.EN)
    if tasks is not None:
        window.desk = replace(window.desk, tasks=tasks)
    return AtContact(qtbot, window)
