"""What a clock passes on its way: half, near, due, overdue, each told once whatever the looks in between."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.deadline import Deadline, DeadlineKind, DeadlineState
from ledger.domain.reminder import THRESHOLDS, Crossing, Reminder, crossings, furthest, instant_of, next_end

AT = datetime(2026, 11, 21, 3, tzinfo=UTC)
HALF, NEAR, DUE, OVERDUE = THRESHOLDS
HOUR = timedelta(hours=1)
TWELVE = Deadline(DeadlineKind.ANSWER, AT, AT + 12 * HOUR, AT + 12 * HOUR)
ROLLS = Deadline(DeadlineKind.COMPLETE, AT, AT + 10 * HOUR, AT + 34 * HOUR)


def running(deadline: Deadline = TWELVE, known_at: datetime = AT, code: str = "PH-0001") -> Reminder:
    return Reminder(code, deadline, "ZALO", known_at, "Nguyễn Văn Đức", "Hộp móp")


def passed(one: Reminder, since: datetime, until: datetime) -> list[DeadlineState]:
    return [crossing.threshold for crossing in crossings(one, since, until)]


def test_the_stages_of_twelve_hours() -> None:
    assert passed(running(), AT, AT + 6 * HOUR - timedelta(microseconds=1)) == []
    assert passed(running(), AT, AT + 6 * HOUR) == [HALF]
    assert passed(running(), AT + 6 * HOUR, AT + 10 * HOUR) == [NEAR]
    assert passed(running(), AT + 10 * HOUR, AT + 12 * HOUR) == []  # at the very end it is still in time
    assert passed(running(), AT + 12 * HOUR, AT + 13 * HOUR) == [OVERDUE]
    assert passed(running(), AT, AT + 13 * HOUR) == [HALF, NEAR, OVERDUE]


def test_a_limit_that_rolled_over_has_a_stage_of_its_own() -> None:
    assert passed(running(ROLLS), AT + 9 * HOUR, AT + 11 * HOUR) == [DUE]
    assert passed(running(ROLLS), AT, AT + 35 * HOUR) == [HALF, NEAR, DUE, OVERDUE]
    assert [instant_of(ROLLS, one) for one in THRESHOLDS] == [AT + n * HOUR for n in (5, 8, 10, 34)]
    assert (next_end(ROLLS, AT + 10 * HOUR), next_end(ROLLS, AT + 11 * HOUR)) == (ROLLS.target_at, ROLLS.due_at)
    assert running(ROLLS).ends_at(AT) == ROLLS.target_at


def test_what_was_written_down_late_is_told_with_the_writing_down() -> None:
    late = running(known_at=AT + 13 * HOUR)  # heard on the phone yesterday, recorded now
    assert passed(late, AT, AT + 12.5 * HOUR) == []
    assert passed(late, AT + 12.5 * HOUR, AT + 13 * HOUR) == [HALF, NEAR, OVERDUE]
    assert passed(late, AT + 13 * HOUR, AT + 14 * HOUR) == []


@given(st.lists(st.integers(0, 60 * 40), max_size=12), st.sampled_from((TWELVE, ROLLS)))
def test_each_stage_is_told_once_however_often_somebody_looks(minutes: list[int], deadline: Deadline) -> None:
    looks = [AT, *sorted(AT + timedelta(minutes=one) for one in minutes), AT + 41 * HOUR]
    told = [one for since, until in pairwise(looks) for one in passed(running(deadline), since, until)]
    assert told == passed(running(deadline), AT, AT + 41 * HOUR)


def test_of_each_clock_only_the_last_stage_is_said_the_most_pressing_first() -> None:
    early = crossings(running(), AT, AT + 6 * HOUR)
    late = crossings(running(ROLLS, code="YC-0001"), AT, AT + 11 * HOUR)
    said = furthest((*early, *late))
    assert [(one.code, one.threshold) for one in said] == [("YC-0001", DUE), ("PH-0001", HALF)]
    assert [one.is_pressing for one in said] == [True, False]
    assert furthest(reversed(late)) == said[:1]


@pytest.mark.parametrize("shown", [running(), Crossing("PH-0001", DeadlineKind.ANSWER, HALF, AT, TWELVE)])
def test_a_reminder_hides_whose_it_is(shown: object) -> None:
    assert "Đức" not in repr(shown)
    assert "móp" not in repr(shown)
