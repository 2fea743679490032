"""What the promise of VK 7 counts from requests: in time or late by the legal limits their rows hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ledger.domain.ids import CustomerId
from ledger.domain.instants import from_text, to_text
from ledger.storage.database import Connection
from ledger.storage.promises import Span


@dataclass(frozen=True, slots=True)
class RequestCounts:
    """How the requests received in a span stand; the rest is open and in time."""

    received: int
    in_time: int
    late: int

    @property
    def open(self) -> int:
        """Return how many still run in time."""
        return self.received - self.in_time - self.late


_LATE = "coalesce(coalesce(acknowledged_at, :at) > acknowledge_due_at OR coalesce(settled_at, :at) > due_at, 0)"
_COUNT = (
    f"SELECT count(*), count(*) FILTER (WHERE settled_at IS NOT NULL AND NOT {_LATE}), count(*) FILTER (WHERE {_LATE})"
    " FROM request WHERE received_at >= :since AND received_at < :until"
)


def count(db: Connection, span: Span, at: datetime) -> RequestCounts:
    """Return how the requests received in the span stand at an instant."""
    values = {"at": to_text(at), "since": span[0], "until": span[1]}
    return RequestCounts(*db.execute(_COUNT, values).fetchone())


def newest_in_time(db: Connection, span: Span, at: datetime, limit: int) -> tuple[str, ...]:
    """Return the codes of the requests received last in the span that were settled in time."""
    values = {"at": to_text(at), "since": span[0], "until": span[1], "limit": limit}
    rows = db.execute(
        "SELECT code FROM request WHERE received_at >= :since AND received_at < :until AND settled_at IS NOT NULL"
        f" AND NOT {_LATE} ORDER BY received_at DESC LIMIT :limit",
        values,
    )
    return tuple(row[0] for row in rows)


@dataclass(frozen=True, slots=True)
class LateClock:
    """One clock of a request that passed its limit; ``done_at`` is ``None`` while it still runs."""

    request_id: int
    code: str
    customer_id: CustomerId | None
    due_at: datetime
    done_at: datetime | None


_CLOCK = "SELECT id, code, customer_id, {due}, {done} FROM request INDEXED BY {index} WHERE {where}"
_MET = "{done} > {due} AND {done} >= ? AND {due} < ?"
_RUNNING = "closed_at IS NULL AND {done} IS NULL AND {due} < ?"


def acknowledged_late(db: Connection, span: Span, at: datetime) -> Iterator[LateClock]:
    """Yield the acknowledgements that stood overdue at some time in the span, or do at an instant."""
    return _late(db, ("acknowledge_due_at", "acknowledged_at", "request_acknowledged_late"), span, at)


def settled_late(db: Connection, span: Span, at: datetime) -> Iterator[LateClock]:
    """Yield the completions that stood overdue at some time in the span, or do at an instant."""
    return _late(db, ("due_at", "settled_at", "request_settled_late"), span, at)


def _late(db: Connection, names: tuple[str, str, str], span: Span, at: datetime) -> Iterator[LateClock]:
    due, done, index = names
    met, running = (one.format(due=due, done=done) for one in (_MET, _RUNNING))
    for where, values, by in ((met, span, index), (running, (to_text(at),), "request_open")):
        for one, code, whose, due_at, done_at in db.execute(
            _CLOCK.format(due=due, done=done, index=by, where=where), values
        ):
            yield LateClock(one, code, whose, from_text(due_at), from_text(done_at) if done_at else None)
