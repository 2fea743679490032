"""The disk full, the folder gone, the file held: told by the right name, nothing half-done, and it works again."""

from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import (
    AuditBroken,
    DatabaseDamaged,
    DiskFull,
    FolderMissing,
    FolderNotWritable,
    LedgerError,
    LedgerInUse,
)
from ledger.storage import database, opened
from ledger.storage import folder as files
from ledger.storage.audit_log import entries
from ledger.storage.journal import JournalKind
from ledger.storage.migrations import MIGRATIONS, Migration, migrate, newest_version
from support.storage import Shop, read_note, write_note

KEY = bytes(range(32))


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("database or disk is full", DiskFull),
        ("disk I/O error", DatabaseDamaged),
        ("database disk image is malformed", DatabaseDamaged),
        ("attempt to write a readonly database", FolderNotWritable),
        ("unable to open database file", FolderNotWritable),
        ("database is locked", LedgerInUse),
        ("no such table: x", None),
    ],
)
def test_what_the_library_says_without_a_number_has_its_name_too(said: str, error: type[LedgerError] | None) -> None:
    # copying a ledger page by page raises such errors: a backup on a full disk
    translated = database.translated_error(database.DatabaseError(said), files.DATABASE)
    assert translated is None if error is None else isinstance(translated, error)


def test_a_new_ledger_on_a_full_disk_is_told_as_a_full_disk(tmp_path: Path) -> None:
    connection = database.connect(tmp_path / "x.db", KEY, is_new=True)
    connection.execute("PRAGMA max_page_count = 20")
    with pytest.raises(DiskFull):
        migrate(connection, before=lambda: None)
    assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    connection.close()


def keep_a_note(shop: Shop, words: str) -> None:
    with shop.vault.transaction() as unit:
        write_note(unit, words)
        unit.audit(AuditAction.SETTING_CHANGED, None, {"name": "note"})
        unit.journal(JournalKind.STOP, {"hash": "00"})


@pytest.fixture
def away(shop: Shop) -> Path:
    """The place the open ledger's folder was moved to: renamed, or its drive pulled out."""
    keep_a_note(shop, "before")
    return shop.folder.rename(shop.home / "elsewhere")


def test_without_its_folder_nothing_is_told_as_saved(shop: Shop, away: Path) -> None:
    with pytest.raises(FolderMissing):
        keep_a_note(shop, "after")
    with pytest.raises(FolderMissing):
        shop.vault.back_up()
    assert not shop.folder.exists()  # and no folder is made where it was
    away.rename(shop.folder)
    assert read_note(shop.reopen()) == "before"
    assert shop.vault.warnings == ()


def test_closing_without_the_folder_makes_none(shop: Shop, away: Path) -> None:
    shop.close()
    assert not shop.folder.exists()
    away.rename(shop.folder)
    assert read_note(shop.open()) == "before"


def test_an_error_of_the_drive_is_told_as_a_missing_folder_when_that_is_gone(shop: Shop, away: Path) -> None:
    assert away.exists()
    with pytest.raises(FolderMissing), shop.vault.reading():
        raise database.DatabaseError("disk I/O error")


def test_a_migration_and_its_entry_come_together(closed_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    step = Migration(newest_version() + 1, "next", ("CREATE TABLE next (x TEXT) STRICT",))
    closed_shop.migrations = (*MIGRATIONS, step)

    def stop(*_: object) -> None:
        raise DiskFull(file=files.DATABASE)

    monkeypatch.setattr(opened, "guard", stop)  # stopped right after the migration
    with pytest.raises(DiskFull):
        closed_shop.open()
    monkeypatch.undo()
    told = entries(closed_shop.open().connection, limit=50)
    migrated = [one.body for one in told if one.entry.action is AuditAction.LEDGER_MIGRATED]
    assert migrated == [{"from": step.version - 1, "to": step.version}]
    closed_shop.vault.verify_audit(everything=True)


def test_an_older_copy_is_refused_before_it_is_migrated(closed_shop: Shop) -> None:
    older = closed_shop.path(files.DATABASE).read_bytes()
    closed_shop.open()
    closed_shop.record()
    closed_shop.close()
    closed_shop.path(files.DATABASE).write_bytes(older)
    step = Migration(newest_version() + 1, "next", ("CREATE TABLE next (x TEXT) STRICT",))
    closed_shop.migrations = (*MIGRATIONS, step)
    with pytest.raises(AuditBroken) as refused:
        closed_shop.open()
    assert refused.value.data["why"] == "rolled_back"
    assert closed_shop.path(files.DATABASE).read_bytes() == older
