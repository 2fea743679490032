"""Every clause about collecting, using and contacting blocks, counts and proves, in every pack that has it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ledger.domain.collection import CookieChoice
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import ContactState, Customer
from ledger.domain.errors import LedgerError, NoticesWaiting
from ledger.domain.ids import PurposeId
from ledger.domain.notice import NoticeChannel
from ledger.domain.policy import Control
from ledger.domain.purpose import Channel
from ledger.services import browser, consents, contacts, customers, evidence, keeping, notice_settling, notices
from ledger.services import promise_use as measures
from ledger.services.customers import Correction
from ledger.services.importing_customers import import_customers
from ledger.services.notice_settling import Settlement
from ledger.services.session import Session
from support.notices import TOLD, publish, running
from support.promises import (
    ClauseRow,
    beyond_the_gate,
    cases,
    clauses_of,
    name_of,
    nothing,
    prove_counted,
    prove_explained,
    prove_refused,
    references,
    shop_of,
)
from support.services import DELIVERY, MARKETING, Workplace, add_customer, attempts, codes, say

CARE, WEBSITE = PurposeId("customer_care"), PurposeId("website_improvement")
SMS, EMAIL, CALL = Channel.SMS, Channel.EMAIL, Channel.CALL
CARD = "CCCD mat truoc.jpg"


def turned_away(session: Session, act: Callable[[], object]) -> set[str]:
    """Do what ends with an error, and return the clauses the attempt it left behind names."""
    with pytest.raises(LedgerError):
        act()
    return {reason.reference for reason in attempts(session)[-1].reasons}


def alike(session: Session, named: set[str]) -> set[str]:
    """Return every clause that one of the named ones speaks for: two packs in one promise some things twice."""
    clauses = session.policy().clauses
    controls = {one.control for one in clauses if one.id in named}
    return {one.id for one in clauses if one.control in controls}


def reach_out(session: Session, customer: Customer, purpose: PurposeId, channel: Channel = SMS) -> None:
    assert contacts.contact(session, customer.code, purpose, channel).allowed


def learn_later(shop: Workplace, customer: Customer, purpose: PurposeId, channel: Channel) -> None:
    """Write down only now that the customer had withdrawn the consent half an hour before."""
    session = shop.session
    at = session.now() - timedelta(minutes=30)
    said = consents.Said(purpose, channel, ConsentOutcome.WITHDRAWN, ConsentMethod.WRITING, at)
    assert consents.record(session, customer.code, said).allowed


# --- KO 1 -----------------------------------------------------------------------------------------


def keep_a_card(shop: Workplace) -> set[str]:
    session, customer = shop.session, add_customer(shop.session)
    evidence.card_refused(session, customer.code)
    return {reason.reference for reason in attempts(session)[-1].reasons}


def import_of_unknown_source(shop: Workplace) -> None:
    report = import_customers(shop.session, "ref,name,phones,source\nK1,Lê Thị Hoa,0911647979,UNKNOWN".encode())
    assert report.imported == 1


def write_the_source(shop: Workplace) -> None:
    customers.correct(shop.session, "KH-00001", Correction("Khách nói đã mua tại quầy", source="SHOP"))


# --- KO 2 and VK 2a -------------------------------------------------------------------------------


def use_for_an_unheard_of_purpose(shop: Workplace) -> set[str]:
    session = shop.session
    refused = contacts.contact(session, add_customer(session).code, PurposeId("profiling"), SMS)
    assert "PURPOSE_UNKNOWN" in codes(refused.decision)
    return alike(session, references(refused.decision))


def call_about_the_delivery(shop: Workplace) -> None:
    reach_out(shop.session, add_customer(shop.session), DELIVERY, CALL)


def write_to_who_had_withdrawn(shop: Workplace, purpose: PurposeId = WEBSITE, channel: Channel = EMAIL) -> None:
    session, customer = shop.session, add_customer(shop.session)
    assert say(session, customer, purpose=purpose, channel=channel).allowed
    shop.clock.move(hours=1)
    reach_out(session, customer, purpose, channel)
    shop.clock.move(minutes=10)
    learn_later(shop, customer, purpose, channel)


# --- KO 4c ----------------------------------------------------------------------------------------


def refuse(session: Session, customer: Customer, minutes_ago: int = 0, channel: Channel | None = None) -> None:
    at = session.now() - timedelta(minutes=minutes_ago)
    consents.stop_contact(session, customer.code, channel, ConsentMethod.RECORDED_CALL, at)


def call_who_refused(shop: Workplace) -> set[str]:
    session, customer = shop.session, add_customer(shop.session)
    refuse(session, customer)
    return references(contacts.contact(session, customer.code, DELIVERY, CALL).decision)


def hear_a_refusal(shop: Workplace) -> None:
    refuse(shop.session, add_customer(shop.session))


def hear_of_a_refusal_too_late(shop: Workplace) -> None:
    session, customer = shop.session, add_customer(shop.session)
    reach_out(session, customer, DELIVERY)
    shop.clock.move(minutes=20)
    refuse(session, customer, minutes_ago=30)


# --- VK 2b ----------------------------------------------------------------------------------------


def offer_unasked(shop: Workplace) -> set[str]:
    session = shop.session
    return references(contacts.contact(session, add_customer(session).code, MARKETING, SMS).decision)


def offer_to_who_accepts(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    assert say(shop.session, customer).allowed
    reach_out(shop.session, customer, MARKETING)


def offer_to_who_had_withdrawn(shop: Workplace) -> None:
    write_to_who_had_withdrawn(shop, MARKETING, SMS)


# --- VK 1 -----------------------------------------------------------------------------------------


def ask_for_more_than_needed(shop: Workplace) -> set[str]:
    session = shop.session
    return turned_away(session, lambda: add_customer(session, purposes=(DELIVERY,)))  # with an email


def ask_for_what_is_needed(shop: Workplace) -> None:
    add_customer(shop.session, purposes=(DELIVERY,), emails=())


def keep_the_email_for_delivery_only(shop: Workplace) -> None:
    customer = add_customer(shop.session, purposes=(DELIVERY, CARE))
    shop.clock.move(hours=1)
    customers.correct(shop.session, customer.code, Correction("Khách chỉ cần giao hàng", purposes=(DELIVERY,)))


def write_the_purpose(shop: Workplace) -> None:
    typed = Correction("Khách cần được trả lời qua email", purposes=(DELIVERY, CARE))
    customers.correct(shop.session, "KH-00001", typed)


# --- VK 4 -----------------------------------------------------------------------------------------


def keep_an_ip_against_the_choice(shop: Workplace) -> set[str]:
    session, customer = shop.session, add_customer(shop.session)
    return references(browser.record(session, customer.code, CookieChoice.REFUSED, ip="113.161.4.9").decision)


def accept_cookies(shop: Workplace) -> None:
    session, customer = shop.session, add_customer(shop.session)
    assert browser.record(session, customer.code, CookieChoice.ACCEPTED, "113.161.4.9", "vi").allowed


def keep_browser_data_too_long(shop: Workplace) -> None:
    accept_cookies(shop)
    shop.clock.move(days=367)


def empty_what_is_due(shop: Workplace) -> None:
    assert keeping.purge_due(shop.session) == 1


# --- VK 6 -----------------------------------------------------------------------------------------


def write_to_a_dead_address(shop: Workplace) -> set[str]:
    session, customer = shop.session, add_customer(shop.session)
    customers.set_email_state(session, customer.code, 0, ContactState.DEAD)
    return references(contacts.contact(session, customer.code, CARE, EMAIL).decision)


def confirm_the_email(shop: Workplace) -> None:
    customers.set_email_state(shop.session, add_customer(shop.session).code, 0, ContactState.CONFIRMED)


def import_a_contact_with_a_dead_address(shop: Workplace) -> None:
    session, customer = shop.session, add_customer(shop.session)
    reach_out(session, customer, CARE, EMAIL)
    beyond_the_gate(
        session, "UPDATE email SET state = 'DEAD', state_at = ? WHERE customer_id = ?", "2026-11-20", customer.id
    )


# --- VK 10 ----------------------------------------------------------------------------------------


def let_it_count_untold(shop: Workplace) -> set[str]:
    add_customer(shop.session)
    run = publish(shop.session)
    with pytest.raises(NoticesWaiting) as refused:
        notices.finish(shop.session, run)
    return {refused.value.code()}


def tell_everybody(shop: Workplace) -> None:
    session, customer = shop.session, add_customer(shop.session)
    run = publish(session)
    notice_settling.settle(session, run, Settlement(TOLD, NoticeChannel.EMAIL, (customer.code,)))
    notices.finish(session, run)


def let_the_notices_lie(shop: Workplace) -> None:
    add_customer(shop.session)
    publish(shop.session)
    shop.clock.move(days=31)


def tell_them_late(shop: Workplace) -> None:
    session = shop.session
    run = notices.open_run_id(session)
    assert run is not None
    notice_settling.settle(session, run, Settlement(TOLD, NoticeChannel.EMAIL, ("KH-00001",)))
    notices.finish(session, run)
    assert running(session, run).finished_at is not None


ROWS = (
    ClauseRow(
        "KO 1", keep_a_card, lambda shop: add_customer(shop.session), "records_collected", import_of_unknown_source,
        write_the_source,
    ),
    ClauseRow(
        "KO 2", use_for_an_unheard_of_purpose, call_about_the_delivery, "uses", write_to_who_had_withdrawn, nothing
    ),
    ClauseRow(
        "VK 2a", use_for_an_unheard_of_purpose, call_about_the_delivery, "uses", write_to_who_had_withdrawn, nothing
    ),
    ClauseRow("KO 4c", call_who_refused, hear_a_refusal, "refusals", hear_of_a_refusal_too_late, nothing),
    ClauseRow("VK 2b", offer_unasked, offer_to_who_accepts, "offers_sent", offer_to_who_had_withdrawn, nothing),
    ClauseRow(
        "VK 1", ask_for_more_than_needed, ask_for_what_is_needed, "records_with_purpose",
        keep_the_email_for_delivery_only, write_the_purpose,
    ),
    ClauseRow(
        "VK 4", keep_an_ip_against_the_choice, accept_cookies, "cookies_accepted", keep_browser_data_too_long,
        empty_what_is_due,
    ),
    ClauseRow(
        "VK 6", write_to_a_dead_address, confirm_the_email, "reach_confirmed_now",
        import_a_contact_with_a_dead_address, nothing,
    ),
    ClauseRow(
        "VK 10", let_it_count_untold, tell_everybody, "versions_published", let_the_notices_lie, tell_them_late,
        told="notices_waiting",
    ),
)  # fmt: skip


@pytest.fixture
def shop(pack: str, tmp_path: Path) -> Iterator[Workplace]:
    one = shop_of(tmp_path, pack)
    yield one
    one.close()


@pytest.mark.parametrize(("pack", "row"), cases(ROWS), ids=name_of)
def test_what_breaks_the_clause_is_refused_for_the_clauses_reason(shop: Workplace, row: ClauseRow) -> None:
    prove_refused(shop, row)


@pytest.mark.parametrize(("pack", "row"), cases(ROWS), ids=name_of)
def test_what_keeps_the_clause_raises_its_figure(shop: Workplace, row: ClauseRow) -> None:
    prove_counted(shop, row)


@pytest.mark.parametrize(("pack", "row"), cases(ROWS), ids=name_of)
def test_a_broken_clause_is_at_risk_once_mended_and_explained_never_kept(shop: Workplace, row: ClauseRow) -> None:
    prove_explained(shop, row)


def test_no_clause_is_left_out() -> None:
    assert {row.clause for row in ROWS} == clauses_of(measures.MEASURES)
    assert Control.NO_THIRD_PARTY not in measures.MEASURES
