"""Is there a screen? Asked before Qt is started, because Qt ends the process where there is none."""

import ctypes
import os
import socket
import sys
from importlib.util import find_spec
from pathlib import Path

_UNSEEN = frozenset({"offscreen", "minimal", "vnc", "linuxfb"})


def has_display() -> bool:
    """Return whether a window could be seen here. Raises ``LibraryMissing``."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _UNSEEN:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    for where, plugin in ((_x_server(), "xcb"), (_wayland(), "wayland")):
        if where is not None and _answers(where):
            _load(plugin)
            return True
    return False


class LibraryMissing(Exception):
    """There is a screen, but Qt's way to it lacks a library; its name is the only argument."""


def _x_server() -> str | tuple[str, int] | None:
    host, _, number = os.environ.get("DISPLAY", "").rpartition(":")
    screen = number.partition(".")[0]
    if not screen.isdecimal():
        return None
    return (host, 6000 + int(screen)) if host and host != "unix" else f"/tmp/.X11-unix/X{screen}"  # noqa: S108 (where X has it)


def _wayland() -> str | None:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return str(Path(os.environ.get("XDG_RUNTIME_DIR", "/run")) / name) if name else None


def _answers(where: str | tuple[str, int]) -> bool:
    family = socket.AF_UNIX if isinstance(where, str) else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as server:
        server.settimeout(2)
        try:
            server.connect(where)
        except OSError:
            # An X server may listen only under an abstract name.
            return isinstance(where, str) and _answers_abstract(where)
    return True


def _answers_abstract(where: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        try:
            server.connect("\0" + where)
        except OSError:
            return False
    return True


def _load(plugin: str) -> None:
    # A library missing beside Qt's plugin (libxcb-cursor is the usual one) would end the process without a word.
    found = find_spec("PySide6")
    places = list(found.submodule_search_locations or ()) if found is not None else []
    names = [name for place in places for name in Path(place, "Qt", "plugins", "platforms").glob(f"libq{plugin}*.so")]
    try:
        for name in sorted(names):
            ctypes.CDLL(str(name))
    except OSError as missing:
        raise LibraryMissing(str(missing).partition(":")[0]) from None
