"""Carrying a request out at the window: what is offered, what is refused and why, and the copy that leaves."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.customer import Customer
from ledger.domain.deadline import RequestKind
from ledger.domain.gate import ReasonCode
from ledger.domain.purpose import Channel
from ledger.domain.request import StepKind
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import carrying_out, consents, contacts, data_copy, requests
from ledger.services.requests import RequestInput
from ledger.services.session import Session
from support.data_copies import asked, prepared, squeezed, words_of_pdf
from support.drivers_carrying_out import AtARequest, AtTheCopy
from support.drivers_door import Person
from support.services import (
    DELIVERY,
    MARKETING,
    Workplace,
    add_child,
    add_customer,
    audited,
    codes,
    guard,
    say,
    snapshot,
)
from support.storage import MANAGER, MANAGER_PASSPHRASE
from support.window import Window, make_desk
from ui.dialogs.carry_out_object import ObjectDialog
from ui.dialogs.carry_out_protect import ProtectDialog
from ui.dialogs.carry_out_restrict import RestrictDialog
from ui.dialogs.carry_out_withdraw import WithdrawDialog
from ui.dialogs.data_copy import CopyHandedOverDialog
from ui.dialogs.manifest_password import ManifestPasswordDialog
from ui.dialogs.stop_contact import OptOutDialog
from ui.widgets.carry_out_dialog import CarryOutDialog

pytestmark = pytest.mark.usefixtures("qapp")
SMS, EMAIL = Channel.SMS, Channel.EMAIL
OFFERS = "Marketing and offers: {channel}, since 21/11/2026"
WHEN, SECRET = "When?", "hoa sữa đầu thu"


@pytest.fixture
def customer(session: Session) -> Customer:
    """Somebody who agreed to offers by SMS and email, and to the delivery."""
    one = add_customer(session)
    for channel in (SMS, EMAIL):
        assert say(session, one, channel=channel).allowed
    assert say(session, one, purpose=DELIVERY, channel=Channel.NONE).allowed
    return one


@pytest.fixture
def me(window: Window) -> AtARequest:
    return AtARequest(window)


def against(session: Session, customer: Customer, channel: Channel = SMS) -> set[ReasonCode]:
    return codes(dict(contacts.may_contact(session, customer.code, MARKETING))[channel])


# --- withdraw ----------------------------------------------------------------------------------


def test_all_consents_on_which_a_use_rests_are_ticked_and_go_by_the_keyboard(
    session: Session, customer: Customer, me: AtARequest
) -> None:
    form = me.opens(WithdrawDialog, asked(session, customer.code, RequestKind.WITHDRAW))
    assert form.boxes() == {
        OFFERS.format(channel="SMS"): True,
        OFFERS.format(channel="Email"): True,
        "Delivery of goods: For this purpose itself, since 21/11/2026 - By contract": False,
    }
    assert "Request YC-0001 of customer KH-00001" in form.reads()
    form.presses(Qt.Key.Key_Space)  # the cursor begins in the first box: SMS stays
    form.presses(Qt.Key.Key_Return)
    assert not me.has_dialog()
    assert against(session, customer) == set()
    assert against(session, customer, EMAIL) == {ReasonCode.CONSENT_WITHDRAWN}
    assert consents.records_of(session, customer)[-1].method is ConsentMethod.EMAIL


def test_nothing_ticked_or_an_instant_that_cannot_be_is_said_and_what_was_typed_stays(
    session: Session, customer: Customer, me: AtARequest
) -> None:
    form = me.opens(WithdrawDialog, asked(session, customer.code, RequestKind.WITHDRAW))
    form.types("21/11/2026 08:00", into=WHEN)
    form.clicks("Withdraw")
    assert form.error("occurred_at")
    assert form.line(WHEN).text() == "21/11/2026 08:00"
    form.types("", into=WHEN)
    for channel in ("SMS", "Email"):
        form.ticks(OFFERS.format(channel=channel))
    form.clicks("Withdraw")
    assert "no record to act on" in form.reads()
    assert against(session, customer) == set()


def test_without_any_consent_nothing_can_be_withdrawn_and_it_is_said_what_to_do(
    session: Session, me: AtARequest
) -> None:
    form = me.opens(WithdrawDialog, asked(session, add_customer(session).code, RequestKind.WITHDRAW))
    assert "no consent that could be withdrawn" in form.reads()
    assert not form.button("Withdraw").isEnabled()


# --- restrict, object, protect -----------------------------------------------------------------


def test_a_restriction_says_what_stays_allowed_and_the_next_time_asks_why_it_ends(
    session: Session, customer: Customer, me: AtARequest
) -> None:
    code = asked(session, customer.code, RequestKind.RESTRICT)
    form = me.opens(RestrictDialog, code)
    assert "Answering feedback, Complying with the law" in form.reads()
    form.writes_long("Đang khiếu nại", into="Note")
    form.clicks("Restrict")
    assert against(session, customer) == {ReasonCode.CUSTOMER_RESTRICTED}
    form = me.opens(RestrictDialog, code)
    assert "restricted since 21/11/2026 10:00" in form.reads()
    form.clicks("Allow again")
    assert form.error("note")
    form.writes_long("Khách rút khiếu nại", into="Why is the use allowed again?")
    form.clicks("Allow again")
    assert against(session, customer) == set()


def test_an_objection_stops_the_ticked_channels_and_offers_the_one_confirmation(
    session: Session, customer: Customer, me: AtARequest
) -> None:
    consents.stop_contact(session, customer.code, Channel.POST, ConsentMethod.EMAIL)
    form = me.opens(ObjectDialog, asked(session, customer.code, RequestKind.OBJECT))
    assert form.fixed() == {"Post"}
    form.ticks("SMS")
    form.ticks("Marketing and offers")
    form.clicks("Write down")
    assert me.dialog(OptOutDialog)
    assert against(session, customer) == {ReasonCode.STOP_CONTACT, ReasonCode.CONSENT_REFUSED}
    assert against(session, customer, EMAIL) == {ReasonCode.CONSENT_REFUSED}


def test_all_channels_take_the_single_ones_with_them(session: Session, customer: Customer, me: AtARequest) -> None:
    form = me.opens(ObjectDialog, asked(session, customer.code, RequestKind.OBJECT))
    form.ticks("SMS")
    form.ticks("All channels")
    assert "Call" not in form.boxes()
    form.clicks("Write down")
    stops = session.db.execute("SELECT channel FROM stop_contact").fetchall()
    assert stops == [(None,)]


def test_a_protective_measure_needs_words(session: Session, customer: Customer, me: AtARequest) -> None:
    code = asked(session, customer.code, RequestKind.PROTECT)
    form = me.opens(ProtectDialog, code)
    form.clicks("Record")
    assert form.error("measures")
    form.writes_long("Đã bỏ số lạ khỏi hồ sơ", into="What was done?")
    form.clicks("Record")
    assert not me.has_dialog()
    assert requests.steps(session, code)[-1].note == "Đã bỏ số lạ khỏi hồ sơ"


@pytest.mark.parametrize("kind", [WithdrawDialog, RestrictDialog, ObjectDialog, ProtectDialog])
def test_before_the_asker_is_proven_the_form_says_so_and_nothing_is_done(
    session: Session, customer: Customer, me: AtARequest, kind: type[CarryOutDialog]
) -> None:
    typed = RequestInput(RequestKind.OBJECT, EMAIL, session.now(), customer_code=customer.code)
    code = requests.record(session, typed)
    form = me.opens(kind, code)
    if kind is ProtectDialog:
        form.writes_long("Đã bỏ số lạ khỏi hồ sơ", into="What was done?")
    before = snapshot(session)
    form.screen.submit()
    assert "has not been proven" in form.reads()
    assert snapshot(session) == before


# --- the copy ----------------------------------------------------------------------------------


def confirms(me: AtARequest) -> None:
    form = me.form()
    form.types(MANAGER_PASSPHRASE, into=f"Passphrase of {MANAGER}")
    form.clicks("Confirm")


def test_looking_at_a_copy_asks_for_the_passphrase_and_records_nothing(
    session: Session, customer: Customer, me: AtARequest
) -> None:
    code = asked(session, customer.code)
    before = snapshot(session)
    copy = me.opens_copy(code)
    assert copy.pages() == 0
    confirms(me)
    assert copy.pages() > 1
    assert not copy.may("Handed over…")
    copy.chooses_language("English")
    assert copy.pages() > 1
    assert snapshot(session) == before


def test_saving_writes_both_forms_of_one_recorded_copy_and_only_then_it_can_be_handed_over(
    session: Session, customer: Customer, me: AtARequest, tmp_path: Path
) -> None:
    code = asked(session, customer.code)
    session.mark_confirmed(Operation.EXPORT)
    copy = me.opens_copy(code)
    me.window.messages.file_answers = [tmp_path]
    left = audited(session, lambda: copy.clicks("Save PDF and JSON…"))
    assert left == [(AuditAction.COPY_MADE, customer.code)]
    paper, data = tmp_path / f"{code}-20261121-100000.pdf", tmp_path / f"{code}-20261121-100000.json"
    assert squeezed("Nguyễn Văn Đức") in words_of_pdf(paper.read_bytes())
    assert json.loads(data.read_text(encoding="utf-8"))["person"]["name"] == "Nguyễn Văn Đức"
    me.window.messages.file_answers = [tmp_path / "again.pdf"]
    assert audited(session, lambda: saves_locked(me, copy, tmp_path / "again.pdf")) == []
    assert PdfReader(BytesIO((tmp_path / "again.pdf").read_bytes())).is_encrypted
    copy.clicks("Handed over…")
    form = me.form()
    assert form.list("How did the customer get it?").currentText() == "Email"
    form.chooses("How did the customer get it?", "In person")
    form.clicks("Record")
    assert not me.has_dialog()
    step = requests.steps(session, code)[-1]
    assert (step.kind, step.channel) == (StepKind.HANDED_OVER, Channel.NONE)
    assert requests.get(session, code).carried_out_at == session.now()


def saves_locked(me: AtARequest, copy: AtTheCopy, target: Path) -> None:
    me.window.messages.file_answers = [target]
    copy.clicks("With a password…")
    form = Person(me.dialog(ManifestPasswordDialog))
    form.types(SECRET, into="Password")
    form.types(SECRET, into="Once more")
    form.clicks("Save as PDF…")


def test_another_language_is_another_copy_on_record(
    session: Session, customer: Customer, me: AtARequest, tmp_path: Path
) -> None:
    code = asked(session, customer.code)
    session.mark_confirmed(Operation.EXPORT)
    copy = me.opens_copy(code)
    for language in ("Tiếng Việt", "English"):
        me.window.messages.file_answers = [tmp_path]
        copy.chooses_language(language)
        copy.clicks("Save PDF and JSON…")
    made = [one for one in requests.steps(session, code) if one.kind is StepKind.COPY_MADE]
    assert len(made) == 2


def test_a_passphrase_given_too_long_ago_is_asked_for_again_before_the_copy_leaves(
    shop: Workplace, customer: Customer, me: AtARequest, tmp_path: Path
) -> None:
    code = asked(shop.session, customer.code)
    shop.session.mark_confirmed(Operation.EXPORT)
    copy = me.opens_copy(code)
    shop.clock.move(minutes=6)
    me.window.messages.file_answers = [tmp_path]
    copy.clicks("Save PDF and JSON…")
    assert list(tmp_path.glob("*.json")) == []
    confirms(me)
    assert len(list(tmp_path.glob("*.json"))) == 1


def test_a_folder_that_is_gone_is_said_and_the_copy_stays_on_record_for_the_next_try(
    session: Session, customer: Customer, me: AtARequest, tmp_path: Path
) -> None:
    code = asked(session, customer.code)
    session.mark_confirmed(Operation.EXPORT)
    copy = me.opens_copy(code)
    me.window.messages.file_answers = [tmp_path / "gone"]
    copy.clicks("Save PDF and JSON…")
    assert copy.screen.banner.text()
    me.window.messages.file_answers = [tmp_path]
    assert audited(session, lambda: copy.clicks("Save PDF and JSON…")) == []
    assert len(list(tmp_path.glob("*.json"))) == 1


def test_staff_cannot_look_at_a_copy_but_say_that_it_was_handed_over(
    shop: Workplace, customer: Customer, tmp_path: Path
) -> None:
    code = asked(shop.session, customer.code)
    prepared(shop.session, code)
    staff = shop.as_staff()
    me = AtARequest(make_desk(staff, tmp_path / "staff.ini", language=Language.EN))
    copy = me.opens_copy(code)
    assert copy.pages() == 0
    assert "manager" in copy.reads()
    copy.screen.reject()
    form = me.opens(CopyHandedOverDialog, code)
    form.clicks("Record")
    assert requests.get(staff, code).carried_out_at == staff.now()


def test_a_copy_sent_where_the_customer_wants_no_contact_is_refused_with_the_reason(
    session: Session, customer: Customer, me: AtARequest
) -> None:
    consents.stop_contact(session, customer.code, Channel.POST, ConsentMethod.EMAIL)
    code = asked(session, customer.code)
    prepared(session, code)
    form = me.opens(CopyHandedOverDialog, code)
    form.chooses("How did the customer get it?", "Post")
    form.clicks("Record")
    assert "This was not done" in form.reads()
    assert "does not want to be contacted (Post)" in form.reads()
    assert "(KO 4c)" in form.reads()
    form.chooses("How did the customer get it?", "In person")
    form.clicks("Record")
    assert requests.get(session, code).carried_out_at == session.now()


def test_handing_over_the_copy_of_a_child_warns_whoever_does_it(session: Session, me: AtARequest) -> None:
    child, mother = add_child(session), add_customer(session, "Lê Thị Hoa")
    code = asked(session, child.code)
    assert "without a guardian on record" in me.opens(CopyHandedOverDialog, code).reads()
    guard(session, child, mother)
    assert "to the guardian on record" in me.opens(CopyHandedOverDialog, code).reads()
    grown = asked(session, mother.code)
    assert "minor" not in me.opens(CopyHandedOverDialog, grown).reads()


def test_a_copy_that_was_never_made_cannot_be_handed_over(session: Session, customer: Customer, me: AtARequest) -> None:
    code = asked(session, customer.code)
    form = me.opens(CopyHandedOverDialog, code)
    form.clicks("Record")
    assert form.reads()
    assert requests.get(session, code).carried_out_at is None
    assert carrying_out.standing(session, code).request.is_open
    assert data_copy.collect(session, customer.code)
