"""Incidents: written down at once, reported while the clocks run, closed when nothing is left, never deleted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ledger.assets import load_wording
from ledger.domain.audit import AuditAction
from ledger.domain.deadline import DeadlineKind
from ledger.domain.errors import (
    BeforeDiscovery,
    BeforeOccurrence,
    ContactInText,
    IncidentUnfinished,
    InFuture,
    NotFound,
    NothingToDo,
    OutOfRange,
    RoleForbidden,
    TextMissing,
    UnknownChoice,
    WrongState,
)
from ledger.domain.ids import FieldId
from ledger.domain.incident import IncidentKind, IncidentStepKind
from ledger.domain.wording import Language
from ledger.services import incident_list, incident_papers, incidents, law_rules
from ledger.services.finding import HitKind, find_anything
from ledger.services.incident_list import IncidentQuery, IncidentSort, IncidentState
from ledger.services.incidents import IncidentInput, ReportInput
from ledger.services.session import Session
from support.incidents import AUTHORITY, KNOWN, LOST, SYSTEM, hours, put_on_list, reported, three_customers
from support.notices import entries, last_body
from support.services import AT, Workplace, audited, snapshot

ATTACK = replace(LOST, kind=IncidentKind.ATTACK, is_attack=True)


# --- writing down ---------------------------------------------------------------------------------


def test_one_sentence_is_enough_to_start_the_clock(session: Session) -> None:
    code = incidents.record(session, LOST)
    one = incidents.get(session, code)
    assert code == "SC-0001"
    assert (one.discovered_at, one.occurred_at, one.recorded_at) == (AT, AT, AT)
    assert [(clock.kind, clock.due_at) for clock in one.clocks()] == [(AUTHORITY, AT + hours(72))]
    assert audited(session, lambda: incidents.record(session, LOST)) == [(AuditAction.INCIDENT_RECORDED, None)]


def test_an_attack_on_a_system_starts_two_clocks_at_once(session: Session) -> None:
    one = incidents.get(session, incidents.record(session, ATTACK))
    assert [(clock.kind, clock.due_at) for clock in one.clocks()] == [
        (SYSTEM, AT + hours(24)),
        (AUTHORITY, AT + hours(72)),
    ]


def test_the_clocks_run_from_the_discovery_not_from_when_it_was_typed(session: Session) -> None:
    typed = replace(ATTACK, discovered_at=AT - hours(10), occurred_at=AT - hours(48))
    one = incidents.get(session, incidents.record(session, typed))
    assert [clock.due_at for clock in one.clocks()] == [AT + hours(14), AT + hours(62)]
    assert (one.occurred_at, one.recorded_at) == (AT - hours(48), AT)


def test_the_hours_are_those_the_shop_set(session: Session) -> None:
    law_rules.change(session, "breach.authority_hours", "48")
    one = incidents.get(session, incidents.record(session, LOST))
    assert one.clocks()[0].due_at == AT + hours(48)


@pytest.mark.parametrize(
    ("changed", "error", "field"),
    [
        ({"what": "  "}, TextMissing, "what_happened"),
        ({"what": "Khách 0911 647 979 báo mất"}, ContactInText, "what_happened"),
        ({"place": "nhà an@example.com"}, ContactInText, "place"),
        ({"who": "shipper 0911000111"}, ContactInText, "who_responsible"),
        ({"consequences": "gọi 0911000111"}, ContactInText, "consequences"),
        ({"measures": "gọi 0911000111"}, ContactInText, "measures_taken"),
        ({"tells_customers": False}, TextMissing, "no_tell_reason"),
        ({"tells_customers": False, "no_tell_reason": "hỏi 0911000111"}, ContactInText, "no_tell_reason"),
        ({"fields": (FieldId("shoe_size"),)}, UnknownChoice, "fields"),
        ({"people": 0}, OutOfRange, "people"),
        ({"discovered_at": AT + hours(2)}, InFuture, "discovered_at"),
        ({"discovered_at": AT - hours(2), "occurred_at": AT - hours(1)}, BeforeOccurrence, "discovered_at"),
    ],
)
def test_what_cannot_be_so_is_refused_and_leaves_nothing(
    session: Session, changed: dict[str, Any], error: type[TextMissing], field: str
) -> None:
    before = snapshot(session)
    with pytest.raises(error) as caught:
        incidents.record(session, replace(LOST, **changed))
    assert caught.value.data["field"] == field
    assert snapshot(session) == before


def test_the_number_of_the_shops_own_contact_may_stand_in_the_file(session: Session) -> None:
    one = incidents.get(session, incidents.record(session, KNOWN))
    assert one.contact == "Chị Bình, quản lý, 0901 870 525"
    assert one.fields == ("name", "phone")  # in the policy's order


# --- changing -------------------------------------------------------------------------------------


def test_what_is_learned_later_is_added_and_the_trail_names_the_fields(session: Session) -> None:
    code = incidents.record(session, LOST)
    incidents.change(session, code, replace(LOST, discovered_at=AT, place="Kho", measures="Đã tìm lại"))
    assert incidents.get(session, code).place == "Kho"
    assert last_body(session, AuditAction.INCIDENT_CHANGED) == {
        "incident": code,
        "fields": ["place", "measures_taken"],
    }
    with pytest.raises(NothingToDo):
        incidents.change(session, code, replace(LOST, discovered_at=AT, place="Kho", measures="Đã tìm lại"))


def test_an_attack_found_out_later_starts_its_clock_at_the_discovery(shop: Workplace) -> None:
    session = shop.session
    code = incidents.record(session, LOST)
    shop.clock.move(hours=30)
    incidents.change(session, code, replace(LOST, discovered_at=AT, is_attack=True))
    system = incidents.get(session, code).report(SYSTEM)
    assert system is not None
    assert system.deadline.due_at == AT + hours(24)  # over already: that is the truth
    assert incidents.counts(session).overdue == 1


def test_nobody_can_say_it_was_discovered_after_it_was_written_down(shop: Workplace) -> None:
    code = incidents.record(shop.session, LOST)
    shop.clock.move(hours=30)
    with pytest.raises(InFuture):
        incidents.change(shop.session, code, replace(LOST, discovered_at=AT + hours(20)))


def test_staff_add_to_the_file_but_move_no_clock(shop: Workplace) -> None:
    session = shop.as_staff()
    code = incidents.record(session, LOST)
    incidents.change(session, code, replace(LOST, discovered_at=AT, place="Kho"))
    for changed in ({"is_attack": True}, {"discovered_at": AT - hours(1), "occurred_at": AT - hours(1)}):
        typed = replace(LOST, discovered_at=AT, place="Kho")
        with pytest.raises(RoleForbidden):
            incidents.change(session, code, replace(typed, **changed))
    with pytest.raises(RoleForbidden):
        incidents.change(session, code, replace(LOST, discovered_at=AT, tells_customers=False, no_tell_reason="không"))


def test_after_a_report_the_file_is_the_managers(shop: Workplace) -> None:
    code = incidents.record(shop.session, LOST)
    reported(shop.session, code)
    incidents.change(shop.session, code, replace(LOST, discovered_at=AT, place="Kho"))
    with pytest.raises(RoleForbidden):
        incidents.change(shop.as_staff(), code, replace(LOST, discovered_at=AT, place="Xe"))


def test_a_report_that_was_made_stays_one(shop: Workplace) -> None:
    """No later change makes it older than the discovery, or a report of an attack that was none."""
    session, before = shop.session, replace(ATTACK, discovered_at=AT, occurred_at=AT)
    shop.clock.move(hours=6)
    code = incidents.record(session, before)
    incidents.report(session, code, ReportInput(SYSTEM, AT + hours(2), "118/A05"))
    for changed, error in (({"discovered_at": AT + hours(3)}, BeforeDiscovery), ({"is_attack": False}, WrongState)):
        with pytest.raises(error):
            incidents.change(session, code, replace(before, **changed))
    incidents.change(session, code, replace(before, discovered_at=AT + hours(1)))
    assert incidents.get(session, code).report(SYSTEM) is not None


# --- reports --------------------------------------------------------------------------------------


def test_a_report_in_time_stops_its_clock_and_leaves_the_other(shop: Workplace) -> None:
    session = shop.session
    code = incidents.record(session, ATTACK)
    shop.clock.move(hours=23)
    reported(session, code, SYSTEM)
    one = incidents.get(session, code)
    made = one.report(SYSTEM)
    assert made is not None
    assert (made.reported_at, made.is_late, made.reference) == (AT + hours(23), False, "118/A05")
    assert [clock.kind for clock in one.clocks()] == [AUTHORITY]
    assert last_body(session, AuditAction.INCIDENT_REPORTED) == {
        "incident": code, "report": "SYSTEM_ATTACK", "is_late": False,
    }  # fmt: skip


def test_a_late_report_needs_the_reason_for_the_delay(shop: Workplace) -> None:
    session = shop.session
    code = incidents.record(session, LOST)
    shop.clock.move(hours=72, seconds=1)
    with pytest.raises(TextMissing) as caught:
        reported(session, code)
    assert caught.value.data["field"] == "delay_reason"
    reported(session, code, delay_reason="Chờ công an xác minh")
    made = incidents.get(session, code).report(AUTHORITY)
    assert made is not None
    assert (made.is_late, made.delay_reason) == (True, "Chờ công an xác minh")


def test_what_was_reported_in_time_is_in_time_though_it_is_typed_later(shop: Workplace) -> None:
    session = shop.session
    code = incidents.record(session, LOST)
    shop.clock.move(hours=100)
    incidents.report(session, code, ReportInput(AUTHORITY, AT + hours(70), "118/A05", "quên ghi"))
    made = incidents.get(session, code).report(AUTHORITY)
    assert made is not None
    assert (made.is_late, made.delay_reason) == (False, "")


@pytest.mark.parametrize(
    ("at", "error"), [(AT - hours(1), BeforeDiscovery), (AT + hours(5), InFuture)], ids=["before", "future"]
)
def test_a_report_lies_between_the_discovery_and_now(session: Session, at: datetime, error: type[InFuture]) -> None:
    code = incidents.record(session, LOST)
    with pytest.raises(error):
        incidents.report(session, code, ReportInput(AUTHORITY, at, "118"))


def test_a_report_is_made_once_can_be_found_again_and_only_where_it_is_due(session: Session) -> None:
    code = incidents.record(session, LOST)
    with pytest.raises(TextMissing):
        reported(session, code, reference=" ")
    with pytest.raises(WrongState):
        reported(session, code, SYSTEM)
    reported(session, code)
    with pytest.raises(WrongState):
        reported(session, code)


def test_that_no_report_is_due_needs_a_reason_and_stops_the_clock(session: Session) -> None:
    code = incidents.record(session, LOST)
    with pytest.raises(TextMissing):
        incidents.not_due(session, code, AUTHORITY, "")
    incidents.not_due(session, code, AUTHORITY, "Giấy tìm lại ngay, chưa ai xem")
    assert incidents.get(session, code).clocks() == ()
    with pytest.raises(WrongState):
        reported(session, code)


# --- the end --------------------------------------------------------------------------------------


def test_it_cannot_be_closed_before_everything_is_done(session: Session) -> None:
    first, *_ = three_customers(session)
    code = incidents.record(session, KNOWN)

    def refused() -> tuple[object, object]:
        with pytest.raises(IncidentUnfinished) as caught:
            incidents.close(session, code)
        return caught.value.data["why"], caught.value.data["count"]

    assert refused() == ("contents", 1)  # how many people
    put_on_list(session, code, first)
    assert refused() == ("reports", 1)
    reported(session, code)
    assert refused() == ("customers", 1)
    incidents.change(session, code, replace(KNOWN, discovered_at=AT, tells_customers=False, no_tell_reason="đã mã hóa"))
    incidents.close(session, code)
    one = incidents.get(session, code)
    assert (one.closed_at, one.keep_until) == (AT, date(2031, 11, 21))
    assert [step.kind for step in incidents.steps(session, code)][-1] is IncidentStepKind.CLOSED


def test_a_closed_file_cannot_be_changed(session: Session) -> None:
    code = incidents.record(session, replace(KNOWN, people=200))
    reported(session, code)
    incidents.close(session, code)
    acts: tuple[Callable[[], object], ...] = (
        lambda: incidents.change(session, code, LOST),
        lambda: reported(session, code),
        lambda: incidents.not_due(session, code, AUTHORITY, "x"),
        lambda: incidents.close(session, code),
    )
    for act in acts:
        with pytest.raises(WrongState):
            act()


# --- clocks for others ----------------------------------------------------------------------------


def test_the_figures_follow_the_clock(shop: Workplace) -> None:
    session = shop.session
    code = incidents.record(session, ATTACK)
    incidents.record(session, replace(LOST, discovered_at=AT - hours(1)))

    def figures() -> tuple[int, int, int]:
        found = incidents.counts(session)
        return found.open, found.overdue, found.due_soon

    assert figures() == (2, 0, 0)
    shop.clock.move(hours=20)
    assert figures() == (2, 0, 1)
    shop.clock.move(hours=5)
    assert figures() == (2, 1, 0)
    found = incidents.due(session)
    assert [(one.code, one.deadline.kind) for one in found] == [
        (code, SYSTEM),
        ("SC-0002", AUTHORITY),
        (code, AUTHORITY),
    ]
    assert len(incidents.due(session, 1)) == 1
    reported(session, code, SYSTEM, delay_reason="máy hỏng")
    assert figures() == (2, 0, 0)


# --- finding, lists and paper ---------------------------------------------------------------------


def test_an_incident_is_found_by_its_code(session: Session) -> None:
    code = incidents.record(session, LOST)
    (hit,) = find_anything(session, "sc-0001")
    assert (hit.kind, hit.code, hit.detail) == (HitKind.INCIDENT, code, "LOST")
    assert find_anything(session, "SC-0009") == ()
    with pytest.raises(NotFound):
        incidents.get(session, "SC-0009")


def test_the_list_shows_the_nearest_clock_first_and_closed_ones_last(shop: Workplace) -> None:
    session = shop.session
    done = incidents.record(session, replace(KNOWN, people=3))
    reported(session, done)
    incidents.close(session, done)
    late = incidents.record(session, replace(LOST, discovered_at=AT - hours(50)))
    attack = incidents.record(session, ATTACK)
    settled = incidents.record(session, LOST)
    incidents.not_due(session, settled, AUTHORITY, "không ai xem")

    def codes(**about: Any) -> list[str]:
        query = IncidentQuery(**about)
        return [one.code for one in incident_list.rows(session, incident_list.ids(session, query))]

    assert codes() == [late, attack, settled, done]
    assert codes(state=IncidentState.OPEN) == [late, attack, settled]
    assert codes(state=IncidentState.CLOSED) == [done]
    assert codes(text="o cung") == [done]
    assert codes(text="sc-0003") == [attack]
    assert codes(sort=IncidentSort.DISCOVERED, descending=True)[-1] == late
    first, *_ = incident_list.rows(session, incident_list.ids(session, IncidentQuery(text=attack)))
    assert first.clock is not None
    assert (first.clock.kind, first.is_open, first.is_attack) == (DeadlineKind.SYSTEM_ATTACK, True, True)


def test_a_preview_of_the_file_is_not_recorded_and_the_printed_one_is(session: Session) -> None:
    code = incidents.record(session, LOST)
    before = snapshot(session)
    incident_papers.prepare_record(session, code, Language.VI, is_preview=True)
    assert snapshot(session) == before
    printed = incident_papers.prepare_record(session, code, Language.VI, is_preview=False)
    assert printed.head.audit_seq == entries(session, AuditAction.INCIDENT_PRINTED)[-1].entry.seq
    assert [step.kind for step in incidents.steps(session, code)][-1] is IncidentStepKind.PRINTED


def test_every_step_has_its_words(shop: Workplace) -> None:
    session = shop.session
    first, *_ = three_customers(session)
    code = incidents.record(session, KNOWN)
    incidents.change(session, code, replace(KNOWN, discovered_at=AT, place="Kho", is_attack=True))
    put_on_list(session, code, first)
    reported(session, code)
    incidents.not_due(session, code, SYSTEM, "không phải hệ thống")
    words = [incident_papers.step_text(one, load_wording(Language.EN)) for one in incidents.steps(session, code)]
    assert words == [
        "Discovered and recorded",
        "File completed: A system was attacked, Place",
        "Affected customers added: Named one by one · customers: 1",
        "Made: Report to the authority · 118/A05",
        "Recorded as not due: Report an attack on a system",
    ]


def test_times_typed_by_hand_keep_when_they_were_typed(shop: Workplace) -> None:
    session = shop.session
    code = incidents.record(session, replace(LOST, discovered_at=AT - timedelta(hours=2)))
    (step,) = incidents.steps(session, code)
    assert (step.occurred_at, step.recorded_at) == (AT - timedelta(hours=2), AT)


def test_an_incident_needs_nobody_on_record(session: Session) -> None:
    code = incidents.record(session, IncidentInput(IncidentKind.OTHER, "Khách vãng lai mất giấy hẹn", people=12))
    assert incidents.file(session, code).missing == (
        "place", "who_responsible", "fields", "consequences", "measures_taken", "contact_person",
    )  # fmt: skip
