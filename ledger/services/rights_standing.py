"""How things stand for the customer of a request: what carrying it out would change, and what it would leave."""

from dataclasses import dataclass
from datetime import datetime

from ledger.domain.consent import ConsentMethod, ConsentState
from ledger.domain.customer import Customer
from ledger.domain.ids import PurposeId
from ledger.domain.minor import Giver
from ledger.domain.purpose import Channel, LegalBasis, Purpose
from ledger.domain.request import SubjectRequest, require_customer
from ledger.domain.staff import Operation
from ledger.services import consents
from ledger.services.customers import get_living
from ledger.services.deciding import stops_of
from ledger.services.request_steps import customer_code, get
from ledger.services.session import Session

# A withdrawal is written or can be proven (Decree 356/2025 Art. 6): how it was said follows from how it came.
_METHODS = {
    Channel.CALL: ConsentMethod.RECORDED_CALL,
    Channel.SMS: ConsentMethod.SMS,
    Channel.ZALO: ConsentMethod.OTHER_PRINTABLE,
    Channel.EMAIL: ConsentMethod.EMAIL,
}


@dataclass(frozen=True, slots=True)
class ConsentKey:
    """One consent: for a purpose, on a channel, given by the person or the guardian."""

    purpose_id: PurposeId
    channel: Channel
    giver: Giver = Giver.SELF


@dataclass(frozen=True, slots=True)
class Granted:
    """One consent that stands, and since when."""

    key: ConsentKey
    purpose: Purpose
    since: datetime

    @property
    def rests_on_consent(self) -> bool:
        """Return whether withdrawing it ends the use: one on a contract or a law goes on without."""
        return self.purpose.basis is LegalBasis.CONSENT


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand: ``stopped`` holds channels, ``None`` for all; ``by_law`` what a restriction leaves allowed."""

    request: SubjectRequest
    customer_code: str
    method: ConsentMethod
    granted: tuple[Granted, ...]
    objectable: tuple[Purpose, ...]
    stopped: tuple[Channel | None, ...]
    restricted_at: datetime | None
    by_law: tuple[Purpose, ...]


def standing(session: Session, request_code: str) -> Standing:
    """Return how things stand, for whoever is about to act.

    Raises ``WrongState`` for a request of nobody on record, ``NotFound``, ``CustomerErased``.
    """
    session.require(Operation.VIEW_CUSTOMER)
    request = get(session, request_code)
    require_customer(request, "carry_out")
    customer = get_living(session, customer_code(session.db, request) or "")
    purposes = session.policy().purposes
    return Standing(
        request,
        customer.code,
        method_of(request),
        granted_by(session, customer),
        tuple(one for one in purposes if one.basis is LegalBasis.CONSENT),
        stopped_for(session, customer),
        customer.restricted_at,
        tuple(one for one in purposes if one.basis is LegalBasis.LAW),
    )


def method_of(request: SubjectRequest) -> ConsentMethod:
    """Return how something was said that came with a request."""
    return _METHODS.get(request.channel, ConsentMethod.WRITING)


def granted_by(session: Session, customer: Customer) -> tuple[Granted, ...]:
    """Return the consents that stand now, the person's own first, then the guardian's."""
    now = session.now()
    return tuple(
        Granted(ConsentKey(cell.purpose.id, cell.channel, giver), cell.purpose, cell.record.occurred_at)
        for giver in (Giver.SELF, Giver.GUARDIAN)
        for cell in consents.matrix(session, customer, now, giver)
        if cell.state is ConsentState.GRANTED and cell.record is not None
    )


def stopped_for(session: Session, customer: Customer) -> tuple[Channel | None, ...]:
    """Return the channels on which contact is stopped now, ``None`` for all."""
    said = stops_of(session, (customer.id,))[customer.id]
    return tuple(dict.fromkeys(stop.channel for stop in said if stop.lifted_at is None))
