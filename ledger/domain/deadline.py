"""Deadlines: hours from the instant of receipt, days from the day after it, to 24:00 in Vietnam (``law.md``).

Civil Code Art. 147 and 148: the first day is not counted; a last day off moves to the next working day. The shop works
towards the day without that move (the target); *late* is after the legal limit. Holidays come in as an argument.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from ledger.domain.errors import OutOfRange
from ledger.domain.ids import StaffId
from ledger.domain.instants import local_date, start_of_day

_ONE_DAY = timedelta(days=1)
WEEK = frozenset({1, 2, 3, 4, 5, 6, 7})  # ISO weekdays, Monday first
WARN_AT = (0.5, 0.8)  # shares of the time from the start to the target


class DeadlineKind(StrEnum):
    """What has to be done by then."""

    ANSWER = "ANSWER"  # a feedback, by the shop's own promise (KO 5)
    ACKNOWLEDGE = "ACKNOWLEDGE"  # tell the asker that the request arrived
    COMPLETE = "COMPLETE"  # carry it out and say so
    PARTNER = "PARTNER"  # a partner does what it was asked to
    AUTHORITY = "AUTHORITY"  # report an incident (PDPL Art. 23)
    SYSTEM_ATTACK = "SYSTEM_ATTACK"  # report an attack on a system (consumer law 19/2023 Art. 19.3)


class DeadlineState(StrEnum):
    """How a clock stands. ``DUE``: past the target, not yet past the legal limit."""

    RUNNING = "RUNNING"
    HALF = "HALF"
    NEAR = "NEAR"
    DUE = "DUE"
    OVERDUE = "OVERDUE"


class SpecialDayKind(StrEnum):
    """What the shop's own list says of a day; it beats weekday and public holiday."""

    CLOSED = "CLOSED"  # officially off, though it is neither
    WORKED = "WORKED"  # worked instead of another day


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One day of the shop's own list."""

    day: date
    kind: SpecialDayKind
    note: str = field(repr=False)
    added_at: datetime
    added_by: StaffId


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are worked: ISO weekdays (1 = Monday), minus ``off``, plus ``worked`` (compensation days).

    Raises ``OutOfRange`` where no weekday is worked: no period would ever end.
    """

    weekdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays & WEEK:
            raise OutOfRange(field="working_weekdays", low=1, high=len(WEEK))

    def is_working(self, day: date) -> bool:
        """Return whether a day is worked; a day named as worked beats weekend and holiday."""
        return day in self.worked or (day.isoweekday() in self.weekdays and day not in self.off)

    def on_or_after(self, day: date) -> date:
        """Return the day itself if it is worked, else the next that is."""
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def after(self, day: date, count: int) -> date:
        """Return the last of ``count`` working days after ``day``, which itself is not counted."""
        for _ in range(count):
            day = self.on_or_after(day + _ONE_DAY)
        return day


@dataclass(frozen=True, slots=True)
class Counting:
    """How days are counted; what is unsettled a shop may change (``law.toml``, ``counting``)."""

    first_day_counts: bool = False
    rolls_over: bool = True
    completes_in_working_days: bool = False
    pauses_while_unproven: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock. Both ends are 24:00 of a day, so the instant the next day begins, or an exact hour."""

    kind: DeadlineKind
    started_at: datetime
    target_at: datetime  # what the shop works towards
    due_at: datetime  # the legal limit; never before the target

    def state(self, at: datetime) -> DeadlineState:
        """Return how the clock stands; at the very end it is still in time."""
        if at > self.due_at:
            return DeadlineState.OVERDUE
        if at > self.target_at:
            return DeadlineState.DUE
        used = self.share(at)
        return DeadlineState.NEAR if used >= WARN_AT[1] else self._early(used)

    def share(self, at: datetime) -> float:
        """Return the share of the time to the target that is used, from 0.0 on; it may pass 1.0."""
        whole = self.target_at - self.started_at
        return 1.0 if whole <= timedelta() else max(0.0, (at - self.started_at) / whole)

    def _early(self, used: float) -> DeadlineState:
        return DeadlineState.HALF if used >= WARN_AT[0] else DeadlineState.RUNNING


def last_day(end: datetime) -> date:
    """Return the calendar day in Vietnam whose 24:00 ``end`` is; of any other instant its own day."""
    return local_date(end - timedelta(microseconds=1))


def in_hours(kind: DeadlineKind, started_at: datetime, hours: int) -> Deadline:
    """Return a clock of hours, nights and holidays included."""
    end = started_at + timedelta(hours=hours)
    return Deadline(kind, started_at, end, end)


def in_days(kind: DeadlineKind, started_at: datetime, days: int, working: WorkingDays, counting: Counting) -> Deadline:
    """Return a clock of calendar days; where the last is a day off the limit moves, the target does not."""
    last = local_date(started_at) + timedelta(days=days - counting.first_day_counts)
    legal = working.on_or_after(last) if counting.rolls_over else last
    return Deadline(kind, started_at, _end(last), _end(legal))


def in_working_days(
    kind: DeadlineKind, started_at: datetime, days: int, working: WorkingDays, counting: Counting
) -> Deadline:
    """Return a clock of working days: its last day is always worked, so target and limit are one."""
    first = local_date(started_at)
    counted = counting.first_day_counts and working.is_working(first)
    end = _end(working.after(first, days - counted))
    return Deadline(kind, started_at, end, end)


def _end(day: date) -> datetime:
    return start_of_day(day + _ONE_DAY)


# --- requests of the data subject (Decree 356/2025 Art. 5) ----------------------------------------


class RequestKind(StrEnum):
    """What a data subject may ask for (PDPL Art. 4, Decree 356/2025 Art. 5), and a consumer's complaint (CPL 31.2)."""

    ACCESS = "ACCESS"
    PROVIDE_COPY = "PROVIDE_COPY"
    CORRECT = "CORRECT"
    WITHDRAW = "WITHDRAW"
    RESTRICT = "RESTRICT"
    OBJECT = "OBJECT"
    DELETE = "DELETE"
    PROTECT = "PROTECT"
    COMPLAINT = "COMPLAINT"


@dataclass(frozen=True, slots=True)
class RequestDays:
    """The days of one kind of request; ``None`` where the law sets none."""

    acknowledge_working: int
    complete: int | None = None
    complete_with_partner: int | None = None
    extension: int | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """What moves the clocks of one request. ``identity_at``: when the asker was proven to be who they say."""

    received_at: datetime
    identity_at: datetime | None = None
    is_with_partner: bool = False
    is_extended: bool = False


def acknowledgement(asking: Asking, days: RequestDays, working: WorkingDays, counting: Counting) -> Deadline:
    """Return until when the asker must be told that the request arrived; no proof of identity delays it."""
    return in_working_days(DeadlineKind.ACKNOWLEDGE, asking.received_at, days.acknowledge_working, working, counting)


def completion(asking: Asking, days: RequestDays, working: WorkingDays, counting: Counting) -> Deadline | None:
    """Return until when the request must be carried out; ``None`` where the law sets no day, or while it pauses."""
    started_at = _start(asking, counting)
    if days.complete is None or started_at is None:
        return None
    allowed = days.complete
    if asking.is_with_partner and days.complete_with_partner is not None:
        allowed = days.complete_with_partner
    if asking.is_extended:
        allowed += days.extension or 0
    count = in_working_days if counting.completes_in_working_days else in_days
    return count(DeadlineKind.COMPLETE, started_at, allowed, working, counting)


def _start(asking: Asking, counting: Counting) -> datetime | None:
    if not counting.pauses_while_unproven:
        return asking.received_at
    return None if asking.identity_at is None else max(asking.identity_at, asking.received_at)


RequestRules = Mapping[RequestKind, RequestDays]
