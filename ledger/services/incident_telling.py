"""Telling customers affected by an incident: who was told, by which way and when, and who cannot be reached."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.errors import NothingToDo, UnknownChoice
from ledger.domain.gate import Act, Decision, Exemption, Proposal, Reason
from ledger.domain.ids import CustomerId, PurposeId
from ledger.domain.incident import (
    Affected,
    Incident,
    IncidentStepKind,
    TellState,
    require_after_discovery,
)
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.domain.staff import Operation
from ledger.services import contacts
from ledger.services.deciding import in_batches, people_of, record_refusal
from ledger.services.deciding_many import decide_many, in_slices
from ledger.services.incident_people import AT_ONCE, ids_of
from ledger.services.incidents import step, still_open
from ledger.services.session import Session
from ledger.storage import incident_people, incidents
from ledger.storage.incident_people import Settled, Waiting
from ledger.storage.unit_of_work import UnitOfWork

PURPOSE = PurposeId("legal_compliance")


@dataclass(frozen=True, slots=True)
class Telling:
    """What became of some customers: those of ``codes``, or all whose letter or email on ``channel`` was written.

    ``at``: when they were told, now by default.
    """

    state: TellState
    channel: Channel
    codes: tuple[str, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ToldPeople:
    """How many were settled, and the codes of those the gate refused: they still wait, and it is on record why."""

    done: int
    refused: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()  # of all refusals, each once


def telling(session: Session, code: str, wish: Telling) -> Generator[tuple[int, int], None, ToldPeople]:
    """Write down that customers were told, or cannot be reached; yields (done, total). Manager only.

    Telling is a contact the gate allows as a notice the law requires, so a stop does not stand against it. Raises
    ``InFuture``, ``BeforeDiscovery``, ``UnknownChoice``, ``NothingToDo``, ``NotFound``, ``WrongState``.
    """
    session.require(Operation.HANDLE_INCIDENT)
    one, at = still_open(session, code), wish.at or session.now()
    require_after_discovery(one, at, session.now(), "told_at")
    people = _wanted(session, one, wish)
    done, refused = 0, dict[str, Decision]()
    yield 0, len(people)
    for some in in_slices(people, AT_ONCE):
        with session.write() as uow:
            turned_away = _settle(session, uow, one, (replace(wish, at=min(at, uow.now)), some))
        refused |= turned_away
        done += len(some)
        yield done, len(people)
    reasons = {reason.code: reason for each in refused.values() for reason in each.reasons}
    return ToldPeople(done - len(refused), tuple(refused), tuple(reasons.values()))


def _wanted(session: Session, one: Incident, wish: Telling) -> Sequence[int]:
    if wish.state is TellState.WAITING or wish.channel not in CONTACT_CHANNELS:
        raise UnknownChoice(field="channel", choices=tuple(each.value for each in CONTACT_CHANNELS))
    people = _by_code(session, one, wish) if wish.codes else tuple(_written(session, one, wish.channel))
    if not people:
        raise NothingToDo(act="incident")
    return people


def _by_code(session: Session, one: Incident, wish: Telling) -> Sequence[int]:
    found: dict[int, Affected] = {}
    for some in in_batches(list(ids_of(session, wish.codes).values())):
        found |= incident_people.among(session.db, one.id, some)
    # Who was told stays told: a second contact would be on record for one letter.
    return tuple(each for each, stands in found.items() if stands.state not in {TellState.TOLD, wish.state})


def _written(session: Session, one: Incident, channel: Channel) -> Iterator[int]:
    wanted = Waiting(one.id, channel, is_written=True)
    while some := incident_people.waiting(session.db, wanted):
        yield from some
        wanted = replace(wanted, after=some[-1])


def _settle(
    session: Session, uow: UnitOfWork, one: Incident, what: tuple[Telling, Sequence[int]]
) -> dict[str, Decision]:
    """Write what became of some customers; return the refusals of the gate by customer code."""
    wish, some = what
    codes = incident_people.codes_of(uow.db, some)
    if wish.state is TellState.TOLD:
        settled, refused = _contact(session, uow, wish, some)
    else:
        settled, refused = dict.fromkeys(some, Settled(wish.state, None)), {}
    incident_people.settle(uow.db, one.id, settled, uow.now, uow.actor)
    if settled:
        body: Entry = {"incident": one.code, "notice": wish.state.value}
        body |= {"told_by": wish.channel.value} if wish.state is TellState.TOLD else {}
        kind = IncidentStepKind(wish.state.value)
        said = wish.channel.value if wish.state is TellState.TOLD else ""
        taken = step(uow, kind, at=wish.at, reference=said, people=len(settled))
        incidents.add_people_to_step(uow.db, one.id, taken)
        uow.audit(AuditAction.INCIDENT_TOLD, None, body | {"customers": len(settled)})
        for each in settled:
            uow.audit(AuditAction.INCIDENT_TOLD, codes[each], body)
    return {codes[each]: decision for each, decision in refused.items()}


def may_be_told(
    session: Session, people: Sequence[int], channel: Channel, at: datetime
) -> tuple[Proposal, Mapping[CustomerId, Decision]]:
    """Return what the gate is asked about telling customers, and what it says about each of up to 500."""
    proposal = Proposal(Act.CONTACT, PURPOSE, at, channel, exemption=Exemption.LEGAL_NOTICE)
    return proposal, decide_many(session, people, proposal)


def _contact(
    session: Session, uow: UnitOfWork, wish: Telling, some: Sequence[int]
) -> tuple[dict[int, Settled], dict[int, Decision]]:
    """Log a contact with each customer the gate lets through; who it refuses gets an attempt instead."""
    proposal, decisions = may_be_told(session, some, wish.channel, wish.at or uow.now)
    people = people_of(session, [CustomerId(each) for each in some])
    settled, refused = dict[int, Settled](), dict[int, Decision]()
    for each, decision in decisions.items():
        if decision.allowed:
            made = contacts.store(session, uow, people[each], proposal, decision)
            settled[each] = Settled(TellState.TOLD, wish.channel, wish.at, made)
        else:
            refused[each] = decision
            record_refusal(uow, session, people[each], proposal, decision)
    return settled, refused
