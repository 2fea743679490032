"""Creating and opening a ledger the one safe way (``security.md`` 5.1 to 5.4).

Opening asks the slow question first and touches the database last; whatever is wrong is a typed error, never a
silently empty ledger. What deserves a word but no refusal is a ``Notice`` in ``Vault.warnings``.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ledger.domain.audit import AuditAction
from ledger.domain.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    FolderMissing,
    FolderNotEmpty,
    KeyFileDamaged,
    NewerSchema,
    NotALedger,
    UnknownMember,
)
from ledger.domain.instants import to_text
from ledger.domain.staff import Role, StaffMember
from ledger.domain.text import required_text
from ledger.storage import folder as files
from ledger.storage import keyfile, sign_ins
from ledger.storage.anchor import Anchor, AnchorFiles
from ledger.storage.audit_log import Head
from ledger.storage.database import APPLICATION_ID, KEY_BYTES, Connection, checkpoint, connect, translate_errors
from ledger.storage.half_made import remove_half_made, remove_half_written
from ledger.storage.keyfile import Unlocked
from ledger.storage.members import enrol, enrol_recovery, member_of
from ledger.storage.migrations import Migration, migrate, newest_version, schema_version
from ledger.storage.opened import Notice, Place, Vault, VaultEnvironment
from ledger.storage.passphrase import (
    check_passphrase,
    new_recovery_code,
    normal_form,
    read_recovery_code,
    show_recovery_code,
)
from ledger.storage.rekeying import open_newest
from ledger.storage.slots import RECOVERY_ID, Identity, KdfPolicy, Slot, make_slot, new_identity, seal_data_key
from ledger.storage.unit_of_work import Desk, UnitOfWork

__all__ = ["Created", "Notice", "Vault", "VaultEnvironment", "create_vault", "open_vault"]

FIRST_GENERATION = 1
_ID_BYTES = 16
_HALF_MADE = (files.KEYS, files.KEYS_TWIN, f"{files.DATABASE_NEW}-wal", f"{files.DATABASE_NEW}-journal")


@dataclass(frozen=True, slots=True)
class Created:
    """A new ledger and the recovery code, which exists nowhere else: shown once, printed, retyped."""

    vault: Vault
    recovery_code: str = field(repr=False)


# --- opening ------------------------------------------------------------------------------------


def open_vault(
    folder: Path,
    name: str | None,
    passphrase: str,
    *,
    environment: VaultEnvironment | None = None,
    accept_rollback: bool = False,
) -> Vault:
    """Open a ledger as a member, or with the recovery code when ``name`` is ``None``. Slow on purpose.

    ``accept_rollback``: a manager may go on with a database older than its anchor; that is put on the trail.
    Raises any ``StorageError``, ``SignInDelayed`` among them, and ``RoleForbidden`` when it is no manager who accepts;
    nothing was changed then.
    """
    surroundings = environment or VaultEnvironment()
    if not folder.is_dir():
        raise FolderMissing(file=folder.name)
    place = Place(folder, files.FolderLock.acquire(folder))
    try:
        kind = files.refuse_share(folder, surroundings.drives)
        unlocked = sign_ins.tried(
            folder,
            keyfile.slot_id(folder, name),
            surroundings.clock,
            lambda: keyfile.unlock(folder, name, passphrase, surroundings.kdf_rules),
        )
        vault = _open_database(place, unlocked, surroundings, accept_rollback=accept_rollback)
    except BaseException:
        place.lock.release()
        raise
    return _settle(vault, kind, passphrase)


def _settle(vault: Vault, kind: files.FolderKind, passphrase: str) -> Vault:
    _note_kind(vault, kind)
    remove_half_made(vault.folder / files.BACKUPS, vault.vault_id)
    remove_half_written(vault.folder)
    try:
        vault.strengthen(passphrase)
    except BaseException:
        vault.close()
        raise
    return vault


def _note_kind(vault: Vault, kind: files.FolderKind) -> None:
    if kind is files.FolderKind.SYNCED:
        vault.note("synced_folder")


def _open_database(
    place: Place, unlocked: Unlocked, environment: VaultEnvironment, *, accept_rollback: bool = False
) -> Vault:
    path = place.folder / files.DATABASE
    if not path.exists() and (place.folder / files.DATABASE_NEW).exists():
        raise DatabaseMissing(file=path.name, why="half_made")
    try:
        connection, unlocked = open_newest(path, unlocked)
    except DatabaseDamaged as wrong:
        if _is_older(place, unlocked, environment):
            raise KeyFileDamaged(why="older") from wrong
        raise
    try:
        with translate_errors(path):
            member = _identify(connection, unlocked, environment.migrations)
            vault = Vault(connection, place, unlocked, member, environment)
            vault.prepare(accept_rollback=accept_rollback)
    except BaseException:
        connection.close()
        raise
    return vault


def _is_older(place: Place, unlocked: Unlocked, environment: VaultEnvironment) -> bool:
    """Return whether the ledger has been under a later data key than the key file knows: an old copy put back."""
    anchors = AnchorFiles.of(place.folder, unlocked.key_file.vault_id, environment.app_data)
    newest = max((one.generation for one in anchors.read(unlocked.key_file.vault_id)), default=0)
    return newest > max(keyfile.generations(unlocked.key_file))


def _identify(connection: Connection, unlocked: Unlocked, migrations: Sequence[Migration]) -> StaffMember:
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        raise NotALedger(why="application_id")
    version, known = schema_version(connection), newest_version(migrations)
    if version > known:
        raise NewerSchema(found=version, known=known)
    row = connection.execute("SELECT vault_id, generation FROM vault").fetchone()
    if row != (unlocked.key_file.vault_id, unlocked.key_file.generation):
        raise NotALedger(why="vault_id")
    member = member_of(connection, unlocked.identity.id)
    if member is None or member.removed_at is not None:
        raise UnknownMember
    if (member.signing_key, member.sealing_key) != (unlocked.identity.signing_key, unlocked.identity.sealing_key):
        raise KeyFileDamaged(why="keys_differ")
    return member


# --- creating -----------------------------------------------------------------------------------


def create_vault(
    folder: Path,
    *,
    manager_name: str,
    passphrase: str,
    environment: VaultEnvironment | None = None,
    also: Callable[[UnitOfWork], None] | None = None,
) -> Created:
    """Create a ledger in a new or empty folder, with its first manager and the recovery slot. Slow on purpose.

    Everything is built under another name and moved into place as the last step: a ledger whose making was
    interrupted never opens (``DatabaseMissing``, ``why=half_made``), and making it again replaces it. ``also`` writes
    what the ledger must never be without, in the founding transaction.
    Raises ``FolderNotEmpty``, ``FolderOnShare``, ``WeakPassphrase``, ``TextMissing``, ``TextTooLong``, ``LedgerInUse``,
    ``DiskFull`` or ``FolderNotWritable``.
    """
    name = required_text(manager_name, "name")
    check_passphrase(passphrase, about=(name,))
    code = read_recovery_code(new_recovery_code())
    founders = _Founders(new_identity(name), new_identity("", RECOVERY_ID), secrets.token_hex(_ID_BYTES), also)
    words = (normal_form(passphrase), normal_form(code))
    return Created(_create(folder, founders, words, environment or VaultEnvironment()), show_recovery_code(code))


def _create(folder: Path, founders: "_Founders", words: tuple[bytes, bytes], environment: VaultEnvironment) -> Vault:
    kind = files.refuse_share(folder, environment.drives)
    files.make_private_folder(folder)
    _refuse_foreign(folder)
    place = Place(folder, files.FolderLock.acquire(folder))
    try:
        _clear_half_made(folder)
        vault = _open_database(place, _build(folder, founders, words, environment), environment)
    except BaseException:
        place.lock.release()
        raise
    _note_kind(vault, kind)
    return vault


@dataclass(frozen=True, slots=True)
class _Founders:
    manager: Identity
    recovery: Identity
    vault_id: str
    also: Callable[[UnitOfWork], None] | None


def _refuse_foreign(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()} - {files.LOCK}
    is_half_made = files.DATABASE_NEW in names and files.DATABASE not in names
    allowed = {files.DATABASE_NEW, *_HALF_MADE} if is_half_made else set()
    if any(name not in allowed and not name.endswith(files.TMP_SUFFIX) for name in names):
        raise FolderNotEmpty


def _clear_half_made(folder: Path) -> None:
    _refuse_foreign(folder)  # again, now that nobody else can be at work here
    with files.translate_os_errors(folder):
        for path in (*(folder / name for name in _HALF_MADE), *folder.glob(f"*{files.TMP_SUFFIX}")):
            path.unlink(missing_ok=True)
        (folder / files.DATABASE_NEW).unlink(missing_ok=True)  # last: it marks the rest as half-made


def _build(folder: Path, founders: _Founders, secret: tuple[bytes, bytes], environment: VaultEnvironment) -> Unlocked:
    data_key = secrets.token_bytes(KEY_BYTES)
    newest = _build_database(folder, founders, data_key, environment)
    policy = environment.kdf_rules.write
    slots = [
        _slot(founders.vault_id, founders.manager, secret[0], policy, data_key),
        _slot(founders.vault_id, founders.recovery, secret[1], policy, data_key),
    ]
    key_file = keyfile.authenticate(founders.vault_id, FIRST_GENERATION, tuple(slots), data_key)
    keyfile.save(folder, key_file)
    files.replace_durably(folder / files.DATABASE_NEW, folder / files.DATABASE)
    anchor = Anchor(founders.vault_id, FIRST_GENERATION, newest.seq, newest.hash)
    AnchorFiles.of(folder, founders.vault_id, environment.app_data).write(anchor, durable=True)
    return Unlocked(founders.manager, data_key, key_file)


def _slot(vault_id: str, identity: Identity, secret: bytes, policy: KdfPolicy, data_key: bytes) -> Slot:
    return seal_data_key(
        vault_id, make_slot(vault_id, identity, secret, policy, Role.MANAGER), FIRST_GENERATION, data_key
    )


def _build_database(folder: Path, founders: _Founders, data_key: bytes, environment: VaultEnvironment) -> Head:
    path = folder / files.DATABASE_NEW
    heads: list[Head] = []  # no anchor yet: there is no ledger before the last step
    connection = connect(path, data_key, is_new=True)
    path.chmod(files.OWNER_ONLY)  # the folder may be one the shop made for others to see; its log takes the same mode
    try:
        with translate_errors(path):
            migrate(connection, before=lambda: None, migrations=environment.migrations)
            desk = Desk(folder, founders.vault_id, connection, founders.manager, Role.MANAGER, environment.clock)
            with UnitOfWork(desk, after_commit=heads.append) as unit:
                _found(unit, founders)
            checkpoint(connection)
    finally:
        connection.close()
    return heads[-1]


def _found(unit: UnitOfWork, founders: _Founders) -> None:
    unit.db.execute(
        "INSERT INTO vault (id, vault_id, generation, created_at, stop_key) VALUES (1, ?, ?, ?, ?)",
        (founders.vault_id, FIRST_GENERATION, to_text(unit.now), secrets.token_bytes(KEY_BYTES)),
    )
    unit.audit(AuditAction.LEDGER_CREATED, None, {"vault": founders.vault_id})
    enrol(unit, founders.manager, Role.MANAGER)
    enrol_recovery(unit, founders.recovery)
    if founders.also is not None:
        founders.also(unit)
