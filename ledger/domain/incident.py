"""An incident: data lost, stolen or seen by somebody who should not have (PDPL Art. 23, consumer law Art. 19.3)."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from ledger.domain.deadline import Deadline, DeadlineKind
from ledger.domain.errors import BeforeDiscovery, BeforeOccurrence, ContactInText, InFuture
from ledger.domain.ids import CustomerId, FieldId, IncidentId, StaffId
from ledger.domain.purpose import Channel


class IncidentKind(StrEnum):
    """What happened."""

    LOST = "LOST"  # a paper, a parcel, a copy or a device is gone
    STOLEN = "STOLEN"
    SENT_TO_WRONG = "SENT_TO_WRONG"  # a label, list or letter reached somebody else
    SEEN = "SEEN"  # somebody without a right to it looked
    ATTACK = "ATTACK"  # on the computer or the ledger's files
    BACKUP_LOST = "BACKUP_LOST"
    PARTNER = "PARTNER"  # it happened at a partner who held the data
    OTHER = "OTHER"


class FoundBy(StrEnum):
    """How it is known that a customer is affected."""

    MANIFEST = "MANIFEST"
    RECIPIENT = "RECIPIENT"
    CONTACT_LIST = "CONTACT_LIST"
    BACKUP = "BACKUP"
    NAMED = "NAMED"  # one by one


class TellState(StrEnum):
    """Whether an affected customer knows."""

    WAITING = "WAITING"
    TOLD = "TOLD"
    UNREACHABLE = "UNREACHABLE"


class IncidentStepKind(StrEnum):
    """One step in the history of an incident."""

    RECORDED = "RECORDED"
    CHANGED = "CHANGED"
    PEOPLE_ADDED = "PEOPLE_ADDED"
    PEOPLE_REMOVED = "PEOPLE_REMOVED"
    PRINTED = "PRINTED"
    REPORTED = "REPORTED"
    NOT_DUE = "NOT_DUE"  # a report that was not due, and why
    WRITTEN = "WRITTEN"  # letters or emails came out of the program
    TOLD = "TOLD"
    UNREACHABLE = "UNREACHABLE"
    CLOSED = "CLOSED"


TELLING_CHANNELS = (Channel.EMAIL, Channel.POST, Channel.CALL)  # best first: what can be proven, then the voice
_DRIFT = timedelta(minutes=1)
_FEBRUARY, _LEAP_DAY = 2, 29


@dataclass(frozen=True, slots=True)
class Report:
    """One report that is due, to whom ``deadline.kind`` says, and what became of it."""

    deadline: Deadline
    reported_at: datetime | None = None
    reported_by: StaffId | None = None
    reference: str = field(default="", repr=False)
    delay_reason: str = field(default="", repr=False)
    not_due_reason: str = field(default="", repr=False)

    @property
    def kind(self) -> DeadlineKind:
        """Return ``AUTHORITY`` or ``SYSTEM_ATTACK``."""
        return self.deadline.kind

    @property
    def is_open(self) -> bool:
        """Return whether it still has to be made."""
        return self.reported_at is None and not self.not_due_reason

    @property
    def is_late(self) -> bool:
        """Return whether it was made after its time; at the very end it is in time."""
        return self.reported_at is not None and self.reported_at > self.deadline.due_at


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident, whole. Its texts name no customer: the file is kept although customers are erased.

    ``people`` is how many are thought to be affected where not everybody can be listed.
    """

    id: IncidentId
    code: str
    kind: IncidentKind
    is_attack: bool  # on an information system
    occurred_at: datetime
    discovered_at: datetime
    recorded_at: datetime
    recorded_by: StaffId
    reports: tuple[Report, ...]
    what: str = field(repr=False)
    place: str = field(default="", repr=False)
    who: str = field(default="", repr=False)
    fields: tuple[FieldId, ...] = ()
    people: int | None = None
    contact: str = field(default="", repr=False)
    consequences: str = field(default="", repr=False)
    measures: str = field(default="", repr=False)
    tells_customers: bool = True
    no_tell_reason: str = field(default="", repr=False)
    closed_at: datetime | None = None
    closed_by: StaffId | None = None
    keep_until: date | None = None

    @property
    def is_open(self) -> bool:
        """Return whether something remains to be done."""
        return self.closed_at is None

    def clocks(self) -> tuple[Deadline, ...]:
        """Return the clocks that still run, the nearest first."""
        running = (one.deadline for one in self.reports if one.is_open) if self.is_open else ()
        return tuple(sorted(running, key=lambda one: one.due_at))

    def report(self, kind: DeadlineKind) -> Report | None:
        """Return one of its reports, ``None`` where no such report is due."""
        return next((one for one in self.reports if one.kind is kind), None)

    def missing(self, listed: int) -> tuple[str, ...]:
        """Return the names of what the file must say (PDPL Art. 23) and does not yet; ``listed``: customers on it."""
        said = {
            "place": self.place,
            "who_responsible": self.who,
            "fields": self.fields,
            "people": listed or self.people,
            "consequences": self.consequences,
            "measures_taken": self.measures,
            "contact_person": self.contact,
        }
        return tuple(name for name, value in said.items() if not value)


@dataclass(frozen=True, slots=True)
class IncidentStep:
    """One step of the history: ``reference`` holds words of the program and what a report was sent as."""

    kind: IncidentStepKind
    occurred_at: datetime
    recorded_at: datetime
    recorded_by: StaffId
    reference: str = field(default="", repr=False)
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Affected:
    """One customer affected by an incident, and whether they know."""

    customer_id: CustomerId
    state: TellState
    channel: Channel | None


# --- instants -----------------------------------------------------------------------------------


def require_in_order(occurred_at: datetime, discovered_at: datetime, recorded_at: datetime) -> None:
    """Raise unless it happened, was discovered and was written down in this order; a minute of drift is forgiven.

    Nobody writes down what is not discovered yet: a later discovery would stop the clock. Raises ``InFuture`` and
    ``BeforeOccurrence``.
    """
    for at, name in ((discovered_at, "discovered_at"), (occurred_at, "happened_at")):
        if at > recorded_at + _DRIFT:
            raise InFuture(field=name)
    if discovered_at < occurred_at:
        raise BeforeOccurrence(field="discovered_at")


def require_after_discovery(incident: Incident, at: datetime, now: datetime, field_name: str) -> None:
    """Raise ``InFuture`` or ``BeforeDiscovery`` for a report, or a word to a customer, that cannot have been then.

    The seconds nobody types make nothing earlier.
    """
    if at > now + _DRIFT:
        raise InFuture(field=field_name)
    if at < incident.discovered_at.replace(second=0, microsecond=0):
        raise BeforeDiscovery(field=field_name)


def kept_until(closed_on: date, years: int) -> date:
    """Return until when the file is kept, ``years`` after it was closed."""
    is_leap_day = (closed_on.month, closed_on.day) == (_FEBRUARY, _LEAP_DAY)
    return closed_on.replace(year=closed_on.year + years, day=28 if is_leap_day else closed_on.day)


# --- texts that outlive an erasure --------------------------------------------------------------

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}[-./])?\d{1,2}[-./](?:19|20)\d{2}(?![-./]?\d)")  # or a month
# Telephone numbers and identity cards begin with 0, 84, 0084 or +84; the rest of a grouped amount comes after a dot.
_DIALLED = re.compile(r"(?<!\d)(?<!\d[.,])(?:(?:\+|00[ .]?)84|84(?=\D{0,3}[1-9])|0)(?:[ .\-–/_·()]{0,3}\d){8,11}(?!\d)")


def require_no_contact(text: str, field_name: str) -> None:
    """Raise ``ContactInText`` for what looks like somebody's telephone number, identity card or email.

    Days and amounts are none of them. Names cannot be told from other words.
    """
    plain = unicodedata.normalize("NFKC", text)  # wide digits, too
    if _EMAIL.search(plain) or _DIALLED.search(_DAY.sub(";", plain)):
        raise ContactInText(field=field_name)


# --- telling ------------------------------------------------------------------------------------


def best_channel(reachable: Collection[Channel]) -> Channel | None:
    """Return on which channel an affected customer is told; ``None``: the customer cannot be reached."""
    return next((one for one in TELLING_CHANNELS if one in reachable), None)
