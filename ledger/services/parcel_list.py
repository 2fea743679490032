"""The list of parcels as the window shows it."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.ids import ParcelId
from ledger.domain.instants import from_text
from ledger.domain.parcel import ParcelState, show_code
from ledger.services.session import Session
from ledger.storage import lists_parcels
from ledger.storage.database import Row
from ledger.storage.lists_parcels import ParcelQuery, ParcelSort

__all__ = ["ParcelQuery", "ParcelRow", "ParcelSort", "ids", "rows"]


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """One line of the list: parcel ``number`` of ``total``, grams, đồng to collect."""

    id: ParcelId
    code: str  # as people read it: 4K7Q-9ZTM-2HXB
    order_code: str
    customer_code: str
    customer_name: str | None = field(repr=False)
    carrier_name: str | None
    state: ParcelState
    number: int
    total: int
    weight_g: int
    amount_to_collect: int
    created_at: datetime
    printed_at: datetime | None
    handed_over_at: datetime | None
    print_count: int


def ids(session: Session, query: ParcelQuery) -> "array[int]":
    """Return the ids of all parcels the query asks for, in its order."""
    return lists_parcels.ids(session.db, query)


def rows(session: Session, ids: Sequence[int]) -> tuple[ParcelRow, ...]:
    """Return the rows of 1 to 500 ids, in their order."""
    return tuple(_row(row) for row in lists_parcels.rows(session.db, ids))


def _row(row: Row) -> ParcelRow:
    one, code, order_code, customer_code, name, carrier, state, number, total, weight_g, amount, *rest = row
    created_at, printed_at, handed_over_at, print_count = rest
    return ParcelRow(
        id=ParcelId(one),
        code=show_code(code),
        order_code=order_code,
        customer_code=customer_code,
        customer_name=name,
        carrier_name=carrier,
        state=ParcelState(state),
        number=number,
        total=total,
        weight_g=weight_g,
        amount_to_collect=amount,
        created_at=from_text(created_at),
        printed_at=from_text(printed_at) if printed_at else None,
        handed_over_at=from_text(handed_over_at) if handed_over_at else None,
        print_count=print_count,
    )
