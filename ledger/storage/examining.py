"""Looking at a ledger's folder from outside, without a passphrase: facts for ``sokin doctor``."""

import contextlib
import secrets
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ledger.domain.errors import BackupFailed, KeyFileDamaged, LedgerInUse, StorageError
from ledger.storage import database, keyfile
from ledger.storage import folder as files
from ledger.storage.backup_outside import check_outside
from ledger.storage.backups_kept import managed
from ledger.storage.damaged_kept import SALVAGED
from ledger.storage.keyfile import KeyFile

_SHARED = 0o077  # bits of a mode that let other people of this computer in
_LEFTOVERS = (files.DATABASE_NEW, files.DATABASE_ROTATE, SALVAGED)

Connect = Callable[..., database.Connection]


def try_library(connect: Connect = database.connect) -> str | None:
    """Make a throw-away database as a ledger's is made; return why it would not be safe, ``None`` when it is.

    Encryption is there, SQLite is new enough, every setting reads back, and nothing readable lies in the file.
    """
    mark = secrets.token_hex(32)
    with tempfile.TemporaryDirectory(prefix="sokin-") as place:
        path = Path(place) / "trial.db"
        try:
            connection = connect(path, secrets.token_bytes(database.KEY_BYTES), is_new=True)
        except StorageError as unsafe:
            return str(unsafe.data.get("why", unsafe.code()))
        try:
            connection.execute("CREATE TABLE trial (words TEXT) STRICT")
            connection.execute("INSERT INTO trial VALUES (?)", (mark,))
            database.checkpoint(connection)
        finally:
            connection.close()
        written = path.read_bytes()
    is_plain = written.startswith(database.PLAIN_HEADER) or mark.encode() in written
    return "plain" if is_plain else None


def database_fault(folder: Path) -> str | None:
    """Return the code of what is wrong with the database file's outside, ``None`` when nothing is."""
    try:
        database.check_file(folder / files.DATABASE)
    except StorageError as wrong:
        return wrong.code()
    return None


@dataclass(frozen=True, slots=True)
class KeyCopies:
    """The two copies of the key file: ``whole`` of them can be read, and whether they say the same."""

    whole: int
    are_equal: bool
    newest: KeyFile | None


def key_copies(folder: Path) -> KeyCopies:
    """Return what the two copies hold. Never raises."""
    found, names = list[KeyFile](), (files.KEYS, files.KEYS_TWIN)
    for name in names:
        with contextlib.suppress(OSError, KeyFileDamaged):
            found.append(keyfile.parse((folder / name).read_bytes()))
    are_equal = len(found) == len(names) and all(one == found[0] for one in found)
    return KeyCopies(len(found), are_equal, max(found, key=lambda one: one.serial, default=None))


def cheapest_slot_mib(key_file: KeyFile) -> int:
    """Return the memory of one guess at the slot that is cheapest to guess at, in MiB."""
    return min((slot.policy.memory_kib for slot in key_file.slots), default=0) // 1024


def open_to_others(folder: Path) -> Sequence[str]:
    """Return the names of what other people of this computer may read; Windows has its own way and says nothing."""
    if sys.platform == "win32":
        return ()
    names = (path for path in (folder, *folder.iterdir()) if path.name != files.LOCK)
    return tuple(sorted(path.name for path in names if path.stat().st_mode & _SHARED))


def is_in_use(folder: Path) -> bool:
    """Return whether a running program holds the ledger. Raises ``FolderNotWritable`` or ``FolderMissing``."""
    if not (folder / files.LOCK).exists():
        return False  # asking would make one
    try:
        files.FolderLock.acquire(folder).release()
    except LedgerInUse:
        return True
    return False


def leftovers(folder: Path) -> Sequence[str]:
    """Return the names of files that something left half-made."""
    there = [name for name in _LEFTOVERS if (folder / name).exists()]
    return tuple(there + [path.name for path in folder.glob(f"*{files.TMP_SUFFIX}")])


def newest_change(folder: Path) -> datetime | None:
    """Return when the ledger was last written by what the disk says; ``None`` when there is nothing."""
    found = [(folder / name) for name in (files.DATABASE, files.ANCHOR)]
    changed = [path.stat().st_mtime for path in found if path.exists()]
    return datetime.fromtimestamp(max(changed), UTC) if changed else None


@dataclass(frozen=True, slots=True)
class KeptBackups:
    """The backups beside the ledger: when each was made, oldest first, and the names of those not as they were made."""

    made: tuple[datetime, ...]
    damaged: tuple[str, ...]


def backups(folder: Path, key_file: KeyFile | None) -> KeptBackups:
    """Read every backup through and compare it with its signature; slow for large ones. Never raises."""
    made, damaged = list[datetime](), list[str]()
    for path, made_at in managed(folder):
        try:
            if key_file is not None:
                check_outside(path, key_file)
        except (BackupFailed, StorageError):
            damaged.append(path.name)
        else:
            made.append(made_at)
    return KeptBackups(tuple(made), tuple(damaged))
