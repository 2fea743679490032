"""What stands against an erasure is told whole, the first of it in words."""

import pytest

from ledger.domain.erasure import Obstacle, Standing, require_free
from ledger.domain.errors import ErasureBlocked


def test_nobody_is_erased_while_something_stands_against_it() -> None:
    standing = (Standing(Obstacle.FEEDBACK_OPEN, ("PH-0001",)), Standing(Obstacle.REQUEST_OPEN, ("YC-0002", "YC-0003")))
    with pytest.raises(ErasureBlocked) as blocked:
        require_free("KH-00001", standing)
    assert blocked.value.data == {
        "code": "KH-00001",
        "obstacles": ("FEEDBACK_OPEN", "REQUEST_OPEN"),
        "why": "FEEDBACK_OPEN",
    }


def test_whoever_is_free_may_be_erased() -> None:
    require_free("KH-00001", ())
