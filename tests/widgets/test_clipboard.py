"""Personal data on the clipboard: marked as private, gone after its time, and nothing of anybody else is touched."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from ui.widgets.clipboard import PrivateClipboard, clear_private, copy_private

SYSTEMS = {
    "linux": {"x-kde-passwordManagerHint"},
    "win32": {
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    },
    "darwin": {"org.nspasteboard.ConcealedType"},
}


class Later:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 0
        self.waiting: list[tuple[int, Callable[[], None]]] = []

    def __call__(self, milliseconds: int, act: Callable[[], None], owner: QObject) -> None:
        assert isinstance(owner, PrivateClipboard)
        self.waiting.append((self.now + milliseconds, act))

    def pass_seconds(self, seconds: int) -> None:
        self.now += seconds * 1000
        due = [act for at, act in self.waiting if at <= self.now]
        self.waiting = [one for one in self.waiting if one[0] > self.now]
        for act in due:
            act()


@pytest.fixture
def board(qapp: QApplication) -> QClipboard:
    return qapp.clipboard()


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def private(board: QClipboard, later: Later) -> PrivateClipboard:
    board.clear()
    return PrivateClipboard(later)


def test_what_was_copied_is_gone_after_half_a_minute(
    private: PrivateClipboard, board: QClipboard, later: Later
) -> None:
    private.put("0911 647 979")
    later.pass_seconds(29)
    assert board.text() == "0911 647 979"
    later.pass_seconds(1)
    assert board.text() == ""


def test_what_somebody_copied_since_stays(private: PrivateClipboard, board: QClipboard, later: Later) -> None:
    private.put("0911 647 979")
    board.setText("công thức bánh")
    later.pass_seconds(30)
    assert board.text() == "công thức bánh"


def test_a_second_copy_has_its_own_half_minute(private: PrivateClipboard, board: QClipboard, later: Later) -> None:
    private.put("một")
    later.pass_seconds(20)
    private.put("hai")
    later.pass_seconds(10)
    assert board.text() == "hai"
    later.pass_seconds(20)
    assert board.text() == ""


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_is_told_to_keep_it_out_of_its_history(
    private: PrivateClipboard, board: QClipboard, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", system)
    private.put("0911 647 979")
    assert SYSTEMS[system] <= set(board.mimeData().formats())


def test_a_lock_also_takes_what_was_marked_and_copied_in_a_line(
    board: QClipboard, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    board.setText("Nguyễn Thị Ngọc Ánh, 36 Hàng Than")  # as a line's own menu does
    clear_private()
    assert board.text() != "", "another program's text is not ours to take"
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _board: True)  # no screen, so nobody owns anything
    clear_private()
    assert board.text() == ""
    board.setText("0911 647 979")
    qapp.aboutToQuit.emit()
    assert board.text() == ""


def test_a_lock_empties_it_at_once_and_the_end_of_the_program_too(board: QClipboard, qapp: QApplication) -> None:
    copy_private("0911 647 979")
    clear_private()
    assert board.text() == ""
    copy_private("0911 647 979")
    qapp.aboutToQuit.emit()
    assert board.text() == ""
