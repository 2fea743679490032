"""Who is affected by an incident: found in what the shop gave away, and listed with a way to tell them (PDPL Art. 23).

Everything that may concern very many is done slice by slice, each a transaction of its own; stopping keeps what is
done. Doing it again does the rest.
"""

from array import array
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.errors import InFuture, NotFound, NothingToDo, PeriodReversed, TextMissing, WrongState
from ledger.domain.ids import CustomerId, RecipientId
from ledger.domain.incident import (
    Affected,
    FoundBy,
    Incident,
    IncidentStepKind,
    TellState,
    best_channel,
)
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.domain.text import as_code
from ledger.services import contact_lists, handover, recipients
from ledger.services.deciding import in_batches
from ledger.services.deciding_many import in_slices
from ledger.services.incidents import step, still_open
from ledger.services.reading import echo
from ledger.services.session import Session
from ledger.storage import incident_people, incidents, people_facts
from ledger.storage.incident_people import Given, NewPeople
from ledger.storage.told_lists import Count
from ledger.storage.unit_of_work import UnitOfWork

_READ = 5_000  # rows looked through in one slice
_PLANNED = 400  # people whose addresses are looked at in one slice
AT_ONCE = 50  # people in one transaction, each with a row and an entry of the trail

Slices = Generator[tuple[int, int], None, int]


# --- finding --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PeopleWish:
    """Whom to look for. ``number`` of a manifest or code of a contact list; a recipient with whom data was shared in
    [since, until); whoever was on record when a backup was made (``since``); or customers by code.
    """

    found_by: FoundBy
    number: str = ""
    recipient_id: RecipientId | None = None
    since: datetime | None = None
    until: datetime | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """Who was found and is not on the list yet; nothing of it is recorded. ``known`` are on the list already."""

    wish: PeopleWish
    ids: "array[int]" = field(repr=False)
    known: int


def find(session: Session, code: str, wish: PeopleWish) -> Generator[tuple[int, int], None, FoundPeople]:
    """Look for affected customers; yields (done, total) and records nothing. Manager only.

    Customers erased since are found too: a lost paper still shows them. Raises ``NotFound``, ``TextMissing``,
    ``InFuture``, ``PeriodReversed``, ``WrongState`` for a closed incident.
    """
    session.require(Operation.HANDLE_INCIDENT)
    one = still_open(session, code)
    found = yield from _FINDERS[wish.found_by](session, wish)
    listed = set(incident_people.listed_ids(session.db, one.id))
    fresh = array("q", sorted(found - listed))
    return FoundPeople(wish, fresh, len(found) - len(fresh))


_Finding = Generator[tuple[int, int], None, set[int]]


def _on_manifest(session: Session, wish: PeopleWish) -> _Finding:
    found = incident_people.on_manifest(session.db, handover.read_number(_typed(wish.number, "manifest")))
    if not found:
        raise NotFound(kind="manifest", code=echo(wish.number))
    yield len(found), len(found)
    return set(found)


def _on_list(session: Session, wish: PeopleWish) -> _Finding:
    one = contact_lists.get(session, _typed(wish.number, "contact_list"))
    found = incident_people.on_list(session.db, one.id)
    yield len(found), len(found)
    return set(found)


def _given(session: Session, wish: PeopleWish) -> _Finding:
    if wish.recipient_id is None:
        raise TextMissing(field="recipient")
    recipients.get(session, wish.recipient_id)
    if wish.since is not None and wish.until is not None and wish.since >= wish.until:
        raise PeriodReversed(field="period_to")
    wanted = Given(wish.recipient_id, wish.since, wish.until)
    total, done, found = incident_people.count_given(session.db, wanted), 0, set[int]()
    yield 0, total
    while rows := incident_people.given(session.db, wanted, _READ):
        found.update(row[2] for row in rows)
        wanted, done = replace(wanted, after=(rows[-1][0], rows[-1][1])), done + len(rows)
        yield done, total
    return found


def _in_backup(session: Session, wish: PeopleWish) -> _Finding:
    if wish.since is None:
        raise TextMissing(field="made_at")
    if wish.since > session.now():
        raise InFuture(field="made_at")
    total, done, after, found = incident_people.count_customers(session.db), 0, 0, set[int]()
    yield 0, total
    while rows := incident_people.on_record(session.db, wish.since, after, _READ):
        found.update(one for one, is_in in rows if is_in)
        after, done = rows[-1][0], done + len(rows)
        yield done, total
    return found


def _named(session: Session, wish: PeopleWish) -> _Finding:
    found = ids_of(session, wish.codes)
    if not found:
        raise TextMissing(field="customer")
    yield len(found), len(found)
    return set(found.values())


_FINDERS = {
    FoundBy.MANIFEST: _on_manifest,
    FoundBy.CONTACT_LIST: _on_list,
    FoundBy.RECIPIENT: _given,
    FoundBy.BACKUP: _in_backup,
    FoundBy.NAMED: _named,
}


def _typed(words: str, name: str) -> str:
    if not words.strip():
        raise TextMissing(field=name)
    return words


def ids_of(session: Session, codes: Sequence[str]) -> dict[str, CustomerId]:
    """Return customers by code. Raises ``NotFound`` for the first that is not on record."""
    named = list(dict.fromkeys(as_code(code) for code in codes if code.strip()))
    found: dict[str, CustomerId] = {}
    for some in in_batches(named):
        found |= incident_people.with_codes(session.db, some)
    unknown = next((code for code in named if code not in found), None)
    if unknown is not None:
        raise NotFound(kind="customer", code=echo(unknown))
    return found


# --- the list -------------------------------------------------------------------------------------


def adding(session: Session, code: str, found: FoundPeople) -> Slices:
    """Write found customers on the list; yields (done, total), returns how many. Manager only.

    Each gets a channel to be told on; who has none is unreachable. One header entry per slice, one entry per customer.
    """
    session.require(Operation.HANDLE_INCIDENT)
    one, started = still_open(session, code), session.now()
    if not found.ids:
        raise NothingToDo(act="incident")
    done = 0
    yield 0, len(found.ids)
    for some in in_slices(found.ids, AT_ONCE):
        with session.write() as uow:
            done += _add(uow, one, (found.wish.found_by, some), started)
        yield done, len(found.ids)
    return done


def _add(uow: UnitOfWork, one: Incident, new: tuple[FoundBy, Sequence[int]], started: datetime) -> int:
    how, some = new
    listed = incident_people.among(uow.db, one.id, some)
    fresh = [each for each in some if each not in listed]
    if fresh:
        incident_people.add(uow.db, NewPeople(one.id, how, _channels(uow, fresh)), uow.now, uow.actor)
        body: Entry = {"incident": one.code, "found_by": how.value}
        incidents.add_people_to_step(
            uow.db, one.id, step(uow, IncidentStepKind.PEOPLE_ADDED, at=started, reference=how.value, people=len(fresh))
        )
        uow.audit(AuditAction.INCIDENT_PEOPLE, None, body | {"customers": len(fresh)})
        for known_as in incident_people.codes_of(uow.db, fresh).values():
            uow.audit(AuditAction.INCIDENT_PEOPLE, known_as, body)
    return len(fresh)


def _channels(uow: UnitOfWork, people: Sequence[int]) -> dict[int, Channel | None]:
    return {known.id: best_channel(known.reachable) for known in people_facts.of_people(uow.db, people)}


def remove(session: Session, code: str, customer_codes: Sequence[str]) -> int:
    """Take customers off the list who stand there wrongly; return how many. Manager only.

    Raises ``WrongState`` for somebody who was told already: that stays on record; ``NothingToDo``, ``NotFound``.
    """
    session.require(Operation.HANDLE_INCIDENT)
    one, named = still_open(session, code), ids_of(session, customer_codes)
    with session.write() as uow:
        listed = _listed(uow, one, list(named.values()))
        if any(each.state is TellState.TOLD for each in listed.values()):
            raise WrongState(state="CUSTOMER_TOLD", act="incident")
        if not listed:
            raise NothingToDo(act="incident")
        incident_people.remove(uow.db, one.id, list(listed))
        incidents.add_people_to_step(uow.db, one.id, step(uow, IncidentStepKind.PEOPLE_REMOVED, people=len(listed)))
        body: Entry = {"incident": one.code, "why": "removed"}
        uow.audit(AuditAction.INCIDENT_PEOPLE, None, body | {"customers": len(listed)})
        for known_as, each in named.items():
            if each in listed:
                uow.audit(AuditAction.INCIDENT_PEOPLE, known_as, body)
    return len(listed)


def _listed(uow: UnitOfWork, one: Incident, people: Sequence[int]) -> dict[int, Affected]:
    found: dict[int, Affected] = {}
    for some in in_batches(people):
        found |= incident_people.among(uow.db, one.id, some)
    return found


def planning(session: Session, code: str) -> Slices:
    """Choose the channel again of who was not told and whose addresses changed; yields (done, total).

    Returns how many moved. Done before letters and emails are written. Manager only.
    """
    session.require(Operation.HANDLE_INCIDENT)
    one, after, done, moved = still_open(session, code), 0, 0, 0
    total = sum(each.count for each in incident_people.TOLD.counts(session.db, one.id) if _is_undecided(each))
    yield 0, total
    while some := incident_people.undecided(session.db, one.id, after, _PLANNED):
        known = people_facts.of_people(session.db, list(some))
        better = {each.id: best_channel(each.reachable) for each in known}
        changed: dict[int, Channel | None] = {each: best for each, best in better.items() if best is not some[each]}
        if changed:
            with session.write() as uow:
                incident_people.plan(uow.db, NewPeople(one.id, FoundBy.NAMED, changed), uow.now, uow.actor)
                body: Entry = {"incident": one.code, "rechosen": len(changed)}
                uow.audit(AuditAction.INCIDENT_PEOPLE, None, body)
        after, done, moved = max(some), done + len(some), moved + len(changed)
        yield min(done, total), total
    return moved


def _is_undecided(one: Count[TellState, Channel]) -> bool:
    return one.state is TellState.WAITING or one.channel is None
