"""Who works with the ledger, and what each role may do (``security.md`` 5.5, ``model.md`` 11)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ledger.domain.errors import RoleForbidden
from ledger.domain.ids import StaffId


class Role(StrEnum):
    """Staff record all day; the manager answers for the promises."""

    STAFF = "STAFF"
    MANAGER = "MANAGER"


class Operation(StrEnum):
    """What a member may be allowed to do, checked in services, never only hidden on screen."""

    RECORD = "RECORD"  # customers, consents, orders, feedback, stop-contact
    VIEW_CUSTOMER = "VIEW_CUSTOMER"  # one customer's card with its history, values hidden; the whole trail is VERIFY
    REVEAL = "REVEAL"  # one hidden value, logged
    PRINT_LABEL = "PRINT_LABEL"
    HAND_OVER = "HAND_OVER"
    DISCLOSE = "DISCLOSE"
    CONTACT = "CONTACT"
    DISCLOSE_TO_AUTHORITY = "DISCLOSE_TO_AUTHORITY"
    USE_DATA = "USE_DATA"  # inside the shop: analysis, surveys, the website
    VIEW_PROMISES = "VIEW_PROMISES"
    EXPLAIN = "EXPLAIN"  # violations and breaches of the promises
    MANAGE_RECIPIENTS = "MANAGE_RECIPIENTS"
    REPORT = "REPORT"
    IMPORT = "IMPORT"
    EXPORT = "EXPORT"
    MANAGE_STAFF = "MANAGE_STAFF"
    PUBLISH_POLICY = "PUBLISH_POLICY"
    BACKUP = "BACKUP"
    RESTORE = "RESTORE"  # put a backup in the place of the ledger
    VERIFY = "VERIFY"
    SETTINGS = "SETTINGS"
    DECIDE_REQUEST = "DECIDE_REQUEST"  # extend, refuse, close what a data subject asked for
    ERASE = "ERASE"
    RETAIN = "RETAIN"  # change and carry out the retention rules
    HANDLE_INCIDENT = "HANDLE_INCIDENT"  # report, tell, close; recording one is RECORD


_STAFF_MAY = frozenset(
    {
        Operation.RECORD,
        Operation.VIEW_CUSTOMER,
        Operation.REVEAL,
        Operation.PRINT_LABEL,
        Operation.HAND_OVER,
        Operation.DISCLOSE,
        Operation.CONTACT,
        Operation.USE_DATA,
        Operation.VIEW_PROMISES,
        Operation.BACKUP,
    }
)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One account. The id is random, so that the audit names nobody by itself."""

    id: StaffId
    name: str = field(repr=False)
    role: Role
    signing_key: bytes  # Ed25519 public key, 32 bytes
    sealing_key: bytes  # X25519 public key, 32 bytes
    added_at: datetime
    removed_at: datetime | None = None


def may(role: Role, operation: Operation) -> bool:
    """Return whether ``role`` may do ``operation``; a manager may do all."""
    return role is Role.MANAGER or operation in _STAFF_MAY


def require(role: Role, operation: Operation) -> None:
    """Raise ``RoleForbidden`` unless ``role`` may do ``operation``."""
    if not may(role, operation):
        raise RoleForbidden(operation=operation.value)
