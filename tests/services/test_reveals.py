"""One hidden value, for 30 seconds, written down first; after thirty in an hour only with a reason."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.errors import CustomerErased, NotFound, ReasonNeeded, UnknownChoice
from ledger.domain.ids import AttachmentId
from ledger.domain.purpose import Channel
from ledger.domain.recipient import CommitmentItem
from ledger.services import consents, evidence, recipients, reveals, trail
from ledger.services.reveals import RevealField, reveal, show_file
from ledger.services.session import Session
from support.services import (
    MARKETING,
    Workplace,
    add_carrier,
    add_child,
    add_customer,
    audited,
    entries_since,
    paper,
    snapshot,
)

SCAN = b"%PDF-1.4 phieu dong y"


def rows(session: Session) -> list[tuple[object, ...]]:
    return snapshot(session)["reveal"]


def reveal_phones(session: Session, times: int) -> None:
    for _ in range(times):
        reveal(session, "KH-00001", RevealField.PHONE)


@pytest.mark.parametrize(
    ("what", "value"),
    [
        (RevealField.PHONE, "0911 647 979"),
        (RevealField.EMAIL, "vuive88@example.com"),
        (RevealField.ADDRESS, "36 Hàng Than, Phường Ba Đình, Thành phố Hà Nội"),
        (RevealField.BIRTH_DATE, "05/06/1987"),
    ],
)
def test_each_field_is_shown_as_people_read_it_and_hidden_after_30_seconds(
    shop: Workplace, what: RevealField, value: str
) -> None:
    add_customer(shop.session, birth_date="05/06/1987")
    shown = reveal(shop.session, "kh-00001", what)
    assert shown.value == value
    assert shown.until == shop.clock.at + timedelta(seconds=30)
    assert value not in repr(shown)


def test_the_second_number_has_an_eye_of_its_own(session: Session) -> None:
    add_customer(session, phones=("0911 647 979", "0988 111 222"))
    assert reveal(session, "KH-00001", RevealField.PHONE, 1).value == "0988 111 222"


def test_one_look_leaves_one_row_and_one_entry_and_neither_tells_what_was_seen(session: Session) -> None:
    add_customer(session, birth_date="05/06/1987")
    before = trail.head_of(session).seq
    for what in (RevealField.PHONE, RevealField.EMAIL, RevealField.ADDRESS, RevealField.BIRTH_DATE):
        assert audited(session, partial(reveal, session, "KH-00001", what)) == [(AuditAction.REVEALED, "KH-00001")]
    entries = entries_since(session, before)
    assert len(rows(session)) == len(entries) == 4
    bodies = [one.body for one in entries]
    assert bodies[0] == {"field": "phone", "position": 0, "has_reason": False}
    told = f"{bodies} {rows(session)}"
    for secret in ("647", "vuive", "Hàng", "1987", "05/06"):
        assert secret not in told


def test_a_reason_is_kept_with_the_row_and_not_on_the_trail(session: Session) -> None:
    add_customer(session)
    before = trail.head_of(session).seq
    reveal(session, "KH-00001", RevealField.PHONE, reason="Gọi lại chị Lan")
    assert rows(session)[0][-1] == "Gọi lại chị Lan"
    (entry,) = entries_since(session, before)
    assert entry.body == {"field": "phone", "position": 0, "has_reason": True}


# --- thirty in an hour --------------------------------------------------------------------------


def test_the_thirtieth_look_is_free_and_the_next_one_asks_why(shop: Workplace) -> None:
    add_customer(shop.session)
    reveal_phones(shop.session, 30)
    before = snapshot(shop.session)
    with pytest.raises(ReasonNeeded) as asked:
        reveal(shop.session, "KH-00001", RevealField.PHONE)
    assert asked.value.data == {"count": 30, "per_hours": 1}
    assert snapshot(shop.session) == before
    assert reveals.count_mine(shop.session) == 30


@pytest.mark.parametrize(
    ("reason", "is_enough"),
    [("", False), ("....  12345", False), ("giao", False), ("giao 1 h", True), ("Khách gọi", True)],
)
def test_a_reason_has_five_letters_at_least(session: Session, reason: str, is_enough: bool) -> None:
    add_customer(session)
    reveal_phones(session, 30)
    if is_enough:
        assert reveal(session, "KH-00001", RevealField.PHONE, reason=reason).value == "0911 647 979"
        return
    with pytest.raises(ReasonNeeded):
        reveal(session, "KH-00001", RevealField.PHONE, reason=reason)


def test_a_colleague_has_thirty_of_their_own(shop: Workplace) -> None:
    add_customer(shop.session)
    reveal_phones(shop.session, 30)
    colleague = shop.as_staff()
    assert reveals.count_mine(colleague) == 0
    assert reveal(colleague, "KH-00001", RevealField.PHONE).value == "0911 647 979"


def test_an_hour_later_looking_is_free_again_and_not_a_second_earlier(shop: Workplace) -> None:
    add_customer(shop.session)
    reveal_phones(shop.session, 30)
    shop.clock.move(minutes=59, seconds=59)
    with pytest.raises(ReasonNeeded):
        reveal(shop.session, "KH-00001", RevealField.PHONE)
    shop.clock.move(seconds=1)
    assert reveals.count_mine(shop.session) == 0
    reveal_phones(shop.session, 30)


def test_looks_with_a_reason_and_at_other_things_count_too(session: Session) -> None:
    scan = signed_consent(session)
    for number in range(15):
        reveal(session, "KH-00001", RevealField.PHONE, reason=f"Khách gọi lần {number}")
        show_file(session, scan)
    for look in (lambda: reveal(session, "KH-00001", RevealField.EMAIL), lambda: show_file(session, scan)):
        with pytest.raises(ReasonNeeded):
            look()
    assert show_file(session, scan, "đối chiếu chữ ký").content == SCAN


# --- what cannot be shown -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("look", "error"),
    [
        (lambda one: reveal(one, "KH-09999", RevealField.PHONE), NotFound),
        (lambda one: reveal(one, "KH-00001", RevealField.PHONE, 1), NotFound),
        (lambda one: reveal(one, "KH-00001", RevealField.PHONE, -1), NotFound),
        (lambda one: reveal(one, "KH-00001", RevealField.BIRTH_DATE), NotFound),
        (lambda one: reveal(one, "KH-00001", RevealField.EVIDENCE), UnknownChoice),
        (lambda one: show_file(one, AttachmentId(99)), NotFound),
    ],
)
def test_what_is_not_there_is_not_shown_and_not_written_down(
    session: Session, look: Callable[[Session], object], error: type[Exception]
) -> None:
    add_customer(session)
    before = snapshot(session)
    with pytest.raises(error):
        look(session)
    assert snapshot(session) == before


def test_nothing_of_an_erased_customer_is_shown(session: Session) -> None:
    add_customer(session)
    with session.write() as uow:
        uow.db.execute("UPDATE customer SET name = NULL, erased_at = '2026-11-21T03:00:00.000000Z'")
        uow.audit(AuditAction.CUSTOMER_CHANGED, "KH-00001", {})
    with pytest.raises(CustomerErased):
        reveal(session, "KH-00001", RevealField.PHONE)


# --- files --------------------------------------------------------------------------------------


def signed_consent(session: Session) -> AttachmentId:
    customer = add_customer(session)
    file = evidence.read_file("phieu-duc.pdf", SCAN)
    said = consents.Said(MARKETING, Channel.SMS, ConsentOutcome.GRANTED, ConsentMethod.WRITING, session.clock.now())
    assert consents.record(session, customer.code, said, [file]).allowed
    return consents.records_of(session, customer)[-1].evidence[0]


def test_evidence_is_shown_like_any_hidden_value(session: Session) -> None:
    scan = signed_consent(session)
    before = trail.head_of(session).seq
    shown = show_file(session, scan)
    assert (shown.file_name, shown.media_type, shown.content) == ("phieu-duc.pdf", "application/pdf", SCAN)
    assert "duc" not in repr(shown)
    (entry,) = entries_since(session, before)
    assert (entry.entry.action, entry.entry.subject_ref) == (AuditAction.REVEALED, "KH-00001")
    assert entry.body == {"file": scan, "field": "evidence", "has_reason": False}
    assert len(rows(session)) == 1


def test_a_partners_paper_is_about_no_customer_so_it_is_only_on_the_trail(session: Session) -> None:
    scan = evidence.read_file("cam-ket.pdf", SCAN)
    carrier = add_carrier(session, signed=paper(scan=scan, items=frozenset(CommitmentItem)))
    stored = recipients.get(session, carrier.id).commitments[0].scan
    assert stored is not None
    for _ in range(31):
        assert audited(session, lambda: show_file(session, stored)) == [(AuditAction.FILE_SHOWN, None)]
    assert rows(session) == []


def test_staff_may_look_too_because_they_serve_the_customer(shop: Workplace) -> None:
    add_child(shop.session)
    assert reveal(shop.as_staff(), "KH-00001", RevealField.BIRTH_DATE).value == "01/01/2016"
