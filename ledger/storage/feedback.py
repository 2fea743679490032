"""Feedback and its rounds, each with the deadline that was promised."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ledger.domain.feedback import Feedback, FeedbackRound
from ledger.domain.ids import CustomerId, FeedbackId, FeedbackRoundId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.domain.purpose import Channel
from ledger.storage import codes
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """A feedback to store."""

    channel: Channel
    text: str = field(repr=False)
    received_at: datetime
    due_at: datetime
    customer_id: CustomerId | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to store."""

    text: str = field(repr=False)
    channel: Channel
    answered_at: datetime


def add(db: Connection, new: NewFeedback, at: datetime, by: StaffId) -> FeedbackId:
    """Store a feedback; its first clock runs from receipt."""
    row = db.execute(
        "INSERT INTO feedback (code, customer_id, channel, text, received_at, recorded_at, recorded_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            codes.next_code(db, codes.FEEDBACK),
            new.customer_id,
            new.channel.value,
            new.text,
            to_text(new.received_at),
            to_text(at),
            by,
        ),
    ).fetchone()
    feedback_id = FeedbackId(row[0])
    add_round(db, feedback_id, 1, new.received_at, new.due_at)
    return feedback_id


def add_round(db: Connection, feedback_id: FeedbackId, number: int, started_at: datetime, due_at: datetime) -> None:
    """Start a new clock; its deadline stands, whatever a later policy promises."""
    db.execute(
        "INSERT INTO feedback_round (feedback_id, number, started_at, due_at) VALUES (?, ?, ?, ?)",
        (feedback_id, number, to_text(started_at), to_text(due_at)),
    )


def answer(db: Connection, round_id: FeedbackRoundId, given: Answer, at: datetime, by: StaffId) -> None:
    """Write the answer of a round."""
    db.execute(
        "UPDATE feedback_round SET answered_at = ?, recorded_at = ?, answered_by = ?, channel = ?, answer = ?"
        " WHERE id = ?",
        (to_text(given.answered_at), to_text(at), by, given.channel.value, given.text, round_id),
    )


_COLUMNS = "id, code, customer_id, channel, text, received_at, recorded_at, recorded_by"


def load(db: Connection, code: str) -> Feedback | None:
    """Return the feedback with a code such as ``PH-0001``."""
    row = db.execute(f"SELECT {_COLUMNS} FROM feedback WHERE code = ?", (code,)).fetchone()
    return _feedback(db, row) if row else None


def code_of(db: Connection, feedback_id: FeedbackId) -> str:
    """Return the code of a feedback."""
    return str(db.execute("SELECT code FROM feedback WHERE id = ?", (feedback_id,)).fetchone()[0])


def open_feedback(db: Connection) -> tuple[Feedback, ...]:
    """Return what waits for an answer, nearest deadline first."""
    rows = db.execute(
        "SELECT feedback.id, code, customer_id, feedback.channel, text, received_at, feedback.recorded_at, recorded_by"
        " FROM feedback_round JOIN feedback ON feedback.id = feedback_id WHERE answered_at IS NULL ORDER BY due_at"
    ).fetchall()
    return tuple(_feedback(db, row) for row in rows)


def of_customer(db: Connection, customer_id: CustomerId) -> tuple[Feedback, ...]:
    """Return what one customer said, newest first."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM feedback WHERE customer_id = ? ORDER BY received_at DESC, id DESC", (customer_id,)
    ).fetchall()
    return tuple(_feedback(db, row) for row in rows)


def received_between(db: Connection, since: datetime | None, until: datetime | None) -> tuple[Feedback, ...]:
    """Return feedback received in [since, until), newest first."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM feedback WHERE received_at >= ? AND received_at < ? ORDER BY received_at DESC",
        (to_text(since) if since else "", to_text(until) if until else "9999"),
    ).fetchall()
    return tuple(_feedback(db, row) for row in rows)


def rounds_between(db: Connection, since: datetime | None, until: datetime | None) -> tuple[FeedbackRound, ...]:
    """Return the rounds started in [since, until), for the figures."""
    rows = db.execute(
        "SELECT id, number, started_at, due_at, answered_at, answered_by, channel, answer FROM feedback_round"
        " WHERE started_at >= ? AND started_at < ? ORDER BY started_at",
        (to_text(since) if since else "", to_text(until) if until else "9999"),
    )
    return tuple(_round(row) for row in rows)


def _feedback(db: Connection, row: tuple[Any, ...]) -> Feedback:
    rounds = db.execute(
        "SELECT id, number, started_at, due_at, answered_at, answered_by, channel, answer FROM feedback_round"
        " WHERE feedback_id = ? ORDER BY number",
        (row[0],),
    )
    return Feedback(
        id=FeedbackId(row[0]),
        code=row[1],
        customer_id=row[2],
        channel=Channel(row[3]),
        text=row[4],
        received_at=from_text(row[5]),
        recorded_at=from_text(row[6]),
        recorded_by=StaffId(row[7]),
        rounds=tuple(_round(one) for one in rounds),
    )


def _round(row: tuple[Any, ...]) -> FeedbackRound:
    return FeedbackRound(
        id=FeedbackRoundId(row[0]),
        number=row[1],
        started_at=from_text(row[2]),
        due_at=from_text(row[3]),
        answered_at=from_text(row[4]) if row[4] else None,
        answered_by=row[5],
        channel=Channel(row[6]) if row[6] else None,
        answer=row[7],
    )
