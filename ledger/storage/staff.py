"""Staff accounts as the database knows them: the authority over roles and public keys."""

from ledger.domain.ids import StaffId
from ledger.domain.instants import from_text
from ledger.domain.staff import Role, StaffMember
from ledger.storage.database import Connection

_COLUMNS = "id, name, role, signing_key, sealing_key, added_at, removed_at"


def members(db: Connection) -> tuple[StaffMember, ...]:
    """Return every account, removed ones too, in the order they were added."""
    return tuple(_member(row) for row in db.execute(f"SELECT {_COLUMNS} FROM staff ORDER BY added_at, id"))


def names(db: Connection) -> dict[StaffId, str]:
    """Return the names to show for staff ids."""
    return {member.id: member.name for member in members(db)}


def _member(row: tuple[str, str | None, str, bytes, bytes, str, str | None]) -> StaffMember:
    staff_id, name, role, signing_key, sealing_key, added_at, removed_at = row
    return StaffMember(
        StaffId(staff_id),
        name or "",
        Role(role),
        signing_key,
        sealing_key,
        from_text(added_at),
        from_text(removed_at) if removed_at else None,
    )
