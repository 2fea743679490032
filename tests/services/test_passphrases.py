"""What can be said about a passphrase and a retyped code before any ledger is asked."""

from math import log2

import pytest

from ledger.assets import load_words
from ledger.domain.errors import WrongPassphrase
from ledger.domain.text import fold
from ledger.services.passphrases import GROUPS, code_groups, suggestion, weakness, wrong_groups

CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ-RS"


@pytest.mark.parametrize(
    ("typed", "why"),
    [("ngắn quá", "short"), ("aaaaaaaaaaaaaaaa", "repeated"), ("Trần Thu Hà Vườn Chanh", "common")],
)
def test_a_weak_passphrase_is_told_why(typed: str, why: str) -> None:
    weak = weakness(typed, ("Trần Thu Hà", "Vườn Chanh"))
    assert weak is not None
    assert weak.data["why"] == why


def test_four_words_are_strong_enough() -> None:
    assert weakness("đèn dầu sông bảy cúc áo", ("Trần Thu Hà",)) is None


def test_drawn_words_are_strong_never_the_same_and_not_told_apart_by_marks_alone() -> None:
    drawn = [suggestion() for _ in range(20)]
    assert len(set(drawn)) == 20
    assert all(weakness(one) is None and len(one.split()) == 5 for one in drawn)
    words = load_words()
    assert len({fold(one) for one in words}) == len(words)
    assert 5 * log2(len(words)) > 44  # bits


def test_a_code_has_the_groups_of_the_paper() -> None:
    assert tuple(len(group) for group in code_groups(CODE.replace("-", ""))) == GROUPS
    with pytest.raises(WrongPassphrase):
        code_groups("0123")


def test_small_letters_spaces_and_lookalikes_are_no_mistakes() -> None:
    assert wrong_groups(("Oi23", "4567", " 89ab", "cdef", "ghjk", "mnpq", "rs"), CODE) == ()


def test_wrong_and_missing_groups_are_counted_from_one() -> None:
    assert wrong_groups(("0123", "4576", "89AB", "", "GHJK", "MNPQ", "RT"), CODE) == (2, 4, 7)
