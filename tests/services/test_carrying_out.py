"""Carrying out what a customer asked for: it changes at once, in one go with the request, and the gate follows."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import Customer
from ledger.domain.deadline import RequestKind
from ledger.domain.errors import (
    BeforeReceipt,
    CustomerErased,
    IdentityNotProven,
    InFuture,
    LedgerError,
    NothingToDo,
    TextMissing,
    UnknownChoice,
    WrongState,
)
from ledger.domain.gate import ReasonCode
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.minor import Giver
from ledger.domain.purpose import Channel
from ledger.domain.request import RequestOutcome, StepKind
from ledger.services import carrying_out, consents, contacts, customers, disclosures, handover, labels, requests, survey
from ledger.services.carrying_out import ConsentKey, Objection
from ledger.services.customers import Correction
from ledger.services.requests import RequestInput
from ledger.services.session import Session
from support.contacting import agreed, make, names
from support.data_copies import asked
from support.services import (
    DELIVERY,
    MARKETING,
    SHEET,
    Workplace,
    add_carrier,
    add_child,
    add_customer,
    audited,
    codes,
    guard,
    person,
    print_all,
    say,
    snapshot,
    take_parcels,
)

SMS, EMAIL = Channel.SMS, Channel.EMAIL
CONSULTATION = PurposeId("consultation")
Verb = Callable[[Session, str], object]

WITHDRAW: Verb = carrying_out.withdraw
RESTRICT: Verb = carrying_out.restrict
VERBS: dict[str, Verb] = {
    "withdraw": WITHDRAW,
    "restrict": RESTRICT,
    "release": lambda one, code: carrying_out.release(one, code, "Đã xong tranh chấp"),
    "object_to": lambda one, code: carrying_out.object_to(one, code, Objection((None,))),
    "protect": lambda one, code: carrying_out.protect(one, code, "Đã đổi mật khẩu hộp thư"),
    "corrected": lambda one, code: carrying_out.corrected(one, code, ("name",)),
}


@pytest.fixture
def customer(session: Session) -> Customer:
    """Somebody who agreed to offers by SMS and email."""
    one = add_customer(session)
    for channel in (Channel.NONE, SMS, EMAIL):
        assert say(session, one, channel=channel).allowed
    return one


def reasons_against(session: Session, customer: Customer, channel: Channel = SMS) -> set[ReasonCode]:
    """Return why the customer may not be sent an offer."""
    return codes(dict(contacts.may_contact(session, customer.code, MARKETING))[channel])


def last_step(session: Session, code: str) -> StepKind:
    return requests.steps(session, code)[-1].kind


# --- withdraw ----------------------------------------------------------------------------------


def test_a_withdrawal_takes_back_every_consent_on_which_a_use_rests(session: Session, customer: Customer) -> None:
    assert say(session, customer, purpose=DELIVERY, channel=Channel.NONE).allowed  # rests on the contract anyway
    code = asked(session, customer.code, RequestKind.WITHDRAW)
    assert reasons_against(session, customer) == set()
    left = audited(session, lambda: carrying_out.withdraw(session, code))
    assert left == [(AuditAction.CONSENT_RECORDED, customer.code)] * 3 + [
        (AuditAction.REQUEST_CARRIED_OUT, customer.code)
    ]
    assert reasons_against(session, customer) == {ReasonCode.CONSENT_WITHDRAWN}
    assert reasons_against(session, customer, EMAIL) == {ReasonCode.CONSENT_WITHDRAWN}
    standing = carrying_out.standing(session, code)
    assert [one.purpose.id for one in standing.granted] == [DELIVERY]
    assert not standing.granted[0].rests_on_consent
    assert last_step(session, code) is StepKind.WITHDRAWN
    assert requests.get(session, code).carried_out_at == session.now()


def test_only_the_chosen_consents_go_and_in_the_way_that_was_said(session: Session, customer: Customer) -> None:
    code = asked(session, customer.code, RequestKind.WITHDRAW)
    carrying_out.withdraw(session, code, [ConsentKey(MARKETING, SMS)], ConsentMethod.WRITING)
    assert reasons_against(session, customer) == {ReasonCode.CONSENT_WITHDRAWN}
    assert reasons_against(session, customer, EMAIL) == set()
    newest = consents.records_of(session, customer)[-1]
    assert (newest.outcome, newest.method) == (ConsentOutcome.WITHDRAWN, ConsentMethod.WRITING)
    carrying_out.withdraw(session, code)
    assert consents.records_of(session, customer)[-1].method is ConsentMethod.EMAIL  # as the request came


def test_no_list_to_contact_has_who_withdrew(session: Session) -> None:
    agreed(session, "Nguyễn Văn Đức", EMAIL)
    other = agreed(session, "Trần Thị An", EMAIL, phones=("0911 000 002",), emails=("an@example.com",))
    code = asked(session, other.code, RequestKind.WITHDRAW)
    carrying_out.withdraw(session, code)
    assert names(session, make(session)) == ["Nguyễn Văn Đức"]


def test_what_rested_on_a_withdrawn_consent_is_emptied(session: Session) -> None:
    one = add_customer(session)
    purpose = PurposeId("service_optimisation")
    assert say(session, one, purpose=purpose, channel=Channel.NONE).allowed
    assert survey.record(session, one.code, FieldId("wishes"), "Giao buổi tối", purpose).allowed
    code = asked(session, one.code, RequestKind.WITHDRAW)
    left = audited(session, lambda: carrying_out.withdraw(session, code))
    assert (AuditAction.PURGED, one.code) in left
    assert session.db.execute("SELECT answer FROM survey_answer").fetchone() == (None,)


def test_a_withdrawal_counts_from_when_the_request_came_but_never_from_before_the_yes(shop: Workplace) -> None:
    session = shop.session
    one = add_customer(session)
    assert say(session, one, channel=SMS).allowed
    shop.clock.move(hours=1)
    code = asked(session, one.code, RequestKind.WITHDRAW)
    came_at = session.now()
    shop.clock.move(hours=1)
    assert say(session, one, channel=EMAIL).allowed  # said after the request
    shop.clock.move(hours=1)
    carrying_out.withdraw(session, code)
    said = {record.channel: record.occurred_at for record in consents.records_of(session, one)[-2:]}
    assert said == {SMS: came_at, EMAIL: session.now()}
    assert reasons_against(session, one, EMAIL) == {ReasonCode.CONSENT_WITHDRAWN}


def test_an_instant_told_lies_between_the_request_and_now(session: Session, customer: Customer) -> None:
    code = asked(session, customer.code, RequestKind.WITHDRAW)
    before = snapshot(session)
    with pytest.raises(BeforeReceipt):
        carrying_out.withdraw(session, code, at=session.now() - timedelta(hours=1))
    with pytest.raises(InFuture):
        carrying_out.withdraw(session, code, at=session.now() + timedelta(hours=1))
    assert snapshot(session) == before


def test_nothing_granted_is_nothing_to_withdraw(session: Session) -> None:
    one = add_customer(session)
    code = asked(session, one.code, RequestKind.WITHDRAW)
    for chosen in (None, [], [ConsentKey(MARKETING, SMS)]):
        with pytest.raises(NothingToDo):
            carrying_out.withdraw(session, code, chosen)


def test_a_guardians_yes_is_taken_back_as_the_guardians(session: Session) -> None:
    child = add_child(session)
    guard(session, child, add_customer(session, "Trần Thị Hoa"))
    assert say(session, child, giver=Giver.GUARDIAN).allowed
    assert say(session, child).allowed
    code = asked(session, child.code, RequestKind.WITHDRAW)
    assert carrying_out.withdraw(session, code, [ConsentKey(MARKETING, SMS, Giver.GUARDIAN)]) == 1
    assert consents.records_of(session, child)[-1].giver is Giver.GUARDIAN
    assert ReasonCode.GUARDIAN_CONSENT_MISSING in reasons_against(session, child)


# --- restrict ----------------------------------------------------------------------------------


def test_a_restriction_stops_offers_labels_and_disclosures_at_once_and_a_release_allows_them_again(
    session: Session, customer: Customer
) -> None:
    carrier = add_carrier(session)
    first, second = take_parcels(session, customer, carrier, count=2)
    assert labels.print_labels(session, (first,), SHEET).printed
    code = asked(session, customer.code, RequestKind.RESTRICT)
    left = audited(session, lambda: carrying_out.restrict(session, code, "Đang khiếu nại"))
    assert left == [(AuditAction.CUSTOMER_CHANGED, customer.code), (AuditAction.REQUEST_CARRIED_OUT, customer.code)]
    assert reasons_against(session, customer) == {ReasonCode.CUSTOMER_RESTRICTED}
    (label,) = labels.print_labels(session, (second,), SHEET).blocked
    assert codes(label.decision) == {ReasonCode.CUSTOMER_RESTRICTED}
    (parcel,) = handover.hand_over(session, carrier.id).blocked
    assert codes(parcel.decision) == {ReasonCode.CUSTOMER_RESTRICTED}
    typed = disclosures.DisclosureInput(carrier.id, DELIVERY, frozenset({FieldId("name")}))
    assert codes(disclosures.disclose(session, customer.code, typed).decision) == {ReasonCode.CUSTOMER_RESTRICTED}
    carrying_out.release(session, code, "Khiếu nại đã giải quyết")
    assert reasons_against(session, customer) == set()
    assert print_all(session)
    assert last_step(session, code) is StepKind.RELEASED


def test_what_a_restriction_leaves_is_told_before(session: Session, customer: Customer) -> None:
    standing = carrying_out.standing(session, asked(session, customer.code, RequestKind.RESTRICT))
    assert [one.id for one in standing.by_law] == ["customer_care", "legal_compliance"]
    assert standing.restricted_at is None


def test_restricting_twice_or_releasing_what_is_free_is_refused(session: Session, customer: Customer) -> None:
    code = asked(session, customer.code, RequestKind.RESTRICT)
    with pytest.raises(WrongState):
        carrying_out.release(session, code, "Hết tranh chấp")
    carrying_out.restrict(session, code)
    with pytest.raises(WrongState):
        carrying_out.restrict(session, code)
    with pytest.raises(TextMissing):
        carrying_out.release(session, code, " ")


# --- object ------------------------------------------------------------------------------------


def test_an_objection_stops_contact_and_its_hash_outlives_the_record(session: Session, customer: Customer) -> None:
    code = asked(session, customer.code, RequestKind.OBJECT)
    left = audited(session, lambda: carrying_out.object_to(session, code, Objection((None,))))
    assert left == [(AuditAction.STOP_RECORDED, customer.code), (AuditAction.REQUEST_CARRIED_OUT, customer.code)]
    assert reasons_against(session, customer) == {ReasonCode.STOP_CONTACT}
    again = customers.add(session, person("Lê Thị Tám", emails=()))
    assert [one.code for one in again.notices] == ["stop_remembered"]
    assert last_step(session, code) is StepKind.STOPPED


def test_an_objection_to_one_channel_leaves_the_others(session: Session, customer: Customer) -> None:
    code = asked(session, customer.code, RequestKind.OBJECT)
    carrying_out.object_to(session, code, Objection((SMS,)))
    assert reasons_against(session, customer) == {ReasonCode.STOP_CONTACT}
    assert reasons_against(session, customer, EMAIL) == set()


def test_a_refused_purpose_is_refused_on_every_channel_and_what_rested_on_it_goes(session: Session) -> None:
    one = add_customer(session)
    for channel in (Channel.NONE, SMS, EMAIL):
        assert say(session, one, channel=channel).allowed
    code = asked(session, one.code, RequestKind.OBJECT)
    carrying_out.object_to(session, code, Objection(purposes=(MARKETING,)))
    for channel in (SMS, EMAIL, Channel.CALL):
        assert ReasonCode.CONSENT_REFUSED in reasons_against(session, one, channel)
    with pytest.raises(NothingToDo):
        carrying_out.object_to(session, code, Objection(purposes=(MARKETING,)))


def test_for_a_minor_everybody_who_has_a_say_refuses(session: Session) -> None:
    child = add_child(session)
    guard(session, child, add_customer(session, "Trần Thị Hoa"))
    code = asked(session, child.code, RequestKind.OBJECT)
    carrying_out.object_to(session, code, Objection(purposes=(MARKETING,)))
    said = {(one.giver, one.outcome) for one in consents.records_of(session, child) if one.purpose_id == MARKETING}
    assert said == {(Giver.SELF, ConsentOutcome.REFUSED), (Giver.GUARDIAN, ConsentOutcome.REFUSED)}


def test_a_purpose_that_rests_on_the_contract_cannot_be_objected_to(session: Session, customer: Customer) -> None:
    code = asked(session, customer.code, RequestKind.OBJECT)
    before = snapshot(session)
    with pytest.raises(UnknownChoice):
        carrying_out.object_to(session, code, Objection((SMS,), (DELIVERY,)))
    with pytest.raises(NothingToDo):
        carrying_out.object_to(session, code, Objection())
    assert snapshot(session) == before


# --- protect, correct --------------------------------------------------------------------------


def test_a_protective_measure_is_kept_in_words_and_every_further_one_too(session: Session, customer: Customer) -> None:
    code = asked(session, customer.code, RequestKind.PROTECT)
    with pytest.raises(TextMissing):
        carrying_out.protect(session, code, " \n")
    carrying_out.protect(session, code, "Đã xóa số lạ khỏi hồ sơ")
    left = audited(session, lambda: carrying_out.protect(session, code, "Đã nhắc nhân viên", session.now()))
    assert left == [(AuditAction.REQUEST_CARRIED_OUT, customer.code)]
    notes = [one.note for one in requests.steps(session, code) if one.kind is StepKind.PROTECTED]
    assert notes == ["Đã xóa số lạ khỏi hồ sơ", "Đã nhắc nhân viên"]


def test_a_correction_on_the_card_carries_the_request_out(shop: Workplace, customer: Customer) -> None:
    session = shop.session
    shop.clock.move(hours=1)
    code = asked(session, customer.code, RequestKind.CORRECT)
    with pytest.raises(NothingToDo):
        carrying_out.corrected(session, code)
    customers.correct(session, customer.code, Correction("Khách yêu cầu", name="Nguyễn Văn Đước"))
    customers.add_phone(session, customer.code, "0988 111 222")
    assert carrying_out.changed_fields(session, code) == ("name", "phone")
    with pytest.raises(NothingToDo):
        carrying_out.corrected(session, code, ("email",))
    carrying_out.corrected(session, code)
    step = requests.steps(session, code)[-1]
    assert (step.kind, step.reference) == (StepKind.CORRECTED, "name phone")


def test_what_was_corrected_before_the_request_came_does_not_count(shop: Workplace) -> None:
    session = shop.session
    one = add_customer(session)
    customers.correct(session, one.code, Correction("Gõ sai", name="Nguyễn Văn Đước"))
    shop.clock.move(hours=1)
    code = asked(session, one.code, RequestKind.CORRECT)
    assert carrying_out.changed_fields(session, code) == ()


# --- for all of them ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", VERBS)
def test_nothing_is_done_before_the_asker_is_proven_for_nobody_or_for_a_closed_request(
    session: Session, customer: Customer, name: str
) -> None:
    now = session.now()
    unproven = requests.record(session, RequestInput(RequestKind.OBJECT, EMAIL, now, customer_code=customer.code))
    nobodys = requests.record(session, RequestInput(RequestKind.OBJECT, EMAIL, now, "Đừng gọi tôi nữa"))
    closed = asked(session, customer.code, RequestKind.PROTECT)
    requests.close(session, closed, RequestOutcome.TAKEN_BACK)
    before = snapshot(session)
    refused: dict[str, type[LedgerError]] = {unproven: IdentityNotProven, nobodys: WrongState, closed: WrongState}
    for code, error in refused.items():
        with pytest.raises(error):
            VERBS[name](session, code)
    assert snapshot(session) == before


def test_the_change_and_the_step_stand_or_fall_together(
    session: Session, customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = asked(session, customer.code, RequestKind.RESTRICT)
    before = snapshot(session)

    def fail(*_args: object, **_about: object) -> None:
        raise TextMissing(field="note")

    monkeypatch.setattr(carrying_out, "add_step", fail)
    for verb in (carrying_out.withdraw, carrying_out.restrict, VERBS["object_to"]):
        with pytest.raises(TextMissing):
            verb(session, code)
    assert snapshot(session) == before


def test_about_the_erased_nothing_is_changed(session: Session, customer: Customer) -> None:
    code = asked(session, customer.code, RequestKind.RESTRICT)
    with session.write() as uow:  # erasing itself is another verb's work
        uow.db.execute("UPDATE customer SET erased_at = '2026-11-21T03:00:00.000000Z'")
        uow.audit(AuditAction.CUSTOMER_CHANGED, customer.code, {})
    with pytest.raises(CustomerErased):
        carrying_out.restrict(session, code)
