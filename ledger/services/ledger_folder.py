"""Where a ledger may lie, told before anything is made or opened: for the first run and the unlock screen."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from ledger.domain.errors import StorageError
from ledger.domain.text import fold
from ledger.storage import folder as files
from ledger.storage import keyfile
from ledger.storage.anchor import app_data_folder
from ledger.storage.folder import Drives, SyncService

__all__ = ["FolderJudgement", "SyncService", "is_ledger", "judge", "member_names", "suggested_folder"]

_SLUG_LIMIT = 40  # characters


@dataclass(frozen=True, slots=True)
class FolderJudgement:
    """What is known of a folder, which need not exist yet; ``free_bytes`` is 0 where nobody can tell.

    A share is refused, a ledger inside another ledger and a folder with files as well; a synchronised one is warned of.
    """

    is_share: bool
    synchronised_by: SyncService | None
    is_ledger: bool
    is_inside_existing_ledger: bool
    has_files: bool
    is_writable: bool
    free_bytes: int

    @property
    def is_synchronised(self) -> bool:
        """Return whether a service copies the folder to the internet."""
        return self.synchronised_by is not None

    @property
    def may_hold_new_ledger(self) -> bool:
        """Return whether a new ledger can be made here."""
        hinders = (self.is_share, self.is_inside_existing_ledger, self.has_files, not self.is_writable)
        return not any(hinders)


def judge(folder: Path, drives: Drives | None = None) -> FolderJudgement:
    """Look at a folder without changing anything; what cannot be read counts against it. Never raises."""
    place = folder.expanduser().absolute()
    there = _nearest(place)
    return FolderJudgement(
        is_share=files.classify_folder(place, drives) is files.FolderKind.SHARE,
        synchronised_by=files.service_of(place, drives),
        is_ledger=is_ledger(place),
        is_inside_existing_ledger=any(is_ledger(parent) for parent in place.resolve().parents),
        has_files=_has_files(place),
        is_writable=there.is_dir() and os.access(there, os.W_OK | os.X_OK),
        free_bytes=_free_bytes(there),
    )


def is_ledger(folder: Path) -> bool:
    """Return whether a whole ledger lies in ``folder``: its database and at least one copy of its key file."""
    try:
        has_keys = any((folder / name).is_file() for name in (files.KEYS, files.KEYS_TWIN))
        return has_keys and (folder / files.DATABASE).is_file()
    except OSError:
        return False


def member_names(folder: Path) -> tuple[str, ...]:
    """Return the names to choose from before unlocking; empty where no key file can be read.

    They stand in the key file in the clear: one has to say who one is before anything can be decrypted.
    """
    try:
        return keyfile.load(folder)[0].names()
    except StorageError:
        return ()


def suggested_folder(shop_name: str, app_data: Path | None = None) -> Path:
    """Return a free place for a new ledger that no service synchronises: the program's own data folder."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(shop_name)).strip("-")[:_SLUG_LIMIT].strip("-") or "ledger"
    home = app_data_folder(app_data)
    names = (slug, *(f"{slug}-{number}" for number in range(2, 100)))
    return next((home / name for name in names if not _has_files(home / name)), home / slug)


def _nearest(folder: Path) -> Path:
    # A folder still to be made lies where its nearest existing parent lies.
    return next((one for one in (folder, *folder.parents) if _exists(one)), folder)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _has_files(folder: Path) -> bool:
    try:
        return any(entry.name != files.LOCK for entry in folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _free_bytes(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
