"""What is typed at the door is forgotten when nobody goes on: no ledger is open there that could be locked."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.main_window import MainWindow
from ui.session_lock import IdleLock

_MINUTES = 15  # as every ledger locks itself until its shop says otherwise


@runtime_checkable
class Forgetful(Protocol):
    """A screen at the door with secrets on it."""

    def forget_secrets(self) -> None:
        """Forget passphrases and codes; what else was typed stays, and what is under way goes on."""


class DoorWatch(QObject):
    """Shows the screens at the door, and watches them as the lock watches the work behind it."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self.idle = IdleLock(_MINUTES, self)
        self.idle.locked.connect(self._on_idle)
        self.idle.stop()
        self._window = window
        self._screen: QWidget | None = None

    def show(self, screen: QWidget) -> None:
        """Show a screen, and watch it until another one is shown or somebody signs in."""
        self._screen = screen
        self._window.show_only(screen)
        self.idle.start()

    def stop(self) -> None:
        """Watch nothing."""
        self._screen = None
        self.idle.stop()

    def forget(self) -> None:
        """Have the screen forget its secrets now, as when the computer falls asleep."""
        if isinstance(self._screen, Forgetful):
            self._screen.forget_secrets()

    def _on_idle(self) -> None:
        self.idle.start()  # what is typed afterwards is forgotten too
        self.forget()
