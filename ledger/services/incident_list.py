"""The list of incidents and of who is affected as the window shows them."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.deadline import Deadline, DeadlineKind
from ledger.domain.ids import CustomerId, IncidentId
from ledger.domain.incident import FoundBy, IncidentKind, TellState
from ledger.domain.instants import from_text
from ledger.domain.purpose import Channel
from ledger.services.incidents import get
from ledger.services.session import Session
from ledger.storage import lists_incidents
from ledger.storage.database import Row
from ledger.storage.lists_incidents import AffectedQuery, AffectedSort, IncidentQuery, IncidentSort, IncidentState

__all__ = [
    "AffectedLine", "AffectedQuery", "AffectedSort", "IncidentLine", "IncidentQuery", "IncidentSort", "IncidentState",
    "affected_ids", "affected_rows", "ids", "rows",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident; ``clock`` is the nearest report that still has to be made."""

    id: IncidentId
    code: str
    kind: IncidentKind
    is_attack: bool
    what: str = field(repr=False)  # its first 200 characters
    discovered_at: datetime
    clock: Deadline | None
    listed: int
    untold: int
    is_open: bool


def ids(session: Session, query: IncidentQuery) -> "array[int]":
    """Return the ids of all incidents the query asks for, in its order."""
    return lists_incidents.ids(session.db, query)


def rows(session: Session, ids: Sequence[int]) -> tuple[IncidentLine, ...]:
    """Return the rows of 1 to 500 ids, in their order."""
    return tuple(_line(row) for row in lists_incidents.rows(session.db, ids))


def _line(row: Row) -> IncidentLine:
    one, code, kind, is_attack, what, discovered, closed, authority, system, listed, waiting, tells = row
    discovered_at = from_text(discovered)
    ends = ((DeadlineKind.AUTHORITY, authority), (DeadlineKind.SYSTEM_ATTACK, system))
    clocks = [Deadline(each, discovered_at, from_text(end), from_text(end)) for each, end in ends if end]
    return IncidentLine(
        id=IncidentId(one),
        code=code,
        kind=IncidentKind(kind),
        is_attack=bool(is_attack),
        what=what,
        discovered_at=discovered_at,
        clock=min(clocks, key=lambda each: each.due_at, default=None) if closed is None else None,
        listed=listed,
        untold=waiting if tells else 0,
        is_open=closed is None,
    )


@dataclass(frozen=True, slots=True)
class AffectedLine:
    """One customer affected by an incident."""

    id: CustomerId
    code: str
    name: str | None = field(repr=False)  # None once erased
    found_by: FoundBy
    state: TellState
    channel: Channel | None  # None: no live number or address
    written_at: datetime | None  # the letter or email came out of the program
    told_at: datetime | None
    settled_by: str = field(repr=False)


def affected_ids(session: Session, query: AffectedQuery) -> "array[int]":
    """Return the customers the query asks for, in its order."""
    return lists_incidents.affected_ids(session.db, query)


def affected_rows(session: Session, code: str, ids: Sequence[int]) -> tuple[AffectedLine, ...]:
    """Return the rows of 1 to 500 customers affected by an incident, in their order. Raises ``NotFound``."""
    incident = get(session, code).id
    return tuple(
        AffectedLine(
            id=CustomerId(one),
            code=known_as,
            name=name,
            found_by=FoundBy(found_by),
            state=TellState(state),
            channel=Channel(channel) if channel else None,
            written_at=from_text(written) if written else None,
            told_at=from_text(told) if told else None,
            settled_by=by or "",
        )
        for one, known_as, name, found_by, state, channel, written, told, by in lists_incidents.affected_rows(
            session.db, incident, ids
        )
    )
