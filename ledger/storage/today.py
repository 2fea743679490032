"""What only the first page asks for: a few rows and counts by indexed queries, never whole tables."""

from datetime import datetime

from ledger.domain.ids import RecipientId
from ledger.domain.instants import from_text, to_text
from ledger.domain.parcel import ParcelState
from ledger.storage.database import Connection


def count_feedback(db: Connection, at: datetime) -> tuple[int, int]:
    """Return (waiting, of these overdue at an instant)."""
    rows = "SELECT count(*) FROM feedback_round WHERE answered_at IS NULL"
    waiting = db.execute(rows).fetchone()[0]
    return int(waiting), int(db.execute(f"{rows} AND due_at < ?", (to_text(at),)).fetchone()[0])


def drafts_by_carrier(db: Connection) -> dict[RecipientId | None, int]:
    """Return how many drafts there are per carrier; ``None`` is a parcel for which nobody is chosen yet."""
    rows = db.execute(
        "SELECT carrier_id, count(*) FROM parcel WHERE state = ? GROUP BY carrier_id", (ParcelState.DRAFT.value,)
    )
    return dict(rows.fetchall())


def printed_by_carrier(db: Connection) -> dict[RecipientId, tuple[int, datetime]]:
    """Return how many printed parcels wait per carrier, and since when the oldest does."""
    rows = db.execute(
        "SELECT carrier_id, count(*), min(printed_at) FROM parcel WHERE state = ? GROUP BY carrier_id",
        (ParcelState.PRINTED.value,),
    )
    return {RecipientId(one): (number, from_text(oldest)) for one, number, oldest in rows}


def count_printed(db: Connection) -> int:
    """Return how many printed parcels wait for their carrier."""
    row = db.execute("SELECT count(*) FROM parcel WHERE state = ?", (ParcelState.PRINTED.value,)).fetchone()
    return int(row[0])
