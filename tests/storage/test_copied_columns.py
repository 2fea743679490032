"""The copy of a person's data forgets nothing: no table that leads to a customer, no column that says something."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from ledger.domain.text import sort_key
from ledger.storage.columns import COLUMNS, Fate
from ledger.storage.copy_columns import Chapter
from ledger.storage.data_copy import CHAPTERS, LEFT_OUT
from ledger.storage.migrations import MIGRATIONS

OF_OTHERS = {"recipient", "staff"}  # partners and members, of whom only this is told
TOLD_OF_OTHERS = {"recipient.name", "recipient.role", "staff.role"}


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    """The tables of a ledger without a ledger."""
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.create_function("vi_order", 1, sort_key, deterministic=True)
        for statement in (statement for step in MIGRATIONS for statement in step.statements):
            plain.execute(statement)
        yield plain


def all_chapters(chapters: tuple[Chapter, ...] = CHAPTERS) -> Iterator[Chapter]:
    for chapter in chapters:
        yield chapter
        yield from all_chapters(chapter.children)


def about(chapter: Chapter) -> str:
    """Return the table whose rows a chapter tells."""
    return chapter.tables.split()[0]


def copied() -> set[str]:
    return {column.source for chapter in all_chapters() for column in chapter.columns}


def leading_to_customers(db: sqlite3.Connection) -> set[str]:
    """Return every table whose rows hang on a customer, however far."""
    parents = {table: {row[2] for row in db.execute(f'PRAGMA foreign_key_list("{table}")')} for table in COLUMNS}
    found, newest = {"customer"}, {"customer"}
    while newest:
        newest = {table for table, of in parents.items() if of & newest} - found
        found |= newest
    return found


def forgotten(columns: dict[str, dict[str, Fate]], tables: set[str]) -> set[str]:
    """Return what of these tables is neither in the copy nor left out for a reason."""
    told = {about(chapter) for chapter in all_chapters()}
    whole = {table for table in tables if table not in told and table not in LEFT_OUT}
    says = {
        f"{table}.{column}"
        for table in tables & told
        for column, fate in columns[table].items()
        if fate is not Fate.KEY
    }
    return whole | (says - copied() - set(LEFT_OUT))


def test_every_table_and_column_about_a_customer_is_in_the_copy_or_left_out_for_a_reason(
    db: sqlite3.Connection,
) -> None:
    tables = leading_to_customers(db)
    assert {"sale_item", "feedback_round", "request_step", "label_print", "incident_person"} <= tables
    assert forgotten(COLUMNS, tables) == set()


def test_a_new_column_or_table_would_be_noticed(db: sqlite3.Connection) -> None:
    wider = {**COLUMNS, "phone": {**COLUMNS["phone"], "nickname": Fate.PERSONAL}, "gossip": {"about": Fate.PERSONAL}}
    assert forgotten(wider, leading_to_customers(db) | {"gossip"}) == {"phone.nickname", "gossip"}


def test_nothing_is_left_out_that_is_not_there_or_is_told_anyway(db: sqlite3.Connection) -> None:
    tables = leading_to_customers(db)
    columns = {f"{table}.{column}" for table in tables for column in COLUMNS[table]}
    assert set(LEFT_OUT) <= tables | columns
    assert not set(LEFT_OUT) & (copied() | {about(chapter) for chapter in all_chapters()})


def test_of_partners_members_and_guardians_only_who_they_are_to_the_customer_is_told() -> None:
    of_others = {source for source in copied() if source.split(".")[0] in OF_OTHERS}
    assert of_others == TOLD_OF_OTHERS
    joined = {
        column.source
        for chapter in all_chapters()
        for column in chapter.columns
        if about(chapter) != "customer" and column.source.startswith("customer.")
    }
    assert joined == {"customer.code"}


def test_names_in_the_copy_are_unmistakable() -> None:
    for chapter in all_chapters():
        names = [column.key for column in chapter.columns] + [child.key for child in chapter.children]
        assert len(names) == len(set(names))
