"""The gate about contact: stop-contact, hours in Vietnam, caps per rolling 24 hours, dead numbers and addresses."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from ledger.domain.gate import Act, AdvertisingRules, Exemption, Facts, Proposal, Reason, ReasonCode, decide
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.instants import VIETNAM
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from support import domain as d

HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)
ALL_YES = tuple(d.consent(d.MARKETING, channel) for channel in Channel)


def contact(channel: Channel, purpose: PurposeId = d.MARKETING, at: datetime = d.AT, **more: Any) -> Proposal:
    return Proposal(Act.CONTACT, purpose, at, channel, **more)


def reasons(proposal: Proposal, **changes: Any) -> tuple[Reason, ...]:
    return decide(proposal, d.facts(consents=ALL_YES, **changes)).reasons


def codes(proposal: Proposal, **changes: Any) -> list[ReasonCode]:
    return [reason.code for reason in reasons(proposal, **changes)]


# --- stop-contact ------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", CONTACT_CHANNELS)
@pytest.mark.parametrize("purpose", [d.MARKETING, d.DELIVERY, d.FEEDBACK, d.LAW])
def test_stop_contact_beats_every_consent_and_every_basis(channel: Channel, purpose: PurposeId) -> None:
    assert codes(contact(channel, purpose), stops=(d.stop(),)) == [ReasonCode.STOP_CONTACT]


def test_stopping_one_channel_leaves_the_others() -> None:
    stops = (d.stop(Channel.CALL),)
    assert codes(contact(Channel.CALL), stops=stops) == [ReasonCode.STOP_CONTACT]
    assert codes(contact(Channel.EMAIL), stops=stops) == []


@pytest.mark.parametrize(("stopped", "tried"), [(Channel.SMS, Channel.ZALO), (Channel.ZALO, Channel.SMS)])
def test_stopping_sms_stops_zalo_and_the_other_way_round(stopped: Channel, tried: Channel) -> None:
    assert codes(contact(tried), stops=(d.stop(stopped),)) == [ReasonCode.STOP_CONTACT]


@pytest.mark.parametrize("exemption", Exemption)
@pytest.mark.parametrize("purpose", [d.FEEDBACK, d.LAW])
def test_an_answer_a_confirmation_and_a_legal_notice_may_still_be_sent(
    exemption: Exemption, purpose: PurposeId
) -> None:
    assert codes(contact(Channel.EMAIL, purpose, exemption=exemption), stops=(d.stop(),)) == []


@pytest.mark.parametrize("exemption", Exemption)
def test_no_exemption_lets_advertising_through(exemption: Exemption) -> None:
    assert codes(contact(Channel.EMAIL, exemption=exemption), stops=(d.stop(),)) == [ReasonCode.STOP_CONTACT]


def test_an_unheard_of_purpose_is_not_exempt() -> None:
    proposal = contact(Channel.EMAIL, d.UNHEARD_OF, exemption=Exemption.LEGAL_NOTICE)
    assert codes(proposal, stops=(d.stop(),)) == [ReasonCode.PURPOSE_UNKNOWN, ReasonCode.STOP_CONTACT]


def test_a_stop_holds_from_when_it_was_said_until_it_was_lifted() -> None:
    stops = (d.stop(occurred_at=d.AT, lifted_at=d.AT + HOUR),)
    assert codes(contact(Channel.EMAIL, at=d.AT - MICROSECOND), stops=stops) == []
    assert codes(contact(Channel.EMAIL), stops=stops) == [ReasonCode.STOP_CONTACT]
    assert codes(contact(Channel.EMAIL, at=d.AT + HOUR - MICROSECOND), stops=stops) == [ReasonCode.STOP_CONTACT]
    assert codes(contact(Channel.EMAIL, at=d.AT + HOUR), stops=stops) == []


def test_a_parcel_still_reaches_somebody_who_wants_no_calls() -> None:
    known = d.facts(stops=(d.stop(),), recipient=d.carrier())
    assert decide(Proposal(Act.LABEL, d.DELIVERY, d.AT), known).allowed
    fields = frozenset({d.NAME, d.PHONE, d.ADDRESS})
    assert decide(Proposal(Act.DISCLOSURE, d.DELIVERY, d.AT, fields=fields), known).allowed


# --- hours -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("channel", "first", "end"),
    [(Channel.SMS, 7, 22), (Channel.ZALO, 7, 22), (Channel.CALL, 8, 17)],
)
def test_advertising_keeps_to_the_hours_of_vietnam(channel: Channel, first: int, end: int) -> None:
    def at(hour: int) -> datetime:
        return datetime(2026, 11, 21, hour, tzinfo=VIETNAM)

    assert codes(contact(channel, at=at(first))) == []
    assert codes(contact(channel, at=at(end) - MICROSECOND)) == []
    assert codes(contact(channel, at=at(first) - MICROSECOND)) == [ReasonCode.OUTSIDE_HOURS]
    (reason,) = reasons(contact(channel, at=at(end)))
    assert reason.values == {"from": first, "to": end}


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.POST])
def test_emails_and_letters_have_no_hours(channel: Channel) -> None:
    for hour in (0, 3, 23):
        assert codes(contact(channel, at=datetime(2026, 11, 21, hour, tzinfo=VIETNAM))) == []


def test_what_is_no_advertising_has_neither_hours_nor_caps() -> None:
    night = datetime(2026, 11, 21, 3, tzinfo=VIETNAM)
    many = ((Channel.CALL, night - HOUR),) * 9
    assert codes(contact(Channel.CALL, d.FEEDBACK, night), recent_advertising=many) == []


# --- caps --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("channel", "cap"),
    [(Channel.CALL, 1), (Channel.SMS, 3), (Channel.ZALO, 3), (Channel.EMAIL, 3)],
)
def test_advertising_is_capped_over_any_24_hours(channel: Channel, cap: int) -> None:
    earlier = d.AT - 23 * HOUR
    assert codes(contact(channel), recent_advertising=((channel, earlier),) * (cap - 1)) == []
    (reason,) = reasons(contact(channel), recent_advertising=((channel, earlier),) * cap)
    assert (reason.code, reason.values) == (ReasonCode.CAP_REACHED, {"limit": cap, "channel": channel.value})


def test_an_advertisement_of_exactly_24_hours_ago_no_longer_counts() -> None:
    yesterday = d.AT - 24 * HOUR
    assert codes(contact(Channel.CALL), recent_advertising=((Channel.CALL, yesterday),)) == []
    assert codes(contact(Channel.CALL), recent_advertising=((Channel.CALL, yesterday + MICROSECOND),)) != []


def test_entering_advertisements_in_another_order_does_not_get_round_the_cap() -> None:
    for distance in (-24 * HOUR + MICROSECOND, timedelta(0), 24 * HOUR - MICROSECOND):
        assert codes(contact(Channel.CALL), recent_advertising=((Channel.CALL, d.AT + distance),)) != []
    for distance in (-24 * HOUR, 24 * HOUR):
        assert codes(contact(Channel.CALL), recent_advertising=((Channel.CALL, d.AT + distance),)) == []


def test_only_what_lies_within_the_same_24_hours_is_counted_together() -> None:
    around = tuple((Channel.EMAIL, d.AT + distance * HOUR) for distance in (-20, -13, 13, 20))
    assert codes(contact(Channel.EMAIL), recent_advertising=around) == []
    assert codes(contact(Channel.EMAIL), recent_advertising=(*around, (Channel.EMAIL, d.AT + HOUR))) != []


def test_sms_and_zalo_count_together_and_nothing_else_with_them() -> None:
    mixed = ((Channel.SMS, d.AT), (Channel.ZALO, d.AT), (Channel.SMS, d.AT))
    assert codes(contact(Channel.SMS), recent_advertising=mixed) == [ReasonCode.CAP_REACHED]
    assert codes(contact(Channel.ZALO), recent_advertising=mixed) == [ReasonCode.CAP_REACHED]
    assert codes(contact(Channel.EMAIL), recent_advertising=mixed) == []
    assert codes(contact(Channel.SMS), recent_advertising=(*mixed[:2], (Channel.EMAIL, d.AT))) == []


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.ZALO])
@pytest.mark.parametrize(
    "rules",
    [
        AdvertisingRules({Channel.SMS: (9, 12), Channel.ZALO: (7, 22)}, {Channel.SMS: 1, Channel.ZALO: 9}),
        AdvertisingRules({Channel.SMS: (9, 12)}, {Channel.SMS: 1}),
    ],
    ids=["the shop tightened one only", "only SMS has rules"],
)
def test_the_stricter_of_the_rules_for_sms_and_zalo_holds_for_both(channel: Channel, rules: AdvertisingRules) -> None:
    afternoon = d.AT + 2 * HOUR
    found = codes(contact(channel, at=afternoon), advertising=rules, recent_advertising=((Channel.SMS, d.AT),))
    assert found == [ReasonCode.OUTSIDE_HOURS, ReasonCode.CAP_REACHED]


def test_letters_have_no_cap() -> None:
    assert codes(contact(Channel.POST), recent_advertising=((Channel.POST, d.AT),) * 50) == []


# --- dead numbers and addresses ----------------------------------------------------------------


@pytest.mark.parametrize("channel", CONTACT_CHANNELS)
def test_a_dead_number_or_address_is_not_used(channel: Channel) -> None:
    alive = frozenset(CONTACT_CHANNELS) - {channel}
    (reason,) = reasons(contact(channel, d.FEEDBACK), reachable=alive)
    assert (reason.code, reason.values) == (ReasonCode.UNREACHABLE, {"channel": channel.value})


def test_a_contact_without_a_channel_reaches_nobody() -> None:
    assert codes(contact(Channel.NONE, d.FEEDBACK)) == [ReasonCode.UNREACHABLE]


def test_a_carrier_is_not_sent_to_a_dead_address_but_an_authority_gets_what_is_on_record() -> None:
    def hand_over(purpose: PurposeId, known: Facts, **more: Any) -> bool:
        proposal = Proposal(Act.DISCLOSURE, purpose, d.AT, fields=frozenset({d.ADDRESS}), **more)
        return decide(proposal, replace(known, reachable=frozenset())).allowed

    assert not hand_over(d.DELIVERY, d.facts(recipient=d.carrier()))
    assert hand_over(d.LAW, d.facts(recipient=d.authority()), authority=d.PAPERS)


def test_a_disclosure_without_the_address_needs_none() -> None:
    proposal = Proposal(Act.DISCLOSURE, d.DELIVERY, d.AT, fields=frozenset({d.NAME}))
    assert decide(proposal, d.facts(recipient=d.carrier(), reachable=frozenset())).allowed
    nobody = decide(replace(proposal, fields=frozenset({d.ADDRESS})), d.facts(reachable=frozenset())).reasons
    assert [reason.code for reason in nobody] == [ReasonCode.RECIPIENT_MISSING, ReasonCode.UNREACHABLE]


# --- fields ------------------------------------------------------------------------------------


def test_a_role_gets_only_fields_that_are_collected_and_that_the_policy_gives_it() -> None:
    odd = FieldId("fingerprint")
    lax = tuple(replace(rule, fields=rule.fields | {odd}) for rule in d.policy().recipient_rules)
    everything = frozenset({d.NAME, d.EMAIL, odd})
    known = d.facts(policy=d.policy(recipient_rules=lax), recipient=d.carrier(fields=everything))
    decision = decide(Proposal(Act.DISCLOSURE, d.DELIVERY, d.AT, fields=everything), known)
    found = {reason.code: reason.values["fields"] for reason in decision.reasons}
    assert found == {ReasonCode.FIELD_NOT_ALLOWED: ("email", "fingerprint"), ReasonCode.FIELD_NOT_NEEDED: ("email",)}


# --- recipients' days --------------------------------------------------------------------------


def test_a_commitment_counts_on_its_first_and_its_last_day_in_vietnam() -> None:
    paper = d.commitment(signed_on=d.TODAY, expires_on=d.TODAY)
    known = d.facts(recipient=d.carrier(commitments=(paper,), masked_labels_agreed_on=d.TODAY))
    midnight = datetime(2026, 11, 21, tzinfo=VIETNAM)

    def may_print(at: datetime) -> bool:
        return decide(Proposal(Act.LABEL, d.DELIVERY, at), known).allowed

    assert [may_print(midnight), may_print(midnight + 24 * HOUR - MICROSECOND)] == [True, True]
    assert [may_print(midnight - MICROSECOND), may_print(midnight + 24 * HOUR)] == [False, False]


def test_a_recipient_closed_later_still_counts_for_what_was_handed_over_before() -> None:
    known = d.facts(recipient=d.carrier(closed_at=d.AT + MICROSECOND))
    assert decide(Proposal(Act.LABEL, d.DELIVERY, d.AT), known).allowed
    assert not decide(Proposal(Act.LABEL, d.DELIVERY, d.AT + MICROSECOND), known).allowed


def test_every_recipient_but_an_authority_must_have_signed_even_where_the_policy_does_not_ask() -> None:
    lax = tuple(replace(rule, needs_commitment=False) for rule in d.policy().recipient_rules)
    known = d.facts(policy=d.policy(recipient_rules=lax), recipient=d.carrier(commitments=()))
    found = [reason.code for reason in decide(Proposal(Act.LABEL, d.DELIVERY, d.AT), known).reasons]
    assert found == [ReasonCode.COMMITMENT_MISSING]


def test_reasons_carry_dates_for_people() -> None:
    late = d.carrier(commitments=(d.commitment(expires_on=d.TODAY - timedelta(days=1)),))
    (reason,) = decide(Proposal(Act.LABEL, d.DELIVERY, d.AT), d.facts(recipient=late)).reasons
    assert reason.values == {"date": "20/11/2026"}


# --- when it is allowed again -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("channel", "now", "allowed"),
    [
        (Channel.CALL, (21, 10), (21, 10)),
        (Channel.CALL, (21, 5), (21, 8)),
        (Channel.CALL, (21, 17), (22, 8)),
        (Channel.SMS, (21, 23), (22, 7)),
        (Channel.ZALO, (21, 23), (22, 7)),
        (Channel.EMAIL, (21, 23), (21, 23)),
    ],
)
def test_what_is_too_late_today_is_allowed_in_the_morning(
    channel: Channel, now: tuple[int, int], allowed: tuple[int, int]
) -> None:
    at, then = (datetime(2026, 11, day, hour, tzinfo=VIETNAM) for day, hour in (now, allowed))
    found = d.facts().advertising.next_allowed(channel, at)
    assert found == then
    assert codes(contact(channel, at=found)) == []
