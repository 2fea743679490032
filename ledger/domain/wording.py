"""Words for people: bilingual texts of a policy, and the printed wording loaded from ``resources/texts``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """Languages of the screen and of paper."""

    VI = "vi"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Vietnamese and English; a missing English text falls back to Vietnamese."""

    vi: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the text in ``language``, or in Vietnamese where there is none."""
        return self.en if language is Language.EN and self.en else self.vi


class Wording:
    """The texts of one language by dotted key (``errors.disk_full``), with a fallback for missing keys."""

    def __init__(self, language: Language, texts: Mapping[str, object], fallback: "Wording | None" = None) -> None:
        self.language = language
        self._texts = dict(_flatten(texts))
        self._fallback = fallback

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def keys(self) -> frozenset[str]:
        """Return every dotted key this language has itself."""
        return frozenset(self._texts)

    def text(self, key: str, /, **values: object) -> str:
        """Return the text for ``key`` with ``{name}`` filled in; raises ``KeyError`` for a key nobody has."""
        if key in self._texts:
            return self._texts[key].format(**values)
        if self._fallback is None:
            raise KeyError(key)
        return self._fallback.text(key, **values)


def _flatten(texts: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in texts.items():
        if isinstance(value, Mapping):
            pairs += _flatten(value, f"{prefix}{key}.")
        else:
            pairs.append((f"{prefix}{key}", str(value)))
    return pairs
