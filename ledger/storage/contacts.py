"""Contacts the shop made: the evidence behind KO 4c and the caps on advertising."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ledger.domain.gate import Exemption
from ledger.domain.ids import ContactId, ContactListId, CustomerId, PolicyVersionId, PurposeId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.text import as_code
from ledger.storage import lists
from ledger.storage.database import Connection, Row
from ledger.storage.lists import Where


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact to store; ``exemption`` says why a stop-contact did not apply."""

    customer_id: CustomerId
    purpose_id: PurposeId
    channel: Channel
    basis: LegalBasis
    is_advertising: bool
    occurred_at: datetime
    exemption: str | None = None
    list_id: ContactListId | None = None


def add(db: Connection, new: NewContact, version: PolicyVersionId, at: datetime, by: StaffId) -> ContactId:
    """Write one contact."""
    row = db.execute(
        "INSERT INTO contact (customer_id, purpose_id, channel, basis, exemption, is_advertising, policy_version_id,"
        " occurred_at, recorded_at, recorded_by, contact_list_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " RETURNING id",
        (
            new.customer_id,
            new.purpose_id,
            new.channel.value,
            new.basis.value,
            new.exemption,
            int(new.is_advertising),
            version,
            to_text(new.occurred_at),
            to_text(at),
            by,
            new.list_id,
        ),
    ).fetchone()
    return ContactId(row[0])


def advertising_since(
    db: Connection, ids: Sequence[CustomerId], since: datetime
) -> dict[CustomerId, tuple[tuple[Channel, datetime], ...]]:
    """Return each customer's advertising contacts after an instant, for the caps."""
    found: dict[CustomerId, list[tuple[Channel, datetime]]] = {one: [] for one in ids}
    rows = db.execute(
        "SELECT customer_id, channel, occurred_at FROM contact WHERE is_advertising = 1 AND occurred_at > ?"
        f" AND customer_id IN ({','.join('?' * len(ids))}) ORDER BY occurred_at",
        (to_text(since), *ids),
    )
    for customer_id, channel, occurred_at in rows:
        found[customer_id].append((Channel(channel), from_text(occurred_at)))
    return {one: tuple(contacts) for one, contacts in found.items()}


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact that was made."""

    id: ContactId
    purpose_id: PurposeId
    channel: Channel
    basis: LegalBasis
    exemption: str | None
    occurred_at: datetime
    recorded_by: StaffId


def of_customer(db: Connection, customer_id: CustomerId) -> tuple[Contact, ...]:
    """Return the contacts made with one customer, newest first."""
    rows = db.execute(
        "SELECT id, purpose_id, channel, basis, exemption, occurred_at, recorded_by FROM contact WHERE customer_id = ?"
        " ORDER BY occurred_at DESC, id DESC",
        (customer_id,),
    )
    return tuple(
        Contact(
            ContactId(one),
            PurposeId(purpose_id),
            Channel(channel),
            LegalBasis(basis),
            exemption,
            from_text(at),
            StaffId(by),
        )
        for one, purpose_id, channel, basis, exemption, at, by in rows
    )


def count(db: Connection) -> int:
    """Return how many contacts were logged."""
    return int(db.execute("SELECT count(*) FROM contact").fetchone()[0])


def is_confirmed_since(db: Connection, customer_id: CustomerId, recorded_at: datetime) -> bool:
    """Return whether a stop recorded at an instant was confirmed to the person since."""
    found = db.execute(
        "SELECT 1 FROM contact WHERE customer_id = ? AND exemption = ? AND recorded_at >= ?",
        (customer_id, Exemption.OPT_OUT_CONFIRMATION.value, to_text(recorded_at)),
    )
    return found.fetchone() is not None


# --- the list of contacts -----------------------------------------------------------------------


class ContactSort(StrEnum):
    """Columns by which contacts can be sorted."""

    AT = "AT"
    CUSTOMER = "CUSTOMER"


@dataclass(frozen=True, slots=True)
class ContactQuery:
    """Which contacts: made in [since, until). ``text``: the customer's words."""

    text: str = field(default="", repr=False)
    customer_code: str = ""
    purpose_id: PurposeId | None = None
    channel: Channel | None = None
    since: datetime | None = None
    until: datetime | None = None
    list_code: str = ""
    sort: ContactSort = ContactSort.AT
    descending: bool = True


_KEYS = {
    ContactSort.AT: ("occurred_at", "contact.id"),
    ContactSort.CUSTOMER: ("name_order", "occurred_at", "contact.id"),
}
_SOURCES = {
    ContactSort.AT: "SELECT contact.id FROM contact",
    ContactSort.CUSTOMER: "SELECT contact.id FROM contact JOIN customer ON customer.id = customer_id",
}


def ids(db: Connection, query: ContactQuery, by: StaffId | None) -> "array[int]":
    """Return the ids of all contacts the query asks for, in its order; only what ``by`` recorded, if given."""
    where = Where()
    where.add_if("contact.recorded_by = ?", by)
    where.add_if("customer_id = (SELECT id FROM customer WHERE code = ?)", as_code(query.customer_code))
    where.add_if("purpose_id = ?", query.purpose_id)
    where.add_if("channel = ?", query.channel.value if query.channel else None)
    where.add_if("occurred_at >= ?", to_text(query.since) if query.since else None)
    where.add_if("occurred_at < ?", to_text(query.until) if query.until else None)
    where.add_if("contact_list_id = (SELECT id FROM contact_list WHERE code = ?)", as_code(query.list_code))
    if query.text.strip():
        people, patterns = lists.people(query.text)
        where.add(f"customer_id IN ({people})", *patterns)
    return lists.ids(db, _SOURCES[query.sort], where, lists.ordered(_KEYS[query.sort], descending=query.descending))


_ROW = (
    "SELECT contact.id, occurred_at, customer.code, customer.name, contact.purpose_id, contact.channel, basis,"
    " exemption, staff.name, contact_list.code FROM contact JOIN customer ON customer.id = customer_id"
    " LEFT JOIN staff ON staff.id = contact.recorded_by LEFT JOIN contact_list ON contact_list.id = contact_list_id"
)


def rows(db: Connection, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return id, instant, customer, purpose, channel, basis, exemption, member, code of the list."""
    return lists.rows(db, _ROW, "contact.id", wanted)
