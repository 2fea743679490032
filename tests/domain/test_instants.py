"""Time is stored in UTC and shown in Vietnam, whatever the machine says."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.instants import VIETNAM, from_text, local, local_date, show_date, show_instant, start_of_day, to_text

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.datetimes(datetime(1900, 1, 2), datetime(9999, 1, 1), timezones=ZONES)  # noqa: DTZ001 (given zones)


def test_the_stored_form() -> None:
    at = datetime(2026, 11, 21, 10, tzinfo=VIETNAM)
    assert to_text(at) == "2026-11-21T03:00:00.000000Z"
    assert from_text("2026-11-21T03:00:00.000000Z") == at
    assert from_text(to_text(at)).tzinfo is UTC


@given(instants, instants)
def test_stored_instants_have_one_width_and_sort_as_time_does(one: datetime, other: datetime) -> None:
    assert len(to_text(one)) == len(to_text(other)) == 27
    assert (to_text(one) < to_text(other)) is (one < other)
    assert from_text(to_text(one)) == one


@pytest.mark.parametrize("reads", [to_text, local, local_date, show_instant])
def test_an_instant_without_a_zone_is_refused_because_the_machine_would_choose_one(reads: object) -> None:
    assert callable(reads)
    with pytest.raises(ValueError, match=r"^$"):
        reads(datetime(2026, 11, 21, 10))  # noqa: DTZ001 (that is the point)


@pytest.mark.parametrize("text", ["2026-11-21T03:00:00", "2026-11-21", "", "hôm nay"])
def test_only_instants_are_read_back(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (Python's own message)
        from_text(text)


def test_the_day_changes_at_midnight_in_vietnam() -> None:
    midnight = datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert local_date(midnight) == date(2026, 11, 21)
    assert local_date(midnight - timedelta(microseconds=1)) == date(2026, 11, 20)
    assert start_of_day(date(2026, 11, 21)) == midnight
    assert start_of_day(date(2026, 11, 21)).tzinfo is UTC


def test_there_is_no_summer_time() -> None:
    for month in (1, 7):
        assert local(datetime(2026, month, 1, tzinfo=UTC)).hour == 7


def test_dates_are_shown_day_first() -> None:
    assert show_instant(datetime(2026, 11, 20, 17, 5, tzinfo=UTC)) == "21/11/2026 00:05"
    assert show_date(date(2026, 3, 1)) == "01/03/2026"
