"""A use of data is possible only for a purpose of the policy, with fields it cannot be served without."""

import pytest

from ledger.domain.data_use import fields_for, reasons_against
from ledger.domain.gate import ReasonCode
from ledger.domain.ids import PurposeId
from ledger.domain.policy import Control
from support import domain as d


def test_a_purpose_has_the_fields_it_needs() -> None:
    policy = d.policy()
    for purpose in policy.purposes:
        needed = fields_for(policy, purpose.id)
        assert needed == {one.id for one in policy.fields if purpose.id in one.needed_by}
        assert reasons_against(policy, purpose.id, needed) == ()


def test_fields_beyond_need_are_named_with_the_clause() -> None:
    (reason,) = reasons_against(d.policy(), d.ANALYSIS, (d.GENDER, d.ADDRESS))
    assert reason.code is ReasonCode.FIELD_NOT_NEEDED
    assert reason.values == {"purpose": d.ANALYSIS, "fields": (d.ADDRESS, d.GENDER)}
    assert reason.reference == clause(Control.COLLECT_ONLY_NEEDED)


def test_an_unheard_of_purpose_is_refused_before_its_fields() -> None:
    (reason,) = reasons_against(d.policy(), d.UNHEARD_OF, (d.GENDER,))
    assert (reason.code, reason.values) == (ReasonCode.PURPOSE_UNKNOWN, {"purpose": d.UNHEARD_OF})
    assert reason.reference == clause(Control.PURPOSE_LIMITATION)


@pytest.mark.parametrize("purpose", [d.ANALYSIS, d.UNHEARD_OF])
def test_without_a_clause_the_law_says_so(purpose: PurposeId) -> None:
    (reason,) = reasons_against(d.policy(without=Control), purpose, (d.GENDER,))
    assert reason.reference == "law:PDPL-9"


def clause(control: Control) -> str:
    found = d.policy().clause_with(control)
    assert found is not None
    return found.id
