"""Which backups are kept: 7 daily and 3 weekly, none older than 30 days (``security.md`` 5.7).

The limit of 30 days is a promise: an erased person is gone from every managed backup after that time at the latest.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from ledger.domain.instants import VIETNAM, local_date
from ledger.storage import folder as files
from ledger.storage.backup import STAMP, SUFFIX

OLDEST = timedelta(days=30)
DAILY = 7
WEEKLY = 3
_PARTS_OF_A_STAMP = 3


def rotate(place: Path, now: datetime) -> tuple[Path, ...]:
    """Delete managed backups that are no longer kept; return them. Called only after a new one was verified."""
    made = {path: at for path in place.glob(f"*{SUFFIX}") if (at := made_at_of(path)) is not None}
    keep = kept(made, now)
    superfluous = tuple(path for path in made if path not in keep)
    for path in superfluous:
        with files.translate_os_errors(path):
            path.unlink(missing_ok=True)
    return superfluous


def made_at_of(path: Path) -> datetime | None:
    """Return the instant in a backup's name, ``None`` for a file that is not ours."""
    stamp = "-".join(path.stem.split("-")[:_PARTS_OF_A_STAMP])
    try:
        return datetime.strptime(stamp, STAMP).replace(tzinfo=VIETNAM)
    except ValueError:
        return None


def kept(made: Mapping[Path, datetime], now: datetime) -> frozenset[Path]:
    """Return what is kept: all of today, the newest of 7 days, the newest of 3 weeks before, none over 30 days."""
    young = sorted((path for path, at in made.items() if now - at <= OLDEST), key=lambda path: (made[path], path.name))
    today = [path for path in young if local_date(made[path]) == local_date(now)]
    by_day = {local_date(made[path]): path for path in young}  # the newest of a day wins
    days = sorted(by_day, reverse=True)
    by_week = {day.isocalendar()[:2]: by_day[day] for day in reversed(days[DAILY:])}
    weeks = [by_week[week] for week in sorted(by_week, reverse=True)[:WEEKLY]]
    return frozenset((*today, *(by_day[day] for day in days[:DAILY]), *weeks))
