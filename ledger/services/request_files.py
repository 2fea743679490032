"""What came with a request: letters, messages, proofs; encrypted with the ledger, shown only when that is on record."""

from ledger.domain.audit import AuditAction
from ledger.domain.errors import CustomerErased, NotFound
from ledger.domain.ids import AttachmentId
from ledger.domain.request import StepKind
from ledger.domain.staff import Operation
from ledger.services.evidence import checked
from ledger.services.request_steps import add_step, audit, customer_of, get
from ledger.services.reveals import StoredFile, show_file
from ledger.services.session import Session
from ledger.storage import attachments
from ledger.storage import requests as rows
from ledger.storage.attachments import Attachment, NewAttachment


def add_file(session: Session, code: str, file: NewAttachment) -> AttachmentId:
    """Keep a file with a request, open or closed; it belongs to the customer too, and goes when that is erased.

    Raises ``IdentityCardShown`` for a picture of an identity card, which is only ever seen, and ``CustomerErased``.
    """
    session.require(Operation.RECORD)
    request = get(session, code)
    customer = customer_of(session, request)
    if customer is not None and customer.erased_at is not None:
        raise CustomerErased(code=customer.code)
    (kept,) = checked(session, customer, (file,))
    with session.write() as uow:
        attachment_id = attachments.add(uow.db, kept, request.customer_id, uow.now, uow.actor)
        rows.add_file(uow.db, request.id, attachment_id)
        add_step(uow, request.id, StepKind.FILE_ADDED, reference=str(attachment_id))
        audit(uow, AuditAction.REQUEST_FILE_ADDED, request, {"file": attachment_id})
    return attachment_id


def files(session: Session, code: str) -> tuple[Attachment, ...]:
    """Return what is known of the files of a request, without their content."""
    return rows.files(session.db, get(session, code).id)


def open_file(session: Session, code: str, attachment_id: AttachmentId, reason: str = "") -> StoredFile:
    """Show a file of a request; a customer's counts as a reveal. Raises ``NotFound`` and ``ReasonNeeded``."""
    if all(one.id != attachment_id for one in files(session, code)):
        raise NotFound(kind="file", code=str(attachment_id))
    return show_file(session, attachment_id, reason)
