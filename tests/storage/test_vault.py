"""Creating, opening and closing the ledger, and the people who may."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import (
    DatabaseMissing,
    DiskFull,
    FolderMissing,
    FolderNotEmpty,
    KeyFileDamaged,
    KeyFileDiffers,
    KeyFileMissing,
    LedgerInUse,
    NameTaken,
    NotALedger,
    RoleForbidden,
    TextMissing,
    UnknownMember,
    WeakPassphrase,
    WrongPassphrase,
)
from ledger.domain.staff import Role
from ledger.storage import folder as files
from ledger.storage import keyfile, opened, vault, vault_members
from ledger.storage.audit_log import entries, head
from ledger.storage.slots import new_identity
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE, Shop

NEW_PASSPHRASE = "chín quả dưa leo trong giỏ"


def codes(shop: Shop) -> list[str]:
    return [notice.code for notice in shop.vault.warnings]


# --- creating -----------------------------------------------------------------------------------


def test_a_new_ledger_has_a_manager_a_recovery_sheet_and_nothing_else(shop: Shop) -> None:
    assert (shop.vault.member.name, shop.vault.member.role) == (MANAGER, Role.MANAGER)
    assert shop.vault.warnings == ()
    shop.close()
    names = sorted(path.name for path in shop.folder.iterdir())
    assert names == [files.ANCHOR, files.KEYS_TWIN, files.KEYS, files.DATABASE, files.LOCK]
    shop.open().confirm_recovery_code(shop.recovery_code.lower())


def test_a_ledger_is_not_made_where_something_is(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.folder.mkdir()
    shop.path("holiday.jpg").touch()
    with pytest.raises(FolderNotEmpty):
        shop.create()
    assert [path.name for path in shop.folder.iterdir()] == ["holiday.jpg"]


def test_a_ledger_is_not_made_over_a_ledger_nor_over_what_is_left_of_one(closed_shop: Shop) -> None:
    with pytest.raises(FolderNotEmpty):
        closed_shop.create()
    closed_shop.path(files.DATABASE).unlink()
    with pytest.raises(FolderNotEmpty):
        closed_shop.create()


@pytest.mark.parametrize(
    ("name", "passphrase", "error"), [("", MANAGER_PASSPHRASE, TextMissing), (MANAGER, "ngắn", WeakPassphrase)]
)
def test_bad_input_makes_no_folder(tmp_path: Path, name: str, passphrase: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        vault.create_vault(
            tmp_path / "x", manager_name=name, passphrase=passphrase, environment=Shop(tmp_path).environment
        )
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("step", ["_slot", "save", "replace_durably"])
def test_a_creation_cut_off_midway_never_opens_and_can_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    shop = Shop(tmp_path)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    owner = {"_slot": vault, "save": keyfile, "replace_durably": files}[step]
    monkeypatch.setattr(owner, step, killed)
    with pytest.raises(KeyboardInterrupt):
        shop.create()
    monkeypatch.undo()
    with pytest.raises((DatabaseMissing, KeyFileMissing)) as refused:
        shop.open()
    if step == "replace_durably":
        assert refused.value.data["why"] == "half_made"
    shop.create()
    assert (codes(shop), shop.vault.verify_audit(everything=True).entries) == ([], 3)
    shop.close()


def test_a_full_disk_while_creating_leaves_nothing_that_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = Shop(tmp_path)

    def refuse(*_: object) -> int:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(DiskFull):
        shop.create()
    monkeypatch.undo()
    shop.create()
    shop.close()


# --- opening and closing ------------------------------------------------------------------------


def test_everybody_opens_with_their_own_passphrase(closed_shop: Shop) -> None:
    assert closed_shop.open_as_staff().member.role is Role.STAFF
    closed_shop.close()
    assert closed_shop.open().member.name == MANAGER
    closed_shop.close()
    for name, passphrase in ((STAFF, MANAGER_PASSPHRASE), (MANAGER, STAFF_PASSPHRASE)):
        with pytest.raises(WrongPassphrase):
            closed_shop.open(name, passphrase)


def test_the_recovery_sheet_opens_as_a_manager_without_a_name(closed_shop: Shop) -> None:
    member = closed_shop.open(None, closed_shop.recovery_code).member
    assert (member.id, member.name, member.role) == ("recovery", "", Role.MANAGER)
    closed_shop.vault.confirm_passphrase(closed_shop.recovery_code)
    closed_shop.vault.add_member("Cô Lan", Role.MANAGER, NEW_PASSPHRASE)
    closed_shop.vault.verify_audit(everything=True)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        Shop(tmp_path).open()


def test_a_second_window_is_refused_and_the_first_goes_on(shop: Shop) -> None:
    with pytest.raises(LedgerInUse):
        vault.open_vault(shop.folder, MANAGER, MANAGER_PASSPHRASE, environment=shop.environment)
    shop.record()


def test_after_a_refusal_the_ledger_is_not_held(closed_shop: Shop) -> None:
    with pytest.raises(WrongPassphrase):
        closed_shop.open(MANAGER, "con mèo chui qua hàng rào")
    closed_shop.open()


def test_closing_empties_the_log_into_the_database_and_twice_is_once(shop: Shop) -> None:
    shop.record()
    with shop.vault:
        shop.vault.connection.execute("BEGIN IMMEDIATE")  # left open by a crash in a dialog
    shop.close()
    assert not any(path.name.endswith("-wal") for path in shop.folder.iterdir())
    assert head(shop.open().connection).seq == 4


def test_after_closing_the_keys_are_forgotten(shop: Shop) -> None:
    key = shop.vault.member.signing_key
    assert shop.vault._desk.identity.signing_key == key
    shop.close()
    assert shop.vault._desk.identity.signing_key != key
    assert shop.vault._data_key == b""


def test_what_was_only_in_the_log_is_there_after_a_crash(shop: Shop, tmp_path: Path) -> None:
    seq = shop.record()
    copy = Shop(tmp_path / "copy")
    shutil.copytree(shop.folder, copy.folder)
    assert (copy.folder / "ledger.db-wal").stat().st_size > 0
    assert head(copy.open().connection).seq == seq
    copy.close()


def test_a_synchronised_folder_is_warned_of(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "Dropbox")
    shop.drives = files.Drives("linux", lambda: "/dev/sda / ext4 rw 0 0", lambda _: 0, lambda _: True)
    shop.create()
    assert codes(shop) == ["synced_folder"]
    shop.reopen()
    assert codes(shop) == ["synced_folder"]
    shop.close()


def test_a_nearly_full_disk_is_warned_of(closed_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "FREE_BYTES", 1 << 62)
    closed_shop.open()
    assert codes(closed_shop) == ["disk_nearly_full"]


def test_the_key_file_of_another_ledger_does_not_open_this_one(closed_shop: Shop) -> None:
    closed_shop.tamper(lambda db: db.execute("UPDATE vault SET generation = 2"))
    with pytest.raises(NotALedger):
        closed_shop.open()


# --- people -------------------------------------------------------------------------------------


def test_only_a_manager_adds_members_and_names_are_unique(closed_shop: Shop) -> None:
    closed_shop.open_as_staff()
    with pytest.raises(RoleForbidden):
        closed_shop.vault.add_member("Cô Lan", Role.STAFF, NEW_PASSPHRASE)
    closed_shop.reopen()
    for name, passphrase, error in (
        ("anh  dũng", NEW_PASSPHRASE, NameTaken),
        ("Cô Lan", "ngắn", WeakPassphrase),
        (" ", NEW_PASSPHRASE, TextMissing),
    ):
        with pytest.raises(error):
            closed_shop.vault.add_member(name, Role.STAFF, passphrase)
    newest = entries(closed_shop.vault.connection, limit=1)[0].entry
    assert newest.subject_ref == "KH-00002"


def test_a_member_half_added_when_the_program_was_killed_is_tidied_away(
    closed_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_shop.open()
    before = closed_shop.path(files.KEYS).read_bytes()
    slots: list[bytes] = []

    def killed(*_: object) -> None:
        slots.append(closed_shop.path(files.KEYS).read_bytes())
        raise KeyboardInterrupt

    monkeypatch.setattr(vault_members, "enrol", killed)
    with pytest.raises(KeyboardInterrupt):
        closed_shop.vault.add_member("Cô Lan", Role.STAFF, NEW_PASSPHRASE)
    monkeypatch.undo()
    assert keyfile.parse(closed_shop.path(files.KEYS).read_bytes()).names() == keyfile.parse(before).names()
    closed_shop.close()
    for name in (files.KEYS, files.KEYS_TWIN):
        closed_shop.path(name).write_bytes(slots[0])  # as a power cut would leave it
    with pytest.raises(UnknownMember):
        closed_shop.open("Cô Lan", NEW_PASSPHRASE)
    closed_shop.open()
    assert codes(closed_shop) == ["key_file_pruned"]
    assert "Cô Lan" not in keyfile.parse(closed_shop.path(files.KEYS).read_bytes()).names()
    closed_shop.vault.add_member("Cô Lan", Role.STAFF, NEW_PASSPHRASE)


def test_a_removed_member_does_not_open(closed_shop: Shop) -> None:
    closed_shop.tamper(lambda db: db.execute("UPDATE staff SET removed_at = added_at WHERE role = 'STAFF'"))
    with pytest.raises(UnknownMember):
        closed_shop.open_as_staff()


def test_somebody_whose_keys_are_not_those_of_the_ledger_does_not_open(closed_shop: Shop) -> None:
    closed_shop.tamper(lambda db: db.execute("UPDATE staff SET signing_key = zeroblob(32) WHERE role = 'STAFF'"))
    with pytest.raises(KeyFileDamaged):
        closed_shop.open_as_staff()


def plant_keys(closed_shop: Shop) -> None:
    """Put keys of somebody's own beside the manager's name, as whoever has the data key could."""
    (now,) = keyfile.load(closed_shop.folder)
    mine = new_identity("").sealing_key
    slots = tuple(replace(slot, sealing_key=mine) if slot.name == MANAGER else slot for slot in now.slots)
    planted = keyfile.authenticate(now.vault_id, 1, slots, closed_shop.data_key(), serial=now.serial + 1)
    keyfile.save(closed_shop.folder, planted)


def test_a_key_file_with_other_keys_lets_only_a_manager_in_who_mends_it(closed_shop: Shop) -> None:
    plant_keys(closed_shop)
    with pytest.raises(KeyFileDiffers):
        closed_shop.open_as_staff()
    closed_shop.open(None, closed_shop.recovery_code)
    assert codes(closed_shop) == ["key_file_differs"]
    newest = entries(closed_shop.vault.connection)[0]
    assert (newest.entry.action, newest.body) == (AuditAction.LEDGER_VERIFIED, {"accepted": "key_file"})
    closed_shop.close()
    closed_shop.open_as_staff()
    assert codes(closed_shop) == []


def test_the_key_file_says_of_roles_what_the_ledger_says(closed_shop: Shop) -> None:
    def told() -> dict[str, Role | None]:
        (now,) = keyfile.load(closed_shop.folder)
        return {slot.name: slot.role for slot in now.slots}

    assert told() == {MANAGER: Role.MANAGER, STAFF: Role.STAFF, "": Role.MANAGER}
    # as a kill leaves it between the two
    closed_shop.tamper(lambda db: db.execute("UPDATE staff SET role = 'MANAGER' WHERE role = 'STAFF'"))
    closed_shop.open()
    assert told() == {MANAGER: Role.MANAGER, STAFF: Role.MANAGER, "": Role.MANAGER}
    assert codes(closed_shop) == []


def test_a_passphrase_is_changed_by_its_owner_and_the_data_stay(closed_shop: Shop) -> None:
    key = closed_shop.data_key()
    member = closed_shop.open_as_staff()
    with pytest.raises(WrongPassphrase):
        member.change_passphrase("bảy con vịt bay trên ao", NEW_PASSPHRASE)
    with pytest.raises(WeakPassphrase):
        member.change_passphrase(STAFF_PASSPHRASE, "mậtkhẩu12345678")
    member.change_passphrase(STAFF_PASSPHRASE, NEW_PASSPHRASE)
    member.confirm_passphrase(NEW_PASSPHRASE)
    closed_shop.close()
    with pytest.raises(WrongPassphrase):
        closed_shop.open_as_staff()
    closed_shop.open(STAFF, NEW_PASSPHRASE)
    assert closed_shop.data_key() == key
    assert closed_shop.vault.warnings == ()


def test_re_authentication_asks_for_ones_own_passphrase(shop: Shop) -> None:
    shop.vault.confirm_passphrase(MANAGER_PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        shop.vault.confirm_passphrase(STAFF_PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        shop.vault.confirm_recovery_code("0000-0000-0000-0000-0000-0000-00")
    assert keyfile.unlock(shop.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).key_file.names() == (MANAGER,)


def test_reading_speaks_the_ledgers_words(shop: Shop) -> None:
    with shop.vault.reading() as db:
        assert db.execute("SELECT count(*) FROM staff").fetchone() == (1,)
