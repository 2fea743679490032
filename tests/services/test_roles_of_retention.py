"""Who may do what about retention and reminders: everybody sees what is due, the manager alone lets anything go."""

from collections.abc import Callable

import pytest

from ledger.domain.staff import Operation
from ledger.services import reminders, retention, retention_run
from ledger.services.session import Session
from support.retention import WORDS, YEAR, answer, complain, decide, look
from support.roles import Verb, verbs_in, verbs_of, written_though_refused
from support.services import Workplace, snapshot

STAFF_MAY: dict[str, Verb] = {
    "retention.rules": retention.rules,
    "retention.lines": retention.lines,
    "retention.is_due": retention.is_due,
    "reminders.upcoming": lambda one: reminders.upcoming(one, 10),
    "reminders.crossed": lambda one: reminders.crossed(one, one.now(), one.now()),
    "reminders.look": lambda one: reminders.look(one, None),
}
ONLY_THE_MANAGER: dict[str, Callable[[Session, retention.Plan], object]] = {
    "retention.change": lambda one, _plan: decide(one, (WORDS, 6)),
    "retention.preview": lambda one, _plan: list(retention.preview(one)),
    "retention_run.carrying_out": lambda one, plan: list(retention_run.carrying_out(one, plan)),
    "retention_run.runs": lambda one, _plan: retention_run.runs(one),
}
ELSEWHERE = {"retention.still_due", "reminders.nearest"}  # inside another verb
MODULES = (retention, retention_run, reminders)


@pytest.fixture
def busy(shop: Workplace) -> tuple[Workplace, retention.Plan]:
    """A shop in which something was kept long enough, and a manager who has just looked."""
    answer(shop.session, complain(shop.session))
    complain(shop.session)
    shop.clock.move(days=YEAR)
    decide(shop.session, (WORDS, 3))
    return shop, look(shop.session)


def test_everybody_may_see_what_is_due_and_what_the_rules_are(busy: tuple[Workplace, retention.Plan]) -> None:
    one = busy[0].as_staff()
    before = snapshot(one)
    for verb in STAFF_MAY.values():
        verb(one)
    assert snapshot(one) == before


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_what_is_the_managers_is_refused_to_staff_and_nothing_is_written(
    busy: tuple[Workplace, retention.Plan], name: str
) -> None:
    one = busy[0].as_staff()
    one.mark_confirmed(Operation.RETAIN)
    assert written_though_refused(one, lambda asked: ONLY_THE_MANAGER[name](asked, busy[1])) == []


def test_no_verb_is_forgotten_here() -> None:
    assert verbs_of(*MODULES) == verbs_in(STAFF_MAY, ONLY_THE_MANAGER) | ELSEWHERE
