"""Half-written forms: kept in the ledger when the screen is locked, offered again to the member who wrote them.

An erasure deletes every one of them: who a half-written form is about, nobody can tell from its words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ledger.domain.audit import AuditAction
from ledger.domain.draft import KEPT_FOR, DraftForm
from ledger.domain.errors import NotFound, TextTooLong
from ledger.domain.ids import CustomerId, DraftId
from ledger.services.session import Session
from ledger.storage import customers
from ledger.storage import drafts as rows
from ledger.storage.drafts import DraftRow, NewDraft
from ledger.storage.unit_of_work import UnitOfWork

WORDS_LIMIT = 200_000  # characters of one form
MOST = 20  # kept of one member; the oldest go


@dataclass(frozen=True, slots=True)
class HalfWritten:
    """A form as somebody left it. ``record`` is the code it is opened by, empty for something new."""

    form: DraftForm
    record: str = ""
    customer_code: str = ""  # whom it is about, where that is known
    typed: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One that waits: which form, of what, since when; nothing of what was typed."""

    id: DraftId
    form: DraftForm
    record: str
    kept_at: datetime


def keep(session: Session, forms: Sequence[HalfWritten]) -> int:
    """Keep the forms half-written now, at a lock; return how many. Raises ``DiskFull``.

    What is about a customer erased meanwhile is not kept. Raises ``TextTooLong`` for a whole book, once the others are.
    """
    short = [one for one in forms if _is_short(one)]
    kept = _keep(session, [(one, whose) for one in short if (whose := _whose(session, one)) != _ERASED])
    if len(short) < len(forms):
        raise TextTooLong(field="draft", limit=WORDS_LIMIT)
    return kept


def _is_short(one: HalfWritten) -> bool:
    return sum(len(str(words)) for words in one.typed.values()) <= WORDS_LIMIT


def _keep(session: Session, living: Sequence[tuple[HalfWritten, CustomerId | None]]) -> int:
    if not living:
        return 0
    with session.write() as uow:
        for one, customer_id in living:
            rows.add(uow.db, NewDraft(uow.actor, customer_id, one.form, one.record, uow.now, one.typed))
            uow.audit(AuditAction.DRAFT_KEPT, _code_of(uow, customer_id), {"form": one.form.value})
        for old in rows.of_staff(uow.db, uow.actor)[MOST:]:
            _drop(uow, old)
    return len(living)


_ERASED = CustomerId(-1)


def _whose(session: Session, one: HalfWritten) -> CustomerId | None:
    if not one.customer_code:
        return None
    customer_id = customers.id_of(session.db, one.customer_code)
    if customer_id is None:
        return None
    return _ERASED if customers.is_erased(session.db, customer_id) else customer_id


def _code_of(uow: UnitOfWork, customer_id: CustomerId | None) -> str | None:
    return customers.code_of(uow.db, customer_id) if customer_id is not None else None


def waiting(session: Session) -> tuple[Waiting, ...]:
    """Return what the member who is signed in left half-written within seven days, newest first."""
    since = session.now() - KEPT_FOR
    mine = rows.of_staff(session.db, session.member.id)
    return tuple(Waiting(one.id, one.form, one.record, one.kept_at) for one in mine if one.kept_at >= since)


def read(session: Session, draft_id: DraftId) -> HalfWritten:
    """Return a form as the member left it. Raises ``NotFound``, also for somebody else's."""
    one = _own(session, draft_id)
    code = customers.code_of(session.db, one.customer_id) if one.customer_id is not None else ""
    return HalfWritten(one.form, one.record, code, one.body)


def discard(session: Session, draft_id: DraftId) -> None:
    """Keep one no longer: it is in the window again, or not wanted. Raises ``NotFound``, also for somebody else's."""
    one = _own(session, draft_id)
    with session.write() as uow:
        _drop(uow, one)


def _own(session: Session, draft_id: DraftId) -> DraftRow:
    for one in rows.of_staff(session.db, session.member.id):
        if one.id == draft_id:
            return one
    raise NotFound(kind="half_written", code=str(draft_id))


def _drop(uow: UnitOfWork, one: DraftRow) -> None:
    rows.drop(uow.db, one.id)
    uow.audit(AuditAction.DRAFT_DROPPED, _code_of(uow, one.customer_id), {"form": one.form.value})
