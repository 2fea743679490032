"""A ledger that was restored, as the next opening finds it: which anchors it leaves behind, and what it must not thin.

A restore puts fewer entries in the place of more, as a rollback does. What tells them apart is the entry a manager
signed: which head was replaced, and under which generation of the data key.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from ledger.domain.audit import AuditAction
from ledger.domain.instants import from_text, to_text
from ledger.storage import shop
from ledger.storage.anchor import Anchor
from ledger.storage.database import Connection

PAUSED = "backups.thinning_paused_until"
PAUSE = timedelta(days=30)


def still_counting(connection: Connection, anchors: Iterable[Anchor], generation: int) -> Iterator[Anchor]:
    """Yield the anchors a ledger must live up to: all but those of before an honest restore.

    Each restore begins a new generation of the data key, so an anchor of that generation or a later one always counts.
    """
    for anchor in anchors:
        if anchor.generation >= generation or not _was_replaced(connection, anchor):
            yield anchor


def _was_replaced(connection: Connection, anchor: Anchor) -> bool:
    rows = connection.execute(
        "SELECT body FROM audit_entry JOIN audit_body ON audit_body.seq = audit_entry.seq WHERE action = ?",
        (AuditAction.LEDGER_RESTORED.value,),
    ).fetchall()
    restores = (json.loads(row[0]) for row in rows)
    return any(one["generation"] > anchor.generation and one["replaced"] >= anchor.seq for one in restores)


def pause_thinning(connection: Connection, at: datetime) -> None:
    """Keep every younger backup for a while, inside the caller's transaction: the restore may have been a mistake."""
    shop.save_setting(connection, PAUSED, to_text(at + PAUSE))


def thinning_paused_until(connection: Connection, now: datetime) -> datetime | None:
    """Return until when no backup is thinned out, ``None`` when they are."""
    stored = shop.settings(connection).get(PAUSED)
    until = from_text(stored) if stored else None
    return until if until is not None and now < until else None


def thin_again(connection: Connection) -> None:
    """Lift the pause, inside the caller's transaction."""
    shop.delete_setting(connection, PAUSED)
