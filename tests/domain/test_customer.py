"""Which number or address of a customer may be used, and the papers of an authority."""

from dataclasses import replace

import pytest

from ledger.domain.customer import Address, ContactState, Customer, Email, Phone
from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.ids import AddressId, CustomerId, EmailId, PhoneId
from support import domain as d

NOBODY = Customer(
    id=CustomerId(1),
    code="KH-00001",
    name=None,
    gender=None,
    birth_on=None,
    is_declared_adult=False,
    source=None,
    policy_version_id=None,
    collected_at=None,
    note=None,
    restricted_at=None,
    erased_at=d.AT,
)


@pytest.mark.parametrize("state", ContactState)
def test_dead_and_changed_numbers_and_addresses_are_passed_over(state: ContactState) -> None:
    phones = (Phone(PhoneId(1), "0911647979", state), Phone(PhoneId(2), "0901870525"))
    emails = (Email(EmailId(1), "a@example.com", state), Email(EmailId(2), "b@example.com"))
    addresses = (
        Address(AddressId(1), "12 Hàng Bạc", None, None, state=state),
        Address(AddressId(2), "1 Lê Lợi", None, None),
    )
    customer = replace(NOBODY, phones=phones, emails=emails, addresses=addresses)
    index = 0 if state in {ContactState.UNCONFIRMED, ContactState.CONFIRMED} else 1
    assert customer.live_phone() is phones[index]
    assert customer.live_email() is emails[index]
    assert customer.live_address() is addresses[index]


def test_of_an_erased_customer_nothing_is_alive() -> None:
    rows = replace(
        NOBODY,
        phones=(Phone(PhoneId(1), None),),
        emails=(Email(EmailId(1), None),),
        addresses=(Address(AddressId(1), None, None, None),),
    )
    for customer in (NOBODY, rows):
        assert (customer.live_phone(), customer.live_email(), customer.live_address()) == (None, None, None)


def test_an_address_is_written_in_one_line_without_gaps() -> None:
    assert (
        Address(AddressId(1), "12 Hàng Bạc", "Phường Hoàn Kiếm", "Hà Nội").in_one_line()
        == "12 Hàng Bạc, Phường Hoàn Kiếm, Hà Nội"
    )
    assert Address(AddressId(1), "12 Hàng Bạc", None, "").in_one_line() == "12 Hàng Bạc"
    assert Address(AddressId(1), None, None, None).in_one_line() == ""


def test_an_authority_shows_four_things() -> None:
    assert d.PAPERS.missing() == ()
    assert AuthorityRequest("", None, "\t", " ").missing() == (
        "document_number",
        "document_on",
        "issuing_body",
        "legal_reference",
    )


def test_an_old_address_that_holds_all_in_one_line_names_no_place_twice() -> None:
    old = Address(AddressId(1), "Thôn 3, xã Ea Kao, tỉnh Đắk Lắk", None, "Tỉnh Đắk Lắk")
    assert old.in_one_line() == "Thôn 3, xã Ea Kao, tỉnh Đắk Lắk"
    new = Address(AddressId(2), "12 Lê Lợi", "Phường Bến Thành", "Thành phố Hồ Chí Minh")
    assert new.in_one_line() == "12 Lê Lợi, Phường Bến Thành, Thành phố Hồ Chí Minh"
