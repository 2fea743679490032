"""Text at the door: one canonical form for storing, one for searching, and the forms a phone number can take.

Names arrive decomposed from some systems, and ReportLab misdraws decomposed Vietnamese, so everything stored is
NFC. Invisible and control characters are dropped; what is too long is refused, never cut (``security.md`` 5.10).
"""

import re
import unicodedata
from dataclasses import dataclass

from ledger.domain.errors import InvalidEmail, InvalidPhone, TextMissing, TextNotAllowed, TextTooLong

NAME_LIMIT = 120
ADDRESS_LIMIT = 300
NOTE_LIMIT = 2000
_INPUT_LIMIT = 20_000  # longer input is not even looked at
_EMAIL_LIMIT = 254
_PHONE_INPUT_LIMIT = 40
_CODE_LIMIT = 64
_MARKS_IN_A_ROW = 2  # a Vietnamese vowel carries at most two; more is "zalgo"
_MOBILE_WITHOUT_ZERO = 9
_FEWEST_PHONE_DIGITS = 3  # 113
_MOST_PHONE_DIGITS = 15  # E.164
_MOBILE_DIGITS = 10

_SPACES = re.compile(r"\s+")
_LINE_SPACES = re.compile(r"[^\S\n]+")
# Letters and marks that draw nothing, so that their category does not give them away: joiner, fillers, selectors.
_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
_BARRED_D = str.maketrans("đðɖ", "ddd")  # Ð and Ɖ look like Đ, and are typed for it


def clean_text(raw: str, field: str, limit: int = NAME_LIMIT, *, is_multiline: bool = False) -> str:
    """Return ``raw`` in NFC without invisible characters, spaces collapsed.

    Raises ``TextTooLong`` over ``limit`` characters, counted in what would be stored, and ``TextNotAllowed`` for
    stacked marks, a mark without a letter, or lone surrogates.
    """
    if len(raw) > _INPUT_LIMIT:
        raise TextTooLong(field=field, limit=limit)
    text = visible_text("\n".join(raw.splitlines()))  # every kind of line break, so that no two words run together
    text = _LINE_SPACES.sub(" ", text) if is_multiline else _SPACES.sub(" ", text)
    text = text.strip()
    if _has_stacked_marks(text) or any("\ud800" <= char <= "\udfff" for char in text):
        raise TextNotAllowed(field=field)
    if len(text) > limit:
        raise TextTooLong(field=field, limit=limit)
    return text


def required_text(raw: str, field: str, limit: int = NAME_LIMIT) -> str:
    """Return ``clean_text``; raises ``TextMissing`` when nothing visible is left."""
    text = clean_text(raw, field, limit)
    if not text:
        raise TextMissing(field=field)
    return text


def optional_text(raw: str | None, field: str, limit: int = NAME_LIMIT, *, is_multiline: bool = False) -> str | None:
    """Return ``clean_text``, or ``None`` when nothing visible is left."""
    return (clean_text(raw, field, limit, is_multiline=is_multiline) or None) if raw else None


def visible_text(text: str) -> str:
    """Return ``text`` in NFC without invisible characters; tabs and line feeds stay."""
    if not (text.isprintable() and _BLANK.isdisjoint(text)):  # the usual text has nothing to take out
        text = "".join(char for char in text if char in "\n\t" or not _is_hidden(char))
    return unicodedata.normalize("NFC", text)


def _is_hidden(char: str) -> bool:
    # Cc controls, Cf bidirectional marks and zero-width characters, Cn/Co unassigned and private use.
    return unicodedata.category(char) in {"Cc", "Cf", "Cn", "Co"} or char in _BLANK


def _draws_nothing(char: str) -> bool:
    # Half a character is refused where a text is kept; what is looked for may have one, and the database takes none.
    return _is_hidden(char) or "\ud800" <= char <= "\udfff"


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Me"}


def _has_stacked_marks(text: str) -> bool:
    run = _MARKS_IN_A_ROW  # a mark at the very start has no letter to sit on
    for char in text:
        run = run + 1 if _is_mark(char) else 0
        if run > _MARKS_IN_A_ROW:
            return True
    return False


def as_code(typed: str) -> str:
    """Return a code as the ledger writes it, ``" kh-00001 "`` as ``KH-00001``; empty for what can be no code."""
    code = typed.strip().upper()
    return code if len(code) <= _CODE_LIMIT and code.isascii() and code.isprintable() else ""


def fold(text: str) -> str:
    """Return the search form: no marks, lower case, đ as d, single spaces. ``fold("Đỗ Ánh") == "do anh"``."""
    return _SPACES.sub(" ", text.translate(_FOLDED)).strip()


class _Folded(dict[int, str]):
    """The folded form of each character, worked out when it is first met: names use few, and folding is everywhere."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        bare = "".join(char for char in decomposed if char.isspace() or not (_is_mark(char) or _draws_nothing(char)))
        return self.setdefault(code, bare.translate(_BARRED_D))


_FOLDED = _Folded()


def sort_key(text: str) -> str:
    """Return a text whose plain order is the order of a Vietnamese dictionary; ``text`` in NFC.

    Letters first (a ă â b c d đ e ê …), then tones (none, huyền, hỏi, ngã, sắc, nặng), then small before capital, as
    the Unicode collation for ``vi`` has it. Spaces and signs come before digits, digits before letters.
    """
    weights = [_WEIGHTS[char] for char in text]
    letters, tones, cases = ("".join(part) for part in zip(*weights, strict=True)) if weights else ("", "", "")
    return f"{letters}{_END}{tones.rstrip(_PLAIN)}{_END}{cases.rstrip(_PLAIN)}"


_ALPHABET = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {char: chr(0x10 + rank) for rank, char in enumerate(_ALPHABET)}
_LIKE_D = str.maketrans("ðɖ", "đđ")
_TONES = dict(zip("\u0300\u0309\u0303\u0301\u0323", "23456", strict=True))
_FOREIGN_MARK = "7"
_PLAIN = "1"  # no tone; a small letter
_CAPITAL = "2"
_END = "\x01"  # below every weight, so that the shorter of two words comes first


class _Weights(dict[str, tuple[str, str, str]]):
    """Letter, tones and case of each character, worked out when it is first met."""

    def __missing__(self, char: str) -> tuple[str, str, str]:
        if _is_mark(char):  # one that makes no letter with what stands before it
            return self.setdefault(char, ("", _TONES.get(char, _FOREIGN_MARK), ""))
        pieces = unicodedata.normalize("NFD", char)
        letter, tones = pieces[0].lower().translate(_LIKE_D), _PLAIN
        for mark in pieces[1:]:
            joined = unicodedata.normalize("NFC", letter + mark)
            if joined in _RANKS:
                letter = joined  # ă â ê ô ơ ư are letters of their own
            else:
                tones += _TONES.get(mark, _FOREIGN_MARK)
        case = _PLAIN if pieces[0] == pieces[0].lower() else _CAPITAL
        return self.setdefault(char, (_RANKS.get(letter, letter), tones, case))


_WEIGHTS = _Weights()


def digits_of(text: str) -> str:
    """Return only the digits of a text, in ASCII whatever script they were written in."""
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdigit())


@dataclass(frozen=True, slots=True)
class PhoneForm:
    """A telephone number as stored: E.164 where it is valid, else its bare digits; never shown in ``repr``."""

    number: str
    is_valid: bool
    was_repaired: bool  # a spreadsheet had eaten the leading zero of a mobile number

    def __repr__(self) -> str:
        return f"PhoneForm(is_valid={self.is_valid}, was_repaired={self.was_repaired})"


def parse_phone(raw: str) -> PhoneForm:
    """Read a phone number as a Vietnamese shop writes it (region VN).

    Nine digits that are a mobile number without its leading zero are repaired, with a notice. Short or odd numbers
    are kept as digits with ``is_valid`` false: they exist on paper, and the label check fails closed on them.
    Raises ``InvalidPhone`` when there are fewer than 3 or more than 15 digits, or letters.
    """
    import phonenumbers

    text = unicodedata.normalize("NFKC", clean_text(raw, "phone", _PHONE_INPUT_LIMIT))
    digits = digits_of(text)
    if not _FEWEST_PHONE_DIGITS <= len(digits) <= _MOST_PHONE_DIGITS or re.search(r"[^\W\d_]", text):
        raise InvalidPhone(field="phone")
    plus = "+" if re.match(r"[^\d+]*\+", text) else ""  # also "(+84)" and a spreadsheet's "'+84"
    was_repaired = not plus and len(digits) == _MOBILE_WITHOUT_ZERO and digits[0] in "35789"
    candidate = "0" + digits if was_repaired else plus + digits
    try:
        parsed = phonenumbers.parse(candidate, "VN")
    except phonenumbers.NumberParseException:
        return PhoneForm(digits, is_valid=False, was_repaired=False)
    if not phonenumbers.is_valid_number(parsed):
        return PhoneForm(digits, is_valid=False, was_repaired=False)
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return PhoneForm(number, is_valid=True, was_repaired=was_repaired)


def national_phone(number: str) -> str:
    """Return how the number is dialled in Vietnam: ``+84911647979`` -> ``0911647979``; other countries unchanged.

    Service numbers (1800…, 1900…) have no zero in front.
    """
    if not number.startswith("+84"):
        return number
    return number[3:] if number.startswith("+841") else "0" + number[3:]


def show_phone(number: str) -> str:
    """Return a number for reading aloud: ``0911 647 979``; odd numbers as they are."""
    national = national_phone(number)
    if len(national) == _MOBILE_DIGITS and national.isdigit():
        return f"{national[:4]} {national[4:7]} {national[7:]}"
    return national


def phone_digit_forms(number: str) -> frozenset[str]:
    """Return every digit string one number can be written as: national, international, 0084, bare."""
    digits = digits_of(number)
    if not number.startswith("+84"):
        return frozenset({digits})
    bare = digits[2:]
    return frozenset({digits, bare, "0" + bare, "00" + digits})


def parse_email(raw: str) -> str:
    """Return a normalised email address, checked offline. Raises ``InvalidEmail``."""
    from email_validator import EmailNotValidError, validate_email

    text = clean_text(raw, "email", _EMAIL_LIMIT)
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        raise InvalidEmail(field="email") from None
