"""The columns of a use of data for analysis: one row a person under a random number, nothing that names anybody."""

import re
from collections.abc import Sequence
from secrets import SystemRandom

from ledger.assets import load_wording
from ledger.documents.plain_sheet import Cell, PlainSheet
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.instants import show_instant
from ledger.domain.wording import Language, Wording
from ledger.services.explaining import field_text, purpose_text
from ledger.services.session import Session
from ledger.storage import data_uses
from ledger.storage.database import Connection

_ON_RECORD_ONLY = frozenset({"name", "phone", "email", "ip_address"})
_COARSER = frozenset({"row", "birth_date", "address", "orders", "amount"})  # headings of their own
_NUMBERS = frozenset({"orders", "amount", "amount_to_collect"})
_FREE_TEXT = frozenset({"preferences", "wishes"})
_CONTACT = re.compile(r"\S+@\S+|(?:\d[\s.()+-]*){6,}")  # an email, or digits enough for a telephone number
_ROWS_PER_PERSON = 1000  # random numbers to choose from, for each row


def _columns(fields: Sequence[FieldId]) -> list[str]:
    # What was ordered and for how much are two columns of one field.
    return [column for one in fields for column in ((one, "amount") if one == "orders" else (one,))]


def lines(db: Connection, fields: Sequence[FieldId], people: Sequence[int], language: Language) -> list[list[Cell]]:
    """Return the values of some people in the order of the columns, in no other way tied to them."""
    wording = load_wording(language)
    found = [(column, data_uses.values(db, column, people)) for column in _columns(fields)]
    return [[_cell(column, values.get(one), wording) for column, values in found] for one in people]


def _cell(column: str, value: str | int | None, wording: Wording) -> Cell:
    if column in _ON_RECORD_ONLY:
        return wording.text("data_uses.yes" if value else "data_uses.no")
    if column in _NUMBERS:
        return value or 0
    if column in _FREE_TEXT:
        return _CONTACT.sub("…", str(value or ""))
    return wording.text(f"genders.{value}") if column == "gender" and value else str(value or "")


def sheet(
    session: Session, about: tuple[str, PurposeId], fields: Sequence[FieldId], rows: Sequence[list[Cell]], of: Language
) -> PlainSheet:
    """Return the rows under random numbers and in their order, so that neither tells when somebody was recorded."""
    (code, purpose_id), wording, policy = about, load_wording(of), session.policy()
    numbers = SystemRandom().sample(range(1, _ROWS_PER_PERSON * len(rows) + 1), len(rows))
    purpose = purpose_text(policy, purpose_id, wording)
    return PlainSheet(
        title=wording.text("data_uses.sheet_title"),
        made_at=session.now(),
        about=(
            wording.text("data_uses.sheet_about", code=code, purpose=purpose, number=policy.number),
            wording.text("data_uses.sheet_keep", at=show_instant(session.now())),
        ),
        columns=(
            (wording.text("data_uses.sheet_row"), 12),
            *((_heading(one, wording), 24) for one in _columns(fields)),
        ),
        rows=sorted([number, *row] for number, row in zip(numbers, rows, strict=True)),
    )


def _heading(column: str, wording: Wording) -> str:
    if column in _COARSER:
        return wording.text(f"data_uses.sheet_{column}")
    name = field_text(FieldId(column), wording)
    return wording.text("data_uses.sheet_has", field=name) if column in _ON_RECORD_ONLY else name
