"""Builders for the domain's records: a policy like the combined pack, an adult customer, a carrier with its papers.

Every builder gives something the gate would allow; a test changes the one thing it is about.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from ledger.domain.consent import ConsentMethod, ConsentOutcome, ConsentRecord, StopContact
from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.gate import AdvertisingRules, Facts
from ledger.domain.ids import (
    CommitmentId,
    ConsentId,
    CustomerId,
    FieldId,
    PolicyVersionId,
    PurposeId,
    RecipientId,
    StaffId,
    StopContactId,
)
from ledger.domain.minor import AgeRules, Giver
from ledger.domain.policy import (
    Clause,
    Control,
    FieldCategory,
    FieldRule,
    LabelRule,
    PolicyVersion,
    RecipientRole,
    RecipientRule,
)
from ledger.domain.purpose import CONTACT_CHANNELS, Channel, LegalBasis, Purpose
from ledger.domain.recipient import Commitment, CommitmentItem, Recipient
from ledger.domain.wording import Bilingual

AT = datetime(2026, 11, 21, 3, tzinfo=UTC)  # a Saturday, 10:00 in Vietnam
TODAY = date(2026, 11, 21)
LONG_AGO = AT - timedelta(days=400)
STAFF = StaffId("5" * 32)
CUSTOMER = CustomerId(1)
GUARDIAN = CustomerId(2)

DELIVERY = PurposeId("delivery_of_goods")  # contract
INSTALLATION = PurposeId("installation")  # contract
FEEDBACK = PurposeId("customer_care")  # law
ANALYSIS = PurposeId("service_optimisation")  # consent, no contact
MARKETING = PurposeId("marketing")  # consent, advertising
LAW = PurposeId("legal_compliance")  # law
UNHEARD_OF = PurposeId("resale")

NAME, PHONE, ADDRESS, EMAIL = FieldId("name"), FieldId("phone"), FieldId("address"), FieldId("email")
PRODUCTS, GENDER = FieldId("products"), FieldId("gender")

_next_id = count(1)

CLAUSES = (
    ("KO 1", Control.COLLECTION_CATEGORIES),
    ("KO 2", Control.PURPOSE_LIMITATION),
    ("KO 3", Control.NO_THIRD_PARTY),
    ("KO 4b", Control.MASKED_PARCELS),
    ("KO 4c", Control.REFUSE_CONTACT),
    ("VK 1", Control.COLLECT_ONLY_NEEDED),
    ("VK 2a", Control.PURPOSE_LIMITATION),
    ("VK 2b", Control.OFFERS_BY_CHOICE),
    ("VK 3", Control.PARTNER_COMMITMENT),
    ("VK 6", Control.CONTACT_STATE),
    ("VK 7", Control.CORRECTION),
    ("VK 9", Control.GUARDIAN_CONSENT),
)


def words(text: str) -> Bilingual:
    """The same words in both languages."""
    return Bilingual(text, text)


def purpose(purpose_id: PurposeId, basis: LegalBasis, *, revision: int = 1, is_advertising: bool = False) -> Purpose:
    return Purpose(purpose_id, revision, basis, is_advertising, words(purpose_id))


PURPOSES = (
    purpose(DELIVERY, LegalBasis.CONTRACT),
    purpose(INSTALLATION, LegalBasis.CONTRACT),
    purpose(FEEDBACK, LegalBasis.LAW),
    purpose(ANALYSIS, LegalBasis.CONSENT),
    purpose(MARKETING, LegalBasis.CONSENT, is_advertising=True),
    purpose(LAW, LegalBasis.LAW),
)
_NEEDED_BY = {
    NAME: (DELIVERY, INSTALLATION, FEEDBACK, ANALYSIS, MARKETING, LAW),
    PHONE: (DELIVERY, INSTALLATION, FEEDBACK, MARKETING, LAW),
    ADDRESS: (DELIVERY, INSTALLATION, MARKETING, LAW),
    EMAIL: (FEEDBACK, MARKETING, LAW),
    PRODUCTS: (DELIVERY, ANALYSIS, LAW),
    GENDER: (LAW,),
}
_FIELDS = tuple(
    FieldRule(one, FieldCategory.CONTACT, frozenset(needed_by), words(one)) for one, needed_by in _NEEDED_BY.items()
)
_PARTNER_FIELDS = frozenset({NAME, PHONE, ADDRESS, PRODUCTS})
_RULES = (
    RecipientRule(RecipientRole.CARRIER, frozenset({DELIVERY}), _PARTNER_FIELDS, needs_commitment=True),
    RecipientRule(RecipientRole.INSTALLER, frozenset({INSTALLATION}), _PARTNER_FIELDS, needs_commitment=True),
    RecipientRule(RecipientRole.AUTHORITY, frozenset({LAW}), frozenset(_NEEDED_BY), needs_commitment=False),
)


def policy(*, without: Iterable[Control] = (), **changes: Any) -> PolicyVersion:
    """A version like the combined pack, without the clauses kept by ``without``."""
    left_out = set(without)
    clauses = tuple(
        Clause(one, control, {}, affects_customers=True, text=words(one))
        for one, control in CLAUSES
        if control not in left_out
    )
    version = PolicyVersion(
        id=PolicyVersionId(1),
        number=1,
        pack="combined",
        title=words("policy"),
        published_at=LONG_AGO,
        purposes=PURPOSES,
        fields=_FIELDS,
        recipient_rules=_RULES,
        label=LabelRule(shows_province=True, shows_zone=True, shows_amount_to_collect=True),
        clauses=clauses,
    )
    return replace(version, **changes)


def consent(
    purpose_id: PurposeId,
    channel: Channel = Channel.NONE,
    outcome: ConsentOutcome = ConsentOutcome.GRANTED,
    giver: Giver = Giver.SELF,
    **changes: Any,
) -> ConsentRecord:
    """What a person said long ago."""
    record = ConsentRecord(
        id=ConsentId(next(_next_id)),
        customer_id=CUSTOMER,
        purpose_id=purpose_id,
        purpose_revision=1,
        channel=channel,
        giver=giver,
        outcome=outcome,
        method=ConsentMethod.WRITING,
        policy_version_id=PolicyVersionId(1),
        occurred_at=LONG_AGO,
        recorded_at=LONG_AGO,
        recorded_by=STAFF,
        guardian_id=GUARDIAN if giver is Giver.GUARDIAN else None,
    )
    return replace(record, **changes)


def both_agree(purpose_id: PurposeId, channel: Channel = Channel.NONE) -> tuple[ConsentRecord, ...]:
    """The minor and the guardian said yes."""
    return tuple(consent(purpose_id, channel, giver=giver) for giver in Giver)


def stop(channel: Channel | None = None, **changes: Any) -> StopContact:
    """A "do not contact" said long ago; on all channels by default."""
    record = StopContact(
        id=StopContactId(next(_next_id)),
        customer_id=CUSTOMER,
        channel=channel,
        method=ConsentMethod.RECORDED_CALL,
        occurred_at=LONG_AGO,
        recorded_at=LONG_AGO,
        recorded_by=STAFF,
    )
    return replace(record, **changes)


def commitment(**changes: Any) -> Commitment:
    """A complete paper, valid for a year around today."""
    paper = Commitment(
        id=CommitmentId(next(_next_id)),
        recipient_id=RecipientId(1),
        signed_on=TODAY - timedelta(days=180),
        expires_on=TODAY + timedelta(days=180),
        items=frozenset(CommitmentItem),
        recorded_at=LONG_AGO,
        recorded_by=STAFF,
    )
    return replace(paper, **changes)


def carrier(**changes: Any) -> Recipient:
    """A carrier who signed everything and agreed to masked labels."""
    recipient = Recipient(
        id=RecipientId(1),
        name="Giao Nhanh",
        role=RecipientRole.CARRIER,
        purposes=frozenset({DELIVERY}),
        fields=_PARTNER_FIELDS,
        masked_labels_agreed_on=TODAY - timedelta(days=30),
        commitments=(commitment(),),
    )
    return replace(recipient, **changes)


def installer(**changes: Any) -> Recipient:
    """An installer who signed everything."""
    return replace(carrier(role=RecipientRole.INSTALLER, purposes=frozenset({INSTALLATION})), **changes)


def authority(**changes: Any) -> Recipient:
    """An authority; it signs nothing and shows papers instead."""
    role, purposes = RecipientRole.AUTHORITY, frozenset({LAW})
    recipient = carrier(role=role, purposes=purposes, fields=frozenset(_NEEDED_BY), commitments=())
    return replace(recipient, **changes)


PAPERS = AuthorityRequest("12/QĐ-CA", TODAY, "Công an phường", "Điều 19 Luật 91/2025/QH15")

ADVERTISING = AdvertisingRules(
    hours={Channel.SMS: (7, 22), Channel.ZALO: (7, 22), Channel.CALL: (8, 17)},
    caps={Channel.SMS: 3, Channel.ZALO: 3, Channel.EMAIL: 3, Channel.CALL: 1},
)


def born(years_ago: int) -> date:
    """The birth date of someone who is that old today, and one day more."""
    return date(TODAY.year - years_ago, TODAY.month, TODAY.day - 1)


def facts(**changes: Any) -> Facts:
    """An adult who can be reached everywhere and was asked nothing."""
    known = Facts(
        policy=policy(),
        ages=AgeRules(),
        advertising=ADVERTISING,
        birth_on=born(30),
        reachable=frozenset(CONTACT_CHANNELS),
    )
    return replace(known, **changes)


def child_facts(years_old: int = 10, **changes: Any) -> Facts:
    """A minor with a guardian on record; nobody was asked anything yet."""
    return replace(facts(birth_on=born(years_old), has_guardian=True), **changes)
