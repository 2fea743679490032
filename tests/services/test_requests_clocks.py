"""What moves the day of completion: a partner who must act, one extension, an asker not proven yet (law.md)."""

from datetime import date

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.deadline import DeadlineKind, RequestKind, SpecialDayKind
from ledger.domain.errors import CustomerErased, RoleForbidden, TextMissing, WrongState
from ledger.domain.request import RequestOutcome, StepKind
from ledger.services import law_rules, requests, working_days
from ledger.services.session import Session
from support.promises import beyond_the_gate
from support.requests import ask, clocks, prove
from support.services import AT, TODAY, Workplace, add_customer, audited, snapshot

COMPLETE = DeadlineKind.COMPLETE
WHY = "Phải hỏi lại ba nơi giữ dữ liệu"


def completion(session: Session, code: str) -> tuple[str, str] | None:
    """Return the last day of the target and of the limit."""
    return clocks(session, code).get(COMPLETE)


def refused_extension(session: Session, code: str) -> object:
    with pytest.raises(WrongState) as refused:
        requests.extend(session, code, WHY)
    return refused.value.data["state"]


# --- a partner must act ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "target", "limit"),
    [
        (RequestKind.DELETE, "2026-12-21", "2026-12-21"),
        (RequestKind.WITHDRAW, "2026-12-11", "2026-12-11"),
        (RequestKind.ACCESS, "2026-12-06", "2026-12-07"),
        (RequestKind.PROTECT, "2026-12-06", "2026-12-07"),  # the law has no longer period for it
    ],
)
def test_where_a_partner_must_act_the_law_gives_longer(
    session: Session, kind: RequestKind, target: str, limit: str
) -> None:
    code = ask(session, kind)
    assert audited(session, lambda: requests.with_partner(session, code, "Giao Nhanh giữ địa chỉ")) == [
        (AuditAction.REQUEST_WITH_PARTNER, None)
    ]
    assert completion(session, code) == (target, limit)
    assert requests.steps(session, code)[-1].note == "Giao Nhanh giữ địa chỉ"
    with pytest.raises(WrongState):
        requests.with_partner(session, code, "")


def test_a_partner_named_after_the_limit_does_not_make_late_into_in_time(shop: Workplace) -> None:
    code = ask(shop.session, RequestKind.DELETE)
    shop.clock.move(days=25)
    requests.with_partner(shop.session, code, "")
    assert requests.get(shop.session, code).is_with_partner
    assert completion(shop.session, code) == ("2026-12-11", "2026-12-11")


def test_a_complaint_has_no_day_that_a_partner_could_move(session: Session) -> None:
    code = ask(session, RequestKind.COMPLAINT)
    requests.with_partner(session, code, "")
    assert completion(session, code) is None


# --- one extension --------------------------------------------------------------------------------


def test_one_extension_with_its_reason_as_long_as_the_law_allows(shop: Workplace) -> None:
    session = shop.session
    code = ask(session, RequestKind.ACCESS, add_customer(session).code)
    shop.clock.move(days=9)
    trace = audited(session, lambda: requests.extend(session, code, WHY))
    assert trace == [(AuditAction.REQUEST_EXTENDED, "KH-00001")]
    request = requests.get(session, code)
    assert (request.extended_at, request.extension_reason) == (shop.clock.at, WHY)
    assert completion(session, code) == ("2026-12-11", "2026-12-11")
    step = requests.steps(session, code)[-1]
    assert (step.kind, step.note) == (StepKind.EXTENDED, WHY)
    assert refused_extension(session, code) == "EXTENDED"


def test_an_extension_comes_on_top_of_a_partners_days(session: Session) -> None:
    code = ask(session, RequestKind.DELETE)
    requests.extend(session, code, WHY)
    requests.with_partner(session, code, "")
    assert completion(session, code) == ("2027-01-10", "2027-01-11")


def test_there_is_no_extension_without_a_reason_nor_after_the_limit_nor_where_the_law_has_none(shop: Workplace) -> None:
    session = shop.session
    code, complaint = ask(session, RequestKind.WITHDRAW), ask(session, RequestKind.COMPLAINT)
    before = snapshot(session)
    with pytest.raises(TextMissing):
        requests.extend(session, code, " \n ")
    assert refused_extension(session, complaint) == "NO_EXTENSION"
    assert snapshot(session) == before
    shop.clock.at = requests.get(session, code).due_at or AT  # the very end of the 7th is still in time
    requests.extend(session, code, WHY)
    assert completion(session, code) == ("2026-12-21", "2026-12-21")


def test_after_the_limit_it_is_late_and_no_reason_helps(shop: Workplace) -> None:
    code = ask(shop.session, RequestKind.WITHDRAW)
    shop.clock.at = requests.get(shop.session, code).due_at or AT
    shop.clock.move(seconds=1)
    assert refused_extension(shop.session, code) == "PAST_LIMIT"


def test_what_is_closed_is_neither_extended_nor_given_to_a_partner(session: Session) -> None:
    code = ask(session)
    requests.close(session, code, RequestOutcome.TAKEN_BACK)
    assert refused_extension(session, code) == "REQUEST_CLOSED"
    with pytest.raises(WrongState):
        requests.with_partner(session, code, "")
    with pytest.raises(WrongState):
        requests.acknowledge(session, code, requests.get(session, code).channel, AT)


def test_nothing_is_written_about_a_person_who_was_erased(session: Session) -> None:
    code = ask(session, RequestKind.DELETE, add_customer(session).code)
    beyond_the_gate(session, "UPDATE customer SET erased_at = '2026-11-21T03:00:00.000000Z'")
    with pytest.raises(CustomerErased):
        requests.with_partner(session, code, "Giao Nhanh giữ địa chỉ")
    with pytest.raises(CustomerErased):
        requests.extend(session, code, WHY)
    requests.with_partner(session, code, "")


# --- the asker is not proven ----------------------------------------------------------------------


def test_the_clock_runs_although_nobody_knows_who_asks_unless_the_shop_says_otherwise(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    running = ask(session, RequestKind.ACCESS, customer.code)
    law_rules.change(session, "counting.pauses_while_unproven", "true")
    resting = ask(session, RequestKind.ACCESS, customer.code)
    assert completion(session, running) is None  # counted again at once
    assert completion(session, resting) is None
    assert DeadlineKind.ACKNOWLEDGE in clocks(session, resting)
    assert refused_extension(session, resting) == "PAUSED"
    shop.clock.move(days=4)
    prove(session, resting)
    assert completion(session, resting) == ("2026-12-05", "2026-12-07")  # ten days from the 25th
    law_rules.reset(session, "counting.pauses_while_unproven")
    assert completion(session, running) == ("2026-12-01", "2026-12-01")


# --- rules and days off change --------------------------------------------------------------------


def test_a_day_off_moves_what_is_open_and_leaves_alone_what_was_settled(session: Session) -> None:
    running, closed = ask(session), ask(session)
    requests.close(session, closed, RequestOutcome.TAKEN_BACK)
    working_days.add_special_day(session, date(2026, 12, 1), SpecialDayKind.CLOSED, "Nghỉ kiểm kho")
    assert completion(session, running) == ("2026-12-01", "2026-12-02")
    assert requests.get(session, closed).due_at == requests.get(session, closed).target_at


def test_staff_extend_nothing(shop: Workplace) -> None:
    code = ask(shop.session)
    with pytest.raises(RoleForbidden):
        requests.extend(shop.as_staff(), code, WHY)
    assert TODAY.isoformat() < (completion(shop.session, code) or ("",))[0]
