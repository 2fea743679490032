"""Letting go what a manager saw and approved: one run with its code, in slices, each with its entries in the trail.

What is done stays done when it is stopped, and the run says how far it came.
"""

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.erasure import ErasureCause
from ledger.domain.errors import ErasureBlocked, NothingToDo
from ledger.domain.ids import RetentionRunId
from ledger.domain.retention import file_skip
from ledger.domain.staff import Operation
from ledger.services.erasure import erasing
from ledger.services.retention import CUSTOMERS, Category, Part, Plan, still_due
from ledger.services.session import Session
from ledger.storage import retention as rows
from ledger.storage import staff
from ledger.storage.database import Connection
from ledger.storage.unit_of_work import UnitOfWork

AT_ONCE = 200  # feedback or files in one transaction, each person with an entry
_PEOPLE_AT_ONCE = 2_000  # rows of a list, which carry no data and get one entry together


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run: months by category, what was to go, what went, how many were held back; unfinished while no end."""

    code: str
    run_at: datetime
    run_by: str = field(repr=False)
    rules: dict[Category, int]
    planned: dict[Category, int]
    gone: dict[Category, int]
    skipped: int
    erased: int  # customers
    finished_at: datetime | None


@dataclass(slots=True)
class _Run:
    id: RetentionRunId
    code: str
    plan: Plan
    gone: Counter[Category] = field(default_factory=Counter)

    def counts(self) -> dict[str, dict[str, int]]:
        return {
            one.rule.category.value: {
                "planned": one.count,
                "gone": self.gone[one.rule.category],
                "skipped": sum(one.skipped.values()),
            }
            for one in self.plan.parts
        }

    def save(self, uow: UnitOfWork, *, is_done: bool = False) -> None:
        rows.save_counts(uow.db, self.id, self.counts(), uow.now if is_done else None)


Steps = Iterator[int]


def carrying_out(session: Session, plan: Plan) -> Generator[tuple[int, int], None, RunLine]:
    """Let go what the plan found and what is still old enough (manager, confirmed); yields (done, total).

    Raises ``NothingToDo`` for an empty plan, ``RoleForbidden``, ``ConfirmationNeeded``. Customers go first: with one
    of them go their feedback's words and files.
    """
    session.require(Operation.RETAIN)
    session.require_confirmed(Operation.RETAIN)
    if not plan.count:
        raise NothingToDo
    run, done = _begin(session, plan), 0
    yield 0, plan.count
    for step in chain(_erase(session, run), *(_emptied(session, run, one) for one in plan.parts)):
        done += step
        yield min(done, plan.count), plan.count
    return _finish(session, run)


def _begin(session: Session, plan: Plan) -> _Run:
    months = {one.rule.category.value: one.rule.months for one in plan.parts}
    with session.write() as uow:
        run = _Run(*rows.add_run(uow.db, months, {}, uow.now, uow.actor), plan)
        run.save(uow)
        body: Entry = {"run": run.code, "categories": list(months), "planned": plan.count, "skipped": plan.skipped}
        uow.audit(AuditAction.RETENTION_RUN, None, body)
    return run


def _finish(session: Session, run: _Run) -> RunLine:
    with session.write() as uow:
        run.save(uow, is_done=True)
        counts = {one.rule.category.value: run.gone[one.rule.category] for one in run.plan.parts}
        body: Entry = {"run": run.code, "is_finished": True, "gone": counts}
        uow.audit(AuditAction.RETENTION_RUN, None, body)
    return runs(session, 1)[0]


# --- customers ----------------------------------------------------------------------------------


def _erase(session: Session, run: _Run) -> Steps:
    """Erase the customers of the plan as one erasure, so that the file is read through and backups rewritten once."""
    whose: dict[str, Category] = {}
    for part in run.plan.parts:
        if part.rule.category in CUSTOMERS:
            for some in _in_slices(part.ids):
                due = still_due(session, part, some)
                whose |= dict.fromkeys(due, part.rule.category)
                yield len(some) - len(due)
    yield from _erase_all(session, run, list(whose))
    left = frozenset(rows.still_living(session.db, list(whose)))
    run.gone.update(category for code, category in whose.items() if code not in left)


def _erase_all(session: Session, run: _Run, wanted: list[str]) -> Steps:
    while wanted:
        done = 0
        try:
            for reached, total in erasing(session, wanted, ErasureCause.RETENTION, run_id=run.id):
                now = len(wanted) * reached // total  # it counts backups and checks too
                yield now - done
                done = now
        except ErasureBlocked as blocked:  # something new about one of them since they were asked about: next time
            wanted = [one for one in rows.still_living(session.db, wanted) if one != blocked.data["code"]]
            yield 1 - done
        else:
            return


# --- words, lists, files ------------------------------------------------------------------------


def _emptied(session: Session, run: _Run, part: Part) -> Steps:
    if part.rule.category is Category.CONTACT_LOG:
        yield from _empty_lists(session, run, part)
    elif part.rule.category not in CUSTOMERS:
        for some in _in_slices(part.ids):
            yield _slice(session, run, part, some)


def _in_slices(ids: Sequence[int]) -> Iterator[list[int]]:
    return (list(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))


def _slice(session: Session, run: _Run, part: Part, ids: list[int]) -> int:
    is_feedback = part.rule.category is Category.FEEDBACK
    with session.write() as uow:
        people = _feedback(uow.db, part, ids) if is_feedback else _files(uow.db, part, ids)
        run.gone[part.rule.category] += len(people)
        run.save(uow)
        name = "texts" if is_feedback else "files"
        for code, count in sorted(Counter(people).items(), key=lambda one: one[0] or ""):
            uow.audit(AuditAction.PURGED, code, {"run": run.code, name: count})
        if not people:  # all of it changed meanwhile, or went with its customer
            uow.audit(AuditAction.PURGED, None, {"run": run.code, name: 0})
    return len(ids)


def _feedback(db: Connection, part: Part, ids: list[int]) -> list[str | None]:
    return [one.customer_code for one in rows.empty_feedback(db, part.before, ids)]


def _files(db: Connection, part: Part, ids: list[int]) -> list[str | None]:
    going = [one for one in rows.old_files(db, part.before, ids) if file_skip(one.ties, part.before)[0]]
    rows.delete_files(db, [one.id for one in going])
    return [one.customer_code for one in going]


def _empty_lists(session: Session, run: _Run, part: Part) -> Steps:
    wanted = set(part.ids)
    for one in rows.lists_closed_before(session.db, part.before):
        if one.id not in wanted:
            continue
        left = one.people
        while left > 0:
            with session.write() as uow:
                left -= rows.empty_list(uow.db, one, _PEOPLE_AT_ONCE)
                run.gone[part.rule.category] += left <= 0
                run.save(uow)
                uow.audit(AuditAction.PURGED, None, {"run": run.code, "list": one.code, "people_left": max(left, 0)})
            yield 0
        yield 1


# --- runs so far --------------------------------------------------------------------------------


def runs(session: Session, limit: int = 50) -> tuple[RunLine, ...]:
    """Return the newest runs first, finished or not (manager)."""
    session.require(Operation.RETAIN)
    names = {one.id: one.name for one in staff.members(session.db)}
    return tuple(_line(one, names.get(one.run_by, "")) for one in rows.runs(session.db, limit))


def _line(one: rows.StoredRun, name: str) -> RunLine:
    def of(what: str) -> dict[Category, int]:
        return {Category(category): counts[what] for category, counts in one.counts.items()}

    return RunLine(
        one.code,
        one.run_at,
        name,
        {Category(category): months for category, months in one.rules.items()},
        of("planned"),
        of("gone"),
        sum(of("skipped").values()),
        one.erased,
        one.finished_at,
    )
