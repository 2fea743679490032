"""A list of any length: only what is in sight is read, and old rows stand until new ones come."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ledger.domain.errors import DiskFull, LedgerError
from support.lists import AN_OPEN_LEDGER, Card, Drawer, ago, card_columns, refuse, window_on
from support.slow import SlowTasks
from ui.models.table_model import COMING, DUE_ROLE, ROW_ROLE, TONE_ROLE, RecordModel, TableModel
from ui.models.window_model import IN_FLIGHT, KEPT, PAGE
from ui.tasks import ThreadedTasks
from ui.theme import Tone

DISPLAY = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def threads(qtbot: QtBot) -> Iterator[ThreadedTasks]:
    tasks = ThreadedTasks(refuse)
    opened: list[object] = []
    tasks.open(tasks, lambda: AN_OPEN_LEDGER, opened.append)
    qtbot.waitUntil(lambda: bool(opened))
    yield tasks
    tasks.shut_down()


def watched(model: TableModel[Any]) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def name(model: TableModel[Any], row: int) -> str:
    return str(model.index(row, 1).data(DISPLAY))


@pytest.mark.usefixtures("qapp")
class TestAtOnce:
    def test_qts_own_tester_finds_nothing_while_the_list_grows_shrinks_and_changes(self) -> None:
        drawer = Drawer.of(200)
        model = window_on(drawer)
        tester = watched(model)
        for query in ("", "1", "nobody", "", "Khách 7"):
            model.ask(query)
            assert model.rowCount() == sum(query in one.name for one in drawer.cards.values())
        drawer.rename(7, "Khách 7 đã đổi tên")
        model.ask_again()
        assert name(model, 0) == "Khách 7 đã đổi tên"
        del drawer.cards[7]
        model.ask_again()
        model.forget()
        assert model.rowCount() == 0
        assert tester.model() is model

    def test_a_jump_to_the_end_of_a_long_list_reads_one_page_there(self) -> None:
        drawer = Drawer.of(100_000)
        model = window_on(drawer)
        model.ask("")
        assert drawer.reads == []
        assert name(model, 99_999) == "Khách 100000"
        assert [len(page) for page in drawer.reads] == [100_000 % PAGE]
        assert name(model, 99_998) == "Khách 99999"
        assert len(drawer.reads) == 1

    def test_scrolling_through_everything_keeps_no_more_than_some_pages(self) -> None:
        drawer = Drawer.of(PAGE * (KEPT + 10))
        model = window_on(drawer)
        model.ask("")
        for row in range(0, model.rowCount(), PAGE):
            assert name(model, row) == f"Khách {row + 1}"
        before = len(drawer.reads)
        assert name(model, model.rowCount() - 1) == f"Khách {model.rowCount()}"
        assert len(drawer.reads) == before
        assert name(model, 0) == "Khách 1"  # long out of sight: read again
        assert len(drawer.reads) == before + 1

    def test_what_a_cell_means_comes_by_role(self) -> None:
        drawer = Drawer({4: Card(4, "Lê Hoàng Phúc", Tone.WARN, ago(3))})
        model = window_on(drawer)
        model.ask("")
        assert model.index(0, 1).data(ROW_ROLE) is drawer.cards[4]
        assert model.index(0, 2).data(TONE_ROLE) == Tone.WARN
        assert model.index(0, 3).data(DUE_ROLE) == ago(3)
        assert model.index(0, 1).data(TONE_ROLE) is None
        assert model.index(0, 5).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
        assert [model.headerData(n, Qt.Orientation.Horizontal) for n in (0, 1)] == ["Mã khách", "Họ và tên"]
        assert model.headerData(0, Qt.Orientation.Vertical) is None

    def test_what_a_view_asks_in_vain_costs_no_reading(self) -> None:
        drawer = Drawer.of(10)
        model = window_on(drawer)
        model.ask("")
        for role in (Qt.ItemDataRole.FontRole, Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.CheckStateRole):
            assert model.data(model.index(0, 1), role) is None
        assert drawer.reads == []

    def test_ids_and_places_are_found_both_ways(self) -> None:
        model = window_on(Drawer.of(10))
        model.ask("Khách 1")
        assert (model.id_at(1), model.row_of_id(10), model.row_of_id(2)) == (10, 1, None)
        assert model.rows_with({10, 1, 99}) == [0, 1]

    def test_the_same_list_read_again_does_not_throw_the_view_back_to_the_top(self) -> None:
        drawer = Drawer.of(5)
        model = window_on(drawer)
        model.ask("")
        kept = QPersistentModelIndex(model.index(3, 1))
        drawer.rename(4, "Phạm Gia Bảo")
        model.ask_again()
        assert kept.isValid()
        assert kept.data(DISPLAY) == "Phạm Gia Bảo"

    def test_a_customer_erased_meanwhile_leaves_a_gap_and_the_others_keep_their_places(self) -> None:
        drawer = Drawer.of(5)
        model = window_on(drawer)
        model.ask("")
        del drawer.cards[2]
        assert [name(model, row) for row in range(3)] == ["Khách 1", COMING, "Khách 3"]
        assert len(drawer.reads) == 1  # a gap is not asked for again and again

    def test_a_page_that_cannot_be_read_is_told_once_and_read_when_asked_again(self) -> None:
        drawer, errors = Drawer.of(5), list[LedgerError]()
        model = window_on(drawer)
        model.failed.connect(errors.append)
        model.ask("")
        drawer.is_broken = True
        assert (name(model, 0), name(model, 1)) == (COMING, COMING)
        assert [type(one) for one in errors] == [DiskFull]
        drawer.is_broken = False
        model.ask_again()
        assert name(model, 0) == "Khách 1"

    def test_a_list_that_cannot_be_asked_keeps_what_is_shown(self) -> None:
        drawer, errors = Drawer.of(5), list[LedgerError]()
        model = window_on(drawer)
        model.failed.connect(errors.append)
        model.ask("")
        drawer.is_broken = True
        model.ask("1")
        assert [type(one) for one in errors] == [DiskFull]
        assert model.rowCount() == 5

    def test_rows_out_of_sight_are_fetched_in_pieces_and_in_order(self) -> None:
        drawer, found = Drawer.of(1_200), list[tuple[Card, ...]]()
        model = window_on(drawer)
        model.ask("")
        model.fetch(range(1_200), found.append)
        assert [one.id for one in found[0]] == list(range(1, 1_201))
        assert max(len(read) for read in drawer.reads) == 500

    def test_whoever_asks_while_many_rows_are_fetched_does_not_wait_for_all_of_them(self) -> None:
        drawer, slow = Drawer.of(1_200), SlowTasks(AN_OPEN_LEDGER)
        model, answers = window_on(drawer, slow), list[str]()
        model.ask("")
        slow.answer()
        model.fetch(range(1_200), lambda rows: answers.append(f"{len(rows)} rows"))
        slow.read(model, lambda _session: "somebody's question", answers.append)
        slow.answer()
        assert answers == ["somebody's question", "1200 rows"]

    def test_nothing_chosen_is_nothing_fetched(self) -> None:
        drawer, found = Drawer.of(3), list[tuple[Card, ...]]()
        window_on(drawer).fetch([], found.append)
        assert (found, drawer.reads) == ([()], [])


class TestOnAThread:
    def test_qts_own_tester_finds_nothing_while_answers_come(self, threads: ThreadedTasks, qtbot: QtBot) -> None:
        drawer = Drawer.of(300)
        model = window_on(drawer, threads)
        tester = watched(model)
        for query in ("", "2", ""):
            with qtbot.waitSignal(model.loaded):
                model.ask(query)
        qtbot.waitUntil(lambda: name(model, 0) == "Khách 1")
        assert tester.model() is model

    def test_a_placeholder_stands_until_the_rows_come(self, threads: ThreadedTasks, qtbot: QtBot) -> None:
        model = window_on(Drawer.of(300), threads)
        with qtbot.waitSignal(model.loaded):
            model.ask("")
        assert name(model, 70) == COMING
        with qtbot.waitSignal(model.dataChanged) as came:
            pass
        first, last = came.args[:2]
        assert (first.row(), last.row()) == (PAGE, 2 * PAGE - 1)
        assert name(model, 70) == "Khách 71"

    def test_old_rows_stand_until_the_new_answer_comes(self, threads: ThreadedTasks, qtbot: QtBot) -> None:
        model = window_on(Drawer.of(300), threads)
        with qtbot.waitSignal(model.loaded):
            model.ask("")
        model.ask("Khách 300")
        assert (model.rowCount(), model.is_asking) == (300, True)
        qtbot.waitUntil(lambda: not model.is_asking)
        assert model.rowCount() == 1

    def test_of_many_questions_only_the_last_is_answered(self, threads: ThreadedTasks, qtbot: QtBot) -> None:
        model, counts = window_on(Drawer.of(300), threads), list[int]()
        model.loaded.connect(counts.append)
        for query in ("K", "Kh", "Khách 30", "Khách 300"):
            model.ask(query)
        qtbot.waitUntil(lambda: not model.is_asking)
        assert counts == [1]

    def test_rows_of_an_older_list_that_come_late_are_not_shown_in_the_new_one(
        self, threads: ThreadedTasks, qtbot: QtBot
    ) -> None:
        model = window_on(Drawer.of(300), threads)
        with qtbot.waitSignal(model.loaded):
            model.ask("")
        model.ask("Khách 30")
        assert name(model, 0) == COMING  # sends for the first rows of the old list, behind the new question
        qtbot.waitUntil(lambda: name(model, 0) != COMING)
        qtbot.waitUntil(lambda: not model.is_asking)
        assert name(model, 0) in (COMING, "Khách 30")
        qtbot.waitUntil(lambda: name(model, 0) == "Khách 30")

    def test_pulling_the_scroll_bar_down_a_long_list_reads_only_where_it_stops(
        self, threads: ThreadedTasks, qtbot: QtBot
    ) -> None:
        drawer = Drawer.of(100_000)
        model = window_on(drawer, threads)
        with qtbot.waitSignal(model.loaded):
            model.ask("")
        for row in range(0, 100_000, 500):
            name(model, row)
        qtbot.waitUntil(lambda: name(model, 99_500) == "Khách 99501")
        assert len(drawer.reads) < 3 * IN_FLIGHT

    def test_it_says_while_something_is_on_its_way(self, threads: ThreadedTasks, qtbot: QtBot) -> None:
        model, told = window_on(Drawer.of(3), threads), list[bool]()
        model.busy_changed.connect(told.append)
        model.ask("")
        assert told == [True]
        qtbot.waitUntil(lambda: told == [True, False])


@pytest.mark.usefixtures("qapp")
def test_a_short_list_is_a_proper_model_too() -> None:
    model = RecordModel(card_columns())
    tester, counts, found = watched(model), list[int](), list[tuple[Card, ...]]()
    model.loaded.connect(counts.append)
    for count in (3, 0, 7):
        model.show(Drawer.of(count).cards.values())
    model.fetch([6, 0], found.append)
    assert counts == [3, 0, 7]
    assert [one.id for one in found[0]] == [7, 1]
    assert model.rows_with({3}) == [2]
    assert model.row_at(QModelIndex()) is None
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert tester.model() is model
