"""Who is affected by an incident: found in other records, and told or not. Rows stay when a customer is erased."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ledger.domain.ids import ContactId, ContactListId, CustomerId, IncidentId, ManifestId, RecipientId, StaffId
from ledger.domain.incident import Affected, FoundBy, TellState
from ledger.domain.instants import to_text
from ledger.domain.purpose import Channel
from ledger.storage.database import Connection, Row
from ledger.storage.lists import marks
from ledger.storage.told_lists import ToldList

TOLD = ToldList("incident_person", "incident_id", TellState, Channel)

# --- finding ------------------------------------------------------------------------------------


def on_manifest(db: Connection, manifest: ManifestId) -> "array[int]":
    """Return the customers whose data a manifest shows."""
    return _ids(db.execute("SELECT DISTINCT customer_id FROM parcel WHERE manifest_id = ?", (manifest,)))


def on_list(db: Connection, one: ContactListId) -> "array[int]":
    """Return the customers on a contact list."""
    return _ids(db.execute("SELECT customer_id FROM contact_list_person WHERE contact_list_id = ?", (one,)))


@dataclass(frozen=True, slots=True)
class Given:
    """Disclosures to one recipient in [since, until), read a stretch at a time after (instant, id)."""

    recipient: RecipientId
    since: datetime | None
    until: datetime | None
    after: tuple[str, int] = ("", 0)


def given(db: Connection, wanted: Given, limit: int) -> tuple[Row, ...]:
    """Return instant, id and customer of up to ``limit`` disclosures, oldest first."""
    rows = db.execute(
        "SELECT occurred_at, id, customer_id FROM disclosure WHERE recipient_id = ?1 AND occurred_at >= max(?2, ?4)"
        " AND occurred_at < ?3 AND (occurred_at > ?4 OR id > ?5) ORDER BY occurred_at, id LIMIT ?6",
        (
            wanted.recipient,
            to_text(wanted.since) if wanted.since else "",
            to_text(wanted.until) if wanted.until else "9999",
            *wanted.after,
            limit,
        ),
    )
    return tuple(rows.fetchall())


def count_given(db: Connection, wanted: Given) -> int:
    """Return how many disclosures there are to look through."""
    row = db.execute(
        "SELECT count(*) FROM disclosure WHERE recipient_id = ? AND occurred_at >= ? AND occurred_at < ?",
        (
            wanted.recipient,
            to_text(wanted.since) if wanted.since else "",
            to_text(wanted.until) if wanted.until else "9999",
        ),
    ).fetchone()
    return int(row[0])


def on_record(db: Connection, at: datetime, after: int, limit: int) -> tuple[Row, ...]:
    """Return id, and whether a copy made then holds them, of up to ``limit`` customers after an id.

    Erased after the copy was made still counts: it holds what was erased.
    """
    rows = db.execute(
        "SELECT id, coalesce(erased_at > ?1, collected_at <= ?1) FROM customer WHERE id > ?2 ORDER BY id LIMIT ?3",
        (to_text(at), after, limit),
    )
    return tuple(rows.fetchall())


def count_customers(db: Connection) -> int:
    """Return how many customers there ever were."""
    return int(db.execute("SELECT count(*) FROM customer").fetchone()[0])


def with_codes(db: Connection, codes: Sequence[str]) -> dict[str, CustomerId]:
    """Return the ids of up to 500 customers by code; unknown codes are left out."""
    rows = db.execute(f"SELECT code, id FROM customer WHERE code IN ({marks(len(codes))})", tuple(codes))
    return {code: CustomerId(one) for code, one in rows}


def codes_of(db: Connection, people: Sequence[int]) -> dict[int, str]:
    """Return the codes of up to 500 customers."""
    rows = db.execute(f"SELECT id, code FROM customer WHERE id IN ({marks(len(people))})", tuple(people))
    return dict(rows.fetchall())


def _ids(rows: Iterable[Row]) -> "array[int]":
    return array("q", sorted(row[0] for row in rows))


def listed_ids(db: Connection, incident: IncidentId) -> "array[int]":
    """Return everybody affected by an incident."""
    return _ids(db.execute("SELECT customer_id FROM incident_person WHERE incident_id = ?", (incident,)))


# --- the list -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewPeople:
    """People to be written on the list, each with the channel to tell them on; without one they are unreachable."""

    incident: IncidentId
    found_by: FoundBy
    channels: Mapping[int, Channel | None]


def add(db: Connection, new: NewPeople, at: datetime, by: StaffId) -> None:
    """Write people on the list of an incident."""
    db.executemany(
        "INSERT INTO incident_person (incident_id, customer_id, found_by, added_at, added_by, state, channel,"
        " settled_at, settled_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (new.incident, one, new.found_by.value, to_text(at), by, *_planned(channel, at, by))
            for one, channel in new.channels.items()
        ],
    )


def _planned(channel: Channel | None, at: datetime, by: StaffId) -> tuple[str | None, ...]:
    if channel is None:
        return TellState.UNREACHABLE.value, None, to_text(at), by
    return TellState.WAITING.value, channel.value, None, None


def remove(db: Connection, incident: IncidentId, people: Sequence[int]) -> None:
    """Take people off the list."""
    db.executemany(
        "DELETE FROM incident_person WHERE incident_id = ? AND customer_id = ?", [(incident, one) for one in people]
    )


def among(db: Connection, incident: IncidentId, people: Sequence[int]) -> dict[int, Affected]:
    """Return how those of up to 500 customers stand who are on the list."""
    rows = db.execute(
        "SELECT customer_id, state, channel FROM incident_person"
        f" WHERE incident_id = ? AND customer_id IN ({marks(len(people))})",
        (incident, *people),
    )
    return {
        one: Affected(CustomerId(one), TellState(state), Channel(channel) if channel else None)
        for one, state, channel in rows
    }


@dataclass(frozen=True, slots=True)
class Waiting:
    """Which people who wait: on one channel or on any, written to, not yet, or either; after an id."""

    incident: IncidentId
    channel: Channel | None = None
    is_written: bool | None = None
    after: int = 0
    limit: int = 500


def waiting(db: Connection, wanted: Waiting) -> tuple[int, ...]:
    """Return customers who wait to be told, oldest first."""
    written = {None: "1", True: "written_at IS NOT NULL", False: "written_at IS NULL"}[wanted.is_written]
    channel = "1" if wanted.channel is None else f"channel = '{wanted.channel.value}'"
    rows = db.execute(
        f"SELECT customer_id FROM incident_person WHERE incident_id = ? AND state = '{TellState.WAITING.value}'"
        f" AND {channel} AND {written} AND customer_id > ? ORDER BY customer_id LIMIT ?",
        (wanted.incident, wanted.after, wanted.limit),
    )
    return tuple(row[0] for row in rows)


def undecided(db: Connection, incident: IncidentId, after: int, limit: int) -> dict[int, Channel | None]:
    """Return who waits or has no channel, with the channel planned for each: addresses come and go."""
    rows = db.execute(
        "SELECT customer_id, channel FROM incident_person WHERE incident_id = ? AND customer_id > ?"
        f" AND (state = '{TellState.WAITING.value}' OR channel IS NULL) ORDER BY customer_id LIMIT ?",
        (incident, after, limit),
    )
    return {one: Channel(channel) if channel else None for one, channel in rows}


def plan(db: Connection, new: NewPeople, at: datetime, by: StaffId) -> None:
    """Choose another channel for people who were not told yet; what was written to the old one is void."""
    db.executemany(
        "UPDATE incident_person SET state = ?, channel = ?, settled_at = ?, settled_by = ?, written_at = NULL"
        " WHERE incident_id = ? AND customer_id = ?",
        [(*_planned(channel, at, by), new.incident, one) for one, channel in new.channels.items()],
    )


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one customer; ``told_at`` is when they were told."""

    state: TellState
    channel: Channel | None
    told_at: datetime | None = None
    contact_id: ContactId | None = None


def settle(db: Connection, incident: IncidentId, people: Mapping[int, Settled], at: datetime, by: StaffId) -> None:
    """Write whether customers were told, how and when."""
    db.executemany(
        "UPDATE incident_person SET state = ?, channel = coalesce(?, channel), told_at = ?, settled_at = ?,"
        " settled_by = ?, contact_id = ? WHERE incident_id = ? AND customer_id = ?",
        [
            (
                each.state.value,
                each.channel.value if each.channel else None,
                to_text(each.told_at) if each.told_at else None,
                to_text(at),
                by,
                each.contact_id,
                incident,
                one,
            )
            for one, each in people.items()
        ],
    )


def mark_written(db: Connection, incident: IncidentId, people: Sequence[int], at: datetime) -> None:
    """Note that the letters or emails to some customers came out of the program."""
    db.executemany(
        "UPDATE incident_person SET written_at = ? WHERE incident_id = ? AND customer_id = ?",
        [(to_text(at), incident, one) for one in people],
    )


# --- figures ------------------------------------------------------------------------------------


def found_by(db: Connection, incident: IncidentId) -> dict[FoundBy, int]:
    """Return how many affected customers were found in which way."""
    rows = db.execute(
        "SELECT found_by, count(*) FROM incident_person WHERE incident_id = ? GROUP BY found_by", (incident,)
    )
    return {FoundBy(how): count for how, count in rows}
