"""A computer's clock set back: noticed at opening and while working, put on the trail once, and harmless afterwards."""

from ledger.domain.audit import AuditAction
from ledger.services import customers, trail
from ledger.services.session import Session
from ledger.services.status import status
from support.services import Workplace, add_customer, entries_since

BACK = AuditAction.CLOCK_BACK


def noted(session: Session, since: int = 0) -> int:
    return [one.entry.action for one in entries_since(session, since)].count(BACK)


def test_it_is_put_on_the_trail_once_until_the_time_has_caught_up(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    newest = shop.clock.at
    shop.clock.move(hours=-5)
    for number in range(3):
        customers.add_phone(session, customer.code, f"098811122{number}")
        shop.clock.move(hours=1)
    assert noted(session) == 1
    assert status(session).is_clock_behind
    assert all(one.entry.at <= newest for one in entries_since(session, 0))  # order in time holds
    shop.clock.move(hours=3)
    customers.add_phone(session, customer.code, "0988111229")
    assert not status(session).is_clock_behind
    shop.clock.move(days=-1)  # again: noted again
    customers.add_phone(session, customer.code, "0988111228")
    assert noted(session) == 2


def test_opening_with_a_clock_set_back_says_and_records_it(shop: Workplace) -> None:
    add_customer(shop.session)
    shop.close()
    shop.clock.move(days=-3)
    session = shop.open()
    assert noted(session) == 1
    found = status(session)
    assert (found.is_clock_behind, found.at) == (True, found.newest_entry_at)
    shop.open()
    assert noted(shop.session) == 1
    shop.session.vault.verify_audit(everything=True)


def test_waking_from_a_long_sleep_is_no_clock_set_back(shop: Workplace) -> None:
    add_customer(shop.session)
    before = trail.head_of(shop.session).seq
    shop.clock.move(days=20)
    add_customer(shop.session, "Lê Minh Khôi", phones=("0988000111",), emails=())
    assert noted(shop.session, before) == 0
    assert not status(shop.session).is_clock_behind
