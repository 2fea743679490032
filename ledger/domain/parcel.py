"""Parcels: codes that cannot be mistyped unnoticed, and the states they pass through."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ledger.domain.errors import WrongState
from ledger.domain.ids import AddressId, CustomerId, ManifestId, OrderId, ParcelId, PhoneId, RecipientId

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U
RANDOM_CHARACTERS = 11
CODE_LENGTH = RANDOM_CHARACTERS + 1
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


class ParcelState(StrEnum):
    """Where a parcel stands."""

    DRAFT = "DRAFT"
    PRINTED = "PRINTED"
    HANDED_OVER = "HANDED_OVER"
    DELIVERED = "DELIVERED"
    RETURNED = "RETURNED"
    CANCELLED = "CANCELLED"


_NEXT = {
    ParcelState.DRAFT: frozenset({ParcelState.PRINTED, ParcelState.CANCELLED}),
    # Printing again is a reprint; it is counted, the state stays.
    ParcelState.PRINTED: frozenset({ParcelState.PRINTED, ParcelState.HANDED_OVER, ParcelState.CANCELLED}),
    ParcelState.HANDED_OVER: frozenset({ParcelState.DELIVERED, ParcelState.RETURNED}),
    ParcelState.DELIVERED: frozenset({ParcelState.RETURNED}),
    ParcelState.RETURNED: frozenset[ParcelState](),
    ParcelState.CANCELLED: frozenset[ParcelState](),
}


def require_step(state: ParcelState, to: ParcelState) -> None:
    """Raise ``WrongState`` unless a parcel in ``state`` may become ``to``."""
    if to not in _NEXT[state]:
        raise WrongState(state=state.value, act=to.value)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel of an order. Weight in grams, amount to collect in đồng."""

    id: ParcelId
    code: str
    order_id: OrderId
    order_code: str
    customer_id: CustomerId
    number: int  # this is parcel ``number`` of ``total``
    total: int
    weight_g: int
    amount_to_collect: int
    carrier_id: RecipientId | None
    phone_id: PhoneId | None
    address_id: AddressId | None
    state: ParcelState
    print_count: int
    created_at: datetime
    printed_at: datetime | None = None
    handed_over_at: datetime | None = None
    closed_at: datetime | None = None
    manifest_id: ManifestId | None = None


def check_character(body: str) -> str:
    """Return the Luhn mod 32 check character.

    Finds every single wrong character and every swap of neighbours but one: ``0Z`` for ``Z0``, as Luhn misses 09/90.
    """
    base = len(ALPHABET)
    total = 0
    for position, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += value // base + value % base
    return ALPHABET[-total % base]


def parcel_code(random: Sequence[int]) -> str:
    """Return a 12-character code from 11 random numbers in 0…31."""
    body = "".join(ALPHABET[value] for value in random)
    return body + check_character(body)


def read_code(text: str) -> str | None:
    """Return the code a person typed or scanned, forgiving case, dashes and I/L/O, or ``None`` if it is not one."""
    code = "".join(text.split()).replace("-", "").upper().translate(_READ_AS)
    if len(code) != CODE_LENGTH or any(character not in ALPHABET for character in code):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def show_code(code: str) -> str:
    """Return the code as people read it: ``4K7Q-9ZTM-2HXB``."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One product line; the product is personal (it says what somebody bought)."""

    product: str | None = field(repr=False)
    quantity: int


@dataclass(frozen=True, slots=True)
class Order:
    """One order; ``amount`` in đồng."""

    id: OrderId
    code: str
    customer_id: CustomerId
    ordered_at: datetime
    recorded_at: datetime
    amount: int
    items: tuple[OrderItem, ...] = ()
    parcels: tuple[Parcel, ...] = ()
