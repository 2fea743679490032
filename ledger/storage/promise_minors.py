"""What the promise about minors asks of the rows: from the few minors to their acts, never the other way round."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ledger.domain.ids import CustomerId
from ledger.domain.instants import from_text
from ledger.storage.database import Connection
from ledger.storage.promises import Span, count_in

_YOUNG = "birth_on > :born_after AND birth_on IS NOT NULL AND erased_at IS NULL"


def count_young(db: Connection, born_after: date) -> int:
    """Return how many people on record were born after a day."""
    row = db.execute(f"SELECT count(*) FROM customer WHERE {_YOUNG}", {"born_after": born_after.isoformat()}).fetchone()
    return int(row[0])


@dataclass(frozen=True, slots=True)
class YoungAct:
    """An order, a disclosure or a contact about somebody born after a day. ``recorded_at`` is when it was written."""

    kind: str  # "sale", "disclosure" or "contact"
    id: int
    code: str  # as shown: the order's code, the disclosure's id, the customer's code
    customer_id: CustomerId
    birth_on: date = field(repr=False)
    at: datetime
    recorded_at: datetime
    purpose_id: str | None  # None for an order: any contract will do
    channel: str


_ACTS = {
    "sale": """SELECT sale.id, sale.code, customer.id, birth_on, ordered_at, sale.recorded_at, NULL, 'NONE'
        FROM customer CROSS JOIN sale ON sale.customer_id = customer.id
        WHERE {young} AND ordered_at < :until""",
    "disclosure": """SELECT disclosure.id, disclosure.id, customer.id, birth_on, occurred_at, recorded_at, purpose_id,
        'NONE' FROM customer CROSS JOIN disclosure ON disclosure.customer_id = customer.id
        WHERE {young} AND occurred_at < :until AND basis <> 'LAW'""",
    "contact": """SELECT contact.id, customer.code, customer.id, birth_on, occurred_at, recorded_at, purpose_id, channel
        FROM customer CROSS JOIN contact ON contact.customer_id = customer.id
        WHERE {young} AND occurred_at < :until AND basis = 'CONSENT'""",
}


def acts_of_young(db: Connection, born_after: date, until: str) -> tuple[YoungAct, ...]:
    """Return what was done before a stored instant about people born after a day, in order of time.

    Orders, disclosures on contract or consent, and contacts on consent: what the law demands needs no guardian.
    """
    return _acts(db, _YOUNG, {"born_after": born_after.isoformat(), "until": until})


def acts_of(db: Connection, customer_id: CustomerId, until: str) -> tuple[YoungAct, ...]:
    """Return the same of one customer whose birth date is known, however old."""
    return _acts(db, "customer.id = :who AND birth_on IS NOT NULL", {"who": customer_id, "until": until})


def _acts(db: Connection, who: str, values: dict[str, str | int]) -> tuple[YoungAct, ...]:
    found = [
        _act(kind, row)
        for kind, query in _ACTS.items()
        for row in db.execute(query.format(young=who), values).fetchall()
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def _act(kind: str, row: tuple[Any, ...]) -> YoungAct:
    one, code, whose, birth_on, at, recorded_at, purpose, channel = row
    return YoungAct(
        kind=kind,
        id=one,
        code=str(code),
        customer_id=CustomerId(whose),
        birth_on=date.fromisoformat(birth_on),
        at=from_text(at),
        recorded_at=from_text(recorded_at),
        purpose_id=purpose,
        channel=channel,
    )


_UNKNOWN_AGE = """SELECT count(*) FROM sale JOIN customer ON customer.id = customer_id
    WHERE ordered_at >= :since AND ordered_at < :until AND birth_on IS NULL AND is_declared_adult = 0"""


def orders_of_unknown_age(db: Connection, span: Span) -> int:
    """Return how many orders came from people without a birth date who declared nothing either."""
    return count_in(db, _UNKNOWN_AGE, (span,))[0]
