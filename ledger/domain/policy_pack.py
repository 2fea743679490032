"""A policy pack as TOML or a draft has it: read strictly, and written back without loss."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar, cast

from ledger.domain.errors import PolicyInvalid
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.policy import (
    Clause,
    Control,
    FieldCategory,
    FieldRule,
    LabelRule,
    PolicyPack,
    PolicyVersion,
    RecipientRole,
    RecipientRule,
    Statement,
)
from ledger.domain.policy_faults import faults
from ledger.domain.purpose import LegalBasis, Purpose
from ledger.domain.wording import Bilingual

Raw = dict[str, object]


def parse_pack(raw: Mapping[str, object]) -> PolicyPack:
    """Build a pack that can be published. Raises ``PolicyInvalid`` naming what is wrong and where.

    ``why``: ``missing`` a key or a text, ``value`` of the wrong kind, ``range`` of a number, ``unknown`` id or control,
    ``twice`` the same id. An English text may be missing: Vietnamese stands in (``model.md`` 13).
    """
    pack = read_pack(raw)
    for fault in faults(pack):
        raise PolicyInvalid(why=fault.kind.value, where=fault.where)
    return pack


def read_pack(raw: Mapping[str, object]) -> PolicyPack:
    """Build a pack that may be unfinished: every key has its kind, but texts may be empty and ids may lead nowhere.

    Raises ``PolicyInvalid`` for what is not a pack at all: a key left out, a word the program does not know.
    """
    meta = _table(raw.get("meta"), "meta")
    return PolicyPack(
        id=_text(meta, "id", "meta"),
        title=_bilingual(meta, "title", "meta"),
        source=_bilingual(meta, "source", "meta"),
        purposes=tuple(_purpose(row, where) for where, row in _rows(raw, "purposes")),
        fields=tuple(_field(row, where) for where, row in _rows(raw, "fields")),
        recipient_rules=tuple(_rule(row, where) for where, row in _rows(raw, "recipient_rules")),
        label=_label(_table(raw.get("label"), "label")),
        clauses=tuple(_clause(row, where) for where, row in _rows(raw, "clauses")),
        link=_text(meta, "link", "meta") if "link" in meta else "",
    )


def as_pack(version: PolicyVersion) -> PolicyPack:
    """Return a version as a pack, to begin a draft with; its source is the version itself."""
    return PolicyPack(
        id=version.pack,
        title=version.title,
        source=version.title,
        purposes=version.purposes,
        fields=version.fields,
        recipient_rules=version.recipient_rules,
        label=version.label,
        clauses=version.clauses,
        link=version.link,
    )


def dump_pack(pack: PolicyPack) -> Raw:
    """Return a pack as plain tables, lists and values; ``read_pack`` builds the same pack from them."""
    meta: Raw = {"id": pack.id, "title": _texts(pack.title), "source": _texts(pack.source)}
    return {
        "meta": meta | ({"link": pack.link} if pack.link else {}),
        "purposes": [_dump_purpose(one) for one in pack.purposes],
        "fields": [_dump_field(one) for one in pack.fields],
        "recipient_rules": [_dump_rule(one) for one in pack.recipient_rules],
        "label": {
            "shows_province": pack.label.shows_province,
            "shows_zone": pack.label.shows_zone,
            "shows_amount_to_collect": pack.label.shows_amount_to_collect,
        },
        "clauses": [_dump_clause(one) for one in pack.clauses],
    }


def _texts(text: Bilingual) -> Raw:
    return {"vi": text.vi, "en": text.en}


def _dump_purpose(one: Purpose) -> Raw:
    return {
        "id": one.id,
        "revision": one.revision,
        "basis": one.basis.value,
        "is_advertising": one.is_advertising,
        "text": _texts(one.text),
    }


def _dump_field(one: FieldRule) -> Raw:
    return {
        "id": one.id,
        "category": one.category.value,
        "needed_by": sorted(one.needed_by),
        "text": _texts(one.text),
    }


def _dump_rule(one: RecipientRule) -> Raw:
    return {
        "role": one.role.value,
        "purposes": sorted(one.purposes),
        "fields": sorted(one.fields),
        "needs_commitment": one.needs_commitment,
    }


def _dump_clause(one: Clause) -> Raw:
    return {
        "id": one.id,
        "control": one.control.value,
        "parameters": dict(one.parameters),
        "affects_customers": one.affects_customers,
        "text": _texts(one.text),
        "states": sorted(one.states),
    }


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
    return _value(table, key, str, where).strip()


def _bilingual(table: _Table, key: str, where: str) -> Bilingual:
    place = f"{where}.{key}"
    texts = _table(table.get(key), place)
    return Bilingual(vi=_text(texts, "vi", place), en=_text(texts, "en", place) if "en" in texts else "")


def _choice(table: _Table, key: str, kind: type[_Choice], where: str) -> _Choice:
    return _one_of(_text(table, key, where), kind, f"{where}.{key}")


def _one_of(word: str, kind: type[_Choice], place: str) -> _Choice:
    if word not in {one.value for one in kind}:
        raise PolicyInvalid(why="unknown", where=place)
    return kind(word)


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
        states=frozenset(_one_of(word, Statement, f"{where}.states") for word in _words(row, "states", where))
        if "states" in row
        else frozenset(),
    )
