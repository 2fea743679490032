"""What a disclosure report adds up: by recipient, basis, purpose, and over time in Vietnam's calendar."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ledger.domain.instants import local_date

_DAYS_SHOWN_SINGLY = 31
_DAYS_SHOWN_BY_WEEK = 7 * 26
_DAYS_SHOWN_BY_MONTH = 366 * 3


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One disclosure in words; ``at`` is an aware instant."""

    at: datetime
    customer_code: str
    recipient: str
    purpose: str
    basis: str
    fields: str
    reference: str
    recorded_by: str


class Bucket(StrEnum):
    """How long one bar of the chart is; ``chart_<value>`` is its title."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of disclosures, from the largest down; ``series`` has a bar for every day (week …), empty ones too."""

    shared: int
    customers: int
    by_recipient: tuple[tuple[str, int], ...]
    by_basis: tuple[tuple[str, int], ...]
    by_purpose: tuple[tuple[str, int], ...]
    bucket: Bucket
    series: tuple[tuple[date, int], ...]


def total_up(rows: Sequence[ReportRow], period_from: date | None, period_to: date | None) -> Totals:
    """Return the totals of the rows; the chart spans the period, or the rows where it is open."""
    days = Counter(local_date(row.at) for row in rows)
    first = period_from or min(days, default=None)
    last = period_to or max(days, default=None)
    bucket = _bucket_for((last - first).days + 1) if first and last else Bucket.DAY
    return Totals(
        shared=len(rows),
        customers=len({row.customer_code for row in rows}),
        by_recipient=_ranked(row.recipient for row in rows),
        by_basis=_ranked(row.basis for row in rows),
        by_purpose=_ranked(row.purpose for row in rows),
        bucket=bucket,
        series=_series(days, (first, last), bucket) if first and last else (),
    )


def _ranked(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def _bucket_for(days: int) -> Bucket:
    if days <= _DAYS_SHOWN_SINGLY:
        return Bucket.DAY
    if days <= _DAYS_SHOWN_BY_WEEK:
        return Bucket.WEEK
    return Bucket.MONTH if days <= _DAYS_SHOWN_BY_MONTH else Bucket.YEAR


def _start_of(day: date, bucket: Bucket) -> date:
    if bucket is Bucket.WEEK:
        return day - timedelta(days=day.weekday())
    if bucket is Bucket.DAY:
        return day
    return day.replace(day=1) if bucket is Bucket.MONTH else day.replace(month=1, day=1)


def _next(start: date, bucket: Bucket) -> date:
    longest = {Bucket.DAY: 1, Bucket.WEEK: 7, Bucket.MONTH: 31, Bucket.YEAR: 366}[bucket]
    return _start_of(start + timedelta(days=longest), bucket)


def _series(days: Counter[date], span: tuple[date, date], bucket: Bucket) -> tuple[tuple[date, int], ...]:
    counts: Counter[date] = Counter()
    for day, count in days.items():
        counts[_start_of(day, bucket)] += count
    start = _start_of(min((span[0], *days)), bucket)  # a row outside the period is shown, never left out
    last = max((span[1], *days))
    series = []
    while start <= last:
        series.append((start, counts[start]))
        start = _next(start, bucket)
    return tuple(series)
