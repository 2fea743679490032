"""The clocks of requests, of partners who are asked, and of incidents, by the rules and working days in force."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from ledger.assets import load_law
from ledger.domain.audit import AuditAction
from ledger.domain.deadline import (
    Asking,
    Counting,
    Deadline,
    DeadlineKind,
    RequestDays,
    RequestKind,
    WorkingDays,
    acknowledgement,
    completion,
    in_days,
    in_hours,
)
from ledger.domain.instants import local_date
from ledger.services import days_off, law_values
from ledger.storage import request_days
from ledger.storage import shop as shop_rows
from ledger.storage.database import Connection
from ledger.storage.unit_of_work import UnitOfWork

_ACKNOWLEDGE, _COMPLETE = "acknowledge_working_days", "complete_days"
_WITH_PARTNER, _EXTENSION = "complete_days_with_partner", "extension_days"


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of one request; ``complete`` is ``None`` where the law sets no day, or while it pauses."""

    acknowledge: Deadline
    complete: Deadline | None


def of(db: Connection, kind: RequestKind, asking: Asking) -> Clocks:
    """Return until when a request must be acknowledged and carried out (Decree 356/2025 Art. 5)."""
    working = days_off.load(db, local_date(asking.received_at))
    return _clocks(asking, days_of(db, kind), working, counting(db))


def _clocks(asking: Asking, days: RequestDays, working: WorkingDays, how: Counting) -> Clocks:
    return Clocks(acknowledgement(asking, days, working, how), completion(asking, days, working, how))


def days_of(db: Connection, kind: RequestKind) -> RequestDays:
    """Return the days a kind of request has, as the shop has set them."""
    settings = shop_rows.settings(db)

    def days(name: str) -> int | None:
        key = f"requests.{kind.value}.{name}"
        return law_values.number_among(settings, key) if key in load_law() else None

    return RequestDays(days(_ACKNOWLEDGE) or 0, days(_COMPLETE), days(_WITH_PARTNER), days(_EXTENSION))


def counting(db: Connection) -> Counting:
    """Return how days are counted, as the shop has set it."""
    return Counting(
        first_day_counts=law_values.flag(db, "counting.first_day_counts"),
        rolls_over=law_values.flag(db, "counting.rolls_over_to_working_day"),
        completes_in_working_days=law_values.flag(db, "counting.completion_in_working_days"),
        pauses_while_unproven=law_values.flag(db, "counting.pauses_while_unproven"),
    )


def recount(uow: UnitOfWork) -> int:
    """Work out the clocks of every open request again; return how many moved. One entry when any did.

    A clock that was met keeps the limit it was judged by, and a limit that has come stands: nothing late becomes
    timely by a change of the calendar.
    """
    db, how = uow.db, counting(uow.db)
    days = cache(lambda kind: days_of(db, kind))
    working = cache(lambda year: days_off.load(db, year))
    moved = 0
    for one in request_days.open_requests(db):
        first_of_year = local_date(one.asking.received_at).replace(month=1, day=1)
        fresh = _ends(one, _clocks(one.asking, days(one.kind), working(first_of_year), how), uow.now)
        if fresh != one.clocks:
            request_days.save_clocks(db, one.id, fresh)
            moved += 1
    if moved:
        uow.audit(AuditAction.REQUESTS_RECOUNTED, None, {"requests": moved})
    return moved


def _ends(one: request_days.OpenRequest, clocks: Clocks, now: datetime) -> request_days.RequestClocks:
    was, complete = one.clocks, clocks.complete
    may_move = not one.is_acknowledged and now <= was.acknowledge_due_at
    acknowledge = clocks.acknowledge.due_at if may_move else was.acknowledge_due_at
    if one.is_settled or (was.due_at is not None and now > was.due_at):
        return request_days.RequestClocks(acknowledge, was.target_at, was.due_at)
    ends = (complete.target_at, complete.due_at) if complete is not None else (None, None)
    return request_days.RequestClocks(acknowledge, *ends)


# --- partners and incidents -----------------------------------------------------------------------


def partner_due(db: Connection, written_at: datetime) -> datetime:
    """Return until when a partner who was written to is asked to act and to say so."""
    days = law_values.number(db, "requests.partner_answer_days")
    working = days_off.load(db, local_date(written_at))
    return in_days(DeadlineKind.PARTNER, written_at, days, working, counting(db)).due_at


def incident_due(db: Connection, discovered_at: datetime, is_attack: bool) -> tuple[Deadline, ...]:
    """Return until when an incident must be reported: to the authority, and sooner where a system was attacked."""
    authority = in_hours(DeadlineKind.AUTHORITY, discovered_at, law_values.number(db, "breach.authority_hours"))
    if not is_attack:
        return (authority,)
    hours = law_values.number(db, "breach.system_attack_hours")
    return authority, in_hours(DeadlineKind.SYSTEM_ATTACK, discovered_at, hours)
