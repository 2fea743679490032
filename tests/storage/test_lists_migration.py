"""A ledger of the first version, opened by this program: everybody is still there, and in the order of the alphabet."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.text import fold, sort_key
from ledger.storage.columns import COLUMNS, Fate
from ledger.storage.migrations import MIGRATIONS, newest_version, schema_version
from ledger.storage.search import find
from support.storage import Shop

NAMES = ("Đỗ Thị Ân", "Đỗ Thị An", "Do An", "Lê Ánh", None, "Ăn Bình")
IN_ORDER = ["Ăn Bình", "Do An", "Đỗ Thị An", "Đỗ Thị Ân", "Lê Ánh"]


@pytest.fixture
def first(tmp_path: Path) -> Shop:
    """A closed ledger as the first version made it; one of its people is erased."""
    shop = Shop(tmp_path, migrations=MIGRATIONS[:1])
    with shop.create().transaction() as unit:
        for number, name in enumerate(NAMES, start=1):
            unit.db.execute(
                "INSERT INTO customer (id, code, name, erased_at) VALUES (?, ?, ?, ?)",
                (number, f"KH-{number:05d}", name, None if name else "2026-11-01T00:00:00.000000Z"),
            )
            if name:
                unit.db.execute("INSERT INTO customer_search VALUES (?, ?)", (number, fold(name)))
        unit.audit(AuditAction.CUSTOMERS_IMPORTED, None, {"count": len(NAMES)})
    assert schema_version(shop.vault.connection) == 1
    shop.close()
    shop.migrations = MIGRATIONS
    return shop


def test_todays_program_finds_everybody_and_sorts_them(first: Shop) -> None:
    db = first.open().connection
    assert schema_version(db) == newest_version()
    rows = db.execute("SELECT name FROM customer WHERE erased_at IS NULL ORDER BY name_order").fetchall()
    assert [name for (name,) in rows] == IN_ORDER
    keys = db.execute("SELECT name, name_order FROM customer").fetchall()
    assert all(key == (sort_key(name) if name else None) for name, key in keys)
    assert find(db, "lê ánh") == (4,)
    assert first.vault.verify_audit(everything=True).head.seq > 0
    first.close()


def test_a_backup_of_the_old_version_was_made_first(first: Shop) -> None:
    first.open().close()
    (backup,) = (first.folder / "backups").glob("*.sokin")
    with zipfile.ZipFile(io.BytesIO(backup.read_bytes())) as parts:
        manifest = json.loads(parts.read("manifest.json"))
    assert '"schema": 1,' in json.dumps(manifest)


def test_what_the_window_reveals_has_its_table_and_its_fate(first: Shop) -> None:
    db = first.open().connection
    columns = {row[1] for row in db.execute("PRAGMA table_info(reveal)")}
    assert columns == set(COLUMNS["reveal"])
    assert COLUMNS["reveal"]["reason"] is COLUMNS["customer"]["name_order"] is Fate.PERSONAL
    first.close()


def test_opening_it_again_changes_nothing(first: Shop) -> None:
    first.open().close()
    first.open().close()
    assert len(list((first.folder / "backups").glob("*.sokin"))) == 1
