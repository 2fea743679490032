"""Locks the screen when nobody works: no key, mouse or touch for some minutes, or the computer slept."""

import ctypes
import ctypes.util
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ui.actions import by_id

LONGEST_GAP = 60.0  # seconds the two clocks may drift apart between two looks: more, and the computer slept
LOOK_EVERY = 5.0  # seconds

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


def _windows_idle() -> float | None:
    if sys.platform != "win32":
        return None

    class LastInput(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("at", ctypes.c_uint))

    last = LastInput()
    last.size = ctypes.sizeof(last)
    if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
        return None
    return float((ctypes.windll.kernel32.GetTickCount() - last.at) % 2**32) / 1000


def _macos_idle() -> float | None:
    path = ctypes.util.find_library("ApplicationServices")
    if path is None:
        return None
    try:
        ask = ctypes.CDLL(path).CGEventSourceSecondsSinceLastEventType
    except (OSError, AttributeError):
        return None
    ask.restype, ask.argtypes = ctypes.c_double, (ctypes.c_int32, ctypes.c_uint32)
    return float(ask(_COMBINED_SESSION, _ANY_INPUT))


_COMBINED_SESSION, _ANY_INPUT = 0, 0xFFFFFFFF  # CGEventSource.h


def system_idle() -> float | None:
    """Return the seconds since anything was typed or moved at this computer, or nothing where nobody can tell."""
    if sys.platform == "win32":
        return _windows_idle()
    return _macos_idle() if sys.platform == "darwin" else None


@dataclass(frozen=True, slots=True)
class Clocks:
    """Where the seconds come from: a clock that never jumps, the clock on the wall, and the computer's own idleness.

    The steady clock stands still while the computer sleeps or runs through it, as the system likes; only on the first
    kind do the two drift apart, on the second the steady clock itself jumps between two looks.
    """

    steady: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    system_idle: Callable[[], float | None] = system_idle


class IdleLock(QObject):
    """Says ``locked`` once after ``minutes`` without input, after a sleep, or at the key that locks over a dialog.

    ``set_minutes`` begins anew.
    """

    locked = Signal()

    def __init__(self, minutes: int, parent: QObject | None = None, clocks: Clocks | None = None) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._clocks = clocks or Clocks()
        self._touched = self._looked = self._clocks.steady()
        self._looked_wall = self._clocks.wall()
        self._timer = QTimer(self)
        self._timer.setInterval(round(LOOK_EVERY * 1000))
        self._timer.timeout.connect(self.look)
        self.start()

    @property
    def is_watching(self) -> bool:
        """Whether the lock can still fall."""
        return self._timer.isActive()

    def start(self) -> None:
        """Watch from now on."""
        self._touched = self._looked = self._clocks.steady()
        self._looked_wall = self._clocks.wall()
        app = QCoreApplication.instance()
        if app is not None and not self.is_watching:
            app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """Change how long nobody may work; a lock that was stopped watches again."""
        self._minutes = minutes
        if not self.is_watching:
            self.start()

    def look(self) -> None:
        """Compare the clocks now; the timer does so every few seconds."""
        steady, wall = self._clocks.steady(), self._clocks.wall()
        passed, passed_wall = steady - self._looked, wall - self._looked_wall
        self._looked, self._looked_wall = steady, wall
        if max(passed, passed_wall) > LONGEST_GAP or self._idle(steady) >= self._minutes * 60:
            self._lock()

    def _idle(self, steady: float) -> float:
        own = steady - self._touched
        everywhere = self._clocks.system_idle()
        return own if everywhere is None else min(own, everywhere)

    def _lock(self) -> None:
        self.stop()
        self.locked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at real input; what the program does by itself is no sign of anybody."""
        if event.type() in _INPUT and event.spontaneous():
            now = self._clocks.steady()
            if now - self._looked > LONGEST_GAP:
                self.look()  # the first key after a sleep must not open what the lock was to close
            self._touched = now
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._is_locked_by(event):
            QTimer.singleShot(0, self, self._lock)  # not while the dialog that goes with it reads its key
            return True
        return super().eventFilter(watched, event)

    def _is_locked_by(self, event: QKeyEvent) -> bool:
        """Whether it is the key that locks, pressed in a dialog: the window's own shortcut is out of reach there."""
        if not self.is_watching or QApplication.activeModalWidget() is None:
            return False
        return by_id("lock").is_pressed(event)
