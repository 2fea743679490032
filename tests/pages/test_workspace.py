"""The shell around every page: where one can go, what waits there, and which key does what."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from ledger.domain.purpose import Channel
from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ledger.services import feedback
from ledger.services.today import badges
from support.program import Look, Running, copied, in_front, make_demo, presses, settle, start_program
from ui.actions import by_id
from ui.app import Demo
from ui.dialogs.find_anything import FindDialog
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.places import PageId, Target
from ui.settings import PAGE
from ui.widgets.record_table import RecordTable
from ui.widgets.side_bar import NavButton

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
# The pages that came later go by a letter: nobody has to learn the numbers anew.
_NUMBERED: list[PageId] = [page for page in PageId if page not in {PageId.REQUESTS, PageId.INCIDENTS}]
NUMBERS = dict(zip(_NUMBERED[:8], range(Qt.Key.Key_1, Qt.Key.Key_9), strict=True))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return make_demo(tmp_path_factory.mktemp("demo"), 12)


@pytest.fixture
def running(demo: Demo, tmp_path: Path, qapp: QApplication) -> Iterator[Running]:  # noqa: ARG001 (brings Qt)
    own = copied(demo, tmp_path / "copy")
    yield from in_front(start_program(own.folder.parent, Look(Language.EN)), own)


def ways(running: Running) -> dict[str, NavButton]:
    """The visible buttons of the side bar by what a screen reader says."""
    found = running.workspace.findChildren(NavButton)
    return {one.accessibleName() or one.text(): one for one in found if one.isVisible()}


def page_in_view(running: Running) -> PageId:
    shown = running.workspace.page
    assert shown is not None
    assert shown.isVisible()
    return shown.page


def dialog(kind: type[QWidget]) -> QWidget | None:
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None)


# --- the side bar -------------------------------------------------------------------------------


def test_the_day_begins_on_today(running: Running) -> None:
    assert page_in_view(running) is PageId.TODAY
    assert ways(running)["Today"].isChecked()


def test_a_click_goes_there_and_marks_where_one_is(running: Running) -> None:
    QTest.mouseClick(ways(running)["Policy"], Qt.MouseButton.LeftButton)
    assert page_in_view(running) is PageId.POLICY
    assert [name for name, one in ways(running).items() if one.isChecked()] == ["Policy"]


def test_only_managers_see_the_trail(running: Running) -> None:
    assert "Audit trail" in ways(running)
    running.program.sign_in_to_demo(Role.STAFF)
    settle()
    assert "Audit trail" not in ways(running)
    presses(running.program.window, Qt.Key.Key_8, CONTROL)
    assert page_in_view(running) is not PageId.AUDIT


def test_badges_count_what_waits_and_count_again_after_a_change(running: Running) -> None:
    def told() -> str:
        return next(name for name in ways(running) if name.startswith("Feedback"))

    assert running.program.desk is not None
    tasks, counted = running.program.desk.tasks, list[int]()
    tasks.read(running.workspace, badges, lambda found: counted.append(found.open_feedback))
    assert told() == (f"Feedback: {counted[0]}" if counted[0] else "Feedback")
    said = feedback.FeedbackInput(Channel.ZALO, "Hộp bị móp")
    tasks.write(running.workspace, lambda session: feedback.receive(session, said), lambda _done: None)
    assert told() == f"Feedback: {counted[0] + 1}"


# --- keys ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", list(NUMBERS))
def test_control_and_a_number_go_to_a_page(running: Running, page: PageId) -> None:
    start = PageId.SETTINGS
    running.workspace.go(Target(start))
    presses(running.program.window, Qt.Key(NUMBERS[page]), CONTROL)
    assert page_in_view(running) is page


def test_control_and_comma_go_to_the_settings(running: Running) -> None:
    presses(running.program.window, Qt.Key.Key_Comma, CONTROL)
    assert page_in_view(running) is PageId.SETTINGS


def test_control_k_opens_the_palette_and_escape_closes_it(running: Running) -> None:
    presses(running.program.window, Qt.Key.Key_K, CONTROL)
    palette = dialog(FindDialog)
    assert palette is not None
    presses(palette, Qt.Key.Key_Escape)
    assert dialog(FindDialog) is None


def test_the_search_line_opens_the_palette(running: Running) -> None:
    find = next(one for one in running.workspace.findChildren(QPushButton) if one.accessibleName() == "Find anything")
    find.click()
    assert dialog(FindDialog) is not None


def test_f1_shows_every_key(running: Running) -> None:
    presses(running.program.window, Qt.Key.Key_F1)
    shown = dialog(ShortcutsDialog)
    assert shown is not None
    said = " ".join(one.text() for one in shown.findChildren(QLabel))
    assert by_id("find").words() in said


def test_f5_reads_the_page_again(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    page, read = running.workspace.page, list[bool]()
    assert page is not None
    monkeypatch.setattr(page, "refresh", lambda: read.append(True))
    presses(running.program.window, Qt.Key.Key_F5)
    assert read == [True]


def test_a_new_customer_begins_from_any_page(running: Running) -> None:
    running.workspace.go(Target(PageId.POLICY))
    presses(running.program.window, Qt.Key.Key_C, CONTROL | SHIFT)
    assert page_in_view(running) is PageId.CUSTOMERS
    front = QApplication.activeModalWidget()
    assert front is not None
    assert front.windowTitle()


def test_control_b_makes_a_backup_and_says_so(running: Running) -> None:
    assert running.program.demo is not None
    backups = running.program.demo.folder / "backups"
    before = set(backups.iterdir())
    presses(running.program.window, Qt.Key.Key_B, CONTROL)
    assert len(set(backups.iterdir()) - before) == 1
    assert running.messages.toasts[-1] == "Backed up and verified."


# --- remembering --------------------------------------------------------------------------------


def test_the_page_in_view_is_remembered(running: Running) -> None:
    running.workspace.go(Target(PageId.RECIPIENTS))
    assert running.program.door.settings.get(PAGE) == "recipients"
    running.program.lock()
    settle()
    assert page_in_view(running) is PageId.RECIPIENTS  # a demo signs in again by itself


def test_a_page_nobody_knows_leads_to_today(running: Running) -> None:
    running.program.door.settings.set(PAGE, "nonsense")
    running.program.dress()
    settle()
    assert page_in_view(running) is PageId.TODAY


def test_a_page_with_something_unsaved_is_not_left(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    page = running.workspace.page
    assert page is not None
    monkeypatch.setattr(page, "may_leave", lambda: False)
    QTest.mouseClick(ways(running)["Policy"], Qt.MouseButton.LeftButton)
    assert page_in_view(running) is PageId.TODAY
    assert ways(running)["Today"].isChecked()
    assert not ways(running)["Policy"].isChecked()


@pytest.mark.parametrize(("page", "act"), [(PageId.DISCLOSURES, "report.print"), (PageId.PROMISES, "promises.print")])
def test_one_key_prints_what_the_page_in_view_prints(
    running: Running, page: PageId, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.workspace.go(Target(page))
    settle()
    shown = running.workspace.page
    assert shown is not None
    printed: list[str] = []
    monkeypatch.setattr(shown, "handlers", lambda: {act: lambda: printed.append(act)})
    presses(running.workspace, Qt.Key.Key_R, CONTROL)
    assert printed == [act]


def test_a_key_that_leads_to_a_page_leads_to_its_list(running: Running) -> None:
    presses(running.workspace, Qt.Key.Key_8, CONTROL)
    shown = running.workspace.page
    assert shown is not None
    focused = running.program.window.focusWidget()
    assert isinstance(focused, RecordTable)
    assert shown.isAncestorOf(focused)
    presses(running.workspace, Qt.Key.Key_2, CONTROL)
    assert isinstance(running.program.window.focusWidget(), QLineEdit)
