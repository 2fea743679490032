"""What the cells of a list of requests say: the page's list and the one on a customer's card."""

from datetime import datetime

from ledger.services.request_list import RequestLine
from ui.desk import Desk
from ui.formatting import clock_time
from ui.theme import Tone
from ui.widgets.request_file import stage_of
from ui.widgets.request_words import (
    CLOCK_ICONS,
    KIND_ICONS,
    OUTCOME_TONES,
    Stage,
    clock_words,
    closed_words,
    outcome_words,
    runs_to,
    stage_words,
    unknown_person,
    until_words,
)


class RequestColumns:
    """Every way to show one ``RequestLine``; the countdown is live, the rest as it was read."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._wording = desk, desk.wording

    def kind(self, one: RequestLine) -> str:
        """Return the kind."""
        return self._wording.text(f"request_kinds.{one.kind.value}")

    @staticmethod
    def icon(one: RequestLine) -> str:
        """Return the icon of the kind."""
        return KIND_ICONS[one.kind]

    @staticmethod
    def who(one: RequestLine) -> str:
        """Return the code, and whose it is; an erased customer is a code too."""
        who = one.customer_name or one.customer_code or unknown_person()
        return f"{one.code} · {who}"

    def code_and_time(self, one: RequestLine) -> str:
        """Return the code and when it was received, where it is plain whose it is."""
        return f"{one.code} · {self.received(one)}"

    def received(self, one: RequestLine) -> str:
        """Return when anyone in the shop received it."""
        return clock_time(one.received_at, self._desk.now())

    # --- the nearest clock ---

    def due(self, one: RequestLine) -> tuple[datetime, datetime] | None:
        """Return from when to when the countdown runs."""
        return (one.clock.started_at, runs_to(one.clock, self._desk.now())) if one.clock is not None else None

    def clock_words(self, one: RequestLine) -> str:
        """Return what stands where no clock runs: in time or late, once it is closed."""
        if one.clock is not None:
            return self.clock_below(one)
        return closed_words(is_late=one.is_late) if one.closed_at is not None else ""

    @staticmethod
    def clock_tone(one: RequestLine) -> Tone | None:
        """Return the colour of what stands where no clock runs."""
        if one.closed_at is None:
            return None
        return Tone.BAD if one.is_late else Tone.OK

    def clock_icon(self, one: RequestLine) -> str:
        """Return the sign of how the clock stands now."""
        return CLOCK_ICONS[one.clock.state(self._desk.now())] if one.clock is not None else ""

    def clock_below(self, one: RequestLine) -> str:
        """Return how the clock stands and what it is of, in words."""
        if one.clock is None:
            return ""
        return clock_words(one.clock, self._desk.now(), self._wording)

    def clock_tip(self, one: RequestLine) -> str:
        """Return until when, with the legal limit."""
        if one.clock is None:
            return ""
        return f"{self.clock_below(one)}\n{until_words(one.clock.target_at, one.clock.due_at)}"

    # --- how it stands ---

    def state(self, one: RequestLine) -> str:
        """Return what it waits for, or what came of it."""
        if one.outcome is not None:
            return outcome_words(one.outcome)
        return stage_words(stage_of(one))

    @staticmethod
    def state_tone(one: RequestLine) -> Tone | None:
        """Return the colour of the state."""
        if one.outcome is not None:
            return OUTCOME_TONES[one.outcome]
        return Tone.WARN if stage_of(one) is Stage.LINK else Tone.ACCENT
