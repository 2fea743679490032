"""Survey answers: only for a purpose that needs them, only as long as the shop says (KO 1, VK 1)."""

from datetime import datetime, timedelta

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.collection import survey_reasons
from ledger.domain.customer import Customer
from ledger.domain.errors import PastKeeping, TextMissing
from ledger.domain.feedback import require_not_future
from ledger.domain.gate import Act, Decision, Proposal
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.purpose import LegalBasis
from ledger.domain.staff import Operation
from ledger.domain.text import NOTE_LIMIT, optional_text
from ledger.services import law_values
from ledger.services.collecting import note_served
from ledger.services.customers import get_living
from ledger.services.deciding import Outcome, decide_one, record_refusal, require_words
from ledger.services.session import Session
from ledger.storage import survey

DAYS = "retention.survey_days"  # the key of the rule


def record(
    session: Session,
    code: str,
    field_id: FieldId,
    answer: str,
    purpose_id: PurposeId,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Write an answer down if the policy collects it, the purpose needs it and the gate allows that use.

    Raises ``InvalidInput``; ``PastKeeping`` for what would have to be emptied at once.
    """
    session.require(Operation.RECORD)
    customer = get_living(session, code)
    require_words(session, purpose_id, (field_id,))
    words = optional_text(answer, "answer", NOTE_LIMIT, is_multiline=True)
    if words is None:
        raise TextMissing(field="answer")
    at = occurred_at or session.now()
    require_not_future(at, session.now(), "occurred_at")
    keep_until = at + timedelta(days=law_values.number(session.db, DAYS))
    if keep_until <= session.now():
        raise PastKeeping(field="occurred_at")
    with session.write() as uow:
        proposal = Proposal(Act.USE, purpose_id, uow.now, fields=frozenset({field_id}))
        decision = _decide(session, customer, proposal, field_id)
        if not decision.allowed:
            record_refusal(uow, session, customer, proposal, decision)
            return Outcome(decision)
        basis = decision.basis or LegalBasis.CONSENT
        new = survey.NewAnswer(customer.id, field_id, purpose_id, basis, words, at, keep_until)
        survey.add(uow.db, new, session.policy().id, uow.now, uow.actor)
        note_served(session, uow, customer.id, purpose_id)
        body: Entry = {"fields": [field_id], "purpose": purpose_id, "basis": basis.value}
        uow.audit(AuditAction.SURVEY_RECORDED, customer.code, body)
    return Outcome(decision, customer.code)


def _decide(session: Session, customer: Customer, proposal: Proposal, field_id: FieldId) -> Decision:
    gate = decide_one(session, customer, proposal)
    reasons = (*survey_reasons(session.policy(), field_id, proposal.purpose_id), *gate.reasons)
    return Decision(not reasons, gate.basis if not reasons else None, reasons)
