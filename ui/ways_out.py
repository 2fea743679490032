"""The way out of a refusal: where in the window each reason can be settled."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ledger.domain.gate import Reason, ReasonCode
from ui.places import PageId, Target

CONTEXT = "WaysOut"


@dataclass(frozen=True, slots=True)
class WayOut:
    """A button under a refusal: its words, and where it leads."""

    words: str
    target: Target


_COMMITMENT = str(QT_TRANSLATE_NOOP("WaysOut", "Record a new commitment…"))
_AGREEMENT = str(QT_TRANSLATE_NOOP("WaysOut", "Record the label agreement…"))
_RECIPIENT = str(QT_TRANSLATE_NOOP("WaysOut", "Open the partner"))
_GUARDIAN = str(QT_TRANSLATE_NOOP("WaysOut", "Link a guardian…"))
_CONSENT = str(QT_TRANSLATE_NOOP("WaysOut", "Record an answer…"))
_AGE = str(QT_TRANSLATE_NOOP("WaysOut", "Record the age…"))
_CONTACT = str(QT_TRANSLATE_NOOP("WaysOut", "Update the contact data…"))
_CUSTOMER = str(QT_TRANSLATE_NOOP("WaysOut", "Open the customer"))

_OF_RECIPIENT = {
    ReasonCode.COMMITMENT_MISSING: (_COMMITMENT, "commitment"),
    ReasonCode.COMMITMENT_EXPIRED: (_COMMITMENT, "commitment"),
    ReasonCode.COMMITMENT_INCOMPLETE: (_COMMITMENT, "commitment"),
    ReasonCode.COMMITMENT_NOT_YET: (_RECIPIENT, ""),
    ReasonCode.MASKED_LABEL_NOT_AGREED: (_AGREEMENT, "agreement"),
    ReasonCode.RECIPIENT_CLOSED: (_RECIPIENT, ""),
    ReasonCode.PURPOSE_NOT_FOR_RECIPIENT: (_RECIPIENT, "edit"),
    ReasonCode.FIELD_NOT_FOR_RECIPIENT: (_RECIPIENT, "edit"),
}
_OF_CUSTOMER = {
    ReasonCode.GUARDIAN_MISSING: (_GUARDIAN, "guardian"),
    ReasonCode.GUARDIAN_CONSENT_MISSING: (_CONSENT, "consent"),
    ReasonCode.OWN_CONSENT_MISSING: (_CONSENT, "consent"),
    ReasonCode.AGE_UNKNOWN: (_AGE, "edit"),
    ReasonCode.CONSENT_NEVER_ASKED: (_CONSENT, "consent"),
    ReasonCode.CONSENT_REFUSED: (_CUSTOMER, ""),
    ReasonCode.CONSENT_WITHDRAWN: (_CUSTOMER, ""),
    ReasonCode.CONSENT_EXPIRED: (_CONSENT, "consent"),
    ReasonCode.STOP_CONTACT: (_CUSTOMER, ""),
    ReasonCode.CUSTOMER_RESTRICTED: (_CUSTOMER, ""),
    ReasonCode.UNREACHABLE: (_CONTACT, "contact"),
}


def ways_out(reasons: Iterable[Reason], *, customer_code: str = "", recipient: str = "") -> tuple[WayOut, ...]:
    """Return where the reasons can be settled, each place once; ``recipient`` is the recipient's id as text."""
    found: dict[Target, str] = {}
    for reason in reasons:
        for table, page, code in (
            (_OF_RECIPIENT, PageId.RECIPIENTS, recipient),
            (_OF_CUSTOMER, PageId.CUSTOMERS, customer_code),
        ):
            if code and reason.code in table:
                words, act = table[reason.code]
                found.setdefault(Target(page, code, act), words)
    return tuple(WayOut(QCoreApplication.translate(CONTEXT, words), target) for target, words in found.items())
