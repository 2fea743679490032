"""A paper on screen: pages in order, zoom, keys, and words instead of a crash where there is none."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from ledger.assets import load_wording
from ledger.domain.errors import LedgerError
from ledger.domain.wording import Language
from ledger.services.explaining import explain_error
from support.window import let_go
from ui import theme
from ui.tasks import ImmediateTasks, Tasks, ThreadedTasks
from ui.theme import Scheme
from ui.widgets.form import index_of
from ui.widgets.pdf_view import Fit, PdfView

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


def refuse(error: Exception) -> None:
    raise error


class Bench:
    """Draws at once, and says errors in English."""

    def __init__(self, tasks: Tasks | None = None) -> None:
        self._tasks = tasks or ImmediateTasks(refuse)

    @property
    def tasks(self) -> Tasks:
        return self._tasks

    def say(self, error: LedgerError) -> str:
        return explain_error(error, load_wording(Language.EN))


@pytest.fixture(autouse=True, params=list(Scheme))
def _look(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    theme.apply(qapp, request.param)
    yield
    theme.apply(qapp, Scheme.LIGHT)


def paper(pages: int, size: tuple[float, float] = (300, 400)) -> bytes:
    """Return black pages with white numbers."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for number in range(1, pages + 1):
        canvas.rect(0, 0, *size, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(20, 20, f"page{number}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def view(qtbot: QtBot) -> PdfView:
    return shown(qtbot, PdfView(Bench()))


def shown(qtbot: QtBot, view: PdfView) -> PdfView:
    let_go()
    qtbot.addWidget(view)
    view.resize(500, 420)
    view.show()
    return view


def colour_in_the_middle(view: PdfView) -> QColor:
    picture = view.sheets.viewport().grab().toImage()
    return picture.pixelColor(picture.width() // 2, picture.height() // 2)


def words_shown(view: PdfView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible() and label.text()]


class TestPages:
    def test_the_first_page_is_drawn_and_named(self, view: PdfView) -> None:
        view.show_pdf(paper(3))
        assert colour_in_the_middle(view) == QColor(Qt.GlobalColor.black)
        assert view.sheets.accessibleName() == "Page 1 of 3"
        assert view.sheets.accessibleDescription() == "page1"
        assert {"Page", "of 3"} <= set(words_shown(view))

    def test_paper_is_white_on_a_ground_of_the_theme(self, view: PdfView) -> None:
        view.show_pdf(paper(1))
        picture = view.sheets.viewport().grab().toImage()
        assert picture.pixelColor(8, 8) == theme.colour("background")

    def test_typing_a_number_goes_there(self, view: PdfView) -> None:
        view.show_pdf(paper(5))
        view.page_field.setFocus()
        view.page_field.selectAll()
        QTest.keyClicks(view.page_field, "4")
        QTest.keyClick(view.page_field, Key.Key_Return)
        assert view.sheets.page == 3
        assert view.sheets.accessibleDescription() == "page4"

    def test_the_last_page_can_be_gone_to_though_it_does_not_reach_the_top(self, view: PdfView) -> None:
        view.set_zoom(25)
        view.show_pdf(paper(3))
        view.page_field.setValue(3)
        assert view.page_field.value() == 3

    def test_keys_turn_whole_pages(self, view: PdfView) -> None:
        view.set_zoom(Fit.PAGE)
        view.show_pdf(paper(4))
        seen = []
        for key in (Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp, Key.Key_End, Key.Key_PageDown, Key.Key_Home):
            QTest.keyClick(view.sheets, key)
            seen.append(view.page_field.value())
        assert seen == [2, 3, 2, 4, 4, 1]

    def test_keys_scroll_a_page_wider_than_the_room(self, view: PdfView) -> None:
        view.set_zoom(200)
        view.show_pdf(paper(2))
        QTest.keyClick(view.sheets, Key.Key_Down)
        QTest.keyClick(view.sheets, Key.Key_Right)
        bars = view.sheets.verticalScrollBar().value(), view.sheets.horizontalScrollBar().value()
        assert min(bars) > 0
        QTest.keyClick(view.sheets, Key.Key_PageDown)
        assert view.sheets.verticalScrollBar().value() > bars[0]

    def test_one_page_needs_no_page_number(self, view: PdfView) -> None:
        view.show_pdf(paper(1))
        assert not view.page_field.isVisible()

    def test_only_what_is_in_view_is_drawn(self, qtbot: QtBot) -> None:
        class Counting(ImmediateTasks):
            asked = 0

            def compute(self, *about: Any, **more: Any) -> None:
                self.asked += 1
                super().compute(*about, **more)

        tasks = Counting(refuse)
        view = shown(qtbot, PdfView(Bench(tasks)))
        view.show_pdf(paper(60))
        assert tasks.asked <= 4  # the sizes, the page in view and those beside it

    def test_looking_at_many_pages_does_not_keep_them_all(self, view: PdfView) -> None:
        view.set_zoom(400)
        view.show_pdf(paper(14))
        for number in range(1, 15):
            view.page_field.setValue(number)
        kept = view.sheets._paper.pictures.values()
        assert 1 <= len(kept) < 14
        assert sum(picture.sizeInBytes() for _, picture in kept) <= 96_000_000


class TestZoom:
    def test_fit_width_uses_the_width_and_fit_page_shows_all(self, view: PdfView) -> None:
        view.show_pdf(paper(1))
        wide = view.sheets.scale * 300
        assert view.sheets.width() - 80 < wide < view.sheets.width()
        view.set_zoom(Fit.PAGE)
        assert view.sheets.scale * 400 < view.sheets.height()
        assert view.sheets.verticalScrollBar().maximum() == 0

    def test_it_fits_again_when_the_room_changes(self, view: PdfView) -> None:
        view.show_pdf(paper(1))
        before = view.sheets.scale
        view.resize(900, 420)
        assert view.sheets.scale > before

    def test_ctrl_with_plus_minus_and_zero(self, view: PdfView) -> None:
        view.show_pdf(paper(1))
        view.set_zoom(100)
        zooms = []
        for key in (Key.Key_Plus, Key.Key_Equal, Key.Key_Minus, Key.Key_0):
            QTest.keyClick(view.sheets, key, Ctrl)
            zooms.append(view.sheets.zoom)
        assert zooms == [125, 150, 125, Fit.PAGE]
        assert view.zoom_box.currentIndex() == index_of(view.zoom_box, Fit.PAGE)

    def test_steps_end_at_the_smallest_and_the_largest(self, view: PdfView) -> None:
        view.show_pdf(paper(1))
        for step, end in ((-1, 25), (1, 400)):
            for _ in range(12):
                view.step_zoom(step)
            assert view.sheets.zoom == end

    def test_the_wheel_zooms_only_with_ctrl(self, view: PdfView) -> None:
        view.show_pdf(paper(3))
        view.set_zoom(100)
        turn(view, Qt.KeyboardModifier.NoModifier, -120)
        assert view.sheets.zoom == 100
        assert view.sheets.verticalScrollBar().value() > 0
        turn(view, Ctrl, 120)
        assert view.sheets.zoom == 125

    def test_what_was_in_the_middle_stays_there(self, view: PdfView) -> None:
        view.show_pdf(paper(9))
        view.set_zoom(100)
        view.page_field.setValue(5)
        view.set_zoom(200)
        assert view.sheets.page == 4


def turn(view: PdfView, held: Qt.KeyboardModifier, by: int) -> None:
    middle = QPointF(view.sheets.viewport().rect().center())
    where = view.sheets.viewport().mapToGlobal(middle)
    event = QWheelEvent(
        middle, where, QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(view.sheets.viewport(), event)


class TestStates:
    def test_before_a_paper_comes_it_says_so(self, view: PdfView) -> None:
        view.show_loading()
        assert words_shown(view) == ["Preparing the paper…"]

    @pytest.mark.parametrize("data", [b"", b"no paper at all", paper(1)[:300]])
    def test_a_damaged_paper_is_words_and_no_crash(self, qtbot: QtBot, view: PdfView, data: bytes) -> None:
        with qtbot.waitSignal(view.failed):
            view.show_pdf(data)
        (words,) = words_shown(view)
        assert words.startswith("The file is damaged")
        assert not view.sheets.isVisible()

    def test_after_a_damaged_paper_a_good_one_is_shown(self, view: PdfView) -> None:
        view.show_pdf(b"no paper at all")
        view.show_pdf(paper(1))
        assert colour_in_the_middle(view) == QColor(Qt.GlobalColor.black)

    def test_cleared_it_keeps_nothing(self, view: PdfView) -> None:
        view.show_pdf(paper(2))
        view.clear()
        assert words_shown(view) == []
        assert view.sheets._paper.pdf == b""
        assert not view.sheets._paper.pictures

    def test_a_paper_replaced_while_it_was_read_is_never_seen(self, qtbot: QtBot) -> None:
        late: list[Callable[[], None]] = []

        class Slow(ImmediateTasks):
            def compute(self, *about: Any, **more: Any) -> None:
                late.append(lambda: ImmediateTasks.compute(self, *about, **more))

        view = shown(qtbot, PdfView(Bench(Slow(refuse))))
        view.show_pdf(paper(2))
        view.show_pdf(paper(7))
        first, second = late[:2]
        second()
        first()
        assert "of 7" in words_shown(view)

    def test_drawn_on_the_workshop_thread_it_looks_the_same(self, qtbot: QtBot) -> None:
        tasks = ThreadedTasks(refuse)
        view = shown(qtbot, PdfView(Bench(tasks)))
        with qtbot.waitSignal(view.shown):
            view.show_pdf(paper(3))
        qtbot.waitUntil(lambda: view.sheets.words(0) == "page1")
        assert colour_in_the_middle(view) == QColor(Qt.GlobalColor.black)
        tasks.shut_down()
