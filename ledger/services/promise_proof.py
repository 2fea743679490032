"""The proof of promises on paper: what was measured, put into words and bound to the audit trail (``model.md`` 9)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ledger.assets import load_wording
from ledger.documents.promise_proof import ProofException, ProofExceptions, ProofHead, Proved, render_promise_proof
from ledger.documents.promise_rows import ProofRow
from ledger.domain.audit import AuditAction, Entry
from ledger.domain.ids import StaffId
from ledger.domain.policy import Control
from ledger.domain.promise import Promise, Violation, count_states
from ledger.domain.staff import Operation
from ledger.domain.wording import Language, Wording
from ledger.services.promise_words import (
    explanation_words,
    figure_name,
    figure_value,
    promise_title,
    record_words,
    violation_words,
    warning_words,
)
from ledger.services.promises import Promises
from ledger.services.session import Session
from ledger.services.trail import fingerprint_of, head_of
from ledger.storage import staff

_SAMPLES = 6  # records by code in a row


@dataclass(frozen=True, slots=True)
class PreparedProof:
    """Everything a proof says; ``rows`` and ``exceptions`` count what stands on it."""

    head: ProofHead = field(repr=False)
    proved: Proved = field(repr=False)
    language: Language

    @property
    def rows(self) -> int:
        """Return how many clauses it proves."""
        return len(self.proved.rows)

    @property
    def exceptions(self) -> int:
        """Return how many exceptions it lists."""
        return sum(len(group.exceptions) for group in self.proved.groups)

    def render(self) -> bytes:
        """Return it as PDF. Needs no ledger, so any thread may do it."""
        return render_promise_proof(self.head, self.proved, load_wording(self.language))


def prepare(session: Session, measured: Promises, language: Language, *, is_preview: bool) -> PreparedProof:
    """Put what ``promises.measure`` found on paper; that it is printed is audited, that it is looked at is not.

    The paper says when it was measured. Raises ``RoleForbidden`` for anybody but the manager.
    """
    session.require(Operation.REPORT)
    wording, names = load_wording(language), staff.names(session.db)
    proved = Proved(
        tuple(_row(one, wording) for one in measured.promises),
        _groups(measured.promises, wording, names),
        tuple((one.clause.id, one.clause.text.in_language(language)) for one in measured.promises),
    )
    if not is_preview:
        _record(session, measured)
    return PreparedProof(_head(session, measured, language, is_preview=is_preview), proved, language)


def _record(session: Session, measured: Promises) -> None:
    body: Entry = {
        "version": measured.policy.number,
        "period_from": measured.period.first.isoformat(),
        "period_to": measured.period.last.isoformat(),
        **{state.value.lower(): count for state, count in count_states(measured.promises).items()},
    }
    with session.write() as uow:
        uow.audit(AuditAction.PROOF_PRINTED, None, body)


def _head(session: Session, measured: Promises, language: Language, *, is_preview: bool) -> ProofHead:
    trail, policy = head_of(session), measured.policy
    return ProofHead(
        shop=session.shop(),
        period=measured.period,
        policy_title=policy.title.in_language(language),
        policy_number=policy.number,
        in_force_since=policy.in_force_at or policy.published_at,
        measured_at=measured.at,
        printed_at=session.now(),
        printed_by=session.member.name,
        audit_seq=trail.seq,
        audit_head=trail.hash.hex(),
        key_fingerprint=fingerprint_of(session),
        is_preview=is_preview,
    )


def _row(one: Promise, wording: Wording) -> ProofRow:
    evidence = one.evidence
    return ProofRow(
        clause=one.clause.id,
        title=promise_title(one.control, wording),
        figures=tuple((figure_name(figure, wording), figure_value(figure, wording)) for figure in evidence.figures),
        method=wording.text(f"methods.{one.control.value}"),
        state=one.state,
        warnings=tuple(warning_words(warned, wording) for warned in evidence.warnings),
        samples=tuple(record_words(record, wording) for record in evidence.samples[:_SAMPLES]),
        exceptions=len(evidence.violations),
    )


def _groups(promises: Iterable[Promise], wording: Wording, names: dict[StaffId, str]) -> tuple[ProofExceptions, ...]:
    """Return the violations by control: two clauses it keeps share them, and each is told once."""
    clauses: dict[Control, list[str]] = {}
    found: dict[Control, dict[str, Violation]] = {}
    for one in promises:
        clauses.setdefault(one.control, []).append(one.clause.id)
        told = found.setdefault(one.control, {})
        for violation in one.evidence.violations:
            told.setdefault(violation.reference, violation)
    return tuple(
        ProofExceptions(
            ", ".join(clauses[control]),
            promise_title(control, wording),
            tuple(_exception(one, wording, names) for one in sorted(told.values(), key=lambda one: one.at)),
        )
        for control, told in found.items()
        if told
    )


def _exception(one: Violation, wording: Wording, names: dict[StaffId, str]) -> ProofException:
    told = one.explanation
    return ProofException(
        what=violation_words(one, wording),
        at=one.at,
        record=record_words(one.record, wording),
        closed_at=one.closed_at,
        explanation=explanation_words(told, wording) if told is not None else "",
        explained_by=names.get(told.explained_by, "") if told is not None else "",
        explained_at=told.explained_at if told is not None else None,
        is_day_limit=one.is_day_limit,
    )
