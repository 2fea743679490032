"""The answers of the last fourteen days, each day on its own."""

from datetime import date, datetime, timedelta

import pytest

from ledger.domain.answer_days import answer_days
from ledger.domain.feedback import FeedbackRound, due_at
from ledger.domain.ids import FeedbackRoundId
from support import domain as d

HOUR = timedelta(hours=1)


def a_round(started_at: datetime, hours: float | None = None) -> FeedbackRound:
    """A round, answered after some hours or still waiting."""
    answered_at = started_at + hours * HOUR if hours is not None else None
    return FeedbackRound(FeedbackRoundId(1), 1, started_at, due_at(started_at), answered_at)


def test_there_is_a_row_for_each_of_fourteen_days_even_without_feedback() -> None:
    found = answer_days([], d.AT)
    assert [one.day for one in found.days] == [d.TODAY - timedelta(days=13 - n) for n in range(14)]
    assert (found.share_in_time, found.median_hours) == (None, None)
    assert {(one.answered, one.late, one.waiting, one.median_hours, one.slowest_hours) for one in found.days} == {
        (0, 0, 0, None, None)
    }


def test_a_day_shows_its_answers_its_late_ones_and_its_hours() -> None:
    start = d.AT - timedelta(days=2)
    found = answer_days([a_round(start, 2), a_round(start, 4), a_round(start, 20)], d.AT)
    day = found.days[-3]
    assert (day.answered, day.late, day.waiting, day.median_hours, day.slowest_hours) == (3, 1, 0, 4, 20)
    assert found.share_in_time == pytest.approx(2 / 3)
    assert found.median_hours == 4


def test_an_answer_exactly_at_the_deadline_is_in_time() -> None:
    found = answer_days([a_round(d.AT - timedelta(days=1), 12)], d.AT)
    assert (found.days[-2].late, found.share_in_time) == (0, 1)


def test_what_is_overdue_counts_as_late_with_its_hours_so_far() -> None:
    day = answer_days([a_round(d.AT - 30 * HOUR)], d.AT).days[-2]
    assert (day.answered, day.late, day.waiting, day.median_hours, day.slowest_hours) == (0, 1, 0, None, 30)


def test_what_is_still_within_its_time_is_in_no_figure_of_hours() -> None:
    found = answer_days([a_round(d.AT - HOUR), a_round(d.AT - 2 * HOUR, 1)], d.AT)
    day = found.days[-1]
    assert (day.answered, day.late, day.waiting, day.median_hours) == (1, 0, 1, 1)
    assert (found.share_in_time, found.median_hours) == (1, 1)


@pytest.mark.parametrize(
    ("started_at", "day"),
    [
        (datetime(2026, 11, 20, 16, 59, tzinfo=d.AT.tzinfo), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 17, 0, tzinfo=d.AT.tzinfo), date(2026, 11, 21)),
    ],
)
def test_days_begin_at_midnight_in_vietnam(started_at: datetime, day: date) -> None:
    found = answer_days([a_round(started_at, 1)], d.AT)
    assert [one.day for one in found.days if one.answered] == [day]


def test_what_started_before_the_first_day_is_left_out() -> None:
    found = answer_days([a_round(d.AT - timedelta(days=14), 20)], d.AT)
    assert sum(one.answered for one in found.days) == 0
    assert found.share_in_time is None
