"""A ledger from before the promises (schema version 2) keeps everything, and nothing is guessed about its people."""

import json
from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.ids import CustomerId
from ledger.storage import policies
from ledger.storage.customer_purposes import of_customer
from ledger.storage.database import Connection, RefusedValue
from ledger.storage.disclosures import Filter, attempts
from ledger.storage.migrations import MIGRATIONS
from support.storage import Shop

DAY = "2026-11-01T00:00:00.000000Z"
REASON = [{"code": "STOP_CONTACT", "reference": "KO 4c", "values": {"channel": "SMS"}}]


def fill(db: Connection) -> None:
    """Write what a shop had: a policy, somebody who ordered, a parcel, a contact and a refusal."""
    db.execute(
        "INSERT INTO policy_version (id, number, pack, title_vi, title_en, published_at, published_by, label)"
        " VALUES (1, 1, 'combined', 'x', 'x', ?, 'x', ?)",
        (DAY, json.dumps({"shows_province": True, "shows_zone": True, "shows_amount_to_collect": True})),
    )
    db.execute("INSERT INTO policy_purpose VALUES (1, 0, 'delivery_of_goods', 1, 'CONTRACT', 0, 'Giao hàng', 'x')")
    for at, (clause, control) in enumerate((("KO 2", "PURPOSE_LIMITATION"), ("VK 9", "GUARDIAN_CONSENT"))):
        db.execute("INSERT INTO policy_clause VALUES (1, ?, ?, ?, '{}', 1, 'x', 'x')", (at, clause, control))
    db.execute("INSERT INTO customer (id, code, name, birth_on) VALUES (1, 'KH-00001', 'Lê An', '1990-01-01')")
    db.execute("INSERT INTO phone (customer_id, number, state, state_at) VALUES (1, '+84911', 'CONFIRMED', ?)", (DAY,))
    db.execute(
        "INSERT INTO sale (code, customer_id, ordered_at, recorded_at, recorded_by, amount)"
        " VALUES ('DH-0001', 1, ?, ?, 'x', 0)",
        (DAY, DAY),
    )
    db.execute(
        "INSERT INTO contact (customer_id, purpose_id, channel, basis, is_advertising, policy_version_id, occurred_at,"
        " recorded_at, recorded_by) VALUES (1, 'delivery_of_goods', 'CALL', 'CONTRACT', 0, 1, ?, ?, 'x')",
        (DAY, DAY),
    )
    db.execute(
        "INSERT INTO attempt (id, act, customer_id, purpose_id, channel, reasons, clause_ids, policy_version_id,"
        " occurred_at, recorded_by) VALUES (7, 'CONTACT', 1, 'delivery_of_goods', 'SMS', ?, '[\"KO 4c\"]', 1, ?, 'x')",
        (json.dumps(REASON), DAY),
    )


@pytest.fixture
def before(tmp_path: Path) -> Shop:
    """A closed ledger of the second version."""
    shop = Shop(tmp_path, migrations=MIGRATIONS[:2])
    with shop.create().transaction() as unit:
        fill(unit.db)
        unit.audit(AuditAction.CUSTOMERS_IMPORTED, None, {"count": 1})
    shop.close()
    shop.migrations = MIGRATIONS
    return shop


def test_refusals_contacts_and_numbers_are_all_still_there(before: Shop) -> None:
    db = before.open().connection
    (kept,) = attempts(db, Filter())
    assert (kept.id, kept.customer_id, kept.reasons[0].reference) == (7, 1, "KO 4c")
    assert db.execute("SELECT number, state, state_at FROM phone").fetchall() == [("+84911", "CONFIRMED", DAY)]
    assert db.execute("SELECT channel, contact_list_id FROM contact").fetchall() == [("CALL", None)]


def test_the_policy_that_was_published_is_the_one_in_force(before: Shop) -> None:
    db = before.open().connection
    assert policies.in_force_id(db) == 1
    known = policies.load(db, policies.in_force_id(db))
    assert known.in_force_at == known.published_at
    assert {one.id: sorted(one.states) for one in known.clauses} == {"KO 2": ["PURPOSE"], "VK 9": []}


def test_what_an_old_record_was_for_is_not_guessed(before: Shop) -> None:
    assert of_customer(before.open().connection, CustomerId(1)) == ()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE policy_clause SET text_vi = 'khác'",
        "DELETE FROM policy_clause",
        "UPDATE policy_purpose SET basis = 'CONSENT'",
        "DELETE FROM policy_version",
        "UPDATE policy_version SET title_vi = 'khác'",
        "UPDATE policy_version SET in_force_at = NULL",
        "INSERT INTO policy_clause VALUES (1, 9, 'KO 9', 'ACCESS_CONTROL', '{}', 1, 'x', 'x', '[]')",
        "INSERT INTO policy_purpose VALUES (1, 9, 'anything', 1, 'LAW', 0, 'x', 'x')",
        "INSERT INTO policy_field VALUES (1, 9, 'phone', 'CONTACT', '[]', 'x', 'x')",
        "INSERT INTO policy_rule VALUES (1, 'OTHER', '[]', '[]', 0)",
        "INSERT OR REPLACE INTO policy_version SELECT * FROM policy_version",
    ],
)
def test_a_published_version_is_never_changed(before: Shop, change: str) -> None:
    vault = before.open()
    with pytest.raises(RefusedValue, match="never changed"):
        vault.connection.execute(change)
    assert policies.load(vault.connection, policies.in_force_id(vault.connection)).number == 1
