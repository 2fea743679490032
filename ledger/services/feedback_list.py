"""The list of feedback as the window shows it: what waits first, by its deadline."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.feedback import FeedbackState, state_at
from ledger.domain.ids import FeedbackId
from ledger.domain.instants import from_text
from ledger.domain.purpose import Channel
from ledger.services.session import Session
from ledger.storage import lists_feedback
from ledger.storage.database import Row
from ledger.storage.lists_feedback import FeedbackKind, FeedbackQuery, FeedbackSort

__all__ = ["FeedbackKind", "FeedbackQuery", "FeedbackRow", "FeedbackSort", "ids", "rows"]


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One line of the list; deadline, answer, round and state are those of the newest round, now."""

    id: FeedbackId
    code: str
    customer_code: str | None  # None: nobody on record
    customer_name: str | None = field(repr=False)
    channel: Channel
    text: str = field(repr=False)  # its first 200 characters
    received_at: datetime
    due_at: datetime
    answered_at: datetime | None
    round: int
    state: FeedbackState


def ids(session: Session, query: FeedbackQuery) -> "array[int]":
    """Return the ids of all feedback the query asks for, in its order."""
    return lists_feedback.ids(session.db, query, session.now())


def rows(session: Session, ids: Sequence[int]) -> tuple[FeedbackRow, ...]:
    """Return the rows of 1 to 500 ids, in their order."""
    now = session.now()
    return tuple(_row(row, now) for row in lists_feedback.rows(session.db, ids))


def _row(row: Row, now: datetime) -> FeedbackRow:
    one, code, customer_code, name, channel, text, received, due, answered, number = row
    due_at, answered_at = from_text(due), from_text(answered) if answered else None
    return FeedbackRow(
        id=FeedbackId(one),
        code=code,
        customer_code=customer_code,
        customer_name=name,
        channel=Channel(channel),
        text=text or "",
        received_at=from_text(received),
        due_at=due_at,
        answered_at=answered_at,
        round=number,
        state=state_at(due_at, answered_at, now),
    )
