"""What the promises about keeping data safe ask of the rows: few rows each, by index (``model.md`` 9)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ledger.domain.audit import AuditAction
from ledger.domain.ids import CustomerId
from ledger.domain.instants import from_text, to_text
from ledger.storage.database import Connection
from ledger.storage.promises import Span, count_in


@dataclass(frozen=True, slots=True)
class Trace:
    """One entry of the trail: its number, its act and its instant."""

    seq: int
    action: AuditAction
    at: datetime


_ENTRY = "SELECT seq, action, at FROM audit_entry"


def entries(db: Connection, actions: Collection[AuditAction], span: Span) -> tuple[Trace, ...]:
    """Return the entries of these acts in the span, oldest first, with the last one before it and the next after."""
    since, until = span
    before = _nearest(db, actions, "at < ? ORDER BY at DESC, seq DESC", since)
    after = _nearest(db, actions, "at >= ? ORDER BY at, seq", until)
    within = db.execute(
        f"{_ENTRY} WHERE action IN ({','.join('?' * len(actions))}) AND at >= ? AND at < ?",
        (*(one.value for one in actions), since, until),
    )
    found = sorted((_trace(row) for row in within), key=lambda one: one.seq)
    return (*before[-1:], *found, *after[:1])


def _nearest(db: Connection, actions: Collection[AuditAction], where: str, at: str) -> list[Trace]:
    # one seek per act instead of a sort over all of them
    found = (
        db.execute(f"{_ENTRY} WHERE action = ? AND {where} LIMIT 1", (one.value, at)).fetchone() for one in actions
    )
    return sorted((_trace(row) for row in found if row is not None), key=lambda one: one.seq)


def _trace(row: tuple[Any, ...]) -> Trace:
    seq, action, at = row
    return Trace(seq, AuditAction(action), from_text(at))


def acts(db: Connection, action: AuditAction, spans: Iterable[Span]) -> tuple[int, ...]:
    """Return how often something was done in each span, from the trail."""
    question = "SELECT count(*) FROM audit_entry WHERE action = :action AND at >= :since AND at < :until"
    return count_in(db, question, spans, action=action.value)


def newest_acts(db: Connection, action: AuditAction, span: Span, limit: int) -> tuple[int, ...]:
    """Return the numbers of the newest entries of an act in the span."""
    rows = db.execute(
        "SELECT seq FROM audit_entry WHERE action = ? AND at >= ? AND at < ? ORDER BY at DESC, seq DESC LIMIT ?",
        (action.value, *span, limit),
    )
    return tuple(row[0] for row in rows)


# --- labels (KO 4b) -------------------------------------------------------------------------------

_LABELS = "SELECT count(*) FROM label_print WHERE printed_at >= :since AND printed_at < :until AND is_clean = :clean"


def labels(db: Connection, spans: Iterable[Span], *, is_clean: bool) -> tuple[int, ...]:
    """Return how many labels were read back in each span, and found clean or not."""
    return count_in(db, _LABELS, spans, clean=int(is_clean))


def parcels_handed_over(db: Connection, span: Span) -> int:
    """Return how many parcels were handed over."""
    question = "SELECT count(*) FROM parcel WHERE handed_over_at >= :since AND handed_over_at < :until"
    return count_in(db, question, (span,))[0]


def newest_parcels(db: Connection, span: Span, limit: int) -> tuple[str, ...]:
    """Return the codes of the parcels handed over last."""
    rows = db.execute(
        "SELECT code FROM parcel WHERE handed_over_at >= ? AND handed_over_at < ? ORDER BY handed_over_at DESC LIMIT ?",
        (*span, limit),
    )
    return tuple(row[0] for row in rows)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row that broke a promise: its id, its code as shown, whose it is, and when."""

    id: int
    code: str
    customer_id: CustomerId | None
    at: datetime


_UNCHECKED = """SELECT id, code, customer_id, handed_over_at FROM parcel
    WHERE handed_over_at >= ? AND handed_over_at < ? AND NOT EXISTS (SELECT 1 FROM label_print
        WHERE parcel_id = parcel.id AND is_clean = 1 AND printed_at <= handed_over_at)"""


def parcels_unchecked(db: Connection, span: Span) -> tuple[FoundRow, ...]:
    """Return the parcels handed over without a clean label printed before."""
    return tuple(FoundRow(one, code, whose, from_text(at)) for one, code, whose, at in db.execute(_UNCHECKED, span))


# --- feedback (KO 5) ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One clock of a feedback, without a word of what was said."""

    id: int
    code: str
    customer_id: CustomerId | None
    started_at: datetime
    due_at: datetime
    answered_at: datetime | None


_ROUND = """SELECT feedback_round.id, code, customer_id, started_at, due_at, answered_at
    FROM feedback_round JOIN feedback ON feedback.id = feedback_id"""


def _rounds(db: Connection, where: str, values: tuple[str, ...]) -> tuple[RoundRow, ...]:
    return tuple(
        RoundRow(one, code, whose, from_text(start), from_text(due), from_text(answered) if answered else None)
        for one, code, whose, start, due, answered in db.execute(f"{_ROUND} WHERE {where}", values)
    )


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """How the rounds begun in a span stand: ``waiting`` are still in time, the rest is overdue."""

    begun: int
    in_time: int
    late: int
    waiting: int

    @property
    def overdue(self) -> int:
        """Return how many are overdue and unanswered."""
        return self.begun - self.in_time - self.late - self.waiting


_BEGUN = "FROM feedback_round WHERE started_at >= ? AND started_at < ?"


def count_rounds(db: Connection, span: Span, at: datetime) -> RoundCounts:
    """Return how the rounds begun in the span stand at an instant."""
    row = db.execute(
        "SELECT count(*), count(*) FILTER (WHERE answered_at <= due_at), count(*) FILTER (WHERE answered_at > due_at),"
        f" count(*) FILTER (WHERE answered_at IS NULL AND due_at >= ?) {_BEGUN}",
        (to_text(at), *span),
    ).fetchone()
    return RoundCounts(*row)


def answer_hours(db: Connection, span: Span) -> list[float]:
    """Return how many hours each answer to a round begun in the span took."""
    hours = "24 * (julianday(answered_at) - julianday(started_at))"
    return [row[0] for row in db.execute(f"SELECT {hours} {_BEGUN} AND answered_at IS NOT NULL", span)]


def newest_in_time(db: Connection, span: Span, limit: int) -> tuple[str, ...]:
    """Return the codes of the feedback begun last in the span that was answered in time."""
    rows = db.execute(
        "SELECT code FROM feedback_round JOIN feedback ON feedback.id = feedback_id"
        " WHERE started_at >= ? AND started_at < ? AND answered_at <= due_at ORDER BY started_at DESC LIMIT ?",
        (*span, limit),
    )
    return tuple(row[0] for row in rows)


def rounds_open(db: Connection) -> tuple[RoundRow, ...]:
    """Return every round that waits for an answer, nearest deadline first."""
    return _rounds(db, "answered_at IS NULL ORDER BY due_at", ())


def rounds_late(db: Connection, span: Span) -> tuple[RoundRow, ...]:
    """Return the rounds answered late that stood overdue at some time in the span."""
    since, until = span
    return _rounds(db, "answered_at > due_at AND answered_at >= ? AND due_at < ? ORDER BY due_at", (since, until))


# --- access (VK 5) and outside links (VK 8) -------------------------------------------------------

_FAILED = """SELECT at, coalesce(json_extract(body, '$.failures'), json_extract(body, '$.count'), 1) FROM audit_entry
    LEFT JOIN audit_body ON audit_body.seq = audit_entry.seq WHERE action = ? AND at >= ? AND at < ?"""


def failed_sign_ins(db: Connection, span: Span) -> tuple[tuple[datetime, int], ...]:
    """Return (when it was put on the trail, how many failed) for the span."""
    rows = db.execute(_FAILED, (AuditAction.SIGN_IN_FAILED.value, *span))
    return tuple((from_text(at), int(count)) for at, count in rows)


def reveals(db: Connection, span: Span) -> int:
    """Return how many hidden values were shown."""
    question = "SELECT count(*) FROM reveal WHERE occurred_at >= :since AND occurred_at < :until"
    return count_in(db, question, (span,))[0]


# By order, not by the reason itself: that is somebody's own words and goes with the customer.
_BEYOND = """SELECT count(*) FROM (SELECT occurred_at, lag(occurred_at, ?) OVER (
        PARTITION BY recorded_by ORDER BY occurred_at, id) AS earlier
    FROM reveal WHERE occurred_at >= ? AND occurred_at < ?)
    WHERE occurred_at >= ? AND julianday(occurred_at) - julianday(earlier) < ?"""


def reveals_beyond(db: Connection, span: Span, free: int, window: timedelta) -> int:
    """Return how many values a member revealed after ``free`` others of theirs within the window before."""
    since, until = span
    start = to_text(from_text(since) - window)
    days = window / timedelta(days=1)
    return int(db.execute(_BEYOND, (free, start, until, since, days)).fetchone()[0])


def links_opened(db: Connection, spans: Iterable[Span]) -> tuple[int, ...]:
    """Return how many outside links were opened in each span."""
    return count_in(db, "SELECT count(*) FROM link_opening WHERE opened_at >= :since AND opened_at < :until", spans)


def link_hosts(db: Connection, span: Span) -> int:
    """Return how many different websites were opened."""
    question = "SELECT count(DISTINCT host) FROM link_opening WHERE opened_at >= :since AND opened_at < :until"
    return count_in(db, question, (span,))[0]


# --- corrections (VK 7) ---------------------------------------------------------------------------


def corrections(db: Connection, spans: Iterable[Span]) -> tuple[int, ...]:
    """Return how many values were corrected in each span."""
    question = "SELECT count(*) FROM field_history WHERE changed_at >= :since AND changed_at < :until"
    return count_in(db, question, spans)


def corrections_with_reason(db: Connection, span: Span) -> int:
    """Return how many corrections say why."""
    question = (
        "SELECT count(*) FROM field_history WHERE changed_at >= :since AND changed_at < :until AND reason IS NOT NULL"
    )
    return count_in(db, question, (span,))[0]


def corrected_customers(db: Connection, span: Span, limit: int) -> tuple[str, ...]:
    """Return the codes of the customers corrected last."""
    rows = db.execute(
        "SELECT customer.code FROM field_history JOIN customer ON customer.id = customer_id"
        " WHERE changed_at >= ? AND changed_at < ? ORDER BY changed_at DESC LIMIT ?",
        (*span, limit),
    )
    return tuple(row[0] for row in rows)


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A number or address its owner said has changed, and when a live one followed."""

    id: int
    customer_id: CustomerId
    customer_code: str
    changed_at: datetime
    replaced_at: datetime | None


KINDS = {"phone": "number", "email": "address", "address": "line"}


def _changed(kind: str) -> str:
    # Newer: recorded after it, or found to be right since.
    return f"""SELECT old.id, old.customer_id, customer.code, old.state_at,
        (SELECT min(CASE WHEN new.id > old.id THEN max(coalesce(new.added_at, new.state_at), old.state_at)
                ELSE new.state_at END) FROM {kind} AS new
            WHERE new.customer_id = old.customer_id AND new.state IN ('UNCONFIRMED', 'CONFIRMED')
            AND (new.id > old.id OR new.state_at >= old.state_at))
        FROM {kind} AS old JOIN customer ON customer.id = old.customer_id
        WHERE old.state = 'CHANGED' AND old.state_at < ? AND old.{KINDS[kind]} IS NOT NULL"""


def changed_values(db: Connection, kind: str, until: datetime) -> tuple[ChangedValue, ...]:
    """Return what was said to have changed before an instant; ``kind`` is ``phone``, ``email`` or ``address``."""
    return tuple(
        ChangedValue(one, whose, code, from_text(at), from_text(replaced) if replaced else None)
        for one, whose, code, at, replaced in db.execute(_changed(kind), (to_text(until),))
    )
