"""Contacts the shop starts: decided by the gate, then logged, or refused and logged as an attempt (KO 4c, VK 2b).

Nothing ever deletes a row: Decree 91/2020 wants them kept for a year, the promises are counted from them for good.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from ledger.assets import load_wording
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.consent import StopContact
from ledger.domain.customer import Customer
from ledger.domain.errors import OptOutConfirmed, WrongState
from ledger.domain.feedback import require_not_future
from ledger.domain.gate import Act, Decision, Exemption, Proposal, decide
from ledger.domain.ids import ContactId, ContactListId, CustomerId, PurposeId, StaffId
from ledger.domain.instants import from_text
from ledger.domain.minor import birthdays_on
from ledger.domain.purpose import CONTACT_CHANNELS, Channel, LegalBasis
from ledger.domain.staff import Operation, may
from ledger.domain.wording import Language
from ledger.services.customers import get, get_living
from ledger.services.deciding import Outcome, decide_one, gather, record_refusal, require_words, stops_of
from ledger.services.deciding_many import allowed_from, decide_many, in_slices
from ledger.services.session import Session
from ledger.storage import contacts, people_facts
from ledger.storage.contacts import ContactQuery, ContactSort
from ledger.storage.database import Row
from ledger.storage.unit_of_work import UnitOfWork

__all__ = [
    "BirthdayLine", "ContactQuery", "ContactRow", "ContactSort", "birthdays", "confirm_opt_out", "contact", "ids",
    "log_opt_out_confirmation", "may_contact",
    "opt_out_channels", "rows", "store",
]  # fmt: skip
SPECIAL_OCCASIONS = PurposeId("special_occasions")
_BY_LAW = PurposeId("legal_compliance")  # Decree 91/2020 asks for the confirmation of an opt-out


def contact(
    session: Session, code: str, purpose_id: PurposeId, channel: Channel, occurred_at: datetime | None = None
) -> Outcome:
    """Log a contact with a customer, or a refusal with every reason."""
    session.require(Operation.CONTACT)
    require_words(session, purpose_id)
    customer = get(session, code)
    at = occurred_at or session.now()
    require_not_future(at, session.now(), "occurred_at")
    proposal = Proposal(Act.CONTACT, purpose_id, at, channel)
    with session.write() as uow:
        decision = decide_one(session, customer, proposal)
        if not decision.allowed:
            record_refusal(uow, session, customer, proposal, decision)
            return Outcome(decision)
        store(session, uow, customer, proposal, decision)
    return Outcome(decision, customer.code)


def store(
    session: Session,
    uow: UnitOfWork,
    customer: Customer,
    proposal: Proposal,
    decision: Decision,
    list_id: ContactListId | None = None,
) -> ContactId:
    """Log an allowed contact inside a transaction that is already open; return its id."""
    policy = session.policy()
    purpose = policy.purpose(proposal.purpose_id)
    if purpose is None or decision.basis is None:
        raise ValueError(proposal.act)
    exemption: Exemption | None = proposal.exemption
    new = contacts.NewContact(
        customer.id,
        purpose.id,
        proposal.channel,
        decision.basis,
        purpose.is_advertising,
        proposal.at,
        exemption.value if exemption else None,
        list_id,
    )
    contact_id = contacts.add(uow.db, new, policy.id, uow.now, uow.actor)
    body: Entry = {"contact": contact_id, "purpose": purpose.id, "channel": proposal.channel.value}
    uow.audit(AuditAction.CONTACT_MADE, customer.code, body | {"basis": decision.basis.value})
    return contact_id


def may_contact(
    session: Session, code: str, purpose_id: PurposeId, at: datetime | None = None
) -> tuple[tuple[Channel, Decision], ...]:
    """Return for every channel whether one customer may be contacted now, and every reason why not; records nothing.

    Raises ``NotFound`` and ``UnknownChoice``.
    """
    session.require(Operation.CONTACT)
    require_words(session, purpose_id)
    customer, when = get(session, code), at or session.now()
    facts = gather(session, (customer,), when)[customer.id]
    return tuple(
        (channel, decide(Proposal(Act.CONTACT, purpose_id, when, channel), facts)) for channel in CONTACT_CHANNELS
    )


# --- the one confirmation of an opt-out ---------------------------------------------------------


def confirm_opt_out(session: Session, code: str, channel: Channel | None, language: Language | None = None) -> str:
    """Return the one message that confirms a "do not contact" on ``channel``, or on all: no advertising in it.

    In the shop's language by default. Raises ``WrongState`` where no such stop stands and ``OptOutConfirmed``.
    """
    session.require(Operation.CONTACT)
    customer = get_living(session, code)
    if all(stop.channel is not channel for stop in _unconfirmed(session, customer)):
        raise WrongState(state="NO_STOP", act="opt_out_confirmation")
    shop = session.shop()
    wording = load_wording(language or shop.language)
    named = wording.text(f"channels.{channel.value}") if channel is not None else ""
    told = wording.text(f"contact.opt_out_{'one' if named else 'all'}", channel=named)
    return wording.text("contact.opt_out_confirmation", shop=shop.name, told=told)


def log_opt_out_confirmation(session: Session, code: str, channel: Channel) -> Outcome:
    """Log that the confirmation was sent, by whichever channel; or a refusal with every reason.

    Once after each stop. Raises ``WrongState`` where no stop stands and ``OptOutConfirmed``.
    """
    session.require(Operation.CONTACT)
    customer = get_living(session, code)
    with session.write() as uow:
        _unconfirmed(session, customer)
        proposal = _confirmation(channel, uow.now)
        decision = decide_one(session, customer, proposal)
        if not decision.allowed:
            record_refusal(uow, session, customer, proposal, decision)
            return Outcome(decision)
        store(session, uow, customer, proposal, decision)
    return Outcome(decision, customer.code)


def opt_out_channels(session: Session, code: str) -> tuple[Channel, ...]:
    """Return by which channels the confirmation of an opt-out reaches a customer, those in writing first."""
    session.require(Operation.CONTACT)
    customer, now = get_living(session, code), session.now()
    facts = gather(session, (customer,), now)[customer.id]
    channels = sorted(CONTACT_CHANNELS, key=lambda one: one is Channel.CALL)
    return tuple(one for one in channels if decide(_confirmation(one, now), facts).allowed)


def _confirmation(channel: Channel, at: datetime) -> Proposal:
    return Proposal(Act.CONTACT, _BY_LAW, at, channel, exemption=Exemption.OPT_OUT_CONFIRMATION)


def _unconfirmed(session: Session, customer: Customer) -> tuple[StopContact, ...]:
    """Return the stops that stand, unless the newest of them was confirmed to the person already."""
    stops = tuple(stop for stop in stops_of(session, (customer.id,))[customer.id] if stop.lifted_at is None)
    if not stops:
        raise WrongState(state="NO_STOP", act="opt_out_confirmation")
    newest = max(stop.recorded_at for stop in stops)
    if contacts.is_confirmed_since(session.db, customer.id, newest):
        raise OptOutConfirmed(code=customer.code)
    return stops


# --- the list of contacts -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact in the list; ``exemption`` says why a stop did not apply, ``list_code`` is empty for a single one."""

    id: ContactId
    at: datetime
    customer_code: str
    customer_name: str | None = field(repr=False)
    purpose_id: PurposeId
    channel: Channel
    basis: LegalBasis
    exemption: Exemption | None
    recorded_by: str = field(repr=False)
    list_code: str


def ids(session: Session, query: ContactQuery) -> "array[int]":
    """Return the ids of all contacts the query asks for and the member may read, in its order.

    Staff see what they recorded themselves, or all of one customer or list they name (``security.md`` 5.5).
    """
    return contacts.ids(session.db, query, _only_by(session, query.customer_code.strip() or query.list_code.strip()))


def _only_by(session: Session, named: str) -> StaffId | None:
    return None if named or may(session.member.role, Operation.REPORT) else session.member.id


def rows(session: Session, ids: Sequence[int]) -> tuple[ContactRow, ...]:
    """Return the rows of 1 to 500 contacts, in their order."""
    return tuple(_row(row) for row in contacts.rows(session.db, ids))


def _row(row: Row) -> ContactRow:
    one, at, code, name, purpose, channel, basis, exemption, member, list_code = row
    return ContactRow(
        id=ContactId(one),
        at=from_text(at),
        customer_code=code,
        customer_name=name,
        purpose_id=PurposeId(purpose),
        channel=Channel(channel),
        basis=LegalBasis(basis),
        exemption=Exemption(exemption) if exemption else None,
        recorded_by=member or "",
        list_code=list_code or "",
    )


# --- birthdays ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BirthdayLine:
    """Somebody whose birthday it is and who agreed to be greeted, on the channels that are allowed now."""

    id: CustomerId
    code: str
    name: str = field(repr=False)
    channels: tuple[Channel, ...]


def birthdays(session: Session, day: date) -> tuple[BirthdayLine, ...]:
    """Return by name who has a birthday and may be greeted (special occasions); whoever may not is not in it.

    Who was born on 29 February has it on 1 March in other years, as ages are counted. Hours are those of now, or the
    next that allow it. A policy without the purpose has none.
    """
    session.require(Operation.CONTACT)
    if session.policy().purpose(SPECIAL_OCCASIONS) is None:
        return ()
    people = people_facts.born_on(session.db, birthdays_on(day))
    allowed = _greetable(session, [one for one, _, _ in people])
    return tuple(
        BirthdayLine(CustomerId(one), code, name, allowed[one]) for one, code, name in people if allowed.get(one)
    )


def _greetable(session: Session, people: Sequence[int]) -> dict[int, tuple[Channel, ...]]:
    found: dict[int, tuple[Channel, ...]] = {}
    now = session.now()
    for channel in CONTACT_CHANNELS:
        at = allowed_from(session, SPECIAL_OCCASIONS, channel, now) or now
        proposal = Proposal(Act.CONTACT, SPECIAL_OCCASIONS, at, channel)
        for some in in_slices(people):
            for one, decision in decide_many(session, some, proposal).items():
                if decision.allowed:
                    found[one] = (*found.get(one, ()), channel)
    return found
