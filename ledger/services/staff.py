"""Staff accounts: added by the manager, each with a passphrase of their own."""

from ledger.domain.audit import AuditAction
from ledger.domain.staff import Role, StaffMember
from ledger.services.session import Session
from ledger.storage import staff


def add(session: Session, name: str, role: Role, passphrase: str) -> StaffMember:
    """Add a member. Raises ``RoleForbidden``, ``WeakPassphrase`` or ``NameTaken``. Slow on purpose (Argon2id)."""
    return session.vault.add_member(name, role, passphrase)


def members(session: Session) -> tuple[StaffMember, ...]:
    """Return every account, removed ones too."""
    return staff.members(session.db)


def change_passphrase(session: Session, old: str, new: str) -> None:
    """Change the member's own passphrase. Raises ``WrongPassphrase`` or ``WeakPassphrase``. Slow on purpose."""
    session.vault.change_passphrase(old, new)
    with session.write() as uow:
        uow.audit(AuditAction.SLOT_CHANGED, None, {})
