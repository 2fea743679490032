"""Around the hand-over: what waits for whom, what would stay, and the papers of hand-overs that were."""

import unicodedata
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from ledger.domain.errors import NotFound, NothingToDo, WrongState
from ledger.domain.gate import ReasonCode
from ledger.domain.wording import Language
from ledger.services import customers, handover
from ledger.services.session import Session
from support.services import Workplace, add_carrier, add_customer, codes, print_all, snapshot, take_parcels


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(unicodedata.normalize("NFC", text).split())


def test_what_would_stay_is_known_before_the_courier_signs_and_nothing_is_written(session: Session) -> None:
    carrier = add_carrier(session)
    good, moved = add_customer(session), add_customer(session, "Lê Thị Mai")
    take_parcels(session, good, carrier)
    take_parcels(session, moved, carrier)
    print_all(session)
    customers.restrict(session, moved.code, is_restricted=True)
    before = snapshot(session)
    checked = handover.check(session, carrier.id)
    assert snapshot(session) == before
    assert [one.customer_id for one in checked.allowed] == [good.id]
    (blocked,) = checked.blocked
    assert (blocked.customer.id, codes(blocked.decision)) == (moved.id, {ReasonCode.CUSTOMER_RESTRICTED})
    done = handover.hand_over(session, carrier.id)
    assert [one.id for one in done.handed_over] == [one.id for one in checked.allowed]
    assert [one.parcel.id for one in done.blocked] == [blocked.parcel.id]


def test_a_check_asks_only_about_parcels_that_could_go(session: Session) -> None:
    carrier, other = add_carrier(session), add_carrier(session, "Giao Chậm")
    with pytest.raises(NothingToDo):
        handover.check(session, carrier.id)
    drafts = take_parcels(session, add_customer(session), carrier)
    with pytest.raises(WrongState):
        handover.check(session, carrier.id, drafts)
    with pytest.raises(NotFound):
        handover.check(session, other.id, print_all(session))


def test_the_shelf_shows_each_carrier_with_what_waits_for_it(session: Session) -> None:
    fast, slow = add_carrier(session), add_carrier(session, "Bưu Chính")
    add_carrier(session, "Chưa Dùng")
    customer = add_customer(session)
    take_parcels(session, customer, fast, count=2)
    print_all(session)
    take_parcels(session, customer, fast)
    take_parcels(session, customer, slow)
    take_parcels(session, customer, None)
    assert handover.ready(session) == (
        handover.CarrierReady(slow.id, "Bưu Chính", 1, 0),
        handover.CarrierReady(fast.id, "Giao Nhanh", 1, 2),
    )
    handover.hand_over(session, fast.id)
    assert [(one.name, one.drafts, one.printed) for one in handover.ready(session)] == [
        ("Bưu Chính", 1, 0),
        ("Giao Nhanh", 1, 0),
    ]


def test_hand_overs_are_listed_newest_first(shop: Workplace) -> None:
    session, customer = shop.session, add_customer(shop.session)
    for name, courier, count in (("Giao Nhanh", "Anh Tài", 1), ("Giao Chậm", "", 2)):
        carrier = add_carrier(session, name)
        take_parcels(session, customer, carrier, count=count)
        print_all(session)
        shop.clock.move(minutes=1)
        handover.hand_over(session, carrier.id, courier)
    lines = handover.manifests(session)
    assert [(one.number, one.carrier, one.courier_name, one.parcels) for one in lines] == [
        ("BG-0002", "Giao Chậm", None, 2),
        ("BG-0001", "Giao Nhanh", "Anh Tài", 1),
    ]
    assert (lines[0].handed_over_at, lines[0].by) == (shop.clock.at, session.member.name)
    assert [one.number for one in handover.manifests(session, limit=1)] == ["BG-0002"]
    assert "Anh Tài" not in repr(lines)


def test_a_preview_of_the_manifest_is_marked_unrecorded_and_no_file_for_upload(session: Session) -> None:
    carrier = add_carrier(session)
    take_parcels(session, add_customer(session), carrier)
    print_all(session)
    done = handover.hand_over(session, carrier.id)
    assert done.manifest_id is not None
    before = snapshot(session)
    preview = handover.prepare_manifest(session, done.manifest_id, Language.VI, is_preview=True)
    assert snapshot(session) == before
    assert "BẢN XEM TRƯỚC" in text_of(preview.render().pdf)
    assert preview.render().sheet == b""
    assert "BẢN XEM TRƯỚC" not in text_of(handover.manifest_paper(session, done.manifest_id, Language.VI).pdf)


def test_a_manifest_is_drawn_without_the_ledger(shop: Workplace) -> None:
    carrier = add_carrier(shop.session)
    take_parcels(shop.session, add_customer(shop.session), carrier)
    print_all(shop.session)
    done = handover.hand_over(shop.session, carrier.id)
    assert done.manifest_id is not None
    ready = handover.prepare_manifest(shop.session, done.manifest_id, Language.VI, "bí mật")
    shop.close()
    assert "Nguyễn Văn Đức" not in repr(ready)
    assert "bí mật" not in repr(ready)
    paper = ready.render()
    assert PdfReader(BytesIO(paper.pdf)).is_encrypted
    assert paper.sheet.startswith(b"PK")
