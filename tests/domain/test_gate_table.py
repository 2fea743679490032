"""Every "no" the gate knows, one at a time: its code, the clause it rests on, and the law where no clause speaks."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from ledger.domain.consent import ConsentOutcome
from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.gate import Act, Decision, Facts, Proposal, ReasonCode, decide
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.minor import Giver
from ledger.domain.policy import Control, RecipientRole
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.recipient import CommitmentItem
from support import domain as d

DAY = timedelta(days=1)
FULL_DATA = frozenset({d.NAME, d.PHONE, d.ADDRESS})


def use(purpose: PurposeId = d.ANALYSIS, **more: Any) -> Proposal:
    return Proposal(Act.USE, purpose, d.AT, **more)


def order() -> Proposal:
    return Proposal(Act.ORDER, d.DELIVERY, d.AT)


def contact(channel: Channel = Channel.SMS, purpose: PurposeId = d.MARKETING, **more: Any) -> Proposal:
    return Proposal(Act.CONTACT, purpose, d.AT, channel, **more)


def write_down(purpose: PurposeId = d.MARKETING, giver: Giver = Giver.SELF) -> Proposal:
    return Proposal(Act.CONSENT, purpose, d.AT, Channel.SMS, giver=giver)


def label() -> Proposal:
    return Proposal(Act.LABEL, d.DELIVERY, d.AT)


def hand_over(purpose: PurposeId = d.DELIVERY, **more: Any) -> Proposal:
    return Proposal(Act.DISCLOSURE, purpose, d.AT, fields=more.pop("fields", FULL_DATA), **more)


YES_TO_SMS = (d.consent(d.MARKETING, Channel.SMS),)
THIRD_PARTY = (Control.NO_THIRD_PARTY, Control.PARTNER_COMMITMENT)
OFFERS = (Control.OFFERS_BY_CHOICE, Control.PURPOSE_LIMITATION)
STATES = (Control.CONTACT_STATE, Control.CORRECTION)


def asked(outcome: ConsentOutcome, **changes: Any) -> Facts:
    return d.facts(consents=(d.consent(d.MARKETING, Channel.SMS, outcome, **changes),))


def signed(**changes: Any) -> Facts:
    return d.facts(recipient=d.carrier(commitments=(d.commitment(**changes),)))


@dataclass(frozen=True)
class No:
    """A proposal refused for exactly one reason; ``clause`` holds while the policy has one of ``kept_by``."""

    code: ReasonCode
    proposal: Proposal
    facts: Facts
    clause: str | None
    kept_by: tuple[Control, ...]
    law: str


TABLE = (
    No(ReasonCode.CUSTOMER_ERASED, order(), d.facts(is_erased=True), "VK 7", (Control.CORRECTION,), "PDPL-4"),
    No(ReasonCode.CUSTOMER_RESTRICTED, order(), d.facts(is_restricted=True), None, (), "PDPL-4"),
    No(
        ReasonCode.GUARDIAN_MISSING,
        order(),
        d.child_facts(has_guardian=False, consents=d.both_agree(d.DELIVERY)),
        "VK 9",
        (Control.GUARDIAN_CONSENT,),
        "CHILDREN",
    ),
    No(
        ReasonCode.GUARDIAN_CONSENT_MISSING,
        order(),
        d.child_facts(consents=(d.consent(d.DELIVERY),)),
        "VK 9",
        (Control.GUARDIAN_CONSENT,),
        "CHILDREN",
    ),
    No(
        ReasonCode.OWN_CONSENT_MISSING,
        order(),
        d.child_facts(consents=(d.consent(d.DELIVERY, giver=Giver.GUARDIAN),)),
        "VK 9",
        (Control.GUARDIAN_CONSENT,),
        "CHILDREN",
    ),
    No(
        ReasonCode.AGE_UNKNOWN,
        use(),
        d.facts(birth_on=None, consents=(d.consent(d.ANALYSIS),)),
        "VK 9",
        (Control.GUARDIAN_CONSENT,),
        "CHILDREN",
    ),
    No(ReasonCode.PURPOSE_UNKNOWN, use(d.UNHEARD_OF), d.facts(), "KO 2", (Control.PURPOSE_LIMITATION,), "PDPL-9"),
    No(ReasonCode.CONSENT_NEVER_ASKED, contact(), d.facts(), "VK 2b", OFFERS, "PDPL-9"),
    No(ReasonCode.CONSENT_NEVER_ASKED, use(), d.facts(), "KO 2", (Control.PURPOSE_LIMITATION,), "PDPL-9"),
    No(ReasonCode.CONSENT_REFUSED, contact(), asked(ConsentOutcome.REFUSED), "VK 2b", OFFERS, "PDPL-9"),
    No(ReasonCode.CONSENT_WITHDRAWN, contact(), asked(ConsentOutcome.WITHDRAWN), "VK 2b", OFFERS, "PDPL-9"),
    No(
        ReasonCode.CONSENT_EXPIRED,
        contact(),
        asked(ConsentOutcome.GRANTED, expires_at=d.AT),
        "VK 2b",
        OFFERS,
        "PDPL-9",
    ),
    No(
        ReasonCode.STOP_CONTACT,
        contact(),
        d.facts(consents=YES_TO_SMS, stops=(d.stop(),)),
        "KO 4c",
        (Control.REFUSE_CONTACT,),
        "PDPL-4",
    ),
    No(ReasonCode.RECIPIENT_MISSING, label(), d.facts(), "KO 3", THIRD_PARTY, "PDPL-9"),
    No(
        ReasonCode.RECIPIENT_CLOSED,
        hand_over(),
        d.facts(recipient=d.carrier(closed_at=d.AT)),
        "VK 3",
        THIRD_PARTY,
        "PDPL-9",
    ),
    No(
        ReasonCode.ROLE_NOT_ALLOWED,
        hand_over(),
        d.facts(recipient=d.carrier(role=RecipientRole.OTHER)),
        "KO 3",
        THIRD_PARTY,
        "PDPL-9",
    ),
    No(
        ReasonCode.PURPOSE_NOT_FOR_ROLE,
        hand_over(d.INSTALLATION),
        d.facts(recipient=d.carrier(purposes=frozenset({d.INSTALLATION}))),
        "VK 3",
        THIRD_PARTY,
        "PDPL-9",
    ),
    No(
        ReasonCode.PURPOSE_NOT_FOR_RECIPIENT,
        hand_over(),
        d.facts(recipient=d.carrier(purposes=frozenset())),
        "VK 3",
        THIRD_PARTY,
        "PDPL-9",
    ),
    No(
        ReasonCode.AUTHORITY_PAPERS_MISSING,
        hand_over(d.LAW),
        d.facts(recipient=d.authority()),
        "KO 3",
        (Control.NO_THIRD_PARTY,),
        "PDPL-19",
    ),
    No(
        ReasonCode.COMMITMENT_MISSING,
        hand_over(),
        d.facts(recipient=d.carrier(commitments=())),
        "VK 3",
        (Control.PARTNER_COMMITMENT,),
        "D356-7.1",
    ),
    No(
        ReasonCode.COMMITMENT_EXPIRED,
        label(),
        signed(expires_on=d.TODAY - DAY),
        "VK 3",
        (Control.PARTNER_COMMITMENT,),
        "D356-7.1",
    ),
    No(
        ReasonCode.COMMITMENT_NOT_YET,
        hand_over(),
        signed(signed_on=d.TODAY + DAY),
        "VK 3",
        (Control.PARTNER_COMMITMENT,),
        "D356-7.1",
    ),
    No(
        ReasonCode.COMMITMENT_INCOMPLETE,
        hand_over(),
        signed(items=frozenset(CommitmentItem) - {CommitmentItem.LEGAL_BASIS}),
        None,
        (),
        "D356-7.1",
    ),
    No(
        ReasonCode.NO_FIELDS,
        hand_over(fields=frozenset()),
        d.facts(recipient=d.carrier()),
        "VK 3",
        THIRD_PARTY,
        "PDPL-9",
    ),
    No(
        ReasonCode.FIELD_NOT_ALLOWED,
        hand_over(d.LAW, authority=d.PAPERS, fields=frozenset({FieldId("fingerprint")})),
        d.facts(recipient=d.authority(fields=frozenset({FieldId("fingerprint")}))),
        "KO 3",
        THIRD_PARTY,
        "PDPL-9",
    ),
    No(
        ReasonCode.FIELD_NOT_NEEDED,
        hand_over(d.INSTALLATION, fields=frozenset({d.PRODUCTS})),
        d.facts(recipient=d.installer()),
        "VK 1",
        (Control.COLLECT_ONLY_NEEDED, Control.PURPOSE_LIMITATION),
        "PDPL-9",
    ),
    No(
        ReasonCode.FIELD_NOT_FOR_RECIPIENT,
        hand_over(),
        d.facts(recipient=d.carrier(fields=FULL_DATA - {d.PHONE})),
        "VK 3",
        THIRD_PARTY,
        "PDPL-9",
    ),
    No(
        ReasonCode.MASKED_LABEL_NOT_AGREED,
        label(),
        d.facts(recipient=d.carrier(masked_labels_agreed_on=None)),
        None,
        (),
        "POSTAL-11.1B",
    ),
    No(
        ReasonCode.OUTSIDE_HOURS,
        replace(contact(), at=d.AT.replace(hour=16)),
        d.facts(consents=YES_TO_SMS),
        None,
        (),
        "D91-2020",
    ),
    No(
        ReasonCode.CAP_REACHED,
        contact(),
        d.facts(consents=YES_TO_SMS, recent_advertising=((Channel.SMS, d.AT),) * 3),
        None,
        (),
        "D91-2020",
    ),
    No(
        ReasonCode.UNREACHABLE,
        label(),
        d.facts(recipient=d.carrier(), reachable=frozenset({Channel.SMS})),
        "VK 6",
        STATES,
        "PDPL-4",
    ),
)
IDS = [f"{no.code} {no.proposal.act}" for no in TABLE]


def only_reason(decision: Decision) -> tuple[ReasonCode, str]:
    assert not decision.allowed
    assert decision.basis is None
    (reason,) = decision.reasons
    return reason.code, reason.reference


@pytest.mark.parametrize("no", TABLE, ids=IDS)
def test_each_no_names_the_clause_it_keeps(no: No) -> None:
    assert only_reason(decide(no.proposal, no.facts)) == (no.code, no.clause or f"law:{no.law}")


@pytest.mark.parametrize("no", TABLE, ids=IDS)
def test_where_the_policy_has_no_such_clause_the_law_still_says_no(no: No) -> None:
    bare = replace(no.facts, policy=d.policy(without=no.kept_by))
    assert only_reason(decide(no.proposal, bare)) == (no.code, f"law:{no.law}")


# Decided before there is anything to use (``test_collection.py``), or about a whole list (``test_contact_lists.py``).
ELSEWHERE = {
    ReasonCode.FIELD_NOT_COLLECTED,
    ReasonCode.FIELD_BEYOND_NEED,
    ReasonCode.COOKIES_REFUSED,
    ReasonCode.IDENTITY_CARD,
    ReasonCode.DO_NOT_CALL_UNCHECKED,
    ReasonCode.DO_NOT_CALL_LISTED,
}


def test_the_table_has_every_reason_there_is() -> None:
    assert {no.code for no in TABLE} == set(ReasonCode) - ELSEWHERE


YES = (
    (use(), d.facts(consents=(d.consent(d.ANALYSIS),)), LegalBasis.CONSENT),
    (order(), d.facts(), LegalBasis.CONTRACT),
    (write_down(), d.facts(), LegalBasis.CONSENT),
    (contact(), d.facts(consents=YES_TO_SMS), LegalBasis.CONSENT),
    (contact(purpose=d.FEEDBACK), d.facts(), LegalBasis.LAW),
    (label(), d.facts(recipient=d.carrier()), LegalBasis.CONTRACT),
    (hand_over(), d.facts(recipient=d.carrier()), LegalBasis.CONTRACT),
    (hand_over(d.INSTALLATION), d.facts(recipient=d.installer()), LegalBasis.CONTRACT),
    (hand_over(d.LAW, authority=d.PAPERS), d.facts(recipient=d.authority()), LegalBasis.LAW),
)


@pytest.mark.parametrize(("proposal", "known", "basis"), YES, ids=[f"{row[0].act} {row[2]}" for row in YES])
def test_a_yes_names_its_legal_basis(proposal: Proposal, known: Facts, basis: LegalBasis) -> None:
    assert decide(proposal, known) == Decision(allowed=True, basis=basis, reasons=())


def test_all_reasons_are_told_at_once_in_the_order_of_the_checks() -> None:
    known = d.child_facts(
        is_erased=True,
        is_restricted=True,
        has_guardian=False,
        stops=(d.stop(),),
        reachable=frozenset(),
        recent_advertising=((Channel.CALL, d.AT),),
    )
    night_call = replace(contact(Channel.CALL), at=d.AT + timedelta(hours=12))
    assert [reason.code for reason in decide(night_call, known).reasons] == [
        ReasonCode.CUSTOMER_ERASED,
        ReasonCode.CUSTOMER_RESTRICTED,
        ReasonCode.GUARDIAN_MISSING,
        ReasonCode.GUARDIAN_CONSENT_MISSING,
        ReasonCode.OWN_CONSENT_MISSING,
        ReasonCode.CONSENT_NEVER_ASKED,
        ReasonCode.STOP_CONTACT,
        ReasonCode.OUTSIDE_HOURS,
        ReasonCode.CAP_REACHED,
        ReasonCode.UNREACHABLE,
    ]


def test_all_that_is_wrong_with_a_recipient_is_told_at_once() -> None:
    stranger = d.carrier(
        role=RecipientRole.OTHER,
        purposes=frozenset(),
        fields=frozenset(),
        closed_at=d.LONG_AGO,
        commitments=(d.commitment(signed_on=d.TODAY + DAY, expires_on=d.TODAY - DAY, items=frozenset()),),
    )
    wanted = frozenset({d.NAME, d.GENDER, FieldId("fingerprint")})
    decision = decide(hand_over(fields=wanted), d.facts(recipient=stranger))
    assert [reason.code for reason in decision.reasons] == [
        ReasonCode.RECIPIENT_CLOSED,
        ReasonCode.ROLE_NOT_ALLOWED,
        ReasonCode.PURPOSE_NOT_FOR_RECIPIENT,
        ReasonCode.COMMITMENT_INCOMPLETE,
        ReasonCode.COMMITMENT_EXPIRED,
        ReasonCode.COMMITMENT_NOT_YET,
        ReasonCode.FIELD_NOT_ALLOWED,
        ReasonCode.FIELD_NOT_NEEDED,
        ReasonCode.FIELD_NOT_FOR_RECIPIENT,
    ]
    assert decision.reasons[-3].values == {"fields": ("fingerprint",)}
    assert decision.reasons[-2].values == {"fields": ("gender",), "purpose": d.DELIVERY}
    assert decision.reasons[-1].values == {"fields": ("fingerprint", "gender", "name")}


@pytest.mark.parametrize("blank", ["", "  "])
def test_an_authority_is_told_which_papers_are_missing(blank: str) -> None:
    papers = AuthorityRequest(blank, None, "Công an phường", blank)
    (reason,) = decide(hand_over(d.LAW, authority=papers), d.facts(recipient=d.authority())).reasons
    assert reason.values == {"missing": ("document_number", "document_on", "legal_reference")}
