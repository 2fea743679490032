"""Uses of data inside the shop: one row each, for so many people (KO 2)."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ledger.domain.customer import LIVE_STATES
from ledger.domain.ids import DataUseId, FieldId, PolicyVersionId, PurposeId, StaffId
from ledger.domain.instants import to_text
from ledger.domain.purpose import LegalBasis
from ledger.storage import codes, lists
from ledger.storage.contact_lists import LeftOut
from ledger.storage.database import Connection, Row
from ledger.storage.lists import Where


class UseSort(StrEnum):
    """Columns by which uses can be sorted."""

    AT = "AT"
    CUSTOMERS = "CUSTOMERS"


@dataclass(frozen=True, slots=True)
class UseQuery:
    """What the table of uses shows: made in [since, until). ``text``: words of the note, or the code."""

    text: str = field(default="", repr=False)
    purpose_id: PurposeId | None = None
    since: datetime | None = None
    until: datetime | None = None
    sort: UseSort = UseSort.AT
    descending: bool = True


@dataclass(frozen=True, slots=True)
class NewUse:
    """A use to store."""

    purpose_id: PurposeId
    basis: LegalBasis
    fields: tuple[FieldId, ...]
    customers: int
    left_out: LeftOut
    note: str | None
    occurred_at: datetime


def add(db: Connection, new: NewUse, version: PolicyVersionId, at: datetime, by: StaffId) -> tuple[DataUseId, str]:
    """Store a use; return its id and its code."""
    row = db.execute(
        "INSERT INTO data_use (code, purpose_id, policy_version_id, basis, fields, customers, left_out, note,"
        " occurred_at, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id, code",
        (
            codes.next_code(db, codes.DATA_USE),
            new.purpose_id,
            version,
            new.basis.value,
            " ".join(sorted(new.fields)),
            new.customers,
            new.left_out.as_text(),
            new.note,
            to_text(new.occurred_at),
            to_text(at),
            by,
        ),
    ).fetchone()
    return DataUseId(row[0]), row[1]


_KEYS = {UseSort.AT: ("occurred_at", "data_use.id"), UseSort.CUSTOMERS: ("customers", "data_use.id")}


def ids(db: Connection, query: UseQuery) -> "array[int]":
    """Return the ids of all uses the query asks for, in its order."""
    where = Where()
    where.add_if("purpose_id = ?", query.purpose_id)
    where.add_if("occurred_at >= ?", to_text(query.since) if query.since else None)
    where.add_if("occurred_at < ?", to_text(query.until) if query.until else None)
    typed = query.text.strip()
    if typed:
        where.add("(code = ? OR (note IS NOT NULL AND instr(folded(note), folded(?)) > 0))", typed.upper(), typed)
    return lists.ids(
        db, "SELECT id FROM data_use", where, lists.ordered(_KEYS[query.sort], descending=query.descending)
    )


def id_of(db: Connection, code: str) -> DataUseId | None:
    """Return the id behind a code such as ``SD-0001``."""
    row = db.execute("SELECT id FROM data_use WHERE code = ?", (code,)).fetchone()
    return DataUseId(row[0]) if row else None


_ROW = (
    "SELECT data_use.id, code, occurred_at, purpose_id, basis, fields, customers, left_out, note, staff.name, number"
    " FROM data_use JOIN policy_version ON policy_version.id = policy_version_id"
    " LEFT JOIN staff ON staff.id = recorded_by"
)


def rows(db: Connection, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return id, code, instant, purpose, basis, fields, people, left out, note, member, policy number."""
    return lists.rows(db, _ROW, "data_use.id", wanted)


# --- the fields of many people, without the people ----------------------------------------------

_LIVE = ", ".join(f"'{state.value}'" for state in sorted(LIVE_STATES))
# Each finds (customer, value); where there are several for one customer the last one counts.
_VALUES = {
    "name": "SELECT id, 1 FROM customer WHERE name IS NOT NULL AND id IN ({some})",
    "gender": "SELECT id, gender FROM customer WHERE gender IS NOT NULL AND id IN ({some})",
    "birth_date": "SELECT id, substr(birth_on, 1, 4) FROM customer WHERE birth_on IS NOT NULL AND id IN ({some})",
    "phone": "SELECT customer_id, 1 FROM phone WHERE number IS NOT NULL AND customer_id IN ({some})",
    "email": "SELECT customer_id, 1 FROM email WHERE address IS NOT NULL AND customer_id IN ({some})",
    "address": (
        "SELECT customer_id, province FROM address WHERE province_code IS NOT NULL"
        f" AND state IN ({_LIVE}) AND customer_id IN ({{some}}) ORDER BY id DESC"
    ),
    "orders": "SELECT customer_id, count(*) FROM sale WHERE customer_id IN ({some}) GROUP BY customer_id",
    "amount": "SELECT customer_id, sum(amount) FROM sale WHERE customer_id IN ({some}) GROUP BY customer_id",
    "amount_to_collect": (
        "SELECT customer_id, sum(amount_to_collect) FROM parcel WHERE customer_id IN ({some}) GROUP BY customer_id"
    ),
    "products": (
        "SELECT customer_id, group_concat(quantity || ' × ' || product, '; ') FROM sale"
        " JOIN sale_item ON sale_id = sale.id WHERE customer_id IN ({some}) GROUP BY customer_id"
    ),
    "preferences": (
        "SELECT customer_id, answer FROM survey_answer WHERE field_id = 'preferences' AND answer IS NOT NULL"
        " AND customer_id IN ({some}) ORDER BY occurred_at, id"
    ),
    "wishes": (
        "SELECT customer_id, answer FROM survey_answer WHERE field_id = 'wishes' AND answer IS NOT NULL"
        " AND customer_id IN ({some}) ORDER BY occurred_at, id"
    ),
    "ip_address": "SELECT customer_id, 1 FROM browser_record WHERE ip IS NOT NULL AND customer_id IN ({some})",
    "browser_language": (
        "SELECT customer_id, language FROM browser_record WHERE language IS NOT NULL"
        " AND customer_id IN ({some}) ORDER BY occurred_at, id"
    ),
}


def values(db: Connection, column: str, people: Sequence[int]) -> dict[int, str | int]:
    """Return one column of some people: what identifies a person by itself is only 1, for "on record".

    ``column`` is a field of the policy, or ``amount`` of all orders; one that is not known here is empty.
    """
    if column not in _VALUES:
        return {}
    return dict(db.execute(_VALUES[column].format(some=lists.marks(len(people))), tuple(people)).fetchall())
