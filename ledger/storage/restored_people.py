"""Who may open a restored ledger: whoever works here today, never who worked here when the backup was made."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ledger.domain.ids import StaffId
from ledger.domain.staff import Role, StaffMember
from ledger.storage.backup_manifest import Manifest
from ledger.storage.database import Connection
from ledger.storage.members import change_role, enrol, member_of, public_keys, remove, replace_recovery
from ledger.storage.shop import begun_at
from ledger.storage.slots import RECOVERY_ID, Slot, new_identity, with_keys
from ledger.storage.standing import Standing
from ledger.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Staying:
    """Members who may open the restored ledger, by id, and their slots without any data key."""

    members: Mapping[StaffId, StaffMember]
    slots: tuple[Slot, ...]
    sheet: StaffMember | None  # the recovery sheet that holds today, where another one than in the backup may hold


def staying(now: Standing, manifest: Manifest, backup: Connection, keep: Collection[str]) -> Staying:
    """Return who stays: today's members where a ledger or its key file tells; else who restores, and ``keep``."""
    if now.unlocked is None:
        allowed, known = {now.identity.id, RECOVERY_ID, *keep}, public_keys(backup)
        # Anybody who could sign a backup could put keys of their own beside a name, the sheet's too. One that came
        # after the backup goes as well: another has to be made.
        slots = tuple(slot for slot in manifest.slots if slot.id in allowed and known.get(slot.id) == _keys_of(slot))
        has_sheet = any(slot.id == RECOVERY_ID for slot in slots)
        return _staying(_members(backup, slots), slots, None if has_sheet else _no_sheet(backup))
    left = _left(backup)
    slots = tuple(replace(slot, sealed={}) for slot in now.unlocked.key_file.slots if slot.id not in left)
    if now.connection is None:
        people = {slot.id: _by_slot(backup, slot) for slot in slots if slot.id != RECOVERY_ID}
        sheets = [_by_slot(backup, slot) for slot in slots if slot.id == RECOVERY_ID]
        return _staying(people, slots, sheets[0] if sheets else None)
    members, known = _members(now.connection, slots), public_keys(now.connection)
    kept = tuple(with_keys(slot, known[slot.id]) for slot in slots if slot.id in known)
    return _staying(members, kept, member_of(now.connection, RECOVERY_ID))


def _staying(people: Mapping[StaffId, StaffMember], slots: tuple[Slot, ...], sheet: StaffMember | None) -> Staying:
    told = {who: one.role for who, one in people.items()} | {RECOVERY_ID: Role.MANAGER}
    return Staying(people, tuple(replace(slot, role=told[slot.id]) for slot in slots), sheet)


def _no_sheet(backup: Connection) -> StaffMember:
    # Keys that nobody has: the sheet in the backup was given up later, and must not open what is sealed from now on.
    nobody = new_identity("", RECOVERY_ID)
    return StaffMember(RECOVERY_ID, "", Role.MANAGER, nobody.signing_key, nobody.sealing_key, begun_at(backup))


def _keys_of(slot: Slot) -> tuple[bytes, bytes]:
    return slot.signing_key, slot.sealing_key


def _left(backup: Connection) -> frozenset[str]:
    # a ledger or a key file older than the backup may not know it; nobody comes back under the same id
    rows = backup.execute("SELECT id FROM staff WHERE removed_at IS NOT NULL").fetchall()
    return frozenset(str(row[0]) for row in rows)


def _members(connection: Connection, slots: tuple[Slot, ...]) -> dict[StaffId, StaffMember]:
    found = (member_of(connection, slot.id) for slot in slots if slot.id != RECOVERY_ID)
    return {one.id: one for one in found if one is not None and one.removed_at is None}


def _by_slot(backup: Connection, slot: Slot) -> StaffMember:
    # Only the key file is left, whose word on roles is of today. One of before it had any knows nobody's: who came
    # after the backup comes back as staff.
    known = member_of(backup, slot.id)
    role = slot.role or (Role.STAFF if known is None else known.role)
    return StaffMember(slot.id, slot.name, role, slot.signing_key, slot.sealing_key, begun_at(backup))


def settle(unit: UnitOfWork, wanted: Staying) -> None:
    """Make the members of a restored copy those who stay, each change with its entry on the trail."""
    known = {StaffId(row[0]) for row in unit.db.execute("SELECT id FROM staff WHERE removed_at IS NULL").fetchall()}
    for staff_id in sorted(known - set(wanted.members)):
        remove(unit, staff_id)
    for staff_id, member in wanted.members.items():
        if staff_id not in known:
            enrol(unit, member, member.role)
        elif (before := member_of(unit.db, staff_id)) is not None and before.role is not member.role:
            change_role(unit, staff_id, member.role)
    sheet, before = wanted.sheet, member_of(unit.db, RECOVERY_ID)
    if sheet is not None and before is not None and sheet.signing_key != before.signing_key:
        replace_recovery(unit, sheet)
