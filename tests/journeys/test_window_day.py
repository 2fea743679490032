"""A day in the window: from nothing to a disclosure report, locked in between and found again the next morning.

The real program with its threads on a real encrypted ledger; only the printer keeps what it is given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QDateEdit, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ledger.domain.wording import Language
from support.journey_window import AtTheWindow
from support.program import Look, Running, start_program
from support.scanner import scanned
from support.services import SetClock
from ui.dialogs.manifest import ManifestDialog
from ui.pages.unlock import UnlockPage
from ui.places import PageId
from ui.tasks import ThreadedTasks
from ui.theme import Scheme
from ui.widgets.confirming import ConfirmPassphraseDialog
from ui.widgets.consent_matrix import ConsentMatrix
from ui.widgets.consent_quick import AnswerButton
from ui.widgets.found_list import FoundList

MANAGER, PASSPHRASE = "Trần Thu Hà", "vườn chanh đèn dầu sông"
SHOP, CUSTOMER, CARRIER = "Tiệm Vườn Chanh", "Nguyễn Thị Ngọc Ánh", "Giao Nhanh Miền Bắc"
COURIER = "Anh Tâm"
PHONE, STREET, WARD = "0911 647 979", "36 Hàng Than", "Phường Ba Đình"
PRODUCT, COMPLAINT, ANSWER = "Dầu gội bồ kết", "Hộp bị móp một góc", "Dạ, tiệm gửi lại hộp mới trong hôm nay"
CONTROL = Qt.KeyboardModifier.ControlModifier
_NUMBERED: list[PageId] = [page for page in PageId if page not in {PageId.REQUESTS, PageId.INCIDENTS}]
PAGE_KEYS = dict(zip(_NUMBERED[:8], range(Qt.Key.Key_1, Qt.Key.Key_9), strict=True))


@dataclass
class Shop:
    """One computer: its folder, its clock, and whoever sits at it."""

    qtbot: QtBot
    home: Path
    look: Look
    clock: SetClock
    running: Running | None = None

    @property
    def folder(self) -> Path:
        return self.home / "so kin"

    def starts(self, look: Look | None = None) -> AtTheWindow:
        """Start the program anew; what it remembers comes from its settings file."""
        self.running = start_program(self.home, look, clock=self.clock, make_tasks=ThreadedTasks)
        self.running.program.start()
        self.running.program.window.activateWindow()
        return AtTheWindow(self.qtbot, self.running, self.look.language)

    def stops(self) -> None:
        if self.running is not None:
            self.running.end()
            self.running = None


@pytest.fixture(params=[Look(Language.VI, Scheme.LIGHT), Look(Language.EN, Scheme.DARK)], ids=["vi-light", "en-dark"])
def shop(request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot) -> Iterator[Shop]:
    one = Shop(qtbot, tmp_path, request.param, SetClock())
    yield one
    one.stops()


# --- the acts of the day --------------------------------------------------------------------------


def makes_the_ledger(who: AtTheWindow, folder: Path) -> None:
    """The first-run wizard; the recovery code is copied from the screen and typed again."""
    who.types(SHOP, "Name of the shop")
    who.clicks("Next")
    who.clicks("Next")
    who.types(str(folder), "Folder")
    who.clicks("Next")
    who.types(MANAGER, "Your name")
    who.types(PASSPHRASE, "Passphrase")
    who.types(PASSPHRASE, "The same passphrase again")
    who.clicks("Make the ledger")

    def figures() -> list[str]:
        return [one.text() for one in who.all(QLabel) if one.property("role") == "figure"]

    who.waits(lambda: len(figures()) == 7, "the recovery code")
    code = figures()
    who.clicks("I have the code on paper")
    for number, group in enumerate(code, 1):
        who.types(group, "Group {number} of the recovery code", number=number)
    who.clicks("Check and finish")
    who.waits(lambda: who.running.program.window.workspace, "the workspace")


def goes_to(who: AtTheWindow, page: PageId) -> None:
    who.key(Qt.Key(PAGE_KEYS[page]), CONTROL)
    shown = who.running.workspace
    who.waits(lambda: shown.page is not None and shown.page.page is page, page)


def records_a_customer(who: AtTheWindow) -> None:
    goes_to(who, PageId.CUSTOMERS)
    who.key(Qt.Key.Key_N, CONTROL)
    who.fills(CUSTOMER, "fields.name")
    who.fills(PHONE, "fields.phone")
    who.types(STREET, "House number and street")
    who.types("Thành phố Hà Nội", "Province or city")
    who.types(WARD, "Ward or commune")
    who.clicks("Says to be an adult (no birth date asked)")
    who.clicks("Record what the customer answers about the data…")
    agrees_to_advertising_by_sms(who)
    who.clicks("Add the customer")
    who.reads_there("KH-00001")
    who.reads_there(CUSTOMER)


def agrees_to_advertising_by_sms(who: AtTheWindow) -> None:
    columns = who.words("SMS, Zalo")

    def answers() -> list[AnswerButton]:
        return [one for one in who.all(AnswerButton) if any(words in one.accessibleName() for words in columns)]

    who.waits(answers, "the answers")
    answers()[0].click()


def registers_a_carrier(who: AtTheWindow) -> None:
    goes_to(who, PageId.RECIPIENTS)
    who.key(Qt.Key.Key_N, CONTROL)
    who.types(CARRIER, "Name")
    who.picks(who.paper("roles.CARRIER"), "Kind of partner")
    who.clicks("Add the partner")
    who.chooses_row("Partners", CARRIER)
    who.clicks("New commitment…")
    who.clicks("All seven items")
    who.clicks("Record the commitment")
    who.waits(lambda: QApplication.activeModalWidget() is None, "the form is gone")
    who.clicks("Change the masked labels")
    day = next(iter(who.all(QDateEdit)))
    assert day.date() == QDate(2026, 11, 21)
    who.clicks("Record the agreement")
    who.waits(lambda: QApplication.activeModalWidget() is None, "the form is gone")


def packs_an_order(who: AtTheWindow) -> str:
    """Return the code of the parcel."""
    goes_to(who, PageId.PARCELS)
    who.clicks("New order")
    customer = who.one(QLineEdit, who.words("Customer"))
    who.seeks("ngoc anh", customer)
    who.reads_there("979")  # the number that will be used, masked
    who.types(PRODUCT, "Product")
    who.types("350000", "Amount of the order, đ")
    who.picks(CARRIER, "Carrier")
    who.clicks("Record the order")
    who.sees_row("Parcels", CUSTOMER)
    return who.rows("Parcels")[0][0]


def prints_the_label(who: AtTheWindow) -> bytes:
    who.key(Qt.Key.Key_P, CONTROL)
    who.clicks("Print labels: {count}…", count=1)
    who.clicks("Print")
    who.waits(lambda: who.running.printing.printed, "the printer")
    who.waits(lambda: QApplication.activeModalWidget() is None, "the printing is over")
    return who.running.printing.printed.pop()[0]


def hands_over(who: AtTheWindow) -> None:
    who.key(Qt.Key.Key_H, CONTROL)
    who.types(COURIER, "Courier's name (on the manifest)")
    who.clicks("Hand over parcels: {count}", count=1)
    manifest_on_screen(who)


def manifest_on_screen(who: AtTheWindow) -> None:
    """The manifest is shown by itself; put it away."""
    who.waits(lambda: isinstance(who.front, ManifestDialog), "the manifest")
    who.key(Qt.Key.Key_Escape)
    who.waits(lambda: QApplication.activeModalWidget() is None, "the manifest is put away")


def hears_and_answers(who: AtTheWindow, clock: SetClock) -> None:
    goes_to(who, PageId.FEEDBACK)
    who.key(Qt.Key.Key_N, CONTROL)
    who.types(COMPLAINT, "What was said")
    who.seeks("ngoc anh", who.one(QLineEdit, who.words("Customer, if known")))
    who.key(Qt.Key.Key_Return, CONTROL)
    who.chooses_row("Feedback", "PH-0001")
    who.reads_there(COMPLAINT)
    clock.move(hours=11, minutes=50)
    who.types(ANSWER, "Answer")
    who.clicks("Save the answer")
    who.clicks("Answered")
    who.chooses_row("Feedback", "PH-0001")
    who.reads_there(ANSWER)


def sees_the_disclosure(who: AtTheWindow) -> None:
    goes_to(who, PageId.DISCLOSURES)
    who.sees_row("Register of shared data", CUSTOMER, CARRIER)


def prints_the_report(who: AtTheWindow) -> bytes:
    who.clicks("Report")
    who.clicks("Print…")
    who.clicks("Print")
    gives_the_passphrase(who)
    who.waits(lambda: who.running.printing.printed, "the printer")
    who.waits(lambda: QApplication.activeModalWidget() is None, "the printing is over")
    return who.running.printing.printed.pop()[0]


def gives_the_passphrase(who: AtTheWindow) -> None:
    who.waits(lambda: isinstance(who.front, ConfirmPassphraseDialog), "the question for the passphrase")
    who.types(PASSPHRASE, "Passphrase of {name}", name=MANAGER)
    who.clicks("Confirm")


def unlocks(who: AtTheWindow) -> None:
    who.waits(lambda: who.running.program.window.findChildren(UnlockPage), "the door")
    who.types(PASSPHRASE, "Passphrase")
    who.key(Qt.Key.Key_Return)
    who.waits(lambda: who.running.program.window.workspace, "the workspace")


# --- papers ---------------------------------------------------------------------------------------


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def codes_on(pdf: bytes) -> set[str]:
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    return {content for _, content in scanned(picture)}


def expect_a_masked_label(label: bytes, parcel_code: str) -> None:
    words = " ".join(text_of(label).split())
    assert parcel_code in words
    assert codes_on(label) == {parcel_code.replace("-", "")}
    assert "Ánh" in words  # the last word of the name
    digits = "".join(one for one in words if one.isdigit())
    assert PHONE.replace(" ", "")[1:] not in digits
    for secret in (CUSTOMER, "Ngọc", STREET, "Hàng Than", WARD, PRODUCT, "bồ kết"):
        assert secret not in words, secret


def test_a_day_in_the_window(shop: Shop) -> None:
    who = shop.starts(shop.look)
    makes_the_ledger(who, shop.folder)
    records_a_customer(who)
    registers_a_carrier(who)
    parcel_code = packs_an_order(who)
    expect_a_masked_label(prints_the_label(who), parcel_code)
    hands_over(who)
    sees_the_disclosure(who)
    hears_and_answers(who, shop.clock)
    goes_to(who, PageId.DISCLOSURES)
    report = text_of(prints_the_report(who))
    assert CARRIER in report
    assert "KH-00001" in report or CUSTOMER in report

    who.key(Qt.Key.Key_L, CONTROL)
    who.waits(lambda: who.running.program.window.findChildren(UnlockPage), "the door")
    assert CUSTOMER not in who.reads()
    shop.stops()
    shop.clock.move(hours=9)
    again = shop.starts()
    unlocks(again)
    finds_everything_again(again, parcel_code)


def consents_shown(who: AtTheWindow) -> set[str]:
    """What the cells of the matrix say."""
    models = [one.model() for one in who.all(ConsentMatrix)]
    return {
        str(model.index(at, across).data())
        for model in models
        for at in range(model.rowCount())
        for across in range(model.columnCount())
    }


def finds_everything_again(who: AtTheWindow, parcel_code: str) -> None:
    goes_to(who, PageId.CUSTOMERS)
    who.sees_row("Customers", CUSTOMER)
    who.chooses_row("Customers", CUSTOMER)
    who.key(Qt.Key.Key_Return)
    who.waits(lambda: who.paper("consent_states.GRANTED") in consents_shown(who), "the consent")
    goes_to(who, PageId.RECIPIENTS)
    who.sees_row("Partners", CARRIER)
    goes_to(who, PageId.DISCLOSURES)
    who.clicks("Register")
    who.sees_row("Register of shared data", CUSTOMER, CARRIER)
    goes_to(who, PageId.FEEDBACK)
    who.clicks("Answered")
    who.chooses_row("Feedback", "PH-0001")
    who.reads_there(ANSWER)
    who.key(Qt.Key.Key_K, CONTROL)
    who.types(parcel_code, "Find anything")
    who.waits(lambda: who.all(FoundList), "what was found")
    who.key(Qt.Key.Key_Return)
    shown = who.running.workspace
    who.waits(lambda: shown.page is not None and shown.page.page is PageId.PARCELS, "the parcels")
    who.sees_row("Parcels", parcel_code, who.paper("parcel_states.HANDED_OVER"))
