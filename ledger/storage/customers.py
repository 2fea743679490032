"""Customers with their numbers, addresses, guardian and field history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ledger.domain.customer import Address, ContactState, Customer, Email, Gender, GuardianLink, Phone, Source
from ledger.domain.ids import AddressId, CustomerId, EmailId, PhoneId, PolicyVersionId, PurposeId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.domain.text import fold, sort_key
from ledger.storage import codes, customer_purposes
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class NewAddress:
    """A postal address to store; codes where the dated list knows the place."""

    line: str = field(repr=False)
    ward: str | None = field(default=None, repr=False)
    province: str | None = field(default=None, repr=False)
    ward_code: str | None = field(default=None, repr=False)
    province_code: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer to store, every value already cleaned by the domain."""

    name: str = field(repr=False)
    source: Source | None
    collected_at: datetime
    gender: Gender | None = field(default=None, repr=False)
    birth_on: date | None = field(default=None, repr=False)
    is_declared_adult: bool = False
    note: str | None = field(default=None, repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    emails: tuple[str, ...] = field(default=(), repr=False)
    addresses: tuple[NewAddress, ...] = field(default=(), repr=False)
    external_ref: str | None = field(default=None, repr=False)  # the shop's own number of the customer
    purposes: tuple[PurposeId, ...] = ()


def add(db: Connection, new: NewCustomer, version: PolicyVersionId, at: datetime, by: StaffId) -> CustomerId:
    """Store a customer and return the new id."""
    row = db.execute(
        "INSERT INTO customer (code, name, name_key, name_order, gender, birth_on, is_declared_adult, declared_at,"
        " source, policy_version_id, collected_at, recorded_by, note, external_ref)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            codes.next_code(db, codes.CUSTOMER),
            new.name,
            fold(new.name),
            sort_key(new.name),
            new.gender.value if new.gender else None,
            new.birth_on.isoformat() if new.birth_on else None,
            int(new.is_declared_adult),
            to_text(at) if new.is_declared_adult else None,
            new.source.value if new.source else None,
            version,
            to_text(new.collected_at),
            by,
            new.note,
            new.external_ref,
        ),
    ).fetchone()
    customer_id = CustomerId(row[0])
    for number in new.phones:
        add_phone(db, customer_id, number, at)
    for address in new.emails:
        add_email(db, customer_id, address, at)
    for place in new.addresses:
        add_address(db, customer_id, place, at)
    customer_purposes.add(db, customer_id, new.purposes, at)
    return customer_id


def add_phone(db: Connection, customer_id: CustomerId, number: str, at: datetime) -> PhoneId:
    """Store one number."""
    row = db.execute(
        "INSERT INTO phone (customer_id, number, state, state_at, added_at) VALUES (?, ?, ?, ?, ?) RETURNING id",
        (customer_id, number, ContactState.UNCONFIRMED.value, to_text(at), to_text(at)),
    ).fetchone()
    return PhoneId(row[0])


def add_email(db: Connection, customer_id: CustomerId, address: str, at: datetime) -> EmailId:
    """Store one email address."""
    row = db.execute(
        "INSERT INTO email (customer_id, address, state, state_at, added_at) VALUES (?, ?, ?, ?, ?) RETURNING id",
        (customer_id, address, ContactState.UNCONFIRMED.value, to_text(at), to_text(at)),
    ).fetchone()
    return EmailId(row[0])


def add_address(db: Connection, customer_id: CustomerId, new: NewAddress, at: datetime) -> AddressId:
    """Store one postal address."""
    row = db.execute(
        "INSERT INTO address (customer_id, line, ward, province, ward_code, province_code, state, state_at,"
        " added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            customer_id,
            new.line,
            new.ward,
            new.province,
            new.ward_code,
            new.province_code,
            ContactState.UNCONFIRMED.value,
            to_text(at),
            to_text(at),
        ),
    ).fetchone()
    return AddressId(row[0])


def set_contact_state(
    db: Connection, owner: CustomerId, of: PhoneId | EmailId | AddressId, kind: str, state: ContactState, at: datetime
) -> bool:
    """Set the state of a number or address (VK 6); ``kind`` is ``phone``, ``email`` or ``address``."""
    statement = {
        "phone": "UPDATE phone SET state = ?, state_at = ? WHERE id = ? AND customer_id = ?",
        "email": "UPDATE email SET state = ?, state_at = ? WHERE id = ? AND customer_id = ?",
        "address": "UPDATE address SET state = ?, state_at = ? WHERE id = ? AND customer_id = ?",
    }[kind]
    return bool(db.execute(statement, (state.value, to_text(at), of, owner)).rowcount)


_COLUMN_OF = {
    "name": "name",
    "gender": "gender",
    "birth_date": "birth_on",
    "is_declared_adult": "is_declared_adult",
    "note": "note",
    "source": "source",
    "restricted_at": "restricted_at",
}


def change(db: Connection, customer_id: CustomerId, field_name: str, value: str | int | None) -> str | int | None:
    """Overwrite one value and return the old one; the caller writes the history."""
    column = _COLUMN_OF[field_name]
    old: str | int | None = db.execute(f"SELECT {column} FROM customer WHERE id = ?", (customer_id,)).fetchone()[0]
    db.execute(f"UPDATE customer SET {column} = ? WHERE id = ?", (value, customer_id))
    if field_name == "name":
        keys = (fold(str(value)), sort_key(str(value)))
        db.execute("UPDATE customer SET name_key = ?, name_order = ? WHERE id = ?", (*keys, customer_id))
    return old


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One correction: what it was, who changed it, when and why (VK 7). Kept until erasure."""

    field_name: str
    old_value: str | None = field(repr=False)
    changed_at: datetime
    changed_by: StaffId
    reason: str | None = field(repr=False)


def add_history(db: Connection, customer_id: CustomerId, change_made: FieldChange) -> None:
    """Write one correction."""
    db.execute(
        "INSERT INTO field_history (customer_id, field, old_value, changed_at, changed_by, reason)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            customer_id,
            change_made.field_name,
            change_made.old_value,
            to_text(change_made.changed_at),
            change_made.changed_by,
            change_made.reason,
        ),
    )


def history(db: Connection, customer_id: CustomerId) -> tuple[FieldChange, ...]:
    """Return the corrections of one customer, oldest first."""
    rows = db.execute(
        "SELECT field, old_value, changed_at, changed_by, reason FROM field_history WHERE customer_id = ? ORDER BY id",
        (customer_id,),
    )
    return tuple(FieldChange(one, old, from_text(at), StaffId(by), reason) for one, old, at, by, reason in rows)


def set_guardian(db: Connection, customer_id: CustomerId, link: GuardianLink, by: StaffId) -> None:
    """Link a minor to the guardian, replacing an earlier link."""
    db.execute(
        "INSERT INTO guardian (customer_id, guardian_id, relation, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (customer_id) DO UPDATE SET guardian_id = excluded.guardian_id, relation = excluded.relation,"
        " recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by",
        (customer_id, link.guardian_id, link.relation, to_text(link.recorded_at), by),
    )


def id_of(db: Connection, code: str) -> CustomerId | None:
    """Return the id behind a code such as ``KH-00001``."""
    row = db.execute("SELECT id FROM customer WHERE code = ?", (code,)).fetchone()
    return CustomerId(row[0]) if row else None


def id_of_ref(db: Connection, external_ref: str) -> CustomerId | None:
    """Return the id behind the shop's own number of a customer."""
    row = db.execute("SELECT id FROM customer WHERE external_ref = ?", (external_ref,)).fetchone()
    return CustomerId(row[0]) if row else None


def is_erased(db: Connection, customer_id: CustomerId) -> bool:
    """Return whether a customer was erased."""
    row = db.execute("SELECT 1 FROM customer WHERE id = ? AND erased_at IS NOT NULL", (customer_id,)).fetchone()
    return row is not None


def code_of(db: Connection, customer_id: CustomerId) -> str:
    """Return the code of a customer."""
    return str(db.execute("SELECT code FROM customer WHERE id = ?", (customer_id,)).fetchone()[0])


def all_codes(db: Connection) -> dict[CustomerId, str]:
    """Return the code of every customer, for reports over many."""
    return {CustomerId(row[0]): row[1] for row in db.execute("SELECT id, code FROM customer")}


def living_codes(db: Connection) -> frozenset[str]:
    """Return the codes of the customers who are not erased."""
    return frozenset(row[0] for row in db.execute("SELECT code FROM customer WHERE erased_at IS NULL"))


def with_phone(db: Connection, number: str) -> tuple[CustomerId, ...]:
    """Return who already has this number (the duplicate warning)."""
    rows = db.execute("SELECT DISTINCT customer_id FROM phone WHERE number = ? ORDER BY customer_id", (number,))
    return tuple(CustomerId(row[0]) for row in rows)


def with_email(db: Connection, address: str) -> tuple[CustomerId, ...]:
    """Return who already has this email address."""
    rows = db.execute(
        "SELECT DISTINCT customer_id FROM email WHERE address = ? COLLATE NOCASE ORDER BY customer_id", (address,)
    )
    return tuple(CustomerId(row[0]) for row in rows)


def numbers_and_addresses(db: Connection) -> tuple[tuple[CustomerId, str], ...]:
    """Return every number and email address of living customers, with whose it is."""
    query = (
        "SELECT customer_id, number FROM phone WHERE number IS NOT NULL"
        " UNION ALL SELECT customer_id, address FROM email WHERE address IS NOT NULL ORDER BY 1"
    )
    return tuple((CustomerId(row[0]), row[1]) for row in db.execute(query))


def count(db: Connection) -> int:
    """Return how many customers are not erased."""
    return int(db.execute("SELECT count(*) FROM customer WHERE erased_at IS NULL").fetchone()[0])


_COLUMNS = (
    "id, code, name, gender, birth_on, is_declared_adult, source, policy_version_id, collected_at, note,"
    " restricted_at, erased_at"
)


def load(db: Connection, customer_id: CustomerId) -> Customer | None:
    """Return one customer, whole."""
    found = load_many(db, (customer_id,))
    return found[0] if found else None


def load_many(db: Connection, ids: Sequence[CustomerId]) -> tuple[Customer, ...]:
    """Return customers in the order of ``ids``; unknown ids are left out."""
    marks = ",".join("?" * len(ids))
    rows = db.execute(f"SELECT {_COLUMNS} FROM customer WHERE id IN ({marks})", tuple(ids)).fetchall()
    phones = _grouped(db, f"SELECT customer_id, id, number, state FROM phone WHERE customer_id IN ({marks})", ids)
    emails = _grouped(db, f"SELECT customer_id, id, address, state FROM email WHERE customer_id IN ({marks})", ids)
    places = _grouped(
        db,
        "SELECT customer_id, id, line, ward, province, ward_code, province_code, state FROM address"
        f" WHERE customer_id IN ({marks})",
        ids,
    )
    links = _grouped(
        db,
        f"SELECT customer_id, guardian_id, relation, recorded_at FROM guardian WHERE customer_id IN ({marks})",
        ids,
    )
    customers = {row[0]: _customer(row, phones, emails, places, links) for row in rows}
    return tuple(customers[one] for one in ids if one in customers)


_Rows = dict[int, list[tuple[Any, ...]]]


def _grouped(db: Connection, query: str, ids: Iterable[int]) -> _Rows:
    groups: _Rows = {}
    for row in db.execute(f"{query} ORDER BY 2", tuple(ids)):
        groups.setdefault(row[0], []).append(row[1:])
    return groups


def _customer(row: tuple[Any, ...], phones: _Rows, emails: _Rows, places: _Rows, links: _Rows) -> Customer:
    one, code, name, gender, birth_on, adult, source, version, collected_at, note, restricted_at, erased_at = row
    link = links.get(one, [None])[0]
    return Customer(
        id=CustomerId(one),
        code=code,
        name=name,
        gender=Gender(gender) if gender else None,
        birth_on=date.fromisoformat(birth_on) if birth_on else None,
        is_declared_adult=bool(adult),
        source=Source(source) if source else None,
        policy_version_id=version,
        collected_at=from_text(collected_at) if collected_at else None,
        note=note,
        restricted_at=from_text(restricted_at) if restricted_at else None,
        erased_at=from_text(erased_at) if erased_at else None,
        phones=tuple(Phone(PhoneId(i), number, ContactState(state)) for i, number, state in phones.get(one, [])),
        emails=tuple(Email(EmailId(i), address, ContactState(state)) for i, address, state in emails.get(one, [])),
        addresses=tuple(
            Address(AddressId(i), line, ward, province, ward_code, province_code, ContactState(state))
            for i, line, ward, province, ward_code, province_code, state in places.get(one, [])
        ),
        guardian=GuardianLink(CustomerId(link[0]), link[1] or "", from_text(link[2])) if link else None,
    )
