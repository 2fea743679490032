"""Looking at copies of people's data, by a walk of the schema that knows nothing of how they are made."""

import base64
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from typing import Any, NamedTuple

from ledger.documents.layout import printable
from ledger.domain.deadline import RequestKind
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod
from ledger.domain.staff import Operation
from ledger.domain.text import show_phone, sort_key
from ledger.domain.wording import Language
from ledger.services import data_copy, requests
from ledger.services.data_copy import PreparedCopy
from ledger.services.requests import RequestInput
from ledger.services.session import Session
from ledger.storage.columns import COLUMNS, Fate
from ledger.storage.database import Connection
from ledger.storage.migrations import MIGRATIONS

VI = Language.VI
# Made from other values of the same person, only to find them by: the test shows that nothing else is in them.
SEARCH_FORMS = {("customer", "name_key"), ("customer", "name_order"), ("customer_search", "words")}


class Held(NamedTuple):
    """One value the database holds about a person."""

    table: str
    column: str
    value: str | int | bytes


def asked(session: Session, customer_code: str, kind: RequestKind = RequestKind.PROVIDE_COPY) -> str:
    """Record a request of a customer, proven to be theirs; return its code."""
    typed = RequestInput(kind, Channel.EMAIL, session.now(), customer_code=customer_code)
    code = requests.record(session, typed)
    requests.check_identity(session, code, IdentityMethod.OWN_CHANNEL, session.now())
    return code


def prepared(session: Session, request_code: str, language: Language = VI, *, is_preview: bool = False) -> PreparedCopy:
    """Make the copy a request asks for, as a manager whose passphrase was asked for just now."""
    session.mark_confirmed(Operation.EXPORT)
    return data_copy.prepare(session, request_code, language, is_preview=is_preview)


def made(session: Session, customer_code: str, language: Language = VI) -> PreparedCopy:
    return prepared(session, asked(session, customer_code), language)


# --- what the database holds --------------------------------------------------------------------


def rows_about(db: Connection, customer_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return every row that leads to a customer by whatever foreign keys, but none that is another customer's."""
    found: dict[str, dict[Any, dict[str, Any]]] = {"customer": _rows(db, "customer", "id", [customer_id])}
    is_new = True
    while is_new:
        is_new = False
        for table, column, parent, parent_column in _links():
            ids = [row[parent_column] for row in found.get(parent, {}).values()]
            if not ids:
                continue
            known = found.setdefault(table, {})
            own = {key: row for key, row in _rows(db, table, column, ids).items() if _is_own(table, row, customer_id)}
            is_new = is_new or not own.keys() <= known.keys()
            known |= own
    return {table: list(rows.values()) for table, rows in found.items() if rows}


@cache
def _links() -> tuple[tuple[str, str, str, str], ...]:
    """Return every foreign key: table, column, the table it leads to, the column there. An open ledger tells none."""
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.create_function("vi_order", 1, sort_key, deterministic=True)
        for statement in (statement for step in MIGRATIONS for statement in step.statements):
            plain.execute(statement)
        return tuple(
            (table, link[3], link[2], link[4] or "id")
            for table in COLUMNS
            for link in plain.execute(f'PRAGMA foreign_key_list("{table}")')
        )


def _is_own(table: str, row: dict[str, Any], customer_id: int) -> bool:
    return table != "customer" and row.get("customer_id", customer_id) == customer_id


def _rows(db: Connection, table: str, column: str, ids: list[Any]) -> dict[Any, dict[str, Any]]:
    names = list(COLUMNS[table])
    marks = ",".join("?" * len(ids))
    chosen = ", ".join(f'"{name}"' for name in names)
    rows = db.execute(f'SELECT {chosen} FROM "{table}" WHERE "{column}" IN ({marks})', tuple(ids)).fetchall()
    return {row: dict(zip(names, row, strict=True)) for row in map(tuple, rows)}


def held_about(db: Connection, customer_id: int) -> list[Held]:
    """Return every value that says something about a customer: all that is no key."""
    return [
        Held(table, column, value)
        for table, rows in rows_about(db, customer_id).items()
        for row in rows
        for column, value in row.items()
        if value is not None and COLUMNS[table][column] is not Fate.KEY and (table, column) not in SEARCH_FORMS
    ]


def is_personal(held: Held) -> bool:
    return COLUMNS[held.table][held.column] is Fate.PERSONAL


# --- what a copy says ---------------------------------------------------------------------------


def leaves(said: Any) -> Iterator[Any]:
    """Return every value of a JSON document, without its names."""
    if isinstance(said, dict):
        said = list(said.values())
    if isinstance(said, list):
        for one in said:
            yield from leaves(one)
    elif said is not None:
        yield said


def is_said(held: Held, said: set[Any]) -> bool:
    """Return whether a stored value stands in a copy, in one of the ways values are stored."""
    value = held.value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode() in said
    if value in said or isinstance(value, int):
        return value in said or (value in {0, 1} and bool(value) in said)
    if value.startswith("["):
        return all(one in said for one in _parts(json.loads(value)))
    return all(one in said for one in value.split())  # several codes in one text


def _parts(stored: list[Any]) -> Iterator[Any]:
    for one in stored:
        yield from (one["code"], one["reference"]) if isinstance(one, dict) else (one,)


def words_of_pdf(pdf: bytes, password: str | None = None) -> str:
    """Return all that can be read of a PDF, without any space: lines and pages break where they like."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(pdf, password=password)) as document:
        texts = []
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                texts.append(text.get_text_range())
    return squeezed("".join(texts))


def squeezed(text: str) -> str:
    """Return a text in NFC without spaces and what ends a broken line."""
    return re.sub(r"[\s￾]+", "", unicodedata.normalize("NFC", text))


def on_paper(held: Held) -> str:
    """Return how a personal value stands on paper."""
    text = str(held.value)
    if held.column == "number" and held.table == "phone":
        text = show_phone(text)
    if held.column == "birth_on":
        year, month, day = text.split("-")
        text = f"{day}/{month}/{year}"
    return squeezed(printable(text))


def missing(held: Iterable[Held], words: str) -> list[Held]:
    return [one for one in held if on_paper(one) not in words]
