"""How a partner's commitment and label agreement stand, as chips."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from ledger.domain.instants import show_date
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import CommitmentState
from ledger.domain.wording import Wording
from ui.theme import Tone

CONTEXT = "recipients"

_TONES = {
    CommitmentState.VALID: Tone.OK,
    CommitmentState.EXPIRING: Tone.WARN,
    CommitmentState.NOT_YET: Tone.WARN,
    CommitmentState.INCOMPLETE: Tone.BAD,
    CommitmentState.EXPIRED: Tone.BAD,
    CommitmentState.MISSING: Tone.BAD,
    CommitmentState.NOT_NEEDED: Tone.OFF,
}


def commitment_tone(state: CommitmentState) -> Tone:
    """Return the colour of a state."""
    return _TONES[state]


def commitment_words(state: CommitmentState, days_left: int | None, ends: date | None, wording: Wording) -> str:
    """Return a state in words, with its day where one is known."""
    if state is CommitmentState.VALID and ends is not None:
        return QCoreApplication.translate("recipients", "valid until {date}").format(date=show_date(ends))
    if state is CommitmentState.EXPIRING and days_left is not None:
        if days_left == 0:
            return QCoreApplication.translate("recipients", "ends today")
        return QCoreApplication.translate("recipients", "ends in {count} days").format(count=days_left)
    if state is CommitmentState.EXPIRED and ends is not None:
        return QCoreApplication.translate("recipients", "expired {date}").format(date=show_date(ends))
    if state is CommitmentState.MISSING:
        return QCoreApplication.translate("recipients", "no commitment")
    return wording.text(f"commitment_states.{state.value}")


def label_words(role: RecipientRole, agreed_on: date | None) -> str:
    """Return whether masked labels are agreed; only carriers print labels."""
    if role is not RecipientRole.CARRIER:
        return "–"
    if agreed_on is None:
        return QCoreApplication.translate("recipients", "not agreed")
    return QCoreApplication.translate("recipients", "agreed")


def label_tone(role: RecipientRole, agreed_on: date | None) -> Tone | None:
    """Return the colour of the label agreement, ``None`` where it does not matter."""
    if role is not RecipientRole.CARRIER:
        return None
    return Tone.BAD if agreed_on is None else Tone.OK
