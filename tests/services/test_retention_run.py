"""Letting go: with the manager's passphrase, what was seen and is still due, in slices, each on the trail."""

from datetime import timedelta

import pytest

from ledger.domain.consent import ConsentOutcome
from ledger.domain.errors import ConfirmationNeeded, NothingToDo, RoleForbidden
from ledger.domain.instants import local_date
from ledger.domain.policy import Control
from ledger.domain.promise import Period
from ledger.domain.retention import Category
from ledger.domain.staff import Operation
from ledger.services import (
    promises,
    retention,
    retention_run,
)
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session
from support.retention import (
    FILES,
    SILENT,
    WORDS,
    YEAR,
    answer,
    complain,
    decide,
    is_gone,
    let_go,
    look,
    part,
    prove,
)
from support.services import (
    TODAY,
    Workplace,
    add_customer,
)


def test_nothing_goes_without_the_managers_passphrase_just_now(shop: Workplace) -> None:
    session = shop.session
    one = add_customer(session)
    shop.clock.move(days=3 * YEAR)
    decide(session, (SILENT, 24))
    plan = look(session)
    with pytest.raises(ConfirmationNeeded):
        to_the_end(retention_run.carrying_out(session, plan))
    session.mark_confirmed(Operation.ERASE)  # for another kind of act
    with pytest.raises(ConfirmationNeeded):
        to_the_end(retention_run.carrying_out(session, plan))
    assert not is_gone(session, one)
    assert retention_run.runs(session) == ()


def test_staff_see_the_rules_and_nothing_more(shop: Workplace) -> None:
    add_customer(shop.session)
    shop.clock.move(days=3 * YEAR)
    decide(shop.session, (SILENT, 24))
    plan = look(shop.session)
    staff = shop.as_staff()
    staff.mark_confirmed(Operation.RETAIN)
    assert len(retention.lines(staff)) == len(Category)
    for act in (
        lambda: decide(staff, (SILENT, 36)),
        lambda: look(staff),
        lambda: to_the_end(retention_run.carrying_out(staff, plan)),
        lambda: retention_run.runs(staff),
    ):
        with pytest.raises(RoleForbidden):
            act()


def test_an_empty_plan_is_no_run(session: Session) -> None:
    decide(session, (SILENT, 24))
    session.mark_confirmed(Operation.RETAIN)
    with pytest.raises(NothingToDo):
        to_the_end(retention_run.carrying_out(session, look(session)))


def test_what_changed_since_it_was_seen_is_asked_about_again(shop: Workplace) -> None:
    session = shop.session
    back, gone = add_customer(session, "Trở Lại"), add_customer(session, "Đi Luôn", phones=("0988000111",), emails=())
    for one in (back, gone):
        answer(session, complain(session, one.code))
    shop.clock.move(days=3 * YEAR)
    decide(session, (SILENT, 24), (WORDS, 24))
    plan = look(session)
    assert (plan.customers, plan.count) == (2, 4)
    complain(session, back.code)  # came back while the manager read
    session.mark_confirmed(Operation.RETAIN)
    run = to_the_end(retention_run.carrying_out(session, plan))
    assert (run.planned[SILENT], run.gone[SILENT], run.erased) == (2, 1, 1)
    assert (is_gone(session, back), is_gone(session, gone)) == (False, True)
    assert run.gone[WORDS] == 1  # the other went with its customer


def test_stopped_half_way_keeps_what_is_done_and_says_how_far_it_came(shop: Workplace) -> None:
    session = shop.session
    for _ in range(450):
        answer(session, complain(session))
    shop.clock.move(days=YEAR)
    decide(session, (WORDS, 6))
    session.mark_confirmed(Operation.RETAIN)
    running = retention_run.carrying_out(session, look(session))
    assert [next(running) for _ in range(2)] == [(0, 450), (200, 450)]
    running.close()
    (run,) = retention_run.runs(session)
    assert (run.planned[WORDS], run.gone[WORDS], run.finished_at) == (450, 200, None)
    assert retention.is_due(session)  # what is left is asked about again
    assert part(session, WORDS).count == 250
    assert let_go(session).code == "LT-0002"
    assert session.db.execute("SELECT count(*) FROM feedback WHERE text IS NOT NULL").fetchone() == (0,)


def test_a_run_is_due_a_month_after_the_last(shop: Workplace) -> None:
    session = shop.session
    answer(session, complain(session))
    shop.clock.move(days=YEAR)
    decide(session, (WORDS, 6))
    assert retention.is_due(session)
    let_go(session)
    assert not retention.is_due(session)
    shop.clock.move(days=29)
    assert not retention.is_due(session)
    shop.clock.move(days=1)
    assert retention.is_due(session)


_COUNTING_WHAT_WAS_DONE = frozenset({Control.FEEDBACK_IN_TIME, Control.REFUSE_CONTACT, Control.PURPOSE_LIMITATION})


def test_the_promises_count_as_before(shop: Workplace) -> None:
    session = shop.session
    one = add_customer(session)
    answer(session, complain(session, one.code))
    prove(session, one, ConsentOutcome.GRANTED)
    prove(session, one, ConsentOutcome.WITHDRAWN)
    shop.clock.move(days=3 * YEAR)
    decide(session, (SILENT, 24), (WORDS, 24), (FILES, 24))

    def counted() -> dict[Control, object]:
        over = Period(TODAY - timedelta(days=YEAR), local_date(session.now()))
        return {
            promise.control: (promise.state, promise.evidence.figures)
            for promise in to_the_end(promises.measure(session, over)).promises
            if promise.control in _COUNTING_WHAT_WAS_DONE
        }

    before = counted()
    let_go(session)
    assert is_gone(session, one)
    assert counted() == before
    assert session.vault.verify_audit(everything=True)
