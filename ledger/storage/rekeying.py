"""The whole ledger under another key: copied into a new file, proved, then swapped in (``security.md`` 5.3).

Never ``PRAGMA rekey``: on a full disk it answers "ok" and has done nothing. And never a swap beside a write-ahead log:
SQLite would write its frames into the new file. A kill at any instant leaves the ledger under the old key or the new
one; while it could be either, the key file holds both and the next opening makes up its mind.
"""

import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ledger.domain.errors import (
    BackupFailed,
    DatabaseDamaged,
    DatabaseMissing,
    DiskFull,
    StorageError,
    UnknownMember,
    WrongPassphrase,
)
from ledger.domain.ids import StaffId
from ledger.storage import folder as files
from ledger.storage import keyfile
from ledger.storage.audit_log import head
from ledger.storage.database import (
    Connection,
    check_before_copy,
    check_integrity,
    connect,
    count_rows,
    has_wal,
    is_well_formed,
    translate_errors,
)
from ledger.storage.half_made import remove
from ledger.storage.keyfile import KeyFile, Unlocked
from ledger.storage.slots import RECOVERY_ID, Slot, seal_data_key, with_keys

Progress = Callable[[int], None]  # hundredths done; what it raises stops the work

_ROOM = 1.2  # free space asked for, as a part of the file
_PAGES = 2500  # per step of the copy: about a tenth of a second
_WHOLE = 100


# --- the copy -----------------------------------------------------------------------------------


def require_room(source: Path) -> None:
    """Raise ``DiskFull`` unless a copy of the file fits beside it with room to spare."""
    with files.translate_os_errors(source):
        if shutil.disk_usage(source.parent).free < source.stat().st_size * _ROOM:
            raise DiskFull(file=source.name)


def copy_under(source: Connection, target: Path, key: bytes, on_progress: Progress | None = None) -> None:
    """Copy a whole ledger into a new file under another key, prove it, and bring it to the disk.

    Proved is: every page answers to its HMAC, the structure is whole, and schema, row counts and newest audit entry
    are those of ``source``. Raises ``StorageError`` (``DiskFull``, ``DatabaseDamaged`` with ``why=copy``...); nothing
    half-made is left.
    """
    if source.in_transaction:
        raise BackupFailed(why="in_transaction")
    drop_copy(target)
    try:
        check_before_copy(source)
        with translate_errors(target):
            write_under(source, target, key, on_progress)
            _prove(source, target, key)
        files.sync_file(target)
    except BaseException:
        drop_copy(target)
        raise


def write_under(source: Connection, target: Path, key: bytes, on_progress: Progress | None = None) -> None:
    """Write the copy only, for who proves it otherwise; what an exception leaves is the caller's to delete."""

    def tell(_: int, left: int, pages: int) -> None:
        if on_progress is not None:
            on_progress(_WHOLE * (pages - left) // max(pages, 1))

    copy = connect(target, key, is_new=True, journal="delete")
    try:
        target.chmod(files.OWNER_ONLY)
        source.backup(copy, pages=_PAGES, progress=tell)
        # the copied header says WAL; the swapped file must be one file
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        copy.close()


def _prove(source: Connection, target: Path, key: bytes) -> None:
    copy = connect(target, key, is_new=False, journal="delete")
    try:
        check_integrity(copy, target)
        if not is_well_formed(copy) or _shape(copy) != _shape(source):
            raise DatabaseDamaged(file=target.name, why="copy")
    finally:
        copy.close()


def _shape(connection: Connection) -> tuple[object, ...]:
    version = connection.execute("PRAGMA user_version").fetchone()
    application = connection.execute("PRAGMA application_id").fetchone()
    return (version, application, head(connection), count_rows(connection))


@contextlib.contextmanager
def opened_copy(target: Path, key: bytes) -> Iterator[Connection]:
    """Open a finished copy to write into it before the swap; afterwards it is one file, on the disk.

    Whoever leaves with an exception drops the copy by ``drop_copy``.
    """
    connection = connect(target, key, is_new=False, journal="delete")
    try:
        with translate_errors(target):
            yield connection
    finally:
        connection.close()
    files.sync_file(target)  # only now: closing another handle first would give SQLite's own locks away


def drop_copy(target: Path) -> None:
    """Delete a copy that is not wanted, as far as it can be deleted."""
    for path in (target, *_beside(target)):
        remove(path)


def _beside(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + end) for end in files.BESIDE)


# --- the swap -----------------------------------------------------------------------------------


def with_next(
    now: KeyFile,
    data_key: bytes,
    next_key: bytes,
    known: Mapping[str, tuple[bytes, bytes]],
    *,
    leaving: StaffId | None = None,
    coming: Slot | None = None,
) -> tuple[KeyFile, KeyFile]:
    """Return the key file for the time of a swap, which opens either database, and the one for afterwards.

    Nobody's passphrase is needed. The next key is sealed to the public keys ``known`` to the database, never to those
    of the file: somebody may have put others there. ``leaving`` gets no part of it; ``coming`` is a slot without a data
    key, in the place of the one with its id.
    """
    generation = now.generation + 1
    gone = {leaving, None if coming is None else coming.id}
    staying = [with_keys(slot, known[slot.id]) for slot in now.slots if slot.id not in gone and slot.id in known]
    new = [] if coming is None else [seal_data_key(now.vault_id, coming, now.generation, data_key)]
    going = [slot for slot in now.slots if slot.id in gone or slot.id not in known]
    # the old slot of an id stands before the new one: ``keyfile.settled`` relies on it
    either = [*going, *(seal_data_key(now.vault_id, slot, generation, next_key) for slot in (*staying, *new))]
    both = keyfile.authenticate(
        now.vault_id, now.generation, tuple(either), data_key, serial=now.serial + 1, next_key=next_key
    )
    return both, keyfile.settled(both, generation, next_key)


def swap_in(
    folder: Path,
    *,
    now: KeyFile | None,
    both: KeyFile,
    after: KeyFile,
    on_swapped: Callable[[], object] | None = None,
) -> None:
    """Put the finished ``ledger.db.rotate`` in place of ``ledger.db``, which is closed, and the key file with it.

    ``both`` opens either file, ``after`` the new one only (``with_next``). ``now`` is what lies there, put back
    if the swap is refused; ``None`` where nothing does. ``on_swapped`` writes the anchor of the new file: earlier, an
    unswapped ledger would look rolled back; after the key file, an old file could be put back.
    Raises ``StorageError`` only when nothing was swapped: a key file that could not be written afterwards is finished
    at the next opening.
    """
    copy, database = folder / files.DATABASE_ROTATE, folder / files.DATABASE
    if not copy.is_file():
        raise DatabaseMissing(file=copy.name)
    try:
        _refuse_log(database)
        keyfile.save(folder, both)
        files.replace_durably(copy, database)
    except StorageError:
        if copy.exists():
            if now is not None:
                with contextlib.suppress(StorageError):
                    keyfile.save(folder, now)
            raise
    if on_swapped is not None:
        on_swapped()
    with contextlib.suppress(StorageError):
        keyfile.save(folder, after)
        remove(folder / files.KEYS_OLD)  # it opens nothing any more


def _refuse_log(database: Path) -> None:
    if has_wal(database):
        raise DatabaseDamaged(file=database.name, why="log")
    for path in _beside(database):
        with files.translate_os_errors(path):
            path.unlink(missing_ok=True)  # empty, or about a file that is being replaced


# --- the next opening ---------------------------------------------------------------------------


def open_newest(path: Path, unlocked: Unlocked) -> tuple[Connection, Unlocked]:
    """Open the database by the newest data key that fits it; return that key with the key file of its generation alone.

    A rotation that was stopped before the swap never happened, one stopped behind it is finished; nothing is written
    here. Raises what ``connect`` raises, and ``UnknownMember`` (``WrongPassphrase`` for an old recovery sheet) where
    the last step was all that was missing to shut somebody out.
    """
    keys = {**unlocked.next_keys, unlocked.key_file.generation: unlocked.data_key}
    refusals: list[StorageError] = []
    for generation, key in sorted(keys.items(), reverse=True):
        try:
            connection = connect(path, key, is_new=False)
        except DatabaseDamaged as wrong:
            if wrong.data.get("why") != "unreadable":
                raise
            refusals.append(wrong)
            continue
        key_file = keyfile.settled(unlocked.key_file, generation, key)
        was_stopped = key_file is not unlocked.key_file
        settled = replace(unlocked, data_key=key, key_file=key_file, next_keys={}, was_stopped=was_stopped)
        return connection, settled
    if max(keyfile.generations(unlocked.key_file)) > max(keys):
        raise WrongPassphrase if unlocked.identity.id == RECOVERY_ID else UnknownMember
    raise refusals[-1]
