"""Disclosures made and acts that were blocked: the two sides of the same evidence."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ledger.domain.disclosure import AuthorityRequest, Disclosure
from ledger.domain.gate import Act, Reason, ReasonCode
from ledger.domain.ids import (
    AttemptId,
    CustomerId,
    DisclosureId,
    FieldId,
    ManifestId,
    OrderId,
    ParcelId,
    PolicyVersionId,
    PurposeId,
    RecipientId,
    StaffId,
)
from ledger.domain.instants import from_text, to_text
from ledger.domain.purpose import Channel, LegalBasis
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class NewDisclosure:
    """A disclosure to store."""

    customer_id: CustomerId
    recipient_id: RecipientId
    purpose_id: PurposeId
    basis: LegalBasis
    fields: frozenset[FieldId]
    occurred_at: datetime
    order_id: OrderId | None = None
    parcel_id: ParcelId | None = None
    manifest_id: ManifestId | None = None
    authority: AuthorityRequest | None = None
    note: str | None = None


def add(db: Connection, new: NewDisclosure, version: PolicyVersionId, at: datetime, by: StaffId) -> DisclosureId:
    """Write one disclosure."""
    papers = new.authority
    row = db.execute(
        "INSERT INTO disclosure (customer_id, recipient_id, purpose_id, basis, fields, policy_version_id, occurred_at,"
        " recorded_at, recorded_by, sale_id, parcel_id, manifest_id, document_number, document_on, issuing_body,"
        " legal_reference, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            new.customer_id,
            new.recipient_id,
            new.purpose_id,
            new.basis.value,
            " ".join(sorted(new.fields)),
            version,
            to_text(new.occurred_at),
            to_text(at),
            by,
            new.order_id,
            new.parcel_id,
            new.manifest_id,
            papers.document_number if papers else None,
            papers.document_on.isoformat() if papers and papers.document_on else None,
            papers.issuing_body if papers else None,
            papers.legal_reference if papers else None,
            new.note,
        ),
    ).fetchone()
    return DisclosureId(row[0])


@dataclass(frozen=True, slots=True)
class Filter:
    """Which disclosures or attempts: [``since``, ``until``), one recipient, basis, purpose or customer."""

    since: datetime | None = None
    until: datetime | None = None
    recipient_id: RecipientId | None = None
    basis: LegalBasis | None = None
    purpose_id: PurposeId | None = None
    customer_id: CustomerId | None = None

    def where(self, columns: Iterable[str]) -> tuple[str, tuple[str | int, ...]]:
        """Return the SQL condition over the named columns, and its values."""
        wanted: dict[str, str | int | None] = {
            "occurred_at >=": to_text(self.since) if self.since else None,
            "occurred_at <": to_text(self.until) if self.until else None,
            "recipient_id =": self.recipient_id,
            "basis =": self.basis.value if self.basis else None,
            "purpose_id =": self.purpose_id,
            "customer_id =": self.customer_id,
        }
        known = set(columns)
        used = {key: value for key, value in wanted.items() if value is not None and key.split()[0] in known}
        return " AND ".join([f"{key} ?" for key in used] or ["1"]), tuple(used.values())


_COLUMNS = (
    "id, customer_id, recipient_id, purpose_id, basis, fields, policy_version_id, occurred_at, recorded_at,"
    " recorded_by, sale_id, parcel_id, manifest_id, document_number, document_on, issuing_body, legal_reference, note"
)
_FILTERED = ("occurred_at", "recipient_id", "basis", "purpose_id", "customer_id")


def find(db: Connection, chosen: Filter) -> tuple[Disclosure, ...]:
    """Return the disclosures that match, oldest first."""
    where, values = chosen.where(_FILTERED)
    rows = db.execute(f"SELECT {_COLUMNS} FROM disclosure WHERE {where} ORDER BY occurred_at, id", values)
    return tuple(_disclosure(row) for row in rows)


def count(db: Connection, chosen: Filter) -> int:
    """Return how many disclosures match."""
    where, values = chosen.where(_FILTERED)
    return int(db.execute(f"SELECT count(*) FROM disclosure WHERE {where}", values).fetchone()[0])


def count_all_attempts(db: Connection) -> int:
    """Return how many acts were ever refused."""
    return int(db.execute("SELECT count(*) FROM attempt").fetchone()[0])


def of_manifest(db: Connection, manifest_id: ManifestId) -> tuple[Disclosure, ...]:
    """Return the disclosures one hand-over made."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM disclosure WHERE manifest_id = ? ORDER BY id", (manifest_id,))
    return tuple(_disclosure(row) for row in rows)


def _disclosure(row: tuple[Any, ...]) -> Disclosure:
    papers = None
    if row[13] is not None:
        papers = AuthorityRequest(row[13], date.fromisoformat(row[14]) if row[14] else None, row[15], row[16])
    return Disclosure(
        id=DisclosureId(row[0]),
        customer_id=CustomerId(row[1]),
        recipient_id=RecipientId(row[2]),
        purpose_id=PurposeId(row[3]),
        basis=LegalBasis(row[4]),
        fields=tuple(FieldId(one) for one in row[5].split()),
        policy_version_id=PolicyVersionId(row[6]),
        occurred_at=from_text(row[7]),
        recorded_at=from_text(row[8]),
        recorded_by=StaffId(row[9]),
        order_id=row[10],
        parcel_id=row[11],
        manifest_id=row[12],
        authority=papers,
        note=row[17],
    )


@dataclass(frozen=True, slots=True)
class Attempt:
    """An act the gate refused, with its reasons."""

    id: AttemptId
    act: Act
    customer_id: CustomerId | None  # None: about nobody on record yet
    purpose_id: PurposeId | None
    channel: Channel
    recipient_id: RecipientId | None
    parcel_id: ParcelId | None
    reasons: tuple[Reason, ...]
    occurred_at: datetime
    recorded_by: StaffId


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """A refusal to store."""

    act: Act
    customer_id: CustomerId | None
    purpose_id: PurposeId | None
    channel: Channel
    reasons: tuple[Reason, ...]
    recipient_id: RecipientId | None = None
    parcel_id: ParcelId | None = None


def add_attempt(db: Connection, new: NewAttempt, version: PolicyVersionId, at: datetime, by: StaffId) -> AttemptId:
    """Write one refusal; reasons hold codes, clauses, ids and dates, never personal values."""
    reasons = [{"code": one.code.value, "reference": one.reference, "values": dict(one.values)} for one in new.reasons]
    row = db.execute(
        "INSERT INTO attempt (act, customer_id, purpose_id, channel, recipient_id, parcel_id, reasons, clause_ids,"
        " policy_version_id, occurred_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            new.act.value,
            new.customer_id,
            new.purpose_id,
            new.channel.value,
            new.recipient_id,
            new.parcel_id,
            json.dumps(reasons),
            json.dumps(sorted({one.reference for one in new.reasons})),
            version,
            to_text(at),
            by,
        ),
    ).fetchone()
    return AttemptId(row[0])


def attempts(db: Connection, chosen: Filter) -> tuple[Attempt, ...]:
    """Return the refusals that match, oldest first."""
    where, values = chosen.where(("occurred_at", "recipient_id", "purpose_id", "customer_id"))
    rows = db.execute(
        "SELECT id, act, customer_id, purpose_id, channel, recipient_id, parcel_id, reasons, occurred_at, recorded_by"
        f" FROM attempt WHERE {where} ORDER BY occurred_at, id",
        values,
    )
    return tuple(_attempt(row) for row in rows)


def count_attempts(db: Connection, chosen: Filter, act: Act) -> int:
    """Return how many acts of one kind were refused."""
    where, values = chosen.where(("occurred_at", "recipient_id", "purpose_id", "customer_id"))
    row = db.execute(f"SELECT count(*) FROM attempt WHERE {where} AND act = ?", (*values, act.value)).fetchone()
    return int(row[0])


def _attempt(row: tuple[Any, ...]) -> Attempt:
    return Attempt(
        id=AttemptId(row[0]),
        act=Act(row[1]),
        customer_id=row[2],
        purpose_id=row[3],
        channel=Channel(row[4]),
        recipient_id=row[5],
        parcel_id=row[6],
        reasons=read_reasons(row[7]),
        occurred_at=from_text(row[8]),
        recorded_by=StaffId(row[9]),
    )


def read_reasons(stored: str) -> tuple[Reason, ...]:
    """Return the reasons of a refusal from their stored form."""
    return tuple(_reason(one) for one in json.loads(stored))


def _reason(raw: dict[str, Any]) -> Reason:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in raw["values"].items()}
    return Reason(ReasonCode(raw["code"]), raw["reference"], values)
