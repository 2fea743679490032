"""The promises: every clause of the policy in force with its figures, its state and the records behind it.

Each control is measured from the rows by its own function; what is kept of erased people, breaches somebody recorded
and the manager's explanations are joined in here, for every control alike (``model.md`` 9).
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.errors import NotFound, TextMissing, UnknownChoice, WrongState
from ledger.domain.feedback import require_not_future
from ledger.domain.ids import StaffId
from ledger.domain.instants import local_date
from ledger.domain.policy import Clause, Control, PolicyVersion
from ledger.domain.promise import (
    Evidence,
    Explanation,
    Period,
    Promise,
    RecordKind,
    RecordRef,
    TrendPoint,
    Violation,
    judge,
    month_of,
    require_period,
)
from ledger.domain.staff import Operation
from ledger.domain.text import NOTE_LIMIT, as_code, clean_text
from ledger.services import promise_minors, promise_partners, promise_safety, promise_use
from ledger.services.customers import get_living
from ledger.services.promise_asking import Asked, Measure
from ledger.services.promise_erased import with_erased
from ledger.services.reading import echo
from ledger.services.session import Session
from ledger.storage import customers, promises

__all__ = [
    "MEASURES",
    "BreachInput",
    "BreachLine",
    "Promises",
    "breaches",
    "close_breach",
    "explain",
    "measure",
    "record_breach",
]

MEASURES: Mapping[Control, Measure] = {
    **promise_safety.MEASURES,
    **promise_partners.MEASURES,
    **promise_minors.MEASURES,
    **promise_use.MEASURES,
}
_EVER = date(1900, 1, 1)  # the earliest day anything is dated in a ledger


@dataclass(frozen=True, slots=True)
class Promises:
    """Every clause of ``policy`` over ``period``, as it stood at ``at``, in the policy's own order."""

    period: Period
    at: datetime
    policy: PolicyVersion
    promises: tuple[Promise, ...]


def measure(session: Session, period: Period | None = None) -> Generator[tuple[int, int], None, Promises]:
    """Measure every clause, in one slice or more: yields (clauses done, of how many) and returns them all.

    Without a period this month is measured. Raises ``PeriodReversed`` and ``InFuture``.
    """
    session.require(Operation.VIEW_PROMISES)
    at = session.now()
    chosen = period or month_of(at)
    require_period(chosen, at)
    policy = session.policy()
    found: list[Promise] = []
    for clause in policy.clauses:
        measuring = _evidence(session, Asked(clause, policy, chosen, at))
        evidence = None
        while evidence is None:
            yield len(found), len(policy.clauses)
            evidence = next(measuring)
        found.append(judge(clause, evidence))
    return Promises(chosen, at, policy, tuple(found))


def _evidence(session: Session, asked: Asked) -> Iterator[Evidence | None]:
    """Yield ``None`` after every slice, and the evidence last."""
    control = asked.clause.control
    measured = MEASURES[control](session, asked)
    if not isinstance(measured, Evidence):
        measured = yield from measured
    measured = with_erased(session.db, asked, measured)
    recorded = [_as_violation(one) for one in promises.breaches(session.db, control)]
    recorded = [one for one in recorded if asked.stood(one.at, one.closed_at)]
    violations = sorted((*measured.violations, *recorded), key=lambda one: (one.at, one.reference), reverse=True)
    yield replace(
        measured,
        violations=_explained(session, control, violations),
        trend=tuple(_with(point, recorded) for point in measured.trend),
    )


def _as_violation(one: promises.Breach) -> Violation:
    record = RecordRef(RecordKind.BREACH, one.code)
    return Violation(f"breach:{one.id}", "breach", one.occurred_at, record, one.closed_at, one.customer_id)


def _with(point: TrendPoint, recorded: Sequence[Violation]) -> TrendPoint:
    step = Period(point.first, point.last)
    return replace(point, bad=point.bad + sum(step.has(one.at) for one in recorded))


def _explained(session: Session, control: Control, found: Sequence[Violation]) -> tuple[Violation, ...]:
    known = promises.explanations(session.db, control) if found else {}
    return tuple(replace(one, explanation=_of_this_time(one, known.get(one.reference))) for one in found)


def _of_this_time(one: Violation, said: Explanation | None) -> Explanation | None:
    # What was explained and mended may happen to the same record again: that has to be explained anew.
    return said if said is not None and said.explained_at >= one.at else None


# --- the manager's word ---------------------------------------------------------------------------


def explain(session: Session, control: Control, reference: str, words: str, period: Period | None = None) -> None:
    """Write down why one violation happened (manager); a newer explanation takes the place of an older one.

    ``period`` is where the violation was seen, the whole life of the ledger by default. Raises ``NotFound`` for what
    is no violation of this control there, and ``TextMissing``.
    """
    session.require(Operation.EXPLAIN)
    said = _words(words, "explanation")
    violation = _find(session, control, reference, period)
    customer_id = violation.customer_id
    new = promises.NewExplanation(control, violation.reference, said, customer_id)
    with session.write() as uow:
        promises.save_explanation(uow.db, new, uow.now, uow.actor)
        body: Entry = {"control": control.value, "violation": violation.reference}
        code = customers.code_of(uow.db, customer_id) if customer_id is not None else None
        uow.audit(AuditAction.PROMISE_EXPLAINED, code, body)


def _words(typed: str, name: str) -> str:
    text = clean_text(typed, name, NOTE_LIMIT, is_multiline=True)
    if not text:
        raise TextMissing(field=name)
    return text


def _find(session: Session, control: Control, reference: str, period: Period | None) -> Violation:
    at, policy = session.now(), session.policy()
    chosen = period or Period(_EVER, local_date(at))
    require_period(chosen, at)
    for clause in policy.clauses:
        if clause.control is control:
            *_, evidence = _evidence(session, Asked(clause, policy, chosen, at))
            for violation in evidence.violations if evidence is not None else ():
                if violation.reference == reference:
                    return violation
    raise NotFound(kind="violation", code=echo(reference))


# --- breaches somebody learned of -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BreachInput:
    """A breach as typed: what happened, when, and to whom if it is known."""

    control: Control
    what: str = field(repr=False)
    occurred_at: datetime
    customer_code: str = ""


@dataclass(frozen=True, slots=True)
class BreachLine:
    """One breach in the list; ``what`` and ``measures`` are ``None`` where nothing was written or it was erased."""

    code: str
    control: Control
    clause_id: str
    what: str | None = field(repr=False)
    occurred_at: datetime
    recorded_at: datetime
    recorded_by: StaffId
    customer_code: str | None
    measures: str | None = field(repr=False)
    closed_at: datetime | None
    closed_by: StaffId | None


def record_breach(session: Session, typed: BreachInput) -> str:
    """Record that a clause was broken outside the program, and return the breach's code.

    Raises ``UnknownChoice`` for a control no clause in force names, ``InFuture``, ``TextMissing``, ``NotFound`` and
    ``CustomerErased``.
    """
    session.require(Operation.RECORD)
    clause = _clause(session, typed.control)
    what = _words(typed.what, "what_happened")
    require_not_future(typed.occurred_at, session.now(), "occurred_at")
    customer = get_living(session, typed.customer_code) if typed.customer_code.strip() else None
    with session.write() as uow:
        new = promises.NewBreach(
            clause.control,
            clause.id,
            session.policy().id,
            what,
            min(typed.occurred_at, uow.now),
            customer.id if customer else None,
        )
        code = promises.add_breach(uow.db, new, uow.now, uow.actor)
        body: Entry = {"breach": code, "control": clause.control.value, "clause": clause.id}
        uow.audit(AuditAction.BREACH_RECORDED, customer.code if customer else None, body)
    return code


def _clause(session: Session, control: Control) -> Clause:
    policy = session.policy()
    clause = policy.clause_with(control)
    if clause is None:
        raise UnknownChoice(field="clause", choices=tuple(one.id for one in policy.clauses))
    return clause


def close_breach(session: Session, code: str, measures: str) -> None:
    """Write what was done about a breach, which ends it (manager). Raises ``NotFound``, ``WrongState``."""
    session.require(Operation.EXPLAIN)
    done = _words(measures, "measures")
    breach = promises.load_breach(session.db, as_code(code))
    if breach is None:
        raise NotFound(kind="breach", code=echo(code))
    if breach.closed_at is not None:
        raise WrongState(state="CLOSED", act="close_breach")
    with session.write() as uow:
        promises.close_breach(uow.db, breach.id, done, uow.now, uow.actor)
        body: Entry = {"breach": breach.code, "control": breach.control.value}
        uow.audit(AuditAction.BREACH_CLOSED, breach.customer_code, body)


def breaches(session: Session, control: Control) -> tuple[BreachLine, ...]:
    """Return every breach of what a control keeps, newest first."""
    session.require(Operation.VIEW_PROMISES)
    return tuple(
        BreachLine(
            one.code,
            one.control,
            one.clause_id,
            one.what,
            one.occurred_at,
            one.recorded_at,
            one.recorded_by,
            one.customer_code,
            one.measures,
            one.closed_at,
            one.closed_by,
        )
        for one in promises.breaches(session.db, control)
    )
