"""Feedback from receipt to answer, as somebody behind the counter works with it."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ledger.domain.consent import ConsentMethod
from ledger.domain.errors import DatabaseDamaged
from ledger.domain.feedback import Feedback, FeedbackState
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import consents, feedback
from ledger.services.feedback import AnswerInput
from support.drivers_feedback import AtFeedback, commit, hear
from support.services import AT, Workplace, add_customer
from support.window import Window, make_desk
from ui.pages.feedback import FeedbackPage
from ui.places import PageId, Target
from ui.theme import Tone

HOUR = timedelta(hours=1)
Key = Qt.Key


def sit_down(qtbot: QtBot, window: Window) -> AtFeedback:
    page = FeedbackPage(window.desk)
    qtbot.addWidget(page)
    return AtFeedback(page)


def ledger_says(shop: Workplace, code: str) -> Feedback:
    return feedback.get(shop.session, code)


# --- the list -----------------------------------------------------------------------------------


def test_what_waits_stands_by_its_deadline_and_the_nearest_is_open(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    for ago in (1, 13, 7):
        hear(shop.session, f"Nói {ago} giờ trước", ago=ago)
    person = sit_down(qtbot, window)
    assert person.listed() == ["PH-0002", "PH-0003", "PH-0001"]
    assert person.chosen() == "PH-0002"
    assert "Nói 13 giờ trước" in person.reads()


@pytest.mark.parametrize(
    ("ago", "words", "tone"),
    [
        (0, "12:00 left", Tone.OK),
        (5.99, "6:00 left", Tone.OK),
        (6, "6:00 left", Tone.WARN),
        (9.5, "2:30 left", Tone.WARN),
        (9.6, "2:24 left", Tone.BAD),
        (12, "0:00 left", Tone.BAD),
        (12.5, "overdue 0:30", Tone.BAD),
    ],
)
def test_the_colour_warns_at_half_at_four_fifths_and_when_overdue(
    qtbot: QtBot, window: Window, shop: Workplace, ago: float, words: str, tone: Tone
) -> None:
    hear(shop.session, ago=ago)
    assert sit_down(qtbot, window).chip() == (words, tone)


def test_filters_search_and_channel(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    customer = add_customer(shop.session, "Lê Hoàng Phúc")
    hear(shop.session, "Trễ hẹn", customer.code, ago=30, by=Channel.EMAIL)
    hear(shop.session, "Rò nắp", ago=20)
    hear(shop.session, "Còn chờ", ago=1, by=Channel.ZALO)
    hear(shop.session, "Quá hạn", ago=13)
    for code, after in (("PH-0001", 13), ("PH-0002", 2)):
        at = ledger_says(shop, code).received_at + after * HOUR
        assert feedback.answer(shop.session, code, AnswerInput("Dạ", answered_at=at)).allowed
    person = sit_down(qtbot, window)
    assert person.listed() == ["PH-0004", "PH-0003"]
    for button, codes in (
        ("Overdue", ["PH-0004"]),
        ("Answered", ["PH-0002", "PH-0001"]),
        ("Answered late", ["PH-0001"]),
        ("All", ["PH-0004", "PH-0003", "PH-0002", "PH-0001"]),
    ):
        person.clicks(button)
        assert person.listed() == codes, button
    person.searches("hoang phuc")
    assert person.listed() == ["PH-0001"]
    person.searches("")
    person.picks("Channel", "Zalo")
    assert person.listed() == ["PH-0003"]
    person.picks("Channel", "Any channel")
    person.picks("Received since", "7 days")
    assert len(person.listed()) == 4


def test_a_new_shop_is_told_what_to_do(qtbot: QtBot, window: Window) -> None:
    person = sit_down(qtbot, window)
    assert "No feedback waits for an answer" in person.reads()
    assert "No feedback chosen" in person.reads()
    person.clicks("Overdue")
    assert "Nothing is overdue" in person.reads()
    person.clicks("Record feedback")
    assert person.has_entry()


def test_another_page_opens_a_feedback_whatever_the_list_shows(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    hear(shop.session, "Đã xong", ago=3)
    assert feedback.answer(shop.session, "PH-0001", AnswerInput("Dạ")).allowed
    hear(shop.session, "Còn chờ")
    person = sit_down(qtbot, window)
    person.searches("còn chờ")
    person.page.open_target(Target(PageId.FEEDBACK, "PH-0001"))
    assert person.chosen() == "PH-0001"
    assert "Đã xong" in person.reads()
    person.page.open_target(Target(PageId.FEEDBACK, "PH-0999"))
    assert window.messages.toast_tones == [Tone.WARN]
    assert "PH-0999" in window.messages.toasts[0]


def test_the_figures_are_those_of_the_rows(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    hear(shop.session, ago=20 * 24)
    assert feedback.answer(shop.session, "PH-0001", AnswerInput("Dạ")).allowed
    hear(shop.session, ago=3)
    assert feedback.answer(shop.session, "PH-0002", AnswerInput("Dạ")).allowed
    hear(shop.session, ago=14)
    hear(shop.session)
    person = sit_down(qtbot, window)
    names = ("In time", "Median, hours", "Waiting", "Overdue", "Answered late")
    assert [person.figure(name) for name in names] == ["50.0 %", "3:00", "1", "1", "0"]
    person.picks("Period of the figures", "30 days")
    assert [person.figure(name) for name in names] == ["33.3 %", "241:30", "1", "1", "1"]
    assert "20/11: 14:00 hours, late" in person.chart().accessibleDescription()


# --- answering ----------------------------------------------------------------------------------


def test_answering_by_keyboard_goes_on_to_the_next_that_waits(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    hear(shop.session, "Gấp", ago=11, by=Channel.ZALO)
    hear(shop.session, "Còn lâu", ago=1)
    person = sit_down(qtbot, window)
    person.does("feedback.answer")  # from the list the key leads into the answer
    assert person.here() is person.answer_box()
    commit("Dạ, cửa hàng đổi ngay ạ", person.here())
    person.does("feedback.answer")
    answered = ledger_says(shop, "PH-0001").current
    assert (answered.answer, answered.channel, answered.answered_at) == ("Dạ, cửa hàng đổi ngay ạ", Channel.ZALO, AT)
    assert window.messages.toasts == ["PH-0001 is answered."]
    assert (person.listed(), person.chosen()) == (["PH-0002"], "PH-0002")
    assert person.here() is person.answer_box()
    assert person.answer_box().toPlainText() == ""
    commit("Dạ", person.here())
    person.does("feedback.answer")
    assert person.listed() == []
    assert "No feedback chosen" in person.reads()


def test_in_the_list_of_all_the_next_one_is_the_nearest_deadline(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    for ago in (2, 8, 5):
        hear(shop.session, ago=ago)
    person = sit_down(qtbot, window)
    person.clicks("All")
    person.chooses("PH-0001")
    person.writes("Dạ")
    person.clicks("Save the answer")
    assert person.chosen() == "PH-0002"
    assert sorted(person.listed()) == ["PH-0001", "PH-0002", "PH-0003"]


def test_an_answer_given_earlier_counts_from_when_it_was_given(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    hear(shop.session, ago=14)
    person = sit_down(qtbot, window)
    person.writes("Đã gọi lại tối qua")
    person.types("20/11/2026 19:30", into="Answered at")
    person.does("feedback.answer")
    assert ledger_says(shop, "PH-0001").current.answered_at is None  # it had not come in yet
    person.types("21/11/2026 07:30", into="Answered at")
    person.does("feedback.answer")
    answered = ledger_says(shop, "PH-0001").current
    assert answered.answered_at == AT - 2.5 * HOUR
    assert answered.state(AT) is FeedbackState.ANSWERED_IN_TIME


@pytest.mark.parametrize("typed", ["20/11/2026 19:30", "21/11/2026 10:05", "tối qua"])
def test_a_time_before_receipt_or_still_to_come_is_refused_and_the_words_stay(
    qtbot: QtBot, window: Window, shop: Workplace, typed: str
) -> None:
    hear(shop.session, ago=14)
    person = sit_down(qtbot, window)
    before = person.reads()
    person.writes("Đã gọi lại")
    person.types(typed, into="Answered at")
    person.does("feedback.answer")
    assert ledger_says(shop, "PH-0001").current.answered_at is None
    assert person.answer_box().toPlainText() == "Đã gọi lại"
    assert len(set(person.reads().split("\n")) - set(before.split("\n"))) == 1  # one sentence more


def test_an_empty_answer_does_not_stop_the_clock(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    hear(shop.session)
    person = sit_down(qtbot, window)
    person.writes("   ")
    person.does("feedback.answer")
    assert ledger_says(shop, "PH-0001").current.answered_at is None
    assert window.desk.wording.text("errors.text_missing", field="Answer") in person.reads()


def test_answering_by_a_way_the_customer_stopped_is_refused_with_its_clause_and_a_way_out(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    customer = add_customer(shop.session)
    consents.stop_contact(shop.session, customer.code, Channel.CALL, ConsentMethod.RECORDED_CALL)
    hear(shop.session, "Đừng gọi tôi nữa", customer.code, by=Channel.EMAIL)
    person = sit_down(qtbot, window)
    person.writes("Dạ, cửa hàng xin lỗi ạ")
    person.picks("Answered by", window.desk.wording.text("channels.CALL"))
    person.does("feedback.answer")
    (reason,) = person.refusal()
    assert reason.endswith(")")  # the clause
    assert "The answer was not saved" in person.reads()
    assert ledger_says(shop, "PH-0001").current.answered_at is None
    assert person.answer_box().toPlainText() == "Dạ, cửa hàng xin lỗi ạ"
    person.clicks("Open the customer")
    assert window.targets == [Target(PageId.CUSTOMERS, customer.code)]
    person.picks("Answered by", "Email")
    person.does("feedback.answer")
    assert ledger_says(shop, "PH-0001").current.channel is Channel.EMAIL
    assert person.refusal() == ()


def test_half_an_answer_waits_until_its_feedback_is_shown_again(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    hear(shop.session, ago=2)
    hear(shop.session, ago=1)
    person = sit_down(qtbot, window)
    person.writes("Dạ, để em xem")
    person.chooses("PH-0002")
    assert person.answer_box().toPlainText() == ""
    shop.clock.move(minutes=1)
    person.page.refresh()
    person.chooses("PH-0001")
    assert person.answer_box().toPlainText() == "Dạ, để em xem"


def test_what_is_typed_survives_every_change_of_the_ledger(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    hear(shop.session)
    person = sit_down(qtbot, window)
    person.writes("Dạ, để em")
    window.desk.tasks.write(person.page, lambda session: hear(session, "Thêm"), lambda _made: None)
    assert person.answer_box().toPlainText() == "Dạ, để em"
    assert len(person.listed()) == 2


# --- reopening ----------------------------------------------------------------------------------


def test_reopening_starts_new_twelve_hours_and_the_first_result_stands(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    hear(shop.session, ago=14)
    assert feedback.answer(shop.session, "PH-0001", AnswerInput("Dạ, em xem lại")).allowed
    shop.clock.move(hours=1)
    person = sit_down(qtbot, window)
    person.clicks("Answered")
    late = window.desk.wording.text("feedback_states.ANSWERED_LATE")
    assert person.chip() == (late, Tone.BAD)
    window.messages.answer_yes = False
    person.does("feedback.reopen")
    assert len(window.messages.questions) == 1
    assert len(ledger_says(shop, "PH-0001").rounds) == 1
    window.messages.answer_yes = True
    person.clicks("Reopen…")
    assert len(ledger_says(shop, "PH-0001").rounds) == 2
    assert person.chosen() == "PH-0001"
    assert person.chip() == ("12:00 left", Tone.OK)
    assert "Round 1" in person.reads()
    assert late in person.reads().split("\n")
    assert "Dạ, em xem lại" in person.reads()
    person.writes("Dạ, đã đổi hàng")
    person.does("feedback.answer")
    person.clicks("Answered late")
    assert person.listed() == ["PH-0001"]


def test_what_is_open_cannot_be_reopened(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    hear(shop.session)
    person = sit_down(qtbot, window)
    person.does("feedback.reopen")
    assert window.messages.questions == []
    assert not person.sees_button("Reopen…")


# --- who, and when it fails ---------------------------------------------------------------------


def test_staff_record_and_answer(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    window = make_desk(shop.as_staff(), tmp_path / "staff.ini", language=Language.EN)
    person = sit_down(qtbot, window)
    person.clicks("Record feedback")
    entry = person.entry()
    entry.says("Hỏi giá")
    entry.saves()
    person.writes("Dạ, 350 nghìn ạ")
    person.does("feedback.answer")
    answered = ledger_says(shop, "PH-0001").current
    assert (answered.answer, answered.answered_by) == ("Dạ, 350 nghìn ạ", shop.session.member.id)


def test_the_name_leads_to_the_customer(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    customer = add_customer(shop.session, "Nguyễn & Con")
    hear(shop.session, "<b>không phải thẻ</b>", customer.code)
    person = sit_down(qtbot, window)
    assert "<b>không phải thẻ</b>" in person.reads()
    person.clicks(f"Nguyễn && Con · {customer.code}")
    assert window.targets == [Target(PageId.CUSTOMERS, customer.code)]


def test_the_list_says_why_it_cannot_be_read_and_tries_again(
    qtbot: QtBot, window: Window, shop: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear(shop.session)

    def broken(*_: object) -> None:
        raise DatabaseDamaged

    with monkeypatch.context() as broken_for_now:
        broken_for_now.setattr("ledger.storage.lists_feedback.ids", broken)
        person = sit_down(qtbot, window)
        assert window.desk.say(DatabaseDamaged()) in person.reads()
    person.clicks("Try again")
    assert person.listed() == ["PH-0001"]


def test_the_divider_stays_where_it_was_put(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    from PySide6.QtWidgets import QSplitter

    hear(shop.session)
    first = sit_down(qtbot, window).page.findChildren(QSplitter)[0]
    first.moveSplitter(500, 1)
    second = sit_down(qtbot, window).page.findChildren(QSplitter)[0]
    assert abs(second.sizes()[0] - first.sizes()[0]) <= 1
