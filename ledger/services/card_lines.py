"""The lines of a customer's card: consents, orders, holders, feedback and the rest, ready to cross threads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from ledger.domain.audit import AuditAction, Body
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import Customer
from ledger.domain.disclosure import Disclosure
from ledger.domain.feedback import FeedbackState
from ledger.domain.gate import Act, Reason
from ledger.domain.ids import AttachmentId, ConsentId, FieldId, ParcelId, PurposeId, RecipientId, StaffId
from ledger.domain.masking import MASK, mask_email, mask_phone
from ledger.domain.minor import Giver
from ledger.domain.parcel import OrderItem, Parcel, ParcelState, show_code
from ledger.domain.policy import RecipientRole
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.recipient import CommitmentState
from ledger.services.deciding import NO_PURPOSE
from ledger.services.recipients import RecipientLine
from ledger.services.session import Session
from ledger.storage import (
    attachments,
    audit_log,
    consents,
    contacts,
    customers,
    disclosures,
    feedback,
    orders,
    policies,
)

Names = Mapping[StaffId, str]
Partners = Mapping[RecipientId, RecipientLine]
TRAIL_LIMIT = 200
HIDDEN = MASK * 6


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file kept with a consent; its content is shown by ``reveals.show_file``. ``size`` in bytes."""

    id: AttachmentId
    file_name: str = field(repr=False)
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One thing the person, or the guardian, said."""

    id: ConsentId
    purpose_id: PurposeId
    channel: Channel
    outcome: ConsentOutcome
    giver: Giver
    method: ConsentMethod
    occurred_at: datetime
    recorded_at: datetime
    recorded_by: str = field(repr=False)
    policy_number: int
    expires_at: datetime | None
    frequency: str | None = field(repr=False)
    note: str | None = field(repr=False)
    evidence: tuple[EvidenceFile, ...]


def consent_lines(session: Session, customer: Customer, names: Names) -> tuple[ConsentLine, ...]:
    """Return everything that was said, newest first."""
    files = {
        one.id: EvidenceFile(one.id, one.file_name or "", one.media_type, one.size)
        for one in attachments.of_customer(session.db, customer.id)
    }
    numbers = policies.version_numbers(session.db)
    records = consents.of_customers(session.db, (customer.id,))[customer.id]
    return tuple(
        ConsentLine(
            id=one.id,
            purpose_id=one.purpose_id,
            channel=one.channel,
            outcome=one.outcome,
            giver=one.giver,
            method=one.method,
            occurred_at=one.occurred_at,
            recorded_at=one.recorded_at,
            recorded_by=names.get(one.recorded_by, ""),
            policy_number=numbers[one.policy_version_id],
            expires_at=one.expires_at,
            frequency=one.frequency,
            note=one.note,
            evidence=tuple(files[file] for file in one.evidence if file in files),
        )
        for one in sorted(records, key=lambda one: (one.occurred_at, one.id), reverse=True)
    )


@dataclass(frozen=True, slots=True)
class StopLine:
    """A standing "do not contact": one channel, or all when ``channel`` is ``None``."""

    channel: Channel | None
    since: datetime
    method: ConsentMethod


def stop_lines(session: Session, customer: Customer, at: datetime) -> tuple[StopLine, ...]:
    """Return the stops that stand, oldest first."""
    return tuple(
        StopLine(one.channel, one.occurred_at, one.method)
        for one in consents.stops_of(session.db, (customer.id,))[customer.id]
        if one.lifted_at is None or one.lifted_at > at
    )


# --- orders -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParcelLine:
    """One parcel of an order; ``shown_code`` is 4-4-4."""

    id: ParcelId
    code: str
    shown_code: str
    number: int
    total: int
    state: ParcelState
    carrier_id: RecipientId | None
    carrier_name: str | None
    handed_over_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order; ``amount`` in đồng. What was bought is personal."""

    code: str
    ordered_at: datetime
    amount: int
    items_count: int
    items: tuple[OrderItem, ...] = field(repr=False)
    parcels: tuple[ParcelLine, ...]


def order_lines(session: Session, customer: Customer, partners: Partners) -> tuple[OrderLine, ...]:
    """Return the orders with their parcels, newest first."""
    return tuple(
        OrderLine(
            one.code,
            one.ordered_at,
            one.amount,
            len(one.items),
            one.items,
            tuple(_parcel_line(parcel, partners) for parcel in one.parcels),
        )
        for one in orders.orders_of(session.db, customer.id)
    )


def _parcel_line(one: Parcel, partners: Partners) -> ParcelLine:
    carrier = partners[one.carrier_id] if one.carrier_id is not None else None
    return ParcelLine(
        one.id,
        one.code,
        show_code(one.code),
        one.number,
        one.total,
        one.state,
        one.carrier_id,
        carrier.name if carrier else None,
        one.handed_over_at,
        one.closed_at,
    )


# --- who holds the data -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Holder:
    """Who was given this person's data: the union of fields and purposes, and how the agreement stands today."""

    recipient_id: RecipientId
    name: str
    role: RecipientRole
    fields: tuple[FieldId, ...]
    purposes: tuple[PurposeId, ...]
    last_given_at: datetime
    count: int
    commitment: CommitmentState
    expires_on: date | None  # of the paper to judge by
    document_number: str | None = field(repr=False)  # of an authority's newest request


def holders(session: Session, customer: Customer, partners: Partners) -> tuple[Holder, ...]:
    """Return everybody who was given something, who got it last first."""
    given: dict[RecipientId, list[Disclosure]] = {}
    for one in disclosures.find(session.db, disclosures.Filter(customer_id=customer.id)):
        given.setdefault(one.recipient_id, []).append(one)
    found = [_holder(partners[one], rows) for one, rows in given.items()]
    return tuple(sorted(found, key=lambda one: one.last_given_at, reverse=True))


def _holder(partner: RecipientLine, given: Sequence[Disclosure]) -> Holder:
    papers = [one.authority for one in given if one.authority is not None]
    return Holder(
        recipient_id=partner.id,
        name=partner.name,
        role=partner.role,
        fields=tuple(sorted({one for row in given for one in row.fields})),
        purposes=tuple(sorted({row.purpose_id for row in given})),
        last_given_at=given[-1].occurred_at,
        count=len(given),
        commitment=partner.state,
        expires_on=partner.expires_on,
        document_number=papers[-1].document_number if papers else None,
    )


# --- feedback, contacts, refusals ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """One round of a feedback: its own 12 hours and its own result."""

    code: str
    round: int
    channel: Channel
    started_at: datetime
    due_at: datetime
    answered_at: datetime | None
    state: FeedbackState
    text: str = field(repr=False)
    answer: str | None = field(repr=False)


def feedback_lines(session: Session, customer: Customer, at: datetime) -> tuple[FeedbackLine, ...]:
    """Return every round, newest first."""
    return tuple(
        FeedbackLine(
            one.code,
            row.number,
            one.channel,
            row.started_at,
            row.due_at,
            row.answered_at,
            row.state(at),
            one.text or "",
            row.answer,
        )
        for one in feedback.of_customer(session.db, customer.id)
        for row in reversed(one.rounds)
    )


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact the shop made; ``exemption`` says why a stop did not apply."""

    at: datetime
    channel: Channel
    purpose_id: PurposeId
    basis: LegalBasis
    exemption: str | None
    by: str = field(repr=False)


def contact_lines(session: Session, customer: Customer, names: Names) -> tuple[ContactLine, ...]:
    """Return the contacts made, newest first."""
    return tuple(
        ContactLine(
            one.occurred_at, one.channel, one.purpose_id, one.basis, one.exemption, names.get(one.recorded_by, "")
        )
        for one in contacts.of_customer(session.db, customer.id)
    )


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One act the gate refused."""

    at: datetime
    act: Act
    purpose_id: PurposeId
    channel: Channel
    recipient_name: str | None
    reasons: tuple[Reason, ...]
    by: str = field(repr=False)


def attempt_lines(session: Session, customer: Customer, names: Names, partners: Partners) -> tuple[AttemptLine, ...]:
    """Return the acts the gate refused, newest first."""
    return tuple(
        AttemptLine(
            one.occurred_at,
            one.act,
            one.purpose_id or NO_PURPOSE,
            one.channel,
            partners[one.recipient_id].name if one.recipient_id is not None else None,
            one.reasons,
            names.get(one.recorded_by, ""),
        )
        for one in reversed(disclosures.attempts(session.db, disclosures.Filter(customer_id=customer.id)))
    )


# --- corrections and the trail ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction (VK 7). ``old_value`` is masked like the value itself where that one is hidden."""

    field_name: str
    old_value: str | None = field(repr=False)
    at: datetime
    by: str = field(repr=False)
    reason: str | None = field(repr=False)


_CLEAR = frozenset({"name", "gender", "note", "is_declared_adult", "source", "purposes"})
_MASKS: Mapping[str, Callable[[str], str]] = {"phone": mask_phone, "email": mask_email}


def correction_lines(session: Session, customer: Customer, names: Names) -> tuple[CorrectionLine, ...]:
    """Return what was corrected, newest first."""
    return tuple(
        CorrectionLine(
            one.field_name,
            _shown(one.field_name, one.old_value),
            one.changed_at,
            names.get(one.changed_by, ""),
            one.reason,
        )
        for one in reversed(customers.history(session.db, customer.id))
    )


def _shown(name: str, value: str | None) -> str | None:
    # An old number may still be somebody's: what has an eye of its own is not shown here in clear.
    if value is None or name in _CLEAR:
        return value
    mask = _MASKS.get(name)
    return mask(value) if mask is not None else HIDDEN


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry of the trail about this customer; ``body`` holds ids, codes and field names, ``None`` once erased."""

    seq: int
    at: datetime
    actor: str = field(repr=False)
    action: AuditAction
    body: Body | None


def trail_lines(session: Session, customer: Customer, names: Names) -> tuple[TrailLine, ...]:
    """Return the newest entries about one customer, newest first."""
    return tuple(
        TrailLine(one.entry.seq, one.entry.at, names.get(one.entry.actor, ""), one.entry.action, one.body)
        for one in audit_log.entries_of(session.db, customer.code, limit=TRAIL_LIMIT)
    )
