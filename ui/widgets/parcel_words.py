"""Parcels in few words: the colour of each state, why the gate would stop one, weights."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ledger.domain.errors import WrongState
from ledger.domain.gate import Reason, ReasonCode
from ledger.domain.parcel import ParcelState, require_step
from ledger.domain.recipient import CommitmentState
from ledger.domain.wording import Language
from ui.theme import Tone

CONTEXT = "ParcelWords"
PRINTABLE = frozenset({ParcelState.DRAFT, ParcelState.PRINTED})

STATE_TONE = {
    ParcelState.DRAFT: Tone.ACCENT,
    ParcelState.PRINTED: Tone.OK,
    ParcelState.HANDED_OVER: Tone.OFF,
    ParcelState.DELIVERED: Tone.OFF,
    ParcelState.RETURNED: Tone.WARN,
    ParcelState.CANCELLED: Tone.OFF,
}
COMMITMENT_TONE = {
    CommitmentState.VALID: Tone.OK,
    CommitmentState.EXPIRING: Tone.WARN,
    CommitmentState.NOT_NEEDED: Tone.OFF,
}


class Stage(StrEnum):
    """The way of a day's parcels, as the list is filtered."""

    TO_PRINT = "TO_PRINT"
    WAITING = "WAITING"
    HANDED_OVER = "HANDED_OVER"
    ALL = "ALL"


STATES_OF = {
    Stage.TO_PRINT: frozenset({ParcelState.DRAFT}),
    Stage.WAITING: frozenset({ParcelState.PRINTED}),
    Stage.HANDED_OVER: frozenset({ParcelState.HANDED_OVER}),
    Stage.ALL: frozenset[ParcelState](),
}

_COMMITMENT = str(QT_TRANSLATE_NOOP("ParcelWords", "Blocked: commitment"))
_GUARDIAN = str(QT_TRANSLATE_NOOP("ParcelWords", "Blocked: guardian"))
_AGREEMENT = str(QT_TRANSLATE_NOOP("ParcelWords", "Blocked: label agreement"))
_ADDRESS = str(QT_TRANSLATE_NOOP("ParcelWords", "Blocked: address"))
_CUSTOMER = str(QT_TRANSLATE_NOOP("ParcelWords", "Blocked: customer"))
_PARTNER = str(QT_TRANSLATE_NOOP("ParcelWords", "Blocked: partner"))
_CARRIER = str(QT_TRANSLATE_NOOP("ParcelWords", "No carrier chosen"))
_OTHER = str(QT_TRANSLATE_NOOP("ParcelWords", "Blocked"))
_SHORT = {
    ReasonCode.RECIPIENT_MISSING: _CARRIER,
    ReasonCode.RECIPIENT_CLOSED: _PARTNER,
    ReasonCode.PURPOSE_NOT_FOR_RECIPIENT: _PARTNER,
    ReasonCode.FIELD_NOT_FOR_RECIPIENT: _PARTNER,
    ReasonCode.COMMITMENT_MISSING: _COMMITMENT,
    ReasonCode.COMMITMENT_EXPIRED: _COMMITMENT,
    ReasonCode.COMMITMENT_INCOMPLETE: _COMMITMENT,
    ReasonCode.COMMITMENT_NOT_YET: _COMMITMENT,
    ReasonCode.MASKED_LABEL_NOT_AGREED: _AGREEMENT,
    ReasonCode.GUARDIAN_MISSING: _GUARDIAN,
    ReasonCode.GUARDIAN_CONSENT_MISSING: _GUARDIAN,
    ReasonCode.OWN_CONSENT_MISSING: _CUSTOMER,
    ReasonCode.CUSTOMER_RESTRICTED: _CUSTOMER,
    ReasonCode.CUSTOMER_ERASED: _CUSTOMER,
    ReasonCode.AGE_UNKNOWN: _CUSTOMER,
    ReasonCode.UNREACHABLE: _ADDRESS,
}


def short_reason(reasons: Sequence[Reason]) -> str:
    """Return in three words why the gate would stop a parcel now; the whole sentences stand beside its label."""
    words = _SHORT.get(reasons[0].code, _OTHER)
    return QCoreApplication.translate(CONTEXT, words)


def may_become(state: ParcelState, to: ParcelState) -> bool:
    """Return whether a parcel in a state may take the next step."""
    try:
        require_step(state, to)
    except WrongState:
        return False
    return True


def kilograms(grams: int, language: Language) -> str:
    """Return a weight in kg without idle zeros: ``1,2 kg``."""
    shown = f"{grams / 1000:,.3f}".rstrip("0").rstrip(".")
    if language is Language.VI:
        shown = shown.translate(str.maketrans(",.", ".,"))
    return f"{shown} kg"


def millimetres(size: tuple[float, float]) -> str:
    """Return the size of a paper: ``100 × 150 mm``."""
    width, height = size
    return f"{width:g} × {height:g} mm"
