"""Every column of every table has its fate at erasure, and nobody's words stand where they would outlive it."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from ledger.domain.text import sort_key
from ledger.services.session import Session
from ledger.storage.columns import COLUMNS, Fate
from ledger.storage.database import Connection
from ledger.storage.migrations import MIGRATIONS
from services.canaries import BUSINESS, PERSONAL, live_a_day
from support.services import Workplace

Column = tuple[str, str]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A ledger in which every field a person can fill holds a word of its own."""
    shop = Workplace(tmp_path_factory.mktemp("lived"))
    shop.create()
    live_a_day(shop)
    yield shop.session
    shop.close()


def tables(db: Any) -> list[str]:
    rows = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return [row[0] for row in rows]


def live_columns(db: Any) -> set[Column]:
    return {(table, row[1]) for table in tables(db) for row in db.execute(f'PRAGMA table_xinfo("{table}")')}


def declared() -> set[Column]:
    return {(table, column) for table, columns in COLUMNS.items() for column in columns}


def columns_holding(db: Connection, words: dict[str, str]) -> dict[Column, set[str]]:
    """Return every column in which one of the words stands, however it is written."""
    found: dict[Column, set[str]] = {}
    for table, column in live_columns(db):
        for (value,) in db.execute(f'SELECT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'):
            text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
            stands = {name for name, word in words.items() if word.lstrip("0") in text.lower()}
            if stands:
                found.setdefault((table, column), set()).update(stands)
    return found


def test_every_column_of_the_ledger_is_declared_and_none_that_is_not_there(lived: Session) -> None:
    assert live_columns(lived.db) == declared()


@pytest.mark.parametrize(
    "change", ["ALTER TABLE customer ADD COLUMN shoe_size TEXT", "CREATE TABLE gossip (about TEXT) STRICT"]
)
def test_a_new_column_or_table_would_be_noticed(change: str) -> None:
    with closing(sqlite3.connect(":memory:")) as plain:  # the open ledger itself refuses to be rebuilt
        plain.create_function("vi_order", 1, sort_key, deterministic=True)
        for statement in (statement for step in MIGRATIONS for statement in step.statements):
            plain.execute(statement)
        assert live_columns(plain) == declared()
        plain.execute(change)
        assert len(live_columns(plain) - declared()) == 1


def test_every_table_is_strict_about_its_types(lived: Session) -> None:
    rows = lived.db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    loose = [name for name, sql in rows if not re.search(r"\)\s*STRICT\b", sql)]
    assert loose == []


def test_only_what_hangs_on_a_customer_or_a_member_is_personal() -> None:
    keys = {column for columns in COLUMNS.values() for column, fate in columns.items() if fate is Fate.KEY}
    assert {"id", "customer_id", "recorded_by"} <= keys
    for table, columns in COLUMNS.items():
        assert Fate.KEY in columns.values(), table


# The file of an incident is the shop's own and names no customer: the law keeps it whoever is erased.
INCIDENT_TEXTS = (
    "place", "what", "who", "contact", "consequences", "measures", "no_tell_reason", "report_reference",
    "delay_reason", "no_report_reason", "system_report_reference", "system_delay_reason", "no_system_report_reason",
)  # fmt: skip

# --- words planted in every field -----------------------------------------------------------------

# What a person is, where it is not a word: sex, the weights of a name's letters, and the codes of the list of places.
CODED = {("customer", "gender"), ("customer", "name_order"), ("address", "ward_code"), ("address", "province_code")}


def test_what_belongs_to_a_person_stands_in_personal_columns_and_nowhere_else(lived: Session) -> None:
    found = columns_holding(lived.db, PERSONAL)
    personal = {(table, column) for table, column in declared() if COLUMNS[table][column] is Fate.PERSONAL}
    assert set(found) - personal == set()  # it would outlive the erasure
    assert personal - set(found) == CODED  # or the declaration says more than is true


def test_every_planted_word_was_really_kept(lived: Session) -> None:
    found = columns_holding(lived.db, PERSONAL | BUSINESS)
    assert set().union(*found.values()) == set(PERSONAL | BUSINESS)


def test_what_belongs_to_a_partner_or_an_authority_stays_for_the_record(lived: Session) -> None:
    assert set(columns_holding(lived.db, BUSINESS)) == {
        ("recipient", "name"),
        ("recipient", "name_key"),
        ("recipient_zone", "zone"),
        ("disclosure", "document_number"),
        ("disclosure", "issuing_body"),
        ("disclosure", "legal_reference"),
        *(("incident", column) for column in INCIDENT_TEXTS),
        ("incident_step", "reference"),
    }
