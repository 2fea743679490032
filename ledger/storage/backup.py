"""Backups: one ``.sokin`` file each, opened and counted before it is called good (``security.md`` 5.7).

ZIP without compression: ``manifest.json`` (signed), ``ledger.db`` under a key of its own, ``journal.json``. The key is
sealed to the managers and the recovery sheet; their passphrase-locked slots travel along, so that a backup can be
opened on a new computer with nothing but the file and a passphrase or the recovery code.
"""

import contextlib
import errno
import hashlib
import json
import secrets
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ledger.domain.audit import canonical
from ledger.domain.errors import BackupFailed, FolderMissing, LedgerError, StorageError, UnknownMember
from ledger.domain.ids import StaffId
from ledger.domain.instants import VIETNAM, from_text, to_text
from ledger.domain.staff import Role
from ledger.storage import folder as files
from ledger.storage.audit_log import head
from ledger.storage.database import (
    KEY_BYTES,
    Connection,
    DatabaseError,
    check_before_copy,
    check_integrity,
    connect,
    count_rows,
    translate_errors,
)
from ledger.storage.half_made import mark_of, remove, remove_half_made
from ledger.storage.keyfile import KeyFile, comparable_name, parse_slot, slot_content, to_binary
from ledger.storage.migrations import schema_version
from ledger.storage.passphrase import normal_form, read_recovery_code
from ledger.storage.slots import RECOVERY_ID, Identity, KdfRules, Slot, open_slot, seal, unseal
from ledger.storage.unit_of_work import Desk

SUFFIX = ".sokin"
FORMAT = "sokin1-backup"
MANIFEST = "manifest.json"
STAMP = "sokin-%Y%m%d-%H%M%S"  # Vietnam time
_CHUNK = 1024 * 1024
_LARGEST_MANIFEST = 4 * 1024 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    OverflowError,
    RuntimeError,  # also its kinds: too deep, or a way of packing the library does not know
)
_NOT_DAMAGE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT})


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself. ``counts`` are rows per table, ``head`` the newest audit hash in hex."""

    vault_id: str
    made_at: datetime
    schema: int
    generation: int
    seq: int
    head: str
    counts: Mapping[str, int]
    database_sha256: str
    journal_sha256: str
    signer: StaffId
    sealed: Mapping[str, bytes] = field(repr=False)  # backup key per recipient id
    slots: tuple[Slot, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A verified backup file."""

    path: Path
    manifest: Manifest


# --- making -------------------------------------------------------------------------------------


def make_backup(desk: Desk, key_file: KeyFile, target: Path | None = None) -> BackupMade:
    """Write a backup into ``target`` (the ledger's own ``backups`` by default) and prove that it opens.

    Needs no manager: it is sealed to public keys. Raises ``BackupFailed``, ``DiskFull``, ``FolderMissing`` or
    ``FolderNotWritable``; nothing half-made is left behind.
    """
    place = target or desk.folder / files.BACKUPS
    if not place.parent.is_dir():
        raise FolderMissing(file=place.parent.name)  # its drive was pulled out: no folder is made where it was
    files.make_private_folder(place)
    made_at = desk.clock()
    path = _free_name(place, made_at)
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


def _free_name(place: Path, made_at: datetime) -> Path:
    stem = made_at.astimezone(VIETNAM).strftime(STAMP)
    path, number = place / f"{stem}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = place / f"{stem}-{number}{SUFFIX}"
    return path


def _copy(connection: Connection, copy: Path, key: bytes) -> None:
    if connection.in_transaction:
        raise BackupFailed(why="in_transaction")
    check_before_copy(connection)
    target = connect(copy, key, is_new=True, journal="delete")
    try:
        with translate_errors(copy):
            connection.backup(target)
            # the copied header says WAL: a backup is one file
            target.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        target.close()


def _describe(desk: Desk, key_file: KeyFile, parts: tuple[Path, bytes, bytes], made_at: datetime) -> Manifest:
    copy, key, journal = parts
    newest = head(desk.connection)
    entitled = recipients(desk.connection)
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
        sealed={who: seal(key, public, sealing_info(desk.vault_id, who, made_at)) for who, public in entitled.items()},
        # their own keys under their passphrase, but never this ledger's data key
        slots=tuple(replace(slot, sealed={}) for slot in key_file.slots if slot.id in entitled),
    )


def recipients(connection: Connection) -> dict[str, bytes]:
    """Return the sealing keys of everybody who may open a backup made now, by id."""
    # from the database, never from the key file: that one can be edited
    rows = connection.execute(
        "SELECT id, sealing_key FROM staff WHERE role = ? AND removed_at IS NULL", (Role.MANAGER.value,)
    ).fetchall()
    recovery = connection.execute("SELECT ?, sealing_key FROM recovery", (RECOVERY_ID,)).fetchall()
    return {str(row[0]): bytes(row[1]) for row in (*rows, *recovery)}


def sealing_info(vault_id: str, recipient: str, made_at: datetime) -> bytes:
    """Return what binds a sealed backup key to its backup and its recipient."""
    return canonical([FORMAT, vault_id, recipient, to_text(made_at)])


def journal_bytes(desk: Desk) -> bytes:
    """Return the ledger's journal as it is now."""
    path = desk.folder / files.JOURNAL
    with files.translate_os_errors(path):
        return path.read_bytes() if path.exists() else b""


def pack(desk: Desk, tmp: Path, copy: Path, manifest: Manifest, journal: bytes) -> None:
    """Sign the manifest and write a backup file, on the disk but not yet in its place."""
    content = _content(manifest)
    signed = {**content, "signature": desk.identity.signing.sign(canonical(content))}
    with files.translate_os_errors(tmp), tmp.open("wb") as file:
        tmp.chmod(files.OWNER_ONLY)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(MANIFEST, canonical(signed))
            archive.write(copy, files.DATABASE)
            archive.writestr(files.JOURNAL, journal)
        file.flush()
        files.sync_handle(file.fileno())


def _content(manifest: Manifest) -> dict[str, object]:
    return {
        "format": FORMAT,
        "vault": manifest.vault_id,
        "made_at": to_text(manifest.made_at),
        "schema": manifest.schema,
        "generation": manifest.generation,
        "seq": manifest.seq,
        "head": manifest.head,
        "counts": manifest.counts,
        "database_sha256": manifest.database_sha256,
        "journal_sha256": manifest.journal_sha256,
        "signer": manifest.signer,
        "sealed": manifest.sealed,
        "slots": [slot_content(slot) for slot in manifest.slots],
    }


# --- opening ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenedBackup:
    """A backup unpacked beside itself; the connection and the unpacked copy end with the ``with`` block."""

    manifest: Manifest
    connection: Connection
    copy: Path
    journal: bytes = field(repr=False)


def read_manifest(path: Path) -> Manifest:
    """Return what a backup says about itself, not yet checked. Raises ``BackupFailed``."""
    return _read_manifest(path)[0]


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
    return unseal(sealed, identity, sealing_info(manifest.vault_id, identity.id, manifest.made_at))


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
    manifest, signature = _read_manifest(path)
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


def _read_manifest(path: Path) -> tuple[Manifest, bytes]:
    with _damage(path), zipfile.ZipFile(path) as archive:
        if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise ValueError
        data = archive.read(MANIFEST)
        raw = json.loads(data)
        if raw["format"] != FORMAT or canonical(raw) != data:
            raise ValueError
        return _manifest(raw), to_binary(raw["signature"])


def _manifest(raw: Mapping[str, object]) -> Manifest:
    sealed = cast("Mapping[str, object]", raw["sealed"])
    slots = cast("Sequence[Mapping[str, object]]", raw["slots"])
    counts = cast("Mapping[str, int]", raw["counts"])
    return Manifest(
        vault_id=str(raw["vault"]),
        made_at=from_text(str(raw["made_at"])),
        schema=int(cast("int", raw["schema"])),
        generation=int(cast("int", raw["generation"])),
        seq=int(cast("int", raw["seq"])),
        head=str(raw["head"]),
        counts={str(table): int(count) for table, count in counts.items()},
        database_sha256=str(raw["database_sha256"]),
        journal_sha256=str(raw["journal_sha256"]),
        signer=StaffId(str(raw["signer"])),
        sealed={str(who): to_binary(value) for who, value in sealed.items()},
        slots=tuple(parse_slot(row) for row in slots),
    )


def _unpack(path: Path, copy: Path, manifest: Manifest) -> bytes:
    with _damage(path), zipfile.ZipFile(path) as archive:
        if any(entry.compress_type != zipfile.ZIP_STORED for entry in archive.infolist()):
            raise ValueError
        journal = archive.read(files.JOURNAL)
        with archive.open(files.DATABASE) as source, copy.open("wb") as target:
            copy.chmod(files.OWNER_ONLY)
            digest = _pour(source, target)
        if digest != manifest.database_sha256 or hashlib.sha256(journal).hexdigest() != manifest.journal_sha256:
            raise BackupFailed(why="checksum")
        return journal


def _pour(source: IO[bytes], target: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with files.translate_os_errors(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def _damage(path: Path) -> Iterator[None]:
    with files.translate_os_errors(path):
        try:
            yield
        except LedgerError:
            raise
        except OSError as wrong:
            if wrong.errno in _NOT_DAMAGE:
                raise
            raise BackupFailed(why="damaged") from wrong  # a nonsense offset inside the archive
        except _BROKEN:
            raise BackupFailed(why="damaged") from None


def _check(connection: Connection, copy: Path, manifest: Manifest, signature: bytes) -> None:
    try:
        check_integrity(connection, copy)
        with translate_errors(copy):
            is_whole = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            newest = head(connection)
            counts = count_rows(connection)
    except (StorageError, DatabaseError) as wrong:
        raise BackupFailed(why="database") from wrong
    if not is_whole or (newest.seq, newest.hash.hex()) != (manifest.seq, manifest.head) or counts != manifest.counts:
        raise BackupFailed(why="content")
    _check_signature(connection, manifest, signature)


def _check_signature(connection: Connection, manifest: Manifest, signature: bytes) -> None:
    row = connection.execute(
        "SELECT signing_key FROM staff WHERE id = ?1 UNION ALL SELECT signing_key FROM recovery WHERE ?1 = ?2",
        (manifest.signer, RECOVERY_ID),
    ).fetchone()
    try:
        key = Ed25519PublicKey.from_public_bytes(row[0] if row else b"")
        key.verify(signature, canonical(_content(manifest)))
    except (InvalidSignature, ValueError):
        raise BackupFailed(why="signature") from None
