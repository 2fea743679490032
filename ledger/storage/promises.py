"""Breaches somebody recorded, the manager's explanations, and counting over a period for the promises."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ledger.domain.ids import BreachId, CustomerId, PolicyVersionId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.domain.policy import Control
from ledger.domain.promise import Explanation, Period
from ledger.storage import codes
from ledger.storage.database import Connection

Span = tuple[str, str]  # stored instants: from the first up to, but without, the second


def span_of(period: Period) -> Span:
    """Return a period as stored instants."""
    return to_text(period.since()), to_text(period.until())


def count_in(db: Connection, question: str, spans: Iterable[Span], **values: str | int) -> tuple[int, ...]:
    """Return the answers to a counting question that names ``:since`` and ``:until``, one per span."""
    return tuple(
        int(db.execute(question, {"since": since, "until": until, **values}).fetchone()[0]) for since, until in spans
    )


_BLOCKED = """SELECT count(*) FROM attempt WHERE occurred_at >= :since AND occurred_at < :until
    AND EXISTS (SELECT 1 FROM json_each(clause_ids) WHERE value = :clause)"""


def blocked(db: Connection, clause_id: str, span: Span) -> int:
    """Return how many acts were refused with this clause among their reasons."""
    return count_in(db, _BLOCKED, (span,), clause=clause_id)[0]


# --- breaches -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewBreach:
    """A breach to store, in the words of whoever learned of it."""

    control: Control
    clause_id: str
    policy_version_id: PolicyVersionId
    what: str = field(repr=False)
    occurred_at: datetime
    customer_id: CustomerId | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach as stored. ``what`` and ``measures`` are ``None`` once its customer was erased."""

    id: BreachId
    code: str
    control: Control
    clause_id: str
    customer_id: CustomerId | None
    customer_code: str | None
    what: str | None = field(repr=False)
    occurred_at: datetime
    recorded_at: datetime
    recorded_by: StaffId
    measures: str | None = field(repr=False)
    closed_at: datetime | None
    closed_by: StaffId | None


def add_breach(db: Connection, new: NewBreach, at: datetime, by: StaffId) -> str:
    """Write a breach and return its code."""
    row = db.execute(
        "INSERT INTO breach (code, control, clause_id, policy_version_id, customer_id, what, occurred_at, recorded_at,"
        " recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING code",
        (
            codes.next_code(db, codes.BREACH),
            new.control.value,
            new.clause_id,
            new.policy_version_id,
            new.customer_id,
            new.what,
            to_text(new.occurred_at),
            to_text(at),
            by,
        ),
    ).fetchone()
    return str(row[0])


def close_breach(db: Connection, breach_id: BreachId, measures: str, at: datetime, by: StaffId) -> None:
    """Write what was done about a breach, once."""
    db.execute(
        "UPDATE breach SET measures = ?, closed_at = ?, closed_by = ? WHERE id = ? AND closed_at IS NULL",
        (measures, to_text(at), by, breach_id),
    )


_BREACH = (
    "SELECT breach.id, breach.code, control, clause_id, customer_id, customer.code, what, occurred_at, recorded_at,"
    " breach.recorded_by, measures, closed_at, closed_by FROM breach LEFT JOIN customer ON customer.id = customer_id"
)


def load_breach(db: Connection, code: str) -> Breach | None:
    """Return the breach with a code such as ``VP-0001``."""
    row = db.execute(f"{_BREACH} WHERE breach.code = ?", (code,)).fetchone()
    return _breach(row) if row else None


def breaches(db: Connection, control: Control) -> tuple[Breach, ...]:
    """Return every breach of what a control keeps, newest first."""
    rows = db.execute(f"{_BREACH} WHERE control = ? ORDER BY occurred_at DESC, breach.id DESC", (control.value,))
    return tuple(_breach(row) for row in rows)


def _breach(row: tuple[Any, ...]) -> Breach:
    return Breach(
        id=BreachId(row[0]),
        code=row[1],
        control=Control(row[2]),
        clause_id=row[3],
        customer_id=row[4],
        customer_code=row[5],
        what=row[6],
        occurred_at=from_text(row[7]),
        recorded_at=from_text(row[8]),
        recorded_by=StaffId(row[9]),
        measures=row[10],
        closed_at=from_text(row[11]) if row[11] else None,
        closed_by=row[12],
    )


# --- explanations -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewExplanation:
    """What the manager wrote about one violation, and whom it may be about."""

    control: Control
    reference: str
    words: str = field(repr=False)
    customer_id: CustomerId | None = None


def save_explanation(db: Connection, new: NewExplanation, at: datetime, by: StaffId) -> None:
    """Write an explanation; a newer one of the same violation takes its place."""
    db.execute(
        "INSERT INTO explanation (control, reference, customer_id, words, explained_at, explained_by)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (control, reference) DO UPDATE SET words = excluded.words,"
        " explained_at = excluded.explained_at, explained_by = excluded.explained_by",
        (new.control.value, new.reference, new.customer_id, new.words, to_text(at), by),
    )


def explanations(db: Connection, control: Control) -> dict[str, Explanation]:
    """Return what was explained of a control, by violation; the words are empty once the customer was erased."""
    rows = db.execute(
        "SELECT reference, words, explained_at, explained_by FROM explanation WHERE control = ?", (control.value,)
    )
    return {one: Explanation(words or "", from_text(at), StaffId(by)) for one, words, at, by in rows}
