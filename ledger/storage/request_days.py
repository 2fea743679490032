"""What moves the clocks of the open requests, and the clocks as they stand in their rows."""

from dataclasses import dataclass
from datetime import datetime

from ledger.domain.deadline import Asking, RequestKind
from ledger.domain.ids import RequestId
from ledger.domain.instants import from_text, to_text
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class RequestClocks:
    """The ends of one request's clocks; ``None`` where the law sets no day, or while it pauses."""

    acknowledge_due_at: datetime
    target_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """One open request; what is acknowledged, or settled, is judged by the limit it had then."""

    id: RequestId
    kind: RequestKind
    asking: Asking
    clocks: RequestClocks
    is_acknowledged: bool
    is_settled: bool


def open_requests(db: Connection) -> tuple[OpenRequest, ...]:
    """Return every request that is open, but for those whose result stands since their limit came."""
    rows = db.execute(
        "SELECT id, kind, received_at, identity_at, is_with_partner, extended_at IS NOT NULL, acknowledge_due_at,"
        " target_at, due_at, acknowledged_at IS NOT NULL, settled_at IS NOT NULL FROM request"
        " WHERE closed_at IS NULL AND settled_at IS NULL ORDER BY id"
    )
    return tuple(
        OpenRequest(
            RequestId(row[0]),
            RequestKind(row[1]),
            Asking(from_text(row[2]), _instant(row[3]), bool(row[4]), bool(row[5])),
            RequestClocks(from_text(row[6]), _instant(row[7]), _instant(row[8])),
            is_acknowledged=bool(row[9]),
            is_settled=bool(row[10]),
        )
        for row in rows.fetchall()
    )


def _instant(text: str | None) -> datetime | None:
    return from_text(text) if text is not None else None


def save_clocks(db: Connection, request_id: RequestId, clocks: RequestClocks) -> None:
    """Write the ends of a request's clocks."""
    ends = (clocks.acknowledge_due_at, clocks.target_at, clocks.due_at)
    db.execute(
        "UPDATE request SET acknowledge_due_at = ?, target_at = ?, due_at = ? WHERE id = ?",
        (*(to_text(end) if end is not None else None for end in ends), request_id),
    )
