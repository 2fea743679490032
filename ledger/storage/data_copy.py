"""Reading the full copy of one person's data: every chapter of it, and what is in none for a reason.

A test compares the chapters with the schema: a table that leads to a customer cannot be forgotten, nor a column of it.
"""

from collections.abc import Iterator, Mapping

from ledger.domain.ids import CustomerId, PurposeId
from ledger.domain.wording import Bilingual
from ledger.storage.copy_columns import Chapter, CopiedRow, Kind
from ledger.storage.copy_people import ANSWERS, ORDERS, PERSON
from ledger.storage.copy_records import FEEDBACK, REQUESTS, SURVEYS, USES, WATCHED
from ledger.storage.database import Connection

CHAPTERS: tuple[Chapter, ...] = (*PERSON, *ANSWERS, *ORDERS, *USES, *FEEDBACK, *REQUESTS, *SURVEYS, *WATCHED)

# Why something that leads to a customer is in no chapter: a table, or one column of a table that is.
LEFT_OUT: Mapping[str, str] = {
    "customer_search": "made from name, phones, emails and code, only to find them by",
    "customer.name_key": "made from the name, only to find it by",
    "customer.name_order": "made from the name, only to sort by",
    "customer.erased_at": "a copy is made of the living only",
    "erasure": "of the erased only",
    "erased_violation": "of the erased only",
    "erased_evidence": "of the erased only",
    "commitment": "the papers of partners, about no customer",
}


def read(db: Connection, customer_id: CustomerId, *, with_content: bool) -> dict[str, tuple[CopiedRow, ...]]:
    """Return the rows of every chapter about one person; the bytes of files only ``with_content``."""
    return {chapter.key: tuple(_rows(db, chapter, customer_id, with_content)) for chapter in CHAPTERS}


def _rows(db: Connection, chapter: Chapter, of: int, with_content: bool) -> Iterator[CopiedRow]:
    columns = [one for one in chapter.columns if with_content or one.kind is not Kind.FILE]
    wanted = ", ".join(one.source for one in columns)
    query = f"SELECT {chapter.id}, {wanted} FROM {chapter.tables} WHERE {chapter.where} ORDER BY {chapter.id}"
    for one, *values in db.execute(query, (of,)).fetchall():
        below = {child.key: tuple(_rows(db, child, one, with_content)) for child in chapter.children}
        yield CopiedRow({column.key: value for column, value in zip(columns, values, strict=True)}, below)


def purpose_texts(db: Connection) -> dict[PurposeId, Bilingual]:
    """Return every purpose any version of the policy ever had, in its newest words."""
    rows = db.execute("SELECT purpose_id, text_vi, text_en FROM policy_purpose ORDER BY policy_version_id")
    return {PurposeId(one): Bilingual(vi, en) for one, vi, en in rows}
