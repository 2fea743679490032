"""Every page and dialog by keyboard, by ear, in Vietnamese, and with room for its words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ledger.domain.staff import Role
from ledger.domain.wording import Language
from support import access
from support.program import Look, Running, copied, make_demo, settle, start_program
from support.pseudo import pseudo_language
from ui.app import Demo
from ui.places import PageId, Target
from ui.theme import Scheme

SMALL, LARGE = (1280, 720), (1920, 1080)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return make_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def running(demo: Demo, tmp_path: Path, qapp: QApplication) -> Iterator[Running]:
    """The program on a copy of its own; afterwards nothing has flashed up beside its window."""
    own = copied(demo, tmp_path / "copy")
    one = start_program(own.folder.parent, Look(Language.VI, Scheme.LIGHT))
    watch = access.WindowWatch(qapp)
    one.program.window.show()
    one.program.demo = own
    yield one
    one.end()
    watch.deleteLater()
    expect_none(watch.strays)


def sit_down(running: Running, role: Role, size: tuple[int, int] = SMALL) -> None:
    running.program.sign_in_to_demo(role)
    running.program.window.resize(*size)
    running.program.window.activateWindow()
    settle()


def show(running: Running, page: PageId) -> QWidget:
    running.workspace.go(Target(page))
    settle()
    shown = running.workspace.page
    assert shown is not None
    _lie_still(shown)
    return shown


def _lie_still(shown: QWidget) -> None:
    """Let everything find its place: what wraps asks for its height again when it knows its width."""
    for _ in range(20):
        before = [one.geometry() for one in shown.findChildren(QWidget)]
        settle()
        if before == [one.geometry() for one in shown.findChildren(QWidget)]:
            return


def expect_none(faults: list[str]) -> None:
    assert not faults, "\n" + "\n".join(dict.fromkeys(faults))


def faults_of(window: QWidget) -> list[str]:
    """Everything wrong with a window that does not depend on its size."""
    return [
        *(f"no name: {one}" for one in access.nameless(window)),
        *(f"no tooltip: {one}" for one in access.silent_icons(window)),
        *(f"Tab key: {one}" for one in access.tab_faults(window)),
        *(f"focus not seen: {one}" for one in access.unseen_focus(window)),
        *(f"English: {one}" for one in access.english_left(window)),
        *(f"markup: {one}" for one in access.markup(window)),
    ]


# --- pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("page", list(PageId))
def test_a_page_is_there_for_everybody(running: Running, page: PageId, role: Role) -> None:
    sit_down(running, role)
    if role is Role.STAFF and page is PageId.AUDIT:
        pytest.skip("staff have no such page")
    show(running, page)
    expect_none(faults_of(running.program.window))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["1280x720", "1920x1080"])
@pytest.mark.parametrize("page", list(PageId))
def test_no_word_of_a_page_is_cut(running: Running, page: PageId, language: Language, size: tuple[int, int]) -> None:
    running.program._use_language(language.value)
    sit_down(running, Role.MANAGER, size)
    show(running, page)
    expect_none(access.clipped(running.program.window))


@pytest.mark.parametrize("page", list(PageId))
def test_no_word_is_cut_in_a_language_of_long_and_tall_words(
    running: Running, page: PageId, qapp: QApplication
) -> None:
    with pseudo_language(qapp):
        sit_down(running, Role.MANAGER, LARGE)
        show(running, page)
        expect_none(access.clipped(running.program.window))


# --- dialogs ------------------------------------------------------------------------------------


def open_dialogs() -> list[QDialog]:
    above = QApplication.topLevelWidgets()
    return [one for one in above if isinstance(one, QDialog) and one.isVisible()]


def put_away() -> None:
    for one in open_dialogs():
        one.hide()
        one.deleteLater()
    settle()


def ways_in(page: QWidget) -> list[tuple[str, QAbstractButton]]:
    """Every button of a page that may open something, by its words."""
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    plain = [one for one in buttons if not (isinstance(one, QPushButton | QToolButton) and one.menu())]
    return [(one.text() or one.accessibleName(), one) for one in plain]


def press_everything(running: Running, page: PageId) -> Iterator[tuple[str, QDialog]]:
    """Press every button of a page once, and give each dialog that opens; then be back on the page."""
    pressed = set[str]()
    while True:
        found = next(((words, one) for words, one in ways_in(show(running, page)) if words not in pressed), None)
        if found is None:
            return
        pressed.add(found[0])
        found[1].click()
        settle()
        for dialog in open_dialogs():
            yield found[0], dialog
        put_away()
        if not shiboken6.isValid(running.workspace):
            return


def names_in(running: Running) -> frozenset[str]:
    """Everybody the ledger knows by name: customers, members, partners."""
    every = "SELECT name FROM customer UNION SELECT name FROM staff UNION SELECT name FROM recipient"
    found = list[str]()
    tasks = running.program.door.tasks
    tasks.read(running.program, lambda session: [row[0] for row in session.db.execute(every) if row[0]], found.extend)
    assert found
    return frozenset(found)


@pytest.fixture
def popups_closed(qtbot: QtBot) -> Iterator[None]:  # noqa: ARG001 (brings Qt)
    """Menus have loops of their own: somebody has to close them."""

    def close() -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    timer = QTimer(interval=50)
    timer.timeout.connect(close)
    timer.start()
    yield
    timer.stop()


@pytest.mark.usefixtures("popups_closed")
@pytest.mark.parametrize("page", list(PageId))
def test_a_dialog_is_there_for_everybody(running: Running, page: PageId) -> None:
    sit_down(running, Role.MANAGER)
    names = names_in(running)
    faults = [
        f"{type(dialog).__name__} behind “{words}”: {fault}"
        for words, dialog in press_everything(running, page)
        for fault in (*faults_of(dialog), *access.clipped(dialog), *access.named_in_title(dialog, names))
    ]
    expect_none(faults)


# --- the finders find -----------------------------------------------------------------------------


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(300, 200)
    return made


def put(room: QWidget, *widgets: QWidget) -> None:
    for one in widgets:
        layout = room.layout()
        assert layout is not None
        layout.addWidget(one)
    room.show()
    room.activateWindow()
    settle()


def test_an_editor_without_a_name_is_found(room: QWidget) -> None:
    named, bare = QLineEdit(), QLineEdit()
    named.setAccessibleName("Tên")
    put(room, named, bare)
    assert len(access.nameless(room)) == 1


def test_a_silent_icon_is_found(room: QWidget) -> None:
    icon = QPixmap(16, 16)
    silent, telling = QToolButton(), QToolButton()
    for one in (silent, telling):
        icon.fill()
        one.setIcon(QIcon(icon))
    telling.setToolTip("Xoá")
    put(room, silent, telling)
    assert len(access.silent_icons(room)) == 1


class Trap(QLineEdit):
    """Keeps the Tab key to itself."""

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: N802 (Qt overrides it by this name)
        return True


def test_a_trap_for_the_tab_key_is_found(room: QWidget) -> None:
    put(room, QLineEdit(), Trap(), QLineEdit())
    assert any("not reached" in one for one in access.tab_faults(room))


def test_a_whole_round_is_no_fault(room: QWidget) -> None:
    put(room, QLineEdit(), QPushButton("Lưu"), QLineEdit())
    assert access.tab_faults(room) == []


def test_focus_that_is_not_drawn_is_found(room: QWidget) -> None:
    drawn, flat = QLineEdit(), QLineEdit()
    drawn.setStyleSheet("QLineEdit:focus { border: 2px solid red; }")
    flat.setStyleSheet("QLineEdit { border: 1px solid grey; padding: 8px; }")
    flat.setAccessibleName("flat")
    put(room, drawn, flat)
    assert access.unseen_focus(room) == ["QLineEdit “flat”"]


def test_english_and_markup_are_found(room: QWidget) -> None:
    label = QLabel("Read again")
    put(room, label, QLabel("Đọc lại"))
    assert access.english_left(room) == ["Read again"]
    assert len(access.markup(room)) == 2


def test_a_cut_word_is_found(room: QWidget) -> None:
    narrow, wrapped, good = QLabel("Một câu dài hơn chỗ của nó"), QLabel("Hai ba bốn năm sáu bảy tám"), QLabel("Vừa")
    narrow.setFixedWidth(40)
    wrapped.setWordWrap(True)
    wrapped.setFixedSize(60, 16)
    put(room, narrow, wrapped, good)
    assert {one.split("”")[0] for one in access.clipped(room)} == {
        "QLabel “Một câu dài hơn chỗ của nó", "QLabel “Hai ba bốn năm sáu bảy tám",
    }  # fmt: skip


def test_what_reaches_out_of_its_room_is_found(room: QWidget) -> None:
    box = QWidget()
    inside = QHBoxLayout(box)
    inside.addWidget(QLabel("Ở trong"))
    out = QLabel("Ở ngoài", box)
    put(room, box)
    out.resize(out.sizeHint())
    out.move(box.width() - 5, 0)
    out.show()
    assert any("reaches out" in one for one in access.clipped(room))


def test_a_window_that_is_none_is_found(qapp: QApplication, qtbot: QtBot) -> None:
    watch = access.WindowWatch(qapp)
    lost = QLabel("Lạc")
    qtbot.addWidget(lost)
    lost.setVisible(True)
    assert watch.strays == ["QLabel “Lạc”"]
    watch.deleteLater()


def test_a_title_that_names_somebody_is_found(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.setWindowTitle("Letter to Bình Minh")
    assert access.named_in_title(dialog, {"Bình Minh", "An Khang"}) == [
        "the title names somebody: “Letter to Bình Minh”"
    ]
    assert access.named_in_title(dialog, {"An Khang"}) == []
