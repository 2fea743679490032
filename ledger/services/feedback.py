"""Feedback: recorded fast, answered within 12 hours of receipt, nights included (KO 5)."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.errors import CustomerErased, NotFound, TextMissing
from ledger.domain.feedback import (
    Feedback,
    FeedbackFigures,
    answer_within,
    due_at,
    figures,
    require_after_start,
    require_answered,
    require_not_future,
    require_open,
)
from ledger.domain.gate import Act, Decision, Exemption, Proposal, decide
from ledger.domain.ids import CustomerId, FeedbackId, PurposeId
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.staff import Operation
from ledger.domain.text import NOTE_LIMIT, as_code, clean_text
from ledger.services.contacts import store as store_contact
from ledger.services.customers import get_living
from ledger.services.deciding import Outcome, gather, record_refusal
from ledger.services.reading import echo
from ledger.services.session import Session
from ledger.storage import customers
from ledger.storage import feedback as rows
from ledger.storage.unit_of_work import UnitOfWork

CARE = PurposeId("customer_care")


@dataclass(frozen=True, slots=True)
class FeedbackInput:
    """A feedback as typed; it may have come in earlier, never later than now."""

    channel: Channel
    text: str = field(repr=False)
    customer_code: str = ""
    received_at: datetime | None = None


def receive(session: Session, typed: FeedbackInput) -> Feedback:
    """Record a feedback and start its 12 hours at the instant it came in."""
    session.require(Operation.RECORD)
    customer = get_living(session, typed.customer_code) if typed.customer_code.strip() else None
    with session.write() as uow:
        code = rows.code_of(uow.db, store(session, uow, typed, customer))
    return get(session, code)


def store(session: Session, uow: UnitOfWork, typed: FeedbackInput, customer: Customer | None) -> FeedbackId:
    """Write a feedback inside a transaction that is already open."""
    text = _said(typed.text, "text")
    received_at = typed.received_at or uow.now
    require_not_future(received_at, uow.now, "received_at")
    due = due_at(received_at, answer_within(session.policy()))
    new = rows.NewFeedback(typed.channel, text, received_at, due, customer.id if customer else None)
    feedback_id = rows.add(uow.db, new, uow.now, uow.actor)
    body: Entry = {"feedback": rows.code_of(uow.db, feedback_id), "channel": typed.channel.value}
    uow.audit(AuditAction.FEEDBACK_RECEIVED, customer.code if customer else None, body)
    return feedback_id


def _said(typed: str, name: str) -> str:
    # Silence is no feedback, and above all no answer: it would stop the clock.
    text = clean_text(typed, name, NOTE_LIMIT, is_multiline=True)
    if not text:
        raise TextMissing(field=name)
    return text


def get(session: Session, code: str) -> Feedback:
    """Return the feedback with a code such as ``PH-0001``. Raises ``NotFound``."""
    feedback = rows.load(session.db, as_code(code))
    if feedback is None:
        raise NotFound(kind="feedback", code=echo(code))
    return feedback


@dataclass(frozen=True, slots=True)
class AnswerInput:
    """An answer as given; without a channel it went the way the feedback came."""

    text: str = field(repr=False)
    channel: Channel | None = None
    answered_at: datetime | None = None


def answer(session: Session, code: str, typed: AnswerInput) -> Outcome:
    """Record an answer. Going back the way the message came is allowed whatever stop-contact says."""
    session.require(Operation.RECORD)
    feedback = get(session, code)
    require_open(feedback)
    text = _said(typed.text, "answer")
    at, channel = typed.answered_at or session.now(), typed.channel or feedback.channel
    require_not_future(at, session.now(), "answered_at")
    require_after_start(feedback, at)
    customer = _customer(session, feedback.customer_id)
    is_own = channel is feedback.channel
    proposal = Proposal(Act.CONTACT, CARE, at, channel, exemption=Exemption.OWN_MESSAGE if is_own else None)
    with session.write() as uow:
        decision = decide_answer(session, customer, proposal)
        if customer is not None and not decision.allowed:
            record_refusal(uow, session, customer, proposal, decision)
            return Outcome(decision)
        rows.answer(uow.db, feedback.current.id, rows.Answer(text, channel, at), uow.now, uow.actor)
        customer_code = customer.code if customer else None
        body: Entry = {"feedback": feedback.code, "round": feedback.current.number, "channel": channel.value}
        uow.audit(AuditAction.FEEDBACK_ANSWERED, customer_code, body)
        if customer is not None:
            store_contact(session, uow, customer, proposal, decision)
    return Outcome(decision, feedback.code)


def decide_answer(session: Session, customer: Customer | None, proposal: Proposal) -> Decision:
    """Return whether a person may be answered; one who wrote on a channel can be reached on it."""
    if customer is None:  # nobody on record is contacted
        return Decision(allowed=True, basis=LegalBasis.LAW, reasons=())
    facts = gather(session, (customer,), proposal.at)[customer.id]
    if proposal.exemption is Exemption.OWN_MESSAGE:
        # The message itself shows the way back, whether or not it is on record.
        facts = replace(facts, reachable=facts.reachable | {proposal.channel})
    return decide(proposal, facts)


def _customer(session: Session, customer_id: CustomerId | None) -> Customer | None:
    return customers.load(session.db, customer_id) if customer_id is not None else None


def reopen(session: Session, code: str) -> Feedback:
    """Start a new 12 hours; the first result stands for ever (``model.md`` 9).

    Raises ``CustomerErased``: nobody could answer an erased person any more.
    """
    session.require(Operation.RECORD)
    feedback = get(session, code)
    require_answered(feedback)
    customer = _customer(session, feedback.customer_id)
    if customer is not None and customer.erased_at is not None:
        raise CustomerErased(code=customer.code)
    with session.write() as uow:
        number = feedback.current.number + 1
        due = due_at(uow.now, answer_within(session.policy()))
        rows.add_round(uow.db, feedback.id, number, uow.now, due)
        body: Entry = {"feedback": feedback.code, "round": number}
        uow.audit(AuditAction.FEEDBACK_REOPENED, customer.code if customer else None, body)
    return get(session, code)


def waiting(session: Session) -> tuple[Feedback, ...]:
    """Return what waits for an answer, nearest deadline first."""
    return rows.open_feedback(session.db)


def received(session: Session, since: datetime | None = None, until: datetime | None = None) -> tuple[Feedback, ...]:
    """Return feedback received in [since, until), newest first."""
    return rows.received_between(session.db, since, until)


def statistics(session: Session, since: datetime | None = None, until: datetime | None = None) -> FeedbackFigures:
    """Return the figures of the rounds started in [since, until), counted from the rows."""
    return figures(rows.rounds_between(session.db, since, until), session.now())
