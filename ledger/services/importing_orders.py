"""The columns of ``orders.csv`` and ``recipients.csv`` (or ``.xlsx``), and what becomes of a row.

orders.csv: ``order_ref`` (the shop's own number, unique) · ``customer`` (ref, code or phone; required) ·
``ordered_at`` (dd/MM/yyyy HH:mm) · ``items`` ("2 x Dầu gội; Khăn tắm"; required) · ``amount`` and
``amount_to_collect`` (đồng) · ``parcels`` (count) · ``weight_g`` (grams each) · ``carrier`` (name of a recipient).

recipients.csv: ``name`` and ``role`` (required) · ``phone`` ``email`` ``address`` · ``signed_on`` ``expires_on`` of the
commitment with its ``items`` ("all", or names separated by ``;``) · ``masked_labels_on`` (date of the agreement) ·
``zones`` ("Hà Nội=HN-01; TP. Hồ Chí Minh=SG-02").
"""

import re

from ledger.domain.audit import AuditAction
from ledger.domain.customer import Customer
from ledger.domain.errors import InvalidInput, NameTaken, NotFound, TextMissing
from ledger.domain.ids import CustomerId, RecipientId
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import CommitmentItem
from ledger.domain.staff import Operation
from ledger.domain.text import fold, parse_phone
from ledger.services import customers, parcels, recipients
from ledger.services.importing import AS_IT_IS, HowToRead, ImportReport, Remark, Row, Table, Taken, read_table, run
from ledger.services.parcels import Line, OrderInput, Packing
from ledger.services.reading import echo, read_choice, read_date, read_instant, read_number
from ledger.services.recipients import CommitmentInput, RecipientInput
from ledger.services.session import Session
from ledger.storage import customers as customer_rows
from ledger.storage import recipients as recipient_rows
from ledger.storage.unit_of_work import UnitOfWork

COLUMNS = (
    "order_ref", "customer", "ordered_at", "items", "amount", "amount_to_collect", "parcels", "weight_g", "carrier",
)  # fmt: skip
RECIPIENT_COLUMNS = (
    "name", "role", "phone", "email", "address", "signed_on", "expires_on", "items", "masked_labels_on", "zones",
)  # fmt: skip
_VIETNAMESE = {
    "ma don": "order_ref", "khach": "customer", "ma khach": "customer", "ngay dat": "ordered_at",
    "san pham": "items", "hang hoa": "items", "tong tien": "amount", "tien thu ho": "amount_to_collect",
    "so kien": "parcels", "khoi luong": "weight_g", "don vi van chuyen": "carrier",
}  # fmt: skip
_QUANTITY = re.compile(r"(\d{1,4})\s*[x×*]\s*(.+)", re.IGNORECASE)


def import_orders(
    session: Session, data: Table | bytes, *, is_dry_run: bool = False, how: HowToRead = AS_IT_IS
) -> ImportReport:
    """Import an orders file; an order the gate refuses is a remark and an attempt, not a bad row."""
    session.require(Operation.IMPORT)
    table = read_table(data, _VIETNAMESE, COLUMNS.__contains__, how)
    steps = (lambda uow, row: _take(session, uow, row),)
    return run(session, table, steps, AuditAction.ORDERS_IMPORTED, is_dry_run=is_dry_run)


def _take(session: Session, uow: UnitOfWork, row: Row) -> Taken:
    customer, was_repaired = _customer(session, uow, row.get("customer"))
    order = OrderInput(
        lines=tuple(_line(text) for text in row.get("items").split(";") if text.strip()),
        amount=_number(row, "amount", (0, parcels.AMOUNT_LIMIT), 0),
        ordered_at=read_instant(row.get("ordered_at"), "ordered_at", uow.now) if row.get("ordered_at") else None,
        external_ref=row.get("order_ref"),
        packing=Packing(
            count=_number(row, "parcels", (1, parcels.PARCELS_LIMIT), 1),
            weight_g=_number(row, "weight_g", (1, parcels.WEIGHT_LIMIT_G), 500),
            amount_to_collect=_number(row, "amount_to_collect", (0, parcels.AMOUNT_LIMIT), 0),
            carrier_id=_carrier(uow, row.get("carrier")),
        ),
    )
    taken = parcels.store(session, uow, customer, parcels.read_order(order))
    reasons = taken.outcome.decision.reasons
    remarks = [Remark(row.line, "phone_repaired")] if was_repaired else []
    remarks += [Remark(row.line, "refused", (), reason) for reason in reasons]
    return Taken(taken.order is not None, tuple(remarks))


def _number(row: Row, column: str, between: tuple[int, int], default: int) -> int:
    return read_number(row.get(column), column, *between) if row.get(column) else default


def _line(text: str) -> Line:
    match = _QUANTITY.fullmatch(text.strip())
    return Line(match.group(2), int(match.group(1))) if match else Line(text.strip())


def _customer(session: Session, uow: UnitOfWork, ref: str) -> tuple[Customer, bool]:
    """Return whose order it is, and whether only a number repaired of its leading zero told so."""
    if not ref:
        raise TextMissing(field="customer")
    was_repaired = False
    found = customer_rows.id_of_ref(uow.db, ref) or customer_rows.id_of(uow.db, ref.upper())
    if found is None:
        same, was_repaired = _with_phone(uow, ref)
        if len(same) != 1:  # two people with one number: the file must say which
            raise NotFound(kind="one_customer" if same else "customer", code=echo(ref))
        found = same[0]
    return customers.get_living(session, customer_rows.code_of(uow.db, found)), was_repaired


def _with_phone(uow: UnitOfWork, ref: str) -> tuple[tuple[CustomerId, ...], bool]:
    try:
        form = parse_phone(ref)
    except InvalidInput:
        return (), False
    return customer_rows.with_phone(uow.db, form.number), form.was_repaired


def _carrier(uow: UnitOfWork, name: str) -> RecipientId | None:
    if not name:
        return None
    found = recipient_rows.id_of(uow.db, name)
    if found is None:
        raise NotFound(kind="recipient", code=echo(name))
    return found


def import_recipients(
    session: Session, data: Table | bytes, *, is_dry_run: bool = False, how: HowToRead = AS_IT_IS
) -> ImportReport:
    """Import a recipients file with commitments, label agreements and zones."""
    session.require(Operation.IMPORT)
    session.require(Operation.MANAGE_RECIPIENTS)
    table = read_table(data, {}, RECIPIENT_COLUMNS.__contains__, how)
    steps = (lambda uow, row: _take_recipient(session, uow, row),)
    return run(session, table, steps, AuditAction.RECIPIENTS_IMPORTED, is_dry_run=is_dry_run)


def _take_recipient(session: Session, uow: UnitOfWork, row: Row) -> Taken:
    typed = RecipientInput(
        name=row.get("name"),
        role=read_choice(row.get("role"), "role", RecipientRole),
        phone=row.get("phone"),
        email=row.get("email"),
        address=row.get("address"),
    )
    known = recipient_rows.id_of(uow.db, typed.name)
    if known is not None and recipients.get(session, known).role is not typed.role:
        raise NameTaken(kind="recipient")
    # A row about somebody known brings the new commitment, agreement and zones: how a manager renews them.
    recipient_id = known if known is not None else recipients.store(session, uow, typed)
    if row.get("signed_on") or row.get("expires_on"):
        paper = CommitmentInput(
            read_date(row.get("signed_on"), "signed_on"),
            read_date(row.get("expires_on"), "expires_on"),
            _items(row.get("items")),
        )
        recipients.store_commitment(uow, recipient_id, paper)
    if row.get("masked_labels_on"):
        recipients.store_label_agreement(uow, recipient_id, read_date(row.get("masked_labels_on"), "masked_labels_on"))
    if row.get("zones"):
        recipients.store_zones(uow, recipient_id, _zones(row.get("zones")))
    is_repaired = known is None and typed.phone and parse_phone(typed.phone).was_repaired
    return Taken(remarks=(Remark(row.line, "phone_repaired"),) if is_repaired else ())


def _items(text: str) -> frozenset[CommitmentItem]:
    words = [word for word in text.split(";") if word.strip()]
    if [fold(word) for word in words] == ["all"]:
        return frozenset(CommitmentItem)
    return frozenset(read_choice(word, "items", CommitmentItem) for word in words)


def _zones(text: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    return {place.strip(): zone.strip() for place, _, zone in pairs}
