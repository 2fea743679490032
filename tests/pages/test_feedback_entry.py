"""Writing a feedback down in seconds, by the keyboard alone."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.domain.feedback import Feedback
from ledger.domain.purpose import Channel
from ledger.services import feedback
from support.drivers_feedback import ALT, CTRL, SHIFT, AtFeedback, Keys
from support.services import AT, Workplace, add_customer
from support.window import Window
from ui.pages.feedback import FeedbackPage
from ui.places import PageId, Target
from ui.settings import PAGE
from ui.theme import Tone
from ui.workspace import Workspace

HOUR = timedelta(hours=1)
Key = Qt.Key


def sit_down(qtbot: QtBot, window: Window) -> AtFeedback:
    page = FeedbackPage(window.desk)
    qtbot.addWidget(page)
    return AtFeedback(page)


def ledger_says(shop: Workplace, code: str) -> Feedback:
    return feedback.get(shop.session, code)


# --- recording ----------------------------------------------------------------------------------


def test_a_call_is_written_down_with_six_keys_beside_the_words(qtbot: QtBot, window: Window, shop: Workplace) -> None:
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
    keys.press(Key.Key_F, CTRL | SHIFT)
    keys.type("Dầu bị rò nắp khi nhận hàng")
    keys.press(Key.Key_3, ALT)
    keys.press(Key.Key_Tab)
    keys.type("tran thi")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Return, CTRL)
    assert keys.presses <= 6
    heard = ledger_says(shop, "PH-0001")
    assert (heard.text, heard.channel) == ("Dầu bị rò nắp khi nhận hàng", Channel.ZALO)
    assert (heard.customer_id, heard.received_at) == (customer.id, AT)
    page = workspace.page
    assert isinstance(page, FeedbackPage)
    assert AtFeedback(page).listed() == ["PH-0001"]
    assert window.messages.toasts == ["PH-0001 recorded. Answer by 22:00."]


def test_somebody_unknown_may_have_said_it_yesterday(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    person = sit_down(qtbot, window)
    person.does("new")
    entry = person.entry()
    entry.says("Góp ý về bao bì")
    entry.clicks("1 day earlier")
    entry.clicks("15 min earlier")
    assert entry.line("Received").text() == "20/11/2026 09:45"
    entry.saves()
    heard = ledger_says(shop, "PH-0001")
    assert (heard.customer_id, heard.received_at) == (None, AT - 24 * HOUR - HOUR / 4)
    assert person.chip() == ("overdue 12:15", Tone.BAD)
    assert "Unknown sender" in person.reads()


@pytest.mark.parametrize(
    ("typed", "received_at"),
    [
        ("21/11/2026 08:30", AT - 1.5 * HOUR),
        ("8:30", AT - 1.5 * HOUR),
        (" 20/11/2026  23:05 ", AT - 10 * HOUR - 55 * HOUR / 60),
    ],
)
def test_the_time_of_receipt_can_be_typed(
    qtbot: QtBot, window: Window, shop: Workplace, typed: str, received_at: object
) -> None:
    person = sit_down(qtbot, window)
    person.does("new")
    entry = person.entry()
    entry.says("Giao chậm")
    entry.types(typed, into="Received")
    entry.saves()
    assert ledger_says(shop, "PH-0001").received_at == received_at


@pytest.mark.parametrize("typed", ["21/11/2026 10:01", "11:00", "21/11/2026", "hôm qua", "32/11/2026 10:00"])
def test_a_time_that_cannot_be_is_said_under_its_line_and_nothing_typed_is_lost(
    qtbot: QtBot, window: Window, shop: Workplace, typed: str
) -> None:
    person = sit_down(qtbot, window)
    person.does("new")
    entry = person.entry()
    entry.says("Giao chậm")
    entry.types(typed, into="Received")
    entry.saves()
    assert entry.error("received_at")
    assert (entry.words(), entry.line("Received").text()) == ("Giao chậm", typed)
    assert feedback.received(shop.session) == ()
    entry.types("", into="Received")
    entry.saves()
    assert ledger_says(shop, "PH-0001").received_at == AT


def test_silence_is_no_feedback(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    person = sit_down(qtbot, window)
    person.does("new")
    entry = person.entry()
    entry.saves()
    assert entry.error("text")
    assert feedback.received(shop.session) == ()


def test_a_name_that_is_no_customer_yet_is_not_dropped_silently(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    person = sit_down(qtbot, window)
    person.does("new")
    entry = person.entry()
    entry.says("Giao chậm")
    entry.types("Người Lạ", into="Customer, if known")
    entry.saves()
    assert entry.error("customer_code")
    assert feedback.received(shop.session) == ()
    entry.line("Customer, if known").clear()
    entry.saves()
    assert ledger_says(shop, "PH-0001").customer_id is None


def test_a_customer_card_opens_the_entry_with_that_customer(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    customer = add_customer(shop.session)
    person = sit_down(qtbot, window)
    person.page.open_target(Target(PageId.FEEDBACK, customer.code, "new"))
    entry = person.entry()
    assert entry.line("Customer, if known").text() == f"{customer.name} · {customer.code}"
    entry.says("Hỏi cách dùng")
    entry.saves()
    assert ledger_says(shop, "PH-0001").customer_id == customer.id


def test_the_channel_is_chosen_by_arrows_and_numbers_and_offered_again_next_time(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    person = sit_down(qtbot, window)
    with qtbot.waitActive(person.page):
        person.page.activateWindow()
    person.does("new")
    entry = person.entry()
    entry.says("Hỏi giá")
    keys = Keys()
    keys.press(Key.Key_Backtab, SHIFT)
    keys.press(Key.Key_Left)
    assert entry.channel() == window.desk.wording.text("channels.POST")
    keys.press(Key.Key_2)
    assert entry.channel() == "SMS"
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Down)
    assert entry.channel() == "Email"
    entry.saves()
    assert ledger_says(shop, "PH-0001").channel is Channel.EMAIL
    person.does("new")
    assert person.entry().channel() == "Email"
