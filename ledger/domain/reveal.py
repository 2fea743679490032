"""Revealing one hidden value: one field, 30 seconds, logged, and after 30 in an hour only with a reason (VK 5).

Source: ``model.md`` 8.
"""

from datetime import timedelta
from enum import StrEnum

from ledger.domain.errors import ReasonNeeded

REVEAL_SECONDS = 30
REVEAL_WINDOW = timedelta(hours=1)
REVEALS_FREE = 30  # by one member within the window
REASON_LETTERS = 5


class RevealField(StrEnum):
    """What has an eye of its own on the screen; the values are field names of the trail."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    EVIDENCE = "evidence"  # a file somebody signed or wrote


def require_reason(count: int, reason: str) -> None:
    """Raise ``ReasonNeeded`` for one more after ``count`` reveals in the window, unless the reason has words."""
    letters = sum(1 for char in reason if char.isalpha())
    if count >= REVEALS_FREE and letters < REASON_LETTERS:
        raise ReasonNeeded(count=count, per_hours=int(REVEAL_WINDOW.total_seconds()) // 3600)
