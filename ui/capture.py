"""Keeping the windows out of pictures and films of the screen, where the system can (``security.md`` 5.6).

Windows and macOS only, and best effort: a photograph shows what a person sees. Whoever shares the screen for help
turns it off on their computer.
"""

import contextlib
import ctypes
import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.settings import CAPTURE, Settings

_EXCLUDE, _INCLUDE = 0x11, 0x00  # Windows: WDA_EXCLUDEFROMCAPTURE (black before Windows 10 2004), WDA_NONE
_NOBODY, _READ_ONLY = 0, 1  # macOS: NSWindowSharingNone, NSWindowSharingReadOnly

Hide = Callable[[int, bool], None]  # a window's id, whether pictures leave it out


def _hide_on_windows(window: int, is_hidden: bool) -> None:
    user: ctypes.CDLL = ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]  # only there on Windows
    user.SetWindowDisplayAffinity(ctypes.c_void_p(window), _EXCLUDE if is_hidden else _INCLUDE)


def _hide_on_macos(window: int, is_hidden: bool) -> None:
    library = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    library.sel_registerName.restype = ctypes.c_void_p
    send = library.objc_msgSend
    send.restype, send.argtypes = ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_void_p]
    found = send(window, library.sel_registerName(b"window"))  # Qt names the view
    if found:
        send.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong]
        send(found, library.sel_registerName(b"setSharingType:"), _NOBODY if is_hidden else _READ_ONLY)


_DOORS: Mapping[str, Hide] = {"win32": _hide_on_windows, "darwin": _hide_on_macos}


def is_possible(platform: str = sys.platform) -> bool:
    """Return whether this system can leave windows out of pictures at all."""
    return platform in _DOORS


class CaptureGuard(QObject):
    """Hides every window of the program from pictures as it appears, while the setting says so."""

    def __init__(self, app: QApplication, settings: Settings, hide: Hide | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._hide = hide or _DOORS.get(sys.platform)
        if self._hide is not None:
            app.installEventFilter(self)

    def apply(self) -> None:
        """Follow the setting in every window that is open."""
        for window in self._app.topLevelWidgets():
            if window.isVisible():
                self._treat(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See windows appear."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._treat(watched)
        return False

    def _treat(self, window: QWidget) -> None:
        if self._hide is not None:
            with contextlib.suppress(OSError, AttributeError, ValueError):
                self._hide(int(window.winId()), bool(self._settings.get(CAPTURE)))


def guard_of(app: QObject) -> CaptureGuard | None:
    """Return the program's one, if the system has such a thing."""
    found = app.findChild(CaptureGuard)
    return found if isinstance(found, CaptureGuard) else None
