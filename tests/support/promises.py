"""Proving a clause: what an act against it is told, what its figures say, and how it stands after it was broken.

One ``ClauseRow`` per clause of a pack; ``prove_*`` do with every row what the promises page claims.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ledger.assets import load_pack, load_wording, pack_ids
from ledger.domain.audit import AuditAction
from ledger.domain.customer import Customer
from ledger.domain.gate import Decision
from ledger.domain.ids import DisclosureId, PurposeId
from ledger.domain.policy import Control
from ledger.domain.promise import FigureValue, Period, Promise, PromiseState
from ledger.domain.purpose import LegalBasis
from ledger.domain.recipient import Recipient
from ledger.domain.wording import Language
from ledger.services import promises
from ledger.services.session import Session
from ledger.storage import disclosures as rows
from support.domain import NAME
from support.services import DELIVERY, Workplace

WORDS = "Đã gọi xin lỗi khách và sửa ngay trong ngày."


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """How one clause is broken, kept and mended, in a shop of any pack that has it.

    ``refuse`` does what the clause forbids and returns what it was told: clauses, articles, codes of errors or
    warnings; ``told`` has to be among it. ``keep`` raises ``figure``. ``violate`` breaks it by the clock or by import,
    ``mend`` closes what stands open.
    """

    clause: str
    refuse: Callable[[Workplace], set[str]]
    keep: Callable[[Workplace], object]
    figure: str
    violate: Callable[[Workplace], object]
    mend: Callable[[Workplace], object]
    told: str = ""  # the clause itself unless something else refuses before the gate


def nothing(_shop: Workplace) -> None:
    """Mend what was over as it happened."""


def references(decision: Decision) -> set[str]:
    """Return the clauses and articles a refusal names."""
    assert not decision.allowed
    return {reason.reference for reason in decision.reasons}


# --- reading the promises -------------------------------------------------------------------------


def measured(session: Session, period: Period | None = None) -> promises.Promises:
    """Measure everything at once."""
    slices = promises.measure(session, period)
    while True:
        try:
            next(slices)
        except StopIteration as done:
            result = done.value
            assert isinstance(result, promises.Promises)
            for one in result.promises:
                _require_words(one)
            return result


def _require_words(promise: Promise) -> None:
    """See that everything a promise says has words in both languages, whatever brought it about."""
    for wording in map(load_wording, Language):
        for figure_of in promise.evidence.figures:
            assert f"figures.{figure_of.id}" in wording
        for violation in promise.evidence.violations:
            assert wording.text(f"violations.{violation.kind}").endswith(".")
        for warned in promise.evidence.warnings:
            assert wording.text(f"promise_warnings.{warned.kind}", count=warned.count, **warned.values).endswith(".")


def promise_of(session: Session, clause: str, period: Period | None = None) -> Promise:
    """Return how one clause stands."""
    return next(one for one in measured(session, period).promises if one.clause.id == clause)


def figure(session: Session, clause: str, name: str, period: Period | None = None) -> FigureValue:
    """Return one figure of a clause."""
    figures = promise_of(session, clause, period).evidence.figures
    return next(one.value for one in figures if one.id == name)


def state(session: Session, clause: str) -> PromiseState:
    """Return how a clause stands this month."""
    return promise_of(session, clause).state


def kinds(session: Session, clause: str) -> list[str]:
    """Return what broke a clause this month, newest first."""
    return [one.kind for one in promise_of(session, clause).evidence.violations]


def explain_all(session: Session, clause: str) -> int:
    """Have the manager explain everything that broke a clause, and return how much it was."""
    found = promise_of(session, clause)
    for one in found.evidence.violations:
        promises.explain(session, found.control, one.reference, WORDS)
    return len(found.evidence.violations)


# --- the table ------------------------------------------------------------------------------------


def cases(rows: Sequence[ClauseRow]) -> list[tuple[str, ClauseRow]]:
    """Return every row with every pack that has its clause."""
    by_id = {row.clause: row for row in rows}
    return [(pack, by_id[clause.id]) for pack in pack_ids() for clause in load_pack(pack).clauses if clause.id in by_id]


def name_of(case: object) -> str:
    """Return how a case of the table is called in the test's name."""
    return case.clause if isinstance(case, ClauseRow) else str(case)


def clauses_of(controls: Iterable[Control]) -> set[str]:
    """Return the clauses of all packs that these controls keep."""
    wanted = set(controls)
    return {clause.id for pack in pack_ids() for clause in load_pack(pack).clauses if clause.control in wanted}


def shop_of(home: Path, pack: str) -> Workplace:
    """Open a shop under one pack; the caller closes it."""
    shop = Workplace(home, pack=pack)
    shop.begin()
    return shop


def prove_refused(shop: Workplace, row: ClauseRow) -> None:
    """An act against the clause is refused (KO 5: warned of) with the clause's own reason."""
    assert (row.told or row.clause) in row.refuse(shop)


def prove_counted(shop: Workplace, row: ClauseRow) -> None:
    """An act that keeps the clause raises its figure, and the clause stands."""
    before = figure(shop.session, row.clause, row.figure)
    row.keep(shop)
    after = figure(shop.session, row.clause, row.figure)
    assert after is not None
    assert before is None or after > before  # type: ignore[operator]  # of one figure, so of one kind
    assert state(shop.session, row.clause) in {PromiseState.KEPT, PromiseState.AT_RISK}


def prove_explained(shop: Workplace, row: ClauseRow) -> None:
    """Broken is broken until it is mended and explained; then it is at risk, never kept."""
    row.violate(shop)
    assert state(shop.session, row.clause) is PromiseState.BROKEN
    row.mend(shop)
    assert state(shop.session, row.clause) is PromiseState.BROKEN  # mended is not explained
    assert explain_all(shop.session, row.clause) > 0
    assert state(shop.session, row.clause) is PromiseState.AT_RISK


# --- what no door of the program lets through -----------------------------------------------------


def beyond_the_gate(session: Session, statement: str, *values: object) -> None:
    """Change rows as an older program or a foreign import might have left them: the promises read rows, not words."""
    with session.write() as uow:
        uow.db.execute(statement, values)
        uow.audit(AuditAction.ORDERS_IMPORTED, None, {"rows": 1})


def given_elsewhere(
    session: Session,
    customer: Customer,
    recipient: Recipient,
    about: tuple[PurposeId, LegalBasis] = (DELIVERY, LegalBasis.CONTRACT),
    at: datetime | None = None,
) -> DisclosureId:
    """Write a disclosure nobody asked the gate about."""
    with session.write() as uow:
        new = rows.NewDisclosure(customer.id, recipient.id, *about, frozenset({NAME}), at or uow.now)
        given = rows.add(uow.db, new, session.policy().id, uow.now, uow.actor)
        uow.audit(AuditAction.DISCLOSED, customer.code, {"disclosure": given})
    return given
