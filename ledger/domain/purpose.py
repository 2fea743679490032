"""Why data are used, by which channel, on which legal basis."""

from dataclasses import dataclass
from enum import StrEnum

from ledger.domain.ids import PurposeId
from ledger.domain.wording import Bilingual


class LegalBasis(StrEnum):
    """What a use rests on (PDPL Art. 9 consent, Art. 19.1 contract and law)."""

    CONTRACT = "CONTRACT"
    LAW = "LAW"
    CONSENT = "CONSENT"


class Channel(StrEnum):
    """How a person is contacted; ``NONE`` is the use itself (analysis, website)."""

    CALL = "CALL"
    SMS = "SMS"
    ZALO = "ZALO"
    EMAIL = "EMAIL"
    POST = "POST"
    NONE = "NONE"


CONTACT_CHANNELS = tuple(channel for channel in Channel if channel is not Channel.NONE)
MESSAGES = frozenset({Channel.SMS, Channel.ZALO})  # stopped together, and capped together


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose of a policy version. A consent counts for the ``revision`` it was given for."""

    id: PurposeId
    revision: int
    basis: LegalBasis
    is_advertising: bool
    text: Bilingual
