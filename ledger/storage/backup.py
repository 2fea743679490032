"""Backups: one ``.sokin`` file each, opened and counted before it is called good (``security.md`` 5.7).

ZIP without compression: ``manifest.json`` (signed), ``ledger.db`` under a key of its own, ``journal.json``. The key is
sealed to the managers and the recovery sheet; their passphrase-locked slots travel along, so that a backup can be
opened on a new computer with nothing but the file and a passphrase or the recovery code.
"""

import contextlib
import hashlib
import secrets
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from ledger.domain.audit import canonical
from ledger.domain.errors import BackupFailed, FolderMissing, PlaceMissing, StorageError, UnknownMember
from ledger.domain.instants import VIETNAM, from_text, to_text
from ledger.domain.staff import Role
from ledger.storage import folder as files
from ledger.storage.audit_log import head
from ledger.storage.backup_manifest import (
    FORMAT,
    MANIFEST,
    Manifest,
    check_signature,
    digest_of,
    opened_archive,
    read_manifest,
    read_signed,
    signed,
)
from ledger.storage.database import (
    KEY_BYTES,
    Connection,
    DatabaseError,
    check_before_copy,
    check_integrity,
    connect,
    count_rows,
    is_well_formed,
    translate_errors,
)
from ledger.storage.half_made import mark_of, remove, remove_half_made
from ledger.storage.keyfile import KeyFile, comparable_name
from ledger.storage.migrations import schema_version
from ledger.storage.passphrase import normal_form, read_recovery_code
from ledger.storage.rekeying import write_under
from ledger.storage.slots import RECOVERY_ID, Identity, KdfRules, Slot, open_slot, seal, unseal
from ledger.storage.unit_of_work import Desk

SUFFIX = ".sokin"
STAMP = "sokin-%Y%m%d-%H%M%S"  # Vietnam time


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A verified backup file."""

    path: Path
    manifest: Manifest


# --- making -------------------------------------------------------------------------------------


def make_backup(desk: Desk, key_file: KeyFile, target: Path | None = None) -> BackupMade:
    """Write a backup into ``target`` (the ledger's own ``backups`` by default) and prove that it opens.

    Needs no manager: it is sealed to public keys. Raises ``BackupFailed``, ``DiskFull``, ``FolderMissing``,
    ``PlaceMissing`` or ``FolderNotWritable``; nothing half-made is left behind.
    """
    place = target or desk.folder / files.BACKUPS
    if not place.parent.is_dir():
        # its drive was pulled out: no folder is made where it was
        raise (FolderMissing if target is None else PlaceMissing)(file=place.parent.name)
    files.make_private_folder(place)
    made_at = desk.clock()
    path = files.free_name(place, made_at.astimezone(VIETNAM).strftime(STAMP), SUFFIX)
    half_made = f"{path.stem}.{mark_of(desk.vault_id)}"
    copy, tmp = (place / f"{half_made}{end}{files.TMP_SUFFIX}" for end in (".db", SUFFIX))
    remove_half_made(place, desk.vault_id)
    key = secrets.token_bytes(KEY_BYTES)
    try:
        _copy(desk.connection, copy, key)
        journal = journal_bytes(desk)
        manifest = _describe(desk, key_file, (copy, key, journal), made_at)
        pack(desk, tmp, copy, manifest, journal)
        with opened_with(tmp, key):
            pass
        files.replace_durably(tmp, path)
    finally:
        remove_half_made(place, desk.vault_id)
    return BackupMade(path, manifest)


def _copy(connection: Connection, copy: Path, key: bytes) -> None:
    if connection.in_transaction:
        raise BackupFailed(why="in_transaction")
    check_before_copy(connection)
    with translate_errors(copy):
        write_under(connection, copy, key)


def _describe(desk: Desk, key_file: KeyFile, parts: tuple[Path, bytes, bytes], made_at: datetime) -> Manifest:
    copy, key, journal = parts
    newest = head(desk.connection)
    sealed, slots = addressed(key, made_at, key_file, recipients(desk.connection))
    return Manifest(
        vault_id=desk.vault_id,
        made_at=from_text(to_text(made_at)),
        schema=schema_version(desk.connection),
        generation=key_file.generation,
        seq=newest.seq,
        head=newest.hash.hex(),
        counts=count_rows(desk.connection),
        database_sha256=sha256_of(copy),
        journal_sha256=hashlib.sha256(journal).hexdigest(),
        signer=desk.identity.id,
        sealed=sealed,
        slots=slots,
    )


def recipients(connection: Connection) -> dict[str, bytes]:
    """Return the sealing keys of everybody who may open a backup made now, by id."""
    # from the database, never from the key file: that one can be edited
    rows = connection.execute(
        "SELECT id, sealing_key FROM staff WHERE role = ? AND removed_at IS NULL", (Role.MANAGER.value,)
    ).fetchall()
    recovery = connection.execute("SELECT ?, sealing_key FROM recovery", (RECOVERY_ID,)).fetchall()
    return {str(row[0]): bytes(row[1]) for row in (*rows, *recovery)}


def addressed(
    key: bytes, made_at: datetime, key_file: KeyFile, entitled: Mapping[str, bytes]
) -> tuple[dict[str, bytes], tuple[Slot, ...]]:
    """Return a backup's key, sealed to each of the ``entitled`` sealing keys by id, and the slots of those people."""
    vault_id = key_file.vault_id
    sealed = {who: seal(key, public, _info(vault_id, who, made_at)) for who, public in entitled.items()}
    # their own keys under their passphrase, but never this ledger's data key
    return sealed, tuple(replace(slot, sealed={}) for slot in key_file.slots if slot.id in entitled)


def _info(vault_id: str, recipient: str, made_at: datetime) -> bytes:
    # what binds a sealed key to its backup and its recipient
    return canonical([FORMAT, vault_id, recipient, to_text(made_at)])


def journal_bytes(desk: Desk) -> bytes:
    """Return the ledger's journal as it is now."""
    path = desk.folder / files.JOURNAL
    with files.translate_os_errors(path):
        return path.read_bytes() if path.exists() else b""


def pack(desk: Desk, tmp: Path, copy: Path, manifest: Manifest, journal: bytes) -> None:
    """Sign the manifest and write a backup file, on the disk but not yet in its place."""
    with files.translate_os_errors(tmp), tmp.open("wb") as file:
        tmp.chmod(files.OWNER_ONLY)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(MANIFEST, signed(manifest, desk.identity.signing))
            archive.write(copy, files.DATABASE)
            archive.writestr(files.JOURNAL, journal)
        file.flush()
        files.sync_handle(file.fileno())


# --- opening ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenedBackup:
    """A backup unpacked beside itself; the connection and the unpacked copy end with the ``with`` block."""

    manifest: Manifest
    connection: Connection
    copy: Path
    journal: bytes = field(repr=False)


def backup_identity(path: Path, name: str | None, passphrase: str, rules: KdfRules) -> Identity:
    """Return a manager's identity from the slots in the backup, or the recovery sheet's when ``name`` is ``None``.

    Slow on purpose. Raises ``BackupFailed``, ``UnknownMember``, ``WrongPassphrase`` or ``KeyFileDamaged``.
    """
    manifest = read_manifest(path)
    secret = normal_form(passphrase if name is not None else read_recovery_code(passphrase))
    for slot in manifest.slots:
        is_wanted = slot.id != RECOVERY_ID and comparable_name(slot.name) == comparable_name(name or "")
        if (slot.id == RECOVERY_ID) if name is None else is_wanted:
            return open_slot(manifest.vault_id, slot, secret, rules)
    raise UnknownMember


def restore_key(path: Path, identity: Identity) -> bytes:
    """Return the key of a backup's database. Raises ``BackupFailed`` (``why=not_for_you``) or ``KeyFileDamaged``."""
    manifest = read_manifest(path)
    sealed = manifest.sealed.get(identity.id)
    if sealed is None:
        raise BackupFailed(why="not_for_you")
    return unseal(sealed, identity, _info(manifest.vault_id, identity.id, manifest.made_at))


@contextlib.contextmanager
def open_backup(path: Path, identity: Identity) -> Iterator[OpenedBackup]:
    """Unpack, check everything and open a backup for reading. Raises ``BackupFailed`` or ``KeyFileDamaged``."""
    with opened_with(path, restore_key(path, identity)) as opened:
        yield opened


@contextlib.contextmanager
def opened_with(path: Path, key: bytes, place: Path | None = None) -> Iterator[OpenedBackup]:
    """Unpack, check everything and open a backup whose key is known. Raises ``BackupFailed``.

    Unpacked, still encrypted, beside itself or in ``place``: a drive it lies on may be full or closed to writing.
    """
    manifest, signature = read_signed(path)
    beside = path if place is None else place / f"sokin-restore{SUFFIX}"
    copy = beside.with_name(f"{beside.name}.{mark_of(manifest.vault_id)}.check{files.TMP_SUFFIX}")
    try:
        journal = _unpack(path, copy, manifest)
        connection = _connect(copy, key)
        try:
            _check(connection, copy, manifest, signature)
            yield OpenedBackup(manifest, connection, copy, journal)
        finally:
            connection.close()
    finally:
        remove(copy)


def _connect(copy: Path, key: bytes) -> Connection:
    try:
        return connect(copy, key, is_new=False, journal="delete")
    except StorageError as wrong:
        raise BackupFailed(why=wrong.code()) from wrong


def _unpack(path: Path, copy: Path, manifest: Manifest) -> bytes:
    with opened_archive(path) as archive:
        if any(entry.compress_type != zipfile.ZIP_STORED for entry in archive.infolist()):
            raise ValueError
        journal = archive.read(files.JOURNAL)
        with archive.open(files.DATABASE) as source, copy.open("wb") as target:
            copy.chmod(files.OWNER_ONLY)
            digest = digest_of(source, target)
        if digest != manifest.database_sha256 or hashlib.sha256(journal).hexdigest() != manifest.journal_sha256:
            raise BackupFailed(why="checksum")
        return journal


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with files.translate_os_errors(path), path.open("rb") as file:
        return digest_of(file)


def _check(connection: Connection, copy: Path, manifest: Manifest, signature: bytes) -> None:
    try:
        check_integrity(connection, copy)
        with translate_errors(copy):
            is_whole = is_well_formed(connection)
            newest = head(connection)
            counts = count_rows(connection)
    except (StorageError, DatabaseError) as wrong:
        raise BackupFailed(why="database") from wrong
    if not is_whole or (newest.seq, newest.hash.hex()) != (manifest.seq, manifest.head) or counts != manifest.counts:
        raise BackupFailed(why="content")
    row = connection.execute(
        "SELECT signing_key FROM staff WHERE id = ?1 UNION ALL SELECT signing_key FROM recovery WHERE ?1 = ?2",
        (manifest.signer, RECOVERY_ID),
    ).fetchone()
    check_signature(manifest, signature, row[0] if row else b"")
