"""What customers ask about their data, as somebody at the counter sees it: the list, the clocks, what comes next."""

import unicodedata

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.domain.deadline import RequestKind
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod, RefusalGround, RequestOutcome
from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ledger.services import feedback, requests
from support.drivers_door import Seeker
from support.drivers_feedback import AtFeedback
from support.drivers_requests import AtRequests, Keys, ask, until_proven
from support.services import Workplace, add_customer
from support.window import Window, make_desk
from ui.dialogs.find_anything import FindDialog
from ui.pages.feedback import FeedbackPage
from ui.pages.requests import RequestsPage
from ui.places import PageId, Target
from ui.theme import Tone

Kind = RequestKind
ACKNOWLEDGE, COMPLETE = "Acknowledge the request", "Carry out the request"


def sit_down(qtbot: QtBot, window: Window) -> AtRequests:
    page = RequestsPage(window.desk)
    qtbot.addWidget(page)
    return AtRequests(page)


# --- the list -----------------------------------------------------------------------------------


def test_what_waits_stands_by_its_nearest_limit_and_the_first_is_open(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    who = add_customer(shop.session, "Trần Thị Ánh").code
    ask(shop.session, Kind.DELETE, who)
    ask(shop.session, Kind.ACCESS, who, ago=48)
    until_proven(shop.session, ask(shop.session, Kind.WITHDRAW, who))
    person = sit_down(qtbot, window)
    assert person.listed() == ["YC-0002", "YC-0001", "YC-0003"]
    assert person.chosen() == "YC-0002"
    assert person.lines()[0] == ("See their data", "19/11 10:00", "Acknowledge · Time left", "New")
    assert person.below("YC-0002") == "YC-0002 · Trần Thị Ánh"


def test_filters_say_how_many_and_the_search_finds_without_accents(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    phuc = add_customer(shop.session, "Lê Hoàng Phúc").code
    ask(shop.session, Kind.ACCESS, phuc, ago=24 * 20)
    ask(shop.session, Kind.COMPLAINT)
    closed = until_proven(shop.session, ask(shop.session, Kind.RESTRICT, phuc))
    requests.close(shop.session, closed, RequestOutcome.TAKEN_BACK)
    person = sit_down(qtbot, window)
    assert person.listed() == ["YC-0001", "YC-0002"]
    assert person.button("Open").text() == "Open 2"
    assert person.button("Overdue").text() == "Overdue 1"
    everything = ["YC-0001", "YC-0002", "YC-0003"]
    for button, codes in (("Overdue", ["YC-0001"]), ("Closed", ["YC-0003"]), ("All", everything)):
        person.clicks(button)
        assert person.listed() == codes, button
    person.searches("hoang phuc")
    assert person.listed() == ["YC-0001", "YC-0003"]
    person.picks("Kind of request", "Restrict use")
    assert person.listed() == ["YC-0003"]
    assert person.lines()[0][2:] == ("In time", "Taken back")


def test_a_new_shop_is_told_what_to_do(qtbot: QtBot, window: Window) -> None:
    person = sit_down(qtbot, window)
    assert "No request is open" in person.reads()
    assert "No request chosen" in person.reads()
    person.clicks("Closed")
    assert "No request was closed yet" in person.reads()
    person.clicks("Record a request")
    assert person.has_dialog()


def test_another_page_opens_a_request_whatever_the_list_shows(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    ask(shop.session, words="Xin bản sao")
    requests.close(shop.session, "YC-0001", RequestOutcome.TAKEN_BACK)
    ask(shop.session)
    person = sit_down(qtbot, window)
    person.searches("không có ai")
    person.page.open_target(Target(PageId.REQUESTS, "YC-0001"))
    assert person.chosen() == "YC-0001"
    assert "Xin bản sao" in person.reads()
    person.page.open_target(Target(PageId.REQUESTS, "YC-0999"))
    assert window.messages.toast_tones == [Tone.WARN]
    assert "YC-0999" in window.messages.toasts[0]


def test_the_palette_opens_a_request_by_its_code(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    who = add_customer(shop.session, "Lê Hoàng Phúc").code
    ask(shop.session, Kind.DELETE, who)
    palette = FindDialog(window.desk, None)
    qtbot.addWidget(palette)
    somebody = Seeker(palette)
    somebody.asks("yc-0001")
    assert ("Lê Hoàng Phúc", "Delete", "YC-0001") in somebody.found()
    somebody.presses(Qt.Key.Key_Return)
    assert window.targets == [Target(PageId.REQUESTS, "YC-0001")]


def test_what_was_said_face_to_face_is_shown_so_and_can_be_answered(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    ask(shop.session, Kind.COMPLAINT, words="Hộp móp", by=Channel.NONE, also_feedback=True)
    assert "In person · received 10:00" in sit_down(qtbot, window).reads()
    page = FeedbackPage(window.desk)
    qtbot.addWidget(page)
    counter = AtFeedback(page)
    assert counter.column("Feedback", 1) == ["In person"]
    counter.writes("Đã đổi hộp mới")
    counter.does("feedback.answer")
    assert feedback.get(shop.session, "PH-0001").current.answered_at is not None


# --- the clocks ---------------------------------------------------------------------------------


def test_both_clocks_show_the_legal_limit_beside_the_target(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    """The worked example of the law's file: received on Saturday, 21 November 2026."""
    who = add_customer(shop.session).code
    ask(shop.session, Kind.WITHDRAW, who)
    person = sit_down(qtbot, window)
    assert person.clock(ACKNOWLEDGE) == ("4 days left", "Legal limit: 24:00 25/11/2026")
    limits = "Target: 24:00 06/12/2026 · legal limit: 24:00 07/12/2026 (weekend)"
    assert person.clock(COMPLETE) == ("15 days left", limits)


def test_a_clock_runs_down_to_its_target_then_to_its_limit_and_past_it(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    who = add_customer(shop.session).code
    until_proven(shop.session, ask(shop.session, Kind.WITHDRAW, who))
    person = sit_down(qtbot, window)
    assert person.clock(ACKNOWLEDGE)[0] == "10:00, in time"
    told = []
    for days in (8, 5, 3, 1):
        shop.clock.move(days=days)
        person.page.refresh()
        told.append((person.clock(COMPLETE)[0], person.lines()[0][2]))
    assert told == [
        ("7 days left", "Carry out · Half the time is gone"),
        ("2 days left", "Carry out · Nearly due"),
        ("14:00 left", "Carry out · Due"),
        ("overdue 10:00", "Carry out · Overdue"),
    ]
    assert person.button("Overdue").text() == "Overdue 1"


def test_what_was_settled_late_stays_late(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    who = add_customer(shop.session).code
    until_proven(shop.session, ask(shop.session, Kind.RESTRICT, who))
    shop.clock.move(days=20)
    requests.close(shop.session, "YC-0001", RequestOutcome.REFUSED, "Đơn còn đang giao", RefusalGround.CONTRACT_RUNS)
    person = sit_down(qtbot, window)
    person.clicks("Closed")
    assert person.lines()[0][2:] == ("Late", "Refused")
    assert person.clock(COMPLETE)[0] == "10:00, late"
    assert "Đơn còn đang giao" in person.reads()


def test_a_complaint_has_no_day_and_its_feedback_has_hours(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    ask(shop.session, Kind.COMPLAINT, words="Hộp móp", also_feedback=True)
    person = sit_down(qtbot, window)
    assert person.clock(COMPLETE) == ("No limit", "The law sets no day for this kind.")
    assert "feedback PH-0001, to be answered by 21/11/2026 22:00" in person.reads()
    person.clicks("Also feedback PH-0001")
    assert window.targets == [Target(PageId.FEEDBACK, "PH-0001")]


# --- who it is ----------------------------------------------------------------------------------


def test_somebody_nobody_knows_can_be_reached_and_is_linked_later(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    ask(shop.session, Kind.DELETE, asked_by="Chị Lan, 0911 222 333")
    add_customer(shop.session, "Phạm Thị Lan")
    person = sit_down(qtbot, window)
    assert person.below("YC-0001") == "YC-0001 · Not known whose"
    assert "Asked by: Chị Lan, 0911 222 333" in person.reads()
    assert requests.acknowledge(shop.session, "YC-0001", Channel.CALL, shop.clock.now()).allowed
    person.page.refresh()
    assert person.next() == "Choose the customer…"
    form = person.goes_on()
    form.saves()
    assert form.error("customer_code") == "Choose a customer from the list."
    keys = Keys()
    keys.type("pham lan")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    keys.press(Qt.Key.Key_Return)
    form.saves()
    assert person.next() == "Check identity…"
    assert "Phạm Thị Lan" in person.below("YC-0001")


@pytest.mark.parametrize("name", ["Công Tằng Tôn Nữ Hoàng Phương Thảo Nguyên", "Nguyễn Thị Ánh Nguyệt"])
def test_long_names_and_names_in_pieces_are_shown_whole(
    qtbot: QtBot, window: Window, shop: Workplace, name: str
) -> None:
    who = add_customer(shop.session, unicodedata.normalize("NFD", name)).code
    ask(shop.session, Kind.ACCESS, who, unicodedata.normalize("NFD", "Gửi tôi dữ liệu"))
    person = sit_down(qtbot, window)
    assert person.below("YC-0001") == f"YC-0001 · {name}"
    person.clicks(f"{name} · {who}")
    assert window.targets == [Target(PageId.CUSTOMERS, who)]
    assert "Gửi tôi dữ liệu" in person.reads()


# --- what comes next ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.ACCESS, "Make the copy…"),
        (Kind.PROVIDE_COPY, "Make the copy…"),
        (Kind.CORRECT, "Correct the data…"),
        (Kind.WITHDRAW, "Withdraw consents…"),
        (Kind.RESTRICT, "Restrict the use…"),
        (Kind.OBJECT, "Stop it…"),
        (Kind.DELETE, "Erase…"),
        (Kind.PROTECT, "Record the measures…"),
    ],
)
def test_the_one_button_carries_out_each_kind_once_the_asker_is_proven(
    qtbot: QtBot, window: Window, shop: Workplace, kind: RequestKind, words: str
) -> None:
    who = add_customer(shop.session).code
    ask(shop.session, kind, who)
    person = sit_down(qtbot, window)
    assert person.next() == "Acknowledge…"
    assert requests.acknowledge(shop.session, "YC-0001", Channel.CALL, shop.clock.now()).allowed
    person.page.refresh()
    assert person.next() == "Check identity…"
    requests.check_identity(shop.session, "YC-0001", IdentityMethod.CALLED_BACK, shop.clock.now())
    person.page.refresh()
    assert person.next() == words
    assert person.goes_on().open.isVisible()


def test_a_complaint_leads_to_its_feedback(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    ask(shop.session, Kind.COMPLAINT, words="Hộp móp", also_feedback=True)
    assert requests.acknowledge(shop.session, "YC-0001", Channel.CALL, shop.clock.now()).allowed
    person = sit_down(qtbot, window)
    assert person.next() == "Answer the feedback"
    person.clicks("Answer the feedback")
    assert window.targets == [Target(PageId.FEEDBACK, "PH-0001")]


def test_a_complaint_without_a_feedback_is_closed_in_words(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    ask(shop.session, Kind.COMPLAINT, words="Giao trễ")
    assert requests.acknowledge(shop.session, "YC-0001", Channel.CALL, shop.clock.now()).allowed
    form = sit_down(qtbot, window).goes_on()
    form.saves()
    assert "“What came of it, in words”" in form.error("outcome_note")
    form.writes("Đã xin lỗi và giao lại", "In words")
    form.saves()
    assert requests.get(shop.session, "YC-0001").outcome is RequestOutcome.DONE


# --- who may what -------------------------------------------------------------------------------


def test_staff_do_all_but_decide_and_are_told_who_does(qtbot: QtBot, shop: Workplace, window: Window) -> None:
    who = add_customer(shop.session).code
    until_proven(shop.session, ask(shop.session, Kind.DELETE, who))
    session = shop.as_staff()
    desk = make_desk(session, shop.home / "staff.ini", language=Language.EN)
    assert desk.desk.who.member.role is Role.STAFF
    person = sit_down(qtbot, desk)
    assert person.next() == "Erase…"
    assert not person.may_go_on()
    assert "Only the manager erases data." in person.reads()
    menu = person.menu()
    for act in ("Close…", "Refuse…", "Extend once…"):
        assert "Only the manager decides this." in menu[act], act
    person.does("requests.close")
    assert not person.has_dialog()
    assert window.messages.toasts == []


def test_the_menu_says_why_an_act_makes_no_sense(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    who = add_customer(shop.session).code
    until_proven(shop.session, ask(shop.session, Kind.ACCESS, who))
    ask(shop.session, Kind.COMPLAINT)
    person = sit_down(qtbot, window)
    person.chooses("YC-0001")
    menu = person.menu()
    assert person.has_menu_button()
    assert "identified" in menu["Check identity…"] or "proven" in menu["Check identity…"]
    assert menu["Extend once…"] == ""
    person.chooses("YC-0002")
    assert menu != person.menu()
    assert "extension" in person.menu()["Extend once…"]
    shop.clock.move(days=40)
    person.page.refresh()
    person.chooses("YC-0001")
    assert person.menu()["Extend once…"] != ""
