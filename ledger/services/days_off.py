"""Which days are worked: the weekdays set, the public holidays of Vietnam, the shop's own list on top.

The package ``holidays`` is imported when first asked: opening a ledger must not pay for it.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from ledger.domain.deadline import SpecialDayKind, WorkingDays
from ledger.domain.wording import Language
from ledger.services import law_values
from ledger.storage import special_days
from ledger.storage.database import Connection

_AMERICAN = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_BEFORE, _AFTER = 1, 2  # years
_LANGUAGES = {Language.VI: "vi", Language.EN: "en_US"}


@dataclass(frozen=True, slots=True)
class Holiday:
    """One public holiday of Vietnam, a day off instead of it included. Its name in the language asked for."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class PublicYear:
    """The public holidays of one year, and its Saturdays that are worked instead of another day."""

    holidays: tuple[Holiday, ...]
    worked: frozenset[date]


@cache
def public_year(year: int, language: Language = Language.VI) -> PublicYear:
    """Return what the package knows about a year: Art. 112 of the Labour Code and the days moved by the government."""
    import holidays

    known = holidays.country_holidays("VN", years=(year, year + 1), language=_LANGUAGES[language])
    named = tuple(Holiday(day, _dated(name, language)) for day, name in sorted(known.items()) if day.year == year)
    # A day worked late in a year may stand for one off early in the next.
    worked = getattr(known, "weekend_workdays", ())
    return PublicYear(named, frozenset(day for day in worked if day.year == year))


def _dated(name: str, language: Language) -> str:
    # The package writes the day a holiday stands for as Americans do.
    return _AMERICAN.sub(r"\2/\1/\3", name) if language is Language.EN else name


def learn_public_years(around: date) -> tuple[PublicYear, ...]:
    """Return what ``load`` asks the package for. The first time takes a sixth of a second: any thread may do it."""
    return tuple(public_year(year) for year in _years(around))


def _years(around: date) -> range:
    return range(max(around.year - _BEFORE, date.min.year), min(around.year + _AFTER, _LAST_YEAR) + 1)


def load(db: Connection, around: date) -> WorkingDays:
    """Return the working days of the years around a day: the one before to the two after."""
    years, (first, *_, last) = learn_public_years(around), _years(around)
    own = special_days.load(db, date(first, 1, 1), date(last, 12, 31))
    closed = frozenset(one.day for one in own if one.kind is SpecialDayKind.CLOSED)
    extra = frozenset(one.day for one in own if one.kind is SpecialDayKind.WORKED)
    return WorkingDays(
        law_values.weekdays(db),
        frozenset(one.day for year in years for one in year.holidays) | closed,
        (frozenset(day for year in years for day in year.worked) - closed) | extra,
    )


_LAST_YEAR = 9998
