"""What the gate has to know of many people at once: ages, restrictions, guardians, live numbers. No value of them."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ledger.domain.customer import LIVE_STATES
from ledger.domain.ids import CustomerId
from ledger.domain.purpose import Channel
from ledger.storage import lists
from ledger.storage.database import Connection
from ledger.storage.lists import Where


@dataclass(frozen=True, slots=True)
class Known:
    """One person as the gate sees them."""

    id: CustomerId
    is_erased: bool
    is_restricted: bool
    birth_on: date | None = field(repr=False)
    is_declared_adult: bool
    guardian_id: CustomerId | None
    reachable: frozenset[Channel]


def living_ids(db: Connection) -> "array[int]":
    """Return the ids of everybody whose data were not erased, oldest record first."""
    return lists.ids(db, "SELECT id FROM customer", Where(["erased_at IS NULL"]), "id")


_LIVE = ", ".join(f"'{state.value}'" for state in sorted(LIVE_STATES))


def _alive(table: str, column: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE customer_id = customer.id AND {column} <> '' AND state IN ({_LIVE}))"


_QUERY = (
    "SELECT id, erased_at IS NOT NULL, restricted_at IS NOT NULL, birth_on, is_declared_adult,"
    " (SELECT guardian_id FROM guardian WHERE customer_id = customer.id),"
    f" {_alive('phone', 'number')} + 2 * {_alive('email', 'address')} + 4 * {_alive('address', 'line')} FROM customer"
)
_PHONE = frozenset({Channel.CALL, Channel.SMS, Channel.ZALO})
_REACHED = tuple(
    frozenset(
        channel
        for bit, channels in ((1, _PHONE), (2, {Channel.EMAIL}), (4, {Channel.POST}))
        if bits & bit
        for channel in channels
    )
    for bits in range(8)
)


def of_people(db: Connection, ids: Sequence[int]) -> tuple[Known, ...]:
    """Return what the gate has to know of some people, in the order of ``ids``; unknown ids are left out."""
    return tuple(
        Known(
            id=CustomerId(one),
            is_erased=bool(erased),
            is_restricted=bool(restricted),
            birth_on=date.fromisoformat(birth_on) if birth_on else None,
            is_declared_adult=bool(adult),
            guardian_id=guardian,
            reachable=_REACHED[alive],
        )
        for one, erased, restricted, birth_on, adult, guardian, alive in lists.rows(db, _QUERY, "id", ids)
    )


def born_on(db: Connection, days: Sequence[str]) -> tuple[tuple[int, str, str], ...]:
    """Return id, code and name of everybody on record born on one of some days of a year (``MM-DD``), by name."""
    found = db.execute(
        "SELECT id, code, name FROM customer WHERE birth_on IS NOT NULL AND erased_at IS NULL"
        f" AND substr(birth_on, 6) IN ({lists.marks(len(days))}) ORDER BY name_order, id",
        tuple(days),
    )
    return tuple(found.fetchall())
