"""What the computer says before nobody sits at it: heard on every system, and missed without harm where it is silent.

The systems are played: nothing here ran on a real Windows or macOS.
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from ui.system_events import BusSignals, Listener, MacNotices, SystemEvents, WindowsMessages, _Message, listeners_here

SESSION, POWER = 0x02B1, 0x0218


class Played:
    """A way of the system that does as it is told."""

    def __init__(self, *, is_here: bool = True, fails: bool = False) -> None:
        self.is_here, self.fails, self.is_heard = is_here, fails, False
        self.left: Callable[[], None] = lambda: None

    def start(self, left: Callable[[], None], window: int) -> bool:  # noqa: ARG002 (as the program calls it)
        if self.fails:
            raise OSError("no such library")
        self.left, self.is_heard = left, self.is_here
        return self.is_here

    def stop(self) -> None:
        self.is_heard = False
        if self.fails:
            raise OSError("gone")


def heard(*ways: Listener) -> tuple[SystemEvents, list[str], int]:
    events, told = SystemEvents(ways), list[str]()
    events.left.connect(lambda: told.append("left"))
    return events, told, events.start(7)


@pytest.mark.logs
def test_every_way_leads_to_one_signal_and_a_missing_one_to_none() -> None:
    good, silent, broken = Played(), Played(is_here=False), Played(fails=True)
    events, told, count = heard(good, silent, broken)
    assert count == 1
    good.left()
    assert told == ["left"]
    events.stop()
    assert not good.is_heard


@pytest.mark.logs
def test_ending_badly_is_no_fault() -> None:
    way = Played()
    events, _told, _count = heard(way)
    way.fails = True
    events.stop()
    events.stop()


@pytest.mark.parametrize(
    ("kind", "word", "locks"),
    [
        (SESSION, 7, True),  # the screen is locked
        (SESSION, 8, False),  # and unlocked
        (SESSION, 2, True),  # another user comes
        (SESSION, 4, True),  # a remote desktop goes
        (POWER, 4, True),  # it goes to sleep, by the lid too
        (POWER, 18, True),  # it slept and says so only now
        (POWER, 10, False),  # the battery changed
        (0x0100, 7, False),  # a key
    ],
)
def test_windows_tells_by_messages(qapp: QApplication, kind: int, word: int, locks: bool) -> None:
    assert qapp is not None
    asked = list[tuple[int, bool]]()
    way = WindowsMessages(lambda window, is_wanted: asked.append((window, is_wanted)))
    events, told, count = heard(way)
    message = _Message(7, kind, word, 0)
    assert way.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message)) == (False, 0)  # goes on to others
    assert way.nativeEventFilter(b"xcb_generic_event_t", 1) == (False, 0)  # never read: it is no message of Windows
    events.stop()
    assert (count, told, asked) == (1, ["left"] if locks else [], [(7, True), (7, False)])


class Core:
    """Core Foundation as far as it is asked."""

    def __init__(self) -> None:
        self.names: list[bytes] = []
        self.callbacks: list[Any] = []

    def CFNotificationCenterGetDistributedCenter(self) -> int:  # noqa: N802 (the system's name)
        return 1

    def CFStringCreateWithCString(self, _made: None, name: bytes, _code: int) -> int:  # noqa: N802 (the system's name)
        self.names.append(name)
        return len(self.names)

    def CFNotificationCenterAddObserver(self, *about: Any) -> None:  # noqa: N802 (the system's name)
        self.callbacks.append(about[2])

    def CFNotificationCenterRemoveEveryObserver(self, *_about: Any) -> None:  # noqa: N802 (the system's name)
        self.callbacks.clear()


def test_macos_tells_by_notices() -> None:
    core = Core()
    events, told, count = heard(MacNotices(lambda: core))
    core.callbacks[0](None, None, None, None, None)
    assert (count, told, core.names[0]) == (1, ["left"], b"com.apple.screenIsLocked")
    events.stop()
    assert core.callbacks == []


def test_without_the_library_macos_tells_nothing() -> None:
    assert heard(MacNotices(lambda: None))[1:] == ([], 0)


def test_linux_tells_the_beginning_of_sleep_and_of_a_lock() -> None:
    bus, told = BusSignals(), list[str]()
    bus._left = lambda: told.append("left")
    bus.on_begun(is_begun=False)
    assert told == []
    bus.on_begun(is_begun=True)
    bus.on_locked()
    assert told == ["left", "left"]


@pytest.mark.skipif(sys.platform != "linux", reason="the buses of Linux")
def test_without_a_bus_linux_tells_nothing(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    assert qapp is not None
    for name in ("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.setenv(name, "unix:path=/nowhere/at/all")
    events, told, _count = heard(BusSignals())
    events.stop()
    assert told == []


def test_every_system_has_its_own_way() -> None:
    kinds = {name: [type(one) for one in listeners_here(name)] for name in ("win32", "darwin", "linux")}
    assert kinds == {"win32": [WindowsMessages], "darwin": [MacNotices], "linux": [BusSignals]}
