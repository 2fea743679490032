"""Letters to partners who hold somebody's data: what they were asked to do, until when, and what they said."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from ledger.domain.ids import CustomerId, FieldId, ManifestId, PartnerLetterId, RecipientId, RequestId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.domain.request import PartnerAnswer, PartnerLetter, PartnerLetterKind
from ledger.storage.database import Connection, Row


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter to store."""

    request_id: RequestId
    recipient_id: RecipientId
    kind: PartnerLetterKind
    fields: tuple[FieldId, ...]
    due_at: datetime


def add(db: Connection, new: NewLetter, at: datetime, by: StaffId) -> PartnerLetterId:
    """Write one letter; its clock stands, whatever the settings say later."""
    row = db.execute(
        "INSERT INTO partner_letter (request_id, recipient_id, kind, fields, written_at, written_by, due_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            new.request_id,
            new.recipient_id,
            new.kind.value,
            " ".join(new.fields),
            to_text(at),
            by,
            to_text(new.due_at),
        ),
    ).fetchone()
    return PartnerLetterId(row[0])


@dataclass(frozen=True, slots=True)
class Answer:
    """What a partner said, to store."""

    answer: PartnerAnswer
    at: datetime
    note: str | None = field(repr=False)


def settle(db: Connection, letter_id: PartnerLetterId, said: Answer, by: StaffId) -> None:
    """Write what the partner said."""
    db.execute(
        "UPDATE partner_letter SET answered_at = ?, answered_by = ?, answer = ?, note = ? WHERE id = ?",
        (to_text(said.at), by, said.answer.value, said.note, letter_id),
    )


_COLUMNS = "id, request_id, recipient_id, kind, fields, written_at, written_by, due_at, answered_at, answer, note"


def load(db: Connection, letter_id: PartnerLetterId) -> PartnerLetter | None:
    """Return one letter."""
    row = db.execute(f"SELECT {_COLUMNS} FROM partner_letter WHERE id = ?", (letter_id,)).fetchone()
    return _letter(row) if row else None


def of_request(db: Connection, request_id: RequestId) -> tuple[PartnerLetter, ...]:
    """Return the letters of one request, oldest first."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM partner_letter WHERE request_id = ? ORDER BY id", (request_id,))
    return tuple(_letter(row) for row in rows)


class Waiting(NamedTuple):
    """A letter nobody answered yet, with the code of its request."""

    letter: PartnerLetter
    request_code: str


def waiting(db: Connection, limit: int) -> tuple[Waiting, ...]:
    """Return up to ``limit`` letters nobody answered, the nearest end first."""
    columns = ", ".join(f"partner_letter.{name}" for name in _COLUMNS.split(", "))
    rows = db.execute(
        f"SELECT {columns}, request.code FROM partner_letter JOIN request ON request.id = request_id"
        " WHERE partner_letter.answered_at IS NULL ORDER BY partner_letter.due_at, partner_letter.id LIMIT ?",
        (limit,),
    )
    return tuple(Waiting(_letter(row[:-1]), row[-1]) for row in rows)


def _letter(row: Row) -> PartnerLetter:
    return PartnerLetter(
        id=PartnerLetterId(row[0]),
        request_id=RequestId(row[1]),
        recipient_id=RecipientId(row[2]),
        kind=PartnerLetterKind(row[3]),
        fields=tuple(row[4].split()),
        written_at=from_text(row[5]),
        written_by=StaffId(row[6]),
        due_at=from_text(row[7]),
        answered_at=from_text(row[8]) if row[8] else None,
        answer=PartnerAnswer(row[9]) if row[9] else None,
        note=row[10],
    )


class Given(NamedTuple):
    """One hand-out to one partner: its fields, and the papers it can be found by; codes are empty where none are."""

    recipient_id: RecipientId
    fields: tuple[FieldId, ...]
    at: datetime
    parcel_code: str
    order_code: str
    manifest_id: ManifestId | None


def given(db: Connection, customer_id: CustomerId) -> tuple[Given, ...]:
    """Return everything that was given about one customer, erased or not, oldest first."""
    rows = db.execute(
        "SELECT disclosure.recipient_id, fields, occurred_at, coalesce(parcel.code, ''), coalesce(sale.code, ''),"
        " disclosure.manifest_id FROM disclosure LEFT JOIN parcel ON parcel.id = disclosure.parcel_id"
        " LEFT JOIN sale ON sale.id = coalesce(disclosure.sale_id, parcel.sale_id)"
        " WHERE disclosure.customer_id = ? ORDER BY occurred_at, disclosure.id",
        (customer_id,),
    )
    return tuple(
        Given(
            RecipientId(recipient),
            tuple(FieldId(one) for one in fields.split()),
            from_text(at),
            parcel,
            order,
            ManifestId(manifest) if manifest is not None else None,
        )
        for recipient, fields, at, parcel, order, manifest in rows
    )
