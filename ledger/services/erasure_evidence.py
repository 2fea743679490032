"""What the promises keep of people who are about to be erased, measured once for all of them (``model.md`` 1 and 9).

Counts of promises must not change when a person goes. Violations are measured over the whole life of the ledger; rows
that a figure counts and an erasure makes unreadable are written down by instant. ``promise_erased`` joins both in.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping

from ledger.domain.audit import AuditAction
from ledger.domain.ids import CustomerId
from ledger.domain.instants import local_date, to_text
from ledger.domain.minor import age_on, minor_under
from ledger.domain.policy import Control
from ledger.domain.promise import Period, Violation
from ledger.services import promises
from ledger.services.deciding import age_rules
from ledger.services.session import Session
from ledger.storage import audit_log, erased_evidence, promise_minors
from ledger.storage.erased_evidence import Piece

# Kinds of violations read from rows that stay as they are: kept twice, they could outlive their own correction.
_STAY_READABLE = frozenset(
    {
        "answer_late", "answer_overdue", "breach", "browser_kept_too_long", "browser_purged_late", "confirmed_twice",
        "contact_after_refusal", "disclosed_uncommitted", "papers_missing", "parcel_unchecked", "purpose_unknown",
        "role_not_allowed",
    }
)  # fmt: skip
_TRIES = 3  # measuring takes seconds, and others may be at work on the same person meanwhile
_Found = list[tuple[Control, Violation]]


def preparing(session: Session, people: Mapping[CustomerId, str]) -> Generator[tuple[int, int], None, int]:
    """Write down what the promises keep of customers by id and code; return the trail's number it holds up to.

    In slices: yields (clauses done, of how many). What is written counts only once they are erased.
    """
    seq, found = 0, _Found()
    for _ in range(_TRIES):
        seq = audit_log.head(session.db).seq
        found = yield from _measured(session, people)
        if is_fresh(session, seq, people.values()):
            break
    pieces = [piece for one in people for piece in _pieces(session, one, found)]
    with session.write() as uow:
        erased_evidence.replace(uow.db, people, found, pieces)
        uow.audit(AuditAction.ERASURE_PREPARED, None, {"customers": len(people)})
    return seq


def is_fresh(session: Session, seq: int, codes: Iterable[str]) -> bool:
    """Return whether nothing was done about these customers after a number of the trail."""
    return audit_log.subjects_since(session.db, seq).isdisjoint(codes)


def _measured(session: Session, people: Mapping[CustomerId, str]) -> Generator[tuple[int, int], None, _Found]:
    life = Period(local_date(erased_evidence.first_instant(session.db)), local_date(session.now()))
    measured = yield from promises.measure(session, life)
    return [
        (one.control, violation)
        for one in measured.promises
        for violation in one.evidence.violations
        if violation.customer_id in people and violation.kind not in _STAY_READABLE
    ]


def _pieces(session: Session, customer_id: CustomerId, found: _Found) -> Iterator[Piece]:
    yield from erased_evidence.pieces_of(session.db, customer_id)
    yield from _acts_as_minor(session, customer_id, found)


def _acts_as_minor(session: Session, customer_id: CustomerId, found: _Found) -> Iterator[Piece]:
    """Yield what was done about somebody while a minor (VK 9), with those in order as kept."""
    control, years = Control.GUARDIAN_CONSENT, minor_under(session.policy(), age_rules(session.db))
    broken = {one.reference for of, one in found if of is control and one.customer_id == customer_id}
    for act in promise_minors.acts_of(session.db, customer_id, to_text(session.now())):
        if age_on(act.birth_on, local_date(act.at)) < years:
            is_kept = f"{act.kind}:{act.id}" not in broken
            figure = "orders_with_guardian" if is_kept and act.kind == "sale" else ""
            yield Piece(control, customer_id, act.at, figure, is_use=True, is_good=is_kept)
