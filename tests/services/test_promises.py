"""The promises as a whole: measured clause by clause, explained by the manager only, and breaches nobody can hide."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import (
    CustomerErased,
    InFuture,
    LedgerError,
    NotFound,
    PeriodReversed,
    RoleForbidden,
    TextMissing,
    UnknownChoice,
    WrongState,
)
from ledger.domain.policy import Control
from ledger.domain.promise import Period, PromiseState, count_states
from ledger.services import promises
from ledger.services.promises import BreachInput, breaches, close_breach, explain, record_breach
from ledger.services.session import Session
from support.promises import (
    WORDS,
    beyond_the_gate,
    explain_all,
    given_elsewhere,
    measured,
    promise_of,
    state,
)
from support.services import (
    AT,
    TODAY,
    Workplace,
    add_authority,
    add_customer,
    audited,
    entries_since,
    records,
    snapshot,
)
from support.statements import asking

ACCESS = Control.ACCESS_CONTROL
SEEN = "Người lạ nhìn thấy danh sách khách trên màn hình"


def breach(session: Session, **changes: Any) -> str:
    typed: dict[str, Any] = {"control": ACCESS, "what": SEEN, "occurred_at": session.clock.now()} | changes
    return record_breach(session, BreachInput(**typed))


def refused(kind: type[LedgerError], session: Session, act: Callable[[], object]) -> LedgerError:
    """Try something, see it refused, and see that nothing was written."""
    before = records(session)
    with pytest.raises(kind) as error:
        act()
    assert records(session) == before
    return error.value


# --- measuring ------------------------------------------------------------------------------------


def test_every_clause_is_measured_in_the_policys_order_and_the_waiting_is_told_how_far_it_is(session: Session) -> None:
    slices = promises.measure(session)
    steps = list(slices)
    clauses = session.policy().clauses
    assert (steps[0], steps[-1]) == ((0, len(clauses)), (len(clauses) - 1, len(clauses)))
    assert steps == sorted(steps)
    found = measured(session)
    assert [one.clause for one in found.promises] == list(clauses)
    assert (found.period, found.at, found.policy) == (Period(date(2026, 11, 1), TODAY), AT, session.policy())


def test_a_new_ledger_has_broken_nothing(session: Session) -> None:
    counts = count_states(measured(session).promises)
    assert counts[PromiseState.BROKEN] == counts[PromiseState.AT_RISK] == 0


@pytest.mark.parametrize("pack", ["king_oil", "vietking"])
def test_other_packs_have_their_own_promises(request: pytest.FixtureRequest, pack: str) -> None:
    session: Session = request.getfixturevalue(pack)
    assert [one.clause for one in measured(session).promises] == list(session.policy().clauses)


def test_staff_may_see_the_promises(shop: Workplace) -> None:
    assert measured(shop.as_staff()).promises


def test_days_that_prove_nothing_are_refused(session: Session) -> None:
    with pytest.raises(PeriodReversed):
        measured(session, Period(TODAY, TODAY - timedelta(days=1)))
    with pytest.raises(InFuture):
        measured(session, Period(TODAY + timedelta(days=1), TODAY + timedelta(days=1)))


def test_measuring_writes_nothing(session: Session) -> None:
    before = snapshot(session)
    measured(session)
    assert snapshot(session) == before


# --- breaches -------------------------------------------------------------------------------------


def test_a_breach_is_recorded_by_whoever_learns_of_it_and_breaks_the_promise(shop: Workplace) -> None:
    session = shop.as_staff()
    assert breach(session) == "VP-0001"
    assert breach(session) == "VP-0002"
    (violation, _) = promise_of(session, "VK 5").evidence.violations
    assert (violation.kind, violation.record.code, violation.is_open) == ("breach", "VP-0002", True)
    assert state(session, "VK 5") is PromiseState.BROKEN


def test_the_list_of_breaches_tells_all_about_each_newest_first(session: Session) -> None:
    customer = add_customer(session)
    breach(session, customer_code=customer.code.lower(), occurred_at=AT - timedelta(days=2))
    breach(session)
    close_breach(session, "vp-0001", "Đã xoay màn hình vào trong.")
    newer, older = breaches(session, ACCESS)
    assert (newer.code, newer.closed_at, newer.measures, newer.customer_code) == ("VP-0002", None, None, None)
    assert (older.what, older.measures) == (SEEN, "Đã xoay màn hình vào trong.")
    assert (older.customer_code, older.clause_id) == (customer.code, "VK 5")
    assert (older.closed_by, older.recorded_by) == (session.member.id, session.member.id)
    assert breaches(session, Control.OUTSIDE_LINKS) == ()


def test_an_old_breach_counts_for_as_long_as_it_stays_open(shop: Workplace) -> None:
    session = shop.session
    breach(session, occurred_at=AT - timedelta(days=60))
    assert state(session, "VK 5") is PromiseState.BROKEN
    close_breach(session, "VP-0001", "Đã làm rõ.")
    explain_all(session, "VK 5")
    assert state(session, "VK 5") is PromiseState.AT_RISK  # it was closed this month, so it stood in it
    shop.clock.move(days=30)
    assert promise_of(session, "VK 5").evidence.violations == ()
    september = Period(date(2026, 9, 1), date(2026, 9, 30))
    assert promise_of(session, "VK 5", september).state is PromiseState.AT_RISK
    assert promise_of(session, "VK 5", Period(date(2026, 8, 1), date(2026, 8, 31))).evidence.violations == ()


def test_a_breach_stands_in_the_trend_on_its_day(session: Session) -> None:
    breach(session)
    trend = promise_of(session, "VK 5").evidence.trend
    assert [one.bad for one in trend] == [0] * (len(trend) - 1) + [1]


@pytest.mark.parametrize(
    ("error", "changes"),
    [
        (TextMissing, {"what": "  "}),
        (InFuture, {"occurred_at": AT + timedelta(minutes=5)}),
        (NotFound, {"customer_code": "KH-99999"}),
    ],
)
def test_a_breach_that_says_nothing_is_refused(
    session: Session, error: type[LedgerError], changes: dict[str, object]
) -> None:
    refused(error, session, lambda: breach(session, **changes))


def test_nothing_more_is_written_about_a_person_who_was_erased(session: Session) -> None:
    customer = add_customer(session)
    beyond_the_gate(session, "UPDATE customer SET erased_at = collected_at WHERE id = ?", customer.id)
    refused(CustomerErased, session, lambda: breach(session, customer_code=customer.code))


def test_a_breach_needs_a_clause_that_it_breaks(king_oil: Session) -> None:
    error = refused(UnknownChoice, king_oil, lambda: breach(king_oil, control=Control.PARTNER_COMMITMENT))
    assert "KO 3" in str(error.data["choices"])


def test_only_the_manager_closes_a_breach_and_only_once(shop: Workplace) -> None:
    session = shop.as_staff()
    breach(session)
    refused(RoleForbidden, session, lambda: close_breach(session, "VP-0001", "Xong."))
    session = shop.open()
    refused(TextMissing, session, lambda: close_breach(session, "VP-0001", " "))
    refused(NotFound, session, lambda: close_breach(session, "VP-0009", "Xong."))
    close_breach(session, "VP-0001", "Đã xong.")
    refused(WrongState, session, lambda: close_breach(session, "VP-0001", "Sửa lại lời cũ."))


# --- explaining -----------------------------------------------------------------------------------


def test_an_explanation_stands_beside_the_violation_with_who_and_when(session: Session) -> None:
    breach(session)
    (violation,) = promise_of(session, "VK 5").evidence.violations
    explain(session, ACCESS, violation.reference, f"  {WORDS}  ")
    (violation,) = promise_of(session, "VK 5").evidence.violations
    assert violation.explanation is not None
    assert (violation.explanation.words, violation.explanation.explained_by) == (WORDS, session.member.id)
    assert state(session, "VK 5") is PromiseState.BROKEN  # explained, but nobody closed it


def test_a_newer_explanation_takes_the_place_of_the_older_and_both_are_on_the_trail(session: Session) -> None:
    breach(session)

    def explain_twice() -> None:
        explain(session, ACCESS, "breach:1", "Chưa rõ vì sao.")
        explain(session, ACCESS, "breach:1", WORDS)

    assert audited(session, explain_twice) == [(AuditAction.PROMISE_EXPLAINED, None)] * 2
    assert records(session)["explanation"][0][4] == WORDS
    assert len(records(session)["explanation"]) == 1


@pytest.mark.parametrize(
    ("control", "reference"),
    [(ACCESS, "breach:2"), (Control.OUTSIDE_LINKS, "breach:1"), (ACCESS, "round:1"), (ACCESS, "")],
)
def test_what_is_no_violation_cannot_be_explained(session: Session, control: Control, reference: str) -> None:
    breach(session)
    refused(NotFound, session, lambda: explain(session, control, reference, WORDS))


def test_a_violation_is_looked_for_in_the_days_it_was_seen_in(session: Session) -> None:
    breach(session)
    before = Period(date(2026, 10, 1), date(2026, 10, 31))
    refused(NotFound, session, lambda: explain(session, ACCESS, "breach:1", WORDS, before))
    explain(session, ACCESS, "breach:1", WORDS, Period(TODAY, TODAY))


def test_a_clause_the_policy_does_not_have_has_no_violations(king_oil: Session) -> None:
    refused(NotFound, king_oil, lambda: explain(king_oil, Control.GUARDIAN_CONSENT, "sale:1", WORDS))


def test_only_the_manager_explains_and_not_with_silence(shop: Workplace) -> None:
    session = shop.as_staff()
    breach(session)
    refused(RoleForbidden, session, lambda: explain(session, ACCESS, "breach:1", WORDS))
    session = shop.open()
    refused(TextMissing, session, lambda: explain(session, ACCESS, "breach:1", " \n "))


def test_both_clauses_of_one_control_share_an_explanation(session: Session) -> None:
    breach(session, control=Control.PURPOSE_LIMITATION)
    close_breach(session, "VP-0001", "Đã ngừng.")
    explain_all(session, "KO 2")
    assert {state(session, "KO 2"), state(session, "VK 2a")} == {PromiseState.AT_RISK}


def test_words_stay_out_of_the_trail_and_belong_to_the_customer_they_are_about(session: Session) -> None:
    customer = add_customer(session)
    before = len(entries_since(session, 0))
    breach(session, customer_code=customer.code)
    close_breach(session, "VP-0001", "Đã gọi chị Hoa.")
    given_elsewhere(session, customer, add_authority(session))
    explain(session, Control.NO_THIRD_PARTY, "disclosure:1", "Công an hỏi về chị Hoa.")
    explain(session, ACCESS, "breach:1", "Chị Hoa đứng ngay sau lưng.")
    entries = entries_since(session, before)
    mine = [one for one in entries if one.entry.action.value.startswith(("breach.", "promise."))]
    assert [one.entry.subject_ref for one in mine] == [customer.code] * 4
    assert not any("Hoa" in str(one.body) or SEEN in str(one.body) for one in entries)
    assert [row[3] for row in records(session)["explanation"]] == [customer.id] * 2
    assert "Hoa" not in repr(breaches(session, ACCESS))


def test_an_explanation_whose_words_were_erased_still_explains(session: Session) -> None:
    breach(session)
    close_breach(session, "VP-0001", "Đã xong.")
    explain_all(session, "VK 5")
    beyond_the_gate(session, "UPDATE explanation SET words = NULL")
    assert state(session, "VK 5") is PromiseState.AT_RISK


# --- how it is asked ------------------------------------------------------------------------------

# A shop has a handful of each, however many customers it has; the rest is read by index or by a part of a key.
SMALL = re.compile(
    r"SCAN (\(|CONSTANT ROW|(recipient|policy_\w+|setting|shop|vault|breach|notice_run|json_each)\b)|USING"
)


def test_no_promise_reads_a_whole_table(session: Session) -> None:
    db = session.db
    with asking(db) as asked:
        measured(session)
    scans = {
        (one, step[3])
        for one in dict.fromkeys(asked)
        if one.lstrip().upper().startswith(("SELECT", "WITH")) and not one.endswith("LIMIT 1")
        for step in db.execute(f"EXPLAIN QUERY PLAN {one}")
        if "SCAN" in step[3] and not SMALL.search(step[3])
    }
    assert len(asked) > 100
    assert scans == set()
