"""The list of the trail's entries, by number only: numbers have no gaps, so the whole trail needs no query."""

import json
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ledger.domain.audit import AuditAction
from ledger.domain.ids import StaffId
from ledger.domain.instants import to_text
from ledger.domain.text import as_code
from ledger.storage import lists
from ledger.storage.database import Connection, Row
from ledger.storage.lists import Where

GROUPS = tuple(dict.fromkeys(action.value.partition(".")[0] for action in AuditAction))


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which entries: ``group`` is one of ``GROUPS``, ``subject`` a customer code; made in [since, until)."""

    group: str = ""
    actor: StaffId | None = None
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None
    descending: bool = True


def seqs(db: Connection, query: AuditQuery) -> "array[int]":
    """Return the numbers of all entries the query asks for, newest first unless it asks otherwise."""
    where = Where()
    if query.group:
        actions = [action.value for action in AuditAction if action.value.partition(".")[0] == query.group]
        where.add(f"action IN ({lists.marks(len(actions))})", *actions)
    where.add_if("actor = ?", query.actor)
    where.add_if("subject_ref = ?", as_code(query.subject))
    where.add_if("at >= ?", to_text(query.since) if query.since else None)
    where.add_if("at < ?", to_text(query.until) if query.until else None)
    if where.terms:
        return lists.ids(db, "SELECT seq FROM audit_entry", where, f"seq {'DESC' if query.descending else 'ASC'}")
    newest = db.execute("SELECT coalesce(max(seq), 0) FROM audit_entry").fetchone()[0]
    return array("q", range(newest, 0, -1) if query.descending else range(1, newest + 1))


def counts_after(db: Connection, seq: int) -> Counter[AuditAction]:
    """Return how many entries of each act were made after entry ``seq``."""
    found = db.execute("SELECT action, count(*) FROM audit_entry WHERE seq > ? GROUP BY action", (seq,))
    return Counter({AuditAction(action): int(count) for action, count in found})


_ROW = (
    "SELECT audit_entry.seq, at, staff.name, action, subject_ref, body FROM audit_entry"
    " LEFT JOIN audit_body ON audit_body.seq = audit_entry.seq LEFT JOIN staff ON staff.id = actor"
)


def rows(db: Connection, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return number, instant, the member's name, action, customer code and body; ``None`` for an erased body."""
    found = lists.rows(db, _ROW, "audit_entry.seq", wanted)
    return tuple((*row[:5], None if row[5] is None else json.loads(row[5])) for row in found)
