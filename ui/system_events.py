"""What the computer says before nobody sits at it: its screen is locked, another user comes, it goes to sleep.

Every system has its own way of saying so, and any of them may be missing: then the clocks of ``session_lock`` are all
there is. Nothing here ever fails.
"""

import ctypes
import ctypes.util
import logging
import sys
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot

log = logging.getLogger(__name__)
Left = Callable[[], None]


class Listener(Protocol):
    """One way of the system."""

    def start(self, left: Left, window: int) -> bool:
        """Call ``left`` from now on when nobody sits here; ``window`` is its native number. False: not here."""

    def stop(self) -> None:
        """Listen no longer."""


class SystemEvents(QObject):
    """``left`` whenever the computer says that nobody sits at it any more."""

    left = Signal()

    def __init__(self, listeners: Sequence[Listener] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listeners = listeners if listeners is not None else listeners_here()
        self._heard: list[Listener] = []

    def start(self, window: int) -> int:
        """Listen for the rest of the program; return how many ways of this system there are."""
        for one in self._listeners:
            try:
                if one.start(self.left.emit, window):
                    self._heard.append(one)
            except Exception as error:  # noqa: BLE001 (the clocks still lock; a system without this is no fault)
                log.warning("the system tells nothing: %s", type(error).__name__)
        return len(self._heard)

    def stop(self) -> None:
        """Listen no longer."""
        heard, self._heard = self._heard, []
        for one in heard:
            try:
                one.stop()
            except Exception as error:  # noqa: BLE001 (the program ends anyway)
                log.warning("the system listens on: %s", type(error).__name__)


def listeners_here(platform: str = sys.platform) -> tuple[Listener, ...]:
    """Return the ways of this system."""
    if platform == "win32":
        return (WindowsMessages(),)
    return (MacNotices(),) if platform == "darwin" else (BusSignals(),)


# --- Windows: messages to the window ------------------------------------------------------------

_SESSION_CHANGE, _POWER = 0x02B1, 0x0218  # WM_WTSSESSION_CHANGE, WM_POWERBROADCAST
_LEAVING = frozenset(
    {
        (_SESSION_CHANGE, 0x7),  # WTS_SESSION_LOCK
        (_SESSION_CHANGE, 0x2),  # WTS_CONSOLE_DISCONNECT: another user
        (_SESSION_CHANGE, 0x4),  # WTS_REMOTE_DISCONNECT
        (_POWER, 0x4),  # PBT_APMSUSPEND: sleep, also by the lid
        (_POWER, 0x12),  # PBT_APMRESUMEAUTOMATIC: it slept without saying so
    }
)


class _Message(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_void_p),
        ("kind", ctypes.c_uint),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
    )


class WindowsMessages(QAbstractNativeEventFilter):
    """``WTSRegisterSessionNotification`` and the broadcasts about power."""

    def __init__(self, register: Callable[[int, bool], None] | None = None) -> None:
        super().__init__()
        self._register = register or _register_for_sessions
        self._left: Left = lambda: None
        self._window = 0

    def start(self, left: Left, window: int) -> bool:
        """See ``Listener.start``."""
        app = QCoreApplication.instance()
        if app is None:
            return False
        self._left, self._window = left, window
        app.installNativeEventFilter(self)  # power is broadcast to everybody, sessions to who asked
        self._register(window, True)
        return True

    def stop(self) -> None:
        """See ``Listener.stop``."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeNativeEventFilter(self)
        self._register(self._window, False)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Look at a message of the system; it goes on to whoever else wants it."""
        words = kind.data() if isinstance(kind, QByteArray) else kind
        if bytes(words).startswith(b"windows_"):
            read = _Message.from_address(int(message))
            if (read.kind, read.wparam) in _LEAVING:
                self._left()
        return False, 0


def _register_for_sessions(window: int, is_wanted: bool) -> None:
    if sys.platform != "win32":
        return
    library = ctypes.windll.wtsapi32
    if is_wanted:
        library.WTSRegisterSessionNotification(ctypes.c_void_p(window), 0)  # NOTIFY_FOR_THIS_SESSION
    else:
        library.WTSUnRegisterSessionNotification(ctypes.c_void_p(window))


# --- macOS: the distributed notices -------------------------------------------------------------

_MAC_NOTICES = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
_UTF8, _AT_ONCE = 0x08000100, 4  # CFString.h, CFNotificationCenter.h
_Heard = ctypes.CFUNCTYPE(None, *(ctypes.c_void_p,) * 5)


class MacNotices:
    """``CFNotificationCenter``: that the screen was locked; another user and the lid lock it as well."""

    def __init__(self, library: Callable[[], Any] | None = None) -> None:
        self._library = library or _core_foundation
        self._callback: Any = None  # the system keeps no hold of it
        self._core: Any = None

    def start(self, left: Left, window: int) -> bool:  # noqa: ARG002 (needs none)
        """See ``Listener.start``."""
        core = self._library()
        if core is None:
            return False
        self._core, self._callback = core, _Heard(lambda *_told: left())
        centre = core.CFNotificationCenterGetDistributedCenter()
        for name in _MAC_NOTICES:
            words = core.CFStringCreateWithCString(None, name.encode(), _UTF8)
            core.CFNotificationCenterAddObserver(centre, id(self), self._callback, words, None, _AT_ONCE)
        return True

    def stop(self) -> None:
        """See ``Listener.stop``."""
        centre = self._core.CFNotificationCenterGetDistributedCenter()
        self._core.CFNotificationCenterRemoveEveryObserver(centre, id(self))


def _core_foundation() -> Any:
    path = ctypes.util.find_library("CoreFoundation")
    if path is None:
        return None
    core, pointer = ctypes.CDLL(path), ctypes.c_void_p
    core.CFNotificationCenterGetDistributedCenter.restype = pointer
    core.CFStringCreateWithCString.restype = pointer
    core.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_uint32)
    core.CFNotificationCenterAddObserver.argtypes = (pointer, pointer, _Heard, pointer, pointer, ctypes.c_long)
    core.CFNotificationCenterRemoveEveryObserver.argtypes = (pointer, pointer)
    return core


# --- Linux: the buses ---------------------------------------------------------------------------

_LOGIN = "org.freedesktop.login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class BusSignals(QObject):
    """Sleep and lock as the login service tells, and the screen saver of the desktop."""

    def __init__(self) -> None:
        super().__init__()
        self._left: Left = lambda: None
        self._buses: list[tuple[Any, tuple[Any, ...]]] = []

    def start(self, left: Left, window: int) -> bool:  # noqa: ARG002 (needs none)
        """See ``Listener.start``."""
        from PySide6.QtDBus import QDBusConnection

        self._left = left
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        begins, locks = SLOT("on_begun(bool)"), SLOT("on_locked()")
        wanted: list[tuple[Any, tuple[Any, ...]]] = [
            (system, (_LOGIN, "", f"{_LOGIN}.Manager", "PrepareForSleep", self, begins)),
            (system, (_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, locks)),
            *((session, (one, "", one, "ActiveChanged", self, begins)) for one in _SAVERS),
        ]
        self._buses = [(bus, where) for bus, where in wanted if bus.isConnected() and bus.connect(*where)]
        return bool(self._buses)

    def stop(self) -> None:
        """See ``Listener.stop``."""
        for bus, where in self._buses:
            bus.disconnect(*where)

    @Slot(bool)
    def on_begun(self, is_begun: bool) -> None:
        """Lock when sleep or the screen saver begins; its end is nobody's business."""
        if is_begun:
            self._left()

    @Slot()
    def on_locked(self) -> None:
        """Lock with the session."""
        self._left()
