"""KO 1, VK 1, VK 4, VK 6 and VK 10 from the rows: what stands open, what was mended, what is at risk."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.collection import CookieChoice
from ledger.domain.customer import ContactState, Customer
from ledger.domain.ids import PurposeId
from ledger.domain.instants import local_date, to_text
from ledger.domain.notice import NoticeChannel
from ledger.domain.policy_pack import as_pack
from ledger.domain.promise import Period, PromiseState, RecordKind, RecordRef
from ledger.domain.purpose import Channel
from ledger.services import browser, contacts, customers, keeping, notice_settling, notices
from ledger.services.customers import Correction
from ledger.services.notice_settling import Settlement
from ledger.services.session import Session
from ledger.storage import policies
from support.notices import EXCUSED, TOLD, changed, publish
from support.promises import beyond_the_gate, figure, kinds, promise_of, state
from support.services import AT, DELIVERY, Workplace, add_customer

CARE, CONSULTATION = PurposeId("customer_care"), PurposeId("consultation")
OCCASIONS = PurposeId("special_occasions")
EMAIL, CALL, SMS = Channel.EMAIL, Channel.CALL, Channel.SMS
ACCEPTED, REFUSED = CookieChoice.ACCEPTED, CookieChoice.REFUSED
NOVEMBER = Period(local_date(AT).replace(day=1), local_date(AT))


def references(session: Session, clause: str) -> list[str]:
    return [one.reference for one in promise_of(session, clause).evidence.violations]


def for_purposes(session: Session, customer: Customer, *purposes: PurposeId) -> None:
    customers.correct(session, customer.code, Correction("Khách nói lại", purposes=purposes))


# --- KO 1 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["source", "policy_version_id"])
def test_a_record_needs_its_source_and_the_version_that_was_shown(session: Session, column: str) -> None:
    customer = add_customer(session)
    assert state(session, "KO 1") is PromiseState.KEPT
    beyond_the_gate(session, f"UPDATE customer SET {column} = NULL")
    assert references(session, "KO 1") == [f"customer:{customer.id}"]
    assert figure(session, "KO 1", "without_origin") == 1


def test_a_record_that_does_not_say_when_it_was_made_is_as_old_as_its_first_entry_in_the_trail(shop: Workplace) -> None:
    session = shop.session
    add_customer(session)
    shop.clock.move(days=2)
    beyond_the_gate(session, "UPDATE customer SET source = NULL, collected_at = NULL")
    (violation,) = promise_of(session, "KO 1").evidence.violations
    assert violation.at == AT


def test_an_erased_record_needs_no_source(session: Session) -> None:
    add_customer(session)
    beyond_the_gate(session, "UPDATE customer SET source = NULL, collected_at = NULL, erased_at = '2026-11-21'")
    assert kinds(session, "KO 1") == []


def test_a_source_written_down_later_closes_the_violation_but_does_not_undo_it(shop: Workplace) -> None:
    session = shop.session
    add_customer(session, source=None)
    shop.clock.move(days=1)
    customers.correct(session, "KH-00001", Correction("Mua tại quầy", source="SHOP"))
    (violation,) = promise_of(session, "KO 1").evidence.violations
    assert violation.closed_at == shop.clock.now()
    assert figure(session, "KO 1", "without_origin") == 0
    shop.clock.move(days=30)
    assert kinds(session, "KO 1") == []  # it stood in November


def test_a_record_made_after_the_period_says_nothing_about_it(shop: Workplace) -> None:
    session = shop.session
    shop.clock.move(days=30)
    add_customer(session, source=None)
    assert promise_of(session, "KO 1", NOVEMBER).state is PromiseState.UNUSED
    assert state(session, "KO 1") is PromiseState.BROKEN


def test_samples_are_records_that_keep_the_promise(session: Session) -> None:
    good = add_customer(session)
    add_customer(session, "Lê Thị Hoa", source=None)
    assert promise_of(session, "KO 1").evidence.samples == (RecordRef(RecordKind.CUSTOMER, good.code),)


# --- VK 1 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("purposes", "over"),
    [
        ((DELIVERY,), ["email", "gender"]),
        ((DELIVERY, CARE), ["gender"]),
        ((CONSULTATION,), ["address", "gender"]),
        ((OCCASIONS,), []),
        ((CARE, OCCASIONS), []),
    ],
)
def test_a_value_that_none_of_the_purposes_needs_is_beyond_need(
    session: Session, purposes: tuple[PurposeId, ...], over: list[str]
) -> None:
    add_customer(session, gender="FEMALE", birth_date="01/02/1990", purposes=(OCCASIONS,))
    for_purposes(session, customers.get(session, "KH-00001"), *purposes)
    open_ones = [one.kind for one in promise_of(session, "VK 1").evidence.violations if one.is_open]
    assert sorted(open_ones) == [f"beyond_need_{name}" for name in over]
    assert figure(session, "VK 1", "beyond_need") == len(over)


def test_a_record_whose_purpose_nobody_wrote_down_is_a_warning_not_a_violation(session: Session) -> None:
    add_customer(session)
    promise = promise_of(session, "VK 1")
    assert promise.evidence.violations == ()
    assert [(one.kind, one.count) for one in promise.evidence.warnings] == [("no_purpose", 1)]
    assert promise.state is PromiseState.AT_RISK
    for_purposes(session, customers.get(session, "KH-00001"), DELIVERY, CARE)
    assert figure(session, "VK 1", "records_without_purpose") == 0
    assert state(session, "VK 1") is PromiseState.KEPT


def test_what_was_beyond_need_stays_on_record_after_the_purpose_was_written_down(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session, purposes=(DELIVERY, CARE))
    for _ in range(2):
        shop.clock.move(hours=1)
        for_purposes(session, customer, DELIVERY)
        shop.clock.move(hours=1)
        for_purposes(session, customer, DELIVERY, CARE)
    (violation,) = promise_of(session, "VK 1").evidence.violations
    assert (violation.kind, violation.closed_at) == ("beyond_need_email", shop.clock.now())


def test_an_email_asked_for_only_once_its_purpose_was_there_was_never_beyond_need(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session, purposes=(DELIVERY,), emails=())
    shop.clock.move(hours=1)
    for_purposes(session, customer, DELIVERY, CARE)
    shop.clock.move(hours=1)
    customers.add_email(session, customer.code, "hoa@example.com")
    assert state(session, "VK 1") is PromiseState.KEPT


def test_a_gender_cleared_closes_the_violation(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session, gender="FEMALE", emails=(), purposes=(OCCASIONS, DELIVERY))
    for_purposes(session, customer, DELIVERY)
    shop.clock.move(hours=1)
    customers.correct(session, customer.code, Correction("Không cần", gender=""))
    (violation,) = promise_of(session, "VK 1").evidence.violations
    assert (violation.kind, violation.closed_at) == ("beyond_need_gender", shop.clock.now())


# --- VK 4 -----------------------------------------------------------------------------------------


def visited(session: Session, choice: CookieChoice = ACCEPTED) -> Customer:
    customer = add_customer(session)
    ip = "113.161.4.9" if choice is ACCEPTED else ""
    assert browser.record(session, customer.code, choice, ip).allowed
    return customer


def test_browser_data_are_gone_on_their_day_or_the_promise_is_broken(shop: Workplace) -> None:
    session = shop.session
    visited(session)
    shop.clock.move(days=364)
    assert kinds(session, "VK 4") == []
    shop.clock.move(days=2)
    assert kinds(session, "VK 4") == ["browser_kept_too_long"]
    assert figure(session, "VK 4", "browser_past_retention") == 1


@pytest.mark.parametrize(("days", "is_late"), [(0.5, False), (3, True)])
def test_emptying_them_at_the_next_opening_is_in_time_and_days_later_is_not(
    shop: Workplace, days: float, is_late: bool
) -> None:
    session = shop.session
    visited(session)
    shop.clock.move(days=365 + days)
    assert keeping.purge_due(session) == 1
    assert kinds(session, "VK 4") == (["browser_purged_late"] if is_late else [])
    assert figure(session, "VK 4", "browser_kept") == 0


def test_nothing_of_a_browser_is_kept_against_the_choice(session: Session) -> None:
    visited(session, REFUSED)
    assert figure(session, "VK 4", "cookies_refused") == 1
    beyond_the_gate(session, "UPDATE browser_record SET language = 'vi'")
    assert references(session, "VK 4") == ["browser:1:refused"]


# --- VK 6 -----------------------------------------------------------------------------------------


def test_a_contact_after_every_address_died_breaks_the_promise_and_one_before_does_not(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    assert contacts.contact(session, customer.code, CARE, EMAIL).allowed
    shop.clock.move(minutes=1)
    customers.set_email_state(session, customer.code, 0, ContactState.DEAD)
    assert kinds(session, "VK 6") == []
    later = to_text(shop.clock.now() + timedelta(hours=1))
    beyond_the_gate(session, "UPDATE contact SET occurred_at = ?", later)
    shop.clock.move(hours=2)
    assert kinds(session, "VK 6") == ["contact_to_dead"]


def test_one_living_number_is_enough_and_another_channel_is_another_matter(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session, phones=("0911 647 979", "0988 111 222"))
    customers.set_phone_state(session, customer.code, 0, ContactState.CHANGED)
    customers.set_email_state(session, customer.code, 0, ContactState.DEAD)
    shop.clock.move(minutes=1)
    assert contacts.contact(session, customer.code, CARE, CALL).allowed
    assert kinds(session, "VK 6") == []


def test_numbers_and_addresses_are_counted_by_their_state(session: Session) -> None:
    customer = add_customer(session)
    customers.set_email_state(session, customer.code, 0, ContactState.CONFIRMED)
    customers.set_phone_state(session, customer.code, 0, ContactState.DEAD)
    named = ("reach_confirmed", "reach_dead", "reach_unconfirmed", "reach_changed", "reach_confirmed_now")
    assert [figure(session, "VK 6", one) for one in named] == [1, 1, 1, 0, 1]


@pytest.mark.parametrize(("reachable", "warns"), [(19, False), (18, True)])
def test_more_than_one_customer_in_twenty_out_of_reach_is_a_warning(
    session: Session, reachable: int, warns: bool
) -> None:
    for number in range(reachable):
        add_customer(session, phones=(f"09110000{number:02d}",), emails=(), addresses=())
    add_customer(session, "Không Còn Số", phones=(), emails=(), addresses=())
    assert figure(session, "VK 6", "unreachable") == 1
    assert [one.kind for one in promise_of(session, "VK 6").evidence.warnings] == (["unreachable"] if warns else [])


# --- VK 10 ----------------------------------------------------------------------------------------


def test_an_open_run_is_a_warning_and_after_thirty_days_a_violation(shop: Workplace) -> None:
    session = shop.session
    add_customer(session)
    run = publish(session)
    assert state(session, "VK 10") is PromiseState.AT_RISK
    shop.clock.move(days=30)
    assert kinds(session, "VK 10") == []
    shop.clock.move(days=1)
    assert references(session, "VK 10") == [f"run:{run}"]


def test_everybody_affected_is_told_unreachable_or_excused(session: Session) -> None:
    told, excused = add_customer(session), add_customer(session, "Lê Thị Hoa", phones=("0988111222",))
    run = publish(session)
    notice_settling.settle(session, run, Settlement(TOLD, NoticeChannel.EMAIL, (told.code,)))
    notice_settling.settle(session, run, Settlement(EXCUSED, NoticeChannel.EMAIL, (excused.code,), "Đã báo trực tiếp"))
    notices.finish(session, run)
    named = ("versions_published", "affected", "told_by_email", "notices_excused", "notices_waiting")
    # Version 1, which needs no notices, was published this month too.
    assert [figure(session, "VK 10", one) for one in named] == [2, 2, 1, 1, 0]
    assert state(session, "VK 10") is PromiseState.KEPT


@pytest.mark.parametrize("affects", [True, False])
def test_a_version_that_counted_untold_breaks_the_promise_if_it_affects_customers(
    session: Session, affects: bool
) -> None:
    pack = as_pack(session.policy())
    with session.write() as uow:
        policies.publish(
            uow.db, changed(pack) if affects else replace(pack, link="https://example.com"), uow.now, uow.actor
        )
        uow.audit(AuditAction.POLICY_PUBLISHED, None, {})
    assert kinds(session, "VK 10") == (["change_unannounced"] if affects else [])
