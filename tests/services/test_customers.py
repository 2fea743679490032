"""Recording customers: what is typed is cleaned, what the policy does not collect refused, corrections kept."""

import unicodedata
from datetime import date, timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.customer import ContactState, Gender, Source
from ledger.domain.errors import (
    FieldNotCollected,
    InFuture,
    InvalidDate,
    InvalidEmail,
    InvalidInput,
    InvalidPhone,
    NotFound,
    TextMissing,
    TextTooLong,
    UnknownChoice,
)
from ledger.services import customers
from ledger.services.customers import AddressInput, Correction
from ledger.services.session import Session
from ledger.storage.customers import history
from support.services import AT, add_customer, audited, person, snapshot


def notices(added: customers.Added) -> set[tuple[str, str]]:
    return {(one.code, one.field) for one in added.notices}


# --- what is typed ------------------------------------------------------------------------------


def test_a_name_typed_in_pieces_is_kept_in_one(session: Session) -> None:
    name = "Nguyễn Thị Hường"
    typed = unicodedata.normalize("NFD", f"  {name}\u200b ")
    assert typed != name
    assert add_customer(session, typed).name == name


def test_a_customer_may_be_only_a_name(session: Session) -> None:
    customer = customers.add(session, customers.CustomerInput("Đỗ", Source.PHONE)).customer
    assert (customer.phones, customer.emails, customer.addresses) == ((), (), ())
    assert (customer.gender, customer.birth_on, customer.note, customer.guardian) == (None, None, None, None)


def test_codes_count_up_and_are_never_used_twice(session: Session) -> None:
    assert [add_customer(session).code for _ in range(3)] == ["KH-00001", "KH-00002", "KH-00003"]


def test_several_numbers_are_kept_each_once(session: Session) -> None:
    added = customers.add(session, person(phones=("0911647979", "+84 911 647 979", "0243 936 0000", " ")))
    assert [phone.number for phone in added.customer.phones] == ["+84911647979", "+842439360000"]
    assert notices(added) == set()


def test_the_zero_a_spreadsheet_ate_is_put_back_and_said(session: Session) -> None:
    added = customers.add(session, person(phones=("911647979",)))
    assert [phone.number for phone in added.customer.phones] == ["+84911647979"]
    assert notices(added) == {("phone_repaired", "phone")}


def test_an_odd_number_is_kept_as_it_is_and_said(session: Session) -> None:
    added = customers.add(session, person(phones=("12345",)))
    assert [phone.number for phone in added.customer.phones] == ["12345"]
    assert notices(added) == {("phone_odd", "phone")}


def test_what_is_no_number_or_no_address_is_refused(session: Session) -> None:
    with pytest.raises(InvalidPhone):
        customers.add(session, person(phones=("chị Hoa",)))
    with pytest.raises(InvalidEmail):
        customers.add(session, person(emails=("hoa@",)))
    assert customers.find(session, "Đức") == ()


def test_more_than_ten_numbers_of_one_person_are_refused(session: Session) -> None:
    ten = tuple(f"09116479{number}" for number in range(10, 20))
    assert len(customers.add(session, person(phones=ten)).customer.phones) == 10
    with pytest.raises(InvalidInput):
        customers.add(session, person(phones=(*ten, "0911647921")))


def test_a_ward_of_the_list_is_known_and_any_other_stays_as_typed_and_is_said(session: Session) -> None:
    listed = AddressInput("36 Hàng Than", "p. ba dinh", "ha noi")
    old = AddressInput("5 ngõ 7", "Xã Bình Minh Cũ, huyện Thanh Oai", "Hà Tây")
    added = customers.add(session, person(addresses=(listed, old)))
    known, typed = added.customer.addresses
    assert (known.ward, known.province) == ("Phường Ba Đình", "Thành phố Hà Nội")
    assert None not in {known.ward_code, known.province_code}
    assert (typed.ward, typed.province) == ("Xã Bình Minh Cũ, huyện Thanh Oai", "Hà Tây")
    assert (typed.ward_code, typed.province_code) == (None, None)
    assert notices(added) == {("ward_not_listed", "address")}


def test_a_ward_without_its_street_is_refused_and_not_lost(session: Session) -> None:
    with pytest.raises(TextMissing):
        customers.add(session, person(addresses=(AddressInput("", "Phường Ba Đình", "Hà Nội"),)))
    assert customers.add(session, person(addresses=(AddressInput(" ", "", ""),))).customer.addresses == ()


def test_gender_and_birth_date_are_optional_and_checked(session: Session) -> None:
    customer = add_customer(session, gender="female", birth_date="29/02/2000")
    assert (customer.gender, customer.birth_on) == (Gender.FEMALE, date(2000, 2, 29))
    with pytest.raises(UnknownChoice):
        add_customer(session, gender="nữ tính")
    for impossible in ("29/02/2001", "22/11/2026", "01/01/1899", "hôm qua"):
        with pytest.raises(InvalidDate):
            add_customer(session, birth_date=impossible)


def test_every_record_says_where_it_came_from_when_and_under_which_policy(session: Session) -> None:
    earlier = AT - timedelta(days=3)
    customer = add_customer(session, source=Source.MARKETPLACE, collected_at=earlier)
    assert (customer.source, customer.collected_at) == (Source.MARKETPLACE, earlier)
    assert customer.policy_version_id == session.policy().id
    assert add_customer(session).collected_at == AT


def test_a_record_cannot_have_been_collected_tomorrow(session: Session) -> None:
    with pytest.raises(InFuture):
        add_customer(session, collected_at=AT + timedelta(days=1))


def test_a_note_keeps_its_lines_and_too_long_a_text_is_refused_not_cut(session: Session) -> None:
    assert add_customer(session, note="Gọi trước\nkhi giao").note == "Gọi trước\nkhi giao"
    with pytest.raises(TextTooLong):
        add_customer(session, "Ă" * 121)
    with pytest.raises(TextMissing):
        add_customer(session, " \u200b ")


def test_a_field_the_policy_does_not_collect_is_refused(vietking: Session) -> None:
    with pytest.raises(FieldNotCollected) as refused:
        add_customer(vietking, gender="FEMALE")
    assert refused.value.data["field"] == "gender"
    customer = add_customer(vietking)
    with pytest.raises(FieldNotCollected):
        customers.correct(vietking, customer.code, Correction("khách nói", gender="MALE"))
    assert customers.get(vietking, customer.code).gender is None


def test_the_same_field_is_kept_where_the_policy_collects_it(king_oil: Session) -> None:
    assert add_customer(king_oil, gender="FEMALE").gender is Gender.FEMALE


# --- looking like somebody else -----------------------------------------------------------------


def test_somebody_with_a_known_number_or_email_is_warned_about_and_still_recorded(session: Session) -> None:
    first = add_customer(session, "Trần Thị Hoa", phones=("0911647979",), emails=("Hoa@example.com",))
    same_phone = customers.add(session, person(phones=("+84 911 647 979",), emails=()))
    same_email = customers.add(session, person(phones=(), emails=("hoa@EXAMPLE.com",)))
    nobody = customers.add(session, person(phones=("0988111222",), emails=()))
    assert (same_phone.duplicates, same_email.duplicates, nobody.duplicates) == ((first.code,), (first.code,), ())
    assert len(customers.find(session, "Đức")) == 3


def test_adding_a_number_that_somebody_else_has_warns_too(session: Session) -> None:
    first = add_customer(session, "Trần Thị Hoa", phones=("0911647979",), emails=("hoa@example.com",))
    second = add_customer(session, phones=(), emails=())
    assert customers.add_phone(session, second.code, "0911647979").duplicates == (first.code,)
    assert customers.add_email(session, second.code, "hoa@example.com").duplicates == (first.code,)
    assert customers.add_phone(session, first.code, "0988111222").duplicates == ()


def test_the_shops_own_number_of_a_customer_is_given_once(session: Session) -> None:
    add_customer(session, external_ref="A-17")
    with pytest.raises(Exception, match="name_taken"):
        add_customer(session, external_ref="A-17")


# --- corrections --------------------------------------------------------------------------------


def test_a_correction_keeps_what_was_there_who_changed_it_when_and_why(session: Session) -> None:
    customer = add_customer(session, "Nguyễn Văn Dức", note="cũ")
    changed = customers.correct(session, customer.code, Correction("gõ nhầm", name="Nguyễn Văn Đức", note=""))
    assert (changed.name, changed.note) == ("Nguyễn Văn Đức", None)
    kept = {(one.field_name, one.old_value, one.reason) for one in history(session.db, customer.id)}
    assert kept == {("name", "Nguyễn Văn Dức", "gõ nhầm"), ("note", "cũ", "gõ nhầm")}
    assert {(one.changed_at, one.changed_by) for one in history(session.db, customer.id)} == {(AT, session.member.id)}


def test_every_value_can_be_corrected_and_emptied(session: Session) -> None:
    customer = add_customer(session, is_declared_adult=False)
    full = Correction("bổ sung", gender="OTHER", birth_date="1/2/1990", is_declared_adult=True)
    changed = customers.correct(session, customer.code, full)
    assert (changed.gender, changed.birth_on, changed.is_declared_adult) == (Gender.OTHER, date(1990, 2, 1), True)
    emptied = customers.correct(session, customer.code, Correction("khách muốn", gender="", birth_date=""))
    assert (emptied.gender, emptied.birth_on) == (None, None)
    assert [one.old_value for one in history(session.db, customer.id)][-2:] == ["OTHER", "1990-02-01"]


def test_a_corrected_name_is_found_and_the_old_one_is_not(session: Session) -> None:
    customer = add_customer(session, "Phạm Gia Bảo")
    customers.correct(session, customer.code, Correction("đổi tên", name="Phạm Gia Khánh"))
    assert [one.code for one in customers.find(session, "khanh")] == [customer.code]
    assert customers.find(session, "bao") == ()


def test_a_correction_of_nothing_or_to_nothing_is_refused(session: Session) -> None:
    customer = add_customer(session)
    before = snapshot(session)
    with pytest.raises(InvalidInput):
        customers.correct(session, customer.code, Correction("không có gì"))
    with pytest.raises(TextMissing):
        customers.correct(session, customer.code, Correction("xóa tên", name=" "))
    assert snapshot(session) == before


# --- numbers and addresses that change ------------------------------------------------------------


def test_a_dead_number_is_skipped_for_the_next_live_one(session: Session) -> None:
    customer = add_customer(session, phones=("0911647979", "0988111222"))
    changed = customers.set_phone_state(session, customer.code, 0, ContactState.DEAD)
    live = changed.live_phone()
    assert live is not None
    assert live.number == "+84988111222"


def test_emails_and_addresses_have_states_too(session: Session) -> None:
    customer = add_customer(session)
    assert customers.set_email_state(session, customer.code, 0, ContactState.CHANGED).live_email() is None
    assert customers.set_email_state(session, customer.code, 0, ContactState.CONFIRMED).live_email() is not None
    address = customer.addresses[0]
    assert customers.set_address_state(session, customer.code, address, ContactState.DEAD).live_address() is None


def test_the_state_of_a_number_that_is_not_there_changes_nothing_and_says_so(session: Session) -> None:
    customer, other = add_customer(session), add_customer(session, "Lê Thị Mai")
    before = snapshot(session)
    for position in (1, -1):
        with pytest.raises(NotFound):
            customers.set_phone_state(session, customer.code, position, ContactState.DEAD)
        with pytest.raises(NotFound):
            customers.set_email_state(session, customer.code, position, ContactState.DEAD)
    with pytest.raises(NotFound):  # somebody else's address
        customers.set_address_state(session, customer.code, other.addresses[0], ContactState.DEAD)
    assert snapshot(session) == before


def test_numbers_emails_and_addresses_can_be_added_later_and_are_found(session: Session) -> None:
    customer = add_customer(session, phones=(), emails=(), addresses=())
    assert notices(customers.add_phone(session, customer.code, "911647979")) == {("phone_repaired", "phone")}
    customers.add_email(session, customer.code, "moi@example.com")
    added = customers.add_address(session, customer.code, AddressInput("1 Lê Lợi", "Phường X", "Hà Nội"))
    assert notices(added) == {("ward_not_listed", "address")}
    assert {one.code for one in customers.find(session, "0911647979")} == {customer.code}
    assert {one.code for one in customers.find(session, "moi@example.com")} == {customer.code}
    for typed in (" ", "gọi tôi"):
        with pytest.raises(InvalidInput):
            customers.add_phone(session, customer.code, typed)


# --- guardians and restrictions -----------------------------------------------------------------


def test_a_minor_is_linked_to_a_guardian_who_is_a_customer_of_their_own(session: Session) -> None:
    child, mother = add_customer(session, "Bé Na", birth_date="1/1/2020"), add_customer(session, "Trần Thị Hoa")
    link = customers.link_guardian(session, child.code, mother.code.lower(), "mẹ").guardian
    assert link is not None
    assert (link.guardian_id, link.relation) == (mother.id, "mẹ")
    father = add_customer(session, "Lê Văn Bình")
    replaced = customers.link_guardian(session, child.code, father.code, "bố").guardian
    assert replaced is not None
    assert replaced.guardian_id == father.id


def test_nobody_is_their_own_guardian(session: Session) -> None:
    child = add_customer(session, "Bé Na", birth_date="1/1/2020")
    with pytest.raises(InvalidInput):
        customers.link_guardian(session, child.code, child.code, "tự")
    with pytest.raises(NotFound):
        customers.link_guardian(session, child.code, "KH-99999", "mẹ")
    assert customers.get(session, child.code).guardian is None


def test_the_use_of_data_can_be_restricted_and_allowed_again(session: Session) -> None:
    customer = add_customer(session)
    assert customers.restrict(session, customer.code, is_restricted=True).restricted_at == AT
    assert customers.restrict(session, customer.code, is_restricted=False).restricted_at is None


def test_what_changed_is_on_the_trail_by_the_names_of_fields_only(session: Session) -> None:
    customer = add_customer(session)
    acts = audited(session, lambda: customers.correct(session, customer.code, Correction("", note="bí mật")))
    assert acts == [(AuditAction.CUSTOMER_CHANGED, customer.code)]
