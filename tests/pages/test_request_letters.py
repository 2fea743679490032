"""Letters in the window: to customers, to partners, and the certificate; looked at, then printed or saved."""

import email
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from documents.papers import words_of
from ledger.domain.consent import ConsentMethod
from ledger.domain.deadline import RequestKind
from ledger.domain.erasure import ErasureCause
from ledger.domain.parcel import ParcelState
from ledger.domain.purpose import Channel
from ledger.domain.request import PartnerAnswer, PartnerLetterKind, RefusalGround, RequestOutcome, StepKind
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import consents, erasure, parcels, partner_letters, requests
from ledger.services.deciding_many import to_the_end
from ledger.services.request_papers import LetterKind
from ledger.services.session import Session
from support.drivers_partners import AtTheDesk, keep
from support.partner_letters import CARRIER, INSTALLER, asked_for, holder, id_of
from support.requests import acknowledge, ask
from support.services import Workplace, add_customer, snapshot
from support.window import Window, let_go, make_desk
from ui.dialogs.erasure_certificate import CertificateDialog
from ui.dialogs.partner_letters import PartnerLettersDialog
from ui.dialogs.request_letters import RequestLetterDialog

PARTNERS = "Partners who hold the data: YC-0001"


@dataclass(slots=True)
class AtALetter:
    """Somebody with a dialog over an empty page."""

    qtbot: QtBot
    window: Window
    page: QWidget
    dialog: QDialog

    def top(self) -> AtTheDesk:
        """The dialog that lies on top."""
        QApplication.processEvents()
        found = [one for one in (self.dialog, *self.dialog.findChildren(QDialog)) if one.isVisible()]
        return AtTheDesk(found[-1])

    def waits_for(self, words: str) -> AtTheDesk:
        self.qtbot.waitUntil(lambda: self.top().sees_button(words) and self.top().button(words).isEnabled())
        return self.top()

    def saves_to(self, target: Path, button: str = "Save as PDF…") -> bytes:
        """Save what is looked at, and close the preview."""
        self.window.messages.file_answers = [target]
        self.waits_for(button).clicks(button)
        self.qtbot.waitUntil(target.exists)
        self.waits_for("Close").clicks("Close")
        return target.read_bytes()


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> Iterator[QWidget]:
    assert window.desk
    made = QWidget()
    made.resize(1064, 656)
    keep(qtbot, made)
    made.show()
    yield made
    let_go()


def opened(qtbot: QtBot, window: Window, page: QWidget, dialog: QDialog) -> AtALetter:
    dialog.open()
    QApplication.processEvents()
    return AtALetter(qtbot, window, page, dialog)


def letters_of(session: Session, code: str) -> list[tuple[str | None, Channel | None]]:
    return [(one.reference, one.channel) for one in requests.steps(session, code) if one.kind is StepKind.LETTER]


# --- to the customer ------------------------------------------------------------------------------


def test_an_acknowledgement_is_saved_and_recorded_with_it(
    qtbot: QtBot, session: Session, window: Window, page: QWidget, tmp_path: Path
) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    before = snapshot(session)
    dialog = RequestLetterDialog(window.desk, code, LetterKind.ACKNOWLEDGEMENT, page)
    heard: list[object] = []
    dialog.saved.connect(heard.append)
    person = opened(qtbot, window, page, dialog)
    assert person.top().list("How it goes").currentText() == "Email (as the request came)"
    assert person.top().line("To whom").text() == "Nguyễn Văn Đức"
    assert "The law asks for it until 24:00 25/11/2026." in person.top().reads()
    person.top().clicks("Look at the letter…")
    assert snapshot(session) == before
    paper = person.saves_to(tmp_path / "letter.pdf")
    assert f"Yêu cầu {code}" in words_of(paper)
    assert letters_of(session, code) == [("ACKNOWLEDGEMENT", Channel.EMAIL)]
    assert requests.get(session, code).acknowledged_at is not None
    assert heard == [code]
    assert not dialog.isVisible()


def test_looking_at_it_and_going_back_records_nothing_and_keeps_what_was_typed(
    qtbot: QtBot, session: Session, window: Window, page: QWidget
) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    before = snapshot(session)
    person = opened(qtbot, window, page, RequestLetterDialog(window.desk, code, None, page))
    person.top().types("Ba Lan", "To whom")
    person.top().clicks("Look at the letter…")
    person.waits_for("Print…").clicks("Close")
    assert snapshot(session) == before
    assert person.top().line("To whom").text() == "Ba Lan"


def test_an_email_is_saved_as_a_draft(
    qtbot: QtBot, session: Session, window: Window, page: QWidget, tmp_path: Path
) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    acknowledge(session, code)
    person = opened(qtbot, window, page, RequestLetterDialog(window.desk, code, None, page))
    assert "The law asks for it" not in person.top().reads()
    person.top().clicks("Look at the letter…")
    draft = email.message_from_bytes(person.saves_to(tmp_path / "letter.eml", "Save as email…"))
    assert draft["X-Unsent"] == "1"
    assert window.messages.file_wishes[-1].name == f"bao-nhan-{code}.eml"
    assert letters_of(session, code) == [("ACKNOWLEDGEMENT", Channel.EMAIL)]


def test_only_by_email_there_is_a_draft_to_save(qtbot: QtBot, session: Session, window: Window, page: QWidget) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    person = opened(qtbot, window, page, RequestLetterDialog(window.desk, code, None, page))
    person.top().picks("In person", "How it goes")
    person.top().clicks("Look at the letter…")
    assert not person.waits_for("Print…").sees_button("Save as email…")


def test_a_stopped_channel_is_told_with_its_clause_and_another_may_be_taken(
    qtbot: QtBot, session: Session, window: Window, page: QWidget
) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    consents.stop_contact(session, "KH-00001", None, ConsentMethod.EMAIL)
    person = opened(qtbot, window, page, RequestLetterDialog(window.desk, code, None, page))
    person.top().picks("Post", "How it goes")
    person.top().clicks("Look at the letter…")
    assert "The letter may not go this way" in person.top().reads()
    assert "(KO 4c)" in person.top().reads()
    person.top().picks("Email (as the request came)", "How it goes")
    person.top().clicks("Look at the letter…")
    assert person.waits_for("Print…")


def test_without_an_address_the_field_says_so(qtbot: QtBot, session: Session, window: Window, page: QWidget) -> None:
    code = ask(session)
    person = opened(qtbot, window, page, RequestLetterDialog(window.desk, code, None, page))
    assert "is not on record" in person.top().reads()
    person.top().picks("Post", "How it goes")
    person.top().clicks("Look at the letter…")
    assert "“Address” is empty" in person.top().reads()
    person.top().types("8 Hang Bai, Ha Noi", "Address")
    person.top().clicks("Look at the letter…")
    assert person.waits_for("Print…")


def test_a_refusal_begins_with_the_words_it_was_closed_with(
    qtbot: QtBot, session: Session, window: Window, page: QWidget
) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    requests.close(session, code, RequestOutcome.REFUSED, "Đang có tranh chấp.", RefusalGround.DISPUTE)
    person = opened(qtbot, window, page, RequestLetterDialog(window.desk, code, LetterKind.REFUSAL, page))
    assert person.top().list("Letter").currentText() == "Refusal of your request"
    words = next(one for one in person.top().screen.findChildren(QPlainTextEdit) if one.isVisible())
    assert words.toPlainText() == "Đang có tranh chấp."


def test_the_keyboard_alone_writes_a_letter(qtbot: QtBot, session: Session, window: Window, page: QWidget) -> None:
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    person = opened(qtbot, window, page, RequestLetterDialog(window.desk, code, None, page))
    assert person.top().here().accessibleName() == "Letter"
    person.top().presses(Qt.Key.Key_Return)
    assert person.waits_for("Print…")


# --- to partners ----------------------------------------------------------------------------------


def test_a_letter_to_a_partner_says_where_the_limit_moves_and_is_shown_as_waiting(
    qtbot: QtBot, session: Session, window: Window, page: QWidget, tmp_path: Path
) -> None:
    code = asked_for(session)
    dialog = PartnerLettersDialog(window.desk, code, page)
    heard: list[int] = []
    dialog.changed.connect(lambda: heard.append(1))
    person = opened(qtbot, window, page, dialog)
    assert {row[0]: row[2] for row in person.top().rows(PARTNERS)} == {
        CARRIER: "Not asked yet",
        INSTALLER: "Not asked yet",
    }
    assert not person.top().button("Record the answer…").isEnabled()
    person.top().chooses(CARRIER, PARTNERS)
    person.top().clicks("Write a letter…")
    assert "from 24:00 11/12/2026 to 24:00 21/12/2026" in person.top().reads()
    before = snapshot(session)
    person.top().clicks("Look at the letter…")
    person.waits_for("Print…")
    assert snapshot(session) == before
    assert "YC-0001/1" in words_of(person.saves_to(tmp_path / "partner.pdf"))
    (letter,) = partner_letters.of_request(session, code)
    assert (letter.recipient_id, letter.kind) == (id_of(session), PartnerLetterKind.RECALL)
    assert requests.get(session, code).is_with_partner
    rows = {row[0]: row[3] for row in person.top().rows(PARTNERS)}
    assert rows[CARRIER] == "Waiting until 24:00 26/11/2026"
    assert heard == [1]


def test_the_limit_stays_where_it_is_if_that_is_wanted(
    qtbot: QtBot, session: Session, window: Window, page: QWidget, tmp_path: Path
) -> None:
    code = asked_for(session)
    person = opened(qtbot, window, page, PartnerLettersDialog(window.desk, code, page))
    person.top().chooses(CARRIER, PARTNERS)
    person.top().clicks("Write a letter…")
    person.top().ticks("A partner must act: take the longer limit the law gives")
    assert "The legal limit stays 24:00 11/12/2026." in person.top().reads()
    person.top().ticks("Phone number")
    person.top().clicks("Look at the letter…")
    person.saves_to(tmp_path / "partner.pdf")
    assert not requests.get(session, code).is_with_partner
    assert "phone" not in partner_letters.of_request(session, code)[0].fields


def test_a_letter_about_nothing_is_not_written(qtbot: QtBot, session: Session, window: Window, page: QWidget) -> None:
    code = asked_for(session)
    person = opened(qtbot, window, page, PartnerLettersDialog(window.desk, code, page))
    person.top().chooses(INSTALLER, PARTNERS)
    person.top().clicks("Write a letter…")
    person.top().ticks("Name")
    person.top().clicks("Look at the letter…")
    assert "Tick at least one kind of data." in person.top().reads()


def test_an_answer_is_recorded_and_a_late_one_is_seen(
    qtbot: QtBot, shop: Workplace, window: Window, page: QWidget
) -> None:
    session, code = shop.session, asked_for(shop.session)
    one = holder(session)
    partner_letters.write(session, code, one.recipient_id, PartnerLetterKind.RECALL, one.fields)
    shop.clock.move(days=9)
    person = opened(qtbot, window, page, PartnerLettersDialog(window.desk, code, page))
    person.top().chooses(CARRIER, PARTNERS)
    assert "Overdue since 24:00 26/11/2026" in [row[3] for row in person.top().rows(PARTNERS)]
    person.top().clicks("Record the answer…")
    person.top().picks("Refused", "What they said")
    person.top().clicks("Record the answer")
    assert "“Note” is empty" in person.top().reads()
    person.top().picks("Done", "What they said")
    person.top().clicks("Record the answer")
    assert partner_letters.of_request(session, code)[0].answer is PartnerAnswer.DONE
    assert "Done" in [row[3] for row in person.top().rows(PARTNERS)]
    assert not person.top().button("Record the answer…").isEnabled()


def test_enter_on_a_row_does_the_next_thing(qtbot: QtBot, session: Session, window: Window, page: QWidget) -> None:
    code = asked_for(session)
    person = opened(qtbot, window, page, PartnerLettersDialog(window.desk, code, page))
    QTest.keyClick(person.top().table(PARTNERS), Qt.Key.Key_Return)
    assert person.top().sees_button("Look at the letter…")


def test_where_nobody_was_given_anything_there_is_nobody_to_write_to(
    qtbot: QtBot, session: Session, window: Window, page: QWidget
) -> None:
    code = ask(session, RequestKind.DELETE, add_customer(session).code)
    person = opened(qtbot, window, page, PartnerLettersDialog(window.desk, code, page))
    assert "No partner was given this person's data" in person.top().reads()
    assert not person.top().button("Write a letter…").isEnabled()


# --- the certificate ------------------------------------------------------------------------------


def test_the_certificate_prints_the_name_typed_and_forgets_it(
    qtbot: QtBot, session: Session, window: Window, page: QWidget, tmp_path: Path
) -> None:
    code = asked_for(session)
    for parcel in holder(session).parcels:
        parcels.close(session, parcel, ParcelState.DELIVERED)
    session.mark_confirmed(Operation.ERASE)
    (made,) = to_the_end(erasure.erasing(session, ["KH-00001"], ErasureCause.REQUEST, request_code=code))
    before = snapshot(session)
    person = opened(qtbot, window, page, CertificateDialog(window.desk, made, page))
    person.waits_for("Print…").types("Ong Zqvback", "Name to print (not kept)")
    person.top().presses(Qt.Key.Key_Return)
    QApplication.processEvents()
    person.waits_for("Print…")
    assert snapshot(session) == before
    text = words_of(person.saves_to(tmp_path / "certificate.pdf"))
    assert "của Ong Zqvback, mã khách hàng KH-00001" in text
    assert "Zqvback" not in str(snapshot(session))
    assert window.printing.printed == []


def test_a_certificate_in_the_other_language_is_another_paper(
    qtbot: QtBot, session: Session, window: Window, page: QWidget, tmp_path: Path
) -> None:
    add_customer(session)
    session.mark_confirmed(Operation.ERASE)
    (made,) = to_the_end(erasure.erasing(session, ["KH-00001"], ErasureCause.OWN_INITIATIVE))
    person = opened(qtbot, window, page, CertificateDialog(window.desk, made, page))
    person.waits_for("Print…").picks("English", "Language of the paper")
    text = words_of(person.saves_to(tmp_path / "certificate.pdf"))
    assert "Certificate of erasure of personal data" in text
    assert window.messages.file_wishes[-1].name == f"certificate-of-erasure-{made}.pdf"


def test_staff_are_told_that_the_certificate_is_the_managers(
    qtbot: QtBot, shop: Workplace, tmp_path: Path, page: QWidget
) -> None:
    add_customer(shop.session)
    shop.session.mark_confirmed(Operation.ERASE)
    (made,) = to_the_end(erasure.erasing(shop.session, ["KH-00001"], ErasureCause.OWN_INITIATIVE))
    staff = make_desk(shop.as_staff(), tmp_path / "staff.ini", language=Language.EN)
    person = opened(qtbot, staff, page, CertificateDialog(staff.desk, made, page))
    assert "manager" in person.top().reads()
    assert not person.top().button("Print…").isEnabled()
