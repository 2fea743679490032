"""How a request ends: what came of it is true, said once, and being late stays late (``model.md`` 9)."""

from typing import Any

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.deadline import RequestKind
from ledger.domain.errors import (
    BeforeReceipt,
    CustomerErased,
    InFuture,
    InvalidInput,
    LedgerError,
    TextMissing,
    WrongState,
)
from ledger.domain.request import RefusalGround, RequestOutcome, StepKind, SubjectRequest
from ledger.services import requests
from ledger.services.session import Session
from support.promises import beyond_the_gate
from support.requests import DAY, HOUR, acknowledge, ask, carry_out, clocks, prove, settle
from support.services import AT, Workplace, add_customer, audited, snapshot

DONE, PARTLY, REFUSED = RequestOutcome.DONE, RequestOutcome.PARTLY, RequestOutcome.REFUSED
TAKEN_BACK, NOT_PROVEN = RequestOutcome.TAKEN_BACK, RequestOutcome.NOT_PROVEN
LAW, WORDS = RefusalGround.LAW_KEEPS, "Hóa đơn phải giữ theo luật kế toán"


def refused(session: Session, code: str, outcome: RequestOutcome, **said: Any) -> LedgerError:
    """Try to close a request, see that nothing changed, and return what was said."""
    before = snapshot(session)
    with pytest.raises(LedgerError) as error:
        requests.close(session, code, outcome, **said)
    assert snapshot(session) == before
    return error.value


def known(session: Session, kind: RequestKind = RequestKind.ACCESS) -> str:
    """Return a request of somebody on record who was proven to be the asker."""
    code = ask(session, kind, add_customer(session).code)
    prove(session, code)
    return code


# --- what came of it ------------------------------------------------------------------------------


def test_done_is_what_was_carried_out(session: Session) -> None:
    code = known(session)
    assert refused(session, code, DONE).data["state"] == "NOT_CARRIED_OUT"
    assert refused(session, code, DONE, note=WORDS).data["state"] == "NOT_CARRIED_OUT"
    carry_out(session, code)
    assert audited(session, lambda: requests.close(session, code, DONE)) == [(AuditAction.REQUEST_CLOSED, "KH-00001")]
    request = requests.get(session, code)
    assert (request.outcome, request.closed_at, request.closed_by) == (DONE, AT, session.member.id)
    assert clocks(session, code) == {}
    step = requests.steps(session, code)[-1]
    assert (step.kind, step.reference, step.occurred_at) == (StepKind.CLOSED, "DONE", AT)


def test_partly_done_says_what_was_not(session: Session) -> None:
    code = known(session)
    carry_out(session, code)
    assert isinstance(refused(session, code, PARTLY), TextMissing)
    requests.close(session, code, PARTLY, WORDS)
    assert requests.get(session, code).outcome_note == requests.steps(session, code)[-1].note == WORDS


@pytest.mark.parametrize("kind", [RequestKind.COMPLAINT, RequestKind.PROTECT])
def test_what_was_done_outside_the_program_is_said_in_words(session: Session, kind: RequestKind) -> None:
    code = ask(session, kind)
    assert isinstance(refused(session, code, DONE), TextMissing)
    requests.close(session, code, DONE, "Đã đổi khóa tủ hồ sơ")
    assert requests.get(session, code).outcome is DONE


def test_a_refusal_has_its_ground_and_its_words_and_nothing_else_has_a_ground(session: Session) -> None:
    code = known(session, RequestKind.DELETE)
    for said in ({}, {"note": WORDS}, {"ground": LAW}, {"note": " ", "ground": LAW}):
        assert isinstance(refused(session, code, REFUSED, **said), TextMissing)
    assert type(refused(session, code, TAKEN_BACK, ground=LAW)) is InvalidInput
    requests.close(session, code, REFUSED, WORDS, LAW)
    request = requests.get(session, code)
    assert (request.outcome, request.ground, request.outcome_note) == (REFUSED, LAW, WORDS)


def test_who_was_proven_is_not_unproven(session: Session) -> None:
    code = known(session)
    assert refused(session, code, NOT_PROVEN).data["state"] == "IDENTITY_PROVEN"
    unknown = ask(session)
    requests.close(session, unknown, NOT_PROVEN)
    assert requests.get(session, unknown).outcome is NOT_PROVEN


@pytest.mark.parametrize("outcome", [REFUSED, TAKEN_BACK, NOT_PROVEN])
def test_what_was_carried_out_is_not_refused_afterwards(session: Session, outcome: RequestOutcome) -> None:
    code = ask(session)
    carry_out(session, code)
    ground = LAW if outcome is REFUSED else None
    assert refused(session, code, outcome, note=WORDS, ground=ground).data["state"] == "CARRIED_OUT"


def test_it_ends_once(session: Session) -> None:
    code = ask(session)
    requests.close(session, code, TAKEN_BACK)
    assert refused(session, code, TAKEN_BACK).data["state"] == "REQUEST_CLOSED"


def test_carrying_out_counts_from_the_first_time(shop: Workplace) -> None:
    code = known(shop.session)
    carry_out(shop.session, code)
    shop.clock.move(days=1)
    carry_out(shop.session, code)
    assert requests.get(shop.session, code).carried_out_at == AT


# --- when -----------------------------------------------------------------------------------------


def test_the_end_may_be_typed_later_but_lies_neither_ahead_nor_before_what_it_ends(shop: Workplace) -> None:
    session = shop.session
    code = known(session)
    shop.clock.move(days=1)
    carry_out(session, code)
    shop.clock.move(days=1)
    for at, error in ((AT + 3 * DAY, InFuture), (AT - HOUR, BeforeReceipt), (AT + HOUR, BeforeReceipt)):
        assert isinstance(refused(session, code, DONE, at=at), error)
    requests.close(session, code, DONE, at=AT + DAY + HOUR)
    assert requests.get(session, code).closed_at == AT + DAY + HOUR
    assert requests.steps(session, code)[-1].recorded_at == AT + 2 * DAY


def test_a_request_taken_back_need_not_wait_for_anything(shop: Workplace) -> None:
    code = known(shop.session)
    shop.clock.move(days=1)
    requests.close(shop.session, code, TAKEN_BACK, at=AT)
    assert requests.get(shop.session, code).closed_at == AT


def test_an_answer_within_the_first_days_is_an_acknowledgement_too(shop: Workplace) -> None:
    session = shop.session
    answered, told = ask(session), ask(session)
    acknowledge(session, told)
    shop.clock.move(hours=5)
    for code in (answered, told):
        settle(session, code)
    assert requests.get(session, answered).acknowledged_at == AT + 5 * HOUR
    assert requests.get(session, told).acknowledged_at == AT


# --- opened again ---------------------------------------------------------------------------------


def reopened(session: Session, code: str) -> SubjectRequest:
    requests.reopen(session, code, "Khách nói còn thiếu một số điện thoại")
    return requests.get(session, code)


def test_opened_again_its_clocks_go_on_from_the_receipt(shop: Workplace) -> None:
    session = shop.session
    code = known(session)
    before = clocks(session, code)
    settle(session, code)
    shop.clock.move(days=2)
    trace = audited(session, lambda: reopened(session, code))
    assert trace == [(AuditAction.REQUEST_REOPENED, "KH-00001")]
    request = requests.get(session, code)
    assert (request.is_open, request.outcome, request.closed_by, request.settled_at) == (True, None, None, None)
    assert set(clocks(session, code).values()) <= set(before.values())
    assert requests.steps(session, code)[-1].note == "Khách nói còn thiếu một số điện thoại"
    with pytest.raises(WrongState):
        reopened(session, code)
    requests.close(session, code, DONE)
    with pytest.raises(TextMissing):
        requests.reopen(session, code, " ")


def test_it_does_not_end_before_it_was_opened_again(shop: Workplace) -> None:
    session = shop.session
    code = known(session)
    settle(session, code)
    shop.clock.move(days=2)
    reopened(session, code)
    shop.clock.move(days=1)
    assert isinstance(refused(session, code, DONE, at=AT + DAY), BeforeReceipt)
    requests.close(session, code, DONE, at=AT + 2 * DAY)


def test_late_stays_late_and_in_time_stays_in_time_whatever_is_opened_later(shop: Workplace) -> None:
    session = shop.session
    good, late = known(session), ask(session, RequestKind.ACCESS)
    settle(session, good)
    shop.clock.move(days=15)
    settle(session, late)
    shop.clock.move(days=1)
    for code, settled_at in ((good, AT), (late, AT + 15 * DAY)):
        limit = requests.get(session, code).due_at
        assert reopened(session, code).settled_at == settled_at
        requests.with_partner(session, code, "")
        assert requests.get(session, code).due_at == limit
        settle(session, code)
        assert requests.get(session, code).settled_at == settled_at
        assert requests.get(session, code).closed_at == shop.clock.at


def test_the_history_keeps_every_end(shop: Workplace) -> None:
    session = shop.session
    code = known(session, RequestKind.DELETE)
    requests.close(session, code, REFUSED, WORDS, LAW)
    reopened(session, code)
    assert requests.get(session, code).outcome_note is None
    settle(session, code)
    ends = [(one.reference, one.note) for one in requests.steps(session, code) if one.kind is StepKind.CLOSED]
    assert ends == [("REFUSED", WORDS), ("DONE", None)]


def test_after_an_erasure_the_request_ends_without_words_and_stays_ended(session: Session) -> None:
    code = known(session, RequestKind.DELETE)
    carry_out(session, code)
    beyond_the_gate(session, "UPDATE customer SET erased_at = '2026-11-21T03:00:00.000000Z'")
    assert isinstance(refused(session, code, DONE, note="Đã xóa chị An"), CustomerErased)
    requests.close(session, code, DONE)
    with pytest.raises(CustomerErased):
        reopened(session, code)
