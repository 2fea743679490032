"""KO 4a, KO 4b, KO 5, VK 5, VK 7, VK 8 counted from the rows: what was late stays late."""

from datetime import date, timedelta

import pytest

from ledger.domain.customer import ContactState
from ledger.domain.errors import WrongPassphrase
from ledger.domain.promise import Period, PromiseState, RecordKind
from ledger.domain.purpose import Channel
from ledger.domain.reveal import RevealField
from ledger.services import customers, feedback, handover, links, reveals, trail
from ledger.services.customers import Correction
from ledger.services.feedback import AnswerInput, FeedbackInput
from ledger.services.links import LinkAbout
from ledger.services.session import Session, back_up
from support.promises import beyond_the_gate, figure, kinds, promise_of, state
from support.services import (
    AT,
    HANOI,
    TODAY,
    Workplace,
    add_carrier,
    add_customer,
    attempts,
    print_all,
    take_parcels,
)
from support.storage import MANAGER

NOVEMBER, DECEMBER = Period(date(2026, 11, 1), date(2026, 11, 30)), Period(date(2026, 12, 1), date(2026, 12, 31))
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def warned(session: Session, clause: str) -> dict[str, int]:
    return {one.kind: one.count for one in promise_of(session, clause).evidence.warnings}


# --- KO 4a: checks and backups --------------------------------------------------------------------


def test_a_ledger_opened_every_week_is_checked_and_backed_up_in_time(shop: Workplace) -> None:
    for _ in range(4):
        shop.clock.move(days=7)
        shop.open()
    assert kinds(shop.session, "KO 4a") == []
    assert figure(shop.session, "KO 4a", "checks", DECEMBER) == 3  # 5, 12 and 19 December
    assert figure(shop.session, "KO 4a", "last_backup") == figure(shop.session, "KO 4a", "last_check")


def test_a_gap_is_one_violation_from_the_limit_to_the_next_check(shop: Workplace) -> None:
    shop.clock.move(days=9)
    shop.open()
    found = promise_of(shop.session, "KO 4a", NOVEMBER).evidence.violations
    assert {one.kind for one in found} == {"check_gap", "backup_gap"}
    check = next(one for one in found if one.kind == "check_gap")
    assert (check.at, check.closed_at) == (AT + timedelta(days=7), AT + timedelta(days=9))
    assert (check.reference, check.record.kind) == ("check-gap:1", RecordKind.AUDIT)
    assert promise_of(shop.session, "KO 4a", OCTOBER).evidence.violations == ()


def test_a_gap_over_new_year_counts_in_every_month_it_stood_in(shop: Workplace) -> None:
    shop.clock.move(days=30)
    shop.open()
    for period in (NOVEMBER, DECEMBER):
        assert kinds_in(shop.session, period) == ["backup_gap", "check_gap"]
    shop.clock.move(days=6)
    shop.open()
    shop.clock.move(days=7)
    shop.open()
    assert state(shop.session, "KO 4a") is PromiseState.KEPT  # January


def kinds_in(session: Session, period: Period) -> list[str]:
    return sorted(one.kind for one in promise_of(session, "KO 4a", period).evidence.violations)


def test_a_check_without_a_backup_leaves_the_backup_missing(shop: Workplace) -> None:
    shop.clock.move(days=8)
    trail.verify(shop.session)
    assert still_open(shop.session) == ["backup_gap"]
    back_up(shop.session)
    assert still_open(shop.session) == []


def still_open(session: Session) -> list[str]:
    return [one.kind for one in promise_of(session, "KO 4a").evidence.violations if one.is_open]


def test_an_old_backup_is_told_of_before_the_promise_breaks(shop: Workplace) -> None:
    shop.clock.move(days=4)
    assert warned(shop.session, "KO 4a") == {}
    shop.clock.move(days=2)
    assert set(warned(shop.session, "KO 4a")) == {"check_due", "backup_due"}
    assert promise_of(shop.session, "KO 4a", OCTOBER).evidence.warnings == ()
    shop.open()
    assert warned(shop.session, "KO 4a") == {}


# --- KO 4b: labels --------------------------------------------------------------------------------


def test_a_label_printed_after_the_parcel_left_proves_nothing(session: Session) -> None:
    carrier = add_carrier(session)
    take_parcels(session, add_customer(session), carrier)
    print_all(session)
    handover.hand_over(session, carrier.id)
    assert kinds(session, "KO 4b") == []
    assert figure(session, "KO 4b", "parcels_handed_over") == 1
    beyond_the_gate(session, "UPDATE label_print SET printed_at = '2026-11-22T00:00:00.000000Z'")
    (violation,) = promise_of(session, "KO 4b").evidence.violations
    assert (violation.kind, violation.is_open) == ("parcel_unchecked", False)
    assert violation.customer_id is not None


# --- KO 5: feedback -------------------------------------------------------------------------------


def receive(session: Session) -> str:
    return feedback.receive(session, FeedbackInput(Channel.EMAIL, "Giao chậm")).code


def answer(session: Session, code: str) -> None:
    assert feedback.answer(session, code, AnswerInput("Đã gọi lại.")).allowed


def test_the_share_and_the_median_are_taken_over_what_can_be_judged(shop: Workplace) -> None:
    session = shop.session
    first, second, _third = (receive(session) for _ in range(3))
    shop.clock.move(hours=2)
    answer(session, first)
    shop.clock.move(hours=12)
    answer(session, second)
    receive(session)
    figures = {one.id: one.value for one in promise_of(session, "KO 5").evidence.figures}
    assert figures["answered_in_time"] == pytest.approx(100 / 3)  # one in time, one late, one overdue
    assert (figures["feedback_rounds"], figures["feedback_open"], figures["feedback_overdue"]) == (4, 1, 1)
    assert figures["median_hours"] == pytest.approx(8)
    assert kinds(session, "KO 5") == ["answer_overdue", "answer_late"]


def test_reopening_starts_anew_and_the_late_result_stands(shop: Workplace) -> None:
    session = shop.session
    code = receive(session)
    shop.clock.move(hours=20)
    answer(session, code)
    feedback.reopen(session, code)
    shop.clock.move(hours=1)
    answer(session, code)
    (violation,) = promise_of(session, "KO 5").evidence.violations
    assert (violation.at, violation.closed_at) == (AT + timedelta(hours=12), AT + timedelta(hours=20))
    assert figure(session, "KO 5", "answered_in_time") == pytest.approx(50)


def test_an_answer_at_the_last_moment_is_in_time(shop: Workplace) -> None:
    code = receive(shop.session)
    shop.clock.move(hours=12)
    assert kinds(shop.session, "KO 5") == []
    answer(shop.session, code)
    assert state(shop.session, "KO 5") is PromiseState.KEPT


def test_feedback_near_its_deadline_puts_the_promise_at_risk(shop: Workplace) -> None:
    receive(shop.session)
    shop.clock.move(hours=9, minutes=35)
    assert warned(shop.session, "KO 5") == {}
    shop.clock.move(minutes=1)
    assert warned(shop.session, "KO 5") == {"feedback_near": 1}
    assert promise_of(shop.session, "KO 5", OCTOBER).evidence.warnings == ()


def test_what_was_late_last_month_and_answered_this_month_stands_in_both(shop: Workplace) -> None:
    code = receive(shop.session)
    shop.clock.move(days=15)
    shop.open()
    answer(shop.session, code)
    for period in (NOVEMBER, DECEMBER):
        assert [one.kind for one in promise_of(shop.session, "KO 5", period).evidence.violations] == ["answer_late"]


# --- VK 5: access ---------------------------------------------------------------------------------


def try_wrongly(shop: Workplace, times: int) -> None:
    for _ in range(times):
        shop.clock.move(minutes=6)  # longer than anybody is made to wait
        with pytest.raises(WrongPassphrase):
            shop.open(MANAGER, "không phải mật khẩu này")
    shop.clock.move(minutes=6)


def test_failed_sign_ins_are_counted_and_many_on_one_day_put_the_promise_at_risk(shop: Workplace) -> None:
    try_wrongly(shop, 10)
    session = shop.open()
    assert (figure(session, "VK 5", "sign_ins_failed"), figure(session, "VK 5", "sign_ins")) == (10, 1)
    assert state(session, "VK 5") is PromiseState.KEPT
    try_wrongly(shop, 1)
    session = shop.open()
    assert figure(session, "VK 5", "sign_ins_failed") == 11
    assert warned(session, "VK 5") == {"failed_sign_ins": 11}


def test_what_is_shown_beyond_thirty_an_hour_is_counted_by_its_order_not_by_its_reason(shop: Workplace) -> None:
    session = shop.open()
    customer = add_customer(session)
    for _ in range(30):
        reveals.reveal(session, customer.code, RevealField.PHONE)
        shop.clock.move(minutes=1)
    assert (figure(session, "VK 5", "reveals"), figure(session, "VK 5", "reveals_with_reason")) == (30, 0)
    reveals.reveal(session, customer.code, RevealField.PHONE, reason="Kiểm tra danh sách giao hàng")
    assert figure(session, "VK 5", "reveals_with_reason") == 1
    assert warned(session, "VK 5") == {"many_reveals": 1}
    beyond_the_gate(session, "UPDATE reveal SET reason = NULL")  # as erasing the customer does
    assert figure(session, "VK 5", "reveals_with_reason") == 1
    shop.clock.move(hours=2)
    reveals.reveal(session, customer.code, RevealField.PHONE)
    assert (figure(session, "VK 5", "reveals"), figure(session, "VK 5", "reveals_with_reason")) == (32, 1)


# --- VK 7: corrections ----------------------------------------------------------------------------


def change(session: Session, kind: str) -> None:
    """Mark the first value of a kind as changed."""
    code = add_customer(session).code
    if kind == "phone":
        customers.set_phone_state(session, code, 0, ContactState.CHANGED)
    elif kind == "email":
        customers.set_email_state(session, code, 0, ContactState.CHANGED)
    else:
        address = customers.get(session, code).addresses[0]
        customers.set_address_state(session, code, address, ContactState.CHANGED)


def replace(session: Session, kind: str) -> None:
    if kind == "phone":
        customers.add_phone(session, "KH-00001", "0988 111 222")
    elif kind == "email":
        customers.add_email(session, "KH-00001", "moi@example.com")
    else:
        customers.add_address(session, "KH-00001", HANOI)


@pytest.mark.parametrize("kind", ["phone", "email", "address"])
def test_what_a_customer_said_has_changed_waits_then_breaks_then_stays_late(shop: Workplace, kind: str) -> None:
    session = shop.session
    change(session, kind)
    shop.clock.move(days=9)
    assert warned(session, "VK 7") == {"changed_values": 1}
    assert kinds(session, "VK 7") == []
    shop.clock.move(days=2)
    assert kinds(session, "VK 7") == [f"{kind}_not_replaced"]
    replace(session, kind)
    (violation,) = promise_of(session, "VK 7").evidence.violations
    assert (violation.at, violation.closed_at) == (AT + timedelta(days=10), AT + timedelta(days=11))
    assert warned(session, "VK 7") == {}


@pytest.mark.parametrize("kind", ["phone", "email", "address"])
def test_a_replacement_in_time_stays_in_time_though_it_is_confirmed_much_later(shop: Workplace, kind: str) -> None:
    session = shop.session
    change(session, kind)
    replace(session, kind)
    shop.clock.move(days=40)
    if kind == "phone":
        customers.set_phone_state(session, "KH-00001", 1, ContactState.CONFIRMED)
    elif kind == "email":
        customers.set_email_state(session, "KH-00001", 1, ContactState.CONFIRMED)
    else:
        address = customers.get(session, "KH-00001").addresses[1]
        customers.set_address_state(session, "KH-00001", address, ContactState.CONFIRMED)
    assert kinds(session, "VK 7") == []


def test_corrections_are_counted_value_by_value_and_with_their_reason(session: Session) -> None:
    code = add_customer(session).code
    customers.correct(session, code, Correction("Khách gọi báo", name="Nguyễn Văn Đạt", note="Gọi trước"))
    customers.correct(session, code, Correction("", name="Nguyễn Văn Đạt"))
    assert figure(session, "VK 7", "corrections") == 3
    assert figure(session, "VK 7", "corrections_with_reason") == 2
    assert [one.code for one in promise_of(session, "VK 7").evidence.samples] == [code]
    assert figure(session, "VK 7", "corrections", OCTOBER) == 0


# --- VK 8: outside links --------------------------------------------------------------------------


def test_outside_links_are_counted_by_their_sites(session: Session) -> None:
    assert state(session, "VK 8") is PromiseState.UNUSED
    for link in ("https://ghn.vn/a", "https://ghn.vn/b", "https://viettelpost.vn"):
        links.opened(session, link, LinkAbout.RECIPIENT)
    assert (figure(session, "VK 8", "links_opened"), figure(session, "VK 8", "link_hosts")) == (3, 2)
    assert state(session, "VK 8") is PromiseState.KEPT
    trend = promise_of(session, "VK 8", Period(TODAY, TODAY)).evidence.trend
    assert [(one.first, one.good) for one in trend] == [(TODAY, 3)]


def test_nothing_is_refused_by_measuring(session: Session) -> None:
    promise_of(session, "KO 4b")
    assert attempts(session) == ()
