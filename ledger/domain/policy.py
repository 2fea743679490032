"""The published policy as data: versions made of clauses, each naming a control of the program.

A pack (``resources/policies/*.toml``) seeds the database; the gate reads the version stored there
(``model.md`` 6). A clause with a control the program does not have is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar, cast

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
    """Build a pack from parsed TOML. Raises ``PolicyInvalid`` naming what is wrong and where.

    ``why``: ``missing`` a key, ``value`` of the wrong kind, ``unknown`` id or control, ``twice`` the same id.
    An English text may be missing: Vietnamese stands in (``model.md`` 13).
    """
    meta = _table(raw.get("meta"), "meta")
    pack = PolicyPack(
        id=_text(meta, "id", "meta"),
        title=_bilingual(meta, "title", "meta"),
        source=_bilingual(meta, "source", "meta"),
        purposes=tuple(_purpose(row, where) for where, row in _rows(raw, "purposes")),
        fields=tuple(_field(row, where) for where, row in _rows(raw, "fields")),
        recipient_rules=tuple(_rule(row, where) for where, row in _rows(raw, "recipient_rules")),
        label=_label(_table(raw.get("label"), "label")),
        clauses=tuple(_clause(row, where) for where, row in _rows(raw, "clauses")),
    )
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
    _refuse_twice([purpose.id for purpose in pack.purposes], "purposes")
    _refuse_twice([rule.id for rule in pack.fields], "fields")
    _refuse_twice([rule.role for rule in pack.recipient_rules], "recipient_rules")
    _refuse_twice([clause.id for clause in pack.clauses], "clauses")


def _refuse_unknown(unknown: frozenset[PurposeId] | frozenset[FieldId], where: str) -> None:
    if unknown:
        raise PolicyInvalid(why="unknown", where=where)


def _refuse_twice(ids: Sequence[str], where: str) -> None:
    if len(set(ids)) != len(ids):
        raise PolicyInvalid(why="twice", where=where)


# --- one value of a pack, of the right kind or refused with its place ------------------------------

_Table = Mapping[str, object]
_Kind = TypeVar("_Kind")
_Choice = TypeVar("_Choice", bound=StrEnum)


def _value(table: _Table, key: str, kind: type[_Kind], where: str) -> _Kind:
    place = f"{where}.{key}" if where else key
    if key not in table:
        raise PolicyInvalid(why="missing", where=place)
    value = table[key]
    # True is an int to Python, but never a revision.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise PolicyInvalid(why="value", where=place)
    return value


def _table(raw: object, where: str) -> _Table:
    if not isinstance(raw, Mapping):
        raise PolicyInvalid(why="missing" if raw is None else "value", where=where)
    return raw


def _rows(raw: _Table, key: str) -> list[tuple[str, _Table]]:
    rows = _value(raw, key, list, "")
    return [(f"{key}[{number}]", _table(row, f"{key}[{number}]")) for number, row in enumerate(rows, start=1)]


def _text(table: _Table, key: str, where: str) -> str:
    text = _value(table, key, str, where).strip()
    if not text:
        raise PolicyInvalid(why="missing", where=f"{where}.{key}")
    return text


def _bilingual(table: _Table, key: str, where: str) -> Bilingual:
    place = f"{where}.{key}"
    texts = _table(table.get(key), place)
    return Bilingual(vi=_text(texts, "vi", place), en=_value(texts, "en", str, place).strip() if "en" in texts else "")


def _choice(table: _Table, key: str, kind: type[_Choice], where: str) -> _Choice:
    text = _text(table, key, where)
    if text not in {one.value for one in kind}:
        raise PolicyInvalid(why="unknown", where=f"{where}.{key}")
    return kind(text)


def _words(table: _Table, key: str, where: str) -> frozenset[str]:
    words = _value(table, key, list, where)
    if not all(isinstance(word, str) for word in words):
        raise PolicyInvalid(why="value", where=f"{where}.{key}")
    return frozenset(words)


def _purpose(row: _Table, where: str) -> Purpose:
    return Purpose(
        id=PurposeId(_text(row, "id", where)),
        revision=_value(row, "revision", int, where),
        basis=_choice(row, "basis", LegalBasis, where),
        is_advertising=_value(row, "is_advertising", bool, where),
        text=_bilingual(row, "text", where),
    )


def _field(row: _Table, where: str) -> FieldRule:
    return FieldRule(
        id=FieldId(_text(row, "id", where)),
        category=_choice(row, "category", FieldCategory, where),
        needed_by=frozenset(PurposeId(word) for word in _words(row, "needed_by", where)),
        text=_bilingual(row, "text", where),
    )


def _rule(row: _Table, where: str) -> RecipientRule:
    return RecipientRule(
        role=_choice(row, "role", RecipientRole, where),
        purposes=frozenset(PurposeId(word) for word in _words(row, "purposes", where)),
        fields=frozenset(FieldId(word) for word in _words(row, "fields", where)),
        needs_commitment=_value(row, "needs_commitment", bool, where),
    )


def _label(row: _Table) -> LabelRule:
    return LabelRule(
        shows_province=_value(row, "shows_province", bool, "label"),
        shows_zone=_value(row, "shows_zone", bool, "label"),
        shows_amount_to_collect=_value(row, "shows_amount_to_collect", bool, "label"),
    )


def _clause(row: _Table, where: str) -> Clause:
    parameters = _table(row.get("parameters", {}), f"{where}.parameters")
    for key, value in parameters.items():
        if not isinstance(value, int | str):
            raise PolicyInvalid(why="value", where=f"{where}.parameters.{key}")
    return Clause(
        id=_text(row, "id", where),
        control=_choice(row, "control", Control, where),
        parameters=cast("Mapping[str, int | str | bool]", dict(parameters)),
        affects_customers=_value(row, "affects_customers", bool, where),
        text=_bilingual(row, "text", where),
    )
