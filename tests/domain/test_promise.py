"""How a promise stands: broken beats at risk, an explanation mends no open violation, and no time is counted twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.errors import InFuture, OutOfRange, PeriodReversed
from ledger.domain.policy import Clause, Control
from ledger.domain.promise import (
    Evidence,
    Explanation,
    Figure,
    Period,
    PromiseState,
    RecordKind,
    RecordRef,
    Violation,
    Warned,
    count_states,
    judge,
    month_of,
    require_period,
    state_of,
    steps_of,
)
from support.domain import AT, STAFF, TODAY, words

RECORD = RecordRef(RecordKind.FEEDBACK, "PH-0001")
SAID = Explanation("Mất điện cả ngày.", AT, STAFF)
CLAUSE = Clause("KO 5", Control.FEEDBACK_IN_TIME, {}, affects_customers=True, text=words("x"))
OPEN = Violation("round:1", "answer_overdue", AT, RECORD)
CLOSED = replace(OPEN, closed_at=AT)
FORGIVEN_BY_NOBODY = replace(CLOSED, explanation=SAID)


def evidence(*violations: Violation, used: int = 1, warnings: tuple[Warned, ...] = ()) -> Evidence:
    return Evidence((Figure("feedback_rounds", used),), used, violations, warnings)


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (evidence(), PromiseState.KEPT),
        (evidence(used=0), PromiseState.UNUSED),
        (evidence(warnings=(Warned("feedback_near", 1),)), PromiseState.AT_RISK),
        (evidence(used=0, warnings=(Warned("feedback_near", 1),)), PromiseState.AT_RISK),
        (evidence(CLOSED), PromiseState.BROKEN),
        (evidence(OPEN), PromiseState.BROKEN),
        (evidence(replace(OPEN, explanation=SAID)), PromiseState.BROKEN),
        (evidence(FORGIVEN_BY_NOBODY), PromiseState.AT_RISK),
        (evidence(FORGIVEN_BY_NOBODY, used=0), PromiseState.AT_RISK),
        (evidence(FORGIVEN_BY_NOBODY, CLOSED), PromiseState.BROKEN),
    ],
)
def test_how_a_promise_stands(found: Evidence, state: PromiseState) -> None:
    promise = judge(CLAUSE, found)
    assert (promise.state, promise.control) == (state, Control.FEEDBACK_IN_TIME)


BADNESS = [PromiseState.UNUSED, PromiseState.KEPT, PromiseState.AT_RISK, PromiseState.BROKEN]
violations = st.builds(
    lambda number, is_open, is_explained: replace(
        OPEN,
        reference=f"round:{number}",
        closed_at=None if is_open else AT,
        explanation=SAID if is_explained else None,
    ),
    st.integers(1, 99),
    st.booleans(),
    st.booleans(),
)
some = st.builds(
    lambda found, used, count: evidence(*found, used=used, warnings=(Warned("feedback_near", count),) * bool(count)),
    st.lists(violations, max_size=4),
    st.integers(0, 2),
    st.integers(0, 1),
)


@given(some, violations)
def test_one_more_violation_never_makes_a_promise_better(found: Evidence, more: Violation) -> None:
    worse = replace(found, violations=(*found.violations, more))
    assert BADNESS.index(state_of(worse)) >= BADNESS.index(state_of(found))


@given(some)
def test_explaining_everything_never_makes_a_promise_kept(found: Evidence) -> None:
    explained = replace(found, violations=tuple(replace(one, explanation=SAID) for one in found.violations))
    if found.violations:
        assert state_of(explained) in {PromiseState.AT_RISK, PromiseState.BROKEN}
        assert (state_of(explained) is PromiseState.BROKEN) == any(one.is_open for one in found.violations)


def test_states_are_counted_worst_first_and_none_is_left_out() -> None:
    found = [judge(CLAUSE, evidence()), judge(CLAUSE, evidence(OPEN)), judge(CLAUSE, evidence())]
    assert list(count_states(found).items()) == [
        (PromiseState.BROKEN, 1),
        (PromiseState.AT_RISK, 0),
        (PromiseState.UNUSED, 0),
        (PromiseState.KEPT, 2),
    ]


# --- periods --------------------------------------------------------------------------------------


def test_a_promise_is_judged_by_this_month_by_the_clock_of_vietnam() -> None:
    assert month_of(AT) == Period(date(2026, 11, 1), TODAY)
    # eight in the evening of 30 November in London is 1 December in Vietnam
    assert month_of(datetime(2026, 11, 30, 20, tzinfo=UTC)) == Period(date(2026, 12, 1), date(2026, 12, 1))


def test_a_period_has_its_first_and_its_last_day_whole() -> None:
    day = Period(TODAY, TODAY)
    assert day.until() - day.since() == timedelta(days=1)
    assert day.has(day.since())
    assert day.has(day.until() - timedelta.resolution)
    assert not day.has(day.until())
    assert not day.has(day.since() - timedelta.resolution)


def test_days_that_prove_nothing_are_refused() -> None:
    require_period(Period(TODAY, TODAY + timedelta(days=30)), AT)
    with pytest.raises(PeriodReversed):
        require_period(Period(TODAY, TODAY - timedelta(days=1)), AT)
    with pytest.raises(InFuture):
        require_period(Period(TODAY + timedelta(days=1), TODAY + timedelta(days=2)), AT)
    for absurd in (Period(date.min, TODAY), Period(TODAY, date.max)):
        with pytest.raises(OutOfRange):
            require_period(absurd, AT)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 4000), st.integers(1, 12))
def test_the_steps_of_a_trend_cover_every_day_once(first: date, days: int, most: int) -> None:
    period = Period(first, first + timedelta(days=days))
    steps = steps_of(period, most)
    assert 1 <= len(steps) <= most
    assert (steps[0].first, steps[-1].last) == (period.first, period.last)
    for before, after in pairwise(steps):
        assert before.last + timedelta(days=1) == after.first
    assert all(one.first <= one.last for one in steps)


def test_nothing_personal_is_shown_by_an_explanation() -> None:
    assert "Mất điện" not in repr(FORGIVEN_BY_NOBODY)
