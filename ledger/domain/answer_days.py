"""The answers of the last days beside their 12 hours, for the first page (KO 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from ledger.domain.feedback import FeedbackRound, FeedbackState
from ledger.domain.instants import local_date, start_of_day

DAYS = 14
_HOUR = timedelta(hours=1)
_LATE = frozenset({FeedbackState.ANSWERED_LATE, FeedbackState.OVERDUE})
_UNANSWERED = frozenset({FeedbackState.OPEN, FeedbackState.OVERDUE})


@dataclass(frozen=True, slots=True)
class AnswerDay:
    """What started on one day in Vietnam. ``late`` counts overdue too; the slowest may be overdue, until now.

    The median is of answers only, as in ``FeedbackFigures``.
    """

    day: date
    answered: int
    late: int
    waiting: int  # still within its 12 hours: in no figure of hours
    median_hours: float | None
    slowest_hours: float | None


@dataclass(frozen=True, slots=True)
class AnswerDays:
    """The last days, oldest first, each once, and the figures over all of them."""

    days: tuple[AnswerDay, ...]
    share_in_time: float | None
    median_hours: float | None


def answer_days(rounds: Iterable[FeedbackRound], at: datetime) -> AnswerDays:
    """Return the figures of the rounds started on the last ``DAYS`` days, today included."""
    first = local_date(at) - timedelta(days=DAYS - 1)
    begin = start_of_day(first)
    by_day: tuple[list[_Judged], ...] = tuple([] for _ in range(DAYS))
    for one in rounds:
        number = (one.started_at - begin).days  # every day in Vietnam has 24 hours
        if 0 <= number < DAYS:
            by_day[number].append((one.state(at), ((one.answered_at or at) - one.started_at) / _HOUR))
    judged = [(state, hours) for found in by_day for state, hours in found if state is not FeedbackState.OPEN]
    late = sum(1 for state, _ in judged if state in _LATE)
    answered = [hours for state, hours in judged if state is not FeedbackState.OVERDUE]
    return AnswerDays(
        tuple(_day(first + timedelta(days=number), found) for number, found in enumerate(by_day)),
        1 - late / len(judged) if judged else None,
        median(answered) if answered else None,
    )


_Judged = tuple[FeedbackState, float]  # the state, and the hours until the answer or until now


def _day(day: date, judged: Sequence[_Judged]) -> AnswerDay:
    states = [state for state, _ in judged]
    hours = [taken for state, taken in judged if state is not FeedbackState.OPEN]
    answered = [taken for state, taken in judged if state not in _UNANSWERED]
    return AnswerDay(
        day=day,
        answered=len(answered),
        late=sum(1 for state in states if state in _LATE),
        waiting=states.count(FeedbackState.OPEN),
        median_hours=median(answered) if answered else None,
        slowest_hours=max(hours, default=None),
    )
