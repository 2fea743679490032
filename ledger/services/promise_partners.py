"""Promises about whom data are given to: KO 3 and VK 3, read from the rows whatever the gate had said."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from ledger.domain.instants import local_date, start_of_day
from ledger.domain.policy import Control, RecipientRole
from ledger.domain.promise import Evidence, Figure, RecordKind, RecordRef, Violation, Warned
from ledger.domain.purpose import LegalBasis
from ledger.domain.recipient import WITHOUT_COMMITMENT, Commitment, CommitmentState, Recipient, commitment_state
from ledger.services.law_values import WARN_DAYS, number
from ledger.services.promise_asking import SAMPLES, Asked, Measure, Resting, at_once, samples, trend
from ledger.services.session import Session
from ledger.storage import promise_partners as rows
from ledger.storage import recipients
from ledger.storage.promise_partners import Given
from ledger.storage.promises import blocked

# --- KO 3: no third party -------------------------------------------------------------------------


def no_third_party(session: Session, asked: Asked) -> Resting:
    """Measure KO 3: disclosures by basis and role, and each that its own policy version or its papers do not cover."""
    db, span, per_step = session.db, asked.span, list[int]()
    basis, role = Counter[LegalBasis](), Counter[RecipientRole]()
    for step in asked.spans:
        on = rows.by_basis(db, step)
        per_step.append(sum(on.values()))
        basis.update(on)
        yield
        role.update(rows.by_role(db, step))
        yield
    refused = blocked(db, asked.clause.id, span)
    without_rule = {one.id: one for one in rows.without_rule(db, span)}
    papers = [one for one in rows.without_papers(db, span) if one.id not in without_rule]
    found = (*_at_once("role_not_allowed", without_rule.values()), *_at_once("papers_missing", papers))
    given = sum(per_step)
    return Evidence(
        figures=(
            Figure("disclosures", given),
            Figure("disclosures_contract", basis[LegalBasis.CONTRACT]),
            Figure("disclosures_law", basis[LegalBasis.LAW]),
            Figure("disclosures_consent", basis[LegalBasis.CONSENT]),
            Figure("to_authorities", role[RecipientRole.AUTHORITY]),
            Figure("to_carriers", role[RecipientRole.CARRIER]),
            Figure("to_installers", role[RecipientRole.INSTALLER]),
            Figure("to_others", role[RecipientRole.OTHER]),
            Figure("blocked", refused),
        ),
        used=given + refused,
        violations=found,
        samples=samples(RecordKind.DISCLOSURE, rows.newest(db, span, SAMPLES)),
        trend=trend(asked, per_step, found),
    )


def _at_once(kind: str, given: Iterable[Given]) -> Iterator[Violation]:
    for one in given:
        record = RecordRef(RecordKind.DISCLOSURE, str(one.id))
        yield at_once(f"disclosure:{one.id}", kind, one.at, record, one.customer_id)


# --- VK 3: partners commit themselves -------------------------------------------------------------

_Interval = tuple[datetime, datetime]  # [from, until)
_VALID = frozenset({CommitmentState.VALID, CommitmentState.EXPIRING})


def partner_commitment(session: Session, asked: Asked) -> Evidence:
    """Measure VK 3: who is committed today, every time a partner held data without, and disclosures on such days."""
    db, span = session.db, asked.span
    partners = [one for one in recipients.load_all(db) if one.role not in WITHOUT_COMMITMENT]
    in_use = [one for one in partners if one.closed_at is None]
    warn = asked.number("warn_days", number(db, WARN_DAYS))
    states = [commitment_state(one.role, one.commitments, local_date(asked.at), warn)[0] for one in in_use]
    expiring, refused = states.count(CommitmentState.EXPIRING), blocked(db, asked.clause.id, span)
    found = tuple(_broken(session, asked, partners))
    per_step = rows.to_partners(db, asked.spans)
    given = sum(per_step)
    return Evidence(
        figures=(
            Figure("partners_committed", sum(one in _VALID for one in states)),
            Figure("partners_in_use", len(in_use)),
            Figure("commitments_expiring", expiring),
            Figure("to_partners", given),
            Figure("blocked", refused),
        ),
        used=given + refused,
        violations=found,
        warnings=(Warned("commitment_expiring", expiring, {"days": warn}),) if expiring and asked.is_current else (),
        samples=samples(RecordKind.RECIPIENT, (one.id for one in in_use)),
        trend=trend(asked, per_step, found),
    )


def _broken(session: Session, asked: Asked, partners: Iterable[Recipient]) -> Iterator[Violation]:
    first = rows.first_given(session.db)
    for one in partners:
        if one.id in first:
            given_at, recorded_at = first[one.id]
            yield from _lapses(asked, one, _gaps(_on_record(one.commitments, recorded_at), given_at))
            yield from _given_without(session, asked, one, _gaps(_as_signed(one.commitments), given_at))


def _lapses(asked: Asked, one: Recipient, gaps: Iterable[_Interval]) -> Iterator[Violation]:
    """Return the times a partner held data without a commitment; whoever is no longer used holds none."""
    end = one.closed_at
    for since, until in gaps:
        closed_at = min(until, end) if end is not None else (until if until <= asked.at else None)
        if (end is None or since < end) and asked.stood(since, closed_at):
            reference = f"recipient:{one.id}:{_expired_on(one, since)}"
            record = RecordRef(RecordKind.RECIPIENT, str(one.id))
            yield Violation(reference, "commitment_lapsed", since, record, closed_at)


def _expired_on(one: Recipient, since: datetime) -> str:
    ended = [paper.expires_on for paper in one.commitments if not paper.missing_items() and _end(paper) == since]
    return ended[0].isoformat() if ended else "none"


def _given_without(session: Session, asked: Asked, one: Recipient, gaps: Iterable[_Interval]) -> Iterator[Violation]:
    since, until = asked.period.since(), min(asked.period.until(), asked.at + timedelta.resolution)
    for start, end in gaps:
        given = rows.given_between(session.db, one.id, max(start, since), min(end, until))
        yield from _at_once("disclosed_uncommitted", given)


# --- when a commitment holds ----------------------------------------------------------------------

_FOREVER = start_of_day(date(9999, 1, 1))


def _end(paper: Commitment) -> datetime:
    return start_of_day(paper.expires_on + timedelta(days=1)) if paper.expires_on < date(9998, 1, 1) else _FOREVER


def _as_signed(papers: Iterable[Commitment]) -> list[_Interval]:
    """Return when complete commitments hold by the days written on them, as the gate counts."""
    return [(start_of_day(one.signed_on), _end(one)) for one in papers if not one.missing_items()]


def _on_record(papers: Iterable[Commitment], first_recorded_at: datetime) -> list[_Interval]:
    """Return when complete commitments hold, those recorded after data were given only from then on.

    So a lapse is not undone by a paper that is dated back.
    """
    return [
        (start if one.recorded_at <= first_recorded_at else max(start, one.recorded_at), end)
        for one in papers
        for start, end in _as_signed((one,))
    ]


def _gaps(held: Iterable[_Interval], since: datetime) -> list[_Interval]:
    """Return the times from ``since`` on that no interval covers, the last one without an end."""
    gaps: list[_Interval] = []
    at = since
    for start, end in sorted(held):
        if at < start < end:
            gaps.append((at, start))
        at = max(at, end) if start < end else at
    return [*gaps, (at, _FOREVER)] if at < _FOREVER else gaps


MEASURES: Mapping[Control, Measure] = {
    Control.NO_THIRD_PARTY: no_third_party,
    Control.PARTNER_COMMITMENT: partner_commitment,
}
