"""How long things are kept: the rules a manager decides, what they would let go, and letting it go (CPL 16.1c).

Nothing goes by itself. ``preview`` counts and records nothing; ``carrying_out`` lets go only what the manager saw, and
only what is still old enough at that moment.
"""

from array import array
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.assets import load_law
from ledger.domain.audit import AuditAction
from ledger.domain.collection import cookie_terms
from ledger.domain.retention import (
    CUSTOMERS,
    DECIDED,
    Category,
    Rule,
    Skip,
    cut_off,
    file_skip,
    is_run_due,
    limits,
    require_months,
)
from ledger.domain.staff import Operation
from ledger.services.deciding import in_batches
from ledger.services.law_values import number as law_number
from ledger.services.minors import asked_today
from ledger.services.session import Session
from ledger.services.survey import DAYS as SURVEY_DAYS
from ledger.storage import retention as rows
from ledger.storage import shop as shop_rows

__all__ = [
    "CUSTOMERS", "DECIDED", "Category", "Part", "Plan", "Rule", "RuleLine", "Skip", "change", "is_due", "lines",
    "preview", "rules", "still_due",
]  # fmt: skip

_RECORDS_YEARS = "advertising.rules.keep_records_years"
# What law.toml suggests, from and until, in months.
_SUGGESTED = {
    Category.CUSTOMER_AFTER_LAST_ORDER: ("retention.customer_months_from", "retention.customer_months_until"),
    Category.CUSTOMER_WITHOUT_ORDERS: ("retention.without_orders_months",) * 2,
    Category.FEEDBACK: ("retention.feedback_months",) * 2,
    Category.CONTACT_LOG: ("retention.contact_list_months",) * 2,
    Category.ATTACHMENTS: ("retention.file_months",) * 2,
}
_ON, _OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One category with its rule, what the program suggests and why; ``low`` … ``high`` months may be set.

    What empties itself has no rule here: ``days`` says how long it is kept, ``reference`` which clause or rule says so.
    """

    category: Category
    months: int
    is_on: bool
    suggested: tuple[int, int]
    low: int
    high: int
    source: str
    confidence: str
    days: int | None = None
    reference: str = ""

    @property
    def empties_itself(self) -> bool:
        """Return whether it needs no run."""
        return self.days is not None


def rules(session: Session) -> dict[Category, Rule]:
    """Return the rule of every category a manager decides about; off, with what is suggested, until then."""
    stored = shop_rows.settings(session.db)
    return {one: _rule(one, stored.get(_key(one)), _suggested(session, one)[1]) for one in DECIDED}


def _key(category: Category) -> str:
    return f"retention.rule.{category.value}"


def _rule(category: Category, stored: str | None, suggested: int) -> Rule:
    if stored is None:
        return Rule(category, suggested)
    state, _, months = stored.partition(" ")
    return Rule(category, int(months), state == _ON)


def _suggested(session: Session, category: Category) -> tuple[int, int]:
    first, last = (law_number(session.db, key) for key in _SUGGESTED[category])
    return first, last


def lines(session: Session) -> tuple[RuleLine, ...]:
    """Return every category as Settings shows it; those that empty themselves last."""
    decided, years, law = rules(session), law_number(session.db, _RECORDS_YEARS), load_law()
    made = []
    for one in DECIDED:
        rule, source = decided[one], law[_SUGGESTED[one][1]]
        suggested, (low, high) = _suggested(session, one), limits(one, years)
        made.append(RuleLine(one, rule.months, rule.is_on, suggested, low, high, source.source, source.confidence))
    return (*made, *_emptying_themselves(session))


def _emptying_themselves(session: Session) -> tuple[RuleLine, ...]:
    survey, cookies = load_law()[SURVEY_DAYS], cookie_terms(session.policy())
    days = law_number(session.db, SURVEY_DAYS)
    return (
        RuleLine(Category.SURVEY, 0, True, (0, 0), 0, 0, survey.source, survey.confidence, days),
        RuleLine(Category.BROWSER, 0, True, (0, 0), 0, 0, "", "high", cookies.keep.days, cookies.reference),
    )


def change(session: Session, wanted: Sequence[Rule]) -> tuple[RuleLine, ...]:
    """Decide rules (manager), all or none. Raises ``OutOfRange`` with the category as its field."""
    session.require(Operation.RETAIN)
    known, years = rules(session), law_number(session.db, _RECORDS_YEARS)
    changed = [one for one in wanted if one != known[one.category]]
    for one in changed:
        require_months(one.category, one.months, years)
    if changed:
        with session.write() as uow:
            for one in changed:
                shop_rows.save_setting(uow.db, _key(one.category), f"{_ON if one.is_on else _OFF} {one.months}")
                body = {"category": one.category.value, "months": one.months, "is_on": one.is_on}
                uow.audit(AuditAction.RETENTION_CHANGED, None, dict(body))
    return lines(session)


def is_due(session: Session) -> bool:
    """Return whether the manager should be asked now: rules are on, and the last run is a month ago or never was."""
    return is_run_due(rules(session).values(), rows.last_finished_at(session.db), session.now())


# --- what would go ------------------------------------------------------------------------------

SLICE = 500  # records: well below the 100 ms of one slice
_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Part:
    """What one rule would let go: ids of customers, feedback, lists or files, of things before ``before``."""

    rule: Rule
    before: datetime
    ids: "array[int]" = field(repr=False)
    people: int = 0  # on the lists
    skipped: Mapping[Skip, int] = field(default_factory=dict)
    samples: tuple[str, ...] = ()
    held: tuple[str, ...] = ()  # codes of some that are skipped

    @property
    def count(self) -> int:
        """Return how many records would go."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the rules that are on would let go at an instant; nothing of it is recorded."""

    at: datetime
    parts: tuple[Part, ...]

    @property
    def customers(self) -> int:
        """Return how many customers would be erased."""
        return sum(one.count for one in self.parts if one.rule.category in CUSTOMERS)

    @property
    def count(self) -> int:
        """Return how many records would go altogether."""
        return sum(one.count for one in self.parts)

    @property
    def skipped(self) -> int:
        """Return how many are old enough and stay for a reason."""
        return sum(sum(one.skipped.values()) for one in self.parts)


@dataclass(slots=True)
class _Gathering:
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    people: int = 0
    skipped: Counter[Skip] = field(default_factory=Counter)
    samples: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    def add(self, one: int, code: str | None) -> None:
        self.ids.append(one)
        if code and len(self.samples) < _SAMPLES and code not in self.samples:
            self.samples.append(code)

    def skip(self, why: Sequence[Skip], code: str | None) -> None:
        self.skipped[why[0]] += 1  # counted once, under the first reason: settling that shows the next
        if code and len(self.held) < _SAMPLES and code not in self.held:
            self.held.append(code)

    def part(self, rule: Rule, before: datetime) -> Part:
        return Part(rule, before, self.ids, self.people, self.skipped, tuple(self.samples), tuple(self.held))


Slices = Generator[tuple[int, int], None, Plan]


def preview(session: Session) -> Slices:
    """Find what the rules that are on would let go (manager), slice by slice; yields (done, total)."""
    session.require(Operation.RETAIN)
    at, on = session.now(), [one for one in rules(session).values() if one.is_on]
    total, done = sum(_size(session, one.category) for one in on), 0
    yield 0, total
    parts = []
    for rule in on:
        before, found = cut_off(at, rule.months), _Gathering()
        for ids in _ranges(_size(session, rule.category)):
            _FIND[rule.category](session, before, ids, found)
            done += len(ids)
            yield done, total
        parts.append(found.part(rule, before))
    return Plan(at, tuple(parts))


_TABLES = {
    Category.CUSTOMER_AFTER_LAST_ORDER: "customer",
    Category.CUSTOMER_WITHOUT_ORDERS: "customer",
    Category.FEEDBACK: "feedback",
    Category.ATTACHMENTS: "attachment",
}


def _size(session: Session, category: Category) -> int:
    return rows.last_id(session.db, _TABLES[category]) if category in _TABLES else 1


def _ranges(last: int) -> Generator[range]:
    yield from (range(start, min(start + SLICE, last + 1)) for start in range(1, last + 1, SLICE))


# --- one category after the other ---------------------------------------------------------------


def _customers(session: Session, found: Sequence[rows.Old], into: _Gathering) -> None:
    minors_since = asked_today(session, session.now()).born_after
    for batch in in_batches(found):
        held = rows.skips(session.db, [one.id for one in batch], minors_since)
        for one in batch:
            if one.id in held:
                into.skip(held[one.id], one.code)
            else:
                into.add(one.id, one.code)


def _after_orders(session: Session, before: datetime, ids: range, into: _Gathering) -> None:
    _customers(session, rows.ordered_before(session.db, before, ids), into)


def _without_orders(session: Session, before: datetime, ids: range, into: _Gathering) -> None:
    _customers(session, rows.silent_since(session.db, before, ids), into)


def _feedback(session: Session, before: datetime, ids: range, into: _Gathering) -> None:
    going, held = rows.answered_before(session.db, before, ids)
    for one in going:
        into.add(one.id, one.code)
    for one in held:
        into.skip((Skip.REQUEST_OPEN,), one.code)


def _lists(session: Session, before: datetime, _ids: range, into: _Gathering) -> None:
    for one in rows.lists_closed_before(session.db, before):
        into.add(one.id, one.code)
        into.people += one.people


def _files(session: Session, before: datetime, ids: range, into: _Gathering) -> None:
    for one in rows.old_files(session.db, before, ids):
        may_go, why = file_skip(one.ties, before)
        if may_go:
            into.add(one.id, one.customer_code)
        elif why is not None:
            into.skip((why,), one.customer_code)


_FIND = {
    Category.CUSTOMER_AFTER_LAST_ORDER: _after_orders,
    Category.CUSTOMER_WITHOUT_ORDERS: _without_orders,
    Category.FEEDBACK: _feedback,
    Category.CONTACT_LOG: _lists,
    Category.ATTACHMENTS: _files,
}


def still_due(session: Session, part: Part, ids: Sequence[int]) -> tuple[str, ...]:
    """Return the codes of those of some customers of a part who may still go now."""
    find = rows.ordered_before if part.rule.category is Category.CUSTOMER_AFTER_LAST_ORDER else rows.silent_since
    found = [old for one in ids for old in find(session.db, part.before, range(one, one + 1))]
    held = rows.skips(session.db, [one.id for one in found], asked_today(session, session.now()).born_after)
    return tuple(one.code for one in found if one.id not in held)
