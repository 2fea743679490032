"""Who may open the ledger no longer: members removed or demoted, another recovery sheet, a new data key.

Source: ``security.md`` 5.3. Whoever had the data key keeps it for good, so a removal writes the whole ledger under
another one. The removal and the swap are one step: after a kill somebody is still in with the old key or out with the
new one. What managers alone may open, the backups, is sealed again after one of them has left.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace

from ledger.domain.audit import AuditAction
from ledger.domain.errors import LastManager, OwnAccount, StorageError, UnknownMember
from ledger.domain.ids import StaffId
from ledger.domain.staff import Operation, Role, StaffMember, require
from ledger.storage import folder as files
from ledger.storage import journal, keyfile, members, rekeying
from ledger.storage.anchor import Anchor
from ledger.storage.audit_log import Head
from ledger.storage.backup_sealing import seal_again
from ledger.storage.damaged_kept import drop_damaged
from ledger.storage.database import KEY_BYTES, DatabaseError, checkpoint, connect, guard
from ledger.storage.keyfile import KeyFile
from ledger.storage.passphrase import new_recovery_code, normal_form, read_recovery_code, show_recovery_code
from ledger.storage.rekeying import Progress
from ledger.storage.slots import RECOVERY_ID, Slot, make_slot, new_identity
from ledger.storage.unit_of_work import UnitOfWork
from ledger.storage.vault_members import VaultMembers

_WHOLE, _COPYING = 100, 90  # hundredths; the rest is proving the copy and what is written into it

Write = Callable[[UnitOfWork], None]


def _nothing_else(_: UnitOfWork) -> None: ...


class VaultRotation(VaultMembers):
    """The part of an open ledger that shuts people out. It stays open and usable, on the new file."""

    def rotate(self, on_progress: Progress | None = None) -> None:
        """Write the ledger under a new data key, for the same people (manager). Slow: 2 s per 100 MB.

        A verified backup is made first. ``on_progress`` hears hundredths; what it raises stops the work, and nothing
        has happened. Raises ``RoleForbidden``, ``DiskFull`` before anything is done, or what copying raises.
        """
        require(self.member.role, Operation.MANAGE_STAFF)
        self._rotate(_nothing_else, on_progress=on_progress)

    def remove_member(self, staff_id: StaffId, on_progress: Progress | None = None) -> None:
        """Remove a member and rotate the data key in one step; their key file opens nothing any more.

        Raises as ``rotate``, and ``UnknownMember``, ``LastManager`` or ``OwnAccount``.
        """
        leaving = self._somebody_else(staff_id)
        self.require_room()
        self._sign_for(staff_id)
        self._rotate(lambda unit: members.remove(unit, staff_id), leaving=staff_id, on_progress=on_progress)
        if leaving.role is Role.MANAGER:
            self.seal_backups_again()

    def change_role(self, staff_id: StaffId, role: Role) -> None:
        """Give a member another role, on the trail. Raises as ``remove_member``.

        The data key stays: staff hold it too. The backups are sealed again when somebody is no manager any more.
        """
        member = self._somebody_else(staff_id, keep=role is Role.MANAGER)
        if member.role is role:
            return
        if role is not Role.MANAGER:
            self._sign_for(staff_id)
            self.back_up()  # one that is good, before others may have to go
        key_file = self._with_slots(
            tuple(replace(slot, role=role) if slot.id == staff_id else slot for slot in self._key_file.slots)
        )
        with keyfile.saved_after(self.folder, key_file), self.transaction() as unit:
            members.change_role(unit, staff_id, role)
        self._key_file = key_file
        if role is not Role.MANAGER:
            self.seal_backups_again()

    def replace_recovery(self, also: Write = _nothing_else, on_progress: Progress | None = None) -> str:
        """Make a new recovery sheet and rotate the data key; return the code, which exists nowhere else.

        The sheet before opens neither ledger nor backups any more. ``also`` is written with it. Slow on purpose.
        Raises as ``rotate``, and ``OwnAccount`` for who opened with the sheet that would go.
        """
        require(self.member.role, Operation.MANAGE_STAFF)
        if self.member.id == RECOVERY_ID:
            raise OwnAccount
        self.require_room()
        code, identity = read_recovery_code(new_recovery_code()), new_identity("", RECOVERY_ID)
        slot = make_slot(self.vault_id, identity, normal_form(code), self._environment.kdf_rules.write, Role.MANAGER)

        def write(unit: UnitOfWork) -> None:
            members.replace_recovery(unit, identity)
            also(unit)

        self._sign_for(RECOVERY_ID)
        self._rotate(write, coming=slot, on_progress=on_progress)
        self.seal_backups_again()
        self._back_up_for_sheet()
        return show_recovery_code(code)

    def require_room(self) -> None:
        """Raise ``DiskFull`` unless the ledger can be written once more beside itself."""
        rekeying.require_room(self.folder / files.DATABASE)

    def seal_backups_again(self, *, is_opening: bool = False) -> None:
        """Make the managed backups anew for those who may open them now. Does nothing while all are right.

        What the member cannot open for it is deleted, but not at an opening: another manager may come first. That it
        failed is a notice; the next opening by a manager tries again.
        """
        try:
            is_done = all(list(seal_again(self._desk, self._key_file, keep_closed=is_opening)))
        except (StorageError, DatabaseError, OSError):  # the removal, or the new code, holds all the same
            is_done = False
        if not is_done:
            self.note("backups_not_remade")

    def _back_up_for_sheet(self) -> None:
        # The trails inside the others know the sheet before, so this is the first the new one can be used with.
        try:
            self.back_up()
        except StorageError:  # the code must be shown all the same
            self.note("backup_failed")

    # --- who ---

    def _somebody_else(self, staff_id: StaffId, *, keep: bool = False) -> StaffMember:
        """Return the member to be removed or changed; ``keep``: they are a manager afterwards."""
        require(self.member.role, Operation.MANAGE_STAFF)
        with self.reading() as connection:
            member = None if staff_id == RECOVERY_ID else members.member_of(connection, staff_id)
            if member is None or member.removed_at is not None:
                raise UnknownMember
            if not keep and member.role is Role.MANAGER and members.count_managers(connection) == 1:
                raise LastManager
        if staff_id == self.member.id:
            raise OwnAccount
        return member

    def _sign_for(self, staff_id: StaffId) -> None:
        # before the swap: signed by whoever stays, the orders hold in either ledger
        with self.reading() as connection:
            journal.sign_again(self.folder / files.JOURNAL, connection, self.vault_id, staff_id, self._desk.identity)

    # --- the new key ---

    def _rotate(
        self,
        write: Write,
        *,
        leaving: StaffId | None = None,
        coming: Slot | None = None,
        on_progress: Progress | None = None,
    ) -> None:
        tell: Progress = on_progress or (lambda _hundredths: None)
        self.require_room()
        self.back_up()
        copy, key = self.folder / files.DATABASE_ROTATE, secrets.token_bytes(KEY_BYTES)
        known = members.public_keys(self.connection)
        both, after = rekeying.with_next(self._key_file, self._data_key, key, known, leaving=leaving, coming=coming)
        try:
            with self.reading() as source:
                rekeying.copy_under(source, copy, key, lambda hundredths: tell(hundredths * _COPYING // _WHOLE))
            newest = self._write_into_copy(key, after.generation, write)
            tell(_WHOLE)  # the last moment to stop
            self._swap(key, both, after, newest)
        except BaseException:
            rekeying.drop_copy(copy)
            raise
        drop_damaged(self.folder)  # what a salvage or a restore left behind lies under the key that was given up

    def _write_into_copy(self, key: bytes, generation: int, write: Write) -> Head:
        heads: list[Head] = []
        with rekeying.opened_copy(self.folder / files.DATABASE_ROTATE, key) as connection:
            desk = replace(self._desk, connection=connection)
            with UnitOfWork(desk, heads.append) as unit:
                unit.audit(AuditAction.BACKUP_MADE, None, {"is_managed": True})
                unit.db.execute("UPDATE vault SET generation = ?", (generation,))
                write(unit)
                unit.audit(AuditAction.KEYS_ROTATED, None, {"generation": generation})
        return heads[-1]

    def _swap(self, key: bytes, both: KeyFile, after: KeyFile, newest: Head) -> None:
        anchor = Anchor(self.vault_id, after.generation, newest.seq, newest.hash)
        with self.reading() as connection:
            checkpoint(connection)
        self.connection.close()
        try:
            rekeying.swap_in(
                self.folder,
                now=self._key_file,
                both=both,
                after=after,
                on_swapped=lambda: self._anchors.write(anchor, durable=True),
            )
        except StorageError:
            self._connect_again()
            raise
        self._key_file, self._data_key = after, key
        self._connect_again()

    def _connect_again(self) -> None:
        connection = connect(self.folder / files.DATABASE, self._data_key, is_new=False)
        guard(connection)
        self._desk = replace(self._desk, connection=connection)
