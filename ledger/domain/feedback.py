"""Feedback and its 12 hours: wall clock, nights included (KO 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from ledger.domain.deadline import WARN_AT
from ledger.domain.errors import BeforeReceipt, InFuture, WrongState
from ledger.domain.ids import CustomerId, FeedbackId, FeedbackRoundId, StaffId
from ledger.domain.policy import Control, PolicyVersion
from ledger.domain.purpose import Channel

ANSWER_WITHIN = timedelta(hours=12)


class FeedbackState(StrEnum):
    """How a round stands at an instant."""

    OPEN = "OPEN"
    OVERDUE = "OVERDUE"
    ANSWERED_IN_TIME = "ANSWERED_IN_TIME"
    ANSWERED_LATE = "ANSWERED_LATE"


@dataclass(frozen=True, slots=True)
class FeedbackRound:
    """One clock: from receipt, or from reopening, to the answer. An earlier round's result stands for ever."""

    id: FeedbackRoundId
    number: int
    started_at: datetime
    due_at: datetime
    answered_at: datetime | None = None
    answered_by: StaffId | None = None
    channel: Channel | None = None
    answer: str | None = field(default=None, repr=False)

    def state(self, at: datetime) -> FeedbackState:
        """Return the state at an instant; an answer exactly at the deadline is in time."""
        return state_at(self.due_at, self.answered_at, at)

    def warning(self, at: datetime) -> float | None:
        """Return the highest warning share passed (0.5, 0.8, 1.0 = overdue) while unanswered, else ``None``."""
        if self.answered_at is not None:
            return None
        if at > self.due_at:
            return 1.0
        used = (at - self.started_at) / (self.due_at - self.started_at)
        return max((share for share in WARN_AT if used >= share), default=None)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody said to the shop."""

    id: FeedbackId
    code: str
    customer_id: CustomerId | None
    channel: Channel
    text: str | None = field(repr=False)
    received_at: datetime
    recorded_at: datetime
    recorded_by: StaffId
    rounds: tuple[FeedbackRound, ...] = ()

    @property
    def current(self) -> FeedbackRound:
        """Return the newest round."""
        return self.rounds[-1]


def state_at(due_at: datetime, answered_at: datetime | None, at: datetime) -> FeedbackState:
    """Return how a round with this deadline and answer stands at an instant."""
    if answered_at is None:
        return FeedbackState.OVERDUE if at > due_at else FeedbackState.OPEN
    return FeedbackState.ANSWERED_IN_TIME if answered_at <= due_at else FeedbackState.ANSWERED_LATE


def answer_within(policy: PolicyVersion) -> timedelta:
    """Return the hours the policy promises (``hours`` of KO 5); a policy without the promise keeps the usual 12."""
    clause = policy.clause_with(Control.FEEDBACK_IN_TIME)
    hours = clause.parameters.get("hours") if clause is not None else None
    return timedelta(hours=hours) if isinstance(hours, int) else ANSWER_WITHIN


def due_at(received_at: datetime, within: timedelta = ANSWER_WITHIN) -> datetime:
    """Return the end of the hours promised."""
    return received_at + within


def require_not_future(at: datetime, now: datetime, field_name: str) -> None:
    """Raise ``InFuture`` for an instant later than now; one minute of clock drift is forgiven."""
    if at > now + timedelta(minutes=1):
        raise InFuture(field=field_name)


def require_open(feedback: Feedback) -> None:
    """Raise ``WrongState`` when there is nothing to answer."""
    if feedback.current.answered_at is not None:
        raise WrongState(state="ANSWERED", act="answer")


def require_after_start(feedback: Feedback, at: datetime) -> None:
    """Raise ``BeforeReceipt`` for an answer dated before the clock began; it would count as in time."""
    if at < feedback.current.started_at:
        raise BeforeReceipt(field="answered_at")


def require_answered(feedback: Feedback) -> None:
    """Raise ``WrongState`` when the feedback is still open, so it cannot be reopened."""
    if feedback.current.answered_at is None:
        raise WrongState(state="OPEN", act="reopen")


@dataclass(frozen=True, slots=True)
class FeedbackFigures:
    """Figures of a period, counted over rounds."""

    in_time: int
    late: int
    open: int
    overdue: int
    median_seconds: float | None

    @property
    def share_in_time(self) -> float | None:
        """Return answered in time / all that could be judged (answered or overdue), or ``None``."""
        judged = self.in_time + self.late + self.overdue
        return self.in_time / judged if judged else None


def figures(rounds: Iterable[FeedbackRound], at: datetime) -> FeedbackFigures:
    """Count rounds by state and take the median answer time."""
    rows: Sequence[FeedbackRound] = tuple(rounds)
    states = [row.state(at) for row in rows]
    times = [(row.answered_at - row.started_at).total_seconds() for row in rows if row.answered_at is not None]
    return FeedbackFigures(
        in_time=states.count(FeedbackState.ANSWERED_IN_TIME),
        late=states.count(FeedbackState.ANSWERED_LATE),
        open=states.count(FeedbackState.OPEN),
        overdue=states.count(FeedbackState.OVERDUE),
        median_seconds=median(times) if times else None,
    )
