"""Writing down what a person said: yes, no, withdrawn, and "do not contact me" (``model.md`` 4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.consent import (
    ALL_CHANNELS,
    ConsentMethod,
    ConsentOutcome,
    ConsentRecord,
    ConsentState,
    newest,
    state_of,
)
from ledger.domain.customer import Customer
from ledger.domain.feedback import require_not_future
from ledger.domain.gate import Act, Decision, Proposal
from ledger.domain.ids import PurposeId
from ledger.domain.minor import Giver
from ledger.domain.purpose import CONTACT_CHANNELS, Channel, LegalBasis, Purpose
from ledger.domain.staff import Operation
from ledger.domain.text import NOTE_LIMIT, optional_text
from ledger.services import law_values, purging, stops
from ledger.services.collecting import note_served
from ledger.services.customers import get_living
from ledger.services.deciding import Outcome, decide_one, record_refusal, require_no_adult, require_words
from ledger.services.evidence import checked
from ledger.services.session import Session
from ledger.storage import attachments, consents
from ledger.storage.attachments import NewAttachment
from ledger.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Said:
    """What a person, or the guardian, said about one purpose on one channel."""

    purpose_id: PurposeId
    channel: Channel
    outcome: ConsentOutcome
    method: ConsentMethod
    occurred_at: datetime
    giver: Giver = Giver.SELF
    expires_at: datetime | None = None
    frequency: str = ""
    note: str = field(default="", repr=False)


def record(session: Session, code: str, said: Said, evidence: Sequence[NewAttachment] = ()) -> Outcome:
    """Write one record with its evidence. A "yes" goes through the gate; a "no" is always written.

    Raises ``IdentityCardShown`` for a picture of an identity card among the files.
    """
    session.require(Operation.RECORD)
    customer = get_living(session, code)
    files = checked(session, customer, evidence)
    with session.write() as uow:
        return store(session, uow, customer, said, files)


def store(
    session: Session, uow: UnitOfWork, customer: Customer, said: Said, evidence: Sequence[NewAttachment] = ()
) -> Outcome:
    """Write one record inside a transaction that is already open."""
    require_words(session, said.purpose_id)
    require_not_future(said.occurred_at, uow.now, "occurred_at")
    if said.giver is Giver.GUARDIAN:
        require_no_adult(session, customer, uow.now)
    # A "yes" from the past is judged by the person's age today: today is when it would be used.
    proposal = Proposal(Act.CONSENT, said.purpose_id, uow.now, said.channel, giver=said.giver)
    decision = decide_one(session, customer, proposal)
    if said.outcome is ConsentOutcome.GRANTED and not decision.allowed:
        record_refusal(uow, session, customer, proposal, decision)
        return Outcome(decision)
    purpose = session.policy().purpose(said.purpose_id)
    if purpose is None:
        record_refusal(uow, session, customer, proposal, decision)
        return Outcome(decision)
    _write(session, uow, customer, said, (purpose, evidence))
    return Outcome(Decision(allowed=True, basis=LegalBasis.CONSENT, reasons=()), customer.code)


def _write(
    session: Session,
    uow: UnitOfWork,
    customer: Customer,
    said: Said,
    about: tuple[Purpose, Sequence[NewAttachment]],
) -> None:
    purpose, evidence = about
    new = consents.NewConsent(
        customer.id,
        purpose.id,
        purpose.revision,
        said.channel,
        said.giver,
        said.outcome,
        said.method,
        said.occurred_at,
        said.expires_at or _term(uow, said),
        customer.guardian.guardian_id if said.giver is Giver.GUARDIAN and customer.guardian else None,
        optional_text(said.frequency, "frequency"),
        optional_text(said.note, "note", NOTE_LIMIT, is_multiline=True),
    )
    consent_id = consents.add(uow.db, new, session.policy().id, uow.now, uow.actor)
    for file in evidence:
        attachment_id = attachments.add(uow.db, file, customer.id, uow.now, uow.actor)
        consents.add_evidence(uow.db, consent_id, attachment_id)
    body: Entry = {
        "consent": consent_id,
        "purpose": purpose.id,
        "revision": purpose.revision,
        "channel": said.channel.value,
        "outcome": said.outcome.value,
        "giver": said.giver.value,
        "method": said.method.value,
        "evidence": len(evidence),
    }
    uow.audit(AuditAction.CONSENT_RECORDED, customer.code, body)
    if said.outcome is ConsentOutcome.GRANTED:
        note_served(session, uow, customer.id, purpose.id)
    elif said.channel is Channel.NONE:
        _let_go(session, uow, customer, (purpose, said.giver))


def _term(uow: UnitOfWork, said: Said) -> datetime | None:
    # No law ends a consent; a shop may set a term of its own.
    days = law_values.number(uow.db, "consent.expires_after_days")
    is_limited = days > 0 and said.outcome is ConsentOutcome.GRANTED
    return said.occurred_at + timedelta(days=days) if is_limited else None


def _let_go(session: Session, uow: UnitOfWork, customer: Customer, about: tuple[Purpose, Giver]) -> None:
    # A "no" from the past does not undo a later "yes".
    purpose, giver = about
    records = consents.of_customers(uow.db, (customer.id,))[customer.id]
    if state_of(newest(records, purpose.id, Channel.NONE, giver), purpose.revision, uow.now) is ConsentState.GRANTED:
        return
    purging.purge_purpose(uow, customer, purpose.id, session.policy())


def stop_contact(
    session: Session, code: str, channel: Channel | None, method: ConsentMethod, occurred_at: datetime | None = None
) -> None:
    """Write down "do not contact me" for one channel, or for all when ``channel`` is ``None`` (KO 4c)."""
    session.require(Operation.RECORD)
    customer = get_living(session, code)
    with session.write() as uow:
        store_stop(uow, customer, channel, method, occurred_at)


def store_stop(
    uow: UnitOfWork, customer: Customer, channel: Channel | None, method: ConsentMethod, occurred_at: datetime | None
) -> None:
    """Write a stop inside a transaction that is already open; its hash outlives the record."""
    at = occurred_at or uow.now
    require_not_future(at, uow.now, "occurred_at")
    consents.add_stop(uow.db, consents.NewStop(customer.id, channel, method, at), uow.now, uow.actor)
    stops.remember(uow, customer, channel)
    uow.audit(AuditAction.STOP_RECORDED, customer.code, {"channel": channel or ALL_CHANNELS, "method": method.value})


def lift_stop(session: Session, code: str, channel: Channel | None) -> bool:
    """Lift the stop of exactly this channel after the person asked for it; return whether there was one."""
    session.require(Operation.RECORD)
    customer = get_living(session, code)
    with session.write() as uow:
        lifted = consents.lift_stops(uow.db, customer.id, channel, uow.now, uow.actor)
        if lifted:
            stops.forget(uow, customer, channel)
            uow.audit(AuditAction.STOP_LIFTED, customer.code, {"channel": channel or ALL_CHANNELS})
    return bool(lifted)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What stands for one purpose on one channel, and the record that decided it."""

    purpose: Purpose
    channel: Channel
    state: ConsentState
    record: ConsentRecord | None


def matrix(session: Session, customer: Customer, at: datetime, giver: Giver = Giver.SELF) -> tuple[MatrixCell, ...]:
    """Return purpose × channel for one customer: every purpose in force, its own use and each channel.

    What the person said; with ``Giver.GUARDIAN`` what the guardian said for a minor.
    """
    records = consents.of_customers(session.db, (customer.id,))[customer.id]
    return tuple(
        MatrixCell(purpose, channel, state_of(found, purpose.revision, at), found)
        for purpose in session.policy().purposes
        for channel in (Channel.NONE, *CONTACT_CHANNELS)
        for found in (newest(records, purpose.id, channel, giver),)
    )


def records_of(session: Session, customer: Customer) -> tuple[ConsentRecord, ...]:
    """Return everything a customer, or the guardian, ever said, oldest first."""
    return consents.of_customers(session.db, (customer.id,))[customer.id]
