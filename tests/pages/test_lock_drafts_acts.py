"""Each form somebody writes more than a line into is kept at a lock, for whoever wrote it, until it is saved."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
)

from ledger.domain.draft import DraftForm
from ledger.domain.policy import Control
from ledger.domain.purpose import Channel
from ledger.services import contact_lists, drafts, partner_letters, promises
from ledger.services.contact_lists import ContactWish
from ledger.services.deciding_many import to_the_end
from ledger.services.promises import BreachInput
from ledger.services.session import Session
from support.drivers_lock import AtTheLock
from support.lock_desk import lay_out, sit_down, told
from support.program import settle
from ui.half_written import unfinished
from ui.places import PageId
from ui.tasks import ImmediateTasks, Job
from ui.widgets.choice_tiles import TileButton
from ui.widgets.form_dialog import FormDialog
from ui.widgets.half_written_band import WAYS
from ui.widgets.recipient_checks import CheckList

ROOT = Path(__file__).parents[2]
WORDS = "Chị Bưởi gọi lúc 8 giờ, dặn gửi thư về nhà"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def here(ledger: Path, qapp: QApplication) -> Iterator[AtTheLock]:
    assert qapp is not None
    yield from sit_down(ledger)


class _Late(ImmediateTasks):
    """Answers a page's question at the next turn, as the ledger's own thread does."""

    def start(self, job: Job) -> None:
        QTimer.singleShot(0, lambda: super(_Late, self).start(job))


@pytest.fixture
def late(ledger: Path, qapp: QApplication) -> Iterator[AtTheLock]:
    assert qapp is not None
    yield from sit_down(ledger, _Late)


def tick(here: AtTheLock, *places: int) -> None:
    """Tick boxes of the form in front, by their place among those that can be ticked."""
    boxes = [one for one in here.form.findChildren(QCheckBox) if one.isVisible() and one.isEnabled()]
    for at in places:
        boxes[at].click()


# --- requests ---


def identity(here: AtTheLock) -> None:
    here.go(PageId.REQUESTS, "YC-0009", "identity")
    here.form.findChildren(TileButton)[0].click()
    here.writes("Note", WORDS)


def with_partner(here: AtTheLock) -> None:
    here.go(PageId.REQUESTS, "YC-0008", "with_partner")
    here.writes("Note", WORDS)


def extension(here: AtTheLock) -> None:
    here.go(PageId.REQUESTS, "YC-0008", "extend")
    here.writes("Reason", WORDS)


def carry_out(here: AtTheLock) -> None:
    here.go(PageId.REQUESTS, "YC-0004", "carry_out")
    here.writes("Note", WORDS)


def closing(here: AtTheLock) -> None:
    here.go(PageId.REQUESTS, "YC-0004", "close")
    here.writes("In words", WORDS)


def reopening(here: AtTheLock) -> None:
    here.go(PageId.REQUESTS, "YC-0001", "reopen")
    here.writes("Reason", WORDS)


def letter(here: AtTheLock) -> None:
    here.go(PageId.REQUESTS, "YC-0007", "letters")
    here.writes("Words of the shop", WORDS)
    boxes = here.form.findChildren(QCheckBox)
    boxes[0].setChecked(False)


def partner_answer(here: AtTheLock) -> None:
    def ask_a_partner(session: Session) -> None:
        found = partner_letters.partners(session, "YC-0008")
        if found.letters:
            return
        one = found.holders[0]
        partner_letters.write(session, "YC-0008", one.recipient_id, one.kinds[0], one.fields, moves_limit=False)

    told(here, ask_a_partner)
    here.go(PageId.REQUESTS, "YC-0008", "partners")
    here.presses("Record the answer")
    here.writes("Note", WORDS)


# --- customers ---


def address(here: AtTheLock) -> None:
    here.go(PageId.CUSTOMERS, "KH-00002", "address")
    here.writes("House number and street", "12 ngõ Trại Cá")
    here.writes("Province or city", "Hà Nội")


def survey(here: AtTheLock) -> None:
    here.go(PageId.CUSTOMERS, "KH-00002", "survey")
    here.writes("What was answered?", WORDS)


def cookies(here: AtTheLock) -> None:
    here.go(PageId.CUSTOMERS, "KH-00002", "cookies")
    here.presses("Cookies accepted")
    line = next(one for one in here.form.findChildren(QLineEdit) if one.isVisible())
    line.setText("192.0.2.7")


# --- incidents ---


def report(here: AtTheLock) -> None:
    here.go(PageId.INCIDENTS, "SC-0002 AUTHORITY", "report")
    here.writes("Number of the report or how it was sent", "CV 12/2026")


def system_report(here: AtTheLock) -> None:
    here.go(PageId.INCIDENTS, "SC-0002 SYSTEM_ATTACK", "report")
    here.writes("Number of the report or how it was sent", "CV 13/2026")


def not_due(here: AtTheLock) -> None:
    here.go(PageId.INCIDENTS, "SC-0002 AUTHORITY", "not_due")
    here.form.findChildren(QPlainTextEdit)[0].setPlainText(WORDS)


def affected(here: AtTheLock) -> None:
    here.go(PageId.INCIDENTS, "SC-0002", "find")
    way = here.editor("How do you know?")
    assert isinstance(way, QComboBox)
    way.setCurrentIndex(way.count() - 1)
    here.writes("Codes of the customers", "KH-00002, KH-00003")


# --- partners ---


def recipient(here: AtTheLock) -> None:
    here.go(PageId.RECIPIENTS, act="new")
    here.writes("Name", "Vận Tải Hoa Sữa")
    here.writes("Website (if any)", "https://example.vn")
    here.form.findChildren(CheckList)[0].tick_all(is_ticked=False)


def recipient_change(here: AtTheLock) -> None:
    here.go(PageId.RECIPIENTS, "2", "edit")
    here.writes("Address (if any)", ", ngõ 5")


def commitment(here: AtTheLock) -> None:
    here.go(PageId.RECIPIENTS, "5", "commitment")
    signed = here.editor("Signed on")
    assert isinstance(signed, QDateEdit)
    signed.setDate(QDate(2026, 2, 3))
    tick(here, 0, 2, 5)


def zones(here: AtTheLock) -> None:
    here.go(PageId.RECIPIENTS, "2", "zones")
    table = here.form.findChildren(QTableWidget)[0]
    cell = table.item(3, 1)
    assert cell is not None
    cell.setText("HN-07")


# --- contact ---


def contact(here: AtTheLock) -> None:
    here.go(PageId.CONTACT, "KH-00002", "log")
    here.writes("When", "01/11/2026 09:00")
    here.presses("Zalo")


def contact_list(here: AtTheLock) -> None:
    here.go(PageId.CONTACT, act="new")
    here.writes("Name of the list", "Khách quen tháng 11")
    here.presses("Email")


def do_not_call(here: AtTheLock) -> None:
    def make(session: Session) -> None:
        for purpose in session.policy().purposes:
            found = to_the_end(contact_lists.gather(session, ContactWish(purpose.id, Channel.CALL, "Khách quen")))
            if found.ids:
                contact_lists.make(session, found)
                return

    told(here, make)
    here.go(PageId.CONTACT, "LH-0001", "check")
    here.writes("Reference", "CV 7")
    here.writes("Numbers found on the national list", "0911 000 111")


def data_use(here: AtTheLock) -> None:
    here.go(PageId.CONTACT, act="use")
    here.writes("Note", "mặt hàng nào bán chạy")
    tick(here, 0, 1)


# --- promises ---


def breach(here: AtTheLock) -> None:
    here.go(PageId.PROMISES, act="breach")
    here.writes("What happened", WORDS)


def breach_closing(here: AtTheLock) -> None:
    typed = BreachInput(Control.MASKED_PARCELS, "Tem lộ số điện thoại", here.running.program.door.clock.now())
    code = told(here, lambda session: promises.record_breach(session, typed))
    here.go(PageId.PROMISES, str(code), "close")
    here.writes("What was done about it", WORDS)


def explanation(here: AtTheLock) -> None:
    here.go(PageId.PROMISES, "MASKED_PARCELS breach:1", "explain")
    here.writes("Explanation", WORDS)


@dataclass(frozen=True)
class Kept:
    """A form by its name, how it is half-written, and whether that is enough to be saved."""

    name: str
    write: Callable[[AtTheLock], None]
    is_enough: bool = True


PLACES = {
    "requests": (
        Kept("Checking who asks", identity, is_enough=False),
        Kept("A partner must act for a request", with_partner),
        Kept("Extending a request", extension),
        Kept("Carrying out a request", carry_out),
        Kept("Closing a request", closing, is_enough=False),
        Kept("Reopening a request", reopening),
        Kept("Letter about a request", letter, is_enough=False),
        Kept("Answer of a partner", partner_answer),
    ),
    "customers": (
        Kept("New address of a customer", address),
        Kept("Answer to a survey", survey),
        Kept("Cookie choice", cookies, is_enough=False),
    ),
    "incidents": (
        Kept("Report of an incident", report),
        Kept("Report of an incident", system_report),
        Kept("Why no report is due", not_due, is_enough=False),
        Kept("Who is affected by an incident", affected, is_enough=False),
    ),
    "partners": (
        Kept("New partner", recipient),
        Kept("Changing a partner", recipient_change),
        Kept("Commitment of a partner", commitment),
        Kept("Routing zones of a carrier", zones),
    ),
    "contact": (
        Kept("Logging a contact", contact, is_enough=False),
        Kept("New contact list", contact_list, is_enough=False),
        Kept("Do-not-call check", do_not_call, is_enough=False),
        Kept("Recording a use of data", data_use, is_enough=False),
    ),
    "promises": (
        Kept("Recording a breach of a promise", breach),
        Kept("Closing a breach of a promise", breach_closing),
        Kept("Explaining a violation", explanation),
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_forms_left_at_a_lock_wait_for_whoever_wrote_them_until_they_are_saved(here: AtTheLock, place: str) -> None:
    left = dict[tuple[type[FormDialog], str], tuple[Kept, dict[str, object]]]()
    for one in PLACES[place]:
        one.write(here)
        left[type(here.form), here.form.about()[0]] = one, here.states()
    here.is_relieved_by_somebody_offered_nothing()
    while here.offered():
        name = here.offered().partition(": ")[2].partition(". ")[0]
        here.goes_on()
        front = here.form
        one, typed = left.pop((type(front), front.about()[0]))
        assert (one.name, typed) == (name, here.states())
        leave(here, front, is_saved=one.is_enough)
    assert not left
    assert told(here, drafts.waiting) == ()
    assert unfinished(here.running.workspace.written_into()) == []


def leave(here: AtTheLock, front: FormDialog, *, is_saved: bool) -> None:
    """Leave a form: nothing of it is saved, so that asks first; or save it."""
    saved: list[object] = []
    front.saved.connect(saved.append)
    here.running.messages.answer_yes = False
    assert front.close() is False
    here.running.messages.answer_yes = True
    if is_saved:
        front.submit()
        assert len(saved) == 1, type(front)
    else:
        front.close()
    for other in here.running.workspace.findChildren(QDialog):
        other.hide()  # what follows a form that was saved, and the list it was opened from
    settle()


def test_a_form_whose_fields_come_late_gets_its_words_once_they_are_there(late: AtTheLock) -> None:
    letter(late)
    before = late.states()
    late.lock()
    late.unlock()
    assert late.offered().endswith("Letter about a request")
    late.goes_on()
    assert late.states() == before
    late.form.reject()


def test_a_letter_to_somebody_erased_is_printed_and_never_kept(here: AtTheLock) -> None:
    here.go(PageId.REQUESTS, "YC-0002", "letters")
    here.writes("To whom", "Lâm Thị Bưởi")
    here.lock()
    here.unlock()
    assert here.offered() == ""


# Paragraphs nobody loses at a lock: read only, or gone with the choice of customers they are about.
NOT_KEPT = {"notice_home_page", "stop_contact", "notice_settle", "recipient_scan"}


def test_every_form_with_a_paragraph_to_write_is_kept() -> None:
    rooms = (ROOT / "ui/dialogs").glob("*.py")
    paragraphs = {one.stem for one in rooms if re.search(r"\b(text_edit|QPlainTextEdit)\(", one.read_text("utf-8"))}
    kept = {one.stem for one in (ROOT / "ui/dialogs").glob("*.py") if "DraftForm." in one.read_text("utf-8")}
    through_others = {"partner_letter", "carry_out_protect", "carry_out_restrict"}  # their list, their frame
    assert paragraphs - kept - through_others == NOT_KEPT


def test_every_kind_of_form_is_opened_somewhere() -> None:
    assert set(WAYS) == set(DraftForm)
