"""The clock of the demo's story: it is set, and never goes back."""

from datetime import datetime, timedelta


class MovingClock:
    """A clock that is set, for living through the past."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """Return the present instant of the story; a moment passes at every look."""
        self._now += timedelta(milliseconds=1)
        return self._now

    def move_to(self, at: datetime) -> None:
        """Go forward to an instant; never back."""
        self._now = max(self._now, at)
