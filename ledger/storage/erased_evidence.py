"""What the promises keep of an erased person: violations and counts, without a word about who it was (``model.md`` 1).

Written before the erasure and counted only from it on, so that a program killed in between loses nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.ids import CustomerId
from ledger.domain.instants import from_text, to_text
from ledger.domain.policy import Control
from ledger.domain.promise import RecordKind, RecordRef, Violation
from ledger.storage.database import Connection
from ledger.storage.promises import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """One row that will be gone and was counted: ``figure`` is the figure's id, empty for a use with none of its own.

    ``is_use``: it counted among the uses of the promise; ``is_good``: as kept in the trend.
    """

    control: Control
    customer_id: CustomerId
    at: datetime
    figure: str = ""
    is_use: bool = True
    is_good: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """What erased people add to a promise over some days."""

    figures: Mapping[str, int] = field(default_factory=dict)
    used: int = 0
    good: int = 0


# --- writing ------------------------------------------------------------------------------------


def replace(
    db: Connection,
    people: Iterable[CustomerId],
    violations: Iterable[tuple[Control, Violation]],
    pieces: Sequence[Piece],
) -> None:
    """Write what is kept of these people, in the place of what was written before an erasure that did not happen."""
    for table in ("erased_violation", "erased_evidence"):
        db.executemany(f"DELETE FROM {table} WHERE customer_id = ?", [(one,) for one in people])
    db.executemany(
        "INSERT INTO erased_violation (control, reference, customer_id, kind, record_kind, record_code, at, closed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [
            (
                control.value,
                one.reference,
                one.customer_id,
                one.kind,
                one.record.kind.value,
                one.record.code,
                to_text(one.at),
                to_text(one.closed_at) if one.closed_at is not None else None,
            )
            for control, one in violations
        ],
    )
    db.executemany(
        "INSERT INTO erased_evidence (customer_id, control, figure, is_use, is_good, at) VALUES (?, ?, ?, ?, ?, ?)",
        [(one.customer_id, one.control.value, one.figure, one.is_use, one.is_good, to_text(one.at)) for one in pieces],
    )


_TABLES = {
    "erased_violation": "control, reference, customer_id, kind, record_kind, record_code, at, closed_at",
    "erased_evidence": "customer_id, control, figure, is_use, is_good, at",
}


def copy(source: Connection, target: Connection, customer_id: CustomerId) -> None:
    """Write what one ledger keeps of an erased person into an older copy of it."""
    for table, columns in _TABLES.items():
        target.execute(f"DELETE FROM {table} WHERE customer_id = ?", (customer_id,))
        rows = source.execute(f"SELECT {columns} FROM {table} WHERE customer_id = ?", (customer_id,)).fetchall()
        marks = ",".join("?" * (columns.count(",") + 1))
        target.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING", rows)


# --- counting -----------------------------------------------------------------------------------

_GONE = "CROSS JOIN customer ON customer.id = customer_id AND erased_at IS NOT NULL"


def violations(db: Connection, control: Control) -> tuple[Violation, ...]:
    """Return what is kept of erased people; what stood open then ended with the erasure."""
    rows = db.execute(
        "SELECT reference, kind, at, record_kind, record_code, coalesce(closed_at, erased_at), customer_id"
        f" FROM erased_violation {_GONE} WHERE control = ?",
        (control.value,),
    )
    return tuple(
        Violation(one, kind, from_text(at), RecordRef(RecordKind(record), code), from_text(closed), CustomerId(whose))
        for one, kind, at, record, code, closed, whose in rows
    )


def counts(db: Connection, control: Control, over: Span) -> Counts:
    """Return what erased people add to a promise in an interval."""
    rows = db.execute(
        f"SELECT figure, is_use, is_good, count(*) FROM erased_evidence {_GONE} WHERE control = ?"
        " AND at >= ? AND at < ? GROUP BY figure, is_use, is_good",
        (control.value, *over),
    ).fetchall()
    figures = Counter[str]()
    for figure, _, _, number in rows:
        figures[figure] += number
    used = sum(number for _, is_use, _, number in rows if is_use)
    return Counts(figures, used, sum(number for _, _, is_good, number in rows if is_good))


# --- what the rows of one person say, as long as they say it ------------------------------------

# By control: figure, whether it is a use, whether it is kept in the trend, and the instants of one customer's rows.
_PIECES: tuple[tuple[Control, str, bool, bool, str], ...] = (
    (
        Control.COLLECTION_CATEGORIES, "records_collected", True, True,
        "SELECT collected_at FROM customer WHERE id = :who AND collected_at IS NOT NULL",
    ),
    (
        Control.COLLECT_ONLY_NEEDED, "new_without_purpose", False, False,
        "SELECT collected_at FROM customer WHERE id = :who AND collected_at IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM customer_purpose WHERE customer_id = :who)",
    ),
    *(
        (
            Control.CONTACT_STATE, "reach_confirmed_now", True, True,
            f"SELECT state_at FROM {table} WHERE customer_id = :who AND state = 'CONFIRMED' AND {column} IS NOT NULL",
        )
        for table, column in (("phone", "number"), ("email", "address"), ("address", "line"))
    ),
    *(
        (
            Control.CORRECTION, "", True, False,
            f"SELECT state_at FROM {table} WHERE customer_id = :who AND state = 'CHANGED' AND {column} IS NOT NULL",
        )
        for table, column in (("phone", "number"), ("email", "address"), ("address", "line"))
    ),
    (
        Control.CORRECTION, "corrections", True, True,
        "SELECT changed_at FROM field_history WHERE customer_id = :who",
    ),
    (
        Control.CORRECTION, "corrections_with_reason", False, False,
        "SELECT changed_at FROM field_history WHERE customer_id = :who AND reason IS NOT NULL",
    ),
    (
        Control.GUARDIAN_CONSENT, "orders_of_unknown_age", True, False,
        "SELECT ordered_at FROM sale JOIN customer ON customer.id = customer_id WHERE customer_id = :who"
        " AND birth_on IS NULL AND is_declared_adult = 0",
    ),
)  # fmt: skip


def pieces_of(db: Connection, customer_id: CustomerId) -> Iterator[Piece]:
    """Yield every row of a customer that the promises count and that an erasure makes unreadable.

    Acts about a minor are not among them: how old somebody was then is for the domain to say.
    """
    for control, figure, is_use, is_good, query in _PIECES:
        for (at,) in db.execute(query, {"who": customer_id}).fetchall():
            yield Piece(control, customer_id, from_text(at), figure, is_use, is_good)


# By index where there is one: when anything was first dated.
_FIRST = (
    "SELECT created_at FROM vault",
    "SELECT min(collected_at) FROM customer WHERE erased_at IS NULL",
    *(
        f"SELECT min({at}) FROM {table}"
        for table, at in (
            ("contact", "occurred_at"),
            ("disclosure", "occurred_at"),
            ("sale", "ordered_at"),
            ("feedback_round", "started_at"),
            ("stop_contact", "occurred_at"),
            ("survey_answer", "occurred_at"),
            ("browser_record", "occurred_at"),
            ("field_history", "changed_at"),
            ("request", "received_at"),
            ("breach", "occurred_at"),
        )
    ),
)


def first_instant(db: Connection) -> datetime:
    """Return when the first thing happened that a promise can be about."""
    found = (db.execute(query).fetchone()[0] for query in _FIRST)
    return min(from_text(at) for at in found if at is not None)
