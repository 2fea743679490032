"""The ledger's folder: files replaced whole, one window at a time, local drives only."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from ledger.domain.errors import DiskFull, FolderMissing, FolderNotWritable, FolderOnShare, LedgerInUse
from ledger.storage import folder
from ledger.storage.folder import Drives, FolderKind, FolderLock, classify_path, write_atomically
from support.storage import Shop

MOUNTS = (
    "/dev/sda1 / ext4 rw 0 0\nserver:/x /shop/nfs nfs4 rw 0 0\n//srv/x /shop/with\\040space cifs rw 0 0\n"
    "me@host: /shop/ssh fuse.sshfs rw 0 0\nC: /shop/wsl 9p rw 0 0\nbroken\ntmpfs /shop/nfs/local tmpfs rw 0 0\n"
)


def linux(path: str) -> FolderKind:
    return classify_path(path, Drives("linux", lambda: MOUNTS, lambda _: 0, lambda _: True))


def windows(path: str, drive: int = 3) -> FolderKind:
    return classify_path(path, Drives("win32", lambda: "", lambda _: drive, lambda _: True))


def test_a_file_is_replaced_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["keys.json"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, FolderNotWritable),
        (errno.EIO, FolderNotWritable),
    ],
)
def test_when_the_disk_refuses_the_old_file_stays_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[Exception]
) -> None:
    path = tmp_path / "keys.json"
    write_atomically(path, b"old")

    def refuse(*_: object) -> int:
        raise OSError(code, "refused")

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(error):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["keys.json"]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        write_atomically(tmp_path / "gone" / "anchor", b"x")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="an administrator may write anywhere")
def test_a_folder_without_the_right_to_write_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FolderNotWritable):
        write_atomically(tmp_path / "anchor", b"x")


def test_windows_gets_more_tries_when_a_scanner_holds_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []
    real = Path.replace

    def busy(self: Path, target: Path) -> Path:
        tries.append(self.name)
        if len(tries) < 3:
            raise PermissionError
        return real(self, target)

    monkeypatch.setattr(Path, "replace", busy)
    monkeypatch.setattr(folder, "_REPLACE_PAUSE", 0)
    monkeypatch.setattr(sys, "platform", "win32")
    write_atomically(tmp_path / "anchor", b"x")
    assert (len(tries), (tmp_path / "anchor").read_bytes()) == (3, b"x")


def test_a_file_held_for_good_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: Path) -> Path:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(FolderNotWritable):
        write_atomically(tmp_path / "anchor", b"x")


def test_a_new_folder_is_private(tmp_path: Path) -> None:
    folder.make_private_folder(tmp_path / "a")
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700


def test_one_window_at_a_time_and_a_left_over_file_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / folder.LOCK).write_bytes(b"left by a crash")
    lock = FolderLock.acquire(tmp_path)
    with pytest.raises(LedgerInUse):
        FolderLock.acquire(tmp_path)
    lock.release()
    lock.release()
    FolderLock.acquire(tmp_path).release()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/data/shop", FolderKind.LOCAL),
        ("/shop/nfs/ledger", FolderKind.SHARE),
        ("/shop/nfs/local/ledger", FolderKind.LOCAL),
        ("/shop/nfsx", FolderKind.LOCAL),
        ("/shop/with space/ledger", FolderKind.SHARE),
        ("/shop/ssh", FolderKind.SHARE),
        ("/shop/wsl/ledger", FolderKind.SHARE),
        ("/data/Dropbox/ledger", FolderKind.SYNCED),
        ("/data/Dropbox (Personal)/ledger", FolderKind.SYNCED),
        ("/data/Google Drive/ledger", FolderKind.SYNCED),
    ],
)
def test_on_linux_network_drives_are_known_by_their_mount(path: str, kind: FolderKind) -> None:
    assert linux(path) is kind


@pytest.mark.parametrize(
    ("path", "drive", "kind"),
    [
        ("D:\\So Kin", 3, FolderKind.LOCAL),
        ("Z:\\So Kin", 4, FolderKind.SHARE),
        ("\\\\server\\shop", 0, FolderKind.SHARE),
        ("//server/shop", 0, FolderKind.SHARE),
        ("\\\\?\\UNC\\server\\shop", 0, FolderKind.SHARE),
        ("\\\\?\\D:\\So Kin", 3, FolderKind.LOCAL),
        ("\\\\?\\Z:\\So Kin", 4, FolderKind.SHARE),
        ("D:\\OneDrive - Shop\\So Kin", 3, FolderKind.SYNCED),
        ("E:\\USB\\So Kin", 2, FolderKind.LOCAL),
    ],
)
def test_on_windows_network_drives_are_known_by_name_or_type(path: str, drive: int, kind: FolderKind) -> None:
    assert windows(path, drive) is kind


@pytest.mark.parametrize(
    ("path", "is_local", "kind"),
    [
        ("/Volumes/shop", False, FolderKind.SHARE),
        ("/Data/shop", True, FolderKind.LOCAL),
        ("/Data/Library/Mobile Documents/com~apple~CloudDocs/shop", True, FolderKind.SYNCED),
    ],
)
def test_on_a_mac_the_system_says_what_is_local(path: str, is_local: bool, kind: FolderKind) -> None:
    assert classify_path(path, Drives("darwin", lambda: "", lambda _: 0, lambda _: is_local)) is kind


def test_this_computer_answers_for_itself(tmp_path: Path) -> None:
    assert folder.classify_folder(tmp_path / "not" / "yet") in {FolderKind.LOCAL, FolderKind.SHARE}


def on_share() -> Drives:
    return Drives("linux", lambda: "server:/ / nfs rw 0 0", lambda _: 0, lambda _: True)


def test_a_ledger_is_neither_created_nor_opened_on_a_network_drive(shop: Shop, tmp_path: Path) -> None:
    shop.close()
    shop.drives = on_share()
    with pytest.raises(FolderOnShare):
        shop.open()
    elsewhere = Shop(tmp_path / "other", drives=on_share())
    with pytest.raises(FolderOnShare):
        elsewhere.create()
    assert not elsewhere.folder.exists()
