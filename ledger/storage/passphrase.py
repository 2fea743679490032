"""What a person types to unlock: the floor for passphrases and the recovery code on paper (``security.md`` 5.2)."""

import secrets
import unicodedata
from collections.abc import Iterable

from ledger.domain.errors import WeakPassphrase, WrongPassphrase
from ledger.domain.text import fold

SHORTEST = 15  # characters, for everybody: the weakest slot opens all
RECOVERY_CHARACTERS = 26  # of 5 bits each: 130 bits
_GROUP = 4
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_FEWEST_OWN_CHARACTERS = 6  # left over after everything common is taken away
_FEWEST_DISTINCT = 5
_LONGEST_PERIOD = 10
_RUN = 4  # a keyboard or alphabet run shorter than this is an accident

_RUNS = (
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb",
    "qazwsxedcrfvtgb",
)
# folded: lower case, no marks, no spaces; the longest are taken away first
_COMMON_TEXT = (
    "password passphrase passwort letmein welcome admin administrator iloveyou monkey dragon sunshine princess "
    "football master secret login trustno1 superman batman correct horse battery staple correcthorsebatterystaple "
    "changeme default computer internet default summer winter spring autumn monday january google facebook zalo "
    "windows matkhau matma xinchao anhyeuem emyeuanh toiyeuban yeuem yeuanh vietnam saigon hanoi hochiminh danang "
    "motnamba motnambonnam motnambonnamsau khongbiet khongco giadinh hanhphuc chucmungnammoi conyeume meyeucon "
    "anhnhoem anh em yeu nguyen tran phamvan thanhpho cuahang shop banhang khachhang kinhdoanh vietking kingoil "
    "thekingoil theking king oil daunhot dauxemay tuixach vali hanhly baoho chinhsach baomat sokin so kin soghi "
    "ledger "
    # names and how people are called: with a year behind them they are tried first
    "nguyen tran hoang huynh pham phan dang truong duong dinh trinh thanh tuan hung dung minh linh huong thao phuong "
    "trang nhung hanh nga thuy hien quynh ngoc bich binh cuong quang khanh phuc long nam tien dat kien trung chi chu "
    "bac"
)
_COMMON = _COMMON_TEXT.split()


def normal_form(text: str) -> bytes:
    """Return the bytes of a passphrase, the same however the keyboard composed its marks (NFC, UTF-8)."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")  # half a character is a wrong one too


def check_passphrase(text: str, about: Iterable[str] = ()) -> None:
    """Raise ``WeakPassphrase`` with ``why`` ``short``, ``repeated`` or ``common``; no rules of composition.

    ``about`` are words everybody in the shop knows (the member's own name, the shop's): they count as common.
    """
    if len(unicodedata.normalize("NFC", text)) < SHORTEST:
        raise WeakPassphrase(why="short", least=SHORTEST)
    folded = _fold(text)
    if len(set(folded)) < _FEWEST_DISTINCT or _repeats(folded):
        raise WeakPassphrase(why="repeated")
    if len(_without_common(folded, about)) < _FEWEST_OWN_CHARACTERS:
        raise WeakPassphrase(why="common")


def _fold(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _repeats(folded: str) -> bool:
    return any(
        len(folded) >= 2 * period and folded == (folded[:period] * len(folded))[: len(folded)]
        for period in range(1, _LONGEST_PERIOD + 1)
    )


def _without_common(folded: str, about: Iterable[str]) -> str:
    words = {*_COMMON, *(_fold(part) for text in about for part in text.split())}
    for word in sorted(words, key=lambda one: (-len(one), one)):
        if len(word) > 1:
            folded = folded.replace(word, " ")
    rest = "".join(_without_runs(part) for part in folded.split())
    return "".join(character for character in rest if not character.isdigit()) if _mostly_digits(rest) else rest


def _mostly_digits(text: str) -> bool:
    # a common word with a year or a telephone number behind it is still common
    return sum(character.isdigit() for character in text) > len(text) // 2


def _without_runs(text: str) -> str:
    kept, at = [], 0
    while at < len(text):
        length = _run_at(text, at)
        if length < _RUN:
            kept.append(text[at])
            length = 1
        at += length
    return "".join(kept)


def _run_at(text: str, at: int) -> int:
    longest = 1
    for run in (*_RUNS, *(run[::-1] for run in _RUNS)):
        length = 1
        while at + length < len(text) and text[at : at + length + 1] in run:
            length += 1
        longest = max(longest, length)
    return max(longest, _same_at(text, at))


def _same_at(text: str, at: int) -> int:
    length = 1
    while at + length < len(text) and text[at + length] == text[at]:
        length += 1
    return length


# --- the recovery code --------------------------------------------------------------------------


def new_recovery_code() -> str:
    """Return a fresh code of 130 random bits, in groups of four as it is printed."""
    return show_recovery_code("".join(secrets.choice(_CROCKFORD) for _ in range(RECOVERY_CHARACTERS)))


def show_recovery_code(code: str) -> str:
    """Return the 26 characters of a code in groups of four."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read_recovery_code(text: str) -> str:
    """Return the 26 characters of a retyped code: case, spaces and dashes do not matter, O is 0, I and L are 1.

    Raises ``WrongPassphrase`` when it cannot be a code at all.
    """
    kept = read_characters(text)
    if len(kept) != RECOVERY_CHARACTERS or any(character not in _CROCKFORD for character in kept):
        raise WrongPassphrase(slot="recovery", why="form")
    return kept


def read_characters(text: str) -> str:
    """Return letters and digits of a part of a code as they are meant: capitals, O as 0, I and L as 1."""
    return "".join(character for character in text.upper() if character.isalnum()).translate(_LOOKALIKES)
