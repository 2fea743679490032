"""One customer's card: everything the shop knows about one person and did with it, hidden values still hidden.

Whoever works here may see one customer's card with its history (``Operation.VIEW_CUSTOMER``); the trail of everybody
is the manager's. Contact values stay in the ledger until ``reveals.reveal``.
"""

from dataclasses import dataclass, field
from datetime import datetime

from ledger.assets import load_places
from ledger.domain.customer import Address, ContactState, Customer, Gender, Source
from ledger.domain.ids import AddressId, EmailId, PhoneId, PolicyVersionId, PurposeId
from ledger.domain.instants import local_date
from ledger.domain.masking import mask_email, mask_phone
from ledger.domain.minor import AgeBand, Giver, age_band, age_on, is_minor
from ledger.domain.reveal import RevealField
from ledger.domain.staff import Operation
from ledger.services import card_lines as lines
from ledger.services import request_list
from ledger.services.card_lines import HIDDEN
from ledger.services.collected_lines import BrowserLine, SurveyLine, browser_lines, survey_lines
from ledger.services.collecting import purposes_of
from ledger.services.consents import MatrixCell, matrix
from ledger.services.customers import get
from ledger.services.deciding import age_rules, people_of
from ledger.services.recipients import lines as recipient_lines
from ledger.services.request_list import RequestLine
from ledger.services.session import Session
from ledger.storage import card as card_rows
from ledger.storage import policies, staff
from ledger.storage.card import CardCounts

__all__ = ["CardCounts", "ContactField", "CustomerCard", "Relative", "card"]


@dataclass(frozen=True, slots=True)
class ContactField:
    """One phone, email or address, masked; ``kind`` and ``position`` are what ``reveals.reveal`` asks for.

    ``province`` only of an address, and only from the dated list: people type streets into any field.
    """

    kind: RevealField
    position: int
    masked: str
    state: ContactState
    id: PhoneId | EmailId | AddressId
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A guardian, or somebody guarded; ``relation`` in the family's words."""

    code: str
    name: str = field(repr=False)
    relation: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """One person as the shop may see them at ``at``. Of an erased one only code, ``erased_at`` and counts are left."""

    code: str
    at: datetime
    counts: CardCounts
    erased_at: datetime | None = None
    restricted_at: datetime | None = None
    name: str = field(default="", repr=False)
    gender: Gender | None = field(default=None, repr=False)
    age: int | None = field(default=None, repr=False)  # completed years; None is unknown
    age_band: AgeBand = field(default=AgeBand.UNKNOWN, repr=False)
    is_declared_adult: bool = False
    source: Source | None = None
    collected_at: datetime | None = None
    purposes: tuple[PurposeId, ...] = ()  # what the record is for; empty is unknown
    policy_number: int | None = None  # the version under which the record was collected
    note: str | None = field(default=None, repr=False)
    contacts: tuple[ContactField, ...] = ()
    guardian: Relative | None = None
    wards: tuple[Relative, ...] = ()
    matrix: tuple[MatrixCell, ...] = ()
    guardian_matrix: tuple[MatrixCell, ...] = ()  # what the guardian said; empty unless the person is a minor
    stops: tuple[lines.StopLine, ...] = ()
    consents: tuple[lines.ConsentLine, ...] = ()
    orders: tuple[lines.OrderLine, ...] = ()
    holders: tuple[lines.Holder, ...] = ()
    feedback: tuple[lines.FeedbackLine, ...] = ()
    requests: tuple[RequestLine, ...] = ()
    contacts_made: tuple[lines.ContactLine, ...] = ()
    attempts: tuple[lines.AttemptLine, ...] = ()
    answers: tuple[SurveyLine, ...] = ()
    browser: tuple[BrowserLine, ...] = ()
    corrections: tuple[lines.CorrectionLine, ...] = ()
    trail: tuple[lines.TrailLine, ...] = ()


def card(session: Session, code: str) -> CustomerCard:
    """Return the card of one customer. Raises ``NotFound``."""
    session.require(Operation.VIEW_CUSTOMER)
    customer, at = get(session, code), session.now()
    counts = card_rows.counts(session.db, customer.id, customer.code)
    if customer.erased_at is not None:
        return CustomerCard(customer.code, at, counts, erased_at=customer.erased_at)
    names = staff.names(session.db)
    partners = {one.id: one for one in recipient_lines(session)}
    band = _band(session, customer, at)
    return CustomerCard(
        code=customer.code,
        at=at,
        counts=counts,
        restricted_at=customer.restricted_at,
        name=customer.name or "",
        gender=customer.gender,
        age=age_on(customer.birth_on, local_date(at)) if customer.birth_on else None,
        age_band=band,
        is_declared_adult=customer.is_declared_adult,
        source=customer.source,
        purposes=purposes_of(session, customer),
        collected_at=customer.collected_at,
        policy_number=_policy_number(session, customer.policy_version_id),
        note=customer.note,
        contacts=_contacts(customer),
        guardian=_guardian(session, customer),
        wards=_wards(session, customer),
        matrix=matrix(session, customer, at),
        guardian_matrix=matrix(session, customer, at, Giver.GUARDIAN) if is_minor(band) else (),
        stops=lines.stop_lines(session, customer, at),
        consents=lines.consent_lines(session, customer, names),
        orders=lines.order_lines(session, customer, partners),
        holders=lines.holders(session, customer, partners),
        feedback=lines.feedback_lines(session, customer, at),
        requests=request_list.of_customer(session, customer.id),
        contacts_made=lines.contact_lines(session, customer, names),
        attempts=lines.attempt_lines(session, customer, names, partners),
        corrections=lines.correction_lines(session, customer, names),
        answers=survey_lines(session, customer, names),
        browser=browser_lines(session, customer, names),
        trail=lines.trail_lines(session, customer, names),
    )


def _band(session: Session, customer: Customer, at: datetime) -> AgeBand:
    rules, declared = age_rules(session.db), customer.is_declared_adult
    return age_band(customer.birth_on, local_date(at), session.policy(), rules, is_declared_adult=declared)


def _policy_number(session: Session, version: PolicyVersionId | None) -> int | None:
    return policies.version_numbers(session.db).get(version) if version is not None else None


# --- how to reach the person --------------------------------------------------------------------


def _contacts(customer: Customer) -> tuple[ContactField, ...]:
    found = [
        ContactField(RevealField.PHONE, place, mask_phone(one.number or ""), one.state, one.id)
        for place, one in enumerate(customer.phones)
    ]
    found += [
        ContactField(RevealField.EMAIL, place, mask_email(one.address or ""), one.state, one.id)
        for place, one in enumerate(customer.emails)
    ]
    return (*found, *(_address(place, one) for place, one in enumerate(customer.addresses)))


def _address(place: int, one: Address) -> ContactField:
    known = load_places().province_with_code(one.province_code) if one.province_code else None
    return ContactField(RevealField.ADDRESS, place, HIDDEN, one.state, one.id, known.name if known else None)


# --- family -------------------------------------------------------------------------------------


def _guardian(session: Session, customer: Customer) -> Relative | None:
    link = customer.guardian
    if link is None:
        return None
    guardian = people_of(session, (link.guardian_id,))[link.guardian_id]
    return Relative(guardian.code, guardian.name or "", link.relation)


def _wards(session: Session, customer: Customer) -> tuple[Relative, ...]:
    guarded = people_of(session, card_rows.guarded_by(session.db, customer.id))
    return tuple(
        Relative(one.code, one.name or "", one.guardian.relation if one.guardian else "") for one in guarded.values()
    )
