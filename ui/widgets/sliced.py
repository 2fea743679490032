"""Long reading of the ledger, a short slice at a time: what others ask comes in between, and it can be stopped."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from ledger.domain.errors import LedgerError
from ledger.services.session import Session
from ui.tasks import Tasks

Slices = Callable[[Session], Generator[tuple[int, int], None, Any]]


@dataclass(slots=True, eq=False)
class _Running:
    """Its generator is touched on the ledger's thread only."""

    make: Slices
    generator: Generator[tuple[int, int], None, Any] | None = None
    is_waiting: bool = False  # for the answer to a slice
    is_pumping: bool = False  # on the window's thread, inside the loop that asks

    def take(self, session: Session) -> "tuple[int, int] | _Outcome":
        if self.generator is None:
            self.generator = self.make(session)
        try:
            return next(self.generator)
        except StopIteration as end:
            return _Outcome(end.value)


@dataclass(frozen=True, slots=True)
class _Outcome:
    value: Any


class SlicedReading(QObject):
    """One reading at a time; starting again drops the one before. Ends with ``finished`` or ``failed``.

    The services' generators yield ``(done, total)`` and return what was wanted.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)  # LedgerError

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._running: _Running | None = None

    @property
    def is_running(self) -> bool:
        """Return whether a reading is under way."""
        return self._running is not None

    def start(self, make: Slices) -> None:
        """Begin; ``make`` takes the session and returns the generator."""
        self._running = _Running(make)
        self._pump(self._running)

    def stop(self) -> None:
        """Leave it; nobody is told anything more."""
        self._running = None

    def _pump(self, running: _Running) -> None:
        # A job of its own for each slice: what others asked meanwhile comes in between. Where answers come at once,
        # this is a loop, not a step inside the step before.
        while running is self._running and not running.is_waiting:
            running.is_waiting = running.is_pumping = True
            self._tasks.read(
                self,
                running.take,
                lambda reached: self._on_step(running, reached),
                lambda error: self._on_failed(running, error),
            )
            running.is_pumping = False

    def _on_step(self, running: _Running, reached: tuple[int, int] | _Outcome) -> None:
        running.is_waiting = False
        if running is not self._running:
            return
        if isinstance(reached, _Outcome):
            self._running = None
            self.finished.emit(reached.value)
            return
        self.progressed.emit(*reached)
        if not running.is_pumping:
            self._pump(running)

    def _on_failed(self, running: _Running, error: LedgerError) -> None:
        if running is self._running:
            self._running = None
            self.failed.emit(error)
