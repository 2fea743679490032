"""Promises about reaching people: addresses that still work (VK 6), and changes of the policy announced (VK 10)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from ledger.domain.customer import ContactState
from ledger.domain.gate import ReasonCode
from ledger.domain.ids import PolicyVersionId
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.domain.policy import Control
from ledger.domain.policy_change import affects_customers, compare
from ledger.domain.promise import Evidence, Figure, RecordKind, RecordRef, Violation, Warned, steps_of
from ledger.services.promise_asking import SAMPLES, Asked, Measure, Resting, at_once, samples, trend
from ledger.services.session import Session
from ledger.storage import notices, policies
from ledger.storage import promise_keeping as rows
from ledger.storage.promise_use import count_blocked, count_living, id_ranges

# --- VK 6: numbers and addresses ------------------------------------------------------------------

_UNREACHABLE_PERCENT = 5  # of the customers on record, above which it is time to ask for new addresses


def contact_state(session: Session, asked: Asked) -> Resting:
    """Measure VK 6: numbers and addresses by state, and every contact where none was left alive."""
    db, lost = session.db, 0
    for ids in id_ranges(db):
        lost += rows.count_unreachable(db, ids)
        yield
    states, living = rows.count_states(db), count_living(db)
    yield
    confirmed = [rows.count_settled(db, one, ContactState.CONFIRMED) for one in asked.spans]
    found = _to_the_dead(session, asked)
    yield
    made = sum(rows.count_contacts(db, one) for one in asked.spans)
    yield
    blocked = count_blocked(db, asked.span, asked.clause.id, {ReasonCode.UNREACHABLE})
    return Evidence(
        figures=(
            Figure("contacts_to_dead", len(found)),
            Figure("reach_confirmed_now", sum(confirmed)),
            *(Figure(f"reach_{state.value.lower()}", states[state]) for state in ContactState),
            Figure("unreachable", lost),
            Figure("contacts", made),
            Figure("blocked", blocked),
        ),
        used=made + sum(confirmed) + blocked,
        violations=found,
        warnings=_many_lost(lost, living),
        samples=samples(RecordKind.CUSTOMER, rows.settled(db, asked.span, SAMPLES)),
        trend=trend(asked, confirmed, found),
    )


def _to_the_dead(session: Session, asked: Asked) -> tuple[Violation, ...]:
    return tuple(
        at_once(
            f"contact:{one.id}", "contact_to_dead", one.at, RecordRef(RecordKind.CONTACT, one.code), one.customer_id
        )
        for one in rows.contacts_to_the_dead(session.db, asked.span)
    )


def _many_lost(lost: int, living: int) -> tuple[Warned, ...]:
    is_too_many = lost * 100 > living * _UNREACHABLE_PERCENT
    return (Warned("unreachable", lost, {"percent": _UNREACHABLE_PERCENT}),) if is_too_many else ()


# --- VK 10: changes are announced -----------------------------------------------------------------

_WITHIN_DAYS = 30


def change_notice(session: Session, asked: Asked) -> Evidence:
    """Measure VK 10: versions published, whom their notices told, and each that counted or lingered untold."""
    versions = policies.versions(session.db)
    numbers = {one.id: one.number for one in versions}
    runs = [one for one in notices.all_runs(session.db) if asked.stood(one.started_at, one.finished_at)]
    published = [one for one in versions if asked.period.has(one.published_at)]
    found = (*_late(asked, notices.all_runs(session.db), numbers), *_unannounced(session, asked, versions))
    told = _told(session, runs)
    waiting = sum(one.finished_at is None for one in runs)
    steps = steps_of(asked.period)
    return Evidence(
        figures=(Figure("versions_published", len(published)), *(Figure(name, count) for name, count in told.items())),
        used=len(published) + len(runs),
        violations=found,
        warnings=(Warned("notice_open", told["notices_waiting"]),) if waiting else (),
        samples=samples(RecordKind.NOTICE_RUN, (one.number for one in published)),
        trend=trend(asked, [sum(step.has(one.published_at) for one in published) for step in steps], found),
    )


def _told(session: Session, runs: Iterable[notices.Run]) -> dict[str, int]:
    counted = [one for run in runs for one in notices.TOLD.counts(session.db, run.id)]

    def number(state: NoticeState, channel: NoticeChannel | None = None) -> int:
        return sum(one.count for one in counted if one.state is state and channel in {None, one.channel})

    return {
        "affected": sum(one.count for one in counted),
        "told_by_email": number(NoticeState.TOLD, NoticeChannel.EMAIL),
        "told_by_post": number(NoticeState.TOLD, NoticeChannel.POST),
        "told_on_home_page": number(NoticeState.TOLD, NoticeChannel.HOME_PAGE),
        "notices_unreachable": number(NoticeState.UNREACHABLE),
        "notices_excused": number(NoticeState.EXCUSED),
        "notices_waiting": number(NoticeState.WAITING),
    }


def _late(asked: Asked, runs: Iterable[notices.Run], numbers: Mapping[PolicyVersionId, int]) -> Iterator[Violation]:
    within = timedelta(days=asked.number("within_days", _WITHIN_DAYS))
    for one in runs:
        due, record = one.started_at + within, RecordRef(RecordKind.NOTICE_RUN, str(numbers[one.version]))
        if (one.finished_at or asked.at) > due and asked.stood(due, one.finished_at):
            yield Violation(f"run:{one.id}", "notice_late", due, record, one.finished_at)


def _unannounced(session: Session, asked: Asked, versions: Sequence[policies.VersionRow]) -> Iterator[Violation]:
    """Yield every version that affects customers and came to count before everybody was told."""
    finished = {one.version: one.finished_at for one in notices.all_runs(session.db)}
    in_force = sorted((one for one in versions if one.in_force_at is not None), key=lambda one: one.number)
    for before, after in pairwise(in_force):
        since, told_at = after.in_force_at, finished.get(after.id)
        if since is None or not asked.period.has(since) or (told_at is not None and told_at <= since):
            continue
        if affects_customers(compare(session.policy(before.id), session.policy(after.id))):
            record = RecordRef(RecordKind.NOTICE_RUN, str(after.number))
            yield at_once(f"version:{after.id}", "change_unannounced", since, record)


MEASURES: Mapping[Control, Measure] = {
    Control.CONTACT_STATE: contact_state,
    Control.CHANGE_NOTICE: change_notice,
}
