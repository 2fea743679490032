"""The list of feedback: what waits is on top, the nearest deadline first."""

from datetime import timedelta

import pytest

from ledger.domain.feedback import FeedbackState
from ledger.domain.purpose import Channel
from ledger.services import feedback, feedback_list
from ledger.services.feedback import AnswerInput, FeedbackInput
from ledger.services.feedback_list import FeedbackKind, FeedbackQuery, FeedbackRow, FeedbackSort
from ledger.services.session import Session
from support.services import AT, Workplace, add_customer

ALL = FeedbackQuery()


def listed(session: Session, query: FeedbackQuery = ALL) -> list[FeedbackRow]:
    return list(feedback_list.rows(session, feedback_list.ids(session, query)))


def codes(session: Session, query: FeedbackQuery = ALL) -> list[int]:
    """Return the numbers of the codes, in the order of the list."""
    return [int(row.code.removeprefix("PH-")) for row in listed(session, query)]


@pytest.fixture
def heard(session: Session) -> Session:
    """1 waits, 2 is overdue, 3 was answered in time, 4 late, 5 late and then asked again."""
    add_customer(session, "Đỗ Ân")
    add_customer(session, "Lê Bình")
    said = (
        (1, "KH-00001", Channel.CALL, "Hàng giao chậm"),
        (20, "KH-00002", Channel.EMAIL, "Hộp bị móp"),
        (3, "", Channel.CALL, "Cảm ơn 100%"),
        (30, "KH-00001", Channel.CALL, "Thiếu một chai"),
        (40, "KH-00002", Channel.CALL, "Sai màu " * 50),
    )
    for hours, code, channel, text in said:
        feedback.receive(session, FeedbackInput(channel, text, code, AT - timedelta(hours=hours)))
    for number in (3, 4, 5):
        feedback.answer(session, f"PH-{number:04d}", AnswerInput("Dạ, shop xin lỗi ạ"))
    feedback.reopen(session, "PH-0005")
    return session


def test_what_waits_comes_first_by_its_deadline_then_what_was_answered_newest_first(heard: Session) -> None:
    assert codes(heard) == [2, 1, 5, 3, 4]
    assert codes(heard, FeedbackQuery(descending=True)) == [4, 3, 5, 1, 2]


def test_receipt_and_customer_can_be_sorted_by(heard: Session) -> None:
    assert codes(heard, FeedbackQuery(sort=FeedbackSort.RECEIVED)) == [5, 4, 2, 3, 1]
    assert codes(heard, FeedbackQuery(sort=FeedbackSort.CUSTOMER)) == [1, 4, 2, 5, 3]


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (FeedbackKind.OPEN, [2, 1, 5]),
        (FeedbackKind.OVERDUE, [2]),
        (FeedbackKind.ANSWERED, [3, 4]),
        (FeedbackKind.LATE, [5, 4]),  # late once is late, asked again or not
        (FeedbackKind.ALL, [2, 1, 5, 3, 4]),
    ],
)
def test_each_kind_shows_its_own(heard: Session, kind: FeedbackKind, wanted: list[int]) -> None:
    assert codes(heard, FeedbackQuery(kind=kind)) == wanted


def test_at_its_deadline_feedback_is_not_yet_overdue(shop: Workplace) -> None:
    feedback.receive(shop.session, FeedbackInput(Channel.CALL, "Chào"))
    overdue = FeedbackQuery(kind=FeedbackKind.OVERDUE)
    shop.clock.move(hours=12)
    assert (codes(shop.session, overdue), listed(shop.session)[0].state) == ([], FeedbackState.OPEN)
    shop.clock.move(microseconds=1)
    assert (codes(shop.session, overdue), listed(shop.session)[0].state) == ([1], FeedbackState.OVERDUE)


def test_channels_periods_and_words_filter(heard: Session) -> None:
    assert codes(heard, FeedbackQuery(channel=Channel.EMAIL)) == [2]
    day = timedelta(days=1)
    assert codes(heard, FeedbackQuery(since=AT - day)) == [2, 1, 3]
    assert codes(heard, FeedbackQuery(until=AT - day)) == [5, 4]
    assert codes(heard, FeedbackQuery("giao cham")) == codes(heard, FeedbackQuery("ph-0001")) == [1]
    assert codes(heard, FeedbackQuery("do an")) == [1, 4]
    assert codes(heard, FeedbackQuery("100%")) == [3]
    assert codes(heard, FeedbackQuery("%")) == [3]
    assert codes(heard, FeedbackQuery("🌸🌸")) == []
    assert codes(heard, FeedbackQuery("x" * 500)) == []


def test_a_row_tells_the_newest_round_and_its_repr_tells_nobodys_words(heard: Session) -> None:
    _, one, again, thanks, late = listed(heard)
    assert (one.customer_code, one.customer_name, one.text) == ("KH-00001", "Đỗ Ân", "Hàng giao chậm")
    assert (again.round, again.state, again.answered_at, len(again.text)) == (2, FeedbackState.OPEN, None, 200)
    assert (thanks.customer_code, thanks.customer_name) == (None, None)
    assert (thanks.state, late.state) == (FeedbackState.ANSWERED_IN_TIME, FeedbackState.ANSWERED_LATE)
    assert one.due_at - one.received_at == timedelta(hours=12)
    assert "Ân" not in repr(one)
    assert "chậm" not in repr(one)
