"""Provinces and wards of Vietnam since 1 July 2025, found however people spell them.

A help for typing, never a gate: whatever is not found, or could be two places, stays as typed.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar, cast

from ledger.domain.text import fold

_KINDS = (("thanh", "pho"), ("tinh",), ("phuong",), ("xa",), ("dac", "khu"))
_ABBREVIATIONS = dict(zip(("tp", "t", "p", "x", "dk"), _KINDS, strict=True))
# What people call a province besides its name; keys are squashed, values are squashed names.
_NICKNAMES = {
    "hcm": "hochiminh",
    "hcmc": "hochiminh",
    "sg": "hochiminh",
    "saigon": "hochiminh",
    "hn": "hanoi",
    "thuathienhue": "hue",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its official name. ``code`` is the code of the data set, not of the statistics office."""

    code: str
    name: str  # with its kind: "Phường Ba Đình", "Tỉnh An Giang"

    @property
    def short_name(self) -> str:
        """Return the name without its kind: ``Ba Đình``, ``1 Bảo Lộc``."""
        words = self.name.split()
        return " ".join(words[_kind_length(fold(self.name).split()) :])


@dataclass(frozen=True, slots=True)
class Ward(Place):
    """A phường, xã or đặc khu."""


@dataclass(frozen=True, slots=True)
class Province(Place):
    """One of the 34 provinces and centrally run cities."""

    wards: tuple[Ward, ...]


PlaceT = TypeVar("PlaceT", bound=Place)


class Places:
    """All provinces and wards of one dated list."""

    def __init__(self, as_of: date, attribution: str, provinces: Iterable[Province]) -> None:
        self.as_of = as_of
        self.attribution = attribution
        self.provinces = tuple(provinces)
        self._by_province = _Index(self.provinces)
        for nickname, name in _NICKNAMES.items():
            self._by_province.add_nickname(nickname, name)
        # Built when first asked: a shop sends to a few provinces, and 3,321 names would slow every start.
        self._wards: dict[str, _Index[Ward]] = {}

    def find_province(self, text: str) -> Province | None:
        """Return the province meant by ``text`` (``TP. HCM``, ``ha noi``, ``tỉnh An Giang``), or ``None``."""
        return self._by_province.find(text)

    def province_with_code(self, code: str) -> Province | None:
        """Return the province a stored code stands for."""
        return next((province for province in self.provinces if province.code == code), None)

    def find_ward(self, province: Province, text: str) -> Ward | None:
        """Return the ward of ``province`` meant by ``text`` (``P. Ba Đình``), or ``None`` if unknown or ambiguous."""
        if province.code not in self._wards:
            self._wards[province.code] = _Index(province.wards)
        return self._wards[province.code].find(text)


def parse_places(raw: Mapping[str, object]) -> Places:
    """Build the list from the parsed JSON of ``resources/places``."""
    rows = cast("Sequence[Mapping[str, object]]", raw["provinces"])
    return Places(date.fromisoformat(str(raw["as_of"])), str(raw["attribution"]), map(_province, rows))


def _province(row: Mapping[str, object]) -> Province:
    wards = cast("Sequence[Sequence[str]]", row["wards"])
    return Province(str(row["code"]), str(row["name"]), tuple(Ward(code, name) for code, name in wards))


class _Index(Generic[PlaceT]):
    """Places by squashed spelling: marks, case, spaces and punctuation do not count (``Dak Lak``, ``Đắklắk``)."""

    def __init__(self, places: Iterable[PlaceT]) -> None:
        self._places: dict[str, list[PlaceT]] = defaultdict(list)
        for place in places:
            words = _words(place.name)
            self._places["".join(words)].append(place)
            self._places["".join(words[_kind_length(words) :])].append(place)

    def add_nickname(self, nickname: str, name: str) -> None:
        for place in self._places.get(name, []):
            kind = "".join(_words(place.name)).removesuffix(name)
            for prefix in ("", "tp", "tinh", kind):
                self._places[prefix + nickname] = [place]

    def find(self, text: str) -> PlaceT | None:
        words = _words(text)
        if len(words) > 1 and words[0] in _ABBREVIATIONS:
            words = [*_ABBREVIATIONS[words[0]], *words[1:]]
        found = self._places.get("".join(words), [])
        if len(found) > 1:
            # Without marks two wards can look alike (Tân Thành, Tân Thạnh); what was typed with marks decides.
            found = [place for place in found if _accented(text).endswith(_accented(place.short_name))]
        return found[0] if len(found) == 1 else None


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(text))


def _kind_length(words: Sequence[str]) -> int:
    return next((len(kind) for kind in _KINDS if tuple(words[: len(kind)]) == kind), 0)


def _accented(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold()))
