"""A ledger from before half-written forms were kept (schema version 4) keeps everything; the new table is empty."""

from pathlib import Path

from ledger.domain.audit import AuditAction
from ledger.storage.columns import COLUMNS
from ledger.storage.migrations import MIGRATIONS, newest_version, schema_version
from support.storage import Shop


def test_a_ledger_of_version_4_becomes_one_of_version_5(tmp_path: Path) -> None:
    shop = Shop(tmp_path, migrations=MIGRATIONS[:4])
    with shop.create().transaction() as unit:
        unit.db.execute("INSERT INTO customer (id, code, name) VALUES (1, 'KH-00001', 'Lê An')")
        unit.audit(AuditAction.CUSTOMER_ADDED, "KH-00001", {"fields": ["name"]})
    assert schema_version(shop.vault.connection) == 4
    shop.close()
    shop.migrations = MIGRATIONS
    db = shop.open().connection
    assert schema_version(db) == newest_version() >= 5
    assert db.execute("SELECT code, name FROM customer").fetchall() == [("KH-00001", "Lê An")]
    assert db.execute("SELECT * FROM draft").fetchall() == []
    assert {row[1] for row in db.execute("PRAGMA table_info(draft)")} == set(COLUMNS["draft"])
    assert shop.vault.verify_audit(everything=True).head.seq  # raises where it is broken
