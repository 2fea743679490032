"""The first page of the day: what is due, what waits, what expires, and where each card leads."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.domain.deadline import RequestKind
from ledger.domain.errors import DatabaseDamaged
from ledger.domain.incident import IncidentKind
from ledger.domain.purpose import Channel
from ledger.services import feedback, incidents, requests
from ledger.services.feedback import AnswerInput
from support.drivers_feedback import AtToday, hear
from support.services import (
    TODAY,
    Workplace,
    add_carrier,
    add_child,
    add_customer,
    paper,
    print_all,
    take_parcels,
)
from support.window import Window
from ui import theme
from ui.pages.today import TodayPage
from ui.places import PageId, Target

Key = Qt.Key


def sit_down(qtbot: QtBot, window: Window) -> AtToday:
    page = TodayPage(window.desk)
    qtbot.addWidget(page)
    return AtToday(page)


# --- a new shop ---------------------------------------------------------------------------------


def test_a_brand_new_shop_is_shown_its_first_steps(qtbot: QtBot, window: Window) -> None:
    person = sit_down(qtbot, window)
    assert "The ledger is ready. Begin here" in person.reads()
    for words in ("New customer", "New partner", "Open the policy"):
        person.clicks(words)
    assert window.targets == [
        Target(PageId.CUSTOMERS, act="new"),
        Target(PageId.RECIPIENTS, act="new"),
        Target(PageId.POLICY),
    ]
    window.desk.tasks.write(person.page, add_carrier, lambda _made: None)
    assert "Done" in person.reads()
    assert not person.sees_button("New partner")
    window.desk.tasks.write(person.page, add_customer, lambda _made: None)
    assert "Begin here" not in person.reads()
    assert "Nothing is due" in person.reads()


# --- what is due --------------------------------------------------------------------------------


def test_what_is_due_stands_by_its_deadline_and_enter_opens_it(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    customer = add_customer(shop.session, "Nguyễn Văn Đức")
    hear(shop.session, "Còn lâu", customer.code, ago=1)
    hear(shop.session, "Quá hạn", ago=13)
    person = sit_down(qtbot, window)
    call = window.desk.wording.text("channels.CALL")
    assert person.rows("Due first") == [
        f"Unknown sender · PH-0002 · {call}",
        f"Nguyễn Văn Đức · PH-0001 · {call}",
    ]
    assert person.cards()[0] == "Feedback waiting: 2. overdue: 1"
    table = person.table("Due first")
    QTest.keyClick(table, Key.Key_Return)
    QTest.keyClick(table, Key.Key_Down)
    QTest.keyClick(table, Key.Key_Return)
    assert window.targets == [Target(PageId.FEEDBACK, "PH-0002"), Target(PageId.FEEDBACK, "PH-0001")]


def test_the_countdown_runs_without_asking_the_ledger(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    hear(shop.session, ago=1)
    person = sit_down(qtbot, window)
    table = person.table("Due first")

    def red() -> bool:
        picture, bad = table.viewport().grab().toImage(), QColor(theme.tokens().bad)
        return any(picture.pixelColor(x, y) == bad for x in range(picture.width()) for y in range(0, 44, 2))

    assert not red()
    shop.clock.move(hours=12)
    window.desk.tasks.close_ledger()  # nobody is there to be asked any more
    assert red()


def test_more_than_fifty_are_counted_and_lead_to_the_list(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    for number in range(53):
        hear(shop.session, f"Câu {number} " + "rất dài " * 80, ago=number / 10)
    person = sit_down(qtbot, window)
    assert len(person.rows("Due first")) == 50
    assert person.cards()[0] == "Feedback waiting: 53. all in time"
    person.clicks("and 3 more: open all")
    assert window.targets == [Target(PageId.FEEDBACK)]


def test_requests_and_incidents_stand_between_and_lead_to_their_pages(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    session = shop.session
    customer = add_customer(session, "Nguyễn Văn Đức")
    hear(session, "Hộp móp", ago=11)
    wish = requests.RequestInput(RequestKind.WITHDRAW, Channel.CALL, session.now(), "đừng gọi nữa", "", customer.code)
    requests.acknowledge(session, requests.record(session, wish), Channel.CALL, session.now())
    incidents.record(session, incidents.IncidentInput(IncidentKind.SENT_TO_WRONG, "Gửi nhầm hộp"))
    person = sit_down(qtbot, window)
    wording = window.desk.wording
    assert person.rows("Due first") == [
        f"Unknown sender · PH-0001 · {wording.text('channels.CALL')}",
        f"SC-0001 · {wording.text('incident_kinds.SENT_TO_WRONG')}",
        f"Nguyễn Văn Đức · YC-0001 · {wording.text('request_kinds.WITHDRAW')}",
    ]
    table = person.table("Due first")
    below = table.records.columns[0].below
    assert below is not None
    said = [below(table.records.record(at)) for at in range(3)]
    assert said[0] == "Hộp móp"
    assert said[1] == f"{wording.text('deadline_kinds.AUTHORITY')} · until 24/11/2026 10:00"
    assert said[2].startswith(f"{wording.text('deadline_kinds.COMPLETE')} · until 24:00 06/12/2026, by law 24:00 07/12")
    assert person.cards()[1] == "Requests open: 1. all in time"
    for at in range(3):
        table.highlight(at)
        table.open_current()
    assert window.targets == [
        Target(PageId.FEEDBACK, "PH-0001"),
        Target(PageId.INCIDENTS, "SC-0001"),
        Target(PageId.REQUESTS, "YC-0001"),
    ]
    shop.clock.move(days=15, hours=20)  # past the target, not past the legal limit
    person.page.refresh()
    assert person.cards()[1] == "Requests open: 1. due: 1"


# --- figures and charts -------------------------------------------------------------------------


def test_each_figure_leads_to_where_it_is_settled(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    add_customer(shop.session)
    person = sit_down(qtbot, window)
    assert person.cards() == [
        "Feedback waiting: 0.",
        "Requests open: 0.",
        "Parcels to hand over: 0.",
        "Commitments expiring: 0.",
        "Minors waiting for a guardian: 0.",
    ]
    for name, key in (
        ("Feedback", Key.Key_Return),
        ("Requests", Key.Key_Space),
        ("Parcels", Key.Key_Space),
        ("Commitments", Key.Key_Enter),
        ("Minors", Key.Key_Return),
    ):
        card = person.card(name)
        card.setFocus()
        assert person.here() is card
        person.presses(key)
    assert window.targets == [
        *(Target(page) for page in (PageId.FEEDBACK, PageId.REQUESTS, PageId.PARCELS, PageId.RECIPIENTS)),
        Target(PageId.CUSTOMERS, act="list.MINORS_WAITING"),
    ]
    window.targets.clear()
    QTest.mouseClick(person.card("Parcels"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(person.card("Parcels"), Qt.MouseButton.RightButton)
    assert window.targets == [Target(PageId.PARCELS)]


def test_the_cards_are_equally_high(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    add_customer(shop.session)
    hear(shop.session, ago=13)
    person = sit_down(qtbot, window)
    assert len({person.card(name).height() for name in ("Feedback", "Parcels", "Commitments", "Minors")}) == 1


def test_the_answers_of_fourteen_days_have_their_numbers(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    for ago in (14, 3):
        hear(shop.session, ago=ago)
    for code in ("PH-0001", "PH-0002"):
        assert feedback.answer(shop.session, code, AnswerInput("Dạ")).allowed
    person = sit_down(qtbot, window)
    said = person.chart().accessibleDescription()
    assert said == "20/11: 14:00 hours, late; 21/11: 3:00 hours"
    assert "In time: 50.0 % · median 8:30" in person.reads()


# --- carriers, commitments, minors --------------------------------------------------------------


def test_each_carrier_has_what_waits_for_it_and_why_it_gets_nothing(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    customer = add_customer(shop.session)
    good = add_carrier(shop.session, "Giao Nhanh")
    take_parcels(shop.session, customer, good)
    print_all(shop.session)
    bad = add_carrier(shop.session, "Xe Ôm", signed=paper(expires_on=TODAY + timedelta(days=1)))
    take_parcels(shop.session, customer, bad)
    take_parcels(shop.session, customer, None)
    shop.clock.move(days=2)
    person = sit_down(qtbot, window)
    assert person.rows("Waiting for the courier") == ["Giao Nhanh", "Xe Ôm", "No carrier chosen yet"]
    assert person.column("Waiting for the courier", 1) == ["since 21/11 10:00", "Blocked", "to print"]
    assert person.cards()[2] == "Parcels to hand over: 1. to print: 2"
    table = person.table("Waiting for the courier")
    below = table.records.columns[0].below
    assert below is not None
    reason = below(table.records.record(1))
    assert "22/11/2026" in reason
    assert "(" in reason  # the clause
    for row in range(3):
        table.highlight(row)
        table.open_current()
    assert window.targets == [
        Target(PageId.PARCELS),
        Target(PageId.RECIPIENTS, str(bad.id), "commitment"),
        Target(PageId.PARCELS),
    ]


def test_commitments_that_expire_stand_there_with_their_days(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    add_customer(shop.session)
    add_carrier(shop.session, "Còn lâu")
    soon = add_carrier(shop.session, "Sắp hết", signed=paper(expires_on=TODAY + timedelta(days=5)))
    person = sit_down(qtbot, window)
    assert person.rows("Commitments expiring") == ["Sắp hết"]
    assert person.column("Commitments expiring", 1) == ["days left: 5"]
    assert person.cards()[3] == "Commitments expiring: 1. days left: 5"
    table = person.table("Commitments expiring")
    QTest.keyClick(table, Key.Key_Return)
    assert window.targets == [Target(PageId.RECIPIENTS, str(soon.id), "commitment")]
    shop.clock.move(days=6)
    person.page.refresh()
    assert person.column("Commitments expiring", 1) == ["expired 26/11/2026"]
    assert person.cards()[3] == "Commitments expiring: 1. expired: 1"


def test_children_without_a_guardian_are_counted(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    add_child(shop.session)
    person = sit_down(qtbot, window)
    assert person.cards()[4] == "Minors waiting for a guardian: 1. waiting for consent"


# --- time, failures, size -----------------------------------------------------------------------


def test_the_day_and_the_lists_follow_the_clock_and_every_change(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    hear(shop.session)
    person = sit_down(qtbot, window)
    assert "Saturday, 21/11/2026 · all clocks run on Vietnam time" in person.reads()
    window.desk.tasks.write(person.page, lambda session: hear(session, "Thêm"), lambda _made: None)
    assert len(person.rows("Due first")) == 2
    shop.clock.move(hours=14)
    minutes = [one for one in person.page.findChildren(QTimer) if one.interval() == 60_000]
    assert [one.isActive() for one in minutes] == [True]
    minutes[0].timeout.emit()
    assert person.cards()[0] == "Feedback waiting: 2. overdue: 2"
    assert "Sunday, 22/11/2026" in person.reads()


def test_what_cannot_be_read_is_said_and_tried_again(
    qtbot: QtBot, window: Window, shop: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear(shop.session)

    def broken(*_: object) -> None:
        raise DatabaseDamaged

    with monkeypatch.context() as broken_for_now:
        broken_for_now.setattr("ledger.storage.today.count_feedback", broken)
        person = sit_down(qtbot, window)
        assert window.desk.say(DatabaseDamaged()) in person.reads()
    person.clicks("Try again")
    assert window.desk.say(DatabaseDamaged()) not in person.reads()
    assert len(person.rows("Due first")) == 1


@pytest.mark.parametrize("size", [(1064, 656), (1144, 786), (1704, 1016)])
def test_nothing_is_squeezed_at_any_size(qtbot: QtBot, window: Window, shop: Workplace, size: tuple[int, int]) -> None:
    customer = add_customer(shop.session, "Nguyễn " * 12 + "Đức")
    for number in range(8):
        hear(shop.session, "Rất dài " * 60, customer.code, ago=number)
    for number in range(4):
        carrier = add_carrier(shop.session, f"Hãng {number}", signed=paper(expires_on=TODAY + timedelta(days=number)))
        take_parcels(shop.session, customer, carrier)
    person = sit_down(qtbot, window)
    person.page.resize(*size)
    QApplication.processEvents()
    assert (person.page.width(), person.page.height()) == size  # no card asks for more than there is
    seen = {
        name: person.table(name).viewport().height() // theme.ROW_HEIGHT
        for name in ("Due first", "Waiting for the courier", "Commitments expiring")
    }
    assert seen["Due first"] >= 3
    assert seen["Waiting for the courier"] >= 2
    assert seen["Commitments expiring"] >= 1
    assert person.chart().height() >= 100


def test_keys_and_buttons_begin_what_comes_most_often(qtbot: QtBot, window: Window) -> None:
    person = sit_down(qtbot, window)
    person.page.handlers()["new"]()
    person.clicks("New order")
    assert window.targets == [Target(PageId.FEEDBACK, act="new"), Target(PageId.PARCELS, act="new")]
