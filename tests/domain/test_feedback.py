"""Feedback is answered within twelve hours, nights included."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from ledger.domain.errors import BeforeReceipt, InFuture, WrongState
from ledger.domain.feedback import (
    ANSWER_WITHIN,
    Feedback,
    FeedbackFigures,
    FeedbackRound,
    FeedbackState,
    answer_within,
    due_at,
    figures,
    require_after_start,
    require_answered,
    require_not_future,
    require_open,
)
from ledger.domain.ids import FeedbackId, FeedbackRoundId
from ledger.domain.instants import VIETNAM
from ledger.domain.policy import Clause, Control
from ledger.domain.purpose import Channel
from support import domain as d

HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)


def a_round(answered_after: timedelta | None = None, number: int = 1, started_at: datetime = d.AT) -> FeedbackRound:
    answered_at = None if answered_after is None else started_at + answered_after
    return FeedbackRound(FeedbackRoundId(number), number, started_at, due_at(started_at), answered_at)


def a_feedback(*rounds: FeedbackRound) -> Feedback:
    return Feedback(FeedbackId(1), "PH-0001", None, Channel.EMAIL, "Giao chậm", d.AT, d.AT, d.STAFF, rounds)


def test_the_worked_example_of_a_saturday_morning() -> None:
    assert due_at(datetime(2026, 11, 21, 10, tzinfo=VIETNAM)) == datetime(2026, 11, 21, 22, tzinfo=VIETNAM)


def test_nights_count() -> None:
    assert due_at(datetime(2026, 11, 21, 23, tzinfo=VIETNAM)) == datetime(2026, 11, 22, 11, tzinfo=VIETNAM)


def test_unanswered_it_is_open_through_the_last_instant_and_overdue_after_it() -> None:
    assert a_round().state(d.AT + ANSWER_WITHIN) is FeedbackState.OPEN
    assert a_round().state(d.AT + ANSWER_WITHIN + MICROSECOND) is FeedbackState.OVERDUE


def test_an_answer_exactly_at_the_deadline_is_in_time_and_a_late_one_stays_late() -> None:
    years_later = d.AT + 9999 * HOUR
    assert a_round(ANSWER_WITHIN).state(years_later) is FeedbackState.ANSWERED_IN_TIME
    assert a_round(ANSWER_WITHIN + MICROSECOND).state(years_later) is FeedbackState.ANSWERED_LATE


@pytest.mark.parametrize(
    ("after", "warning"),
    [
        (timedelta(0), None),
        (6 * HOUR - MICROSECOND, None),
        (6 * HOUR, 0.5),
        (timedelta(hours=9, minutes=36) - MICROSECOND, 0.5),
        (timedelta(hours=9, minutes=36), 0.8),
        (12 * HOUR, 0.8),
        (12 * HOUR + MICROSECOND, 1.0),
    ],
)
def test_it_warns_at_half_at_four_fifths_and_when_overdue(after: timedelta, warning: float | None) -> None:
    assert a_round().warning(d.AT + after) == warning
    assert (a_round().state(d.AT + after) is FeedbackState.OVERDUE) is (warning == 1.0)


def test_what_is_answered_warns_no_more() -> None:
    assert a_round(HOUR).warning(d.AT + 99 * HOUR) is None


def test_reopening_starts_a_new_clock_and_the_first_result_stands() -> None:
    late = a_round(13 * HOUR)
    reopened = a_feedback(late, a_round(number=2, started_at=d.AT + 20 * HOUR))
    assert reopened.current.number == 2
    assert reopened.current.state(d.AT + 21 * HOUR) is FeedbackState.OPEN
    assert reopened.rounds[0].state(d.AT + 21 * HOUR) is FeedbackState.ANSWERED_LATE


def test_only_what_is_open_is_answered_and_only_what_is_answered_is_reopened() -> None:
    is_open, is_answered = a_feedback(a_round()), a_feedback(a_round(HOUR))
    require_open(is_open)
    require_answered(is_answered)
    with pytest.raises(WrongState) as refused:
        require_open(is_answered)
    assert refused.value.data == {"state": "ANSWERED", "act": "answer"}
    with pytest.raises(WrongState) as refused:
        require_answered(is_open)
    assert refused.value.data == {"state": "OPEN", "act": "reopen"}


def test_nothing_is_received_in_the_future_but_a_minute_of_drift_is_forgiven() -> None:
    require_not_future(d.AT - HOUR, d.AT, "received_at")
    require_not_future(d.AT + timedelta(minutes=1), d.AT, "received_at")
    with pytest.raises(InFuture) as refused:
        require_not_future(d.AT + timedelta(minutes=1) + MICROSECOND, d.AT, "received_at")
    assert refused.value.data == {"field": "received_at"}


def test_figures_count_every_round_once() -> None:
    now = d.AT + 13 * HOUR
    rounds = [a_round(HOUR), a_round(3 * HOUR), a_round(13 * HOUR), a_round(), a_round(started_at=now)]
    counted = figures(rounds, now)
    assert counted == FeedbackFigures(in_time=2, late=1, open=1, overdue=1, median_seconds=3 * 3600)
    assert counted.share_in_time == 0.5


def test_where_nothing_can_be_judged_there_is_no_share() -> None:
    assert figures([], d.AT) == FeedbackFigures(0, 0, 0, 0, None)
    assert figures([], d.AT).share_in_time is None
    assert figures([a_round()], d.AT).share_in_time is None
    assert replace(figures([], d.AT), late=1).share_in_time == 0


def test_an_answer_cannot_be_older_than_what_it_answers() -> None:
    require_after_start(a_feedback(a_round()), d.AT)
    with pytest.raises(BeforeReceipt):
        require_after_start(a_feedback(a_round()), d.AT - MICROSECOND)


def test_after_reopening_an_answer_from_before_does_not_count() -> None:
    reopened = a_feedback(a_round(HOUR), a_round(number=2, started_at=d.AT + 3 * HOUR))
    with pytest.raises(BeforeReceipt):
        require_after_start(reopened, d.AT + 2 * HOUR)


@pytest.mark.parametrize(
    ("promised", "hours"), [({"hours": 6}, 6), ({"hours": 24}, 24), ({}, 12), ({"hours": "x"}, 12)]
)
def test_the_clock_is_the_one_the_policy_promises(promised: dict[str, int | str], hours: int) -> None:
    clause = Clause("KO 5", Control.FEEDBACK_IN_TIME, promised, affects_customers=True, text=d.words("x"))
    assert answer_within(replace(d.policy(), clauses=(clause,))) == timedelta(hours=hours)


def test_a_policy_without_the_promise_keeps_the_usual_hours() -> None:
    assert answer_within(replace(d.policy(), clauses=())) == timedelta(hours=12)
