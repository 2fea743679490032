"""The chart of answers: red where late, its numbers in words for who cannot see it, honest when there is nothing."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from ui import theme
from ui.theme import Scheme, Tone
from ui.widgets.charts import AnswerChart, Bar, ShareBar

EMPTY = "Chưa có phản hồi nào"
HOURS = [3.0, 4.8, 2.0, 7.5, 3.8, None, 1.0, 9.2, 3.1, 13.3, 4.3, 2.1, 4.9, 3.9]
BARS = [Bar(f"{8 + day:02d}/11", hours, hours is not None and hours > 12) for day, hours in enumerate(HOURS)]


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.LIGHT)


@pytest.fixture
def chart(qtbot: QtBot) -> AnswerChart:
    made = AnswerChart(EMPTY, "Thời gian trả lời")
    qtbot.addWidget(made)
    made.resize(480, 150)
    made.show_bars(BARS, 12)
    made.show()
    return made


def colour_of(chart: AnswerChart, number: int, picture: QImage | None = None) -> str:
    place = chart.bar_at(number)
    seen = picture or chart.grab().toImage()
    return seen.pixelColor(int(place.center().x()), int(place.bottom()) - 3).name().upper()


def test_a_late_day_is_red_and_the_others_are_not(chart: AnswerChart) -> None:
    tokens = theme.tokens()
    assert colour_of(chart, 9) == tokens.bad.upper()
    assert {colour_of(chart, n) for n in (0, 3, 7, 13)} == {tokens.accent.upper()}


def test_only_what_took_too_long_reaches_over_the_line(chart: AnswerChart) -> None:
    chart.show_bars([*BARS, Bar("22/11", 12.0)], 12)
    line = chart.bar_at(14).top()
    over = [n for n in range(14) if chart.bar_at(n).top() < line]
    assert over == [9]


def test_one_bad_night_does_not_flatten_the_others(chart: AnswerChart) -> None:
    chart.show_bars([Bar("a", 70, late=True), Bar("b", 6)], 12)
    assert chart.bar_at(1).height() > 20
    assert chart.bar_at(0).top() >= 0


def test_the_numbers_are_there_for_a_screen_reader(chart: AnswerChart) -> None:
    said = chart.accessibleDescription()
    assert chart.accessibleName() == "Thời gian trả lời"
    assert said.count(";") == 12  # thirteen days with answers
    assert "17/11: 13:18 hours, late" in said
    assert "08/11: 3:00 hours" in said


def test_without_answers_it_says_so(chart: AnswerChart) -> None:
    for bars in ([], [Bar("08/11", None)]):
        chart.show_bars(bars, 12)
        assert chart.is_empty
        assert chart.accessibleDescription() == EMPTY
        assert theme.tokens().accent.upper() not in {
            chart.grab().toImage().pixelColor(x, 140).name().upper() for x in range(4, 476)
        }


# Offscreen, a tooltip cannot be raised above the window it belongs to.
tooltips = pytest.mark.qt_log_ignore(r"This plugin does not support raise\(\)", extend=True)


@tooltips
def test_the_arrow_keys_walk_over_the_days_and_say_their_numbers(chart: AnswerChart) -> None:
    said = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_End):
        QTest.keyClick(chart, key)
        said.append(QToolTip.text())
    assert [words[:5] for words in said] == ["21/11", "20/11", "08/11", "09/11", "21/11"]


@tooltips
def test_the_mouse_needs_not_to_hit_a_short_bar(chart: AnswerChart) -> None:
    place = chart.bar_at(6)
    QTest.mouseMove(chart, QPoint(int(place.center().x()), 40))
    assert QToolTip.text().startswith("14/11: 1:00")


def test_another_scheme_needs_only_a_repaint(chart: AnswerChart, qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.DARK)
    assert colour_of(chart, 0) == theme.tokens().accent.upper()


@pytest.mark.parametrize("ratio", [1, 2])
def test_edges_are_crisp_on_plain_and_fine_screens(chart: AnswerChart, ratio: int) -> None:
    picture = QImage(480 * ratio, 150 * ratio, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(theme.tokens().surface))
    chart.render(picture)
    place = chart.bar_at(3)
    y, left = int(place.bottom() - 20) * ratio, int(place.left()) * ratio
    accent = theme.tokens().accent.upper()
    assert picture.pixelColor(left, y).name().upper() == accent
    assert picture.pixelColor(left - 1, y).name().upper() != accent


def test_a_share_is_drawn_and_said(qtbot: QtBot) -> None:
    bar = ShareBar("Trả lời đúng hạn", 0.5, Tone.OK)
    qtbot.addWidget(bar)
    bar.resize(200, 6)
    picture = bar.grab().toImage()
    tokens = theme.tokens()
    assert [picture.pixelColor(x, 3).name().upper() for x in (50, 150)] == [tokens.ok.upper(), tokens.line.upper()]
    assert bar.accessibleDescription() == "50%"
