"""Sealing the managed backups again once a manager has left or the recovery sheet was replaced (``security.md`` 5.3).

Each is copied under a new key of its own, so that neither the old seal nor the old key opens what lies here.
"""

import contextlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ledger.domain.errors import BackupFailed, KeyFileDamaged, StorageError
from ledger.storage import folder as files
from ledger.storage.backup import (
    OpenedBackup,
    addressed,
    opened_with,
    pack,
    recipients,
    restore_key,
    sha256_of,
)
from ledger.storage.backup_manifest import Manifest, read_manifest
from ledger.storage.backups_kept import managed
from ledger.storage.database import KEY_BYTES, Connection, DatabaseError, translate_errors
from ledger.storage.half_made import mark_of, remove_half_made
from ledger.storage.keyfile import KeyFile
from ledger.storage.members import public_keys
from ledger.storage.rekeying import write_under
from ledger.storage.slots import RECOVERY_ID
from ledger.storage.unit_of_work import Desk

# What only the file itself can be the reason of, never a full disk: it was not for this member, or is damaged.
_WORTHLESS = frozenset({"not_for_you", "seal", "damaged", "checksum"})


def stale(desk: Desk) -> tuple[Path, ...]:
    """Return the managed backups of this ledger that somebody can open who may not any more, oldest first."""
    entitled, known = recipients(desk.connection), public_keys(desk.connection)
    return tuple(path for path, _ in managed(desk.folder) if _is_stale(path, desk.vault_id, entitled, known))


def _is_stale(
    path: Path, vault_id: str, entitled: Mapping[str, bytes], known: Mapping[str, tuple[bytes, bytes]]
) -> bool:
    try:
        manifest = read_manifest(path)
    except StorageError:
        return False  # nobody opens it
    is_ours = manifest.vault_id == vault_id
    has_others = any(who not in entitled for who in manifest.sealed)
    has_changed = any(known.get(slot.id) != (slot.signing_key, slot.sealing_key) for slot in manifest.slots)
    return is_ours and (has_others or has_changed)


def seal_again(desk: Desk, key_file: KeyFile, *, keep_closed: bool) -> Iterator[bool]:
    """Make every stale backup anew, one per step, and tell whether the old one is gone.

    One that the member cannot open is deleted unless ``keep_closed``; one that could not be written stays, and is
    tried again another day.
    """
    for path in stale(desk):
        if keep_closed and desk.identity.id not in read_manifest(path).sealed:
            yield False
            continue
        try:
            _replace(desk, key_file, path)
        except (StorageError, DatabaseError, OSError):
            yield False
        else:
            yield True


def _replace(desk: Desk, key_file: KeyFile, path: Path) -> None:
    with contextlib.ExitStack() as stack:
        try:
            opened = stack.enter_context(opened_with(path, restore_key(path, desk.identity)))
        except (BackupFailed, KeyFileDamaged) as wrong:
            if wrong.data.get("why") not in _WORTHLESS:
                raise
            path.unlink(missing_ok=True)
        else:
            _make_anew(desk, key_file, path, opened)


def _make_anew(desk: Desk, key_file: KeyFile, path: Path, opened: OpenedBackup) -> None:
    base = path.with_name(f"{path.stem}.{mark_of(desk.vault_id)}.anew")
    copy, tmp = (base.with_name(f"{base.name}{end}{files.TMP_SUFFIX}") for end in (".db", ""))
    key = secrets.token_bytes(KEY_BYTES)
    try:
        with translate_errors(copy):
            write_under(opened.connection, copy, key)
        pack(desk, tmp, copy, _manifest(desk, key_file, opened, (copy, key)), opened.journal)
        with opened_with(tmp, key):  # the proof that it opens, and holds what the old one does
            pass
        opened.connection.close()  # the names below take its copy away as well
        files.replace_durably(tmp, path)
    finally:
        remove_half_made(path.parent, desk.vault_id)


def _manifest(desk: Desk, key_file: KeyFile, opened: OpenedBackup, made: tuple[Path, bytes]) -> Manifest:
    copy, key = made
    entitled = _entitled(desk.connection, opened.manifest)
    sealed, slots = addressed(key, opened.manifest.made_at, key_file, entitled)
    return replace(
        opened.manifest, database_sha256=sha256_of(copy), signer=desk.identity.id, sealed=sealed, slots=slots
    )


def _entitled(connection: Connection, manifest: Manifest) -> dict[str, bytes]:
    # managers who came later are unknown to the trail inside, so what they sign there would not hold
    now = recipients(connection)
    return {who: key for who, key in now.items() if who in manifest.sealed or who == RECOVERY_ID}
