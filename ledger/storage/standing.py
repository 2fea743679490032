"""The ledger that a restore would replace: who asks, and what of it can still be read (``security.md`` 5.7).

Where the folder holds a whole key file, that one decides who may restore; a passphrase changed since, or an account
removed since, is not brought back by an older backup. Only where there is none does the backup's own decide.
"""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ledger.domain.errors import (
    BackupFailed,
    DatabaseDamaged,
    DiskFull,
    FolderNotEmpty,
    FolderNotWritable,
    KeyFileDamaged,
    KeyFileMissing,
    LedgerInUse,
    NewerSchema,
    RestoreRefused,
    StorageError,
    UnknownMember,
    UnsafeLibrary,
    WrongPassphrase,
)
from ledger.domain.staff import Operation, Role, require
from ledger.storage import folder as files
from ledger.storage import keyfile, sign_ins
from ledger.storage.anchor import Anchor, AnchorFiles, newest_of
from ledger.storage.audit_log import head
from ledger.storage.backup import OpenedBackup, backup_identity, opened_with, restore_key
from ledger.storage.backup_manifest import Manifest, read_manifest
from ledger.storage.database import Connection, DatabaseError, check_integrity
from ledger.storage.keyfile import Unlocked
from ledger.storage.members import member_of
from ledger.storage.migrations import newest_version, schema_version
from ledger.storage.rekeying import open_newest
from ledger.storage.slots import RECOVERY_ID, Identity
from ledger.storage.vault_core import VaultEnvironment

_OURS = frozenset(
    {files.DATABASE_NEW, files.KEYS_OLD, files.JOURNAL, files.ANCHOR, files.THROTTLE, files.LOCK, files.BACKUPS}
)
_MUST_BE_TOLD = (LedgerInUse, DiskFull, FolderNotWritable, UnsafeLibrary, UnknownMember, WrongPassphrase)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be restored, where to and by whom; ``name`` is ``None`` for the recovery sheet.

    ``keep`` are managers of the backup who still work here: asked only where no ledger in the folder can tell.
    """

    backup: Path
    folder: Path
    name: str | None = field(repr=False)
    secret: str = field(repr=False)
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """Who restores, and what lies in the folder. Without ``unlocked`` no key file there could be used.

    Without ``connection`` there is no ledger, or one that cannot be read; ``anchors`` are what it was last known by.
    """

    identity: Identity = field(repr=False)
    anchors: tuple[Anchor, ...]
    unlocked: Unlocked | None = field(default=None, repr=False)
    connection: Connection | None = None

    def newest(self) -> tuple[int, str]:
        """Return number and hash (hex) of the newest entry known to have been here; 0 when nothing is known."""
        if self.connection is not None:
            newest = head(self.connection)
            return newest.seq, newest.hash.hex()
        known = newest_of(self.anchors)
        return (0, "") if known is None else (known.seq, known.head.hex())


def manifest_of(backup: Path, environment: VaultEnvironment) -> Manifest:
    """Return what a backup says of itself. Raises ``RestoreRefused`` or ``NewerSchema``."""
    if not backup.is_file():
        raise RestoreRefused(why="missing")
    with as_refusal():
        manifest = read_manifest(backup)
    _refuse_newer(manifest.schema, environment)
    return manifest


@contextlib.contextmanager
def as_refusal() -> Iterator[None]:
    """Say of a backup that cannot be used what to do instead."""
    try:
        yield
    except BackupFailed as wrong:
        raise RestoreRefused(why="not_for_you" if wrong.data.get("why") == "not_for_you" else "damaged") from wrong


@contextlib.contextmanager
def standing(wish: Wish, manifest: Manifest, environment: VaultEnvironment) -> Iterator[Standing]:
    """Give who restores and what lies in the folder, open for reading. The folder's lock is the caller's. Slow.

    Raises ``RestoreRefused``, ``WrongPassphrase``, ``UnknownMember``, ``RoleForbidden``, ``FolderNotEmpty``,
    ``NewerSchema`` or ``LedgerInUse``.
    """
    _refuse_foreign(wish.folder)
    anchors = AnchorFiles.of(wish.folder, manifest.vault_id, environment.app_data).read(manifest.vault_id)
    newest = max((manifest.generation, *(one.generation for one in anchors)))
    unlocked = _unlock(wish, manifest, newest, environment)
    if unlocked is None:
        with as_refusal():
            identity = backup_identity(wish.backup, wish.name, wish.secret, environment.kdf_rules)
        yield Standing(identity, anchors)
        return
    connection, unlocked = _open(wish.folder / files.DATABASE, unlocked, environment)
    try:
        require(_role_of(connection, unlocked), Operation.RESTORE)
        yield Standing(unlocked.identity, anchors, unlocked, connection)
    finally:
        if connection is not None:
            connection.close()


def _refuse_foreign(folder: Path) -> None:
    """Raise ``FolderNotEmpty`` for a folder that is neither a ledger's nor empty."""
    if not folder.is_dir() or any((folder / name).exists() for name in (files.DATABASE, files.KEYS, files.KEYS_TWIN)):
        return
    with files.translate_os_errors(folder):
        names = {path.name for path in folder.iterdir()}
    names = {name for name in names if not name.endswith(files.TMP_SUFFIX) and not name.startswith("ledger.")}
    if names - _OURS:
        raise FolderNotEmpty


def _unlock(wish: Wish, manifest: Manifest, newest: int, environment: VaultEnvironment) -> Unlocked | None:
    try:
        known = keyfile.load(wish.folder)
    except (KeyFileMissing, KeyFileDamaged):
        return None
    if any(one.vault_id != manifest.vault_id for one in known):
        raise RestoreRefused(why="other_ledger")
    if max(max(keyfile.generations(one), default=0) for one in known) < newest:
        return None  # an old copy put back: it names people who may have left since
    slot = keyfile.slot_id(wish.folder, wish.name)

    def attempt() -> Unlocked:
        return keyfile.unlock(wish.folder, wish.name, wish.secret, environment.kdf_rules)

    try:
        return sign_ins.tried(wish.folder, slot, environment.clock, attempt)
    except KeyFileDamaged:
        return None


def _open(path: Path, unlocked: Unlocked, environment: VaultEnvironment) -> tuple[Connection | None, Unlocked]:
    """Return the ledger as it is now, read through; no connection where it is missing or damaged."""
    try:
        connection, settled = open_newest(path, unlocked)
    except _MUST_BE_TOLD:
        raise
    except StorageError:
        return None, unlocked
    try:
        _refuse_newer(schema_version(connection), environment)
        check_integrity(connection, path)
        row = connection.execute("SELECT vault_id FROM vault").fetchone()
        if row == (unlocked.key_file.vault_id,):
            return connection, settled
    except (DatabaseDamaged, DatabaseError):
        pass
    except BaseException:
        connection.close()
        raise
    connection.close()
    return None, unlocked


def _refuse_newer(version: int, environment: VaultEnvironment) -> None:
    known = newest_version(environment.migrations)
    if version > known:
        raise NewerSchema(found=version, known=known)


def _role_of(connection: Connection | None, unlocked: Unlocked) -> Role:
    if connection is None:
        slot = unlocked.key_file.slot_of(unlocked.identity.id)
        return Role.MANAGER if slot is None or slot.role is None else slot.role  # else the backup has the last word
    member = member_of(connection, unlocked.identity.id)
    return Role.STAFF if member is None or member.removed_at is not None else member.role


@contextlib.contextmanager
def opened_for(backup: Path, identity: Identity, places: Sequence[Path]) -> Iterator[OpenedBackup]:
    """Open a backup as a manager, read through and counted; unpacked in the first of ``places`` that can be written.

    Raises ``RestoreRefused`` and, for the last place, ``DiskFull`` or ``FolderNotWritable``.
    """
    with as_refusal():
        try:
            key = restore_key(backup, identity)
        except KeyFileDamaged:
            raise RestoreRefused(why="other_sheet") from None  # sealed to an earlier recovery sheet, or other keys
    with contextlib.ExitStack() as stack:
        with as_refusal():
            opened = _first_that_opens(stack, backup, key, places)
            _require_manager_then(opened, identity)
        yield opened


def _first_that_opens(stack: contextlib.ExitStack, backup: Path, key: bytes, places: Sequence[Path]) -> OpenedBackup:
    for place in places[:-1]:
        with contextlib.suppress(DiskFull, FolderNotWritable):
            return stack.enter_context(opened_with(backup, key, place))
    return stack.enter_context(opened_with(backup, key, places[-1]))


def _require_manager_then(opened: OpenedBackup, identity: Identity) -> None:
    member = member_of(opened.connection, identity.id)
    keys = None if member is None else (member.signing_key, member.sealing_key)
    is_manager = member is not None and member.role is Role.MANAGER and member.removed_at is None
    if not is_manager or keys != (identity.signing_key, identity.sealing_key):
        if identity.id == RECOVERY_ID:  # sealed to it again later; the trail inside knows the sheet before
            raise RestoreRefused(why="other_sheet")
        raise BackupFailed(why="not_for_you")
