"""What only the first page asks for: a few rows and counts by indexed queries, never whole tables."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ledger.domain.ids import RecipientId
from ledger.domain.instants import from_text, to_text
from ledger.domain.parcel import ParcelState
from ledger.domain.purpose import Channel
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class DueFeedback:
    """One feedback that waits for an answer; the customer may be unknown."""

    code: str
    customer_code: str | None
    customer_name: str | None = field(repr=False)
    channel: Channel
    excerpt: str = field(repr=False)  # the beginning of what was said
    started_at: datetime
    due_at: datetime
    round: int


_EXCERPT = 160  # characters


def due_feedback(db: Connection, limit: int) -> tuple[DueFeedback, ...]:
    """Return what waits for an answer, nearest deadline first."""
    rows = db.execute(
        "SELECT feedback.code, customer.code, customer.name, feedback.channel, substr(text, 1, ?), started_at, due_at,"
        " feedback_round.number FROM feedback_round JOIN feedback ON feedback.id = feedback_id"
        " LEFT JOIN customer ON customer.id = customer_id WHERE answered_at IS NULL ORDER BY due_at LIMIT ?",
        (_EXCERPT, limit),
    )
    return tuple(_due(row) for row in rows)


def _due(row: tuple[Any, ...]) -> DueFeedback:
    code, customer_code, name, channel, text, started_at, due_at, number = row
    excerpt = " ".join((text or "").split())
    return DueFeedback(
        code, customer_code, name, Channel(channel), excerpt, from_text(started_at), from_text(due_at), number
    )


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
