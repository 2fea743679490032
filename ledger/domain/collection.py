"""What may be collected, and for what: no field without a purpose that needs it, no browser data without a choice.

KO 1, VK 1 and VK 4; the policy comes in as an argument.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import ip_address

from ledger.domain.errors import InvalidInput
from ledger.domain.gate import Reason, ReasonCode, ReasonValue
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.policy import Control, FieldCategory, PolicyVersion, RecipientRole
from ledger.domain.purpose import LegalBasis, Purpose

NAME, BIRTH_DATE = FieldId("name"), FieldId("birth_date")
IP_ADDRESS, BROWSER_LANGUAGE = FieldId("ip_address"), FieldId("browser_language")
# Nobody is served without a name, and whether somebody is a child the law on children wants known.
_ALWAYS = frozenset({NAME, BIRTH_DATE})
_WEBSITE = PurposeId("website_improvement")
_COOKIE_DAYS = 365  # the program's suggestion, as in the packs that have VK 4
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")  # BCP 47: vi, en-US, zh-Hant-TW


class CookieChoice(StrEnum):
    """What a visitor said about cookies (VK 4)."""

    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"


def purposes_to_name(policy: PolicyVersion) -> tuple[Purpose, ...]:
    """Return what a record may be made for.

    Not what only an authority asks for: such a purpose may need any field, and nobody gives data for it beforehand.
    """
    rule = policy.rule_for(RecipientRole.AUTHORITY)
    asked = rule.purposes if rule is not None else frozenset()
    return tuple(one for one in policy.purposes if not (one.basis is LegalBasis.LAW and one.id in asked))


def fields_wanted(policy: PolicyVersion, purposes: Iterable[PurposeId]) -> frozenset[FieldId]:
    """Return the collected fields that one of the purposes needs, with the name and the birth date (VK 1)."""
    named = frozenset(purposes) & {one.id for one in purposes_to_name(policy)}
    return frozenset(rule.id for rule in policy.fields if rule.id in _ALWAYS or rule.needed_by & named)


def beyond(policy: PolicyVersion, purposes: Collection[PurposeId], filled: Iterable[FieldId]) -> tuple[FieldId, ...]:
    """Return the filled fields that no named purpose needs, in the order of the policy.

    None where no purpose is named: what such a record is for is unknown, and counted as that. Fields the policy does
    not collect are told by ``not_collected``.
    """
    if not purposes:
        return ()
    over = frozenset(filled) - fields_wanted(policy, purposes)
    return tuple(rule.id for rule in policy.fields if rule.id in over)


def not_collected(policy: PolicyVersion, filled: Iterable[FieldId]) -> tuple[FieldId, ...]:
    """Return the filled fields that the policy does not collect at all (KO 1)."""
    return tuple(sorted({one for one in filled if policy.field(one) is None}))


def beyond_need(policy: PolicyVersion, fields: tuple[FieldId, ...]) -> Reason:
    """Return why fields that no purpose needs are turned away."""
    reference = _reference(policy, Control.COLLECT_ONLY_NEEDED, Control.PURPOSE_LIMITATION)
    return Reason(ReasonCode.FIELD_BEYOND_NEED, reference, {"fields": fields})


def outside_policy(policy: PolicyVersion, fields: tuple[FieldId, ...]) -> Reason:
    """Return why fields that the policy does not have are turned away."""
    reference = _reference(policy, Control.COLLECTION_CATEGORIES, Control.COLLECT_ONLY_NEEDED)
    return Reason(ReasonCode.FIELD_NOT_COLLECTED, reference, {"fields": fields})


def identity_card(policy: PolicyVersion) -> Reason:
    """Return why a file that shows an identity card is turned away: such pictures are never kept (KO 1)."""
    reference = _reference(policy, Control.COLLECTION_CATEGORIES, Control.COLLECT_ONLY_NEEDED)
    return Reason(ReasonCode.IDENTITY_CARD, reference)


def _reference(policy: PolicyVersion, *controls: Control) -> str:
    clause = policy.clause_with(*controls)
    return clause.id if clause is not None else "law:PDPL-9"


# --- survey answers -----------------------------------------------------------------------------


def survey_fields(policy: PolicyVersion) -> tuple[FieldId, ...]:
    """Return what a survey may ask for (KO 1)."""
    return tuple(rule.id for rule in policy.fields if rule.category is FieldCategory.SURVEY)


def survey_purposes(policy: PolicyVersion, field_id: FieldId) -> tuple[Purpose, ...]:
    """Return the purposes that need an answer."""
    return tuple(one for one in purposes_to_name(policy) if field_id in fields_wanted(policy, (one.id,)))


def survey_reasons(policy: PolicyVersion, field_id: FieldId, purpose_id: PurposeId) -> tuple[Reason, ...]:
    """Return why an answer may not be written down for a purpose, whatever the person agreed to."""
    if field_id not in survey_fields(policy):
        return (outside_policy(policy, (field_id,)),)
    if purpose_id not in {one.id for one in survey_purposes(policy, field_id)}:
        return (beyond_need(policy, (field_id,)),)
    return ()


# --- browser data -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CookieTerms:
    """What browser data are for, how long they may be kept, and the clause that says so."""

    purpose_id: PurposeId
    keep: timedelta
    reference: str


def cookie_terms(policy: PolicyVersion) -> CookieTerms:
    """Return the terms of VK 4, or the program's suggestion where the policy has no such clause."""
    clause = policy.clause_with(Control.COOKIES_BY_CHOICE)
    said = clause.parameters if clause is not None else {}
    return CookieTerms(
        PurposeId(str(said.get("purpose", _WEBSITE))),
        timedelta(days=int(said.get("retention_days", _COOKIE_DAYS))),
        clause.id if clause is not None else _reference(policy, Control.COLLECTION_CATEGORIES),
    )


def browser_fields(policy: PolicyVersion) -> tuple[FieldId, ...]:
    """Return what of a browser may be kept (KO 1)."""
    return tuple(one for one in (IP_ADDRESS, BROWSER_LANGUAGE) if policy.field(one) is not None)


def browser_reasons(policy: PolicyVersion, choice: CookieChoice, filled: tuple[FieldId, ...]) -> tuple[Reason, ...]:
    """Return why browser data may not be written down beside a choice; the choice itself always may be."""
    if choice is CookieChoice.REFUSED:
        values: dict[str, ReasonValue] = {"fields": filled}
        return (Reason(ReasonCode.COOKIES_REFUSED, cookie_terms(policy).reference, values),) if filled else ()
    if not browser_fields(policy):
        filled = (BROWSER_LANGUAGE, IP_ADDRESS)
    outside = not_collected(policy, filled)
    return (outside_policy(policy, outside),) if outside else ()


def parse_ip(typed: str) -> str:
    """Return an IPv4 or IPv6 address in its usual form. Raises ``InvalidInput``."""
    try:
        found = str(ip_address(typed.strip()))
    except ValueError:
        found = "%"
    if "%" in found:  # the zone of a link-local address names a network card, not a visitor
        raise InvalidInput(field=IP_ADDRESS)
    return found


def parse_language(typed: str) -> str:
    """Return the language a browser asks for, such as ``vi`` or ``en-US``. Raises ``InvalidInput``."""
    if not _LANGUAGE.fullmatch(typed.strip()):
        raise InvalidInput(field=BROWSER_LANGUAGE)
    return typed.strip()
