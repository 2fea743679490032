"""The rules of law: shown with source and confidence, changed by the manager within sense, and obeyed everywhere."""

from datetime import timedelta
from pathlib import Path

import pytest

from ledger.assets import load_law
from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentOutcome, ConsentRecord
from ledger.domain.customer import Customer
from ledger.domain.errors import (
    DoNotCallUnchecked,
    OutOfRange,
    RoleForbidden,
    TextMissing,
    TextTooLong,
    UnknownChoice,
    WrongState,
)
from ledger.domain.feedback import ANSWER_WITHIN
from ledger.domain.gate import ReasonCode
from ledger.domain.minor import AgeRules
from ledger.domain.purpose import Channel
from ledger.domain.recipient import CommitmentItem, CommitmentState
from ledger.domain.reveal import REVEAL_SECONDS, REVEALS_FREE
from ledger.services import contact_lists, contacts, law_rules, law_values, recipients, trail
from ledger.services.deciding import age_rules
from ledger.services.law_rules import Fixed, LawLine
from ledger.services.session import Session
from ledger.storage import consents as consent_rows
from ledger.storage import shop as shop_rows
from support.contacting import TEXTS, agreed, make
from support.services import (
    AT,
    MARKETING,
    TODAY,
    Workplace,
    add_carrier,
    add_customer,
    audited,
    codes,
    confirmed,
    entries_since,
    paper,
    say,
    snapshot,
)
from support.sheets import cells


def line(session: Session, key: str) -> LawLine:
    return next(one for one in law_rules.lines(session) if one.key == key)


# --- shown ----------------------------------------------------------------------------------------


def test_every_rule_stands_beside_its_source_how_sure_it_is_and_its_limits(session: Session) -> None:
    lines = law_rules.lines(session)
    assert [one.key for one in lines] == list(load_law())
    assert all(one.source and one.confidence in {"high", "med", "low"} for one in lines)
    assert not [one.key for one in lines if one.is_changed]
    for one in lines:
        if isinstance(one.value, bool) or not isinstance(one.value, int) or one.fixed is not None:
            assert (one.low, one.high) == (None, None)
        else:
            assert one.low is not None
            assert one.high is not None
            assert one.low <= one.value <= one.high


def test_what_the_law_leaves_open_can_be_changed(session: Session) -> None:
    stuck = [one.key for one in law_rules.lines(session) if one.must_be_changeable and one.fixed is not None]
    assert stuck == []
    assert [one.key for one in law_rules.lines(session) if one.confidence == "low" and not one.must_be_changeable] == []


def test_what_a_clause_or_the_program_fixes_says_so(shop: Workplace) -> None:
    fixed = {one.key: one.fixed for one in law_rules.lines(shop.session) if one.fixed is not None}
    assert fixed == {
        "feedback.promise_hours": Fixed.CLAUSE,
        "feedback.warn_at_percent": Fixed.PROGRAM,
        "commitment.items": Fixed.PROGRAM,
        "commitment.warn_days": Fixed.CLAUSE,
        "reveal.seconds": Fixed.PROGRAM,
        "reveal.per_hour_before_reason": Fixed.PROGRAM,
    }
    for key in fixed:
        with pytest.raises(WrongState):
            law_rules.change(shop.session, key, "1")
        with pytest.raises(WrongState):
            law_rules.reset(shop.session, key)


def test_without_the_clause_its_number_is_the_rules(tmp_path: Path) -> None:
    with Workplace(tmp_path, pack="the-king-oil").create() as session:  # promises hours, no day of warning
        assert line(session, "feedback.promise_hours").fixed is Fixed.CLAUSE
        assert line(session, "commitment.warn_days").fixed is None
        add_carrier(session, signed=paper(expires_on=TODAY + timedelta(days=20)))
        assert [one.state for one in recipients.lines(session)] == [CommitmentState.EXPIRING]
        law_rules.change(session, "commitment.warn_days", "10")
        one = recipients.lines(session)[0]
        assert (one.state, recipients.view(session, one.id).state) == (CommitmentState.VALID, CommitmentState.VALID)
    with Workplace(tmp_path / "other", pack="vietking").create() as session:  # promises no hours
        assert line(session, "feedback.promise_hours").fixed is Fixed.PROGRAM


def test_what_the_program_is_built_on_is_what_is_shown(session: Session) -> None:
    assert line(session, "reveal.seconds").value == REVEAL_SECONDS
    assert line(session, "reveal.per_hour_before_reason").value == REVEALS_FREE
    assert line(session, "commitment.items").value == len(CommitmentItem)
    assert timedelta(hours=law_values.number(session.db, "feedback.promise_hours")) == ANSWER_WITHIN


# --- changed --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("requests.DELETE.complete_days", " 25 ", 25),
        ("requests.PROTECT.extension_days", "0", 0),
        ("counting.pauses_while_unproven", "true", True),
        ("counting.rolls_over_to_working_day", "false", False),
        ("counting.working_weekdays", "6, 1,2,3,4,5,1", (1, 2, 3, 4, 5, 6)),
        ("advertising.rules.label_vi", " (QC) ", "(QC)"),
        ("advertising.hours.SMS.until", "24", 24),
        ("retention.customer_months_until", "60", 60),
    ],
)
def test_a_rule_is_changed_as_typed_and_the_shipped_value_leaves_nothing_stored(
    shop: Workplace, key: str, typed: str, value: object
) -> None:
    session, shipped = shop.session, load_law()[key].value
    assert audited(session, lambda: law_rules.change(session, key, typed)) == [(AuditAction.SETTING_CHANGED, None)]
    session = shop.open()
    changed = line(session, key)
    assert (changed.value, changed.shipped, changed.is_changed) == (value, shipped, True)
    assert key in shop_rows.settings(session.db)
    law_rules.reset(session, key)
    assert not line(session, key).is_changed
    assert key not in shop_rows.settings(session.db)


def test_a_value_that_stays_as_it_is_leaves_no_trace(session: Session) -> None:
    before = snapshot(session)
    law_rules.change(session, "ages.minor", "18")
    law_rules.change(session, "counting.working_weekdays", "5,4,3,2,1")
    law_rules.reset(session, "counting.first_day_counts")
    assert snapshot(session) == before


def test_the_trail_says_which_rule_and_which_number(session: Session) -> None:
    before = trail.head_of(session).seq
    law_rules.change(session, "ages.own_say", "8")
    law_rules.change(session, "counting.working_weekdays", "1,2")
    law_rules.change(session, "counting.first_day_counts", "true")
    law_rules.change(session, "advertising.rules.label_en", "Lan mua")
    assert [one.body for one in entries_since(session, before)] == [
        {"setting": "ages.own_say", "value": 8},
        {"setting": "counting.working_weekdays", "value": ["1", "2"]},
        {"setting": "counting.first_day_counts", "value": True},
        {"setting": "advertising.rules.label_en"},  # words may name somebody
    ]


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("advertising.hours.CALL.from", "17"),  # would leave no hour at all
        ("advertising.hours.CALL.until", "8"),
        ("advertising.hours.CALL.until", "25"),
        ("advertising.hours.SMS.from", "-1"),
        ("advertising.per_24_hours.EMAIL", "51"),
        ("ages.own_say", "16"),  # a child would never have a say
        ("ages.child", "19"),
        ("ages.minor", "15"),
        ("ages.minor", "22"),
        ("requests.ACCESS.complete_days", "0"),
        ("requests.ACCESS.complete_days", "16"),  # with a partner it would be less
        ("requests.ACCESS.complete_days_with_partner", "9"),
        ("requests.PROTECT.complete_days", "91"),
        ("requests.COMPLAINT.acknowledge_working_days", "31"),
        ("requests.partner_answer_days", "0"),
        ("retention.customer_months_from", "37"),
        ("retention.customer_months_until", "23"),
        ("breach.authority_hours", "0"),
        ("ages.own_say", ""),
        ("ages.own_say", "tám"),
        ("ages.own_say", "8.5"),
        ("ages.own_say", "+8"),
        ("ages.own_say", "٨"),
        ("ages.own_say", "8" * 5000),
    ],
)
def test_a_number_that_is_none_or_contradicts_law_or_its_neighbour_is_refused(
    session: Session, key: str, typed: str
) -> None:
    before, one = snapshot(session), line(session, key)
    with pytest.raises(OutOfRange) as refused:
        law_rules.change(session, key, typed)
    assert (refused.value.data["low"], refused.value.data["high"]) == (one.low, one.high)
    assert snapshot(session) == before


def test_several_rules_are_changed_in_one_act_and_judged_together(session: Session) -> None:
    days = ("requests.ACCESS.complete_days", "requests.ACCESS.complete_days_with_partner")
    acts = audited(session, lambda: law_rules.change_all(session, {days[0]: "20", days[1]: "30"}))
    assert acts == [(AuditAction.SETTING_CHANGED, None)] * 2  # one after the other the first would be refused
    assert [line(session, key).value for key in days] == [20, 30]
    before = snapshot(session)
    with pytest.raises(OutOfRange) as refused:
        law_rules.change_all(session, {days[0]: "5", days[1]: "4"})
    assert refused.value.data["field"] == "complete_days"
    assert snapshot(session) == before
    law_rules.reset(session, *days)
    assert not any(line(session, key).is_changed for key in days)


@pytest.mark.parametrize(
    ("key", "typed", "error"),
    [
        ("counting.working_weekdays", "", OutOfRange),  # no period would ever end
        ("counting.working_weekdays", " , ", OutOfRange),
        ("counting.working_weekdays", "0", UnknownChoice),
        ("counting.working_weekdays", "1,8", UnknownChoice),
        ("counting.working_weekdays", "Monday", UnknownChoice),
        ("counting.first_day_counts", "1", UnknownChoice),
        ("advertising.rules.do_not_call_check", "", UnknownChoice),
        ("advertising.rules.label_vi", "  ", TextMissing),
        ("advertising.rules.label_vi", "x" * 13, TextTooLong),
        ("nonsense", "1", UnknownChoice),
        ("session.idle_minutes", "1", UnknownChoice),
    ],
)
def test_what_is_no_value_of_a_rule_is_refused(session: Session, key: str, typed: str, error: type[Exception]) -> None:
    before = snapshot(session)
    with pytest.raises(error):
        law_rules.change(session, key, typed)
    assert snapshot(session) == before


def test_a_small_shop_is_told_how_many_people_it_ever_held(shop: Workplace) -> None:
    assert law_rules.people_so_far(shop.session) == 0
    add_customer(shop.session)
    add_customer(shop.session, "Trần Thị Hoa", phones=(), emails=())
    assert law_rules.people_so_far(shop.open()) == 2


def test_staff_look_and_change_nothing(shop: Workplace) -> None:
    session = shop.as_staff()
    assert law_rules.lines(session)
    with pytest.raises(RoleForbidden):
        law_rules.change(session, "ages.own_say", "8")
    with pytest.raises(RoleForbidden):
        law_rules.reset(session, "ages.own_say")


# --- obeyed ---------------------------------------------------------------------------------------


def test_the_gate_obeys_a_changed_hour_and_the_shipped_one_again(shop: Workplace) -> None:
    session, customer = shop.session, add_customer(shop.session)
    say(session, customer)

    def why_not() -> set[ReasonCode]:
        return codes(contacts.contact(session, customer.code, MARKETING, Channel.SMS).decision)

    assert why_not() == set()  # it is 10:00
    law_rules.change(session, "advertising.hours.SMS.from", "11")
    assert why_not() == {ReasonCode.OUTSIDE_HOURS}
    law_rules.reset(session, "advertising.hours.SMS.from")
    assert why_not() == set()
    law_rules.change(session, "advertising.per_24_hours.SMS", "2")
    law_rules.change(session, "advertising.per_24_hours.ZALO", "2")
    assert why_not() == {ReasonCode.CAP_REACHED}


def test_the_ages_are_those_of_the_shop(session: Session) -> None:
    law_rules.change(session, "ages.own_say", "9")
    assert age_rules(session.db) == AgeRules(9, 16, 18)


def test_a_shop_may_give_consents_a_term(shop: Workplace) -> None:
    session = shop.session
    for_good, for_a_year = add_customer(session), add_customer(session, "Trần Thị Hoa", phones=(), emails=())
    say(session, for_good, channel=Channel.NONE)
    law_rules.change(session, "consent.expires_after_days", "365")
    say(session, for_a_year, channel=Channel.NONE)
    say(session, for_a_year, channel=Channel.SMS, outcome=ConsentOutcome.REFUSED)
    ends = [one.expires_at for who in (for_good, for_a_year) for one in said_by(session, who)]
    assert ends == [None, AT + timedelta(days=365), None]


def said_by(session: Session, who: Customer) -> tuple[ConsentRecord, ...]:
    return consent_rows.of_customers(session.db, (who.id,))[who.id]


def test_lists_are_checked_against_the_national_one_only_where_the_rule_says_so(session: Session) -> None:
    agreed(session, "Nguyễn Văn Đức", Channel.SMS)
    code = make(session, TEXTS)
    with pytest.raises(DoNotCallUnchecked):
        contact_lists.export(confirmed(session), code)
    law_rules.change(session, "advertising.rules.do_not_call_check", "false")
    assert contact_lists.export(confirmed(session), code).people == 1


def test_the_mark_of_an_advertisement_is_the_shops(session: Session) -> None:
    agreed(session, "Nguyễn Văn Đức")
    law_rules.change(session, "advertising.rules.label_vi", "(Quảng cáo)")
    first = cells(contact_lists.export(confirmed(session), make(session)).render())[0][0]
    assert "(Quảng cáo)" in str(first)
    assert "[QC]" not in str(first)
