"""The shop's own days: officially off, or worked instead of another."""

from datetime import date

from ledger.domain.deadline import SpecialDay, SpecialDayKind
from ledger.domain.ids import StaffId
from ledger.domain.instants import from_text, to_text
from ledger.storage.database import Connection


def add(db: Connection, new: SpecialDay) -> None:
    """Write one day; what was written about it before is replaced."""
    db.execute(
        "INSERT INTO special_day (day, kind, note, added_at, added_by) VALUES (?, ?, ?, ?, ?) ON CONFLICT (day) DO"
        " UPDATE SET kind = excluded.kind, note = excluded.note, added_at = excluded.added_at,"
        " added_by = excluded.added_by",
        (new.day.isoformat(), new.kind.value, new.note, to_text(new.added_at), new.added_by),
    )


def remove(db: Connection, day: date) -> None:
    """Take one day off the list."""
    db.execute("DELETE FROM special_day WHERE day = ?", (day.isoformat(),))


def load(db: Connection, since: date = date.min, until: date = date.max) -> tuple[SpecialDay, ...]:
    """Return the days of the list from ``since`` to ``until``, both counted, in order."""
    rows = db.execute(
        "SELECT day, kind, note, added_at, added_by FROM special_day WHERE day BETWEEN ? AND ? ORDER BY day",
        (since.isoformat(), until.isoformat()),
    )
    return tuple(_day(*row) for row in rows)


def _day(day: str, kind: str, note: str, added_at: str, added_by: str) -> SpecialDay:
    return SpecialDay(date.fromisoformat(day), SpecialDayKind(kind), note, from_text(added_at), StaffId(added_by))
