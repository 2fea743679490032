"""Promises: a clause of the published policy, the evidence behind it over a period, and how it stands (``model.md`` 9).

Everything here is counted from rows by somebody else; this module only says what evidence is and what follows from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from ledger.domain.errors import InFuture, OutOfRange, PeriodReversed
from ledger.domain.ids import CustomerId, StaffId
from ledger.domain.instants import local_date, start_of_day
from ledger.domain.policy import Clause, Control
from ledger.domain.wording import Bilingual

_EARLIEST, _LATEST = 1900, 2999  # years
FigureValue = int | float | datetime | None


class PromiseState(StrEnum):
    """How a promise stands over a period."""

    KEPT = "KEPT"
    AT_RISK = "AT_RISK"
    BROKEN = "BROKEN"
    UNUSED = "UNUSED"


class Unit(StrEnum):
    """What a figure counts, so that screen and paper write it alike."""

    COUNT = "COUNT"
    PERCENT = "PERCENT"  # value from 0 to 100
    HOURS = "HOURS"
    INSTANT = "INSTANT"


class RecordKind(StrEnum):
    """What a piece of evidence is, and so where it is shown."""

    CUSTOMER = "CUSTOMER"
    FEEDBACK = "FEEDBACK"
    REQUEST = "REQUEST"
    PARCEL = "PARCEL"
    ORDER = "ORDER"
    DISCLOSURE = "DISCLOSURE"
    ATTEMPT = "ATTEMPT"
    RECIPIENT = "RECIPIENT"
    CONTACT = "CONTACT"
    CONTACT_LIST = "CONTACT_LIST"
    DATA_USE = "DATA_USE"
    NOTICE_RUN = "NOTICE_RUN"
    BREACH = "BREACH"
    BACKUP = "BACKUP"
    AUDIT = "AUDIT"


@dataclass(frozen=True, slots=True)
class Period:
    """Days in Vietnam, both included."""

    first: date
    last: date

    def since(self) -> datetime:
        """Return the instant at which the first day begins."""
        return start_of_day(self.first)

    def until(self) -> datetime:
        """Return the instant at which the last day has ended."""
        return start_of_day(self.last + timedelta(days=1))

    def has(self, at: datetime) -> bool:
        """Return whether an instant lies in the period."""
        return self.since() <= at < self.until()


def month_of(at: datetime) -> Period:
    """Return the month of an instant up to its day: the period a promise is judged by unless another is chosen."""
    day = local_date(at)
    return Period(day.replace(day=1), day)


def require_period(period: Period, now: datetime) -> None:
    """Raise ``PeriodReversed``, ``InFuture`` or ``OutOfRange`` for days that prove nothing."""
    if period.first.year < _EARLIEST or period.last.year > _LATEST:
        raise OutOfRange(field="period_to", low=_EARLIEST, high=_LATEST)
    if period.first > period.last:
        raise PeriodReversed(field="period_to")
    if period.first > local_date(now):
        raise InFuture(field="period_from")


@dataclass(frozen=True, slots=True)
class RecordRef:
    """One record as evidence, by its code as shown; never a name."""

    kind: RecordKind
    code: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number; ``id`` is a key of ``figures`` in the texts, which may name what it is ``{about}``."""

    id: str
    value: FigureValue
    unit: Unit = Unit.COUNT
    about: Bilingual | None = None  # what the shop itself calls it, where there is a figure for each purpose


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the manager wrote about one violation."""

    words: str = field(repr=False)
    explained_at: datetime
    explained_by: StaffId


@dataclass(frozen=True, slots=True)
class Violation:
    """One time a promise was not kept.

    ``reference`` names it for good within its control (``round:12``); ``kind`` is a key of ``violations`` in the
    texts; it stands open until ``closed_at``, and is forgiven by nobody: an explanation only tells why.
    """

    reference: str
    kind: str
    at: datetime
    record: RecordRef
    closed_at: datetime | None = None
    customer_id: CustomerId | None = None  # whom the explanation goes with when the person is erased
    explanation: Explanation | None = None

    @property
    def is_open(self) -> bool:
        """Return whether it still stands."""
        return self.closed_at is None

    @property
    def is_day_limit(self) -> bool:
        """Return whether ``at`` is the end of a period of days, which a reader knows by its last day."""
        return self.record.kind is RecordKind.REQUEST


@dataclass(frozen=True, slots=True)
class Warned:
    """A threshold that was passed; ``kind`` is a key of ``promise_warnings`` in the texts."""

    kind: str
    count: int
    values: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One step of the period: what went well and what did not on the days from ``first`` to ``last``."""

    first: date
    last: date
    good: int
    bad: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rows say about one clause. ``used`` counts the acts that could have broken it.

    ``violations`` hold every one that is open or fell into the period; ``samples`` a few records that keep it.
    ``figures[0]`` is the one shown in a list.
    """

    figures: tuple[Figure, ...]
    used: int
    violations: tuple[Violation, ...] = ()
    warnings: tuple[Warned, ...] = ()
    samples: tuple[RecordRef, ...] = ()
    trend: tuple[TrendPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """A clause, its evidence and its state."""

    clause: Clause
    evidence: Evidence
    state: PromiseState

    @property
    def control(self) -> Control:
        """Return what keeps the clause."""
        return self.clause.control


def state_of(evidence: Evidence) -> PromiseState:
    """Return how a promise stands: broken, at risk, unused or kept, in this order (``model.md`` 9)."""
    if any(one.is_open or one.explanation is None for one in evidence.violations):
        return PromiseState.BROKEN
    if evidence.violations or evidence.warnings:
        return PromiseState.AT_RISK
    return PromiseState.KEPT if evidence.used else PromiseState.UNUSED


def judge(clause: Clause, evidence: Evidence) -> Promise:
    """Return a clause as a promise with its state."""
    return Promise(clause, evidence, state_of(evidence))


_ORDER = (PromiseState.BROKEN, PromiseState.AT_RISK, PromiseState.UNUSED, PromiseState.KEPT)


def count_states(promises: Iterable[Promise]) -> dict[PromiseState, int]:
    """Return how many promises stand how, the worst first, those with none included."""
    found = [one.state for one in promises]
    return {state: found.count(state) for state in _ORDER}


def steps_of(period: Period, most: int = 12) -> tuple[Period, ...]:
    """Divide a period into at most ``most`` steps of whole days, oldest first, for a trend."""
    days = (period.last - period.first).days + 1
    size = -(-days // most)
    starts = [period.first + timedelta(days=offset) for offset in range(0, days, size)]
    return tuple(Period(one, min(one + timedelta(days=size - 1), period.last)) for one in starts)
