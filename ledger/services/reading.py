"""Reading what a person typed: one function per kind of value, each with a typed error naming the field."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TypeVar

from ledger.domain.errors import InFuture, InvalidDate, OutOfRange, TextMissing, TextNotAllowed, UnknownChoice
from ledger.domain.instants import VIETNAM, local_date
from ledger.domain.text import clean_text, fold, visible_text

_EARLIEST_YEAR = 1900  # of anything a shop writes down, births included
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_GROUPED = re.compile(r"\d{1,3}([.,\s])\d{3}(?:\1\d{3})*")
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,31}")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES = frozenset({"yes", "y", "true", "1", "co", "x", "dong y"})
_NO = frozenset({"no", "n", "false", "0", "khong", "tu choi"})

Choice = TypeVar("Choice", bound=StrEnum)


def echo(typed: str) -> str:
    """Return a typed code for an error message, or an ellipsis: what looks like no code may be a name or a number."""
    code = typed.strip()
    return code if _CODE.fullmatch(code) and not code.isdigit() and not code.isalpha() else "…"


def read_date(text: str, field: str) -> date:
    """Return the date in ``dd/MM/yyyy`` or ``yyyy-MM-dd``, from 1900 on. Raises ``InvalidDate``."""
    try:
        day = _as_date(text.strip())
    except ValueError:
        day = None
    if day is None or day.year < _EARLIEST_YEAR:
        raise InvalidDate(field=field)
    return day


def _as_date(typed: str) -> date | None:
    if _ISO.fullmatch(typed):
        return date.fromisoformat(typed)
    if match := _DATE.fullmatch(typed):
        day, month, year = (int(part) for part in match.groups())
        return date(year, month, day)
    return None


def read_birth_date(text: str, now: datetime) -> date:
    """Return a birth date that can be one. Raises ``InvalidDate``."""
    day = read_date(text, "birth_date")
    if day > local_date(now):
        raise InvalidDate(field="birth_date")
    return day


def read_instant(text: str, field: str, now: datetime, *, needs_time: bool = False) -> datetime:
    """Return the instant of ``dd/MM/yyyy [HH:mm]`` or ISO in Vietnam time, not in the future.

    Raises ``InvalidDate`` or ``InFuture``. A date alone is its beginning.
    """
    day_text, _, time_text = text.strip().replace("T", " ").partition(" ")
    day = read_date(day_text, field)
    if needs_time and not time_text.strip():
        raise InvalidDate(field=field)  # a date alone would begin twelve hours at midnight
    try:
        clock = time.fromisoformat(time_text.strip()) if time_text.strip() else time(0)
    except ValueError:
        raise InvalidDate(field=field) from None
    at = datetime.combine(day, clock, clock.tzinfo or VIETNAM).astimezone(UTC)
    if at > now:
        raise InFuture(field=field)
    return at


def read_number(text: str, field: str, low: int, high: int) -> int:
    """Return a whole number; dots, commas or spaces may group thousands. Raises ``OutOfRange``.

    Only whole groups of one kind: "1.250,000" may be a thousand times less than it looks.
    """
    typed = text.strip()
    digits = re.sub(r"[.,\s]", "", typed) if _GROUPED.fullmatch(typed) else typed
    if not re.fullmatch(r"\d{1,15}", digits) or not low <= int(digits) <= high:
        raise OutOfRange(field=field, low=low, high=high)
    return int(digits)


def read_paper_password(typed: str) -> str:
    """Return the password of a paper as typed. Raises ``TextMissing`` for a blank one.

    Raises ``TextNotAllowed`` for what nobody can see, and so nobody could type again at the other end.
    """
    password = unicodedata.normalize("NFC", typed)
    if not password.strip():
        raise TextMissing(field="password")
    clean_text(password, "password")
    if visible_text(password) != password or not password.isprintable():
        raise TextNotAllowed(field="password")
    return password


def read_yes_no(text: str, field: str) -> bool:
    """Return yes or no, in Vietnamese or English. Raises ``UnknownChoice``."""
    word = fold(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise UnknownChoice(field=field, choices=("yes", "no"))


def read_choice(text: str, field: str, kind: type[Choice]) -> Choice:
    """Return the member of an enumeration named by ``text``. Raises ``UnknownChoice``."""
    word = text.strip().upper().replace(" ", "_")
    for one in kind:
        if word == one.value.upper():
            return one
    raise UnknownChoice(field=field, choices=tuple(one.value for one in kind))
