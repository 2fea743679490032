"""Which backups there are: in the ledger's own folder, and in a second place outside this computer.

Only a manager chooses the second place, with the passphrase given just now; anybody may have a copy made there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ledger.domain.audit import AuditAction
from ledger.domain.errors import FolderNotEmpty, NothingToDo, PlaceMissing, StorageError
from ledger.domain.instants import from_text, local_date, to_text
from ledger.domain.staff import Operation
from ledger.services.session import Session
from ledger.storage import backups_kept, members
from ledger.storage import shop as shop_rows
from ledger.storage.backups_kept import kept_instants
from ledger.storage.shop import COPIED_AT, SECOND_PLACE
from ledger.storage.slots import RECOVERY_ID

REMIND_AFTER = timedelta(days=7)  # without a verified copy on another drive


@dataclass(frozen=True, slots=True)
class Backups:
    """The ledger's folder, and when each backup in it was made, newest first."""

    folder: Path
    made: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """Where copies outside this computer go, when the last verified one was made, and whether that is too long ago.

    ``is_of_old_sheet``: a new recovery sheet was made since, so that only the one before opens that copy.
    """

    folder: Path | None
    copied_at: datetime | None
    is_overdue: bool
    is_of_old_sheet: bool = False


def kept(session: Session) -> Backups:
    """Return the backups the program keeps beside the ledger."""
    return Backups(session.vault.folder, tuple(sorted(kept_instants(session.vault.folder), reverse=True)))


def newest_in(folder: Path) -> datetime | None:
    """Return when the newest backup in a folder was made, by its name; ``None`` where there is none to be read.

    Needs no ledger, so any thread may look at a slow drive.
    """
    try:
        return max((made for _, made in backups_kept.backups_in(folder)), default=None)
    except OSError:
        return None


def is_same_drive(folder: Path, ledger: Path) -> bool:
    """Return whether both lie on one drive and are lost together. Needs no ledger; never raises."""
    try:
        return folder.stat().st_dev == ledger.stat().st_dev  # the number of the drive
    except OSError:
        return False


# --- the second place ---------------------------------------------------------------------------


def second_place(session: Session) -> SecondPlace:
    """Return the second place; nothing is looked for on its drive, which may be slow or gone."""
    stored = shop_rows.settings(session.db)
    folder = Path(stored[SECOND_PLACE]) if SECOND_PLACE in stored else None
    copied_at = from_text(stored[COPIED_AT]) if COPIED_AT in stored else None
    since = copied_at or shop_rows.begun_at(session.db)
    is_overdue = not shop_rows.is_demo(session.db) and session.now() - since > REMIND_AFTER
    sheet = members.member_of(session.db, RECOVERY_ID)
    is_of_old_sheet = copied_at is not None and sheet is not None and copied_at < sheet.added_at
    return SecondPlace(folder, copied_at, is_overdue, is_of_old_sheet)


def choose_second(session: Session, folder: Path) -> None:
    """Make a folder the second place (manager, with the passphrase given just now).

    Raises ``RoleForbidden``, ``ConfirmationNeeded``, ``PlaceMissing``, or ``FolderNotEmpty`` for the ledger's own.
    """
    session.require(Operation.EXPORT)
    session.require_confirmed(Operation.EXPORT)
    if not folder.is_dir():
        raise PlaceMissing(file=folder.name)
    if folder.resolve().is_relative_to(session.vault.folder.resolve()):
        raise FolderNotEmpty
    with session.write() as uow:
        shop_rows.save_setting(uow.db, SECOND_PLACE, str(folder))
        uow.audit(AuditAction.SETTING_CHANGED, None, {"setting": SECOND_PLACE})


def copy_out(session: Session) -> Path:
    """Make a verified backup in the second place and thin out the older ones of this ledger there.

    Raises ``NothingToDo`` where none was chosen, ``PlaceMissing`` for a drive that is not plugged in, and as
    ``session.back_up``.
    """
    session.require(Operation.BACKUP)
    folder = second_place(session).folder
    if folder is None:
        raise NothingToDo
    if not folder.is_dir():
        raise PlaceMissing(file=folder.name)
    made = session.vault.back_up(folder)
    with session.write() as uow:
        shop_rows.save_setting(uow.db, COPIED_AT, to_text(uow.now))
        uow.audit(AuditAction.BACKUP_MADE, None, {"is_managed": False})
    try:
        backups_kept.rotate(folder, session.clock.now(), made.path, of=session.vault.vault_id)
    except StorageError:
        session.vault.note("backups_not_thinned")
    return made.path


def is_due(place: SecondPlace, now: datetime) -> bool:
    """Return whether a second place was chosen and holds no copy of today, or none that today's sheet opens."""
    has_todays = place.copied_at is not None and local_date(place.copied_at) == local_date(now)
    return place.folder is not None and (place.is_of_old_sheet or not has_todays)


def copy_out_if_due(session: Session) -> bool:
    """Make today's copy in the second place, unless there is one; return whether one was made."""
    place = second_place(session)
    if place.folder is None or not is_due(place, session.now()) or not place.folder.is_dir():
        return False
    copy_out(session)
    return True
