"""The list of customers: its order and filters, and the figures beside each name."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ledger.domain.customer import LIVE_STATES, Source
from ledger.domain.instants import to_text
from ledger.domain.parcel import read_code
from ledger.domain.text import sort_key
from ledger.storage import lists
from ledger.storage.database import Connection
from ledger.storage.lists import Where
from ledger.storage.minors import WAITING, MinorsAsked


class CustomerSort(StrEnum):
    """Columns by which customers can be sorted."""

    NAME = "NAME"
    CODE = "CODE"
    COLLECTED = "COLLECTED"
    PROVINCE = "PROVINCE"


class CustomerKind(StrEnum):
    """Which customers; all but ``ERASED`` are people still on record."""

    ALL = "ALL"
    STOPPED = "STOPPED"
    MINORS = "MINORS"
    MINORS_WAITING = "MINORS_WAITING"  # for a guardian, or for the guardian's yes
    AGE_UNKNOWN = "AGE_UNKNOWN"  # neither birth date nor declaration
    NO_CONTACT = "NO_CONTACT"  # no live phone and no live email
    # --- to be corrected (VK 7) ---
    NO_PHONE = "NO_PHONE"
    ODD_PHONE = "ODD_PHONE"  # kept although it is no Vietnamese or international number
    DUPLICATE = "DUPLICATE"  # shares a number or an address with somebody else
    OLD_ADDRESS = "OLD_ADDRESS"  # not one of the places of the dated list: three levels, or mistyped
    CHANGED = "CHANGED"  # said that a number or address has changed, and there is no newer one
    NO_SOURCE = "NO_SOURCE"  # nobody knows where it came from (KO 1)
    RESTRICTED = "RESTRICTED"
    ERASED = "ERASED"


@dataclass(frozen=True, slots=True)
class CustomerQuery:
    """What the list shows. ``text`` is searched as everywhere: words of a name, a number, an email, a code."""

    text: str = field(default="", repr=False)
    kind: CustomerKind = CustomerKind.ALL
    source: Source | None = None
    province_code: str = ""
    sort: CustomerSort = CustomerSort.NAME
    descending: bool = False


TO_CORRECT = (
    CustomerKind.NO_PHONE,
    CustomerKind.ODD_PHONE,
    CustomerKind.DUPLICATE,
    CustomerKind.OLD_ADDRESS,
    CustomerKind.CHANGED,
    CustomerKind.NO_SOURCE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What depends on the day: now, and what a minor's guardian has to have agreed to."""

    now: datetime
    minors: MinorsAsked


_LIVE = ", ".join(f"'{state.value}'" for state in sorted(LIVE_STATES))
_STANDING = "SELECT customer_id FROM stop_contact WHERE occurred_at <= ? AND (lifted_at IS NULL OR lifted_at > ?)"
_ON_RECORD = "erased_at IS NULL"
_FROM_SOURCE = "source = ?"
_LIVE_PHONES = f"SELECT customer_id FROM phone WHERE number IS NOT NULL AND state IN ({_LIVE})"
_LIVE_EMAILS = f"SELECT customer_id FROM email WHERE address IS NOT NULL AND state IN ({_LIVE})"
_LIVE_ADDRESSES = f"SELECT customer_id FROM address WHERE line IS NOT NULL AND state IN ({_LIVE})"


def _shared(table: str, column: str) -> str:
    return (
        f"SELECT customer_id FROM {table} WHERE {column} IN (SELECT {column} FROM {table} WHERE {column} IS NOT NULL"
        f" GROUP BY {column} HAVING count(DISTINCT customer_id) > 1)"
    )


def _changed(table: str, live: str) -> str:
    return f"SELECT customer_id FROM {table} WHERE state = 'CHANGED' AND customer_id NOT IN ({live})"


_KINDS = {
    CustomerKind.ALL: _ON_RECORD,
    CustomerKind.STOPPED: f"{_ON_RECORD} AND id IN ({_STANDING})",
    CustomerKind.MINORS: f"{_ON_RECORD} AND birth_on > ?",
    CustomerKind.MINORS_WAITING: f"{_ON_RECORD} AND id IN ({WAITING})",
    CustomerKind.AGE_UNKNOWN: f"{_ON_RECORD} AND birth_on IS NULL AND is_declared_adult IS NOT 1",
    CustomerKind.NO_CONTACT: f"{_ON_RECORD} AND id NOT IN ({_LIVE_PHONES}) AND id NOT IN ({_LIVE_EMAILS})",
    CustomerKind.RESTRICTED: f"{_ON_RECORD} AND restricted_at IS NOT NULL",
    CustomerKind.ERASED: "erased_at IS NOT NULL",
    CustomerKind.NO_PHONE: f"{_ON_RECORD} AND id NOT IN ({_LIVE_PHONES})",
    # a number that is one is kept in its international form
    CustomerKind.ODD_PHONE: f"{_ON_RECORD} AND id IN ({_LIVE_PHONES} AND number NOT LIKE '+%')",
    CustomerKind.DUPLICATE: (
        f"{_ON_RECORD} AND (id IN ({_shared('phone', 'number')}) OR id IN ({_shared('email', 'address')}))"
    ),
    CustomerKind.OLD_ADDRESS: (
        f"{_ON_RECORD} AND id IN ({_LIVE_ADDRESSES} AND (ward_code IS NULL OR province_code IS NULL))"
    ),
    CustomerKind.CHANGED: (
        f"{_ON_RECORD} AND (id IN ({_changed('phone', _LIVE_PHONES)}) OR id IN ({_changed('email', _LIVE_EMAILS)})"
        f" OR id IN ({_changed('address', _LIVE_ADDRESSES)}))"
    ),
    CustomerKind.NO_SOURCE: f"{_ON_RECORD} AND source IS NULL",
}
_BY_NAME = ("name_order", "id")
_KEYS = {
    CustomerSort.NAME: _BY_NAME,
    CustomerSort.CODE: ("id",),  # codes are given in this order, and KH-100000 comes after KH-99999
    CustomerSort.COLLECTED: ("collected_at", "id"),
    CustomerSort.PROVINCE: _BY_NAME,  # within one province
}


def ids(db: Connection, query: CustomerQuery, moment: Moment) -> "array[int]":
    """Return the ids of all customers the query asks for, in its order."""
    order = lists.ordered(_KEYS[query.sort], descending=query.descending)
    found = lists.ids(db, "SELECT id FROM customer", _where(query, moment), order)
    return _by_province(db, found, descending=query.descending) if query.sort is CustomerSort.PROVINCE else found


def _by_province(db: Connection, found: "array[int]", *, descending: bool) -> "array[int]":
    # A few provinces for all addresses: putting them in order here takes a third of the time of a join.
    rows = db.execute(  # backwards, so that the first live address stays: the one a row shows
        "SELECT customer_id, coalesce(province, '') FROM address"
        f" WHERE line IS NOT NULL AND state IN ({_LIVE}) ORDER BY id DESC"
    )
    of: dict[int, str] = dict(rows.fetchall())
    names = sorted({name for name in of.values() if name}, key=sort_key, reverse=descending)
    ranks = {name: rank for rank, name in enumerate(names)}
    return array("q", sorted(found, key=lambda one: ranks.get(of.get(one, ""), len(ranks))))


def _where(query: CustomerQuery, moment: Moment) -> Where:
    where, now = Where(), to_text(moment.now)
    values: dict[CustomerKind, tuple[str | int | None, ...]] = {
        CustomerKind.STOPPED: (now, now),
        CustomerKind.MINORS: (moment.minors.born_after.isoformat(),),
    }
    values[CustomerKind.MINORS_WAITING] = moment.minors.values()
    where.add(_KINDS[query.kind], *values.get(query.kind, ()))
    where.add_if(_FROM_SOURCE, query.source.value if query.source else None)
    where.add_if(
        f"id IN (SELECT customer_id FROM address WHERE province_code = ? AND state IN ({_LIVE}))", query.province_code
    )
    if query.text.strip():
        _add_text(where, query.text)
    return _read_in_one_go(where)


def _read_in_one_go(where: Where) -> Where:
    # What no index holds is read from front to back, not customer by customer in the order of the names.
    if set(where.terms) <= {_ON_RECORD, _FROM_SOURCE}:
        return where
    return Where([f"id IN (SELECT id FROM customer WHERE {where})"], where.values)


def _add_text(where: Where, typed: str) -> None:
    people, patterns = lists.people(typed)
    of_parcel = "SELECT customer_id FROM parcel WHERE code = ?"  # a parcel code finds its customer
    where.add(f"id IN ({of_parcel} UNION ALL {people})", read_code(typed) or "", *patterns)


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands beside some customers: who is stopped, how many parcels, how much unanswered feedback."""

    stopped: frozenset[int]
    parcels: dict[int, int]
    open_feedback: dict[int, int]


def figures(db: Connection, wanted: Sequence[int], now: datetime) -> Figures:
    """Return the figures of some customers; who has none is not in them."""
    some, at = lists.marks(len(wanted)), to_text(now)
    stopped = db.execute(f"{_STANDING} AND customer_id IN ({some})", (at, at, *wanted))
    parcels = db.execute(
        f"SELECT customer_id, count(*) FROM parcel WHERE customer_id IN ({some}) GROUP BY customer_id", tuple(wanted)
    )
    waiting = db.execute(
        "SELECT customer_id, count(*) FROM feedback JOIN feedback_round ON feedback_id = feedback.id"
        f" WHERE customer_id IN ({some}) AND answered_at IS NULL GROUP BY customer_id",
        tuple(wanted),
    )
    return Figures(frozenset(row[0] for row in stopped), dict(parcels.fetchall()), dict(waiting.fetchall()))
