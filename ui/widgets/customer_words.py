"""A customer's states in few words, with the colour of each."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ledger.domain.consent import ConsentState
from ledger.domain.customer import ContactState
from ledger.domain.feedback import FeedbackState
from ledger.domain.instants import local_date, show_date
from ledger.domain.minor import AgeBand, is_minor
from ledger.domain.policy import RecipientRole
from ledger.domain.purpose import LegalBasis
from ledger.domain.recipient import CommitmentState
from ledger.domain.wording import Wording
from ledger.services.card_lines import Holder
from ledger.services.consents import MatrixCell
from ledger.services.customer_card import CustomerCard
from ledger.services.customer_list import CustomerRow
from ui.theme import Tone

CONTEXT = "CustomerWords"

_STOPPED = str(QT_TRANSLATE_NOOP("CustomerWords", "Do not contact"))
_RESTRICTED = str(QT_TRANSLATE_NOOP("CustomerWords", "Use restricted"))
_ERASED = str(QT_TRANSLATE_NOOP("CustomerWords", "Erased"))
_MINOR = str(QT_TRANSLATE_NOOP("CustomerWords", "Minor"))
_WAITING = str(QT_TRANSLATE_NOOP("CustomerWords", "Minor, waiting for a guardian"))
_CONTRACT = str(QT_TRANSLATE_NOOP("CustomerWords", "Contract"))
_NOT_ASKED = str(QT_TRANSLATE_NOOP("CustomerWords", "Not asked"))
_LAW = str(QT_TRANSLATE_NOOP("CustomerWords", "Law"))

CONSENT_TONE = {
    ConsentState.NEVER_ASKED: Tone.OFF,
    ConsentState.GRANTED: Tone.OK,
    ConsentState.REFUSED: Tone.BAD,
    ConsentState.WITHDRAWN: Tone.BAD,
    ConsentState.EXPIRED: Tone.WARN,
}
CONTACT_TONE = {
    ContactState.UNCONFIRMED: Tone.OFF,
    ContactState.CONFIRMED: Tone.OK,
    ContactState.DEAD: Tone.BAD,
    ContactState.CHANGED: Tone.WARN,
}
FEEDBACK_TONE = {
    FeedbackState.OPEN: Tone.WARN,
    FeedbackState.OVERDUE: Tone.BAD,
    FeedbackState.ANSWERED_IN_TIME: Tone.OK,
    FeedbackState.ANSWERED_LATE: Tone.BAD,
}
_COMMITMENT_TONE = {
    CommitmentState.VALID: Tone.OK,
    CommitmentState.EXPIRING: Tone.WARN,
    CommitmentState.NOT_YET: Tone.WARN,
    CommitmentState.NOT_NEEDED: Tone.OFF,
}

State = tuple[str, Tone]


def _say(words: str) -> str:
    return QCoreApplication.translate(CONTEXT, words)


def row_states(one: CustomerRow) -> tuple[State, ...]:
    """Return what stands about a line of the list, the weightiest first."""
    return _states(
        (one.is_erased, _ERASED, Tone.OFF),
        (one.is_restricted, _RESTRICTED, Tone.WARN),
        (one.is_stopped, _STOPPED, Tone.BAD),
        (bool(one.is_minor), _MINOR, Tone.ACCENT),
    )


def card_states(card: CustomerCard) -> tuple[State, ...]:
    """Return the chips of a card's heading."""
    minor = is_minor(card.age_band)
    waits = minor and card.guardian is None
    return _states(
        (card.erased_at is not None, _ERASED, Tone.OFF),
        (card.restricted_at is not None, _RESTRICTED, Tone.WARN),
        (bool(card.stops), _STOPPED, Tone.BAD),
        (waits, _WAITING, Tone.WARN),
        (minor and not waits, _MINOR, Tone.ACCENT),
    )


def _states(*found: tuple[bool, str, Tone]) -> tuple[State, ...]:
    return tuple((_say(words), tone) for holds, words, tone in found if holds)


def age_words(card: CustomerCard) -> str:
    """Return the age in years, or how little is known about it."""
    if card.age is not None:
        return QCoreApplication.translate("CustomerWords", "{count} years old").format(count=card.age)
    if card.age_band is AgeBand.ADULT:
        return QCoreApplication.translate("CustomerWords", "adult by own word")
    return QCoreApplication.translate("CustomerWords", "age unknown")


def cell_state(cell: MatrixCell, wording: Wording) -> State:
    """Return what a cell of the matrix says: the answer, or that the contract or the law asks for none."""
    if cell.state is ConsentState.NEVER_ASKED:
        words = {LegalBasis.CONTRACT: _CONTRACT, LegalBasis.LAW: _LAW, LegalBasis.CONSENT: _NOT_ASKED}
        return _say(words[cell.purpose.basis]), Tone.OFF if cell.purpose.basis is LegalBasis.CONSENT else Tone.ACCENT
    return wording.text(f"consent_states.{cell.state.value}"), CONSENT_TONE[cell.state]


def holder_state(one: Holder) -> State:
    """Return how the agreement of somebody who holds data stands."""
    if one.role is RecipientRole.AUTHORITY:
        return QCoreApplication.translate("CustomerWords", "by law"), Tone.OFF
    return _commitment_words(one), _COMMITMENT_TONE.get(one.commitment, Tone.BAD)


def _commitment_words(one: Holder) -> str:
    translate = QCoreApplication.translate
    if one.commitment is CommitmentState.NOT_NEEDED:
        return translate("CustomerWords", "no commitment needed")
    if one.commitment is CommitmentState.MISSING or one.expires_on is None:
        return translate("CustomerWords", "no commitment")
    if one.commitment is CommitmentState.EXPIRED:
        return translate("CustomerWords", "expired {date}").format(date=show_date(one.expires_on))
    if one.commitment is CommitmentState.INCOMPLETE:
        return translate("CustomerWords", "commitment incomplete")
    return translate("CustomerWords", "until {date}").format(date=show_date(one.expires_on))


def listed(words: Iterable[str]) -> str:
    """Return words side by side, divided by a dot in the middle."""
    return " · ".join(one for one in words if one)


def since_words(at: datetime | None) -> str:
    """Return since when somebody is a customer, to the day."""
    if at is None:
        return ""
    return QCoreApplication.translate("CustomerWords", "customer since {date}").format(date=show_date(local_date(at)))
