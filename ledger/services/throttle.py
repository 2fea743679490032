"""How long somebody has to wait before the next guess, and letting them in again (``security.md`` 5.6)."""

from datetime import datetime
from pathlib import Path

from ledger.domain.audit import AuditAction
from ledger.domain.errors import NothingToDo, StorageError
from ledger.domain.ids import StaffId
from ledger.domain.staff import Operation
from ledger.services.session import Session
from ledger.storage import keyfile, sign_ins
from ledger.storage.sign_ins import STOP_AFTER, Wait

__all__ = ["STOP_AFTER", "Wait", "allow", "mine", "stopped", "wait"]


def wait(folder: Path, name: str | None, now: datetime) -> Wait:
    """Return what a member has to wait for before the ledger is opened; ``None`` is the recovery sheet.

    Needs no key. What cannot be read keeps nobody waiting: opening says what is wrong with it.
    """
    try:
        slot = keyfile.slot_id(folder, name)
    except StorageError:
        return Wait()
    return Wait() if slot is None else sign_ins.wait(folder, slot, now)


def mine(session: Session) -> Wait:
    """Return what the member signed in has to wait for before the passphrase is taken once more."""
    return sign_ins.wait(session.vault.folder, session.member.id, session.clock.now())


def stopped(session: Session) -> frozenset[StaffId]:
    """Return whose sign-in waits for a manager."""
    return sign_ins.stopped(session.vault.folder)


def allow(session: Session, staff_id: StaffId) -> None:
    """Let somebody sign in again after too many wrong guesses (manager, with the passphrase just given).

    Raises ``RoleForbidden``, ``ConfirmationNeeded``, or ``NothingToDo`` where nobody waits.
    """
    session.require(Operation.MANAGE_STAFF)
    session.require_confirmed(Operation.MANAGE_STAFF)
    if staff_id not in stopped(session):
        raise NothingToDo
    with session.write() as uow:
        uow.audit(AuditAction.SIGN_IN_ALLOWED, None, {"id": staff_id})
    sign_ins.allow(session.vault.folder, staff_id)
