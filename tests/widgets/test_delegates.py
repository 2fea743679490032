"""How cells look: elided with the whole text in a tip, chips that hold their marks, countdowns in their colours."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from support.lists import NOW, Card, ago
from ui import theme
from ui.models.table_model import Column, RecordModel
from ui.theme import Scheme, Tone
from ui.widgets.delegates import (
    CHIP_HEIGHT,
    ChipDelegate,
    CountdownDelegate,
    TextDelegate,
    delegate_for,
    share_used,
    urgency,
)

LONG = "Công Tằng Tôn Nữ Thị Quỳnh Hương Giang"


@pytest.fixture(autouse=True, params=list(Scheme))
def scheme(qapp: QApplication, request: pytest.FixtureRequest) -> Scheme:
    theme.apply(qapp, request.param)
    chosen: Scheme = request.param
    return chosen


def cell(column: Column[Card], card: Card, *, width: int = 160, is_selected: bool = False) -> QImage:
    """Draw one cell in the middle of a picture with room around it."""
    model = RecordModel([column])
    model.show([card])
    delegate = delegate_for(model, column, lambda: NOW, model)
    picture = QImage(width + 40, 84, QImage.Format.Format_RGB32)
    picture.fill(QColor(theme.tokens().surface))
    painter = QPainter(picture)
    delegate.draw(painter, QRect(20, 20, width, theme.ROW_HEIGHT), card, is_selected=is_selected)
    painter.end()
    return picture


def drawn(picture: QImage) -> QRect:
    """Return the smallest place that holds everything drawn."""
    ground = QColor(theme.tokens().surface).rgb()
    touched = [(x, y) for x in range(picture.width()) for y in range(picture.height()) if picture.pixel(x, y) != ground]
    xs, ys = zip(*touched, strict=True)
    return QRect(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


def colours(picture: QImage) -> set[str]:
    return {picture.pixelColor(x, y).name().upper() for x in range(picture.width()) for y in range(picture.height())}


def state(words: str, **about: Any) -> Column[Card]:
    return Column("state", "Tình trạng", lambda _one: words, tone=lambda one: one.tone, **about)


@pytest.mark.parametrize("words", ["Ễ Ậ Ổ Ợ ặ ỵ g", "Đã đồng ý", LONG])
def test_marks_above_capitals_and_tails_below_stay_inside_the_chip(words: str) -> None:
    alone = drawn(cell(state(words), Card(1, "", Tone.OK)))
    assert alone.height() <= CHIP_HEIGHT
    assert alone.width() <= 160


def test_a_long_name_ends_inside_its_cell_and_stands_whole_in_the_tip() -> None:
    column = Column[Card]("name", "Họ và tên", lambda one: one.name, below=lambda one: one.note)
    card = Card(1, LONG)
    assert drawn(cell(column, card)).right() <= 20 + 160
    delegate = TextDelegate(RecordModel([column]), column)
    assert delegate.tip(card, 160) == f"{LONG} · hẹn gọi lại"
    assert delegate.tip(card, 900) == ""


def test_a_column_may_say_more_in_its_tip() -> None:
    column = Column[Card]("code", "Mã", lambda one: one.code, tip=lambda one: one.name)
    assert TextDelegate(RecordModel([column]), column).tip(Card(1, LONG), 900) == LONG


def test_numbers_stand_at_the_right() -> None:
    column = Column[Card]("number", "Số", lambda one: str(one.id), is_number=True)
    assert drawn(cell(column, Card(1_234, ""))).right() > 20 + 160 - 12


@pytest.mark.parametrize(
    ("hours", "tone"), [(0, Tone.OK), (5.9, Tone.OK), (6, Tone.WARN), (9.6, Tone.BAD), (13, Tone.BAD)]
)
def test_a_countdown_turns_amber_at_half_and_red_at_four_fifths_of_its_time(hours: float, tone: Tone) -> None:
    assert urgency(share_used(*ago(hours), NOW)) is tone
    column = Column[Card]("due", "Thời hạn", lambda _one: "", due=lambda one: one.due)
    ink, soft = theme.tokens().tone(tone)
    assert soft.upper() in colours(cell(column, Card(1, "", None, ago(hours))))
    assert hours == 0 or ink.upper() in colours(cell(column, Card(1, "", None, ago(hours))))


def test_a_deadline_at_once_or_backwards_is_missed_not_a_fault() -> None:
    assert share_used(NOW, NOW, NOW) == 1.0
    assert share_used(NOW, NOW - timedelta(hours=1), NOW) == 1.0


def test_what_has_no_deadline_any_more_is_a_chip_and_what_has_no_state_is_text() -> None:
    column = state("Đã trả lời", due=lambda one: one.due)
    assert theme.tokens().off_soft.upper() in colours(cell(column, Card(1, "", Tone.OFF)))
    assert theme.tokens().off_soft.upper() not in colours(cell(column, Card(1, "")))


def test_a_chip_stays_a_chip_on_a_selected_row() -> None:
    column = state("Được phép")
    picture = cell(column, Card(1, "", Tone.ACCENT), is_selected=True)
    assert theme.tokens().accent_soft.upper() not in colours(picture)


def test_each_column_gets_the_drawing_it_asks_for() -> None:
    plain, chip = Column[Card]("a", "A", lambda _one: ""), state("x")
    due = Column[Card]("d", "D", lambda _one: "", due=lambda one: one.due)
    model = RecordModel([plain, chip, due])
    kinds = [type(delegate_for(model, one, lambda: NOW, model)) for one in model.columns]
    assert kinds == [TextDelegate, ChipDelegate, CountdownDelegate]
