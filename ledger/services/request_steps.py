"""One request with its history, and the steps that whatever carries it out writes inside its own transaction."""

from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.errors import CustomerErased, NotFound
from ledger.domain.ids import RequestId
from ledger.domain.purpose import Channel
from ledger.domain.request import Step, StepKind, SubjectRequest
from ledger.domain.text import NOTE_LIMIT, as_code, optional_text
from ledger.services.reading import echo
from ledger.services.session import Session
from ledger.storage import customers
from ledger.storage import requests as rows
from ledger.storage.database import Connection
from ledger.storage.unit_of_work import UnitOfWork


def get(session: Session, code: str) -> SubjectRequest:
    """Return the request with a code such as ``YC-0001``. Raises ``NotFound``."""
    request = rows.load(session.db, as_code(code))
    if request is None:
        raise NotFound(kind="request", code=echo(code))
    return request


def by_id(session: Session, request_id: RequestId) -> SubjectRequest:
    """Return the request with an id. Raises ``NotFound``."""
    request = rows.load_id(session.db, request_id)
    if request is None:
        raise NotFound(kind="request", code=str(request_id))
    return request


def steps(session: Session, code: str) -> tuple[Step, ...]:
    """Return the history of a request in the order in which it was written down."""
    return rows.steps(session.db, get(session, code).id)


def customer_of(session: Session, request: SubjectRequest) -> Customer | None:
    """Return whose request it is, erased or not; ``None`` while nobody knows."""
    return customers.load(session.db, request.customer_id) if request.customer_id is not None else None


def customer_code(db: Connection, request: SubjectRequest) -> str | None:
    """Return the code of whose request it is, which its audit entries are about."""
    return customers.code_of(db, request.customer_id) if request.customer_id is not None else None


def read_words(session: Session, request: SubjectRequest, typed: str, name: str) -> str | None:
    """Return words about a request, cleaned. Nothing new is written about an erased person: ``CustomerErased``."""
    words = optional_text(typed, name, NOTE_LIMIT, is_multiline=True)
    person = customer_of(session, request) if words else None
    if person is not None and person.erased_at is not None:
        raise CustomerErased(code=person.code)
    return words


def add_step(  # noqa: PLR0913 - the parts of a step, all but what it is about by name
    uow: UnitOfWork,
    request_id: RequestId,
    kind: StepKind,
    *,
    at: datetime | None = None,
    channel: Channel | None = None,
    reference: str | None = None,
    note: str | None = None,
) -> None:
    """Write one step inside a transaction that is already open; ``at`` is now by default, ``note`` already cleaned."""
    step = Step(kind, at or uow.now, uow.now, uow.actor, channel, reference, note)
    rows.add_step(uow.db, request_id, step)


def carried_out(uow: UnitOfWork, request: SubjectRequest, at: datetime | None = None) -> None:
    """Write that a request was carried out, at ``at`` or now; only the first time counts, and only that is audited."""
    if rows.set_carried_out(uow.db, request.id, at or uow.now):
        audit(uow, AuditAction.REQUEST_CARRIED_OUT, request)


def audit(uow: UnitOfWork, action: AuditAction, request: SubjectRequest, about: Entry | None = None) -> None:
    """Put an act on a request on the trail, about its customer."""
    body: Entry = {"request": request.code}
    uow.audit(action, customer_code(uow.db, request), body | (about or {}))
