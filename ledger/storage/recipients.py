"""Recipients, what they may get, and their commitments."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ledger.domain.ids import AttachmentId, CommitmentId, FieldId, PurposeId, RecipientId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import Commitment, CommitmentItem, Recipient
from ledger.domain.text import fold
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class NewRecipient:
    """A recipient to store."""

    name: str
    role: RecipientRole
    purposes: frozenset[PurposeId]
    fields: frozenset[FieldId]
    phone: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    website: str | None = None


def add(db: Connection, new: NewRecipient) -> RecipientId:
    """Store a recipient with its allowed purposes and fields."""
    row = db.execute(
        "INSERT INTO recipient (name, name_key, role, phone, email, address, website) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " RETURNING id",
        (new.name, fold(new.name), new.role.value, new.phone, new.email, new.address, new.website),
    ).fetchone()
    recipient_id = RecipientId(row[0])
    set_allowed(db, recipient_id, new.purposes, new.fields)
    return recipient_id


def change(db: Connection, recipient_id: RecipientId, new: NewRecipient) -> None:
    """Replace name, contact, purposes and fields; the role stays, because past disclosures were judged by it."""
    db.execute(
        "UPDATE recipient SET name = ?, name_key = ?, phone = ?, email = ?, address = ?, website = ? WHERE id = ?",
        (new.name, fold(new.name), new.phone, new.email, new.address, new.website, recipient_id),
    )
    set_allowed(db, recipient_id, new.purposes, new.fields)


def set_allowed(
    db: Connection, recipient_id: RecipientId, purposes: frozenset[PurposeId], fields: frozenset[FieldId]
) -> None:
    """Replace what the recipient may get."""
    db.execute("DELETE FROM recipient_purpose WHERE recipient_id = ?", (recipient_id,))
    db.execute("DELETE FROM recipient_field WHERE recipient_id = ?", (recipient_id,))
    db.executemany("INSERT INTO recipient_purpose VALUES (?, ?)", [(recipient_id, one) for one in sorted(purposes)])
    db.executemany("INSERT INTO recipient_field VALUES (?, ?)", [(recipient_id, one) for one in sorted(fields)])


def set_zones(db: Connection, recipient_id: RecipientId, zones: Mapping[str, str]) -> None:
    """Replace the routing zones, by province code."""
    db.execute("DELETE FROM recipient_zone WHERE recipient_id = ?", (recipient_id,))
    db.executemany(
        "INSERT INTO recipient_zone VALUES (?, ?, ?)", [(recipient_id, code, zone) for code, zone in zones.items()]
    )


def agree_masked_labels(db: Connection, recipient_id: RecipientId, on: date | None) -> None:
    """Write, or take back with ``None``, the agreement that labels are masked (Postal Law Art. 11.1b)."""
    value = on.isoformat() if on else None
    db.execute("UPDATE recipient SET masked_labels_agreed_on = ? WHERE id = ?", (value, recipient_id))


def close(db: Connection, recipient_id: RecipientId, at: datetime) -> None:
    """Mark a recipient as no longer used."""
    db.execute("UPDATE recipient SET closed_at = ? WHERE id = ?", (to_text(at), recipient_id))


def reopen(db: Connection, recipient_id: RecipientId) -> None:
    """Take a recipient into use again."""
    db.execute("UPDATE recipient SET closed_at = NULL WHERE id = ?", (recipient_id,))


def disclosed_to(db: Connection, recipient_id: RecipientId) -> tuple[int, datetime | None]:
    """Return how many disclosures the recipient got, and when the last was."""
    count, last = db.execute(
        "SELECT count(*), max(occurred_at) FROM disclosure WHERE recipient_id = ?", (recipient_id,)
    ).fetchone()
    return int(count), from_text(last) if last else None


@dataclass(frozen=True, slots=True)
class NewCommitment:
    """A commitment to store."""

    recipient_id: RecipientId
    signed_on: date
    expires_on: date
    items: frozenset[CommitmentItem]
    scan: AttachmentId | None = None


def add_commitment(db: Connection, new: NewCommitment, at: datetime, by: StaffId) -> CommitmentId:
    """Write a commitment; earlier ones stay as they are."""
    row = db.execute(
        "INSERT INTO commitment (recipient_id, signed_on, expires_on, items, attachment_id, recorded_at, recorded_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            new.recipient_id,
            new.signed_on.isoformat(),
            new.expires_on.isoformat(),
            json.dumps(sorted(new.items)),
            new.scan,
            to_text(at),
            by,
        ),
    ).fetchone()
    return CommitmentId(row[0])


def id_of(db: Connection, name: str) -> RecipientId | None:
    """Return the id behind a name, accents and case aside."""
    row = db.execute("SELECT id FROM recipient WHERE name_key = ?", (fold(name),)).fetchone()
    return RecipientId(row[0]) if row else None


_COLUMNS = "id, name, role, phone, email, address, masked_labels_agreed_on, closed_at, website"


def load(db: Connection, recipient_id: RecipientId) -> Recipient | None:
    """Return one recipient, whole."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM recipient WHERE id = ?",
        (recipient_id,),
    ).fetchone()
    return _recipient(db, row) if row else None


def load_all(db: Connection) -> tuple[Recipient, ...]:
    """Return every recipient by name."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM recipient ORDER BY name_key").fetchall()
    return tuple(_recipient(db, row) for row in rows)


def _recipient(db: Connection, row: tuple[Any, ...]) -> Recipient:
    one, name, role, phone, email, address, agreed, closed_at, website = row
    purposes = db.execute("SELECT purpose_id FROM recipient_purpose WHERE recipient_id = ?", (one,)).fetchall()
    fields = db.execute("SELECT field_id FROM recipient_field WHERE recipient_id = ?", (one,)).fetchall()
    zones = db.execute("SELECT province_code, zone FROM recipient_zone WHERE recipient_id = ?", (one,)).fetchall()
    return Recipient(
        id=RecipientId(one),
        name=name,
        role=RecipientRole(role),
        purposes=frozenset(PurposeId(purpose) for (purpose,) in purposes),
        fields=frozenset(FieldId(field_id) for (field_id,) in fields),
        phone=phone,
        email=email,
        address=address,
        masked_labels_agreed_on=date.fromisoformat(agreed) if agreed else None,
        closed_at=from_text(closed_at) if closed_at else None,
        commitments=_commitments(db, RecipientId(one)),
        zones=dict(zones),
        website=website,
    )


def _commitments(db: Connection, recipient_id: RecipientId) -> tuple[Commitment, ...]:
    rows = db.execute(
        "SELECT id, signed_on, expires_on, items, attachment_id, recorded_at, recorded_by FROM commitment"
        " WHERE recipient_id = ? ORDER BY id",
        (recipient_id,),
    )
    return tuple(
        Commitment(
            id=CommitmentId(one),
            recipient_id=recipient_id,
            signed_on=date.fromisoformat(signed_on),
            expires_on=date.fromisoformat(expires_on),
            items=frozenset(CommitmentItem(item) for item in json.loads(items)),
            recorded_at=from_text(recorded_at),
            recorded_by=StaffId(by),
            scan=scan,
        )
        for one, signed_on, expires_on, items, scan, recorded_at, by in rows
    )
