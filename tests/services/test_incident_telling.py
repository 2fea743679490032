"""Affected customers are told through the gate, by letter, email or telephone, and everybody is accounted for."""

from dataclasses import replace

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.customer import Customer
from ledger.domain.erasure import Obstacle
from ledger.domain.errors import (
    BeforeDiscovery,
    InFuture,
    NothingToDo,
    UnknownChoice,
)
from ledger.domain.gate import ReasonCode
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import (
    consents,
    contacts,
    incident_letters,
    incidents,
)
from ledger.services.contacts import ContactQuery
from ledger.services.incident_telling import Telling
from ledger.services.session import Session
from ledger.storage import erasure
from support.incidents import (
    KNOWN,
    LOST,
    TOLD,
    UNREACHABLE,
    WAITING,
    by_phone,
    hours,
    listed,
    put_on_list,
    tell,
    three_customers,
)
from support.notices import entries
from support.services import (
    AT,
    Workplace,
    attempts,
    snapshot,
)

VI = Language.VI


@pytest.fixture
def people(session: Session) -> tuple[Customer, Customer, Customer]:
    return three_customers(session)


@pytest.fixture
def code(session: Session, people: tuple[Customer, Customer, Customer]) -> str:
    assert people
    return incidents.record(session, KNOWN)


def stands_against_erasing(session: Session, one: Customer) -> tuple[str, ...]:
    """The incidents a customer has to be told of before they may be erased."""
    return erasure.obstacles(session.db, one.id, "").get(Obstacle.INCIDENT_UNTOLD, ())


def test_telling_is_a_contact_the_law_requires_even_after_a_stop(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    first = people[0]
    consents.stop_contact(session, first.code, None, ConsentMethod.EMAIL)
    put_on_list(session, code, first)
    assert tell(session, code, Telling(TOLD, Channel.EMAIL, (first.code,))).done == 1
    (made,) = contacts.rows(session, contacts.ids(session, ContactQuery(customer_code=first.code)))
    assert (made.channel, made.exemption) == (Channel.EMAIL, "LEGAL_NOTICE")
    assert listed(session, code)[first.code].told_at == AT


def test_who_was_told_earlier_keeps_that_time(
    shop: Workplace, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    session = shop.session
    put_on_list(session, code, people[2])
    shop.clock.move(hours=5)
    tell(session, code, replace(by_phone(people[2]), at=AT + hours(1)))
    assert listed(session, code)["KH-00003"].told_at == AT + hours(1)
    with pytest.raises(InFuture):
        tell(session, code, replace(by_phone(people[2]), at=AT + hours(50)))
    with pytest.raises(BeforeDiscovery):
        tell(session, code, replace(by_phone(people[2]), at=AT - hours(1)))


def test_nobody_is_told_twice(session: Session, code: str, people: tuple[Customer, Customer, Customer]) -> None:
    put_on_list(session, code, *people)
    tell(session, code, by_phone(people[2]))
    with pytest.raises(NothingToDo):
        tell(session, code, by_phone(people[2]))
    with pytest.raises(UnknownChoice):
        tell(session, code, Telling(TOLD, Channel.NONE, (people[0].code,)))


def test_what_the_gate_refuses_is_an_attempt_and_the_customer_still_waits(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    put_on_list(session, code, *people)
    found = tell(session, code, Telling(TOLD, Channel.EMAIL, ("KH-00001", "KH-00003")))
    assert (found.done, found.refused) == (1, ("KH-00003",))
    assert [reason.code for reason in found.reasons] == [ReasonCode.UNREACHABLE]
    assert len(attempts(session)) == 1
    assert listed(session, code)["KH-00003"].state is WAITING


def test_letters_and_emails_are_written_then_recorded_as_sent(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    put_on_list(session, code, *people)
    with pytest.raises(NothingToDo):
        tell(session, code, Telling(TOLD, Channel.POST))  # nothing was written yet
    before = snapshot(session)
    assert incident_letters.letters(session, code, VI, is_preview=True).letters[0].name == "Trần Thị An"
    assert snapshot(session) == before
    incident_letters.letters(session, code, VI, is_preview=False)
    with pytest.raises(NothingToDo):
        incident_letters.letters(session, code, VI, is_preview=False)
    assert incident_letters.write_again(session, code, Channel.POST) == 1
    assert incident_letters.write_again(session, code, Channel.POST) == 0
    incident_letters.letters(session, code, VI, is_preview=False)
    ((name, content),) = incident_letters.emails(session, code, [VI, Language.EN]).files()
    assert name == "bao-su-co-SC-0001-KH-00001.eml"
    assert b"X-Unsent: 1" in content
    counts = incidents.people_counts(session, code)
    assert counts.written == {Channel.EMAIL: 1, Channel.POST: 1, Channel.CALL: 0}
    assert tell(session, code, Telling(TOLD, Channel.POST)).done == 1
    assert tell(session, code, Telling(TOLD, Channel.EMAIL)).done == 1
    assert incidents.people_counts(session, code).untold == 1
    subjects = {one.entry.subject_ref for one in entries(session, AuditAction.LETTER_PRINTED)}
    assert subjects == {None, "KH-00001", "KH-00002"}


def test_a_letter_again_for_one_customer(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    put_on_list(session, code, *people)
    incident_letters.letters(session, code, VI, is_preview=False)
    again = incident_letters.letters(session, code, VI, is_preview=False, codes=(people[1].code,))
    assert [one.code for one in again.letters] == ["KH-00002"]


def test_the_letter_says_what_happened_without_the_shops_own_words_about_it(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    put_on_list(session, code, people[1])
    said = incident_letters.letters(session, code, VI, is_preview=True).text
    words = " ".join([said.intro, *(one.head + one.after for one in said.changes), *(w for _, w in said.sections)])
    assert "bản sao lưu" in words
    assert "Họ tên, Số điện thoại" in words
    assert "Người lạ có thể gọi điện lừa đảo" in words
    assert "Nhân viên giao ca tối" not in words
    assert "xe buýt" not in words


def test_who_cannot_be_reached_is_accounted_for(
    session: Session, code: str, people: tuple[Customer, Customer, Customer]
) -> None:
    put_on_list(session, code, people[2])
    assert stands_against_erasing(session, people[2]) == (code,)
    tell(session, code, Telling(UNREACHABLE, Channel.CALL, (people[2].code,)))
    assert stands_against_erasing(session, people[2]) == ()
    assert incidents.people_counts(session, code).unreachable == 1
    tell(session, code, by_phone(people[2]))  # reached after all
    assert incidents.people_counts(session, code).told == 1


def test_where_nobody_has_to_be_told_nobody_waits_for_it(
    session: Session, people: tuple[Customer, Customer, Customer]
) -> None:
    code = incidents.record(session, replace(LOST, tells_customers=False, no_tell_reason="đã mã hóa"))
    put_on_list(session, code, people[0])
    assert stands_against_erasing(session, people[0]) == ()
