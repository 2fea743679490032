"""One window per person and computer: a second start brings the first one to the front, and ends."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_RAISE = b"raise"
_WAIT = 1_000  # milliseconds; both ends are on this computer
_HEARD = 5_000  # milliseconds: a first one that is busy for longer hangs
_LONGEST = 8_192  # bytes of one message


class SingleInstance(QObject):
    """Claims ``key`` for this user. Whoever is not first has already called the first one, and ends.

    ``raised`` follows every later start; ``folder_wanted`` the one that was to open a certain ledger.
    """

    raised = Signal()
    folder_wanted = Signal(str)

    def __init__(self, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name_of(key)
        self._server: QLocalServer | None = None
        self._called: QLocalSocket | None = None
        self._heard: dict[QLocalSocket, bytearray] = {}  # who is speaking, and what was said so far

    def is_first(self, folder: Path | None = None) -> bool:
        """Return whether nobody else answers to the key; else the first one is told to come forward."""
        if self._server is not None:
            return True
        if self._call(folder):
            return False
        QLocalServer.removeServer(self._name)  # nobody answered: what lies there was left by a crash
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            return not self._call(folder)  # two starts at once: whoever listens was first; if nobody can, all may
        server.newConnection.connect(self._on_called)
        self._server = server
        return True

    def close(self) -> None:
        """Answer no longer."""
        server, self._server = self._server, None
        for socket in tuple(self._heard):
            self._forget(socket)
        if server is not None:
            server.close()

    def _call(self, folder: Path | None) -> bool:
        """Tell the first one to come forward; return whether there is one."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT):
            return False
        words = b"" if folder is None else str(folder).encode("utf-8", "surrogateescape")
        socket.write(_RAISE + b" " + words + b"\n")
        socket.waitForBytesWritten(_WAIT)
        self._called = socket
        return True

    def was_heard(self) -> bool:
        """Return whether the first one listened, which hangs up then; it may take some seconds to say so."""
        socket = self._called
        if socket is None or socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
            return True
        return socket.waitForDisconnected(_HEARD)

    def _on_called(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._heard[socket] = bytearray()
            socket.readyRead.connect(self._listen)
            socket.disconnected.connect(self._listen)
        self._listen()  # it may have been sent before anybody listened

    def _listen(self) -> None:
        for socket, heard in tuple(self._heard.items()):
            heard.extend(socket.readAll().data())
            is_over = socket.state() is QLocalSocket.LocalSocketState.UnconnectedState
            if b"\n" in heard or len(heard) > _LONGEST or is_over:
                self._forget(socket)
                self._answer(bytes(heard[:_LONGEST]).partition(b"\n")[0])

    def _forget(self, socket: QLocalSocket) -> None:
        del self._heard[socket]
        socket.readyRead.disconnect(self._listen)
        socket.disconnected.disconnect(self._listen)
        socket.abort()
        socket.deleteLater()

    def _answer(self, message: bytes) -> None:
        verb, _, folder = message.partition(b" ")
        if verb != _RAISE:
            return
        self.raised.emit()
        if folder:
            self.folder_wanted.emit(folder.decode("utf-8", "surrogateescape"))


def _name_of(key: str) -> str:
    """Return a short name that tells nothing: the same for the same user, another for everybody else."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    told = f"{user}\0{Path.home()}\0{key}".encode("utf-8", "surrogateescape")
    return f"sokin-{hashlib.sha256(told).hexdigest()[:16]}"
