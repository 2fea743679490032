"""Birthdays: greeted is who agreed to it, on the channels agreed to, on the day itself (VK 2b)."""

from datetime import date

import pytest

from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import Customer
from ledger.domain.instants import VIETNAM
from ledger.domain.purpose import Channel
from ledger.services import consents, contacts
from ledger.services.contacts import SPECIAL_OCCASIONS
from ledger.services.session import Session
from support.services import AT, MARKETING, Workplace, add_customer, say, snapshot

TODAY = date(2026, 11, 21)


def born(session: Session, name: str, on: str, *channels: Channel) -> Customer:
    one = add_customer(session, name, birth_date=on)
    for channel in channels:
        assert say(session, one, purpose=SPECIAL_OCCASIONS, channel=channel).allowed
    return one


def greeted(session: Session, day: date = TODAY) -> dict[str, tuple[Channel, ...]]:
    return {one.code: one.channels for one in contacts.birthdays(session, day)}


def test_only_who_agreed_is_greeted_and_only_as_agreed(session: Session) -> None:
    lan = born(session, "Trần Thị Lan", "21/11/1990", Channel.SMS, Channel.EMAIL)
    born(session, "Chưa Hỏi", "21/11/1980")
    born(session, "Hôm Khác", "22/11/1990", Channel.SMS)
    offers = born(session, "Chỉ Ưu Đãi", "21/11/1970")
    say(session, offers, purpose=MARKETING, channel=Channel.SMS)
    say(session, born(session, "Từ Chối", "21/11/1985"), ConsentOutcome.REFUSED, SPECIAL_OCCASIONS, Channel.SMS)
    before = snapshot(session)
    assert greeted(session) == {lan.code: (Channel.SMS, Channel.EMAIL)}
    assert snapshot(session) == before


def test_they_stand_by_name(session: Session) -> None:
    for name in ("Lê Vy", "Trần An", "Bùi Đạt"):
        born(session, name, "21/11/1990", Channel.SMS)
    shown = [one.name for one in contacts.birthdays(session, TODAY)]
    assert len(shown) == 3
    order = "SELECT name FROM customer ORDER BY name_order"
    assert shown == [row[0] for row in session.db.execute(order)]


def test_who_wants_no_contact_is_not_greeted(session: Session) -> None:
    lan = born(session, "Trần Thị Lan", "21/11/1990", Channel.SMS, Channel.EMAIL)
    consents.stop_contact(session, lan.code, Channel.SMS, ConsentMethod.SMS)
    assert greeted(session) == {lan.code: (Channel.EMAIL,)}
    consents.stop_contact(session, lan.code, None, ConsentMethod.SMS)
    assert greeted(session) == {}


@pytest.mark.parametrize(
    ("day", "is_greeted"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2028, 2, 29), True),
        (date(2028, 3, 1), False),
    ],
)
def test_the_leap_day_is_kept_on_the_first_of_march(session: Session, day: date, is_greeted: bool) -> None:
    lan = born(session, "Trần Thị Lan", "29/02/1992", Channel.SMS)
    assert greeted(session, day) == ({lan.code: (Channel.SMS,)} if is_greeted else {})


def test_in_the_evening_the_greetings_are_shown_for_the_hours_to_come(shop: Workplace) -> None:
    lan = born(shop.session, "Trần Thị Lan", "21/11/1990", Channel.SMS)
    shop.clock.at = AT.astimezone(VIETNAM).replace(hour=5)
    assert greeted(shop.session) == {lan.code: (Channel.SMS,)}


def test_a_policy_without_greetings_greets_nobody(vietking: Session) -> None:
    add_customer(vietking, birth_date="21/11/1990")
    assert greeted(vietking) == {}


def test_the_days_of_the_year_have_an_index(session: Session) -> None:
    plan = session.db.execute(
        "EXPLAIN QUERY PLAN SELECT id, code, name FROM customer WHERE birth_on IS NOT NULL AND erased_at IS NULL"
        " AND substr(birth_on, 6) IN ('03-01', '02-29') ORDER BY name_order, id"
    )
    assert any("customer_by_birthday" in row[3] for row in plan)
