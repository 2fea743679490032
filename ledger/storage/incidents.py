"""Incidents: what happened, until when it must be reported, and the steps taken. Nothing deletes them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from ledger.domain.deadline import Deadline, DeadlineKind
from ledger.domain.ids import FieldId, IncidentId, StaffId
from ledger.domain.incident import Incident, IncidentKind, IncidentStep, IncidentStepKind, Report
from ledger.domain.instants import from_text, to_text
from ledger.storage import codes
from ledger.storage.database import Connection, Row


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody wrote down about an incident, ready to be stored."""

    kind: IncidentKind
    is_attack: bool
    occurred_at: datetime
    discovered_at: datetime
    place: str = field(repr=False)
    what: str = field(repr=False)
    who: str = field(repr=False)
    fields: tuple[FieldId, ...]
    people: int | None
    contact: str = field(repr=False)
    consequences: str = field(repr=False)
    measures: str = field(repr=False)
    tells_customers: bool
    no_tell_reason: str = field(repr=False)


_TOLD = (
    "kind", "is_attack", "occurred_at", "discovered_at", "place", "what", "who", "fields", "people", "contact",
    "consequences", "measures", "tells_customers", "no_tell_reason", "authority_due_at", "system_due_at",
)  # fmt: skip


def _values(told: Told, due: tuple[Deadline, ...]) -> tuple[object, ...]:
    ends = {one.kind: to_text(one.due_at) for one in due}
    return (
        told.kind.value,
        told.is_attack,
        to_text(told.occurred_at),
        to_text(told.discovered_at),
        told.place,
        told.what,
        told.who,
        " ".join(told.fields),
        told.people,
        told.contact,
        told.consequences,
        told.measures,
        told.tells_customers,
        told.no_tell_reason,
        ends[DeadlineKind.AUTHORITY],
        ends.get(DeadlineKind.SYSTEM_ATTACK),
    )


def add(db: Connection, told: Told, due: tuple[Deadline, ...], at: datetime, by: StaffId) -> tuple[IncidentId, str]:
    """Store an incident; return its id and its code."""
    names = ("code", "recorded_at", "recorded_by", *_TOLD)
    row = db.execute(
        f"INSERT INTO incident ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) RETURNING id, code",
        (codes.next_code(db, codes.INCIDENT), to_text(at), by, *_values(told, due)),
    ).fetchone()
    return IncidentId(row[0]), row[1]


def change(db: Connection, one: IncidentId, told: Told, due: tuple[Deadline, ...]) -> None:
    """Store what is known now, and the clocks that follow from it."""
    assignments = ", ".join(f"{name} = ?" for name in _TOLD)
    db.execute(f"UPDATE incident SET {assignments} WHERE id = ?", (*_values(told, due), one))


_COLUMNS = (
    "id, code, kind, is_attack, occurred_at, discovered_at, recorded_at, recorded_by, place, what, who, fields,"
    " people, contact, consequences, measures, tells_customers, no_tell_reason, closed_at, closed_by, keep_until,"
    " authority_due_at, reported_at, reported_by, report_reference, delay_reason, no_report_reason, system_due_at,"
    " system_reported_at, system_reported_by, system_report_reference, system_delay_reason, no_system_report_reason"
)
_REPORT = 6  # columns of one report


def load(db: Connection, code: str) -> Incident | None:
    """Return the incident with a code such as ``SC-0001``."""
    row = db.execute(f"SELECT {_COLUMNS} FROM incident WHERE code = ?", (code,)).fetchone()
    return _incident(row) if row else None


def still_open(db: Connection) -> tuple[Incident, ...]:
    """Return every incident that is not closed, the latest discovered first."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM incident WHERE closed_at IS NULL ORDER BY discovered_at DESC, id DESC")
    return tuple(_incident(row) for row in rows)


def _incident(row: Row) -> Incident:
    about, reports = row[: -2 * _REPORT], row[-2 * _REPORT :]
    one, code, kind, is_attack, occurred, discovered, recorded, recorded_by, place, what, who, fields, *rest = about
    people, contact, consequences, measures, tells, no_tell, closed, closed_by, keep_until = rest
    discovered_at = from_text(discovered)
    return Incident(
        id=IncidentId(one),
        code=code,
        kind=IncidentKind(kind),
        is_attack=bool(is_attack),
        occurred_at=from_text(occurred),
        discovered_at=discovered_at,
        recorded_at=from_text(recorded),
        recorded_by=StaffId(recorded_by),
        reports=tuple(_reports(discovered_at, reports)),
        what=what,
        place=place,
        who=who,
        fields=tuple(FieldId(each) for each in fields.split()),
        people=people,
        contact=contact,
        consequences=consequences,
        measures=measures,
        tells_customers=bool(tells),
        no_tell_reason=no_tell,
        closed_at=_instant(closed),
        closed_by=closed_by,
        keep_until=date.fromisoformat(keep_until) if keep_until else None,
    )


def _reports(discovered_at: datetime, columns: Row) -> Iterator[Report]:
    for kind, stored in ((DeadlineKind.AUTHORITY, columns[:_REPORT]), (DeadlineKind.SYSTEM_ATTACK, columns[_REPORT:])):
        due, reported, by, reference, delay, not_due = stored
        due_at = _instant(due)
        if due_at is not None:
            clock = Deadline(kind, discovered_at, due_at, due_at)
            yield Report(clock, _instant(reported), by, reference or "", delay or "", not_due or "")


def _instant(stored: str | None) -> datetime | None:
    return from_text(stored) if stored else None


# --- what was done ------------------------------------------------------------------------------

_PREFIX = {DeadlineKind.AUTHORITY: "", DeadlineKind.SYSTEM_ATTACK: "system_"}


def report(db: Connection, one: IncidentId, made: Report) -> None:
    """Store that a report was made."""
    prefix = _PREFIX[made.kind]
    reported_at = to_text(made.reported_at) if made.reported_at else None
    db.execute(
        f"UPDATE incident SET {prefix}reported_at = ?, {prefix}reported_by = ?, {prefix}report_reference = ?,"
        f" {prefix}delay_reason = ? WHERE id = ?",
        (reported_at, made.reported_by, made.reference, made.delay_reason or None, one),
    )


def not_due(db: Connection, one: IncidentId, kind: DeadlineKind, reason: str) -> None:
    """Store why a report is not due."""
    db.execute(f"UPDATE incident SET no_{_PREFIX[kind]}report_reason = ? WHERE id = ?", (reason, one))


def close(db: Connection, one: IncidentId, at: datetime, by: StaffId, keep_until: date) -> None:
    """Store that nothing remains to be done, and until when the file is kept."""
    db.execute(
        "UPDATE incident SET closed_at = ?, closed_by = ?, keep_until = ? WHERE id = ?",
        (to_text(at), by, keep_until.isoformat(), one),
    )


def add_step(db: Connection, one: IncidentId, step: IncidentStep) -> None:
    """Store one step of the history."""
    db.execute(
        "INSERT INTO incident_step (incident_id, kind, occurred_at, recorded_at, recorded_by, reference, people)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            one,
            step.kind.value,
            to_text(step.occurred_at),
            to_text(step.recorded_at),
            step.recorded_by,
            step.reference,
            step.people,
        ),
    )


def add_people_to_step(db: Connection, one: IncidentId, step: IncidentStep) -> None:
    """Store one step, or count more people in the newest one where it says the same: a long act has many slices."""
    row = db.execute(
        "SELECT id, kind, occurred_at, recorded_by, reference FROM incident_step WHERE incident_id = ?"
        " ORDER BY id DESC LIMIT 1",
        (one,),
    ).fetchone()
    same = (step.kind.value, to_text(step.occurred_at), step.recorded_by, step.reference)
    if row is not None and row[1:] == same:
        db.execute("UPDATE incident_step SET people = coalesce(people, 0) + ? WHERE id = ?", (step.people, row[0]))
    else:
        add_step(db, one, step)


def steps(db: Connection, one: IncidentId) -> tuple[IncidentStep, ...]:
    """Return the history of an incident, oldest first."""
    rows = db.execute(
        "SELECT kind, occurred_at, recorded_at, recorded_by, reference, people FROM incident_step"
        " WHERE incident_id = ? ORDER BY id",
        (one,),
    )
    return tuple(
        IncidentStep(IncidentStepKind(kind), from_text(occurred), from_text(recorded), StaffId(by), reference, people)
        for kind, occurred, recorded, by, reference, people in rows
    )
