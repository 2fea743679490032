"""VK 9: by the age somebody had at the time, and by what the guardian had agreed to by then."""

from datetime import timedelta

import pytest

from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import Customer
from ledger.domain.ids import PurposeId
from ledger.domain.instants import to_text
from ledger.domain.minor import Giver
from ledger.domain.promise import PromiseState, RecordKind
from ledger.domain.purpose import Channel, LegalBasis
from ledger.services import consents, customers
from ledger.services.session import Session
from support.promises import beyond_the_gate, figure, given_elsewhere, kinds, promise_of, state
from support.services import (
    AT,
    DELIVERY,
    LAW,
    MARKETING,
    Workplace,
    add_carrier,
    add_child,
    add_customer,
    guard,
    say,
    take_parcels,
)


def born_on(session: Session, customer: Customer, day: str) -> None:
    """Let the birth date turn up afterwards, as an import may bring it."""
    beyond_the_gate(session, "UPDATE customer SET birth_on = ? WHERE id = ?", day, customer.id)


def sold_too_early(session: Session) -> Customer:
    someone = add_customer(session, "Bé Na", is_declared_adult=False)
    take_parcels(session, someone, None)
    born_on(session, someone, "2016-01-01")
    return someone


def contacted(session: Session, customer: Customer, channel: Channel = Channel.SMS) -> None:
    beyond_the_gate(
        session,
        "INSERT INTO contact (customer_id, purpose_id, channel, basis, is_advertising, policy_version_id, occurred_at,"
        " recorded_at, recorded_by) VALUES (?, ?, ?, 'CONSENT', 1, 1, ?, ?, ?)",
        customer.id,
        MARKETING,
        channel.value,
        to_text(session.now()),
        to_text(session.now()),
        session.member.id,
    )


def test_a_minor_waits_and_an_order_of_unknown_age_is_counted(session: Session) -> None:
    add_child(session)
    take_parcels(session, add_customer(session, "Chưa Rõ", is_declared_adult=False), None)
    take_parcels(session, add_customer(session, "Người Lớn"), None)
    found = {one.id: one.value for one in promise_of(session, "VK 9").evidence.figures}
    assert (found["minors"], found["minors_waiting"], found["orders_of_unknown_age"]) == (1, 1, 1)
    assert found["orders_while_waiting"] == 0
    assert state(session, "VK 9") is PromiseState.KEPT


def test_an_order_before_the_birth_date_was_known_breaks_the_promise(session: Session) -> None:
    child = sold_too_early(session)
    (violation,) = promise_of(session, "VK 9").evidence.violations
    assert (violation.kind, violation.reference, violation.record.kind) == ("minor_order", "sale:1", RecordKind.ORDER)
    assert (violation.at, violation.closed_at, violation.customer_id) == (AT, None, child.id)
    assert figure(session, "VK 9", "orders_while_waiting") == 1


def test_the_guardians_word_ends_it_when_it_is_recorded_not_when_it_is_dated(shop: Workplace) -> None:
    session = shop.session
    child, mother = sold_too_early(session), add_customer(session, "Trần Thị Hoa")
    shop.clock.move(days=2)
    customers.link_guardian(session, child.code, mother.code, "mẹ")
    shop.clock.move(days=-1)  # dated back, recorded now: the trail's own clock never runs backwards
    assert say(session, child, purpose=DELIVERY, channel=Channel.NONE, giver=Giver.GUARDIAN).allowed
    (violation,) = promise_of(session, "VK 9").evidence.violations
    assert violation.closed_at == AT + timedelta(days=2)


def test_coming_of_age_ends_it_too(shop: Workplace) -> None:
    session = shop.session
    someone = sold_too_early(session)
    born_on(session, someone, "2008-11-25")
    assert [one.is_open for one in promise_of(session, "VK 9").evidence.violations] == [True]
    shop.clock.move(days=4)
    (violation,) = promise_of(session, "VK 9").evidence.violations
    assert violation.closed_at == AT + timedelta(days=3, hours=14)  # midnight in Vietnam before the birthday
    shop.clock.move(days=30)
    assert kinds(session, "VK 9") == []


def test_whoever_turned_eighteen_before_ordering_was_no_minor(session: Session) -> None:
    someone = sold_too_early(session)
    born_on(session, someone, "2008-11-21")
    assert kinds(session, "VK 9") == []
    born_on(session, someone, "2008-11-22")
    assert kinds(session, "VK 9") == ["minor_order"]


def test_an_order_with_the_guardians_consent_keeps_the_promise(session: Session) -> None:
    child = add_child(session)
    guard(session, child, add_customer(session, "Trần Thị Hoa"))
    (parcel,) = take_parcels(session, child, add_carrier(session))
    assert figure(session, "VK 9", "orders_with_guardian") == 1
    assert [one.code for one in promise_of(session, "VK 9").evidence.samples] == [parcel.order_code]
    assert sum(one.good for one in promise_of(session, "VK 9").evidence.trend) == 1


def test_a_withdrawn_consent_no_longer_stands(shop: Workplace) -> None:
    session = shop.session
    child = add_child(session)
    guard(session, child, add_customer(session, "Trần Thị Hoa"))
    shop.clock.move(hours=1)
    said = say(session, child, ConsentOutcome.WITHDRAWN, DELIVERY, Channel.NONE, Giver.GUARDIAN)
    assert said.allowed
    shop.clock.move(hours=1)
    given_elsewhere(session, child, add_carrier(session))
    (violation,) = promise_of(session, "VK 9").evidence.violations
    assert (violation.kind, violation.is_open) == ("minor_disclosure", True)


def test_a_withdrawal_written_down_late_counts_from_the_day_it_was_said(shop: Workplace) -> None:
    session = shop.session
    child = add_child(session)
    guard(session, child, add_customer(session, "Trần Thị Hoa"))
    shop.clock.move(hours=1)
    withdrawn_at = session.now()
    shop.clock.move(hours=1)
    given_elsewhere(session, child, add_carrier(session))
    assert kinds(session, "VK 9") == []
    shop.clock.move(hours=1)
    outcome, told = ConsentOutcome.WITHDRAWN, ConsentMethod.RECORDED_CALL
    said = consents.Said(DELIVERY, Channel.NONE, outcome, told, withdrawn_at, Giver.GUARDIAN)
    assert consents.record(session, child.code, said).allowed
    assert kinds(session, "VK 9") == ["minor_disclosure"]


@pytest.mark.parametrize(
    ("purpose", "basis", "broken"),
    [(DELIVERY, LegalBasis.CONTRACT, ["minor_disclosure"]), (LAW, LegalBasis.LAW, [])],
)
def test_what_the_law_demands_needs_no_guardian(
    session: Session, purpose: PurposeId, basis: LegalBasis, broken: list[str]
) -> None:
    given_elsewhere(session, add_child(session), add_carrier(session), (purpose, basis))
    assert kinds(session, "VK 9") == broken


def test_a_consent_for_one_channel_is_none_for_another(session: Session) -> None:
    child = add_child(session)
    guard(session, child, add_customer(session, "Trần Thị Hoa"), MARKETING)
    assert say(session, child, purpose=MARKETING, channel=Channel.SMS, giver=Giver.GUARDIAN).allowed
    contacted(session, child, Channel.SMS)
    assert kinds(session, "VK 9") == []
    contacted(session, child, Channel.EMAIL)
    (violation,) = promise_of(session, "VK 9").evidence.violations
    assert (violation.kind, violation.record.code) == ("minor_contact", child.code)
