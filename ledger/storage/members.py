"""Who works with the ledger: rows of the database, made together with the entry that proves them."""

from ledger.domain.audit import AuditAction
from ledger.domain.ids import StaffId
from ledger.domain.instants import from_text, to_text
from ledger.domain.staff import Role, StaffMember
from ledger.storage.database import Connection
from ledger.storage.slots import RECOVERY_ID, Identity
from ledger.storage.unit_of_work import UnitOfWork


def enrol(unit: UnitOfWork, identity: Identity | StaffMember, role: Role) -> StaffMember:
    """Add a member and put id, role and public keys on the trail, so that signatures can be checked for ever."""
    member = StaffMember(
        identity.id, identity.name, role, identity.signing_key, identity.sealing_key, added_at=unit.now
    )
    unit.db.execute(
        "INSERT INTO staff (id, name, role, signing_key, sealing_key, added_at) VALUES (?, ?, ?, ?, ?, ?)",
        (member.id, member.name, role.value, member.signing_key, member.sealing_key, to_text(unit.now)),
    )
    unit.audit(AuditAction.STAFF_ADDED, None, _proof(identity, role))
    return member


def enrol_recovery(unit: UnitOfWork, identity: Identity) -> None:
    """Add the recovery sheet: a key holder with a manager's powers and no name."""
    unit.db.execute(
        "INSERT INTO recovery (id, signing_key, sealing_key, added_at) VALUES (1, ?, ?, ?)",
        (identity.signing_key, identity.sealing_key, to_text(unit.now)),
    )
    unit.audit(AuditAction.RECOVERY_ADDED, None, _proof(identity, Role.MANAGER))


def remove(unit: UnitOfWork, staff_id: StaffId) -> None:
    """Mark a member as gone; the row and the keys stay, because what they signed must be checked for ever."""
    unit.db.execute("UPDATE staff SET removed_at = ? WHERE id = ?", (to_text(unit.now), staff_id))
    unit.audit(AuditAction.STAFF_REMOVED, None, {"id": staff_id})


def change_role(unit: UnitOfWork, staff_id: StaffId, role: Role) -> None:
    """Give a member another role from this entry on."""
    unit.db.execute("UPDATE staff SET role = ? WHERE id = ?", (role.value, staff_id))
    unit.audit(AuditAction.ROLE_CHANGED, None, {"id": staff_id, "role": role.value})


def replace_recovery(unit: UnitOfWork, identity: Identity | StaffMember) -> None:
    """Put another recovery sheet in the place of the one before."""
    unit.db.execute(
        "UPDATE recovery SET signing_key = ?, sealing_key = ?, added_at = ?",
        (identity.signing_key, identity.sealing_key, to_text(unit.now)),
    )
    unit.audit(AuditAction.RECOVERY_REPLACED, None, _proof(identity, Role.MANAGER))


def _proof(identity: Identity | StaffMember, role: Role) -> dict[str, str]:
    return {
        "id": identity.id,
        "role": role.value,
        "signing_key": identity.signing_key.hex(),
        "sealing_key": identity.sealing_key.hex(),
    }


def member_of(connection: Connection, staff_id: StaffId) -> StaffMember | None:
    """Return a member, removed or not; the recovery sheet is a manager without a name."""
    if staff_id == RECOVERY_ID:
        row = connection.execute(
            "SELECT NULL, 'MANAGER', signing_key, sealing_key, added_at, NULL FROM recovery"
        ).fetchone()
    else:
        row = connection.execute(
            "SELECT name, role, signing_key, sealing_key, added_at, removed_at FROM staff WHERE id = ?", (staff_id,)
        ).fetchone()
    if row is None:
        return None
    name, role, signing_key, sealing_key, added_at, removed_at = row
    removed = from_text(removed_at) if removed_at else None
    return StaffMember(staff_id, name or "", Role(role), signing_key, sealing_key, from_text(added_at), removed)


def count_managers(connection: Connection) -> int:
    """Return how many managers work here now; the recovery sheet is not one."""
    row = connection.execute("SELECT count(*) FROM staff WHERE role = 'MANAGER' AND removed_at IS NULL").fetchone()
    return int(row[0])


def roles(connection: Connection) -> dict[str, Role]:
    """Return the role of everybody who may hold a slot, by id."""
    rows = connection.execute("SELECT id, role FROM staff WHERE removed_at IS NULL").fetchall()
    return {RECOVERY_ID: Role.MANAGER, **{str(row[0]): Role(row[1]) for row in rows}}


def public_keys(connection: Connection) -> dict[str, tuple[bytes, bytes]]:
    """Return signing and sealing key of everybody who may hold a slot, by id: the authority over the key file."""
    rows = connection.execute("SELECT id, signing_key, sealing_key FROM staff WHERE removed_at IS NULL").fetchall()
    recovery = connection.execute("SELECT ?, signing_key, sealing_key FROM recovery", (RECOVERY_ID,)).fetchall()
    return {str(row[0]): (bytes(row[1]), bytes(row[2])) for row in (*rows, *recovery)}
