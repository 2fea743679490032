"""Requests of the data subject: recorded when anyone in the shop hears of them, answered by their clocks (``law.md``).

The clocks start when anyone in the shop received the request, whoever wrote it down later; both instants are kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.deadline import Asking, RequestKind
from ledger.domain.errors import TextMissing, WrongState
from ledger.domain.feedback import require_not_future
from ledger.domain.gate import Act, Decision, Exemption, Proposal
from ledger.domain.ids import FeedbackId, PurposeId
from ledger.domain.purpose import Channel, LegalBasis
from ledger.domain.request import (
    IdentityMethod,
    RefusalGround,
    RequestOutcome,
    StepKind,
    SubjectRequest,
    not_before,
    require_closable,
    require_closed,
    require_customer,
    require_identity,
    require_open,
)
from ledger.domain.staff import Operation
from ledger.domain.text import NOTE_LIMIT, as_code, optional_text
from ledger.services import feedback, request_clocks
from ledger.services.contacts import store as store_contact
from ledger.services.customers import get_living
from ledger.services.deciding import Outcome, record_refusal
from ledger.services.feedback import FeedbackInput
from ledger.services.request_files import add_file, files, open_file
from ledger.services.request_steps import (
    add_step,
    audit,
    by_id,
    carried_out,
    customer_code,
    customer_of,
    get,
    read_words,
    steps,
)
from ledger.services.session import Session
from ledger.storage import customers
from ledger.storage import feedback as feedback_rows
from ledger.storage import requests as rows
from ledger.storage.unit_of_work import UnitOfWork

__all__ = [
    "RequestInput", "acknowledge", "add_file", "add_step", "by_id", "carried_out", "check_identity", "close",
    "customer_code", "customer_of", "extend", "feedback_code", "files", "get", "link", "open_file", "open_of", "record",
    "reopen", "require_identity", "steps", "store_with_partner", "told", "with_partner",
]  # fmt: skip
_BY_LAW = PurposeId("legal_compliance")  # the law asks for the answer, whatever the person agreed to


@dataclass(frozen=True, slots=True)
class RequestInput:
    """A request as typed; ``asked_by`` names who asked where that is not the customer (a guardian)."""

    kind: RequestKind
    channel: Channel
    received_at: datetime
    asked: str = field(default="", repr=False)
    asked_by: str = field(default="", repr=False)
    customer_code: str = ""
    also_feedback: bool = False


def record(session: Session, typed: RequestInput) -> str:
    """Record a request and start its clocks at its receipt; return its code.

    With ``also_feedback`` the same message is a feedback too (``feedback_code``): both run, or neither is recorded.
    Raises ``InFuture``, ``NotFound``, ``CustomerErased``, and ``TextMissing`` for a feedback without words or a request
    of nobody about nothing.
    """
    session.require(Operation.RECORD)
    require_not_future(typed.received_at, session.now(), "received_at")
    customer = get_living(session, typed.customer_code) if typed.customer_code.strip() else None
    asked = optional_text(typed.asked, "asked", NOTE_LIMIT, is_multiline=True)
    asked_by = optional_text(typed.asked_by, "asked_by")
    if not (customer or asked or asked_by):
        raise TextMissing(field="asked")
    with session.write() as uow:
        feedback_id = _also_feedback(session, uow, typed, customer) if typed.also_feedback else None
        clocks = request_clocks.of(uow.db, typed.kind, Asking(typed.received_at))
        new = rows.NewRequest(
            typed.kind,
            typed.channel,
            typed.received_at,
            clocks.acknowledge,
            clocks.complete,
            asked,
            asked_by,
            customer.id if customer else None,
            feedback_id,
        )
        request = rows.add(uow.db, new, uow.now, uow.actor)
        of_feedback = feedback_rows.code_of(uow.db, feedback_id) if feedback_id is not None else None
        step = StepKind.RECEIVED
        add_step(uow, request.id, step, at=typed.received_at, channel=typed.channel, reference=of_feedback)
        about: Entry = {"kind": typed.kind.value, "channel": typed.channel.value, "feedback": of_feedback}
        audit(uow, AuditAction.REQUEST_RECEIVED, request, about)
    return request.code


def _also_feedback(session: Session, uow: UnitOfWork, typed: RequestInput, customer: Customer | None) -> FeedbackId:
    message = FeedbackInput(typed.channel, typed.asked, received_at=typed.received_at)
    return feedback.store(session, uow, message, customer)


def feedback_code(session: Session, request: SubjectRequest) -> str | None:
    """Return the code of the feedback the same message opened, such as ``PH-0001``."""
    return feedback_rows.code_of(session.db, request.feedback_id) if request.feedback_id is not None else None


def open_of(session: Session, customer_code: str, kind: RequestKind | None = None) -> tuple[SubjectRequest, ...]:
    """Return the open requests of a customer, of one kind or all, newest first: the same may be asked twice."""
    customer_id = customers.id_of(session.db, as_code(customer_code))
    found = rows.of_customer(session.db, customer_id) if customer_id is not None else ()
    return tuple(one for one in found if one.is_open and kind in {None, one.kind})


def link(session: Session, code: str, customer_code: str) -> None:
    """Say whose request it is, once; its files and the feedback of the same message become that person's too."""
    session.require(Operation.RECORD)
    request, customer = get(session, code), get_living(session, customer_code)
    if request.customer_id is not None:
        raise WrongState(state="LINKED", act="link")
    with session.write() as uow:
        rows.set_customer(uow.db, request, customer.id)
        add_step(uow, request.id, StepKind.LINKED, reference=customer.code)
        body: Entry = {"request": request.code, "feedback": feedback_code(session, request)}
        uow.audit(AuditAction.REQUEST_LINKED, customer.code, body)


# --- telling the asker --------------------------------------------------------------------------


def acknowledge(session: Session, code: str, channel: Channel, at: datetime) -> Outcome:
    """Record that the asker was told, once, that the request arrived.

    The way the message came is free whatever stop-contact says; another goes through the gate, and a refusal is
    recorded. ``NONE`` is in person, which starts no contact. Raises ``WrongState``, ``InFuture``, ``BeforeReceipt``.
    """
    session.require(Operation.RECORD)
    request = get(session, code)
    require_open(request, "acknowledge")
    if request.acknowledged_at is not None:
        raise WrongState(state="ACKNOWLEDGED", act="acknowledge")
    told_at = _when(session, request, at, "acknowledged_at")
    with session.write() as uow:
        decision = told(session, uow, request, channel, told_at)
        if not decision.allowed:
            return Outcome(decision)
        rows.set_acknowledged(uow.db, request.id, told_at, uow.actor)
        add_step(uow, request.id, StepKind.ACKNOWLEDGED, at=told_at, channel=channel)
        audit(uow, AuditAction.REQUEST_ACKNOWLEDGED, request, {"channel": channel.value})
    return Outcome(decision, request.code)


def told(session: Session, uow: UnitOfWork, request: SubjectRequest, channel: Channel, at: datetime) -> Decision:
    """Log that the asker was told something about the request, or a refusal, inside a transaction already open."""
    customer = customer_of(session, request)
    if customer is None or channel is Channel.NONE:  # nobody on record is contacted
        return Decision(allowed=True, basis=LegalBasis.LAW, reasons=())
    exemption = Exemption.OWN_MESSAGE if channel is request.channel else None
    proposal = Proposal(Act.CONTACT, _BY_LAW, at, channel, exemption=exemption)
    decision = feedback.decide_answer(session, customer, proposal)
    if decision.allowed:
        store_contact(session, uow, customer, proposal, decision)
    else:
        record_refusal(uow, session, customer, proposal, decision)
    return decision


def _when(session: Session, request: SubjectRequest, at: datetime, name: str) -> datetime:
    require_not_future(at, session.now(), name)
    return not_before(request.received_at, at, name)


# --- what moves the clocks ----------------------------------------------------------------------


def check_identity(session: Session, code: str, method: IdentityMethod, at: datetime, note: str = "") -> None:
    """Record how and when the asker was proven to be the customer, once; a guardian or agent is ``AUTHORISED``.

    An identity card is only seen: neither a picture nor its number is kept, and ``note`` must not hold it.
    Raises ``WrongState``, ``InFuture``, ``BeforeReceipt``, ``CustomerErased``.
    """
    session.require(Operation.RECORD)
    request = get(session, code)
    require_open(request, "identity")
    require_customer(request, "identity")
    if request.identity_at is not None:
        raise WrongState(state="IDENTITY_PROVEN", act="identity")
    proven_at = _when(session, request, at, "identity_at")
    proven = rows.Identity(method, proven_at, read_words(session, request, note, "identity_note"))
    with session.write() as uow:
        rows.set_identity(uow.db, request.id, proven, uow.actor)
        _recount(uow, request)
        add_step(uow, request.id, StepKind.IDENTITY_CHECKED, at=proven_at, note=proven.note)
        audit(uow, AuditAction.IDENTITY_CHECKED, request, {"identity_method": method.value})


def with_partner(session: Session, code: str, note: str) -> None:
    """Record that a partner must act, once; the law then gives longer. Raises ``WrongState``."""
    session.require(Operation.RECORD)
    request = get(session, code)
    words = read_words(session, request, note, "note")
    with session.write() as uow:
        store_with_partner(uow, request, words)


def store_with_partner(uow: UnitOfWork, request: SubjectRequest, note: str | None = None) -> None:
    """Write that a partner must act inside a transaction that is already open; a limit that has come stays."""
    require_open(request, "with_partner")
    if request.is_with_partner:
        raise WrongState(state="WITH_PARTNER", act="with_partner")
    rows.set_with_partner(uow.db, request.id)
    _recount(uow, request)
    add_step(uow, request.id, StepKind.WITH_PARTNER, note=note)
    audit(uow, AuditAction.REQUEST_WITH_PARTNER, request)


def _recount(uow: UnitOfWork, request: SubjectRequest) -> None:
    fresh = rows.load_id(uow.db, request.id)
    if fresh is not None and fresh.may_move(uow.now):
        rows.set_completion(uow.db, fresh.id, request_clocks.of(uow.db, fresh.kind, fresh.asking).complete)


def extend(session: Session, code: str, reason: str) -> None:
    """Extend once, before the legal limit, for a reason the asker is told (manager; Decree 356/2025 Art. 5).

    Raises ``TextMissing`` without a reason, and ``WrongState`` where the kind has no extension, one was had already,
    the clock rests, or the limit has come.
    """
    session.require(Operation.DECIDE_REQUEST)
    request = get(session, code)
    require_open(request, "extend")
    words = _reason(session, request, reason, "extension_reason")
    with session.write() as uow:
        _require_extendable(uow, request)
        rows.set_extended(uow.db, request.id, words, uow.now, uow.actor)
        _recount(uow, request)
        add_step(uow, request.id, StepKind.EXTENDED, note=words)
        audit(uow, AuditAction.REQUEST_EXTENDED, request)


def _require_extendable(uow: UnitOfWork, request: SubjectRequest) -> None:
    longer = request_clocks.of(uow.db, request.kind, replace(request.asking, is_extended=True)).complete
    why_not = ""
    if request.extended_at is not None:
        why_not = "EXTENDED"
    elif not request.may_move(uow.now):
        why_not = "PAST_LIMIT"
    elif longer is None and request_clocks.days_of(uow.db, request.kind).extension is not None:
        why_not = "PAUSED"
    elif longer is None or request.due_at is None or longer.due_at <= request.due_at:
        why_not = "NO_EXTENSION"
    if why_not:
        raise WrongState(state=why_not, act="extend")


def _reason(session: Session, request: SubjectRequest, typed: str, name: str) -> str:
    words = read_words(session, request, typed, name)
    if words is None:
        raise TextMissing(field=name)
    return words


# --- the end ------------------------------------------------------------------------------------


def close(
    session: Session,
    code: str,
    outcome: RequestOutcome,
    note: str = "",
    ground: RefusalGround | None = None,
    at: datetime | None = None,
) -> None:
    """Record what came of a request and that the asker was told so, at ``at`` or now (manager).

    Never before its receipt, its reopening, or what was carried out. It stands for an acknowledgement nobody gave.
    Raises as ``require_closable``, ``InFuture``, ``BeforeReceipt``, and ``CustomerErased`` for words about an erased
    person.
    """
    session.require(Operation.DECIDE_REQUEST)
    request = get(session, code)
    words = read_words(session, request, note, "outcome_note")
    require_closable(request, outcome, ground, has_words=words is not None)
    closed_at = _when(session, request, at or session.now(), "closed_at")
    for start in _not_closed_before(session, request, outcome):
        closed_at = not_before(start, closed_at, "closed_at")
    with session.write() as uow:
        rows.close(uow.db, request.id, rows.Closing(outcome, closed_at, ground, words), uow.actor)
        add_step(uow, request.id, StepKind.CLOSED, at=closed_at, reference=outcome.value, note=words)
        about: Entry = {"result": outcome.value, "ground": ground.value if ground else None}
        audit(uow, AuditAction.REQUEST_CLOSED, request, about)


def _not_closed_before(session: Session, request: SubjectRequest, outcome: RequestOutcome) -> Iterator[datetime]:
    if outcome in {RequestOutcome.DONE, RequestOutcome.PARTLY} and request.carried_out_at is not None:
        yield request.carried_out_at
    history = rows.steps(session.db, request.id)
    yield from (one.occurred_at for one in history if one.kind is StepKind.REOPENED)


def reopen(session: Session, code: str, reason: str) -> None:
    """Open a request again: its clocks go on from its receipt.

    What was settled when its limit came stays so, in time or late (``model.md`` 9); before the limit nothing is
    settled yet. What an erased person asked for stays closed. Raises ``WrongState``, ``TextMissing``,
    ``CustomerErased``.
    """
    session.require(Operation.RECORD)
    request = get(session, code)
    require_closed(request)
    words = _reason(session, request, reason, "reason")
    with session.write() as uow:
        keeps_result = request.due_at is not None and uow.now > request.due_at
        rows.reopen(uow.db, request.id, keeps_result=keeps_result)
        if not keeps_result:  # rules and days off may have changed while it was closed
            _recount(uow, request)
        add_step(uow, request.id, StepKind.REOPENED, note=words)
        audit(uow, AuditAction.REQUEST_REOPENED, request)
