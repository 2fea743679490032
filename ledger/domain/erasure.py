"""What erasing a customer takes away and leaves, and what stands against it (``security.md`` 5.8, ``model.md`` 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ledger.domain.errors import ErasureBlocked


class ErasureCause(StrEnum):
    """Why a customer is erased."""

    REQUEST = "REQUEST"  # the data subject asked
    RETENTION = "RETENTION"  # kept as long as the shop said
    OWN_INITIATIVE = "OWN_INITIATIVE"  # the shop no longer needs it (VK 7)


class Obstacle(StrEnum):
    """What has to be settled before a customer is erased; texts ``obstacles`` name the clause and the way out."""

    PARCEL_UNDER_WAY = "PARCEL_UNDER_WAY"  # the contract is still being carried out (PDPL Art. 19.1 d)
    FEEDBACK_OPEN = "FEEDBACK_OPEN"  # promised an answer (KO 5)
    REQUEST_OPEN = "REQUEST_OPEN"  # another request of the same person, such as a copy
    INCIDENT_UNTOLD = "INCIDENT_UNTOLD"  # affected by a breach and not yet told (PDPL Art. 23)


class Kept(StrEnum):
    """What stays without the person, and why; texts ``kept`` say it in words with the article."""

    CODES = "CODES"
    ORDERS = "ORDERS"
    DISCLOSURES = "DISCLOSURES"
    CONSENTS = "CONSENTS"
    CONTACTS = "CONTACTS"
    FEEDBACK = "FEEDBACK"
    REQUESTS = "REQUESTS"
    INCIDENTS = "INCIDENTS"
    TRAIL = "TRAIL"
    STOP_HASHES = "STOP_HASHES"


class Removed(StrEnum):
    """What goes, as counted in the preview and on the certificate; texts ``removed``."""

    PERSONAL_VALUES = "PERSONAL_VALUES"  # name, birth date, sex, notes
    PHONES = "PHONES"
    EMAILS = "EMAILS"
    ADDRESSES = "ADDRESSES"
    HISTORY = "HISTORY"  # corrections with old values
    FILES = "FILES"
    SURVEY = "SURVEY"
    BROWSER = "BROWSER"
    TEXTS = "TEXTS"  # words in feedback, requests, consents, disclosures, breaches
    PRODUCTS = "PRODUCTS"
    REVEALS = "REVEALS"  # reasons given
    SEARCH = "SEARCH"
    GUARDIANS = "GUARDIANS"  # links to or from a guardian
    TRAIL_DETAILS = "TRAIL_DETAILS"  # bodies of audit entries


@dataclass(frozen=True, slots=True)
class Standing:
    """One kind of thing that has to be settled first, and the codes of the records it is about."""

    obstacle: Obstacle
    codes: tuple[str, ...]


def require_free(code: str, standing: Sequence[Standing]) -> None:
    """Raise ``ErasureBlocked`` while anything stands against erasing the customer with a code."""
    if standing:
        names = tuple(one.obstacle.value for one in standing)
        raise ErasureBlocked(code=code, obstacles=names, why=names[0])
