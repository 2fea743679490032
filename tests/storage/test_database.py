"""The encrypted file: every kind of damage has its own name, and nothing opens half-way."""

import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ledger.domain.errors import (
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseMissing,
    DatabaseNotEncrypted,
    DiskFull,
    FolderMissing,
    FolderNotWritable,
    LedgerError,
    LedgerInUse,
    NotALedger,
    TextNotAllowed,
    UnsafeLibrary,
)
from ledger.storage import database
from ledger.storage import folder as files
from support.storage import Shop, flip_bit, plain_database

KEY = bytes(range(32))


def test_without_encryption_nothing_starts() -> None:
    with pytest.raises(UnsafeLibrary) as refused:
        database.check_library(None, "3.53.4")
    assert refused.value.data["why"] == "no_cipher"


@pytest.mark.parametrize("version", ["3.51.2", "3.50.9", "2.99.99"])
def test_an_sqlite_that_can_lose_data_is_refused(version: str) -> None:
    with pytest.raises(UnsafeLibrary):
        database.check_library("4.19.0", version)


@pytest.mark.parametrize("version", ["3.51.3", "3.52.0", "4.0.0"])
def test_a_safe_sqlite_is_accepted(version: str) -> None:
    database.check_library("4.19.0", version)


def test_a_setting_that_did_not_take_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_AFTER_FIRST_SELECT", (("temp_store", "MEMORY", "1"),))
    with pytest.raises(UnsafeLibrary) as refused:
        database.connect(tmp_path / "x.db", KEY, is_new=True)
    assert refused.value.data == {"why": "pragma", "name": "temp_store"}


def test_the_database_is_not_there(closed_shop: Shop) -> None:
    closed_shop.path(files.DATABASE).unlink()
    with pytest.raises(DatabaseMissing):
        closed_shop.open()
    assert not closed_shop.path(files.DATABASE).exists()


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 4095])
def test_an_empty_file_is_never_taken_for_a_new_ledger(closed_shop: Shop, content: bytes) -> None:
    closed_shop.path(files.DATABASE).write_bytes(content)
    with pytest.raises(DatabaseEmpty):
        closed_shop.open()
    assert closed_shop.path(files.DATABASE).read_bytes() == content


def test_an_unencrypted_file_is_refused(closed_shop: Shop) -> None:
    closed_shop.path(files.DATABASE).unlink()
    plain_database(closed_shop.path(files.DATABASE))
    with pytest.raises(DatabaseNotEncrypted):
        closed_shop.open()


def test_a_cut_file_is_damaged(closed_shop: Shop) -> None:
    path = closed_shop.path(files.DATABASE)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(DatabaseDamaged) as refused:
        closed_shop.open()
    assert refused.value.data["why"] == "size"


def test_noise_is_damaged(closed_shop: Shop) -> None:
    closed_shop.path(files.DATABASE).write_bytes(random.Random(1).randbytes(40_960))
    with pytest.raises(DatabaseDamaged):
        closed_shop.open()


def test_every_flipped_bit_is_noticed(closed_shop: Shop) -> None:
    path = closed_shop.path(files.DATABASE)
    good, chance = path.read_bytes(), random.Random(20261121)
    for _ in range(25):
        path.write_bytes(good)
        flip_bit(path, chance.randrange(len(good) * 8))
        with pytest.raises(DatabaseDamaged):
            closed_shop.open()
    path.write_bytes(good)
    closed_shop.open()


def test_a_ledger_of_other_keys_does_not_open(closed_shop: Shop, tmp_path: Path) -> None:
    other = Shop(tmp_path / "other")
    other.create()
    other.close()
    closed_shop.path(files.DATABASE).write_bytes(other.path(files.DATABASE).read_bytes())
    with pytest.raises(DatabaseDamaged):
        closed_shop.open()


def test_a_foreign_database_under_the_right_key_is_not_a_ledger(closed_shop: Shop) -> None:
    key = closed_shop.data_key()
    path = closed_shop.path(files.DATABASE)
    path.unlink()
    connection = database.connect(path, key, is_new=True)
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    with pytest.raises(NotALedger):
        closed_shop.open()


def test_a_ledger_with_another_id_is_not_this_ledger(closed_shop: Shop) -> None:
    closed_shop.tamper(lambda db: db.execute("UPDATE vault SET vault_id = 'another'"))
    with pytest.raises(NotALedger):
        closed_shop.open()


def test_plain_sqlite_cannot_read_it_even_with_the_data_key(closed_shop: Shop) -> None:
    key = closed_shop.data_key()
    for pragma in ("", f"PRAGMA key = \"x'{key.hex()}'\"", f"PRAGMA hexkey = '{key.hex()}'"):
        plain = sqlite3.connect(closed_shop.path(files.DATABASE))
        plain.execute(pragma)
        with pytest.raises(sqlite3.DatabaseError):
            plain.execute("SELECT count(*) FROM sqlite_master")
        plain.close()


def test_a_key_of_the_wrong_length_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    with pytest.raises(DatabaseDamaged):
        database.connect(tmp_path / "x.db", b"short", is_new=True)
    assert not (tmp_path / "x.db").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        database.connect(tmp_path / "gone" / "x.db", KEY, is_new=True)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.db").mkdir()
    with pytest.raises(FolderNotWritable):
        database.connect(tmp_path / "x.db", KEY, is_new=True)


def test_a_second_connection_is_refused_at_once(shop: Shop) -> None:
    with pytest.raises(LedgerInUse):
        database.connect(shop.path(files.DATABASE), shop.data_key(), is_new=False)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE customer",
        "DROP TABLE audit_entry",
        "DROP TRIGGER audit_entry_no_update",
        "DROP INDEX audit_entry_at",
        "ALTER TABLE customer ADD COLUMN x TEXT",
        "ALTER TABLE audit_entry RENAME TO other",
        "DELETE FROM sqlite_schema WHERE type = 'trigger'",
        "ATTACH ':memory:' AS other",
        "PRAGMA writable_schema = ON",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA journal_mode = OFF",
    ],
)
def test_at_work_the_schema_and_the_settings_are_untouchable(shop: Shop, statement: str) -> None:
    with pytest.raises(database.DatabaseError):
        shop.vault.connection.execute(statement)


def test_the_guard_can_be_lifted_for_those_who_play_the_programmer(shop: Shop) -> None:
    database.unguard(shop.vault.connection)
    shop.vault.connection.execute("PRAGMA recursive_triggers = ON")


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (13, DiskFull),
        (5, LedgerInUse),
        (6, LedgerInUse),
        (26, DatabaseDamaged),
        (11, DatabaseDamaged),
        (11 | 2 << 8, DatabaseDamaged),
        (10, DatabaseDamaged),
        (8, FolderNotWritable),
        (14, FolderNotWritable),
        (19, None),
        (None, None),
    ],
)
def test_every_error_of_the_library_has_a_name_of_ours(code: int | None, error: type[LedgerError] | None) -> None:
    raised: Any = Exception()
    if code is not None:
        raised.sqlite_errorcode = code
    translated = database.translated_error(raised, "ledger.db")
    assert translated is None if error is None else isinstance(translated, error)


def test_half_a_character_in_whatever_box_is_a_text_that_cannot_be_stored(tmp_path: Path) -> None:
    """A text pasted from elsewhere may hold one; no database takes it, and the words are not repeated."""
    db = database.connect(tmp_path / "new.db", KEY, is_new=True)
    with pytest.raises(TextNotAllowed) as refused:
        db.execute("SELECT ?", ("La\ud800n",))
    assert refused.value.__cause__ is None
    assert "La" not in str(refused.value)
    with pytest.raises(TextNotAllowed):
        db.executemany("SELECT ?", [("\udfff",)])
    db.close()
