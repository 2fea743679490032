"""Times and amounts as the shop reads them: spans, deadlines, clocks, money and shares, in both languages."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ledger.domain.wording import Language
from ui.formatting import age, clock_time, countdown, end_of, hours, money, share, span
from ui.i18n import Translators

DUE = datetime(2026, 11, 21, 15, tzinfo=UTC)  # 22:00 in Vietnam
VI, EN = Language.VI, Language.EN


@pytest.fixture
def vietnamese(qapp: QApplication) -> Iterator[None]:
    spoken = Translators(qapp)
    spoken.use(VI)
    yield
    spoken.use(EN)


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (timedelta(), "0:00"),
        (timedelta(seconds=59), "0:00"),
        (timedelta(minutes=1), "0:01"),
        (timedelta(hours=1, minutes=55), "1:55"),
        (timedelta(hours=12), "12:00"),
        (timedelta(hours=26, minutes=5), "26:05"),
        (timedelta(hours=47, minutes=59, seconds=59), "47:59"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=9, hours=23), "9 days"),
        (timedelta(minutes=-1), "0:00"),
        (timedelta(days=-3), "0:00"),
    ],
)
def test_a_span_is_hours_and_minutes_and_days_once_there_are_two(length: timedelta, shown: str) -> None:
    assert span(length) == shown


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=47, minutes=59), "47 h"),
        (timedelta(days=2), "2 days"),
    ],
)
def test_how_old_a_backup_is_stands_in_words(length: timedelta, shown: str) -> None:
    assert age(length) == shown


@pytest.mark.parametrize(
    ("past_due", "english", "local"),
    [
        (timedelta(hours=-1, minutes=-55), "1:55 left", "còn 1:55"),
        (timedelta(seconds=-30), "0:00 left", "còn 0:00"),
        (timedelta(), "0:00 left", "còn 0:00"),
        (timedelta(microseconds=1), "overdue 0:00", "quá hạn 0:00"),
        (timedelta(minutes=42), "overdue 0:42", "quá hạn 0:42"),
        (timedelta(days=3, hours=2), "overdue 3 days", "quá hạn 3 ngày"),
        (timedelta(days=-20), "20 days left", "còn 20 ngày"),
    ],
)
class TestCountdown:
    """Exactly at the deadline nothing is missed yet, as the rule itself has it."""

    def test_in_english(self, past_due: timedelta, english: str, local: str) -> None:  # noqa: ARG002 (one table, two tests)
        assert countdown(DUE, DUE + past_due) == english

    @pytest.mark.usefixtures("vietnamese")
    def test_in_vietnamese(self, past_due: timedelta, english: str, local: str) -> None:  # noqa: ARG002 (one table, two tests)
        assert countdown(DUE, DUE + past_due) == local


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(hours=47, minutes=59)))
def test_what_is_left_is_never_shown_longer_than_it_is(left: timedelta) -> None:
    whole, _, minutes = countdown(DUE, DUE - left).removesuffix(" left").partition(":")
    shown = timedelta(hours=int(whole), minutes=int(minutes))
    assert shown <= left < shown + timedelta(minutes=1)


@given(st.integers(min_value=0, max_value=10_000 * 60))
def test_hours_lose_no_minute_however_many_there_are(minutes: int) -> None:
    whole, _, rest = hours(minutes * 60.0).partition(":")
    assert int(whole) * 60 + int(rest) == minutes
    assert len(rest) == 2


@pytest.mark.parametrize(
    ("seconds", "shown"), [(None, "–"), (0.0, "0:00"), (3.9 * 3600, "3:54"), (61 * 3600.0, "61:00")]
)
def test_hours_of_an_answer(seconds: float | None, shown: str) -> None:
    assert hours(seconds) == shown


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (datetime(2026, 11, 21, 7, 2, tzinfo=UTC), "14:02"),
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), "00:00"),  # midnight in Vietnam: today has just begun
        (datetime(2026, 11, 20, 16, 59, tzinfo=UTC), "20/11 23:59"),
        (datetime(2026, 1, 1, 0, 0, tzinfo=UTC), "01/01 07:00"),
        (datetime(2025, 12, 31, 16, 59, tzinfo=UTC), "31/12/2025 23:59"),
        (datetime(2025, 12, 31, 17, 0, tzinfo=UTC), "01/01 00:00"),  # the year is Vietnam's too
    ],
)
def test_a_time_says_the_day_only_when_it_is_another(at: datetime, shown: str) -> None:
    assert clock_time(at, DUE - timedelta(hours=5)) == shown


def test_the_end_of_a_day_names_that_day_and_never_the_next() -> None:
    assert end_of(datetime(2026, 11, 25, 17, tzinfo=UTC)) == "24:00 25/11/2026"  # midnight in Vietnam
    assert end_of(datetime(2026, 12, 31, 17, tzinfo=UTC)) == "24:00 31/12/2026"
    assert end_of(datetime(2026, 11, 21, 15, tzinfo=UTC)) == "21/11/2026 22:00"


@pytest.mark.parametrize(
    ("amount", "language", "shown"),
    [
        (0, VI, "0 đ"),
        (999, VI, "999 đ"),
        (1_250_000, VI, "1.250.000 đ"),
        (1_250_000, EN, "1,250,000 đ"),
        (-50_000, VI, "-50.000 đ"),
    ],
)
def test_money(amount: int, language: Language, shown: str) -> None:
    assert money(amount, language) == shown


@pytest.mark.parametrize(
    ("part", "language", "shown"),
    [
        (None, VI, "–"),
        (0.981, VI, "98,1 %"),
        (0.981, EN, "98.1 %"),
        (1.0, VI, "100,0 %"),
        (0.9999, VI, "99,9 %"),
        (0.29, EN, "29.0 %"),
        (0.0, EN, "0.0 %"),
    ],
)
def test_a_share(part: float | None, language: Language, shown: str) -> None:
    assert share(part, language) == shown


@given(st.integers(min_value=0, max_value=10**12))
def test_money_reads_back_in_both_languages(amount: int) -> None:
    assert int(money(amount, VI).removesuffix(" đ").replace(".", "")) == amount
    assert int(money(amount, EN).removesuffix(" đ").replace(",", "")) == amount
