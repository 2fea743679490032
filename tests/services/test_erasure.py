"""Erasing a customer: what has to be settled first, what the manager sees before, and what is left afterwards."""

from collections.abc import Callable
from typing import Any

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.deadline import RequestKind
from ledger.domain.erasure import ErasureCause, Kept, Obstacle, Removed
from ledger.domain.errors import (
    CustomerErased,
    ErasureBlocked,
    IdentityNotProven,
    LedgerError,
    NotFound,
    NothingToDo,
    WrongState,
)
from ledger.domain.gate import ReasonCode
from ledger.domain.parcel import ParcelState
from ledger.domain.purpose import Channel
from ledger.domain.request import StepKind
from ledger.services import (
    consents,
    contacts,
    customer_card,
    customers,
    erasure,
    feedback,
    incidents,
    parcels,
    promises,
    requests,
)
from ledger.services.customers import Correction
from ledger.services.session import Session, back_up
from support.erasing import erase, erasing
from support.incidents import LOST, by_phone, put_on_list, tell
from support.promises import beyond_the_gate, given_elsewhere
from support.requests import ask, prove
from support.services import (
    DELIVERY,
    Workplace,
    add_carrier,
    add_child,
    add_customer,
    audited,
    codes,
    entries_since,
    guard,
    person,
    print_all,
    say,
    snapshot,
    take_parcels,
)

KH = "KH-00001"


def refused(kind: type[LedgerError], session: Session, act: Callable[[], object]) -> LedgerError:
    """Try something, see it refused, and see that nothing was written."""
    before = snapshot(session)
    with pytest.raises(kind) as error:
        act()
    assert snapshot(session) == before
    return error.value


def lose_a_paper(session: Session) -> str:
    """Lose a paper on which the customer stands; return the incident's code."""
    code = incidents.record(session, LOST)
    put_on_list(session, code, customers.get(session, KH))
    return code


# --- what stands against it -----------------------------------------------------------------------


def send(session: Session) -> None:
    take_parcels(session, customers.get(session, KH), add_carrier(session))


def send_and_print(session: Session) -> None:
    send(session)
    assert print_all(session)


def complain(session: Session) -> None:
    feedback.receive(session, feedback.FeedbackInput(Channel.CALL, "Hàng chậm", KH))


OBSTACLES: dict[str, tuple[Callable[[Session], object], Obstacle, str]] = {
    "a parcel not yet printed": (send, Obstacle.PARCEL_UNDER_WAY, ""),
    "a parcel with its label": (send_and_print, Obstacle.PARCEL_UNDER_WAY, ""),
    "a feedback without an answer": (complain, Obstacle.FEEDBACK_OPEN, "PH-0001"),
    "another request": (lambda one: ask(one, RequestKind.ACCESS, KH), Obstacle.REQUEST_OPEN, "YC-0001"),
    "an incident nobody told of": (lose_a_paper, Obstacle.INCIDENT_UNTOLD, "SC-0001"),
}


@pytest.mark.parametrize("what", OBSTACLES)
def test_what_is_not_settled_stands_against_it_and_is_named(session: Session, what: str) -> None:
    bring, obstacle, code = OBSTACLES[what]
    add_customer(session)
    bring(session)
    (standing,) = erasure.preview(session, KH).obstacles
    assert standing.obstacle is obstacle
    assert len(standing.codes) == 1
    assert code in standing.codes[0]
    error = refused(ErasureBlocked, session, lambda: erase(session, KH))
    assert error.data == {"code": KH, "obstacles": (obstacle.value,), "why": obstacle.value}


def test_what_is_settled_stands_against_nothing(session: Session) -> None:
    add_customer(session)
    send_and_print(session)
    (parcel,) = parcels.waiting(session, ParcelState.PRINTED)
    parcels.close(session, parcel.code, ParcelState.CANCELLED)
    complain(session)
    feedback.answer(session, "PH-0001", feedback.AnswerInput("Dạ"))
    tell(session, lose_a_paper(session), by_phone(customers.get(session, KH)))
    assert erasure.preview(session, KH).is_free
    assert erase(session, KH) == ["XD-0001"]


def test_of_several_the_first_who_is_not_free_stops_them_all(session: Session) -> None:
    for _ in range(2):
        add_customer(session)
    complain(session)
    assert refused(ErasureBlocked, session, lambda: erase(session, "KH-00002", KH)).data["code"] == KH


# --- what the manager sees before -----------------------------------------------------------------


def test_the_preview_counts_what_goes_and_what_stays_and_writes_nothing(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session, note="Khách quen", phones=("0911 647 979", "0988 111 222"))
    given_elsewhere(session, customer, add_carrier(session))
    assert say(session, customer).allowed
    customers.correct(session, KH, Correction("viết sai", name="Nguyễn Văn Đực"))
    consents.stop_contact(session, KH, Channel.SMS, ConsentMethod.EMAIL)
    child = add_child(session)
    guard(session, child, customer)
    back_up(session)
    before = snapshot(session)
    seen = erasure.preview(session, KH)
    assert snapshot(session) == before
    assert {kind: seen.removed[kind] for kind in seen.removed if kind is not Removed.TRAIL_DETAILS} == {
        Removed.PERSONAL_VALUES: 2,
        Removed.PHONES: 2,
        Removed.EMAILS: 1,
        Removed.ADDRESSES: 1,
        Removed.HISTORY: 1,
        Removed.SEARCH: 1,
        Removed.GUARDIANS: 1,
    }
    assert (seen.kept[Kept.DISCLOSURES], seen.kept[Kept.CONSENTS], seen.kept[Kept.STOP_HASHES]) == (1, 1, 3)
    (holder,) = seen.holders
    assert (holder.name, holder.fields, holder.last_at) == ("Giao Nhanh", ("name",), shop.clock.at)
    assert (seen.minors, seen.backups, seen.is_free) == ((child.code,), 1, True)


def test_the_certificate_says_what_the_preview_had_said(session: Session) -> None:
    add_customer(session, note="Khách quen")
    seen = erasure.preview(session, KH)
    (code,) = erase(session, KH)
    done = erasure.record(session, code.lower())
    assert done.removed == seen.removed
    assert dict(done.kept) == {**seen.kept, Kept.TRAIL: seen.kept[Kept.TRAIL] + 1}
    assert (done.customer_code, done.cause, done.erased_by) == (KH, ErasureCause.OWN_INITIATIVE, session.member.id)
    assert erasure.records(session) == (done,)
    assert (erasure.of_customer(session, KH.lower()), erasure.of_customer(session, "KH-00002")) == (done, None)
    with pytest.raises(NotFound):
        erasure.record(session, "XD-0009")


# --- erasing --------------------------------------------------------------------------------------


def test_an_erasure_leaves_its_marks_on_the_trail_and_counts_only(session: Session) -> None:
    add_customer(session)
    before = entries_since(session, 0)[-1].entry.seq
    erase(session, KH)
    found = entries_since(session, before)
    assert [one.entry.action for one in found] == [
        AuditAction.BACKUP_MADE,
        AuditAction.ERASURE_PREPARED,
        AuditAction.ERASED,
        AuditAction.ERASURE_CHECKED,
    ]
    body = found[2].body
    assert body is not None
    assert (body["erasure"], body["cause"]) == ("XD-0001", "OWN_INITIATIVE")
    assert found[3].body == {"erasures": ["XD-0001"], "rewritten": 1, "left_backups": 0}
    told = [one.body for one in entries_since(session, 0) if one.entry.subject_ref == KH]
    assert told == [None, body]  # of what was done before, only that it was done
    session.vault.verify_audit(everything=True)


def test_the_erased_are_on_no_list_and_nothing_more_can_be_done_about_them(session: Session) -> None:
    add_customer(session)
    erase(session, KH)
    assert customers.get(session, KH).name is None
    assert customers.find(session, "duc") == ()
    assert customer_card.card(session, KH).erased_at is not None
    for act in (
        lambda: customers.correct(session, KH, Correction("x", name="Ai đó")),
        lambda: erasure.preview(session, KH),
        lambda: erase(session, KH),
    ):
        refused(CustomerErased, session, act)


def test_nobody_is_erased_by_no_code_or_by_a_wrong_one(session: Session) -> None:
    refused(NothingToDo, session, lambda: erase(session))
    refused(NotFound, session, lambda: erase(session, "KH-00009"))


def test_a_guardian_goes_and_the_minor_stays_without_one(session: Session) -> None:
    mother, child = add_customer(session), add_child(session)
    guard(session, child, mother)
    erase(session, mother.code)
    left = customers.get(session, child.code)
    assert (left.name, left.guardian) == ("Bé Na", None)
    assert parcels.take_order(session, child.code, parcels.OrderInput((parcels.Line("Dầu gội"),))).order is None


def test_a_standing_no_outlives_the_person_and_catches_the_number_again(session: Session) -> None:
    add_customer(session)
    consents.stop_contact(session, KH, Channel.CALL, ConsentMethod.RECORDED_CALL)
    # as an import might have left it: the wish is there, its mark is not
    beyond_the_gate(session, "DELETE FROM stop_hash")
    erase(session, KH)
    again = customers.add(session, person())
    assert "stop_remembered" in [one.code for one in again.notices]
    decision = contacts.contact(session, again.customer.code, DELIVERY, Channel.CALL).decision
    assert ReasonCode.STOP_CONTACT in codes(decision)


def test_a_wish_to_be_erased_is_no_wish_not_to_be_contacted(session: Session) -> None:
    add_customer(session)
    erase(session, KH)
    assert session.db.execute("SELECT count(*) FROM stop_hash").fetchone() == (0,)


def test_several_are_erased_with_one_backup_one_measurement_and_one_rewriting(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        add_customer(session)
    measured = [0]
    real = promises.measure

    def counting(*about: Any) -> object:
        measured[0] += 1
        return real(*about)

    monkeypatch.setattr(promises, "measure", counting)
    codes = [f"KH-{nth:05d}" for nth in range(1, 6)]
    actions = [action for action, _ in audited(session, lambda: erase(session, *codes))]
    assert actions.count(AuditAction.ERASED) == 5
    assert [actions.count(one) for one in (AuditAction.BACKUP_MADE, AuditAction.ERASURE_CHECKED)] == [1, 1]
    assert measured == [1]
    assert {one.backups_rewritten for one in erasure.records(session)} == {1}


def test_the_steps_go_forward_to_the_last_one(session: Session) -> None:
    add_customer(session)
    steps = list(erasing(session, KH))
    assert steps == sorted(steps)
    assert steps[0][0] == 0
    assert steps[-1][0] == steps[-1][1]
    assert len({total for _, total in steps}) == 1


# --- by a request ---------------------------------------------------------------------------------


def test_the_request_that_asks_for_it_is_carried_out_in_the_same_transaction(session: Session) -> None:
    add_customer(session)
    code = ask(session, RequestKind.DELETE, KH)
    prove(session, code)
    assert erasure.preview(session, KH).is_free
    erase(session, KH, request_code=code)
    request = requests.get(session, code)
    assert request.carried_out_at is not None
    assert (request.asked, request.asked_by) == (None, None)
    last = requests.steps(session, code)[-1]
    assert (last.kind, last.reference) == (StepKind.ERASED, "XD-0001")
    assert erasure.record(session, "XD-0001").request_code == code
    session.vault.verify_audit(everything=True)


def test_two_open_requests_stand_in_each_others_way_but_not_in_their_own(session: Session) -> None:
    add_customer(session)
    first, other = ask(session, RequestKind.DELETE, KH), ask(session, RequestKind.ACCESS, KH)
    assert [one.codes for one in erasure.preview(session, KH).obstacles] == [(other,)]
    assert [one.codes for one in erasure.preview(session, KH, other).obstacles] == [(first,)]


def test_who_was_not_proven_to_be_the_customer_erases_nobody(session: Session) -> None:
    add_customer(session)
    code = ask(session, RequestKind.DELETE, KH)
    refused(IdentityNotProven, session, lambda: erase(session, KH, request_code=code))


def test_a_request_erases_only_its_own_person_and_only_if_it_asks_for_that(session: Session) -> None:
    for _ in range(2):
        add_customer(session)
    code, copy = ask(session, RequestKind.DELETE, KH), ask(session, RequestKind.ACCESS, KH)
    for one in (code, copy):
        prove(session, one)
    wrong = refused(WrongState, session, lambda: erase(session, "KH-00002", request_code=code))
    assert wrong.data["state"] == "OTHER_CUSTOMER"
    refused(WrongState, session, lambda: erase(session, KH, "KH-00002", request_code=code))
    refused(WrongState, session, lambda: erase(session, KH, request_code=copy))
    refused(NotFound, session, lambda: erase(session, KH, request_code="YC-0099"))


def test_a_request_of_somebody_unknown_is_left_alone(session: Session) -> None:
    add_customer(session)
    code = ask(session, RequestKind.DELETE)
    erase(session, KH)
    assert requests.get(session, code).asked is not None
