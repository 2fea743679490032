"""The register of disclosures and the list of refused acts as the window shows them.

Everybody's at once is the manager's to read; staff see what they recorded themselves, or all about one customer whom
they name (``security.md`` 5.5). Rows are asked for by id, and show no more than naming the customer would.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.gate import Act, Reason
from ledger.domain.ids import AttemptId, DisclosureId, FieldId, PurposeId, StaffId
from ledger.domain.instants import from_text
from ledger.domain.parcel import show_code
from ledger.domain.policy import RecipientRole
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.staff import Operation, may
from ledger.services.session import Session
from ledger.storage import lists_evidence
from ledger.storage.database import Row
from ledger.storage.disclosures import read_reasons
from ledger.storage.lists_evidence import AttemptQuery, DisclosureQuery, EvidenceSort

__all__ = [
    "AttemptQuery",
    "AttemptRow",
    "DisclosureQuery",
    "DisclosureRow",
    "EvidenceSort",
    "attempt_ids",
    "attempt_rows",
    "ids",
    "rows",
]


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One line of the register; ``reference`` is the parcel's code as shown, or an authority's document number."""

    id: DisclosureId
    at: datetime
    customer_code: str
    customer_name: str | None = field(repr=False)
    recipient_name: str
    role: RecipientRole
    purpose_id: PurposeId
    basis: LegalBasis
    fields: tuple[FieldId, ...]
    reference: str
    recorded_by: str = field(repr=False)
    policy_number: int


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One refused act with its reasons."""

    id: AttemptId
    at: datetime
    act: Act
    customer_code: str  # empty: about nobody on record yet
    customer_name: str | None = field(repr=False)
    recipient_name: str | None
    purpose_id: PurposeId  # empty: for no purpose
    channel: Channel
    reasons: tuple[Reason, ...]
    recorded_by: str = field(repr=False)


def ids(session: Session, query: DisclosureQuery) -> "array[int]":
    """Return the ids of all disclosures the query asks for and the member may read, in its order."""
    return lists_evidence.disclosure_ids(session.db, query, _only_by(session, query.customer_code))


def attempt_ids(session: Session, query: AttemptQuery) -> "array[int]":
    """Return the ids of all refused acts the query asks for and the member may read, in its order."""
    return lists_evidence.attempt_ids(session.db, query, _only_by(session, query.customer_code))


def _only_by(session: Session, customer_code: str) -> StaffId | None:
    if customer_code.strip() or may(session.member.role, Operation.REPORT):
        return None
    return session.member.id


def rows(session: Session, ids: Sequence[int]) -> tuple[DisclosureRow, ...]:
    """Return the rows of 1 to 500 ids, in their order."""
    return tuple(_disclosure(row) for row in lists_evidence.disclosure_rows(session.db, ids))


def attempt_rows(session: Session, ids: Sequence[int]) -> tuple[AttemptRow, ...]:
    """Return the rows of 1 to 500 ids, in their order."""
    return tuple(_attempt(row) for row in lists_evidence.attempt_rows(session.db, ids))


def _disclosure(row: Row) -> DisclosureRow:
    one, at, code, name, recipient, role, purpose, basis, fields, parcel, document, member, policy = row
    return DisclosureRow(
        id=DisclosureId(one),
        at=from_text(at),
        customer_code=code,
        customer_name=name,
        recipient_name=recipient,
        role=RecipientRole(role),
        purpose_id=PurposeId(purpose),
        basis=LegalBasis(basis),
        fields=tuple(FieldId(field_id) for field_id in fields.split()),
        reference=show_code(parcel) if parcel else document or "",
        recorded_by=member or "",
        policy_number=policy,
    )


def _attempt(row: Row) -> AttemptRow:
    one, at, act, code, name, recipient, purpose, channel, reasons, member = row
    return AttemptRow(
        id=AttemptId(one),
        at=from_text(at),
        act=Act(act),
        customer_code=code or "",
        customer_name=name,
        recipient_name=recipient,
        purpose_id=PurposeId(purpose or ""),
        channel=Channel(channel),
        reasons=read_reasons(reasons),
        recorded_by=member or "",
    )
