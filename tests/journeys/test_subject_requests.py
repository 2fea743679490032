"""What a customer asks of the shop, from the message to the answer: in time, extended once, and too late."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ledger.domain.consent import ConsentMethod, ConsentState
from ledger.domain.deadline import DeadlineState, RequestKind
from ledger.domain.erasure import ErasureCause
from ledger.domain.errors import CustomerErased, IdentityNotProven, WrongState
from ledger.domain.gate import ReasonCode
from ledger.domain.instants import local_date
from ledger.domain.policy import Control
from ledger.domain.promise import Period, PromiseState
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod, RequestOutcome
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import (
    carrying_out,
    contacts,
    customers,
    data_copy,
    disclosures,
    erasure,
    feedback,
    request_papers,
    requests,
)
from ledger.services.carrying_out import Objection
from ledger.services.customer_card import card
from ledger.services.deciding_many import to_the_end
from ledger.services.disclosures import DisclosureInput
from ledger.services.request_papers import LetterKind
from ledger.services.session import Session
from support.promises import measured
from support.services import DELIVERY, MARKETING, Workplace, add_carrier, add_customer, codes, say, workplace

RECEIVED = datetime(2026, 11, 21, 3, tzinfo=UTC)  # the Saturday of law.md, 10:00 in Vietnam
NAME = "Nguyễn Văn Đức"


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Workplace]:
    """A shop that asked Mr Đức about advertising, and he said yes."""
    for one in workplace(tmp_path):
        say(one.session, add_customer(one.session, NAME))
        yield one


# --- what is done for each kind, and what follows from it -----------------------------------------


def copied(session: Session, code: str) -> None:
    session.mark_confirmed(Operation.EXPORT)
    prepared = data_copy.prepare(session, code, Language.VI, is_preview=False)
    assert NAME in data_copy.render_json(prepared).decode("utf-8")
    data_copy.hand_over(session, code, Channel.EMAIL, session.now())


def corrected(session: Session, code: str) -> None:
    customers.correct(session, "KH-00001", customers.Correction("khách yêu cầu", name="Nguyễn Văn Đực"))
    carrying_out.corrected(session, code, ["name"])


def withdrawn(session: Session, code: str) -> None:
    assert carrying_out.withdraw(session, code, None, ConsentMethod.EMAIL)


def restricted(session: Session, code: str) -> None:
    carrying_out.restrict(session, code)


def objected(session: Session, code: str) -> None:
    carrying_out.object_to(session, code, Objection((None,), (MARKETING,), ConsentMethod.EMAIL))


def deleted(session: Session, code: str) -> None:
    session.mark_confirmed(Operation.ERASE)
    (number,) = to_the_end(erasure.erasing(session, ["KH-00001"], ErasureCause.REQUEST, request_code=code))
    assert erasure.record(session, number).request_code == code


def protected(session: Session, code: str) -> None:
    carrying_out.protect(session, code, "Chỉ quản lý được xem số điện thoại của khách.")


def answered_as_feedback(session: Session, _code: str) -> None:
    feedback.answer(session, "PH-0001", feedback.AnswerInput("Cửa hàng xin lỗi và đã đổi hàng."))


def advertising_is_blocked(session: Session, because: ReasonCode) -> None:
    told = contacts.contact(session, "KH-00001", MARKETING, Channel.SMS).decision
    assert because in codes(told)


def delivery_is_blocked(session: Session) -> None:
    carrier = add_carrier(session)
    fields = frozenset(rule.id for rule in session.policy().fields if rule.id == "name")
    told = disclosures.disclose(session, "KH-00001", DisclosureInput(carrier.id, DELIVERY, fields)).decision
    assert ReasonCode.CUSTOMER_RESTRICTED in codes(told)


def consent_is_withdrawn(session: Session) -> None:
    cells = card(session, "KH-00001").matrix
    assert {one.state for one in cells if one.purpose.id == MARKETING and one.channel is Channel.SMS} == {
        ConsentState.WITHDRAWN
    }
    advertising_is_blocked(session, ReasonCode.CONSENT_WITHDRAWN)


def nothing_is_left(session: Session) -> None:
    with pytest.raises(CustomerErased):
        customers.correct(session, "KH-00001", customers.Correction("thử lại", note="gì đó"))
    assert customers.get(session, "KH-00001").name is None


def nothing_more(_session: Session) -> None:
    """A copy, a correction and a measure of protection change nothing about what may be done."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One kind of request: the days the law gives, and the one extension (``law.md``)."""

    days: int
    extension: int
    carry_out: Callable[[Session, str], None]
    follows: Callable[[Session], None] = nothing_more


JOURNEYS = {
    RequestKind.ACCESS: Journey(10, 10, copied),
    RequestKind.PROVIDE_COPY: Journey(10, 10, copied),
    RequestKind.CORRECT: Journey(10, 10, corrected),
    RequestKind.WITHDRAW: Journey(15, 15, withdrawn, consent_is_withdrawn),
    RequestKind.RESTRICT: Journey(15, 15, restricted, delivery_is_blocked),
    RequestKind.OBJECT: Journey(
        15, 15, objected, lambda session: advertising_is_blocked(session, ReasonCode.STOP_CONTACT)
    ),
    RequestKind.DELETE: Journey(20, 20, deleted, nothing_is_left),
    RequestKind.PROTECT: Journey(15, 15, protected),
}
KINDS = pytest.mark.parametrize("kind", JOURNEYS)


def asked(shop: Workplace, kind: RequestKind) -> str:
    """Receive, acknowledge in time, and prove who it is."""
    session = shop.session
    typed = requests.RequestInput(kind, Channel.EMAIL, RECEIVED, "Tôi yêu cầu như sau…", customer_code="KH-00001")
    code = requests.record(session, typed)
    shop.clock.move(hours=2)
    letter = request_papers.prepare(session, code, LetterKind.ACKNOWLEDGEMENT, Language.VI, is_preview=False)
    assert letter.render().startswith(b"%PDF")
    requests.acknowledge(session, code, Channel.EMAIL, session.now())
    requests.check_identity(session, code, IdentityMethod.CALLED_BACK, session.now())
    return code


def settled(shop: Workplace, code: str, kind: RequestKind) -> None:
    """Carry out what was asked, answer on paper, and close."""
    session = shop.session
    JOURNEYS[kind].carry_out(session, code)
    answer = request_papers.prepare(session, code, LetterKind.ANSWER, Language.EN, is_preview=False)
    assert answer.render().startswith(b"%PDF")
    words = "" if kind is RequestKind.DELETE else "Đã làm xong và báo khách."  # nothing is written of who is erased
    requests.close(session, code, RequestOutcome.DONE, words)
    JOURNEYS[kind].follows(session)


def promise(session: Session) -> PromiseState:
    since_receipt = Period(local_date(RECEIVED), local_date(session.now()))
    found = measured(session, since_receipt).promises
    return next(one.state for one in found if one.clause.control is Control.CORRECTION)


def move_to(shop: Workplace, at: datetime) -> None:
    shop.clock.move(seconds=(at - shop.clock.at).total_seconds())


# --- the three ways it may go ---------------------------------------------------------------------


@KINDS
def test_settled_on_the_day_it_is_worked_towards(at_work: Workplace, kind: RequestKind) -> None:
    code = asked(at_work, kind)
    waiting = requests.get(at_work.session, code)
    assert waiting.target_at is not None
    assert waiting.due_at is not None
    assert waiting.target_at == datetime(2026, 11, 21, 17, tzinfo=UTC) + timedelta(days=JOURNEYS[kind].days)
    assert waiting.target_at <= waiting.due_at
    move_to(at_work, waiting.target_at - timedelta(hours=4))
    assert requests.get(at_work.session, code).clocks()[0].state(at_work.clock.at) is DeadlineState.NEAR
    settled(at_work, code, kind)
    assert not requests.get(at_work.session, code).is_open
    assert promise(at_work.session) is PromiseState.KEPT


@KINDS
def test_extended_once_and_settled_within_the_longer_time(at_work: Workplace, kind: RequestKind) -> None:
    code = asked(at_work, kind)
    before = requests.get(at_work.session, code)
    assert before.target_at is not None
    move_to(at_work, before.target_at - timedelta(days=1))
    requests.extend(at_work.session, code, "Phải hỏi lại đơn vị vận chuyển.")
    letter = request_papers.prepare(at_work.session, code, LetterKind.EXTENSION, Language.VI, is_preview=False)
    assert letter.render().startswith(b"%PDF")
    longer = requests.get(at_work.session, code)
    assert longer.target_at == before.target_at + timedelta(days=JOURNEYS[kind].extension)
    with pytest.raises(WrongState):
        requests.extend(at_work.session, code, "Thêm lần nữa.")
    move_to(at_work, longer.target_at - timedelta(hours=1))
    settled(at_work, code, kind)
    assert promise(at_work.session) is PromiseState.KEPT


@KINDS
def test_settled_too_late_stays_late(at_work: Workplace, kind: RequestKind) -> None:
    code = asked(at_work, kind)
    waiting = requests.get(at_work.session, code)
    assert waiting.due_at is not None
    move_to(at_work, waiting.due_at + timedelta(minutes=1))
    assert requests.get(at_work.session, code).clocks()[0].state(at_work.clock.at) is DeadlineState.OVERDUE
    assert promise(at_work.session) is PromiseState.BROKEN
    settled(at_work, code, kind)
    assert promise(at_work.session) is PromiseState.BROKEN
    if kind is not RequestKind.DELETE:
        requests.reopen(at_work.session, code, "Khách nói còn thiếu.")
        requests.close(at_work.session, code, RequestOutcome.DONE, "Đã bổ sung.")
        assert promise(at_work.session) is PromiseState.BROKEN


@KINDS
def test_nothing_is_done_for_somebody_who_was_not_proven(at_work: Workplace, kind: RequestKind) -> None:
    typed = requests.RequestInput(kind, Channel.CALL, RECEIVED, "Cho tôi…", customer_code="KH-00001")
    code = requests.record(at_work.session, typed)
    if kind is RequestKind.CORRECT:  # the card's own correction is the shop's; it counts for no request
        with pytest.raises(IdentityNotProven):
            carrying_out.corrected(at_work.session, code, ["name"])
        return
    with pytest.raises(IdentityNotProven):
        JOURNEYS[kind].carry_out(at_work.session, code)


def test_a_complaint_runs_both_clocks_and_is_answered_as_feedback(at_work: Workplace) -> None:
    session = at_work.session
    typed = requests.RequestInput(
        RequestKind.COMPLAINT, Channel.EMAIL, RECEIVED, "Hàng vỡ.", customer_code="KH-00001", also_feedback=True
    )
    code = requests.record(session, typed)
    assert [one.due_at for one in requests.get(session, code).clocks()] == [datetime(2026, 11, 26, 17, tzinfo=UTC)]
    assert feedback.waiting(session)[0].current.due_at == RECEIVED + timedelta(hours=12)
    requests.acknowledge(session, code, Channel.EMAIL, session.now())
    answered_as_feedback(session, code)
    requests.close(session, code, RequestOutcome.DONE, "Đã trả lời khách.")
    assert promise(session) is PromiseState.KEPT


def test_an_acknowledgement_too_late_breaks_the_promise(at_work: Workplace) -> None:
    typed = requests.RequestInput(RequestKind.ACCESS, Channel.EMAIL, RECEIVED, "…", customer_code="KH-00001")
    code = requests.record(at_work.session, typed)
    move_to(at_work, datetime(2026, 11, 25, 17, 1, tzinfo=UTC))  # Wednesday, after 24:00: Tuesday was a holiday
    assert promise(at_work.session) is PromiseState.BROKEN
    requests.acknowledge(at_work.session, code, Channel.EMAIL, at_work.session.now())
    assert promise(at_work.session) is PromiseState.BROKEN
