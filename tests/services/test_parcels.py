"""Orders become parcels: checked at the door, refused for a minor alone, moved only along the way parcels go."""

from datetime import timedelta

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import InFuture, NameTaken, NotFound, OutOfRange, TextMissing, WrongState
from ledger.domain.gate import Act, ReasonCode
from ledger.domain.ids import RecipientId
from ledger.domain.parcel import ParcelState, show_code
from ledger.services import customers, disclosures, handover, labels, parcels
from ledger.services.parcels import Line, OrderInput, Packing
from ledger.services.session import Session
from ledger.storage.disclosures import Filter
from support.services import (
    AT,
    SHEET,
    add_carrier,
    add_child,
    add_customer,
    attempts,
    audited,
    codes,
    guard,
    order_of,
    print_all,
    snapshot,
    take_parcels,
)

GEL = Line("Dầu gội thảo dược", 2)


def test_an_order_keeps_its_lines_its_amount_and_its_day(session: Session) -> None:
    customer, day_before = add_customer(session), AT - timedelta(days=1)
    typed = OrderInput((GEL, Line("  Khăn   tắm ")), 350_000, day_before, "HD-7")
    order = parcels.take_order(session, customer.code, typed).order
    assert order is not None
    assert (order.code, order.amount, order.ordered_at, order.recorded_at) == ("DH-0001", 350_000, day_before, AT)
    assert [(item.product, item.quantity) for item in order.items] == [("Dầu gội thảo dược", 2), ("Khăn tắm", 1)]


def test_an_order_in_three_parcels_is_collected_for_once(session: Session) -> None:
    customer = add_customer(session)
    three = take_parcels(session, customer, None, count=3, weight_g=1_200, amount_to_collect=90_000)
    assert [(one.number, one.total, one.amount_to_collect) for one in three] == [(1, 3, 90_000), (2, 3, 0), (3, 3, 0)]
    assert {(one.weight_g, one.state, one.print_count) for one in three} == {(1_200, ParcelState.DRAFT, 0)}
    assert len({one.code for one in three}) == 3


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (OrderInput((GEL,) * 101), "products"),
        (OrderInput((Line("Gội", 0),)), "quantity"),
        (OrderInput((Line("Gội", 10_000),)), "quantity"),
        (OrderInput((GEL,), -1), "orders"),
        (OrderInput((GEL,), packing=Packing(count=0)), "count"),
        (OrderInput((GEL,), packing=Packing(count=100)), "count"),
        (OrderInput((GEL,), packing=Packing(weight_g=0)), "weight_g"),
        (OrderInput((GEL,), packing=Packing(weight_g=1_000_001)), "weight_g"),
        (OrderInput((GEL,), packing=Packing(amount_to_collect=-1)), "amount_to_collect"),
    ],
)
def test_what_no_parcel_can_be_is_refused(session: Session, typed: OrderInput, field: str) -> None:
    customer = add_customer(session)
    before = snapshot(session)
    with pytest.raises(OutOfRange) as refused:
        parcels.take_order(session, customer.code, typed)
    assert refused.value.data["field"] == field
    assert snapshot(session) == before


def test_a_nameless_product_a_day_to_come_and_a_number_used_twice_are_refused(session: Session) -> None:
    customer = add_customer(session)
    for nothing in ((Line(" "),), ()):
        with pytest.raises(TextMissing):
            parcels.take_order(session, customer.code, OrderInput(nothing))
    with pytest.raises(InFuture):
        parcels.take_order(session, customer.code, OrderInput((GEL,), ordered_at=AT + timedelta(days=1)))
    parcels.take_order(session, customer.code, OrderInput((GEL,), external_ref="HD-7"))
    with pytest.raises(NameTaken):
        parcels.take_order(session, customer.code, OrderInput((GEL,), external_ref="HD-7"))
    assert len(parcels.waiting(session, ParcelState.DRAFT)) == 1


def test_the_order_of_a_child_alone_is_refused_and_kept_as_one_attempt(session: Session) -> None:
    child = add_child(session)
    acts = audited(session, lambda: parcels.take_order(session, child.code, order_of(None)))
    assert acts == [(AuditAction.ATTEMPT_BLOCKED, child.code)]
    taken = parcels.take_order(session, child.code, order_of(None))
    assert taken.order is None
    assert ReasonCode.GUARDIAN_MISSING in codes(taken.outcome.decision)
    assert [one.act for one in attempts(session)] == [Act.ORDER, Act.ORDER]
    assert parcels.waiting(session, ParcelState.DRAFT) == ()


def test_with_both_agreements_the_child_may_order(session: Session) -> None:
    child = add_child(session)
    guard(session, child, add_customer(session, "Trần Thị Hoa"))
    assert len(take_parcels(session, child, None)) == 1


def test_no_order_for_somebody_who_asked_to_be_left_alone(session: Session) -> None:
    customer = add_customer(session)
    customers.restrict(session, customer.code, is_restricted=True)
    taken = parcels.take_order(session, customer.code, order_of(None))
    assert codes(taken.outcome.decision) == {ReasonCode.CUSTOMER_RESTRICTED}


def test_a_parcel_is_found_by_its_code_however_it_is_typed(session: Session) -> None:
    (parcel,) = take_parcels(session, add_customer(session), None)
    for typed in (parcel.code, show_code(parcel.code).lower(), f" {parcel.code[:6]} {parcel.code[6:]} "):
        assert parcels.get(session, typed) == parcel
    wrong = parcel.code[:-1] + ("0" if parcel.code[-1] != "0" else "1")
    for typed in (wrong, "", "Nguyễn"):
        with pytest.raises(NotFound):
            parcels.get(session, typed)


def test_a_parcel_is_printed_handed_over_delivered_and_may_come_back(session: Session) -> None:
    carrier = add_carrier(session)
    (parcel,) = take_parcels(session, add_customer(session), carrier)
    assert print_all(session)[0].state is ParcelState.PRINTED
    (handed,) = handover.hand_over(session, carrier.id).handed_over
    assert (handed.state, handed.handed_over_at) == (ParcelState.HANDED_OVER, AT)
    assert parcels.close(session, parcel.code, ParcelState.DELIVERED).closed_at == AT
    assert parcels.close(session, parcel.code, ParcelState.RETURNED).state is ParcelState.RETURNED
    with pytest.raises(WrongState):
        parcels.close(session, parcel.code, ParcelState.DELIVERED)


def test_a_draft_can_be_cancelled_and_then_nothing_more(session: Session) -> None:
    (parcel,) = take_parcels(session, add_customer(session), add_carrier(session))
    acts = audited(session, lambda: parcels.close(session, parcel.code, ParcelState.CANCELLED))
    assert acts == [(AuditAction.PARCEL_CLOSED, "KH-00001")]
    with pytest.raises(WrongState):
        labels.print_labels(session, (parcels.get(session, parcel.code),), SHEET)


def test_closing_a_parcel_is_no_way_around_the_label_and_the_hand_over(session: Session) -> None:
    (parcel,) = take_parcels(session, add_customer(session), add_carrier(session))
    with pytest.raises(WrongState):
        parcels.close(session, parcel.code, ParcelState.PRINTED)
    print_all(session)
    for state in (ParcelState.HANDED_OVER, ParcelState.PRINTED, ParcelState.DRAFT, ParcelState.DELIVERED):
        with pytest.raises(WrongState):
            parcels.close(session, parcel.code, state)
    assert parcels.get(session, parcel.code).state is ParcelState.PRINTED
    assert disclosures.find(session, Filter()) == ()


def test_waiting_parcels_are_listed_by_carrier_oldest_first(session: Session) -> None:
    customer, fast, slow = add_customer(session), add_carrier(session), add_carrier(session, "Giao Chậm")
    first = take_parcels(session, customer, fast)
    other = take_parcels(session, customer, slow)
    last = take_parcels(session, customer, fast)
    assert parcels.waiting(session, ParcelState.DRAFT) == first + other + last
    assert parcels.waiting(session, ParcelState.DRAFT, fast.id) == first + last


# --- choosing who takes a parcel ----------------------------------------------------------------


def test_an_order_without_a_carrier_gets_one_later_and_the_label_is_printed(session: Session) -> None:
    carrier = add_carrier(session)
    (parcel,) = take_parcels(session, add_customer(session), None)
    assert labels.print_labels(session, (parcel,), SHEET).printed == ()
    chosen = parcels.choose_carrier(session, parcel.code, carrier.id)
    assert chosen.carrier_id == carrier.id
    assert [one.code for one in labels.print_labels(session, (chosen,), SHEET).printed] == [parcel.code]


def test_once_printed_the_carrier_stays_and_an_unknown_one_is_refused(session: Session) -> None:
    carrier = add_carrier(session)
    (parcel,) = take_parcels(session, add_customer(session), carrier)
    with pytest.raises(NotFound):
        parcels.choose_carrier(session, parcel.code, RecipientId(99))
    labels.print_labels(session, (parcel,), SHEET)
    with pytest.raises(WrongState):
        parcels.choose_carrier(session, parcel.code, carrier.id)
