"""One customer's card: everything on one page, and nothing in clear that has an eye of its own."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome, ConsentState
from ledger.domain.customer import ContactState
from ledger.domain.errors import NotFound, RoleForbidden
from ledger.domain.feedback import FeedbackState
from ledger.domain.gate import Act, ReasonCode
from ledger.domain.ids import FieldId
from ledger.domain.minor import AgeBand, Giver
from ledger.domain.parcel import ParcelState, show_code
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.recipient import CommitmentItem, CommitmentState, Recipient
from ledger.domain.staff import Operation
from ledger.services import (
    consents,
    contacts,
    customers,
    disclosures,
    evidence,
    feedback,
    handover,
    trail,
)
from ledger.services.customer_card import CustomerCard, card
from ledger.services.customers import AddressInput, Correction
from ledger.services.reveals import RevealField, reveal, show_file
from ledger.services.session import Session
from services.canaries import live_a_day
from support.services import (
    DELIVERY,
    LAW,
    MARKETING,
    PAPERS,
    TODAY,
    Workplace,
    add_authority,
    add_carrier,
    add_child,
    add_customer,
    guard,
    paper,
    print_all,
    say,
    snapshot,
    take_parcels,
)
from support.storage import MANAGER

KH = "KH-00001"


def test_who_the_person_is_stands_on_the_card(session: Session) -> None:
    added = add_customer(session, gender="FEMALE", birth_date="22/11/1987", note="Ngại gọi buổi trưa")
    found = card(session, " kh-00001 ")
    assert (found.code, found.name, found.gender, found.note) == (KH, "Nguyễn Văn Đức", "FEMALE", "Ngại gọi buổi trưa")
    assert (found.age, found.age_band, found.is_declared_adult) == (38, AgeBand.ADULT, True)  # 39 tomorrow
    assert (found.source, found.collected_at, found.policy_number) == (added.source, added.collected_at, 1)
    assert (found.at, found.erased_at, found.restricted_at) == (session.now(), None, None)


def test_an_unknown_birth_date_is_no_age(session: Session) -> None:
    add_customer(session, is_declared_adult=False)
    found = card(session, KH)
    assert (found.age, found.age_band) == (None, AgeBand.UNKNOWN)


def test_a_restriction_shows(session: Session) -> None:
    add_customer(session)
    customers.restrict(session, KH, is_restricted=True)
    assert card(session, KH).restricted_at == session.now()


def test_an_unknown_code_is_no_card(session: Session) -> None:
    with pytest.raises(NotFound):
        card(session, "KH-00009")


# --- hidden values ------------------------------------------------------------------------------


def test_numbers_and_addresses_are_masked_and_can_be_asked_for_one_by_one(session: Session) -> None:
    add_customer(session, phones=("0911 647 979", "113"))
    customers.set_phone_state(session, KH, 1, ContactState.DEAD)
    shown = [
        (one.kind.value, one.position, one.masked, one.state.value, one.province) for one in card(session, KH).contacts
    ]
    assert shown == [
        ("phone", 0, "091• ••• 979", "UNCONFIRMED", None),
        ("phone", 1, "••••••", "DEAD", None),
        ("email", 0, "v••••@e••••.com", "UNCONFIRMED", None),
        ("address", 0, "••••••", "UNCONFIRMED", "Thành phố Hà Nội"),
    ]
    for one in card(session, KH).contacts:
        assert reveal(session, KH, one.kind, one.position).value


def test_a_province_is_shown_only_from_the_official_list(session: Session) -> None:
    add_customer(session, addresses=(AddressInput("36 Hàng Than", "", "ngõ 5 nhà số 9"),))
    (place,) = [one for one in card(session, KH).contacts if one.kind is RevealField.ADDRESS]
    assert place.province is None


def test_what_a_value_was_before_is_as_hidden_as_the_value(session: Session) -> None:
    add_customer(session, birth_date="05/06/1987", note="cũ")
    customers.correct(session, KH, Correction("gõ nhầm", name="Nguyễn Văn Đúc", birth_date="06/06/1987", note="mới"))
    old = {one.field_name: one.old_value for one in card(session, KH).corrections}
    assert old == {"name": "Nguyễn Văn Đức", "birth_date": "••••••", "note": "cũ"}
    assert {(one.by, one.reason, one.at) for one in card(session, KH).corrections} == {
        (MANAGER, "gõ nhầm", session.now())
    }


def test_no_hidden_value_is_anywhere_in_the_card_and_no_name_in_what_a_log_would_show(shop: Workplace) -> None:
    add_customer(shop.session, birth_date="05/06/1987")
    live_a_day(shop)
    codes = [row[0] for row in shop.session.db.execute("SELECT code FROM customer")]
    cards = [card(shop.session, one) for one in codes]
    whole = str([asdict(one) for one in cards])
    secrets = [row[0].removeprefix("+84") for row in shop.session.db.execute("SELECT number FROM phone")]
    secrets += [row[0] for row in shop.session.db.execute("SELECT address FROM email UNION SELECT line FROM address")]
    secrets += ["1987-06-05", "05/06/1987", "datetime.date(1987"]
    assert len(secrets) > 6
    assert [one for one in secrets if one in whole] == []
    told = repr(cards).lower()
    personal = [row[0] for row in shop.session.db.execute("SELECT name FROM customer UNION SELECT text FROM feedback")]
    personal += [
        row[0]
        for row in shop.session.db.execute("SELECT product FROM sale_item UNION SELECT answer FROM feedback_round")
    ]
    personal += [
        row[0] for row in shop.session.db.execute("SELECT note FROM consent UNION SELECT file_name FROM attachment")
    ]
    assert [one for one in personal if one and one.lower() in told] == []


# --- family -------------------------------------------------------------------------------------


def test_a_child_and_the_guardian_find_each_other(session: Session) -> None:
    mother, child = add_customer(session, "Trần Thị Hoa"), add_child(session)
    guard(session, child, mother)
    of_child, of_mother = card(session, child.code), card(session, mother.code)
    assert of_child.guardian is not None
    assert (of_child.guardian.code, of_child.guardian.name, of_child.guardian.relation) == (KH, "Trần Thị Hoa", "mẹ")
    assert [(one.code, one.name) for one in of_mother.wards] == [("KH-00002", "Bé Na")]
    assert (of_mother.guardian, of_child.wards) == (None, ())


def test_what_the_guardian_said_stands_beside_what_the_child_said(session: Session) -> None:
    mother, child = add_customer(session, "Trần Thị Hoa"), add_child(session)
    guard(session, child, mother)
    say(session, child, ConsentOutcome.REFUSED, giver=Giver.GUARDIAN)

    def state(cells: tuple[consents.MatrixCell, ...]) -> ConsentState:
        return next(one.state for one in cells if (one.purpose.id, one.channel) == (MARKETING, Channel.SMS))

    found = card(session, child.code)
    assert state(found.guardian_matrix) is ConsentState.REFUSED
    assert state(found.matrix) is ConsentState.NEVER_ASKED
    assert card(session, mother.code).guardian_matrix == ()


# --- consents and stops -------------------------------------------------------------------------


def test_the_matrix_says_what_rests_on_the_contract_and_what_on_a_yes(session: Session) -> None:
    customer = add_customer(session)
    say(session, customer)
    cells = {(one.purpose.id, one.channel): one for one in card(session, KH).matrix}
    assert cells[MARKETING, Channel.SMS].state is ConsentState.GRANTED
    assert cells[MARKETING, Channel.EMAIL].state is ConsentState.NEVER_ASKED
    assert cells[DELIVERY, Channel.NONE].purpose.basis is LegalBasis.CONTRACT


def test_every_word_is_listed_with_who_wrote_it_down_and_its_evidence(shop: Workplace) -> None:
    session = shop.session
    customer = add_customer(session)
    file = evidence.read_file("phieu.txt", "Tôi đồng ý".encode())
    said = consents.Said(
        MARKETING, Channel.ZALO, ConsentOutcome.GRANTED, ConsentMethod.WRITING, session.now(), note="ký tại quầy"
    )
    consents.record(session, KH, said, [file])
    shop.clock.move(hours=1)
    say(session, customer, ConsentOutcome.WITHDRAWN, channel=Channel.ZALO)
    newest, oldest = card(session, KH).consents
    assert (newest.outcome, newest.evidence) == (ConsentOutcome.WITHDRAWN, ())
    assert (oldest.outcome, oldest.method, oldest.giver) == (ConsentOutcome.GRANTED, ConsentMethod.WRITING, Giver.SELF)
    assert (oldest.recorded_by, oldest.policy_number, oldest.note) == (MANAGER, 1, "ký tại quầy")
    (kept,) = oldest.evidence
    assert (kept.file_name, kept.media_type) == ("phieu.txt", "text/plain")
    assert len(show_file(session, kept.id).content) == kept.size


def test_only_the_stops_that_stand_are_shown(shop: Workplace) -> None:
    add_customer(shop.session)
    since = shop.clock.at
    consents.stop_contact(shop.session, KH, Channel.CALL, ConsentMethod.SMS)
    consents.stop_contact(shop.session, KH, None, ConsentMethod.RECORDED_CALL)
    assert [(one.channel, one.since, one.method) for one in card(shop.session, KH).stops] == [
        (Channel.CALL, since, ConsentMethod.SMS),
        (None, since, ConsentMethod.RECORDED_CALL),
    ]
    consents.lift_stop(shop.session, KH, None)
    assert [one.channel for one in card(shop.session, KH).stops] == [Channel.CALL]


# --- orders and holders -------------------------------------------------------------------------


def test_orders_come_newest_first_with_their_parcels(shop: Workplace) -> None:
    session = shop.session
    customer, carrier = add_customer(session), add_carrier(session)
    first = take_parcels(session, customer, carrier, count=2)
    print_all(session)
    shop.clock.move(hours=1)
    handover.hand_over(session, carrier.id, parcels=first[:1])
    take_parcels(session, customer, None, "Nến thơm")
    newest, oldest = card(session, KH).orders
    assert (newest.code, newest.amount, newest.items_count) == ("DH-0002", 350_000, 1)
    assert [(one.product, one.quantity) for one in newest.items] == [("Nến thơm", 2)]
    assert [(one.state, one.carrier_name) for one in newest.parcels] == [(ParcelState.DRAFT, None)]
    assert [(one.number, one.total, one.state) for one in oldest.parcels] == [
        (1, 2, ParcelState.HANDED_OVER),
        (2, 2, ParcelState.PRINTED),
    ]
    assert oldest.parcels[0].shown_code == show_code(first[0].code)
    assert (oldest.parcels[0].carrier_name, oldest.parcels[0].handed_over_at) == ("Giao Nhanh", session.now())


def disclose(session: Session, to: Recipient, *fields: str) -> None:
    purpose, papers = (LAW, PAPERS) if to.role.value == "AUTHORITY" else (DELIVERY, None)
    if papers is not None:
        session.mark_confirmed(Operation.DISCLOSE_TO_AUTHORITY)
    typed = disclosures.DisclosureInput(to.id, purpose, frozenset(map(FieldId, fields)), authority=papers)
    assert disclosures.disclose(session, KH, typed).allowed


def test_whoever_holds_the_data_is_named_once_with_everything_given(shop: Workplace) -> None:
    session = shop.session
    add_customer(session)
    carrier, police = add_carrier(session), add_authority(session)
    disclose(session, carrier, "name")
    shop.clock.move(days=1)
    disclose(session, carrier, "phone", "name")
    shop.clock.move(days=1)
    disclose(session, police, "name")
    authority, courier = card(session, KH).holders
    assert (courier.name, courier.fields, courier.purposes, courier.count) == (
        "Giao Nhanh", ("name", "phone"), (DELIVERY,), 2,
    )  # fmt: skip
    assert courier.last_given_at == shop.clock.at - timedelta(days=1)
    assert (courier.commitment, courier.expires_on) == (CommitmentState.VALID, TODAY + timedelta(days=180))
    assert (authority.commitment, authority.expires_on) == (CommitmentState.NOT_NEEDED, None)
    assert (authority.document_number, courier.document_number) == ("118/CV-CAP", None)


def test_a_holder_whose_commitment_has_ended_since_is_shown_so(shop: Workplace) -> None:
    add_customer(shop.session)
    disclose(shop.session, add_carrier(shop.session, signed=paper(expires_on=date(2026, 11, 22))), "name")
    assert card(shop.session, KH).holders[0].commitment is CommitmentState.EXPIRING
    shop.clock.move(days=2)
    (holder,) = card(shop.session, KH).holders
    assert (holder.commitment, holder.expires_on) == (CommitmentState.EXPIRED, date(2026, 11, 22))


# --- feedback, contacts, refusals ---------------------------------------------------------------


def test_each_round_of_a_feedback_keeps_its_own_result(shop: Workplace) -> None:
    session = shop.session
    add_customer(session)
    feedback.receive(session, feedback.FeedbackInput(Channel.CALL, "Hộp móp", KH))
    shop.clock.move(hours=13)
    feedback.answer(session, "PH-0001", feedback.AnswerInput("Dạ xin lỗi"))
    feedback.reopen(session, "PH-0001")
    newest, oldest = card(session, KH).feedback
    assert (newest.code, newest.round, newest.state, newest.text) == ("PH-0001", 2, FeedbackState.OPEN, "Hộp móp")
    assert (oldest.round, oldest.state, oldest.answer) == (1, FeedbackState.ANSWERED_LATE, "Dạ xin lỗi")
    assert newest.due_at == session.now() + timedelta(hours=12)


def test_contacts_made_and_contacts_refused_are_both_there(session: Session) -> None:
    add_customer(session)
    assert contacts.contact(session, KH, DELIVERY, Channel.CALL).allowed
    assert not contacts.contact(session, KH, MARKETING, Channel.SMS).allowed
    (made,), (refused,) = card(session, KH).contacts_made, card(session, KH).attempts
    assert (made.channel, made.purpose_id, made.basis, made.by) == (
        Channel.CALL,
        DELIVERY,
        LegalBasis.CONTRACT,
        MANAGER,
    )
    assert (refused.act, refused.channel, refused.recipient_name) == (Act.CONTACT, Channel.SMS, None)
    assert [one.code for one in refused.reasons] == [ReasonCode.CONSENT_NEVER_ASKED]


def test_a_refused_disclosure_names_the_partner(session: Session) -> None:
    add_customer(session)
    unsigned = add_carrier(session, signed=paper(items=frozenset({CommitmentItem.PURPOSE})))
    typed = disclosures.DisclosureInput(unsigned.id, DELIVERY, frozenset({FieldId("name")}))
    assert not disclosures.disclose(session, KH, typed).allowed
    assert card(session, KH).attempts[0].recipient_name == "Giao Nhanh"


# --- the trail ----------------------------------------------------------------------------------


def test_the_history_of_one_person_is_read_by_whoever_works_here(shop: Workplace) -> None:
    add_customer(shop.session)
    add_customer(shop.session, "Lê Thị Hoa")
    colleague = shop.as_staff()
    reveal(colleague, KH, RevealField.PHONE)
    found = card(colleague, KH).trail
    assert [one.action for one in found] == [AuditAction.REVEALED, AuditAction.CUSTOMER_ADDED]
    assert [one.actor for one in found] == [colleague.member.name, MANAGER]
    assert found[0].seq > found[1].seq
    assert found[0].body == {"field": "phone", "position": 0, "has_reason": False}
    with pytest.raises(RoleForbidden):
        trail.entries_of(colleague, KH)


def test_the_trail_of_a_card_ends_after_two_hundred(session: Session) -> None:
    add_customer(session)
    for number in range(201):
        customers.correct(session, KH, Correction("thử", note=str(number)))
    found = card(session, KH)
    assert len(found.trail) == 200
    assert found.counts.entries == 202
    assert found.counts.corrections == len(found.corrections) == 201


def test_reading_a_card_writes_nothing(session: Session) -> None:
    add_customer(session)
    before = snapshot(session)
    card(session, KH)
    assert snapshot(session) == before


def test_of_an_erased_customer_only_code_instant_and_counts_are_left(session: Session) -> None:
    customer = add_customer(session)
    say(session, customer)
    take_parcels(session, customer, None)
    with session.write() as uow:
        uow.db.execute("UPDATE customer SET erased_at = '2026-11-21T03:00:00.000000Z'")
        uow.audit(AuditAction.CUSTOMER_CHANGED, KH, {})
    found = card(session, KH)
    counts = found.counts
    assert found == CustomerCard(KH, session.now(), counts, erased_at=session.now())
    assert (counts.consents, counts.orders, counts.parcels, counts.disclosures, counts.entries) == (1, 1, 1, 0, 4)
