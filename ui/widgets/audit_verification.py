"""Checking the whole trail while everybody goes on working: a short slice at a time on the ledger's thread."""

from collections.abc import Generator

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from ledger.domain.errors import LedgerError
from ledger.services import trail
from ledger.services.session import Session
from ledger.services.trail import Proof, Verified
from ui.tasks import Tasks


class _Slices:
    """Touched on the ledger's thread only."""

    def __init__(self) -> None:
        self._running: Generator[int, None, Verified] | None = None

    def take(self, session: Session) -> int | Verified:
        """Check one more slice: how many entries are checked now, or the outcome."""
        if self._running is None:
            self._running = trail.check_in_slices(session)
        try:
            return next(self._running)
        except StopIteration as end:
            outcome: Verified = end.value
            return outcome


class Verification(QObject):
    """One check at a time. Ends with ``proved`` (and the seconds it took), ``failed`` or ``stopped``."""

    progressed = Signal(int)
    proved = Signal(object, float)  # Proof
    failed = Signal(object)  # LedgerError
    stopped = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._slices: _Slices | None = None
        self._clock = QElapsedTimer()

    @property
    def is_running(self) -> bool:
        """Return whether a check is under way."""
        return self._slices is not None

    def start(self) -> None:
        """Begin, unless a check is under way."""
        if self._slices is None:
            self._slices = _Slices()
            self._clock.start()
            self._step(self._slices)

    def stop(self) -> None:
        """Leave it; nothing is recorded."""
        if self._slices is not None:
            self._slices = None
            self.stopped.emit()

    def _step(self, slices: _Slices) -> None:
        # A job of its own for each slice: what others asked meanwhile comes in between.
        self._tasks.read(
            self,
            slices.take,
            lambda reached: self._on_step(slices, reached),
            lambda error: self._on_failed(slices, error),
        )

    def _on_step(self, slices: _Slices, reached: int | Verified) -> None:
        if slices is not self._slices:
            return
        if isinstance(reached, int):
            self.progressed.emit(reached)
            self._step(slices)
            return
        self._tasks.write(
            self,
            lambda session: trail.record_check(session, reached),
            self._on_recorded,
            lambda error: self._on_failed(slices, error),
        )

    def _on_recorded(self, proof: Proof) -> None:
        self._slices = None
        self.proved.emit(proof, self._clock.elapsed() / 1000)

    def _on_failed(self, slices: _Slices, error: LedgerError) -> None:
        if slices is self._slices:
            self._slices = None
            self.failed.emit(error)
