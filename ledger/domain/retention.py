"""How long what is kept: a rule per category, decided by the manager (consumer law 19/2023 Art. 16.1c; ``law.md``).

The law has no number, so every rule is off until somebody decides. Nothing goes by itself: a run is previewed,
approved and logged.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ledger.domain.errors import OutOfRange
from ledger.domain.instants import local_date, start_of_day


class Category(StrEnum):
    """What is kept for a time of its own."""

    CUSTOMER_AFTER_LAST_ORDER = "CUSTOMER_AFTER_LAST_ORDER"  # erased: months since the last order
    CUSTOMER_WITHOUT_ORDERS = "CUSTOMER_WITHOUT_ORDERS"  # erased: months since shop and customer last had to do
    FEEDBACK = "FEEDBACK"  # words of answered feedback; that and when it was answered stays (KO 5)
    CONTACT_LOG = "CONTACT_LOG"  # who stood on a closed contact list; the contacts made stay (KO 4c)
    ATTACHMENTS = "ATTACHMENTS"  # files of ended consents and closed requests
    SURVEY = "SURVEY"  # empties itself on the day each answer carries
    BROWSER = "BROWSER"  # empties itself on the day each record carries (VK 4)


CUSTOMERS = (Category.CUSTOMER_AFTER_LAST_ORDER, Category.CUSTOMER_WITHOUT_ORDERS)
DECIDED = (*CUSTOMERS, Category.FEEDBACK, Category.CONTACT_LOG, Category.ATTACHMENTS)  # the others need no run
MONTHS = (1, 240)
YEAR = 12  # months


class Skip(StrEnum):
    """Why something that is old enough stays for now; the first four are obstacles to erasing a customer."""

    PARCEL_UNDER_WAY = "PARCEL_UNDER_WAY"
    FEEDBACK_OPEN = "FEEDBACK_OPEN"
    REQUEST_OPEN = "REQUEST_OPEN"
    INCIDENT_UNTOLD = "INCIDENT_UNTOLD"
    GUARDIAN_OF_MINOR = "GUARDIAN_OF_MINOR"
    CONSENT_STANDS = "CONSENT_STANDS"  # the file proves a consent that holds


@dataclass(frozen=True, slots=True)
class Rule:
    """How many months one category is kept; off until the manager decides."""

    category: Category
    months: int
    is_on: bool = False


def require_months(category: Category, months: int, records_years: int) -> None:
    """Raise ``OutOfRange`` for a number of months no rule can have; advertising is provable for ``records_years``."""
    low, high = limits(category, records_years)
    if not low <= months <= high:
        raise OutOfRange(field=category.value, low=low, high=high)


def limits(category: Category, records_years: int) -> tuple[int, int]:
    """Return the fewest and the most months of a category (Decree 91/2020: records of advertising, at least 1 year)."""
    low, high = MONTHS
    return (min(records_years * YEAR, high) if category is Category.CONTACT_LOG else low), high


def cut_off(at: datetime, months: int) -> datetime:
    """Return the beginning of the day, months ago in Vietnam: what lies before it was kept long enough.

    The last day of a short month stands for the days it does not have.
    """
    today = local_date(at)
    year, month = divmod(today.year * YEAR + today.month - 1 - months, YEAR)
    day = min(today.day, monthrange(year, month + 1)[1])
    return start_of_day(date(year, month + 1, day))


RUN_EVERY = timedelta(days=30)


def is_run_due(rules: Iterable[Rule], last_run_at: datetime | None, at: datetime) -> bool:
    """Return whether it is time to look again what was kept long enough."""
    return any(one.is_on for one in rules) and (last_run_at is None or at - last_run_at >= RUN_EVERY)


@dataclass(frozen=True, slots=True)
class Tie:
    """What one file is kept for: a consent or a request, and when that ended (``None``: it has not)."""

    is_consent: bool
    ended_at: datetime | None


def file_skip(ties: Iterable[Tie], before: datetime) -> tuple[bool, Skip | None]:
    """Return whether a file may go, else why it stays; with no reason it just is not old enough.

    A file goes when everything it was kept for ended before ``before``. That also keeps the newest evidence of a
    consent that stands: an older file of the same consent stays as long as it does.
    """
    known = tuple(ties)
    if any(one.ended_at is None and one.is_consent for one in known):
        return False, Skip.CONSENT_STANDS
    if any(one.ended_at is None for one in known):
        return False, Skip.REQUEST_OPEN
    return bool(known) and all(one.ended_at is not None and one.ended_at < before for one in known), None
