"""Where the window can go: pages, and what to show there."""

from dataclasses import dataclass
from enum import StrEnum


class PageId(StrEnum):
    """The pages behind the side bar."""

    TODAY = "today"
    CUSTOMERS = "customers"
    FEEDBACK = "feedback"
    REQUESTS = "requests"
    PARCELS = "parcels"
    DISCLOSURES = "disclosures"
    CONTACT = "contact"
    RECIPIENTS = "recipients"
    INCIDENTS = "incidents"
    PROMISES = "promises"
    POLICY = "policy"
    AUDIT = "audit"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Target:
    """A page, and a record on it by code; ``act`` is an action to begin there (an id of ``ui.actions``)."""

    page: PageId
    code: str = ""
    act: str = ""
