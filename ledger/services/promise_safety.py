"""Promises about keeping data safe and answering in time: KO 4a, KO 4b, KO 5, VK 5, VK 7, VK 8."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from ledger.domain.audit import AuditAction
from ledger.domain.instants import local_date
from ledger.domain.policy import Control
from ledger.domain.promise import Evidence, Figure, RecordKind, RecordRef, Unit, Violation, Warned
from ledger.domain.reveal import REVEAL_WINDOW, REVEALS_FREE
from ledger.services import promise_requests
from ledger.services.promise_asking import SAMPLES, Asked, Measure, Resting, at_once, in_steps, samples, trend
from ledger.services.session import Session
from ledger.storage import erasure
from ledger.storage import promise_safety as rows
from ledger.storage.database import Connection
from ledger.storage.promise_safety import ChangedValue, RoundCounts, RoundRow, Trace
from ledger.storage.promises import blocked

# --- KO 4a: encrypted, checked, backed up ---------------------------------------------------------

_OPENINGS = (AuditAction.LEDGER_OPENED, AuditAction.LEDGER_VERIFIED)  # every opening checks the file's integrity
_BACKUPS = (AuditAction.BACKUP_MADE,)
_DAYS = 7
_SOON = 0.7  # of the limit


def encrypted_store(session: Session, asked: Asked) -> Evidence:
    """Measure KO 4a: how old the last check and backup are, and every gap longer than promised."""
    limits = (asked.number("integrity_check_days", _DAYS), asked.number("verified_backup_days", _DAYS))
    around = tuple(_traces(session.db, asked, actions) for actions in (_OPENINGS, _BACKUPS))
    checks, backups = ([one for one in traces if _is_kept(asked, one)] for traces in around)
    found = (*_gaps(asked, "check", around[0], limits[0]), *_gaps(asked, "backup", around[1], limits[1]))
    return Evidence(
        figures=(
            Figure("last_check", _last(asked, around[0]), Unit.INSTANT),
            Figure("last_backup", _last(asked, around[1]), Unit.INSTANT),
            Figure("checks", len(checks)),
            Figure("backups", len(backups)),
        ),
        used=len(checks) + len(backups),
        violations=found,
        warnings=(*_due(asked, "check", around[0], limits[0]), *_due(asked, "backup", around[1], limits[1])),
        samples=(*_newest(RecordKind.AUDIT, checks, 2), *_newest(RecordKind.BACKUP, backups, SAMPLES - 2)),
        trend=trend(asked, in_steps(asked, (one.at for one in (*checks, *backups))), found),
    )


def _is_kept(asked: Asked, one: Trace) -> bool:
    return one.action is not AuditAction.LEDGER_CREATED and asked.period.has(one.at)


def _traces(db: Connection, asked: Asked, actions: Sequence[AuditAction]) -> tuple[Trace, ...]:
    """Return what was done around the period, with the creation of the ledger as the start of the first gap."""
    found = rows.entries(db, (AuditAction.LEDGER_CREATED, *actions), asked.span)
    return tuple(one for one in found if one.at <= asked.at)


def _gaps(asked: Asked, kind: str, traces: Sequence[Trace], days: int) -> tuple[Violation, ...]:
    limit = timedelta(days=days)
    found = []
    for before, after in pairwise((*traces, None)):
        if before is None:
            continue
        passed, closed_at = before.at + limit, after.at if after is not None else None
        if passed < (closed_at or asked.at) and asked.stood(passed, closed_at):
            record = RecordRef(RecordKind.AUDIT, str(before.seq))
            found.append(Violation(f"{kind}-gap:{before.seq}", f"{kind}_gap", passed, record, closed_at))
    return tuple(found)


def _due(asked: Asked, kind: str, traces: Sequence[Trace], days: int) -> Iterator[Warned]:
    age = asked.at - traces[-1].at if traces and asked.is_current else timedelta()
    if timedelta(days=days) * _SOON < age <= timedelta(days=days):
        yield Warned(f"{kind}_due", 1, {"days": age.days, "limit": days})


def _last(asked: Asked, traces: Sequence[Trace]) -> datetime | None:
    """Return when it was last done up to the end of the period."""
    done = [one.at for one in traces if one.action is not AuditAction.LEDGER_CREATED]
    return max((at for at in done if at < asked.period.until()), default=None)


def _newest(kind: RecordKind, traces: Sequence[Trace], limit: int) -> tuple[RecordRef, ...]:
    return samples(kind, [one.seq for one in reversed(traces)][:limit])


# --- KO 4b: masked parcels ------------------------------------------------------------------------


def masked_parcels(session: Session, asked: Asked) -> Evidence:
    """Measure KO 4b: labels read back and found clean, withheld ones, and parcels that left without a clean one."""
    db, span = session.db, asked.span
    per_step = rows.labels(db, asked.spans, is_clean=True)
    clean, (withheld,) = sum(per_step), rows.labels(db, (span,), is_clean=False)
    handed_over = rows.parcels_handed_over(db, span)
    refused = blocked(db, asked.clause.id, span)
    found = tuple(
        at_once(f"parcel:{one.id}", "parcel_unchecked", one.at, RecordRef(RecordKind.PARCEL, one.code), one.customer_id)
        for one in rows.parcels_unchecked(db, span)
    )
    return Evidence(
        figures=(
            Figure("labels_clean", clean),
            Figure("labels_read", clean + withheld),
            Figure("labels_withheld", withheld),
            Figure("parcels_handed_over", handed_over),
            Figure("blocked", refused),
        ),
        used=clean + withheld + handed_over + refused,
        violations=found,
        samples=samples(RecordKind.PARCEL, rows.newest_parcels(db, span, SAMPLES)),
        trend=trend(asked, per_step, found),
    )


# --- KO 5: feedback in time -----------------------------------------------------------------------


def feedback_in_time(session: Session, asked: Asked) -> Resting:
    """Measure KO 5 over the rounds begun in the period; what stood overdue in it is a violation, answered or not."""
    db, counts, hours = session.db, list[RoundCounts](), list[float]()
    for span in asked.spans:
        counts.append(rows.count_rounds(db, span, asked.at))
        hours += rows.answer_hours(db, span)
        yield
    waiting = rows.rounds_open(db)
    late = (*rows.rounds_late(db, asked.span), *(one for one in waiting if one.due_at < asked.at))
    found = tuple(_round(one) for one in late if asked.stood(one.due_at, one.answered_at))
    begun, in_time = sum(one.begun for one in counts), sum(one.in_time for one in counts)
    still = sum(one.waiting for one in counts)
    return Evidence(
        figures=(
            Figure("answered_in_time", 100 * in_time / (begun - still) if begun > still else None, Unit.PERCENT),
            Figure("feedback_rounds", begun),
            Figure("median_hours", median(hours) if hours else None, Unit.HOURS),
            Figure("feedback_open", still),
            Figure("feedback_overdue", sum(one.overdue for one in counts)),
        ),
        used=begun,
        violations=found,
        warnings=tuple(_nearly_due(asked, waiting)),
        samples=samples(RecordKind.FEEDBACK, rows.newest_in_time(db, asked.span, SAMPLES)),
        trend=trend(asked, [one.in_time for one in counts], found),
    )


def _round(one: RoundRow) -> Violation:
    kind = "answer_overdue" if one.answered_at is None else "answer_late"
    record = RecordRef(RecordKind.FEEDBACK, one.code)
    return Violation(f"round:{one.id}", kind, one.due_at, record, one.answered_at, one.customer_id)


def _nearly_due(asked: Asked, waiting: Iterable[RoundRow]) -> Iterator[Warned]:
    percent = _last_number(asked.clause.parameters.get("warn_at"), _NEAR)
    near = [
        one
        for one in waiting
        if one.due_at >= asked.at and asked.at - one.started_at >= (one.due_at - one.started_at) * percent / 100
    ]
    if near and asked.is_current:
        yield Warned("feedback_near", len(near), {"percent": percent})


_NEAR = 80


def _last_number(written: object, default: int) -> int:
    # "50,80": the last share is the serious one
    last = str(written).rsplit(",", maxsplit=1)[-1].strip()
    return int(last) if last.isdecimal() else default


# --- VK 5: unlawful access ------------------------------------------------------------------------

_FAILED_A_DAY = 10


def access_control(session: Session, asked: Asked) -> Resting:
    """Measure VK 5: sign-ins, failed ones and hidden values shown; what was broken somebody has to record."""
    db, span, beyond = session.db, asked.span, 0
    for step in asked.spans:
        beyond += rows.reveals_beyond(db, step, REVEALS_FREE, REVEAL_WINDOW)
        yield
    failed = rows.failed_sign_ins(db, span)
    sign_ins = rows.acts(db, AuditAction.LEDGER_OPENED, asked.spans)
    return Evidence(
        figures=(
            Figure("sign_ins_failed", sum(count for _, count in failed)),
            Figure("sign_ins", sum(sign_ins)),
            Figure("reveals", rows.reveals(db, span)),
            Figure("reveals_with_reason", beyond),
        ),
        used=sum(sign_ins),
        warnings=(*_too_many_failed(failed), *_too_many_shown(beyond)),
        samples=samples(RecordKind.AUDIT, rows.newest_acts(db, AuditAction.LEDGER_OPENED, span, SAMPLES)),
        trend=trend(asked, sign_ins, ()),
    )


def _too_many_failed(failed: Iterable[tuple[datetime, int]]) -> Iterator[Warned]:
    days: dict[object, int] = {}
    for at, count in failed:
        days[local_date(at)] = days.get(local_date(at), 0) + count
    worst = max(days.values(), default=0)
    if worst > _FAILED_A_DAY:
        yield Warned("failed_sign_ins", worst, {"limit": _FAILED_A_DAY})


def _too_many_shown(beyond: int) -> Iterator[Warned]:
    if beyond:
        yield Warned("many_reveals", beyond, {"limit": REVEALS_FREE})


# --- VK 7: corrected or erased --------------------------------------------------------------------

_WITHIN_DAYS = 10
_REQUESTS_NAMED = 2  # of the examples


def correction(session: Session, asked: Asked) -> Evidence:
    """Measure VK 7: requests in time, corrections, erasures, and what a customer said has changed and nobody mended."""
    db, span = session.db, asked.span
    corrections = rows.corrections(db, asked.spans)
    corrected = sum(corrections)
    erased = erasure.count(db, span)
    changed = [
        (kind, one) for kind in rows.KINDS for one in rows.changed_values(db, kind, min(asked.at, asked.period.until()))
    ]
    waiting = sum(one.replaced_at is None for _, one in changed)
    requests = promise_requests.counts(db, asked)
    found = (*promise_requests.violations(db, asked), *_late_changes(asked, changed))
    said = sum(asked.period.has(one.changed_at) for _, one in changed)
    return Evidence(
        figures=(
            *promise_requests.figures(requests),
            Figure("corrections", corrected),
            Figure("corrections_with_reason", rows.corrections_with_reason(db, span)),
            Figure("erasures", erased),
            Figure("changed_values", waiting),
        ),
        used=corrected + erased + said + sum(one.received for one in requests),
        violations=found,
        warnings=(*promise_requests.warnings(db, asked), *_changed(asked, waiting)),
        samples=(
            *promise_requests.examples(db, asked, _REQUESTS_NAMED),
            *samples(RecordKind.CUSTOMER, rows.corrected_customers(db, span, SAMPLES - _REQUESTS_NAMED)),
        ),
        trend=trend(asked, [one + two.in_time for one, two in zip(corrections, requests, strict=True)], found),
    )


def _changed(asked: Asked, waiting: int) -> Iterator[Warned]:
    if waiting and asked.is_current:
        yield Warned("changed_values", waiting)


def _late_changes(asked: Asked, changed: Iterable[tuple[str, ChangedValue]]) -> Iterator[Violation]:
    within = timedelta(days=asked.number("within_days", _WITHIN_DAYS))
    for kind, one in changed:
        due = one.changed_at + within
        if due < (one.replaced_at or asked.at) and asked.stood(due, one.replaced_at):
            record = RecordRef(RecordKind.CUSTOMER, one.customer_code)
            yield Violation(f"{kind}:{one.id}", f"{kind}_not_replaced", due, record, one.replaced_at, one.customer_id)


# --- VK 8: outside links --------------------------------------------------------------------------


def outside_links(session: Session, asked: Asked) -> Evidence:
    """Measure VK 8: links opened after their notice; what was broken somebody has to record."""
    db, span = session.db, asked.span
    opened = rows.links_opened(db, asked.spans)
    return Evidence(
        figures=(Figure("links_opened", sum(opened)), Figure("link_hosts", rows.link_hosts(db, span))),
        used=sum(opened),
        samples=samples(RecordKind.AUDIT, rows.newest_acts(db, AuditAction.LINK_OPENED, span, SAMPLES)),
        trend=trend(asked, opened, ()),
    )


MEASURES: Mapping[Control, Measure] = {
    Control.ENCRYPTED_STORE: encrypted_store,
    Control.MASKED_PARCELS: masked_parcels,
    Control.FEEDBACK_IN_TIME: feedback_in_time,
    Control.ACCESS_CONTROL: access_control,
    Control.CORRECTION: correction,
    Control.OUTSIDE_LINKS: outside_links,
}
