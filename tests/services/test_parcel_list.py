"""The list of parcels: by state, carrier, customer and code."""

import pytest

from ledger.domain.parcel import ParcelState
from ledger.services import parcel_list, recipients
from ledger.services.parcel_list import ParcelQuery, ParcelRow, ParcelSort
from ledger.services.session import Session
from support.services import Workplace, add_carrier, add_customer, print_all, take_parcels

ALL = ParcelQuery()


def listed(session: Session, query: ParcelQuery = ALL) -> list[ParcelRow]:
    return list(parcel_list.rows(session, parcel_list.ids(session, query)))


def owners(session: Session, query: ParcelQuery = ALL) -> list[str | None]:
    return [row.customer_name for row in listed(session, query)]


@pytest.fixture
def sent(shop: Workplace) -> Session:
    """Ân's parcel was printed, An's and Bình's are drafts; Bình's has no carrier yet."""
    session = shop.session
    fast, slow = add_carrier(session, "Đi Nhanh"), add_carrier(session, "Da Chậm")
    for name, carrier in (("Đỗ Ân", fast), ("Đỗ An", slow), ("Do Bình", None)):
        shop.clock.move(minutes=1)
        take_parcels(session, add_customer(session, name), carrier)
        if name == "Đỗ Ân":
            print_all(session)
    return session


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        (ParcelSort.CREATED, ["Đỗ Ân", "Đỗ An", "Do Bình"]),
        (ParcelSort.CUSTOMER, ["Do Bình", "Đỗ An", "Đỗ Ân"]),
        (ParcelSort.CARRIER, ["Đỗ An", "Đỗ Ân", "Do Bình"]),
        (ParcelSort.STATE, ["Đỗ An", "Do Bình", "Đỗ Ân"]),
    ],
)
def test_every_column_sorts_both_ways(sent: Session, sort: ParcelSort, wanted: list[str]) -> None:
    assert owners(sent, ParcelQuery(sort=sort, descending=False)) == wanted
    down = wanted[::-1] if sort is not ParcelSort.CARRIER else ["Đỗ Ân", "Đỗ An", "Do Bình"]  # no carrier: last
    assert owners(sent, ParcelQuery(sort=sort, descending=True)) == down


def test_codes_sort_too_and_the_newest_come_first_unless_asked_otherwise(sent: Session) -> None:
    codes = [row.code for row in listed(sent, ParcelQuery(sort=ParcelSort.CODE, descending=False))]
    assert codes == sorted(codes)
    assert owners(sent) == ["Do Bình", "Đỗ An", "Đỗ Ân"]


def test_states_carriers_and_customers_filter(sent: Session) -> None:
    assert owners(sent, ParcelQuery(states=frozenset({ParcelState.PRINTED}))) == ["Đỗ Ân"]
    assert len(owners(sent, ParcelQuery(states=frozenset({ParcelState.PRINTED, ParcelState.DRAFT})))) == 3
    carrier = recipients.by_name(sent, "Da Chậm")
    assert owners(sent, ParcelQuery(carrier_id=carrier.id)) == ["Đỗ An"]
    assert owners(sent, ParcelQuery(customer_code="kh-00003")) == ["Do Bình"]
    assert owners(sent, ParcelQuery(customer_code="KH-99999")) == []


def test_the_search_box_takes_codes_and_words_of_the_customer(sent: Session) -> None:
    row = listed(sent)[2]
    scanned = row.code.replace("-", "")
    for typed in (row.code, scanned.lower(), row.code[:7], row.order_code.lower(), "do ân", "KH-00001"):
        assert row in listed(sent, ParcelQuery(typed)), typed
    assert owners(sent, ParcelQuery(row.code)) == ["Đỗ Ân"]
    assert owners(sent, ParcelQuery("binh")) == ["Do Bình"]
    assert owners(sent, ParcelQuery("%")) == owners(sent, ParcelQuery("zz9")) == []


def test_a_row_says_what_the_shop_needs_and_its_repr_names_nobody(sent: Session) -> None:
    row = listed(sent)[2]
    assert (row.order_code, row.customer_code, row.carrier_name, row.state) == (
        "DH-0001", "KH-00001", "Đi Nhanh", ParcelState.PRINTED,
    )  # fmt: skip
    assert len(row.code) == 14
    assert (row.number, row.total, row.print_count, row.handed_over_at) == (1, 1, 1, None)
    assert row.printed_at is not None
    assert row.printed_at >= row.created_at
    assert "Ân" not in repr(row)
    assert "binh" not in repr(ParcelQuery("binh"))
