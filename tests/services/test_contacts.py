"""Contacts the shop starts: a "no" is kept, silence is no "yes", and advertising has its hours and its measure."""

from datetime import timedelta
from typing import Any

import pytest

from ledger.assets import load_law
from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import ContactState, Customer
from ledger.domain.errors import InFuture, OptOutConfirmed, UnknownChoice, WrongState
from ledger.domain.gate import Act, Exemption, ReasonCode
from ledger.domain.ids import PurposeId
from ledger.domain.purpose import CONTACT_CHANNELS, Channel, LegalBasis
from ledger.domain.wording import Language
from ledger.services import consents, contacts, customers, overview, purging
from ledger.services.contacts import ContactQuery
from ledger.services.session import Session
from ledger.storage import shop as shop_rows
from support.services import (
    AT,
    DELIVERY,
    LAW,
    MARKETING,
    Workplace,
    add_customer,
    attempts,
    audited,
    codes,
    say,
    snapshot,
)


def agree(session: Session, customer: Customer, *channels: Channel) -> None:
    for channel in channels:
        assert say(session, customer, channel=channel).allowed


def why_not(session: Session, customer: Customer, channel: Channel, purpose: PurposeId = MARKETING) -> set[ReasonCode]:
    return codes(contacts.contact(session, customer.code, purpose, channel).decision)


def test_an_advertisement_needs_a_yes_on_that_channel(session: Session) -> None:
    customer = add_customer(session)
    assert why_not(session, customer, Channel.SMS) == {ReasonCode.CONSENT_NEVER_ASKED}
    agree(session, customer, Channel.SMS)
    done = contacts.contact(session, customer.code, MARKETING, Channel.SMS)
    assert done.allowed
    assert done.decision.basis is LegalBasis.CONSENT
    assert why_not(session, customer, Channel.EMAIL) == {ReasonCode.CONSENT_NEVER_ASKED}


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (ConsentOutcome.REFUSED, ReasonCode.CONSENT_REFUSED),
        (ConsentOutcome.WITHDRAWN, ReasonCode.CONSENT_WITHDRAWN),
    ],
)
def test_a_no_or_a_yes_taken_back_stops_the_advertisement(
    session: Session, outcome: ConsentOutcome, reason: ReasonCode
) -> None:
    customer = add_customer(session)
    say(session, customer, outcome)
    assert why_not(session, customer, Channel.SMS) == {reason}


@pytest.mark.parametrize("stopped", [None, Channel.SMS, Channel.ZALO])
def test_do_not_contact_beats_every_yes(session: Session, stopped: Channel | None) -> None:
    customer = add_customer(session)
    agree(session, customer, Channel.SMS, Channel.EMAIL)
    consents.stop_contact(session, customer.code, stopped, ConsentMethod.EMAIL)
    assert why_not(session, customer, Channel.SMS) == {ReasonCode.STOP_CONTACT}
    assert why_not(session, customer, Channel.EMAIL) == ({ReasonCode.STOP_CONTACT} if stopped is None else set())


def test_do_not_contact_stops_calls_about_the_delivery_and_about_the_law_too(session: Session) -> None:
    customer = add_customer(session)
    assert why_not(session, customer, Channel.CALL, DELIVERY) == set()
    consents.stop_contact(session, customer.code, None, ConsentMethod.EMAIL)
    assert why_not(session, customer, Channel.CALL, DELIVERY) == {ReasonCode.STOP_CONTACT}
    assert why_not(session, customer, Channel.CALL, LAW) == {ReasonCode.STOP_CONTACT}


def test_after_the_stop_is_lifted_the_yes_counts_again(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    agree(shop.session, customer, Channel.SMS)
    consents.stop_contact(shop.session, customer.code, None, ConsentMethod.EMAIL)
    shop.clock.move(minutes=1)
    consents.lift_stop(shop.session, customer.code, None)
    assert why_not(shop.session, customer, Channel.SMS) == set()


@pytest.mark.parametrize(
    ("channel", "local_time", "is_allowed"),
    [
        (Channel.SMS, "06:59", False), (Channel.SMS, "07:00", True), (Channel.SMS, "21:59", True),
        (Channel.SMS, "22:00", False), (Channel.ZALO, "22:00", False), (Channel.CALL, "07:59", False),
        (Channel.CALL, "08:00", True), (Channel.CALL, "16:59", True), (Channel.CALL, "17:00", False),
        (Channel.EMAIL, "03:00", True),
    ],
)  # fmt: skip
def test_advertising_keeps_the_hours_of_vietnam(
    shop: Workplace, channel: Channel, local_time: str, is_allowed: bool
) -> None:
    customer = add_customer(shop.session)
    agree(shop.session, customer, channel)
    hour, minute = map(int, local_time.split(":"))
    shop.clock.at = (AT + timedelta(days=1)).replace(hour=0, minute=0) + timedelta(hours=hour - 7, minutes=minute)
    expected = set() if is_allowed else {ReasonCode.OUTSIDE_HOURS}
    assert why_not(shop.session, customer, channel) == expected


def test_three_messages_a_day_by_text_and_zalo_together_and_then_enough(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    agree(shop.session, customer, Channel.SMS, Channel.ZALO)
    for channel in (Channel.SMS, Channel.ZALO, Channel.SMS):
        shop.clock.move(minutes=1)
        assert why_not(shop.session, customer, channel) == set()
    assert why_not(shop.session, customer, Channel.ZALO) == {ReasonCode.CAP_REACHED}
    shop.clock.move(hours=23, minutes=57)  # a minute before the first is a day old
    assert why_not(shop.session, customer, Channel.SMS) == {ReasonCode.CAP_REACHED}
    shop.clock.move(minutes=1)
    assert why_not(shop.session, customer, Channel.SMS) == set()


def test_one_call_a_day(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    agree(shop.session, customer, Channel.CALL)
    assert why_not(shop.session, customer, Channel.CALL) == set()
    shop.clock.move(hours=2)
    assert why_not(shop.session, customer, Channel.CALL) == {ReasonCode.CAP_REACHED}


def test_refused_and_necessary_contacts_do_not_use_up_the_measure(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    agree(shop.session, customer, Channel.CALL)
    for _ in range(3):
        assert why_not(shop.session, customer, Channel.CALL, DELIVERY) == set()
        assert why_not(shop.session, customer, Channel.CALL, PurposeId("special_occasions"))
    assert why_not(shop.session, customer, Channel.CALL) == set()


def test_a_shop_may_be_stricter_than_the_law(session: Session) -> None:
    customer = add_customer(session)
    agree(session, customer, Channel.SMS)
    session.db.execute("BEGIN")
    shop_rows.save_setting(session.db, "advertising.hours.SMS.until", "10")
    session.db.execute("COMMIT")
    assert why_not(session, customer, Channel.SMS) == {ReasonCode.OUTSIDE_HOURS}


def test_nobody_is_reached_on_a_dead_number_or_one_that_was_never_given(session: Session) -> None:
    customer = add_customer(session, emails=())
    agree(session, customer, Channel.SMS, Channel.EMAIL)
    assert why_not(session, customer, Channel.EMAIL) == {ReasonCode.UNREACHABLE}
    customers.set_phone_state(session, customer.code, 0, ContactState.DEAD)
    assert why_not(session, customer, Channel.SMS) == {ReasonCode.UNREACHABLE}


def test_every_reason_is_named_at_once(session: Session) -> None:
    customer = add_customer(session, is_declared_adult=False, phones=())
    customers.restrict(session, customer.code, is_restricted=True)
    consents.stop_contact(session, customer.code, None, ConsentMethod.EMAIL)
    assert why_not(session, customer, Channel.SMS) == {
        ReasonCode.CUSTOMER_RESTRICTED,
        ReasonCode.AGE_UNKNOWN,
        ReasonCode.CONSENT_NEVER_ASKED,
        ReasonCode.STOP_CONTACT,
        ReasonCode.UNREACHABLE,
    }


def test_a_contact_of_yesterday_is_judged_by_what_was_known_yesterday(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    shop.clock.move(hours=2)
    agree(shop.session, customer, Channel.SMS)
    early = contacts.contact(shop.session, customer.code, MARKETING, Channel.SMS, AT + timedelta(hours=1))
    assert codes(early.decision) == {ReasonCode.CONSENT_NEVER_ASKED}
    with pytest.raises(InFuture):
        contacts.contact(shop.session, customer.code, MARKETING, Channel.SMS, AT + timedelta(days=1))


def test_a_contact_is_logged_and_a_refusal_is_one_attempt(session: Session) -> None:
    customer = add_customer(session)
    refused = audited(session, lambda: why_not(session, customer, Channel.SMS))
    assert refused == [(AuditAction.ATTEMPT_BLOCKED, customer.code)]
    agree(session, customer, Channel.SMS)
    made = audited(session, lambda: why_not(session, customer, Channel.SMS))
    assert made == [(AuditAction.CONTACT_MADE, customer.code)]
    (attempt,) = attempts(session)
    assert (attempt.act, attempt.channel, attempt.purpose_id) == (Act.CONTACT, Channel.SMS, MARKETING)
    assert overview.count(session)["contacts"] == 1


@pytest.mark.parametrize("purpose", ["gọi chị Lan 0987654321", "x" * 41, "Marketing", ""])
def test_a_purpose_that_is_no_word_of_a_policy_never_reaches_the_trail(session: Session, purpose: str) -> None:
    customer = add_customer(session)
    before = snapshot(session)
    with pytest.raises(UnknownChoice):
        contacts.contact(session, customer.code, PurposeId(purpose), Channel.EMAIL)
    assert snapshot(session) == before


# --- asking before calling ----------------------------------------------------------------------


def test_the_card_knows_for_each_channel_whether_it_may_be_used_now(session: Session) -> None:
    customer = add_customer(session)
    agree(session, customer, Channel.SMS)
    before = snapshot(session)
    allowed = {channel for channel, one in contacts.may_contact(session, customer.code, MARKETING) if one.allowed}
    assert allowed == {Channel.SMS}
    assert {channel for channel, _ in contacts.may_contact(session, customer.code, MARKETING)} == set(CONTACT_CHANNELS)
    night = dict(contacts.may_contact(session, customer.code, MARKETING, AT + timedelta(hours=13)))
    assert codes(night[Channel.SMS]) == {ReasonCode.OUTSIDE_HOURS}
    assert snapshot(session) == before  # looking is no act


# --- the one confirmation of a refusal ----------------------------------------------------------

CALLED = ConsentMethod.RECORDED_CALL


def test_a_refusal_is_confirmed_once_without_advertising_and_then_never_again(session: Session) -> None:
    customer = add_customer(session)
    consents.stop_contact(session, customer.code, None, CALLED)
    text = contacts.confirm_opt_out(session, customer.code, None)
    assert "The King Oil" in text
    assert contacts.log_opt_out_confirmation(session, customer.code, Channel.SMS).allowed
    (row,) = contacts.rows(session, contacts.ids(session, ContactQuery()))
    assert (row.exemption, row.basis, row.channel) == (Exemption.OPT_OUT_CONFIRMATION, LegalBasis.LAW, Channel.SMS)
    before = snapshot(session)
    for channel in (Channel.SMS, Channel.EMAIL):
        with pytest.raises(OptOutConfirmed):
            contacts.log_opt_out_confirmation(session, customer.code, channel)
    with pytest.raises(OptOutConfirmed):
        contacts.confirm_opt_out(session, customer.code, None)
    assert snapshot(session) == before


def test_a_later_refusal_is_confirmed_again_and_says_its_channel(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    consents.stop_contact(session, customer.code, Channel.CALL, CALLED)
    contacts.log_opt_out_confirmation(session, customer.code, Channel.SMS)
    shop.clock.move(days=3)
    consents.stop_contact(session, customer.code, Channel.EMAIL, CALLED)
    assert "Email" in contacts.confirm_opt_out(session, customer.code, Channel.EMAIL, Language.EN)
    assert contacts.log_opt_out_confirmation(session, customer.code, Channel.EMAIL).allowed


def test_without_a_standing_refusal_there_is_nothing_to_confirm(session: Session) -> None:
    customer = add_customer(session)
    with pytest.raises(WrongState):
        contacts.confirm_opt_out(session, customer.code, None)
    with pytest.raises(WrongState):
        contacts.log_opt_out_confirmation(session, customer.code, Channel.SMS)
    consents.stop_contact(session, customer.code, Channel.SMS, CALLED)
    with pytest.raises(WrongState):
        contacts.confirm_opt_out(session, customer.code, Channel.EMAIL)
    consents.lift_stop(session, customer.code, Channel.SMS)
    with pytest.raises(WrongState):
        contacts.log_opt_out_confirmation(session, customer.code, Channel.SMS)


def test_a_confirmation_goes_only_where_it_arrives(session: Session) -> None:
    customer = add_customer(session, phones=(), addresses=())
    consents.stop_contact(session, customer.code, None, CALLED)
    assert contacts.opt_out_channels(session, customer.code) == (Channel.EMAIL,)
    refused = contacts.log_opt_out_confirmation(session, customer.code, Channel.SMS)
    assert codes(refused.decision) == {ReasonCode.UNREACHABLE}
    assert [one.act for one in attempts(session)] == [Act.CONTACT]
    assert contacts.log_opt_out_confirmation(session, customer.code, Channel.EMAIL).allowed  # the failed one was none


def test_every_pack_can_confirm_a_refusal(king_oil: Session, vietking: Session) -> None:
    for session in (king_oil, vietking):
        customer = add_customer(session)
        consents.stop_contact(session, customer.code, None, CALLED)
        assert contacts.log_opt_out_confirmation(session, customer.code, Channel.SMS).allowed


# --- the list of contacts -----------------------------------------------------------------------


def test_contacts_are_listed_by_customer_purpose_channel_and_time(shop: Workplace) -> None:
    session = shop.session
    lan = add_customer(session, "Trần Thị Lan")
    duc = add_customer(session, "Nguyễn Văn Đức", phones=("0988111222",))
    agree(session, lan, Channel.SMS)
    contacts.contact(session, lan.code, MARKETING, Channel.SMS)
    shop.clock.move(days=1)
    contacts.contact(session, duc.code, DELIVERY, Channel.CALL)

    def found(**what: Any) -> list[str]:
        query = ContactQuery(**what)
        return [one.customer_code for one in contacts.rows(session, contacts.ids(session, query))]

    assert found() == [duc.code, lan.code]
    assert found(descending=False) == [lan.code, duc.code]
    assert found(sort=contacts.ContactSort.CUSTOMER, descending=False) == [duc.code, lan.code]
    assert found(text="lan") == found(purpose_id=MARKETING) == found(channel=Channel.SMS) == [lan.code]
    assert found(customer_code=duc.code.lower()) == found(since=AT + timedelta(hours=1)) == [duc.code]
    assert found(until=AT + timedelta(hours=1)) == [lan.code]
    assert found(list_code="LH-0001") == []


def test_staff_read_their_own_contacts_or_those_of_one_customer(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    contacts.contact(shop.session, customer.code, DELIVERY, Channel.CALL)
    staff = shop.as_staff()
    contacts.contact(staff, customer.code, DELIVERY, Channel.SMS)
    own = contacts.rows(staff, contacts.ids(staff, ContactQuery()))
    assert [(one.channel, one.recorded_by) for one in own] == [(Channel.SMS, staff.member.name)]
    assert len(contacts.ids(staff, ContactQuery(customer_code=customer.code))) == 2


def test_contacts_are_kept_for_more_than_the_year_the_decree_asks_for(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    contacts.contact(shop.session, customer.code, DELIVERY, Channel.CALL)
    years = load_law()["advertising.rules.keep_records_years"].value
    assert isinstance(years, int)
    shop.clock.move(days=365 * years + 30)
    with shop.session.write() as uow:
        purging.purge(uow)
    session = shop.open()
    assert len(contacts.ids(session, ContactQuery())) == 1
