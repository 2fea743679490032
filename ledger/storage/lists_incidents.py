"""The lists of incidents and of who is affected: the ids in order, then the rows of the few in sight."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ledger.domain.ids import IncidentId
from ledger.domain.incident import TellState
from ledger.domain.purpose import Channel
from ledger.storage import lists
from ledger.storage.database import Connection, Row
from ledger.storage.lists import Where


class IncidentSort(StrEnum):
    """Columns by which incidents can be sorted."""

    DUE = "DUE"  # the nearest report; what has none comes last
    DISCOVERED = "DISCOVERED"


class IncidentState(StrEnum):
    """Which incidents: something is left to do, nothing is, or all."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"
    ALL = "ALL"


@dataclass(frozen=True, slots=True)
class IncidentQuery:
    """Which incidents; ``text``: words of what happened and where, or the code."""

    state: IncidentState = IncidentState.ALL
    text: str = field(default="", repr=False)
    sort: IncidentSort = IncidentSort.DUE
    descending: bool = False


_AUTHORITY = "iif(reported_at IS NULL AND no_report_reason IS NULL, authority_due_at, NULL)"
_SYSTEM = "iif(system_reported_at IS NULL AND no_system_report_reason IS NULL, system_due_at, NULL)"
_NEAREST = f"iif(closed_at IS NULL, min(coalesce({_AUTHORITY}, {_SYSTEM}), coalesce({_SYSTEM}, {_AUTHORITY})), NULL)"
_KEYS = {
    IncidentSort.DUE: (_NEAREST, "closed_at IS NOT NULL", "-discovered_at", "-incident.id"),
    IncidentSort.DISCOVERED: ("discovered_at", "incident.id"),
}
_STATES = {
    IncidentState.OPEN: "closed_at IS NULL",
    IncidentState.CLOSED: "closed_at IS NOT NULL",
    IncidentState.ALL: "1",
}


def ids(db: Connection, query: IncidentQuery) -> "array[int]":
    """Return the ids of all incidents the query asks for, in its order."""
    where = Where([_STATES[query.state]])
    typed = query.text.strip()
    if typed:
        where.add("(code = ? OR instr(folded(what || ' ' || place), folded(?)) > 0)", typed.upper(), typed)
    return lists.ids(
        db, "SELECT id FROM incident", where, lists.ordered(_KEYS[query.sort], descending=query.descending)
    )


_ROW = (
    "SELECT id, code, kind, is_attack, substr(what, 1, 200), discovered_at, closed_at,"
    f" {_AUTHORITY}, {_SYSTEM}, (SELECT count(*) FROM incident_person WHERE incident_id = incident.id),"
    " (SELECT count(*) FROM incident_person WHERE incident_id = incident.id"
    f" AND state = '{TellState.WAITING.value}'), tells_customers FROM incident"
)


def rows(db: Connection, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return id, code, kind, attack, what, discovery, end, until when each report is due, affected, untold, and
    whether they are to be told, of 1 to 500 ids.
    """
    return lists.rows(db, _ROW, "id", wanted)


# --- who is affected ----------------------------------------------------------------------------


class AffectedSort(StrEnum):
    """Columns by which affected customers can be sorted."""

    NAME = "NAME"
    CODE = "CODE"
    WHEN = "WHEN"


@dataclass(frozen=True, slots=True)
class AffectedQuery:
    """Which affected customers of one incident; ``text`` is searched as everywhere."""

    incident: IncidentId
    state: TellState | None = None
    channel: Channel | None = None
    text: str = field(default="", repr=False)
    sort: AffectedSort = AffectedSort.CODE
    descending: bool = False


_AFFECTED_KEYS = {
    AffectedSort.NAME: ("customer.name_order", "customer.id"),
    AffectedSort.CODE: ("customer_id",),
    AffectedSort.WHEN: ("told_at", "customer_id"),
}


def affected_ids(db: Connection, query: AffectedQuery) -> "array[int]":
    """Return the customers the query asks for, in its order."""
    where = Where()
    where.add("incident_id = ?", query.incident)
    where.add_if("state = ?", query.state.value if query.state else None)
    where.add_if("channel = ?", query.channel.value if query.channel else None)
    if query.text.strip():
        people, patterns = lists.people(query.text)
        where.add(f"customer_id IN ({people})", *patterns)
    # The order of the names is an index of the customers: they lead, and each stands once on the list.
    joined = "customer CROSS JOIN incident_person ON customer_id = customer.id"
    table = joined if query.sort is AffectedSort.NAME else "incident_person"
    order = lists.ordered(_AFFECTED_KEYS[query.sort], descending=query.descending)
    return lists.ids(db, f"SELECT customer_id FROM {table}", where, order)


_AFFECTED = (
    "SELECT customer_id, customer.code, customer.name, found_by, state, channel, written_at, told_at, staff.name"
    " FROM incident_person JOIN customer ON customer.id = customer_id AND incident_id = {incident}"
    " LEFT JOIN staff ON staff.id = settled_by"
)


def affected_rows(db: Connection, incident: IncidentId, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return id, code, name, how found, state, channel, written, told and the member's name of 1 to 500 customers."""
    return lists.rows(db, _AFFECTED.format(incident=int(incident)), "customer_id", wanted)
