"""What was shown in clear: one row per value, by whom and when."""

from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.ids import CustomerId, StaffId
from ledger.domain.instants import to_text
from ledger.domain.reveal import RevealField
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class NewReveal:
    """A reveal to store; the reason is in the member's own words."""

    customer_id: CustomerId
    what: RevealField
    reason: str | None = field(default=None, repr=False)


def add(db: Connection, new: NewReveal, at: datetime, by: StaffId) -> None:
    """Write one reveal."""
    db.execute(
        "INSERT INTO reveal (customer_id, field, occurred_at, recorded_by, reason) VALUES (?, ?, ?, ?, ?)",
        (new.customer_id, new.what.value, to_text(at), by, new.reason),
    )


def count_since(db: Connection, by: StaffId, since: datetime) -> int:
    """Return how many values one member revealed after an instant."""
    row = db.execute(
        "SELECT count(*) FROM reveal WHERE recorded_by = ? AND occurred_at > ?", (by, to_text(since))
    ).fetchone()
    return int(row[0])
