"""How old somebody is on a day, and who must agree."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.domain.minor import (
    AgeBand,
    AgeRules,
    Giver,
    age_band,
    age_on,
    birthdays_on,
    born_after,
    is_minor,
    needed_givers,
)
from ledger.domain.policy import Control
from support import domain as d

NO_VK_9 = d.policy(without=[Control.GUARDIAN_CONSENT])


@pytest.mark.parametrize(
    ("birth_on", "on", "age"),
    [
        (date(2010, 11, 21), date(2026, 11, 20), 15),
        (date(2010, 11, 21), date(2026, 11, 21), 16),
        (date(2010, 12, 1), date(2026, 11, 30), 15),
        (date(2026, 11, 21), date(2026, 11, 21), 0),
        (date(2026, 11, 22), date(2026, 11, 21), -1),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2024, 2, 28), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
    ],
)
def test_a_birthday_counts_from_its_own_day_and_the_leap_day_from_the_first_of_march(
    birth_on: date, on: date, age: int
) -> None:
    assert age_on(birth_on, on) == age


@pytest.mark.parametrize(
    ("age", "with_vk_9", "without"),
    [
        (0, AgeBand.UNDER_SEVEN, AgeBand.UNDER_SEVEN),
        (6, AgeBand.UNDER_SEVEN, AgeBand.UNDER_SEVEN),
        (7, AgeBand.CHILD, AgeBand.CHILD),
        (15, AgeBand.CHILD, AgeBand.CHILD),
        (16, AgeBand.YOUTH, AgeBand.ADULT),
        (17, AgeBand.YOUTH, AgeBand.ADULT),
        (18, AgeBand.ADULT, AgeBand.ADULT),
        (90, AgeBand.ADULT, AgeBand.ADULT),
    ],
)
def test_sixteen_and_seventeen_are_guarded_only_by_the_shops_own_rule(
    age: int, with_vk_9: AgeBand, without: AgeBand
) -> None:
    for policy, band in ((d.policy(), with_vk_9), (NO_VK_9, without)):
        assert age_band(d.born(age), d.TODAY, policy, AgeRules(), is_declared_adult=False) is band


def test_the_ages_are_settings() -> None:
    rules = AgeRules(own_say=9, child=14, minor=21)
    bands = [
        age_band(d.born(age), d.TODAY, d.policy(), rules, is_declared_adult=False) for age in (8, 9, 13, 14, 20, 21)
    ]
    assert bands == [
        AgeBand.UNDER_SEVEN,
        AgeBand.CHILD,
        AgeBand.CHILD,
        AgeBand.YOUTH,
        AgeBand.YOUTH,
        AgeBand.ADULT,
    ]


def test_without_a_birth_date_the_declaration_counts_and_with_one_it_does_not() -> None:
    assert age_band(None, d.TODAY, d.policy(), AgeRules(), is_declared_adult=True) is AgeBand.ADULT
    assert age_band(None, d.TODAY, d.policy(), AgeRules(), is_declared_adult=False) is AgeBand.UNKNOWN
    assert age_band(d.born(10), d.TODAY, d.policy(), AgeRules(), is_declared_adult=True) is AgeBand.CHILD


@pytest.mark.parametrize(
    ("band", "givers", "minor"),
    [
        (AgeBand.UNDER_SEVEN, {Giver.GUARDIAN}, True),
        (AgeBand.CHILD, {Giver.SELF, Giver.GUARDIAN}, True),
        (AgeBand.YOUTH, {Giver.SELF, Giver.GUARDIAN}, True),
        (AgeBand.ADULT, {Giver.SELF}, False),
        (AgeBand.UNKNOWN, {Giver.SELF}, False),
    ],
)
def test_who_must_agree(band: AgeBand, givers: set[Giver], minor: bool) -> None:
    assert needed_givers(band) == givers
    assert is_minor(band) is minor


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.dates(date(1970, 1, 1), date(2060, 12, 31)))
@example(date(2010, 2, 28), date(2028, 2, 29))
@example(date(2010, 3, 1), date(2028, 2, 29))
@example(date(2008, 2, 29), date(2026, 2, 28))
def test_the_date_after_which_minors_were_born_says_the_same_as_their_ages(birth_on: date, on: date) -> None:
    assert (birth_on > born_after(18, on)) == (age_on(birth_on, on) < 18)


@given(st.dates(date(1900, 1, 1), date(2030, 12, 31)), st.integers(1, 100))
@example(date(2008, 2, 29), 1)
@example(date(2008, 2, 29), 4)
def test_a_birthday_falls_on_the_day_on_which_somebody_grows_a_year_older(birth_on: date, years: int) -> None:
    year = birth_on.year + years
    days = [date(year, 1, 1) + timedelta(days=one) for one in range(366)]
    kept = [day for day in days if day.year == year and birth_on.strftime("%m-%d") in birthdays_on(day)]
    assert len(kept) == 1
    assert age_on(birth_on, kept[0]) == years == age_on(birth_on, kept[0] - timedelta(days=1)) + 1
