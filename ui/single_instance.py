"""One window per person and computer: a second start brings the first one to the front, and ends."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_RAISE = b"raise"
_WAIT = 1_000  # milliseconds; both ends are on this computer
_LONGEST = 8_192  # bytes of one message


class SingleInstance(QObject):
    """Claims ``key`` for this user. Ask ``is_first`` once; if it says no, ``call_first`` and end.

    ``raised`` follows a second start, with the folder it was to open, or an empty text.
    """

    raised = Signal(str)

    def __init__(self, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name_of(key)
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Return whether nobody else answers to the key; this one answers from now on."""
        if self._server is not None:
            return True
        if self._reach() is not None:
            return False
        QLocalServer.removeServer(self._name)  # nobody answered: what lies there was left by a crash
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            return self._reach() is None  # two starts at once: whoever listens was first; if nobody can, all may
        server.newConnection.connect(self._on_called)
        self._server = server
        return True

    def call_first(self, folder: Path | None = None) -> bool:
        """Bring the first window to the front; return whether it was reached."""
        socket = self._reach()
        if socket is None:
            return False
        words = b"" if folder is None else str(folder).encode("utf-8", "surrogateescape")
        socket.write(_RAISE + b" " + words + b"\n")
        is_sent = socket.waitForBytesWritten(_WAIT)
        socket.disconnectFromServer()
        return is_sent

    def close(self) -> None:
        """Answer no longer."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _reach(self) -> QLocalSocket | None:
        socket = QLocalSocket(self)
        socket.connectToServer(self._name)
        if socket.waitForConnected(_WAIT):
            return socket
        socket.deleteLater()
        return None

    def _on_called(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            self._listen_to(self._server.nextPendingConnection())

    def _listen_to(self, socket: QLocalSocket) -> None:
        heard = bytearray()

        def take() -> None:
            heard.extend(socket.readAll().data())
            if b"\n" in heard or len(heard) > _LONGEST:
                self._answer(bytes(heard[:_LONGEST]).partition(b"\n")[0])
                heard.clear()

        socket.readyRead.connect(take)
        socket.disconnected.connect(socket.deleteLater)
        take()  # it may have been sent before anybody listened

    def _answer(self, message: bytes) -> None:
        verb, _, folder = message.partition(b" ")
        if verb == _RAISE:
            self.raised.emit(folder.decode("utf-8", "surrogateescape"))


def _name_of(key: str) -> str:
    """Return a short name that tells nothing: the same for the same user, another for everybody else."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    told = f"{user}\0{Path.home()}\0{key}".encode("utf-8", "surrogateescape")
    return f"sokin-{hashlib.sha256(told).hexdigest()[:16]}"
