"""The gate about people: minors, unknown ages, restrictions, consents with revisions and expiry."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from ledger.domain.consent import ConsentOutcome
from ledger.domain.gate import Act, Facts, Proposal, ReasonCode, decide
from ledger.domain.ids import PurposeId
from ledger.domain.instants import VIETNAM
from ledger.domain.minor import Giver
from ledger.domain.policy import Control
from ledger.domain.purpose import Channel, LegalBasis
from support import domain as d

SECOND = timedelta(seconds=1)
ORDER = Proposal(Act.ORDER, d.DELIVERY, d.AT)
ANALYSE = Proposal(Act.USE, d.ANALYSIS, d.AT)
OFFER = Proposal(Act.CONTACT, d.MARKETING, d.AT, Channel.EMAIL)
ANSWER = Proposal(Act.CONTACT, d.FEEDBACK, d.AT, Channel.EMAIL)
NO_VK_9 = d.policy(without=[Control.GUARDIAN_CONSENT])
GUARDIAN_FOR_DELIVERY = d.consent(d.DELIVERY, giver=Giver.GUARDIAN)


def codes(proposal: Proposal, known: Facts) -> list[ReasonCode]:
    return [reason.code for reason in decide(proposal, known).reasons]


def say_yes(purpose: PurposeId, giver: Giver, channel: Channel = Channel.NONE) -> Proposal:
    return Proposal(Act.CONSENT, purpose, d.AT, channel, giver=giver)


# --- minors ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years_old", "needed"),
    [
        (6, {ReasonCode.GUARDIAN_CONSENT_MISSING}),
        (7, {ReasonCode.GUARDIAN_CONSENT_MISSING, ReasonCode.OWN_CONSENT_MISSING}),
        (15, {ReasonCode.GUARDIAN_CONSENT_MISSING, ReasonCode.OWN_CONSENT_MISSING}),
        (17, {ReasonCode.GUARDIAN_CONSENT_MISSING, ReasonCode.OWN_CONSENT_MISSING}),
        (18, set()),
    ],
)
def test_an_order_of_a_minor_waits_for_the_guardian_and_from_seven_on_for_the_child(
    years_old: int, needed: set[ReasonCode]
) -> None:
    assert set(codes(ORDER, d.child_facts(years_old))) == needed


@pytest.mark.parametrize("years_old", [10, 17])
def test_with_both_agreements_a_minor_may_order(years_old: int) -> None:
    decision = decide(ORDER, d.child_facts(years_old, consents=d.both_agree(d.DELIVERY)))
    assert decision.basis is LegalBasis.CONTRACT


def test_under_seven_the_guardian_alone_decides() -> None:
    assert decide(ORDER, d.child_facts(6, consents=(GUARDIAN_FOR_DELIVERY,))).allowed
    guardian_only = (d.consent(d.ANALYSIS, giver=Giver.GUARDIAN),)
    assert decide(ANALYSE, d.child_facts(6, consents=guardian_only)).basis is LegalBasis.CONSENT


def test_without_the_shops_own_rule_only_children_under_sixteen_need_a_guardian() -> None:
    assert codes(ORDER, d.child_facts(16, policy=NO_VK_9)) == []
    assert ReasonCode.GUARDIAN_CONSENT_MISSING in codes(ORDER, d.child_facts(15, policy=NO_VK_9))


def test_a_guardians_yes_to_another_purpose_or_channel_does_not_count() -> None:
    other = (*d.both_agree(d.INSTALLATION), *d.both_agree(d.DELIVERY, Channel.SMS))
    assert not decide(ORDER, d.child_facts(consents=other)).allowed
    by_sms = (*d.both_agree(d.MARKETING, Channel.SMS), *d.both_agree(d.MARKETING))
    assert ReasonCode.GUARDIAN_CONSENT_MISSING in codes(OFFER, d.child_facts(consents=by_sms))


def test_when_the_guardian_takes_the_yes_back_the_minor_waits_again() -> None:
    said = (*d.both_agree(d.DELIVERY), d.consent(d.DELIVERY, outcome=ConsentOutcome.WITHDRAWN, giver=Giver.GUARDIAN))
    assert codes(ORDER, d.child_facts(consents=said)) == [ReasonCode.GUARDIAN_CONSENT_MISSING]


def test_on_the_eighteenth_birthday_no_guardian_is_needed() -> None:
    birthday = datetime(2026, 11, 21, 0, 0, tzinfo=VIETNAM)
    known = d.facts(birth_on=date(2008, 11, 21))
    assert decide(replace(ORDER, at=birthday), known).allowed
    assert not decide(replace(ORDER, at=birthday - SECOND), known).allowed


def test_what_the_law_demands_does_not_ask_for_the_age() -> None:
    assert decide(ANSWER, d.child_facts(5, has_guardian=False)).basis is LegalBasis.LAW
    assert decide(ANSWER, d.facts(birth_on=None)).basis is LegalBasis.LAW


def test_a_minor_may_say_yes_only_after_the_guardian() -> None:
    own = say_yes(d.MARKETING, Giver.SELF, Channel.SMS)
    assert codes(own, d.child_facts()) == [ReasonCode.GUARDIAN_CONSENT_MISSING]
    assert decide(say_yes(d.MARKETING, Giver.GUARDIAN, Channel.SMS), d.child_facts()).allowed
    guardian = d.consent(d.MARKETING, Channel.SMS, giver=Giver.GUARDIAN)
    assert decide(own, d.child_facts(consents=(guardian,))).allowed
    elsewhere = d.consent(d.MARKETING, Channel.EMAIL, giver=Giver.GUARDIAN)
    assert not decide(own, d.child_facts(consents=(elsewhere,))).allowed


def test_the_guardians_yes_must_be_about_the_same_channel_for_a_contract_too() -> None:
    own = say_yes(d.DELIVERY, Giver.SELF, Channel.CALL)
    assert not decide(own, d.child_facts(consents=(GUARDIAN_FOR_DELIVERY,))).allowed
    by_call = d.consent(d.DELIVERY, Channel.CALL, giver=Giver.GUARDIAN)
    assert decide(own, d.child_facts(consents=(by_call,))).allowed


def test_a_child_under_seven_has_no_say_and_is_told_so_once() -> None:
    own = say_yes(d.MARKETING, Giver.SELF, Channel.SMS)
    assert codes(own, d.child_facts(6)) == [ReasonCode.GUARDIAN_CONSENT_MISSING]
    agreed = (d.consent(d.MARKETING, Channel.SMS, giver=Giver.GUARDIAN),)
    assert codes(own, d.child_facts(6, consents=agreed)) == [ReasonCode.GUARDIAN_CONSENT_MISSING]


def test_a_guardians_yes_needs_a_guardian_on_record() -> None:
    known = d.child_facts(has_guardian=False)
    assert codes(say_yes(d.MARKETING, Giver.GUARDIAN), known) == [ReasonCode.GUARDIAN_MISSING]


# --- unknown age -------------------------------------------------------------------------------


def test_of_unknown_age_the_contract_is_kept_and_consent_waits() -> None:
    unknown = d.facts(birth_on=None, consents=(d.consent(d.ANALYSIS),))
    assert decide(ORDER, unknown).basis is LegalBasis.CONTRACT
    assert codes(ANALYSE, unknown) == [ReasonCode.AGE_UNKNOWN]
    assert decide(ANALYSE, replace(unknown, is_declared_adult=True)).allowed
    assert decide(say_yes(d.ANALYSIS, Giver.SELF), unknown).allowed


def test_a_known_birth_date_beats_the_declaration_of_being_an_adult() -> None:
    assert not decide(ORDER, d.child_facts(is_declared_adult=True)).allowed


# --- restriction and erasure -------------------------------------------------------------------


def test_a_restriction_stops_all_but_what_the_law_demands() -> None:
    restricted = d.facts(is_restricted=True, consents=(d.consent(d.ANALYSIS),), recipient=d.authority())
    assert codes(ORDER, restricted) == [ReasonCode.CUSTOMER_RESTRICTED]
    assert codes(ANALYSE, restricted) == [ReasonCode.CUSTOMER_RESTRICTED]
    assert decide(ANSWER, restricted).allowed
    to_police = Proposal(Act.DISCLOSURE, d.LAW, d.AT, fields=frozenset({d.NAME}), authority=d.PAPERS)
    assert decide(to_police, restricted).basis is LegalBasis.LAW
    assert decide(say_yes(d.ANALYSIS, Giver.SELF), restricted).allowed


def test_of_an_erased_customer_not_even_the_law_gets_anything() -> None:
    assert codes(ANSWER, d.facts(is_erased=True)) == [ReasonCode.CUSTOMER_ERASED]


# --- consent -----------------------------------------------------------------------------------


def test_a_changed_purpose_asks_again() -> None:
    changed = tuple(replace(one, revision=2) if one.id == d.ANALYSIS else one for one in d.PURPOSES)
    known = d.facts(policy=d.policy(purposes=changed), consents=(d.consent(d.ANALYSIS),))
    assert codes(ANALYSE, known) == [ReasonCode.CONSENT_NEVER_ASKED]
    renewed = (*known.consents, d.consent(d.ANALYSIS, purpose_revision=2, occurred_at=d.AT))
    assert decide(ANALYSE, replace(known, consents=renewed)).allowed


def test_a_yes_holds_until_the_instant_it_expires() -> None:
    known = d.facts(consents=(d.consent(d.ANALYSIS, expires_at=d.AT + SECOND),))
    assert decide(ANALYSE, known).allowed
    assert codes(replace(ANALYSE, at=d.AT + SECOND), known) == [ReasonCode.CONSENT_EXPIRED]


def test_what_was_said_later_does_not_count_for_an_earlier_instant() -> None:
    later = d.consent(d.ANALYSIS, outcome=ConsentOutcome.WITHDRAWN, occurred_at=d.AT + SECOND)
    known = d.facts(consents=(d.consent(d.ANALYSIS), later))
    assert decide(ANALYSE, known).allowed
    assert codes(replace(ANALYSE, at=d.AT + SECOND), known) == [ReasonCode.CONSENT_WITHDRAWN]
    not_yet = d.facts(consents=(d.consent(d.ANALYSIS, occurred_at=d.AT + SECOND),))
    assert codes(ANALYSE, not_yet) == [ReasonCode.CONSENT_NEVER_ASKED]


def test_a_yes_to_the_use_itself_is_no_yes_to_a_call_about_it() -> None:
    known = d.facts(consents=(d.consent(d.MARKETING), d.consent(d.MARKETING, Channel.SMS)))
    reasons = decide(OFFER, known).reasons
    assert [reason.code for reason in reasons] == [ReasonCode.CONSENT_NEVER_ASKED]
    assert reasons[0].values == {"purpose": d.MARKETING, "channel": "EMAIL"}
