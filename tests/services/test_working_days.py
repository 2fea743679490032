"""Which days a shop counts: the public holidays of Vietnam, and its own list on top; open requests follow."""

import subprocess
import sys
from datetime import date, datetime

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.deadline import RequestKind, SpecialDayKind
from ledger.domain.errors import InvalidDate, NotFound, RoleForbidden, TextTooLong
from ledger.domain.instants import show_end
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import law_rules, requests, trail, working_days
from ledger.services.requests import RequestInput
from ledger.services.session import Session
from support.services import AT, TODAY, Workplace, audited, entries_since, snapshot

CLOSED, WORKED = SpecialDayKind.CLOSED, SpecialDayKind.WORKED
MONDAY = date(2026, 11, 23)


def ask(session: Session, kind: RequestKind = RequestKind.ACCESS, received_at: datetime = AT) -> str:
    return requests.record(session, RequestInput(kind, Channel.CALL, received_at, asked="Cho tôi xem"))


def ends(session: Session, code: str) -> tuple[str, str]:
    """Until when the request must be acknowledged and carried out."""
    one = requests.get(session, code)
    assert one.due_at is not None
    return show_end(one.acknowledge_due_at), show_end(one.due_at)


# --- public holidays ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (TODAY, False),  # a Saturday
        (MONDAY, True),
        (date(2026, 11, 24), False),  # Vietnam Cultural Day, since 2026
        (date(2025, 11, 24), True),
        (date(2026, 4, 27), False),  # instead of Sunday 26 April
        (date(2026, 8, 31), False),  # a Monday off, for which
        (date(2026, 8, 22), True),  # a Saturday is worked
        (date(2027, 2, 3), True),
        (date(2027, 2, 4), False),  # Tết 2027: Thursday 4
        (date(2027, 2, 10), False),  # to Wednesday 10 February
        (date(2027, 2, 11), True),
        (date(2027, 5, 3), False),  # instead of Saturday 1 May
    ],
)
def test_the_public_holidays_of_vietnam_are_no_working_days(session: Session, day: date, is_working: bool) -> None:
    assert working_days.load(session.db, TODAY).is_working(day) is is_working


def test_the_years_around_a_day_are_known(session: Session) -> None:
    known = working_days.load(session.db, date(2026, 12, 31))
    assert {day.year for day in known.off} == {2025, 2026, 2027, 2028}
    assert working_days.load(session.db, date(2, 1, 1)).is_working(date(2, 1, 1))


def test_holidays_have_names_in_both_languages(session: Session) -> None:
    vietnamese = {one.day: one.name for one in working_days.public_holidays(session, 2026)}
    english = {one.day: one.name for one in working_days.public_holidays(session, 2026, Language.EN)}
    assert list(vietnamese) == sorted(english)
    day = date(2026, 11, 24)
    assert (vietnamese[day], english[day]) == ("Ngày Văn hóa Việt Nam", "Vietnam Cultural Day")
    assert "nghỉ bù" in vietnamese[date(2026, 4, 27)]
    instead = date(2026, 8, 31)
    assert "22/08/2026" in vietnamese[instead]
    assert "22/08/2026" in english[instead]
    assert working_days.public_worked(session, 2026) == (date(2026, 8, 22),)
    assert {day.year for day in vietnamese} == {2026}


def test_the_calendar_costs_nothing_until_a_deadline_is_asked_for() -> None:
    program = (
        "import sys; from ledger.services import law_rules, request_clocks, requests, working_days;"
        " print('holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# --- the shop's own list --------------------------------------------------------------------------


def test_the_list_beats_weekday_and_holiday(session: Session) -> None:
    working_days.add_special_day(session, MONDAY, CLOSED, "Nghỉ theo thông báo")
    working_days.add_special_day(session, date(2026, 11, 24), WORKED)
    working_days.add_special_day(session, TODAY, WORKED, " Làm  bù ")
    working_days.add_special_day(session, date(2026, 8, 22), CLOSED)  # which the calendar has as worked
    known = working_days.load(session.db, TODAY)
    worked = {day: known.is_working(day) for day in (MONDAY, date(2026, 11, 24), TODAY, date(2026, 8, 22))}
    assert list(worked.values()) == [False, True, True, False]
    listed = working_days.special_days(session)
    assert [(one.day, one.kind, one.note) for one in listed] == [
        (date(2026, 8, 22), CLOSED, ""),
        (TODAY, WORKED, "Làm bù"),
        (MONDAY, CLOSED, "Nghỉ theo thông báo"),
        (date(2026, 11, 24), WORKED, ""),
    ]
    working_days.remove_special_day(session, MONDAY)
    assert working_days.load(session.db, TODAY).is_working(MONDAY)


def test_a_day_named_twice_is_what_was_said_last(session: Session) -> None:
    working_days.add_special_day(session, MONDAY, CLOSED)
    working_days.add_special_day(session, MONDAY, WORKED)
    assert [(one.day, one.kind) for one in working_days.special_days(session)] == [(MONDAY, WORKED)]


def test_open_requests_are_counted_again_in_the_same_act(session: Session) -> None:
    code = ask(session)
    assert ends(session, code) == ("24:00 25/11/2026", "24:00 01/12/2026")
    acts = audited(session, lambda: working_days.add_special_day(session, MONDAY, CLOSED))
    assert acts == [(AuditAction.DAYS_CHANGED, None), (AuditAction.REQUESTS_RECOUNTED, None)]
    assert ends(session, code) == ("24:00 26/11/2026", "24:00 01/12/2026")
    assert working_days.add_special_day(session, date(2026, 12, 1), CLOSED) == 1
    assert ends(session, code)[1] == "24:00 02/12/2026"
    assert working_days.remove_special_day(session, MONDAY) == 1
    assert ends(session, code) == ("24:00 25/11/2026", "24:00 02/12/2026")
    assert working_days.add_special_day(session, date(2027, 3, 1), CLOSED) == 0  # moves nobody


def test_what_changed_is_on_the_trail_without_the_words(session: Session) -> None:
    before = trail.head_of(session).seq
    working_days.add_special_day(session, MONDAY, CLOSED, "Cô Sáu cưới")
    working_days.remove_special_day(session, MONDAY)
    bodies = [one.body for one in entries_since(session, before) if one.entry.action is AuditAction.DAYS_CHANGED]
    assert bodies == [
        {"day": "2026-11-23", "day_kind": "CLOSED"},
        {"day": "2026-11-23", "is_discarded": True},
    ]


def test_what_cannot_be_on_the_list_is_refused_and_nothing_is_written(shop: Workplace) -> None:
    session, before = shop.session, snapshot(shop.session)
    for day in (date(2019, 12, 31), date(2101, 1, 1)):
        with pytest.raises(InvalidDate):
            working_days.add_special_day(session, day, CLOSED)
    with pytest.raises(TextTooLong):
        working_days.add_special_day(session, MONDAY, CLOSED, "x" * 81)
    with pytest.raises(NotFound) as missing:
        working_days.remove_special_day(session, MONDAY)
    assert missing.value.data["code"] == "23/11/2026"
    assert snapshot(session) == before
    staff = shop.as_staff()
    with pytest.raises(RoleForbidden):
        working_days.add_special_day(staff, MONDAY, CLOSED)
    with pytest.raises(RoleForbidden):
        working_days.remove_special_day(staff, MONDAY)


def test_a_week_with_other_working_days_counts_by_them(session: Session) -> None:
    code = ask(session)
    law_rules.change(session, "counting.working_weekdays", "1,2,3,4,5,6")
    assert working_days.load(session.db, TODAY).is_working(TODAY)
    assert ends(session, code) == ("24:00 25/11/2026", "24:00 01/12/2026")
    law_rules.change(session, "counting.working_weekdays", "6,7")
    assert ends(session, code) == ("24:00 28/11/2026", "24:00 05/12/2026")
