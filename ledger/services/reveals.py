"""Showing one hidden value to one member for 30 seconds, written down first (``model.md`` 8; VK 5).

Nothing is shown before its row and its audit entry are committed; neither holds the value.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.errors import NotFound, UnknownChoice
from ledger.domain.ids import AttachmentId, CustomerId
from ledger.domain.instants import show_date
from ledger.domain.reveal import REVEAL_SECONDS, REVEAL_WINDOW, RevealField, require_reason
from ledger.domain.staff import Operation
from ledger.domain.text import NOTE_LIMIT, optional_text, show_phone
from ledger.services.customers import get_living
from ledger.services.session import Session
from ledger.storage import attachments, customers, reveals
from ledger.storage.unit_of_work import UnitOfWork

__all__ = ["REVEAL_SECONDS", "RevealField", "Revealed", "StoredFile", "count_mine", "reveal", "show_file"]

_TEXTS = tuple(one for one in RevealField if one is not RevealField.EVIDENCE)


@dataclass(frozen=True, slots=True)
class Revealed:
    """One value in clear, to be hidden again at ``until``."""

    value: str = field(repr=False)
    until: datetime


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in clear; it is shown from memory and never written to a temporary file."""

    file_name: str = field(repr=False)
    media_type: str
    content: bytes = field(repr=False)


def reveal(session: Session, code: str, what: RevealField, position: int = 0, reason: str = "") -> Revealed:
    """Reveal one value; ``position`` counts the customer's phones, emails or addresses from 0.

    Raises ``ReasonNeeded`` from the 31st of one member within an hour on unless ``reason`` has words, ``NotFound``
    for a value that is not (or no longer) there, ``CustomerErased``, and ``UnknownChoice`` for ``EVIDENCE``, which
    has ``show_file``.
    """
    session.require(Operation.REVEAL)
    if what not in _TEXTS:
        raise UnknownChoice(field="fields", choices=tuple(one.value for one in _TEXTS))
    customer = get_living(session, code)
    value = _value(customer, what, position)
    with session.write() as uow:
        about: Entry = {"field": what.value, "position": position}
        _record(uow, (customer.id, customer.code), what, reason, about)
    return Revealed(value, uow.now + timedelta(seconds=REVEAL_SECONDS))


def _value(customer: Customer, what: RevealField, position: int) -> str:
    values: tuple[str | None, ...] = ()
    if what is RevealField.PHONE:
        values = tuple(show_phone(one.number) if one.number else None for one in customer.phones)
    elif what is RevealField.EMAIL:
        values = tuple(one.address for one in customer.emails)
    elif what is RevealField.ADDRESS:
        values = tuple(one.in_one_line() for one in customer.addresses)
    elif customer.birth_on is not None:
        values = (show_date(customer.birth_on),)
    found = values[position] if 0 <= position < len(values) else None
    if not found:
        raise NotFound(kind="contact", code=customer.code)
    return found


def _record(uow: UnitOfWork, whose: tuple[CustomerId, str], what: RevealField, reason: str, about: Entry) -> None:
    customer_id, code = whose
    given = optional_text(reason, "reason", NOTE_LIMIT)
    # Counted inside the transaction: two clicks cannot both be the thirtieth.
    require_reason(reveals.count_since(uow.db, uow.actor, uow.now - REVEAL_WINDOW), given or "")
    reveals.add(uow.db, reveals.NewReveal(customer_id, what, given), uow.now, uow.actor)
    uow.audit(AuditAction.REVEALED, code, about | {"has_reason": given is not None})


def show_file(session: Session, attachment_id: AttachmentId, reason: str = "") -> StoredFile:
    """Show a stored file. A customer's evidence counts as a reveal; a partner's paper is only put on the trail.

    Raises ``NotFound`` and ``ReasonNeeded``.
    """
    session.require(Operation.REVEAL)
    known = attachments.load(session.db, attachment_id)
    content = attachments.content(session.db, attachment_id)
    if known is None or content is None:
        raise NotFound(kind="file", code=str(attachment_id))
    with session.write() as uow:
        about: Entry = {"file": attachment_id}
        if known.customer_id is None:
            uow.audit(AuditAction.FILE_SHOWN, None, about)
        else:
            code = customers.code_of(uow.db, known.customer_id)
            about["field"] = RevealField.EVIDENCE.value
            _record(uow, (known.customer_id, code), RevealField.EVIDENCE, reason, about)
    return StoredFile(known.file_name or "", known.media_type, content)


def count_mine(session: Session) -> int:
    """Return how many values the signed-in member revealed within the last hour."""
    return reveals.count_since(session.db, session.member.id, session.now() - REVEAL_WINDOW)
