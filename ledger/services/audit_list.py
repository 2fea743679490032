"""The trail as the window shows it, entry by entry: the manager's to read."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.audit import AuditAction, Body
from ledger.domain.instants import from_text
from ledger.domain.staff import Operation
from ledger.services.session import Session
from ledger.storage import lists_trail
from ledger.storage.lists_trail import GROUPS, AuditQuery

__all__ = ["GROUPS", "AuditQuery", "AuditRow", "ids", "rows"]


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry; ``body`` is ``None`` once it was erased. It holds codes and field names, never personal values."""

    seq: int
    at: datetime
    actor: str = field(repr=False)  # the member's name; empty for who is no member (the recovery sheet)
    action: AuditAction
    subject: str | None  # a customer code
    body: Body | None


def ids(session: Session, query: AuditQuery) -> "array[int]":
    """Return the numbers of all entries the query asks for. Raises ``RoleForbidden``."""
    session.require(Operation.VERIFY)
    return lists_trail.seqs(session.db, query)


def rows(session: Session, ids: Sequence[int]) -> tuple[AuditRow, ...]:
    """Return the entries of 1 to 500 numbers, in their order. Raises ``RoleForbidden``."""
    session.require(Operation.VERIFY)
    return tuple(
        AuditRow(seq, from_text(at), actor or "", AuditAction(action), subject, body)
        for seq, at, actor, action, subject, body in lists_trail.rows(session.db, ids)
    )
