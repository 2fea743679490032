"""What must hold of the gate for every customer, proposal, recipient and policy."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from ledger.domain.consent import ConsentOutcome, ConsentRecord
from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.gate import Act, Exemption, Facts, Proposal, ReasonCode, decide
from ledger.domain.ids import FieldId
from ledger.domain.minor import Giver
from ledger.domain.policy import Control, RecipientRole
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.recipient import CommitmentItem, Recipient
from support import domain as d

Case = tuple[Proposal, Facts]

PURPOSE_IDS = [d.DELIVERY, d.INSTALLATION, d.FEEDBACK, d.ANALYSIS, d.MARKETING, d.LAW, d.UNHEARD_OF]
CHANNELS = list(Channel)
INSTANTS = [d.AT - timedelta(hours=hours) for hours in (0, 1, 9, 24, 2000)]
BIRTHS = [None, *(d.born(years) for years in (5, 6, 7, 12, 15, 16, 17, 18, 30, 40, 50)), date(2016, 2, 29)]
DAY = timedelta(days=1)

# A sign that appears nowhere else: if it shows up in a reason, a personal value did.
CANARY = "bí mật của khách"
PAPERS = AuthorityRequest(CANARY, d.TODAY, CANARY, CANARY)

POLICIES = [d.policy(), *(d.policy(without=[control]) for control in Control), d.policy(without=Control)]
SIGNED = [
    d.commitment(),
    d.commitment(expires_on=d.TODAY - DAY),
    d.commitment(signed_on=d.TODAY + DAY),
    d.commitment(items=frozenset(CommitmentItem) - {CommitmentItem.COOPERATION}),
]
PARTNERS = [
    one
    for make in (d.carrier, d.installer, d.authority)
    for one in (make(), make(), make(), make(closed_at=d.AT), make(purposes=frozenset()), make(fields=frozenset()))
]
RECIPIENTS: list[Recipient | None] = [
    None,
    d.carrier(role=RecipientRole.OTHER),
    d.carrier(masked_labels_agreed_on=None),
    d.carrier(masked_labels_agreed_on=d.TODAY + DAY),
    *(d.carrier(commitments=(one,)) for one in SIGNED),
    d.carrier(commitments=tuple(SIGNED)),
    *PARTNERS,
]
STOPS = [d.stop(channel, lifted_at=lifted) for channel in (None, *CHANNELS) for lifted in (None, INSTANTS[1])]
OUTCOMES = [ConsentOutcome.GRANTED, *ConsentOutcome]
FIELD_SETS = [
    frozenset({d.NAME}),
    frozenset({d.NAME, d.ADDRESS}),
    frozenset({d.NAME, d.PHONE}),
    frozenset({d.NAME, d.GENDER}),
    frozenset({FieldId("fingerprint")}),
    frozenset[FieldId](),
]


@st.composite
def proposals(draw: st.DrawFn, act: Act | None, recipient: Recipient | None) -> Proposal:
    fitting = sorted(recipient.purposes) if recipient is not None else []
    return Proposal(
        act=act or draw(st.sampled_from(Act)),
        purpose_id=draw(st.sampled_from(fitting * 7 + PURPOSE_IDS)),
        at=draw(st.sampled_from(INSTANTS)),
        channel=draw(st.sampled_from(CHANNELS)),
        fields=draw(st.sampled_from(FIELD_SETS)),
        giver=draw(st.sampled_from(Giver)),
        exemption=draw(st.sampled_from([None, *Exemption])),
        authority=draw(st.sampled_from([None, PAPERS])),
    )


@st.composite
def remarks(draw: st.DrawFn, proposal: Proposal) -> tuple[ConsentRecord, ...]:
    """What was said about this purpose: about the channel, or about the use itself, now or before, ever again."""
    channels = [proposal.channel, proposal.channel, Channel.NONE]
    return tuple(
        d.consent(
            proposal.purpose_id,
            draw(st.sampled_from(channels)),
            draw(st.sampled_from(OUTCOMES)),
            draw(st.sampled_from(Giver)),
            occurred_at=draw(st.sampled_from(INSTANTS)),
            purpose_revision=draw(st.sampled_from([1, 1, 1, 2])),
            expires_at=draw(st.sampled_from([None, None, *INSTANTS[:2]])),
            note=CANARY,
        )
        for _ in range(draw(st.integers(0, 3)))
    )


@st.composite
def cases(draw: st.DrawFn, act: Act | None = None) -> Case:
    """A proposal and facts that fit it often enough for both answers."""
    recipient = draw(st.sampled_from(RECIPIENTS))
    proposal = draw(proposals(act, recipient))
    first = d.both_agree(proposal.purpose_id, proposal.channel) + d.both_agree(proposal.purpose_id)
    rarely = st.sampled_from([False, False, False, True])
    known = d.facts(
        policy=draw(st.sampled_from(POLICIES)),
        is_erased=draw(rarely),
        is_restricted=draw(rarely),
        birth_on=draw(st.sampled_from(BIRTHS)),
        is_declared_adult=draw(st.booleans()),
        has_guardian=draw(st.booleans()),
        consents=draw(st.sampled_from([(), first, first])) + draw(remarks(proposal)),
        stops=tuple(draw(st.lists(st.sampled_from(STOPS), max_size=1))),
        recent_advertising=tuple(
            (proposal.channel, at) for at in draw(st.lists(st.sampled_from(INSTANTS), max_size=2))
        ),
        recipient=recipient,
    )
    if draw(rarely):
        known = replace(known, reachable=frozenset({Channel.SMS}))
    return proposal, known


def age_at(case: Case) -> int | None:
    """How old the customer is by the calendar; written anew, so that it does not share the gate's mistakes."""
    proposal, known = case
    if known.birth_on is None:
        return None
    today = (proposal.at + timedelta(hours=7)).date()
    return sum(1 for year in range(known.birth_on.year + 1, today.year + 1) if _birthday(known.birth_on, year) <= today)


def _birthday(birth_on: date, year: int) -> date:
    is_leap_day = (birth_on.month, birth_on.day) == (2, 29)
    return date(year, 3, 1) if is_leap_day and year % 4 else birth_on.replace(year=year)


def basis_of(case: Case) -> LegalBasis | None:
    return next((one.basis for one in d.PURPOSES if one.id == case[0].purpose_id), None)


def said_last(case: Case, giver: Giver, channel: Channel) -> ConsentOutcome | None:
    proposal, known = case
    said = [
        one
        for one in known.consents
        if (one.purpose_id, one.channel, one.giver) == (proposal.purpose_id, channel, giver)
        and one.occurred_at <= proposal.at
    ]
    said.sort(key=lambda one: (one.occurred_at, one.recorded_at, one.id))
    if not said or said[-1].purpose_revision != 1:
        return None
    expires_at = said[-1].expires_at
    return None if expires_at is not None and expires_at <= proposal.at else said[-1].outcome


@given(cases())
def test_a_yes_has_its_basis_and_a_no_has_a_reason(case: Case) -> None:
    decision = decide(*case)
    if decision.allowed:
        assert decision.basis is not None
        assert decision.basis is basis_of(case)
        assert decision.reasons == ()
    else:
        assert decision.basis is None
        assert decision.reasons
        assert all(reason.reference for reason in decision.reasons)


@pytest.mark.parametrize("act", Act)
def test_the_cases_tried_have_both_answers(act: Act) -> None:
    """Otherwise the properties would hold of nothing."""
    any_will_do = settings(max_examples=1000, database=None, phases=[Phase.generate])  # nobody reads the smallest one
    for answer in (True, False):
        found = find(cases(act), partial(has_answer, answer), settings=any_will_do)
        assert decide(*found).allowed is answer


def has_answer(answer: bool, case: Case) -> bool:
    return decide(*case).allowed is answer


def refuse(case: Case) -> Facts:
    proposal, known = case
    later = max(proposal.at, d.AT)
    said = tuple(
        d.consent(
            proposal.purpose_id, channel, ConsentOutcome.REFUSED, giver, occurred_at=proposal.at, recorded_at=later
        )
        for giver in Giver
        for channel in {proposal.channel, Channel.NONE}
    )
    return replace(known, consents=known.consents + said)


def without_papers(case: Case) -> Facts:
    recipient = case[1].recipient
    return replace(case[1], recipient=replace(recipient, commitments=()) if recipient else None)


def closed(case: Case) -> Facts:
    recipient = case[1].recipient
    return replace(case[1], recipient=replace(recipient, closed_at=case[0].at) if recipient else None)


WORSE: dict[str, Callable[[Case], Facts]] = {
    "a refusal": refuse,
    "a stop": lambda case: replace(case[1], stops=(*case[1].stops, d.stop(occurred_at=case[0].at))),
    "a restriction": lambda case: replace(case[1], is_restricted=True),
    "an erasure": lambda case: replace(case[1], is_erased=True),
    "closing the recipient": closed,
    "losing the commitments": without_papers,
    "losing the guardian": lambda case: replace(case[1], has_guardian=False),
    "a dead number": lambda case: replace(case[1], reachable=frozenset()),
    "one more advertisement": lambda case: replace(
        case[1], recent_advertising=(*case[1].recent_advertising, (case[0].channel, case[0].at))
    ),
}


@pytest.mark.parametrize("what", WORSE)
@given(case=cases())
def test_what_makes_things_worse_never_turns_a_no_into_a_yes(what: str, case: Case) -> None:
    after = decide(case[0], WORSE[what](case))
    assert decide(*case).allowed or not after.allowed


@given(cases())
def test_nothing_is_done_with_an_erased_customer_or_against_a_stop(case: Case) -> None:
    proposal, known = case
    assert not decide(proposal, replace(known, is_erased=True)).allowed
    if proposal.act is Act.CONTACT and proposal.exemption is None:
        assert not decide(proposal, WORSE["a stop"](case)).allowed


@given(cases())
def test_a_minor_is_never_served_without_what_the_law_asks(case: Case) -> None:
    proposal, known = case
    age, basis = age_at(case), basis_of(case)
    limit = 18 if known.policy.clause_with(Control.GUARDIAN_CONSENT) else 16
    if age is None or age >= limit or basis is LegalBasis.LAW or not decide(*case).allowed:
        return
    assert known.has_guardian
    if proposal.act is Act.CONSENT:
        assert proposal.giver is Giver.GUARDIAN or age >= 7
        needed = {Giver.GUARDIAN} - {proposal.giver}
    else:
        needed = {Giver.GUARDIAN} if age < 7 else set(Giver)
    is_at_none = basis is LegalBasis.CONTRACT and proposal.act is not Act.CONSENT
    channel = Channel.NONE if is_at_none else proposal.channel
    assert {giver for giver in needed if said_last(case, giver, channel) is not ConsentOutcome.GRANTED} == set()


@given(cases())
def test_somebody_of_unknown_age_gets_nothing_that_rests_on_consent(case: Case) -> None:
    proposal, known = case
    unknown = replace(known, birth_on=None, is_declared_adult=False)
    if basis_of(case) is LegalBasis.CONSENT and proposal.act is not Act.CONSENT:
        codes = [reason.code for reason in decide(proposal, unknown).reasons]
        assert ReasonCode.AGE_UNKNOWN in codes


@given(cases())
def test_what_rests_on_consent_happens_only_after_a_yes(case: Case) -> None:
    proposal = case[0]
    if basis_of(case) is not LegalBasis.CONSENT or proposal.act is Act.CONSENT or not decide(*case).allowed:
        return
    age = age_at(case)
    giver = Giver.GUARDIAN if age is not None and age < 7 else Giver.SELF
    assert said_last(case, giver, proposal.channel) is ConsentOutcome.GRANTED


@given(cases())
def test_a_yes_that_was_taken_back_is_no_yes(case: Case) -> None:
    proposal, known = case
    if basis_of(case) is not LegalBasis.CONSENT or proposal.act is Act.CONSENT:
        return
    later = max(proposal.at, d.AT)
    back_and_forth = tuple(
        d.consent(proposal.purpose_id, proposal.channel, outcome, giver, occurred_at=proposal.at, recorded_at=later)
        for giver in Giver
        for outcome in (ConsentOutcome.GRANTED, ConsentOutcome.WITHDRAWN)
    )
    assert not decide(proposal, replace(known, consents=known.consents + back_and_forth)).allowed


@given(cases())
def test_a_recipient_without_a_valid_commitment_gets_nothing_but_from_the_law(case: Case) -> None:
    proposal, known = case
    if proposal.act not in {Act.LABEL, Act.DISCLOSURE} or not decide(*case).allowed:
        return
    assert known.recipient is not None
    if known.recipient.role is RecipientRole.AUTHORITY:
        assert proposal.authority is not None or proposal.act is Act.LABEL
        return
    today = (proposal.at + timedelta(hours=7)).date()
    assert any(
        paper.signed_on <= today <= paper.expires_on and paper.items == set(CommitmentItem)
        for paper in known.recipient.commitments
    )


@given(cases())
def test_no_reason_holds_a_personal_value(case: Case) -> None:
    told = repr(decide(*case))
    assert CANARY not in told
    assert CANARY not in repr(case)
    if (birth_on := case[1].birth_on) is not None:
        for form in (str(birth_on), birth_on.strftime("%d/%m/%Y"), repr(birth_on)):
            assert form not in told
        assert repr(birth_on) not in repr(case[1])


@given(cases(), st.randoms(use_true_random=False))
def test_the_answer_depends_on_nothing_but_the_facts(case: Case, random: Random) -> None:
    proposal, known = case
    shuffled = list(known.consents)
    random.shuffle(shuffled)
    backwards = replace(known, consents=tuple(shuffled), stops=known.stops[::-1])
    assert decide(proposal, known) == decide(proposal, known) == decide(proposal, backwards)
