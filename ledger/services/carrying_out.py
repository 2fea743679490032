"""Carrying out what a data subject asked for: withdraw, restrict, object, protect, correct (PDPL Art. 4).

Each verb is one transaction: what changes, the step of the request, and their audit entries. What changes is what the
gate reads, so it follows at once. Who asks must be proven to be the customer; their own channel is proof enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod, ConsentOutcome, newest
from ledger.domain.customer import Customer
from ledger.domain.errors import NothingToDo, UnknownChoice, WrongState
from ledger.domain.feedback import require_not_future
from ledger.domain.ids import PurposeId
from ledger.domain.minor import needed_givers
from ledger.domain.purpose import CONTACT_CHANNELS, Channel, LegalBasis
from ledger.domain.request import StepKind, SubjectRequest, not_before, require_identity, require_open
from ledger.domain.staff import Operation
from ledger.domain.text import NOTE_LIMIT, optional_text, required_text
from ledger.services import consents
from ledger.services.consents import Said
from ledger.services.customers import get_living, store_restriction
from ledger.services.deciding import gather
from ledger.services.request_steps import add_step, audit, carried_out, customer_code, get
from ledger.services.rights_standing import (
    ConsentKey,
    Granted,
    Standing,
    granted_by,
    method_of,
    standing,
    stopped_for,
)
from ledger.services.session import Session
from ledger.storage import changed_since
from ledger.storage.unit_of_work import UnitOfWork

__all__ = [
    "ConsentKey", "Granted", "Objection", "Standing", "changed_fields", "corrected", "object_to", "protect", "release",
    "restrict", "standing", "withdraw",
]  # fmt: skip


def _ready(session: Session, request_code: str, act: str) -> tuple[SubjectRequest, Customer]:
    session.require(Operation.RECORD)
    request = get(session, request_code)
    require_open(request, act)
    require_identity(request)
    return request, get_living(session, customer_code(session.db, request) or "")


def _done(uow: UnitOfWork, request: SubjectRequest, kind: StepKind) -> None:
    """Write that the request was carried out; a further act on it leaves an entry of its own."""
    if request.carried_out_at is None:
        carried_out(uow, request)
    else:
        audit(uow, AuditAction.REQUEST_CARRIED_OUT, request, {"step": kind.value})


def _said_at(session: Session, request: SubjectRequest, at: datetime | None) -> datetime:
    """Return when it was said. A late "no" counts from when it was said: by default when the request came."""
    if at is None:
        return request.received_at
    require_not_future(at, session.now(), "occurred_at")
    return not_before(request.received_at, at, "occurred_at")


def _names(ids: Iterable[str]) -> str | None:
    return " ".join(dict.fromkeys(ids)) or None


# --- withdraw -----------------------------------------------------------------------------------


def withdraw(
    session: Session,
    request_code: str,
    chosen: Sequence[ConsentKey] | None = None,
    method: ConsentMethod | None = None,
    at: datetime | None = None,
) -> int:
    """Withdraw the chosen consents, by default all on which a use rests; return how many. What rested on them goes.

    They count as withdrawn from ``at``, by default from when the request came. Raises ``NothingToDo`` for none or for
    one that does not stand, ``IdentityNotProven``, ``WrongState``, ``InFuture``, ``BeforeReceipt``.
    """
    request, customer = _ready(session, request_code, "withdraw")
    granted = {one.key: one for one in granted_by(session, customer)}
    by_default = [key for key, one in granted.items() if one.rests_on_consent]
    keys = tuple(dict.fromkeys(by_default if chosen is None else chosen))
    if not keys or not set(keys) <= set(granted):
        raise NothingToDo(act="withdraw")
    said_at, how = _said_at(session, request, at), method or method_of(request)
    with session.write() as uow:
        for key in keys:
            # A "yes" said after the request came is taken back now.
            when = said_at if said_at >= granted[key].since else uow.now
            said = Said(key.purpose_id, key.channel, ConsentOutcome.WITHDRAWN, how, when, key.giver)
            consents.store(session, uow, customer, said)
        about = _names(key.purpose_id for key in keys)
        add_step(uow, request.id, StepKind.WITHDRAWN, at=said_at, reference=about)
        _done(uow, request, StepKind.WITHDRAWN)
    return len(keys)


# --- restrict -----------------------------------------------------------------------------------


def restrict(session: Session, request_code: str, note: str = "") -> None:
    """Stop every use but what the law demands, from now on. Raises ``WrongState`` where it is restricted already."""
    request, customer = _ready(session, request_code, "restrict")
    if customer.restricted_at is not None:
        raise WrongState(state="RESTRICTED", act="restrict")
    words = optional_text(note, "note", NOTE_LIMIT, is_multiline=True)
    _store_restriction(session, (request, customer), words, is_restricted=True)


def release(session: Session, request_code: str, reason: str) -> None:
    """Allow the use again, for a reason. Raises ``TextMissing``, and ``WrongState`` where nothing is restricted."""
    request, customer = _ready(session, request_code, "release")
    if customer.restricted_at is None:
        raise WrongState(state="NOT_RESTRICTED", act="release")
    words = required_text(reason, "note", NOTE_LIMIT)
    _store_restriction(session, (request, customer), words, is_restricted=False)


def _store_restriction(
    session: Session, about: tuple[SubjectRequest, Customer], words: str | None, *, is_restricted: bool
) -> None:
    request, customer = about
    kind = StepKind.RESTRICTED if is_restricted else StepKind.RELEASED
    with session.write() as uow:
        store_restriction(uow, customer, is_restricted=is_restricted)
        add_step(uow, request.id, kind, note=words)
        _done(uow, request, kind)


# --- object -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Objection:
    """What a person objects to: contact on channels (``None`` is every channel), and uses for purposes.

    Said at ``at``, by default when the request came, and in the way it came.
    """

    channels: tuple[Channel | None, ...] = ()
    purposes: tuple[PurposeId, ...] = ()
    method: ConsentMethod | None = None
    at: datetime | None = None


def object_to(session: Session, request_code: str, objection: Objection) -> None:
    """Stop contact and refuse purposes. Its hash keeps a stop alive whatever happens to the record (KO 4c).

    A purpose is refused as such and on every channel, by everybody who has a say. Raises ``UnknownChoice`` for a
    purpose that rests on no consent (a "no" would change nothing), and ``NothingToDo`` where all of it stands already.
    """
    request, customer = _ready(session, request_code, "object")
    stopped = stopped_for(session, customer)
    channels = [one for one in dict.fromkeys(objection.channels) if one not in stopped]
    refusals = _refusals(session, customer, objection.purposes)
    if not channels and not refusals:
        raise NothingToDo(act="object")
    said_at, how = _said_at(session, request, objection.at), objection.method or method_of(request)
    with session.write() as uow:
        for channel in channels:
            consents.store_stop(uow, customer, channel, how, said_at)
        for key, spoken_at in refusals.items():
            when = said_at if spoken_at is None or said_at >= spoken_at else uow.now
            said = Said(key.purpose_id, key.channel, ConsentOutcome.REFUSED, how, when, key.giver)
            consents.store(session, uow, customer, said)
        about = _names([*(one or "ALL" for one in channels), *(key.purpose_id for key in refusals)])
        add_step(uow, request.id, StepKind.STOPPED, at=said_at, reference=about)
        _done(uow, request, StepKind.STOPPED)


def _refusals(session: Session, customer: Customer, purposes: Sequence[PurposeId]) -> dict[ConsentKey, datetime | None]:
    """Return what is refused newly, each with when somebody spoke about it last."""
    asked = tuple(one.id for one in session.policy().purposes if one.basis is LegalBasis.CONSENT)
    if not set(purposes) <= set(asked):
        raise UnknownChoice(field="purpose", choices=asked)
    now = session.now()
    facts = gather(session, (customer,), now)[customer.id]
    found: dict[ConsentKey, datetime | None] = {}
    for purpose in dict.fromkeys(purposes):
        for giver in sorted(needed_givers(facts.band(now))):
            for channel in (Channel.NONE, *CONTACT_CHANNELS):
                last = newest(facts.consents, purpose, channel, giver)
                if last is None or last.outcome is ConsentOutcome.GRANTED:
                    found[ConsentKey(purpose, channel, giver)] = last.occurred_at if last is not None else None
    return found


# --- protect, correct ---------------------------------------------------------------------------


def protect(session: Session, request_code: str, measures: str, at: datetime | None = None) -> None:
    """Record in words what was done to protect the data, at ``at`` or now. Raises ``TextMissing``."""
    request, _ = _ready(session, request_code, "protect")
    words = required_text(measures, "measures", NOTE_LIMIT)
    done_at = session.now() if at is None else _said_at(session, request, at)
    with session.write() as uow:
        add_step(uow, request.id, StepKind.PROTECTED, at=done_at, note=words)
        _done(uow, request, StepKind.PROTECTED)


def changed_fields(session: Session, request_code: str) -> tuple[str, ...]:
    """Return the names of the customer's fields that were corrected, added or marked since the request came."""
    session.require(Operation.VIEW_CUSTOMER)
    request = get(session, request_code)
    if request.customer_id is None:
        return ()
    return changed_since.fields(session.db, request.customer_id, request.received_at)


def corrected(session: Session, request_code: str, fields: Sequence[str] = ()) -> None:
    """Record that these fields were corrected on the card for a request, by default all that changed since it came.

    Raises ``NothingToDo`` when none was, or for a field that did not change: the request is carried out by the edit.
    """
    request, _ = _ready(session, request_code, "correct")
    changed = changed_fields(session, request_code)
    names = tuple(dict.fromkeys(fields)) or changed
    if not names or not set(names) <= set(changed):
        raise NothingToDo(act="correct")
    with session.write() as uow:
        add_step(uow, request.id, StepKind.CORRECTED, reference=_names(names))
        _done(uow, request, StepKind.CORRECTED)
