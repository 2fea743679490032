"""What the status line says about the ledger itself: its backup, its keepers, its clock, and what opening found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ledger.domain.errors import ErrorValue, SecondKeeperMissing
from ledger.services.backups import second_place
from ledger.services.session import Session, is_recovery_confirmed, require_keepers
from ledger.storage import audit_log
from ledger.storage import shop as shop_rows
from ledger.storage.backups_kept import kept_instants
from ledger.storage.unit_of_work import CLOCK_TOLERANCE

BACKUP_FRESH_FOR = timedelta(hours=24)
SYNCED_FOLDER = "synced_folder"


@dataclass(frozen=True, slots=True)
class StatusNotice:
    """Something to tell: ``code`` is a key of ``notices`` in the texts, filled with ``data``."""

    code: str
    data: Mapping[str, ErrorValue]


@dataclass(frozen=True, slots=True)
class Status:
    """How the ledger stands at ``at``. Counts of nobody's data and no personal value."""

    at: datetime
    folder_name: str
    is_demo: bool
    newest_backup_at: datetime | None
    is_backup_old: bool  # older than 24 hours, or there is none
    is_recovery_confirmed: bool
    is_keeper_missing: bool  # real data cannot be recorded yet
    is_clock_behind: bool  # the computer's clock lies before the newest entry
    is_folder_synced: bool
    newest_entry_at: datetime | None
    is_copy_overdue: bool  # for a week nothing was copied onto another drive
    is_copy_of_old_sheet: bool  # a new recovery sheet came after the newest copy there
    notices: tuple[StatusNotice, ...]


def status(session: Session) -> Status:
    """Return what the status line and its details show."""
    now, clock = session.now(), session.clock.now()
    second = second_place(session)
    newest = max((made for made in kept_instants(session.vault.folder) if made <= now), default=None)
    notices = tuple(StatusNotice(one.code, dict(one.data)) for one in session.vault.warnings)
    return Status(
        at=now,
        folder_name=session.vault.folder.name,
        is_demo=shop_rows.is_demo(session.db),
        newest_backup_at=newest,
        is_backup_old=newest is None or now - newest > BACKUP_FRESH_FOR,
        is_recovery_confirmed=is_recovery_confirmed(session),
        is_keeper_missing=_is_keeper_missing(session),
        is_clock_behind=now - clock > CLOCK_TOLERANCE,
        is_folder_synced=any(one.code == SYNCED_FOLDER for one in notices),
        newest_entry_at=audit_log.head(session.db).at,
        is_copy_overdue=second.is_overdue,
        is_copy_of_old_sheet=second.is_of_old_sheet,
        notices=notices,
    )


def _is_keeper_missing(session: Session) -> bool:
    try:
        require_keepers(session)
    except SecondKeeperMissing:
        return True
    return False
