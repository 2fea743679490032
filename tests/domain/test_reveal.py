"""When one more look at a hidden value has to be explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.errors import ReasonNeeded
from ledger.domain.reveal import REASON_LETTERS, REVEALS_FREE, require_reason


@given(st.integers(0, REVEALS_FREE - 1), st.text())
def test_the_first_thirty_in_an_hour_need_no_reason(count: int, reason: str) -> None:
    require_reason(count, reason)


@given(st.integers(REVEALS_FREE, 10_000), st.text())
def test_from_the_31st_on_a_reason_has_five_letters(count: int, reason: str) -> None:
    if sum(char.isalpha() for char in reason) >= REASON_LETTERS:
        require_reason(count, reason)
        return
    with pytest.raises(ReasonNeeded) as asked:
        require_reason(count, reason)
    assert asked.value.data == {"count": count, "per_hours": 1}
