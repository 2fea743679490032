"""What stands in for the machine on the tour: a clock that stands, printers made of air, work that waits or fails."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from ledger.domain.errors import DatabaseDamaged
from ui.messages import FileWish
from ui.printing import Correction
from ui.tasks import ImmediateTasks, Job, Unhandled
from ui.widgets.window_messages import WindowMessages


class StandingClock:
    """Always the same instant, so that a tour drawn at night looks like one drawn at noon."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """Return the instant."""
        return self._at


class Mood(Enum):
    """What becomes of work with the ledger."""

    WORKS = auto()
    WAITS = auto()  # the answer does not come yet: what is shown meanwhile
    FAILS = auto()  # as with a damaged disk


class TourTasks(ImmediateTasks):
    """Everything at once, except while waiting or failing is to be seen."""

    def __init__(self, unhandled: Unhandled) -> None:
        super().__init__(unhandled)
        self._mood = Mood.WORKS
        self._held: list[Job] = []

    def be(self, mood: Mood) -> None:
        """Change the mood; what was held back is done once everything works again."""
        self._mood = mood
        held, self._held = self._held, []
        for job in held:
            self.start(job)

    def start(self, job: Job) -> None:
        """Do a job now, or what the mood says."""
        if self._mood is Mood.WORKS or not job.needs_ledger:
            super().start(job)
        elif self._mood is Mood.WAITS:
            self._held.append(job)
        else:
            job.error = DatabaseDamaged()
            self._deliver(job)


class TourPrinting:
    """Two printers of a small shop, out of which nothing comes."""

    def names(self) -> tuple[str, ...]:
        """Return the printers' names."""
        return "Xprinter XP-420B", "Canon LBP2900"

    def print(
        self, pdf: bytes, printer: str, correction: Correction, told: Callable[[int, int], None] | None = None
    ) -> None:
        """Print nothing."""


class TourMessages(WindowMessages):
    """Toasts and questions are real; files are never chosen: the boxes are the window system's own."""

    def choose_file(self, wish: FileWish, chosen: Callable[[Path], None]) -> None:
        """Choose nothing."""

    def choose_target(self, wish: FileWish, chosen: Callable[[Path], None]) -> None:
        """Choose nothing."""

    def choose_folder(self, title: str, chosen: Callable[[Path], None]) -> None:
        """Choose nothing."""

    def open_link(self, link: str) -> None:
        """See ``Messages.open_link``: a tour opens no browser."""
