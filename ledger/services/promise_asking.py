"""What a control is asked about its clause, and the few rules all of them share (``model.md`` 9)."""

from bisect import bisect_right
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ledger.domain.ids import CustomerId
from ledger.domain.policy import Clause, PolicyVersion
from ledger.domain.promise import Evidence, Period, RecordKind, RecordRef, TrendPoint, Violation, steps_of
from ledger.services.session import Session
from ledger.storage.promises import Span, span_of

SAMPLES = 5  # records named as examples


@dataclass(frozen=True, slots=True)
class Asked:
    """One clause of the policy in force, and the days to prove it for, as seen at an instant."""

    clause: Clause
    policy: PolicyVersion
    period: Period
    at: datetime

    @property
    def span(self) -> Span:
        """Return the period as stored instants, [since, until)."""
        return span_of(self.period)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the steps of the trend in the same form, oldest first."""
        return tuple(span_of(step) for step in steps_of(self.period))

    @property
    def is_current(self) -> bool:
        """Return whether the period reaches the present: a warning is about what may still be mended."""
        return self.period.until() > self.at

    def number(self, name: str, default: int) -> int:
        """Return a number among the clause's parameters; ``default`` where the shop wrote none."""
        value = self.clause.parameters.get(name, default)
        return value if isinstance(value, int) else default

    def stood(self, at: datetime, closed_at: datetime | None = None) -> bool:
        """Return whether a violation stood on a day of the period; what is still open stands from ``at`` on.

        What arose only after the period does not count against it.
        """
        ended = self.period.since() <= closed_at if closed_at is not None else True
        return ended and at <= self.at and at < self.period.until()


# Figures count rows in the period. ``used`` counts acts that kept the clause and acts that were blocked for it.
# A measure that takes long yields between slices of its work.
Resting = Generator[None, None, Evidence]
Measure = Callable[[Session, Asked], Evidence | Resting]


def samples(kind: RecordKind, codes: Iterable[str | int]) -> tuple[RecordRef, ...]:
    """Return the first few records as examples, each once."""
    return tuple(RecordRef(kind, str(code)) for code in dict.fromkeys(codes))[:SAMPLES]


def trend(asked: Asked, good: Sequence[int], violations: Iterable[Violation]) -> tuple[TrendPoint, ...]:
    """Return the steps of the period: how many acts were in order (one number per step), and what arose in each."""
    bad = in_steps(asked, (one.at for one in violations))
    return tuple(
        TrendPoint(step.first, step.last, count, wrong)
        for step, count, wrong in zip(steps_of(asked.period), good, bad, strict=True)
    )


def in_steps(asked: Asked, instants: Iterable[datetime]) -> tuple[int, ...]:
    """Return how many instants fall into each step of the trend, for what was loaded anyway."""
    steps = steps_of(asked.period)
    starts, end, counts = [one.since() for one in steps], steps[-1].until(), [0] * len(steps)
    for at in instants:
        place = bisect_right(starts, at) - 1
        if place >= 0 and at < end:
            counts[place] += 1
    return tuple(counts)


def at_once(
    reference: str, kind: str, at: datetime, record: RecordRef, customer_id: CustomerId | None = None
) -> Violation:
    """Return a violation that was over as it happened: it cannot be undone, only explained."""
    return Violation(reference, kind, at, record, closed_at=at, customer_id=customer_id)
