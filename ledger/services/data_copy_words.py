"""The values of a person's copy put into words: for machines with their codes, for readers on paper."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ledger.documents.figures import show_count, show_money, show_weight
from ledger.domain.gate import Reason
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.instants import from_text, show_date, show_end, show_instant
from ledger.domain.parcel import show_code
from ledger.domain.policy import PolicyVersion
from ledger.domain.text import show_phone
from ledger.domain.wording import Bilingual, Wording
from ledger.services.explaining import explain, field_text, show_reference
from ledger.storage.copy_columns import Column, Kind, Value
from ledger.storage.disclosures import read_reasons

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Words:
    """What turns codes into words of one language."""

    wording: Wording
    policy: PolicyVersion
    purposes: Mapping[PurposeId, Bilingual]

    def of_code(self, column: Column, code: str) -> str:
        """Return one code of a column in words; a code without any is its own word."""
        if column.kind is Kind.PURPOSE:
            text = self.purposes.get(PurposeId(code))
            return text.in_language(self.wording.language) if text is not None else code
        if column.kind in {Kind.FIELD, Kind.FIELDS}:
            return field_text(FieldId(code), self.wording)
        key = f"{column.words}.{code}"
        return self.wording.text(key) if key in self.wording else code

    def of_reason(self, reason: Reason) -> str:
        """Return a reason of the gate as a sentence with its clause."""
        return explain(reason, self.policy, self.wording)


_CODES = frozenset({Kind.WORD, Kind.PURPOSE, Kind.FIELD})
_MANY_CODES = frozenset({Kind.WORDS, Kind.FIELDS})


def stored(column: Column, value: Value) -> Value:
    """Return a value, or the code its emptiness stands for."""
    return column.when_empty if value is None else value


# --- for machines -------------------------------------------------------------------------------


def as_json(column: Column, value: Value, words: Words) -> Json:
    """Return a value for JSON: codes with their words, instants in UTC (ISO 8601), files in base64."""
    known = stored(column, value)
    if known is None:
        return None
    if isinstance(known, bytes):
        return base64.b64encode(known).decode("ascii")
    if isinstance(known, int):
        return bool(known) if column.kind is Kind.FLAG else known
    return _text_as_json(column, known, words)


def _text_as_json(column: Column, value: str, words: Words) -> Json:
    if column.kind in _CODES:
        return _coded(value, words.of_code(column, value))
    if column.kind in _MANY_CODES:
        return [_coded(one, words.of_code(column, one)) for one in value.split()]
    if column.kind is Kind.REASONS:
        return [
            {**_coded(one.code.value, words.of_reason(one)), "reference": one.reference} for one in read_reasons(value)
        ]
    return list(json.loads(value)) if column.kind is Kind.REFERENCES else value


def _coded(code: str, words: str) -> dict[str, Json]:
    return {"code": code, "words": words}


# --- for readers --------------------------------------------------------------------------------


def as_text(column: Column, value: Value, words: Words) -> str:
    """Return a value for paper: in words, days and hours of Vietnam, figures with their unit; nothing for nothing."""
    known = stored(column, value)
    if known is None or isinstance(known, bytes):
        return ""
    if isinstance(known, int):
        return _FIGURES.get(column.kind, _plain)(known, words.wording)
    return _text_on_paper(column, known, words)


def _text_on_paper(column: Column, value: str, words: Words) -> str:
    if column.kind in _CODES:
        return words.of_code(column, value)
    if column.kind in _MANY_CODES:
        return ", ".join(words.of_code(column, one) for one in value.split())
    if column.kind is Kind.REASONS:
        return " ".join(words.of_reason(one) for one in read_reasons(value))
    if column.kind is Kind.REFERENCES:
        return ", ".join(show_reference(one, words.wording) for one in json.loads(value))
    return _SHOWN.get(column.kind, str)(value)


def _plain(value: int, _wording: Wording) -> str:
    return str(value)


def _flag(value: int, wording: Wording) -> str:
    return wording.text(f"data_copy.{'yes' if value else 'no'}")


def _size(value: int, wording: Wording) -> str:
    return wording.text("data_copy.bytes", count=show_count(value, wording))


_FIGURES: Mapping[Kind, Callable[[int, Wording], str]] = {
    Kind.FLAG: _flag,
    Kind.MONEY: show_money,
    Kind.GRAMS: show_weight,
    Kind.BYTES: _size,
}
_SHOWN: Mapping[Kind, Callable[[str], str]] = {
    Kind.INSTANT: lambda text: show_instant(from_text(text)),
    Kind.END: lambda text: show_end(from_text(text)),
    Kind.DAY: lambda text: show_date(date.fromisoformat(text)),
    Kind.PHONE: show_phone,
    Kind.PARCEL: show_code,
}
