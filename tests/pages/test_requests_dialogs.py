"""A request from step to step: by the keyboard alone, refused with reasons, and nothing typed is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.domain.consent import ConsentMethod
from ledger.domain.deadline import RequestKind
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod, RefusalGround, RequestOutcome, StepKind, SubjectRequest
from ledger.domain.wording import Language
from ledger.services import carrying_out, consents, customers, feedback, request_papers, requests
from ledger.services.request_papers import LetterKind
from support.drivers_feedback import CTRL, SHIFT
from support.drivers_requests import AtRequests, Keys, ask, until_proven
from support.services import Workplace, add_carrier, add_customer, take_parcels
from support.window import Window
from ui.pages.requests import RequestsPage
from ui.places import PageId
from ui.settings import PAGE
from ui.theme import Tone
from ui.workspace import Workspace

Kind, Key = RequestKind, Qt.Key
CODE = "YC-0001"


def sit_down(qtbot: QtBot, window: Window) -> AtRequests:
    page = RequestsPage(window.desk)
    qtbot.addWidget(page)
    return AtRequests(page)


def ledger_says(shop: Workplace, code: str = CODE) -> SubjectRequest:
    return requests.get(shop.session, code)


def kinds(shop: Workplace) -> list[StepKind]:
    return [one.kind for one in requests.steps(shop.session, CODE)]


def press(workspace: Workspace, keys: Keys, modifiers: Qt.KeyboardModifier, inside: tuple[Qt.Key, ...]) -> None:
    """Open a form by a key of the page, and go through it by keys."""
    workspace.activateWindow()  # as the desktop does when a dialog before closed
    keys.press(Key.Key_Return, modifiers)
    for one in inside:
        keys.press(one)


# --- from the message to the end ----------------------------------------------------------------


def test_from_the_message_to_the_end_without_a_mouse(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    customer = add_customer(shop.session, "Trần Thị Ánh")
    window.desk.settings.set(PAGE, PageId.TODAY.value)
    workspace = Workspace(window.desk)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    with qtbot.waitActive(workspace):
        workspace.show()
        workspace.activateWindow()
    workspace.setFocus()
    keys = Keys()
    keys.press(Key.Key_Y, CTRL | SHIFT)
    keys.press(Key.Key_5)  # restrict
    for _ in range(6):  # how it came, received, four quick times
        keys.press(Key.Key_Tab)
    keys.press(Key.Key_Tab)
    keys.type("Đừng dùng dữ liệu của tôi nữa")
    keys.press(Key.Key_Tab)
    keys.type("tran thi")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Return, CTRL)
    made = ledger_says(shop)
    assert (made.asked, made.customer_id) == ("Đừng dùng dữ liệu của tôi nữa", customer.id)
    acknowledge, check, restrict = (
        (Key.Key_Return,),
        (Key.Key_3, Key.Key_Return),
        (Key.Key_Tab,) * 2 + (Key.Key_Return,),
    )
    for inside in (acknowledge, check, restrict):  # each opened by the key of what comes next
        press(workspace, keys, CTRL, inside)
    press(workspace, keys, CTRL | SHIFT, (Key.Key_Return,))  # closed
    done = ledger_says(shop)
    assert done.identity_method is IdentityMethod.CALLED_BACK
    assert (done.outcome, done.is_open) == (RequestOutcome.DONE, False)
    assert customers.get(shop.session, customer.code).restricted_at is not None
    assert window.messages.toasts[-1] == f"{CODE} is closed."


# --- recording ----------------------------------------------------------------------------------


def test_the_limits_are_shown_before_it_is_saved(qtbot: QtBot, window: Window) -> None:
    person = sit_down(qtbot, window)
    person.clicks("Record a request")
    form = person.dialog()
    assert "The limits it gets are shown here" in form.reads()
    form.picks("Withdraw consent")
    assert "Acknowledge by 24:00 25/11/2026." in form.reads()
    assert "Target: 24:00 06/12/2026 · legal limit: 24:00 07/12/2026 (weekend)" in form.reads()
    form.types("19/11/2026 09:00", "Received")
    assert "Acknowledge by 24:00 23/11/2026." in form.reads()


def test_the_same_request_twice_is_noticed(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    who = add_customer(shop.session).code
    ask(shop.session, Kind.DELETE, who)
    person = sit_down(qtbot, window)
    person.page.record(who)
    form = person.dialog()
    form.picks("Correct")
    assert CODE not in form.reads()
    form.picks("Delete")
    assert f"asked already and open: {CODE}" in form.reads()


def test_what_cannot_be_right_is_said_where_it_stands_and_nothing_typed_is_lost(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    person = sit_down(qtbot, window)
    person.does("new")
    form = person.dialog()
    form.writes("Xóa giúp tôi", "What was said")
    form.saves()
    assert form.error("kind") == "Choose what is asked."
    form.picks("Delete")
    form.types("Lan nào đó", "Customer, if known")
    form.saves()
    assert "Choose a customer from the list" in form.error("customer_code")
    form.types("", "Customer, if known")
    form.types("25/12/2026 10:00", "Received")
    form.saves()
    assert form.error("received_at")
    assert form.written("What was said") == "Xóa giúp tôi"
    form.types("09:30", "Received")
    form.types("Anh Tư, 0903 000 111", "Who asks, if not the customer")
    form.saves_by_key()
    made = ledger_says(shop)
    assert (made.kind, made.asked, made.asked_by) == (Kind.DELETE, "Xóa giúp tôi", "Anh Tư, 0903 000 111")
    assert person.chosen() == CODE


def test_a_complaint_is_a_feedback_too_unless_somebody_says_no(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    person = sit_down(qtbot, window)
    person.does("requests.add")
    form = person.dialog()
    form.picks("Consumer complaint")
    form.saves()
    assert "empty" in form.error("asked")  # without words there would be nothing to answer
    form.writes("Dầu bị rò nắp", "What was said")
    form.saves()
    assert feedback.get(shop.session, "PH-0001").text == "Dầu bị rò nắp"
    assert requests.feedback_code(shop.session, ledger_says(shop)) == "PH-0001"


# --- the steps ----------------------------------------------------------------------------------


def test_another_way_than_the_one_it_came_by_asks_the_gate(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    who = add_customer(shop.session).code
    consents.stop_contact(shop.session, who, Channel.SMS, ConsentMethod.WRITING)
    ask(shop.session, Kind.ACCESS, who, by=Channel.EMAIL)
    person = sit_down(qtbot, window)
    form = person.goes_on()
    form.picks("SMS", "How they were told")
    form.saves()
    assert any("KO 4c" in sentence for sentence in form.refusal())
    assert form.sees_button("Open the customer")
    form.picks("Email", "How they were told")
    form.saves()
    assert ledger_says(shop).acknowledged_at is not None
    assert person.next() == "Check identity…"


def test_an_identity_card_is_only_ever_seen(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    who = add_customer(shop.session).code
    ask(shop.session, Kind.ACCESS, who)
    assert requests.acknowledge(shop.session, CODE, Channel.CALL, shop.clock.now()).allowed
    form = sit_down(qtbot, window).goes_on()
    assert "Never keep a picture, a copy or the number of an identity card" in form.reads()
    form.saves()
    assert form.error("identity_method") == "Choose how it was proven."
    form.picks("Card seen, not kept")
    form.writes("Xem lúc 10 giờ", "Note")
    form.saves()
    proven = ledger_says(shop)
    assert (proven.identity_method, proven.identity_note) == (IdentityMethod.CARD_SEEN, "Xem lúc 10 giờ")


def test_an_extension_shows_where_the_limit_moves_and_happens_once(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    who = add_customer(shop.session).code
    until_proven(shop.session, ask(shop.session, Kind.ACCESS, who))
    person = sit_down(qtbot, window)
    form = person.takes("Extend once…")
    assert "The limit moves from 24:00 01/12/2026 to 24:00 11/12/2026." in form.reads()
    form.saves()
    assert form.error("extension_reason")
    form.writes("Chờ kho trả hồ sơ giấy", "Reason")
    form.saves()
    letter = person.dialog()  # whoever asked is told why
    assert "Extension" in letter.list("Letter").currentText() or letter.list("Letter").currentIndex() >= 0
    letter.open.reject()
    assert ledger_says(shop).extension_reason == "Chờ kho trả hồ sơ giấy"
    assert person.clock("Carry out the request")[1] == "Legal limit: 24:00 11/12/2026"
    assert "Extended once, on 21/11/2026." in person.reads()
    assert person.menu()["Extend once…"] != ""


def test_a_partner_who_must_act_gives_longer(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    who = add_customer(shop.session).code
    until_proven(shop.session, ask(shop.session, Kind.DELETE, who))
    person = sit_down(qtbot, window)
    form = person.takes("A partner must act too…")
    form.writes("Giao Nhanh phải xóa vận đơn", "Note")
    form.saves()
    assert person.clock("Carry out the request")[1] == "Legal limit: 24:00 21/12/2026"
    assert "Giao Nhanh phải xóa vận đơn" in person.history()


# --- the end ------------------------------------------------------------------------------------


def test_a_refusal_needs_its_ground_and_its_words_and_keeps_what_was_typed(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    who = add_customer(shop.session).code
    until_proven(shop.session, ask(shop.session, Kind.DELETE, who))
    person = sit_down(qtbot, window)
    form = person.takes("Refuse…")
    assert form.tiles()["Done"] != ""  # nothing was carried out
    form.saves()
    assert form.error("ground") == "Choose the ground; without one it cannot be refused."
    form.picks("An order of the customer is still being carried out", "Ground of the refusal")
    assert "Article 19(1) of Law 91/2025/QH15" in form.reads()
    form.saves()
    assert form.error("outcome_note")
    form.writes("Đơn còn đang giao", "In words")
    form.types("25/12/2026", "When they were told")
    form.saves()
    assert form.error("closed_at")
    assert form.written("In words") == "Đơn còn đang giao"
    form.types("", "When they were told")
    form.saves()
    done = ledger_says(shop)
    assert (done.outcome, done.ground) == (RequestOutcome.REFUSED, RefusalGround.CONTRACT_RUNS)
    letter = person.dialog()  # the asker is owed the reason
    assert "refusal" in letter.list("Letter").currentText().lower()
    letter.open.reject()
    assert person.next() == "Refusal letter…"


def test_an_answer_letter_comes_before_the_end(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    who = add_customer(shop.session).code
    until_proven(shop.session, ask(shop.session, Kind.RESTRICT, who))
    carrying_out.restrict(shop.session, CODE)
    person = sit_down(qtbot, window)
    assert person.next() == "Answer letter…"
    request_papers.prepare(shop.session, CODE, LetterKind.ANSWER, Language.VI, is_preview=False)
    person.page.refresh()
    assert person.next() == "Close…"
    person.goes_on().saves()
    assert ledger_says(shop).outcome is RequestOutcome.DONE
    assert person.listed() == []


def test_a_closed_request_is_opened_again_for_a_reason(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    ask(shop.session)
    requests.close(shop.session, CODE, RequestOutcome.TAKEN_BACK)
    person = sit_down(qtbot, window)
    person.clicks("Closed")
    assert person.next() == ""
    form = person.takes("Reopen…")
    form.saves()
    assert form.error("reason")
    form.writes("Khách đổi ý", "Reason")
    form.saves()
    assert ledger_says(shop).is_open
    assert "Khách đổi ý" in person.history()


# --- correcting ---------------------------------------------------------------------------------


def test_a_correction_is_recorded_once_something_was_corrected(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    customer = add_customer(shop.session, "Trần Thị Anh")
    take_parcels(shop.session, customer, add_carrier(shop.session))
    shop.clock.move(hours=1)
    until_proven(shop.session, ask(shop.session, Kind.CORRECT, customer.code, "Tên tôi là Ánh"))
    person = sit_down(qtbot, window)
    form = person.goes_on()
    assert "Nothing is corrected yet." in form.reads()
    assert not form.button("Record as corrected").isEnabled()
    form.clicks("Correct name, age, note…")
    card = person.dialog()
    card.types("Trần Thị Ánh", "Name")
    card.types("Khách báo", "Why is it corrected?")
    card.saves()
    assert "Corrected since the request came: Name" in form.reads()
    form.clicks("Record as corrected")
    assert StepKind.CORRECTED in kinds(shop)
    assert person.next() == "Answer letter…"


# --- files --------------------------------------------------------------------------------------


def test_a_file_is_kept_and_shown(qtbot: QtBot, window: Window, shop: Workplace, tmp_path: Path) -> None:
    ask(shop.session)
    letter = tmp_path / "thư của khách & con.txt"
    letter.write_text("Tôi muốn xóa dữ liệu", encoding="utf-8")
    window.messages.file_answers.extend([letter, tmp_path / "không có.txt"])
    person = sit_down(qtbot, window)
    person.clicks("Add a file…")
    assert "thư của khách & con.txt" in person.history()
    person.button("thư của khách && con.txt").click()
    assert "thư của khách & con.txt" in person.dialog().reads()
    person.dialog().open.accept()
    person.clicks("Add a file…")
    assert window.messages.toast_tones[-1] is Tone.BAD


@pytest.mark.parametrize("act", ["requests.next", "requests.close"])
def test_keys_without_a_request_do_nothing(qtbot: QtBot, window: Window, act: str) -> None:
    person = sit_down(qtbot, window)
    person.does(act)
    assert not person.has_dialog()
