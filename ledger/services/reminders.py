"""Which clocks run, and which passed a threshold in an interval: for Today, badges and notifications.

Nothing is remembered here: the clocks stand in the rows, so nothing is lost while the program is closed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ledger.domain.reminder import Crossing, Reminder, crossings, furthest
from ledger.services.session import Session
from ledger.storage import reminders as rows

__all__ = ["Crossing", "Looked", "Reminder", "crossed", "furthest", "look", "nearest", "upcoming"]


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look saw: from ``since`` to ``at``. ``ends`` are the coming ends of all clocks, as bare instants."""

    vault_id: str
    since: datetime | None
    at: datetime
    passed: tuple[Crossing, ...]
    ends: tuple[datetime, ...]


def upcoming(session: Session, limit: int) -> tuple[Reminder, ...]:
    """Return the running clocks, the nearest end first; overdue ones stand before all others."""
    return nearest(rows.running(session.db, limit), session.now(), limit)


def nearest(found: Iterable[Reminder], at: datetime, limit: int) -> tuple[Reminder, ...]:
    """Return reminders by their next end at an instant, cut at ``limit``."""
    order = sorted(found, key=lambda one: (one.ends_at(at), one.kind, one.code))
    return tuple(order[:limit])


def crossed(session: Session, since: datetime, until: datetime) -> tuple[Crossing, ...]:
    """Return the thresholds passed after ``since`` and until ``until`` by clocks that still run, in time order."""
    passed = [one for reminder in rows.running(session.db) for one in crossings(reminder, since, until)]
    return tuple(sorted(passed, key=lambda one: (one.at, one.code, one.kind)))


def look(session: Session, since: datetime | None) -> Looked:
    """Return what was passed since the last look, and what comes; the first look of all tells nothing.

    A clock that was ahead for a while and is right again must not silence what comes: then it begins anew.
    """
    at = session.now()
    began = None if since is None else min(since, at)
    running = tuple(rows.running(session.db))
    passed = [] if began is None else [one for each in running for one in crossings(each, began, at)]
    ends = sorted(one for each in running for one in (each.deadline.target_at, each.deadline.due_at) if one >= at)
    return Looked(
        session.vault.vault_id,
        began,
        at,
        tuple(sorted(passed, key=lambda one: (one.at, one.code, one.kind))),
        tuple(dict.fromkeys(ends)),
    )
