"""The list of requests: what is open by its nearest clock, and counts by the same clocks."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from ledger.domain.deadline import WARN_AT, RequestKind
from ledger.domain.ids import CustomerId
from ledger.domain.instants import to_text
from ledger.storage import lists
from ledger.storage.database import Connection, Row
from ledger.storage.lists import Where


class RequestSort(StrEnum):
    """Columns by which requests can be sorted; ``CLOCK`` has what waits first, the nearest clock at the top."""

    CLOCK = "CLOCK"
    RECEIVED = "RECEIVED"
    CODE = "CODE"


class RequestFilter(StrEnum):
    """Which requests: open (overdue or not), with a clock past its legal limit, closed, or all."""

    OPEN = "OPEN"
    OVERDUE = "OVERDUE"
    CLOSED = "CLOSED"
    ALL = "ALL"


@dataclass(frozen=True, slots=True)
class RequestQuery:
    """What the list shows; ``text``: a request's code, or the customer's words, number or code."""

    text: str = field(default="", repr=False)
    state: RequestFilter = RequestFilter.ALL
    kind: RequestKind | None = None
    sort: RequestSort = RequestSort.CLOCK
    descending: bool = False


# No clock runs: after everything that has one.
_NEVER = "'9999'"
_NEAREST = (
    f"min(CASE WHEN acknowledged_at IS NULL THEN acknowledge_due_at ELSE {_NEVER} END,"
    f" coalesce(target_at, due_at, {_NEVER}))"
)
_OVERDUE = "closed_at IS NULL AND ((acknowledged_at IS NULL AND acknowledge_due_at < ?) OR due_at < ?)"
_STATES = {
    RequestFilter.OPEN: "closed_at IS NULL",
    RequestFilter.OVERDUE: _OVERDUE,
    RequestFilter.CLOSED: "closed_at IS NOT NULL",
    RequestFilter.ALL: "1",
}
_WAITING = frozenset({RequestFilter.OPEN, RequestFilter.OVERDUE})
_KEYS = {
    RequestSort.RECEIVED: ("received_at", "id"),
    RequestSort.CODE: ("id",),  # codes are given in this order
}


def _source(state: RequestFilter) -> str:
    # What is open is little: nothing else is read for it, in whatever order it is wanted.
    by = " INDEXED BY request_open" if state in _WAITING else ""
    return f"SELECT id FROM request{by}"


def ids(db: Connection, query: RequestQuery, now: datetime) -> "array[int]":
    """Return the ids of all requests the query asks for, in its order."""
    if query.sort is RequestSort.CLOCK:
        return _by_clock(db, query, now)
    way = "DESC" if query.descending else "ASC"
    order = ", ".join(f"{key} {way}" for key in _KEYS[query.sort])
    return lists.ids(db, _source(query.state), _where(query, now), order)


def _by_clock(db: Connection, query: RequestQuery, now: datetime) -> "array[int]":
    # What is open is little and in an index of its own; what was closed lies in another, in its order.
    found = array("q")
    if query.state is not RequestFilter.CLOSED:
        state = query.state if query.state is RequestFilter.OVERDUE else RequestFilter.OPEN
        way = "DESC" if query.descending else "ASC"
        order = f"{_NEAREST} {way}, id {way}"
        found += lists.ids(db, _source(state), _where(replace(query, state=state), now), order)
    if query.state in {RequestFilter.CLOSED, RequestFilter.ALL}:
        way = "ASC" if query.descending else "DESC"
        closed = _where(replace(query, state=RequestFilter.CLOSED), now)
        order = f"closed_at {way}, id {way}"
        found = _joined(found, lists.ids(db, _source(RequestFilter.CLOSED), closed, order), query)
    return found


def _joined(waiting: "array[int]", closed: "array[int]", query: RequestQuery) -> "array[int]":
    return closed + waiting if query.descending else waiting + closed


def _where(query: RequestQuery, now: datetime) -> Where:
    where, at = Where(), to_text(now)
    where.add(_STATES[query.state], *((at, at) if query.state is RequestFilter.OVERDUE else ()))
    where.add_if("kind = ?", query.kind.value if query.kind else None)
    if query.text.strip():
        _add_text(where, query.text)
    return where


def _add_text(where: Where, typed: str) -> None:
    people, patterns = lists.people(typed)
    code = "".join(typed.split()).upper()
    where.add(
        f"id IN (SELECT id FROM request WHERE code = ? UNION ALL SELECT id FROM request"
        f" WHERE customer_id IN ({people}))",
        code,
        *patterns,
    )


_ROW = (
    "SELECT request.id, request.code, kind, customer.code, customer.name, channel, received_at, acknowledge_due_at,"
    " acknowledged_at, target_at, due_at, identity_at, is_with_partner, extended_at, carried_out_at, outcome,"
    " closed_at, settled_at FROM request LEFT JOIN customer ON customer.id = customer_id"
)


def rows(db: Connection, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return id, codes, kind, name, channel, clocks and what came of it, of some requests, in their order."""
    return lists.rows(db, _ROW, "request.id", wanted)


def nearest(db: Connection, limit: int) -> tuple[int, ...]:
    """Return the ids of the open requests with a clock that runs, the nearest first."""
    found = db.execute(
        f"SELECT id FROM request WHERE closed_at IS NULL AND {_NEAREST} < {_NEVER} ORDER BY {_NEAREST}, id LIMIT ?",
        (limit,),
    )
    return tuple(row[0] for row in found)


def of_customer(db: Connection, customer_id: CustomerId) -> tuple[int, ...]:
    """Return the ids of what one customer asked for, newest first."""
    found = db.execute(
        "SELECT id FROM request WHERE customer_id = ? ORDER BY received_at DESC, id DESC", (customer_id,)
    )
    return tuple(row[0] for row in found)


_NEAR = "julianday(?1) - julianday(received_at) >= {share} * (julianday({end}) - julianday(received_at))"
_IS_NEAR = (
    f"(acknowledged_at IS NULL AND {_NEAR.format(share=WARN_AT[-1], end='acknowledge_due_at')})"
    f" OR {_NEAR.format(share=WARN_AT[-1], end='target_at')}"
)
_PAST = _OVERDUE.replace("?", "?1")
_COUNTS = (
    f"SELECT count(*), count(*) FILTER (WHERE {_PAST}), count(*) FILTER (WHERE ({_IS_NEAR}) AND ({_PAST}) IS NOT 1)"
    " FROM request WHERE closed_at IS NULL"
)


def counts(db: Connection, now: datetime) -> tuple[int, int, int]:
    """Return how many are open, of these past a legal limit, and of the rest near one of their targets or past one."""
    found = db.execute(_COUNTS, (to_text(now),)).fetchone()
    return int(found[0]), int(found[1]), int(found[2])
