"""The published policy as data: versions made of clauses, each naming a control of the program.

A pack (``resources/policies/*.toml``, read by ``policy_pack``) seeds the database; the gate reads the version stored
there (``model.md`` 6). A clause with a control the program does not have is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ledger.domain.ids import FieldId, PolicyVersionId, PurposeId
from ledger.domain.purpose import Purpose
from ledger.domain.wording import Bilingual


class Control(StrEnum):
    """What in the program keeps a clause: it blocks what would break it and counts evidence."""

    COLLECTION_CATEGORIES = "COLLECTION_CATEGORIES"  # KO 1
    PURPOSE_LIMITATION = "PURPOSE_LIMITATION"  # KO 2, VK 2a
    NO_THIRD_PARTY = "NO_THIRD_PARTY"  # KO 3
    ENCRYPTED_STORE = "ENCRYPTED_STORE"  # KO 4a
    MASKED_PARCELS = "MASKED_PARCELS"  # KO 4b
    REFUSE_CONTACT = "REFUSE_CONTACT"  # KO 4c
    FEEDBACK_IN_TIME = "FEEDBACK_IN_TIME"  # KO 5
    COLLECT_ONLY_NEEDED = "COLLECT_ONLY_NEEDED"  # VK 1
    OFFERS_BY_CHOICE = "OFFERS_BY_CHOICE"  # VK 2b
    PARTNER_COMMITMENT = "PARTNER_COMMITMENT"  # VK 3
    COOKIES_BY_CHOICE = "COOKIES_BY_CHOICE"  # VK 4
    ACCESS_CONTROL = "ACCESS_CONTROL"  # VK 5
    CONTACT_STATE = "CONTACT_STATE"  # VK 6
    CORRECTION = "CORRECTION"  # VK 7
    OUTSIDE_LINKS = "OUTSIDE_LINKS"  # VK 8
    GUARDIAN_CONSENT = "GUARDIAN_CONSENT"  # VK 9
    CHANGE_NOTICE = "CHANGE_NOTICE"  # VK 10


class Statement(StrEnum):
    """What a shop must publish about personal data (consumer law 19/2023 Art. 16.1); a clause says which it states."""

    PURPOSE = "PURPOSE"
    SCOPE = "SCOPE"  # which data, how far they are used
    RETENTION = "RETENTION"
    PROTECTION = "PROTECTION"
    CONTACT = "CONTACT"  # where a customer turns to


class VersionState(StrEnum):
    """How a version stands; a published one waits until its notices are done (VK 10)."""

    IN_FORCE = "IN_FORCE"
    WAITING = "WAITING"
    EARLIER = "EARLIER"


class FieldCategory(StrEnum):
    """The five categories of KO 1."""

    IDENTITY = "IDENTITY"
    CONTACT = "CONTACT"
    TRANSACTION = "TRANSACTION"
    SURVEY = "SURVEY"
    BROWSER = "BROWSER"


class RecipientRole(StrEnum):
    """Who may receive data: processors (carrier, installer), authorities, any other third party."""

    CARRIER = "CARRIER"
    INSTALLER = "INSTALLER"
    AUTHORITY = "AUTHORITY"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field that may be collected, its category (KO 1) and the purposes that need it (VK 1)."""

    id: FieldId
    category: FieldCategory
    needed_by: frozenset[PurposeId]
    text: Bilingual


@dataclass(frozen=True, slots=True)
class RecipientRule:
    """What a role may receive. The written commitment is demanded by law even where the pack does not."""

    role: RecipientRole
    purposes: frozenset[PurposeId]
    fields: frozenset[FieldId]
    needs_commitment: bool


@dataclass(frozen=True, slots=True)
class LabelRule:
    """What a shipping label may show beside the masked name (KO 4b)."""

    shows_province: bool
    shows_zone: bool
    shows_amount_to_collect: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise as published, and the control that keeps it."""

    id: str  # as shown: "KO 4b"
    control: Control
    parameters: Mapping[str, int | str | bool]
    affects_customers: bool
    text: Bilingual
    states: frozenset[Statement] = frozenset()


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """An immutable, numbered version of the shop's policy."""

    id: PolicyVersionId
    number: int
    pack: str  # id of the pack it was seeded from
    title: Bilingual
    published_at: datetime
    purposes: tuple[Purpose, ...]
    fields: tuple[FieldRule, ...]
    recipient_rules: tuple[RecipientRule, ...]
    label: LabelRule
    clauses: tuple[Clause, ...]
    link: str = ""  # where it stands on the web
    in_force_at: datetime | None = None  # ``None`` while its notices run (VK 10)

    def purpose(self, purpose_id: PurposeId) -> Purpose | None:
        """Return the purpose in force, or ``None``."""
        return next((purpose for purpose in self.purposes if purpose.id == purpose_id), None)

    def field(self, field_id: FieldId) -> FieldRule | None:
        """Return the rule of a field, or ``None`` when the policy does not collect it."""
        return next((rule for rule in self.fields if rule.id == field_id), None)

    def rule_for(self, role: RecipientRole) -> RecipientRule | None:
        """Return what a role may receive, or ``None`` when nothing."""
        return next((rule for rule in self.recipient_rules if rule.role is role), None)

    def clause_with(self, *controls: Control) -> Clause | None:
        """Return the first clause kept by the first of ``controls`` that the version has."""
        for control in controls:
            for clause in self.clauses:
                if clause.control is control:
                    return clause
        return None


@dataclass(frozen=True, slots=True)
class PolicyPack:
    """A pack before it is stored: what ``resources/policies/<id>.toml`` says, or a draft."""

    id: str
    title: Bilingual
    source: Bilingual
    purposes: tuple[Purpose, ...]
    fields: tuple[FieldRule, ...]
    recipient_rules: tuple[RecipientRule, ...]
    label: LabelRule
    clauses: tuple[Clause, ...]
    link: str = ""
