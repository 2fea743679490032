"""Reading what people type: dates, times, amounts and yes or no, as they are written in Vietnam."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ledger.domain.customer import Gender
from ledger.domain.errors import (
    InFuture,
    InvalidDate,
    LedgerError,
    OutOfRange,
    TextMissing,
    TextNotAllowed,
    UnknownChoice,
)
from ledger.services.reading import (
    read_birth_date,
    read_choice,
    read_date,
    read_instant,
    read_number,
    read_paper_password,
    read_yes_no,
)
from support.services import AT, TODAY


@pytest.mark.parametrize("typed", ["21/11/2026", "21-11-2026", "21.11.2026", " 2026-11-21 "])
def test_a_day_is_written_in_several_ways(typed: str) -> None:
    assert read_date(typed, "signed_on") == TODAY


def test_single_digits_will_do() -> None:
    assert read_date("1/2/2026", "signed_on") == date(2026, 2, 1)


@pytest.mark.parametrize(
    "typed", ["", "hôm nay", "31/02/2026", "11/21/2026", "21/11/26", "2026/11/21", "0/1/2026", "1/1/0000", "21 11 2026"]
)
def test_what_is_no_day_is_refused_by_the_name_of_its_field(typed: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        read_date(typed, "signed_on")
    assert refused.value.data == {"field": "signed_on"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("21/11/2026 09:30", datetime(2026, 11, 21, 2, 30, tzinfo=UTC)),
        ("2026-11-21T09:30", datetime(2026, 11, 21, 2, 30, tzinfo=UTC)),
        ("21/11/2026", datetime(2026, 11, 20, 17, tzinfo=UTC)),
        ("2026-11-21 02:30+00:00", datetime(2026, 11, 21, 2, 30, tzinfo=UTC)),
    ],
)
def test_an_hour_is_the_hour_in_vietnam(typed: str, expected: datetime) -> None:
    assert read_instant(typed, "at", AT) == expected


def test_an_hour_that_is_not_there_or_has_not_come_is_refused() -> None:
    for typed in ("21/11/2026 25:00", "21/11/2026 trưa", "31/11/2026 10:00"):
        with pytest.raises(InvalidDate):
            read_instant(typed, "at", AT)
    with pytest.raises(InFuture):
        read_instant("21/11/2026 10:01", "at", AT)


@pytest.mark.parametrize("typed", ["01/01/0001", "0001-01-01 00:00", "1/1/1"])
def test_a_day_before_all_days_is_a_mistake_and_no_crash(typed: str) -> None:
    with pytest.raises(InvalidDate):
        read_instant(typed, "at", AT)


def test_nobody_is_born_tomorrow_or_two_hundred_years_ago() -> None:
    assert read_birth_date("21/11/2026", AT) == TODAY
    assert read_birth_date("22/11/2026", AT + timedelta(hours=14)) == date(2026, 11, 22)  # past midnight in Vietnam
    for typed in ("22/11/2026", "31/12/1899"):
        with pytest.raises(InvalidDate):
            read_birth_date(typed, AT)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("350000", 350_000),
        ("350.000", 350_000),
        ("1,250,000", 1_250_000),
        ("1 250 000", 1_250_000),
        (" 7 ", 7),
    ],
)
def test_amounts_may_be_grouped(typed: str, number: int) -> None:
    assert read_number(typed, "amount", 0, 9_999_999) == number


@pytest.mark.parametrize(
    "typed", ["", "-1", "1,5", "1.5", "12.34", "1.250,000", "1,250.000", "1500.000", "10.0000", "350k", "9.999.999.999"]
)
def test_what_could_mean_two_amounts_is_refused_and_not_guessed(typed: str) -> None:
    with pytest.raises(OutOfRange):
        read_number(typed, "amount", 0, 9_999_999)


def test_limits_belong_to_the_range() -> None:
    assert (read_number("1", "parcels", 1, 99), read_number("99", "parcels", 1, 99)) == (1, 99)
    for typed in ("0", "100"):
        with pytest.raises(OutOfRange):
            read_number(typed, "parcels", 1, 99)


def test_yes_and_no_in_both_languages() -> None:
    assert all(read_yes_no(typed, "adult") for typed in ("yes", "Có", "X", "1", "ĐỒNG Ý"))
    assert not any(read_yes_no(typed, "adult") for typed in ("no", "Không", "0", "từ chối"))
    for typed in ("", "maybe", "có lẽ"):
        with pytest.raises(UnknownChoice):
            read_yes_no(typed, "adult")


def test_a_choice_is_one_of_the_list() -> None:
    assert read_choice(" female ", "gender", Gender) is Gender.FEMALE
    with pytest.raises(LedgerError) as refused:
        read_choice("x", "gender", Gender)
    assert refused.value.data["choices"] == ("FEMALE", "MALE", "OTHER")


@pytest.mark.parametrize("typed", ["con diều  đứt dây", " x ", "0911 647 979", "🎁 quà"])
def test_the_password_of_a_paper_stays_as_it_was_typed(typed: str) -> None:
    assert read_paper_password(typed) == typed


@pytest.mark.parametrize("typed", ["con\x00diều", "con\u200bdiều", "\u202econ diều", "con\tdiều", "con\ud800"])
def test_a_password_that_nobody_could_type_again_is_refused(typed: str) -> None:
    with pytest.raises(TextNotAllowed):
        read_paper_password(typed)


@pytest.mark.parametrize("typed", ["", "   "])
def test_a_blank_password_is_none(typed: str) -> None:
    with pytest.raises(TextMissing):
        read_paper_password(typed)
