"""The published policy as data: versions made of clauses, each naming a control of the program.

A pack (``resources/policies/*.toml``) seeds the database; the gate reads the version stored there
(``model.md`` 6). A clause with a control the program does not have is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

from ledger.domain.errors import PolicyInvalid
from ledger.domain.ids import FieldId, PolicyVersionId, PurposeId
from ledger.domain.purpose import LegalBasis, Purpose
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
    """A pack before it is stored: what ``resources/policies/<id>.toml`` says."""

    id: str
    title: Bilingual
    source: Bilingual
    purposes: tuple[Purpose, ...]
    fields: tuple[FieldRule, ...]
    recipient_rules: tuple[RecipientRule, ...]
    label: LabelRule
    clauses: tuple[Clause, ...]


def parse_pack(raw: Mapping[str, object]) -> PolicyPack:
    """Build a pack from parsed TOML. Raises ``PolicyInvalid`` naming what is wrong and where."""
    try:
        meta = _table(raw, "meta")
        pack = PolicyPack(
            id=str(meta["id"]),
            title=_bilingual(meta["title"]),
            source=_bilingual(meta["source"]),
            purposes=tuple(_purpose(row) for row in _rows(raw, "purposes")),
            fields=tuple(_field(row) for row in _rows(raw, "fields")),
            recipient_rules=tuple(_rule(row) for row in _rows(raw, "recipient_rules")),
            label=_label(_table(raw, "label")),
            clauses=tuple(_clause(row) for row in _rows(raw, "clauses")),
        )
    except KeyError as missing:
        raise PolicyInvalid(why="missing", where=str(missing.args[0])) from None
    except (TypeError, ValueError) as wrong:
        raise PolicyInvalid(why="value", where=type(wrong).__name__) from None
    _check_references(pack)
    return pack


def _check_references(pack: PolicyPack) -> None:
    purposes = {purpose.id for purpose in pack.purposes}
    fields = {rule.id for rule in pack.fields}
    for rule in pack.fields:
        _refuse_unknown(rule.needed_by - purposes, f"fields.{rule.id}")
    for recipient_rule in pack.recipient_rules:
        _refuse_unknown(recipient_rule.purposes - purposes, f"recipient_rules.{recipient_rule.role}")
        _refuse_unknown(recipient_rule.fields - fields, f"recipient_rules.{recipient_rule.role}")
    ids = [clause.id for clause in pack.clauses]
    if len(set(ids)) != len(ids) or len(purposes) != len(pack.purposes) or len(fields) != len(pack.fields):
        raise PolicyInvalid(why="twice", where=pack.id)


def _refuse_unknown(unknown: frozenset[PurposeId] | frozenset[FieldId], where: str) -> None:
    if unknown:
        raise PolicyInvalid(why="unknown", where=where)


def _table(raw: Mapping[str, object], key: str) -> Mapping[str, object]:
    return cast("Mapping[str, object]", raw[key])


def _rows(raw: Mapping[str, object], key: str) -> Sequence[Mapping[str, object]]:
    return cast("Sequence[Mapping[str, object]]", raw[key])


def _bilingual(raw: object) -> Bilingual:
    texts = cast("Mapping[str, str]", raw)
    return Bilingual(vi=texts["vi"].strip(), en=texts["en"].strip())


def _purposes_of(row: Mapping[str, object], key: str) -> frozenset[PurposeId]:
    return frozenset(PurposeId(str(item)) for item in cast("Sequence[str]", row[key]))


def _purpose(row: Mapping[str, object]) -> Purpose:
    return Purpose(
        id=PurposeId(str(row["id"])),
        revision=int(cast("int", row["revision"])),
        basis=LegalBasis(str(row["basis"])),
        is_advertising=bool(row["is_advertising"]),
        text=_bilingual(row["text"]),
    )


def _field(row: Mapping[str, object]) -> FieldRule:
    return FieldRule(
        id=FieldId(str(row["id"])),
        category=FieldCategory(str(row["category"])),
        needed_by=_purposes_of(row, "needed_by"),
        text=_bilingual(row["text"]),
    )


def _rule(row: Mapping[str, object]) -> RecipientRule:
    return RecipientRule(
        role=RecipientRole(str(row["role"])),
        purposes=_purposes_of(row, "purposes"),
        fields=frozenset(FieldId(str(item)) for item in cast("Sequence[str]", row["fields"])),
        needs_commitment=bool(row["needs_commitment"]),
    )


def _label(row: Mapping[str, object]) -> LabelRule:
    return LabelRule(
        shows_province=bool(row["shows_province"]),
        shows_zone=bool(row["shows_zone"]),
        shows_amount_to_collect=bool(row["shows_amount_to_collect"]),
    )


def _clause(row: Mapping[str, object]) -> Clause:
    return Clause(
        id=str(row["id"]),
        control=Control(str(row["control"])),
        parameters=dict(cast("Mapping[str, int | str | bool]", row.get("parameters", {}))),
        affects_customers=bool(row["affects_customers"]),
        text=_bilingual(row["text"]),
    )
