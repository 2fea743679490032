"""A backup is good only once it was opened; with the file and the recovery code alone it opens on a new computer."""

import hashlib
import json
import random
import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction, canonical
from ledger.domain.errors import (
    BackupFailed,
    DatabaseDamaged,
    DiskFull,
    FolderMissing,
    FolderNotWritable,
    StorageError,
    UnknownMember,
    WrongPassphrase,
)
from ledger.domain.instants import VIETNAM
from ledger.storage import backup, database, keyfile, vault_core
from ledger.storage import folder as files
from ledger.storage.audit_log import head
from ledger.storage.backup import BackupMade, backup_identity, open_backup, restore_key
from ledger.storage.backup_manifest import read_manifest
from ledger.storage.backups_kept import kept, made_at_of, rotate
from ledger.storage.journal import JournalKind
from support.storage import (
    CHEAP,
    MANAGER,
    MANAGER_PASSPHRASE,
    STAFF,
    STAFF_PASSPHRASE,
    Shop,
    everything_on_disk,
    flip_bit,
    read_note,
    write_note,
)


@pytest.fixture
def made(closed_shop: Shop) -> BackupMade:
    """Return a backup made by a member of staff."""
    vault = closed_shop.open_as_staff()
    with vault.transaction() as unit:
        write_note(unit, "in the backup")
        unit.audit(AuditAction.STOP_RECORDED, None, {"name": "note"})
        unit.journal(JournalKind.STOP, {"hash": "00"})
    return vault.back_up()


def no_half_made(place: Path) -> bool:
    return all(path.suffix == ".sokin" for path in place.iterdir())


def test_a_managers_passphrase_opens_it_even_if_staff_made_it(made: BackupMade, closed_shop: Shop) -> None:
    manager = backup_identity(made.path, "chị bình", MANAGER_PASSPHRASE, CHEAP)
    with open_backup(made.path, manager) as opened:
        assert opened.connection.execute("SELECT value FROM setting").fetchone() == ("in the backup",)
        assert head(opened.connection) == head(closed_shop.vault.connection)
        assert opened.manifest.counts["staff"] == 2
        assert opened.journal == closed_shop.path(files.JOURNAL).read_bytes()
    assert no_half_made(made.path.parent)


def test_the_recovery_code_and_the_file_are_enough(made: BackupMade, closed_shop: Shop, tmp_path: Path) -> None:
    elsewhere = tmp_path / "new computer" / made.path.name
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(made.path.read_bytes())
    with open_backup(elsewhere, backup_identity(elsewhere, None, closed_shop.recovery_code, CHEAP)) as opened:
        assert opened.manifest.vault_id == closed_shop.vault.vault_id


def test_whoever_is_no_manager_cannot_open_it(made: BackupMade, closed_shop: Shop) -> None:
    with pytest.raises(UnknownMember):
        backup_identity(made.path, STAFF, STAFF_PASSPHRASE, CHEAP)
    me = keyfile.unlock(closed_shop.folder, STAFF, STAFF_PASSPHRASE, CHEAP).identity
    with pytest.raises(BackupFailed) as refused:
        restore_key(made.path, me)
    assert refused.value.data["why"] == "not_for_you"
    with pytest.raises(WrongPassphrase):
        backup_identity(made.path, MANAGER, STAFF_PASSPHRASE, CHEAP)


def test_the_data_key_of_the_ledger_is_not_in_it(made: BackupMade, closed_shop: Shop) -> None:
    assert all(slot.sealed == {} for slot in read_manifest(made.path).slots)
    assert {slot.id for slot in read_manifest(made.path).slots} == set(read_manifest(made.path).sealed)
    raw = closed_shop.home / "raw.db"
    with zipfile.ZipFile(made.path) as archive:
        raw.write_bytes(archive.read(files.DATABASE))
    with pytest.raises(DatabaseDamaged):
        database.connect(raw, closed_shop.data_key(), is_new=False)


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_backup_is_refused_wherever_the_damage_is(made: BackupMade, seed: int) -> None:
    manager = backup_identity(made.path, MANAGER, MANAGER_PASSPHRASE, CHEAP)
    good, chance = made.path.read_bytes(), random.Random(seed)
    with zipfile.ZipFile(made.path) as archive:
        first = archive.getinfo(files.DATABASE).header_offset
    for start, end in ((0, first), (first, len(good) - 600), (len(good) - 600, len(good))):
        for _ in range(8):
            made.path.write_bytes(good)
            flip_bit(made.path, chance.randrange(start * 8, end * 8))
            try:
                with open_backup(made.path, manager) as opened:
                    assert opened.manifest == made.manifest  # a bit no reader looks at
            except StorageError:
                pass
    for cut in (0, 100, len(good) // 2, len(good) - 1):
        made.path.write_bytes(good[:cut])
        with pytest.raises(BackupFailed):
            read_manifest(made.path)


def test_a_flipped_bit_in_the_database_part_is_always_refused(made: BackupMade) -> None:
    manager = backup_identity(made.path, MANAGER, MANAGER_PASSPHRASE, CHEAP)
    with zipfile.ZipFile(made.path) as archive:
        start = archive.getinfo(files.DATABASE).header_offset + 100
    for bit in range(start * 8, (start + 40_000) * 8, 40_009):
        flip_bit(made.path, bit)
        with pytest.raises(BackupFailed), open_backup(made.path, manager):
            pass
        flip_bit(made.path, bit)


@pytest.mark.parametrize(("damage", "why"), [("other", "checksum"), ("noise", "database_damaged"), ("bit", "database")])
def test_a_database_part_put_in_by_somebody_is_refused(made: BackupMade, damage: str, why: str) -> None:
    """The archive itself is sound here, and where it can be, so is the checksum."""
    manager = backup_identity(made.path, MANAGER, MANAGER_PASSPHRASE, CHEAP)
    with zipfile.ZipFile(made.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    good = parts[files.DATABASE]
    middle = len(good) - 2048  # in the last page: what is read while opening comes before it
    bad = random.Random(1).randbytes(40_960) if damage != "bit" else good[:middle] + b"\0\1\2" + good[middle + 3 :]
    if damage != "other":
        old, new = (hashlib.sha256(content).hexdigest().encode() for content in (good, bad))
        parts["manifest.json"] = parts["manifest.json"].replace(old, new)
    with zipfile.ZipFile(made.path, "w") as archive:
        for name, content in (parts | {files.DATABASE: bad}).items():
            archive.writestr(name, content)
    with pytest.raises(BackupFailed) as refused, open_backup(made.path, manager):
        pass
    assert refused.value.data["why"] == why


def test_a_manifest_signed_by_nobody_is_refused(made: BackupMade) -> None:
    manager = backup_identity(made.path, MANAGER, MANAGER_PASSPHRASE, CHEAP)
    with zipfile.ZipFile(made.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    forged = re.sub(rb'"schema":\d+', b'"schema":0', parts["manifest.json"])
    for manifest in (forged, b"{}", b"[" * 100_000, parts["manifest.json"].replace(b"sokin1-backup", b"sokin9-backup")):
        with zipfile.ZipFile(made.path, "w") as archive:
            for name, content in (parts | {"manifest.json": manifest}).items():
                archive.writestr(name, content)
        with pytest.raises(BackupFailed), open_backup(made.path, manager):
            pass


def test_a_compressed_or_bloated_archive_is_not_ours(made: BackupMade) -> None:
    manager = backup_identity(made.path, MANAGER, MANAGER_PASSPHRASE, CHEAP)
    with zipfile.ZipFile(made.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(made.path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(BackupFailed), open_backup(made.path, manager):
        pass
    with zipfile.ZipFile(made.path, "w") as archive:
        archive.writestr("manifest.json", b" " * 5_000_000)
    with pytest.raises(BackupFailed):
        read_manifest(made.path)


def test_a_backup_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        read_manifest(tmp_path / "x.sokin")


def test_content_that_does_not_match_its_count_is_never_called_good(
    closed_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_shop.open()
    monkeypatch.setattr(backup, "count_rows", lambda db: {"customer": id(db)})
    with pytest.raises(BackupFailed) as failed:
        closed_shop.vault.back_up()
    assert failed.value.data["why"] == "content"
    assert list((closed_shop.folder / files.BACKUPS).iterdir()) == []


def test_a_full_disk_leaves_no_half_made_backup(closed_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    closed_shop.open()

    def refuse(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(zipfile.ZipFile, "write", refuse)
    with pytest.raises(DiskFull):
        closed_shop.vault.back_up()
    assert list((closed_shop.folder / files.BACKUPS).iterdir()) == []
    closed_shop.record()


def test_a_half_made_file_of_a_crash_is_cleaned_up(closed_shop: Shop) -> None:
    closed_shop.open()
    place = closed_shop.folder / files.BACKUPS
    place.mkdir()
    mark = closed_shop.vault.vault_id[:8]
    for end in ("sokin.tmp", "db.tmp", "db.tmp-journal", "sokin.tmp.check.tmp", "check.tmp"):
        (place / f"sokin-20261121-100000.{mark}.{end}").write_bytes(b"half")
    foreign = {"holiday.tmp", "sokin-20261121-100000.0123abcd.db.tmp", "sokin-20261121-100000.sokin.tmp"}
    for name in foreign:
        (place / name).write_bytes(b"somebody else's, perhaps just being made")
    made = closed_shop.vault.back_up()
    assert {path.name for path in place.iterdir()} == {made.path.name, *foreign}


def test_what_cannot_be_cleaned_up_does_not_make_a_good_backup_a_failure(
    closed_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "a virus scanner holds it")

    closed_shop.open()
    monkeypatch.setattr(Path, "unlink", refuse)
    made = closed_shop.vault.back_up()
    monkeypatch.undo()
    with open_backup(made.path, closed_shop.vault._desk.identity):
        pass


def test_older_backups_that_cannot_be_removed_are_told_and_the_new_one_is_good(
    closed_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise FolderNotWritable

    closed_shop.open()
    monkeypatch.setattr(vault_core, "rotate", refuse)
    assert closed_shop.vault.back_up().path.exists()
    assert [notice.code for notice in closed_shop.vault.warnings] == ["backups_not_thinned"]


HOSTILE: dict[str, tuple[str, object]] = {
    "before the first year": ("made_at", "0001-01-01T00:00:00+23:59"),
    "after the last year": ("made_at", "9999-12-31T23:59:59-23:59"),
}


@pytest.mark.parametrize("how", sorted(HOSTILE))
def test_an_absurd_instant_is_damage(made: BackupMade, how: str) -> None:
    key, value = HOSTILE[how]
    with zipfile.ZipFile(made.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = canonical(json.loads(parts["manifest.json"]) | {key: value})
    with zipfile.ZipFile(made.path, "w") as archive:
        for name, content in (parts | {"manifest.json": manifest}).items():
            archive.writestr(name, content)
    with pytest.raises(BackupFailed) as refused:
        read_manifest(made.path)
    assert refused.value.data["why"] == "damaged"


def test_no_backup_in_the_middle_of_an_act(shop: Shop) -> None:
    with shop.vault.transaction(), pytest.raises(BackupFailed):
        shop.vault.back_up()


def test_a_backup_elsewhere_thins_nothing_out(closed_shop: Shop, tmp_path: Path) -> None:
    closed_shop.open()
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "sokin-20200101-100000.sokin").touch()
    made = closed_shop.vault.back_up(stick)
    assert len(list(stick.iterdir())) == 2
    assert made.path.parent == stick


def test_two_backups_in_one_second_are_two_files(closed_shop: Shop) -> None:
    closed_shop.open()
    names = [closed_shop.vault.back_up().path.name for _ in range(3)]
    assert names == ["sokin-20261121-100000.sokin", "sokin-20261121-100000-2.sokin", "sokin-20261121-100000-3.sokin"]


def test_working_goes_on_after_a_backup(made: BackupMade, closed_shop: Shop) -> None:
    closed_shop.record()
    vault = closed_shop.reopen()
    assert (read_note(vault), vault.warnings) == ("in the backup", ())
    assert b"in the backup" not in everything_on_disk(closed_shop.home)
    assert made.path.exists()


# --- which are kept -----------------------------------------------------------------------------

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


def name_of(at: datetime) -> Path:
    return Path(f"{at.astimezone(VIETNAM):%Y%m%d-%H%M%S}")


def days_ago(*days: float) -> dict[Path, datetime]:
    return {name_of(NOW - timedelta(days=day)): NOW - timedelta(days=day) for day in days}


def test_seven_days_and_three_weeks_are_kept_and_nothing_older_than_thirty_days() -> None:
    made = days_ago(*range(40))
    ages = sorted((NOW - made[path]).days for path in kept(made, NOW))
    assert ages == [0, 1, 2, 3, 4, 5, 6, 7, 13, 20]
    assert all(NOW - made[path] <= timedelta(days=30) for path in kept(made, NOW))


def test_of_an_earlier_day_only_the_newest_is_kept_of_today_all() -> None:
    made = days_ago(0, 0.01, 0.02, 1, 1.01, 1.02)
    assert sorted(NOW - made[path] for path in kept(made, NOW)) == [timedelta(days=day) for day in (0, 0.01, 0.02, 1)]


def test_after_a_long_holiday_only_the_new_one_is_left() -> None:
    made = days_ago(0, 31, 40)
    assert [NOW - made[path] for path in kept(made, NOW)] == [timedelta(0)]


def test_files_that_are_not_ours_are_left_alone(tmp_path: Path) -> None:
    ours = ("sokin-20200101-100000.sokin", "sokin-20261121-090000.sokin")
    foreign = (
        "holiday.sokin",
        "notes.txt",
        "sokin-20200101-100000-of-my-sister.sokin",
        "sokin-20200101-100000-٣.sokin",
    )
    for name in (*ours, *foreign):
        (tmp_path / name).touch()
    (tmp_path / "sokin-20200102-100000.sokin").mkdir()
    assert [path.name for path in rotate(tmp_path, NOW)] == ["sokin-20200101-100000.sokin"]
    assert len(list(tmp_path.iterdir())) == 6
    assert made_at_of(Path("sokin-20261121-090000-2.sokin")) == datetime(2026, 11, 21, 2, tzinfo=UTC)


def test_the_ledgers_own_folder_is_thinned_out_after_each_backup(closed_shop: Shop) -> None:
    vault = closed_shop.open()
    for _ in range(10):
        vault.back_up()
        closed_shop.clock.move(days=1, minutes=5)
    # 24 to 30 November, and of the two weeks before those days the newest: 22 and 23
    assert len(list((closed_shop.folder / files.BACKUPS).iterdir())) == 9


@pytest.mark.parametrize("days", [45, -45, 365 * 70])
def test_one_opening_with_a_wrong_clock_thins_out_nothing(closed_shop: Shop, days: int) -> None:
    vault, place = closed_shop.open(), closed_shop.folder / files.BACKUPS
    for _ in range(7):
        vault.back_up()
        closed_shop.clock.move(days=1)
    right, before = closed_shop.clock.at, set(place.iterdir())
    closed_shop.clock.move(days=days)
    assert {vault.back_up().path} | before == set(place.iterdir())
    closed_shop.clock.at = right
    assert {vault.back_up().path} | before <= set(place.iterdir())


def test_a_folder_of_backups_is_thinned_out_only_beside_a_recent_one(tmp_path: Path) -> None:
    names = ("sokin-20200101-100000.sokin", "sokin-20261112-100000.sokin")
    for name in names:
        (tmp_path / name).touch()
    new = tmp_path / "sokin-20261121-100000.sokin"
    new.touch()
    assert rotate(tmp_path, NOW, new) == ()
    assert rotate(tmp_path, NOW - timedelta(days=1), new) == (tmp_path / names[0],)
