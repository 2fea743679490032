"""The list of parcels: its order, its filters, its rows."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ledger.domain.ids import RecipientId
from ledger.domain.parcel import ALPHABET, CODE_LENGTH, ParcelState, read_code
from ledger.domain.text import as_code
from ledger.storage import lists
from ledger.storage.database import Connection, Row
from ledger.storage.lists import Where


class ParcelSort(StrEnum):
    """Columns by which parcels can be sorted."""

    CREATED = "CREATED"
    CODE = "CODE"
    CUSTOMER = "CUSTOMER"
    CARRIER = "CARRIER"
    STATE = "STATE"


@dataclass(frozen=True, slots=True)
class ParcelQuery:
    """What the list shows; no states means every state. ``text``: a parcel or order code, or the customer's words."""

    text: str = field(default="", repr=False)
    states: frozenset[ParcelState] = frozenset()
    carrier_id: RecipientId | None = None
    customer_code: str = ""
    sort: ParcelSort = ParcelSort.CREATED
    descending: bool = True


_FEWEST_OF_A_CODE = 4  # characters: one group of the code as it is shown
_PATH = " ".join(f"WHEN '{state.value}' THEN {step}" for step, state in enumerate(ParcelState))
_PLAIN = "SELECT parcel.id FROM parcel"
_WITH_CUSTOMER = f"{_PLAIN} JOIN customer ON customer.id = parcel.customer_id"
_WITH_CARRIER = (
    "WITH named AS MATERIALIZED (SELECT id, vi_order(name) AS rank FROM recipient)"
    f" {_PLAIN} LEFT JOIN named ON named.id = carrier_id"
)
_ORDERS = {
    ParcelSort.CREATED: (_PLAIN, ("parcel.created_at", "parcel.id")),
    ParcelSort.CODE: (_PLAIN, ("parcel.code",)),
    ParcelSort.CUSTOMER: (_WITH_CUSTOMER, ("name_order", "parcel.id")),
    ParcelSort.CARRIER: (_WITH_CARRIER, ("rank", "parcel.id")),
    ParcelSort.STATE: (_PLAIN, (f"CASE state {_PATH} END", "parcel.id")),  # along a parcel's way
}


def ids(db: Connection, query: ParcelQuery) -> "array[int]":
    """Return the ids of all parcels the query asks for, in its order."""
    chosen, keys = _ORDERS[query.sort]
    return lists.ids(db, chosen, _where(query), lists.ordered(keys, descending=query.descending))


def _where(query: ParcelQuery) -> Where:
    where = Where()
    if query.states:
        where.add(f"state IN ({lists.marks(len(query.states))})", *sorted(query.states))
    where.add_if("carrier_id = ?", query.carrier_id)
    where.add_if("parcel.customer_id = (SELECT id FROM customer WHERE code = ?)", as_code(query.customer_code))
    if query.text.strip():
        _add_text(where, query.text)
    return where


def _add_text(where: Where, typed: str) -> None:
    people, patterns = lists.people(typed)
    first, last = _code_range(typed)
    where.add(
        f"parcel.id IN (SELECT id FROM parcel WHERE customer_id IN ({people})"
        " UNION ALL SELECT id FROM parcel WHERE code BETWEEN ? AND ?"
        " UNION ALL SELECT parcel.id FROM sale JOIN parcel ON sale_id = sale.id WHERE sale.code = ?)",
        *patterns,
        first,
        last,
        as_code(typed),
    )


def _code_range(typed: str) -> tuple[str, str]:
    # A whole code forgives I, L and O; the beginning of one has no check character to forgive by.
    code = read_code(typed) or "".join(typed.split()).replace("-", "").upper()
    is_code = _FEWEST_OF_A_CODE <= len(code) <= CODE_LENGTH and set(code) <= set(ALPHABET)
    return (code, code + ALPHABET[-1] * (CODE_LENGTH - len(code))) if is_code else ("", "")


_ROW = (
    "SELECT parcel.id, parcel.code, sale.code, customer.code, customer.name, recipient.name, state, number, total,"
    " weight_g, amount_to_collect, parcel.created_at, printed_at, parcel.handed_over_at, print_count FROM parcel"
    " JOIN sale ON sale.id = sale_id JOIN customer ON customer.id = parcel.customer_id"
    " LEFT JOIN recipient ON recipient.id = carrier_id"
)


def rows(db: Connection, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return id, codes of parcel, order and customer, names of customer and carrier, state, figures and instants."""
    return lists.rows(db, _ROW, "parcel.id", wanted)
