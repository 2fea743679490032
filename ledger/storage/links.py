"""Outside links that were opened after their notice (VK 8)."""

from datetime import datetime

from ledger.domain.ids import StaffId
from ledger.domain.instants import to_text
from ledger.storage.database import Connection


def add(db: Connection, host: str, about: str, at: datetime, by: StaffId) -> int:
    """Write one opening and return its id."""
    row = db.execute(
        "INSERT INTO link_opening (host, about, opened_at, opened_by) VALUES (?, ?, ?, ?) RETURNING id",
        (host, about, to_text(at), by),
    ).fetchone()
    return int(row[0])
