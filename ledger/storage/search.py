"""Finding a customer by any part of a name (accents or not), phone, email or code.

One folded line per customer, searched word by word: every word typed must stand somewhere in the line.
"""

import re

from ledger.domain.ids import CustomerId
from ledger.domain.parcel import read_code
from ledger.domain.text import digits_of, fold, phone_digit_forms
from ledger.storage.database import Connection

_DIGITS_OF_A_PHONE = 3
_WRITTEN_AS_PHONE = re.compile(r"[\d\s+().\-/]+")
_TYPED_LIMIT = 400  # characters


def search_line(code: str, name: str | None, phones: list[str], emails: list[str]) -> str:
    """Return the folded line of one customer."""
    # 0911… and 0084911… hold every other way to write the number, and every part of it.
    forms = [form for number in phones for form in sorted(phone_digit_forms(number)) if form.startswith("0")]
    odd = [number for number in phones if not number.startswith("+84")]
    return " ".join([fold(name or ""), *forms, *(digits_of(number) for number in odd), *map(fold, emails), fold(code)])


def index(db: Connection, customer_id: CustomerId) -> None:
    """Write or rewrite the search line of one customer from what is stored."""
    code, name = db.execute("SELECT code, name FROM customer WHERE id = ?", (customer_id,)).fetchone()
    phones = [row[0] for row in db.execute("SELECT number FROM phone WHERE customer_id = ?", (customer_id,))]
    emails = [row[0] for row in db.execute("SELECT address FROM email WHERE customer_id = ?", (customer_id,))]
    db.execute(
        "INSERT INTO customer_search (customer_id, words) VALUES (?, ?)"
        " ON CONFLICT (customer_id) DO UPDATE SET words = excluded.words",
        (customer_id, search_line(code, name, phones, emails)),
    )


def find(db: Connection, typed: str, limit: int = 50) -> tuple[CustomerId, ...]:
    """Return ids of matching customers by name, at most ``limit``. A parcel code finds its customer."""
    if (code := read_code(typed)) is not None:
        rows = db.execute("SELECT customer_id FROM parcel WHERE code = ?", (code,)).fetchall()
        if rows:
            return tuple(CustomerId(row[0]) for row in rows)
    patterns = word_patterns(typed)
    if not patterns:
        return ()
    rows = db.execute(
        "SELECT customer_id FROM customer_search JOIN customer ON customer.id = customer_id"
        f" WHERE {every_word('words', len(patterns))} ORDER BY name_key, customer_id LIMIT ?",
        (*patterns, limit),
    ).fetchall()
    return tuple(CustomerId(row[0]) for row in rows)


def word_patterns(typed: str) -> tuple[str, ...]:
    """Return one LIKE pattern for each word typed, at most one line's worth; none for what cannot be searched."""
    return tuple(f"%{_escaped(word)}%" for word in _words(typed))


def every_word(column: str, count: int) -> str:
    """Return the SQL condition that ``column``, folded, holds each of ``count`` words of ``word_patterns``."""
    return " AND ".join([f"{column} LIKE ? ESCAPE '\\'"] * count)


def _words(typed: str) -> list[str]:
    if len(typed) > _TYPED_LIMIT:
        return []  # a page pasted by mistake: longer than any line, and too many words for one query
    # "0911 647 979" and "+84 911…" are one number, not three words; "100%" is a word.
    digits, folded = digits_of(typed), fold(typed)
    if len(digits) >= _DIGITS_OF_A_PHONE and _WRITTEN_AS_PHONE.fullmatch(folded):
        return [digits]
    return list(dict.fromkeys(folded.split()))


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
