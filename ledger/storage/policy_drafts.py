"""The one draft of the next policy version, until it is published or thrown away."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ledger.domain.ids import PolicyVersionId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class DraftRow:
    """The draft as it was saved; ``body`` is what ``policy_pack.dump_pack`` makes."""

    base: PolicyVersionId
    body: Mapping[str, object]
    changed_at: datetime
    changed_by: StaffId


def load(db: Connection) -> DraftRow | None:
    """Return the draft, or ``None``."""
    row = db.execute("SELECT policy_version_id, body, changed_at, changed_by FROM policy_draft").fetchone()
    if row is None:
        return None
    base, body, changed_at, changed_by = row
    return DraftRow(PolicyVersionId(base), _tables(body), from_text(changed_at), StaffId(changed_by))


def _tables(body: str) -> Mapping[str, object]:
    # What is damaged is no pack, and whoever reads it says so; it must still be possible to throw it away.
    try:
        read = json.loads(body)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def save(db: Connection, draft: DraftRow) -> None:
    """Write the draft, in place of an older one."""
    body = json.dumps(draft.body, ensure_ascii=False)
    db.execute(
        "INSERT OR REPLACE INTO policy_draft (id, policy_version_id, body, changed_at, changed_by)"
        " VALUES (1, ?, ?, ?, ?)",
        (draft.base, body, to_text(draft.changed_at), draft.changed_by),
    )


def discard(db: Connection) -> None:
    """Throw the draft away."""
    db.execute("DELETE FROM policy_draft")
