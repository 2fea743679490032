"""The part of VK 7 that is about requests: each acknowledged and settled within its legal limits (``law.md``).

A complaint has only its acknowledgement here; the answer to the message itself is KO 5's.
"""

from collections.abc import Iterator, Sequence

from ledger.domain.promise import Figure, RecordKind, RecordRef, Unit, Violation, Warned
from ledger.services.promise_asking import Asked, samples
from ledger.storage import lists_requests
from ledger.storage import promise_requests as rows
from ledger.storage.database import Connection
from ledger.storage.promise_requests import LateClock, RequestCounts


def counts(db: Connection, asked: Asked) -> tuple[RequestCounts, ...]:
    """Return how the requests received in each step of the period stand."""
    return tuple(rows.count(db, span, asked.at) for span in asked.spans)


def figures(per_step: Sequence[RequestCounts]) -> tuple[Figure, ...]:
    """Return the figures over requests; one late acknowledgement makes a request late."""
    received, in_time = sum(one.received for one in per_step), sum(one.in_time for one in per_step)
    late = sum(one.late for one in per_step)
    judged = in_time + late
    return (
        Figure("requests_in_time", 100 * in_time / judged if judged else None, Unit.PERCENT),
        Figure("requests_received", received),
        Figure("requests_late", late),
        Figure("requests_open", received - judged),
    )


def violations(db: Connection, asked: Asked) -> Iterator[Violation]:
    """Yield every limit that was passed: what was late stays late, what is overdue stands until it is done."""
    for one in rows.acknowledged_late(db, asked.span, asked.at):
        kind = "request_acknowledged_late" if one.done_at is not None else "request_unacknowledged"
        yield from _stood(asked, one, "ack", kind)
    for one in rows.settled_late(db, asked.span, asked.at):
        yield from _stood(asked, one, "complete", "request_late" if one.done_at is not None else "request_overdue")


def _stood(asked: Asked, one: LateClock, clock: str, kind: str) -> Iterator[Violation]:
    if asked.stood(one.due_at, one.done_at):
        record = RecordRef(RecordKind.REQUEST, one.code)
        yield Violation(f"request:{one.request_id}:{clock}", kind, one.due_at, record, one.done_at, one.customer_id)


def warnings(db: Connection, asked: Asked) -> Iterator[Warned]:
    """Yield how many open requests are near a deadline, while something may still be mended."""
    near = lists_requests.counts(db, asked.at)[2] if asked.is_current else 0
    if near:
        yield Warned("requests_near", near)


def examples(db: Connection, asked: Asked, limit: int) -> tuple[RecordRef, ...]:
    """Return the newest requests that were settled in time."""
    return samples(RecordKind.REQUEST, rows.newest_in_time(db, asked.span, asked.at, limit))
