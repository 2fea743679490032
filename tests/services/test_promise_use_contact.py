"""KO 2, KO 4c and VK 2b from the rows: which uses and contacts break them, whatever the gate had said."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import Customer
from ledger.domain.gate import Exemption
from ledger.domain.ids import CustomerId, PolicyVersionId, PurposeId, StaffId
from ledger.domain.instants import local_date
from ledger.domain.minor import Giver
from ledger.domain.notice import NoticeChannel
from ledger.domain.promise import Period, PromiseState, RecordKind, RecordRef
from ledger.domain.purpose import MESSAGES, Channel, LegalBasis
from ledger.services import consents, contacts, customers, notice_settling, notices, promises
from ledger.services.notice_settling import Settlement
from ledger.services.promise_use import after_refusal
from ledger.services.session import Session
from ledger.storage import consents as consent_rows
from ledger.storage import contacts as contact_rows
from ledger.storage import data_uses, promise_use
from ledger.storage.contact_lists import LeftOut
from ledger.storage.contacts import NewContact
from ledger.storage.promises import span_of
from support.notices import TOLD, publish
from support.promises import figure, given_elsewhere, kinds, measured, promise_of, state
from support.services import (
    AT,
    DELIVERY,
    MARKETING,
    Workplace,
    add_carrier,
    add_child,
    add_customer,
    guard,
    say,
)

SMS, ZALO, EMAIL, CALL = Channel.SMS, Channel.ZALO, Channel.EMAIL, Channel.CALL
WEBSITE, LAW = PurposeId("website_improvement"), PurposeId("legal_compliance")
MINUTE = timedelta(minutes=1)


def contacted(
    session: Session,
    customer: Customer,
    purpose: PurposeId = DELIVERY,
    channel: Channel = SMS,
    basis: LegalBasis = LegalBasis.CONTRACT,
    **changes: Any,
) -> None:
    """Write a contact nobody asked the gate about, as an import would."""
    new = NewContact(customer.id, purpose, channel, basis, is_advertising=False, occurred_at=session.now())
    new = replace(new, **changes)
    with session.write() as uow:
        contact_rows.add(uow.db, new, session.policy().id, uow.now, uow.actor)
        uow.audit(AuditAction.CONTACT_MADE, customer.code, {})


def refused(session: Session, customer: Customer, channel: Channel | None = None, at: datetime | None = None) -> None:
    consents.stop_contact(session, customer.code, channel, ConsentMethod.SMS, at)


# --- KO 4c ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stopped", "used", "is_broken"),
    [
        (None, CALL, True),
        (SMS, SMS, True),
        (SMS, ZALO, True),
        (ZALO, SMS, True),
        (SMS, EMAIL, False),
        (EMAIL, CALL, False),
    ],
)
def test_a_refusal_covers_its_channel_and_both_kinds_of_message(
    session: Session, stopped: Channel | None, used: Channel, is_broken: bool
) -> None:
    customer = add_customer(session)
    refused(session, customer, stopped)
    contacted(session, customer, channel=used)
    assert kinds(session, "KO 4c") == (["contact_after_refusal"] if is_broken else [])
    assert figure(session, "KO 4c", "contacts_after_refusal") == int(is_broken)


@pytest.mark.parametrize("exemption", list(Exemption))
def test_what_the_person_asked_for_and_what_the_law_demands_may_be_sent(session: Session, exemption: Exemption) -> None:
    customer = add_customer(session)
    refused(session, customer)
    contacted(session, customer, LAW, basis=LegalBasis.LAW, exemption=exemption.value)
    assert kinds(session, "KO 4c") == []
    contacted(session, customer, MARKETING, exemption=exemption.value, is_advertising=True)
    assert kinds(session, "KO 4c") == ["contact_after_refusal"]  # nothing excuses advertising


def test_a_refusal_is_confirmed_once_and_each_refusal_may_be(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    for channel in (SMS, CALL):
        refused(session, customer, channel)
        shop.clock.move(minutes=1)
        contacted(session, customer, LAW, EMAIL, LegalBasis.LAW, exemption=Exemption.OPT_OUT_CONFIRMATION.value)
        shop.clock.move(minutes=1)
    assert state(session, "KO 4c") is PromiseState.KEPT
    contacted(session, customer, LAW, EMAIL, LegalBasis.LAW, exemption=Exemption.OPT_OUT_CONFIRMATION.value)
    assert kinds(session, "KO 4c") == ["confirmed_twice"]


def test_a_contact_before_the_refusal_or_after_it_was_lifted_breaks_nothing(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    contacted(session, customer)
    shop.clock.move(minutes=1)
    refused(session, customer)
    shop.clock.move(minutes=1)
    assert consents.lift_stop(session, customer.code, None)
    contacted(session, customer)
    assert state(session, "KO 4c") is PromiseState.KEPT
    assert figure(session, "KO 4c", "refusals_standing") == 0


def test_the_contact_itself_is_the_evidence_and_cannot_be_undone(session: Session) -> None:
    customer = add_customer(session)
    refused(session, customer)
    contacted(session, customer)
    (violation,) = promise_of(session, "KO 4c").evidence.violations
    assert violation.record == RecordRef(RecordKind.CONTACT, customer.code)
    assert (violation.reference, violation.closed_at) == ("contact:1", violation.at)


def test_a_contact_of_another_month_is_judged_there(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    refused(session, customer)
    contacted(session, customer)
    shop.clock.move(days=30)
    assert kinds(session, "KO 4c") == []
    november = Period(local_date(AT).replace(day=1), local_date(AT))
    assert len(promise_of(session, "KO 4c", november).evidence.violations) == 1


@dataclass(frozen=True, slots=True)
class Stop:
    channel: Channel | None
    said: int  # minutes
    written_after: int
    lifted_after: int | None

    def covers(self, channel: Channel) -> bool:
        both = self.channel in MESSAGES and channel in MESSAGES
        return self.channel is None or self.channel is channel or both

    def stands(self, at: int) -> bool:
        return self.said <= at and (self.lifted_after is None or at < self.said + self.lifted_after)

    def is_confirmable(self, at: int) -> bool:
        return self.stands(at) and self.said + self.written_after <= at


@dataclass(frozen=True, slots=True)
class Made:
    at: int
    channel: Channel
    exemption: Exemption | None
    is_advertising: bool

    def is_forbidden(self, stops: list[Stop]) -> bool:
        is_free = self.exemption is not None and not self.is_advertising
        return not is_free and any(one.covers(self.channel) and one.stands(self.at) for one in stops)


def broken(stops: list[Stop], made: list[Made]) -> set[int]:
    """Say in plain words what breaks KO 4c: the places in ``made``, which is in order of time."""
    forbidden = {place for place, one in enumerate(made) if one.is_forbidden(stops)}
    sent = [
        (place, one.at)
        for place, one in enumerate(made)
        if one.exemption is Exemption.OPT_OUT_CONFIRMATION and place not in forbidden
    ]
    first = set()
    for stop in stops:
        first |= set([place for place, at in sent if stop.is_confirmable(at)][:1])
    again = {place for place, at in sent if any(stop.is_confirmable(at) for stop in stops)} - first
    return forbidden | again


MINUTES = st.integers(0, 12)
STOPS = st.builds(
    Stop,
    st.sampled_from([None, SMS, ZALO, CALL, EMAIL]),
    MINUTES,
    st.integers(0, 2),
    st.none() | st.integers(3, 12),
)
CONTACTS = st.builds(
    Made,
    MINUTES,
    st.sampled_from([SMS, ZALO, CALL, EMAIL]),
    st.sampled_from([None, Exemption.OWN_MESSAGE, *[Exemption.OPT_OUT_CONFIRMATION] * 3]),
    st.booleans(),
)


@pytest.fixture
def one_customer(session: Session) -> Iterator[Session]:
    add_customer(session)
    yield session
    assert not session.db.in_transaction


def write_both(session: Session, stops: list[Stop], made: list[Made]) -> None:
    person, version, by = CustomerId(1), PolicyVersionId(1), StaffId("somebody")
    for stop in stops:
        new = consent_rows.NewStop(person, stop.channel, ConsentMethod.SMS, AT + stop.said * MINUTE)
        consent_rows.add_stop(session.db, new, AT + (stop.said + stop.written_after) * MINUTE, by)
        if stop.lifted_after is not None:
            lifted = AT + (stop.said + stop.lifted_after) * MINUTE
            session.db.execute(
                "UPDATE stop_contact SET lifted_at = ? WHERE id = (SELECT max(id) FROM stop_contact)",
                (f"{lifted:%Y-%m-%dT%H:%M:%S.%f}Z",),
            )
    for one in made:
        contact = NewContact(
            person, DELIVERY, one.channel, LegalBasis.CONTRACT, one.is_advertising, AT + one.at * MINUTE, one.exemption
        )
        contact_rows.add(session.db, contact, version, AT, by)


# An advertisement dressed as a confirmation, which a lifted stop forbade, confirms no other stop.
DRESSED_UP = {
    "stops": [Stop(CALL, 0, 0, None), Stop(None, 0, 0, 3)],
    "made": [Made(0, SMS, Exemption.OPT_OUT_CONFIRMATION, True), Made(3, SMS, Exemption.OPT_OUT_CONFIRMATION, False)],
}


# Every example is rolled back, so one ledger serves them all.
@example(**DRESSED_UP)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stops=st.lists(STOPS, max_size=3), made=st.lists(CONTACTS, max_size=6))
def test_every_contact_is_judged_as_a_plain_reading_of_the_promise_would(
    one_customer: Session, stops: list[Stop], made: list[Made]
) -> None:
    made.sort(key=lambda one: one.at)
    session = one_customer
    session.db.execute("BEGIN")
    try:
        write_both(session, stops, made)
        period = Period(local_date(AT), local_date(AT))
        found = after_refusal(promise_use.contacts_while_stopped(session.db, span_of(period)))
        assert sorted(one.id - 1 for one, _kind in found) == sorted(broken(stops, made))
    finally:
        session.db.execute("ROLLBACK")


# --- VK 2b ----------------------------------------------------------------------------------------


def offered(session: Session, customer: Customer, channel: Channel = SMS) -> None:
    contacted(session, customer, MARKETING, channel, LegalBasis.CONSENT, is_advertising=True)


@pytest.mark.parametrize("outcome", list(ConsentOutcome))
def test_the_newest_word_of_each_customer_counts_once(shop: Workplace, outcome: ConsentOutcome) -> None:
    session = shop.session
    customer = add_customer(session)
    add_customer(session, "Lê Thị Chưa", phones=("0988111222",), emails=())
    assert say(session, customer, channel=EMAIL).allowed
    shop.clock.move(minutes=1)
    assert say(session, customer, outcome).allowed
    accepts = outcome is ConsentOutcome.GRANTED
    assert figure(session, "VK 2b", "offers_accepted") == int(accepts)
    assert figure(session, "VK 2b", "offers_refused") == int(not accepts)
    assert figure(session, "VK 2b", "offers_unasked") == 1


def test_a_yes_to_one_channel_is_no_yes_to_another(session: Session) -> None:
    customer = add_customer(session)
    assert say(session, customer, channel=EMAIL).allowed
    offered(session, customer, EMAIL)
    assert state(session, "VK 2b") is PromiseState.KEPT
    offered(session, customer, SMS)
    assert kinds(session, "VK 2b") == ["offer_without_yes"]


def test_a_yes_that_had_expired_counts_no_longer(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    until = session.now() + timedelta(hours=1)
    said = consents.Said(MARKETING, SMS, ConsentOutcome.GRANTED, ConsentMethod.WRITING, session.now(), expires_at=until)
    assert consents.record(session, customer.code, said).allowed
    offered(session, customer)
    assert kinds(session, "VK 2b") == []
    shop.clock.move(hours=2)
    offered(session, customer)
    assert kinds(session, "VK 2b") == ["offer_without_yes"]
    assert figure(session, "VK 2b", "offers_unasked") == 1  # has to be asked again


def test_a_yes_given_to_an_older_wording_is_no_yes(session: Session) -> None:
    customer = add_customer(session)
    assert say(session, customer).allowed
    offered(session, customer)
    assert kinds(session, "VK 2b") == []
    run = publish(session)  # marketing in other words
    notice_settling.settle(session, run, Settlement(TOLD, NoticeChannel.EMAIL, (customer.code,)))
    notices.finish(session, run)
    offered(session, customer)
    assert kinds(session, "VK 2b") == ["offer_without_yes"]


def test_below_seven_the_guardian_decides(session: Session) -> None:
    child, mother = add_child(session, years=5), add_customer(session, "Trần Thị Hoa", phones=("0988111222",))
    customers.link_guardian(session, child.code, mother.code, "mẹ")
    offered(session, child)
    assert kinds(session, "VK 2b") == ["offer_without_yes"]
    assert say(session, child, giver=Giver.GUARDIAN).allowed
    assert kinds(session, "VK 2b") == []


def test_from_seven_on_the_childs_own_yes_is_needed(session: Session) -> None:
    child, mother = add_child(session), add_customer(session, "Trần Thị Hoa", phones=("0988111222",))
    guard(session, child, mother)
    assert say(session, child, giver=Giver.GUARDIAN).allowed
    offered(session, child)
    assert kinds(session, "VK 2b") == ["offer_without_yes"]


def test_without_a_clause_on_offers_the_purposes_answer_for_them(king_oil: Session) -> None:
    offered(king_oil, add_customer(king_oil))
    assert kinds(king_oil, "KO 2") == ["without_yes"]


def test_with_a_clause_on_offers_the_purposes_leave_them_to_it(session: Session) -> None:
    offered(session, add_customer(session))
    assert kinds(session, "KO 2") == []
    assert kinds(session, "VK 2b") == ["offer_without_yes"]


# --- KO 2, VK 2a ----------------------------------------------------------------------------------


def test_every_kind_of_use_for_a_purpose_nobody_published_breaks_the_promise(session: Session) -> None:
    customer, profiling = add_customer(session), PurposeId("profiling")
    contacted(session, customer, profiling)
    given_elsewhere(session, customer, add_carrier(session), (profiling, LegalBasis.CONTRACT))
    with session.write() as uow:
        new = data_uses.NewUse(profiling, LegalBasis.LAW, (), 3, LeftOut(), None, uow.now)
        data_uses.add(uow.db, new, session.policy().id, uow.now, uow.actor)
        uow.audit(AuditAction.DATA_USED, None, {})
    promise = promise_of(session, "KO 2")
    assert {(one.kind, one.record.kind) for one in promise.evidence.violations} == {
        ("purpose_unknown", RecordKind.CONTACT),
        ("purpose_unknown", RecordKind.DISCLOSURE),
        ("purpose_unknown", RecordKind.DATA_USE),
    }
    assert kinds(session, "VK 2a") == kinds(session, "KO 2")


def test_a_disclosure_on_consent_needs_the_yes_too(shop: Workplace) -> None:
    session = shop.session
    customer, carrier = add_customer(session), add_carrier(session)
    given_elsewhere(session, customer, carrier, (WEBSITE, LegalBasis.CONSENT))
    shop.clock.move(minutes=1)
    assert say(session, customer, purpose=WEBSITE, channel=Channel.NONE).allowed
    given_elsewhere(session, customer, carrier, (WEBSITE, LegalBasis.CONSENT))
    assert kinds(session, "KO 2") == ["without_yes"]


def test_uses_are_counted_for_each_purpose_by_its_own_name(session: Session) -> None:
    customer = add_customer(session)
    for _ in range(2):
        assert contacts.contact(session, customer.code, DELIVERY, CALL).allowed
    named = [one for one in promise_of(session, "KO 2").evidence.figures if one.id == "uses_for"]
    assert [(one.about.vi if one.about else "", one.value) for one in named] == [("Giao hàng", 2)]


def test_the_trend_tells_good_days_from_bad_ones(session: Session) -> None:
    customer = add_customer(session)
    assert contacts.contact(session, customer.code, DELIVERY, CALL).allowed
    contacted(session, customer, PurposeId("profiling"))
    trend = promise_of(session, "KO 2").evidence.trend
    assert (sum(one.good for one in trend), sum(one.bad for one in trend)) == (1, 1)


def test_the_reading_rests_often_so_that_the_window_stays_alive(session: Session) -> None:
    slices = sum(1 for _ in promises.measure(session))
    assert slices > len(measured(session).promises)
