"""Every number and address of the living customers, to find whom a remembered "no" is about."""

from collections.abc import Iterator

from ledger.domain.ids import CustomerId
from ledger.storage.database import Connection

_REACH = (
    "SELECT customer_id, number FROM phone WHERE number IS NOT NULL"
    " UNION ALL SELECT customer_id, address FROM email WHERE address IS NOT NULL ORDER BY 1"
)


def all_of(db: Connection) -> Iterator[tuple[CustomerId, str]]:
    """Yield customers with each of their numbers and email addresses."""
    for customer_id, value in db.execute(_REACH).fetchall():
        yield CustomerId(customer_id), value


def stopped_since(db: Connection, since: str) -> frozenset[bytes]:
    """Return the stop-contact hashes remembered after a stored instant."""
    return frozenset(bytes(row[0]) for row in db.execute("SELECT hash FROM stop_hash WHERE recorded_at > ?", (since,)))
