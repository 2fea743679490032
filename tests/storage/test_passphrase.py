"""Passphrases everybody could guess are refused; the recovery code survives being typed by hand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.errors import WeakPassphrase, WrongPassphrase
from ledger.storage.passphrase import check_passphrase, new_recovery_code, normal_form, read_recovery_code


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "short"),
        ("mười bốn ký tự", "short"),
        ("aaaaaaaaaaaaaaaaaaaa", "repeated"),
        ("abababababababababab", "repeated"),
        ("xoàixoàixoàixoàixoài", "repeated"),
        ("ghế gỗ ghế gỗ ghế gỗ", "repeated"),
        ("mậtkhẩu12345678", "common"),
        ("mat khau mat khau 1", "common"),
        ("qwertyuiopasdfghjkl", "common"),
        ("abcdefghijklmnopq", "common"),
        ("0987654321098765", "common"),
        ("TheKingOil2026!!!!", "common"),
        ("Password123456789", "common"),
        ("anh yêu em yêu anh 99", "common"),
        ("1qaz2wsx3edc4rfv5tgb", "common"),
        ("correct horse battery staple", "common"),
        ("19051990 21112026 0901", "common"),
    ],
)
def test_what_is_easy_to_guess_is_refused(text: str, why: str) -> None:
    with pytest.raises(WeakPassphrase) as refused:
        check_passphrase(text)
    assert refused.value.data["why"] == why
    assert text == "" or text not in str(refused.value.data)


@pytest.mark.parametrize(
    "text", ["con mèo nhảy qua hàng rào", "Kjf8#mPq2!vXz7&Lw", "bảy con vịt bơi dưới ao", "tủ lạnh chín quả trứng vàng"]
)
def test_what_nobody_guesses_is_accepted(text: str) -> None:
    check_passphrase(text)


def test_ones_own_name_is_known_to_everybody() -> None:
    with pytest.raises(WeakPassphrase):
        check_passphrase("trần quỳnh hương 1990", about=("Trần Quỳnh Hương",))


def test_the_keyboard_does_not_matter() -> None:
    assert normal_form("ba\u0309y con vi\u0323t") == normal_form("bảy con vịt")


def test_a_recovery_code_has_130_bits_in_groups_of_four() -> None:
    codes = {new_recovery_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}", code) for code in codes)


@given(st.sampled_from(["lower", "spaces", "none", "lookalikes"]))
def test_a_code_may_be_typed_sloppily(way: str) -> None:
    code = new_recovery_code()
    typed = {
        "lower": code.lower(),
        "spaces": f"  {code.replace('-', ' ')} ",
        "none": code.replace("-", ""),
        "lookalikes": code.replace("0", "o").replace("1", "l"),
    }[way]
    assert read_recovery_code(typed) == code.replace("-", "")


@pytest.mark.parametrize("text", ["", "ABCD", "U" * 26, "0" * 27])
def test_what_cannot_be_a_code_is_a_wrong_one(text: str) -> None:
    with pytest.raises(WrongPassphrase):
        read_recovery_code(text)
