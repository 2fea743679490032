"""Erasing a customer: what stands against it, what goes and what stays, for good (PDPL Art. 14, ``security.md`` 5.8).

Each customer is one transaction whose line is in the journal before it commits; a program killed in between finishes
at the next opening. Afterwards the file is written anew and the managed backups are rewritten (``erasure_files``).
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.customer import Customer
from ledger.domain.deadline import RequestKind
from ledger.domain.erasure import ErasureCause, Kept, Obstacle, Removed, Standing, require_free
from ledger.domain.errors import CustomerErased, ErasureBlocked, NotFound, NothingToDo, WrongState
from ledger.domain.ids import CustomerId, RetentionRunId
from ledger.domain.purpose import Channel
from ledger.domain.request import StepKind, SubjectRequest
from ledger.domain.staff import Operation
from ledger.domain.text import as_code
from ledger.services import requests, stops
from ledger.services.customers import get_living
from ledger.services.deciding_many import to_the_end
from ledger.services.erasure_evidence import is_fresh, preparing
from ledger.services.erasure_files import count_backups, finishing
from ledger.services.reading import echo
from ledger.services.session import Session, back_up
from ledger.storage import codes as code_rows
from ledger.storage import consents, customers, erased
from ledger.storage import erasure as rows
from ledger.storage.database import Connection
from ledger.storage.erased import Order
from ledger.storage.erasure import ErasureRecord, Holder, apply_line
from ledger.storage.journal import JournalKind
from ledger.storage.unit_of_work import UnitOfWork

__all__ = [
    "ErasurePreview", "ErasureRecord", "Holder", "Standing", "apply_line", "erasing", "of_customer", "preview",
    "record", "records",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What erasing a customer would do now; ``minors`` are the codes of those who lose their guardian."""

    customer_code: str
    obstacles: tuple[Standing, ...]
    removed: Mapping[Removed, int]
    kept: Mapping[Kept, int]
    holders: tuple[Holder, ...]  # whoever got data; they have to be asked to delete it too
    minors: tuple[str, ...]
    backups: int  # managed ones, which are rewritten

    @property
    def is_free(self) -> bool:
        """Return whether nothing stands against it."""
        return not self.obstacles


def preview(session: Session, code: str, request_code: str = "") -> ErasurePreview:
    """Return what erasing a customer would do (manager); the request that asks for it stands not against it.

    Without ``request_code`` an open request for deletion is taken for the one. Nothing is recorded. Raises
    ``NotFound`` and ``CustomerErased``.
    """
    session.require(Operation.ERASE)
    customer, db = get_living(session, code), session.db
    standing = _obstacles(db, customer.id, request_code or _asking_for_it(session, customer))
    removed = erased.count(db, customer.id, erased.shape_of(db))
    kept = rows.kept_of(db, customer.id)
    if hashes := stops.count_remembered(db, customer, _stopped(db, customer)):
        kept[Kept.STOP_HASHES] = hashes
    minors, holders = rows.minors_of(db, customer.id), rows.holders_of(db, customer.id)
    backups = count_backups(session.vault)
    return ErasurePreview(customer.code, standing, removed, kept, holders, minors, backups)


def _asking_for_it(session: Session, customer: Customer) -> str:
    asking = requests.open_of(session, customer.code, RequestKind.DELETE)
    return asking[0].code if asking else ""


def _obstacles(db: Connection, customer_id: CustomerId, request_code: str) -> tuple[Standing, ...]:
    found = rows.obstacles(db, customer_id, request_code)
    return tuple(Standing(kind, found[kind]) for kind in Obstacle if kind in found)


def _stopped(db: Connection, customer: Customer) -> list[Channel | None]:
    said = consents.stops_of(db, (customer.id,))[customer.id]
    return [one.channel for one in said if one.lifted_at is None]


# --- erasing ------------------------------------------------------------------------------------

_AT_ONCE = 50  # customers looked at in one slice


@dataclass(frozen=True, slots=True)
class _Why:
    """What all erasures of one act share."""

    cause: ErasureCause
    request: SubjectRequest | None
    run_id: RetentionRunId | None

    @property
    def request_code(self) -> str:
        return self.request.code if self.request is not None else ""


def erasing(
    session: Session,
    codes: Sequence[str],
    cause: ErasureCause,
    *,
    request_code: str = "",
    run_id: RetentionRunId | None = None,
) -> Generator[tuple[int, int], None, tuple[str, ...]]:
    """Erase customers for good, each in a transaction of its own; return the codes of the certificates.

    In slices: yields (steps done, of how many), with a verified backup before and the files rewritten at the end. Needs
    the passphrase again (within a retention run the run's own). Raises ``ErasureBlocked`` before anything is touched,
    ``IdentityNotProven``, ``WrongState``, ``NotFound``, ``CustomerErased``, ``NothingToDo`` and ``BackupFailed``.
    Whoever is blocked or gone by the time it is their turn is passed over.
    """
    _require(session, Operation.ERASE if run_id is None else Operation.RETAIN)
    why = _Why(cause, _request(session, request_code, codes), run_id)
    people = {one.id: one.code for one in (get_living(session, code) for code in codes)}
    if not people:
        raise NothingToDo
    steps, made, missed = _Steps(session, people), list[str](), None
    for nth, (one, code) in enumerate(people.items()):
        require_free(code, _obstacles(session.db, one, why.request_code))
        if nth % _AT_ONCE == 0:
            yield steps.now()
    back_up(session)
    yield steps.one_more()
    seq = yield from steps.through(preparing(session, people), steps.clauses)
    for code in people.values():
        try:
            seq = _fresh(session, code, seq)
            made.append(_erase(session, code, why))
        except (ErasureBlocked, CustomerErased) as changed:
            missed = changed
        yield steps.one_more()
    yield from steps.through(finishing(session.vault), steps.backups)
    if missed is not None and not made:
        raise missed
    return tuple(made)


class _Steps:
    """How far it is: the clauses measured, the customers, the backups and the start."""

    def __init__(self, session: Session, people: Mapping[CustomerId, str]) -> None:
        self.clauses = len(session.policy().clauses)
        self.backups = count_backups(session.vault) + 1
        self._done, self._total = 0, 1 + self.clauses + len(people) + self.backups

    def now(self) -> tuple[int, int]:
        return self._done, self._total

    def one_more(self) -> tuple[int, int]:
        self._done += 1
        return self.now()

    def through(self, part: Generator[tuple[int, int], None, int], size: int) -> Generator[tuple[int, int], None, int]:
        """Go through a part that counts by itself; at its end it is ``size`` steps further."""
        before = self._done
        while True:
            try:
                done, _ = next(part)
            except StopIteration as over:
                self._done = before + size
                return int(over.value)
            self._done = before + min(done, size)
            yield self.now()


def _require(session: Session, operation: Operation) -> None:
    session.require(operation)
    session.require_confirmed(operation)


def _request(session: Session, request_code: str, codes: Sequence[str]) -> SubjectRequest | None:
    """Return the request for deletion that is carried out: of this very person, who was proven to be it."""
    if not request_code:
        return None
    request = requests.get(session, request_code)
    if request.kind is not RequestKind.DELETE or not request.is_open:
        raise WrongState(state=request.kind.value if request.is_open else "CLOSED", act="erase")
    requests.require_identity(request)
    if [customers.id_of(session.db, as_code(code)) for code in codes] != [request.customer_id]:
        raise WrongState(state="OTHER_CUSTOMER", act="erase")
    return request


def _fresh(session: Session, code: str, seq: int) -> int:
    # somebody recorded something about the person while others were erased
    if is_fresh(session, seq, (code,)):
        return seq
    return to_the_end(preparing(session, {get_living(session, code).id: code}))


def _erase(session: Session, code: str, why: _Why) -> str:
    with session.write() as uow:
        customer = get_living(session, code)
        require_free(code, _obstacles(uow.db, customer.id, why.request_code))
        return _store(uow, customer, why)


def _store(uow: UnitOfWork, customer: Customer, why: _Why) -> str:
    db, shape = uow.db, erased.shape_of(uow.db)
    for channel in (channels := _stopped(db, customer)):
        stops.remember(uow, customer, channel)
    hashes = stops.count_remembered(db, customer, channels)
    certificate = code_rows.next_code(db, code_rows.ERASURE)
    order = Order(customer.code, uow.now, why.cause.value, certificate, uow.actor, why.request_code)
    if why.request is not None:
        requests.add_step(uow, why.request.id, StepKind.ERASED, reference=certificate)
        requests.carried_out(uow, why.request)
    removed = erased.count(db, customer.id, shape)
    erased.empty(db, customer.id, uow.now, shape)
    removed[Removed.TRAIL_DETAILS] = uow.erase_bodies(customer.code)
    kept = rows.kept_of(db, customer.id)
    kept |= {Kept.TRAIL: kept.get(Kept.TRAIL, 0) + 1} | ({Kept.STOP_HASHES: hashes} if hashes else {})
    request_id = why.request.id if why.request is not None else None
    new = rows.NewErasure(
        certificate, customer.id, why.cause, uow.now, uow.actor, removed, kept, request_id, why.run_id
    )
    rows.add(db, new)
    body: Entry = {
        "erasure": certificate,
        "cause": why.cause.value,
        "request": why.request_code or None,
        "removed": {kind.value: number for kind, number in removed.items()},
        "stays": {kind.value: number for kind, number in kept.items()},
    }
    uow.audit(AuditAction.ERASED, customer.code, body)
    uow.journal(JournalKind.ERASE, order.payload())
    return certificate


# --- on record ----------------------------------------------------------------------------------


def record(session: Session, xd_code: str) -> ErasureRecord:
    """Return the erasure with a code such as ``XD-0001`` (manager). Raises ``NotFound``."""
    session.require(Operation.ERASE)
    found = rows.load(session.db, as_code(xd_code))
    if found is None:
        raise NotFound(kind="erasure", code=echo(xd_code))
    return found


def of_customer(session: Session, customer_code: str) -> ErasureRecord | None:
    """Return the erasure of a customer, ``None`` where nothing was erased (manager)."""
    session.require(Operation.ERASE)
    return rows.load_of(session.db, as_code(customer_code))


def records(session: Session) -> tuple[ErasureRecord, ...]:
    """Return every erasure, newest first (manager)."""
    session.require(Operation.ERASE)
    return rows.load_all(session.db)
