"""Partners who hold somebody's data are asked to correct it, give it back or stop using it, each with its own clock.

A partner learns nothing new: it finds the person by the parcels, orders and manifests it was given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.deadline import Deadline, DeadlineKind, RequestKind
from ledger.domain.errors import NotFound, NothingToDo, UnknownChoice, WrongState
from ledger.domain.feedback import require_not_future
from ledger.domain.ids import CustomerId, FieldId, ManifestId, PartnerLetterId, RecipientId
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import CommitmentState
from ledger.domain.request import (
    PartnerAnswer,
    PartnerLetter,
    PartnerLetterKind,
    StepKind,
    SubjectRequest,
    not_before,
    require_identity,
    require_open,
)
from ledger.domain.staff import Operation
from ledger.services import customers, recipients, request_clocks, requests
from ledger.services.recipients import RecipientLine
from ledger.services.request_steps import audit, read_words
from ledger.services.session import Session
from ledger.storage import partner_letters as rows

_SUGGESTED = {RequestKind.CORRECT: PartnerLetterKind.CORRECT, RequestKind.DELETE: PartnerLetterKind.RECALL}


@dataclass(frozen=True, slots=True)
class Holder:
    """A partner who was given this person's data, and the papers it can find the person by."""

    recipient_id: RecipientId
    name: str
    role: RecipientRole
    fields: tuple[FieldId, ...]
    last_given_at: datetime
    count: int
    parcels: tuple[str, ...]
    orders: tuple[str, ...]
    manifests: tuple[ManifestId, ...]
    commitment: CommitmentState

    @property
    def kinds(self) -> tuple[PartnerLetterKind, ...]:
        """Return what may be asked of it: an authority keeps what the law gave it, and can only correct it."""
        if self.role is RecipientRole.AUTHORITY:
            return (PartnerLetterKind.CORRECT,)
        return tuple(PartnerLetterKind)


def holders(session: Session, customer_code: str) -> tuple[Holder, ...]:
    """Return everybody who was given something about a customer, erased or not; who got it last first."""
    return holders_of(session, customers.get(session, customer_code).id)


def holders_of(session: Session, customer_id: CustomerId) -> tuple[Holder, ...]:
    """Return everybody who was given something about the customer with this id; who got it last first."""
    given: dict[RecipientId, list[rows.Given]] = {}
    for one in rows.given(session.db, customer_id):
        given.setdefault(one.recipient_id, []).append(one)
    partners = {one.id: one for one in recipients.lines(session)}
    found = [_holder(partners[one], papers) for one, papers in given.items()]
    return tuple(sorted(found, key=lambda one: one.last_given_at, reverse=True))


def _holder(partner: RecipientLine, given: Sequence[rows.Given]) -> Holder:
    return Holder(
        recipient_id=partner.id,
        name=partner.name,
        role=partner.role,
        fields=tuple(sorted({one for paper in given for one in paper.fields})),
        last_given_at=given[-1].at,
        count=len(given),
        parcels=_each(paper.parcel_code for paper in given),
        orders=_each(paper.order_code for paper in given),
        manifests=tuple(dict.fromkeys(paper.manifest_id for paper in given if paper.manifest_id is not None)),
        commitment=partner.state,
    )


def _each(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in dict.fromkeys(codes) if code)


def suggested_kind(kind: RequestKind) -> PartnerLetterKind:
    """Return what partners are asked to do when a customer asks for ``kind``."""
    return _SUGGESTED.get(kind, PartnerLetterKind.STOP)


# --- asking -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What one partner is asked to do, checked: the letter that tells it may be written."""

    request: SubjectRequest
    customer: Customer = field(repr=False)
    holder: Holder
    kind: PartnerLetterKind
    fields: tuple[FieldId, ...]


def asked(
    session: Session, request_code: str, recipient_id: RecipientId, kind: PartnerLetterKind, fields: Iterable[FieldId]
) -> Asked:
    """Return what a partner is asked to do for a request; nothing is recorded.

    Raises ``NotFound`` for who was given nothing, ``NothingToDo`` without a field, ``UnknownChoice`` for a field or an
    act it cannot be asked for, ``IdentityNotProven``, and ``WrongState`` for a closed request or one without customer.
    """
    session.require(Operation.RECORD)
    request = requests.get(session, request_code)
    require_open(request, "partner_letter")
    customer = requests.customer_of(session, request)
    if customer is None:
        raise WrongState(state="NO_CUSTOMER", act="partner_letter")
    if request.kind is not RequestKind.COMPLAINT:
        require_identity(request)
    holder = next((one for one in holders_of(session, customer.id) if one.recipient_id == recipient_id), None)
    if holder is None:
        raise NotFound(kind="recipient", code=str(recipient_id))
    if kind not in holder.kinds:
        raise UnknownChoice(field="letter_kind", choices=tuple(one.value for one in holder.kinds))
    return Asked(request, customer, holder, kind, _wanted(holder, frozenset(fields)))


def _wanted(holder: Holder, fields: frozenset[FieldId]) -> tuple[FieldId, ...]:
    if not fields:
        raise NothingToDo(act="partner_letter")
    if fields - set(holder.fields):  # a letter must not tell a partner what it never had
        raise UnknownChoice(field="fields", choices=holder.fields)
    return tuple(sorted(fields))


def write(
    session: Session,
    request_code: str,
    recipient_id: RecipientId,
    kind: PartnerLetterKind,
    fields: Iterable[FieldId],
    *,
    moves_limit: bool = True,
) -> PartnerLetterId:
    """Record that a partner is asked to act; its clock starts now. Raises as ``asked``.

    With ``moves_limit`` the request gets the longer limit the law gives where a partner must act, once.
    """
    wanted = asked(session, request_code, recipient_id, kind, fields)
    with session.write() as uow:
        if moves_limit and not wanted.request.is_with_partner:
            requests.store_with_partner(uow, wanted.request)
        due = request_clocks.partner_due(uow.db, uow.now)
        new = rows.NewLetter(wanted.request.id, recipient_id, kind, wanted.fields, due)
        letter_id = rows.add(uow.db, new, uow.now, uow.actor)
        requests.add_step(uow, wanted.request.id, StepKind.PARTNER_TOLD, reference=str(letter_id))
        about: Entry = {"recipient": recipient_id, "letter": letter_id, "partner_act": kind.value}
        audit(uow, AuditAction.PARTNER_TOLD, wanted.request, about | {"fields": list(wanted.fields)})
    return letter_id


# --- what they said ---------------------------------------------------------------------------------


def get(session: Session, letter_id: PartnerLetterId) -> PartnerLetter:
    """Return one letter. Raises ``NotFound``."""
    found = rows.load(session.db, letter_id)
    if found is None:
        raise NotFound(kind="partner_letter", code=str(letter_id))
    return found


def answered(
    session: Session, letter_id: PartnerLetterId, answer: PartnerAnswer, at: datetime | None = None, note: str = ""
) -> None:
    """Record what a partner said. One that refused may still do it later; nothing else is said twice.

    Raises ``InFuture``, ``BeforeReceipt`` for an answer older than the letter, ``WrongState``, and ``CustomerErased``
    for a note about somebody who was erased meanwhile.
    """
    session.require(Operation.RECORD)
    letter, said_at = get(session, letter_id), at or session.now()
    if letter.answer not in {None, PartnerAnswer.REFUSED}:
        raise WrongState(state="LETTER_ANSWERED", act="partner_answer")
    require_not_future(said_at, session.now(), "answered_at")
    said_at = not_before(letter.written_at, said_at, "answered_at")
    request = requests.by_id(session, letter.request_id)
    said = rows.Answer(answer, said_at, read_words(session, request, note, "note"))
    with session.write() as uow:
        rows.settle(uow.db, letter_id, said, uow.actor)
        step = StepKind.PARTNER_ANSWERED
        requests.add_step(uow, letter.request_id, step, at=said_at, reference=str(letter_id))
        about: Entry = {"recipient": letter.recipient_id, "letter": letter_id, "partner_answer": answer.value}
        audit(uow, AuditAction.PARTNER_ANSWERED, request, about)


# --- for reading ------------------------------------------------------------------------------------


def of_request(session: Session, request_code: str) -> tuple[PartnerLetter, ...]:
    """Return the letters written for a request, oldest first."""
    return rows.of_request(session.db, requests.get(session, request_code).id)


def clock_of(letter: PartnerLetter) -> Deadline:
    """Return until when the partner is asked to act."""
    return Deadline(DeadlineKind.PARTNER, letter.written_at, letter.due_at, letter.due_at)


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """A partner who has not answered yet."""

    letter: PartnerLetter
    request_code: str
    recipient_name: str

    @property
    def clock(self) -> Deadline:
        """Return until when the partner is asked to act."""
        return clock_of(self.letter)


def waiting(session: Session, limit: int) -> tuple[WaitingLetter, ...]:
    """Return up to ``limit`` letters nobody answered yet, the nearest end first."""
    names = {one.id: one.name for one in recipients.lines(session)}
    found = rows.waiting(session.db, limit)
    return tuple(WaitingLetter(one.letter, one.request_code, names[one.letter.recipient_id]) for one in found)


@dataclass(frozen=True, slots=True)
class Partners:
    """The partners behind one request: who holds what, what each was asked, and where the limit would move to.

    ``letters`` are oldest first. ``longer_limit`` is the legal limit with a partner, ``None`` where nothing would move.
    """

    request: SubjectRequest
    customer_code: str
    holders: tuple[Holder, ...]
    letters: tuple[PartnerLetter, ...] = field(repr=False)
    longer_limit: datetime | None = None
    is_erased: bool = False

    def letter_to(self, recipient_id: RecipientId) -> PartnerLetter | None:
        """Return the newest letter to one partner."""
        return next((one for one in reversed(self.letters) if one.recipient_id == recipient_id), None)


def partners(session: Session, request_code: str) -> Partners:
    """Return everything about the partners behind a request."""
    session.require(Operation.RECORD)
    request = requests.get(session, request_code)
    customer = requests.customer_of(session, request)
    found = holders_of(session, customer.id) if customer is not None else ()
    return Partners(
        request,
        customer.code if customer is not None else "",
        found,
        rows.of_request(session.db, request.id),
        _longer_limit(session, request),
        is_erased=customer is not None and customer.erased_at is not None,
    )


def _longer_limit(session: Session, request: SubjectRequest) -> datetime | None:
    if request.is_with_partner or request.due_at is None or not request.may_move(session.now()):
        return None
    longer = request_clocks.of(session.db, request.kind, replace(request.asking, is_with_partner=True)).complete
    return longer.due_at if longer is not None and longer.due_at > request.due_at else None
