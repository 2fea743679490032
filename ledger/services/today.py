"""The first page: what is due, what waits to be handed over, and what expires soon, counted from the rows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ledger.domain.answer_days import DAYS, AnswerDays, answer_days
from ledger.domain.deadline import DeadlineKind
from ledger.domain.gate import Act, Facts, Proposal, Reason, ReasonCode, decide
from ledger.domain.ids import RecipientId
from ledger.domain.instants import local_date, start_of_day
from ledger.domain.purpose import CONTACT_CHANNELS
from ledger.domain.recipient import CommitmentState, Recipient
from ledger.domain.reminder import Reminder
from ledger.services.deciding import advertising_rules, age_rules
from ledger.services.labels import purpose_of
from ledger.services.minors import asked_today
from ledger.services.recipients import lines as recipient_lines
from ledger.services.reminders import nearest
from ledger.services.reveals import count_mine
from ledger.services.session import Session
from ledger.storage import customers, feedback, recipients, reminders
from ledger.storage import today as rows
from ledger.storage.minors import count_waiting

__all__ = ["Badges", "CarrierWork", "ExpiringCommitment", "Reminder", "Today", "TodayCounts", "badges", "today"]

DUE_LIMIT = 50
_RENEW = frozenset({CommitmentState.EXPIRING, CommitmentState.EXPIRED})


@dataclass(frozen=True, slots=True)
class CarrierWork:
    """What waits for one carrier. ``id`` and ``name`` are ``None`` for drafts for which nobody is chosen yet.

    ``trouble`` are the gate's reasons why this carrier gets no label and no parcel today.
    """

    id: RecipientId | None
    name: str | None
    drafts: int
    printed: int
    oldest_printed_at: datetime | None
    trouble: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ExpiringCommitment:
    """A recipient in use whose commitment ends soon or has ended; ``days_left`` is negative after its last day."""

    recipient_id: RecipientId
    name: str
    expires_on: date
    days_left: int
    state: CommitmentState


@dataclass(frozen=True, slots=True)
class TodayCounts:
    """The figures on top of the page."""

    open_feedback: int
    overdue_feedback: int
    open_requests: int
    pressing_requests: int  # past the target of one of their clocks, or with a partner who is late
    drafts: int
    printed: int
    expiring: int
    customers: int
    minors_waiting: int
    my_reveals: int  # of the signed-in member, within the last hour


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the first page shows, as it stood at ``at``.

    ``due`` is every running clock, the nearest first, cut at ``DUE_LIMIT``; ``more`` run besides, the first of them of
    the kind ``more_kind``.
    """

    at: datetime
    due: tuple[Reminder, ...]
    more: int
    more_kind: DeadlineKind
    answers: AnswerDays
    carriers: tuple[CarrierWork, ...]
    expiring: tuple[ExpiringCommitment, ...]
    counts: TodayCounts


@dataclass(frozen=True, slots=True)
class Badges:
    """The figures beside the entries of the side bar."""

    open_feedback: int
    overdue_feedback: int
    printed_parcels: int
    expiring: int
    open_requests: int
    pressing_requests: int
    open_incidents: int
    pressing_incidents: int  # with a report overdue


def today(session: Session) -> Today:
    """Return the first page. Codes, ids and reasons: the words are the window's."""
    at = session.now()
    carriers = _carriers(session, at)
    expiring = _expiring(session, at)
    waiting, overdue = rows.count_feedback(session.db, at)
    requests, pressing = reminders.count_requests(session.db, at)
    due, more, more_kind = _due(session, at, waiting)
    since = start_of_day(local_date(at) - timedelta(days=DAYS - 1))
    return Today(
        at=at,
        due=due,
        more=more,
        more_kind=more_kind,
        answers=answer_days(feedback.rounds_between(session.db, since, None), at),
        carriers=carriers,
        expiring=expiring,
        counts=TodayCounts(
            open_feedback=waiting,
            overdue_feedback=overdue,
            open_requests=requests,
            pressing_requests=pressing,
            drafts=sum(one.drafts for one in carriers),
            printed=sum(one.printed for one in carriers),
            expiring=len(expiring),
            customers=customers.count(session.db),
            minors_waiting=_minors_waiting(session, at),
            my_reveals=count_mine(session),
        ),
    )


def badges(session: Session) -> Badges:
    """Return only the figures of the side bar."""
    at = session.now()
    waiting, overdue = rows.count_feedback(session.db, at)
    expiring, printed = len(_expiring(session, at)), rows.count_printed(session.db)
    requests, incidents = reminders.count_requests(session.db, at), reminders.count_incidents(session.db, at)
    return Badges(waiting, overdue, printed, expiring, *requests, *incidents)


def _due(session: Session, at: datetime, feedback_waiting: int) -> tuple[tuple[Reminder, ...], int, DeadlineKind]:
    found = tuple(reminders.running(session.db, DUE_LIMIT))
    order = nearest(found, at, len(found))
    unread = feedback_waiting - sum(one.kind is DeadlineKind.ANSWER for one in found)
    rest = order[DUE_LIMIT:]
    return order[:DUE_LIMIT], len(rest) + max(0, unread), rest[0].kind if rest else DeadlineKind.ANSWER


# --- parcels ------------------------------------------------------------------------------------


def _carriers(session: Session, at: datetime) -> tuple[CarrierWork, ...]:
    drafts, printed = rows.drafts_by_carrier(session.db), rows.printed_by_carrier(session.db)
    known = [recipients.load(session.db, one) for one in {*drafts, *printed} if one is not None]
    facts = _harmless(session)
    work = [_work(one, (drafts, printed), (facts, at)) for one in known if one is not None]
    work.sort(key=lambda one: (one.oldest_printed_at or at, one.name))
    if None in drafts:
        work.append(CarrierWork(None, None, drafts[None], 0, None, ()))
    return tuple(work)


_Waiting = tuple[Mapping[RecipientId | None, int], Mapping[RecipientId, tuple[int, datetime]]]


def _work(carrier: Recipient, waiting: _Waiting, judged: tuple[Facts, datetime]) -> CarrierWork:
    drafts, printed = waiting
    count, oldest = printed.get(carrier.id, (0, None))
    trouble = _trouble(carrier, *judged)
    return CarrierWork(carrier.id, carrier.name, drafts.get(carrier.id, 0), count, oldest, trouble)


def _harmless(session: Session) -> Facts:
    """Return facts about a customer to whom nothing can be refused, so that every reason is the carrier's."""
    return Facts(
        policy=session.policy(),
        ages=age_rules(session.db),
        advertising=advertising_rules(session.db),
        is_declared_adult=True,
        reachable=frozenset(CONTACT_CHANNELS),
    )


_OF_THE_CARRIER = frozenset(
    code for code in ReasonCode if code.startswith(("RECIPIENT", "ROLE", "PURPOSE", "COMMITMENT", "MASKED_LABEL"))
)


def _trouble(carrier: Recipient, facts: Facts, at: datetime) -> tuple[Reason, ...]:
    decision = decide(Proposal(Act.LABEL, purpose_of(carrier), at), replace(facts, recipient=carrier))
    return tuple(reason for reason in decision.reasons if reason.code in _OF_THE_CARRIER)


# --- partners and minors ------------------------------------------------------------------------


def _expiring(session: Session, at: datetime) -> tuple[ExpiringCommitment, ...]:
    day = local_date(at)
    found = [
        ExpiringCommitment(one.id, one.name, one.expires_on, (one.expires_on - day).days, one.state)
        for one in recipient_lines(session)
        if one.closed_at is None and one.expires_on is not None and one.state in _RENEW
    ]
    return tuple(sorted(found, key=lambda one: (one.expires_on, one.name)))


def _minors_waiting(session: Session, at: datetime) -> int:
    asked = asked_today(session, at)
    return count_waiting(session.db, asked) if asked.purpose_id is not None else 0
