"""The notice run of a policy change: everybody is told, or accounted for, before the new version counts (VK 10)."""

from collections import deque
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.errors import NoticesWaiting
from ledger.domain.feedback import require_not_future
from ledger.domain.ids import NoticeRunId, PolicyVersionId
from ledger.domain.notice import NoticeChannel, NoticeState, promised_channels, valid_channels
from ledger.domain.policy import PolicyVersion
from ledger.domain.policy_change import PolicyChange, compare
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.services.deciding import people_of
from ledger.services.notice_settling import Settled, Settlement, known_run, settle, settling, unfinished
from ledger.services.session import Session
from ledger.storage import notices, policies
from ledger.storage.notices import Outcome
from ledger.storage.unit_of_work import UnitOfWork

__all__ = [
    "NoticeRun",
    "Settled",
    "Settlement",
    "announcing",
    "begin",
    "finish",
    "publish_on_home_page",
    "run",
    "runs",
    "settle",
    "settling",
    "sweep",
]

BY_HOME_PAGE = Settlement(NoticeState.TOLD, NoticeChannel.HOME_PAGE)


# --- the run -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoticeRun:
    """One run as the window shows it; every figure is counted from the notices."""

    id: NoticeRunId
    policy: PolicyVersion  # the version being announced
    change: PolicyChange  # against the version that held before it
    started_at: datetime
    home_page_at: datetime | None
    finished_at: datetime | None
    counts: Mapping[tuple[NoticeState, NoticeChannel | None], int]
    written: Mapping[NoticeChannel | None, int]  # letters and messages that came out and still wait to be sent
    has_home_page: bool  # an announcement there counts

    @property
    def affected(self) -> int:
        """Return how many customers are to be told."""
        return sum(self.counts.values())

    def count(self, state: NoticeState, channel: NoticeChannel | None = None) -> int:
        """Return how many notices stand in a state, on one channel or on all."""
        return sum(
            count for (one, by), count in self.counts.items() if one is state and (channel is None or by is channel)
        )


def begin(uow: UnitOfWork, session: Session, version: PolicyVersionId) -> NoticeRunId:
    """Start the run of a version just published, in its transaction: one notice per customer on record.

    One header entry holds the counts; who is told gets an entry of their own when it happens. Manager only.
    """
    session.require(Operation.PUBLISH_POLICY)
    run_id = notices.add_run(uow.db, version, uow.now, uow.actor)
    policy = policies.load(uow.db, version)  # not kept: the transaction may still fail
    added = notices.add_missing(uow.db, run_id, _choices(session, policy), uow.now, uow.actor)
    uow.audit(AuditAction.NOTICES_STARTED, None, {"version": policy.number, "customers": added})
    return run_id


def _choices(session: Session, coming: PolicyVersion) -> notices.Choices:
    before = session.policy(notices.version_before(session.db, coming.id))
    promised = promised_channels(before, coming)
    found: dict[tuple[bool, bool], NoticeChannel | None] = {}
    for has_email in (False, True):
        for has_address in (False, True):
            live = {Channel.EMAIL: has_email, Channel.POST: has_address}
            reachable = {channel for channel, has_one in live.items() if has_one}
            found[has_email, has_address] = next(iter(valid_channels(promised, reachable)), None)
    return found


def open_run_id(session: Session) -> NoticeRunId | None:
    """Return the run that is not finished, or ``None``."""
    return next((one.id for one in notices.all_runs(session.db) if one.finished_at is None), None)


def run(session: Session, run_id: NoticeRunId | None = None) -> NoticeRun | None:
    """Return a run with its figures, the unfinished one by default; ``None`` when there is none."""
    wanted = open_run_id(session) if run_id is None else run_id
    return None if wanted is None else _shown(session, known_run(session, wanted))


def runs(session: Session) -> tuple[NoticeRun, ...]:
    """Return every run, the newest first."""
    return tuple(_shown(session, one) for one in notices.all_runs(session.db))


def _shown(session: Session, one: notices.Run) -> NoticeRun:
    policy = session.policy(one.version)
    before = session.policy(notices.version_before(session.db, one.version))
    found = notices.TOLD.counts(session.db, one.id)
    return NoticeRun(
        id=one.id,
        policy=policy,
        change=compare(before, policy),
        started_at=one.started_at,
        home_page_at=one.home_page_at,
        finished_at=one.finished_at,
        counts={(count.state, count.channel): count.count for count in found},
        written={count.channel: count.written for count in found if count.state is NoticeState.WAITING},
        has_home_page=NoticeChannel.HOME_PAGE in promised_channels(before, policy),
    )


# --- who came, went or moved since it began ------------------------------------------------------------


def sweep(session: Session, run_id: NoticeRunId) -> None:
    """Bring an unfinished run up to date before anybody looks at it or ends it.

    Customers recorded since it began were shown the old version, so they are told too; who was erased needs no notice;
    who got an address, or lost one, is told by another channel. What the home page announces, it tells newcomers too.
    """
    known = unfinished(session, run_id)
    coming = session.policy(known.version)
    number, choices = coming.number, _choices(session, coming)
    with session.write() as uow:
        added = notices.add_missing(uow.db, run_id, choices, uow.now, uow.actor)
        moved = notices.choose_again(uow.db, known, choices, uow.now, uow.actor)
        if added or moved:
            uow.audit(AuditAction.NOTICES_STARTED, None, {"version": number, "customers": added, "rechosen": moved})
        gone = notices.of_erased(uow.db, run_id)
        people = people_of(session, [one.customer_id for one in gone])
        for one in gone:
            notices.settle(uow.db, (one.id,), Outcome(NoticeState.EXCUSED, one.channel), uow.now, uow.actor)
            body: Entry = {"version": number, "notice": NoticeState.EXCUSED.value, "why": "erased"}
            uow.audit(AuditAction.NOTICE_SETTLED, people[one.customer_id].code, body)
    if known.home_page_at is not None:
        deque(settling(session, run_id, BY_HOME_PAGE), maxlen=0)


# --- the home page, and the end ------------------------------------------------------------------------


def announcing(session: Session, run_id: NoticeRunId, at: datetime) -> Generator[tuple[int, int], None, Settled]:
    """Record that the home page announces the change since ``at``, and that it tells all who wait for it.

    Slice by slice, see ``settling``. Manager only. Raises ``InFuture``.
    """
    session.require(Operation.PUBLISH_POLICY)
    known = unfinished(session, run_id)
    waiting = _shown(session, known).count(NoticeState.WAITING, NoticeChannel.HOME_PAGE)
    with session.write() as uow:
        require_not_future(at, uow.now, "occurred_at")
        notices.announce(uow.db, run_id, at, uow.actor)
        body: Entry = {"version": session.policy(known.version).number, "customers": waiting}
        uow.audit(AuditAction.NOTICES_PUBLISHED, None, body)
    return (yield from settling(session, run_id, BY_HOME_PAGE))


def publish_on_home_page(session: Session, run_id: NoticeRunId, at: datetime) -> None:
    """Record at once what ``announcing`` records slice by slice."""
    deque(announcing(session, run_id, at), maxlen=0)


def finish(session: Session, run_id: NoticeRunId) -> None:
    """Put the version in force: everybody was told, cannot be reached, or was excused. Manager only.

    Raises ``NoticesWaiting`` with counts while somebody waits, ``WrongState`` for a finished run.
    """
    session.require(Operation.PUBLISH_POLICY)
    sweep(session, run_id)
    known = unfinished(session, run_id)
    with session.write() as uow:
        shown = _shown(session, known)
        _require_nobody_waits(shown)
        notices.finish(uow.db, run_id, uow.now, uow.actor)
        policies.put_in_force(uow.db, known.version, uow.now)
        states = (NoticeState.TOLD, NoticeState.UNREACHABLE, NoticeState.EXCUSED)
        body: Entry = {one.value.lower(): shown.count(one) for one in states}
        head: Entry = {"version": shown.policy.number, "customers": shown.affected}
        uow.audit(AuditAction.POLICY_IN_FORCE, None, head | body)


def _require_nobody_waits(shown: NoticeRun) -> None:
    waiting = {one: shown.count(NoticeState.WAITING, one) for one in NoticeChannel}
    if any(waiting.values()):
        raise NoticesWaiting(
            count=sum(waiting.values()),
            email=waiting[NoticeChannel.EMAIL],
            post=waiting[NoticeChannel.POST],
            home_page=waiting[NoticeChannel.HOME_PAGE],
        )
