"""Orders become parcels: taken through the gate, then draft → printed → handed over → delivered or returned."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.errors import NameTaken, NotFound, OutOfRange, TextMissing, UnknownChoice, WrongState
from ledger.domain.feedback import require_not_future
from ledger.domain.gate import Act, Proposal
from ledger.domain.ids import OrderId, PurposeId, RecipientId
from ledger.domain.parcel import Order, OrderItem, Parcel, ParcelState, read_code, require_step
from ledger.domain.policy import RecipientRole
from ledger.domain.staff import Operation
from ledger.domain.text import optional_text, required_text
from ledger.services.collecting import note_served
from ledger.services.customers import get_living
from ledger.services.deciding import Outcome, decide_one, in_batches, record_refusal
from ledger.services.reading import echo
from ledger.services.recipients import get as get_recipient
from ledger.services.session import Session
from ledger.storage import customers, orders
from ledger.storage.unit_of_work import UnitOfWork

DELIVERY = PurposeId("delivery_of_goods")
INSTALLATION = PurposeId("installation")
_CARRIERS = (RecipientRole.CARRIER, RecipientRole.INSTALLER)
PARCELS_LIMIT = 99
QUANTITY_LIMIT = 9_999
WEIGHT_LIMIT_G = 1_000_000
AMOUNT_LIMIT = 9_999_999_999  # đồng
ITEMS_LIMIT = 100
_ENDS = frozenset({ParcelState.DELIVERED, ParcelState.RETURNED, ParcelState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Line:
    """One product line as typed."""

    product: str = field(repr=False)
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Packing:
    """How an order is packed: ``count`` parcels of ``weight_g`` grams, ``amount_to_collect`` đồng on the first."""

    count: int = 1
    weight_g: int = 500
    amount_to_collect: int = 0
    carrier_id: RecipientId | None = None


@dataclass(frozen=True, slots=True)
class OrderInput:
    """An order as typed; ``amount`` in đồng."""

    lines: tuple[Line, ...] = field(repr=False)
    amount: int = 0
    ordered_at: datetime | None = None
    external_ref: str = ""
    packing: Packing = field(default_factory=Packing)


@dataclass(frozen=True, slots=True)
class OrderTaken:
    """The gate's answer, and the order if there is one."""

    outcome: Outcome
    order: Order | None


def take_order(session: Session, customer_code: str, typed: OrderInput) -> OrderTaken:
    """Record an order and its draft parcels; a minor's order without the guardian is refused (VK 9)."""
    session.require(Operation.RECORD)
    customer = get_living(session, customer_code)
    with session.write() as uow:
        return store(session, uow, customer, read_order(typed))


def read_order(typed: OrderInput) -> OrderInput:
    """Return the order cleaned. Raises ``InvalidInput`` naming the field."""
    packing = typed.packing
    _require_between("count", packing.count, 1, PARCELS_LIMIT)
    _require_between("weight_g", packing.weight_g, 1, WEIGHT_LIMIT_G)
    _require_between("amount_to_collect", packing.amount_to_collect, 0, AMOUNT_LIMIT)
    _require_between("orders", typed.amount, 0, AMOUNT_LIMIT)
    if not typed.lines:
        raise TextMissing(field="products")
    _require_between("products", len(typed.lines), 1, ITEMS_LIMIT)
    lines = []
    for line in typed.lines:
        _require_between("quantity", line.quantity, 1, QUANTITY_LIMIT)
        lines.append(Line(required_text(line.product, "products"), line.quantity))
    external_ref = optional_text(typed.external_ref, "external_ref") or ""
    return OrderInput(tuple(lines), typed.amount, typed.ordered_at, external_ref, packing)


def _require_between(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise OutOfRange(field=name, low=low, high=high)


def store(session: Session, uow: UnitOfWork, customer: Customer, order: OrderInput) -> OrderTaken:
    """Write a cleaned order inside a transaction that is already open."""
    ordered_at = order.ordered_at or uow.now
    require_not_future(ordered_at, uow.now, "ordered_at")
    if order.external_ref and orders.has_external_ref(uow.db, order.external_ref):
        raise NameTaken(kind="external_ref")
    if order.packing.carrier_id is not None:
        _require_carrier(session, order.packing.carrier_id)
    proposal = Proposal(Act.ORDER, DELIVERY, uow.now)
    decision = decide_one(session, customer, proposal)
    if not decision.allowed:
        record_refusal(uow, session, customer, proposal, decision)
        return OrderTaken(Outcome(decision), None)
    items = tuple(OrderItem(line.product, line.quantity) for line in order.lines)
    new = orders.NewOrder(customer.id, ordered_at, order.amount, items, order.external_ref or None)
    order_id = orders.add(uow.db, new, uow.now, uow.actor)
    codes = _pack(uow, customer, order_id, order.packing)
    note_served(session, uow, customer.id, *_served(session, order.packing.carrier_id))
    stored = _stored(uow, order_id)
    uow.audit(AuditAction.ORDER_ADDED, customer.code, {"order": stored.code, "parcels": codes})
    return OrderTaken(Outcome(decision, stored.code), stored)


def _served(session: Session, carrier_id: RecipientId | None) -> tuple[PurposeId, ...]:
    is_fitted = carrier_id is not None and get_recipient(session, carrier_id).role is RecipientRole.INSTALLER
    return (DELIVERY, INSTALLATION) if is_fitted else (DELIVERY,)


def _pack(uow: UnitOfWork, customer: Customer, order_id: OrderId, packing: Packing) -> list[str]:
    phone, address = customer.live_phone(), customer.live_address()
    for number in range(1, packing.count + 1):
        new = orders.NewParcel(
            order_id=order_id,
            customer_id=customer.id,
            number=number,
            total=packing.count,
            weight_g=packing.weight_g,
            # The carrier collects once per order.
            amount_to_collect=packing.amount_to_collect if number == 1 else 0,
            carrier_id=packing.carrier_id,
            phone_id=phone.id if phone else None,
            address_id=address.id if address else None,
        )
        orders.add_parcel(uow.db, new, uow.now)
    return [parcel.code for parcel in _stored(uow, order_id).parcels]


def _stored(uow: UnitOfWork, order_id: OrderId) -> Order:
    order = orders.load(uow.db, order_id)
    if order is None:
        raise NotFound(kind="order", code=str(order_id))
    return order


def get(session: Session, typed_code: str) -> Parcel:
    """Return the parcel whose code a person typed or scanned. Raises ``NotFound``."""
    code = read_code(typed_code)
    parcel = orders.parcel_with_code(session.db, code) if code is not None else None
    if parcel is None:
        raise NotFound(kind="parcel", code=echo(typed_code))
    return parcel


def as_stored(session: Session, parcels: Sequence[Parcel]) -> tuple[Parcel, ...]:
    """Return parcels as they stand now, each once: a list on screen may be old, or name one twice."""
    ids = list(dict.fromkeys(parcel.id for parcel in parcels))
    return tuple(parcel for batch in in_batches(ids) for parcel in orders.load_parcels(session.db, batch))


def waiting(session: Session, state: ParcelState, carrier_id: RecipientId | None = None) -> tuple[Parcel, ...]:
    """Return the parcels in a state, of one carrier or of all, oldest first."""
    return orders.parcels_in(session.db, state, carrier_id)


def _require_carrier(session: Session, recipient_id: RecipientId) -> None:
    if get_recipient(session, recipient_id).role not in _CARRIERS:
        raise UnknownChoice(field="carrier", choices=tuple(role.value for role in _CARRIERS))


def choose_carrier(session: Session, typed_code: str, carrier_id: RecipientId) -> Parcel:
    """Choose, or change, who takes a draft parcel; whether that one may is asked when the label is printed."""
    session.require(Operation.RECORD)
    parcel = get(session, typed_code)
    if parcel.state is not ParcelState.DRAFT:
        raise WrongState(state=parcel.state.value, act="carrier")
    with session.write() as uow:
        _require_carrier(session, carrier_id)
        orders.set_carrier(uow.db, parcel.id, carrier_id)
        note_served(session, uow, parcel.customer_id, *_served(session, carrier_id))
        body: Entry = {"parcel": parcel.code, "recipient": carrier_id}
        uow.audit(AuditAction.CARRIER_CHOSEN, customer_code_of(session, parcel), body)
    return get(session, parcel.code)


def close(session: Session, typed_code: str, state: ParcelState) -> Parcel:
    """Record that a parcel was delivered, came back, or was cancelled. Raises ``WrongState``."""
    session.require(Operation.RECORD)
    parcel = get(session, typed_code)
    if state not in _ENDS:  # printing and handing over have their own verbs, with the gate in front
        raise WrongState(state=parcel.state.value, act=state.value)
    require_step(parcel.state, state)
    with session.write() as uow:
        customer_code = customer_code_of(session, parcel)
        orders.mark_closed(uow.db, parcel.id, state, uow.now)
        uow.audit(AuditAction.PARCEL_CLOSED, customer_code, {"parcel": parcel.code, "state": state.value})
    return get(session, parcel.code)


def customer_code_of(session: Session, parcel: Parcel) -> str:
    """Return the code of the customer a parcel belongs to."""
    return customers.code_of(session.db, parcel.customer_id)
