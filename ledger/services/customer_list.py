"""The list of customers as the window shows it: sorted and filtered in the ledger, masked before it leaves."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.customer import Customer, Source
from ledger.domain.ids import CustomerId
from ledger.domain.instants import local_date
from ledger.domain.masking import mask_email, mask_phone
from ledger.domain.minor import AgeBand, age_band, is_minor
from ledger.services.deciding import age_rules
from ledger.services.minors import asked_today
from ledger.services.session import Session
from ledger.storage import customers, lists_people
from ledger.storage.lists_people import TO_CORRECT, CustomerKind, CustomerQuery, CustomerSort, Figures, Moment

__all__ = [
    "TO_CORRECT",
    "CustomerKind",
    "CustomerQuery",
    "CustomerRow",
    "CustomerSort",
    "count_to_correct",
    "ids",
    "rows",
]


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One line of the list; phone and email as the screen may show them, empty where there is none alive."""

    id: CustomerId
    code: str
    name: str | None = field(repr=False)  # None once erased
    phone_masked: str = field(repr=False)
    email_masked: str = field(repr=False)
    province: str = field(repr=False)
    source: Source | None
    collected_at: datetime | None
    is_minor: bool | None  # None: neither birth date nor declaration
    is_stopped: bool  # on any channel
    is_restricted: bool
    is_erased: bool
    parcel_count: int
    open_feedback: int


def ids(session: Session, query: CustomerQuery) -> "array[int]":
    """Return the ids of all customers the query asks for, in its order."""
    now = session.now()
    return lists_people.ids(session.db, query, Moment(now, asked_today(session, now)))


def count_to_correct(session: Session) -> dict[CustomerKind, int]:
    """Return how many records look incomplete or wrong, by what is wrong: what the shop corrects unasked (VK 7)."""
    return {kind: len(ids(session, CustomerQuery(kind=kind))) for kind in TO_CORRECT}


def rows(session: Session, ids: Sequence[int]) -> tuple[CustomerRow, ...]:
    """Return the rows of 1 to 500 ids, in their order."""
    people = customers.load_many(session.db, [CustomerId(one) for one in ids])
    now = session.now()
    figures = lists_people.figures(session.db, ids, now)
    policy, ages, today = session.policy(), age_rules(session.db), local_date(now)
    bands = [age_band(one.birth_on, today, policy, ages, is_declared_adult=one.is_declared_adult) for one in people]
    return tuple(_row(one, band, figures) for one, band in zip(people, bands, strict=True))


def _row(one: Customer, band: AgeBand, figures: Figures) -> CustomerRow:
    phone, email, address = one.live_phone(), one.live_email(), one.live_address()
    return CustomerRow(
        id=one.id,
        code=one.code,
        name=one.name,
        phone_masked=mask_phone(phone.number) if phone and phone.number else "",
        email_masked=mask_email(email.address) if email and email.address else "",
        # Only a province of the dated list: what is typed freely may be a street.
        province=(address.province or "") if address and address.province_code else "",
        source=one.source,
        collected_at=one.collected_at,
        is_minor=None if band is AgeBand.UNKNOWN else is_minor(band),
        is_stopped=one.id in figures.stopped,
        is_restricted=one.restricted_at is not None,
        is_erased=one.erased_at is not None,
        parcel_count=figures.parcels.get(one.id, 0),
        open_feedback=figures.open_feedback.get(one.id, 0),
    )
