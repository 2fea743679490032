"""The screen locks by itself: after idle minutes, and at once when the computer slept."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.session_lock import Clocks, IdleLock, system_idle

STEP = 5.0  # seconds between two looks


@dataclass(slots=True)
class Room:
    """Clocks that are moved by hand, and a lock that looks at them."""

    now: float = 1000.0
    ahead: float = 0.0  # how far the clock on the wall is ahead
    idle: float | None = None

    def clocks(self) -> Clocks:
        return Clocks(lambda: self.now, lambda: self.now + self.ahead, lambda: self.idle)

    def pass_time(self, lock: IdleLock, seconds: float) -> None:
        for _ in range(round(seconds / STEP)):
            self.now += STEP
            if lock.is_watching:
                lock.look()


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def lock(qtbot: QtBot, room: Room) -> IdleLock:  # noqa: ARG001 (an application has to be there)
    return IdleLock(15, None, room.clocks())


@pytest.fixture
def locked(lock: IdleLock) -> list[str]:
    told: list[str] = []
    lock.locked.connect(lambda: told.append("locked"))
    return told


def test_it_locks_after_the_minutes_and_only_once(room: Room, lock: IdleLock, locked: list[str]) -> None:
    room.pass_time(lock, 14 * 60)
    assert locked == []
    room.pass_time(lock, 60)
    assert locked == ["locked"]
    room.pass_time(lock, 60 * 60)
    assert locked == ["locked"]


def test_a_key_begins_the_count_anew(room: Room, lock: IdleLock, locked: list[str], qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room.pass_time(lock, 14 * 60)
    QTest.keyClick(window, Qt.Key.Key_A)
    room.pass_time(lock, 14 * 60)
    assert locked == []
    room.pass_time(lock, 60)
    assert locked == ["locked"]


def test_what_the_program_does_itself_is_no_sign_of_anybody(
    room: Room, lock: IdleLock, locked: list[str], qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room.pass_time(lock, 14 * 60)
    typed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(window, typed)
    room.pass_time(lock, 60)
    assert locked == ["locked"]


def test_work_in_another_program_keeps_the_ledger_open(room: Room, lock: IdleLock, locked: list[str]) -> None:
    room.idle = 3.0
    room.pass_time(lock, 30 * 60)
    assert locked == []
    room.idle = 15 * 60.0
    room.pass_time(lock, STEP)
    assert locked == ["locked"]


@pytest.mark.parametrize("steady_runs_on", [True, False], ids=["through sleep", "not while asleep"])
def test_a_computer_that_slept_is_locked_at_once(
    room: Room, lock: IdleLock, locked: list[str], *, steady_runs_on: bool
) -> None:
    room.idle = 0.0
    if steady_runs_on:
        room.now += 3600
    else:
        room.ahead += 3600
    lock.look()
    assert locked == ["locked"]


def test_the_first_key_after_a_sleep_does_not_come_before_the_lock(
    room: Room, lock: IdleLock, locked: list[str], qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room.now += 3600
    QTest.keyClick(window, Qt.Key.Key_A)
    assert locked == ["locked"]
    assert not lock.is_watching


def test_a_clock_set_back_locks_nobody_out(room: Room, lock: IdleLock, locked: list[str]) -> None:
    room.ahead -= 3600
    lock.look()
    assert locked == []


def test_the_minutes_can_be_changed_and_the_lock_stopped(room: Room, lock: IdleLock, locked: list[str]) -> None:
    lock.set_minutes(1)
    lock.stop()
    room.pass_time(lock, 60 * 60)
    assert locked == []
    lock.set_minutes(1)  # somebody signed in again
    room.pass_time(lock, 55)
    assert locked == []
    room.pass_time(lock, STEP)
    assert locked == ["locked"]


def test_the_computers_own_answer_is_seconds_or_nothing() -> None:
    idle = system_idle()
    assert idle is None or idle >= 0


def test_its_key_locks_over_a_dialog_too_and_writes_nothing(qtbot: QtBot, lock: IdleLock, locked: list[str]) -> None:
    dialog, line = QDialog(), QLineEdit()
    box = QVBoxLayout(dialog)
    box.addWidget(line)
    qtbot.addWidget(dialog)
    dialog.open()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_L)
    QApplication.processEvents()
    assert (locked, line.text()) == ([], "l")
    QTest.keyClick(line, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: locked == ["locked"])
    assert line.text() == "l"
    assert not lock.is_watching
