"""Restoring: what a backup holds and what would be missing, told before anything is done; then the act itself.

No ledger is open while it happens, so who restores says who they are here, and must be a manager or hold the sheet.
"""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from ledger.domain.audit import AuditAction
from ledger.domain.errors import LedgerError
from ledger.domain.ids import StaffId
from ledger.domain.instants import to_text
from ledger.domain.staff import Operation, Role
from ledger.services import ledger_folder, stops
from ledger.services.session import RECOVERY_CONFIRMED, Clock, Place, Session
from ledger.storage import backups_kept, consents, customers, drafts, journal, lists_trail, restored, staff
from ledger.storage import folder as files
from ledger.storage import restoring as storage
from ledger.storage import shop as shop_rows
from ledger.storage.audit_log import Head, hash_at, head
from ledger.storage.backup import OpenedBackup
from ledger.storage.backup_manifest import Manifest, read_manifest
from ledger.storage.database import Connection
from ledger.storage.journal import JournalKind
from ledger.storage.restored_people import staying
from ledger.storage.restoring import Restored, RestoreStep
from ledger.storage.slots import RECOVERY_ID
from ledger.storage.standing import Standing, Wish, manifest_of, opened_for, standing
from ledger.storage.unit_of_work import UnitOfWork

__all__ = [
    "BackupFile",
    "Member",
    "Missing",
    "Preview",
    "RestoreStep",
    "Restored",
    "Wish",
    "found_in",
    "look",
    "restore",
]

# What a person looks for first in a backup; the tables by their names in the schema.
COUNTED = ("customer", "consent", "sale", "parcel", "disclosure", "feedback", "request", "incident")


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup in a folder, by its name."""

    path: Path
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """Who works with the ledger by the backup. ``opens`` says whether they could open the restored one.

    ``may_be_kept``: a manager of the backup whom only a person can say still works here (``Wish.keep``).
    """

    id: StaffId
    name: str
    role: Role
    opens: bool
    may_be_kept: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """What the ledger of now has and the restored one would not: entries by act, made after the backup.

    ``is_apart``: the two went different ways, for instance because one was restored before.
    """

    entries: Mapping[AuditAction, int]
    newest_at: datetime | None
    is_apart: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What is in a backup. ``missing`` is ``None`` where no ledger lies, ``is_damaged`` where it cannot be read."""

    shop_name: str
    made_at: datetime
    schema: int
    seq: int
    head: str
    counts: Mapping[str, int]
    members: tuple[Member, ...]
    erasures: int  # customers in it who were erased since, and will be again
    stops: int  # wishes not to be contacted, said since
    missing: Missing | None
    is_damaged: bool


def found_in(folder: Path) -> tuple[BackupFile, ...]:
    """Return the backups in a folder, and beside a ledger in it, newest first. Needs no key; never raises."""
    found: list[BackupFile] = []
    for place in (folder, folder / files.BACKUPS):
        try:
            found += [BackupFile(path, made_at) for path, made_at in backups_kept.backups_in(place)]
        except OSError:
            continue
    return tuple(sorted(found, key=lambda one: backups_kept.order(one.path, one.made_at), reverse=True))


def names(backup: Path, folder: Path) -> tuple[str, ...]:
    """Return who may be asked for: the members of a ledger in the folder, else the managers of the backup.

    Raises nothing: where no name can be read it is typed.
    """
    known = ledger_folder.member_names(folder)
    if known:
        return known
    try:
        return tuple(slot.name for slot in read_manifest(backup).slots if slot.id != RECOVERY_ID)
    except LedgerError:
        return ()


# --- looking ------------------------------------------------------------------------------------


def look(wish: Wish, place: Place, clock: Clock) -> Preview:
    """Open a backup as a manager and tell what is in it, changing nothing. Slow on purpose.

    Raises what ``restore`` raises before it does anything.
    """
    environment = place.environment(clock)
    manifest = manifest_of(wish.backup, environment)
    files.refuse_share(wish.folder, environment.drives)
    lock = files.FolderLock.acquire(wish.folder) if wish.folder.is_dir() else None
    try:
        with (
            tempfile.TemporaryDirectory(prefix="sokin-") as elsewhere,
            standing(wish, manifest, environment) as now,
            opened_for(wish.backup, now.identity, (wish.backup.parent, Path(elsewhere))) as opened,
        ):
            return _preview(wish, manifest, now, opened)
    finally:
        if lock is not None:
            lock.release()


def _preview(wish: Wish, manifest: Manifest, now: Standing, opened: OpenedBackup) -> Preview:
    db = opened.connection
    erasures, stopped = _since(wish.folder, now, db, manifest.vault_id)
    return Preview(
        shop_name=shop_rows.load(db).name,
        made_at=manifest.made_at,
        schema=manifest.schema,
        seq=manifest.seq,
        head=manifest.head,
        counts=_counts(manifest, db),
        members=_members(now, manifest, db),
        erasures=erasures,
        stops=stopped,
        missing=_missing(now, manifest),
        is_damaged=now.connection is None and (wish.folder / files.DATABASE).exists(),
    )


def _counts(manifest: Manifest, db: Connection) -> dict[str, int]:
    counts = {table: manifest.counts.get(table, 0) for table in COUNTED}
    return {**counts, "customer": customers.count(db)}


def _members(now: Standing, manifest: Manifest, db: Connection) -> tuple[Member, ...]:
    stay = staying(now, manifest, db, ()).members
    by_hand = {slot.id for slot in manifest.slots if slot.id not in stay} if now.unlocked is None else set()
    known = [one for one in staff.members(db) if one.removed_at is None]
    came = [one for one in stay.values() if one.id not in {each.id for each in known}]
    return tuple(Member(one.id, one.name, one.role, one.id in stay, one.id in by_hand) for one in (*known, *came))


def _since(folder: Path, now: Standing, db: Connection, vault_id: str) -> tuple[int, int]:
    report = journal.read(folder / files.JOURNAL, db if now.connection is None else now.connection, vault_id)
    known = {(digest.hex(), channel) for digest, channel in consents.stop_hashes(db)}
    newest: dict[tuple[str | None, str | None], tuple[str, str]] = {}
    for line in report.lines:
        if line.kind is JournalKind.STOP:
            key = line.payload.get("hash"), line.payload.get("channel")
            said = line.payload.get("at", ""), line.payload.get("state", "")
            newest[key] = max(newest.get(key, said), said)
    standing_now = {key for key, (_at, state) in newest.items() if state != "lifted"}
    return len(report.erased() & customers.living_codes(db)), len(standing_now - known)


def _missing(now: Standing, manifest: Manifest) -> Missing | None:
    db = now.connection
    if db is None:
        return None
    known = hash_at(db, manifest.seq)
    return Missing(
        lists_trail.counts_after(db, manifest.seq), head(db).at, known is None or known.hex() != manifest.head
    )


# --- restoring ----------------------------------------------------------------------------------


def restore(
    wish: Wish, place: Place, clock: Clock, tell: Callable[[RestoreStep], None] = lambda _step: None
) -> Restored:
    """Put a backup in the place of the ledger. ``tell`` hears each step; what it raises before the swap stops it.

    Raises ``RestoreRefused``, ``WrongPassphrase``, ``UnknownMember``, ``RoleForbidden``, ``NewerSchema``,
    ``MigrationFailed``, ``FolderNotEmpty``, ``FolderOnShare``, ``LedgerInUse``, ``DiskFull`` or ``FolderNotWritable``;
    then nothing was changed.
    """
    catch_up = partial(_catch_up, is_sheet_proven=wish.name is None)
    return storage.restore(wish, place.environment(clock), catch_up, tell)


def _catch_up(uow: UnitOfWork, backup: Head, today: Connection | None, *, is_sheet_proven: bool) -> None:
    drafts.drop_all(uow.db)
    if backup.at is not None:
        stops.catch_up(uow, backup.at)
    if is_sheet_proven:  # its code was typed just now
        shop_rows.save_setting(uow.db, RECOVERY_CONFIRMED, to_text(uow.now))
        return
    if today is None:
        return
    # Whether the sheet was retyped is said of the sheet that holds today.
    retyped = shop_rows.settings(today).get(RECOVERY_CONFIRMED)
    shop_rows.delete_setting(uow.db, RECOVERY_CONFIRMED)
    if retyped is not None:
        shop_rows.save_setting(uow.db, RECOVERY_CONFIRMED, retyped)


def paused_until(session: Session) -> datetime | None:
    """Return until when backups are not thinned out after a restore, ``None`` when they are."""
    return restored.thinning_paused_until(session.db, session.now())


def thin_again(session: Session) -> None:
    """Let the backups be thinned out again (manager): the restore was no mistake."""
    session.require(Operation.SETTINGS)
    with session.write() as uow:
        restored.thin_again(uow.db)
        uow.audit(AuditAction.SETTING_CHANGED, None, {"setting": restored.PAUSED})
