"""An open ledger: transactions, members, backups and checks, until it is closed (``security.md`` 5.2 to 5.6).

Made by ``vault.create_vault`` and ``vault.open_vault``.
"""

import contextlib
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from types import TracebackType
from typing import Self

from ledger.domain.audit import AuditAction
from ledger.domain.errors import AuditBroken, KeyFileDiffers, StorageError
from ledger.domain.staff import Operation, Role, require
from ledger.storage import folder as files
from ledger.storage import journal, keyfile, rekeying
from ledger.storage.anchor import compare
from ledger.storage.audit_log import AuditWriter, hash_at, head, newest_checkpoint
from ledger.storage.audit_verify import Verified, verify, verify_in_slices
from ledger.storage.backup_rewriting import BackupSeen, Erase, rewrite_managed
from ledger.storage.damaged_kept import drop_damaged
from ledger.storage.database import (
    INTEGRITY_LIMIT_BYTES,
    Connection,
    DatabaseError,
    check_integrity,
    checkpoint,
    guard,
    unguard,
    write_anew,
)
from ledger.storage.members import public_keys, roles
from ledger.storage.migrations import migrate, newest_version
from ledger.storage.restored import still_counting
from ledger.storage.slots import Slot, new_identity, with_keys
from ledger.storage.vault_core import Notice, Place, VaultEnvironment
from ledger.storage.vault_rotation import VaultRotation

__all__ = ["Notice", "Place", "Vault", "VaultEnvironment"]

FREE_BYTES = 200 * 1024 * 1024  # below this the shop is warned


def _as_known(connection: Connection, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    keys, role = public_keys(connection), roles(connection)
    known = (slot for slot in slots if slot.id in keys)
    return tuple(replace(with_keys(slot, keys[slot.id]), role=role[slot.id]) for slot in known)


class _NothingToKeep(Exception):
    """No error: it takes back a transaction that changed nothing."""


class Vault(VaultRotation):
    """An open ledger and the member who opened it. All of it belongs to one thread."""

    def verify_audit(self, *, everything: bool, on_progress: Callable[[int], None] | None = None) -> Verified:
        """Check the trail (all, or since the last checkpoint) and the anchors. Raises ``AuditBroken``."""
        since = None if everything else newest_checkpoint(self.connection)
        with self.reading() as connection:
            verified = verify(connection, since=since, erased=self._journal.erased(), on_progress=on_progress)
            self._compare_anchors()
        return verified

    def verify_in_slices(self) -> Generator[int, None, Verified]:
        """Check the whole trail and the anchors as ``verify_audit`` does, giving the ledger back after each slice."""
        while True:
            with self.reading() as connection:
                try:
                    verified = yield from verify_in_slices(connection, self._journal.erased())
                except DatabaseError:
                    if connection is self.connection:
                        raise
                    continue  # the data key was changed between two slices: all over again, in the new file
                self._compare_anchors()
            return verified

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
        drop_damaged(self.folder)  # what a salvage left behind holds what was just taken away
        yield from rewrite_managed(self._desk, newest_version(self._environment.migrations), erase)

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
        """Read through, compare the anchor, migrate, refuse all changes of the schema, then apply the journal.

        Called once by ``open_vault``. Raises any ``StorageError``; a copy that is refused was not migrated either.
        """
        path, known = self.folder / files.DATABASE, self._environment.migrations
        checkpoint(self.connection)
        if path.stat().st_size <= INTEGRITY_LIMIT_BYTES:
            check_integrity(self.connection, path)
        broken = self._check_anchors(accept_rollback=accept_rollback)
        planted = self._planted_keys()
        old, new = migrate(self.connection, before=self.back_up, after=self._put_on_trail, migrations=known)
        guard(self.connection)
        self._finish_rotation()
        self._tidy_key_file(planted)
        self._record_opening(old, new, broken)
        self._apply_journal()  # writes an entry, so only now: a new anchor would hide what the old one shows
        if self.member.role is Role.MANAGER:
            self.seal_backups_again(is_opening=True)
        if shutil.disk_usage(self.folder).free < FREE_BYTES:
            self.note("disk_nearly_full")

    def _put_on_trail(self, old: int, new: int) -> None:
        # within the transaction of the migration: whoever is stopped has both or neither
        newest, clock, identity = head(self.connection), self._desk.clock(), self._desk.identity
        writer = AuditWriter(self.connection, newest, identity.id, max(clock, newest.at or clock))
        writer.append(AuditAction.LEDGER_MIGRATED, None, {"from": old, "to": new})
        writer.sign(self.vault_id, identity.signing)

    def _apply_journal(self) -> None:
        path = self.folder / files.JOURNAL
        known = int(self.connection.execute("SELECT journal_lines FROM vault").fetchone()[0])
        journal.drop_torn(path, known)
        self._journal = journal.read(path, self.connection, self.vault_id)
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

    def _finish_rotation(self) -> None:
        rekeying.drop_copy(self.folder / files.DATABASE_ROTATE)
        if not self._was_stopped:
            return
        self.note("rotation_stopped")
        self._anchors.write(self._anchor(head(self.connection)), durable=True)
        with contextlib.suppress(StorageError):  # a full disk: both keys stay in the file until the next opening
            keyfile.save(self.folder, self._key_file)
            self._was_stopped = False

    def _planted_keys(self) -> frozenset[str]:
        """Return whose keys in the file are not those of the ledger; only a manager goes on then, to mend it."""
        known = public_keys(self.connection)
        planted = frozenset(
            slot.id
            for slot in self._key_file.slots
            if slot.id in known and known[slot.id] != (slot.signing_key, slot.sealing_key)
        )
        if planted and self.member.role is not Role.MANAGER:
            raise KeyFileDiffers
        return planted

    def _tidy_key_file(self, planted: frozenset[str]) -> None:
        """Make the key file say what the ledger says of people: the ledger is the authority (``security.md`` 5.2)."""
        if not self._was_stopped:
            self._repair_key_file()
        slots = self._key_file.slots
        right = _as_known(self.connection, slots)
        if planted:
            key_file = self._with_slots(right)
            with keyfile.saved_after(self.folder, key_file), self.transaction() as unit:
                unit.audit(AuditAction.LEDGER_VERIFIED, None, {"accepted": "key_file"})
            self._key_file = key_file
            self.note("key_file_differs")
        elif len(right) < len(slots):
            self._write_slots(right)  # a member half-added when the program was stopped
        elif right != slots:  # a role changed just before a kill, or a file of before it held any
            with contextlib.suppress(StorageError):
                self._write_slots(right)
        if len(right) < len(slots):
            self.note("key_file_pruned", slots=len(slots) - len(right))

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
            self._remember(head(self.connection))
            self.note("migrated", old=old, new=new)
        if broken is not None:
            with self.transaction() as unit:
                unit.audit(AuditAction.LEDGER_VERIFIED, None, {"accepted": str(broken.data["why"])})
            self.note("rollback_accepted", seq=broken.data["seq"])

    def _compare_anchors(self) -> bool:
        generation, newest = self._key_file.generation, head(self.connection)
        found = self._anchors.read(self.vault_id)
        honest = still_counting(self.connection, found, generation)
        compare(honest, generation, newest.seq, lambda seq: hash_at(self.connection, seq))
        return bool(found)
