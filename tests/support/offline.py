"""No test, and nothing a test starts in its own process, reaches another computer: whatever tries is stopped."""

import sys
from typing import Any

_REACHING = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
_ASKING = ("socket.getaddrinfo", "socket.gethostby", "http.client.", "urllib.", "ftplib.", "smtplib.", "poplib.")


class ReachedOut(BaseException):
    """Something wanted to leave this computer; no ``except Exception`` hides it."""


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_ASKING) or (event in _REACHING and not _stays_here(arguments[1])):
        raise ReachedOut(event)


def _stays_here(address: object) -> bool:
    # A file's name, or a tuple that begins with the host.
    return not isinstance(address, tuple) or address[:1] in {("127.0.0.1",), ("::1",), ("localhost",)}


def stay_offline() -> None:
    """Watch this process from now on; that cannot be taken back."""
    sys.addaudithook(_watch)
