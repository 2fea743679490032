"""Real processes, killed without warning; a second window; and a search for anything readable on the disk."""

import errno
import random
import shutil
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import DatabaseMissing, DiskFull, FolderMissing, FolderNotWritable, KeyFileMissing
from ledger.storage import database
from ledger.storage import folder as files
from ledger.storage.audit_log import head
from ledger.storage.journal import JournalKind
from support.storage import (
    MANAGER_PASSPHRASE,
    Shop,
    everything_on_disk,
    kill_child,
    plain_database,
    read_note,
    start_child,
    write_note,
)

NAME = "Đặng Thị Quỳnh-Xích Lô 7f3a91"
PHONE = "0909 314 159 26"
unix_only = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of Unix")


@unix_only
def test_whoever_is_killed_while_writing_loses_nothing_that_was_confirmed(closed_shop: Shop) -> None:
    chance, confirmed, before = random.Random(20261121), 0, 0
    for _ in range(2):  # the proof `kill` does it hundreds of times
        child = start_child("write", str(closed_shop.home))
        assert child.stdout is not None
        first = child.stdout.readline()  # it is at work
        time.sleep(chance.random() * 0.15)
        said = [line for line in (first + kill_child(child)).splitlines() if line.count(" ") == 1]
        seq, note = said[-1].split()
        vault = closed_shop.open()
        kept = read_note(vault)
        assert kept is not None
        assert int(kept) in {int(note), int(note) + 1}  # one may have been kept just before it could be confirmed
        assert head(vault.connection).seq in {int(seq), int(seq) + 1}
        verified = vault.verify_audit(everything=True)
        assert vault.warnings == ()
        confirmed += len(said)
        assert verified.head.seq > before
        before = verified.head.seq
        closed_shop.close()
    assert confirmed >= 2


@unix_only
def test_whoever_is_killed_while_creating_leaves_a_clear_error_or_a_whole_ledger(tmp_path: Path) -> None:
    outcomes = set()
    for delay in (0.0, 0.01, 0.03):
        shop = Shop(tmp_path / f"{delay}")
        child = start_child("create", str(shop.home))
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(delay)
        kill_child(child)
        if shop.path(files.DATABASE).exists():
            shop.open().verify_audit(everything=True)
            outcomes.add("whole")
        else:
            with pytest.raises((DatabaseMissing, KeyFileMissing, FolderMissing)):
                shop.open()
            shop.create()
            outcomes.add("again")
        shop.close()
    assert outcomes <= {"whole", "again"}


def test_a_second_window_is_refused_within_two_seconds(shop: Shop) -> None:
    child = start_child("open", str(shop.home))
    said, _ = child.communicate(timeout=30)
    assert said.strip() == "LedgerInUse"
    shop.record()
    shop.close()
    child = start_child("open", str(shop.home))
    assert child.communicate(timeout=30)[0].strip() == "opened"


def test_what_an_interrupted_backup_left_behind_is_gone_after_the_next_opening(closed_shop: Shop) -> None:
    made = closed_shop.open().back_up()
    closed_shop.close()
    half_made = made.path.with_name(f"sokin-20261121-100000.{made.manifest.vault_id[:8]}.db{files.TMP_SUFFIX}")
    half_made.write_bytes(made.path.read_bytes())  # as large as the ledger itself, on a disk that may be full
    half_written = [closed_shop.path(f"{name}{files.TMP_SUFFIX}") for name in (files.KEYS, files.ANCHOR, files.JOURNAL)]
    for path in half_written:
        path.touch()
    closed_shop.open()
    assert not any(path.exists() for path in (half_made, *half_written))
    assert made.path.exists()


@pytest.mark.parametrize("full", ["the twin of the key file", "the trail", "putting in place"])
def test_a_change_of_passphrase_told_as_failed_leaves_the_old_one(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, full: str
) -> None:
    write, replace = files._write, files._replace

    def fail(path: Path, data: bytes, *, durable: bool) -> None:
        if path.name.startswith(files.KEYS_TWIN) and full == "the twin of the key file":
            raise OSError(errno.ENOSPC, "full")
        write(path, data, durable=durable)

    def hold(source: Path, target: Path) -> None:
        if target.name == files.KEYS_TWIN and full == "putting in place":
            raise PermissionError(errno.EACCES, "held by a virus scanner")
        replace(source, target)

    monkeypatch.setattr(files, "_write", fail)
    monkeypatch.setattr(files, "_replace", hold)
    if full == "the trail":
        database.unguard(shop.vault.connection)
        shop.vault.connection.execute("PRAGMA query_only = ON")
    with pytest.raises((DiskFull, FolderNotWritable)):
        shop.vault.change_passphrase(MANAGER_PASSPHRASE, "chín con trâu già gặm cỏ")
    monkeypatch.undo()
    shop.reopen()


def test_a_power_cut_cannot_take_a_new_folder_away_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(files, "sync_folder", synced.append)
    files.make_private_folder(tmp_path / "shop" / "ledger")
    assert {tmp_path, tmp_path / "shop"} <= set(synced)
    synced.clear()
    files.make_private_folder(tmp_path / "shop" / "ledger")  # it was there
    assert synced == []


def needles() -> list[bytes]:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD") for text in (NAME, PHONE)]
    return [form.encode(code) for form in forms for code in ("utf-8", "utf-16-le")]


def test_nothing_a_customer_said_can_be_read_on_the_disk(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    rubbish = shop.home / "temporary"
    rubbish.mkdir()
    for variable in ("TMPDIR", "SQLITE_TMPDIR", "TEMP"):
        monkeypatch.setenv(variable, str(rubbish))
    with shop.vault.transaction() as unit:
        for number in range(3000):
            unit.db.execute("INSERT INTO setting VALUES (?, ?)", (f"{number:05}", f"{NAME} {PHONE} {number}"))
        unit.db.execute("SELECT value FROM setting ORDER BY value || name DESC").fetchall()  # a sort that spills
        unit.audit(AuditAction.SETTING_CHANGED, None, {"name": "x"})
        unit.journal(JournalKind.STOP, {"hash": "00"})
    shop.vault.back_up()
    while_open = everything_on_disk(shop.home)
    shop.close()
    closed = everything_on_disk(shop.home)
    assert len(while_open) > 500_000
    for needle in needles():
        assert needle not in while_open
        assert needle not in closed
    # the control: the same search finds it in a file that is not encrypted
    plain_database(shop.home / "plain.db", f"{NAME} {PHONE}")
    found = everything_on_disk(shop.home)
    assert NAME.encode() in found
    assert PHONE.encode() in found


def test_passphrases_and_keys_are_nowhere_on_the_disk(closed_shop: Shop) -> None:
    key = closed_shop.data_key()
    disk = everything_on_disk(closed_shop.home)
    code = closed_shop.recovery_code
    secrets = (MANAGER_PASSPHRASE.encode(), code.encode(), code.replace("-", "").encode(), key, key.hex().encode())
    assert all(secret not in disk for secret in secrets)


def test_a_copied_folder_without_its_key_file_is_only_noise(closed_shop: Shop, tmp_path: Path) -> None:
    thief = Shop(tmp_path / "thief")
    shutil.copytree(closed_shop.folder, thief.folder, ignore=shutil.ignore_patterns("keys*"))
    with pytest.raises(KeyFileMissing):
        thief.open()


def test_what_is_kept_is_there_after_closing_and_opening_many_times(closed_shop: Shop) -> None:
    for number in range(10):
        vault = closed_shop.open()
        with vault.transaction() as unit:
            write_note(unit, str(number))
            unit.audit(AuditAction.SETTING_CHANGED, None, {"name": "note"})
        closed_shop.close()
    assert read_note(closed_shop.open()) == "9"
    assert closed_shop.vault.verify_audit(everything=True).transactions == 14
