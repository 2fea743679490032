"""The register of disclosures and the list of refused acts: order, filters and rows."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ledger.domain.gate import Act
from ledger.domain.ids import PurposeId, RecipientId, StaffId
from ledger.domain.instants import to_text
from ledger.domain.purpose import LegalBasis
from ledger.domain.text import as_code
from ledger.storage import lists
from ledger.storage.database import Connection, Row
from ledger.storage.lists import Where


class EvidenceSort(StrEnum):
    """Columns by which disclosures and refusals can be sorted."""

    AT = "AT"
    CUSTOMER = "CUSTOMER"
    RECIPIENT = "RECIPIENT"


@dataclass(frozen=True, slots=True)
class DisclosureQuery:
    """What the register shows: made in [since, until). ``text``: the customer's words."""

    text: str = field(default="", repr=False)
    customer_code: str = ""
    recipient_id: RecipientId | None = None
    purpose_id: PurposeId | None = None
    basis: LegalBasis | None = None
    since: datetime | None = None
    until: datetime | None = None
    sort: EvidenceSort = EvidenceSort.AT
    descending: bool = True


@dataclass(frozen=True, slots=True)
class AttemptQuery:
    """Which refused acts: refused in [since, until). ``text``: the customer's words."""

    text: str = field(default="", repr=False)
    customer_code: str = ""
    recipient_id: RecipientId | None = None
    act: Act | None = None
    since: datetime | None = None
    until: datetime | None = None
    sort: EvidenceSort = EvidenceSort.AT
    descending: bool = True


_KEYS = {
    EvidenceSort.AT: ("occurred_at", "{table}.id"),
    EvidenceSort.CUSTOMER: ("name_order", "occurred_at", "{table}.id"),
    EvidenceSort.RECIPIENT: ("rank", "occurred_at", "{table}.id"),
}
_SOURCES = {
    EvidenceSort.AT: "SELECT {table}.id FROM {table}",
    EvidenceSort.CUSTOMER: "SELECT {table}.id FROM {table} LEFT JOIN customer ON customer.id = customer_id",
    EvidenceSort.RECIPIENT: (
        "WITH named AS MATERIALIZED (SELECT id, vi_order(name) AS rank FROM recipient)"
        " SELECT {table}.id FROM {table} LEFT JOIN named ON named.id = recipient_id"
    ),
}


def disclosure_ids(db: Connection, query: DisclosureQuery, by: StaffId | None) -> "array[int]":
    """Return the ids of all disclosures the query asks for; only what ``by`` recorded, if given."""
    where = _where(query, by)
    where.add_if("purpose_id = ?", query.purpose_id)
    where.add_if("basis = ?", query.basis.value if query.basis else None)
    return _ids(db, "disclosure", query, where)


def attempt_ids(db: Connection, query: AttemptQuery, by: StaffId | None) -> "array[int]":
    """Return the ids of all refused acts the query asks for; only what ``by`` recorded, if given."""
    where = _where(query, by)
    where.add_if("act = ?", query.act.value if query.act else None)
    return _ids(db, "attempt", query, where)


def _ids(db: Connection, table: str, query: DisclosureQuery | AttemptQuery, where: Where) -> "array[int]":
    keys = [key.format(table=table) for key in _KEYS[query.sort]]
    order = lists.ordered(keys, descending=query.descending)
    return lists.ids(db, _SOURCES[query.sort].format(table=table), where, order)


def _where(query: DisclosureQuery | AttemptQuery, by: StaffId | None) -> Where:
    where = Where()
    where.add_if("recorded_by = ?", by)
    where.add_if("customer_id = (SELECT id FROM customer WHERE code = ?)", as_code(query.customer_code))
    where.add_if("recipient_id = ?", query.recipient_id)
    where.add_if("occurred_at >= ?", to_text(query.since) if query.since else None)
    where.add_if("occurred_at < ?", to_text(query.until) if query.until else None)
    if query.text.strip():
        people, patterns = lists.people(query.text)
        where.add(f"customer_id IN ({people})", *patterns)
    return where


_DISCLOSURE = (
    "SELECT disclosure.id, occurred_at, customer.code, customer.name, recipient.name, recipient.role, purpose_id,"
    " basis, fields, parcel.code, document_number, staff.name, policy_version.number FROM disclosure"
    " JOIN customer ON customer.id = disclosure.customer_id JOIN recipient ON recipient.id = recipient_id"
    " JOIN policy_version ON policy_version.id = disclosure.policy_version_id"
    " LEFT JOIN parcel ON parcel.id = parcel_id LEFT JOIN staff ON staff.id = disclosure.recorded_by"
)
_ATTEMPT = (
    "SELECT attempt.id, occurred_at, act, customer.code, customer.name, recipient.name, purpose_id, channel, reasons,"
    " staff.name FROM attempt LEFT JOIN customer ON customer.id = attempt.customer_id"
    " LEFT JOIN recipient ON recipient.id = recipient_id LEFT JOIN staff ON staff.id = attempt.recorded_by"
)


def disclosure_rows(db: Connection, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return id, instant, customer, recipient, purpose, basis, fields, parcel or document, member, policy number."""
    return lists.rows(db, _DISCLOSURE, "disclosure.id", wanted)


def attempt_rows(db: Connection, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return id, instant, act, customer, recipient, purpose, channel, reasons as stored, member."""
    return lists.rows(db, _ATTEMPT, "attempt.id", wanted)
