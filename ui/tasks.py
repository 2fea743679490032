"""Work off the window's thread: one thread owns the ledger, a second one draws papers and derives keys.

A page says what to do and what to show; it never sees the session. Results come back on the window's thread by one
queued signal, and are dropped when their owner is gone, the ledger was locked meanwhile, or a newer request of the
same kind took their place.
"""

import gc
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from threading import Event
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ledger.domain.errors import LedgerError
from ledger.services.session import Session

Found = TypeVar("Found")
Failed = Callable[[LedgerError], None]

log = logging.getLogger(__name__)
_CLEAR_EVERY_MS = 500


class Cancelled(Exception):
    """The person stopped a long job."""


class Progress:
    """How far a long job is: the job reports, the window looks at ``done`` and ``total`` and may cancel."""

    def __init__(self, told: Callable[[int, int], None] | None = None) -> None:
        """``told`` hears each report, on the job's own thread."""
        self.done = self.total = 0
        self._told = told
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._stop.set()

    def report(self, done: int, total: int) -> None:
        """Tell how far the job is. Raises ``Cancelled`` once the person asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self.done, self.total = done, total
        if self._told is not None:
            self._told(done, total)


class Unhandled(Protocol):
    """Who is told of what no page expected."""

    def __call__(self, error: Exception) -> None:
        """Take an error of the ledger nobody handles, or a fault of the program."""


@dataclass(slots=True)
class Job:
    """One piece of work, who wants it, and what came of it."""

    owner: QObject
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Failed | None
    needs_ledger: bool = True
    is_write: bool = False
    latest: str = ""
    generation: int = 0
    number: int = 0
    result: Any = field(default=None, repr=False)  # may hold a customer's data
    error: Exception | None = None


class Tasks(QObject):
    """The door every page works through. ``ledger_changed`` follows each successful ``write``."""

    ledger_changed = Signal()
    busy_changed = Signal(bool)
    ledger_closed = Signal()
    last_failed = Signal(object)  # LedgerError: what was to be done before closing was not

    def __init__(self, unhandled: Unhandled, session: Session | None = None) -> None:
        super().__init__()
        self._unhandled = unhandled
        self._session = session

    def read(
        self,
        owner: QObject,
        work: Callable[[Session], Found],
        done: Callable[[Found], None],
        failed: Failed | None = None,
        *,
        latest: str = "",
    ) -> None:
        """Ask the ledger. With ``latest`` an older question of the same owner and name is not asked any more."""
        self.start(Job(owner, lambda: self._done_with(work), done, failed, latest=latest))

    def write(
        self,
        owner: QObject,
        work: Callable[[Session], Found],
        done: Callable[[Found], None],
        failed: Failed | None = None,
    ) -> None:
        """Change the ledger, then say so to everybody who shows it."""
        self.start(Job(owner, lambda: self._done_with(work), done, failed, is_write=True))

    def compute(
        self, owner: QObject, work: Callable[[], Found], done: Callable[[Found], None], failed: Failed | None = None
    ) -> None:
        """Do something slow that needs no ledger: draw a PDF, read it back, derive a key."""
        self.start(Job(owner, work, done, failed, needs_ledger=False))

    def open(
        self,
        owner: QObject,
        opener: Callable[[], Session],
        done: Callable[[Session], None],
        failed: Failed | None = None,
    ) -> None:
        """Open a ledger on its thread. ``done`` may look at the session's unchanging parts only."""

        def keep() -> Session:
            self._close_session()
            self._session = opener()
            return self._session

        self.start(Job(owner, keep, done, failed))

    def start(self, job: Job) -> None:
        """Do a job: each kind of ``Tasks`` its own way."""

    def close_ledger(self, last: Callable[[Session], object] | None = None) -> None:
        """Close the ledger and drop its keys, after what runs now; every job still queued is forgotten.

        ``last`` is done before, if the ledger is open; nobody waits for it, and its failure closes no less.
        """

    def shut_down(self) -> None:
        """Close everything at the end of the program."""
        self.close_ledger()

    def _deliver(self, job: Job) -> None:
        """Hand a finished job to its owner, if there still is one."""
        if job.is_write and job.error is None:
            self.ledger_changed.emit()
        if isinstance(job.error, Cancelled) or not shiboken6.isValid(job.owner):
            return
        if job.error is None:
            job.done(job.result)
        elif isinstance(job.error, LedgerError) and job.failed is not None:
            job.failed(job.error)
        else:
            self._unhandled(job.error)

    def _done_with(self, work: Callable[[Session], Found]) -> Found:
        session = self._opened()
        with session.vault.reading():  # a damaged page or a drive pulled out is told in the ledger's own words
            return work(session)

    def _opened(self) -> Session:
        if self._session is None:
            raise Cancelled  # locked between asking and answering
        return self._session

    def _end(self, last: Callable[[Session], object] | None) -> None:
        if last is not None and self._session is not None:
            try:
                last(self._session)
            except LedgerError as error:
                self.last_failed.emit(error)
            except Exception as error:  # noqa: BLE001 (a lock never stays open for a fault)
                log.error("what was half-written is lost: %s", type(error).__name__)  # noqa: TRY400 (no values)
        self._close_session()
        self.ledger_closed.emit()

    def _close_session(self) -> None:
        session, self._session = self._session, None
        try:
            if session is not None:
                session.close()
        except Exception as error:  # noqa: BLE001 (everything committed is in the file; nobody is there to be told)
            log.error("the ledger did not close well: %s", type(error).__name__)  # noqa: TRY400 (no values in logs)


class ThreadedTasks(Tasks):
    """The real thing: two threads of one worker each.

    No widget ever goes to them: the last one to let go of a widget destroys it, and that must be the window's thread.
    For the same reason Python's own clearing away is done there, by the clock, and nowhere else.
    """

    _finished = Signal(int, object)  # the job's number, what came of it

    def __init__(self, unhandled: Unhandled) -> None:
        super().__init__(unhandled)
        self._ledger_thread = ThreadPoolExecutor(1, "ledger")
        self._workshop = ThreadPoolExecutor(1, "workshop")
        self._generation = 0
        self._numbers = count(1)
        self._newest: dict[tuple[int, str], int] = {}
        self._jobs: dict[int, Job] = {}  # under way
        # Works done since the last clearing, and since the one before: their threads may hold them a moment longer.
        self._spent: tuple[list[object], list[object]] = [], []
        self._is_shut = False
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        gc.disable()
        clearing = QTimer(self, interval=_CLEAR_EVERY_MS)
        clearing.timeout.connect(self._clear_away)
        clearing.start()

    def start(self, job: Job) -> None:
        """Queue a job on its thread; after the end of the program nothing is begun any more."""
        if self._is_shut:
            return
        job.generation, job.number = self._generation, next(self._numbers)
        if job.latest:
            self._newest[id(job.owner), job.latest] = job.number
        self._jobs[job.number] = job
        if len(self._jobs) == 1:
            self.busy_changed.emit(True)
        thread = self._ledger_thread if job.needs_ledger else self._workshop
        thread.submit(self._run, job.number, job.work)

    def close_ledger(self, last: Callable[[Session], object] | None = None) -> None:
        """See ``Tasks.close_ledger``."""
        if self._is_shut:
            return
        self._generation += 1  # what is queued or on its way back is of the past
        self._newest.clear()
        self._ledger_thread.submit(self._end, last)

    def shut_down(self) -> None:
        """See ``Tasks.shut_down``."""
        self.close_ledger()
        self._is_shut = True
        self._ledger_thread.shutdown()
        self._workshop.shutdown(cancel_futures=True)
        gc.enable()

    def _run(self, number: int, work: Callable[[], Any]) -> None:
        outcome = _Outcome()
        try:
            if not self._is_stale(number):
                outcome.result = work()
        except Exception as error:  # noqa: BLE001 (carried to the window's thread, where it is told)
            outcome.error = error
        self._finished.emit(number, outcome)

    def _is_stale(self, number: int) -> bool:
        job = self._jobs[number]
        newest = self._newest.get((id(job.owner), job.latest)) if job.latest else number
        return newest != number or job.generation != self._generation

    def _on_finished(self, number: int, outcome: "_Outcome") -> None:
        is_stale, job = self._is_stale(number), self._jobs.pop(number)
        self._spent[0].append(job.work)
        if not self._jobs:
            self.busy_changed.emit(False)
        if not is_stale:
            job.result, job.error = outcome.result, outcome.error
            self._deliver(job)

    def _clear_away(self) -> None:
        """Clear away what is in nobody's reach any more, as far as Python's own counts say it is time."""
        self._spent = [], self._spent[0]
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (counted, limit) in enumerate(counts) if counted > limit]
        if due:
            gc.collect(due[-1])


@dataclass(slots=True)
class _Outcome:
    """What a thread hands back."""

    result: Any = field(default=None, repr=False)
    error: Exception | None = None


class ImmediateTasks(Tasks):
    """The same door with everything done at once on the calling thread: for tests and for drawing the tour."""

    def start(self, job: Job) -> None:
        """Do a job now."""
        try:
            job.result = job.work()
        except Exception as error:  # noqa: BLE001 (told in one place)
            job.error = error
        self._deliver(job)

    def close_ledger(self, last: Callable[[Session], object] | None = None) -> None:
        """See ``Tasks.close_ledger``."""
        self._end(last)
