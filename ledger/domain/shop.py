"""The controller: the shop itself, as it stands on labels and reports."""

from dataclasses import dataclass

from ledger.domain.wording import Language


@dataclass(frozen=True, slots=True)
class Shop:
    """The shop's own block on paper. Its hotline may be printed even when a customer has the same number."""

    name: str
    hotline: str
    email: str
    address: str
    language: Language
