"""Incidents: written down at once, reported in time, told to who is affected, closed when nothing is left to do.

Anybody may write one down; what moves its clocks, reports, telling and closing are the manager's (PDPL Art. 23).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.deadline import Deadline, DeadlineKind, DeadlineState
from ledger.domain.errors import (
    IncidentUnfinished,
    NotFound,
    NothingToDo,
    OutOfRange,
    TextMissing,
    UnknownChoice,
    WrongState,
)
from ledger.domain.ids import FieldId, StaffId
from ledger.domain.incident import (
    FoundBy,
    Incident,
    IncidentKind,
    IncidentStep,
    IncidentStepKind,
    Report,
    TellState,
    kept_until,
    require_after_discovery,
    require_in_order,
    require_no_contact,
)
from ledger.domain.instants import local_date
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.domain.text import NAME_LIMIT, NOTE_LIMIT, as_code, clean_text
from ledger.services import law_values
from ledger.services.reading import echo
from ledger.services.request_clocks import incident_due
from ledger.services.session import Session
from ledger.storage import incident_people, incidents, staff
from ledger.storage.incidents import Told
from ledger.storage.unit_of_work import UnitOfWork

__all__ = [
    "IncidentCounts", "IncidentDue", "IncidentFile", "IncidentInput", "PeopleCounts", "ReportInput", "change", "close",
    "counts", "due", "file", "get", "not_due", "people_counts", "record", "report", "steps",
]  # fmt: skip
_MOST_PEOPLE = 100_000_000


@dataclass(frozen=True, slots=True)
class IncidentInput:
    """An incident as typed. Only what happened must be known at once; the rest is filled in while the clocks run.

    No text may name a customer: the file stays although customers are erased. ``contact`` is somebody of the shop.
    """

    kind: IncidentKind
    what: str = field(repr=False)
    discovered_at: datetime | None = None  # now
    occurred_at: datetime | None = None  # when it was discovered
    is_attack: bool = False
    place: str = field(default="", repr=False)
    who: str = field(default="", repr=False)
    fields: tuple[FieldId, ...] = ()
    people: int | None = None
    consequences: str = field(default="", repr=False)
    measures: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    tells_customers: bool = True
    no_tell_reason: str = field(default="", repr=False)


# --- writing down ---------------------------------------------------------------------------------


def record(session: Session, typed: IncidentInput) -> str:
    """Write an incident down and start its clocks at the discovery; return its code, such as ``SC-0001``.

    Raises ``InFuture``, ``BeforeOccurrence``, ``ContactInText``, ``TextMissing``, ``UnknownChoice``, ``OutOfRange``.
    """
    session.require(Operation.RECORD)
    with session.write() as uow:
        told = _told(session, typed, uow.now)
        due_at = incident_due(uow.db, told.discovered_at, told.is_attack)
        incident_id, code = incidents.add(uow.db, told, due_at, uow.now, uow.actor)
        incidents.add_step(uow.db, incident_id, step(uow, IncidentStepKind.RECORDED, at=told.discovered_at))
        body: Entry = {"incident": code, "kind": told.kind.value, "is_attack": told.is_attack}
        uow.audit(AuditAction.INCIDENT_RECORDED, None, body)
    return code


def change(session: Session, code: str, typed: IncidentInput) -> None:
    """Write down what is known by now. When it was discovered, an attack and whom to tell are the manager's to change.

    Once a report was made, the rest is too. Raises as ``record``, ``NothingToDo``, ``WrongState`` when closed or where
    a report that was made would be none any more, and ``BeforeDiscovery`` where it would come before the discovery.
    """
    session.require(Operation.RECORD)
    one = still_open(session, code)
    told = _told(session, typed, one.recorded_at)
    _require_reports_stand(one, told)
    changed = tuple(name for name, value in _shown(one).items() if value != getattr(told, name))
    if not changed:
        raise NothingToDo(act="incident")
    if _WEIGHTY & set(changed) or any(made.reported_at for made in one.reports):
        session.require(Operation.HANDLE_INCIDENT)
    with session.write() as uow:
        incidents.change(uow.db, one.id, told, incident_due(uow.db, told.discovered_at, told.is_attack))
        names = tuple(_NAMES.get(name, name) for name in changed)
        incidents.add_step(uow.db, one.id, step(uow, IncidentStepKind.CHANGED, reference=" ".join(names)))
        uow.audit(AuditAction.INCIDENT_CHANGED, None, {"incident": one.code, "fields": names})


_WEIGHTY = frozenset({"discovered_at", "is_attack", "tells_customers", "no_tell_reason"})


def _require_reports_stand(one: Incident, told: Told) -> None:
    moved = replace(one, discovered_at=told.discovered_at)
    for made in one.reports:
        if (at := made.reported_at) is not None:
            require_after_discovery(moved, at, at, "reported_at")
            if made.kind is DeadlineKind.SYSTEM_ATTACK and not told.is_attack:
                raise WrongState(state="REPORT_MADE", act="incident")


# What texts and errors call them, where the column has a shorter name.
_NAMES: Mapping[str, str] = {
    "kind": "incident_kind",
    "what": "what_happened",
    "who": "who_responsible",
    "contact": "contact_person",
    "measures": "measures_taken",
    "occurred_at": "happened_at",
}


def _shown(one: Incident) -> dict[str, object]:
    return {name: getattr(one, name) for name in Told.__dataclass_fields__}


def _told(session: Session, typed: IncidentInput, recorded_at: datetime) -> Told:
    discovered_at = typed.discovered_at or recorded_at
    occurred_at = typed.occurred_at or discovered_at
    require_in_order(occurred_at, discovered_at, recorded_at)
    if typed.people is not None and not 0 < typed.people <= _MOST_PEOPLE:
        raise OutOfRange(field="people", low=1, high=_MOST_PEOPLE)
    no_tell = "" if typed.tells_customers else _words(typed.no_tell_reason, "no_tell_reason", is_needed=True)
    return Told(
        kind=typed.kind,
        is_attack=typed.is_attack,
        occurred_at=occurred_at,
        discovered_at=discovered_at,
        place=_words(typed.place, "place"),
        what=_words(typed.what, "what_happened", is_needed=True),
        who=_words(typed.who, "who_responsible"),
        fields=_fields(session, typed.fields),
        people=typed.people,
        contact=clean_text(typed.contact, "contact_person", NAME_LIMIT),
        consequences=_words(typed.consequences, "consequences"),
        measures=_words(typed.measures, "measures_taken"),
        tells_customers=typed.tells_customers,
        no_tell_reason=no_tell,
    )


def _words(typed: str, name: str, *, is_needed: bool = False) -> str:
    text = clean_text(typed, name, NOTE_LIMIT, is_multiline=True)
    if is_needed and not text:
        raise TextMissing(field=name)
    require_no_contact(text, name)
    return text


def _fields(session: Session, typed: tuple[FieldId, ...]) -> tuple[FieldId, ...]:
    known = [rule.id for rule in session.policy().fields]
    if not set(typed) <= set(known):
        raise UnknownChoice(field="fields", choices=tuple(known))
    return tuple(sorted(set(typed), key=known.index))


# --- reading --------------------------------------------------------------------------------------


def get(session: Session, code: str) -> Incident:
    """Return the incident with a code such as ``SC-0001``. Raises ``NotFound``."""
    found = incidents.load(session.db, as_code(code))
    if found is None:
        raise NotFound(kind="incident", code=echo(code))
    return found


def still_open(session: Session, code: str) -> Incident:
    """Return an incident that something can be done about. Raises ``NotFound``, and ``WrongState`` when closed."""
    found = get(session, code)
    if not found.is_open:
        raise WrongState(state="INCIDENT_CLOSED", act="incident")
    return found


def steps(session: Session, code: str) -> tuple[IncidentStep, ...]:
    """Return the history of an incident, oldest first."""
    return incidents.steps(session.db, get(session, code).id)


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """How many customers are affected, and how many of them know; ``waiting`` and ``written`` by channel."""

    listed: int
    waiting: Mapping[Channel, int]
    written: Mapping[Channel, int]  # of those who wait: the letter or email came out of the program
    told: int
    unreachable: int
    found_by: Mapping[FoundBy, int]

    @property
    def untold(self) -> int:
        """Return how many still have to be told."""
        return sum(self.waiting.values())


def people_counts(session: Session, code: str) -> PeopleCounts:
    """Return the figures of who is affected, counted from the rows."""
    return _people_counts(session, get(session, code))


def _people_counts(session: Session, one: Incident) -> PeopleCounts:
    found = incident_people.TOLD.counts(session.db, one.id)
    waiting = {each.channel: each for each in found if each.state is TellState.WAITING and each.channel is not None}

    def count(state: TellState) -> int:
        return sum(each.count for each in found if each.state is state)

    return PeopleCounts(
        listed=sum(each.count for each in found),
        waiting={channel: each.count for channel, each in waiting.items()},
        written={channel: each.written for channel, each in waiting.items()},
        told=count(TellState.TOLD),
        unreachable=count(TellState.UNREACHABLE),
        found_by=incident_people.found_by(session.db, one.id),
    )


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """Everything the window shows about one incident; ``names`` are those of the members in it."""

    incident: Incident
    people: PeopleCounts
    steps: tuple[IncidentStep, ...]
    missing: tuple[str, ...]  # what the file must say and does not yet
    names: Mapping[StaffId, str] = field(repr=False)


def file(session: Session, code: str) -> IncidentFile:
    """Return one incident with its figures and its history. Raises ``NotFound``."""
    one = get(session, code)
    people = _people_counts(session, one)
    history = incidents.steps(session.db, one.id)
    return IncidentFile(one, people, history, one.missing(people.listed), staff.names(session.db))


# --- reports --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportInput:
    """A report that was made: to whom ``kind`` says, when, and what it can be found by there."""

    kind: DeadlineKind
    reported_at: datetime | None = None  # now
    reference: str = field(default="", repr=False)
    delay_reason: str = field(default="", repr=False)


def report(session: Session, code: str, typed: ReportInput) -> None:
    """Write down that a report was made; one made late says why (PDPL Art. 23). Manager only.

    Raises ``InFuture``, ``BeforeDiscovery``, ``TextMissing`` for the reference or the reason of a delay, and
    ``WrongState`` where no such report is due any more.
    """
    session.require(Operation.HANDLE_INCIDENT)
    one, due_report = _open_report(session, code, typed.kind)
    reference = clean_text(typed.reference, "report_reference", NAME_LIMIT)
    if not reference:
        raise TextMissing(field="report_reference")
    with session.write() as uow:
        require_after_discovery(one, typed.reported_at or uow.now, uow.now, "reported_at")
        at = min(typed.reported_at or uow.now, uow.now)
        made = replace(due_report, reported_at=at, reported_by=uow.actor, reference=reference)
        if made.is_late:
            made = replace(made, delay_reason=_words(typed.delay_reason, "delay_reason", is_needed=True))
        incidents.report(uow.db, one.id, made)
        said = f"{typed.kind.value} {reference}"
        incidents.add_step(uow.db, one.id, step(uow, IncidentStepKind.REPORTED, at=at, reference=said))
        body: Entry = {"incident": one.code, "report": typed.kind.value, "is_late": made.is_late}
        uow.audit(AuditAction.INCIDENT_REPORTED, None, body)


def not_due(session: Session, code: str, kind: DeadlineKind, reason: str) -> None:
    """Write down why a report is not due: the file shows it was looked at (PDPL Art. 23). Manager only.

    Raises ``TextMissing``, ``ContactInText`` and ``WrongState``.
    """
    session.require(Operation.HANDLE_INCIDENT)
    one, _ = _open_report(session, code, kind)
    words = _words(reason, "no_report_reason", is_needed=True)
    with session.write() as uow:
        incidents.not_due(uow.db, one.id, kind, words)
        incidents.add_step(uow.db, one.id, step(uow, IncidentStepKind.NOT_DUE, reference=kind.value))
        body: Entry = {"incident": one.code, "report": kind.value, "why": "not_due"}
        uow.audit(AuditAction.INCIDENT_REPORTED, None, body)


def _open_report(session: Session, code: str, kind: DeadlineKind) -> tuple[Incident, Report]:
    one = still_open(session, code)
    found = one.report(kind)
    if found is None or not found.is_open:
        raise WrongState(state="REPORT_NOT_DUE" if found is None else "REPORT_MADE", act="incident")
    return one, found


# --- the end --------------------------------------------------------------------------------------


def close(session: Session, code: str) -> None:
    """Close an incident: the file is complete, reports are made, customers told. Kept for years after. Manager only.

    Raises ``IncidentUnfinished``.
    """
    session.require(Operation.HANDLE_INCIDENT)
    one = still_open(session, code)
    people = _people_counts(session, one)
    open_points = {
        "contents": len(one.missing(people.listed)),
        "reports": len(one.clocks()),
        "customers": people.untold if one.tells_customers else 0,
    }
    for why, count in open_points.items():
        if count:
            raise IncidentUnfinished(why=why, count=count)
    years = law_values.number(session.db, "breach.keep_file_years")
    with session.write() as uow:
        incidents.close(uow.db, one.id, uow.now, uow.actor, kept_until(local_date(uow.now), years))
        incidents.add_step(uow.db, one.id, step(uow, IncidentStepKind.CLOSED))
        body: Entry = {"incident": one.code, "customers": people.listed, "told": people.told}
        uow.audit(AuditAction.INCIDENT_CLOSED, None, body | {"unreachable": people.unreachable})


# --- clocks ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IncidentCounts:
    """How many incidents are open, and how many reports are overdue or near their time."""

    open: int
    overdue: int
    due_soon: int


@dataclass(frozen=True, slots=True)
class IncidentDue:
    """One report that still has to be made."""

    code: str
    kind: IncidentKind
    deadline: Deadline


def due(session: Session, limit: int = 20) -> tuple[IncidentDue, ...]:
    """Return the reports that still have to be made, the nearest first."""
    found = [
        IncidentDue(one.code, one.kind, clock) for one in incidents.still_open(session.db) for clock in one.clocks()
    ]
    return tuple(sorted(found, key=lambda one: (one.deadline.due_at, one.code))[:limit])


def counts(session: Session) -> IncidentCounts:
    """Return the figures for Today and the side bar."""
    now, running = session.now(), incidents.still_open(session.db)
    states = [clock.state(now) for one in running for clock in one.clocks()]
    return IncidentCounts(len(running), states.count(DeadlineState.OVERDUE), states.count(DeadlineState.NEAR))


def step(
    uow: UnitOfWork,
    kind: IncidentStepKind,
    *,
    at: datetime | None = None,
    reference: str = "",
    people: int | None = None,
) -> IncidentStep:
    """Return a step of the history that is being taken in an open transaction."""
    return IncidentStep(kind, at or uow.now, uow.now, uow.actor, reference, people)
