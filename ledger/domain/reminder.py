"""What is due and what fell due: a clock passing from one state to the next, told once (``product.md``, Today)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.deadline import WARN_AT, Deadline, DeadlineKind, DeadlineState

# What a clock passes on its way, in this order; RUNNING is where it begins.
THRESHOLDS = (DeadlineState.HALF, DeadlineState.NEAR, DeadlineState.DUE, DeadlineState.OVERDUE)
_PRESSING = frozenset({DeadlineState.DUE, DeadlineState.OVERDUE})


@dataclass(frozen=True, slots=True)
class Reminder:
    """One running clock and what it is about. ``about`` is a word of the texts: a channel, a kind of request, …

    ``person`` (customer, or the partner asked) and ``excerpt`` are for the page only, never for a notification.
    ``known_at`` is when it was written down: before that nobody could be reminded.
    """

    code: str
    deadline: Deadline
    about: str
    known_at: datetime
    person: str | None = field(default=None, repr=False)
    excerpt: str = field(default="", repr=False)
    round: int = 1

    @property
    def kind(self) -> DeadlineKind:
        """Return what has to be done by then."""
        return self.deadline.kind

    def ends_at(self, at: datetime) -> datetime:
        """Return the end that counts at an instant: the target, and once that is past the legal limit."""
        return next_end(self.deadline, at)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A threshold one clock passed, and when."""

    code: str
    kind: DeadlineKind
    threshold: DeadlineState
    at: datetime
    deadline: Deadline

    @property
    def is_pressing(self) -> bool:
        """Return whether this is the end itself, not a warning before it."""
        return self.threshold in _PRESSING


def next_end(deadline: Deadline, at: datetime) -> datetime:
    """Return what the shop works towards at an instant: the target, and once that is past the legal limit."""
    return deadline.target_at if at <= deadline.target_at else deadline.due_at


def instant_of(deadline: Deadline, threshold: DeadlineState) -> datetime:
    """Return when a clock passes a threshold; the two ends are passed just after the instant returned."""
    whole = deadline.target_at - deadline.started_at
    return {
        DeadlineState.HALF: deadline.started_at + WARN_AT[0] * whole,
        DeadlineState.NEAR: deadline.started_at + WARN_AT[1] * whole,
        DeadlineState.DUE: deadline.target_at,
        DeadlineState.OVERDUE: deadline.due_at,
    }[threshold]


def crossings(reminder: Reminder, since: datetime, until: datetime) -> tuple[Crossing, ...]:
    """Return the thresholds passed after ``since`` and until ``until``, both included in what went before and now.

    Each is told once over intervals that follow each other. What was passed already when it was written down is told
    with the interval in which that was.
    """
    before = _reached(reminder.deadline, since) if reminder.known_at <= since else 0
    now = _reached(reminder.deadline, until) if reminder.known_at <= until else 0
    return tuple(
        Crossing(reminder.code, reminder.kind, one, instant_of(reminder.deadline, one), reminder.deadline)
        for one in THRESHOLDS[before:now]
        if one is not DeadlineState.DUE or reminder.deadline.target_at < reminder.deadline.due_at
    )


def _reached(deadline: Deadline, at: datetime) -> int:
    state = deadline.state(at)
    return 0 if state is DeadlineState.RUNNING else THRESHOLDS.index(state) + 1


def furthest(passed: Iterable[Crossing]) -> tuple[Crossing, ...]:
    """Return only the last threshold of each clock, the most pressing first, then by when it was passed."""
    last: dict[tuple[str, DeadlineKind], Crossing] = {}
    for one in passed:
        known = last.get((one.code, one.kind))
        if known is None or THRESHOLDS.index(one.threshold) > THRESHOLDS.index(known.threshold):
            last[one.code, one.kind] = one
    return tuple(sorted(last.values(), key=lambda one: (-THRESHOLDS.index(one.threshold), one.at, one.code)))
