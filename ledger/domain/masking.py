"""Masks and leaks: what may stand on a parcel, and how a rendered label is judged (``model.md`` 8; KO 4b).

The label builder accepts only a ``MaskedLabel`` and only ``masked_label`` makes one, so phone, email, street, ward
and goods cannot reach the page. ``find_leaks`` then judges the text and bar codes read back from the PDF itself.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ledger.domain.policy import LabelRule
from ledger.domain.text import digits_of, fold, national_phone, phone_digit_forms, visible_text

MASK = "•"
_MASK_LENGTH = 3  # fixed: the number of hidden letters is a secret too
_LEAK_DIGITS = 6
_LEAK_LETTERS = 4
_SCREEN_DIGITS = 9


def mask_name(name: str) -> str:
    """Return the first letter of each word and the whole last word; of a single word only its first letter.

    ``Nguyễn Văn Đức`` -> ``N••• V••• Đức``; ``Đức`` -> ``Đ•••``. What is odd fails closed: a last word that is not all
    letters (a number or an email typed into the name) is masked too, a digit is no letter, and of a word of one letter
    nothing is shown, so that neither ``0 9 1 1 …`` nor ``N g u y ễ n`` is printed piece by piece.
    """
    words = _words_of_name(name)
    masked = [_first_letter(word) + MASK * _MASK_LENGTH for word in words]
    if _shows_last(words):
        masked[-1] = words[-1]
    return " ".join(masked)


def _words_of_name(name: str) -> list[str]:
    return [word for word in _words(name) if any(char.isalnum() for char in word)]


def _shows_last(words: list[str]) -> bool:
    return len(words) > 1 and words[-1].isalpha()


def _first_letter(word: str) -> str:
    letters = [char for char in word if char.isalpha()]
    return letters[0] if len(letters) > 1 else ""


def _words(text: str) -> list[str]:
    return [visible_text(word) for word in text.split()]


def mask_phone(number: str) -> str:
    """Return the screen form: first 3 and last 3 of at least 9 digits, as dialled in Vietnam, else nothing."""
    digits = digits_of(national_phone(number))
    if len(digits) < _SCREEN_DIGITS:
        return MASK * _LEAK_DIGITS
    return f"{digits[:3]}{MASK} {MASK * 3} {digits[-3:]}"


def mask_email(address: str) -> str:
    """Return the screen form: the first letter of the mailbox and of the domain, and the last label."""
    mailbox, _, domain = address.partition("@")
    host, _, top = domain.rpartition(".")
    return f"{_initial(mailbox)}@{_initial(host)}.{top if host else MASK}"


def mask_ip(address: str) -> str:
    """Return the screen form of an IP address: its first two groups."""
    mark = ":" if ":" in address else "."
    groups = address.split(mark)[:2]
    return mark.join([*groups, MASK])


def _initial(part: str) -> str:
    return (part[0] if len(part) > 1 else "") + MASK * 4


@dataclass(frozen=True, slots=True)
class MaskedLabel:
    """Everything a label may show about one parcel; made only by ``masked_label``."""

    parcel_code: str
    name: str = field(repr=False)  # masked, and still more than a log should have
    province: str | None = field(repr=False)
    zone: str | None = field(repr=False)
    number: int
    total: int
    weight_g: int
    amount_to_collect: int | None  # đồng; None = not shown


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must not be found on one customer's label. Never shown in ``repr``."""

    name: str = field(repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    emails: tuple[str, ...] = field(default=(), repr=False)
    places: tuple[str, ...] = field(default=(), repr=False)  # street lines and wards
    goods: tuple[str, ...] = field(default=(), repr=False)


def masked_label(
    rule: LabelRule, parcel_code: str, name: str, *, province: str | None, zone: str | None, figures: "LabelFigures"
) -> MaskedLabel:
    """Return what the label of one parcel may show under the pack's rule.

    ``province`` must come from the dated list, never as typed: people type streets into any field.
    """
    return MaskedLabel(
        parcel_code=parcel_code,
        name=mask_name(name),
        province=province if rule.shows_province else None,
        zone=zone if rule.shows_zone else None,
        number=figures.number,
        total=figures.total,
        weight_g=figures.weight_g,
        # An order is paid for with its first parcel: "0" on the second would tell the courier that it is free.
        amount_to_collect=figures.amount_to_collect
        if rule.shows_amount_to_collect and (figures.number == 1 or figures.amount_to_collect)
        else None,
    )


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """Counts and weights of one parcel: parcel ``number`` of ``total``, grams, đồng to collect."""

    number: int
    total: int
    weight_g: int
    amount_to_collect: int


class LeakKind(StrEnum):
    """What a label would have revealed."""

    PHONE = "PHONE"
    EMAIL = "EMAIL"
    PLACE = "PLACE"
    GOODS = "GOODS"
    NAME = "NAME"


def find_leaks(lines: Iterable[str], expected: Iterable[str], secrets: Secrets, shown_name: str) -> frozenset[LeakKind]:
    """Return the kinds of personal values found in what was read back from one label.

    ``lines`` are the text lines and the contents of the bar codes; ``expected`` the form's fixed words, the shop's own
    block, codes and figures, each of which may stand there as often as it is expected and no oftener (so the shop's
    hotline is no leak, and a customer's equal number printed beside it is). ``shown_name`` may stand there once, if it
    is what ``mask_name`` makes of the name. In all the rest a leak is six consecutive digits of any phone in any form
    (all digits of a shorter one), an email, or four consecutive letters, folded, of street, ward, goods or the masked
    part of the name. Spaces, line breaks, punctuation and invisible characters do not hide one.
    """
    is_masked = _words(shown_name) == _words(mask_name(secrets.name))
    rest = "".join(_unexpected(lines, [*expected, shown_name] if is_masked else expected))
    if not rest:
        return frozenset()
    folded = fold(rest)
    leaks = set()
    if _shares_piece(digits_of(rest), _phone_pieces(secrets.phones)):
        leaks.add(LeakKind.PHONE)
    if _shares_piece(folded, {fold(email) for email in secrets.emails} - {""}):
        leaks.add(LeakKind.EMAIL)
    return frozenset(leaks | _leaked_words(_letters(folded), secrets))


def _leaked_words(read: str, secrets: Secrets) -> set[LeakKind]:
    hidden = {
        LeakKind.PLACE: secrets.places,
        LeakKind.GOODS: secrets.goods,
        LeakKind.NAME: (_hidden_part(secrets.name),),
    }
    return {
        kind
        for kind, values in hidden.items()
        if any(_shares_piece(read, _pieces(_letters(fold(value)), _LEAK_LETTERS)) for value in values)
    }


def _unexpected(lines: Iterable[str], expected: Iterable[str]) -> list[str]:
    # Whole phrases are taken out first, so that a word of the form is not mistaken for the same word of a secret.
    read = [word for line in lines for word in _words(line)]
    loose: Counter[str] = Counter()
    for phrase in sorted(map(_words, expected), key=len, reverse=True):
        start = _find(read, phrase)
        if start is None:
            loose.update(phrase)
        else:
            read[start : start + len(phrase)] = [""]
    rest = []
    for word in read:
        if loose[word] > 0:
            loose[word] -= 1
        else:
            rest.append(word)
    return rest


def _find(words: list[str], phrase: list[str]) -> int | None:
    starts = range(len(words) - len(phrase) + 1)
    return next((start for start in starts if words[start : start + len(phrase)] == phrase), None)


def _letters(folded: str) -> str:
    return "".join(char for char in folded if char.isalpha())


def _pieces(value: str, length: int) -> set[str]:
    return {value[start : start + length] for start in range(len(value) - length + 1)}


def _phone_pieces(phones: Iterable[str]) -> set[str]:
    forms = {form for phone in phones for form in phone_digit_forms(phone) if form}
    return {piece for form in forms for piece in _pieces(form, min(_LEAK_DIGITS, len(form)))}


def _shares_piece(read: str, pieces: Iterable[str]) -> bool:
    return any(piece in read for piece in pieces)


def _hidden_part(name: str) -> str:
    words = _words_of_name(name)
    return " ".join(words[:-1] if _shows_last(words) else words)
