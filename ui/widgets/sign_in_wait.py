"""What somebody sees who guessed wrongly too often: why it waits, and for how long, second by second."""

import math
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.services.throttle import Wait
from ui.theme import Tone
from ui.widgets.first_run_parts import Note

_SECOND_MS = 1000


class SignInWait(QWidget):
    """The reason stands still, so that nothing is read aloud each second; ``ticked`` is for the button that counts."""

    ticked = Signal()
    set_back = Signal()  # the clock was: what is shown holds no more

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._wait = Wait()
        self._left = 0
        self._delayed, self._stopped = Note(Tone.WARN), Note(Tone.BAD)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._delayed)
        box.addWidget(self._stopped)
        self._timer = QTimer(self, interval=_SECOND_MS)
        self._timer.timeout.connect(self.tick)
        self.hide()

    @property
    def seconds(self) -> int:
        """Return how many seconds are left."""
        if self._wait.until is None:
            return 0
        return max(0, math.ceil((self._wait.until - self._now()).total_seconds()))

    @property
    def is_over(self) -> bool:
        """Return whether the next guess may be tried."""
        return not self._wait.is_stopped and self.seconds == 0

    @property
    def words(self) -> str:
        """Return how long it is still, for the button that waits."""
        minutes, seconds = divmod(self.seconds, 60)
        return self.tr("Try again in {time}").format(time=f"{minutes}:{seconds:02}")

    def say(self, wait: Wait, stopped: str) -> None:
        """Show what has to be waited for, or hide; ``stopped`` is said when only a manager can help."""
        self._wait = wait
        self._left = self.seconds
        waits = self.tr("Too many wrong tries in a row. Each further one makes the wait longer.")
        self._delayed.say(waits if self.seconds else "")
        self._stopped.say(stopped if wait.is_stopped else "")
        self.setVisible(not self.is_over)
        self.setAccessibleName(stopped if wait.is_stopped else waits)
        self._timer.start() if self.seconds else self._timer.stop()
        self.ticked.emit()

    def clear(self) -> None:
        """Wait for nothing any more."""
        self.say(Wait(), "")

    def tick(self) -> None:
        """Count one second down."""
        before, self._left = self._left, self.seconds
        if self._left > before:
            self.set_back.emit()
        elif self._left:
            self.ticked.emit()
        else:
            self.clear()
