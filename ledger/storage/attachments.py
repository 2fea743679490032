"""Evidence files, kept inside the encrypted ledger."""

from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.ids import AttachmentId, CustomerId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class Attachment:
    """One stored file; ``size`` in bytes."""

    id: AttachmentId
    customer_id: CustomerId | None
    file_name: str | None = field(repr=False)
    media_type: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file to keep."""

    file_name: str = field(repr=False)
    media_type: str
    content: bytes = field(repr=False)
    is_checked: bool = field(default=False, compare=False)  # looked at: it shows no identity card


def add(db: Connection, new: NewAttachment, customer_id: CustomerId | None, at: datetime, by: StaffId) -> AttachmentId:
    """Store a file."""
    row = db.execute(
        "INSERT INTO attachment (customer_id, file_name, media_type, size, content, added_at, added_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (customer_id, new.file_name, new.media_type, len(new.content), new.content, to_text(at), by),
    ).fetchone()
    return AttachmentId(row[0])


def load(db: Connection, attachment_id: AttachmentId) -> Attachment | None:
    """Return what is known of a file without its content."""
    row = db.execute(
        "SELECT id, customer_id, file_name, media_type, size, added_at FROM attachment WHERE id = ?", (attachment_id,)
    ).fetchone()
    if row is None:
        return None
    one, customer_id, file_name, media_type, size, added_at = row
    return Attachment(AttachmentId(one), customer_id, file_name, media_type, size, from_text(added_at))


def of_customer(db: Connection, customer_id: CustomerId) -> tuple[Attachment, ...]:
    """Return what is known of one customer's files, without their content."""
    rows = db.execute(
        "SELECT id, customer_id, file_name, media_type, size, added_at FROM attachment WHERE customer_id = ?"
        " ORDER BY id",
        (customer_id,),
    )
    return tuple(
        Attachment(AttachmentId(one), owner, file_name, media_type, size, from_text(added_at))
        for one, owner, file_name, media_type, size, added_at in rows
    )


def content(db: Connection, attachment_id: AttachmentId) -> bytes | None:
    """Return the bytes of a file, or ``None`` when it is gone."""
    row = db.execute("SELECT content FROM attachment WHERE id = ?", (attachment_id,)).fetchone()
    return bytes(row[0]) if row is not None and row[0] is not None else None
