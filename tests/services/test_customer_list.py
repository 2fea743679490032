"""The list of customers: the whole order at once, the rows of the few in sight, masked before they leave the ledger."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.customer import ContactState, Source
from ledger.domain.parcel import show_code
from ledger.domain.purpose import Channel
from ledger.services import consents, customer_list, customers, feedback
from ledger.services.customer_list import CustomerKind, CustomerQuery, CustomerRow, CustomerSort
from ledger.services.customers import AddressInput, Correction
from ledger.services.feedback import FeedbackInput
from ledger.services.session import Session
from support.services import AT, HANOI, add_carrier, add_child, add_customer, take_parcels

AN_GIANG = AddressInput("1 Trần Phú", province="An Giang")


ALL = CustomerQuery()


def listed(session: Session, query: CustomerQuery = ALL) -> list[CustomerRow]:
    return list(customer_list.rows(session, customer_list.ids(session, query)))


def names(session: Session, query: CustomerQuery = ALL) -> list[str | None]:
    return [row.name for row in listed(session, query)]


def erase(session: Session, code: str) -> None:
    """Do to the rows what an erasure does: only the code stays."""
    with session.write() as uow:
        uow.db.execute("DELETE FROM customer_search WHERE customer_id = ?", (customers.get(session, code).id,))
        uow.db.execute(
            "UPDATE customer SET name = NULL, name_key = NULL, name_order = NULL, source = NULL, collected_at = NULL,"
            " erased_at = ? WHERE code = ?",
            ("2026-11-21T00:00:00.000000Z", code),
        )
        uow.audit(AuditAction.ERASED, code, {"code": code})


@pytest.fixture
def people(session: Session) -> Session:
    for name in ("Đỗ Ân", "Do An", "Lê Ánh", "Đỗ An", "Ăn Bình"):
        add_customer(session, name)
    return session


def test_names_stand_as_in_a_vietnamese_telephone_book(people: Session) -> None:
    by_name = ["Ăn Bình", "Do An", "Đỗ An", "Đỗ Ân", "Lê Ánh"]
    assert names(people) == by_name
    assert names(people, CustomerQuery(descending=True)) == by_name[::-1]


def test_a_corrected_name_moves_to_its_new_place(people: Session) -> None:
    customers.correct(people, "KH-00003", Correction("gõ nhầm", name="An Lê"))
    assert names(people)[0] == "An Lê"


def test_codes_stand_in_the_order_they_were_given(people: Session) -> None:
    by_code = CustomerQuery(sort=CustomerSort.CODE)
    assert [row.code for row in listed(people, by_code)] == [f"KH-0000{n}" for n in range(1, 6)]
    assert listed(people, replace(by_code, descending=True))[0].code == "KH-00005"


def test_the_day_of_collection_and_the_province_can_be_sorted_by(session: Session) -> None:
    for name, places, hours in (("Bình", (HANOI,), 3), ("An", (HANOI,), 1), ("Chi", (AN_GIANG,), 2), ("Ở Đâu", (), 0)):
        add_customer(session, name, addresses=places, collected_at=AT - timedelta(hours=hours))
    by_day = CustomerQuery(sort=CustomerSort.COLLECTED)
    assert names(session, by_day) == ["Bình", "Chi", "An", "Ở Đâu"]
    assert names(session, replace(by_day, descending=True)) == ["Ở Đâu", "An", "Chi", "Bình"]
    by_province = CustomerQuery(sort=CustomerSort.PROVINCE)
    assert names(session, by_province) == ["An", "Bình", "Chi", "Ở Đâu"]  # Thành phố Hà Nội, Tỉnh An Giang, unknown
    assert names(session, replace(by_province, descending=True)) == ["Chi", "Bình", "An", "Ở Đâu"]


def test_a_province_typed_freely_is_not_shown_it_may_be_a_street(session: Session) -> None:
    add_customer(session, "An", addresses=(AddressInput("36 Hàng Than", province="ngõ sau chợ Hôm"),))
    assert listed(session)[0].province == ""


def test_the_province_shown_is_that_of_the_first_address_that_still_works(session: Session) -> None:
    one = add_customer(session, "An", addresses=(AN_GIANG, HANOI))
    assert listed(session)[0].province == "Tỉnh An Giang"
    customers.set_address_state(session, one.code, one.addresses[0], ContactState.DEAD)
    add_customer(session, "Bình", addresses=(AN_GIANG,))
    assert listed(session)[0].province == "Thành phố Hà Nội"
    assert names(session, CustomerQuery(sort=CustomerSort.PROVINCE)) == ["An", "Bình"]
    code = one.addresses[1].province_code or ""
    assert names(session, CustomerQuery(province_code=code)) == ["An"]


def test_the_search_box_finds_what_the_search_finds(people: Session) -> None:
    customer = add_customer(people, "Đặng Hoa", phones=("0988 111 222",), emails=("hoa@example.com",))
    (parcel,) = take_parcels(people, customer, add_carrier(people))
    for typed in ("dang", "HOA đặng", "0988 111", "hoa@ex", "kh-00006", show_code(parcel.code)):
        assert names(people, CustomerQuery(typed)) == ["Đặng Hoa"], typed
    assert names(people, CustomerQuery("do")) == ["Do An", "Đỗ An", "Đỗ Ân"]
    for nobody in ("%", "zz", "🌸", "x" * 500):
        assert names(people, CustomerQuery(nobody)) == [], nobody
    assert len(names(people, CustomerQuery("   "))) == 6


def test_each_kind_shows_its_people_and_no_others(session: Session) -> None:
    for name in ("Thường", "Dừng Hết", "Dừng Cũ", "Giới Hạn", "Đã Xoá"):
        add_customer(session, name, emails=())
    add_child(session, "Bé Na", 17)
    add_customer(session, "Mười Tám", birth_date="21/11/2008", phones=("0900000001",), source=Source.PHONE)
    add_customer(session, "Số Chết", phones=("0900000002",), emails=())
    customers.set_phone_state(session, "KH-00008", 0, ContactState.DEAD)
    consents.stop_contact(session, "KH-00002", None, ConsentMethod.WRITING)
    consents.stop_contact(session, "KH-00003", Channel.SMS, ConsentMethod.WRITING)
    consents.lift_stop(session, "KH-00003", Channel.SMS)
    consents.stop_contact(session, "KH-00001", None, ConsentMethod.WRITING)
    consents.lift_stop(session, "KH-00001", None)
    customers.restrict(session, "KH-00004", is_restricted=True)
    erase(session, "KH-00005")
    shown = {kind: names(session, CustomerQuery(kind=kind)) for kind in CustomerKind}
    assert "Dừng Hết" in shown[CustomerKind.STOPPED]
    assert "Thường" not in shown[CustomerKind.STOPPED]
    assert shown[CustomerKind.MINORS] == ["Bé Na"]
    assert shown[CustomerKind.NO_CONTACT] == ["Số Chết"]
    assert shown[CustomerKind.RESTRICTED] == ["Giới Hạn"]
    assert shown[CustomerKind.ERASED] == [None]
    assert len(shown[CustomerKind.ALL]) == 7
    assert names(session, CustomerQuery(source=Source.PHONE)) == ["Mười Tám"]
    assert names(session, CustomerQuery("muoi", kind=CustomerKind.ALL, source=Source.SHOP)) == []


def test_a_row_shows_no_more_than_the_screen_may(session: Session) -> None:
    customer = add_customer(session, "Nguyễn Văn Đức", emails=("nam@gmail.com",))
    consents.stop_contact(session, customer.code, Channel.EMAIL, ConsentMethod.WRITING)
    take_parcels(session, customer, add_carrier(session))
    for _ in range(2):
        feedback.receive(session, FeedbackInput(Channel.CALL, "Hàng giao chậm", customer.code))
    feedback.answer(session, "PH-0001", feedback.AnswerInput("Dạ"))
    (row,) = listed(session)
    assert (row.name, row.phone_masked, row.email_masked) == ("Nguyễn Văn Đức", "091• ••• 979", "n••••@g••••.com")
    assert (row.is_stopped, row.is_minor, row.is_restricted, row.is_erased) == (True, False, False, False)
    assert (row.parcel_count, row.open_feedback, row.source, row.collected_at) == (
        1, 1, Source.SHOP, customer.collected_at,
    )  # fmt: skip
    for personal in ("Đức", "979", "gmail", "•"):
        assert personal not in repr(row)


def test_what_nobody_knows_is_empty_and_an_age_nobody_knows_is_neither(session: Session) -> None:
    add_customer(session, "An", phones=("115",), emails=(), addresses=(), is_declared_adult=False)
    add_customer(session, "Bình", phones=(), emails=())
    add_child(session, "Chi", 10)
    an, binh, chi = listed(session)
    assert (an.phone_masked, an.email_masked, an.province, an.is_minor) == ("••••••", "", "", None)
    assert (binh.phone_masked, binh.is_minor, chi.is_minor) == ("", False, True)


def test_an_erased_row_is_a_code_and_nothing_else(session: Session) -> None:
    erase(session, add_customer(session, phones=(), emails=(), addresses=()).code)
    (row,) = listed(session, CustomerQuery(kind=CustomerKind.ERASED))
    assert (row.code, row.name, row.is_erased, row.source, row.collected_at) == ("KH-00001", None, True, None, None)


def test_rows_come_in_the_order_they_are_asked_for_and_unknown_ones_not_at_all(people: Session) -> None:
    assert [row.id for row in customer_list.rows(people, [3, 999, 1])] == [3, 1]
    assert customer_list.rows(people, []) == ()
    assert customer_list.ids(people, CustomerQuery()).typecode == "q"
