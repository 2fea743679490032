"""Feedback: twelve hours by the clock on the wall, the first result stands, and the way back is always open (KO 5)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.errors import BeforeReceipt, CustomerErased, InFuture, NotFound, TextMissing, WrongState
from ledger.domain.feedback import Feedback, FeedbackState
from ledger.domain.gate import ReasonCode
from ledger.domain.policy import Control
from ledger.domain.policy_pack import as_pack
from ledger.domain.purpose import Channel
from ledger.services import consents, contacts, customers, feedback, notices, overview
from ledger.services.feedback import AnswerInput, FeedbackInput
from ledger.services.session import Session
from support.erasing import erase
from support.notices import publish
from support.services import AT, MARKETING, Workplace, add_customer, attempts, audited, codes, say, snapshot

HOUR = timedelta(hours=1)


def hear(
    session: Session, customer_code: str = "", channel: Channel = Channel.EMAIL, ago: timedelta = HOUR
) -> Feedback:
    typed = FeedbackInput(channel, "Hàng giao chậm", customer_code, session.clock.now() - ago)
    return feedback.receive(session, typed)


def reply(session: Session, heard: Feedback, channel: Channel | None = None) -> set[ReasonCode]:
    return codes(feedback.answer(session, heard.code, AnswerInput("Dạ, mai hàng tới ạ", channel)).decision)


def state(session: Session, heard: Feedback) -> FeedbackState:
    return feedback.get(session, heard.code).current.state(session.clock.now())


def test_twelve_hours_run_from_when_it_came_in_not_from_when_it_was_written_down(session: Session) -> None:
    heard = hear(session, ago=5 * HOUR)
    assert (heard.code, heard.received_at, heard.recorded_at) == ("PH-0001", AT - 5 * HOUR, AT)
    assert heard.current.due_at == AT + 7 * HOUR
    assert feedback.receive(session, FeedbackInput(Channel.CALL, "Cảm ơn")).current.due_at == AT + 12 * HOUR


def test_it_cannot_come_in_tomorrow_and_it_says_something(session: Session) -> None:
    before = snapshot(session)
    with pytest.raises(InFuture):
        hear(session, ago=-HOUR)
    with pytest.raises(TextMissing):
        feedback.receive(session, FeedbackInput(Channel.EMAIL, " \n "))
    with pytest.raises(NotFound):
        hear(session, "KH-00001")
    assert snapshot(session) == before


def test_an_answer_on_the_last_second_is_in_time_and_a_second_later_is_late(shop: Workplace) -> None:
    first, second = hear(shop.session), hear(shop.session)
    shop.clock.move(hours=11)
    reply(shop.session, first)
    shop.clock.move(seconds=1)
    assert state(shop.session, second) is FeedbackState.OVERDUE
    reply(shop.session, second)
    assert state(shop.session, first) is FeedbackState.ANSWERED_IN_TIME
    assert state(shop.session, second) is FeedbackState.ANSWERED_LATE


def test_an_answer_says_what_when_by_whom_and_by_which_way(shop: Workplace) -> None:
    heard = hear(shop.session)
    shop.clock.move(hours=3)
    typed = AnswerInput("Dạ, mai hàng tới ạ", Channel.CALL, AT + HOUR)
    assert feedback.answer(shop.session, heard.code, typed).allowed
    answered = feedback.get(shop.session, heard.code).current
    assert (answered.answer, answered.channel) == ("Dạ, mai hàng tới ạ", Channel.CALL)
    assert (answered.answered_at, answered.answered_by) == (AT + HOUR, shop.session.member.id)


def test_an_answer_is_given_once_not_before_the_question_not_tomorrow_and_not_in_silence(session: Session) -> None:
    heard = hear(session)
    before = snapshot(session)
    for typed, error in (
        (AnswerInput("Dạ", answered_at=AT - 2 * HOUR), BeforeReceipt),
        (AnswerInput("Dạ", answered_at=AT + HOUR), InFuture),
        (AnswerInput("  "), TextMissing),
    ):
        with pytest.raises(error):
            feedback.answer(session, heard.code, typed)
    assert snapshot(session) == before
    reply(session, heard)
    with pytest.raises(WrongState):
        reply(session, heard)


def test_reopening_starts_new_twelve_hours_and_the_late_answer_stays_late(shop: Workplace) -> None:
    heard = hear(shop.session, ago=20 * HOUR)
    with pytest.raises(WrongState):
        feedback.reopen(shop.session, heard.code)
    reply(shop.session, heard)
    shop.clock.move(hours=2)
    reopened = feedback.reopen(shop.session, heard.code)
    assert (reopened.current.number, reopened.current.due_at) == (2, AT + 14 * HOUR)
    reply(shop.session, heard)
    states = [one.state(shop.clock.at) for one in feedback.get(shop.session, heard.code).rounds]
    assert states == [FeedbackState.ANSWERED_LATE, FeedbackState.ANSWERED_IN_TIME]


def test_what_an_erased_person_wrote_is_not_reopened_for_nobody_could_be_answered(session: Session) -> None:
    heard = hear(session, add_customer(session).code)
    reply(session, heard)
    erase(session, "KH-00001")
    with pytest.raises(CustomerErased):
        feedback.reopen(session, heard.code)
    assert feedback.waiting(session) == ()


def test_what_waits_is_listed_by_its_deadline_and_what_came_in_newest_first(session: Session) -> None:
    late, fresh, old = hear(session, ago=HOUR), hear(session, ago=0 * HOUR), hear(session, ago=11 * HOUR)
    reply(session, fresh)
    assert [one.code for one in feedback.waiting(session)] == [old.code, late.code]
    assert [one.code for one in feedback.received(session)] == [fresh.code, late.code, old.code]
    assert [one.code for one in feedback.received(session, AT - HOUR, AT)] == [late.code]


def test_the_figures_are_counted_from_what_happened(shop: Workplace) -> None:
    empty = feedback.statistics(shop.session)
    assert (empty.in_time, empty.open, empty.share_in_time, empty.median_seconds) == (0, 0, None, None)
    for ago in (1, 3, 20):
        reply(shop.session, hear(shop.session, ago=ago * HOUR))
    hear(shop.session, ago=2 * HOUR)
    hear(shop.session, ago=13 * HOUR)
    figures = feedback.statistics(shop.session)
    assert (figures.in_time, figures.late, figures.open, figures.overdue) == (2, 1, 1, 1)
    assert figures.median_seconds == 3 * 3600
    assert figures.share_in_time == 2 / 4
    today = feedback.statistics(shop.session, AT - 4 * HOUR, AT - 2 * HOUR)
    assert (today.in_time, today.open) == (1, 0)


# --- the way back -------------------------------------------------------------------------------


def test_whoever_writes_to_us_is_answered_on_the_same_way_whatever_they_stopped(session: Session) -> None:
    customer = add_customer(session, emails=())
    consents.stop_contact(session, customer.code, None, ConsentMethod.EMAIL)
    heard = hear(session, customer.code, Channel.EMAIL)
    assert reply(session, heard) == set()
    assert overview.count(session)["contacts"] == 1
    kept = session.db.execute("SELECT exemption, is_advertising FROM contact").fetchall()
    assert kept == [("OWN_MESSAGE", 0)]


def test_but_not_on_another_way(session: Session) -> None:
    customer = add_customer(session)
    consents.stop_contact(session, customer.code, None, ConsentMethod.EMAIL)
    heard = hear(session, customer.code, Channel.EMAIL)
    refused = audited(session, lambda: reply(session, heard, Channel.CALL))
    assert refused == [(AuditAction.ATTEMPT_BLOCKED, customer.code)]
    assert {one.code for one in attempts(session)[0].reasons} == {ReasonCode.STOP_CONTACT}
    assert state(session, heard) is FeedbackState.OPEN
    assert reply(session, heard) == set()


def test_answering_does_not_use_up_the_measure_of_advertising(session: Session) -> None:
    customer = add_customer(session)
    say(session, customer, channel=Channel.CALL)
    reply(session, hear(session, customer.code, Channel.CALL))
    assert contacts.contact(session, customer.code, MARKETING, Channel.CALL).allowed


def test_somebody_who_asked_for_restraint_is_still_answered(session: Session) -> None:
    customer = add_customer(session)
    customers.restrict(session, customer.code, is_restricted=True)
    assert reply(session, hear(session, customer.code)) == set()


def test_a_stranger_is_answered_and_no_contact_is_logged(session: Session) -> None:
    assert reply(session, hear(session)) == set()
    assert overview.count(session)["contacts"] == 0


def test_each_step_is_on_the_trail_under_the_customer_if_there_is_one(session: Session) -> None:
    customer = add_customer(session)
    heard = audited(session, lambda: hear(session, customer.code))
    answered = audited(session, lambda: reply(session, feedback.get(session, "ph-0001")))
    reopened = audited(session, lambda: feedback.reopen(session, "PH-0001"))
    nameless = audited(session, lambda: hear(session))
    assert heard == [(AuditAction.FEEDBACK_RECEIVED, customer.code)]
    assert answered == [(AuditAction.FEEDBACK_ANSWERED, customer.code), (AuditAction.CONTACT_MADE, customer.code)]
    assert reopened == [(AuditAction.FEEDBACK_REOPENED, customer.code)]
    assert nameless == [(AuditAction.FEEDBACK_RECEIVED, None)]


# --- other hours ----------------------------------------------------------------------------------


def test_a_version_that_promises_six_hours_gives_new_feedback_six_and_old_feedback_keeps_its_twelve(
    shop: Workplace,
) -> None:
    session = shop.session
    old = feedback.receive(session, FeedbackInput(Channel.CALL, "Giao chậm"))
    clauses = [
        replace(one, parameters={**one.parameters, "hours": 6}) if one.control is Control.FEEDBACK_IN_TIME else one
        for one in session.policy().clauses
    ]
    pack = replace(as_pack(session.policy()), clauses=tuple(clauses))
    notices.finish(session, publish(session, pack))
    new = feedback.receive(session, FeedbackInput(Channel.CALL, "Hộp móp"))
    assert new.current.due_at - new.current.started_at == timedelta(hours=6)
    assert feedback.get(session, old.code).current.due_at == old.current.due_at
