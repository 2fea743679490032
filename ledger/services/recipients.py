"""Partners and authorities: what they may get, and the commitment they signed (VK 3; Decree 356/2025 Art. 7.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ledger.assets import load_places
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.errors import InvalidDate, NameTaken, NotFound, NothingToDo, TextNotAllowed, UnknownChoice
from ledger.domain.ids import AttachmentId, FieldId, PurposeId, RecipientId
from ledger.domain.instants import local_date
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import (
    Commitment,
    CommitmentItem,
    CommitmentState,
    Recipient,
    best_commitment,
    commitment_state,
)
from ledger.domain.staff import Operation
from ledger.domain.text import ADDRESS_LIMIT, digits_of, optional_text, parse_email, parse_phone, required_text
from ledger.services.law_values import warn_days
from ledger.services.links import read_link
from ledger.services.reading import echo
from ledger.services.session import Session
from ledger.storage import attachments, recipients
from ledger.storage.attachments import NewAttachment
from ledger.storage.unit_of_work import UnitOfWork

_ZONE_LIMIT = 12  # characters that fit large on a label
_ZONE_DIGITS = 5  # six in a row count as a telephone number (model.md 8)


@dataclass(frozen=True, slots=True)
class RecipientInput:
    """A recipient as typed; without purposes and fields it gets what the policy lets its role have."""

    name: str
    role: RecipientRole
    purposes: frozenset[PurposeId] | None = None
    fields: frozenset[FieldId] | None = None
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    website: str = ""


def add(session: Session, typed: RecipientInput) -> Recipient:
    """Record a recipient. The gate still decides each disclosure; this only says what was agreed."""
    session.require(Operation.MANAGE_RECIPIENTS)
    with session.write() as uow:
        recipient_id = store(session, uow, typed)
    return get(session, recipient_id)


def store(session: Session, uow: UnitOfWork, typed: RecipientInput) -> RecipientId:
    """Write a recipient inside a transaction that is already open."""
    rule = session.policy().rule_for(typed.role)
    new = _read(typed, rule.purposes if rule else frozenset(), rule.fields if rule else frozenset())
    if recipients.id_of(uow.db, new.name) is not None:
        raise NameTaken(kind="recipient")
    _require_known(session, new.purposes, new.fields)
    recipient_id = recipients.add(uow.db, new)
    body: Entry = {"recipient": recipient_id, "role": typed.role.value, "purposes": sorted(new.purposes)}
    uow.audit(AuditAction.RECIPIENT_ADDED, None, body | {"fields": sorted(new.fields)})
    return recipient_id


def _read(typed: RecipientInput, purposes: frozenset[PurposeId], fields: frozenset[FieldId]) -> recipients.NewRecipient:
    """Return what was typed, cleaned; ``purposes`` and ``fields`` stand in where nothing was chosen."""
    return recipients.NewRecipient(
        required_text(typed.name, "recipient"),
        typed.role,
        typed.purposes if typed.purposes is not None else purposes,
        typed.fields if typed.fields is not None else fields,
        parse_phone(typed.phone).number if typed.phone.strip() else None,
        parse_email(typed.email) if typed.email.strip() else None,
        optional_text(typed.address, "address", ADDRESS_LIMIT),
        read_link(typed.website, "website") if typed.website.strip() else None,
    )


def change(session: Session, recipient_id: RecipientId, typed: RecipientInput) -> Recipient:
    """Change name, contact, purposes and fields; ``None`` leaves purposes or fields as they were agreed.

    The role stays: raises ``UnknownChoice`` for another one (close the recipient and add it anew), ``NameTaken``.
    """
    session.require(Operation.MANAGE_RECIPIENTS)
    before = get(session, recipient_id)
    if typed.role is not before.role:
        raise UnknownChoice(field="role", choices=(before.role.value,))
    new = _read(typed, before.purposes, before.fields)
    if recipients.id_of(session.db, new.name) not in {None, recipient_id}:
        raise NameTaken(kind="recipient")
    # What was agreed under an older policy may stay; the gate asks the policy in force anyway.
    _require_known(session, new.purposes - before.purposes, new.fields - before.fields)
    changed = [name for name in _CHANGEABLE if getattr(new, name) != getattr(before, name)]
    if changed:
        with session.write() as uow:
            recipients.change(uow.db, recipient_id, new)
            uow.audit(AuditAction.RECIPIENT_CHANGED, None, {"recipient": recipient_id, "fields": changed})
    return get(session, recipient_id)


_CHANGEABLE = ("name", "purposes", "fields", "phone", "email", "address", "website")


def _require_known(session: Session, purposes: frozenset[PurposeId], fields: frozenset[FieldId]) -> None:
    policy = session.policy()
    if any(policy.purpose(one) is None for one in purposes):
        raise UnknownChoice(field="purpose", choices=tuple(one.id for one in policy.purposes))
    if any(policy.field(one) is None for one in fields):
        raise UnknownChoice(field="fields", choices=tuple(one.id for one in policy.fields))


def get(session: Session, recipient_id: RecipientId) -> Recipient:
    """Return a recipient. Raises ``NotFound``."""
    recipient = recipients.load(session.db, recipient_id)
    if recipient is None:
        raise NotFound(kind="recipient", code=str(recipient_id))
    return recipient


def by_name(session: Session, name: str) -> Recipient:
    """Return the recipient of this name, accents and case aside. Raises ``NotFound``."""
    recipient_id = recipients.id_of(session.db, name)
    if recipient_id is None:
        raise NotFound(kind="recipient", code=echo(name))
    return get(session, recipient_id)


def all_of(session: Session) -> tuple[Recipient, ...]:
    """Return every recipient by name."""
    return recipients.load_all(session.db)


@dataclass(frozen=True, slots=True)
class CommitmentInput:
    """A commitment as read from the signed paper; missing items are recorded as missing, and block."""

    signed_on: date
    expires_on: date
    items: frozenset[CommitmentItem]
    scan: NewAttachment | None = field(default=None, repr=False)


def record_commitment(session: Session, recipient_id: RecipientId, typed: CommitmentInput) -> Recipient:
    """Record a written commitment with its scan. Raises ``InvalidDate`` when it ends before it begins."""
    session.require(Operation.MANAGE_RECIPIENTS)
    get(session, recipient_id)
    with session.write() as uow:
        store_commitment(uow, recipient_id, typed)
    return get(session, recipient_id)


def store_commitment(uow: UnitOfWork, recipient_id: RecipientId, typed: CommitmentInput) -> None:
    """Write a commitment inside a transaction that is already open."""
    if typed.expires_on < typed.signed_on:
        raise InvalidDate(field="expires_on")
    scan = attachments.add(uow.db, typed.scan, None, uow.now, uow.actor) if typed.scan else None
    new = recipients.NewCommitment(recipient_id, typed.signed_on, typed.expires_on, typed.items, scan)
    commitment_id = recipients.add_commitment(uow.db, new, uow.now, uow.actor)
    body: Entry = {
        "recipient": recipient_id,
        "commitment": commitment_id,
        "expires_on": typed.expires_on.isoformat(),
        "items": sorted(typed.items),
    }
    uow.audit(AuditAction.COMMITMENT_RECORDED, None, body)


def agree_masked_labels(session: Session, recipient_id: RecipientId, on: date | None) -> Recipient:
    """Record (or take back with ``None``) that a carrier accepts masked labels (Postal Law 49/2010 Art. 11.1b)."""
    session.require(Operation.MANAGE_RECIPIENTS)
    get(session, recipient_id)
    with session.write() as uow:
        store_label_agreement(uow, recipient_id, on)
    return get(session, recipient_id)


def store_label_agreement(uow: UnitOfWork, recipient_id: RecipientId, on: date | None) -> None:
    """Write the agreement inside a transaction that is already open."""
    recipients.agree_masked_labels(uow.db, recipient_id, on)
    body: Entry = {"recipient": recipient_id, "fields": ["masked_labels_agreed_on"]}
    uow.audit(AuditAction.RECIPIENT_CHANGED, None, body)


def set_zones(session: Session, recipient_id: RecipientId, zones: Mapping[str, str]) -> Recipient:
    """Set the routing zones a carrier prints, by province name. Raises ``UnknownChoice``."""
    session.require(Operation.MANAGE_RECIPIENTS)
    get(session, recipient_id)
    with session.write() as uow:
        store_zones(uow, recipient_id, zones)
    return get(session, recipient_id)


def store_zones(uow: UnitOfWork, recipient_id: RecipientId, zones: Mapping[str, str]) -> None:
    """Write the zones inside a transaction that is already open."""
    places, read = load_places(), {}
    for place, zone in zones.items():
        province = places.find_province(place)
        if province is None:
            raise UnknownChoice(field="province", choices=tuple(one.name for one in places.provinces))
        read[province.code] = _read_zone(zone)
    recipients.set_zones(uow.db, recipient_id, read)
    uow.audit(AuditAction.RECIPIENT_CHANGED, None, {"recipient": recipient_id, "fields": ["zones"]})


def _read_zone(typed: str) -> str:
    # A zone is printed in the open, so it must not be able to hold a telephone number.
    zone = required_text(typed, "zone", _ZONE_LIMIT)
    if len(digits_of(zone)) > _ZONE_DIGITS:
        raise TextNotAllowed(field="zone")
    return zone


def close(session: Session, recipient_id: RecipientId) -> Recipient:
    """Stop using a recipient; what it got before stays on record."""
    session.require(Operation.MANAGE_RECIPIENTS)
    get(session, recipient_id)
    with session.write() as uow:
        recipients.close(uow.db, recipient_id, uow.now)
        uow.audit(AuditAction.RECIPIENT_CHANGED, None, {"recipient": recipient_id, "fields": ["closed_at"]})
    return get(session, recipient_id)


def reopen(session: Session, recipient_id: RecipientId) -> Recipient:
    """Take a closed recipient into use again; its commitments count as they stand. Raises ``NothingToDo``."""
    session.require(Operation.MANAGE_RECIPIENTS)
    if get(session, recipient_id).closed_at is None:
        raise NothingToDo(act="reopen")
    with session.write() as uow:
        recipients.reopen(uow.db, recipient_id)
        uow.audit(AuditAction.RECIPIENT_CHANGED, None, {"recipient": recipient_id, "fields": ["closed_at"]})
    return get(session, recipient_id)


# --- for reading --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One recipient in the list. ``days_left`` of its commitment: 0 on the last day, ``None`` unless it holds."""

    id: RecipientId
    name: str
    role: RecipientRole
    state: CommitmentState
    days_left: int | None
    expires_on: date | None
    masked_labels_agreed_on: date | None
    closed_at: datetime | None


def lines(session: Session) -> tuple[RecipientLine, ...]:
    """Return every recipient by name, closed ones too, each with how its commitment stands today."""
    today, warn = local_date(session.now()), warn_days(session.db, session.policy())
    return tuple(_line(one, today, warn) for one in recipients.load_all(session.db))


def _line(one: Recipient, today: date, warn: int) -> RecipientLine:
    best = best_commitment(one.commitments, today)
    return RecipientLine(
        one.id,
        one.name,
        one.role,
        *commitment_state(one.role, one.commitments, today, warn),
        expires_on=best.expires_on if best else None,
        masked_labels_agreed_on=one.masked_labels_agreed_on,
        closed_at=one.closed_at,
    )


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """One commitment as it was recorded: what it lacks, and its scan if there is one."""

    commitment: Commitment
    missing: tuple[CommitmentItem, ...]
    scan_id: AttachmentId | None
    scan_name: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecipientView:
    """Everything about one recipient: commitments newest first, how they stand today, and what it was given."""

    recipient: Recipient
    commitments: tuple[CommitmentLine, ...]
    state: CommitmentState
    days_left: int | None
    disclosures: int
    last_disclosed_at: datetime | None


def view(session: Session, recipient_id: RecipientId) -> RecipientView:
    """Return one recipient with its papers and figures. Raises ``NotFound``."""
    one = get(session, recipient_id)
    papers = tuple(_paper(session, commitment) for commitment in reversed(one.commitments))
    today, warn = local_date(session.now()), warn_days(session.db, session.policy())
    state, days_left = commitment_state(one.role, one.commitments, today, warn)
    count, last = recipients.disclosed_to(session.db, recipient_id)
    return RecipientView(one, papers, state, days_left, count, last)


def _paper(session: Session, one: Commitment) -> CommitmentLine:
    scan = attachments.load(session.db, one.scan) if one.scan is not None else None
    return CommitmentLine(one, one.missing_items(), one.scan, scan.file_name if scan else None)


def scan(session: Session, recipient_id: RecipientId, scan_id: AttachmentId) -> NewAttachment:
    """Return the scan of one of the recipient's commitments, to be shown. Raises ``NotFound``."""
    known = {one.scan for one in get(session, recipient_id).commitments}
    stored = attachments.load(session.db, scan_id) if scan_id in known else None
    content = attachments.content(session.db, scan_id) if stored is not None else None
    if stored is None or content is None:
        raise NotFound(kind="file", code=str(scan_id))
    return NewAttachment(stored.file_name or "", stored.media_type, content)
