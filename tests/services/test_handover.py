"""Handing over: every parcel is a disclosure with its reasons for being allowed, and what is stopped stays here."""

import unicodedata
from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from ledger.documents import manifest_sheet
from ledger.documents.manifest import ManifestHead, ManifestRow
from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.customer import ContactState
from ledger.domain.disclosure import Disclosure
from ledger.domain.errors import NotFound, NothingToDo, WrongState
from ledger.domain.gate import Act, ReasonCode
from ledger.domain.ids import FieldId, ManifestId
from ledger.domain.parcel import ParcelState, show_code
from ledger.domain.policy import RecipientRole
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.recipient import Recipient
from ledger.domain.wording import Language, Wording
from ledger.services import consents, customers, disclosures, handover, labels, parcels
from ledger.services.customers import AddressInput
from ledger.services.session import Session
from ledger.storage.disclosures import Filter
from support.services import (
    AT,
    DELIVERY,
    INSTALLATION,
    SHEET,
    TODAY,
    Workplace,
    add_carrier,
    add_customer,
    attempts,
    audited,
    codes,
    paper,
    print_all,
    records,
    snapshot,
    take_parcels,
)

_ALL = ("address", "amount_to_collect", "name", "phone", "products")


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(unicodedata.normalize("NFC", text).split())


def papers(session: Session, done: handover.HandOver, password: str | None = None) -> handover.ManifestPaper:
    assert done.manifest_id is not None
    return handover.manifest_paper(session, done.manifest_id, Language.VI, password)


def given(session: Session) -> tuple[Disclosure, ...]:
    return disclosures.find(session, Filter())


def printed_for(session: Session, carrier: Recipient, **packing: int) -> None:
    take_parcels(session, add_customer(session), carrier, "Dầu gội thảo dược", **packing)
    print_all(session)


def test_every_parcel_is_a_disclosure_with_purpose_basis_fields_and_order(session: Session) -> None:
    carrier = add_carrier(session)
    printed_for(session, carrier, amount_to_collect=350_000, count=2)
    done = handover.hand_over(session, carrier.id, "Anh Tâm")
    first, second = given(session)
    assert [(one.purpose_id, one.basis) for one in (first, second)] == [(DELIVERY, LegalBasis.CONTRACT)] * 2
    assert [one.parcel_id for one in (first, second)] == [one.id for one in done.handed_over]
    assert first.fields == _ALL
    assert second.fields == ("address", "name", "phone", "products")  # collected for once
    assert {one.order_id for one in (first, second)} == {done.handed_over[0].order_id}
    assert {(one.recipient_id, one.manifest_id, one.occurred_at) for one in (first, second)} == {
        (carrier.id, done.manifest_id, AT)
    }
    assert {one.state for one in done.handed_over} == {ParcelState.HANDED_OVER}


def test_a_carrier_gets_no_field_it_was_not_agreed_to_get(session: Session) -> None:
    carrier = add_carrier(session, fields=frozenset({FieldId("name"), FieldId("address")}))
    printed_for(session, carrier, amount_to_collect=350_000)
    text = text_of(papers(session, handover.hand_over(session, carrier.id)).pdf)
    assert [one.fields for one in given(session)] == [("address", "name")]
    assert "36 Hàng Than" in text
    for hidden in ("0911 647 979", "Dầu gội", "350.000"):
        assert hidden not in text


def test_a_carrier_that_was_agreed_to_get_nothing_is_handed_nothing(session: Session) -> None:
    carrier = add_carrier(session, fields=frozenset())
    printed_for(session, carrier)
    done = handover.hand_over(session, carrier.id)
    assert done.manifest_id is None
    assert [codes(one.decision) for one in done.blocked] == [{ReasonCode.NO_FIELDS}]


def test_an_installer_gets_the_goods_for_installing_them(vietking: Session) -> None:
    installer = add_carrier(vietking, "Thợ Lắp", RecipientRole.INSTALLER)
    printed_for(vietking, installer, amount_to_collect=350_000)
    handover.hand_over(vietking, installer.id)
    (one,) = given(vietking)
    assert (one.purpose_id, one.fields) == (INSTALLATION, ("address", "name", "phone", "products"))


def test_what_happened_since_the_label_was_printed_stops_the_parcel(shop: Workplace) -> None:
    session, carrier = shop.session, add_carrier(shop.session)
    good, restricted, moved = (add_customer(session, name) for name in ("Lê Thị Mai", "Vũ Văn An", "Hồ Thị Lan"))
    for customer in (good, restricted, moved):
        take_parcels(session, customer, carrier)
    print_all(session)
    customers.restrict(session, restricted.code, is_restricted=True)
    customers.set_address_state(session, moved.code, moved.addresses[0], ContactState.DEAD)
    shop.clock.move(minutes=1)
    done = handover.hand_over(session, carrier.id)
    assert [one.customer_id for one in done.handed_over] == [good.id]
    assert {one.customer.code: codes(one.decision) for one in done.blocked} == {
        restricted.code: {ReasonCode.CUSTOMER_RESTRICTED},
        moved.code: {ReasonCode.UNREACHABLE},
    }
    assert len(parcels.waiting(session, ParcelState.PRINTED)) == 2
    assert {(one.act, one.recipient_id) for one in attempts(session)} == {(Act.DISCLOSURE, carrier.id)}
    text = text_of(papers(session, done).pdf)
    assert all(show_code(one.parcel.code) in text for one in done.blocked)
    assert "Lý do riêng của khách" in text  # the courier need not know that somebody restricted the use of their data
    assert text.count("Vũ Văn An") == 0


def test_when_everything_is_stopped_there_is_no_manifest_but_the_attempts_are_kept(shop: Workplace) -> None:
    carrier = add_carrier(shop.session, signed=paper(expires_on=TODAY))
    printed_for(shop.session, carrier)
    shop.clock.move(days=1)
    done = handover.hand_over(shop.session, carrier.id)
    assert (done.manifest_id, done.handed_over) == (None, ())
    assert [codes(one.decision) for one in done.blocked] == [{ReasonCode.COMMITMENT_EXPIRED}]
    assert handover.newest_manifest(shop.session) is None
    assert len(attempts(shop.session)) == 1


def test_an_earlier_refusal_is_not_blamed_on_the_next_hand_over(shop: Workplace) -> None:
    session, carrier = shop.session, add_carrier(shop.session)
    homeless = add_customer(session, "Lê Thị Mai", addresses=())
    (unlabelled,) = take_parcels(session, homeless, carrier)
    printed_for(session, carrier)  # the label of the first is refused in the same instant
    text = text_of(papers(session, handover.hand_over(session, carrier.id)).pdf)
    assert show_code(unlabelled.code) not in text


def test_a_customer_who_wants_no_calls_gets_the_parcel_and_the_courier_is_told(shop: Workplace) -> None:
    session, carrier = shop.session, add_carrier(shop.session)
    customer = add_customer(session)
    take_parcels(session, customer, carrier)
    print_all(session)
    consents.stop_contact(session, customer.code, Channel.CALL, ConsentMethod.RECORDED_CALL)
    done = handover.hand_over(session, carrier.id)
    assert len(done.handed_over) == 1
    assert "không gọi" in text_of(papers(session, done).pdf).lower()
    shop.clock.move(days=1)
    consents.lift_stop(session, customer.code, Channel.CALL)
    assert "không gọi" in text_of(papers(session, done).pdf).lower()  # the paper says what held then


def test_the_papers_can_be_printed_again_and_disclose_nothing_new(shop: Workplace) -> None:
    session, carrier = shop.session, add_carrier(shop.session)
    printed_for(session, carrier)
    done = handover.hand_over(session, carrier.id, "Anh Tâm")
    before, printed = records(session), AuditAction.MANIFEST_PRINTED
    shop.clock.move(days=3)
    texts: list[str] = []
    for _ in range(2):
        acts = audited(session, lambda: texts.append(text_of(papers(session, done).pdf)))
        assert acts == [(printed, None)]  # full data on paper once more: that is on the trail
    for text in texts:
        assert all(one in text for one in ("Nguyễn Văn Đức", "0911 647 979", "36 Hàng Than", "Anh Tâm"))
    assert records(session) == before
    assert handover.newest_manifest(session) == done.manifest_id


def test_the_paper_shows_what_was_given_even_after_the_customer_moved(session: Session) -> None:
    carrier = add_carrier(session)
    customer = add_customer(session)
    take_parcels(session, customer, carrier)
    print_all(session)
    done = handover.hand_over(session, carrier.id)
    customers.set_address_state(session, customer.code, customer.addresses[0], ContactState.CHANGED)
    customers.set_phone_state(session, customer.code, 0, ContactState.DEAD)
    customers.add_address(session, customer.code, AddressInput("99 Đường Mới"))
    customers.add_phone(session, customer.code, "0988111222")
    text = text_of(papers(session, done).pdf)
    assert "36 Hàng Than" in text
    assert "0911 647 979" in text
    assert "Đường Mới" not in text


def test_the_carrier_is_given_what_is_live_on_the_day_not_on_the_day_of_the_order(session: Session) -> None:
    carrier, customer = add_carrier(session), add_customer(session)
    take_parcels(session, customer, carrier)
    print_all(session)
    customers.set_address_state(session, customer.code, customer.addresses[0], ContactState.CHANGED)
    customers.add_address(session, customer.code, AddressInput("99 Đường Mới"))
    text = text_of(papers(session, handover.hand_over(session, carrier.id)).pdf)
    assert "Đường Mới" in text
    assert "36 Hàng Than" not in text


def test_the_manifest_can_be_locked_with_a_password(session: Session) -> None:
    carrier = add_carrier(session)
    printed_for(session, carrier)
    locked = PdfReader(BytesIO(papers(session, handover.hand_over(session, carrier.id), "mật khẩu của chị").pdf))
    assert locked.is_encrypted
    assert not locked.decrypt("sai")
    assert locked.decrypt("mật khẩu của chị")


def test_the_sheet_for_the_carriers_upload_holds_the_same_rows(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = add_carrier(session)
    printed_for(session, carrier)
    done = handover.hand_over(session, carrier.id)
    shown: list[ManifestRow] = []

    def watched(head: ManifestHead, rows: Sequence[ManifestRow], wording: Wording) -> bytes:
        shown.extend(rows)
        return manifest_sheet.render_manifest_sheet(head, rows, wording)

    monkeypatch.setattr(handover, "render_manifest_sheet", watched)
    assert papers(session, done).sheet.startswith(b"PK")
    (row,) = shown
    assert (row.name, row.phone, row.parcel_code) == ("Nguyễn Văn Đức", "+84911647979", done.handed_over[0].code)


# --- what cannot be handed over -----------------------------------------------------------------


def test_nothing_printed_is_nothing_to_hand_over(session: Session) -> None:
    carrier = add_carrier(session)
    drafts = take_parcels(session, add_customer(session), carrier)
    for chosen in (None, ()):
        with pytest.raises(NothingToDo):
            handover.hand_over(session, carrier.id, parcels=chosen)
    with pytest.raises(WrongState):
        handover.hand_over(session, carrier.id, parcels=drafts)
    with pytest.raises(NotFound):
        handover.manifest_paper(session, ManifestId(1), Language.VI)


def test_a_parcel_of_another_carrier_is_not_handed_over(session: Session) -> None:
    fast, slow = add_carrier(session), add_carrier(session, "Giao Chậm")
    printed_for(session, fast)
    before = snapshot(session)
    with pytest.raises(NotFound):
        handover.hand_over(session, slow.id, parcels=parcels.waiting(session, ParcelState.PRINTED))
    assert snapshot(session) == before


def test_only_the_chosen_parcels_go(session: Session) -> None:
    carrier = add_carrier(session)
    printed_for(session, carrier, count=3)
    first, *rest = parcels.waiting(session, ParcelState.PRINTED)
    assert [one.id for one in handover.hand_over(session, carrier.id, parcels=(first,)).handed_over] == [first.id]
    assert [one.id for one in parcels.waiting(session, ParcelState.PRINTED)] == [one.id for one in rest]


def test_a_parcel_is_handed_over_once_whatever_an_old_list_says(session: Session) -> None:
    carrier = add_carrier(session)
    printed_for(session, carrier)
    old = parcels.waiting(session, ParcelState.PRINTED)
    assert len(handover.hand_over(session, carrier.id, parcels=old * 2).handed_over) == 1
    with pytest.raises(WrongState):
        handover.hand_over(session, carrier.id, parcels=old)
    assert len(given(session)) == 1


def test_a_hand_over_has_one_entry_of_its_own_and_one_per_parcel(session: Session) -> None:
    carrier = add_carrier(session)
    printed_for(session, carrier)
    labels.print_labels(session, take_parcels(session, add_customer(session, "Lê Thị Mai"), carrier), SHEET)
    acts = audited(session, lambda: handover.hand_over(session, carrier.id))
    assert acts == [
        (AuditAction.HANDED_OVER, None),
        (AuditAction.DISCLOSED, "KH-00001"),
        (AuditAction.DISCLOSED, "KH-00002"),
    ]


def test_two_hand_overs_are_two_manifests(shop: Workplace) -> None:
    carrier = add_carrier(shop.session)
    printed_for(shop.session, carrier)
    first = handover.hand_over(shop.session, carrier.id)
    shop.clock.at += timedelta(hours=4)
    printed_for(shop.session, carrier)
    second = handover.hand_over(shop.session, carrier.id)
    assert first.manifest_id != second.manifest_id
    assert handover.newest_manifest(shop.session) == second.manifest_id
    assert show_code(second.handed_over[0].code) not in text_of(papers(shop.session, first).pdf)
