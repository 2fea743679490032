"""The erasures on record: what stood against one, what is left, its certificate, and its line in the journal."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ledger.domain.erasure import ErasureCause, Kept, Obstacle, Removed
from ledger.domain.ids import CustomerId, ErasureId, FieldId, RecipientId, RequestId, RetentionRunId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.storage import codes, erased
from ledger.storage.database import Connection
from ledger.storage.erased import Order, Shape, read_order, shape_of

# --- before -------------------------------------------------------------------------------------

_OBSTACLES: Mapping[Obstacle, str] = {
    Obstacle.PARCEL_UNDER_WAY: "SELECT code FROM parcel WHERE customer_id = :who AND closed_at IS NULL ORDER BY id",
    Obstacle.FEEDBACK_OPEN: (
        "SELECT DISTINCT code FROM feedback JOIN feedback_round ON feedback_id = feedback.id"
        " WHERE customer_id = :who AND answered_at IS NULL ORDER BY feedback.id"
    ),
    Obstacle.REQUEST_OPEN: (
        "SELECT code FROM request WHERE customer_id = :who AND closed_at IS NULL AND code <> :request ORDER BY id"
    ),
    Obstacle.INCIDENT_UNTOLD: (
        "SELECT code FROM incident_person JOIN incident ON incident.id = incident_id"
        " WHERE customer_id = :who AND state = 'WAITING' AND tells_customers = 1 ORDER BY incident.id"
    ),
}


def obstacles(db: Connection, customer_id: CustomerId, request_code: str) -> dict[Obstacle, tuple[str, ...]]:
    """Return the codes of what stands against erasing a customer, by kind; ``request_code`` asks for it and is none."""
    values = {"who": customer_id, "request": request_code}
    found = {kind: tuple(row[0] for row in db.execute(query, values)) for kind, query in _OBSTACLES.items()}
    return {kind: standing for kind, standing in found.items() if standing}


def minors_of(db: Connection, customer_id: CustomerId) -> tuple[str, ...]:
    """Return the codes of those whose guardian a customer is."""
    rows = db.execute(
        "SELECT code FROM guardian JOIN customer ON customer.id = guardian.customer_id"
        " WHERE guardian_id = ? AND erased_at IS NULL ORDER BY code",
        (customer_id,),
    )
    return tuple(row[0] for row in rows)


@dataclass(frozen=True, slots=True)
class Holder:
    """A recipient who got data of a customer: the union of the fields, and when last."""

    recipient_id: RecipientId
    name: str
    last_at: datetime
    fields: tuple[FieldId, ...]


def holders_of(db: Connection, customer_id: CustomerId) -> tuple[Holder, ...]:
    """Return every recipient of a customer's data, who got some last first."""
    rows = db.execute(
        "SELECT recipient.id, name, max(occurred_at), group_concat(fields, ' ') FROM disclosure"
        " JOIN recipient ON recipient.id = recipient_id WHERE customer_id = ? GROUP BY recipient.id ORDER BY 3 DESC",
        (customer_id,),
    )
    return tuple(
        Holder(RecipientId(one), name, from_text(at), tuple(FieldId(name) for name in sorted(set(fields.split()))))
        for one, name, at, fields in rows
    )


_KEPT: Mapping[Kept, str] = {
    Kept.CODES: "SELECT count(*) FROM customer WHERE id = :who",
    Kept.ORDERS: "SELECT count(*) FROM sale WHERE customer_id = :who",
    Kept.DISCLOSURES: "SELECT count(*) FROM disclosure WHERE customer_id = :who",
    Kept.CONSENTS: "SELECT count(*) FROM consent WHERE customer_id = :who",
    Kept.CONTACTS: "SELECT count(*) FROM contact WHERE customer_id = :who",
    Kept.FEEDBACK: "SELECT count(*) FROM feedback WHERE customer_id = :who",
    Kept.REQUESTS: "SELECT count(*) FROM request WHERE customer_id = :who",
    Kept.INCIDENTS: "SELECT count(*) FROM incident_person WHERE customer_id = :who",
    Kept.TRAIL: (
        "SELECT count(*) FROM audit_entry WHERE subject_ref = (SELECT code FROM customer WHERE customer.id = :who)"
    ),
}


def kept_of(db: Connection, customer_id: CustomerId) -> dict[Kept, int]:
    """Return how many rows of each kind stay; kinds of which there are none are left out."""
    found = {kind: int(db.execute(query, {"who": customer_id}).fetchone()[0]) for kind, query in _KEPT.items()}
    return {kind: number for kind, number in found.items() if number}


# --- on record ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewErasure:
    """An erasure to store, in the transaction that erases."""

    code: str
    customer_id: CustomerId
    cause: ErasureCause
    at: datetime
    by: StaffId
    removed: Mapping[Removed, int]
    kept: Mapping[Kept, int]
    request_id: RequestId | None = None
    run_id: RetentionRunId | None = None


@dataclass(frozen=True, slots=True)
class ErasureRecord:
    """One erasure as stored; ``backup_left_at`` is when the newest backup left as it was had been made."""

    id: ErasureId
    code: str
    customer_id: CustomerId
    customer_code: str
    cause: ErasureCause
    erased_at: datetime
    erased_by: StaffId
    removed: Mapping[Removed, int] = field(default_factory=dict)
    kept: Mapping[Kept, int] = field(default_factory=dict)
    request_code: str | None = None
    run_code: str | None = None
    checked_at: datetime | None = None
    backups_rewritten: int | None = None
    backups_left: int | None = None
    backup_left_at: datetime | None = None

    def order(self) -> Order:
        """Return the order that was carried out, as the journal has it."""
        return Order(
            self.customer_code, self.erased_at, self.cause.value, self.code, self.erased_by, self.request_code or ""
        )


def add(db: Connection, new: NewErasure) -> None:
    """Store one erasure; a second one of the same customer is none."""
    db.execute(
        "INSERT INTO erasure (code, customer_id, request_id, retention_run_id, cause, erased_at, erased_by, removed,"
        " kept) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            new.code,
            new.customer_id,
            new.request_id,
            new.run_id,
            new.cause.value,
            to_text(new.at),
            new.by,
            json.dumps({kind.value: number for kind, number in new.removed.items()}),
            json.dumps({kind.value: number for kind, number in new.kept.items()}),
        ),
    )


_SELECT = (
    "SELECT erasure.id, erasure.code, erasure.customer_id, customer.code, cause, erasure.erased_at, erased_by, removed,"
    " kept, request.code, retention_run.code, checked_at, backups_rewritten, backups_left, backup_left_at FROM erasure"
    " JOIN customer ON customer.id = erasure.customer_id LEFT JOIN request ON request.id = request_id"
    " LEFT JOIN retention_run ON retention_run.id = retention_run_id"
)


def load(db: Connection, code: str) -> ErasureRecord | None:
    """Return the erasure with a code such as ``XD-0001``."""
    row = db.execute(f"{_SELECT} WHERE erasure.code = ?", (code,)).fetchone()
    return _erasure(row) if row else None


def load_of(db: Connection, customer_code: str) -> ErasureRecord | None:
    """Return the erasure of a customer with a code such as ``KH-00001``."""
    row = db.execute(f"{_SELECT} WHERE customer.code = ?", (customer_code,)).fetchone()
    return _erasure(row) if row else None


def load_all(db: Connection) -> tuple[ErasureRecord, ...]:
    """Return every erasure, newest first."""
    return tuple(_erasure(row) for row in db.execute(f"{_SELECT} ORDER BY erasure.erased_at DESC, erasure.id DESC"))


def count(db: Connection, over: tuple[str, str]) -> int:
    """Return how many customers were erased between two stored instants, also those an older copy caught up on."""
    return int(db.execute("SELECT count(*) FROM erasure WHERE erased_at >= ? AND erased_at < ?", over).fetchone()[0])


def unchecked(db: Connection) -> tuple[ErasureRecord, ...]:
    """Return the erasures after which the files were not yet read through, oldest first."""
    return tuple(_erasure(row) for row in db.execute(f"{_SELECT} WHERE checked_at IS NULL ORDER BY erasure.id"))


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of reading the files through."""

    at: datetime
    rewritten: int
    left: int
    left_at: datetime | None = None


def set_checked(db: Connection, ids: Sequence[ErasureId], checked: Checked) -> None:
    """Write that the files were read through after these erasures."""
    left_at = to_text(checked.left_at) if checked.left_at is not None else None
    db.executemany(
        "UPDATE erasure SET checked_at = ?, backups_rewritten = ?, backups_left = ?, backup_left_at = ? WHERE id = ?",
        [(to_text(checked.at), checked.rewritten, checked.left, left_at, one) for one in ids],
    )


def check_copy(db: Connection, shape: Shape) -> bool:
    """Say in a copy that is about to be written anew that it was; return whether that was still to be said."""
    if not shape.has("erasure"):
        return False
    return bool(db.execute("UPDATE erasure SET checked_at = erased_at WHERE checked_at IS NULL").rowcount)


def _erasure(row: tuple[Any, ...]) -> ErasureRecord:
    one, code, customer_id, customer, cause, at, by, removed, kept, request, run, *files = row
    checked_at, rewritten, left, left_at = files
    return ErasureRecord(
        id=ErasureId(one),
        code=code,
        customer_id=CustomerId(customer_id),
        customer_code=customer,
        cause=ErasureCause(cause),
        erased_at=from_text(at),
        erased_by=StaffId(by),
        removed={Removed(kind): number for kind, number in json.loads(removed).items()},
        kept={Kept(kind): number for kind, number in json.loads(kept).items()},
        request_code=request,
        run_code=run,
        checked_at=from_text(checked_at) if checked_at else None,
        backups_rewritten=rewritten,
        backups_left=left,
        backup_left_at=from_text(left_at) if left_at else None,
    )


# --- the journal --------------------------------------------------------------------------------


def apply_line(db: Connection, payload: Mapping[str, str]) -> None:
    """Carry out one erasing line of the journal, on whatever older copy of the ledger is opened; once is enough.

    A code it names is never given out again, also where the copy does not know the customer yet. What the promises
    would have to remember of the person cannot be told from here (``services.erasure_evidence`` writes it beforehand).
    """
    order, cause = read_order(payload), ErasureCause(payload["cause"])
    codes.never_again(db, order.customer_code)
    codes.never_again(db, order.certificate)
    shape = shape_of(db)
    if not erased.is_carried_out(db, order, shape):
        carry_out(db, order, cause, shape)


def carry_out(db: Connection, order: Order, cause: ErasureCause, shape: Shape) -> None:
    """Erase whom an order means in a file that does not know of it yet, and put the erasure on its record."""
    row = db.execute("SELECT id FROM customer WHERE code = ?", (order.customer_code,)).fetchone()
    customer_id = CustomerId(row[0])
    removed = erased.count(db, customer_id, shape)
    erased.carry_out(db, order, shape)
    if not shape.has("erasure"):  # a copy older than the rights of the data subject
        return
    asked = db.execute("SELECT id FROM request WHERE code = ?", (order.request_code,)).fetchone()
    request_id = RequestId(asked[0]) if asked else None
    kept, by = kept_of(db, customer_id), StaffId(order.by)
    add(db, NewErasure(order.certificate, customer_id, cause, order.at, by, removed, kept, request_id))
