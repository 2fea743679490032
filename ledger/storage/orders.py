"""Orders with their product lines, and parcels with their states (table ``sale``: ``order`` is a word of SQL)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ledger.domain.ids import (
    AddressId,
    CustomerId,
    ManifestId,
    OrderId,
    ParcelId,
    PhoneId,
    RecipientId,
    StaffId,
)
from ledger.domain.instants import from_text, to_text
from ledger.domain.parcel import ALPHABET, RANDOM_CHARACTERS, Order, OrderItem, Parcel, ParcelState, parcel_code
from ledger.storage import codes
from ledger.storage.database import Connection


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order to store; ``amount`` in đồng, ``external_ref`` the shop's own number of it."""

    customer_id: CustomerId
    ordered_at: datetime
    amount: int
    items: tuple[OrderItem, ...] = field(repr=False)
    external_ref: str | None = None


@dataclass(frozen=True, slots=True)
class NewParcel:
    """A parcel to store; weight in grams, amount to collect in đồng."""

    order_id: OrderId
    customer_id: CustomerId
    number: int
    total: int
    weight_g: int
    amount_to_collect: int
    carrier_id: RecipientId | None
    phone_id: PhoneId | None
    address_id: AddressId | None


def add(db: Connection, new: NewOrder, at: datetime, by: StaffId) -> OrderId:
    """Store an order with its lines."""
    row = db.execute(
        "INSERT INTO sale (code, customer_id, ordered_at, recorded_at, recorded_by, amount, external_ref)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            codes.next_code(db, codes.ORDER),
            new.customer_id,
            to_text(new.ordered_at),
            to_text(at),
            by,
            new.amount,
            new.external_ref,
        ),
    ).fetchone()
    order_id = OrderId(row[0])
    db.executemany(
        "INSERT INTO sale_item (sale_id, product, quantity) VALUES (?, ?, ?)",
        [(order_id, item.product, item.quantity) for item in new.items],
    )
    return order_id


def add_parcel(db: Connection, new: NewParcel, at: datetime) -> ParcelId:
    """Store a parcel as a draft under a fresh random code."""
    row = db.execute(
        "INSERT INTO parcel (code, sale_id, customer_id, number, total, weight_g, amount_to_collect, carrier_id,"
        " phone_id, address_id, state, print_count, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)"
        " RETURNING id",
        (
            _fresh_code(db),
            new.order_id,
            new.customer_id,
            new.number,
            new.total,
            new.weight_g,
            new.amount_to_collect,
            new.carrier_id,
            new.phone_id,
            new.address_id,
            ParcelState.DRAFT.value,
            to_text(at),
        ),
    ).fetchone()
    return ParcelId(row[0])


def _fresh_code(db: Connection) -> str:
    while True:
        code = parcel_code([secrets.randbelow(len(ALPHABET)) for _ in range(RANDOM_CHARACTERS)])
        if db.execute("SELECT 1 FROM parcel WHERE code = ?", (code,)).fetchone() is None:
            return code


def has_external_ref(db: Connection, external_ref: str) -> bool:
    """Return whether an order with the shop's own number is already here."""
    return db.execute("SELECT 1 FROM sale WHERE external_ref = ?", (external_ref,)).fetchone() is not None


_PARCEL = (
    "SELECT parcel.id, parcel.code, sale_id, sale.code, parcel.customer_id, number, total, weight_g,"
    " amount_to_collect, carrier_id, phone_id, address_id, state, print_count, created_at, printed_at, handed_over_at,"
    " closed_at, manifest_id FROM parcel JOIN sale ON sale.id = sale_id"
)


def _parcel(row: tuple[Any, ...]) -> Parcel:
    return Parcel(
        id=ParcelId(row[0]),
        code=row[1],
        order_id=OrderId(row[2]),
        order_code=row[3],
        customer_id=CustomerId(row[4]),
        number=row[5],
        total=row[6],
        weight_g=row[7],
        amount_to_collect=row[8],
        carrier_id=row[9],
        phone_id=row[10],
        address_id=row[11],
        state=ParcelState(row[12]),
        print_count=row[13],
        created_at=from_text(row[14]),
        printed_at=from_text(row[15]) if row[15] else None,
        handed_over_at=from_text(row[16]) if row[16] else None,
        closed_at=from_text(row[17]) if row[17] else None,
        manifest_id=row[18],
    )


def parcel_with_code(db: Connection, code: str) -> Parcel | None:
    """Return the parcel with a 12-character code."""
    row = db.execute(f"{_PARCEL} WHERE parcel.code = ?", (code,)).fetchone()
    return _parcel(row) if row else None


def load_parcels(db: Connection, ids: Sequence[ParcelId]) -> tuple[Parcel, ...]:
    """Return parcels in the order of ``ids``."""
    rows = db.execute(f"{_PARCEL} WHERE parcel.id IN ({','.join('?' * len(ids))})", tuple(ids))
    found = {row[0]: _parcel(row) for row in rows}
    return tuple(found[one] for one in ids if one in found)


def parcels_in(db: Connection, state: ParcelState, carrier_id: RecipientId | None = None) -> tuple[Parcel, ...]:
    """Return the parcels in a state, of one carrier or of all, oldest first."""
    rows = db.execute(
        f"{_PARCEL} WHERE state = ? AND (? IS NULL OR carrier_id = ?) ORDER BY parcel.id",
        (state.value, carrier_id, carrier_id),
    )
    return tuple(_parcel(row) for row in rows)


def parcels_of_manifest(db: Connection, manifest_id: ManifestId) -> tuple[Parcel, ...]:
    """Return what was handed over with one manifest."""
    rows = db.execute(f"{_PARCEL} WHERE manifest_id = ? ORDER BY parcel.id", (manifest_id,))
    return tuple(_parcel(row) for row in rows)


def all_parcel_codes(db: Connection) -> dict[ParcelId, str]:
    """Return the code of every parcel, for reports over many."""
    return {ParcelId(row[0]): row[1] for row in db.execute("SELECT id, code FROM parcel")}


def orders_of(db: Connection, customer_id: CustomerId) -> tuple[Order, ...]:
    """Return a customer's orders with lines and parcels, newest first."""
    rows = db.execute(
        "SELECT id, code, customer_id, ordered_at, recorded_at, amount FROM sale WHERE customer_id = ?"
        " ORDER BY ordered_at DESC, id DESC",
        (customer_id,),
    ).fetchall()
    parcels: dict[int, list[Parcel]] = {}
    for parcel in map(_parcel, db.execute(f"{_PARCEL} WHERE parcel.customer_id = ? ORDER BY number", (customer_id,))):
        parcels.setdefault(parcel.order_id, []).append(parcel)
    return tuple(_order(db, row, tuple(parcels.get(row[0], ()))) for row in rows)


def load(db: Connection, order_id: OrderId) -> Order | None:
    """Return one order with lines and parcels."""
    row = db.execute(
        "SELECT id, code, customer_id, ordered_at, recorded_at, amount FROM sale WHERE id = ?", (order_id,)
    ).fetchone()
    if row is None:
        return None
    parcels = db.execute(f"{_PARCEL} WHERE sale_id = ? ORDER BY number", (order_id,))
    return _order(db, row, tuple(_parcel(one) for one in parcels))


def _order(db: Connection, row: tuple[Any, ...], parcels: tuple[Parcel, ...]) -> Order:
    order_id = OrderId(row[0])
    return Order(
        id=order_id,
        code=row[1],
        customer_id=CustomerId(row[2]),
        ordered_at=from_text(row[3]),
        recorded_at=from_text(row[4]),
        amount=row[5],
        items=goods_of(db, order_id),
        parcels=parcels,
    )


def goods_of(db: Connection, order_id: OrderId) -> tuple[OrderItem, ...]:
    """Return the product lines of an order."""
    rows = db.execute("SELECT product, quantity FROM sale_item WHERE sale_id = ? ORDER BY id", (order_id,))
    return tuple(OrderItem(product, quantity) for product, quantity in rows)


def count(db: Connection) -> int:
    """Return how many parcels there are."""
    return int(db.execute("SELECT count(*) FROM parcel").fetchone()[0])


def set_carrier(db: Connection, parcel_id: ParcelId, carrier_id: RecipientId) -> None:
    """Write who takes a parcel."""
    db.execute("UPDATE parcel SET carrier_id = ? WHERE id = ?", (carrier_id, parcel_id))


def mark_printed(db: Connection, parcel_id: ParcelId, at: datetime) -> None:
    """Count one printing; the first one moves a draft on."""
    db.execute(
        "UPDATE parcel SET state = ?, print_count = print_count + 1, printed_at = coalesce(printed_at, ?) WHERE id = ?",
        (ParcelState.PRINTED.value, to_text(at), parcel_id),
    )


@dataclass(frozen=True, slots=True)
class GivenTo:
    """Under which manifest a parcel left, and which number and address the carrier was given."""

    manifest_id: ManifestId
    phone_id: PhoneId | None
    address_id: AddressId | None


def mark_handed_over(db: Connection, parcel_id: ParcelId, given: GivenTo, at: datetime) -> None:
    """Move a parcel to the carrier."""
    db.execute(
        "UPDATE parcel SET state = ?, handed_over_at = ?, manifest_id = ?, phone_id = ?, address_id = ? WHERE id = ?",
        (
            ParcelState.HANDED_OVER.value,
            to_text(at),
            given.manifest_id,
            given.phone_id,
            given.address_id,
            parcel_id,
        ),
    )


def mark_closed(db: Connection, parcel_id: ParcelId, state: ParcelState, at: datetime) -> None:
    """Move a parcel to delivered, returned or cancelled."""
    db.execute("UPDATE parcel SET state = ?, closed_at = ? WHERE id = ?", (state.value, to_text(at), parcel_id))


@dataclass(frozen=True, slots=True)
class LabelPrint:
    """One printing, or one refusal to print, with what the read-back found."""

    parcel_id: ParcelId
    layout: str
    is_clean: bool
    leaks: tuple[str, ...] = ()


def add_label_print(db: Connection, printed: LabelPrint, at: datetime, by: StaffId) -> None:
    """Write one printing as evidence for KO 4b."""
    db.execute(
        "INSERT INTO label_print (parcel_id, printed_at, printed_by, layout, is_clean, leaks)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (printed.parcel_id, to_text(at), by, printed.layout, int(printed.is_clean), " ".join(printed.leaks)),
    )


def label_figures(db: Connection) -> tuple[int, int]:
    """Return (labels printed, each re-read from its PDF and found clean; labels withheld)."""
    row = db.execute("SELECT count(*), coalesce(sum(is_clean), 0) FROM label_print").fetchone()
    return int(row[1]), int(row[0]) - int(row[1])


@dataclass(frozen=True, slots=True)
class Manifest:
    """One hand-over."""

    id: ManifestId
    recipient_id: RecipientId
    handed_over_at: datetime
    handed_over_by: StaffId
    courier_name: str | None = field(repr=False)


def add_manifest(
    db: Connection, recipient_id: RecipientId, courier_name: str | None, at: datetime, by: StaffId
) -> ManifestId:
    """Open a hand-over record."""
    row = db.execute(
        "INSERT INTO manifest (recipient_id, handed_over_at, handed_over_by, courier_name) VALUES (?, ?, ?, ?)"
        " RETURNING id",
        (recipient_id, to_text(at), by, courier_name),
    ).fetchone()
    return ManifestId(row[0])


def newest_manifest(db: Connection) -> ManifestId | None:
    """Return the id of the last hand-over, or ``None``."""
    row = db.execute("SELECT max(id) FROM manifest").fetchone()
    return ManifestId(row[0]) if row[0] is not None else None


def load_manifest(db: Connection, manifest_id: ManifestId) -> Manifest | None:
    """Return one hand-over record."""
    row = db.execute(
        "SELECT id, recipient_id, handed_over_at, handed_over_by, courier_name FROM manifest WHERE id = ?",
        (manifest_id,),
    ).fetchone()
    if row is None:
        return None
    return _manifest(row)


def newest_manifests(db: Connection, limit: int) -> tuple[tuple[Manifest, int], ...]:
    """Return the last hand-overs, newest first, each with the number of its parcels."""
    rows = db.execute(
        "SELECT id, recipient_id, handed_over_at, handed_over_by, courier_name,"
        " (SELECT count(*) FROM parcel WHERE manifest_id = manifest.id) FROM manifest ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return tuple((_manifest(row), int(row[5])) for row in rows)


def _manifest(row: tuple[Any, ...]) -> Manifest:
    return Manifest(ManifestId(row[0]), RecipientId(row[1]), from_text(row[2]), StaffId(row[3]), row[4])


def waiting_by_carrier(db: Connection) -> tuple[tuple[RecipientId, str, int, int], ...]:
    """Return (carrier, name, drafts, printed) for every carrier with parcels in the shop, by name."""
    rows = db.execute(
        "SELECT recipient.id, name, sum(state = ?), sum(state = ?) FROM parcel"
        " JOIN recipient ON recipient.id = carrier_id WHERE state IN (?, ?) GROUP BY recipient.id ORDER BY name_key",
        (ParcelState.DRAFT.value, ParcelState.PRINTED.value) * 2,
    )
    return tuple((RecipientId(one), name, drafts, printed) for one, name, drafts, printed in rows)
