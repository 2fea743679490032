"""Contacts the shop made: the evidence behind KO 4c and the caps on advertising."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ledger.domain.ids import ContactId, CustomerId, PolicyVersionId, PurposeId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.domain.purpose import Channel, LegalBasis
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact to store; ``exemption`` says why a stop-contact did not apply."""

    customer_id: CustomerId
    purpose_id: PurposeId
    channel: Channel
    basis: LegalBasis
    is_advertising: bool
    occurred_at: datetime
    exemption: str | None = None


def add(db: Connection, new: NewContact, version: PolicyVersionId, at: datetime, by: StaffId) -> ContactId:
    """Write one contact."""
    row = db.execute(
        "INSERT INTO contact (customer_id, purpose_id, channel, basis, exemption, is_advertising, policy_version_id,"
        " occurred_at, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            new.customer_id,
            new.purpose_id,
            new.channel.value,
            new.basis.value,
            new.exemption,
            int(new.is_advertising),
            version,
            to_text(new.occurred_at),
            to_text(at),
            by,
        ),
    ).fetchone()
    return ContactId(row[0])


def advertising_since(
    db: Connection, ids: Sequence[CustomerId], since: datetime
) -> dict[CustomerId, tuple[tuple[Channel, datetime], ...]]:
    """Return each customer's advertising contacts after an instant, for the caps."""
    found: dict[CustomerId, list[tuple[Channel, datetime]]] = {one: [] for one in ids}
    rows = db.execute(
        "SELECT customer_id, channel, occurred_at FROM contact WHERE is_advertising = 1 AND occurred_at > ?"
        f" AND customer_id IN ({','.join('?' * len(ids))}) ORDER BY occurred_at",
        (to_text(since), *ids),
    )
    for customer_id, channel, occurred_at in rows:
        found[customer_id].append((Channel(channel), from_text(occurred_at)))
    return {one: tuple(contacts) for one, contacts in found.items()}


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact that was made."""

    id: ContactId
    purpose_id: PurposeId
    channel: Channel
    basis: LegalBasis
    exemption: str | None
    occurred_at: datetime
    recorded_by: StaffId


def of_customer(db: Connection, customer_id: CustomerId) -> tuple[Contact, ...]:
    """Return the contacts made with one customer, newest first."""
    rows = db.execute(
        "SELECT id, purpose_id, channel, basis, exemption, occurred_at, recorded_by FROM contact WHERE customer_id = ?"
        " ORDER BY occurred_at DESC, id DESC",
        (customer_id,),
    )
    return tuple(
        Contact(
            ContactId(one),
            PurposeId(purpose_id),
            Channel(channel),
            LegalBasis(basis),
            exemption,
            from_text(at),
            StaffId(by),
        )
        for one, purpose_id, channel, basis, exemption, at, by in rows
    )


def count(db: Connection) -> int:
    """Return how many contacts were logged."""
    return int(db.execute("SELECT count(*) FROM contact").fetchone()[0])
