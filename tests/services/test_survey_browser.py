"""Answers and browser data: with their own consent, for a purpose, for a time, and gone when it ends (KO 1, VK 4)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.collection import CookieChoice
from ledger.domain.consent import ConsentMethod, ConsentOutcome, ConsentState
from ledger.domain.customer import Customer
from ledger.domain.errors import InFuture, InvalidInput, PastKeeping, TextMissing
from ledger.domain.gate import ReasonCode
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.purpose import Channel, LegalBasis
from ledger.services import browser, consents, keeping, law_rules, survey
from ledger.services.deciding import Outcome
from ledger.services.session import Session
from ledger.storage import browser as browser_rows
from ledger.storage import survey as survey_rows
from ledger.storage.browser import BrowserRecord
from ledger.storage.survey import SurveyAnswer
from support.services import (
    AT,
    Workplace,
    add_child,
    add_customer,
    attempts,
    audited,
    codes,
    entries_since,
    guard,
    records,
    say,
    workplace,
)

WISHES, PREFERENCES = FieldId("wishes"), FieldId("preferences")
CONSULTATION, ANALYSIS = PurposeId("consultation"), PurposeId("service_optimisation")
MARKETING, WEBSITE = PurposeId("marketing"), PurposeId("website_improvement")
ACCEPTED, REFUSED = CookieChoice.ACCEPTED, CookieChoice.REFUSED
IP, LANGUAGE = "113.161.4.9", "vi-VN"


@pytest.fixture
def customer(session: Session) -> Customer:
    return add_customer(session)


def answers(session: Session, customer: Customer) -> tuple[SurveyAnswer, ...]:
    return survey_rows.of_customer(session.db, customer.id)


def choices(session: Session, customer: Customer) -> tuple[BrowserRecord, ...]:
    return browser_rows.of_customer(session.db, customer.id)


def agree(session: Session, customer: Customer, purpose: PurposeId, **changes: Any) -> None:
    assert say(session, customer, purpose=purpose, channel=Channel.NONE, **changes).allowed


def ask(session: Session, customer: Customer, purpose: PurposeId = CONSULTATION, field: FieldId = WISHES) -> Outcome:
    return survey.record(session, customer.code, field, "muốn loại không mùi", purpose)


# --- answers -------------------------------------------------------------------------------------


def test_an_answer_is_kept_with_its_purpose_and_its_last_day(session: Session, customer: Customer) -> None:
    assert audited(session, lambda: ask(session, customer)) == [(AuditAction.SURVEY_RECORDED, customer.code)]
    (kept,) = answers(session, customer)
    assert (kept.field_id, kept.purpose_id, kept.basis) == (WISHES, CONSULTATION, LegalBasis.CONTRACT)
    assert (kept.answer, kept.keep_until) == ("muốn loại không mùi", AT + timedelta(days=730))


def test_what_rests_on_consent_is_asked_for_first(session: Session, customer: Customer) -> None:
    refused = ask(session, customer, ANALYSIS)
    assert codes(refused.decision) == {ReasonCode.CONSENT_NEVER_ASKED}
    assert answers(session, customer) == ()
    assert attempts(session)[-1].customer_id == customer.id
    agree(session, customer, ANALYSIS)
    assert ask(session, customer, ANALYSIS).allowed


@pytest.mark.parametrize(
    ("field", "purpose", "code"),
    [
        (WISHES, MARKETING, ReasonCode.FIELD_BEYOND_NEED),
        (PREFERENCES, CONSULTATION, ReasonCode.FIELD_BEYOND_NEED),
        (FieldId("phone"), CONSULTATION, ReasonCode.FIELD_NOT_COLLECTED),
        (FieldId("blood_group"), CONSULTATION, ReasonCode.FIELD_NOT_COLLECTED),
        (WISHES, PurposeId("resale"), ReasonCode.PURPOSE_UNKNOWN),
    ],
)
def test_an_answer_nobody_needs_is_an_attempt(
    session: Session, customer: Customer, field: FieldId, purpose: PurposeId, code: ReasonCode
) -> None:
    agree(session, customer, MARKETING)
    refused = ask(session, customer, purpose, field)
    assert not refused.allowed
    assert code in codes(refused.decision)
    assert code in {one.code for one in attempts(session)[-1].reasons}
    assert answers(session, customer) == ()


def test_a_child_answers_only_with_the_guardian(session: Session) -> None:
    child = add_child(session)
    assert ReasonCode.GUARDIAN_MISSING in codes(ask(session, child).decision)
    guard(session, child, add_customer(session, "Mẹ Na", phones=("0911 000 444",)), CONSULTATION)
    assert ask(session, child).allowed


def test_an_empty_answer_a_day_to_come_and_one_too_old_are_refused(session: Session, customer: Customer) -> None:
    with pytest.raises(TextMissing):
        survey.record(session, customer.code, WISHES, "  ", CONSULTATION)
    with pytest.raises(InFuture):
        survey.record(session, customer.code, WISHES, "x", CONSULTATION, AT + timedelta(hours=1))
    with pytest.raises(PastKeeping):
        survey.record(session, customer.code, WISHES, "x", CONSULTATION, AT - timedelta(days=730))


def test_the_shop_decides_how_long_answers_are_kept(session: Session, customer: Customer) -> None:
    law_rules.change(session, survey.DAYS, "30")
    ask(session, customer)
    assert answers(session, customer)[0].keep_until == AT + timedelta(days=30)


# --- cookies -------------------------------------------------------------------------------------


def cookie_state(session: Session, customer: Customer) -> ConsentState:
    cells = consents.matrix(session, customer, session.now())
    return next(one.state for one in cells if one.purpose.id == WEBSITE and one.channel is Channel.NONE)


def test_accepting_cookies_is_the_consent_to_what_the_browser_tells(session: Session, customer: Customer) -> None:
    trail = audited(session, lambda: browser.record(session, customer.code, ACCEPTED, IP, LANGUAGE))
    assert trail == [(AuditAction.CONSENT_RECORDED, customer.code), (AuditAction.BROWSER_RECORDED, customer.code)]
    (kept,) = choices(session, customer)
    assert (kept.choice, kept.ip, kept.language) == (ACCEPTED, IP, LANGUAGE)
    assert kept.keep_until == AT + timedelta(days=365)
    assert cookie_state(session, customer) is ConsentState.GRANTED
    again = audited(session, lambda: browser.record(session, customer.code, ACCEPTED, IP))
    assert again == [(AuditAction.BROWSER_RECORDED, customer.code)]  # said once is enough


def test_refused_cookies_leave_the_choice_and_nothing_else(session: Session, customer: Customer) -> None:
    refused = browser.record(session, customer.code, REFUSED, IP, LANGUAGE)
    assert codes(refused.decision) == {ReasonCode.COOKIES_REFUSED}
    assert [one.code for one in attempts(session)[-1].reasons] == [ReasonCode.COOKIES_REFUSED]
    assert choices(session, customer) == ()
    assert browser.record(session, customer.code, REFUSED).allowed
    (kept,) = choices(session, customer)
    assert (kept.choice, kept.ip, kept.language) == (REFUSED, None, None)
    assert cookie_state(session, customer) is ConsentState.REFUSED
    assert browser.record(session, customer.code, REFUSED).allowed
    assert len(consents.records_of(session, customer)) == 1


def test_refusing_later_empties_what_was_kept(session: Session, customer: Customer) -> None:
    browser.record(session, customer.code, ACCEPTED, IP, LANGUAGE)
    assert browser.record(session, customer.code, REFUSED).allowed
    newest, first = choices(session, customer)
    assert (newest.choice, newest.purged_at) == (REFUSED, None)
    assert (first.ip, first.language, first.purged_at) == (None, None, AT)
    assert cookie_state(session, customer) is ConsentState.WITHDRAWN


def test_nothing_is_kept_on_a_yes_that_a_later_no_took_back(session: Session, customer: Customer) -> None:
    agree(session, customer, WEBSITE, outcome=ConsentOutcome.REFUSED)
    before = AT - timedelta(days=2)
    refused = browser.record(session, customer.code, ACCEPTED, IP, LANGUAGE, before)
    assert codes(refused.decision) == {ReasonCode.CONSENT_REFUSED}
    assert choices(session, customer) == ()


def test_a_visitor_of_unknown_age_or_a_child_alone_is_not_kept(session: Session) -> None:
    unknown = add_customer(session, is_declared_adult=False)
    assert codes(browser.record(session, unknown.code, ACCEPTED, IP).decision) == {ReasonCode.AGE_UNKNOWN}
    child = add_child(session, phones=("0911 222 333",))
    refused = browser.record(session, child.code, ACCEPTED, IP)
    assert ReasonCode.GUARDIAN_MISSING in codes(refused.decision)
    assert choices(session, unknown) == choices(session, child) == ()
    assert consents.records_of(session, child) == ()


@pytest.mark.parametrize(("ip", "language"), [("không rõ", ""), ("1.2.3", ""), ("", "tiếng Việt")])
def test_what_is_no_browser_data_is_refused(session: Session, customer: Customer, ip: str, language: str) -> None:
    with pytest.raises(InvalidInput):
        browser.record(session, customer.code, ACCEPTED, ip, language)


def test_browser_data_too_old_or_to_come_are_refused(session: Session, customer: Customer) -> None:
    with pytest.raises(PastKeeping):
        browser.record(session, customer.code, ACCEPTED, IP, occurred_at=AT - timedelta(days=365))
    with pytest.raises(InFuture):
        browser.record(session, customer.code, ACCEPTED, IP, occurred_at=AT + timedelta(days=1))


@pytest.fixture
def king_oil(tmp_path: Path) -> Iterator[Workplace]:
    yield from workplace(tmp_path, pack="the-king-oil")


def test_a_policy_without_the_cookie_clause_asks_all_the_same(king_oil: Workplace) -> None:
    session = king_oil.session
    customer = add_customer(session)
    assert browser.record(session, customer.code, ACCEPTED, IP).allowed
    refused = browser.record(session, customer.code, REFUSED, IP)
    assert [one.reference for one in refused.decision.reasons] == ["KO 1"]


# --- gone in time --------------------------------------------------------------------------------


def test_what_was_kept_long_enough_is_emptied_and_the_fact_stays(shop: Workplace) -> None:
    session = shop.session
    one, other = add_customer(session), add_customer(session, "Trần Thị Hoa", phones=(), emails=())
    law_rules.change(session, survey.DAYS, "365")
    ask(session, one)
    browser.record(session, one.code, ACCEPTED, IP, LANGUAGE)
    browser.record(session, other.code, ACCEPTED, IP, LANGUAGE)
    shop.clock.move(days=364)
    before = records(session)
    assert keeping.purge_due(session) == 0
    assert records(session) == before  # nothing due leaves no trace
    shop.clock.move(days=1)
    assert keeping.is_due(session)
    done = audited(session, lambda: keeping.purge_due(session))
    assert done == [(AuditAction.PURGED, who) for who in (None, one.code, other.code)]
    (answer,), (kept,) = answers(session, one), choices(session, one)
    assert (answer.answer, kept.ip, kept.language) == (None, None, None)
    assert answer.purged_at == kept.purged_at == shop.clock.at
    assert (answer.purpose_id, kept.choice) == (CONSULTATION, ACCEPTED)
    assert not keeping.is_due(session)


def test_the_counts_are_on_the_trail(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    browser.record(session, customer.code, ACCEPTED, IP)
    shop.clock.move(days=400)
    keeping.purge_due(session)
    header, person = entries_since(session, 0)[-2:]
    assert header.body == person.body == {"answers": 0, "browser_records": 1}


def test_opening_the_ledger_empties_first(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    browser.record(shop.session, customer.code, ACCEPTED, IP)
    shop.clock.move(days=366)
    session = shop.open()
    assert choices(session, customer)[0].ip is None


def test_withdrawing_empties_at_once_what_rested_on_it(session: Session, customer: Customer) -> None:
    agree(session, customer, ANALYSIS)
    ask(session, customer, ANALYSIS)
    ask(session, customer)
    browser.record(session, customer.code, ACCEPTED, IP)
    agree(session, customer, ANALYSIS, outcome=ConsentOutcome.WITHDRAWN)
    left = {one.purpose_id: one.answer for one in answers(session, customer)}
    assert left == {ANALYSIS: None, CONSULTATION: "muốn loại không mùi"}
    assert choices(session, customer)[0].ip == IP
    agree(session, customer, WEBSITE, outcome=ConsentOutcome.WITHDRAWN)
    assert choices(session, customer)[0].ip is None


def test_a_no_on_one_channel_or_from_before_empties_nothing(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    browser.record(session, customer.code, ACCEPTED, IP)
    assert say(session, customer, ConsentOutcome.REFUSED, WEBSITE, Channel.EMAIL).allowed
    earlier = consents.Said(
        WEBSITE, Channel.NONE, ConsentOutcome.REFUSED, ConsentMethod.WRITING, AT - timedelta(days=1)
    )
    assert consents.record(session, customer.code, earlier).allowed
    assert choices(session, customer)[0].ip == IP
