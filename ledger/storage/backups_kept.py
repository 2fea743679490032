"""Which backups are kept: 7 daily and 3 weekly, none older than 30 days (``security.md`` 5.7).

The limit of 30 days is a promise: an erased person is gone from every managed backup after that time at the latest.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from ledger.domain.errors import StorageError
from ledger.domain.instants import VIETNAM, local_date
from ledger.storage import folder as files
from ledger.storage.backup import STAMP, SUFFIX
from ledger.storage.backup_manifest import read_manifest

OLDEST = timedelta(days=30)
DAILY = 7
WEEKLY = 3
_PLAUSIBLE = 8  # days
_OURS = re.compile(r"(sokin-[0-9]{8}-[0-9]{6})(-[0-9]+)?" + re.escape(SUFFIX))


def rotate(
    place: Path, now: datetime, new: Path | None = None, *, thins: bool = True, of: str = ""
) -> tuple[Path, ...]:
    """Delete managed backups that are no longer kept; return them. Called only after ``new`` was verified.

    Without ``thins`` only those over 30 days go: after a restore that may have been a mistake, the good ones stay.
    ``of`` is a ledger's id, where the folder may hold the backups of several.

    Nothing is deleted unless another backup was made within the last days: a clock that jumped would make good
    backups look too old. Raises ``FolderNotWritable``.
    """
    made = {path: at for path, at in backups_in(place) if path.is_file()}
    if of:
        made = {path: at for path, at in made.items() if _is_of(path, of)}
    # What a clock ahead dated into the future must not push a good one out of its place.
    made = {path: at for path, at in made.items() if local_date(at) <= local_date(now)}
    if not _is_plausible(now, [at for path, at in made.items() if path != new]):
        return ()
    keep = kept(made, now) if thins else {path for path, at in made.items() if now - at <= OLDEST}
    superfluous = tuple(path for path in made if path not in keep)
    for path in superfluous:
        with files.translate_os_errors(path):
            path.unlink(missing_ok=True)
    return superfluous


def _is_of(path: Path, vault_id: str) -> bool:
    try:
        return read_manifest(path).vault_id == vault_id
    except StorageError:  # damaged or closed: not ours to delete
        return False


def _is_plausible(now: datetime, others: Sequence[datetime]) -> bool:
    # By the calendar, and with room for a closed week; a shop back from longer holidays thins out the day after.
    return any(0 <= (local_date(now) - local_date(at)).days <= _PLAUSIBLE for at in others)


def made_at_of(path: Path) -> datetime | None:
    """Return the instant in a backup's name, ``None`` for a file that is not ours."""
    ours = _OURS.fullmatch(path.name)
    try:
        return datetime.strptime(ours[1], STAMP).replace(tzinfo=VIETNAM) if ours else None
    except ValueError:
        return None


def backups_in(place: Path) -> tuple[tuple[Path, datetime], ...]:
    """Return the backups in a folder and when each was made, by their names, oldest first. Raises ``OSError``."""
    found = ((path, made_at_of(path)) for path in place.glob(f"*{SUFFIX}"))
    return tuple(sorted(((path, at) for path, at in found if at is not None), key=lambda one: order(*one)))


def managed(folder: Path) -> tuple[tuple[Path, datetime], ...]:
    """Return the backups that the program keeps beside a ledger, as ``backups_in``."""
    return backups_in(folder / files.BACKUPS)


def order(path: Path, made_at: datetime) -> tuple[datetime, int, str]:
    """Return what sorts backups by age: of those of one second the first has no number behind its name."""
    return made_at, len(path.name), path.name


def kept(made: Mapping[Path, datetime], now: datetime) -> frozenset[Path]:
    """Return what is kept: all of today, the newest of 7 days, the newest of 3 weeks before, none over 30 days."""
    young = sorted((path for path, at in made.items() if now - at <= OLDEST), key=lambda path: order(path, made[path]))
    today = [path for path in young if local_date(made[path]) == local_date(now)]
    by_day = {local_date(made[path]): path for path in young}  # the newest of a day wins
    days = sorted(by_day, reverse=True)
    by_week = {day.isocalendar()[:2]: by_day[day] for day in reversed(days[DAILY:])}
    weeks = [by_week[week] for week in sorted(by_week, reverse=True)[:WEEKLY]]
    return frozenset((*today, *(by_day[day] for day in days[:DAILY]), *weeks))


def kept_instants(folder: Path) -> tuple[datetime, ...]:
    """Return when each backup beside a ledger was made, by its name, oldest first."""
    return tuple(made for _, made in managed(folder))
