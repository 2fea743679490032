"""Notice runs and the notice of each customer: who was told of a policy change, how and when (VK 10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ledger.domain.customer import LIVE_STATES, ContactState
from ledger.domain.ids import ContactId, CustomerId, NoticeId, NoticeRunId, PolicyVersionId, StaffId
from ledger.domain.instants import from_text, to_text
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.storage.database import Connection, Row
from ledger.storage.told_lists import ToldList

TOLD = ToldList("notice", "notice_run_id", NoticeState, NoticeChannel)
Choices = Mapping[tuple[bool, bool], NoticeChannel | None]  # by (has a live email, has a live postal address)


def _words(states: Iterable[ContactState]) -> str:
    return ", ".join(f"'{state.value}'" for state in sorted(states))


_LIVE, _ANY = _words(LIVE_STATES), _words(ContactState)
_WITH_EMAIL = f"SELECT customer_id FROM email WHERE address IS NOT NULL AND state IN ({_LIVE})"
_WITH_ADDRESS = f"SELECT customer_id FROM address WHERE line IS NOT NULL AND state IN ({_LIVE})"
_KINDS = ((False, False), (False, True), (True, False), (True, True))


def _chosen(customer: str) -> str:
    return (
        f"CASE ({customer} IN ({_WITH_EMAIL})) * 2 + ({customer} IN ({_WITH_ADDRESS}))"
        " WHEN 0 THEN ? WHEN 1 THEN ? WHEN 2 THEN ? ELSE ? END"
    )


def _values(choices: Choices) -> list[str | None]:
    return [channel.value if channel else None for channel in (choices[kind] for kind in _KINDS)]


@dataclass(frozen=True, slots=True)
class Run:
    """One run as stored."""

    id: NoticeRunId
    version: PolicyVersionId
    started_at: datetime
    home_page_at: datetime | None
    finished_at: datetime | None


_RUN = "SELECT id, policy_version_id, started_at, home_page_at, finished_at FROM notice_run"


def _run(row: Row) -> Run:
    home, finished = (from_text(at) if at else None for at in row[3:])
    return Run(NoticeRunId(row[0]), PolicyVersionId(row[1]), from_text(row[2]), home, finished)


def add_run(db: Connection, version: PolicyVersionId, at: datetime, by: StaffId) -> NoticeRunId:
    """Write the run of one version."""
    row = db.execute(
        "INSERT INTO notice_run (policy_version_id, started_at, started_by) VALUES (?, ?, ?) RETURNING id",
        (version, to_text(at), by),
    ).fetchone()
    return NoticeRunId(row[0])


def load(db: Connection, run: NoticeRunId) -> Run | None:
    """Return one run."""
    row = db.execute(f"{_RUN} WHERE id = ?", (run,)).fetchone()
    return None if row is None else _run(row)


def all_runs(db: Connection) -> tuple[Run, ...]:
    """Return every run, the newest first."""
    return tuple(_run(row) for row in db.execute(f"{_RUN} ORDER BY id DESC"))


def version_before(db: Connection, version: PolicyVersionId) -> PolicyVersionId:
    """Return the version that held before ``version``: the newest older one that came into force; itself without."""
    row = db.execute(
        "SELECT id FROM policy_version WHERE in_force_at IS NOT NULL AND number <"
        " (SELECT number FROM policy_version WHERE id = ?) ORDER BY number DESC LIMIT 1",
        (version,),
    ).fetchone()
    return version if row is None else PolicyVersionId(row[0])


def announce(db: Connection, run: NoticeRunId, told_at: datetime, by: StaffId) -> None:
    """Note since when the home page announces the change."""
    db.execute("UPDATE notice_run SET home_page_at = ?, home_page_by = ? WHERE id = ?", (to_text(told_at), by, run))


def finish(db: Connection, run: NoticeRunId, at: datetime, by: StaffId) -> None:
    """Note that everybody is accounted for."""
    db.execute("UPDATE notice_run SET finished_at = ?, finished_by = ? WHERE id = ?", (to_text(at), by, run))


# --- who is told how ---------------------------------------------------------------------------------


def add_missing(db: Connection, run: NoticeRunId, choices: Choices, at: datetime, by: StaffId) -> int:
    """Write the notice of every customer on record who has none in this run yet; return how many were added.

    Ids of customers only ever grow, so those without a notice are the ones after the last that has one. Who has no
    valid channel is unreachable from the start.
    """
    before = db.total_changes
    db.execute(
        "INSERT INTO notice (notice_run_id, customer_id, channel, state, settled_at, settled_by)"
        " SELECT ?, id, channel, iif(channel IS NULL, 'UNREACHABLE', 'WAITING'), iif(channel IS NULL, ?, NULL),"
        f" iif(channel IS NULL, ?, NULL) FROM (SELECT id, {_chosen('id')} AS channel FROM customer"
        " WHERE erased_at IS NULL"
        " AND id > (SELECT coalesce(max(customer_id), 0) FROM notice WHERE notice_run_id = ?)) ORDER BY id",
        (run, to_text(at), by, *_values(choices), run),
    )
    return db.total_changes - before


def choose_again(db: Connection, run: Run, choices: Choices, at: datetime, by: StaffId) -> int:
    """Correct the channel of who is not told yet and whose addresses changed since the run began; return how many."""
    changed = " UNION ".join(
        f"SELECT customer_id FROM {table} WHERE state IN ({_ANY}) AND state_at >= ? AND {value} IS NOT NULL"
        for table, value in (("email", "address"), ("address", "line"))
    )
    since, values = to_text(run.started_at), _values(choices)
    found = db.execute(
        f"SELECT id, chosen FROM (SELECT id, channel, {_chosen('customer_id')} AS chosen FROM notice"
        " WHERE notice_run_id = ? AND (state = 'WAITING' OR state = 'UNREACHABLE' AND channel IS NULL)"
        f" AND customer_id IN ({changed})) WHERE chosen IS NOT channel",
        (*values, run.id, since, since),
    ).fetchall()
    db.executemany(
        "UPDATE notice SET channel = ?1, state = iif(?1 IS NULL, 'UNREACHABLE', 'WAITING'), written_at = NULL,"
        " settled_at = iif(?1 IS NULL, ?2, NULL), settled_by = iif(?1 IS NULL, ?3, NULL) WHERE id = ?4",
        [(chosen, to_text(at), by, notice) for notice, chosen in found],
    )
    return len(found)


# --- one notice --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notice:
    """One customer's notice; without a channel nobody could be told on any."""

    id: NoticeId
    customer_id: CustomerId
    channel: NoticeChannel | None
    state: NoticeState


_NOTICE = "SELECT notice.id, customer_id, channel, state FROM notice"


def _notice(row: Row) -> Notice:
    channel = NoticeChannel(row[2]) if row[2] else None
    return Notice(NoticeId(row[0]), CustomerId(row[1]), channel, NoticeState(row[3]))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Which waiting notices: of one channel, after a notice, at most ``limit``; written out, not yet, or either."""

    channel: NoticeChannel
    is_written: bool | None = None
    after: int = 0
    limit: int = 500


def waiting(db: Connection, run: NoticeRunId, wanted: Waiting) -> tuple[Notice, ...]:
    """Return notices that wait, oldest customers first."""
    written = {None: "1", True: "written_at IS NOT NULL", False: "written_at IS NULL"}[wanted.is_written]
    rows = db.execute(
        f"{_NOTICE} WHERE notice_run_id = ? AND state = 'WAITING' AND channel = ? AND {written} AND id > ?"
        " ORDER BY id LIMIT ?",
        (run, wanted.channel.value, wanted.after, wanted.limit),
    )
    return tuple(_notice(row) for row in rows)


def of_codes(db: Connection, run: NoticeRunId, codes: Sequence[str]) -> tuple[Notice, ...]:
    """Return the notices of up to 500 customers by code; unknown codes are left out."""
    marks = ",".join("?" * len(codes))
    rows = db.execute(
        f"{_NOTICE} JOIN customer ON customer.id = customer_id WHERE notice_run_id = ? AND code IN ({marks})"
        " ORDER BY notice.id",
        (run, *codes),
    )
    return tuple(_notice(row) for row in rows)


def of_erased(db: Connection, run: NoticeRunId) -> tuple[Notice, ...]:
    """Return the waiting notices of customers erased since the run began."""
    rows = db.execute(
        f"{_NOTICE} WHERE notice_run_id = ? AND state = 'WAITING'"
        " AND customer_id IN (SELECT id FROM customer WHERE erased_at IS NOT NULL)",
        (run,),
    )
    return tuple(_notice(row) for row in rows)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a notice."""

    state: NoticeState
    channel: NoticeChannel | None
    contact_id: ContactId | None = None
    reason: str | None = None


def settle(db: Connection, ids: Sequence[NoticeId], outcome: Outcome, at: datetime, by: StaffId) -> None:
    """Write what became of some notices."""
    channel = outcome.channel.value if outcome.channel else None
    values = (outcome.state.value, channel, to_text(at), by, outcome.contact_id, outcome.reason)
    db.executemany(
        "UPDATE notice SET state = ?, channel = ?, settled_at = ?, settled_by = ?, contact_id = ?, reason = ?"
        " WHERE id = ?",
        [(*values, one) for one in ids],
    )


def mark_written(db: Connection, ids: Sequence[NoticeId], at: datetime) -> None:
    """Note that the letters or messages of some customers came out of the program."""
    db.executemany("UPDATE notice SET written_at = ? WHERE id = ?", [(to_text(at), one) for one in ids])
