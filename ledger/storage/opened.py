"""An open ledger: transactions, members, backups and checks, until it is closed (``security.md`` 5.2 to 5.6).

Made by ``vault.create_vault`` and ``vault.open_vault``.
"""

import contextlib
import shutil
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from ledger.domain.audit import AuditAction
from ledger.domain.errors import (
    AuditBroken,
    ErrorValue,
    NameTaken,
    StorageError,
    UnknownMember,
)
from ledger.domain.ids import StaffId
from ledger.domain.staff import Operation, Role, StaffMember, require
from ledger.domain.text import required_text
from ledger.storage import folder as files
from ledger.storage import journal, keyfile
from ledger.storage.anchor import Anchor, AnchorFiles, compare
from ledger.storage.audit_log import Head, hash_at, head, newest_checkpoint
from ledger.storage.audit_verify import Verified, verify, verify_in_slices
from ledger.storage.backup import BackupMade, make_backup
from ledger.storage.backup_rewriting import BackupSeen, Erase, rewrite_managed
from ledger.storage.backups_kept import rotate
from ledger.storage.database import (
    INTEGRITY_LIMIT_BYTES,
    Connection,
    DatabaseError,
    check_integrity,
    checkpoint,
    guard,
    translate_errors,
    unguard,
    write_anew,
)
from ledger.storage.keyfile import Unlocked
from ledger.storage.members import enrol, public_keys
from ledger.storage.migrations import MIGRATIONS, Migration, migrate, newest_version
from ledger.storage.passphrase import check_passphrase, normal_form, read_recovery_code
from ledger.storage.slots import (
    RECOVERY_ID,
    STANDARD_RULES,
    KdfRules,
    Slot,
    make_slot,
    new_identity,
    open_slot,
    seal_data_key,
)
from ledger.storage.unit_of_work import Clock, Desk, UnitOfWork, system_clock

FREE_BYTES = 200 * 1024 * 1024  # below this the shop is warned


@dataclass(frozen=True, slots=True)
class VaultEnvironment:
    """What a ledger needs from outside; the defaults are the real ones.

    ``appliers`` carry out journal lines by kind; ``app_data`` overrides this computer's application-data folder.
    """

    clock: Clock = system_clock
    kdf_rules: KdfRules = STANDARD_RULES
    app_data: Path | None = None
    appliers: Mapping[str, journal.Applier] = field(default_factory=dict)
    drives: files.Drives | None = None
    migrations: Sequence[Migration] = MIGRATIONS


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell the shop that is no failure; ``code`` is the key of its text.

    ``synced_folder`` ``key_file_repaired`` ``key_file_not_repaired`` ``key_file_set_aside`` ``key_file_pruned``
    ``key_file_differs`` ``journal_refused`` ``journal_applied`` ``journal_shortened`` ``anchor_missing``
    ``anchor_not_written`` ``rollback_accepted`` ``disk_nearly_full`` ``migrated`` ``backups_not_thinned``
    """

    code: str
    data: Mapping[str, ErrorValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A folder whose lock is held."""

    folder: Path
    lock: files.FolderLock


class _NothingToKeep(Exception):
    """No error: it takes back a transaction that changed nothing."""


class Vault:
    """An open ledger and the member who opened it. All of it belongs to one thread."""

    def __init__(
        self,
        connection: Connection,
        place: Place,
        unlocked: Unlocked,
        member: StaffMember,
        environment: VaultEnvironment,
    ) -> None:
        vault_id = unlocked.key_file.vault_id
        self._desk = Desk(place.folder, vault_id, connection, unlocked.identity, member.role, environment.clock)
        self._lock = place.lock
        self._data_key = unlocked.data_key
        self._environment = environment
        self._anchors = AnchorFiles.of(place.folder, vault_id, environment.app_data)
        self._key_file = unlocked.key_file
        self._journal = journal.JournalReport((), ())
        self._notices: list[Notice] = []
        self._is_open = True
        self.member = member

    # --- facts ---

    @property
    def vault_id(self) -> str:
        """Return the random id of this ledger."""
        return self._desk.vault_id

    @property
    def folder(self) -> Path:
        """Return the ledger's folder."""
        return self._desk.folder

    @property
    def connection(self) -> Connection:
        """Return the connection for reading; changes go through ``transaction``."""
        return self._desk.connection

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """Return what opening and working found worth telling, oldest first."""
        return tuple(self._notices)

    # --- work ---

    def transaction(self) -> UnitOfWork:
        """Return a transaction of the member; only one at a time."""
        return UnitOfWork(self._desk, self._remember)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give the connection for reading, with its errors in the ledger's own words."""
        with translate_errors(self.folder / files.DATABASE):
            yield self.connection

    def verify_audit(self, *, everything: bool, on_progress: Callable[[int], None] | None = None) -> Verified:
        """Check the trail (all, or since the last checkpoint) and the anchors. Raises ``AuditBroken``."""
        since = None if everything else newest_checkpoint(self.connection)
        with self.reading() as connection:
            verified = verify(connection, since=since, erased=self._journal.erased(), on_progress=on_progress)
            self._compare_anchors()
        return verified

    def verify_in_slices(self) -> Generator[int, None, Verified]:
        """Check the whole trail and the anchors as ``verify_audit`` does, giving the ledger back after each slice."""
        with self.reading() as connection:
            verified = yield from verify_in_slices(connection, self._journal.erased())
            self._compare_anchors()
        return verified

    def back_up(self, target: Path | None = None) -> BackupMade:
        """Make a verified backup; in the ledger's own folder the older ones are thinned out afterwards."""
        made = make_backup(self._desk, self._key_file, target)
        if target is None:
            try:
                rotate(self.folder / files.BACKUPS, self._desk.clock(), made.path)
            except StorageError:
                self.note("backups_not_thinned")
        return made

    def scrub(self, erase: Erase) -> Iterator[BackupSeen]:
        """Write the file anew, then every managed backup without what ``erase`` takes away, one per step.

        After an erasure: no free part of a page holds what was deleted. Slow for a large file; nothing else is done on
        the way. Raises ``DiskFull``, when the file is as before.
        """
        with self.reading() as connection:
            unguard(connection)
            try:
                write_anew(connection)
            finally:
                guard(connection)
        yield from rewrite_managed(self._desk, newest_version(self._environment.migrations), erase)

    # --- people ---

    def add_member(self, name: str, role: Role, passphrase: str) -> StaffMember:
        """Add a member with a slot of their own (manager only). Slow on purpose.

        Raises ``RoleForbidden``, ``WeakPassphrase``, ``NameTaken``, ``TextMissing`` or ``TextTooLong``.
        """
        require(self.member.role, Operation.MANAGE_STAFF)
        shown = required_text(name, "name")
        check_passphrase(passphrase, about=(shown,))
        if self._key_file.slot_named(shown) is not None:
            raise NameTaken(kind="staff")
        identity = new_identity(shown)
        slot = make_slot(self.vault_id, identity, normal_form(passphrase), self._environment.kdf_rules.write)
        before = self._key_file
        # the slot first: without a row in the database it opens nothing and the next opening removes it
        self._write_slots((*before.slots, self._sealed(slot)))
        try:
            with self.transaction() as unit:
                return enrol(unit, identity, role)
        except BaseException:
            self._write_slots(before.slots)
            raise

    def confirm_passphrase(self, passphrase: str) -> None:
        """Raise ``WrongPassphrase`` unless it is the member's own. Slow; no SQL, so any thread may ask."""
        self._open_own(self.member.id, passphrase)

    def confirm_recovery_code(self, code: str) -> None:
        """Raise ``WrongPassphrase`` unless the retyped code opens the recovery slot."""
        self._open_own(RECOVERY_ID, code)

    def change_passphrase(self, old: str, new: str) -> None:
        """Lock the member's own keys with another passphrase; the data key stays. Raises as ``add_member``."""
        self.confirm_passphrase(old)
        check_passphrase(new, about=(self.member.name,))
        self._rewrap(normal_form(new))

    def _open_own(self, staff_id: StaffId, passphrase: str) -> None:
        slot = self._key_file.slot_of(staff_id)
        if slot is None:
            raise UnknownMember
        secret = normal_form(read_recovery_code(passphrase) if staff_id == RECOVERY_ID else passphrase)
        open_slot(self.vault_id, slot, secret, self._environment.kdf_rules)

    def _rewrap(self, secret: bytes) -> None:
        mine = make_slot(self.vault_id, self._desk.identity, secret, self._environment.kdf_rules.write)
        self._write_slots(tuple(self._sealed(mine) if slot.id == mine.id else slot for slot in self._key_file.slots))

    def _sealed(self, slot: Slot) -> Slot:
        return seal_data_key(self.vault_id, slot, self._key_file.generation, self._data_key)

    def _write_slots(self, slots: tuple[Slot, ...]) -> None:
        before = self._key_file
        written = keyfile.authenticate(
            self.vault_id, before.generation, slots, self._data_key, serial=before.serial + 1
        )
        keyfile.save(self.folder, written)
        self._key_file = written

    # --- the end ---

    def close(self) -> None:
        """Empty the log into the database, write the anchor durably, forget the keys, give the lock back."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            with contextlib.suppress(DatabaseError):  # a full disk: all commits are in the log, nothing is lost
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                checkpoint(self.connection)
                self._anchors.write(self._anchor(head(self.connection)), durable=True)
        finally:
            self._data_key = b""
            # keys that fit nothing: a mistaken use after closing signs and opens nothing
            self._desk = replace(self._desk, identity=new_identity("", self.member.id))
            self.connection.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- opening, after the database answered to the key (security.md 5.4) ---

    def prepare(self, *, accept_rollback: bool) -> None:
        """Migrate, read through, compare the anchor, refuse all changes of the schema, then apply the journal.

        Called once by ``open_vault``. Raises any ``StorageError``.
        """
        old, new = migrate(self.connection, before=self._back_up_first, migrations=self._environment.migrations)
        path = self.folder / files.DATABASE
        checkpoint(self.connection)
        if path.stat().st_size <= INTEGRITY_LIMIT_BYTES:
            check_integrity(self.connection, path)
        broken = self._check_anchors(accept_rollback=accept_rollback)
        guard(self.connection)
        self._tidy_key_file()
        self._record_opening(old, new, broken)
        self._apply_journal()  # writes an entry, so only now: a new anchor would hide what the old one shows
        if shutil.disk_usage(self.folder).free < FREE_BYTES:
            self.note("disk_nearly_full")

    def note(self, code: str, **data: ErrorValue) -> None:
        """Keep something worth telling; the same code once."""
        if all(notice.code != code for notice in self._notices):
            self._notices.append(Notice(code, data))

    def strengthen(self, passphrase: str) -> None:
        """Lock the member's slot again if it is cheaper to guess than what is written today. Slow when it does."""
        slot, policy = self._key_file.slot_of(self.member.id), self._environment.kdf_rules.write
        if slot is not None and slot.policy.memory_kib * slot.policy.iterations < policy.memory_kib * policy.iterations:
            is_recovery = self.member.id == RECOVERY_ID
            self._rewrap(normal_form(read_recovery_code(passphrase) if is_recovery else passphrase))

    def _back_up_first(self) -> None:
        self.back_up()

    def _apply_journal(self) -> None:
        self._journal = journal.read(self.folder / files.JOURNAL, self.connection, self.vault_id)
        known = int(self.connection.execute("SELECT journal_lines FROM vault").fetchone()[0])
        if self._journal.count < known:
            self.note("journal_shortened", missing=known - self._journal.count)
        refused = (*self._journal.refused, *self._carry_out_journal(known))
        if refused:
            numbers = tuple(str(line.number) for line in refused)
            self.note("journal_refused", lines=numbers, why=tuple(line.why for line in refused))

    def _carry_out_journal(self, known: int) -> tuple[journal.RefusedLine, ...]:
        if not self._journal.lines:
            return ()
        applied = journal.Applied(0, ())
        with contextlib.suppress(_NothingToKeep), self.transaction() as unit:
            applied = journal.apply(unit.db, self._journal, self._environment.appliers)
            if not applied.rows:
                raise _NothingToKeep
            unit.db.execute("UPDATE vault SET journal_lines = ?", (max(known, len(self._journal.lines)),))
            unit.audit(AuditAction.JOURNAL_APPLIED, None, {"rows": applied.rows})
        if applied.rows:
            self.note("journal_applied", rows=applied.rows)
        return applied.refused

    def _check_anchors(self, *, accept_rollback: bool) -> AuditBroken | None:
        try:
            if not self._compare_anchors():
                self.note("anchor_missing")
        except AuditBroken as broken:
            if not accept_rollback:
                raise
            require(self.member.role, Operation.VERIFY)
            return broken
        return None

    def _tidy_key_file(self) -> None:
        self._repair_key_file()
        known = public_keys(self.connection)
        slots = self._key_file.slots
        kept = tuple(slot for slot in slots if slot.id in known)
        if any(known[slot.id] != (slot.signing_key, slot.sealing_key) for slot in kept):
            self.note("key_file_differs")
        if kept != slots:
            self._write_slots(kept)  # a member half-added when the program was stopped
            self.note("key_file_pruned", slots=len(slots) - len(kept))

    def _repair_key_file(self) -> None:
        damaged = keyfile.damaged_copies(self.folder, self._key_file)
        if not damaged:
            return
        is_repaired = False
        with contextlib.suppress(StorageError):  # a full disk: nothing is written over that could not be kept
            if keyfile.set_aside(self.folder, self._key_file, self._data_key):
                self.note("key_file_set_aside", file=files.KEYS_OLD)
            is_repaired = keyfile.repair(self.folder, self._key_file, damaged)
        self.note("key_file_repaired" if is_repaired else "key_file_not_repaired", files=damaged)

    def _record_opening(self, old: int, new: int, broken: AuditBroken | None) -> None:
        if old < new:
            with self.transaction() as unit:
                unit.audit(AuditAction.LEDGER_MIGRATED, None, {"from": old, "to": new})
            self.note("migrated", old=old, new=new)
        if broken is not None:
            with self.transaction() as unit:
                unit.audit(AuditAction.LEDGER_VERIFIED, None, {"accepted": str(broken.data["why"])})
            self.note("rollback_accepted", seq=broken.data["seq"])

    def _remember(self, newest: Head) -> None:
        if not self._anchors.write(self._anchor(newest)):
            self.note("anchor_not_written")

    def _anchor(self, newest: Head) -> Anchor:
        return Anchor(self.vault_id, self._key_file.generation, newest.seq, newest.hash)

    def _compare_anchors(self) -> bool:
        found = self._anchors.read(self.vault_id)
        newest = head(self.connection)
        compare(found, self._key_file.generation, newest.seq, lambda seq: hash_at(self.connection, seq))
        return bool(found)
