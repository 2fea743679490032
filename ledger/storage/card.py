"""What only a customer's card asks for: how much is kept about one person, and whom that person guards."""

from dataclasses import dataclass

from ledger.domain.ids import CustomerId
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class CardCounts:
    """How many records there are about one customer; they outlive an erasure, their personal parts do not."""

    consents: int
    stops: int
    orders: int
    parcels: int
    disclosures: int
    feedback: int
    requests: int
    contacts: int
    attempts: int
    corrections: int
    files: int
    reveals: int
    entries: int  # of the trail


_TABLES = (
    "consent", "stop_contact", "sale", "parcel", "disclosure", "feedback", "request", "contact", "attempt",
    "field_history", "attachment", "reveal",
)  # fmt: skip
_COUNTS = (
    "SELECT "
    + ", ".join(f"(SELECT count(*) FROM {table} WHERE customer_id = :id)" for table in _TABLES)
    + ", (SELECT count(*) FROM audit_entry WHERE subject_ref = :code)"
)


def counts(db: Connection, customer_id: CustomerId, code: str) -> CardCounts:
    """Return the counts of one customer, from the rows."""
    return CardCounts(*db.execute(_COUNTS, {"id": customer_id, "code": code}).fetchone())


def guarded_by(db: Connection, guardian_id: CustomerId) -> tuple[CustomerId, ...]:
    """Return whom one person guards."""
    rows = db.execute("SELECT customer_id FROM guardian WHERE guardian_id = ? ORDER BY customer_id", (guardian_id,))
    return tuple(CustomerId(row[0]) for row in rows)
