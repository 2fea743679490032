"""Records that look incomplete or wrong are found before the customer complains (VK 7)."""

import pytest

from ledger.domain.customer import ContactState, Customer
from ledger.services import customer_list, customers
from ledger.services.customer_list import CustomerKind, CustomerQuery
from ledger.services.customers import AddressInput
from ledger.services.session import Session
from support.services import add_child, add_customer, guard

OLD = AddressInput("12 Lê Lợi, phường Bến Nghé, quận 1", "Phường Bến Nghé Cũ", "TP Sài Gòn Cũ")


def found(session: Session, kind: CustomerKind) -> list[str | None]:
    query = CustomerQuery(kind=kind)
    return [one.name for one in customer_list.rows(session, customer_list.ids(session, query))]


@pytest.fixture
def people(session: Session) -> dict[str, Customer]:
    add_customer(session, "Đủ Cả", phones=("0901 111 111",), emails=("du@example.com",))
    made = {
        "no phone": add_customer(session, "Không Số", phones=(), emails=("khong@example.com",)),
        "odd": add_customer(session, "Số Lạ", phones=("12345",), emails=()),
        "twin 1": add_customer(session, "Đôi Một", phones=("0902 222 222",), emails=("mot@example.com",)),
        "twin 2": add_customer(session, "Đôi Hai", phones=("0902 222 222",), emails=("hai@example.com",)),
        "old": add_customer(
            session, "Địa Chỉ Cũ", phones=("0903 333 333",), emails=("cu@example.com",), addresses=(OLD,)
        ),
        "changed": add_customer(session, "Đổi Email", phones=("0904 444 444",), emails=("doi@example.com",)),
        "unknown age": add_customer(
            session, "Chưa Rõ Tuổi", phones=("0905 555 555",), emails=("tuoi@example.com",), is_declared_adult=False
        ),
    }
    customers.set_email_state(session, made["changed"].code, 0, ContactState.CHANGED)
    return made


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (CustomerKind.NO_PHONE, ["Không Số"]),
        (CustomerKind.ODD_PHONE, ["Số Lạ"]),
        (CustomerKind.DUPLICATE, ["Đôi Hai", "Đôi Một"]),
        (CustomerKind.OLD_ADDRESS, ["Địa Chỉ Cũ"]),
        (CustomerKind.CHANGED, ["Đổi Email"]),
        (CustomerKind.AGE_UNKNOWN, ["Chưa Rõ Tuổi"]),
        (CustomerKind.NO_SOURCE, []),
    ],
)
@pytest.mark.usefixtures("people")
def test_each_kind_of_doubt_finds_its_records(session: Session, kind: CustomerKind, names: list[str]) -> None:
    assert sorted(found(session, kind), key=str) == sorted(names)


def test_a_corrected_record_is_in_doubt_no_more(session: Session, people: dict[str, Customer]) -> None:
    customers.add_email(session, people["changed"].code, "moi@example.com")
    customers.add_phone(session, people["no phone"].code, "0906 666 666")
    assert found(session, CustomerKind.CHANGED) == []
    assert found(session, CustomerKind.NO_PHONE) == []


@pytest.mark.usefixtures("people")
def test_the_figures_are_those_of_the_lists(session: Session) -> None:
    counts = customer_list.count_to_correct(session)
    assert counts == {kind: len(found(session, kind)) for kind in customer_list.TO_CORRECT}
    assert sum(counts.values()) == 6


def test_minors_who_wait_for_a_guardian_have_a_list_of_their_own(session: Session) -> None:
    mother = add_customer(session, "Trần Thị Hoa")
    add_child(session, "Bé Na", phones=(), emails=())
    guarded = add_child(session, "Bé Ti", phones=(), emails=())
    guard(session, guarded, mother)
    assert found(session, CustomerKind.MINORS_WAITING) == ["Bé Na"]
