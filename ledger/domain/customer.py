"""The data subject: who, how to reach them, where the record came from, who guards a minor."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ledger.domain.ids import AddressId, CustomerId, EmailId, PhoneId, PolicyVersionId
from ledger.domain.text import fold


class Gender(StrEnum):
    """Optional (KO 1)."""

    FEMALE = "FEMALE"
    MALE = "MALE"
    OTHER = "OTHER"


class Source(StrEnum):
    """Where a record was collected; every record has one (KO 1)."""

    SHOP = "SHOP"
    PHONE = "PHONE"
    WEBSITE = "WEBSITE"
    SOCIAL = "SOCIAL"
    MARKETPLACE = "MARKETPLACE"
    IMPORT = "IMPORT"


class ContactState(StrEnum):
    """Whether a number or address can be used (VK 6)."""

    UNCONFIRMED = "UNCONFIRMED"
    CONFIRMED = "CONFIRMED"
    DEAD = "DEAD"
    CHANGED = "CHANGED"


LIVE_STATES = frozenset({ContactState.UNCONFIRMED, ContactState.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Phone:
    """One number, E.164 where valid. ``None`` after erasure."""

    id: PhoneId
    number: str | None = field(repr=False)
    state: ContactState = ContactState.UNCONFIRMED


@dataclass(frozen=True, slots=True)
class Email:
    """One email address. ``None`` after erasure."""

    id: EmailId
    address: str | None = field(repr=False)
    state: ContactState = ContactState.UNCONFIRMED


@dataclass(frozen=True, slots=True)
class Address:
    """One postal address; province and ward come from the dated list where they match, else stay as typed."""

    id: AddressId
    line: str | None = field(repr=False)
    ward: str | None = field(repr=False)
    province: str | None = field(repr=False)
    ward_code: str | None = field(default=None, repr=False)
    province_code: str | None = field(default=None, repr=False)
    state: ContactState = ContactState.UNCONFIRMED

    def in_one_line(self) -> str:
        """Return street, ward and province for a manifest, none twice: old addresses hold all in one line."""
        parts: list[str] = []
        for part in (self.line, self.ward, self.province):
            if part and fold(part) not in fold(", ".join(parts)):
                parts.append(part)
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class GuardianLink:
    """Who decides for a minor: another customer record, with the relation in the family's words."""

    guardian_id: CustomerId
    relation: str = field(repr=False)
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Customer:
    """One data subject. Everything but ``id``, ``code`` and ``erased_at`` is gone after erasure."""

    id: CustomerId
    code: str
    name: str | None = field(repr=False)
    gender: Gender | None = field(repr=False)
    birth_on: date | None = field(repr=False)
    is_declared_adult: bool
    source: Source | None
    policy_version_id: PolicyVersionId | None  # the version shown at collection
    collected_at: datetime | None
    note: str | None = field(repr=False)
    restricted_at: datetime | None
    erased_at: datetime | None
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    addresses: tuple[Address, ...] = ()
    guardian: GuardianLink | None = None

    def live_phone(self) -> Phone | None:
        """Return the first number that is not dead or changed."""
        return next((phone for phone in self.phones if phone.number and phone.state in LIVE_STATES), None)

    def live_email(self) -> Email | None:
        """Return the first email address that is not dead or changed (VK 6)."""
        return next((email for email in self.emails if email.address and email.state in LIVE_STATES), None)

    def live_address(self) -> Address | None:
        """Return the first postal address that is not dead or changed."""
        return next((address for address in self.addresses if address.line and address.state in LIVE_STATES), None)
