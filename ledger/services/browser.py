"""What a visitor's browser told, kept only where cookies were accepted (VK 4): accepting is the consent itself."""

from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.collection import (
    BROWSER_LANGUAGE,
    IP_ADDRESS,
    CookieChoice,
    browser_reasons,
    cookie_terms,
    parse_ip,
    parse_language,
)
from ledger.domain.consent import ConsentMethod, ConsentOutcome, ConsentState, newest, state_of
from ledger.domain.customer import Customer
from ledger.domain.errors import PastKeeping
from ledger.domain.feedback import require_not_future
from ledger.domain.gate import Act, Decision, Proposal, ReasonCode
from ledger.domain.ids import FieldId
from ledger.domain.minor import Giver
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.services import consents
from ledger.services.consents import Said
from ledger.services.customers import get_living
from ledger.services.deciding import Outcome, decide_one, record_refusal
from ledger.services.session import Session
from ledger.storage import browser
from ledger.storage.unit_of_work import UnitOfWork

# What the choice itself settles: whoever accepts cookies says yes.
_SETTLED = frozenset(
    {
        ReasonCode.CONSENT_NEVER_ASKED,
        ReasonCode.CONSENT_REFUSED,
        ReasonCode.CONSENT_WITHDRAWN,
        ReasonCode.CONSENT_EXPIRED,
        ReasonCode.OWN_CONSENT_MISSING,
    }
)


def record(
    session: Session,
    code: str,
    choice: CookieChoice,
    ip: str = "",
    language: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """Write a choice about cookies down, and browser data beside it where they were accepted and may be kept.

    Raises ``InvalidInput``; ``PastKeeping`` for what would have to be emptied at once. Refused cookies with data beside
    them are turned away whole.
    """
    session.require(Operation.RECORD)
    customer = get_living(session, code)
    at = occurred_at or session.now()
    require_not_future(at, session.now(), "occurred_at")
    new = browser.NewBrowserRecord(
        customer_id=customer.id,
        choice=choice,
        ip=parse_ip(ip) if ip.strip() else None,
        language=parse_language(language) if language.strip() else None,
        occurred_at=at,
        keep_until=at + cookie_terms(session.policy()).keep,
    )
    if new.keep_until <= session.now():
        raise PastKeeping(field="occurred_at")
    with session.write() as uow:
        return _store(session, uow, customer, new)


def _store(session: Session, uow: UnitOfWork, customer: Customer, new: browser.NewBrowserRecord) -> Outcome:
    policy = session.policy()
    filled = _filled(new)
    proposal = Proposal(Act.USE, cookie_terms(policy).purpose_id, uow.now, fields=frozenset(filled))
    gate = decide_one(session, customer, proposal)
    against = tuple(one for one in gate.reasons if one.code not in _SETTLED) if _is_yes(new) else ()
    reasons = (*browser_reasons(policy, new.choice, filled), *against)
    if reasons:
        decision = Decision(allowed=False, basis=None, reasons=reasons)
        record_refusal(uow, session, customer, proposal, decision)
        return Outcome(decision)
    said = _say(session, uow, customer, new)
    if not said.allowed:
        return said
    if _is_yes(new) and not (gate := decide_one(session, customer, proposal)).allowed:
        # The yes lies before a no that came since: it is written down, and nothing is kept on it.
        record_refusal(uow, session, customer, proposal, gate)
        return Outcome(gate)
    browser.add(uow.db, new, policy.id, uow.now, uow.actor)
    body: Entry = {"outcome": new.choice.value, "fields": list(filled), "purpose": proposal.purpose_id}
    uow.audit(AuditAction.BROWSER_RECORDED, customer.code, body)
    return Outcome(Decision(allowed=True, basis=gate.basis, reasons=()), customer.code)


def _filled(new: browser.NewBrowserRecord) -> tuple[FieldId, ...]:
    values = ((IP_ADDRESS, new.ip), (BROWSER_LANGUAGE, new.language))
    return tuple(one for one, value in values if value is not None)


def _is_yes(new: browser.NewBrowserRecord) -> bool:
    return new.choice is CookieChoice.ACCEPTED


def _say(session: Session, uow: UnitOfWork, customer: Customer, new: browser.NewBrowserRecord) -> Outcome:
    """Write the choice down as the answer it is, unless that is how things stand already."""
    purpose = session.policy().purpose(cookie_terms(session.policy()).purpose_id)
    nothing = Outcome(Decision(allowed=True, basis=None, reasons=()), customer.code)
    if purpose is None:
        return nothing
    last = newest(consents.records_of(session, customer), purpose.id, Channel.NONE, Giver.SELF)
    state = state_of(last, purpose.revision, uow.now)
    outcome = _answer(state, is_yes=_is_yes(new))
    if outcome is None:
        return nothing
    said = Said(purpose.id, Channel.NONE, outcome, ConsentMethod.WEBSITE, new.occurred_at)
    return consents.store(session, uow, customer, said)


def _answer(state: ConsentState, *, is_yes: bool) -> ConsentOutcome | None:
    if is_yes:
        return None if state is ConsentState.GRANTED else ConsentOutcome.GRANTED
    if state is ConsentState.GRANTED:
        return ConsentOutcome.WITHDRAWN
    return None if state in {ConsentState.REFUSED, ConsentState.WITHDRAWN} else ConsentOutcome.REFUSED
