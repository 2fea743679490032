"""What each customer's record is for (VK 1). Ids of purposes only, so they outlive an erasure."""

from collections.abc import Collection, Iterable
from datetime import datetime

from ledger.domain.ids import CustomerId, PurposeId
from ledger.domain.instants import to_text
from ledger.storage.database import Connection


def add(db: Connection, customer_id: CustomerId, purposes: Iterable[PurposeId], at: datetime) -> None:
    """Write down purposes; one that is known keeps its time."""
    db.executemany(
        "INSERT INTO customer_purpose (customer_id, purpose_id, recorded_at) VALUES (?, ?, ?)"
        " ON CONFLICT (customer_id, purpose_id) DO NOTHING",
        [(customer_id, one, to_text(at)) for one in purposes],
    )


def replace(db: Connection, customer_id: CustomerId, purposes: Collection[PurposeId], at: datetime) -> None:
    """Leave exactly these purposes; one that stays keeps its time."""
    for old in set(of_customer(db, customer_id)) - set(purposes):
        db.execute("DELETE FROM customer_purpose WHERE customer_id = ? AND purpose_id = ?", (customer_id, old))
    add(db, customer_id, purposes, at)


def of_customer(db: Connection, customer_id: CustomerId) -> tuple[PurposeId, ...]:
    """Return what one record is for, in the order of the ids; empty is unknown."""
    rows = db.execute(
        "SELECT purpose_id FROM customer_purpose WHERE customer_id = ? ORDER BY purpose_id", (customer_id,)
    )
    return tuple(PurposeId(row[0]) for row in rows)
