"""Contacts the shop starts: decided by the gate, then logged, or refused and logged as an attempt (KO 4c, VK 2b)."""

from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.feedback import require_not_future
from ledger.domain.gate import Act, Decision, Exemption, Proposal
from ledger.domain.ids import PurposeId
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.services.customers import get
from ledger.services.deciding import Outcome, decide_one, record_refusal, require_words
from ledger.services.session import Session
from ledger.storage import contacts
from ledger.storage.unit_of_work import UnitOfWork


def contact(
    session: Session, code: str, purpose_id: PurposeId, channel: Channel, occurred_at: datetime | None = None
) -> Outcome:
    """Log a contact with a customer, or a refusal with every reason."""
    session.require(Operation.CONTACT)
    require_words(session, purpose_id)
    customer = get(session, code)
    at = occurred_at or session.now()
    require_not_future(at, session.now(), "occurred_at")
    proposal = Proposal(Act.CONTACT, purpose_id, at, channel)
    with session.write() as uow:
        decision = decide_one(session, customer, proposal)
        if not decision.allowed:
            record_refusal(uow, session, customer, proposal, decision)
            return Outcome(decision)
        store(session, uow, customer, proposal, decision)
    return Outcome(decision, customer.code)


def store(session: Session, uow: UnitOfWork, customer: Customer, proposal: Proposal, decision: Decision) -> None:
    """Log an allowed contact inside a transaction that is already open."""
    policy = session.policy()
    purpose = policy.purpose(proposal.purpose_id)
    if purpose is None or decision.basis is None:
        raise ValueError(proposal.act)
    exemption: Exemption | None = proposal.exemption
    new = contacts.NewContact(
        customer.id,
        purpose.id,
        proposal.channel,
        decision.basis,
        purpose.is_advertising,
        proposal.at,
        exemption.value if exemption else None,
    )
    contact_id = contacts.add(uow.db, new, policy.id, uow.now, uow.actor)
    body: Entry = {"contact": contact_id, "purpose": purpose.id, "channel": proposal.channel.value}
    uow.audit(AuditAction.CONTACT_MADE, customer.code, body | {"basis": decision.basis.value})
