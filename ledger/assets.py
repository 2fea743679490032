"""Where ``resources/`` is, and what lies in it: wording, policy packs, rules of law, places, fonts.

The same code runs installed from a wheel, from an editable checkout and frozen by PyInstaller. ``resources`` has
no Python that the program runs, and ships beside the packages ``ledger`` and ``ui``, so its place follows from that
of ``ledger``.
"""

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ledger.domain.errors import NotFound
from ledger.domain.places import Places, parse_places
from ledger.domain.policy import PolicyPack
from ledger.domain.policy_pack import parse_pack
from ledger.domain.wording import Language, Wording

PLACES_FILE = "vn-2025-07.json"
FONT_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")

LawValue = int | str | bool | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LawRule:
    """One number or choice of ``resources/law.toml`` with where it comes from."""

    key: str  # dotted: "requests.ACCESS.complete_days"
    value: LawValue
    source: str
    confidence: str  # high: legal text read, or two texts agree; med: one; low: unsettled
    must_be_changeable: bool  # unsettled, so a shop has to be able to change it


def resource_path(*parts: str) -> Path:
    """Return the path of a file or folder below ``resources/``; it need not exist."""
    frozen_in = getattr(sys, "_MEIPASS", None)  # PyInstaller unpacks data files there
    root = Path(frozen_in) if frozen_in else Path(__file__).parent.parent
    return root.joinpath("resources", *parts)


@cache
def load_wording(language: Language) -> Wording:
    """Return the texts of a language; English falls back to Vietnamese where a text is missing."""
    fallback = None if language is Language.VI else load_wording(Language.VI)
    return Wording(language, _read_toml("texts", f"{language.value}.toml"), fallback)


@cache
def load_words() -> tuple[str, ...]:
    """Return the Vietnamese words passphrases are drawn from; no two differ by their marks alone."""
    return tuple(resource_path("words", "vi.txt").read_text(encoding="utf-8").split())


def pack_ids() -> tuple[str, ...]:
    """Return the ids of the policy packs that ship, in alphabetical order."""
    return tuple(sorted(path.stem for path in resource_path("policies").glob("*.toml")))


@cache
def load_pack(pack_id: str) -> PolicyPack:
    """Return a policy pack. Raises ``NotFound`` for an id that does not ship, ``PolicyInvalid`` for a faulty file."""
    if pack_id not in pack_ids():
        raise NotFound(kind="pack", code=pack_id)
    return parse_pack(_read_toml("policies", f"{pack_id}.toml"))


@cache
def load_law() -> Mapping[str, LawRule]:
    """Return the rules of law by dotted key, in the order of the file, each with source and confidence."""
    rules = {rule.key: rule for rule in _law_rules(_read_toml("law.toml"), "")}
    return MappingProxyType(rules)


@cache
def load_places() -> Places:
    """Return the provinces and wards, with the date of the list and its attribution."""
    return parse_places(json.loads(resource_path("places", PLACES_FILE).read_text(encoding="utf-8")))


def load_font_paths() -> Mapping[str, Path]:
    """Return the TrueType file of Be Vietnam Pro by weight (``Regular`` … ``Bold``)."""
    return {weight: resource_path("fonts", f"BeVietnamPro-{weight}.ttf") for weight in FONT_WEIGHTS}


def _read_toml(*parts: str) -> dict[str, object]:
    with resource_path(*parts).open("rb") as file:
        return tomllib.load(file)


def _law_rules(table: Mapping[str, object], prefix: str) -> Iterator[LawRule]:
    for name, entry in table.items():
        if not isinstance(entry, Mapping):
            raise TypeError(prefix + name)
        if "value" in entry:
            yield _law_rule(prefix + name, entry)
        else:
            yield from _law_rules(entry, f"{prefix}{name}.")


def _law_rule(key: str, entry: Mapping[str, object]) -> LawRule:
    return LawRule(
        key=key,
        value=_law_value(entry["value"]),
        source=str(entry["source"]),
        confidence=str(entry["confidence"]),
        must_be_changeable=bool(entry.get("must", False)),
    )


def _law_value(value: object) -> LawValue:
    if isinstance(value, list):
        return tuple(int(item) for item in value)
    if isinstance(value, int | str):
        return value
    raise TypeError(type(value).__name__)
