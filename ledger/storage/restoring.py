"""Putting a backup back as the ledger (``security.md`` 5.7): everything is done and proved on a copy, then swapped in.

What is there now is backed up first. The copy lies under a new data key sealed to today's members, holds the erasures
and stop-contacts of today, and says on its trail what it replaced. A kill at any instant leaves the ledger that was
there or the restored one.
"""

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.errors import DatabaseDamaged, DiskFull
from ledger.domain.instants import VIETNAM, to_text
from ledger.domain.staff import Role
from ledger.storage import audit_verify, keyfile, rekeying, restored_journal
from ledger.storage import folder as files
from ledger.storage.anchor import Anchor, AnchorFiles
from ledger.storage.audit_log import Head, head
from ledger.storage.backup import OpenedBackup, make_backup
from ledger.storage.backup_manifest import Manifest
from ledger.storage.codes import raise_counters
from ledger.storage.damaged_kept import STAMP
from ledger.storage.database import KEY_BYTES, Connection, check_integrity, translate_errors, write_anew
from ledger.storage.half_made import remove, remove_half_made
from ledger.storage.keyfile import KeyFile
from ledger.storage.members import public_keys
from ledger.storage.migrations import migrate
from ledger.storage.restored import pause_thinning
from ledger.storage.restored_journal import STAGED, Replayed
from ledger.storage.restored_people import Staying, settle, staying
from ledger.storage.slots import seal_data_key
from ledger.storage.standing import Standing, Wish, manifest_of, opened_for, standing
from ledger.storage.unit_of_work import Desk, UnitOfWork
from ledger.storage.vault_core import VaultEnvironment

_SET_ASIDE = {files.KEYS: ".keys.json", f"{files.DATABASE}-wal": "-wal", files.DATABASE: ""}
_COPIES = 3  # of the backup: unpacked, under the new key, and written anew


class RestoreStep(StrEnum):
    """How far a restore is; nothing was changed before ``SWAPPING``, and from there on it cannot be stopped."""

    KEEPING = "KEEPING"  # the state of now is backed up
    CHECKING = "CHECKING"
    COPYING = "COPYING"
    REPLAYING = "REPLAYING"
    PROVING = "PROVING"
    SWAPPING = "SWAPPING"


Tell = Callable[[RestoreStep], None]  # what it raises stops the restore
# What the services carry into the copy: given the head of the backup and, where it can be read, the ledger of today.
CatchUp = Callable[[UnitOfWork, Head, Connection | None], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. ``kept`` is the backup of what was there, ``set_aside`` its file if it was unreadable.

    ``has_members_left_out``: staff of the backup must be added again, because nothing could tell who still works here.
    """

    head: Head
    replayed: Replayed
    kept: Path | None
    set_aside: Path | None
    has_members_left_out: bool


def restore(wish: Wish, environment: VaultEnvironment, catch_up: CatchUp, tell: Tell) -> Restored:
    """Put a backup in the place of the ledger in a folder, or into a new one. Slow; no ledger may be open there.

    Raises ``RestoreRefused``, ``WrongPassphrase``, ``UnknownMember``, ``RoleForbidden``, ``NewerSchema``,
    ``MigrationFailed``, ``FolderNotEmpty``, ``FolderOnShare``, ``LedgerInUse``, ``DiskFull`` or ``FolderNotWritable``;
    then nothing was changed.
    """
    manifest = manifest_of(wish.backup, environment)
    files.refuse_share(wish.folder, environment.drives)
    is_new = not wish.folder.exists()
    files.make_private_folder(wish.folder)
    lock = files.FolderLock.acquire(wish.folder)
    try:
        return _Restore(wish, environment, manifest).run(catch_up, tell)
    except BaseException:
        _drop(wish.folder, manifest)
        if is_new:
            _take_back_folder(wish.folder)
        raise
    finally:
        lock.release()


def _drop(folder: Path, manifest: Manifest) -> None:
    for name in (files.DATABASE_ROTATE, files.DATABASE_NEW):
        rekeying.drop_copy(folder / name)
    shutil.rmtree(folder / STAGED, ignore_errors=True)
    remove_half_made(folder / files.BACKUPS, manifest.vault_id)


def _take_back_folder(folder: Path) -> None:
    if {path.name for path in folder.iterdir()} <= {files.LOCK, files.BACKUPS}:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class _Restore:
    """One restore, the folder's lock held."""

    wish: Wish
    environment: VaultEnvironment
    manifest: Manifest
    key: bytes = field(default_factory=lambda: secrets.token_bytes(KEY_BYTES), repr=False)

    @property
    def folder(self) -> Path:
        return self.wish.folder

    @property
    def vault_id(self) -> str:
        return self.manifest.vault_id

    def run(self, catch_up: CatchUp, tell: Tell) -> Restored:
        _drop(self.folder, self.manifest)  # of a restore that was stopped
        files.make_private_folder(self.folder / files.BACKUPS)
        with standing(self.wish, self.manifest, self.environment) as now:
            self._require_room()
            tell(RestoreStep.KEEPING)
            kept = self._keep(now)
            tell(RestoreStep.CHECKING)
            with opened_for(self.wish.backup, now.identity, (self.folder / files.BACKUPS,)) as source:
                generation = self._next_generation(now)
                wanted = staying(now, self.manifest, source.connection, self.wish.keep)
                is_short = len(public_keys(source.connection)) - 1 > len(wanted.members)  # one key is the sheet's
                tell(RestoreStep.COPYING)
                copy = self._copy_path(now)
                rekeying.copy_under(source.connection, copy, self.key)
                try:
                    newest, replayed = self._renew(now, source, copy, (generation, wanted), (catch_up, tell))
                    tell(RestoreStep.SWAPPING)
                except BaseException:
                    rekeying.drop_copy(copy)
                    raise
            aside = self._set_aside(now)
        self._swap(self._key_file(now, generation, wanted), newest)
        return Restored(newest, replayed, kept, aside, has_members_left_out=now.unlocked is None and is_short)

    # --- before ---

    def _require_room(self) -> None:
        database = self.folder / files.DATABASE
        now = database.stat().st_size if database.exists() else 0
        with files.translate_os_errors(self.wish.backup):
            needed = _COPIES * self.wish.backup.stat().st_size + 2 * now
        with files.translate_os_errors(self.folder):
            if shutil.disk_usage(self.folder).free < needed:
                raise DiskFull(file=self.folder.name)

    def _keep(self, now: Standing) -> Path | None:
        if now.connection is None or now.unlocked is None:
            return None
        with translate_errors(self.folder / files.DATABASE):
            return make_backup(self._desk(now, now.connection, self.folder), now.unlocked.key_file).path

    def _desk(self, now: Standing, connection: Connection, folder: Path) -> Desk:
        return Desk(folder, self.vault_id, connection, now.identity, Role.MANAGER, self.environment.clock)

    def _next_generation(self, now: Standing) -> int:
        known = [self.manifest.generation, *(anchor.generation for anchor in now.anchors)]
        if now.unlocked is not None:
            known += keyfile.generations(now.unlocked.key_file)
        return max(known) + 1

    def _copy_path(self, now: Standing) -> Path:
        # Where there is no ledger yet, the half-made one must not look like one whose key was being changed.
        is_replacing = now.unlocked is not None or (self.folder / files.DATABASE).exists()
        return self.folder / (files.DATABASE_ROTATE if is_replacing else files.DATABASE_NEW)

    # --- on the copy ---

    def _renew(
        self, now: Standing, source: OpenedBackup, copy: Path, who: tuple[int, Staying], by: tuple[CatchUp, Tell]
    ) -> tuple[Head, Replayed]:
        (generation, wanted), (catch_up, tell) = who, by
        tell(RestoreStep.REPLAYING)
        files.make_private_folder(self.folder / STAGED)
        with rekeying.opened_copy(copy, self.key) as db, translate_errors(copy):
            before, heads = head(db), list[Head]()
            migrated = migrate(db, before=lambda: None, migrations=self.environment.migrations)
            with UnitOfWork(self._desk(now, db, self.folder / STAGED), heads.append) as unit:
                self._record(unit, now, before, generation)
                if migrated[0] < migrated[1]:
                    unit.audit(AuditAction.LEDGER_MIGRATED, None, {"from": migrated[0], "to": migrated[1]})
                settle(unit, wanted)
                report = restored_journal.unite(self.folder, now, source, db, self.vault_id)
                replayed = restored_journal.replay(unit, now, report, self.environment.appliers)
                if replayed.rows:
                    unit.audit(AuditAction.JOURNAL_APPLIED, None, {"rows": replayed.rows})
                if now.connection is not None:
                    raise_counters(now.connection, db)
                catch_up(unit, before, now.connection)
            write_anew(db)
            tell(RestoreStep.PROVING)
            check_integrity(db, copy)
            audit_verify.verify(db, erased=replayed.erased)
            if head(db) != heads[-1]:
                raise DatabaseDamaged(file=copy.name, why="copy")
        return heads[-1], replayed

    def _record(self, unit: UnitOfWork, now: Standing, before: Head, generation: int) -> None:
        replaced, replaced_head = now.newest()
        body: Entry = {
            "made_at": to_text(self.manifest.made_at),
            "backup": before.seq,
            "backup_head": before.hash.hex(),
            "replaced": replaced,
            "replaced_head": replaced_head,
            "generation": generation,
        }
        unit.audit(AuditAction.LEDGER_RESTORED, None, body)
        unit.db.execute("UPDATE vault SET generation = ?", (generation,))
        pause_thinning(unit.db, unit.now)

    # --- the swap ---

    def _key_file(self, now: Standing, generation: int, wanted: Staying) -> tuple[KeyFile | None, KeyFile, KeyFile]:
        """Return the key file of now, the one for the time of the swap, and the one for afterwards."""
        slots = tuple(seal_data_key(self.vault_id, slot, generation, self.key) for slot in wanted.slots)
        if now.unlocked is None:
            after = keyfile.authenticate(self.vault_id, generation, slots, self.key)
            return None, after, after
        known, data_key = now.unlocked.key_file, now.unlocked.data_key
        sealed = {slot.id: slot for slot in slots}
        either = tuple(
            replace(sealed[slot.id], sealed={**slot.sealed, **sealed[slot.id].sealed}) if slot.id in sealed else slot
            for slot in known.slots
        )
        both = keyfile.authenticate(
            self.vault_id, known.generation, either, data_key, serial=known.serial + 1, next_key=self.key
        )
        return known, both, keyfile.settled(both, generation, self.key)

    def _set_aside(self, now: Standing) -> Path | None:
        """Keep a ledger that cannot be read, and the key file that fits it: for a while it may still be salvaged."""
        database = self.folder / files.DATABASE
        if now.connection is not None or not database.exists():
            return None
        stamp = self.environment.clock().astimezone(VIETNAM).strftime(f"{STAMP}-%H%M%S")
        place = files.free_name(self.folder, stamp, ".db")
        with files.translate_os_errors(place):
            for name, end in _SET_ASIDE.items():
                if (self.folder / name).exists():
                    target = place.with_name(place.name + end)
                    shutil.copyfile(self.folder / name, target)
                    target.chmod(files.OWNER_ONLY)
                    files.sync_file(target)  # before what it was copied from goes
            files.sync_folder(self.folder)
        for end in files.BESIDE:
            remove(database.with_name(database.name + end))
        return place

    def _swap(self, key_files: tuple[KeyFile | None, KeyFile, KeyFile], newest: Head) -> None:
        known, both, after = key_files
        anchors = AnchorFiles.of(self.folder, self.vault_id, self.environment.app_data)
        anchor = Anchor(self.vault_id, after.generation, newest.seq, newest.hash)
        # harmless to the ledger of now, which knows these lines or those they repeat
        files.replace_durably(self.folder / STAGED / files.JOURNAL, self.folder / files.JOURNAL)
        shutil.rmtree(self.folder / STAGED, ignore_errors=True)
        if (self.folder / files.DATABASE_ROTATE).exists():
            rekeying.swap_in(
                self.folder,
                now=known,
                both=both,
                after=after,
                on_swapped=lambda: anchors.write(anchor, durable=True),
            )
            return
        try:
            keyfile.save(self.folder, after)
            anchors.write(anchor, durable=True)
            files.replace_durably(self.folder / files.DATABASE_NEW, self.folder / files.DATABASE)
        except BaseException:
            for name in (files.KEYS, files.KEYS_TWIN, files.ANCHOR, files.JOURNAL):
                remove(self.folder / name)
            raise
