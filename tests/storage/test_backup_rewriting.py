"""A managed backup is rewritten without the erased, checked like a new one, or left exactly as it was."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.domain.audit import AuditAction
from ledger.domain.errors import DiskFull
from ledger.domain.staff import Role
from ledger.storage import backup, backups_kept, database, keyfile
from ledger.storage import folder as files
from ledger.storage.backup import BackupMade, open_backup
from ledger.storage.backup_manifest import read_manifest
from ledger.storage.backup_rewriting import BackupFate, rewrite_managed
from ledger.storage.database import Connection, DatabaseError
from ledger.storage.journal import JournalKind
from ledger.storage.migrations import newest_version
from ledger.storage.slots import Identity
from ledger.storage.unit_of_work import Desk
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, Shop, flip_bit, read_note, write_note

SECOND, SECOND_PASSPHRASE = "Chị Hoa", "chín con ong quanh tổ trên cành"


def take_note_away(db: Connection) -> bool:
    """Erase what the backup holds of somebody: here, one note."""
    return bool(db.execute("DELETE FROM setting WHERE name = 'note'").rowcount)


def fates(shop: Shop, erase: Callable[[Connection], bool] = take_note_away) -> list[BackupFate]:
    return [one.fate for one in shop.vault.scrub(erase)]


def identity(shop: Shop, name: str = MANAGER, passphrase: str = MANAGER_PASSPHRASE) -> Identity:
    return keyfile.unlock(shop.folder, name, passphrase, CHEAP).identity


@pytest.fixture
def made(shop: Shop) -> BackupMade:
    """A backup that holds a note, made by the manager; afterwards the journal grew by an erasure."""
    for ref in ("KH-00001", "KH-00002"):
        shop.record(ref)
    with shop.vault.transaction() as unit:
        write_note(unit, "Nguyễn Văn Đức")
        unit.audit(AuditAction.SETTING_CHANGED, None, {"name": "note"})
        unit.journal(JournalKind.STOP, {"hash": "00"})
    made = shop.vault.back_up()
    with shop.vault.transaction() as unit:
        unit.audit(AuditAction.ERASED, "KH-00001", {})
        unit.journal(JournalKind.ERASE, {"subject_ref": "KH-00001"})
    return made


def nothing_half_made(place: Path) -> bool:
    return all(path.suffix == ".sokin" for path in place.iterdir())


def test_what_was_erased_is_gone_and_the_rest_is_the_backup_of_the_same_moment(shop: Shop, made: BackupMade) -> None:
    assert fates(shop) == [BackupFate.REWRITTEN]
    now = read_manifest(made.path)
    for part in ("vault_id", "made_at", "schema", "generation", "seq", "head", "sealed"):
        assert getattr(now, part) == getattr(made.manifest, part)
    assert now.counts == {**made.manifest.counts, "setting": made.manifest.counts["setting"] - 1}
    assert now.database_sha256 != made.manifest.database_sha256
    with open_backup(made.path, identity(shop)) as opened:
        assert opened.journal == shop.path(files.JOURNAL).read_bytes()
        assert hashlib.sha256(opened.journal).hexdigest() == now.journal_sha256
        assert opened.connection.execute("SELECT count(*) FROM setting WHERE name = 'note'").fetchone() == (0,)
    assert nothing_half_made(made.path.parent)
    assert read_note(shop.vault) == "Nguyễn Văn Đức"  # only what the callback was given was touched


def test_the_recovery_code_still_opens_it(shop: Shop, made: BackupMade) -> None:
    fates(shop)
    paper = backup.backup_identity(made.path, None, shop.recovery_code, CHEAP)
    with open_backup(made.path, paper) as opened:
        assert opened.manifest.vault_id == shop.vault.vault_id


def test_a_backup_without_the_erased_is_not_touched(shop: Shop, made: BackupMade) -> None:
    before = made.path.read_bytes()
    assert fates(shop, lambda _: False) == [BackupFate.CLEAN]
    assert made.path.read_bytes() == before


def test_once_rewritten_it_is_clean(shop: Shop, made: BackupMade) -> None:
    assert made.path.is_file()
    assert [fates(shop), fates(shop)] == [[BackupFate.REWRITTEN], [BackupFate.CLEAN]]


def test_lines_of_its_own_journal_stay(shop: Shop, made: BackupMade) -> None:
    """The ledger's journal may have been lost since: what the backup knows is not forgotten with it."""
    with open_backup(made.path, identity(shop)) as opened:
        known = opened.journal
    shop.path(files.JOURNAL).write_bytes(b"")
    fates(shop)
    with open_backup(made.path, identity(shop)) as opened:
        assert opened.journal == known


# --- what cannot be rewritten ---------------------------------------------------------------------


def refused_bit(shop: Shop, path: Path) -> None:
    flip_bit(path, path.stat().st_size * 4)
    assert shop.folder in path.parents


def cut(_shop: Shop, path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-300])


def foreign(shop: Shop, path: Path) -> None:
    other = Shop(shop.home / "other")
    other.create()
    path.write_bytes(other.vault.back_up().path.read_bytes())
    other.close()


@pytest.mark.parametrize("damage", [refused_bit, cut, foreign])
def test_a_damaged_or_foreign_backup_is_left_as_it_is(
    shop: Shop, made: BackupMade, damage: Callable[[Shop, Path], None]
) -> None:
    damage(shop, made.path)
    before = made.path.read_bytes()
    assert fates(shop) == [BackupFate.LEFT]
    assert made.path.read_bytes() == before
    assert nothing_half_made(made.path.parent)


def test_a_backup_sealed_before_one_became_manager_is_left(shop: Shop, made: BackupMade) -> None:
    before = made.path.read_bytes()
    shop.vault.add_member(SECOND, Role.MANAGER, SECOND_PASSPHRASE)
    shop.clock.move(hours=1)
    newer = shop.vault.back_up().path
    shop.close()
    shop.open(SECOND, SECOND_PASSPHRASE)
    assert fates(shop) == [BackupFate.LEFT, BackupFate.REWRITTEN]
    assert made.path.read_bytes() == before
    assert read_manifest(newer).signer == shop.vault.member.id


def test_staff_can_rewrite_none(shop: Shop, made: BackupMade) -> None:
    shop.add_staff()
    shop.close()
    shop.open_as_staff()
    before = made.path.read_bytes()
    assert fates(shop) == [BackupFate.LEFT]
    assert made.path.read_bytes() == before


def test_a_backup_of_a_newer_program_is_left(shop: Shop, made: BackupMade) -> None:
    vault = shop.vault
    desk = Desk(shop.folder, vault.vault_id, vault.connection, identity(shop), vault.member.role, shop.clock)
    before = made.path.read_bytes()
    for schema, fate in ((newest_version() - 1, BackupFate.LEFT), (newest_version(), BackupFate.REWRITTEN)):
        assert [one.fate for one in rewrite_managed(desk, schema, take_note_away)] == [fate]
        assert (made.path.read_bytes() == before) is (fate is BackupFate.LEFT)


def test_what_fails_in_the_copy_leaves_the_backup(shop: Shop, made: BackupMade) -> None:
    before = made.path.read_bytes()

    def mistaken(db: Connection) -> bool:
        db.execute("DELETE FROM setting")
        return bool(db.execute("SELECT shoe_size FROM customer"))

    assert fates(shop, mistaken) == [BackupFate.LEFT]
    assert made.path.read_bytes() == before


def test_a_copy_that_is_never_empty_is_not_called_rewritten(shop: Shop, made: BackupMade) -> None:
    before = made.path.read_bytes()
    assert fates(shop, lambda _: True) == [BackupFate.LEFT]
    assert made.path.read_bytes() == before
    assert nothing_half_made(made.path.parent)


# --- stopped in between ---------------------------------------------------------------------------


@pytest.mark.parametrize("stop", [KeyboardInterrupt, DiskFull])
def test_stopped_before_it_takes_its_place_the_old_one_is_whole(
    shop: Shop, made: BackupMade, stop: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made.path.read_bytes()

    def killed(*_: object) -> None:
        raise stop

    monkeypatch.setattr(files, "replace_durably", killed)
    if stop is DiskFull:
        assert fates(shop) == [BackupFate.LEFT]
    else:
        with pytest.raises(KeyboardInterrupt):
            fates(shop)
    assert made.path.read_bytes() == before
    assert nothing_half_made(made.path.parent)
    monkeypatch.undo()
    assert fates(shop) == [BackupFate.REWRITTEN]


def test_killed_in_between_what_lies_around_is_cleared_the_next_time(shop: Shop, made: BackupMade) -> None:
    half = made.path.with_name(f"{made.path.stem}.{shop.vault.vault_id[:8]}.again{files.TMP_SUFFIX}")
    shutil.copy(made.path, half)
    fates(shop)
    assert nothing_half_made(made.path.parent)


# --- the ledger's own file ------------------------------------------------------------------------


def test_the_file_itself_is_written_anew_and_guarded_again(shop: Shop) -> None:
    for number in range(40):
        with shop.vault.transaction() as unit:
            write_note(unit, "x" * 4000 * number)
            unit.audit(AuditAction.SETTING_CHANGED, None, {})
    with shop.vault.transaction() as unit:
        write_note(unit, "kept")
        unit.audit(AuditAction.SETTING_CHANGED, None, {})
    assert shop.vault.connection.execute("PRAGMA freelist_count").fetchone() > (0,)
    assert fates(shop) == []
    assert shop.vault.connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert not database.has_wal(shop.path(files.DATABASE))
    assert read_note(shop.vault) == "kept"
    with pytest.raises(DatabaseError):
        shop.vault.connection.execute("DROP TABLE setting")
    shop.vault.verify_audit(everything=True)


def test_a_file_that_cannot_be_written_anew_is_guarded_all_the_same(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Connection) -> None:
        raise DiskFull

    monkeypatch.setattr("ledger.storage.opened.write_anew", full)
    with pytest.raises(DiskFull):
        fates(shop)
    with pytest.raises(DatabaseError):
        shop.vault.connection.execute("DROP TABLE setting")


def test_backups_are_listed_oldest_first_and_only_ours(shop: Shop) -> None:
    made = []
    for hours in (1, 0, 1):  # two in one second: the name of the second says so
        made.append(shop.vault.back_up().path)
        shop.clock.move(hours=hours)
    (shop.folder / files.BACKUPS / "ghi chú.sokin").write_bytes(b"")
    assert [path for path, _ in backups_kept.managed(shop.folder)] == made
