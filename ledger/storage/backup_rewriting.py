"""Taking an erased person out of the managed backups: each is opened, emptied, packed again and checked like a new one.

Only a member to whom a backup is sealed can do it. What cannot be rewritten stays as it is and is told (``security.md``
5.8): it goes with its age, and whoever restores it gets the erasures of the journal applied first.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ledger.domain.errors import BackupFailed, LedgerError, NewerSchema
from ledger.storage import folder as files
from ledger.storage.backup import (
    OpenedBackup,
    journal_bytes,
    opened_with,
    pack,
    restore_key,
    sha256_of,
)
from ledger.storage.backup_manifest import Manifest, read_manifest
from ledger.storage.backups_kept import managed
from ledger.storage.database import Connection, DatabaseError, count_rows, translate_errors, write_anew
from ledger.storage.half_made import mark_of, remove_half_made
from ledger.storage.unit_of_work import Desk

Erase = Callable[[Connection], bool]  # empties an unpacked copy inside a transaction; returns whether it had to


class BackupFate(StrEnum):
    """What became of a managed backup."""

    REWRITTEN = "REWRITTEN"
    CLEAN = "CLEAN"  # it held nothing of whoever was erased
    LEFT = "LEFT"  # it could not be opened or written


@dataclass(frozen=True, slots=True)
class BackupSeen:
    """One managed backup after the work; ``made_at`` by its name."""

    path: Path
    made_at: datetime
    fate: BackupFate


def rewrite_managed(desk: Desk, newest_schema: int, erase: Erase) -> Iterator[BackupSeen]:
    """Rewrite every managed backup of a ledger, oldest first, one per step."""
    for path, made_at in managed(desk.folder):
        yield BackupSeen(path, made_at, _rewritten(desk, path, newest_schema, erase))


def _rewritten(desk: Desk, path: Path, newest_schema: int, erase: Erase) -> BackupFate:
    try:
        manifest = read_manifest(path)
        if manifest.vault_id != desk.vault_id:
            return BackupFate.LEFT
        if manifest.schema > newest_schema:
            raise NewerSchema(found=manifest.schema, known=newest_schema)
        return _rewrite(desk, path, restore_key(path, desk.identity), erase)
    except (LedgerError, DatabaseError):  # damaged, for somebody else, or no room: never deleted, never half-written
        return BackupFate.LEFT


def _rewrite(desk: Desk, path: Path, key: bytes, erase: Erase) -> BackupFate:
    tmp = path.with_name(f"{path.stem}.{mark_of(desk.vault_id)}.again{files.TMP_SUFFIX}")
    try:
        with opened_with(path, key) as opened:
            if not _erase(opened, erase):
                return BackupFate.CLEAN
            journal = _with_new_lines(opened.journal, journal_bytes(desk))
            manifest = _described(desk, opened, journal)
            opened.connection.close()  # its rollback journal goes with it, and other systems lock what is open
            manifest = replace(manifest, database_sha256=sha256_of(opened.copy))
            pack(desk, tmp, opened.copy, manifest, journal)
        with opened_with(tmp, key) as again:
            if _erase(again, erase):
                raise BackupFailed(why="content")
        files.replace_durably(tmp, path)
    finally:
        remove_half_made(path.parent, desk.vault_id)
    return BackupFate.REWRITTEN


def _erase(opened: OpenedBackup, erase: Erase) -> bool:
    db = opened.connection
    with translate_errors(opened.copy):
        db.execute("BEGIN IMMEDIATE")
        try:
            has_changed = erase(db)
            db.execute("COMMIT")
        finally:
            with contextlib.suppress(DatabaseError):
                if db.in_transaction:
                    db.execute("ROLLBACK")
        if has_changed:
            write_anew(db)
    return has_changed


def _with_new_lines(known: bytes, now: bytes) -> bytes:
    lines = dict.fromkeys((*known.splitlines(), *now.splitlines()))
    return b"".join(line + b"\n" for line in lines)


def _described(desk: Desk, opened: OpenedBackup, journal: bytes) -> Manifest:
    """Return the manifest of the same moment with the rows that are left; the member answers for them now."""
    return replace(
        opened.manifest,
        counts=count_rows(opened.connection),
        journal_sha256=hashlib.sha256(journal).hexdigest(),
        signer=desk.identity.id,
    )
