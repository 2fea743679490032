"""Promises about what is collected and how long it is kept: KO 1, VK 1 and VK 4."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from ledger.domain.collection import CookieChoice, purposes_to_name
from ledger.domain.gate import ReasonCode
from ledger.domain.ids import CustomerId, FieldId, PurposeId
from ledger.domain.policy import Control, PolicyVersion
from ledger.domain.promise import Evidence, Figure, RecordKind, RecordRef, Violation, Warned
from ledger.services.promise_asking import SAMPLES, Asked, Measure, Resting, samples, trend
from ledger.services.session import Session
from ledger.storage import customer_purposes
from ledger.storage import promise_keeping as rows
from ledger.storage.promise_use import Found, count_blocked, count_living, id_ranges
from ledger.storage.promises import Span

# --- KO 1: five categories, each record with its source -------------------------------------------

_TURNED_AWAY = frozenset({ReasonCode.FIELD_NOT_COLLECTED, ReasonCode.IDENTITY_CARD})
_TABLES = ("customer", "survey_answer", "browser_record")


def collection_categories(session: Session, asked: Asked) -> Resting:
    """Measure KO 1: records collected, and each on record without its source or the version that was shown."""
    db = session.db
    lacking: list[Found] = []
    for ids in id_ranges(db):
        lacking += rows.without_origin(db, asked.at, ids)
        yield
    found = tuple(_without_origin(session, asked, lacking))
    yield
    missing = sum(one.is_open for one in found)
    collected = {table: rows.count_collected(db, table, asked.span) for table in _TABLES}
    blocked = count_blocked(db, asked.span, asked.clause.id, _TURNED_AWAY)
    return Evidence(
        figures=(
            Figure("without_origin", missing),
            Figure("records_collected", collected["customer"]),
            Figure("survey_answers", collected["survey_answer"]),
            Figure("browser_records", collected["browser_record"]),
            Figure("blocked", blocked),
        ),
        used=sum(collected.values()) + blocked,
        violations=found,
        samples=samples(RecordKind.CUSTOMER, rows.collected(db, asked.span, SAMPLES)),
        trend=trend(asked, _good(session, asked, found), found),
    )


def _good(session: Session, asked: Asked, found: Iterable[Violation]) -> list[int]:
    collected = [sum(rows.count_collected(session.db, table, one) for table in _TABLES) for one in asked.spans]
    bad = trend(asked, collected, found)
    return [max(0, one.good - one.bad) for one in bad]


def _without_origin(session: Session, asked: Asked, missing: Sequence[Found]) -> Iterator[Violation]:
    """Yield what still stands, and what was completed in the period: the history of the record tells."""
    standing = {one.id for one in missing}
    completed = [one for one in rows.origin_completed(session.db, asked.span[0]) if one[0].id not in standing]
    for one, closed_at in (*((one, None) for one in missing), *completed):
        if asked.stood(one.at, closed_at):
            record = RecordRef(RecordKind.CUSTOMER, one.code)
            yield Violation(f"customer:{one.id}", "without_origin", one.at, record, closed_at, one.customer_id)


# --- VK 1: only what is needed --------------------------------------------------------------------

_Needed = Mapping[str, frozenset[PurposeId]]  # by field: the purposes that need it
_NOT_NEEDED = frozenset({ReasonCode.FIELD_BEYOND_NEED, ReasonCode.FIELD_NOT_NEEDED})


def collect_only_needed(session: Session, asked: Asked) -> Resting:
    """Measure VK 1: what records are for, and every field held that none of a record's purposes needs."""
    db, needed = session.db, _needed_by(asked.policy)
    found: list[Violation] = []
    known = 0
    for ids in id_ranges(db):
        found += _beyond(session, asked, needed, rows.beyond_need(db, needed, ids))
        known += rows.count_with_purpose(db, ids)
        yield
    standing = len(found)
    yield
    found += _no_longer_beyond(session, asked, needed, {one.reference for one in found})
    purposes = {one.id: one.text for one in purposes_to_name(asked.policy)}
    steps = [sum(rows.count_by_purpose(db, one, purposes).values()) for one in asked.spans]
    unknown = rows.count_without_purpose(db, asked.span)
    yield
    blocked = count_blocked(db, asked.span, asked.clause.id, _NOT_NEEDED)
    counted = rows.count_by_purpose(db, asked.span, purposes)
    return Evidence(
        figures=(
            Figure("beyond_need", standing),
            Figure("records_with_purpose", known),
            Figure("records_without_purpose", count_living(db) - known),
            Figure("new_without_purpose", unknown),
            Figure("blocked", blocked),
            *(Figure("records_for", counted[one], about=text) for one, text in purposes.items() if counted[one]),
        ),
        used=sum(steps) + blocked,
        violations=tuple(found),
        warnings=(Warned("no_purpose", unknown),) if unknown else (),
        samples=samples(RecordKind.CUSTOMER, rows.with_purpose(db, asked.span, purposes, SAMPLES)),
        trend=trend(asked, steps, found),
    )


def _needed_by(policy: PolicyVersion) -> _Needed:
    """Return which of the purposes a record may be made for need each field that is judged."""
    named = frozenset(one.id for one in purposes_to_name(policy))
    rules = {name: policy.field(FieldId(name)) for name in rows.JUDGED_FIELDS}
    return {name: rule.needed_by & named if rule is not None else frozenset() for name, rule in rules.items()}


def _beyond(session: Session, asked: Asked, needed: _Needed, over: Iterable[rows.BeyondNeed]) -> Iterator[Violation]:
    for one in over:
        name = one.field_name
        began = _began(rows.purposes_before(session.db, one.customer_id), needed[name], one.since)
        if asked.stood(began):
            reference, record = f"customer:{one.customer_id}:{name}", RecordRef(RecordKind.CUSTOMER, one.code)
            yield Violation(reference, f"beyond_need_{name}", began, record, customer_id=one.customer_id)


def _began(
    changes: Iterable[tuple[frozenset[PurposeId], datetime]], needed: frozenset[PurposeId], at: datetime
) -> datetime:
    """Return since when a field was beyond need: since the last purpose went that needed it, else since ``at``."""
    # where nobody had said what the record was for, nothing could be judged
    return next((until for before, until in changes if not before or needed & before), at)


def _no_longer_beyond(session: Session, asked: Asked, needed: _Needed, standing: set[str]) -> list[Violation]:
    """Return what was held beyond need until the purposes or the value were corrected, as the history tells."""
    closed: dict[str, Violation] = {}
    after: dict[CustomerId, frozenset[PurposeId]] = {}  # what the purposes became by the change looked at
    for one in reversed(rows.need_changes(session.db, asked.span[0])):
        now = after.get(one.customer_id)
        if now is None:
            now = frozenset(customer_purposes.of_customer(session.db, one.customer_id))
        for name in _mended(session, needed, one, now):
            reference, record = f"customer:{one.customer_id}:{name}", RecordRef(RecordKind.CUSTOMER, one.code)
            earlier = rows.purposes_before(session.db, one.customer_id, one.changed_at)
            began = _began(earlier, needed[name], one.since)
            if reference not in standing and asked.stood(began, one.changed_at):
                kind = f"beyond_need_{name}"
                mended = Violation(reference, kind, began, record, one.changed_at, one.customer_id)
                closed.setdefault(reference, mended)
        after[one.customer_id] = _purposes(one.old_value) if one.is_purposes else now
    return list(closed.values())


def _purposes(old_value: str) -> frozenset[PurposeId]:
    return frozenset(PurposeId(one) for one in old_value.split(", "))


def _mended(session: Session, needed: _Needed, one: rows.NeedChange, now: frozenset[PurposeId]) -> list[str]:
    if not one.is_purposes:
        return ["gender"] if now and not needed["gender"] & now else []
    before = _purposes(one.old_value)
    held = rows.held_before(session.db, one.customer_id, one.changed_at)
    return [name for name in sorted(held) if needed[name] & now and not needed[name] & before]


# --- VK 4: cookies by choice ----------------------------------------------------------------------

_GRACE = timedelta(days=1)  # what is due is emptied at the next opening, at the latest the day after


def cookies_by_choice(session: Session, asked: Asked) -> Evidence:
    """Measure VK 4: choices about cookies, and browser data kept past their day or against the choice."""
    db = session.db
    found = (*_kept_too_long(session, asked), *_against_choice(session, asked))
    chosen = rows.count_browser_choices(db, asked.span)
    past = sum(one.kind == "browser_kept_too_long" and one.is_open for one in found)
    blocked = count_blocked(db, asked.span, asked.clause.id, {ReasonCode.COOKIES_REFUSED})
    return Evidence(
        figures=(
            Figure("browser_past_retention", past),
            Figure("cookies_accepted", chosen.get(CookieChoice.ACCEPTED, 0)),
            Figure("cookies_refused", chosen.get(CookieChoice.REFUSED, 0)),
            Figure("browser_kept", rows.count_browser_kept(db)),
            Figure("blocked", blocked),
        ),
        used=sum(chosen.values()) + blocked,
        violations=found,
        samples=samples(RecordKind.CUSTOMER, rows.browsers(db, asked.span, SAMPLES)),
        trend=trend(asked, _chosen(session, asked.spans), found),
    )


def _chosen(session: Session, spans: Iterable[Span]) -> list[int]:
    return [rows.count_collected(session.db, "browser_record", one) for one in spans]


def _kept_too_long(session: Session, asked: Asked) -> Iterator[Violation]:
    for one in rows.kept_too_long(session.db, asked.span, asked.at, _GRACE):
        due, closed_at = one.found.at, one.closed_at
        if asked.stood(due, closed_at):
            record = RecordRef(RecordKind.CUSTOMER, one.found.code)
            kind = "browser_kept_too_long" if closed_at is None else "browser_purged_late"
            yield Violation(f"browser:{one.found.id}", kind, due, record, closed_at, one.found.customer_id)


def _against_choice(session: Session, asked: Asked) -> Iterator[Violation]:
    for one in rows.kept_against_choice(session.db):
        if asked.stood(one.at):
            record = RecordRef(RecordKind.CUSTOMER, one.code)
            reference = f"browser:{one.id}:refused"
            yield Violation(reference, "browser_against_choice", one.at, record, customer_id=one.customer_id)


MEASURES: Mapping[Control, Measure] = {
    Control.COLLECTION_CATEGORIES: collection_categories,
    Control.COLLECT_ONLY_NEEDED: collect_only_needed,
    Control.COOKIES_BY_CHOICE: cookies_by_choice,
}
