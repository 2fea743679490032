"""Who may open the ledger, seen from inside: members added, passphrases confirmed and changed (``security.md`` 5.2)."""

from ledger.domain.audit import AuditAction
from ledger.domain.errors import NameTaken, UnknownMember
from ledger.domain.ids import StaffId
from ledger.domain.staff import Operation, Role, StaffMember, require
from ledger.domain.text import required_text
from ledger.storage import keyfile, sign_ins
from ledger.storage.keyfile import KeyFile
from ledger.storage.members import enrol
from ledger.storage.passphrase import check_passphrase, normal_form, read_recovery_code
from ledger.storage.slots import RECOVERY_ID, Slot, make_slot, new_identity, open_slot, seal_data_key
from ledger.storage.vault_core import VaultCore


class VaultMembers(VaultCore):
    """The part of an open ledger that knows its people."""

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
        slot = make_slot(self.vault_id, identity, normal_form(passphrase), self._environment.kdf_rules.write, role)
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
        """Lock the member's own keys with another passphrase; the data key stays. Raises as ``add_member``.

        Whatever is raised, the old passphrase is the one that opens.
        """
        self.confirm_passphrase(old)
        check_passphrase(new, about=(self.member.name,))
        key_file = self._rewrapped(normal_form(new))
        with keyfile.saved_after(self.folder, key_file), self.transaction() as unit:
            unit.audit(AuditAction.SLOT_CHANGED, None, {})
        self._key_file = key_file

    def strengthen(self, passphrase: str) -> None:
        """Lock the member's slot again if it is cheaper to guess than what is written today. Slow when it does."""
        slot, policy = self._key_file.slot_of(self.member.id), self._environment.kdf_rules.write
        if slot is not None and slot.policy.memory_kib * slot.policy.iterations < policy.memory_kib * policy.iterations:
            is_recovery = self.member.id == RECOVERY_ID
            self._rewrap(normal_form(read_recovery_code(passphrase) if is_recovery else passphrase))

    def _open_own(self, staff_id: StaffId, passphrase: str) -> None:
        slot = self._key_file.slot_of(staff_id)
        if slot is None:
            raise UnknownMember
        secret = normal_form(read_recovery_code(passphrase) if staff_id == RECOVERY_ID else passphrase)
        rules, clock = self._environment.kdf_rules, self._desk.clock
        sign_ins.tried(self.folder, slot.id, clock, lambda: open_slot(self.vault_id, slot, secret, rules))

    def _rewrapped(self, secret: bytes) -> KeyFile:
        policy, role = self._environment.kdf_rules.write, self.member.role
        mine = make_slot(self.vault_id, self._desk.identity, secret, policy, role)
        return self._with_slots(
            tuple(self._sealed(mine) if slot.id == mine.id else slot for slot in self._key_file.slots)
        )

    def _rewrap(self, secret: bytes) -> None:
        self._write_slots(self._rewrapped(secret).slots)

    def _sealed(self, slot: Slot) -> Slot:
        return seal_data_key(self.vault_id, slot, self._key_file.generation, self._data_key)
