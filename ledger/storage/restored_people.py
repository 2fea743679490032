"""Who may open a restored ledger: whoever works here today, never who worked here when the backup was made."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ledger.domain.ids import StaffId
from ledger.domain.instants import from_text
from ledger.domain.staff import Role, StaffMember
from ledger.storage.backup import Manifest
from ledger.storage.database import Connection
from ledger.storage.members import change_role, enrol, member_of, public_keys, remove, replace_recovery
from ledger.storage.slots import RECOVERY_ID, Slot
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
        allowed = {now.identity.id, RECOVERY_ID, *keep}
        slots = tuple(slot for slot in manifest.slots if slot.id in allowed)
        return Staying(_members(backup, slots), slots, None)
    slots = tuple(replace(slot, sealed={}) for slot in now.unlocked.key_file.slots)
    if now.connection is None:
        # Only the key file is left, and it knows no roles: who came after the backup comes back as staff.
        return Staying({slot.id: _by_slot(backup, slot) for slot in slots if slot.id != RECOVERY_ID}, slots, None)
    members, known = _members(now.connection, slots), public_keys(now.connection)
    kept = tuple(_with_keys(slot, known[slot.id]) for slot in slots if slot.id in known)
    return Staying(members, kept, member_of(now.connection, RECOVERY_ID))


def _with_keys(slot: Slot, keys: tuple[bytes, bytes]) -> Slot:
    # those of the database, never of the file: somebody may have put others there
    return replace(slot, signing_key=keys[0], sealing_key=keys[1])


def _members(connection: Connection, slots: tuple[Slot, ...]) -> dict[StaffId, StaffMember]:
    found = (member_of(connection, slot.id) for slot in slots if slot.id != RECOVERY_ID)
    return {one.id: one for one in found if one is not None and one.removed_at is None}


def _by_slot(backup: Connection, slot: Slot) -> StaffMember:
    known = member_of(backup, slot.id)
    role = Role.STAFF if known is None else known.role
    added_at = from_text(backup.execute("SELECT created_at FROM vault").fetchone()[0])
    return StaffMember(slot.id, slot.name, role, slot.signing_key, slot.sealing_key, added_at)


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
