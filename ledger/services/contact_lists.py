"""Lists of people who may be contacted now, for one purpose on one channel (KO 2, KO 4c, VK 2a, VK 2b).

Everybody on record goes through the gate when a list is gathered, and again when it is exported or a contact is
logged: what was said meanwhile counts. Gathering is a preview and records nothing (``model.md`` 2).
"""

from array import array
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.errors import InFuture, ListOutdated, NotFound, NothingToDo, OutOfRange, UnknownChoice
from ledger.domain.gate import Act, Proposal, ReasonCode
from ledger.domain.ids import ContactListId, CustomerId, PolicyVersionId, PurposeId
from ledger.domain.instants import from_text, local_date, show_instant
from ledger.domain.masking import mask_email, mask_phone
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.domain.staff import Operation
from ledger.domain.text import NAME_LIMIT, as_code, optional_text, required_text
from ledger.services.contact_export import PreparedExport, export, export_in_slices
from ledger.services.contact_rules import needs_check, open_list, reach, require_checked, stored_list
from ledger.services.contacts import store
from ledger.services.deciding import in_batches, people_of, record_refusal, require_words
from ledger.services.deciding_many import (
    allowed_from,
    codes_of,
    decide_many,
    everybody,
    in_slices,
    sort_out,
    to_the_end,
)
from ledger.services.do_not_call import (
    Listed,
    export_for_check,
    export_for_check_in_slices,
    listed_among,
    listed_among_in_slices,
    read_listed,
)
from ledger.services.reading import echo
from ledger.services.session import Session
from ledger.storage import contact_lists
from ledger.storage.contact_lists import (
    LeftOut,
    ListQuery,
    ListSort,
    ListState,
    NewList,
    PersonState,
    StoredList,
    read_left_out,
)
from ledger.storage.database import Row

__all__ = [
    "ContactWish", "Gathered", "ListQuery", "ListRow", "ListSort", "ListState", "Listed", "Logged", "PersonRow",
    "PersonState", "PreparedExport", "check_do_not_call", "close", "export", "export_for_check",
    "export_for_check_in_slices", "export_in_slices", "gather", "get", "ids", "listed_among",
    "listed_among_in_slices", "log_made", "log_made_in_slices", "make", "person_ids", "person_rows", "read_listed",
    "rows",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContactWish:
    """Whom the shop would like to contact: everybody who may be, for a purpose on a channel."""

    purpose_id: PurposeId
    channel: Channel
    title: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Who may be contacted, and how many may not for which reason; nothing of it is recorded.

    ``left_out`` counts every reason of everybody refused, by value of ``ReasonCode``: a person with two reasons counts
    under both, and once in ``left_out_people``. ``allowed_from`` is set when the hours for advertising are over at
    ``at``: the gate was asked about that next instant, and is asked again for each contact.
    """

    wish: ContactWish
    policy_id: PolicyVersionId
    ids: "array[int]" = field(repr=False)
    left_out: Mapping[str, int]
    left_out_people: int
    at: datetime
    allowed_from: datetime | None


@dataclass(frozen=True, slots=True)
class Logged:
    """How many contacts were written down, and how many people the gate refused now, by reason."""

    made: int
    refused: Mapping[ReasonCode, int]
    refused_people: int = 0


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list in the table; ``left_out`` by value of ``ReasonCode``."""

    id: ContactListId
    code: str
    title: str
    purpose_id: PurposeId
    channel: Channel
    policy_number: int
    made_at: datetime
    made_by: str = field(repr=False)
    people: int
    left_out: Mapping[str, int]
    left_out_people: int
    contacted: int
    needs_check: bool  # against the national do-not-call list, before anybody is contacted
    checked_on: date | None
    checked_by: str = field(repr=False)
    check_reference: str
    exported_at: datetime | None
    exported_by: str = field(repr=False)
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a list; ``reach`` is the number, email or province of the list's channel as a screen may show it.

    The state is what was written down; whether the gate would refuse now is asked when something is done.
    """

    id: CustomerId
    customer_code: str
    name: str | None = field(repr=False)  # None once erased
    reach: str = field(repr=False)
    state: PersonState
    contacted_at: datetime | None


def gather(session: Session, wish: ContactWish) -> Generator[tuple[int, int], None, Gathered]:
    """Ask the gate about everybody on record, some hundred at a time; yields (done, total) and records nothing.

    Raises ``UnknownChoice`` for a channel that reaches nobody.
    """
    session.require(Operation.CONTACT)
    require_words(session, wish.purpose_id)
    if wish.channel not in CONTACT_CHANNELS:
        raise UnknownChoice(field="channel", choices=tuple(one.value for one in CONTACT_CHANNELS))
    policy, at = session.policy(), session.now()
    begins = allowed_from(session, wish.purpose_id, wish.channel, at)
    proposal = Proposal(Act.CONTACT, wish.purpose_id, begins or at, wish.channel)
    found = yield from sort_out(session, everybody(session), proposal)
    return Gathered(wish, policy.id, found.allowed, found.reasons, found.refused, at, begins)


def make(session: Session, gathered: Gathered) -> str:
    """Write a gathered list down and return its code.

    One entry with counts, no attempt per person (``model.md`` 2). Raises ``NothingToDo`` for an empty list and
    ``ListOutdated`` when another policy came into force meanwhile.
    """
    session.require(Operation.CONTACT)
    if not gathered.ids:
        raise NothingToDo(act="contact_list")
    wish, left_out = gathered.wish, LeftOut(gathered.left_out_people, gathered.left_out)
    title = optional_text(wish.title, "title", NAME_LIMIT) or ""
    with session.write() as uow:
        if session.policy().id != gathered.policy_id:
            raise ListOutdated
        new = NewList(title, wish.purpose_id, wish.channel, left_out, gathered.ids)
        _, code = contact_lists.add(uow.db, new, gathered.policy_id, uow.now, uow.actor)
        body: Entry = {
            "list": code,
            "purpose": wish.purpose_id,
            "channel": wish.channel.value,
            "customers": len(gathered.ids),
            "left_out": gathered.left_out_people,
            "why_left_out": gathered.left_out,
        }
        uow.audit(AuditAction.LIST_MADE, None, body)
    return code


# --- the table of lists -------------------------------------------------------------------------


def ids(session: Session, query: ListQuery) -> "array[int]":
    """Return the ids of all lists the query asks for, in its order."""
    return contact_lists.ids(session.db, query)


def rows(session: Session, ids: Sequence[int]) -> tuple[ListRow, ...]:
    """Return the rows of 1 to 500 lists, in their order."""
    return tuple(_row(session, row) for row in contact_lists.rows(session.db, ids))


def get(session: Session, code: str) -> ListRow:
    """Return one list. Raises ``NotFound``."""
    return rows(session, (stored_list(session, code).id,))[0]


def _row(session: Session, row: Row) -> ListRow:
    one, code, title, purpose, channel, number, made_at, maker, left_out, people, contacted, *about = row
    checked_on, checker, reference, exported_at, exporter, closed_at = about
    counts = read_left_out(left_out)
    return ListRow(
        id=ContactListId(one),
        code=code,
        title=title,
        purpose_id=PurposeId(purpose),
        channel=Channel(channel),
        policy_number=number,
        made_at=from_text(made_at),
        made_by=maker or "",
        people=people,
        left_out=counts.reasons,
        left_out_people=counts.people,
        contacted=contacted,
        needs_check=checked_on is None and needs_check(session, PurposeId(purpose), Channel(channel)),
        checked_on=date.fromisoformat(checked_on) if checked_on else None,
        checked_by=checker or "",
        check_reference=reference or "",
        exported_at=from_text(exported_at) if exported_at else None,
        exported_by=exporter or "",
        closed_at=from_text(closed_at) if closed_at else None,
    )


def person_ids(session: Session, code: str, state: PersonState | None = None) -> "array[int]":
    """Return the ids of a list's people by name, all or in one state. Raises ``NotFound``."""
    return contact_lists.person_ids(session.db, stored_list(session, code), state, by_name=True)


def person_rows(session: Session, code: str, ids: Sequence[int]) -> tuple[PersonRow, ...]:
    """Return the rows of 1 to 500 people of a list, in their order."""
    one = stored_list(session, code)
    people = people_of(session, [CustomerId(each) for each in ids])
    made = contact_lists.contacted(session.db, one.id, ids)
    refused = contact_lists.refused(session.db, one, ids)
    return tuple(_person(people[CustomerId(each)], one.channel, made.get(each), each in refused) for each in ids)


def _person(customer: Customer, channel: Channel, contacted_at: str | None, is_refused: bool) -> PersonRow:
    if contacted_at is not None:
        state = PersonState.CONTACTED
    else:
        state = PersonState.REFUSED if is_refused else PersonState.WAITING
    at = from_text(contacted_at) if contacted_at else None
    return PersonRow(customer.id, customer.code, customer.name, _masked(customer, channel), state, at)


def _masked(customer: Customer, channel: Channel) -> str:
    if channel is Channel.POST:
        address = customer.live_address()
        # Only a province of the dated list: what is typed freely may be a street.
        return (address.province or "") if address is not None and address.province_code else ""
    value = reach(customer, channel)
    if not value:
        return ""
    return mask_email(value) if channel is Channel.EMAIL else mask_phone(value)


# --- working on a list --------------------------------------------------------------------------


def check_do_not_call(
    session: Session, code: str, checked_on: date, reference: str, listed: Sequence[str] = ()
) -> None:
    """Write down that a list was compared with the national do-not-call list (Decree 91/2020).

    The customers ``listed`` there, by code, leave the list and are counted. Raises ``InFuture``, ``TextMissing``
    without a reference, ``NotFound`` for somebody who is not on the list, ``WrongState`` for a closed list.
    """
    session.require(Operation.CONTACT)
    one = open_list(session, code)
    if checked_on > local_date(session.now()):
        raise InFuture(field="checked_on")
    given, off = required_text(reference, "check_reference", NAME_LIMIT), _on_list(session, one, listed)
    with session.write() as uow:
        contact_lists.mark_checked(uow.db, one.id, checked_on, uow.actor, given)
        body: Entry = {"list": one.code, "checked_on": checked_on.isoformat(), "left_out": len(off)}
        uow.audit(AuditAction.LIST_CHECKED, None, body)
        if off:
            contact_lists.drop_people(uow.db, one.id, tuple(off.values()), ReasonCode.DO_NOT_CALL_LISTED)
        for customer_code in off:
            uow.audit(AuditAction.LIST_CHECKED, customer_code, {"list": one.code})


def log_made_in_slices(
    session: Session, code: str, customer_codes: Sequence[str] | None, occurred_at: datetime | None = None
) -> Generator[tuple[int, int], None, Logged]:
    """Log contacts with named people of a list, or with all who wait; yields (done, total).

    Each slice is one transaction: the gate is asked again, a refusal is an attempt, who was contacted through the list
    already is passed over. Raises ``DoNotCallUnchecked``, ``NotFound`` for somebody who is not on the list,
    ``NothingToDo``, ``WrongState`` for a closed list, ``OutOfRange`` for an instant before the list was made.
    """
    session.require(Operation.CONTACT)
    one = open_list(session, code)
    require_checked(session, one)
    _require_since_made(session, one, occurred_at)
    wanted = _wanted(session, one, customer_codes)
    if not wanted:
        raise NothingToDo(act="contacts")
    yield 0, len(wanted)
    done, made, refused_people, refused = 0, 0, 0, Counter[str]()
    for some in in_slices(wanted, _SLICE):
        logged = _log(session, one, some, occurred_at)
        made, refused_people = made + logged.made, refused_people + logged.refused_people
        refused.update({reason.value: count for reason, count in logged.refused.items()})
        done += len(some)
        yield done, len(wanted)
    return Logged(made, {ReasonCode(reason): count for reason, count in refused.items()}, refused_people)


_SLICE = 50  # people in one transaction, each with a row and an entry of the trail


def _require_since_made(session: Session, one: StoredList, occurred_at: datetime | None) -> None:
    made_at, now = from_text(one.made_at), session.now()
    if occurred_at is not None and not made_at <= occurred_at <= now:
        raise OutOfRange(field="occurred_at", low=show_instant(made_at), high=show_instant(now))


def _wanted(session: Session, one: StoredList, customer_codes: Sequence[str] | None) -> Sequence[int]:
    if customer_codes is None:
        return contact_lists.person_ids(session.db, one, PersonState.WAITING, by_name=False)
    return tuple(_on_list(session, one, customer_codes).values())


def _on_list(session: Session, one: StoredList, customer_codes: Sequence[str]) -> dict[str, CustomerId]:
    named = list(dict.fromkeys(as_code(code) for code in customer_codes))
    found: dict[str, CustomerId] = {}
    for some in in_batches(named):
        found |= contact_lists.of_list(session.db, one.id, some)
    unknown = next((code for code in named if code not in found), None)
    if unknown is not None:
        raise NotFound(kind="list_person", code=echo(unknown))
    return found


def _log(session: Session, one: StoredList, some: Sequence[int], occurred_at: datetime | None) -> Logged:
    made, refused_people, refused = 0, 0, Counter[ReasonCode]()
    with session.write() as uow:
        # Asked inside the transaction: logging twice at once cannot count twice.
        already = contact_lists.contacted(uow.db, one.id, some)
        waiting = [each for each in some if each not in already]
        proposal = Proposal(Act.CONTACT, one.purpose_id, occurred_at or uow.now, one.channel)
        people = people_of(session, [CustomerId(each) for each in waiting])
        decisions = decide_many(session, waiting, proposal) if waiting else {}
        allowed = sum(decision.allowed for decision in decisions.values())
        if allowed:
            uow.audit(AuditAction.CONTACT_MADE, None, {"list": one.code, "customers": allowed})
        for each, decision in decisions.items():
            if decision.allowed:
                made += 1
                store(session, uow, people[each], proposal, decision, one.id)
            else:
                refused_people += 1
                refused.update(ReasonCode(reason) for reason in codes_of(decision))
                record_refusal(uow, session, people[each], proposal, decision)
    return Logged(made, refused, refused_people)


def log_made(
    session: Session, code: str, customer_codes: Sequence[str] | None, occurred_at: datetime | None = None
) -> Logged:
    """Do ``log_made_in_slices`` at once."""
    return to_the_end(log_made_in_slices(session, code, customer_codes, occurred_at))


def close(session: Session, code: str) -> None:
    """Write down that nothing more is done with a list. Raises ``WrongState`` when it is closed already."""
    session.require(Operation.CONTACT)
    one = open_list(session, code)
    with session.write() as uow:
        contact_lists.mark_closed(uow.db, one.id, uow.now)
        uow.audit(AuditAction.LIST_CLOSED, None, {"list": one.code})
