"""Giving data to somebody by hand: through the gate, written down, or refused and written down (KO 3, VK 3)."""

from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.disclosure import AuthorityRequest, Disclosure
from ledger.domain.errors import InFuture
from ledger.domain.feedback import require_not_future
from ledger.domain.gate import Act, Proposal
from ledger.domain.ids import FieldId, PurposeId, RecipientId
from ledger.domain.instants import local_date
from ledger.domain.policy import RecipientRole
from ledger.domain.staff import Operation
from ledger.domain.text import NOTE_LIMIT, clean_text, optional_text
from ledger.services.customers import get
from ledger.services.deciding import About, Outcome, decide_one, record_refusal, require_words
from ledger.services.recipients import get as get_recipient
from ledger.services.session import Session
from ledger.storage import disclosures
from ledger.storage.disclosures import Attempt, Filter

__all__ = ["Attempt", "DisclosureInput", "Filter", "attempts", "disclose", "find"]


@dataclass(frozen=True, slots=True)
class DisclosureInput:
    """A disclosure as proposed; an authority shows its papers (KO 3)."""

    recipient_id: RecipientId
    purpose_id: PurposeId
    fields: frozenset[FieldId]
    occurred_at: datetime | None = None
    authority: AuthorityRequest | None = None
    note: str = field(default="", repr=False)


def disclose(session: Session, code: str, typed: DisclosureInput) -> Outcome:
    """Record a disclosure of one customer's data.

    To an authority it is the manager's business (``model.md`` 11): raises ``RoleForbidden``, and ``ConfirmationNeeded``
    unless the manager's passphrase was just given again.
    """
    recipient = get_recipient(session, typed.recipient_id)
    is_authority = recipient.role is RecipientRole.AUTHORITY
    session.require(Operation.DISCLOSE_TO_AUTHORITY if is_authority else Operation.DISCLOSE)
    if is_authority:
        session.require_confirmed(Operation.DISCLOSE_TO_AUTHORITY)
    require_words(session, typed.purpose_id, typed.fields)
    customer = get(session, code)
    at = typed.occurred_at or session.now()
    require_not_future(at, session.now(), "occurred_at")
    papers = _clean_papers(typed.authority) if typed.authority else None
    if papers is not None and papers.document_on is not None and papers.document_on > local_date(session.now()):
        raise InFuture(field="document_on")
    note = optional_text(typed.note, "note", NOTE_LIMIT, is_multiline=True)
    proposal = Proposal(Act.DISCLOSURE, typed.purpose_id, at, fields=typed.fields, authority=papers)
    with session.write() as uow:
        decision = decide_one(session, customer, proposal, recipient)
        if not decision.allowed or decision.basis is None:
            record_refusal(uow, session, customer, proposal, decision, About(recipient.id))
            return Outcome(decision)
        new = disclosures.NewDisclosure(
            customer.id,
            recipient.id,
            typed.purpose_id,
            decision.basis,
            typed.fields,
            at,
            authority=papers if is_authority else None,
            note=note,
        )
        disclosure_id = disclosures.add(uow.db, new, session.policy().id, uow.now, uow.actor)
        body: Entry = {"disclosure": disclosure_id, "recipient": recipient.id, "fields": sorted(typed.fields)}
        uow.audit(AuditAction.DISCLOSED, customer.code, body | {"basis": decision.basis.value})
    return Outcome(decision, customer.code)


def _clean_papers(typed: AuthorityRequest) -> AuthorityRequest:
    return AuthorityRequest(
        clean_text(typed.document_number, "document_number"),
        typed.document_on,
        clean_text(typed.issuing_body, "issuing_body"),
        clean_text(typed.legal_reference, "legal_reference"),
    )


def find(session: Session, chosen: Filter) -> tuple[Disclosure, ...]:
    """Return the disclosures that match, oldest first; of everybody at once only for the manager."""
    _require_reader(session, chosen)
    return disclosures.find(session.db, chosen)


def attempts(session: Session, chosen: Filter) -> tuple[Attempt, ...]:
    """Return the acts the gate refused, oldest first; of everybody at once only for the manager."""
    _require_reader(session, chosen)
    return disclosures.attempts(session.db, chosen)


def _require_reader(session: Session, chosen: Filter) -> None:
    if chosen.customer_id is None:
        session.require(Operation.REPORT)
