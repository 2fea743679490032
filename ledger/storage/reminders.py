"""Every clock that runs now, read from the rows it stands in: feedback, requests, partner letters, incidents."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ledger.domain.deadline import Deadline, DeadlineKind
from ledger.domain.instants import from_text, to_text
from ledger.domain.reminder import Reminder
from ledger.storage.database import Connection

_EXCERPT = 160  # characters

# code, what it is about, when it was written down, whose, the beginning of the text, round, start, target, limit
_FEEDBACK = """
    SELECT feedback.code, feedback.channel, CASE number WHEN 1 THEN feedback.recorded_at ELSE started_at END,
        customer.name, substr(text, 1, ?), number, started_at, due_at, due_at
    FROM feedback_round JOIN feedback ON feedback.id = feedback_id
    LEFT JOIN customer ON customer.id = customer_id WHERE answered_at IS NULL ORDER BY due_at LIMIT ?
"""
_OF_REQUEST = """
    SELECT request.code, request.kind, request.recorded_at, customer.name, substr(asked, 1, ?), 1, received_at,
        {target}, {due}
    FROM request INDEXED BY request_open LEFT JOIN customer ON customer.id = customer_id
    WHERE closed_at IS NULL AND {waits} ORDER BY {target} LIMIT ?
"""
_ACKNOWLEDGE = _OF_REQUEST.format(
    target="acknowledge_due_at", due="acknowledge_due_at", waits="acknowledged_at IS NULL"
)
_COMPLETE = _OF_REQUEST.format(target="coalesce(target_at, due_at)", due="due_at", waits="due_at IS NOT NULL")
# A partner's clock runs on although the request itself was answered.
_PARTNER = """
    SELECT request.code, partner_letter.kind, written_at, recipient.name, substr('', 1, ?), 1,
        written_at, partner_letter.due_at, partner_letter.due_at
    FROM partner_letter INDEXED BY partner_letter_waiting JOIN request ON request.id = request_id
    JOIN recipient ON recipient.id = recipient_id WHERE answered_at IS NULL ORDER BY partner_letter.due_at LIMIT ?
"""
# Reported, or decided that no report is due, with the reason.
_UNREPORTED = "reported_at IS NULL AND no_report_reason IS NULL"
_SYSTEM_UNREPORTED = "system_reported_at IS NULL AND no_system_report_reason IS NULL"
_OF_INCIDENT = """
    SELECT code, kind, recorded_at, NULL, substr('', 1, ?), 1, discovered_at, {due}, {due}
    FROM incident INDEXED BY incident_open WHERE closed_at IS NULL AND {due} IS NOT NULL AND {waits}
    ORDER BY {due} LIMIT ?
"""
_QUERIES = {
    DeadlineKind.ANSWER: _FEEDBACK,
    DeadlineKind.ACKNOWLEDGE: _ACKNOWLEDGE,
    DeadlineKind.COMPLETE: _COMPLETE,
    DeadlineKind.PARTNER: _PARTNER,
    DeadlineKind.AUTHORITY: _OF_INCIDENT.format(due="authority_due_at", waits=_UNREPORTED),
    DeadlineKind.SYSTEM_ATTACK: _OF_INCIDENT.format(due="system_due_at", waits=_SYSTEM_UNREPORTED),
}
_ALL = -1  # SQLite's LIMIT


def running(db: Connection, limit: int = _ALL) -> Iterator[Reminder]:
    """Yield every clock that runs, of each kind the nearest first and at most ``limit``."""
    for kind, query in _QUERIES.items():
        for row in db.execute(query, (_EXCERPT, limit)):
            yield _reminder(kind, row)


def _reminder(kind: DeadlineKind, row: tuple[Any, ...]) -> Reminder:
    code, about, known_at, person, text, number, started, target, due = row
    ends = (from_text(started), from_text(target), from_text(due))
    excerpt = " ".join((text or "").split())
    return Reminder(code, Deadline(kind, *ends), about, from_text(known_at), person, excerpt, number)


# Whatever is past its target at an instant.
_COUNT_REQUESTS = """
    SELECT count(*), coalesce(sum(
        coalesce(coalesce(target_at, due_at) < ?1, 0) OR (acknowledged_at IS NULL AND acknowledge_due_at < ?1)
        OR EXISTS (SELECT 1 FROM partner_letter
            WHERE request_id = request.id AND answered_at IS NULL AND partner_letter.due_at < ?1)), 0)
    FROM request INDEXED BY request_open WHERE closed_at IS NULL
"""
_COUNT_INCIDENTS = f"""
    SELECT count(*), coalesce(sum(({_UNREPORTED} AND authority_due_at < ?1)
        OR (system_due_at IS NOT NULL AND {_SYSTEM_UNREPORTED} AND system_due_at < ?1)), 0)
    FROM incident INDEXED BY incident_open WHERE closed_at IS NULL
"""


def _counted(db: Connection, query: str, at: datetime) -> tuple[int, int]:
    found = db.execute(query, (to_text(at),)).fetchone()
    return int(found[0]), int(found[1])


def count_requests(db: Connection, at: datetime) -> tuple[int, int]:
    """Return (open requests, of these past a target, or with a partner who is late)."""
    return _counted(db, _COUNT_REQUESTS, at)


def count_incidents(db: Connection, at: datetime) -> tuple[int, int]:
    """Return (open incidents, of these with a report overdue)."""
    return _counted(db, _COUNT_INCIDENTS, at)
