"""Answers to surveys: kept for a purpose until a day, then emptied; that there was one stays."""

from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.ids import CustomerId, FieldId, PolicyVersionId, PurposeId, StaffId, SurveyAnswerId
from ledger.domain.instants import from_text, to_text
from ledger.domain.purpose import LegalBasis
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer to store."""

    customer_id: CustomerId
    field_id: FieldId
    purpose_id: PurposeId
    basis: LegalBasis
    answer: str = field(repr=False)
    occurred_at: datetime
    keep_until: datetime


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """A stored answer; ``answer`` is ``None`` once it was emptied or the customer erased."""

    id: SurveyAnswerId
    field_id: FieldId
    purpose_id: PurposeId
    basis: LegalBasis
    policy_version_id: PolicyVersionId
    answer: str | None = field(repr=False)
    occurred_at: datetime
    recorded_by: StaffId
    keep_until: datetime
    purged_at: datetime | None


def add(db: Connection, new: NewAnswer, version: PolicyVersionId, at: datetime, by: StaffId) -> SurveyAnswerId:
    """Store an answer."""
    row = db.execute(
        "INSERT INTO survey_answer (customer_id, field_id, purpose_id, basis, policy_version_id, answer, occurred_at,"
        " recorded_at, recorded_by, keep_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            new.customer_id,
            new.field_id,
            new.purpose_id,
            new.basis.value,
            version,
            new.answer,
            to_text(new.occurred_at),
            to_text(at),
            by,
            to_text(new.keep_until),
        ),
    ).fetchone()
    return SurveyAnswerId(row[0])


def of_customer(db: Connection, customer_id: CustomerId) -> tuple[SurveyAnswer, ...]:
    """Return the answers of one customer, newest first."""
    rows = db.execute(
        "SELECT id, field_id, purpose_id, basis, policy_version_id, answer, occurred_at, recorded_by, keep_until,"
        " purged_at FROM survey_answer WHERE customer_id = ? ORDER BY occurred_at DESC, id DESC",
        (customer_id,),
    )
    return tuple(
        SurveyAnswer(
            SurveyAnswerId(one),
            FieldId(field_id),
            PurposeId(purpose_id),
            LegalBasis(basis),
            PolicyVersionId(version),
            answer,
            from_text(occurred_at),
            StaffId(by),
            from_text(keep_until),
            from_text(purged_at) if purged_at else None,
        )
        for one, field_id, purpose_id, basis, version, answer, occurred_at, by, keep_until, purged_at in rows
    )


def is_due(db: Connection, at: datetime) -> bool:
    """Return whether an answer has to be emptied."""
    found = db.execute(
        "SELECT 1 FROM survey_answer WHERE purged_at IS NULL AND keep_until <= ? LIMIT 1", (to_text(at),)
    ).fetchone()
    return found is not None


def empty_due(db: Connection, at: datetime) -> tuple[CustomerId, ...]:
    """Empty the answers that were kept long enough; return whose, once for each answer."""
    rows = db.execute(
        "UPDATE survey_answer SET answer = NULL, purged_at = ?1 WHERE purged_at IS NULL AND keep_until <= ?1"
        " RETURNING customer_id",
        (to_text(at),),
    ).fetchall()
    return tuple(CustomerId(row[0]) for row in rows)


def empty_of(db: Connection, customer_id: CustomerId, purpose_id: PurposeId, at: datetime) -> int:
    """Empty the answers one customer gave by consent to a purpose; return how many."""
    return int(
        db.execute(
            "UPDATE survey_answer SET answer = NULL, purged_at = ? WHERE customer_id = ? AND purpose_id = ?"
            " AND basis = ? AND purged_at IS NULL",
            (to_text(at), customer_id, purpose_id, LegalBasis.CONSENT.value),
        ).rowcount
    )
