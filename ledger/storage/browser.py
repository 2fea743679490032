"""What browsers told and what their owners chose (VK 4): emptied when the time is over, the choice stays."""

from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.collection import CookieChoice
from ledger.domain.ids import BrowserRecordId, CustomerId, PolicyVersionId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class NewBrowserRecord:
    """A choice to store, with what the browser told where cookies were accepted."""

    customer_id: CustomerId
    choice: CookieChoice
    ip: str | None = field(repr=False)
    language: str | None = field(repr=False)
    occurred_at: datetime
    keep_until: datetime


@dataclass(frozen=True, slots=True)
class BrowserRecord:
    """A stored choice; ``ip`` and ``language`` are ``None`` once emptied."""

    id: BrowserRecordId
    choice: CookieChoice
    ip: str | None = field(repr=False)
    language: str | None = field(repr=False)
    policy_version_id: PolicyVersionId
    occurred_at: datetime
    recorded_by: StaffId
    keep_until: datetime
    purged_at: datetime | None


def add(db: Connection, new: NewBrowserRecord, version: PolicyVersionId, at: datetime, by: StaffId) -> BrowserRecordId:
    """Store a choice."""
    row = db.execute(
        "INSERT INTO browser_record (customer_id, choice, ip, language, policy_version_id, occurred_at, recorded_at,"
        " recorded_by, keep_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            new.customer_id,
            new.choice.value,
            new.ip,
            new.language,
            version,
            to_text(new.occurred_at),
            to_text(at),
            by,
            to_text(new.keep_until),
        ),
    ).fetchone()
    return BrowserRecordId(row[0])


def of_customer(db: Connection, customer_id: CustomerId) -> tuple[BrowserRecord, ...]:
    """Return the choices of one customer, newest first."""
    rows = db.execute(
        "SELECT id, choice, ip, language, policy_version_id, occurred_at, recorded_by, keep_until, purged_at"
        " FROM browser_record WHERE customer_id = ? ORDER BY occurred_at DESC, id DESC",
        (customer_id,),
    )
    return tuple(
        BrowserRecord(
            BrowserRecordId(one),
            CookieChoice(choice),
            ip,
            language,
            PolicyVersionId(version),
            from_text(occurred_at),
            StaffId(by),
            from_text(keep_until),
            from_text(purged_at) if purged_at else None,
        )
        for one, choice, ip, language, version, occurred_at, by, keep_until, purged_at in rows
    )


def is_due(db: Connection, at: datetime) -> bool:
    """Return whether a record has to be emptied."""
    found = db.execute(
        "SELECT 1 FROM browser_record WHERE purged_at IS NULL AND keep_until <= ? LIMIT 1", (to_text(at),)
    ).fetchone()
    return found is not None


def empty_due(db: Connection, at: datetime) -> tuple[CustomerId, ...]:
    """Empty the records that were kept long enough; return whose, once for each record."""
    rows = db.execute(
        "UPDATE browser_record SET ip = NULL, language = NULL, purged_at = ?1 WHERE purged_at IS NULL"
        " AND keep_until <= ?1 RETURNING customer_id",
        (to_text(at),),
    ).fetchall()
    return tuple(CustomerId(row[0]) for row in rows)


def empty_of(db: Connection, customer_id: CustomerId, at: datetime) -> int:
    """Empty what the browsers of one customer told; return how many records."""
    return int(
        db.execute(
            "UPDATE browser_record SET ip = NULL, language = NULL, purged_at = ? WHERE customer_id = ?"
            " AND purged_at IS NULL",
            (to_text(at), customer_id),
        ).rowcount
    )
