"""Time: stored in UTC, shown and computed in Vietnam time, a fixed UTC+7, never the machine's zone."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "ICT")


def to_text(at: datetime) -> str:
    """Return the stored form of an aware instant, of fixed width so that text order is order in time.

    ``2026-11-21T03:00:00.000000Z``. Raises ``ValueError`` for an instant without a zone.
    """
    return _aware(at).astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def from_text(text: str) -> datetime:
    """Return the aware UTC instant of a stored form. Raises ``ValueError`` for any text that is not an instant."""
    return _aware(datetime.fromisoformat(text)).astimezone(UTC)


def local(at: datetime) -> datetime:
    """Return an aware instant by the clock of Vietnam. Raises ``ValueError`` for an instant without a zone."""
    return _aware(at).astimezone(VIETNAM)


def _aware(at: datetime) -> datetime:
    # Python would take a naive instant to be in the machine's zone.
    if at.utcoffset() is None:
        raise ValueError
    return at


def local_date(at: datetime) -> date:
    """Return the calendar day in Vietnam at an instant."""
    return local(at).date()


def start_of_day(day: date) -> datetime:
    """Return the instant at which ``day`` begins in Vietnam."""
    return datetime.combine(day, time(0), VIETNAM).astimezone(UTC)


def most_around(instants: Collection[datetime], at: datetime, length: timedelta) -> int:
    """Return the most instants in any stretch of ``length`` that holds ``at`` too; a stretch begins after its start."""
    ends = (at, *(one for one in instants if at < one < at + length))
    return max(sum(end - length < one <= end for one in instants) for end in ends)


def show_instant(at: datetime) -> str:
    """Return an instant for a reader in Vietnam: ``21/11/2026 10:00``."""
    return local(at).strftime("%d/%m/%Y %H:%M")


def show_end(at: datetime) -> str:
    """Return the end of a period for a reader: ``24:00 25/11/2026`` for the end of a day, else as ``show_instant``.

    A day ends at the instant the next one begins; to a reader that would name the wrong day.
    """
    here = local(at)
    if here.time() != time(0):
        return show_instant(at)
    return (here - timedelta(days=1)).strftime("24:00 %d/%m/%Y")


def show_date(day: date) -> str:
    """Return a date for a reader: ``21/11/2026``."""
    return day.strftime("%d/%m/%Y")
