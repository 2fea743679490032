"""Where a ledger may lie: told before anything is made, and who may open the one that is there."""

from pathlib import Path

import pytest

from ledger.services import ledger_folder
from ledger.services.ledger_folder import SyncService
from ledger.storage.folder import Drives
from support.services import Workplace
from support.storage import MANAGER, STAFF


def computer(mounts: str = "", **synced: SyncService) -> Drives:
    return Drives("linux", lambda: f"disk / ext4 rw 0 0\n{mounts}", lambda _: 0, lambda _: True, synced)


def test_a_folder_still_to_be_made_is_fit_for_a_ledger(tmp_path: Path) -> None:
    found = ledger_folder.judge(tmp_path / "not" / "yet", computer())
    assert found.may_hold_new_ledger
    assert not any((found.is_share, found.is_synchronised, found.is_ledger, found.has_files))
    assert found.free_bytes > 0
    assert list(tmp_path.iterdir()) == []  # nothing was made by looking


def test_an_empty_folder_is_fit_and_one_with_files_is_not(tmp_path: Path) -> None:
    assert ledger_folder.judge(tmp_path, computer()).may_hold_new_ledger
    (tmp_path / "bảng giá.xlsx").write_bytes(b"x")
    found = ledger_folder.judge(tmp_path, computer())
    assert (found.has_files, found.is_ledger, found.may_hold_new_ledger) == (True, False, False)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "sổ").write_bytes(b"x")
    assert not ledger_folder.judge(tmp_path / "sổ", computer()).may_hold_new_ledger
    assert not ledger_folder.judge(tmp_path / "sổ" / "trong", computer()).may_hold_new_ledger


def test_a_ledger_is_known_and_no_other_is_made_inside_it(shop: Workplace) -> None:
    folder = shop.place.folder
    assert ledger_folder.judge(folder, computer()).is_ledger
    inside = ledger_folder.judge(folder / "backups" / "new", computer())
    assert (inside.is_ledger, inside.is_inside_existing_ledger, inside.may_hold_new_ledger) == (False, True, False)
    assert not ledger_folder.judge(folder.parent / "beside", computer()).is_inside_existing_ledger


def test_a_network_drive_is_told(tmp_path: Path) -> None:
    found = ledger_folder.judge(tmp_path / "so kin", computer(f"server:/shop {tmp_path} nfs4 rw 0 0\n"))
    assert (found.is_share, found.may_hold_new_ledger) == (True, False)


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("OneDrive - Tiệm Dầu", SyncService.ONEDRIVE),
        ("Dropbox (Cá nhân)", SyncService.DROPBOX),
        ("Google Drive", SyncService.GOOGLE_DRIVE),
        ("Drive của tôi", SyncService.GOOGLE_DRIVE),
        ("iCloud Drive", SyncService.ICLOUD),
        ("Mobile Documents", SyncService.ICLOUD),
        ("Box", SyncService.BOX),
        ("Boxes", None),
        ("hộp", None),
    ],
)
def test_a_synchronised_folder_is_warned_of_by_name(tmp_path: Path, name: str, service: SyncService | None) -> None:
    found = ledger_folder.judge(tmp_path / name / "sổ", computer())
    assert (found.synchronised_by, found.is_synchronised) == (service, service is not None)
    assert found.may_hold_new_ledger  # a warning, no refusal


def test_a_service_that_keeps_its_folder_elsewhere_is_known_by_the_environment(tmp_path: Path) -> None:
    drives = computer(**{str(tmp_path / "cá nhân"): SyncService.ONEDRIVE})
    assert ledger_folder.judge(tmp_path / "cá nhân" / "sổ", drives).synchronised_by is SyncService.ONEDRIVE
    assert ledger_folder.judge(tmp_path / "cá nhân 2" / "sổ", drives).synchronised_by is None


def test_the_suggested_place_is_named_after_the_shop_and_free(tmp_path: Path) -> None:
    first = ledger_folder.suggested_folder("Tiệm Dầu Gội Đức!", tmp_path)
    assert first == tmp_path / "tiem-dau-goi-duc"
    first.mkdir()
    assert ledger_folder.suggested_folder("Tiệm Dầu Gội Đức", tmp_path) == first  # empty: still free
    (first / "ledger.db").write_bytes(b"x")
    assert ledger_folder.suggested_folder("Tiệm Dầu Gội Đức", tmp_path) == tmp_path / "tiem-dau-goi-duc-2"
    assert ledger_folder.suggested_folder("店", tmp_path) == tmp_path / "ledger"
    assert len(ledger_folder.suggested_folder("Rất dài " * 20, tmp_path).name) <= 40


def test_the_unlock_screen_can_offer_the_names(shop: Workplace) -> None:
    shop.as_staff()
    assert set(ledger_folder.member_names(shop.place.folder)) == {MANAGER, STAFF}


def test_there_are_no_names_where_no_key_file_can_be_read(tmp_path: Path) -> None:
    assert ledger_folder.member_names(tmp_path / "gone") == ()
    (tmp_path / "keys.json").write_bytes(b"{}")
    assert ledger_folder.member_names(tmp_path) == ()
