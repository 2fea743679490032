"""Half-written forms that the ledger keeps while the screen is locked."""

from datetime import timedelta
from enum import StrEnum

KEPT_FOR = timedelta(days=7)


class DraftForm(StrEnum):
    """Which form it is; texts ``draft_forms``."""

    CUSTOMER = "CUSTOMER"
    CORRECTION = "CORRECTION"
    CONSENT = "CONSENT"
    ORDER = "ORDER"
    DISCLOSURE = "DISCLOSURE"
    FEEDBACK = "FEEDBACK"
    ANSWER = "ANSWER"  # to a feedback
    REQUEST = "REQUEST"
    INCIDENT = "INCIDENT"
    INCIDENT_CHANGE = "INCIDENT_CHANGE"
