"""Staff accounts: added, changed and removed by a manager who has just proved to be there.

Each account has a passphrase of its own. A removal writes the whole ledger under a new data key, so it takes as long as
a backup; on the ledger's thread, with nothing beside it.
"""

from ledger.domain.ids import StaffId
from ledger.domain.staff import Operation, Role, StaffMember
from ledger.services.session import Session
from ledger.storage import staff
from ledger.storage.rekeying import Progress


def add(session: Session, name: str, role: Role, passphrase: str) -> StaffMember:
    """Add a member. Slow on purpose (Argon2id).

    Raises ``RoleForbidden``, ``ConfirmationNeeded``, ``WeakPassphrase`` or ``NameTaken``.
    """
    _require(session)
    return session.vault.add_member(name, role, passphrase)


def remove(session: Session, staff_id: StaffId, on_progress: Progress | None = None) -> None:
    """Remove a member for good: their passphrase and every copy of their key file open nothing any more.

    A verified backup is made first. After a manager the backups are sealed again. ``on_progress`` hears hundredths,
    and may raise to give up: then nothing has happened. Raises ``RoleForbidden``, ``ConfirmationNeeded``,
    ``UnknownMember``, ``LastManager``, ``OwnAccount``, ``DiskFull`` before anything is done, or what copying raises.
    """
    _require(session)
    session.vault.remove_member(staff_id, on_progress)


def change_role(session: Session, staff_id: StaffId, role: Role) -> None:
    """Give a member another role. Raises as ``remove``."""
    _require(session)
    session.vault.change_role(staff_id, role)


def rotate_keys(session: Session, on_progress: Progress | None = None) -> None:
    """Write the ledger under a new data key for the same people: somebody may have got hold of the old one.

    Raises as ``remove``.
    """
    _require(session)
    session.vault.rotate(on_progress)


def members(session: Session) -> tuple[StaffMember, ...]:
    """Return every account, removed ones too."""
    return staff.members(session.db)


def change_passphrase(session: Session, old: str, new: str) -> None:
    """Change the member's own passphrase. Raises ``WrongPassphrase`` or ``WeakPassphrase``. Slow on purpose."""
    session.vault.change_passphrase(old, new)


def _require(session: Session) -> None:
    session.require(Operation.MANAGE_STAFF)
    session.require_confirmed(Operation.MANAGE_STAFF)
