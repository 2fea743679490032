"""Age: who must agree for a minor (``model.md`` 5; VK 9; the law's own rule for children under 16)."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.domain.policy import Control, PolicyVersion


class Giver(StrEnum):
    """Who gave a consent: the person, or the guardian for a minor."""

    SELF = "SELF"
    GUARDIAN = "GUARDIAN"


class AgeBand(StrEnum):
    """What the age asks for."""

    UNKNOWN = "UNKNOWN"
    UNDER_SEVEN = "UNDER_SEVEN"  # the guardian decides
    CHILD = "CHILD"  # 7 to 15: both
    YOUTH = "YOUTH"  # 16 and 17 under VK 9: own consent and the guardian's assent
    ADULT = "ADULT"


@dataclass(frozen=True, slots=True)
class AgeRules:
    """Ages in years, changeable in Settings (``law.toml``)."""

    own_say: int = 7
    child: int = 16
    minor: int = 18


def age_on(birth_on: date, on: date) -> int:
    """Return completed years of age; someone born on 29 February comes of age on 1 March in other years."""
    return on.year - birth_on.year - ((on.month, on.day) < (birth_on.month, birth_on.day))


def birthdays_on(day: date) -> tuple[str, ...]:
    """Return the birthdays (``MM-DD``) that fall on a day: 29 February falls on 1 March in other years, as in law."""
    own = day.strftime("%m-%d")
    return (own, "02-29") if (day.month, day.day) == (3, 1) and not isleap(day.year) else (own,)


def age_band(
    birth_on: date | None, on: date, policy: PolicyVersion, rules: AgeRules, *, is_declared_adult: bool
) -> AgeBand:
    """Return what the age asks for; a known birth date beats the declaration."""
    if birth_on is None:
        return AgeBand.ADULT if is_declared_adult else AgeBand.UNKNOWN
    age = age_on(birth_on, on)
    if age < rules.own_say:
        return AgeBand.UNDER_SEVEN
    if age < rules.child:
        return AgeBand.CHILD
    return AgeBand.YOUTH if age < minor_under(policy, rules) else AgeBand.ADULT


def minor_under(policy: PolicyVersion, rules: AgeRules) -> int:
    """Return the age in years below which somebody is a minor: the pack may guard 16 and 17 too (VK 9)."""
    return rules.minor if policy.clause_with(Control.GUARDIAN_CONSENT) is not None else rules.child


def born_after(years: int, on: date) -> date:
    """Return the date after which everybody was born whose age is below ``years`` on a day, as ``age_on`` counts."""
    is_leap_day_gone = (on.month, on.day) == (2, 29) and not isleap(on.year - years)
    return date(on.year - years, 2, 28) if is_leap_day_gone else on.replace(year=on.year - years)


def birthday(birth_on: date, years: int) -> date:
    """Return the day somebody becomes ``years`` old, as ``age_on`` counts: 1 March for 29 February in other years."""
    year = birth_on.year + years
    is_leap_day_gone = (birth_on.month, birth_on.day) == (2, 29) and not isleap(year)
    return date(year, 3, 1) if is_leap_day_gone else birth_on.replace(year=year)


def needed_givers(band: AgeBand) -> frozenset[Giver]:
    """Return who must have said yes in person. Adults on a contract need nobody beyond it; see the gate."""
    if band is AgeBand.UNDER_SEVEN:
        return frozenset({Giver.GUARDIAN})
    if band in {AgeBand.CHILD, AgeBand.YOUTH}:
        return frozenset({Giver.SELF, Giver.GUARDIAN})
    return frozenset({Giver.SELF})


def is_minor(band: AgeBand) -> bool:
    """Return whether a guardian is needed."""
    return band in {AgeBand.UNDER_SEVEN, AgeBand.CHILD, AgeBand.YOUTH}
