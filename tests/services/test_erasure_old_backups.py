"""Backups made by older versions of the program are emptied too, by the columns they have."""

from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.services import erasure_files
from ledger.services.deciding_many import to_the_end
from ledger.storage import erasure, journal, keyfile
from ledger.storage import folder as files
from ledger.storage.backup import open_backup
from ledger.storage.backups_kept import managed
from ledger.storage.journal import JournalKind
from ledger.storage.migrations import MIGRATIONS
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, Shop

LINE = {
    "subject_ref": "KH-00001", "at": "2026-11-21T04:00:00.000000Z", "cause": "REQUEST", "certificate": "XD-0001",
    "by": "x",
}  # fmt: skip


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_a_backup_of_every_version_is_rewritten(tmp_path: Path, version: int) -> None:
    shop = Shop(tmp_path, migrations=MIGRATIONS[:version], appliers={"erase": erasure.apply_line})
    shop.create()
    with shop.vault.transaction() as unit:
        unit.db.execute("INSERT INTO customer (code, name, note) VALUES ('KH-00001', 'Nguyễn Văn Đức', 'quen')")
        unit.db.execute("INSERT INTO customer (code, name, note) VALUES ('KH-00002', 'Trần Thị An', 'mới')")
        unit.audit(AuditAction.CUSTOMER_ADDED, "KH-00001", {})
    shop.vault.back_up()
    shop.close()
    shop.migrations = MIGRATIONS  # the program is brought up to date, which makes a backup of its own
    shop.open()
    manager = shop.vault._desk.identity
    line = journal.sign_line(shop.vault.vault_id, JournalKind.ERASE, LINE, manager.id, manager.signing)
    journal.append(shop.path(files.JOURNAL), (line,))
    shop.reopen()
    assert to_the_end(erasure_files.finishing(shop.vault)) == 1
    identity = keyfile.unlock(shop.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).identity
    for path, _ in managed(shop.folder):
        with open_backup(path, identity) as opened:
            assert opened.manifest.schema == version
            people = opened.connection.execute("SELECT code, name, note FROM customer").fetchall()
            assert people == [("KH-00001", None, None), ("KH-00002", "Trần Thị An", "mới")]
    (done,) = erasure.load_all(shop.vault.connection)
    assert (done.backups_rewritten, done.backups_left) == (len(managed(shop.folder)), 0)
    shop.close()
