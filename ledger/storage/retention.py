"""What was kept long enough, found a range of ids at a time, and the runs that let it go."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ledger.domain.ids import CustomerId, RetentionRunId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.domain.retention import Skip, Tie
from ledger.storage import codes
from ledger.storage.database import Connection
from ledger.storage.erasure import obstacles
from ledger.storage.lists import marks

# --- customers ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Old:
    """One record that is old enough: a customer or a feedback, its own code, and the customer it belongs to."""

    id: int
    code: str
    customer_code: str | None


def last_id(db: Connection, table: str) -> int:
    """Return the highest id of ``customer``, ``feedback`` or ``attachment``; 0 for none."""
    return int(db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])


_LIVING = "customer.id >= ?1 AND customer.id < ?2 AND erased_at IS NULL"
_ORDERED = f"""
    SELECT customer.id, code FROM customer INDEXED BY customer_living
    WHERE {_LIVING} AND (SELECT max(ordered_at) FROM sale WHERE customer_id = customer.id) < ?3
"""
# The last time customer and shop had to do with each other; a record that does not say when it was collected is as
# old as its first entry in the trail.
_SILENT = f"""
    SELECT customer.id, code FROM customer INDEXED BY customer_living
    WHERE {_LIVING} AND NOT EXISTS (SELECT 1 FROM sale WHERE customer_id = customer.id)
    AND coalesce(collected_at, (SELECT min(at) FROM audit_entry WHERE subject_ref = code)) < ?3
    AND NOT EXISTS (SELECT 1 FROM contact WHERE customer_id = customer.id AND occurred_at >= ?3)
    AND NOT EXISTS (SELECT 1 FROM consent WHERE customer_id = customer.id AND occurred_at >= ?3)
    AND NOT EXISTS (SELECT 1 FROM feedback WHERE customer_id = customer.id AND received_at >= ?3)
    AND NOT EXISTS (SELECT 1 FROM request WHERE customer_id = customer.id AND received_at >= ?3)
"""


def ordered_before(db: Connection, before: datetime, ids: range) -> tuple[Old, ...]:
    """Return the customers on record, in a range of ids, whose last order lies before an instant."""
    return _old(db, _ORDERED, (ids.start, ids.stop, to_text(before)))


def silent_since(db: Connection, before: datetime, ids: range) -> tuple[Old, ...]:
    """Return the customers on record without an order, in a range of ids, of whom nothing was heard from then on."""
    return _old(db, _SILENT, (ids.start, ids.stop, to_text(before)))


def _old(db: Connection, query: str, values: tuple[object, ...]) -> tuple[Old, ...]:
    return tuple(Old(one, code, code) for one, code in db.execute(query, values))


_GUARDIANS = """
    SELECT DISTINCT guardian_id FROM guardian JOIN customer AS minor ON minor.id = guardian.customer_id
    WHERE guardian_id IN ({ids}) AND minor.erased_at IS NULL AND (minor.birth_on IS NULL OR minor.birth_on > ?)
"""


def skips(db: Connection, ids: Sequence[int], born_after: date) -> dict[int, list[Skip]]:
    """Return why some customers may not go yet; who is not in it may. ``born_after``: those are minors today."""
    found: dict[int, list[Skip]] = {}
    for one in ids:
        standing = obstacles(db, CustomerId(one), "")
        if standing:
            found[one] = [Skip(each.value) for each in standing]
    for (one,) in db.execute(_GUARDIANS.format(ids=marks(len(ids))), (*ids, born_after.isoformat())):
        found.setdefault(one, []).append(Skip.GUARDIAN_OF_MINOR)
    return found


# --- words of feedback --------------------------------------------------------------------------

_ANSWERED = """
    SELECT feedback.id, feedback.code, customer.code,
        EXISTS (SELECT 1 FROM request WHERE feedback_id = feedback.id AND closed_at IS NULL)
    FROM feedback LEFT JOIN customer ON customer.id = customer_id
    WHERE {which} AND (text IS NOT NULL OR EXISTS (SELECT 1 FROM feedback_round
        WHERE feedback_id = feedback.id AND answer IS NOT NULL))
    AND NOT EXISTS (SELECT 1 FROM feedback_round
        WHERE feedback_id = feedback.id AND (answered_at IS NULL OR answered_at >= ?))
"""


def answered_before(db: Connection, before: datetime, ids: range) -> tuple[tuple[Old, ...], tuple[Old, ...]]:
    """Return the feedback with words, in a range of ids, whose last answer lies before an instant; and apart from it
    what stays because a request in the same message is still open.
    """
    which = "feedback.id >= ? AND feedback.id < ?"
    return _sorted_out(db, which, (ids.start, ids.stop, to_text(before)))


def _sorted_out(db: Connection, which: str, values: tuple[object, ...]) -> tuple[tuple[Old, ...], tuple[Old, ...]]:
    rows = db.execute(_ANSWERED.format(which=which), values).fetchall()
    going = tuple(Old(*row) for *row, is_held in rows if not is_held)
    return going, tuple(Old(*row) for *row, is_held in rows if is_held)


def empty_feedback(db: Connection, before: datetime, ids: Sequence[int]) -> tuple[Old, ...]:
    """Empty the words of those of some feedback that may still go; return which. Rows and instants stay."""
    which = f"feedback.id IN ({marks(len(ids))})"
    going, _ = _sorted_out(db, which, (*ids, to_text(before)))
    named = tuple(one.id for one in going)
    db.execute(f"UPDATE feedback SET text = NULL WHERE id IN ({marks(len(named))})", named)
    db.execute(f"UPDATE feedback_round SET answer = NULL WHERE feedback_id IN ({marks(len(named))})", named)
    return going


# --- who stood on a contact list ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OldList:
    """A closed contact list that still names people."""

    id: int
    code: str
    people: int


def lists_closed_before(db: Connection, before: datetime) -> tuple[OldList, ...]:
    """Return the lists closed before an instant that still name somebody, oldest first."""
    rows = db.execute(
        "SELECT id, code, (SELECT count(*) FROM contact_list_person WHERE contact_list_id = id) FROM contact_list"
        " WHERE closed_at < ? AND EXISTS (SELECT 1 FROM contact_list_person WHERE contact_list_id = id) ORDER BY id",
        (to_text(before),),
    )
    return tuple(OldList(*row) for row in rows)


def empty_list(db: Connection, one: OldList, at_once: int) -> int:
    """Take up to some people off a list for good; return how many. How many there were stays."""
    db.execute("UPDATE contact_list SET people = coalesce(people, ?) WHERE id = ?", (one.people, one.id))
    gone = db.execute(
        "DELETE FROM contact_list_person WHERE contact_list_id = ?1 AND customer_id IN"
        " (SELECT customer_id FROM contact_list_person WHERE contact_list_id = ?1 LIMIT ?2)",
        (one.id, at_once),
    )
    return int(gone.rowcount)


# --- files --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OldFile:
    """A file added long ago, whose it is, and everything it is kept for."""

    id: int
    customer_code: str | None
    ties: tuple[Tie, ...]


# The newest word on the same consent decides: a withdrawal or refusal ends it when it was said, a term when it is over.
_NEWEST = """
    SELECT CASE WHEN newest.outcome <> 'GRANTED' THEN newest.occurred_at ELSE newest.expires_at END
    FROM consent AS newest WHERE newest.customer_id = consent.customer_id AND newest.purpose_id = consent.purpose_id
    AND newest.channel = consent.channel AND newest.giver = consent.giver
    ORDER BY newest.occurred_at DESC, newest.recorded_at DESC, newest.id DESC LIMIT 1
"""
_FILES = f"""
    SELECT attachment.id, customer.code, 1, ({_NEWEST})
    FROM attachment JOIN consent_evidence ON attachment_id = attachment.id JOIN consent ON consent.id = consent_id
    LEFT JOIN customer ON customer.id = attachment.customer_id WHERE {{which}} AND added_at < ? AND content IS NOT NULL
    UNION ALL
    SELECT attachment.id, customer.code, 0, request.closed_at
    FROM attachment JOIN request_attachment ON attachment_id = attachment.id
    JOIN request ON request.id = request_id
    LEFT JOIN customer ON customer.id = attachment.customer_id WHERE {{which}} AND added_at < ? AND content IS NOT NULL
"""


def old_files(db: Connection, before: datetime, ids: Sequence[int]) -> tuple[OldFile, ...]:
    """Return the files of consents and requests, in a range of ids or among some, added before an instant."""
    is_range = isinstance(ids, range)
    which = "attachment.id >= ? AND attachment.id < ?" if is_range else f"attachment.id IN ({marks(len(ids))})"
    named = (ids.start, ids.stop) if isinstance(ids, range) else tuple(ids)
    values = (*named, to_text(before))
    found: dict[int, tuple[str | None, list[Tie]]] = {}
    for one, code, is_consent, ended in db.execute(_FILES.format(which=which), (*values, *values)):
        found.setdefault(one, (code, []))[1].append(Tie(bool(is_consent), from_text(ended) if ended else None))
    return tuple(OldFile(one, code, tuple(ties)) for one, (code, ties) in found.items())


def delete_files(db: Connection, ids: Sequence[int]) -> None:
    """Delete files with their content, and with the links to what they proved."""
    db.execute(f"DELETE FROM attachment WHERE id IN ({marks(len(ids))})", tuple(ids))


# --- runs ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StoredRun:
    """One run: which rules, what was to go and what was held back, and what went, by category."""

    id: RetentionRunId
    code: str
    run_at: datetime
    run_by: StaffId
    rules: Mapping[str, int]  # months by category
    counts: Mapping[str, Mapping[str, int]]
    finished_at: datetime | None
    erased: int  # customers, counted from the erasures themselves


Counts = Mapping[str, Mapping[str, int]]


def add_run(
    db: Connection, rules: Mapping[str, int], counts: Counts, at: datetime, by: StaffId
) -> tuple[RetentionRunId, str]:
    """Store the beginning of a run; return its id and its code."""
    row = db.execute(
        "INSERT INTO retention_run (code, run_at, run_by, rules, counts) VALUES (?, ?, ?, ?, ?) RETURNING id, code",
        (codes.next_code(db, codes.RETENTION), to_text(at), by, json.dumps(rules), json.dumps(counts)),
    ).fetchone()
    return RetentionRunId(row[0]), row[1]


def save_counts(db: Connection, run: RetentionRunId, counts: Counts, finished_at: datetime | None = None) -> None:
    """Write down how far a run is, or that it is done."""
    ended = to_text(finished_at) if finished_at is not None else None
    db.execute("UPDATE retention_run SET counts = ?, finished_at = ? WHERE id = ?", (json.dumps(counts), ended, run))


def runs(db: Connection, limit: int) -> tuple[StoredRun, ...]:
    """Return the newest runs first."""
    rows = db.execute(
        "SELECT id, code, run_at, run_by, rules, counts, finished_at,"
        " (SELECT count(*) FROM erasure WHERE retention_run_id = retention_run.id) FROM retention_run"
        " ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return tuple(
        StoredRun(
            RetentionRunId(one),
            code,
            from_text(run_at),
            StaffId(by),
            json.loads(rules),
            json.loads(counts),
            from_text(finished) if finished else None,
            erased,
        )
        for one, code, run_at, by, rules, counts, finished, erased in rows
    )


def last_finished_at(db: Connection) -> datetime | None:
    """Return when a run last came to its end."""
    found = db.execute("SELECT max(run_at) FROM retention_run WHERE finished_at IS NOT NULL").fetchone()[0]
    return from_text(found) if found else None


def still_living(db: Connection, codes_: Sequence[str]) -> tuple[str, ...]:
    """Return those of some customers whose data were not erased, in the order of ``codes_``."""
    found = "SELECT 1 FROM customer WHERE code = ? AND erased_at IS NULL"
    return tuple(one for one in codes_ if db.execute(found, (one,)).fetchone() is not None)
