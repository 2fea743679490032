"""The incidents in the window: both clocks in sight, one step after the other, nobody forgotten."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.domain.customer import Customer
from ledger.domain.errors import DatabaseDamaged
from ledger.domain.purpose import Channel
from ledger.services import incidents
from ledger.services.incident_telling import Telling
from ledger.storage import promises
from support.drivers_incidents import INCIDENTS, AtTheIncidents
from support.incidents import (
    KNOWN,
    LOST,
    SYSTEM,
    TOLD,
    put_on_list,
    reported,
    tell,
    three_customers,
)
from support.services import AT, Workplace
from ui.places import PageId, Target

ATTACK = replace(KNOWN, is_attack=True)
SC = "SC-0001"


@pytest.fixture
def people(shop: Workplace) -> tuple[Customer, Customer, Customer]:
    return three_customers(shop.session)


@pytest.fixture
def at(qtbot: QtBot, shop: Workplace, people: tuple[Customer, Customer, Customer], tmp_path: Path) -> AtTheIncidents:
    assert people
    assert incidents.record(shop.session, ATTACK) == SC
    return AtTheIncidents(qtbot, shop.session, tmp_path)


# --- nothing yet ----------------------------------------------------------------------------------


def test_while_there_is_none_it_says_what_to_do_in_the_first_hour(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    at = AtTheIncidents(qtbot, shop.session, tmp_path)
    told = at.reads()
    assert "No incident so far" in told
    assert [step for step, _, _ in at.steps()] == [
        "Stop it", "Write it down here at once", "Keep the traces", "Find out who is affected", "Tell the manager",
    ]  # fmt: skip
    at.clicks("Record an incident…")
    assert at.sees_form()


def test_a_ledger_that_cannot_be_read_says_so(at: AtTheIncidents, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise DatabaseDamaged

    monkeypatch.setattr(incidents, "file", broken)
    at.looks()
    assert "The ledger is damaged" in at.window.messages.toasts[-1]


# --- the clocks -----------------------------------------------------------------------------------


def test_both_clocks_count_down_in_sight(at: AtTheIncidents, shop: Workplace) -> None:
    assert at.clocks() == [
        "Report to the authority Not made yet 72:00 left",
        "Report an attack on a system Not made yet 24:00 left",
    ]
    shop.clock.move(hours=30)
    at.page.detail.clocks.tick()
    assert at.clocks() == [
        "Report to the authority Not made yet 42:00 left",
        "Report an attack on a system Not made yet 6:00 too late",
    ]


def test_a_clock_that_presses_comes_before_everything_else(at: AtTheIncidents, shop: Workplace) -> None:
    assert at.next_button() == "Find customers…"
    shop.clock.move(hours=20)
    at.looks()
    assert at.next_button() == "It was reported…"
    reported(shop.session, SC, SYSTEM)
    at.looks()
    assert at.next_button() == "Find customers…"


def test_a_late_report_asks_for_the_reason_as_soon_as_the_time_is_late(at: AtTheIncidents, shop: Workplace) -> None:
    shop.clock.move(hours=80)
    at.looks()
    at.clicks("It was reported…")  # the attack: its clock is over too
    assert "after the time limit" in at.form().reads()
    at.form().types("21/11/2026 12:00", "When was it reported?")
    assert "after the time limit" not in at.form().reads()
    at.form().types("", "When was it reported?")
    at.form().types("118/A05", "Number of the report or how it was sent")
    at.saves("It was reported")
    assert "“Reason for the delay” is empty" in at.form().reads()
    at.writes("Chờ công an xác minh", "Reason for the delay")
    at.saves("It was reported")
    assert not at.sees_form()
    made = [one for one in incidents.get(shop.session, SC).reports if one.reported_at is not None]
    assert [(one.is_late, one.delay_reason) for one in made] == [(True, "Chờ công an xác minh")]


def test_why_no_report_is_due_stands_in_the_file(at: AtTheIncidents, shop: Workplace) -> None:
    at.clicks("No report is due…")
    at.writes("Giấy tìm lại ngay, chưa ai xem", "Why no report is due")
    at.saves("Record why")
    one = incidents.get(shop.session, SC)
    assert [each.not_due_reason for each in one.reports if not each.is_open] == ["Giấy tìm lại ngay, chưa ai xem"]


# --- the whole way --------------------------------------------------------------------------------


@pytest.fixture
def ready(qtbot: QtBot, shop: Workplace, people: tuple[Customer, Customer, Customer], tmp_path: Path) -> AtTheIncidents:
    """A file that is complete but for who is affected."""
    assert people
    incidents.record(shop.session, KNOWN)
    return AtTheIncidents(qtbot, shop.session, tmp_path)


def test_first_it_says_what_is_left_before_it_can_be_closed(ready: AtTheIncidents) -> None:
    assert ready.why_not("Close…") == "Before that: complete the file, report, or record why not"


def test_when_everything_is_done_it_is_closed_and_nothing_can_be_changed(
    ready: AtTheIncidents, shop: Workplace, people: tuple[Customer, ...]
) -> None:
    put_on_list(shop.session, SC, people[2])
    tell(shop.session, SC, Telling(TOLD, Channel.CALL, ("KH-00003",)))
    reported(shop.session, SC)
    ready.looks()
    assert ready.next_button() == "Close…"
    ready.clicks("Close…")
    assert "kept for years" in ready.window.messages.questions[-1].text
    assert not incidents.get(shop.session, SC).is_open
    ready.looks()
    assert "The file is kept until 21/11/2031." in ready.reads()
    for gone in ("Change…", "Close…", "Find customers…", "It was reported…"):
        assert not ready.sees_button(gone)


def test_an_incident_is_written_down_with_the_keyboard_alone(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    at = AtTheIncidents(qtbot, shop.session, tmp_path)
    at.page.handlers()["incidents.add"]()
    at.writes("Giấy giao hàng để quên trên xe", "What happened")
    at.saves("Record and start the clocks")
    assert not at.sees_form()
    assert at.window.messages.toasts == ["SC-0001 is recorded. Its clocks run."]
    at.looks()
    assert at.incidents() == ["SC-0001 · Lost"]
    assert at.clocks() == ["Report to the authority Not made yet 72:00 left"]


def test_a_number_of_a_customer_is_not_taken_and_nothing_typed_is_lost(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    at = AtTheIncidents(qtbot, shop.session, tmp_path)
    at.page.record()
    at.writes("Chị Lan 0911 647 979 mất phiếu", "What happened")
    at.saves("Record and start the clocks")
    told = at.form().reads()
    assert "take the number out and put the customer on the list" in told
    assert at.wrote("What happened") == "Chị Lan 0911 647 979 mất phiếu"
    assert incidents.counts(shop.session).open == 0


def test_choosing_an_attack_ticks_the_second_clock(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    at = AtTheIncidents(qtbot, shop.session, tmp_path)
    at.page.record()
    words = "An information system was attacked: a second, shorter clock runs"
    assert not at.form().box(words).isChecked()
    at.form().picks("Attack on a system", "Kind of incident")
    assert at.form().box(words).isChecked()


def test_what_is_known_by_now_is_added_and_kept_as_it_was(at: AtTheIncidents, shop: Workplace) -> None:
    at.clicks("Change…")
    assert at.form().line("Place").text() == "Xe buýt tuyến 8"
    at.form().line("Place").setText("")
    at.form().types("Ben xe", "Place")
    at.saves("Save")
    one = incidents.get(shop.session, SC)
    assert (one.place, one.who, one.discovered_at) == ("Ben xe", KNOWN.who, AT)
    at.looks()
    at.turns_to("File")
    assert "Ben xe" in at.reads()
    at.turns_to("History")
    assert "File completed: Place" in at.reads()


# --- around ---------------------------------------------------------------------------------------


def test_the_list_is_narrowed_and_a_target_shows_all_again(at: AtTheIncidents, shop: Workplace) -> None:
    incidents.record(shop.session, LOST)
    at.looks()
    assert at.incidents() == ["SC-0001 · Backup lost", "SC-0002 · Lost"]
    at.clicks("Closed")
    assert at.incidents() == []
    at.page.open_target(Target(PageId.INCIDENTS, "SC-0002"))
    assert at.incidents() == ["SC-0001 · Backup lost", "SC-0002 · Lost"]
    assert "SC-0002 · Lost" in at.reads()
    at.page.open_target(Target(PageId.INCIDENTS, act="new"))
    assert at.sees_form()


def test_it_may_also_break_a_promise(at: AtTheIncidents, shop: Workplace) -> None:
    at.clicks("It also broke a promise…")
    at.saves("Record the breach")
    assert at.window.messages.toasts[-1] == "VP-0001 is recorded. The manager closes it under Promises."
    breach = promises.load_breach(shop.session.db, "VP-0001")
    assert breach is not None
    assert breach.what == "SC-0001: Ổ cứng sao lưu để quên trên xe buýt"


def test_staff_see_everything_and_write_down_but_do_not_act(
    qtbot: QtBot, shop: Workplace, people: tuple[Customer, ...], tmp_path: Path
) -> None:
    incidents.record(shop.session, ATTACK)
    put_on_list(shop.session, SC, *people)
    at = AtTheIncidents(qtbot, shop.as_staff(), tmp_path)
    assert "72:00 left" in at.clocks()[0]
    for words in ("Find customers…", "It was reported…", "Close…", "Print the file…", "Write the emails…"):
        assert at.why_not(words), words
    at.clicks("Change…")
    assert not at.form().box("Customers affected must be told").isEnabled()
    assert at.form().line("Place").isEnabled()


def test_keys_reach_the_steps(at: AtTheIncidents) -> None:
    at.table(INCIDENTS).setFocus()
    QTest.keyClick(at.table(INCIDENTS), Qt.Key.Key_Down)
    for _ in range(40):
        here = QApplication.focusWidget()
        if (
            here is not None
            and here.accessibleDescription() == ""
            and getattr(here, "text", str)() == "Find customers…"
        ):
            return
        at.presses(Qt.Key.Key_Tab)
    pytest.fail("the steps are not reached by Tab")
