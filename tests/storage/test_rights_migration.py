"""A ledger from before the rights of the data subject (schema version 3) keeps everything; the new tables are empty."""

from contextlib import closing
from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.ids import CustomerId
from ledger.storage import customers, feedback, requests
from ledger.storage.columns import COLUMNS
from ledger.storage.database import Connection, RefusedValue
from ledger.storage.migrations import MIGRATIONS, newest_version, schema_version
from support.storage import Shop

DAY = "2026-11-01T00:00:00.000000Z"
AT = {"day": DAY}
NEW_TABLES = {
    "request", "request_step", "request_attachment", "partner_letter", "retention_run", "erasure", "erased_violation",
    "erased_evidence", "incident", "incident_step", "incident_person", "special_day",
}  # fmt: skip


def fill(db: Connection) -> None:
    """Write what a shop had: somebody who wrote in, a paper of theirs, and a list they stood on."""
    db.execute(
        "INSERT INTO policy_version (id, number, pack, title_vi, title_en, published_at, published_by, label,"
        " in_force_at) VALUES (1, 1, 'combined', 'x', 'x', ?, 'x', '{}', ?)",
        (DAY, DAY),
    )
    db.execute("INSERT INTO customer (id, code, name) VALUES (1, 'KH-00001', 'Lê An')")
    db.execute(
        "INSERT INTO feedback (id, code, customer_id, channel, text, received_at, recorded_at, recorded_by)"
        " VALUES (1, 'PH-0001', 1, 'EMAIL', 'Giao chậm', ?, ?, 'x')",
        (DAY, DAY),
    )
    db.execute("INSERT INTO feedback_round (feedback_id, number, started_at, due_at) VALUES (1, 1, ?, ?)", (DAY, DAY))
    db.execute(
        "INSERT INTO attachment (id, customer_id, file_name, media_type, size, content, added_at, added_by)"
        " VALUES (1, 1, 'x.txt', 'text/plain', 1, x'78', ?, 'x')",
        (DAY,),
    )
    db.execute(
        "INSERT INTO contact_list (id, code, title, purpose_id, channel, policy_version_id, made_at, made_by, left_out)"
        " VALUES (1, 'LH-0001', 'x', 'marketing', 'SMS', 1, ?, 'x', '{}')",
        (DAY,),
    )
    db.execute("INSERT INTO contact_list_person VALUES (1, 1)")


@pytest.fixture
def before(tmp_path: Path) -> Shop:
    """A closed ledger of the third version."""
    shop = Shop(tmp_path, migrations=MIGRATIONS[:3])
    with shop.create().transaction() as unit:
        fill(unit.db)
        unit.audit(AuditAction.CUSTOMERS_IMPORTED, None, {"count": 1})
    assert schema_version(shop.vault.connection) == 3
    shop.close()
    shop.migrations = MIGRATIONS
    return shop


@pytest.fixture
def opened(before: Shop) -> Connection:
    return before.open().connection


def tables(db: Connection) -> set[str]:
    rows = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return {row[0] for row in rows}


def test_the_new_tables_are_there_and_hold_nothing(before: Shop) -> None:
    with closing(before.open()) as vault:
        db = vault.connection
        assert schema_version(db) == newest_version() >= 4
        assert tables(db) == set(COLUMNS)
        assert tables(db) >= NEW_TABLES
        filled = {one: db.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in NEW_TABLES}
        assert set(filled.values()) == {0}
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert vault.verify_audit(everything=True).head.seq > 0


def test_only_the_tables_of_this_version_are_new(tmp_path: Path) -> None:
    known = list[set[str]]()
    for version in (3, 4):
        shop = Shop(tmp_path / str(version), migrations=MIGRATIONS[:version])
        with closing(shop.create()) as vault:
            known.append(tables(vault.connection))
    assert known[1] - known[0] == NEW_TABLES


def test_everybody_and_everything_is_still_there(opened: Connection) -> None:
    found = customers.load(opened, CustomerId(1))
    assert found is not None
    assert (found.name, found.erased_at) == ("Lê An", None)
    (heard,) = feedback.of_customer(opened, CustomerId(1))
    assert (heard.code, heard.text, len(heard.rounds)) == ("PH-0001", "Giao chậm", 1)
    assert opened.execute("SELECT content FROM attachment").fetchall() == [(b"x",)]
    assert opened.execute("SELECT code, people FROM contact_list").fetchall() == [("LH-0001", None)]
    assert opened.execute("SELECT count(*) FROM contact_list_person").fetchone() == (1,)
    assert requests.of_customer(opened, CustomerId(1)) == ()


REQUEST = (
    "INSERT INTO request (id, code, customer_id, feedback_id, kind, channel, received_at, recorded_at, recorded_by,"
    " acknowledge_due_at) VALUES (1, 'YC-0001', 1, 1, 'DELETE', 'EMAIL', :day, :day, 'x', :day)"
)
ERASURE = (
    "INSERT INTO erasure (code, customer_id, request_id, cause, erased_at, erased_by, removed, kept)"
    " VALUES ('XD-0001', 1, 1, 'REQUEST', :day, 'x', '{}', '{}')"
)


def test_a_request_of_somebody_from_before_takes_its_place(opened: Connection) -> None:
    opened.execute(REQUEST, AT)
    opened.execute("INSERT INTO request_attachment VALUES (1, 1)")
    (asked,) = requests.of_customer(opened, CustomerId(1))
    assert (asked.code, asked.feedback_id, asked.is_with_partner, asked.is_open) == ("YC-0001", 1, False, True)
    assert len(requests.files(opened, asked.id)) == 1
    opened.execute("DELETE FROM attachment")  # a file that goes takes its place with the request along
    assert requests.files(opened, asked.id) == ()


@pytest.mark.parametrize(
    "change",
    [
        REQUEST.replace("(1, 'YC-0001'", "(2, 'YC-0001'"),  # a code twice
        REQUEST.replace("(1, 'YC-0001', 1", "(2, 'YC-0002', 9"),  # a customer who is not there
        REQUEST.replace("(1, 'YC-0001', 1, 1", "(2, 'YC-0002', 1, 9"),  # a feedback that is not there
        ERASURE.replace("XD-0001", "XD-0002"),  # somebody erased twice
        "INSERT INTO request_step (request_id, kind, occurred_at, recorded_at, recorded_by)"
        " VALUES (9, 'CLOSED', :day, :day, 'x')",
        "INSERT INTO request_attachment VALUES (1, 9)",
        "INSERT INTO partner_letter (request_id, recipient_id, kind, fields, written_at, written_by, due_at)"
        " VALUES (1, 9, 'RECALL', '[]', :day, 'x', :day)",
        "DELETE FROM customer",
    ],
)
def test_what_cannot_be_is_refused(opened: Connection, change: str) -> None:
    opened.execute(REQUEST, AT)
    opened.execute(ERASURE, AT)
    with pytest.raises(RefusedValue):
        opened.execute(change, AT)
