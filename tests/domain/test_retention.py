"""How long things are kept: when a month is over, what a rule may say, and when a file may go."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.errors import OutOfRange
from ledger.domain.retention import (
    CUSTOMERS,
    DECIDED,
    MONTHS,
    RUN_EVERY,
    Category,
    Rule,
    Skip,
    Tie,
    cut_off,
    file_skip,
    is_run_due,
    limits,
    require_months,
)

AT = datetime(2026, 11, 21, 3, tzinfo=UTC)  # 10:00 in Vietnam
LONG_AGO = AT - timedelta(days=900)


def vietnam(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC) - timedelta(hours=7)


@pytest.mark.parametrize(
    ("at", "months", "begins"),
    [
        (AT, 12, vietnam(2025, 11, 21)),
        (AT, 36, vietnam(2023, 11, 21)),
        (AT, 11, vietnam(2025, 12, 21)),
        (AT, 10, vietnam(2026, 1, 21)),
        (vietnam(2026, 3, 31), 1, vietnam(2026, 2, 28)),  # February has no 31st
        (vietnam(2024, 3, 31), 1, vietnam(2024, 2, 29)),
        (vietnam(2028, 2, 29), 12, vietnam(2027, 2, 28)),
        (datetime(2026, 11, 20, 17, tzinfo=UTC), 1, vietnam(2026, 10, 21)),  # midnight in Vietnam: the 21st already
    ],
)
def test_months_are_counted_by_the_calendar_of_vietnam(at: datetime, months: int, begins: datetime) -> None:
    assert cut_off(at, months) == begins


@given(st.datetimes(datetime(2025, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)), st.integers(*MONTHS))  # noqa: DTZ001 (Hypothesis adds the zone)
def test_a_longer_rule_never_lets_go_earlier(at: datetime, months: int) -> None:
    assert cut_off(at, months) <= at
    assert cut_off(at, months + 1) < cut_off(at, months)


def test_advertising_stays_provable_as_long_as_the_law_says() -> None:
    assert limits(Category.CONTACT_LOG, 1) == (12, 240)
    assert limits(Category.CONTACT_LOG, 3) == (36, 240)
    assert limits(Category.CONTACT_LOG, 100) == (240, 240)
    assert limits(Category.FEEDBACK, 3) == (1, 240)
    require_months(Category.CONTACT_LOG, 12, 1)
    with pytest.raises(OutOfRange) as refused:
        require_months(Category.CONTACT_LOG, 11, 1)
    assert refused.value.data == {"field": "CONTACT_LOG", "low": 12, "high": 240}
    with pytest.raises(OutOfRange):
        require_months(Category.FEEDBACK, 241, 1)


def test_what_empties_itself_needs_no_rule() -> None:
    assert set(Category) - set(DECIDED) == {Category.SURVEY, Category.BROWSER}
    assert set(CUSTOMERS) < set(DECIDED)


def test_a_run_falls_due_a_month_after_the_last_if_anything_is_on() -> None:
    off, on = Rule(Category.FEEDBACK, 24), Rule(Category.FEEDBACK, 24, is_on=True)
    assert not is_run_due([off], None, AT)
    assert is_run_due([off, on], None, AT)
    assert not is_run_due([on], AT - RUN_EVERY + timedelta(seconds=1), AT)
    assert is_run_due([on], AT - RUN_EVERY, AT)


CONSENT_STANDS, CONSENT_OVER = Tie(is_consent=True, ended_at=None), Tie(is_consent=True, ended_at=LONG_AGO)
REQUEST_OPEN, REQUEST_OVER = Tie(is_consent=False, ended_at=None), Tie(is_consent=False, ended_at=LONG_AGO)
JUST_ENDED = Tie(is_consent=True, ended_at=AT)


@pytest.mark.parametrize(
    ("ties", "may_go", "why"),
    [
        ((CONSENT_OVER,), True, None),
        ((REQUEST_OVER, CONSENT_OVER), True, None),
        ((CONSENT_OVER, CONSENT_STANDS), False, Skip.CONSENT_STANDS),
        ((REQUEST_OPEN, CONSENT_STANDS), False, Skip.CONSENT_STANDS),
        ((REQUEST_OPEN, CONSENT_OVER), False, Skip.REQUEST_OPEN),
        ((JUST_ENDED,), False, None),  # ended, but not long enough ago
        ((CONSENT_OVER, JUST_ENDED), False, None),
        ((), False, None),  # kept for nothing that is known: nobody's business here
    ],
)
def test_a_file_goes_only_when_all_it_was_kept_for_ended_long_ago(
    ties: tuple[Tie, ...], may_go: bool, why: Skip | None
) -> None:
    assert file_skip(ties, AT - timedelta(days=30)) == (may_go, why)
