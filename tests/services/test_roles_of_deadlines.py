"""Who may do what about rules of law and working days: everybody reads them, the manager changes them."""

from datetime import date

import pytest

from ledger.domain.deadline import SpecialDayKind
from ledger.services import law_rules, working_days
from support.roles import Verb, verbs_in, verbs_of, written_though_refused
from support.services import TODAY, Workplace, snapshot

DAY = date(2026, 12, 31)
KEY = "requests.DELETE.complete_days"

STAFF_MAY: dict[str, Verb] = {
    "law_rules.lines": law_rules.lines,
    "law_rules.people_so_far": lambda one: law_rules.people_so_far(one) == 0,
    "working_days.special_days": working_days.special_days,
    "working_days.public_holidays": lambda one: working_days.public_holidays(one, TODAY.year),
    "working_days.public_worked": lambda one: working_days.public_worked(one, TODAY.year),
}
ONLY_THE_MANAGER: dict[str, Verb] = {
    "law_rules.change": lambda one: law_rules.change(one, KEY, "15"),
    "law_rules.change_all": lambda one: law_rules.change_all(one, {KEY: "15"}),
    "law_rules.reset": lambda one: law_rules.reset(one, KEY),
    "working_days.add_special_day": lambda one: working_days.add_special_day(one, DAY, SpecialDayKind.WORKED),
    "working_days.remove_special_day": lambda one: working_days.remove_special_day(one, DAY),
}


@pytest.fixture
def busy(shop: Workplace) -> Workplace:
    """A shop with a changed rule and a day of its own."""
    law_rules.change(shop.session, KEY, "25")
    working_days.add_special_day(shop.session, DAY, SpecialDayKind.CLOSED)
    return shop


def test_staff_read_the_rules_and_the_days(busy: Workplace) -> None:
    one = busy.as_staff()
    before = snapshot(one)
    for verb in STAFF_MAY.values():
        assert verb(one)
    assert snapshot(one) == before


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_what_moves_deadlines_is_refused_to_staff_and_nothing_is_written(busy: Workplace, name: str) -> None:
    one = busy.as_staff()
    assert written_though_refused(one, ONLY_THE_MANAGER[name]) == []


@pytest.mark.parametrize("name", ONLY_THE_MANAGER)
def test_the_manager_may_do_all_of_it(busy: Workplace, name: str) -> None:
    before = snapshot(busy.session)
    ONLY_THE_MANAGER[name](busy.session)
    assert snapshot(busy.session) != before


def test_no_verb_is_forgotten_here() -> None:
    assert verbs_of(law_rules, working_days) == verbs_in(STAFF_MAY, ONLY_THE_MANAGER)
