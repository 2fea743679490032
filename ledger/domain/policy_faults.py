"""What keeps a policy from being published: texts left out, ids that lead nowhere, numbers out of range."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ledger.domain.ids import PurposeId
from ledger.domain.policy import Clause, Control, PolicyPack
from ledger.domain.purpose import LegalBasis

_LINK = re.compile(r"https?://[^\s/?#@:]+\.[^\s/?#@:]+(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
_LINK_LIMIT = 300
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CLAUSE_ID_LIMIT = 16


class FaultKind(StrEnum):
    """What is wrong at a place."""

    MISSING = "missing"  # nothing there
    VALUE = "value"  # not what belongs there
    RANGE = "range"  # a number too small or too large
    UNKNOWN = "unknown"  # leads to nothing the program or the policy has
    TWICE = "twice"


class PackPart(StrEnum):
    """A part of a policy, named as in the file of a pack."""

    META = "meta"
    PURPOSE = "purposes"
    FIELD = "fields"
    RULE = "recipient_rules"
    CLAUSE = "clauses"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; ``id`` is the purpose, field, role or clause it is in, ``key`` which value of it."""

    kind: FaultKind
    part: PackPart
    id: str = ""
    key: str = ""

    @property
    def where(self) -> str:
        """Return the place as a path: ``clauses.KO 5.hours``."""
        return ".".join(piece for piece in (self.part.value, self.id, self.key) if piece)


class ParameterKind(StrEnum):
    """How a parameter of a control is written."""

    NUMBER = "NUMBER"
    CHOICES = "CHOICES"  # one or more words with commas between
    PERCENTS = "PERCENTS"  # rising numbers of percent with commas between
    PURPOSE = "PURPOSE"  # the id of a purpose of the policy


@dataclass(frozen=True, slots=True)
class ParameterRule:
    """What a parameter may be, and what a new clause begins with; numbers from ``low`` to ``high``, both allowed."""

    kind: ParameterKind
    default: int | str
    low: int = 0
    high: int = 0
    choices: tuple[str, ...] = ()


def _number(default: int, low: int, high: int) -> ParameterRule:
    return ParameterRule(ParameterKind.NUMBER, default, low, high)


def _choices(*words: str, default: str = "") -> ParameterRule:
    return ParameterRule(ParameterKind.CHOICES, default or ",".join(words), choices=words)


# A control that is not here has nothing to set.
PARAMETERS: Mapping[Control, Mapping[str, ParameterRule]] = {
    Control.NO_THIRD_PARTY: {
        "papers": _choices("document_number", "document_on", "issuing_body", "legal_reference"),
    },
    Control.ENCRYPTED_STORE: {"integrity_check_days": _number(7, 1, 31), "verified_backup_days": _number(7, 1, 31)},
    Control.FEEDBACK_IN_TIME: {
        "hours": _number(12, 1, 168),
        "warn_at": ParameterRule(ParameterKind.PERCENTS, "50,80", 1, 99),
    },
    Control.OFFERS_BY_CHOICE: {"purpose": ParameterRule(ParameterKind.PURPOSE, "marketing")},
    Control.PARTNER_COMMITMENT: {"warn_days": _number(30, 1, 365)},
    Control.COOKIES_BY_CHOICE: {
        "purpose": ParameterRule(ParameterKind.PURPOSE, "website_improvement"),
        "retention_days": _number(365, 1, 3650),
    },
    Control.GUARDIAN_CONSENT: {"minor_age": _number(18, 16, 21)},
    Control.CHANGE_NOTICE: {"channels": _choices("EMAIL", "HOME_PAGE", "POST", default="EMAIL,HOME_PAGE")},
}


def parameter_rules(control: Control) -> Mapping[str, ParameterRule]:
    """Return what can be set for a control, by name."""
    return PARAMETERS.get(control, {})


def is_link(link: str) -> bool:
    """Return whether this can be opened as a page of the web; other kinds of address are never opened (VK 8)."""
    return len(link) <= _LINK_LIMIT and _LINK.fullmatch(link) is not None


def faults(pack: PolicyPack) -> tuple[Fault, ...]:
    """Return everything that keeps ``pack`` from being published, in the order of its parts."""
    return (*_of_meta(pack), *_of_purposes(pack), *_of_fields(pack), *_of_rules(pack), *_of_clauses(pack))


LEGAL_DUTY = PurposeId("legal_compliance")


def duties(pack: PolicyPack) -> tuple[Fault, ...]:
    """Return what a policy lacks that the law makes every shop do: notices and confirmations rest on this purpose."""
    purpose = next((one for one in pack.purposes if one.id == LEGAL_DUTY), None)
    if purpose is None:
        return (Fault(FaultKind.MISSING, PackPart.PURPOSE, LEGAL_DUTY),)
    return () if purpose.basis is LegalBasis.LAW else (Fault(FaultKind.VALUE, PackPart.PURPOSE, LEGAL_DUTY, "basis"),)


def _of_meta(pack: PolicyPack) -> Iterator[Fault]:
    for key, text in (("id", pack.id), ("title", pack.title.vi), ("source", pack.source.vi)):
        if not text:
            yield Fault(FaultKind.MISSING, PackPart.META, key=key)
    if pack.link and not is_link(pack.link):
        yield Fault(FaultKind.VALUE, PackPart.META, key="link")


def _of_purposes(pack: PolicyPack) -> Iterator[Fault]:
    yield from _ids(PackPart.PURPOSE, [one.id for one in pack.purposes])
    for one in pack.purposes:
        if one.id and not _ID.fullmatch(one.id):
            yield Fault(FaultKind.VALUE, PackPart.PURPOSE, one.id, "id")
        if not one.text.vi:
            yield Fault(FaultKind.MISSING, PackPart.PURPOSE, one.id, "text")


def _of_fields(pack: PolicyPack) -> Iterator[Fault]:
    yield from _ids(PackPart.FIELD, [one.id for one in pack.fields])
    purposes = {one.id for one in pack.purposes}
    for one in pack.fields:
        if not one.text.vi:
            yield Fault(FaultKind.MISSING, PackPart.FIELD, one.id, "text")
        if one.needed_by - purposes:
            yield Fault(FaultKind.UNKNOWN, PackPart.FIELD, one.id, "needed_by")


def _of_rules(pack: PolicyPack) -> Iterator[Fault]:
    purposes, fields = {one.id for one in pack.purposes}, {one.id for one in pack.fields}
    yield from _twice(PackPart.RULE, [one.role.value for one in pack.recipient_rules])
    for one in pack.recipient_rules:
        if one.purposes - purposes:
            yield Fault(FaultKind.UNKNOWN, PackPart.RULE, one.role.value, "purposes")
        if one.fields - fields:
            yield Fault(FaultKind.UNKNOWN, PackPart.RULE, one.role.value, "fields")


def _of_clauses(pack: PolicyPack) -> Iterator[Fault]:
    yield from _ids(PackPart.CLAUSE, [one.id for one in pack.clauses])
    purposes = {one.id for one in pack.purposes}
    for one in pack.clauses:
        if len(one.id) > _CLAUSE_ID_LIMIT:
            yield Fault(FaultKind.VALUE, PackPart.CLAUSE, one.id, "id")
        if not one.text.vi:
            yield Fault(FaultKind.MISSING, PackPart.CLAUSE, one.id, "text")
        yield from _of_parameters(one, purposes)


def _ids(part: PackPart, ids: list[str]) -> Iterator[Fault]:
    if not ids or not all(ids):
        yield Fault(FaultKind.MISSING, part, key="id" if ids else "")
    yield from _twice(part, ids)


def _twice(part: PackPart, ids: list[str]) -> Iterator[Fault]:
    for one in dict.fromkeys(ids):
        if one and ids.count(one) > 1:
            yield Fault(FaultKind.TWICE, part, one)


def _of_parameters(clause: Clause, purposes: Collection[str]) -> Iterator[Fault]:
    rules = parameter_rules(clause.control)
    for key, value in clause.parameters.items():
        kind = _fault_of(rules[key], value, purposes) if key in rules else FaultKind.UNKNOWN
        if kind is not None:
            yield Fault(kind, PackPart.CLAUSE, clause.id, key)


def _fault_of(rule: ParameterRule, value: int | str, purposes: Collection[str]) -> FaultKind | None:
    # True is an int to Python, but never a number of days.
    if isinstance(value, bool) or isinstance(value, int) != (rule.kind is ParameterKind.NUMBER):
        return FaultKind.VALUE
    if isinstance(value, int):
        return None if rule.low <= value <= rule.high else FaultKind.RANGE
    words = [word.strip() for word in value.split(",")]
    if rule.kind is ParameterKind.PURPOSE:
        return None if value in purposes else FaultKind.UNKNOWN
    if rule.kind is ParameterKind.PERCENTS:
        return _fault_of_percents(rule, words)
    return None if set(words) <= set(rule.choices) else FaultKind.UNKNOWN


def _fault_of_percents(rule: ParameterRule, words: list[str]) -> FaultKind | None:
    if not all(word.isascii() and word.isdigit() for word in words):
        return FaultKind.VALUE
    numbers = [int(word) for word in words]
    if numbers != sorted(set(numbers)):
        return FaultKind.VALUE
    return None if all(rule.low <= number <= rule.high for number in numbers) else FaultKind.RANGE
