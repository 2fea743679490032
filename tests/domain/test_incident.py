"""An incident: its clocks, what its file must say, and what must not stand in it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from ledger.domain.deadline import Deadline, DeadlineKind
from ledger.domain.errors import BeforeDiscovery, BeforeOccurrence, ContactInText, InFuture
from ledger.domain.ids import FieldId, IncidentId, StaffId
from ledger.domain.incident import (
    Incident,
    IncidentKind,
    Report,
    best_channel,
    kept_until,
    require_after_discovery,
    require_in_order,
    require_no_contact,
)
from ledger.domain.purpose import Channel

AT = datetime(2026, 11, 21, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)


def clock(kind: DeadlineKind, hours: int) -> Deadline:
    end = AT + hours * HOUR
    return Deadline(kind, AT, end, end)


AUTHORITY, SYSTEM = Report(clock(DeadlineKind.AUTHORITY, 72)), Report(clock(DeadlineKind.SYSTEM_ATTACK, 24))
ATTACK = Incident(
    id=IncidentId(1),
    code="SC-0001",
    kind=IncidentKind.ATTACK,
    is_attack=True,
    occurred_at=AT - HOUR,
    discovered_at=AT,
    recorded_at=AT + HOUR,
    recorded_by=StaffId("a"),
    reports=(AUTHORITY, SYSTEM),
    what="Máy tính bị mã hóa",
)


# --- clocks -------------------------------------------------------------------------------------


def test_the_nearest_clock_comes_first() -> None:
    assert [one.kind for one in ATTACK.clocks()] == [DeadlineKind.SYSTEM_ATTACK, DeadlineKind.AUTHORITY]


def test_a_clock_stops_when_the_report_is_made_or_not_due() -> None:
    made = replace(AUTHORITY, reported_at=AT + HOUR)
    assert [one.kind for one in replace(ATTACK, reports=(made, SYSTEM)).clocks()] == [DeadlineKind.SYSTEM_ATTACK]
    not_due = replace(SYSTEM, not_due_reason="không phải tấn công")
    assert replace(ATTACK, reports=(made, not_due)).clocks() == ()


def test_no_clock_runs_once_the_incident_is_closed() -> None:
    assert replace(ATTACK, closed_at=AT).clocks() == ()
    assert not replace(ATTACK, closed_at=AT).is_open


@pytest.mark.parametrize(("hours", "is_late"), [(71, False), (72, False), (73, True)])
def test_a_report_is_late_only_after_the_last_instant(hours: int, is_late: bool) -> None:
    assert replace(AUTHORITY, reported_at=AT + hours * HOUR).is_late is is_late


def test_a_report_that_was_not_made_is_not_late_yet() -> None:
    assert not AUTHORITY.is_late
    assert AUTHORITY.is_open


def test_only_reports_that_are_due_are_found() -> None:
    assert ATTACK.report(DeadlineKind.AUTHORITY) is AUTHORITY
    assert replace(ATTACK, reports=(AUTHORITY,)).report(DeadlineKind.SYSTEM_ATTACK) is None


# --- instants -----------------------------------------------------------------------------------


def test_it_happened_then_was_discovered_then_written_down() -> None:
    require_in_order(AT - HOUR, AT, AT + HOUR)
    require_in_order(AT, AT, AT)
    require_in_order(AT, AT + timedelta(seconds=50), AT)  # a clock that drifts


@pytest.mark.parametrize(
    ("occurred", "discovered", "error", "field"),
    [
        (1, 0, BeforeOccurrence, "discovered_at"),
        (0, 3, InFuture, "discovered_at"),
        (3, 1, InFuture, "happened_at"),
        (3, 3, InFuture, "discovered_at"),
    ],
)
def test_another_order_is_refused(occurred: int, discovered: int, error: type[InFuture], field: str) -> None:
    with pytest.raises(error) as caught:
        require_in_order(AT + occurred * HOUR, AT + discovered * HOUR, AT + 2 * HOUR)
    assert caught.value.data["field"] == field


def test_nothing_is_reported_before_the_discovery_or_in_the_future() -> None:
    require_after_discovery(ATTACK, AT, AT + HOUR, "reported_at")
    second = timedelta(seconds=1)
    require_after_discovery(replace(ATTACK, discovered_at=AT + 59 * second), AT, AT + HOUR, "reported_at")
    with pytest.raises(BeforeDiscovery):
        require_after_discovery(ATTACK, AT - HOUR, AT + HOUR, "reported_at")
    with pytest.raises(InFuture):
        require_after_discovery(ATTACK, AT + 2 * HOUR, AT + HOUR, "reported_at")


def test_the_file_is_kept_for_years_after_it_was_closed() -> None:
    assert kept_until(date(2026, 11, 21), 5) == date(2031, 11, 21)
    assert kept_until(date(2028, 2, 29), 5) == date(2033, 2, 28)


# --- what the file says -------------------------------------------------------------------------


def test_what_the_law_asks_for_and_is_not_known_yet_is_named() -> None:
    everything = ("place", "who_responsible", "fields", "people", "consequences", "measures_taken", "contact_person")
    assert ATTACK.missing(0) == everything
    assert "people" not in ATTACK.missing(3)
    assert "people" not in replace(ATTACK, people=200).missing(0)


def test_a_complete_file_misses_nothing() -> None:
    told = replace(ATTACK, place="kho", who="chưa rõ", consequences="gọi lừa", measures="khóa máy", contact="Bình")
    assert replace(told, fields=(FieldId("phone"),)).missing(1) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Gọi 0911647979 báo mất",
        "Gọi 0911 647 979.",
        "số +84 911.647.979",
        "84911647979",
        "máy bàn 024 3826 1234",
        "năm 2026 0911-647-979",
        "căn cước 001087012345",
        "thư của an.nguyen@example.com",
        "ngày 21-11-2026 0911647979",
        "(0911) 647 979",
        "+84 (0)911 647 979",
        "(+84) 911 647 979",
        "0084911647979",
        "ĐT.0911647979",
        "gọi,0911647979",
        "0911 - 647 - 979",
        "0911 – 647 – 979",
        "0911/647/979",
        "0911_647_979",
        "０９１１６４７９７９",
    ],
)
def test_what_looks_like_a_number_or_an_email_of_somebody_is_refused(text: str) -> None:
    with pytest.raises(ContactInText) as caught:
        require_no_contact(text, "what_happened")
    assert caught.value.data == {"field": "what_happened"}
    assert "0911" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mất lúc 10:00 ngày 21/11/2026",
        "Từ 01-11-2026 10:00 đến 02-11-2026",
        "Thiệt hại 1.084.000.000 đ, 12 kiện",
        "Kiện DH-0012, biên bản BG-0001",
        "Máy số 3, tầng 2, phòng 015",
        "Hai khách @ quầy 2",
        "Từ 01/2026 - 02/2026 và 2026.11.20 08:00:00",
        "Thiệt hại 84.000.000.000 đ",
    ],
)
def test_days_amounts_and_codes_are_no_numbers_of_somebody(text: str) -> None:
    require_no_contact(text, "what_happened")


# --- telling ------------------------------------------------------------------------------------


def test_customers_are_told_in_writing_where_that_is_possible() -> None:
    assert best_channel({Channel.CALL, Channel.SMS, Channel.EMAIL, Channel.POST}) is Channel.EMAIL
    assert best_channel({Channel.CALL, Channel.POST}) is Channel.POST
    assert best_channel({Channel.CALL, Channel.ZALO}) is Channel.CALL
    assert best_channel(()) is None
