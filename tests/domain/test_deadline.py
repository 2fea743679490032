"""Deadlines as ``law.md`` counts them: hours at once, days from the day after, to 24:00 in Vietnam."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.assets import load_law
from ledger.domain.deadline import (
    WARN_AT,
    Asking,
    Counting,
    Deadline,
    DeadlineKind,
    DeadlineState,
    RequestDays,
    RequestKind,
    SpecialDay,
    SpecialDayKind,
    WorkingDays,
    acknowledgement,
    completion,
    in_days,
    in_hours,
    in_working_days,
    last_day,
)
from ledger.domain.errors import OutOfRange
from ledger.domain.ids import StaffId
from ledger.domain.instants import VIETNAM, show_end, start_of_day

ONE_DAY = timedelta(days=1)
SATURDAY = datetime(2026, 11, 21, 3, tzinfo=UTC)  # 10:00 in Vietnam
TET_2027 = frozenset(date(2027, 2, day) for day in range(4, 11))
HOLIDAYS = frozenset({date(2026, 11, 24), date(2027, 1, 1)}) | TET_2027
VIETNAM_DAYS = WorkingDays(off=HOLIDAYS)
USUAL = Counting()
# Decree 356/2025 Art. 5 as law.md has it, and the consumer law.
DAYS = {
    RequestKind.WITHDRAW: RequestDays(2, 15, 20, 15),
    RequestKind.RESTRICT: RequestDays(2, 15, 20, 15),
    RequestKind.OBJECT: RequestDays(2, 15, 20, 15),
    RequestKind.ACCESS: RequestDays(2, 10, 15, 10),
    RequestKind.CORRECT: RequestDays(2, 10, 15, 10),
    RequestKind.PROVIDE_COPY: RequestDays(2, 10, 15, 10),
    RequestKind.DELETE: RequestDays(2, 20, 30, 20),
    RequestKind.PROTECT: RequestDays(2, 15, None, 15),
    RequestKind.COMPLAINT: RequestDays(3),
}


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)


def complete(kind: RequestKind, asking: Asking, how: Counting = USUAL, working: WorkingDays = VIETNAM_DAYS) -> Deadline:
    clock = completion(asking, DAYS[kind], working, how)
    assert clock is not None
    return clock


def ends(clock: Deadline) -> tuple[str, str]:
    return show_end(clock.target_at), show_end(clock.due_at)


# --- the worked example ---------------------------------------------------------------------------


def test_the_promise_runs_by_the_wall_clock() -> None:
    clock = in_hours(DeadlineKind.ANSWER, SATURDAY, 12)
    assert ends(clock) == ("21/11/2026 22:00", "21/11/2026 22:00")


@pytest.mark.parametrize("kind", RequestKind)
def test_the_receipt_is_acknowledged_on_working_days_only(kind: RequestKind) -> None:
    # Monday 23, not Tuesday 24 (a holiday), Wednesday 25: the second working day; the consumer law has a third.
    clock = acknowledgement(Asking(SATURDAY), DAYS[kind], VIETNAM_DAYS, USUAL)
    last = "24:00 26/11/2026" if kind is RequestKind.COMPLAINT else "24:00 25/11/2026"
    assert ends(clock) == (last, last)
    assert (clock.kind, clock.started_at) == (DeadlineKind.ACKNOWLEDGE, SATURDAY)


@pytest.mark.parametrize(
    ("kind", "is_with_partner", "target", "limit"),
    [
        (RequestKind.ACCESS, False, "24:00 01/12/2026", "24:00 01/12/2026"),
        (RequestKind.CORRECT, False, "24:00 01/12/2026", "24:00 01/12/2026"),
        (RequestKind.PROVIDE_COPY, False, "24:00 01/12/2026", "24:00 01/12/2026"),
        (RequestKind.WITHDRAW, False, "24:00 06/12/2026", "24:00 07/12/2026"),  # the 6th is a Sunday
        (RequestKind.RESTRICT, False, "24:00 06/12/2026", "24:00 07/12/2026"),
        (RequestKind.OBJECT, False, "24:00 06/12/2026", "24:00 07/12/2026"),
        (RequestKind.PROTECT, False, "24:00 06/12/2026", "24:00 07/12/2026"),
        (RequestKind.DELETE, False, "24:00 11/12/2026", "24:00 11/12/2026"),
        (RequestKind.DELETE, True, "24:00 21/12/2026", "24:00 21/12/2026"),
        (RequestKind.WITHDRAW, True, "24:00 11/12/2026", "24:00 11/12/2026"),
        (RequestKind.ACCESS, True, "24:00 06/12/2026", "24:00 07/12/2026"),
        (RequestKind.PROTECT, True, "24:00 06/12/2026", "24:00 07/12/2026"),  # the law has nothing longer
    ],
)
def test_the_request_is_carried_out_by_calendar_days(
    kind: RequestKind, is_with_partner: bool, target: str, limit: str
) -> None:
    clock = complete(kind, Asking(SATURDAY, is_with_partner=is_with_partner))
    assert ends(clock) == (target, limit)
    assert clock.kind is DeadlineKind.COMPLETE


def test_a_complaint_has_no_day_to_be_carried_out_by() -> None:
    assert completion(Asking(SATURDAY), DAYS[RequestKind.COMPLAINT], VIETNAM_DAYS, USUAL) is None


# --- where days are awkward -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "acknowledged", "limit"),
    [
        # Tết 2027 is from Thursday 4 to Wednesday 10 February: the two days are Thursday 11 and Friday 12.
        (at(date(2027, 2, 3)), "24:00 12/02/2027", "24:00 15/02/2027"),
        (at(date(2027, 1, 26)), "24:00 28/01/2027", "24:00 11/02/2027"),  # the tenth day, 5 February, is Tết
        (at(date(2027, 2, 6)), "24:00 12/02/2027", "24:00 16/02/2027"),  # received on a holiday, itself a Saturday
        # over the end of a year: Thursday 31 December, then New Year's Day and a weekend
        (at(date(2026, 12, 30)), "24:00 04/01/2027", "24:00 11/01/2027"),
        (at(date(2026, 12, 22)), "24:00 24/12/2026", "24:00 04/01/2027"),
        # leap day: 2028 has one, a Tuesday; 2027 has none
        (at(date(2028, 2, 28)), "24:00 01/03/2028", "24:00 09/03/2028"),
        (at(date(2028, 2, 19)), "24:00 22/02/2028", "24:00 29/02/2028"),
        (at(date(2027, 2, 19)), "24:00 23/02/2027", "24:00 01/03/2027"),
        # the last and the first minute of a day by the clock of Vietnam
        (at(date(2026, 11, 20), 23, 59), "24:00 25/11/2026", "24:00 30/11/2026"),
        (at(date(2026, 11, 21), 0, 1), "24:00 25/11/2026", "24:00 01/12/2026"),
        (at(date(2026, 11, 24), 0, 1), "24:00 26/11/2026", "24:00 04/12/2026"),  # a holiday
    ],
)
def test_holidays_year_ends_leap_days_and_midnight(received: datetime, acknowledged: str, limit: str) -> None:
    asking = Asking(received)
    clock = acknowledgement(asking, DAYS[RequestKind.ACCESS], VIETNAM_DAYS, USUAL)
    assert show_end(clock.due_at) == acknowledged
    assert show_end(complete(RequestKind.ACCESS, asking).due_at) == limit


def test_a_saturday_worked_instead_of_a_monday_counts_and_the_monday_does_not() -> None:
    # In 2026 Saturday 22 August is worked for Monday 31 August; 1 and 2 September are the National Day.
    swapped = WorkingDays(
        off=frozenset({date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)}), worked=frozenset({date(2026, 8, 22)})
    )
    friday = Asking(at(date(2026, 8, 21)))
    assert show_end(acknowledgement(friday, DAYS[RequestKind.ACCESS], swapped, USUAL).due_at) == "24:00 24/08/2026"
    assert ends(complete(RequestKind.ACCESS, friday, working=swapped)) == ("24:00 31/08/2026", "24:00 03/09/2026")
    twelfth = Asking(at(date(2026, 8, 12)))  # its tenth day is the Saturday that is worked
    assert ends(complete(RequestKind.ACCESS, twelfth, working=swapped)) == ("24:00 22/08/2026", "24:00 22/08/2026")


def test_a_day_named_as_worked_beats_weekend_and_holiday() -> None:
    day = date(2026, 11, 24)
    assert not VIETNAM_DAYS.is_working(day)
    assert WorkingDays(off=HOLIDAYS, worked=frozenset({day})).is_working(day)


# --- what the manager decides ---------------------------------------------------------------------


def test_one_extension_adds_its_days_once() -> None:
    assert ends(complete(RequestKind.DELETE, Asking(SATURDAY, is_extended=True)))[1] == "24:00 31/12/2026"
    both = Asking(SATURDAY, is_with_partner=True, is_extended=True)
    assert ends(complete(RequestKind.DELETE, both)) == ("24:00 10/01/2027", "24:00 11/01/2027")
    assert completion(both, RequestDays(2, 20, 30), VIETNAM_DAYS, USUAL) == completion(
        Asking(SATURDAY, is_with_partner=True), RequestDays(2, 20, 30), VIETNAM_DAYS, USUAL
    )  # where the law knows no extension there is none


def test_an_unproven_asker_stops_the_days_only_where_the_shop_says_so() -> None:
    pauses, unproven = Counting(pauses_while_unproven=True), Asking(SATURDAY)
    days = DAYS[RequestKind.ACCESS]
    assert show_end(complete(RequestKind.ACCESS, unproven).due_at) == "24:00 01/12/2026"
    assert completion(unproven, days, VIETNAM_DAYS, pauses) is None
    # the acknowledgement never waits
    assert show_end(acknowledgement(unproven, days, VIETNAM_DAYS, pauses).due_at) == "24:00 25/11/2026"
    proven = Asking(SATURDAY, identity_at=SATURDAY + timedelta(days=5))
    assert show_end(complete(RequestKind.ACCESS, proven, pauses).due_at) == "24:00 07/12/2026"
    assert show_end(complete(RequestKind.ACCESS, proven).due_at) == "24:00 01/12/2026"
    known_before = Asking(SATURDAY, identity_at=SATURDAY - timedelta(days=5))
    assert show_end(complete(RequestKind.ACCESS, known_before, pauses).due_at) == "24:00 01/12/2026"


def test_days_may_be_counted_as_working_days_from_the_first_or_without_moving() -> None:
    access, saturday = RequestKind.ACCESS, Asking(SATURDAY)
    working = complete(access, saturday, Counting(completes_in_working_days=True))
    assert ends(working) == ("24:00 07/12/2026", "24:00 07/12/2026")
    first = Counting(first_day_counts=True)
    assert ends(complete(access, saturday, first)) == ("24:00 30/11/2026", "24:00 30/11/2026")
    monday = Asking(SATURDAY + timedelta(days=2))
    assert show_end(acknowledgement(monday, DAYS[access], VIETNAM_DAYS, first).due_at) == "24:00 25/11/2026"
    # a first day that is not worked counts for nothing
    assert show_end(acknowledgement(saturday, DAYS[access], VIETNAM_DAYS, first).due_at) == "24:00 25/11/2026"
    stays = complete(RequestKind.WITHDRAW, saturday, Counting(rolls_over=False))
    assert ends(stays) == ("24:00 06/12/2026", "24:00 06/12/2026")


def test_a_week_without_a_working_day_is_refused() -> None:
    for weekdays in (frozenset[int](), frozenset({0, 8})):
        with pytest.raises(OutOfRange) as refused:
            WorkingDays(weekdays)
        assert refused.value.data == {"field": "working_weekdays", "low": 1, "high": 7}


# --- how a clock stands ---------------------------------------------------------------------------


def test_a_clock_warns_at_half_and_at_four_fifths_and_is_late_only_after_the_limit() -> None:
    clock = Deadline(DeadlineKind.COMPLETE, SATURDAY, SATURDAY + 10 * ONE_DAY, SATURDAY + 12 * ONE_DAY)
    moment = timedelta(microseconds=1)
    stands = {
        -ONE_DAY: DeadlineState.RUNNING,
        5 * ONE_DAY - moment: DeadlineState.RUNNING,
        5 * ONE_DAY: DeadlineState.HALF,
        8 * ONE_DAY - moment: DeadlineState.HALF,
        8 * ONE_DAY: DeadlineState.NEAR,
        10 * ONE_DAY: DeadlineState.NEAR,
        10 * ONE_DAY + moment: DeadlineState.DUE,
        12 * ONE_DAY: DeadlineState.DUE,
        12 * ONE_DAY + moment: DeadlineState.OVERDUE,
    }
    assert {after: clock.state(SATURDAY + after) for after in stands} == stands


def test_the_share_used_begins_at_nothing_and_goes_past_the_whole() -> None:
    clock = in_hours(DeadlineKind.ANSWER, SATURDAY, 12)
    assert [clock.share(SATURDAY + timedelta(hours=hours)) for hours in (-1, 0, 6, 12, 18)] == [0.0, 0.0, 0.5, 1.0, 1.5]
    assert Deadline(DeadlineKind.ANSWER, SATURDAY, SATURDAY, SATURDAY).share(SATURDAY) == 1.0


def test_the_warnings_are_those_of_the_rules() -> None:
    assert load_law()["feedback.warn_at_percent"].value == tuple(round(share * 100) for share in WARN_AT)


def test_the_last_day_of_a_clock_is_the_day_that_ends_with_it() -> None:
    assert last_day(start_of_day(date(2026, 11, 26))) == date(2026, 11, 25)
    assert last_day(SATURDAY) == date(2026, 11, 21)
    assert show_end(SATURDAY + timedelta(hours=12)) == "21/11/2026 22:00"
    assert show_end(start_of_day(date(2027, 1, 1))) == "24:00 31/12/2026"


def test_a_day_of_the_shops_own_list_is_told_apart_by_its_kind() -> None:
    one = SpecialDay(date(2026, 12, 24), SpecialDayKind.CLOSED, "Nghỉ kiểm kê", SATURDAY, StaffId("a"))
    assert (one.kind.value, SpecialDayKind("WORKED")) == ("CLOSED", SpecialDayKind.WORKED)


# --- whatever the calendar ------------------------------------------------------------------------

days_of_years = st.dates(date(2026, 1, 1), date(2029, 12, 31))
day_sets = st.frozensets(st.dates(date(2026, 1, 1), date(2030, 6, 30)), max_size=60)
calendars = st.builds(
    WorkingDays, st.frozensets(st.integers(1, 7), min_size=1, max_size=7), day_sets, st.frozensets(days_of_years)
)
countings = st.builds(Counting, st.booleans(), st.booleans(), st.booleans(), st.booleans())
instants = st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is given beside them
askings = st.builds(Asking, instants, st.none() | instants, st.booleans(), st.booleans())
request_days = st.builds(
    RequestDays,
    st.integers(1, 30),
    st.none() | st.integers(1, 60),
    st.none() | st.integers(1, 90),
    st.none() | st.integers(0, 60),
)


def clocks_of(asking: Asking, days: RequestDays, working: WorkingDays, how: Counting) -> list[Deadline]:
    carried_out = completion(asking, days, working, how)
    told = acknowledgement(asking, days, working, how)
    return [told] if carried_out is None else [told, carried_out]


@given(askings, request_days, calendars, countings)
def test_no_end_lies_before_receipt_and_no_limit_before_its_target(
    asking: Asking, days: RequestDays, working: WorkingDays, how: Counting
) -> None:
    for clock in clocks_of(asking, days, working, how):
        assert asking.received_at <= clock.started_at < clock.target_at <= clock.due_at


@given(askings, request_days, calendars, countings)
def test_the_acknowledgement_ends_with_a_worked_day(
    asking: Asking, days: RequestDays, working: WorkingDays, how: Counting
) -> None:
    assert working.is_working(last_day(acknowledgement(asking, days, working, how).due_at))


@given(askings, request_days, calendars, countings, days_of_years)
def test_a_holiday_more_moves_no_end_earlier(
    asking: Asking, days: RequestDays, working: WorkingDays, how: Counting, day: date
) -> None:
    fewer = WorkingDays(working.weekdays, working.off | {day}, working.worked)
    pairs = zip(clocks_of(asking, days, working, how), clocks_of(asking, days, fewer, how), strict=True)
    assert all(one.target_at <= other.target_at and one.due_at <= other.due_at for one, other in pairs)


@given(askings, request_days, calendars, countings, days_of_years)
def test_a_worked_day_more_moves_no_end_later(
    asking: Asking, days: RequestDays, working: WorkingDays, how: Counting, day: date
) -> None:
    more = WorkingDays(working.weekdays, working.off, working.worked | {day})
    pairs = zip(clocks_of(asking, days, working, how), clocks_of(asking, days, more, how), strict=True)
    assert all(one.target_at >= other.target_at and one.due_at >= other.due_at for one, other in pairs)


@given(askings, request_days, calendars, countings)
def test_a_partner_or_an_extension_never_makes_the_limit_of_this_law_earlier(
    asking: Asking, days: RequestDays, working: WorkingDays, how: Counting
) -> None:
    alone = Asking(asking.received_at, asking.identity_at)
    extended = Asking(asking.received_at, asking.identity_at, is_extended=True)
    first, longer = completion(alone, days, working, how), completion(extended, days, working, how)
    assert (first is None) == (longer is None)
    assert first is None or longer is None or first.due_at <= longer.due_at


@given(instants, st.integers(1, 90), calendars)
def test_working_days_are_never_shorter_than_as_many_calendar_days(
    received: datetime, count: int, working: WorkingDays
) -> None:
    by_calendar = in_days(DeadlineKind.COMPLETE, received, count, working, USUAL)
    by_working_days = in_working_days(DeadlineKind.COMPLETE, received, count, working, USUAL)
    assert by_calendar.due_at <= by_working_days.due_at
