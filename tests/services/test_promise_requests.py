"""VK 7 about requests: in time or late by the clocks of the law, and what was late stays late."""

from datetime import date, timedelta

import pytest

from ledger.domain.deadline import RequestKind
from ledger.domain.promise import Period, PromiseState, RecordKind, Violation
from ledger.domain.request import RequestOutcome
from ledger.domain.wording import Language
from ledger.services import promise_proof, requests
from ledger.services.promise_words import since_words
from ledger.services.session import Session
from ledger.storage import promise_requests as rows
from ledger.storage.promises import span_of
from support.cli import words_of
from support.promises import explain_all, figure, kinds, measured, promise_of, state
from support.requests import DAY, acknowledge, ask, prove, settle
from support.services import AT, Workplace, add_customer
from support.statements import asking

VK7 = "VK 7"
NOVEMBER, DECEMBER = Period(date(2026, 11, 1), date(2026, 11, 30)), Period(date(2026, 12, 1), date(2026, 12, 31))
JANUARY = Period(date(2027, 1, 1), date(2027, 1, 31))
FIGURES = ("requests_in_time", "requests_received", "requests_late", "requests_open")


def figures(session: Session, period: Period | None = None) -> tuple[object, ...]:
    return tuple(figure(session, VK7, name, period) for name in FIGURES)


def violations(session: Session, period: Period | None = None) -> dict[str, Violation]:
    return {one.reference: one for one in promise_of(session, VK7, period).evidence.violations}


def warned(session: Session) -> dict[str, int]:
    return {one.kind: one.count for one in promise_of(session, VK7).evidence.warnings}


def answered(session: Session, kind: RequestKind = RequestKind.ACCESS) -> str:
    """Return a request that was acknowledged at once."""
    code = ask(session, kind)
    acknowledge(session, code)
    return code


def test_without_requests_there_is_nothing_to_be_in_time_with(session: Session) -> None:
    assert figures(session) == (None, 0, 0, 0)
    assert state(session, VK7) is PromiseState.UNUSED


def test_what_is_open_and_in_time_is_counted_and_judged_later(shop: Workplace) -> None:
    code = answered(shop.session)
    assert figures(shop.session) == (None, 1, 0, 1)
    assert state(shop.session, VK7) is PromiseState.KEPT
    shop.clock.move(days=3)
    settle(shop.session, code)
    assert figures(shop.session) == (100, 1, 0, 0)
    examples = promise_of(shop.session, VK7).evidence.samples
    assert [(one.kind, one.code) for one in examples] == [(RecordKind.REQUEST, code)]


def test_two_working_days_are_kept_to_their_last_second(shop: Workplace) -> None:
    session = shop.session
    code = ask(session)
    shop.clock.at = requests.get(session, code).acknowledge_due_at
    assert violations(session) == {}
    shop.clock.move(seconds=1)
    (found,) = violations(session).values()
    assert (found.reference, found.kind, found.is_open) == ("request:1:ack", "request_unacknowledged", True)
    assert (found.record.kind, found.record.code) == (RecordKind.REQUEST, code)
    assert figures(session) == (0, 1, 1, 0)
    assert state(session, VK7) is PromiseState.BROKEN


def test_told_late_stays_late_and_the_request_counts_as_late(shop: Workplace) -> None:
    session = shop.session
    code = ask(session, customer_code=add_customer(session).code)
    shop.clock.move(days=6)
    acknowledge(session, code)
    (found,) = violations(session).values()
    assert (found.kind, found.at) == ("request_acknowledged_late", requests.get(session, code).acknowledge_due_at)
    assert (found.closed_at, found.customer_id) == (AT + 6 * DAY, requests.get(session, code).customer_id)
    settle(session, code)
    assert figures(session) == (0, 1, 1, 0)


def test_overdue_until_it_is_settled_and_late_ever_after(shop: Workplace) -> None:
    session = shop.session
    code = answered(session)  # by 1 December
    shop.clock.move(days=13)
    (open_one,) = violations(session).values()
    assert (open_one.reference, open_one.kind) == ("request:1:complete", "request_overdue")
    assert open_one.is_open
    settle(session, code)
    (late,) = violations(session).values()
    assert (late.kind, late.at, late.closed_at) == ("request_late", open_one.at, AT + 13 * DAY)
    assert violations(session, NOVEMBER) == {}
    assert figures(session, NOVEMBER) == (0, 1, 1, 0)  # it was received in November
    shop.clock.move(days=40)
    assert violations(session, JANUARY) == {}
    assert set(violations(session, DECEMBER)) == {"request:1:complete"}


def test_the_shops_own_earlier_day_is_a_warning_and_the_legal_limit_the_violation(shop: Workplace) -> None:
    session = shop.session
    code = answered(session, RequestKind.WITHDRAW)  # works towards Sunday 6 December, limit Monday the 7th
    shop.clock.at = AT + 11 * DAY
    assert warned(session) == {}
    shop.clock.at = AT + 13 * DAY
    assert warned(session) == {"requests_near": 1}
    assert state(session, VK7) is PromiseState.AT_RISK
    shop.clock.at = (requests.get(session, code).target_at or AT) + timedelta(hours=1)
    assert (warned(session), kinds(session, VK7)) == ({"requests_near": 1}, [])
    shop.clock.at = (requests.get(session, code).due_at or AT) + timedelta(hours=1)
    assert (warned(session), kinds(session, VK7)) == ({}, ["request_overdue"])


def test_a_warning_is_about_now_only(shop: Workplace) -> None:
    answered(shop.session)
    shop.clock.at = AT + 9 * DAY
    assert warned(shop.session) == {"requests_near": 1}
    shop.clock.at = AT + 10 * DAY  # 1 December
    assert promise_of(shop.session, VK7, NOVEMBER).evidence.warnings == ()


@pytest.mark.parametrize("moved", ["extended", "partner"])
def test_what_moves_the_limit_in_time_moves_what_late_is(shop: Workplace, moved: str) -> None:
    session = shop.session
    code = answered(session)
    if moved == "extended":
        requests.extend(session, code, "Phải hỏi lại nhiều nơi")
    else:
        requests.with_partner(session, code, "")
    shop.clock.move(days=13)
    assert violations(session) == {}
    settle(session, code)
    assert figures(session, NOVEMBER) == (100, 1, 0, 0)


def test_what_is_opened_again_after_its_limit_changes_no_result(shop: Workplace) -> None:
    session = shop.session
    good, late = answered(session), answered(session)
    settle(session, good)
    shop.clock.move(days=13)
    settle(session, late)
    before = (figures(session, NOVEMBER), violations(session))
    for code in (good, late):
        requests.reopen(session, code, "Khách hỏi thêm")
    assert (figures(session, NOVEMBER), violations(session)) == before
    shop.clock.move(days=1)
    for code in (good, late):
        settle(session, code)
    assert (figures(session, NOVEMBER), violations(session)) == before


def test_closing_in_time_to_open_it_again_gains_nothing(shop: Workplace) -> None:
    session = shop.session
    code = answered(session)
    settle(session, code)
    requests.reopen(session, code, "Còn thiếu một số điện thoại")
    assert figures(session) == (None, 1, 0, 1)
    shop.clock.move(days=13)
    assert kinds(session, VK7) == ["request_overdue"]


def test_every_end_settles_a_request_not_only_a_yes(shop: Workplace) -> None:
    for outcome in (RequestOutcome.TAKEN_BACK, RequestOutcome.NOT_PROVEN):
        requests.close(shop.session, ask(shop.session), outcome)
    assert figures(shop.session) == (100, 2, 0, 0)


def test_a_complaint_has_its_acknowledgement_here_and_its_answer_in_ko_5(shop: Workplace) -> None:
    session = shop.session
    code = ask(session, RequestKind.COMPLAINT, also_feedback=True)
    acknowledge(session, code)
    shop.clock.move(days=8)
    assert kinds(session, VK7) == []
    assert kinds(session, "KO 5") == ["answer_overdue"]


def test_a_late_request_is_explained_by_the_manager_and_then_no_longer_broken(shop: Workplace) -> None:
    session = shop.session
    code = ask(session)
    prove(session, linked(session, code))
    shop.clock.move(days=13)
    acknowledge(session, code)
    settle(session, code)
    assert state(session, VK7) is PromiseState.BROKEN
    assert explain_all(session, VK7) == 2  # told late, and done late
    assert state(session, VK7) is PromiseState.AT_RISK


def linked(session: Session, code: str) -> str:
    requests.link(session, code, add_customer(session).code)
    return code


def test_no_question_about_requests_reads_them_all(session: Session) -> None:
    with asking(session.db) as asked:
        rows.count(session.db, span_of(NOVEMBER), AT)
        for late in (rows.acknowledged_late, rows.settled_late):
            assert list(late(session.db, span_of(NOVEMBER), AT)) == []
    plans = [row[3] for one in asked for row in session.db.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert sorted(plans) == [
        "SCAN request USING INDEX request_open",
        "SCAN request USING INDEX request_open",
        "SEARCH request USING COVERING INDEX request_in_time (received_at>? AND received_at<?)",
        "SEARCH request USING INDEX request_acknowledged_late (acknowledged_at>?)",
        "SEARCH request USING INDEX request_settled_late (settled_at>?)",
    ]


def test_a_limit_is_named_by_its_last_day_on_screen_and_on_paper(shop: Workplace) -> None:
    ask(shop.session)
    shop.clock.move(days=6)
    (found,) = violations(shop.session).values()
    assert since_words(found) == "24:00 25/11/2026"
    proof = promise_proof.prepare(shop.session, measured(shop.session), Language.VI, is_preview=True).render()
    assert "24:00 25/11/2026 · Yêu cầu YC-0001" in words_of(proof)
