"""Requests of the data subject, their steps and their files; the clocks stand in the row."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ledger.domain.deadline import Deadline, RequestKind
from ledger.domain.ids import AttachmentId, CustomerId, FeedbackId, RequestId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.domain.purpose import Channel
from ledger.domain.request import (
    IdentityMethod,
    RefusalGround,
    RequestOutcome,
    Step,
    StepKind,
    SubjectRequest,
)
from ledger.storage import codes
from ledger.storage.attachments import Attachment
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request to store, with its clocks."""

    kind: RequestKind
    channel: Channel
    received_at: datetime
    acknowledge: Deadline
    complete: Deadline | None
    asked: str | None = field(default=None, repr=False)
    asked_by: str | None = field(default=None, repr=False)
    customer_id: CustomerId | None = None
    feedback_id: FeedbackId | None = None


def add(db: Connection, new: NewRequest, at: datetime, by: StaffId) -> SubjectRequest:
    """Store a request and return it."""
    row = db.execute(
        "INSERT INTO request (code, customer_id, feedback_id, kind, channel, asked, asked_by, received_at, recorded_at,"
        " recorded_by, acknowledge_due_at, target_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        f" RETURNING {_COLUMNS}",
        (
            codes.next_code(db, codes.REQUEST),
            new.customer_id,
            new.feedback_id,
            new.kind.value,
            new.channel.value,
            new.asked,
            new.asked_by,
            to_text(new.received_at),
            to_text(at),
            by,
            to_text(new.acknowledge.due_at),
            to_text(new.complete.target_at) if new.complete else None,
            to_text(new.complete.due_at) if new.complete else None,
        ),
    ).fetchone()
    return _request(row)


_COLUMNS = (
    "id, code, kind, channel, received_at, recorded_at, recorded_by, acknowledge_due_at, customer_id, feedback_id,"
    " asked, asked_by, identity_method, identity_at, identity_by, identity_note, is_with_partner, acknowledged_at,"
    " target_at, due_at, extended_at, extension_reason, carried_out_at, outcome, ground, outcome_note, closed_at,"
    " closed_by, settled_at"
)


def load(db: Connection, code: str) -> SubjectRequest | None:
    """Return the request with a code such as ``YC-0001``."""
    row = db.execute(f"SELECT {_COLUMNS} FROM request WHERE code = ?", (code,)).fetchone()
    return _request(row) if row else None


def load_id(db: Connection, request_id: RequestId) -> SubjectRequest | None:
    """Return the request with an id."""
    row = db.execute(f"SELECT {_COLUMNS} FROM request WHERE id = ?", (request_id,)).fetchone()
    return _request(row) if row else None


def of_customer(db: Connection, customer_id: CustomerId) -> tuple[SubjectRequest, ...]:
    """Return what one customer asked for, newest first."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM request WHERE customer_id = ? ORDER BY received_at DESC, id DESC", (customer_id,)
    )
    return tuple(_request(row) for row in rows)


def _request(row: tuple[Any, ...]) -> SubjectRequest:
    return SubjectRequest(
        id=RequestId(row[0]),
        code=row[1],
        kind=RequestKind(row[2]),
        channel=Channel(row[3]),
        received_at=from_text(row[4]),
        recorded_at=from_text(row[5]),
        recorded_by=StaffId(row[6]),
        acknowledge_due_at=from_text(row[7]),
        customer_id=row[8],
        feedback_id=row[9],
        asked=row[10],
        asked_by=row[11],
        identity_method=IdentityMethod(row[12]) if row[12] else None,
        identity_at=_instant(row[13]),
        identity_by=row[14],
        identity_note=row[15],
        is_with_partner=bool(row[16]),
        acknowledged_at=_instant(row[17]),
        target_at=_instant(row[18]),
        due_at=_instant(row[19]),
        extended_at=_instant(row[20]),
        extension_reason=row[21],
        carried_out_at=_instant(row[22]),
        outcome=RequestOutcome(row[23]) if row[23] else None,
        ground=RefusalGround(row[24]) if row[24] else None,
        outcome_note=row[25],
        closed_at=_instant(row[26]),
        closed_by=row[27],
        settled_at=_instant(row[28]),
    )


def _instant(text: str | None) -> datetime | None:
    return from_text(text) if text else None


# --- what happens to it -------------------------------------------------------------------------


def set_customer(db: Connection, request: SubjectRequest, customer_id: CustomerId) -> None:
    """Say whose request it is; its files and the feedback of the same message belong to that person too."""
    db.execute("UPDATE request SET customer_id = ? WHERE id = ?", (customer_id, request.id))
    db.execute(
        "UPDATE feedback SET customer_id = ? WHERE id = ? AND customer_id IS NULL", (customer_id, request.feedback_id)
    )
    db.execute(
        "UPDATE attachment SET customer_id = ? WHERE customer_id IS NULL AND id IN"
        " (SELECT attachment_id FROM request_attachment WHERE request_id = ?)",
        (customer_id, request.id),
    )


def set_acknowledged(db: Connection, request_id: RequestId, at: datetime, by: StaffId) -> None:
    """Write when the asker was told that the request arrived."""
    db.execute(
        "UPDATE request SET acknowledged_at = ?, acknowledged_by = ? WHERE id = ?", (to_text(at), by, request_id)
    )


@dataclass(frozen=True, slots=True)
class Identity:
    """How and when the asker was proven to be the customer."""

    method: IdentityMethod
    at: datetime
    note: str | None = field(default=None, repr=False)


def set_identity(db: Connection, request_id: RequestId, proven: Identity, by: StaffId) -> None:
    """Write how the asker was proven to be the customer."""
    db.execute(
        "UPDATE request SET identity_method = ?, identity_at = ?, identity_by = ?, identity_note = ? WHERE id = ?",
        (proven.method.value, to_text(proven.at), by, proven.note, request_id),
    )


def set_with_partner(db: Connection, request_id: RequestId) -> None:
    """Write that a partner must act."""
    db.execute("UPDATE request SET is_with_partner = 1 WHERE id = ?", (request_id,))


def set_completion(db: Connection, request_id: RequestId, complete: Deadline | None) -> None:
    """Write until when it has to be carried out; ``None`` where no day runs."""
    target, due = (to_text(complete.target_at), to_text(complete.due_at)) if complete else (None, None)
    db.execute("UPDATE request SET target_at = ?, due_at = ? WHERE id = ?", (target, due, request_id))


def set_extended(db: Connection, request_id: RequestId, reason: str, at: datetime, by: StaffId) -> None:
    """Write the one extension and its reason."""
    db.execute(
        "UPDATE request SET extended_at = ?, extended_by = ?, extension_reason = ? WHERE id = ?",
        (to_text(at), by, reason, request_id),
    )


def set_carried_out(db: Connection, request_id: RequestId, at: datetime) -> bool:
    """Write when it was carried out, the first time only; return whether it was the first."""
    done = db.execute(
        "UPDATE request SET carried_out_at = ? WHERE id = ? AND carried_out_at IS NULL", (to_text(at), request_id)
    )
    return bool(done.rowcount)


@dataclass(frozen=True, slots=True)
class Closing:
    """What came of a request."""

    outcome: RequestOutcome
    at: datetime
    ground: RefusalGround | None = None
    note: str | None = field(default=None, repr=False)


def close(db: Connection, request_id: RequestId, closing: Closing, by: StaffId) -> None:
    """Write what came of it. Whoever got the answer knows that the request arrived."""
    at = to_text(closing.at)
    ground = closing.ground.value if closing.ground else None
    db.execute(
        "UPDATE request SET outcome = ?, ground = ?, outcome_note = ?, closed_at = ?, closed_by = ?,"
        " settled_at = coalesce(settled_at, ?), acknowledged_by = CASE WHEN acknowledged_at IS NULL THEN ?"
        " ELSE acknowledged_by END, acknowledged_at = coalesce(acknowledged_at, ?) WHERE id = ?",
        (closing.outcome.value, ground, closing.note, at, by, at, by, at, request_id),
    )


def reopen(db: Connection, request_id: RequestId, *, keeps_result: bool) -> None:
    """Open it again; a result whose limit has come stands."""
    db.execute(
        "UPDATE request SET outcome = NULL, ground = NULL, outcome_note = NULL, closed_at = NULL, closed_by = NULL,"
        " settled_at = CASE WHEN ? THEN settled_at END WHERE id = ?",
        (keeps_result, request_id),
    )


# --- history ------------------------------------------------------------------------------------


def add_step(db: Connection, request_id: RequestId, step: Step) -> None:
    """Write one step."""
    db.execute(
        "INSERT INTO request_step (request_id, kind, occurred_at, recorded_at, recorded_by, channel, reference, note)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            request_id,
            step.kind.value,
            to_text(step.occurred_at),
            to_text(step.recorded_at),
            step.recorded_by,
            step.channel.value if step.channel else None,
            step.reference,
            step.note,
        ),
    )


def steps(db: Connection, request_id: RequestId) -> tuple[Step, ...]:
    """Return the history in the order in which it was written down."""
    rows = db.execute(
        "SELECT kind, occurred_at, recorded_at, recorded_by, channel, reference, note FROM request_step"
        " WHERE request_id = ? ORDER BY id",
        (request_id,),
    )
    return tuple(
        Step(
            StepKind(kind),
            from_text(occurred),
            from_text(recorded),
            StaffId(by),
            Channel(channel) if channel else None,
            reference,
            note,
        )
        for kind, occurred, recorded, by, channel, reference, note in rows
    )


# --- files --------------------------------------------------------------------------------------


def add_file(db: Connection, request_id: RequestId, attachment_id: AttachmentId) -> None:
    """Say that a stored file belongs to a request."""
    db.execute("INSERT INTO request_attachment (request_id, attachment_id) VALUES (?, ?)", (request_id, attachment_id))


def files(db: Connection, request_id: RequestId) -> tuple[Attachment, ...]:
    """Return what is known of the files of a request, without their content."""
    rows = db.execute(
        "SELECT id, customer_id, file_name, media_type, size, added_at FROM request_attachment"
        " JOIN attachment ON attachment.id = attachment_id WHERE request_id = ? ORDER BY id",
        (request_id,),
    )
    return tuple(
        Attachment(AttachmentId(one), owner, name, media_type, size, from_text(added))
        for one, owner, name, media_type, size, added in rows
    )
