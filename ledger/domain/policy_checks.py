"""What a policy says against itself, and what of the published minimum it does not say: warnings, never a refusal."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ledger.domain.policy import Clause, Control, PolicyPack, PolicyVersion, RecipientRole, RecipientRule, Statement

Policy = PolicyPack | PolicyVersion

_PARTNERS = frozenset({RecipientRole.CARRIER, RecipientRole.INSTALLER, RecipientRole.OTHER})


class Conflict(StrEnum):
    """How a policy contradicts itself."""

    CARRIER_KNOWS = "CARRIER_KNOWS"  # KO 3 against KO 4b
    PARTNERS_MAY = "PARTNERS_MAY"  # KO 3 against VK 3
    ROLE_WITHOUT_CLAUSE = "ROLE_WITHOUT_CLAUSE"  # a role receives data, but every clause says nobody does
    RULE_WITHOUT_COMMITMENT = "RULE_WITHOUT_COMMITMENT"  # VK 3 promises a commitment, the rule asks for none


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two clauses, or a clause and a rule of sharing, that cannot both be kept.

    ``wins`` is the id of the clause that counts: the specific one beats the general one (``model.md`` 6); it is
    empty where a rule has no clause to rest on, which only a change of the policy can settle.
    """

    conflict: Conflict
    clause_id: str
    other_id: str = ""
    wins: str = ""
    role: RecipientRole | None = None


def contradictions(policy: Policy) -> tuple[Contradiction, ...]:
    """Return where ``policy`` contradicts itself (``model.md`` 6), clauses against clauses first."""
    return (*_between_clauses(policy), *_against_no_third_party(policy), *_without_commitment(policy))


def missing_statements(policy: Policy) -> tuple[Statement, ...]:
    """Return what a shop must publish and no clause states (consumer law 19/2023 Art. 16.1), in the law's order."""
    stated = {statement for clause in policy.clauses for statement in clause.states}
    return tuple(one for one in Statement if one not in stated)


def _kept_by(policy: Policy, control: Control) -> list[Clause]:
    return [clause for clause in policy.clauses if clause.control is control]


def _between_clauses(policy: Policy) -> Iterator[Contradiction]:
    specific = (
        (Conflict.CARRIER_KNOWS, Control.MASKED_PARCELS),
        (Conflict.PARTNERS_MAY, Control.PARTNER_COMMITMENT),
    )
    for general in _kept_by(policy, Control.NO_THIRD_PARTY):
        for conflict, control in specific:
            for other in _kept_by(policy, control):
                yield Contradiction(conflict, general.id, other.id, other.id)


def _against_no_third_party(policy: Policy) -> Iterator[Contradiction]:
    if _kept_by(policy, Control.PARTNER_COMMITMENT):
        return
    told = {RecipientRole.CARRIER} if _kept_by(policy, Control.MASKED_PARCELS) else set[RecipientRole]()
    for general in _kept_by(policy, Control.NO_THIRD_PARTY):
        for rule in _of_partners(policy):
            if rule.role not in told:
                yield Contradiction(Conflict.ROLE_WITHOUT_CLAUSE, general.id, role=rule.role)


def _without_commitment(policy: Policy) -> Iterator[Contradiction]:
    for clause in _kept_by(policy, Control.PARTNER_COMMITMENT):
        for rule in _of_partners(policy):
            if not rule.needs_commitment:
                yield Contradiction(Conflict.RULE_WITHOUT_COMMITMENT, clause.id, wins=clause.id, role=rule.role)


def _of_partners(policy: Policy) -> Iterator[RecipientRule]:
    """Yield what partners receive; a rule that gives nothing contradicts nothing."""
    return (rule for rule in policy.recipient_rules if rule.role in _PARTNERS and rule.purposes and rule.fields)
