"""The table and the list around it, worked with keyboard and mouse as a shop assistant would."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ledger.domain.wording import Language
from support.lists import NOW, CardSort, Drawer, at_once, window_on
from ui import theme
from ui.settings import Settings, columns_of
from ui.theme import ROW_HEIGHT, Scheme, Tone
from ui.widgets.clipboard import clear_private
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.parts import EmptyState
from ui.widgets.record_table import COPY_LIMIT, RecordTable

Key = Qt.Key
CARDS = columns_of("cards")


@dataclass(slots=True)
class Toasts:
    said: list[tuple[str, Tone]] = field(default_factory=list)

    def toast(self, text: str, tone: Tone = Tone.OK, undo: Callable[[], None] | None = None) -> None:
        assert undo is None
        self.said.append((text, tone))


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.LIGHT)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


def table_on(qtbot: QtBot, drawer: Drawer) -> RecordTable:
    model = window_on(drawer)
    table = RecordTable(model, "Khách hàng", lambda: NOW)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    model.ask("")
    return table


def pane_on(qtbot: QtBot, drawer: Drawer, settings: Settings, *filters: QWidget) -> ListPane:
    tasks, toasts = at_once(), Toasts()
    desk: Any = SimpleNamespace(settings=settings, messages=toasts, tasks=tasks, language=Language.VI, say=repr)
    model = window_on(drawer, tasks)
    table = RecordTable(model, "Khách hàng", lambda: NOW)
    words = ListWords("Tên", "Khách hàng: {count}", EmptyState("users", "Chưa có khách nào"))
    pane = ListPane(desk, table, "cards", words, *filters)
    model.setParent(pane)
    pane.asked.connect(lambda: model.ask(pane.search))
    qtbot.addWidget(pane)
    pane.resize(900, 400)
    pane.show()
    model.ask("")
    return pane


def typed(pane: ListPane, words: str) -> None:
    QApplication.sendEvent(pane.box, committed(words))


def committed(words: str, preedit: str = "") -> QInputMethodEvent:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(words)
    return event


def headings(table: RecordTable) -> list[str]:
    return [one.key for one in table.header.shown_columns()]


def shown_words(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


class TestRows:
    def test_enter_and_a_double_click_open_the_row(self, qtbot: QtBot) -> None:
        table, opened = table_on(qtbot, Drawer.of(20)), list[Any]()
        table.opened.connect(opened.append)
        table.highlight(3)
        QTest.keyClick(table, Key.Key_Return)
        place = table.visualRect(table.records.index(5, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        assert [one.id for one in opened] == [4, 6]

    def test_home_end_and_pages_move_over_rows(self, qtbot: QtBot) -> None:
        table, places = table_on(qtbot, Drawer.of(300)), list[int]()
        table.highlight(10)
        for key in (Key.Key_End, Key.Key_Home, Key.Key_Down, Key.Key_PageDown, Key.Key_Right):
            QTest.keyClick(table, key)
            places.append(table.currentIndex().row())
        assert places[:3] == [299, 0, 1]
        assert places[3] > 5
        assert places[4] == places[3]
        assert table.selected_rows() == [places[4]]

    def test_letters_do_not_jump_about(self, qtbot: QtBot) -> None:
        table = table_on(qtbot, Drawer.of(300))
        table.highlight(0)
        QTest.keyClicks(table, "Kh")
        assert table.currentIndex().row() == 0

    def test_the_chosen_row_is_told_once_and_again_when_it_changed(self, qtbot: QtBot) -> None:
        drawer = Drawer.of(5)
        table, told = table_on(qtbot, drawer), list[Any]()
        table.chosen.connect(lambda row: told.append(row and row.name))
        table.highlight(1)
        window: Any = table.records
        window.ask_again()
        drawer.rename(2, "Đỗ Minh Châu")
        window.ask_again()
        window.forget()
        assert told == ["Khách 2", "Đỗ Minh Châu", None]

    def test_reading_again_keeps_selection_cursor_and_place(self, qtbot: QtBot) -> None:
        drawer = Drawer.of(300)
        table = table_on(qtbot, drawer)
        table.highlight(150)
        QTest.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        top = table.rowAt(0)
        del drawer.cards[1]
        window: Any = table.records
        window.ask_again()
        assert table.selected_rows() == [149, 150]
        assert table.current_row().id == 152
        assert table.rowAt(0) == top - 1

    def test_rows_have_their_height_and_a_screen_reader_a_name(self, qtbot: QtBot) -> None:
        table = table_on(qtbot, Drawer.of(3))
        assert table.rowHeight(1) == ROW_HEIGHT
        assert table.accessibleName() == "Khách hàng"

    def test_the_row_under_the_mouse_lights_up_as_a_whole(self, qtbot: QtBot) -> None:
        table = table_on(qtbot, Drawer.of(5))
        place = table.visualRect(table.records.index(2, 1)).center()
        move = QMouseEvent(
            QEvent.Type.MouseMove, place.toPointF(), table.viewport().mapToGlobal(place).toPointF(),
            Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(table.viewport(), move)
        picture = table.viewport().grab().toImage()
        edge = [picture.pixelColor(x, table.rowViewportPosition(2) + 3).name().upper() for x in (2, 300, 880)]
        assert edge == [theme.tokens().hover.upper()] * 3

    def test_countdowns_run_only_while_somebody_sees_them(self, qtbot: QtBot) -> None:
        table = table_on(qtbot, Drawer.of(3))
        assert table._tick.isActive()
        table.hide()
        assert not table._tick.isActive()


class TestColumns:
    def test_the_main_column_takes_the_room_that_is_left_with_headings_or_without(self, qtbot: QtBot) -> None:
        for is_headless in (False, True):
            table = table_on(qtbot, Drawer.of(3))
            table.header.setHidden(is_headless)
            table.resize(1300, 400)  # as a layout does after the window is shown
            QApplication.processEvents()
            used = sum(table.columnWidth(section) for section in range(table.model().columnCount()))
            assert used == table.viewport().width(), is_headless

    def test_a_click_on_a_heading_sorts_and_a_second_one_turns_it_round(self, qtbot: QtBot) -> None:
        table, wanted = table_on(qtbot, Drawer.of(3)), list[tuple[Any, bool]]()
        table.sort_wanted.connect(lambda sort, descending: wanted.append((sort, descending)))
        header = table.header
        for section in (1, 1, 2, 0):  # the third cannot be sorted by
            at = QPoint(header.sectionViewportPosition(section) + 20, 12)
            QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        assert wanted == [(CardSort.NAME, False), (CardSort.NAME, True), (CardSort.CODE, False)]

    def test_the_main_column_takes_the_room_that_is_left(self, qtbot: QtBot) -> None:
        table = table_on(qtbot, Drawer.of(3))
        for width in (700, 1300):
            table.resize(width, 400)
            shown = sum(table.columnWidth(n) for n in range(len(table.records.columns)))
            assert shown == table.viewport().width()
        table.resize(300, 400)
        assert table.columnWidth(1) >= 140  # then the table scrolls sideways

    def test_what_was_chosen_is_there_again_the_next_day(self, qtbot: QtBot, settings: Settings) -> None:
        table = table_on(qtbot, Drawer.of(3))
        table.remember(settings, "cards")
        table.header.show_column(2, is_shown=False)
        table.header.show_column(4, is_shown=True)
        table.header.moveSection(0, 1)
        table.header.resizeSection(3, 222)
        table.header.want_sort(CardSort.CODE, descending=True)
        again = table_on(qtbot, Drawer.of(3))
        again.remember(settings, "cards")
        assert headings(again) == headings(table) == ["name", "code", "due", "note", "number"]
        assert again.columnWidth(3) == 222
        assert (again.header.sort, again.header.descending) == (CardSort.CODE, True)
        again.header.reset_columns()
        assert headings(again) == ["code", "name", "state", "due", "number"]

    @pytest.mark.parametrize("stored", [b"", b"{", b"[1]", b'{"order": 3}', b'{"order": ["gone"], "sort": ["X", 1]}'])
    def test_a_settings_file_somebody_edited_counts_as_nothing_chosen(
        self, qtbot: QtBot, settings: Settings, stored: bytes
    ) -> None:
        settings.set(CARDS, QByteArray(stored))
        table = table_on(qtbot, Drawer.of(3))
        table.remember(settings, "cards")
        assert headings(table) == ["code", "name", "state", "due", "number"]

    def test_the_menu_shows_hides_sorts_and_resets(self, qtbot: QtBot, settings: Settings) -> None:
        table, wanted = table_on(qtbot, Drawer.of(3)), list[Any]()
        table.remember(settings, "cards")
        table.sort_wanted.connect(lambda sort, _descending: wanted.append(sort))
        by_words = {act.text(): act for act in table.column_menu().actions()}
        by_words["Ghi chú"].trigger()
        by_words["Sort by: Mã khách"].trigger()
        assert "note" in headings(table)
        assert wanted == [CardSort.CODE]
        {act.text(): act for act in table.column_menu().actions()}["Reset"].trigger()
        assert "note" not in headings(table)

    def test_the_last_column_cannot_be_hidden(self, qtbot: QtBot) -> None:
        table = table_on(qtbot, Drawer.of(3))
        for section in range(len(table.records.columns)):
            table.header.show_column(section, is_shown=False)
        assert len(headings(table)) == 1


class TestCopying:
    def test_the_selected_rows_are_copied_as_they_stand_with_their_headings(self, qtbot: QtBot) -> None:
        drawer = Drawer.of(5)
        drawer.rename(2, "Nguyễn\tVăn\nĐức")
        table, counts = table_on(qtbot, drawer), list[int]()
        table.copied.connect(counts.append)
        table.highlight(1)
        QTest.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text().splitlines() == [
            "Mã khách\tHọ và tên\tTình trạng\tThời hạn\tSố",
            "KH-000002\tNguyễn Văn Đức\tĐồng ý\t\t2",
            "KH-000003\tKhách 3\tĐồng ý\t\t3",
        ]
        assert counts == [2]
        clear_private()

    def test_a_name_that_would_be_a_formula_stays_a_name_in_a_spreadsheet(self, qtbot: QtBot) -> None:
        drawer = Drawer.of(1)
        drawer.rename(1, '=HYPERLINK("http://x.vn";"An")')
        table = table_on(qtbot, drawer)
        table.highlight(0)
        table.copy_rows()
        cells = QGuiApplication.clipboard().text().splitlines()[1].split("\t")
        assert cells[:2] == ["KH-000001", '\'=HYPERLINK("http://x.vn";"An")']
        clear_private()

    def test_rows_never_seen_are_copied_too_but_not_the_whole_shop(self, qtbot: QtBot) -> None:
        table, counts, refused = table_on(qtbot, Drawer.of(COPY_LIMIT + 1)), list[int](), list[int]()
        table.copied.connect(counts.append)
        table.copy_refused.connect(refused.append)
        table.selectAll()
        table.copy_rows()
        assert (counts, refused) == ([], [COPY_LIMIT + 1])
        table.highlight(0)
        QTest.keyClick(table, Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
        flags = QItemSelectionModel.SelectionFlag
        table.selectionModel().select(table.records.index(9_000, 0), flags.Select | flags.Rows)
        table.copy_rows()
        assert QGuiApplication.clipboard().text().splitlines()[-1].startswith("KH-009001")
        clear_private()


class TestStates:
    def test_an_empty_shop_and_a_search_without_result_say_different_things(
        self, qtbot: QtBot, settings: Settings
    ) -> None:
        pane = pane_on(qtbot, Drawer.of(0), settings)
        assert "Chưa có khách nào" in shown_words(pane.table)
        pane.look_for("Ánh")
        assert "Nothing found" in shown_words(pane.table)
        QTest.mouseClick(pane.table.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
        assert pane.search == ""
        assert "Chưa có khách nào" in shown_words(pane.table)

    def test_a_list_that_cannot_be_read_says_why_and_can_be_tried_again(self, qtbot: QtBot, settings: Settings) -> None:
        drawer = Drawer.of(3)
        pane = pane_on(qtbot, drawer, settings)
        drawer.is_broken = True
        pane.look_for("Khách")
        assert any("DiskFull" in words for words in shown_words(pane.table))
        drawer.is_broken = False
        again = next(one for one in pane.table.findChildren(QPushButton) if one.text() == "Try again")
        again.click()
        assert not pane.table.overlay.isVisible()
        assert pane.count.text() == "Khách hàng: 3"

    def test_waiting_is_mentioned_only_when_it_lasts(self, qtbot: QtBot) -> None:
        table = table_on(qtbot, Drawer.of(3))
        table.records.busy_changed.emit(True)
        assert not table.overlay.busy.isVisible()
        qtbot.waitUntil(table.overlay.busy.isVisible)
        table.records.busy_changed.emit(False)
        assert not table.overlay.busy.isVisible()


class TestPane:
    def test_a_pause_in_typing_asks_once(self, qtbot: QtBot, settings: Settings) -> None:
        drawer = Drawer.of(30)
        pane = pane_on(qtbot, drawer, settings)
        for letter in "Khách 30":
            typed(pane, letter)
        with qtbot.waitSignal(pane.asked):
            pass
        assert drawer.questions == ["", "Khách 30"]
        assert pane.count.text() == "Khách hàng: 1"

    def test_a_syllable_still_being_composed_is_not_searched(self, qtbot: QtBot, settings: Settings) -> None:
        pane = pane_on(qtbot, Drawer.of(30), settings)
        QApplication.sendEvent(pane.box, committed("", preedit="Khá"))
        assert not pane.box.flush()
        QApplication.sendEvent(pane.box, committed("Khách"))
        assert pane.box.flush()
        assert pane.search == "Khách"

    def test_backspace_deletes_as_input_methods_need_it(self, qtbot: QtBot, settings: Settings) -> None:
        pane = pane_on(qtbot, Drawer.of(30), settings)
        typed(pane, "Anh")
        QTest.keyClick(pane.box, Key.Key_Backspace)
        assert pane.search == "An"

    def test_the_keyboard_works_on_the_rows_while_the_search_box_has_it(self, qtbot: QtBot, settings: Settings) -> None:
        pane, opened = pane_on(qtbot, Drawer.of(300), settings), list[Any]()
        pane.table.opened.connect(lambda row: opened.append(row.id))
        pane.look_for("Khách 2")
        for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Return):
            QTest.keyClick(pane.box, key)
        assert opened == [20]  # Khách 2, Khách 20, Khách 21
        QTest.keyClick(pane.box, Key.Key_PageDown)
        assert pane.table.currentIndex().row() > 2

    def test_enter_before_the_answer_never_opens_the_customer_of_an_older_question(
        self, qtbot: QtBot, settings: Settings
    ) -> None:
        pane, opened = pane_on(qtbot, Drawer.of(30), settings), list[Any]()
        pane.table.opened.connect(lambda row: opened.append(row.id))
        pane.table.highlight(0)
        typed(pane, "Khách 2")
        QTest.keyClick(pane.box, Key.Key_Return)  # eleven fit: the first is highlighted, none opened
        assert opened == []
        assert pane.table.current_row().id == 2
        typed(pane, "7")
        QTest.keyClick(pane.box, Key.Key_Return)
        assert opened == [27]

    def test_escape_clears_the_search_at_once(self, qtbot: QtBot, settings: Settings) -> None:
        pane = pane_on(qtbot, Drawer.of(30), settings)
        pane.look_for("Khách 7")
        QTest.keyClick(pane.box, Key.Key_Escape)
        assert (pane.search, pane.count.text()) == ("", "Khách hàng: 30")

    def test_the_count_is_grouped_as_vietnamese_write_it(self, qtbot: QtBot, settings: Settings) -> None:
        assert pane_on(qtbot, Drawer.of(1_234), settings).count.text() == "Khách hàng: 1.234"

    def test_the_list_follows_the_ledger_when_somebody_looks(self, qtbot: QtBot, settings: Settings) -> None:
        drawer = Drawer.of(3)
        pane = pane_on(qtbot, drawer, settings, QLabel("Mọi tình trạng"))
        tasks = pane._desk.tasks
        tasks.write(pane, lambda _session: drawer.rename(2, "Trần Thị Ánh"), lambda _done: None)
        assert pane.table.records.index(1, 1).data() == "Trần Thị Ánh"
        pane.hide()
        tasks.write(pane, lambda _session: drawer.cards.pop(3), lambda _done: None)
        assert len(drawer.questions) == 2
        pane.show()
        assert pane.count.text() == "Khách hàng: 2"

    def test_copying_is_said_in_passing(self, qtbot: QtBot, settings: Settings) -> None:
        pane = pane_on(qtbot, Drawer.of(COPY_LIMIT + 5), settings)
        said: Any = pane._desk.messages
        pane.table.highlight(0)
        pane.table.copy_rows()
        pane.table.selectAll()
        pane.table.copy_rows()
        assert [tone for _, tone in said.said] == [Tone.OK, Tone.WARN]
        assert "10005" in said.said[1][0]
        clear_private()
