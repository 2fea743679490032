"""The list of feedback: each with its newest round of 12 hours."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ledger.domain.instants import to_text
from ledger.domain.purpose import Channel
from ledger.domain.text import as_code
from ledger.storage import lists, search
from ledger.storage.database import Connection, Row
from ledger.storage.lists import Where


class FeedbackSort(StrEnum):
    """Columns by which feedback can be sorted; ``DUE`` has what waits first, nearest deadline at the top."""

    DUE = "DUE"
    RECEIVED = "RECEIVED"
    CUSTOMER = "CUSTOMER"


class FeedbackKind(StrEnum):
    """Which feedback: waiting (overdue or not), overdue, answered (late or not), ever answered late, or all."""

    OPEN = "OPEN"
    OVERDUE = "OVERDUE"
    ANSWERED = "ANSWERED"
    LATE = "LATE"
    ALL = "ALL"


@dataclass(frozen=True, slots=True)
class FeedbackQuery:
    """What the list shows: ``text`` in the message, the code or the customer's words; received in [since, until)."""

    text: str = field(default="", repr=False)
    kind: FeedbackKind = FeedbackKind.ALL
    channel: Channel | None = None
    since: datetime | None = None
    until: datetime | None = None
    sort: FeedbackSort = FeedbackSort.DUE
    descending: bool = False


_SHOWN = 200  # characters of a message in a list
_FROM = (
    "FROM feedback JOIN feedback_round AS newest ON newest.feedback_id = feedback.id AND number ="
    " (SELECT max(number) FROM feedback_round WHERE feedback_id = feedback.id)"
)
_WITH_CUSTOMER = f"{_FROM} LEFT JOIN customer ON customer.id = feedback.customer_id"
_KEYS = {
    # What waits, by deadline; then what was answered, the newest deadline first.
    FeedbackSort.DUE: (
        "answered_at IS NOT NULL",
        "CASE WHEN answered_at IS NULL THEN due_at END",
        "-due_at",
        "-feedback.id",
    ),
    FeedbackSort.RECEIVED: ("received_at", "feedback.id"),
    FeedbackSort.CUSTOMER: ("name_order", "feedback.id"),
}


def ids(db: Connection, query: FeedbackQuery, now: datetime) -> "array[int]":
    """Return the ids of all feedback the query asks for, in its order."""
    source = _WITH_CUSTOMER if query.sort is FeedbackSort.CUSTOMER else _FROM
    order = lists.ordered(_KEYS[query.sort], descending=query.descending)
    return lists.ids(db, f"SELECT feedback.id {source}", _where(query, now), order)


_KINDS = {
    FeedbackKind.OPEN: "answered_at IS NULL",
    FeedbackKind.OVERDUE: "answered_at IS NULL AND due_at < ?",
    FeedbackKind.ANSWERED: "answered_at IS NOT NULL",
    # The result of an earlier round stands: late once is late.
    FeedbackKind.LATE: "feedback.id IN (SELECT feedback_id FROM feedback_round WHERE answered_at > due_at)",
    FeedbackKind.ALL: "1",
}


def _where(query: FeedbackQuery, now: datetime) -> Where:
    where = Where()
    where.add(_KINDS[query.kind], *((to_text(now),) if query.kind is FeedbackKind.OVERDUE else ()))
    where.add_if("feedback.channel = ?", query.channel.value if query.channel else None)
    where.add_if("received_at >= ?", to_text(query.since) if query.since else None)
    where.add_if("received_at < ?", to_text(query.until) if query.until else None)
    if query.text.strip():
        _add_text(where, query.text)
    return where


def _add_text(where: Where, typed: str) -> None:
    people, patterns = lists.people(typed)
    said = search.every_word("folded(text)", len(patterns)) or "0"
    where.add(
        f"(feedback.code = ? OR feedback.customer_id IN ({people}) OR (text IS NOT NULL AND {said}))",
        as_code(typed),
        *patterns,
        *patterns,
    )


_ROW = (
    "SELECT feedback.id, feedback.code, customer.code, customer.name, feedback.channel,"
    f" substr(text, 1, {_SHOWN}), received_at, due_at, answered_at, number {_WITH_CUSTOMER}"
)


def rows(db: Connection, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return id, codes of feedback and customer, name, channel, beginning of the text, instants, round number."""
    return lists.rows(db, _ROW, "feedback.id", wanted)
