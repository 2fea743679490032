"""The list of requests as the window shows it: what waits first, by its nearest clock."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.deadline import Deadline, DeadlineState, RequestKind
from ledger.domain.ids import CustomerId, RequestId
from ledger.domain.instants import from_text
from ledger.domain.purpose import Channel
from ledger.domain.request import RequestOutcome, is_late, running_clocks
from ledger.services.session import Session
from ledger.storage import lists_requests
from ledger.storage.database import Row
from ledger.storage.lists_requests import RequestFilter, RequestQuery, RequestSort

__all__ = [
    "RequestCounts", "RequestFilter", "RequestLine", "RequestQuery", "RequestSort", "counts", "due", "ids",
    "of_customer", "rows",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One line of the list. ``clock`` is the nearest that runs, ``state`` the worst any stands in now; none runs where
    both are ``None``: the request is closed, or the law sets it no day.
    """

    id: RequestId
    code: str
    kind: RequestKind
    customer_code: str | None  # None: nobody on record
    customer_name: str | None = field(repr=False)
    channel: Channel
    received_at: datetime
    clock: Deadline | None
    state: DeadlineState | None
    is_acknowledged: bool
    is_proven: bool
    is_with_partner: bool
    is_extended: bool
    is_carried_out: bool
    outcome: RequestOutcome | None
    closed_at: datetime | None
    is_late: bool  # acknowledged or settled after the legal limit, or past it now


def ids(session: Session, query: RequestQuery) -> "array[int]":
    """Return the ids of all requests the query asks for, in its order."""
    return lists_requests.ids(session.db, query, session.now())


def rows(session: Session, ids: Sequence[int]) -> tuple[RequestLine, ...]:
    """Return the rows of 1 to 500 ids, in their order."""
    now = session.now()
    return tuple(_line(row, now) for row in lists_requests.rows(session.db, ids))


def _line(row: Row, now: datetime) -> RequestLine:
    (
        one, code, kind, customer_code, name, channel, received, acknowledge_due, acknowledged, target, due, identity,
        with_partner, extended, carried_out, outcome, closed, settled,
    ) = row  # fmt: skip
    received_at, acknowledge_due_at = from_text(received), from_text(acknowledge_due)
    acknowledged_at, due_at, closed_at = _instant(acknowledged), _instant(due), _instant(closed)
    waits_for = acknowledge_due_at if acknowledged_at is None else None
    clocks = running_clocks(received_at, waits_for, _instant(target), due_at) if closed_at is None else ()
    missed = is_late(acknowledge_due_at, acknowledged_at, now) or is_late(due_at, _instant(settled), now)
    return RequestLine(
        id=RequestId(one),
        code=code,
        kind=RequestKind(kind),
        customer_code=customer_code,
        customer_name=name,
        channel=Channel(channel),
        received_at=received_at,
        clock=clocks[0] if clocks else None,
        state=_worst(clocks, now),
        is_acknowledged=acknowledged_at is not None,
        is_proven=identity is not None,
        is_with_partner=bool(with_partner),
        is_extended=extended is not None,
        is_carried_out=carried_out is not None,
        outcome=RequestOutcome(outcome) if outcome else None,
        closed_at=closed_at,
        is_late=missed,
    )


def _instant(text: str | None) -> datetime | None:
    return from_text(text) if text else None


def _worst(clocks: Sequence[Deadline], now: datetime) -> DeadlineState | None:
    # The nearest clock may run to its target while another passed its limit: no clock hides another.
    order = tuple(DeadlineState)
    return max((one.state(now) for one in clocks), key=order.index, default=None)


def due(session: Session, limit: int) -> tuple[RequestLine, ...]:
    """Return the open requests with a clock that runs, the nearest first."""
    return rows(session, lists_requests.nearest(session.db, limit))


def of_customer(session: Session, customer_id: CustomerId) -> tuple[RequestLine, ...]:
    """Return what one customer asked for, newest first."""
    return rows(session, lists_requests.of_customer(session.db, customer_id))


@dataclass(frozen=True, slots=True)
class RequestCounts:
    """How many are open; of these past a legal limit; and past 80 % of the way to a target, but to no limit."""

    open: int
    overdue: int
    due_soon: int


def counts(session: Session) -> RequestCounts:
    """Return the counts of the open requests, now."""
    return RequestCounts(*lists_requests.counts(session.db, session.now()))
