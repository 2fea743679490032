"""The anchor notices an older copy of the ledger put in the place of the newer one."""

import shutil
import sys
from pathlib import Path

import pytest

from ledger.domain.errors import AuditBroken, RoleForbidden
from ledger.storage import anchor
from ledger.storage import folder as files
from ledger.storage.anchor import Anchor, AnchorFiles, app_data_folder, compare
from ledger.storage.audit_log import entries
from support.storage import STAFF, STAFF_PASSPHRASE, Shop

HASHES = {0: b"0", 1: b"1", 2: b"2"}


@pytest.mark.parametrize(
    ("anchors", "why"),
    [
        ([], None),
        ([Anchor("v", 1, 2, b"2")], None),
        ([Anchor("v", 1, 1, b"1")], None),
        ([Anchor("v", 1, 1, b"1"), Anchor("v", 1, 2, b"2")], None),
        ([Anchor("v", 1, 3, b"3")], "rolled_back"),
        ([Anchor("v", 1, 1, b"1"), Anchor("v", 1, 3, b"3")], "rolled_back"),
        ([Anchor("v", 2, 2, b"2")], "rolled_back"),
        ([Anchor("v", 1, 2, b"x")], "forked"),
        ([Anchor("v", 1, 2, b"2"), Anchor("v", 1, 1, b"x")], "forked"),
    ],
)
def test_behind_or_beside_the_anchor(anchors: list[Anchor], why: str | None) -> None:
    if why is None:
        compare(anchors, 1, 2, HASHES.get)
        return
    with pytest.raises(AuditBroken) as found:
        compare(anchors, 1, 2, HASHES.get)
    assert found.value.data["why"] == why


def test_the_anchor_follows_every_act(shop: Shop) -> None:
    for _ in range(3):
        seq = shop.record()
        places = AnchorFiles.of(shop.folder, shop.vault.vault_id, shop.app_data)
        newest = entries(shop.vault.connection, limit=1)[0].entry
        assert places.read(shop.vault.vault_id) == (Anchor(shop.vault.vault_id, 1, seq, newest.hash),) * 2


HEAD = "00" * 32


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"vault":1,"generation":1,"seq":1,"head":"xy"}',
        *(
            f'{{"vault":"v","generation":{generation},"seq":{seq},"head":"{head}"}}'.encode()
            for generation, seq, head in (
                (1, -1, HEAD),
                (1, 0, HEAD),
                (1, 10**30, HEAD),
                (1, 1.5, HEAD),
                (1, '"1"', HEAD),
                (1, "true", HEAD),
                ("1e999", 1, HEAD),
                (0, 1, HEAD),
                (1, 1, "00"),
            )
        ),
    ],
)
def test_a_damaged_or_foreign_anchor_counts_as_none(tmp_path: Path, damage: bytes) -> None:
    places = AnchorFiles(tmp_path / "anchor", tmp_path / "none" / "anchor")
    places.beside.write_bytes(damage)
    assert places.read("v") == ()
    assert places.write(Anchor("another", 1, 1, b"x"))
    assert places.read("v") == ()


def test_a_hostile_anchor_is_told_and_locks_nobody_out(closed_shop: Shop) -> None:
    vault_id = closed_shop.vault.vault_id
    for seq in (-1, 10**30):
        shutil.rmtree(closed_shop.app_data)
        data = f'{{"vault":"{vault_id}","generation":1,"seq":{seq},"head":"{HEAD}"}}'
        closed_shop.path(files.ANCHOR).write_text(data, "ascii")
        assert [notice.code for notice in closed_shop.open().warnings] == ["anchor_missing"]
        closed_shop.close()


def test_a_copy_tried_out_on_the_same_computer_does_not_disturb_the_original(closed_shop: Shop) -> None:
    copy = Shop(closed_shop.home / "training", app=closed_shop.app_data)
    shutil.copytree(closed_shop.folder, copy.folder)
    copy.open()
    copy.record("KH-00008")
    copy.close()
    assert closed_shop.open().warnings == ()


def older_copy(shop: Shop) -> Path:
    """Keep a copy of the closed ledger, then go on working."""
    copy = shop.home / "copy"
    shutil.copytree(shop.folder, copy)
    shop.open()
    shop.record("KH-00003")
    shop.close()
    return copy


def test_an_older_database_put_back_is_noticed(closed_shop: Shop) -> None:
    copy = older_copy(closed_shop)
    shutil.copy(copy / files.DATABASE, closed_shop.path(files.DATABASE))
    with pytest.raises(AuditBroken) as found:
        closed_shop.open()
    assert found.value.data["why"] == "rolled_back"


def test_a_whole_older_folder_put_back_is_noticed_by_this_computer(closed_shop: Shop) -> None:
    copy = older_copy(closed_shop)
    shutil.rmtree(closed_shop.folder)
    copy.rename(closed_shop.folder)
    with pytest.raises(AuditBroken) as found:
        closed_shop.open()
    assert found.value.data["why"] == "rolled_back"


def test_an_older_ledger_that_went_on_by_itself_is_noticed(closed_shop: Shop) -> None:
    copy = older_copy(closed_shop)
    shutil.rmtree(closed_shop.folder)
    copy.rename(closed_shop.folder)
    here = closed_shop.app_data
    here.rename(closed_shop.home / "kept")
    closed_shop.open()
    closed_shop.clock.move(hours=1)
    closed_shop.record("KH-00009")
    closed_shop.record("KH-00010")
    closed_shop.close()
    shutil.rmtree(here)
    (closed_shop.home / "kept").rename(here)
    with pytest.raises(AuditBroken) as found:
        closed_shop.open()
    assert found.value.data["why"] == "forked"


def test_a_manager_may_accept_it_and_that_is_on_the_trail(closed_shop: Shop) -> None:
    copy = older_copy(closed_shop)
    shutil.copy(copy / files.DATABASE, closed_shop.path(files.DATABASE))
    with pytest.raises(RoleForbidden):
        closed_shop.open(STAFF, STAFF_PASSPHRASE, accept_rollback=True)
    with pytest.raises(AuditBroken):
        closed_shop.open()
    vault = closed_shop.open(accept_rollback=True)
    assert [notice.code for notice in vault.warnings] == ["rollback_accepted"]
    newest = entries(vault.connection, limit=1)[0]
    assert (newest.entry.action.value, newest.body) == ("ledger.verified", {"accepted": "rolled_back"})
    assert closed_shop.reopen().warnings == ()


def test_a_ledger_moved_to_another_computer_opens(closed_shop: Shop) -> None:
    shutil.rmtree(closed_shop.app_data)
    assert closed_shop.open().warnings == ()


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"SOKIN_DATA_HOME": "/data/a"}, "/data/a"),
        ("linux", {"XDG_DATA_HOME": "/data/x"}, "/data/x/sokin"),
        ("linux", {}, "~/.local/share/sokin"),
        ("darwin", {}, "~/Library/Application Support/sokin"),
        ("win32", {"LOCALAPPDATA": "/data/w"}, "/data/w/sokin"),
        ("win32", {}, "~/AppData/Local/sokin"),
    ],
)
def test_where_this_computer_keeps_its_copy(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    for name in ("SOKIN_DATA_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert app_data_folder() == Path(expected).expanduser()
    assert app_data_folder(Path("/data/chosen")) == Path("/data/chosen")
    assert anchor.DATA_HOME == "SOKIN_DATA_HOME"
