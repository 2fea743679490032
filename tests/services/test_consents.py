"""Writing down what a person said: the newest answer counts, silence is no answer, minors have a guardian."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome, ConsentState
from ledger.domain.customer import Customer
from ledger.domain.errors import FileNotAllowed, FileTooLarge, InFuture, InvalidInput, NotFound, TextMissing
from ledger.domain.gate import Act, ReasonCode
from ledger.domain.ids import AttachmentId, PurposeId
from ledger.domain.minor import Giver
from ledger.domain.purpose import CONTACT_CHANNELS, Channel, LegalBasis
from ledger.services import consents, customers, evidence
from ledger.services.session import Session
from ledger.storage import attachments
from support.services import (
    AT,
    DELIVERY,
    MARKETING,
    Workplace,
    add_child,
    add_customer,
    attempts,
    audited,
    codes,
    guard,
    say,
    snapshot,
)

GRANTED, REFUSED, WITHDRAWN = ConsentOutcome
PDF = b"%PDF-1.7 signed"


def state(session: Session, customer: Customer, channel: Channel = Channel.SMS) -> ConsentState:
    cells = consents.matrix(session, customer, session.clock.now())
    return next(one.state for one in cells if one.purpose.id == MARKETING and one.channel is channel)


def said(session: Session, outcome: ConsentOutcome = GRANTED, **changes: Any) -> consents.Said:
    now = session.clock.now()
    simple = consents.Said(MARKETING, Channel.SMS, outcome, ConsentMethod.WRITING, now)
    return replace(simple, **changes)


# --- the five states ----------------------------------------------------------------------------


def test_nobody_has_agreed_to_anything_before_being_asked(session: Session) -> None:
    cells = consents.matrix(session, add_customer(session), AT)
    assert {one.state for one in cells} == {ConsentState.NEVER_ASKED}
    assert len(cells) == len(session.policy().purposes) * (1 + len(CONTACT_CHANNELS))


def test_the_newest_answer_counts_and_only_for_its_own_channel(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    for outcome in (GRANTED, REFUSED, GRANTED, WITHDRAWN):
        shop.clock.move(minutes=1)
        say(shop.session, customer, outcome)
        assert state(shop.session, customer).value == outcome.value
        assert state(shop.session, customer, Channel.EMAIL) is ConsentState.NEVER_ASKED
    assert [one.outcome for one in consents.records_of(shop.session, customer)] == [
        GRANTED,
        REFUSED,
        GRANTED,
        WITHDRAWN,
    ]


def test_an_answer_written_down_late_counts_from_when_it_was_said(shop: Workplace) -> None:
    customer, earlier = add_customer(shop.session), AT - timedelta(days=9)
    say(shop.session, customer, REFUSED)
    consents.record(shop.session, customer.code, said(shop.session, occurred_at=earlier))
    assert state(shop.session, customer) is ConsentState.REFUSED


def test_a_yes_with_an_end_expires_by_itself(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    consents.record(shop.session, customer.code, said(shop.session, expires_at=AT + timedelta(days=1)))
    assert state(shop.session, customer) is ConsentState.GRANTED
    shop.clock.move(days=1)
    assert state(shop.session, customer) is ConsentState.EXPIRED


def test_an_answer_from_tomorrow_is_refused(session: Session) -> None:
    customer = add_customer(session)
    before = snapshot(session)
    with pytest.raises(InFuture):
        consents.record(session, customer.code, said(session, occurred_at=AT + timedelta(hours=1)))
    assert snapshot(session) == before


def test_the_record_proves_who_when_how_and_under_which_policy(session: Session) -> None:
    customer = add_customer(session)
    full = said(session, method=ConsentMethod.RECORDED_CALL, frequency="một lần mỗi tháng", note="chị ấy cười")
    assert consents.record(session, customer.code, full).decision.basis is LegalBasis.CONSENT
    (kept,) = consents.records_of(session, customer)
    assert (kept.method, kept.occurred_at, kept.recorded_by) == (ConsentMethod.RECORDED_CALL, AT, session.member.id)
    assert (kept.policy_version_id, kept.purpose_revision) == (session.policy().id, 1)
    assert (kept.frequency, kept.note) == ("một lần mỗi tháng", "chị ấy cười")


def test_an_answer_about_a_purpose_the_policy_does_not_have_is_refused_and_recorded_as_an_attempt(
    session: Session,
) -> None:
    customer = add_customer(session)
    for outcome in (GRANTED, REFUSED):
        assert codes(say(session, customer, outcome, PurposeId("resale"))) == {ReasonCode.PURPOSE_UNKNOWN}
    assert [one.act for one in attempts(session)] == [Act.CONSENT, Act.CONSENT]
    assert consents.records_of(session, customer) == ()


def test_somebody_who_is_not_on_record_cannot_have_said_anything(session: Session) -> None:
    with pytest.raises(NotFound):
        consents.record(session, "KH-00009", said(session))


# --- evidence -----------------------------------------------------------------------------------


def test_the_signed_paper_is_kept_inside_the_ledger(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    scan = evidence.read_file("D:\\Hoa\\phiếu đồng ý.pdf", PDF)
    consents.record(shop.session, customer.code, said(shop.session), (scan,))
    (kept,) = consents.records_of(shop.session, customer)
    (attachment_id,) = kept.evidence
    assert attachments.content(shop.session.db, attachment_id) == PDF
    stored = attachments.load(shop.session.db, attachment_id)
    assert stored is not None
    assert (stored.file_name, stored.media_type, stored.size) == ("phiếu đồng ý.pdf", "application/pdf", len(PDF))
    assert stored.customer_id == customer.id
    assert not [path for path in shop.place.folder.rglob("*") if path.is_file() and PDF in path.read_bytes()]
    assert attachments.content(shop.session.db, AttachmentId(99)) is None


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("giấy.pdf", PDF, "application/pdf"),
        ("ảnh.exe", b"\x89PNG\r\n\x1a\n...", "image/png"),  # judged by what it is, not by its name
        ("a/b/c.jpg", b"\xff\xd8\xff\xe0 jpeg", "image/jpeg"),
        ("tin nhắn.txt", "Tôi đồng ý".encode(), "text/plain"),
    ],
)
def test_papers_pictures_and_messages_are_evidence(name: str, content: bytes, kind: str) -> None:
    assert evidence.read_file(name, content).media_type == kind


def test_programs_empty_files_and_files_without_a_name_are_not_evidence() -> None:
    for content in (b"MZ\x90\x00\xff", b"", b"  \n", b"PK\x03\x04\xff", b"a\x00b", "x".encode("utf-16")):
        with pytest.raises(FileNotAllowed):
            evidence.read_file("giấy.pdf", content)
    with pytest.raises(TextMissing):
        evidence.read_file("folder/", PDF)


def test_a_file_may_be_five_megabytes_and_not_one_byte_more() -> None:
    largest = PDF.ljust(evidence.SIZE_LIMIT, b"x")
    assert len(evidence.read_file("giấy.pdf", largest).content) == evidence.SIZE_LIMIT
    with pytest.raises(FileTooLarge):
        evidence.read_file("giấy.pdf", largest + b"x")


# --- minors -------------------------------------------------------------------------------------


def test_a_child_alone_cannot_agree_and_the_attempt_is_kept(session: Session) -> None:
    child = add_child(session)
    reasons = codes(say(session, child))
    assert reasons == {ReasonCode.GUARDIAN_MISSING, ReasonCode.GUARDIAN_CONSENT_MISSING}
    assert [one.act for one in attempts(session)] == [Act.CONSENT]
    assert consents.records_of(session, child) == ()


def test_the_guardian_speaks_first_and_then_the_child(session: Session) -> None:
    child, mother = add_child(session), add_customer(session, "Trần Thị Hoa")
    customers.link_guardian(session, child.code, mother.code, "mẹ")
    assert codes(say(session, child)) == {ReasonCode.GUARDIAN_CONSENT_MISSING}
    assert say(session, child, giver=Giver.GUARDIAN).allowed
    assert say(session, child).allowed
    by_mother, _ = consents.records_of(session, child)
    assert (by_mother.giver, by_mother.guardian_id) == (Giver.GUARDIAN, mother.id)


def test_under_seven_only_the_guardian_has_a_say(session: Session) -> None:
    child, mother = add_child(session, years=5), add_customer(session, "Trần Thị Hoa")
    customers.link_guardian(session, child.code, mother.code, "mẹ")
    assert say(session, child, giver=Giver.GUARDIAN).allowed
    assert codes(say(session, child)) == {ReasonCode.GUARDIAN_CONSENT_MISSING}


def test_another_child_is_no_guardian(session: Session) -> None:
    child, sister = add_child(session), add_child(session, "Chị Na", years=14)
    with pytest.raises(InvalidInput):
        customers.link_guardian(session, child.code, sister.code, "chị")
    assert ReasonCode.GUARDIAN_MISSING in codes(say(session, child, giver=Giver.GUARDIAN))


def test_nobody_speaks_for_somebody_who_is_of_age(session: Session) -> None:
    adult = add_customer(session, birth_date="1/1/1980")
    for said in (GRANTED, REFUSED):
        with pytest.raises(InvalidInput):
            say(session, adult, said, giver=Giver.GUARDIAN)


def test_a_no_of_a_child_is_always_written_down(session: Session) -> None:
    child = add_child(session)
    assert say(session, child, REFUSED).allowed
    assert state(session, child) is ConsentState.REFUSED


def test_an_adult_needs_nobody_and_seventeen_needs_somebody_where_the_shop_promised_it(
    session: Session, king_oil: Session
) -> None:
    youth, grown_up = add_child(session, years=17), add_child(session, years=18)
    assert ReasonCode.GUARDIAN_MISSING in codes(say(session, youth))
    assert say(session, grown_up).allowed
    assert say(king_oil, add_child(king_oil, years=17)).allowed  # KO promises nothing beyond the law: under 16


def test_agreeing_to_the_contract_lets_the_child_order(session: Session) -> None:
    child, mother = add_child(session), add_customer(session, "Trần Thị Hoa")
    guard(session, child, mother)
    kept = {(one.purpose_id, one.giver) for one in consents.records_of(session, child)}
    assert kept == {(DELIVERY, Giver.GUARDIAN), (DELIVERY, Giver.SELF)}


def test_every_answer_leaves_one_entry_about_its_customer(session: Session) -> None:
    customer, child = add_customer(session), add_child(session)
    assert audited(session, lambda: say(session, customer)) == [(AuditAction.CONSENT_RECORDED, customer.code)]
    assert audited(session, lambda: say(session, child)) == [(AuditAction.ATTEMPT_BLOCKED, child.code)]
