"""Consent records and stop-contacts: written once, read newest first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ledger.domain.consent import ConsentMethod, ConsentOutcome, ConsentRecord, StopContact
from ledger.domain.ids import AttachmentId, ConsentId, CustomerId, PolicyVersionId, PurposeId, StaffId, StopContactId
from ledger.domain.instants import from_text, to_text
from ledger.domain.minor import Giver
from ledger.domain.purpose import Channel
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class NewConsent:
    """What a person, or the guardian, said."""

    customer_id: CustomerId
    purpose_id: PurposeId
    purpose_revision: int
    channel: Channel
    giver: Giver
    outcome: ConsentOutcome
    method: ConsentMethod
    occurred_at: datetime
    expires_at: datetime | None = None
    guardian_id: CustomerId | None = None
    frequency: str | None = None
    note: str | None = field(default=None, repr=False)


def add(db: Connection, new: NewConsent, version: PolicyVersionId, at: datetime, by: StaffId) -> ConsentId:
    """Write one record."""
    row = db.execute(
        "INSERT INTO consent (customer_id, purpose_id, purpose_revision, channel, giver, outcome, method,"
        " policy_version_id, occurred_at, recorded_at, recorded_by, expires_at, guardian_id, frequency, note)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            new.customer_id,
            new.purpose_id,
            new.purpose_revision,
            new.channel.value,
            new.giver.value,
            new.outcome.value,
            new.method.value,
            version,
            to_text(new.occurred_at),
            to_text(at),
            by,
            to_text(new.expires_at) if new.expires_at else None,
            new.guardian_id,
            new.frequency,
            new.note,
        ),
    ).fetchone()
    return ConsentId(row[0])


def add_evidence(db: Connection, consent_id: ConsentId, attachment_id: AttachmentId) -> None:
    """Tie a stored file to a consent."""
    db.execute("INSERT INTO consent_evidence VALUES (?, ?)", (consent_id, attachment_id))


_COLUMNS = (
    "id, customer_id, purpose_id, purpose_revision, channel, giver, outcome, method, policy_version_id, occurred_at,"
    " recorded_at, recorded_by, expires_at, guardian_id, frequency, note"
)


def of_customers(db: Connection, ids: Sequence[CustomerId]) -> dict[CustomerId, tuple[ConsentRecord, ...]]:
    """Return the records of each customer, oldest first."""
    marks = ",".join("?" * len(ids))
    files: dict[int, list[AttachmentId]] = {}
    for consent_id, attachment_id in db.execute(
        "SELECT consent_id, attachment_id FROM consent_evidence JOIN consent ON consent.id = consent_id"
        f" WHERE customer_id IN ({marks})",
        tuple(ids),
    ):
        files.setdefault(consent_id, []).append(AttachmentId(attachment_id))
    found: dict[CustomerId, list[ConsentRecord]] = {one: [] for one in ids}
    for row in db.execute(f"SELECT {_COLUMNS} FROM consent WHERE customer_id IN ({marks}) ORDER BY id", tuple(ids)):
        record = _record(row, tuple(files.get(row[0], ())))
        found[record.customer_id].append(record)
    return {one: tuple(records) for one, records in found.items()}


def about_purpose(
    db: Connection, ids: Sequence[CustomerId], purpose_id: PurposeId
) -> dict[CustomerId, list[ConsentRecord]]:
    """Return what each customer who said anything about one purpose said, oldest first, without the evidence."""
    found: dict[CustomerId, list[ConsentRecord]] = {}
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM consent WHERE purpose_id = ? AND customer_id IN ({','.join('?' * len(ids))})"
        " ORDER BY id",
        (purpose_id, *ids),
    )
    for row in rows:
        record = _record(row, ())
        found.setdefault(record.customer_id, []).append(record)
    return found


def _record(row: tuple[Any, ...], evidence: tuple[AttachmentId, ...]) -> ConsentRecord:
    return ConsentRecord(
        id=ConsentId(row[0]),
        customer_id=CustomerId(row[1]),
        purpose_id=PurposeId(row[2]),
        purpose_revision=row[3],
        channel=Channel(row[4]),
        giver=Giver(row[5]),
        outcome=ConsentOutcome(row[6]),
        method=ConsentMethod(row[7]),
        policy_version_id=PolicyVersionId(row[8]),
        occurred_at=from_text(row[9]),
        recorded_at=from_text(row[10]),
        recorded_by=StaffId(row[11]),
        expires_at=from_text(row[12]) if row[12] else None,
        guardian_id=row[13],
        frequency=row[14],
        note=row[15],
        evidence=evidence,
    )


@dataclass(frozen=True, slots=True)
class NewStop:
    """A "do not contact" to store; ``channel`` ``None`` is every channel."""

    customer_id: CustomerId
    channel: Channel | None
    method: ConsentMethod
    occurred_at: datetime


def add_stop(db: Connection, new: NewStop, at: datetime, by: StaffId) -> StopContactId:
    """Write one stop-contact."""
    channel = new.channel.value if new.channel else None
    row = db.execute(
        "INSERT INTO stop_contact (customer_id, channel, method, occurred_at, recorded_at, recorded_by)"
        " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (new.customer_id, channel, new.method.value, to_text(new.occurred_at), to_text(at), by),
    ).fetchone()
    return StopContactId(row[0])


def lift_stops(db: Connection, customer_id: CustomerId, channel: Channel | None, at: datetime, by: StaffId) -> int:
    """Lift the stops of exactly this channel (or the stop of all) and return how many."""
    done = db.execute(
        "UPDATE stop_contact SET lifted_at = ?, lifted_by = ? WHERE customer_id = ? AND channel IS ?"
        " AND lifted_at IS NULL",
        (to_text(at), by, customer_id, channel.value if channel else None),
    )
    return int(done.rowcount)


def stops_of(db: Connection, ids: Sequence[CustomerId]) -> dict[CustomerId, tuple[StopContact, ...]]:
    """Return the stop-contacts of each customer, lifted ones too."""
    found: dict[CustomerId, list[StopContact]] = {one: [] for one in ids}
    rows = db.execute(
        "SELECT id, customer_id, channel, method, occurred_at, recorded_at, recorded_by, lifted_at FROM stop_contact"
        f" WHERE customer_id IN ({','.join('?' * len(ids))}) ORDER BY id",
        tuple(ids),
    )
    for one, customer_id, channel, method, occurred_at, recorded_at, by, lifted_at in rows:
        stop = StopContact(
            StopContactId(one),
            CustomerId(customer_id),
            Channel(channel) if channel else None,
            ConsentMethod(method),
            from_text(occurred_at),
            from_text(recorded_at),
            StaffId(by),
            from_text(lifted_at) if lifted_at else None,
        )
        found[stop.customer_id].append(stop)
    return {one: tuple(stops) for one, stops in found.items()}


def stop_key(db: Connection) -> bytes:
    """Return the random key of stop-contact hashes (never derived from the data key: it must survive rotation)."""
    return bytes(db.execute("SELECT stop_key FROM vault WHERE id = 1").fetchone()[0])


def add_stop_hash(db: Connection, digest: bytes, channel: str, recorded_at: str) -> None:
    """Remember that whoever holds this number or address must not be contacted; repeating it changes nothing."""
    db.execute(
        "INSERT OR IGNORE INTO stop_hash (hash, channel, recorded_at) VALUES (?, ?, ?)", (digest, channel, recorded_at)
    )


def remove_stop_hash(db: Connection, digest: bytes, channel: str) -> None:
    """Forget a hash after the person allowed contact again."""
    db.execute("DELETE FROM stop_hash WHERE hash = ? AND channel = ?", (digest, channel))


def stop_hashes(db: Connection) -> frozenset[tuple[bytes, str]]:
    """Return every hash that is remembered with its channel (or ``ALL``)."""
    return frozenset((bytes(row[0]), row[1]) for row in db.execute("SELECT hash, channel FROM stop_hash"))


def stopped_since(db: Connection, since: str) -> frozenset[bytes]:
    """Return the hashes remembered after a stored instant."""
    return frozenset(bytes(row[0]) for row in db.execute("SELECT hash FROM stop_hash WHERE recorded_at > ?", (since,)))


def channels_stopped_by_hash(db: Connection, digest: bytes) -> tuple[str, ...]:
    """Return the channels (or ``ALL``) stopped for a number or address."""
    rows = db.execute("SELECT channel FROM stop_hash WHERE hash = ? ORDER BY channel", (digest,))
    return tuple(row[0] for row in rows)
