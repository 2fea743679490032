"""Recording customers: cleaned at the door, warned of duplicates, corrected with history (KO 1, VK 7)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Address, ContactState, Customer, Gender, GuardianLink, Source
from ledger.domain.errors import CustomerErased, InvalidInput, NameTaken, NotFound, OutOfRange
from ledger.domain.ids import AddressId, CustomerId, EmailId, PhoneId
from ledger.domain.instants import to_text
from ledger.domain.staff import Operation
from ledger.domain.text import NOTE_LIMIT, as_code, optional_text, parse_email, required_text
from ledger.services import stops
from ledger.services.collecting import purposes_of, read_purposes, refusals_kept, require_wanted
from ledger.services.customer_input import (
    PARTS_LIMIT,
    AddressInput,
    CustomerInput,
    Notice,
    filled_fields,
    read_address,
    read_customer,
    read_phones,
)
from ledger.services.deciding import require_grown_up
from ledger.services.reading import echo, read_birth_date, read_choice
from ledger.services.session import Session, require_keepers
from ledger.storage import customer_purposes, customers, search
from ledger.storage.customers import FieldChange, NewCustomer
from ledger.storage.database import Connection
from ledger.storage.unit_of_work import UnitOfWork

__all__ = ["AddressInput", "CustomerInput", "Notice", "read_customer"]


@dataclass(frozen=True, slots=True)
class Added:
    """A recorded customer, what was repaired, who looks like the same person, and stops that were remembered."""

    customer: Customer
    notices: tuple[Notice, ...]
    duplicates: tuple[str, ...]  # customer codes


def add(session: Session, typed: CustomerInput) -> Added:
    """Record a customer. Raises ``InvalidInput`` naming the field; one that may not be asked leaves an attempt."""
    session.require(Operation.RECORD)
    with refusals_kept(session):
        new, notices = read_customer(typed, session.policy(), session.now())
    with session.write() as uow:
        return store(session, uow, new, notices)


def store(session: Session, uow: UnitOfWork, new: NewCustomer, notices: tuple[Notice, ...]) -> Added:
    """Write a cleaned customer inside a transaction that is already open."""
    require_keepers(session)
    if new.external_ref and customers.id_of_ref(uow.db, new.external_ref) is not None:
        raise NameTaken(kind="external_ref")
    duplicates = _duplicates(uow.db, new)
    customer_id = customers.add(uow.db, new, session.policy().id, uow.now, uow.actor)
    search.index(uow.db, customer_id)
    customer = _stored(uow.db, customer_id)
    body: Entry = {
        "fields": filled_fields(new),
        "source": new.source.value if new.source else None,
        "purposes": list(new.purposes),
    }
    uow.audit(AuditAction.CUSTOMER_ADDED, customer.code, body)
    caught = stops.catch_known(uow, customer, stops.reach(customer))
    if caught:
        notices += (Notice("stop_remembered", "phone"),)
    return Added(customer, notices, duplicates)


def _duplicates(db: Connection, new: NewCustomer) -> tuple[str, ...]:
    ids = {one for number in new.phones for one in customers.with_phone(db, number)}
    ids |= {one for address in new.emails for one in customers.with_email(db, address)}
    return tuple(customers.code_of(db, one) for one in sorted(ids))


def _stored(db: Connection, customer_id: CustomerId) -> Customer:
    customer = customers.load(db, customer_id)
    if customer is None:
        raise NotFound(kind="customer", code=str(customer_id))
    return customer


def get(session: Session, code: str) -> Customer:
    """Return the customer with a code such as ``KH-00001``. Raises ``NotFound``."""
    customer_id = customers.id_of(session.db, as_code(code))
    if customer_id is None:
        raise NotFound(kind="customer", code=echo(code))
    return _stored(session.db, customer_id)


def get_living(session: Session, code: str) -> Customer:
    """Return a customer whose data were not erased. Raises ``NotFound`` or ``CustomerErased``."""
    customer = get(session, code)
    if customer.erased_at is not None:
        raise CustomerErased(code=customer.code)
    return customer


def find(session: Session, typed: str, limit: int = 50) -> tuple[Customer, ...]:
    """Find by any part of a name with or without accents, a phone, an email, a customer or a parcel code."""
    return customers.load_many(session.db, search.find(session.db, typed, limit))


@dataclass(frozen=True, slots=True)
class Correction:
    """New values as typed; ``None`` leaves a value alone, empty text clears it. ``reason`` goes into the history."""

    reason: str = field(repr=False)
    name: str | None = field(default=None, repr=False)
    gender: str | None = field(default=None, repr=False)
    birth_date: str | None = field(default=None, repr=False)
    note: str | None = field(default=None, repr=False)
    is_declared_adult: bool | None = None
    source: str | None = None
    purposes: tuple[str, ...] | None = None


def correct(session: Session, code: str, typed: Correction) -> Customer:
    """Change values, keeping what they were, who changed them, when and why (VK 7)."""
    session.require(Operation.RECORD)
    customer, policy = get_living(session, code), session.policy()
    purposes = None if typed.purposes is None else read_purposes(policy, typed.purposes)
    values = _corrected(typed, session.now())
    if not values and purposes is None:
        raise InvalidInput(field="name")
    known = purposes_of(session, customer)
    with refusals_kept(session, customer):
        filled = [name for name, value in values.items() if name in _COLLECTED and value is not None]
        require_wanted(policy, known if purposes is None else purposes, filled)
    reason = optional_text(typed.reason, "reason", NOTE_LIMIT)
    with session.write() as uow:
        changes = [(name, customers.change(uow.db, customer.id, name, value)) for name, value in values.items()]
        if purposes is not None:
            customer_purposes.replace(uow.db, customer.id, purposes, uow.now)
            changes.append(("purposes", ", ".join(known) or None))
        for name, old in changes:
            kept = None if old is None else str(old)
            customers.add_history(uow.db, customer.id, FieldChange(name, kept, uow.now, uow.actor, reason))
        search.index(uow.db, customer.id)
        body: Entry = {"fields": sorted(name for name, _ in changes)}
        uow.audit(AuditAction.CUSTOMER_CHANGED, customer.code, body)
    return _stored(session.db, customer.id)


_COLLECTED = frozenset({"gender", "birth_date"})


def _corrected(typed: Correction, now: datetime) -> dict[str, str | int | None]:
    values: dict[str, str | int | None] = {}
    if typed.name is not None:
        values["name"] = required_text(typed.name, "name")
    if typed.gender is not None:
        values["gender"] = read_choice(typed.gender, "gender", Gender).value if typed.gender.strip() else None
    if typed.birth_date is not None:
        values["birth_date"] = read_birth_date(typed.birth_date, now).isoformat() if typed.birth_date.strip() else None
    if typed.note is not None:
        values["note"] = optional_text(typed.note, "note", NOTE_LIMIT, is_multiline=True)
    if typed.is_declared_adult is not None:
        values["is_declared_adult"] = int(typed.is_declared_adult)
    if typed.source is not None:
        values["source"] = read_choice(typed.source, "source", Source).value
    return values


def add_phone(session: Session, code: str, typed: str) -> Added:
    """Add one number to a customer, with the duplicate warning and any remembered stop."""
    session.require(Operation.RECORD)
    customer = _asked_for(session, code, "phone")
    notices: list[Notice] = []
    numbers = read_phones((typed,), notices)
    if not numbers:
        raise InvalidInput(field="phone")
    _require_room(len(customer.phones), {phone.number for phone in customer.phones}, numbers[0], "phone")
    with session.write() as uow:
        duplicates = tuple(
            customers.code_of(uow.db, one) for one in customers.with_phone(uow.db, numbers[0]) if one != customer.id
        )
        customers.add_phone(uow.db, customer.id, numbers[0], uow.now)
        return _extended(uow, customer, "phone", (tuple(notices), duplicates))


def add_email(session: Session, code: str, typed: str) -> Added:
    """Add one email address to a customer."""
    session.require(Operation.RECORD)
    customer = _asked_for(session, code, "email")
    address = parse_email(typed)
    _require_room(len(customer.emails), {email.address for email in customer.emails}, address, "email")
    with session.write() as uow:
        duplicates = tuple(
            customers.code_of(uow.db, one) for one in customers.with_email(uow.db, address) if one != customer.id
        )
        customers.add_email(uow.db, customer.id, address, uow.now)
        return _extended(uow, customer, "email", ((), duplicates))


def add_address(session: Session, code: str, typed: AddressInput) -> Added:
    """Add one postal address to a customer."""
    session.require(Operation.RECORD)
    customer = _asked_for(session, code, "address")
    notices: list[Notice] = []
    new = read_address(typed, notices)
    with session.write() as uow:
        customers.add_address(uow.db, customer.id, new, uow.now)
        return _extended(uow, customer, "address", (tuple(notices), ()))


def _asked_for(session: Session, code: str, kind: str) -> Customer:
    customer = get_living(session, code)
    with refusals_kept(session, customer):
        require_wanted(session.policy(), purposes_of(session, customer), (kind,))
    return customer


def _require_room(count: int, known: set[str | None], new: str, kind: str) -> None:
    if new in known:
        raise NameTaken(kind=kind)
    if count >= PARTS_LIMIT:
        raise OutOfRange(field=kind, low=0, high=PARTS_LIMIT)


def _extended(
    uow: UnitOfWork, customer: Customer, kind: str, found: tuple[tuple[Notice, ...], tuple[str, ...]]
) -> Added:
    search.index(uow.db, customer.id)
    uow.audit(AuditAction.CUSTOMER_CHANGED, customer.code, {"fields": [kind]})
    changed = _stored(uow.db, customer.id)
    notices, duplicates = found
    before = stops.reach(customer)
    if stops.catch_known(uow, changed, tuple(one for one in stops.reach(changed) if one not in before)):
        notices += (Notice("stop_remembered", kind),)
    return Added(changed, notices, duplicates)


def set_address_state(session: Session, code: str, address: Address, state: ContactState) -> Customer:
    """Mark a postal address as confirmed, dead or changed; a dead one is never used. Raises ``NotFound``."""
    return _set_state(session, code, "address", address.id, state)


def set_phone_state(session: Session, code: str, position: int, state: ContactState) -> Customer:
    """Mark the number at ``position`` (from 0) as confirmed, dead or changed. Raises ``NotFound``."""
    ids = [phone.id for phone in get_living(session, code).phones]
    return _set_state(session, code, "phone", _at(ids, position, "phone"), state)


def set_email_state(session: Session, code: str, position: int, state: ContactState) -> Customer:
    """Mark the email address at ``position`` (from 0) as confirmed, dead or changed (VK 6). Raises ``NotFound``."""
    ids = [email.id for email in get_living(session, code).emails]
    return _set_state(session, code, "email", _at(ids, position, "email"), state)


_Id = TypeVar("_Id", PhoneId, EmailId)


def _at(ids: Sequence[_Id], position: int, kind: str) -> _Id:
    if not 0 <= position < len(ids):
        raise NotFound(kind=kind, code=str(position))
    return ids[position]


def _set_state(
    session: Session, code: str, kind: str, of: PhoneId | EmailId | AddressId, state: ContactState
) -> Customer:
    session.require(Operation.RECORD)
    customer = get_living(session, code)
    with session.write() as uow:
        if not customers.set_contact_state(uow.db, customer.id, of, kind, state, uow.now):
            raise NotFound(kind=kind, code=str(of))
        uow.audit(AuditAction.CUSTOMER_CHANGED, customer.code, {"fields": [f"{kind}_state"], "state": state.value})
    return _stored(session.db, customer.id)


def link_guardian(session: Session, code: str, guardian_code: str, relation: str) -> Customer:
    """Link a minor to the guardian, who is a customer record of their own (VK 9)."""
    session.require(Operation.RECORD)
    minor, guardian = get_living(session, code), get_living(session, guardian_code)
    require_grown_up(session, guardian, session.now())
    with session.write() as uow:
        store_guardian(uow, minor, guardian, relation)
    return _stored(session.db, minor.id)


def store_guardian(uow: UnitOfWork, minor: Customer, guardian: Customer, relation: str) -> None:
    """Write a guardian link inside an open transaction. Nobody guards themselves."""
    if minor.id == guardian.id:
        raise InvalidInput(field="guardian")
    link = GuardianLink(guardian.id, optional_text(relation, "relation") or "", uow.now)
    customers.set_guardian(uow.db, minor.id, link, uow.actor)
    uow.audit(AuditAction.CUSTOMER_CHANGED, minor.code, {"fields": ["guardian"], "guardian": guardian.code})


def restrict(session: Session, code: str, *, is_restricted: bool) -> Customer:
    """Stop (or allow again) every use but what the law demands."""
    session.require(Operation.RECORD)
    customer = get_living(session, code)
    with session.write() as uow:
        store_restriction(uow, customer, is_restricted=is_restricted)
    return _stored(session.db, customer.id)


def store_restriction(uow: UnitOfWork, customer: Customer, *, is_restricted: bool) -> None:
    """Write a restriction, or its end, inside a transaction that is already open."""
    customers.change(uow.db, customer.id, "restricted_at", to_text(uow.now) if is_restricted else None)
    uow.audit(AuditAction.CUSTOMER_CHANGED, customer.code, {"fields": ["restricted_at"]})
