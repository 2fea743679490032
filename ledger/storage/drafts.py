"""Half-written forms of the members: kept at a lock, handed back to whoever wrote them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.draft import DraftForm
from ledger.domain.ids import CustomerId, DraftId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What a lock keeps; ``body`` is what stood in the form, by the form's own names."""

    staff_id: StaffId
    customer_id: CustomerId | None
    form: DraftForm
    record: str
    kept_at: datetime
    body: Mapping[str, object] = field(repr=False)


@dataclass(frozen=True, slots=True)
class DraftRow(NewDraft):
    """One that is kept."""

    id: DraftId


_COLUMNS = "id, staff_id, customer_id, form, record, kept_at, body"


def add(db: Connection, new: NewDraft) -> DraftId:
    """Keep a half-written form."""
    row = db.execute(
        "INSERT INTO draft (staff_id, customer_id, form, record, kept_at, body) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (
            new.staff_id,
            new.customer_id,
            new.form.value,
            new.record,
            to_text(new.kept_at),
            _as_json(new.body),
        ),
    ).fetchone()
    return DraftId(row[0])


def _as_json(body: object) -> str:
    # A lock never fails over what was typed: half a character, which no database takes, becomes a question mark.
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def of_staff(db: Connection, staff_id: StaffId) -> tuple[DraftRow, ...]:
    """Return what one member left half-written, newest first."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM draft WHERE staff_id = ? ORDER BY kept_at DESC, id DESC", (staff_id,))
    return tuple(_row(row) for row in rows)


def older_than(db: Connection, instant: datetime) -> tuple[DraftRow, ...]:
    """Return what anybody left half-written before an instant."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM draft WHERE kept_at < ? ORDER BY id", (to_text(instant),))
    return tuple(_row(row) for row in rows)


def is_any_older(db: Connection, instant: datetime) -> bool:
    """Return whether anything was left half-written before an instant."""
    return db.execute("SELECT 1 FROM draft WHERE kept_at < ? LIMIT 1", (to_text(instant),)).fetchone() is not None


def drop(db: Connection, draft_id: DraftId) -> None:
    """Let one go."""
    db.execute("DELETE FROM draft WHERE id = ?", (draft_id,))


def drop_all(db: Connection) -> int:
    """Forget every form, as a restored backup must: what was half-written then is of nobody now; return how many."""
    return int(db.execute("DELETE FROM draft").rowcount)


def _row(row: tuple[object, ...]) -> DraftRow:
    number, staff_id, customer_id, form, record, kept_at, body = row
    return DraftRow(
        id=DraftId(int(str(number))),
        staff_id=StaffId(str(staff_id)),
        customer_id=CustomerId(int(str(customer_id))) if customer_id is not None else None,
        form=DraftForm(str(form)),
        record=str(record),
        kept_at=from_text(str(kept_at)),
        body=json.loads(str(body)),
    )
