"""The published policy in words: what a control does, its parameters, and the rules around it."""

from collections.abc import Mapping

from ledger.domain.policy import Clause
from ledger.domain.policy_change import Policy
from ledger.domain.purpose import LegalBasis, Purpose
from ledger.domain.wording import Language, Wording

Value = int | str | bool
_TABLES = {"channels": "notice_channels", "papers": "authority_papers"}


def clause_words(clause: Clause, language: Language) -> str:
    """Return a clause as it was published; where one language is missing it is Vietnamese."""
    return clause.text.in_language(language)


def parameter_lines(clause: Clause, policy: Policy, wording: Wording) -> tuple[tuple[str, str], ...]:
    """Return what the clause sets, in words: ``Hours to answer``, ``12``."""
    parameters: Mapping[str, Value] = clause.parameters
    return tuple(
        (_name(key, wording), _value(key, value, (policy, wording))) for key, value in sorted(parameters.items())
    )


def _name(key: str, wording: Wording) -> str:
    known = f"control_parameters.{key}"
    return wording.text(known) if known in wording else key


def _value(key: str, value: Value, words: tuple[Policy, Wording]) -> str:
    policy, wording = words
    if key == "purpose":
        found = next((one for one in policy.purposes if one.id == value), None)
        return found.text.in_language(wording.language) if found else str(value)
    parts = [part.strip() for part in str(value).split(",")]
    table = _TABLES.get(key, "")
    named = (wording.text(f"{table}.{part}") if table and f"{table}.{part}" in wording else part for part in parts)
    return ", ".join(named)


def basis_words(purpose: Purpose, wording: Wording) -> str:
    """Return the legal basis of a purpose."""
    return wording.text(f"bases.{purpose.basis.value}")


def needs_consent(purpose: Purpose) -> bool:
    """Return whether the purpose rests on consent."""
    return purpose.basis is LegalBasis.CONSENT
