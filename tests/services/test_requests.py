"""A request is on record from the moment anyone in the shop heard of it, and its clocks run from there (``law.md``)."""

from datetime import timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.deadline import DeadlineKind, RequestKind
from ledger.domain.errors import (
    BeforeReceipt,
    CustomerErased,
    IdentityNotProven,
    InFuture,
    NotFound,
    TextMissing,
    TextTooLong,
    WrongState,
)
from ledger.domain.feedback import FeedbackState
from ledger.domain.gate import ReasonCode
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod, RequestOutcome, StepKind
from ledger.services import consents, contacts, customers, feedback, requests
from ledger.services.contacts import ContactQuery
from ledger.services.session import Session
from ledger.storage import feedback as feedback_rows
from support.promises import beyond_the_gate
from support.requests import ASKED, DAY, HOUR, acknowledge, ask, clocks, prove
from support.services import AT, Workplace, add_child, add_customer, attempts, audited, codes, snapshot

ACKNOWLEDGE, COMPLETE = DeadlineKind.ACKNOWLEDGE, DeadlineKind.COMPLETE


# --- receiving ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "target", "limit"),
    [
        (RequestKind.ACCESS, "2026-12-01", "2026-12-01"),
        (RequestKind.CORRECT, "2026-12-01", "2026-12-01"),
        (RequestKind.PROVIDE_COPY, "2026-12-01", "2026-12-01"),
        (RequestKind.WITHDRAW, "2026-12-06", "2026-12-07"),  # the sixth is a Sunday
        (RequestKind.RESTRICT, "2026-12-06", "2026-12-07"),
        (RequestKind.OBJECT, "2026-12-06", "2026-12-07"),
        (RequestKind.PROTECT, "2026-12-06", "2026-12-07"),
        (RequestKind.DELETE, "2026-12-11", "2026-12-11"),
    ],
)
def test_every_kind_has_its_own_days(session: Session, kind: RequestKind, target: str, limit: str) -> None:
    code = ask(session, kind)  # Saturday 21 November; the 24th is a holiday
    assert code == "YC-0001"
    assert clocks(session, code) == {ACKNOWLEDGE: ("2026-11-25",) * 2, COMPLETE: (target, limit)}


def test_a_complaint_is_acknowledged_within_three_working_days_and_has_no_other_day(session: Session) -> None:
    assert clocks(session, ask(session, RequestKind.COMPLAINT)) == {ACKNOWLEDGE: ("2026-11-26",) * 2}


def test_the_clocks_start_when_it_was_heard_not_when_it_was_written_down(session: Session) -> None:
    code = ask(session, received_at=AT - 3 * DAY)
    request = requests.get(session, code.lower())
    assert (request.received_at, request.recorded_at) == (AT - 3 * DAY, AT)
    assert clocks(session, code) == {ACKNOWLEDGE: ("2026-11-20",) * 2, COMPLETE: ("2026-11-28", "2026-11-30")}
    (step,) = requests.steps(session, code)
    assert (step.kind, step.occurred_at, step.recorded_at) == (StepKind.RECEIVED, AT - 3 * DAY, AT)


def test_a_request_of_nobody_about_nothing_is_not_recorded(session: Session) -> None:
    with pytest.raises(TextMissing) as told:
        ask(session, RequestKind.DELETE, asked="  ")
    assert told.value.data["field"] == "asked"
    assert ask(session, RequestKind.DELETE, asked="", asked_by="Anh Tú, 0912 345 678") == "YC-0001"


def test_what_was_asked_by_whom_and_how_is_kept_in_their_words(session: Session) -> None:
    customer = add_customer(session)
    code = ask(session, RequestKind.DELETE, customer.code, asked_by="Chị Lan, vợ anh Đức", channel=Channel.CALL)
    request = requests.get(session, code)
    assert (request.asked, request.asked_by, request.channel) == (ASKED, "Chị Lan, vợ anh Đức", Channel.CALL)
    assert (request.customer_id, request.kind) == (customer.id, RequestKind.DELETE)
    assert requests.customer_of(session, request) == customer


def test_a_request_cannot_come_in_tomorrow_nor_from_somebody_who_is_not_there(session: Session) -> None:
    before = snapshot(session)
    for changes, error in (
        ({"received_at": AT + HOUR}, InFuture),
        ({"customer_code": "KH-00009"}, NotFound),
        ({"asked": "x" * 2001}, TextTooLong),
    ):
        with pytest.raises(error):
            ask(session, **changes)
    with pytest.raises(NotFound):
        requests.get(session, "YC-0001")
    assert snapshot(session) == before


def test_who_was_erased_asks_for_nothing_more(session: Session) -> None:
    customer = add_customer(session)
    code = ask(session)
    erase(session, customer.code)
    with pytest.raises(CustomerErased):
        ask(session, customer_code=customer.code)
    with pytest.raises(CustomerErased):
        requests.link(session, code, customer.code)


def erase(session: Session, code: str) -> None:
    beyond_the_gate(session, f"UPDATE customer SET erased_at = '2026-11-21T03:00:00.000000Z' WHERE code = '{code}'")


def test_the_trail_tells_of_the_request_and_not_a_word_of_it(session: Session) -> None:
    customer = add_customer(session)
    assert audited(session, lambda: ask(session, customer_code=customer.code)) == [
        (AuditAction.REQUEST_RECEIVED, customer.code)
    ]
    assert audited(session, lambda: ask(session)) == [(AuditAction.REQUEST_RECEIVED, None)]


def test_the_same_thing_asked_twice_is_told_and_not_refused(session: Session) -> None:
    customer = add_customer(session)
    code = ask(session, RequestKind.ACCESS, customer.code)
    other = ask(session, RequestKind.DELETE, customer.code)
    assert [one.code for one in requests.open_of(session, "kh-00001")] == [other, code]
    assert [one.code for one in requests.open_of(session, customer.code, RequestKind.ACCESS)] == [code]
    requests.close(session, code, RequestOutcome.TAKEN_BACK)
    assert requests.open_of(session, customer.code, RequestKind.ACCESS) == ()
    assert requests.open_of(session, "KH-00009") == ()
    assert ask(session, RequestKind.ACCESS, customer.code) == "YC-0003"


# --- one message, two clocks ----------------------------------------------------------------------


def test_one_message_opens_a_feedback_and_a_request_and_both_clocks_run(session: Session) -> None:
    customer = add_customer(session)
    code = ask(session, RequestKind.DELETE, customer.code, also_feedback=True, received_at=AT - 2 * HOUR)
    request = requests.get(session, code)
    heard = feedback.get(session, requests.feedback_code(session, request) or "")
    assert (heard.code, heard.text, heard.customer_id) == ("PH-0001", ASKED, customer.id)
    assert heard.current.due_at == AT + 10 * HOUR
    assert clocks(session, code)[ACKNOWLEDGE] == ("2026-11-25",) * 2
    assert requests.steps(session, code)[0].reference == "PH-0001"
    acknowledge(session, code)
    assert heard.current.state(AT) is FeedbackState.OPEN  # told that it arrived is not answered


def test_both_are_recorded_or_neither(session: Session) -> None:
    before = snapshot(session)
    with pytest.raises(TextMissing):
        ask(session, also_feedback=True, asked="  ")
    assert snapshot(session) == before
    assert requests.feedback_code(session, requests.get(session, ask(session, asked="", asked_by="Anh Tú"))) is None


# --- whose it is ----------------------------------------------------------------------------------


def test_a_request_is_linked_once_and_its_feedback_goes_with_it(session: Session) -> None:
    code = ask(session, RequestKind.ACCESS, also_feedback=True)
    an, binh = add_customer(session, "Trần Thị An"), add_customer(session, "Lê Bình", phones=(), emails=())
    assert requests.customer_of(session, requests.get(session, code)) is None
    assert audited(session, lambda: requests.link(session, code, an.code)) == [(AuditAction.REQUEST_LINKED, an.code)]
    assert requests.get(session, code).customer_id == an.id
    assert [one.code for one in feedback_rows.of_customer(session.db, an.id)] == ["PH-0001"]
    assert requests.steps(session, code)[-1].reference == an.code
    with pytest.raises(WrongState) as refused:
        requests.link(session, code, binh.code)
    assert refused.value.data["state"] == "LINKED"


def test_a_feedback_that_has_its_customer_keeps_it(session: Session) -> None:
    an, binh = add_customer(session, "Trần Thị An"), add_customer(session, "Lê Bình", phones=(), emails=())
    code = ask(session, also_feedback=True)
    beyond_the_gate(session, f"UPDATE feedback SET customer_id = {an.id}")
    requests.link(session, code, binh.code)
    assert [one.code for one in feedback_rows.of_customer(session.db, an.id)] == ["PH-0001"]


# --- telling that it arrived ----------------------------------------------------------------------


def test_the_way_the_message_came_is_free_even_for_who_wants_no_contact(session: Session) -> None:
    customer = add_customer(session, phones=(), emails=())
    consents.stop_contact(session, customer.code, None, ConsentMethod.EMAIL)
    customers.restrict(session, customer.code, is_restricted=True)
    code = ask(session, customer_code=customer.code)
    acknowledge(session, code)
    assert requests.get(session, code).acknowledged_at == AT
    assert len(contacts.ids(session, ContactQuery())) == 1
    assert attempts(session) == ()
    step = requests.steps(session, code)[-1]
    assert (step.kind, step.channel) == (StepKind.ACKNOWLEDGED, Channel.EMAIL)


def test_another_way_goes_through_the_gate_and_a_refusal_is_on_record(session: Session) -> None:
    customer = add_customer(session)
    consents.stop_contact(session, customer.code, Channel.CALL, ConsentMethod.EMAIL)
    code = ask(session, customer_code=customer.code)
    refused = requests.acknowledge(session, code, Channel.CALL, AT)
    assert codes(refused.decision) == {ReasonCode.STOP_CONTACT}
    assert refused.code is None
    assert len(attempts(session)) == 1
    assert requests.get(session, code).acknowledged_at is None
    assert requests.acknowledge(session, code, Channel.SMS, AT).code == code


def test_telling_it_at_the_counter_is_no_contact_and_who_is_not_on_record_has_none(session: Session) -> None:
    known, unknown = ask(session, customer_code=add_customer(session).code), ask(session)
    assert requests.acknowledge(session, known, Channel.NONE, AT).allowed
    assert requests.acknowledge(session, unknown, Channel.EMAIL, AT).allowed
    assert len(contacts.ids(session, ContactQuery())) == 0


def test_a_minor_without_a_guardian_is_still_told(session: Session) -> None:
    child = add_child(session)
    code = ask(session, customer_code=child.code, asked_by="Mẹ của bé")
    acknowledge(session, code)
    requests.check_identity(session, code, IdentityMethod.AUTHORISED, AT)
    assert requests.get(session, code).identity_method is IdentityMethod.AUTHORISED


def test_it_is_told_once_not_before_it_came_and_not_tomorrow(shop: Workplace) -> None:
    session = shop.session
    code = ask(session)
    before = snapshot(session)
    with pytest.raises(BeforeReceipt):
        requests.acknowledge(session, code, Channel.EMAIL, AT - HOUR)
    with pytest.raises(InFuture):
        requests.acknowledge(session, code, Channel.EMAIL, AT + HOUR)
    assert snapshot(session) == before
    shop.clock.move(days=2)
    requests.acknowledge(session, code, Channel.EMAIL, AT + DAY)
    assert requests.get(session, code).acknowledged_at == AT + DAY
    assert ACKNOWLEDGE not in clocks(session, code)
    with pytest.raises(WrongState) as refused:
        acknowledge(session, code)
    assert refused.value.data["state"] == "ACKNOWLEDGED"


def test_seconds_nobody_types_do_not_make_an_answer_older_than_its_question(shop: Workplace) -> None:
    session = shop.session
    shop.clock.move(seconds=40)
    code = ask(session)
    requests.acknowledge(session, code, Channel.EMAIL, AT)  # 10:00, as typed
    assert requests.get(session, code).acknowledged_at == AT + timedelta(seconds=40)


# --- who asks -------------------------------------------------------------------------------------


def test_nothing_is_done_to_data_before_the_asker_is_proven(session: Session) -> None:
    code = ask(session)
    with pytest.raises(WrongState) as nobody:
        requests.require_identity(requests.get(session, code))
    with pytest.raises(WrongState):
        prove(session, code)
    assert nobody.value.data["state"] == "NO_CUSTOMER"
    requests.link(session, code, add_customer(session).code)
    with pytest.raises(IdentityNotProven):
        requests.require_identity(requests.get(session, code))
    prove(session, code)
    requests.require_identity(requests.get(session, code))


def test_the_check_says_how_when_and_by_whom_and_keeps_no_card(session: Session) -> None:
    code = ask(session, customer_code=add_customer(session).code)
    requests.check_identity(session, code, IdentityMethod.CARD_SEEN, AT, "Xem thẻ tại quầy")
    request = requests.get(session, code)
    assert (request.identity_method, request.identity_at) == (IdentityMethod.CARD_SEEN, AT)
    assert (request.identity_by, request.identity_note) == (session.member.id, "Xem thẻ tại quầy")
    assert requests.files(session, code) == ()
    with pytest.raises(WrongState):
        prove(session, code)


def test_a_check_is_not_older_than_the_request_and_not_of_tomorrow(session: Session) -> None:
    code = ask(session, customer_code=add_customer(session).code)
    for at, error in ((AT - HOUR, BeforeReceipt), (AT + HOUR, InFuture)):
        with pytest.raises(error):
            requests.check_identity(session, code, IdentityMethod.CALLED_BACK, at)
