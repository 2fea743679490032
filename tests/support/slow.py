"""A ledger that takes its time: what is asked waits until the test lets it be answered, as on a busy computer."""

from ledger.services.session import Session
from ui.tasks import ImmediateTasks, Job


class SlowTasks(ImmediateTasks):
    """Keeps every job until ``answer``; of several questions of one kind only the last is asked."""

    def __init__(self, session: Session | None = None) -> None:
        super().__init__(_raise, session)
        self.waiting: list[Job] = []

    def start(self, job: Job) -> None:
        self.waiting = [one for one in self.waiting if not job.latest or _kind(one) != _kind(job)]
        self.waiting.append(job)

    def answer(self) -> None:
        """Answer what was asked until now, and what the answers ask."""
        while self.waiting:
            super().start(self.waiting.pop(0))


def _kind(job: Job) -> tuple[int, str]:
    return id(job.owner), job.latest


def _raise(error: Exception) -> None:
    raise error
