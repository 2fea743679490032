"""A customer as typed, cleaned at the door: each value in its form, no field that may not be asked (KO 1, VK 1)."""

from dataclasses import dataclass, field
from datetime import datetime

from ledger.assets import load_places
from ledger.domain.customer import Gender, Source
from ledger.domain.errors import InvalidInput
from ledger.domain.feedback import require_not_future
from ledger.domain.policy import PolicyVersion
from ledger.domain.text import ADDRESS_LIMIT, NOTE_LIMIT, optional_text, parse_email, parse_phone, required_text
from ledger.services.collecting import read_purposes, require_wanted
from ledger.services.reading import read_birth_date, read_choice
from ledger.storage.customers import NewAddress, NewCustomer

PARTS_LIMIT = 10  # phones, emails or addresses of one person


@dataclass(frozen=True, slots=True)
class AddressInput:
    """An address as typed; old three-level addresses stay as typed."""

    line: str = field(repr=False)
    ward: str = field(default="", repr=False)
    province: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CustomerInput:
    """A customer as typed. Only the name is required.

    Without a source, or without a purpose, the record counts as one that lacks it (KO 1, VK 1): old data only.
    """

    name: str = field(repr=False)
    source: Source | None
    phones: tuple[str, ...] = field(default=(), repr=False)
    emails: tuple[str, ...] = field(default=(), repr=False)
    addresses: tuple[AddressInput, ...] = field(default=(), repr=False)
    gender: str = field(default="", repr=False)
    birth_date: str = field(default="", repr=False)
    is_declared_adult: bool = False
    note: str = field(default="", repr=False)
    external_ref: str = field(default="", repr=False)
    collected_at: datetime | None = None
    purposes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something done to what was typed, to be shown: ``code`` is a key of ``notices`` in the texts."""

    code: str
    field: str


def read_customer(typed: CustomerInput, policy: PolicyVersion, now: datetime) -> tuple[NewCustomer, tuple[Notice, ...]]:
    """Clean everything typed, or raise ``InvalidInput`` naming the first field that cannot be kept."""
    notices: list[Notice] = []
    collected_at = typed.collected_at or now
    require_not_future(collected_at, now, "collected_at")
    new = NewCustomer(
        name=required_text(typed.name, "name"),
        source=typed.source,
        collected_at=collected_at,
        gender=read_choice(typed.gender, "gender", Gender) if typed.gender.strip() else None,
        birth_on=read_birth_date(typed.birth_date, now) if typed.birth_date.strip() else None,
        is_declared_adult=typed.is_declared_adult,
        note=optional_text(typed.note, "note", NOTE_LIMIT, is_multiline=True),
        phones=read_phones(typed.phones, notices),
        emails=tuple(dict.fromkeys(parse_email(text) for text in typed.emails if text.strip())),
        addresses=tuple(read_address(one, notices) for one in typed.addresses if _is_filled(one)),
        external_ref=optional_text(typed.external_ref, "external_ref"),
        purposes=read_purposes(policy, typed.purposes),
    )
    if new.source is None:
        notices.append(Notice("no_source", "source"))
    require_wanted(policy, new.purposes, filled_fields(new))
    if max(len(new.phones), len(new.emails), len(new.addresses)) > PARTS_LIMIT:
        raise InvalidInput(field="phone")
    return new, tuple(notices)


def filled_fields(new: NewCustomer) -> list[str]:
    """Return the fields of the policy that hold something."""
    values: dict[str, object] = {
        "name": new.name,
        "phone": new.phones,
        "email": new.emails,
        "address": new.addresses,
        "gender": new.gender,
        "birth_date": new.birth_on,
    }
    return [name for name, value in values.items() if value]


def read_phones(typed: tuple[str, ...], notices: list[Notice]) -> tuple[str, ...]:
    """Return numbers in their form, each once; what was repaired or looks odd is told."""
    forms = [parse_phone(text) for text in typed if text.strip()]
    if any(form.was_repaired for form in forms):
        notices.append(Notice("phone_repaired", "phone"))
    if any(not form.is_valid for form in forms):
        notices.append(Notice("phone_odd", "phone"))
    return tuple(dict.fromkeys(form.number for form in forms))


def _is_filled(typed: AddressInput) -> bool:
    # A ward alone is no address: it is refused further on, not silently dropped.
    return any(part.strip() for part in (typed.line, typed.ward, typed.province))


def read_address(typed: AddressInput, notices: list[Notice]) -> NewAddress:
    """Return an address; places that are not in the dated list stay as typed, and that is told."""
    line = required_text(typed.line, "address", ADDRESS_LIMIT)
    ward = optional_text(typed.ward, "address")
    province = optional_text(typed.province, "address")
    places = load_places()
    known = places.find_province(province) if province else None
    known_ward = places.find_ward(known, ward) if known is not None and ward else None
    if (ward and known_ward is None) or (province and known is None):
        notices.append(Notice("ward_not_listed", "address"))
    return NewAddress(
        line=line,
        ward=known_ward.name if known_ward else ward,
        province=known.name if known else province,
        ward_code=known_ward.code if known_ward else None,
        province_code=known.code if known else None,
    )
