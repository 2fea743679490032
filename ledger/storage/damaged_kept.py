"""The damaged file a salvage leaves behind: kept for a while, never for ever, because it holds what is erased today."""

import contextlib
from datetime import datetime, timedelta
from pathlib import Path

from ledger.domain.errors import StorageError
from ledger.domain.instants import VIETNAM, local_date
from ledger.storage import folder as files

SALVAGED = "ledger.db.salvaged"  # made beside the damaged file; without value until it is put in place
STAMP = "ledger.damaged-%Y%m%d"  # Vietnam time
KEPT_FOR = timedelta(days=30)  # as backups
_STAMP_LENGTH = len("ledger.damaged-20261122")


def kept_damaged(folder: Path) -> tuple[Path, ...]:
    """Return the damaged files that were kept after a salvage, with what lies beside them."""
    return tuple(sorted(folder.glob("ledger.damaged-*.db*")))


def drop_half_made(folder: Path) -> None:
    """Delete a salvage that was not put in place. Raises ``FolderNotWritable``."""
    with files.translate_os_errors(folder / SALVAGED):
        for end in ("", *files.BESIDE):
            (folder / f"{SALVAGED}{end}").unlink(missing_ok=True)


def drop_damaged(folder: Path, now: datetime | None = None) -> int:
    """Delete kept damaged files older than 30 days, or all of them: they hold what is erased today. Return how many.

    Never raises: what another program holds on to goes the next time.
    """
    gone = 0
    with contextlib.suppress(StorageError):  # of a salvage that was cut short: the ledger is open, it was not needed
        drop_half_made(folder)
    for path in kept_damaged(folder):
        with contextlib.suppress(OSError, ValueError):
            made = datetime.strptime(path.name[:_STAMP_LENGTH], STAMP).replace(tzinfo=VIETNAM)
            if now is None or local_date(now) - local_date(made) > KEPT_FOR:
                path.unlink()
                gone += 1
    return gone
