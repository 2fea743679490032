"""Which fields of a customer's record changed since an instant: corrected, added, or marked."""

from datetime import datetime

from ledger.domain.ids import CustomerId
from ledger.domain.instants import to_text
from ledger.storage.database import Connection

_CHANGED = """
    SELECT field AS name FROM field_history WHERE customer_id = :id AND changed_at >= :since
    UNION SELECT 'phone' FROM phone WHERE customer_id = :id AND state_at >= :since
    UNION SELECT 'email' FROM email WHERE customer_id = :id AND state_at >= :since
    UNION SELECT 'address' FROM address WHERE customer_id = :id AND state_at >= :since
    UNION SELECT 'guardian' FROM guardian WHERE customer_id = :id AND recorded_at >= :since
    ORDER BY name"""


def fields(db: Connection, customer_id: CustomerId, since: datetime) -> tuple[str, ...]:
    """Return the names of the fields, in order; a number or address counts when it was added or marked."""
    return tuple(row[0] for row in db.execute(_CHANGED, {"id": customer_id, "since": to_text(since)}))
