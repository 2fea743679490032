"""Which backups there are: in the ledger's own folder, and in a second place outside this computer."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ledger.services.session import Session
from ledger.storage.backup import SUFFIX
from ledger.storage.backups_kept import kept_instants, made_at_of


@dataclass(frozen=True, slots=True)
class Backups:
    """The ledger's folder, and when each backup in it was made, newest first."""

    folder: Path
    made: tuple[datetime, ...]


def kept(session: Session) -> Backups:
    """Return the backups the program keeps beside the ledger."""
    return Backups(session.vault.folder, tuple(sorted(kept_instants(session.vault.folder), reverse=True)))


def newest_in(folder: Path) -> datetime | None:
    """Return when the newest backup in a folder was made, by its name; ``None`` where there is none to be read.

    Needs no ledger, so any thread may look at a slow drive.
    """
    try:
        instants = (made_at_of(path) for path in folder.glob(f"*{SUFFIX}"))
        return max((made for made in instants if made is not None), default=None)
    except OSError:
        return None
