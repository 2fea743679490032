"""Contact lists: who might be contacted for one purpose on one channel, and what became of it."""

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ledger.domain.gate import Act, ReasonCode
from ledger.domain.ids import ContactListId, CustomerId, PolicyVersionId, PurposeId, StaffId
from ledger.domain.instants import to_text
from ledger.domain.purpose import Channel
from ledger.storage import codes, lists
from ledger.storage.database import Connection, Row
from ledger.storage.lists import Where


class ListSort(StrEnum):
    """Columns by which contact lists can be sorted."""

    MADE = "MADE"
    TITLE = "TITLE"


class ListState(StrEnum):
    """Which lists: still worked on, closed, or all."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"
    ALL = "ALL"


class PersonState(StrEnum):
    """How one person of a list stands; a refusal that passes by itself (hours, caps) leaves the person waiting."""

    WAITING = "WAITING"
    CONTACTED = "CONTACTED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What the table of lists shows: made in [since, until). ``text``: words of the title, or the code."""

    text: str = ""
    state: ListState = ListState.ALL
    purpose_id: PurposeId | None = None
    channel: Channel | None = None
    since: datetime | None = None
    until: datetime | None = None
    sort: ListSort = ListSort.MADE
    descending: bool = True


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many people were left out, and how often each reason was given; one person may have several."""

    people: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)  # by value of ``ReasonCode``

    def as_text(self) -> str:
        """Return the stored form."""
        return json.dumps({"people": self.people, "reasons": dict(sorted(self.reasons.items()))})


def read_left_out(text: str) -> LeftOut:
    """Return what ``LeftOut.as_text`` stored."""
    stored = json.loads(text)
    return LeftOut(stored["people"], stored["reasons"])


@dataclass(frozen=True, slots=True)
class NewList:
    """A list to store, with everybody on it."""

    title: str
    purpose_id: PurposeId
    channel: Channel
    left_out: LeftOut
    people: Sequence[int]


@dataclass(frozen=True, slots=True)
class StoredList:
    """What an act on a list has to know of it."""

    id: ContactListId
    code: str
    title: str
    purpose_id: PurposeId
    channel: Channel
    policy_version_id: PolicyVersionId
    made_at: str
    checked_on: str | None
    closed_at: str | None


def add(db: Connection, new: NewList, version: PolicyVersionId, at: datetime, by: StaffId) -> tuple[ContactListId, str]:
    """Store a list with its people; return its id and its code."""
    row = db.execute(
        "INSERT INTO contact_list (code, title, purpose_id, channel, policy_version_id, made_at, made_by, left_out)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id, code",
        (
            codes.next_code(db, codes.CONTACT_LIST),
            new.title,
            new.purpose_id,
            new.channel.value,
            version,
            to_text(at),
            by,
            new.left_out.as_text(),
        ),
    ).fetchone()
    db.executemany("INSERT INTO contact_list_person VALUES (?, ?)", [(row[0], one) for one in new.people])
    return ContactListId(row[0]), row[1]


def load(db: Connection, code: str) -> StoredList | None:
    """Return the list with a code such as ``LH-0001``."""
    row = db.execute(
        "SELECT id, code, title, purpose_id, channel, policy_version_id, made_at, checked_on, closed_at"
        " FROM contact_list WHERE code = ?",
        (code,),
    ).fetchone()
    if row is None:
        return None
    one, known_as, title, purpose, channel, version, *rest = row
    return StoredList(
        ContactListId(one), known_as, title, PurposeId(purpose), Channel(channel), PolicyVersionId(version), *rest
    )


def mark_checked(db: Connection, one: ContactListId, on: date, by: StaffId, reference: str) -> None:
    """Write down that the people of a list were compared with the national do-not-call list."""
    db.execute(
        "UPDATE contact_list SET checked_on = ?, checked_by = ?, check_reference = ? WHERE id = ?",
        (on.isoformat(), by, reference, one),
    )


def drop_people(db: Connection, one: ContactListId, people: Sequence[int], why: ReasonCode) -> None:
    """Take people off a list and count them among those left out."""
    db.executemany(
        "DELETE FROM contact_list_person WHERE contact_list_id = ? AND customer_id = ?",
        [(one, each) for each in people],
    )
    stored = db.execute("SELECT left_out FROM contact_list WHERE id = ?", (one,)).fetchone()[0]
    before = read_left_out(stored)
    reasons = dict(before.reasons) | {why.value: before.reasons.get(why.value, 0) + len(people)}
    left_out = LeftOut(before.people + len(people), reasons)
    db.execute("UPDATE contact_list SET left_out = ? WHERE id = ?", (left_out.as_text(), one))


def mark_exported(db: Connection, one: ContactListId, at: datetime, by: StaffId) -> None:
    """Write down when a list last left the program, and through whom."""
    db.execute("UPDATE contact_list SET exported_at = ?, exported_by = ? WHERE id = ?", (to_text(at), by, one))


def mark_closed(db: Connection, one: ContactListId, at: datetime) -> None:
    """Write down that nothing more is done with a list."""
    db.execute("UPDATE contact_list SET closed_at = ? WHERE id = ?", (to_text(at), one))


# --- the table of lists -------------------------------------------------------------------------

_KEYS = {
    ListSort.MADE: ("made_at", "contact_list.id"),
    ListSort.TITLE: ("vi_order(title)", "contact_list.id"),
}
_STATES = {ListState.OPEN: "closed_at IS NULL", ListState.CLOSED: "closed_at IS NOT NULL", ListState.ALL: "1"}


def ids(db: Connection, query: ListQuery) -> "array[int]":
    """Return the ids of all lists the query asks for, in its order."""
    where = Where()
    where.add(_STATES[query.state])
    where.add_if("purpose_id = ?", query.purpose_id)
    where.add_if("channel = ?", query.channel.value if query.channel else None)
    where.add_if("made_at >= ?", to_text(query.since) if query.since else None)
    where.add_if("made_at < ?", to_text(query.until) if query.until else None)
    typed = query.text.strip()
    if typed:
        where.add("(code = ? OR instr(folded(title), folded(?)) > 0)", typed.upper(), typed)
    order = lists.ordered(_KEYS[query.sort], descending=query.descending)
    return lists.ids(db, "SELECT id FROM contact_list", where, order)


_ROW = (
    "SELECT contact_list.id, code, title, purpose_id, channel, number, made_at, maker.name, left_out,"
    " coalesce(people, (SELECT count(*) FROM contact_list_person WHERE contact_list_id = contact_list.id)),"
    " (SELECT count(DISTINCT customer_id) FROM contact WHERE contact_list_id = contact_list.id),"
    " checked_on, checker.name, check_reference, exported_at, exporter.name, closed_at FROM contact_list"
    " JOIN policy_version ON policy_version.id = policy_version_id"
    " LEFT JOIN staff AS maker ON maker.id = made_by LEFT JOIN staff AS checker ON checker.id = checked_by"
    " LEFT JOIN staff AS exporter ON exporter.id = exported_by"
)


def rows(db: Connection, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return id, code, title, purpose, channel, policy number, when and who made it, left out, people, contacted,
    when, who and by which reference it was checked, when and who exported it, when it was closed.
    """
    return lists.rows(db, _ROW, "contact_list.id", wanted)


# --- the people of a list -----------------------------------------------------------------------

# A refusal that passes by itself leaves a person waiting.
_PASSING = " AND ".join(
    f"instr(reasons, '{code.value}') = 0" for code in (ReasonCode.OUTSIDE_HOURS, ReasonCode.CAP_REACHED)
)
_CONTACTED = "customer_id IN (SELECT customer_id FROM contact WHERE contact_list_id = ?)"
_REFUSALS = (
    f"SELECT customer_id FROM attempt WHERE act = '{Act.CONTACT.value}' AND occurred_at >= ? AND purpose_id = ?"
    f" AND channel = ? AND customer_id IS NOT NULL AND {_PASSING}"
)


def person_ids(db: Connection, one: StoredList, state: PersonState | None, *, by_name: bool) -> "array[int]":
    """Return the customers of a list in one state, or all: by name, or in the order in which they are written."""
    where = Where()
    where.add("contact_list_id = ?", one.id)
    if state is PersonState.CONTACTED:
        where.add(_CONTACTED, one.id)
    elif state is not None:
        where.add(f"NOT {_CONTACTED}", one.id)
        is_not = "" if state is PersonState.REFUSED else "NOT "
        where.add(f"customer_id {is_not}IN ({_REFUSALS})", one.made_at, one.purpose_id, one.channel.value)
    query = "SELECT customer_id FROM contact_list_person"
    if not by_name:
        return lists.ids(db, query, where, "customer_id")
    query += " JOIN customer ON customer.id = customer_id"
    return lists.ids(db, query, where, lists.ordered(("name_order", "customer_id"), descending=False))


def of_list(db: Connection, one: ContactListId, codes_: Sequence[str]) -> dict[str, CustomerId]:
    """Return by code the named customers who stand on a list."""
    found = db.execute(
        "SELECT code, id FROM customer JOIN contact_list_person ON customer_id = id AND contact_list_id = ?"
        f" WHERE code IN ({lists.marks(len(codes_))})",
        (one, *codes_),
    )
    return {row[0]: CustomerId(row[1]) for row in found}


def contacted(db: Connection, one: ContactListId, wanted: Sequence[int]) -> dict[int, str]:
    """Return when those of some customers who were contacted through a list were contacted last."""
    found = db.execute(  # +: by customer, not everybody of the list
        "SELECT customer_id, max(occurred_at) FROM contact WHERE +contact_list_id = ?"
        f" AND customer_id IN ({lists.marks(len(wanted))}) GROUP BY customer_id",
        (one, *wanted),
    )
    return dict(found.fetchall())


def refused(db: Connection, one: StoredList, wanted: Sequence[int]) -> frozenset[int]:
    """Return those of some customers whom the gate refused since the list was made, for good."""
    found = db.execute(
        f"{_REFUSALS} AND customer_id IN ({lists.marks(len(wanted))})",
        (one.made_at, one.purpose_id, one.channel.value, *wanted),
    )
    return frozenset(row[0] for row in found)


def numbers(db: Connection, wanted: Sequence[int]) -> tuple[Row, ...]:
    """Return code and number of every telephone number of some customers, dead ones too."""
    found = db.execute(
        "SELECT code, number FROM phone JOIN customer ON customer.id = customer_id"
        f" WHERE customer_id IN ({lists.marks(len(wanted))}) AND number <> ''",
        tuple(wanted),
    )
    return tuple(found.fetchall())
