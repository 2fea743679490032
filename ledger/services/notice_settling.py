"""What became of each customer in a notice run: told, unreachable or excused, and when (VK 10)."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.errors import NotFound, NothingToDo, WrongState
from ledger.domain.gate import Act, Decision, Exemption, Proposal, Reason, decide
from ledger.domain.ids import ContactId, CustomerId, NoticeRunId, PurposeId
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.domain.text import NOTE_LIMIT, optional_text, required_text
from ledger.services import contacts
from ledger.services.deciding import gather, people_of, record_refusal
from ledger.services.session import Session
from ledger.storage import notices
from ledger.storage.notices import Notice, Outcome, Run, Waiting
from ledger.storage.unit_of_work import UnitOfWork

PURPOSE = PurposeId("legal_compliance")
AT_ONCE = 200  # customers in one transaction, a tenth of a second


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of some customers: those of ``codes``, or without any all who wait on ``channel``.

    All who wait on a personal channel, to be told, means those whose letter or message was written out. ``reason`` is
    needed to excuse somebody.
    """

    state: NoticeState
    channel: NoticeChannel
    codes: tuple[str, ...] = ()
    reason: str = field(default="", repr=False)

    @property
    def is_told(self) -> bool:
        """Return whether customers were told."""
        return self.state is NoticeState.TOLD

    @property
    def is_contact(self) -> bool:
        """Return whether each of them was addressed in person: a contact the gate is asked about."""
        return self.is_told and self.channel.personal is not None

    @property
    def needs_written(self) -> bool:
        """Return whether only those count whose letter or message was written out."""
        return self.is_contact and not self.codes


@dataclass(frozen=True, slots=True)
class Settled:
    """How many were settled, and the codes of those the gate refused: they still wait, and it is on record why."""

    done: int
    refused: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()  # of all refusals, each once


def known_run(session: Session, run_id: NoticeRunId) -> Run:
    """Return a run as stored. Raises ``NotFound``."""
    found = notices.load(session.db, run_id)
    if found is None:
        raise NotFound(kind="notice_run", code=str(run_id))
    return found


def unfinished(session: Session, run_id: NoticeRunId) -> Run:
    """Return a run in which somebody may still be told. Raises ``NotFound`` or ``WrongState``."""
    found = known_run(session, run_id)
    if found.finished_at is not None:
        raise WrongState(state="FINISHED", act="notice")
    return found


def settle(session: Session, run_id: NoticeRunId, settlement: Settlement) -> Settled:
    """Settle some customers, see ``settling``. Raises ``NothingToDo`` when there is nobody to settle."""
    slices = settling(session, run_id, settlement)
    while True:
        try:
            next(slices)
        except StopIteration as end:
            result: Settled = end.value
            break
    if not result.done and not result.refused:
        raise NothingToDo
    return result


def settling(
    session: Session, run_id: NoticeRunId, settlement: Settlement
) -> Generator[tuple[int, int], None, Settled]:
    """Settle some customers slice by slice, each a transaction of its own; yields how many of how many are done.

    Who was told on a personal channel is a contact the gate allows. Staff may say who was told, the manager the rest.
    Raises ``TextMissing`` without a reason for excusing, ``WrongState`` for a finished run or a page that announces
    nothing.
    """
    session.require(Operation.CONTACT if settlement.is_told else Operation.PUBLISH_POLICY)
    known = unfinished(session, run_id)
    if settlement.is_told and settlement.channel is NoticeChannel.HOME_PAGE and known.home_page_at is None:
        raise WrongState(state="NOT_ANNOUNCED", act="notice")
    reason = _reason(settlement)
    total = len(settlement.codes) or _waiting_for(session, run_id, settlement)
    done, refused = 0, dict[str, Decision]()
    for batch in _batches(session, run_id, settlement):
        with session.write() as uow:
            turned_away = _settle(session, uow, known, batch, (settlement, reason))
        done += len(batch) - len(turned_away)
        refused |= turned_away
        yield min(done + len(refused), total), total
    reasons = {reason.code: reason for one in refused.values() for reason in one.reasons}
    return Settled(done, tuple(refused), tuple(reasons.values()))


def _reason(settlement: Settlement) -> str | None:
    if settlement.state is NoticeState.EXCUSED:
        return required_text(settlement.reason, "reason", NOTE_LIMIT)
    return optional_text(settlement.reason, "reason", NOTE_LIMIT)


def _waiting_for(session: Session, run_id: NoticeRunId, settlement: Settlement) -> int:
    found = notices.TOLD.counts(session.db, run_id)
    waiting = [one for one in found if one.state is NoticeState.WAITING and one.channel is settlement.channel]
    return sum(one.written if settlement.needs_written else one.count for one in waiting)


def _batches(session: Session, run_id: NoticeRunId, settlement: Settlement) -> Iterator[Sequence[Notice]]:
    if settlement.codes:
        for start in range(0, len(settlement.codes), AT_ONCE):
            found = notices.of_codes(session.db, run_id, settlement.codes[start : start + AT_ONCE])
            if fresh := [one for one in found if not _is_told_so(one, settlement)]:
                yield fresh
        return
    is_written = True if settlement.needs_written else None
    wanted = Waiting(settlement.channel, is_written, limit=AT_ONCE)
    while batch := notices.waiting(session.db, run_id, wanted):
        yield batch
        wanted = Waiting(settlement.channel, is_written, batch[-1].id, AT_ONCE)  # who was refused still waits


def _is_told_so(one: Notice, settlement: Settlement) -> bool:
    # a second contact would be on record for one letter
    return settlement.is_told and one.state is NoticeState.TOLD and one.channel is settlement.channel


def _settle(
    session: Session, uow: UnitOfWork, known: Run, batch: Sequence[Notice], how: tuple[Settlement, str | None]
) -> dict[str, Decision]:
    """Write what became of a batch; return the refusals of the gate by customer code."""
    settlement, reason = how
    people = people_of(session, [one.customer_id for one in batch])
    contacted = _contact(session, uow, people, settlement.channel) if settlement.is_contact else {}
    number = session.policy(known.version).number
    refused: dict[str, Decision] = {}
    for one in batch:
        code, contact = people[one.customer_id].code, contacted.get(one.customer_id)
        if isinstance(contact, Decision):
            refused[code] = contact
            continue
        channel = settlement.channel if settlement.is_told else one.channel
        outcome = Outcome(settlement.state, channel, contact, reason)
        notices.settle(uow.db, (one.id,), outcome, uow.now, uow.actor)
        body: Entry = {"version": number, "notice": settlement.state.value, "has_reason": reason is not None}
        uow.audit(AuditAction.NOTICE_SETTLED, code, body | {"told_by": channel.value if channel else None})
    return refused


def _contact(
    session: Session, uow: UnitOfWork, people: Mapping[CustomerId, Customer], channel: NoticeChannel
) -> dict[CustomerId, ContactId | Decision]:
    """Log a contact with each customer the gate lets through; who it refuses gets an attempt instead."""
    proposal, decisions = may_be_told(session, tuple(people.values()), channel, uow.now)
    found: dict[CustomerId, ContactId | Decision] = {}
    for person in people.values():
        decision = decisions[person.id]
        if decision.allowed:
            found[person.id] = contacts.store(session, uow, person, proposal, decision)
        else:
            record_refusal(uow, session, person, proposal, decision)
            found[person.id] = decision
    return found


def may_be_told(
    session: Session, people: Sequence[Customer], channel: NoticeChannel, at: datetime
) -> tuple[Proposal, dict[CustomerId, Decision]]:
    """Return what the gate is asked about a notice in person, and what it says about each customer."""
    # A legal notice goes to who asked not to be contacted, too; it never advertises.
    means = channel.personal or Channel.NONE
    proposal = Proposal(Act.CONTACT, PURPOSE, at, means, exemption=Exemption.LEGAL_NOTICE)
    facts = gather(session, people, at)
    return proposal, {one.id: decide(proposal, facts[one.id]) for one in people}
