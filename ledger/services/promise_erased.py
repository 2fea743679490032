"""Promises after an erasure: what the rows no longer tell is joined in from what was written down before it.

Violations stay, whichever they were, and so do flow figures, uses and the trend, over any period. What an erasure left
open ended with it. Stock figures ("on record now") may fall, for the person is no longer on record: ``without_origin``,
``beyond_need``, ``records_with_purpose``, ``records_without_purpose``, ``browser_past_retention``, ``browser_kept``,
``reach_*`` by state, ``unreachable``, ``changed_values``, ``minors``, ``minors_waiting``, ``offers_accepted``,
``offers_refused``, ``offers_unasked``, and with them the warnings about what may still be mended.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ledger.domain.policy import Control
from ledger.domain.promise import Evidence, Figure, TrendPoint, Violation, Warned
from ledger.services.promise_asking import Asked, in_steps
from ledger.storage import erased_evidence as rows
from ledger.storage.database import Connection
from ledger.storage.erased_evidence import Counts

# Figures that count violations of the period.
_COUNTS_OF_KIND = {
    "contact_to_dead": "contacts_to_dead",
    "minor_order": "orders_while_waiting",
    "offer_without_yes": "offers_without_yes",
}
# Figures that are themselves a warning.
_WARNINGS = {"new_without_purpose": "no_purpose"}
# Where the trend counts as good what is left of all acts without those that went wrong.
_GOOD_WITHOUT_BAD = frozenset({Control.COLLECTION_CATEGORIES, Control.PURPOSE_LIMITATION, Control.OFFERS_BY_CHOICE})


def with_erased(db: Connection, asked: Asked, measured: Evidence) -> Evidence:
    """Return the evidence with what is kept of erased people; without any it is the same."""
    control, known = asked.clause.control, {one.reference for one in measured.violations}
    found = [
        one for one in rows.violations(db, control) if one.reference not in known and asked.stood(one.at, one.closed_at)
    ]
    steps = [rows.counts(db, control, span) for span in asked.spans]
    if not found and not any(step.figures for step in steps):
        return measured
    added = _figures(asked, steps, found)
    return replace(
        measured,
        figures=tuple(_more(one, added) for one in measured.figures),
        used=measured.used + sum(step.used for step in steps),
        violations=(*measured.violations, *found),
        warnings=_warned(measured.warnings, added),
        trend=_trend(asked, measured.trend, steps, found),
    )


def _figures(asked: Asked, steps: Iterable[Counts], found: Iterable[Violation]) -> dict[str, int]:
    added: dict[str, int] = {}
    for step in steps:
        for figure, number in step.figures.items():
            added[figure] = added.get(figure, 0) + number
    for one in found:
        if one.kind in _COUNTS_OF_KIND and asked.period.has(one.at):
            figure = _COUNTS_OF_KIND[one.kind]
            added[figure] = added.get(figure, 0) + 1
    return added


def _more(figure: Figure, added: Mapping[str, int]) -> Figure:
    value, number = figure.value, added.get(figure.id, 0)
    return replace(figure, value=value + number) if number and isinstance(value, int) else figure


def _warned(warnings: Sequence[Warned], added: Mapping[str, int]) -> tuple[Warned, ...]:
    counted = {one.kind: one for one in warnings}
    for figure, kind in _WARNINGS.items():
        if number := added.get(figure, 0):
            known = counted.get(kind, Warned(kind, 0))
            counted[kind] = replace(known, count=known.count + number)
    return tuple(counted.values())


def _trend(
    asked: Asked, points: Sequence[TrendPoint], steps: Sequence[Counts], found: Iterable[Violation]
) -> tuple[TrendPoint, ...]:
    bad = in_steps(asked, (one.at for one in found))
    less = bad if asked.clause.control in _GOOD_WITHOUT_BAD else [0] * len(bad)
    return tuple(
        replace(point, good=max(0, point.good + step.good - fewer), bad=point.bad + wrong)
        for point, step, wrong, fewer in zip(points, steps, bad, less, strict=True)
    )
