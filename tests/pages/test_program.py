"""The program as a whole: opened, dressed, locked, opened again, and told what went wrong."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from ledger.domain.errors import NotFound
from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ledger.services import customer_list
from ledger.services.session import Session
from support.program import (
    DEMO_PASSPHRASES,
    Look,
    Running,
    at_its_door,
    copied,
    make_demo,
    presses,
    remember_ledger,
    settle,
    start_program,
    texts_in_view,
    types,
)
from support.shown_texts import shown_texts
from ui.app import Demo
from ui.dialogs.find_anything import FindDialog
from ui.pages.first_run import FirstRunPage
from ui.pages.unlock import UnlockPage
from ui.places import PageId, Target
from ui.settings import GEOMETRY, LANGUAGE, SCHEME
from ui.tasks import ThreadedTasks
from ui.theme import Scheme
from ui.widgets.clipboard import copy_private

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LOOK = Look(Language.VI, Scheme.LIGHT)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return make_demo(tmp_path_factory.mktemp("demo"), 12)


@pytest.fixture
def own(demo: Demo, tmp_path: Path) -> Demo:
    """A ledger for one test."""
    return copied(demo, tmp_path / "copy")


@pytest.fixture
def home(own: Demo) -> Path:
    """The computer it lies on."""
    return own.folder.parent


@pytest.fixture
def running(own: Demo, qapp: QApplication) -> Iterator[Running]:  # noqa: ARG001 (brings Qt)
    """The program at its door."""
    yield from at_its_door(own, LOOK)


def in_view(running: Running, kind: type[QWidget]) -> QWidget | None:
    return next((one for one in running.program.window.findChildren(kind) if one.isVisible()), None)


def unlock(running: Running, role: Role = Role.MANAGER) -> None:
    page = running.program.window
    line = next(one for one in page.findChildren(QLineEdit) if one.isVisible() and one.hasFocus())
    types(line, DEMO_PASSPHRASES[role])
    presses(line, Qt.Key.Key_Return)


def page_of(running: Running) -> PageId | None:
    shown = running.workspace.page
    return shown.page if shown is not None else None


# --- in and out ---------------------------------------------------------------------------------


def test_a_passphrase_leads_in_and_control_l_out_again(running: Running) -> None:
    assert in_view(running, UnlockPage)
    unlock(running)
    assert page_of(running) is PageId.TODAY
    presses(running.program.window, Qt.Key.Key_L, CONTROL)
    assert in_view(running, UnlockPage)
    assert running.program.window.workspace is None
    unlock(running)
    assert page_of(running) is PageId.TODAY


@pytest.mark.usefixtures("qapp")
def test_without_a_ledger_the_wizard_begins(tmp_path: Path) -> None:
    one = start_program(tmp_path, LOOK)
    one.program.start()
    settle()
    assert in_view(one, FirstRunPage)
    one.end()


def test_a_lock_closes_the_file_so_that_another_window_may_open_it(running: Running, own: Demo) -> None:
    from ledger.services.session import open_ledger

    unlock(running)
    running.program.lock()
    place = running.program.door.place_of(own.folder)
    with open_ledger(place, own.names[Role.STAFF], DEMO_PASSPHRASES[Role.STAFF], running.program.door.clock) as again:
        assert again.member.name == own.names[Role.STAFF]


# --- nothing personal after a lock ----------------------------------------------------------------


def people(running: Running) -> set[str]:
    """The names of everybody in the ledger."""
    found = list[str]()

    def read(session: Session) -> None:
        query = customer_list.CustomerQuery()
        rows = customer_list.rows(session, customer_list.ids(session, query))
        found.extend(one.name for one in rows if one.name)

    assert running.program.desk is not None
    running.program.desk.tasks.read(running.workspace, read, lambda _done: None)
    return set(found)


def everything_said() -> str:
    """What any visible window of the program shows or says."""
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    said = set[str]().union(*(shown_texts(one) for one in windows), *({one.windowTitle()} for one in windows))
    return "\n".join(said)


def open_everything(running: Running, name: str) -> None:
    """A customer's card with the palette over it, a tooltip, a list that dropped down, and a copied number."""
    running.workspace.go(Target(PageId.CUSTOMERS, "KH-00001"))
    presses(running.program.window, Qt.Key.Key_K, CONTROL)
    palette = next(one for one in QApplication.topLevelWidgets() if isinstance(one, FindDialog) and one.isVisible())
    line = palette.findChildren(QLineEdit)[0]
    types(line, name)
    palette.search()
    QToolTip.showText(QPoint(10, 10), name)
    box = QComboBox(running.workspace)
    box.addItem(name)
    box.show()
    box.showPopup()
    copy_private("0911647979")
    running.messages.toasts.clear()
    settle()


def test_a_lock_leaves_nothing_personal_in_view(running: Running) -> None:
    unlock(running)
    names = people(running)
    assert names
    open_everything(running, min(names))
    assert min(names) in everything_said()
    running.program.lock()
    shown = "\n".join(texts_in_view())  # at once, while nothing is cleared away yet
    assert [name for name in names if name in shown] == []
    settle()
    said = everything_said()
    assert [name for name in names if name in said] == []
    assert "KH-00001" not in said
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)] == []
    assert QApplication.clipboard().text() == ""
    assert running.program.window.windowTitle() == "Sổ Kín"


def test_a_lock_covers_first_and_drops_the_keys_afterwards(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    unlock(running)
    running.workspace.go(Target(PageId.CUSTOMERS))
    settle()
    names, seen = people(running), list[str]()
    tasks = running.program.door.tasks
    close = tasks.close_ledger

    def look_then_close(last: Callable[[Session], object] | None = None) -> None:
        seen.append("\n".join(texts_in_view()))
        close(last)

    monkeypatch.setattr(tasks, "close_ledger", look_then_close)
    running.program.lock()
    assert seen
    assert [name for name in names if name in seen[0]] == []


def test_nothing_asked_before_a_lock_is_answered_after_it(own: Demo, home: Path, qtbot: QtBot) -> None:
    one = start_program(home, LOOK, make_tasks=ThreadedTasks)
    one.program.demo = None
    remember_ledger(one, own.folder, own.names[Role.MANAGER])
    one.program.start()
    one.program.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    unlock(one)
    qtbot.waitUntil(lambda: one.program.window.workspace is not None)
    answered = list[object]()
    one.program.door.tasks.read(one.program, lambda session: session.member.name, answered.append)
    one.program.lock()
    qtbot.waitUntil(lambda: in_view(one, UnlockPage) is not None)
    one.program.door.tasks.compute(one.program, lambda: "later", answered.append)
    qtbot.waitUntil(lambda: "later" in answered)
    assert answered == ["later"]
    one.end()


# --- how it looks ---------------------------------------------------------------------------------


def test_another_language_keeps_the_page(running: Running) -> None:
    unlock(running)
    running.workspace.go(Target(PageId.POLICY))
    settle()
    assert "Chính sách" in texts_in_view() | {one.text() for one in running.workspace.findChildren(QPushButton)}
    running.program.door.settings.set(LANGUAGE, "en")
    assert running.program.desk is not None
    running.program.desk.dress()
    settle()
    assert page_of(running) is PageId.POLICY
    assert "Policy" in {one.text() for one in running.workspace.findChildren(QPushButton)}


def test_a_key_makes_it_dark_and_keeps_the_page(running: Running) -> None:
    unlock(running)
    running.workspace.go(Target(PageId.SETTINGS))
    before = running.program.window.grab().toImage().pixelColor(640, 20).lightness()
    presses(running.program.window, Qt.Key.Key_L, CONTROL | SHIFT)
    after = running.program.window.grab().toImage().pixelColor(640, 20).lightness()
    assert after < before
    assert page_of(running) is PageId.SETTINGS
    assert running.program.door.settings.get(SCHEME) == Scheme.DARK.value


def test_the_door_changes_its_language_too(running: Running) -> None:
    english = next(
        one for one in running.program.window.findChildren(QPushButton) if one.isVisible() and one.text() == "English"
    )
    english.click()
    settle()
    assert "Open the ledger" in texts_in_view()


def test_the_title_names_the_shop_and_nobody_else(running: Running) -> None:
    unlock(running)
    assert running.program.window.windowTitle() == "Tiệm Vườn Chanh – Sổ Kín"


# --- the demo -------------------------------------------------------------------------------------


def sign_in_as(running: Running) -> QPushButton:
    words = {"Đổi sang nhân viên", "Đổi sang quản lý"}
    return next(one for one in running.workspace.findChildren(QPushButton) if one.text() in words)


def test_in_the_demo_one_may_be_staff_and_manager_again(running: Running, own: Demo) -> None:
    running.program.start(own)
    settle()
    roles = list[Role]()
    for _ in range(3):
        assert running.program.desk is not None
        roles.append(running.program.desk.who.member.role)
        sign_in_as(running).click()
        settle()
    assert roles == [Role.MANAGER, Role.STAFF, Role.MANAGER]


def test_a_real_ledger_offers_no_other_member(running: Running) -> None:
    unlock(running)
    words = {one.text() for one in running.workspace.findChildren(QPushButton)}
    assert not words & {"Đổi sang nhân viên", "Đổi sang quản lý"}


# --- what went wrong ------------------------------------------------------------------------------


@pytest.fixture
def lenient(own: Demo, qapp: QApplication) -> Iterator[Running]:  # noqa: ARG001 (brings Qt)
    """The program as it runs in a shop: what nobody expected is told, not raised."""
    for one in at_its_door(own, LOOK, is_strict=False):
        unlock(one)
        yield one


def test_a_fault_is_one_line_without_values(
    lenient: Running, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_session: Session) -> None:
        raise ValueError("0911 647 979 Nguyễn Văn Đức")

    with caplog.at_level(logging.DEBUG):
        lenient.program.door.tasks.read(lenient.workspace, fail, lambda _done: None)
    settle()
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert told[0].startswith("sokin: ValueError at test_program.py:")
    assert "0911" not in told[0] + caplog.text
    assert lenient.program.door.wording.text("errors.ledger_error") in texts_in_view()


def test_an_error_of_the_ledger_nobody_handles_is_said_in_words(
    lenient: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_session: Session) -> None:
        raise NotFound(kind="customer", code="KH-99999")

    lenient.program.door.tasks.read(lenient.workspace, fail, lambda _done: None)
    settle()
    assert capsys.readouterr().err == ""
    assert any("KH-99999" in one for one in texts_in_view())


# --- the end --------------------------------------------------------------------------------------


def test_the_window_comes_back_where_it_was(running: Running, home: Path) -> None:
    running.program.window.resize(1024, 700)  # the screen of the tests is small
    running.program.window.close()
    settle()
    assert not running.program.door.settings.get(GEOMETRY).isEmpty()
    again = start_program(home)
    assert (again.program.window.width(), again.program.window.height()) == (1024, 700)
    again.end()


def test_a_window_with_something_unsaved_stays(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    unlock(running)
    page = running.workspace.page
    assert page is not None
    monkeypatch.setattr(page, "may_leave", lambda: False)
    running.program.window.close()
    assert running.program.window.isVisible()
    monkeypatch.setattr(page, "may_leave", lambda: True)
    running.program.window.close()
    assert not running.program.window.isVisible()
