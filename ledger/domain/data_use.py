"""A use of data inside the shop, before anybody is asked about: does the policy have it, and does it need the fields?

KO 2 and VK 2a; whether one person's data may be used is for the gate.
"""

from collections.abc import Iterable

from ledger.domain.gate import Reason, ReasonCode, ReasonValue
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.policy import Control, PolicyVersion


def fields_for(policy: PolicyVersion, purpose_id: PurposeId) -> frozenset[FieldId]:
    """Return the collected fields that a purpose cannot be served without."""
    return frozenset(one.id for one in policy.fields if purpose_id in one.needed_by)


def reasons_against(policy: PolicyVersion, purpose_id: PurposeId, fields: Iterable[FieldId]) -> tuple[Reason, ...]:
    """Return why nobody's data may be used like this, whatever they agreed to."""
    values: dict[str, ReasonValue] = {"purpose": purpose_id}
    if policy.purpose(purpose_id) is None:
        return (Reason(ReasonCode.PURPOSE_UNKNOWN, _reference(policy, Control.PURPOSE_LIMITATION), values),)
    over = frozenset(fields) - fields_for(policy, purpose_id)
    if not over:
        return ()
    need = _reference(policy, Control.COLLECT_ONLY_NEEDED, Control.PURPOSE_LIMITATION)
    return (Reason(ReasonCode.FIELD_NOT_NEEDED, need, values | {"fields": tuple(sorted(over))}),)


def _reference(policy: PolicyVersion, *controls: Control) -> str:
    clause = policy.clause_with(*controls)
    return clause.id if clause is not None else "law:PDPL-9"
