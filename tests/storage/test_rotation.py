"""Whoever is removed is out for good, and a power cut in the middle leaves one ledger, never half of two."""

import errno
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import (
    AuditBroken,
    DatabaseDamaged,
    DiskFull,
    KeyFileDamaged,
    StorageError,
    UnknownMember,
)
from ledger.domain.staff import Role, StaffMember
from ledger.storage import database, keyfile, rekeying
from ledger.storage import folder as files
from ledger.storage.backup import backup_identity, open_backup
from ledger.storage.backup_manifest import read_manifest
from ledger.storage.journal import JournalKind, line_bytes, sign_line
from ledger.storage.slots import Identity, new_identity, open_data_key, seal_data_key
from ledger.storage.unit_of_work import Desk, UnitOfWork
from support.shutting_out import SECOND, SECOND_PASSPHRASE, key_files, put_back, whole
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE, Shop


@pytest.fixture
def shop(shop: Shop) -> Shop:
    shop.record()
    return shop


def tell(shop: Shop) -> set[str]:
    return {notice.code for notice in shop.vault.warnings}


# --- a new key ----------------------------------------------------------------------------------


def test_after_a_new_key_the_same_people_go_on_with_the_same_passphrases(shop: Shop) -> None:
    shop.add_staff()
    old_key = shop.data_key()
    seen: list[int] = []
    shop.vault.rotate(seen.append)
    assert seen[-1] == 100
    assert shop.data_key() != old_key
    assert shop.record("KH-00002") == whole(shop)
    for name, passphrase in ((STAFF, STAFF_PASSPHRASE), (None, shop.recovery_code), (MANAGER, MANAGER_PASSPHRASE)):
        shop.close()
        shop.open(name, passphrase)
        assert tell(shop) == set()
    assert shop.vault.connection.execute("PRAGMA user_version").fetchone()[0] > 0
    assert not shop.path(files.DATABASE_ROTATE).exists()
    shop.close()
    with pytest.raises(DatabaseDamaged):
        database.connect(shop.path(files.DATABASE), old_key, is_new=False)


def test_the_old_file_put_back_after_a_new_key_is_noticed(shop: Shop) -> None:
    shop.close()
    old = {name: shop.path(name).read_bytes() for name in (files.DATABASE, files.KEYS, files.KEYS_TWIN, files.ANCHOR)}
    shop.open()
    shop.vault.rotate()
    shop.close()
    for name, data in old.items():
        shop.path(name).write_bytes(data)
    with pytest.raises(AuditBroken) as noticed:
        shop.open()
    assert noticed.value.data["why"] == "rolled_back"


def test_without_room_for_a_second_file_nothing_is_begun(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(path.name for path in shop.folder.rglob("*"))
    size = shop.path(files.DATABASE).stat().st_size
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, size + size // 10))
    with pytest.raises(DiskFull):
        shop.vault.rotate()
    monkeypatch.undo()
    assert sorted(path.name for path in shop.folder.rglob("*")) == before
    assert shop.record("KH-00002") == whole(shop)
    shop.close()


def test_giving_up_half_way_changes_nothing(shop: Shop) -> None:
    class GivenUp(Exception):
        pass

    def give_up(_: int) -> None:
        raise GivenUp

    before = key_files(shop)
    with pytest.raises(GivenUp):
        shop.vault.rotate(give_up)
    assert key_files(shop) == before
    assert not shop.path(files.DATABASE_ROTATE).exists()
    assert shop.record("KH-00002") == whole(shop)
    shop.close()


def test_a_ledger_is_never_swapped_beside_a_log(shop: Shop) -> None:
    """SQLite would write the log into the new file and destroy it."""
    shop.close()
    shop.path(files.DATABASE_ROTATE).write_bytes(b"copy")
    shop.path("ledger.db-wal").write_bytes(b"log")
    (key_file,) = keyfile.load(shop.folder)
    with pytest.raises(DatabaseDamaged) as refused:
        rekeying.swap_in(shop.folder, now=key_file, both=key_file, after=key_file)
    assert refused.value.data["why"] == "log"
    assert shop.path(files.DATABASE_ROTATE).exists()


# --- stopped half-way ---------------------------------------------------------------------------

STEPS: dict[str, tuple[str, bool]] = {
    "before the copy is proved": ("ledger.storage.rekeying._prove", False),
    "before the key file": ("ledger.storage.rekeying._refuse_log", False),
    "before the swap": ("ledger.storage.rekeying.files.replace_durably", False),
    "before the anchor": ("ledger.storage.anchor.AnchorFiles.write", True),
    "before the last key file": ("ledger.storage.rekeying.keyfile.save", True),
}


def stop_removing(shop: Shop, member: StaffMember, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """Remove a member, and leave the folder as a program leaves it that is killed there."""
    stopped, save = shop.home / "stopped", keyfile.save
    saved: list[keyfile.KeyFile] = []

    def stop(*what: object, **_: object) -> None:
        if isinstance(what[-1], keyfile.KeyFile) and not saved:  # the first key file is written, the second is not
            saved.append(what[-1])
            save(shop.folder, what[-1])
            return
        shutil.copytree(shop.folder, stopped)
        raise KeyboardInterrupt

    # it is made by calls that would stop too early
    monkeypatch.setattr("ledger.storage.vault_rotation.VaultRotation.back_up", lambda *_: None)
    monkeypatch.setattr(target, stop)
    with pytest.raises(KeyboardInterrupt):
        shop.vault.remove_member(member.id)
    monkeypatch.undo()
    shop.close()
    shutil.rmtree(shop.folder)
    stopped.rename(shop.folder)


@pytest.mark.parametrize("step", STEPS)
def test_a_removal_that_was_stopped_happened_wholly_or_not_at_all(
    shop: Shop, staff: StaffMember, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target, is_out = STEPS[step]
    newest = whole(shop)
    stop_removing(shop, staff, monkeypatch, target)
    if is_out:
        with pytest.raises(UnknownMember):
            shop.open_as_staff()
    shop.open()
    assert whole(shop) >= newest
    gone = shop.vault.connection.execute("SELECT removed_at FROM staff WHERE id = ?", (staff.id,)).fetchone()[0]
    assert (gone is not None) == is_out
    assert {generation for one in keyfile.load(shop.folder) for generation in keyfile.generations(one)} == {1 + is_out}
    assert not shop.path(files.DATABASE_ROTATE).exists()
    shop.close()
    if not is_out:
        shop.open_as_staff().close()


@pytest.mark.parametrize("file", [files.KEYS, files.KEYS_TWIN])
def test_a_key_file_that_cannot_be_written_stops_the_removal(
    shop: Shop, staff: StaffMember, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    write = files._write
    tries: list[Path] = []

    def full(path: Path, data: bytes, *, durable: bool = True) -> None:
        if path.name == f"{file}.tmp" and not tries:
            tries.append(path)
            raise OSError(errno.ENOSPC, "full")
        write(path, data, durable=durable)

    monkeypatch.setattr(files, "_write", full)
    with pytest.raises(DiskFull):
        shop.vault.remove_member(staff.id)
    monkeypatch.undo()
    assert shop.record("KH-00002") == whole(shop)
    shop.close()
    shop.open_as_staff().close()
    shop.open().remove_member(staff.id)
    shop.close()


# --- removed ------------------------------------------------------------------------------------


def test_who_was_removed_opens_nothing_with_any_copy_of_the_key_file(shop: Shop, staff: StaffMember) -> None:
    shop.close()
    shop.open_as_staff()
    signed = shop.record("KH-00002")
    shop.close()
    old = key_files(shop)
    shop.open().remove_member(staff.id)
    assert STAFF not in keyfile.load(shop.folder)[0].names()
    assert whole(shop) > signed, "what they signed while they worked here holds for ever"
    shop.close()
    with pytest.raises(UnknownMember):
        shop.open_as_staff()
    put_back(shop, old)
    with pytest.raises(StorageError):
        shop.open_as_staff()


def test_a_signature_of_somebody_removed_counts_no_more(shop: Shop, staff: StaffMember) -> None:
    shop.close()
    identity = shop.open_as_staff()._desk.identity
    shop.close()
    shop.open().remove_member(staff.id)
    shop.close()
    _write_as(shop, identity, shop.data_key())
    with pytest.raises(AuditBroken):
        shop.open().verify_audit(everything=True)
    shop.close()


def _write_as(shop: Shop, identity: Identity, key: bytes) -> None:
    """Play somebody removed who got the new data key all the same."""
    with closing(database.connect(shop.path(files.DATABASE), key, is_new=False)) as connection:
        vault_id = connection.execute("SELECT vault_id FROM vault").fetchone()[0]
        desk = Desk(shop.folder, vault_id, connection, identity, Role.STAFF, shop.clock)
        with UnitOfWork(desk, lambda _: None) as unit:
            unit.audit(AuditAction.CUSTOMER_ADDED, "KH-00009", {"code": "KH-00009"})


def test_what_a_removed_manager_ordered_stays_and_a_new_order_of_theirs_is_refused(
    shop: Shop, second: StaffMember
) -> None:
    shop.close()
    identity = shop.open(SECOND, SECOND_PASSPHRASE)._desk.identity
    with shop.vault.transaction() as unit:
        unit.journal(JournalKind.ERASE, {"subject_ref": "KH-00001"})
        unit.audit(AuditAction.ERASED, "KH-00001", {"code": "KH-00001"})
    shop.close()
    ordered = shop.path(files.JOURNAL).read_bytes()
    shop.open().remove_member(second.id)
    vault_id = shop.vault.vault_id
    shop.close()
    forged = sign_line(vault_id, JournalKind.ERASE, {"subject_ref": "KH-00002"}, second.id, identity.signing)
    with shop.path(files.JOURNAL).open("ab") as file:
        file.write(line_bytes(forged))
        file.write(ordered)  # their own line once more, as an old backup may bring it: it says nothing new
    shop.open()
    assert shop.vault._journal.erased() == {"KH-00001"}
    assert [(one.number, one.why) for one in shop.vault._journal.refused] == [(2, "unknown_signer")]
    shop.close()


@pytest.mark.parametrize("act", ["removed", "demoted"])
def test_backups_are_closed_to_a_manager_who_is_none_any_more(shop: Shop, second: StaffMember, act: str) -> None:
    made = shop.vault.back_up().path
    old = made.read_bytes()
    if act == "removed":
        shop.vault.remove_member(second.id)
    else:
        shop.vault.change_role(second.id, Role.STAFF)
    for path in shop.path(files.BACKUPS).iterdir():
        assert set(read_manifest(path).sealed) == {shop.vault.member.id, "recovery"}
        with open_backup(path, backup_identity(path, None, shop.recovery_code, CHEAP)) as opened:
            assert opened.manifest.seq > 0
        with pytest.raises(UnknownMember):
            backup_identity(path, SECOND, SECOND_PASSPHRASE, CHEAP)
    assert made.read_bytes() != old
    whole(shop)
    shop.reopen()
    assert tell(shop) == set()
    shop.close()


@pytest.mark.parametrize(
    ("step", "error"), [("pack", DiskFull(file="x")), ("write_under", database.DatabaseError("full"))]
)
def test_backups_that_could_not_be_closed_are_closed_at_the_next_opening(
    shop: Shop, second: StaffMember, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
) -> None:
    made = shop.vault.back_up().path

    def full(*_: object) -> None:
        raise error

    monkeypatch.setattr(f"ledger.storage.backup_sealing.{step}", full)
    shop.vault.remove_member(second.id)
    assert "backups_not_remade" in tell(shop)
    assert second.id in read_manifest(made).sealed
    monkeypatch.undo()
    shop.reopen()
    assert second.id not in read_manifest(made).sealed
    assert tell(shop) == set()
    shop.close()


def test_a_backup_the_remaining_manager_cannot_open_goes_and_a_good_one_is_there(shop: Shop) -> None:
    made = shop.vault.back_up().path
    shop.clock.move(days=1)
    second = shop.vault.add_member(SECOND, Role.MANAGER, SECOND_PASSPHRASE)
    first = shop.vault.member
    shop.close()
    shop.open(SECOND, SECOND_PASSPHRASE).remove_member(first.id)
    (kept,) = shop.path(files.BACKUPS).iterdir()
    assert kept != made, "it was made before the second manager came"
    assert set(read_manifest(kept).sealed) == {second.id, "recovery"}
    shop.close()


def test_who_was_removed_cannot_write_a_key_file_that_leads_to_the_new_key(shop: Shop, staff: StaffMember) -> None:
    """They know the old data key, and the file of a stopped swap is authenticated by it."""
    old_key = shop.data_key()
    shop.vault.remove_member(staff.id)
    shop.close()
    (now,) = keyfile.load(shop.folder)
    slots = tuple(seal_data_key(now.vault_id, slot, 1, old_key) for slot in now.slots)
    for forged in (
        keyfile.authenticate(now.vault_id, 1, slots, old_key, serial=now.serial + 1),
        keyfile.authenticate(now.vault_id, 1, slots, old_key, serial=now.serial + 1, next_key=old_key),
    ):
        put_back(shop, [keyfile.to_bytes(forged)] * 2)
        with pytest.raises(KeyFileDamaged):
            shop.open()
    put_back(shop, [keyfile.to_bytes(forged), keyfile.to_bytes(now)])
    whole_again = shop.open()
    assert whole_again.warnings
    shop.reopen()
    assert tell(shop) == set()
    shop.close()


def test_a_key_put_into_the_key_file_gets_no_part_of_the_next_data_key(shop: Shop, staff: StaffMember) -> None:
    """A colleague with the data key can authenticate any key file; the next key is sealed to the ledger's own keys."""
    stranger = new_identity("x", staff.id)
    key_file, data_key = keyfile.load(shop.folder)[0], shop.data_key()
    slots = tuple(
        replace(slot, sealing_key=stranger.sealing_key) if slot.id == staff.id else slot for slot in key_file.slots
    )
    shop.close()
    planted = keyfile.authenticate(key_file.vault_id, 1, slots, data_key, serial=key_file.serial + 1)
    put_back(shop, [keyfile.to_bytes(planted)] * 2)
    shop.open().rotate()
    slot = keyfile.load(shop.folder)[0].slot_of(staff.id)
    assert slot is not None
    with pytest.raises(KeyFileDamaged):
        open_data_key(key_file.vault_id, slot, 2, stranger)
    shop.close()
    shop.open_as_staff().close()


def test_a_damaged_file_kept_under_the_old_key_goes_with_who_leaves(shop: Shop, staff: StaffMember) -> None:
    kept = shop.folder / "ledger.damaged-20261120.db"
    for path in (kept, kept.with_name(f"{kept.name}.keys.json")):
        path.write_bytes(b"under the key they know")
    shop.vault.remove_member(staff.id)
    assert not list(shop.folder.glob("ledger.damaged-*"))
