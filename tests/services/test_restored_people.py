"""A restore lets in whoever works here today: no key file put back, no planted key and no old sheet changes that."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.domain.errors import KeyFileDamaged, LedgerError, RoleForbidden, UnknownMember
from ledger.domain.staff import Operation, Role, StaffMember
from ledger.services import recovery, restoring, staff
from ledger.services.restoring import Wish
from ledger.services.session import Place, back_up, is_recovery_confirmed, open_ledger
from ledger.storage import backup, keyfile, vault_core
from ledger.storage import folder as files
from ledger.storage.keyfile import KeyFile
from ledger.storage.slots import RECOVERY_ID, make_slot, new_identity
from ledger.storage.unit_of_work import Desk
from support.erasing import erase
from support.services import Workplace, add_customer, confirmed
from support.storage import CHEAP, MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    one = Workplace(tmp_path)
    one.create()
    add_customer(one.session)
    staff.add(confirmed(one.session), STAFF, Role.STAFF, STAFF_PASSPHRASE)
    (tmp_path / "USB").mkdir()
    yield one
    one.close()


def copied(shop: Workplace) -> Path:
    shop.session.mark_confirmed(Operation.EXPORT)
    made = back_up(shop.session, shop.home / "USB")
    shop.clock.move(minutes=1)
    return made


def elsewhere(shop: Workplace) -> Place:
    return replace(shop.place, folder=shop.home / "new" / "so kin", app_data=shop.home / "new data")


def opens(shop: Workplace, place: Place, name: str | None, passphrase: str) -> bool:
    try:
        open_ledger(place, name, passphrase, shop.clock).close()
    except LedgerError:
        return False
    return True


def put_back(shop: Workplace, place: Path) -> None:
    for name in (files.KEYS, files.KEYS_TWIN):
        shutil.copy(place / name, shop.place.folder / name)


@pytest.mark.parametrize("is_newer", [False, True])
def test_an_old_key_file_put_back_brings_nobody_back_by_a_restore(shop: Workplace, is_newer: bool) -> None:
    kept = shop.home / "old"
    shutil.copytree(shop.place.folder, kept)
    before = copied(shop)
    (leaver,) = (one.id for one in staff.members(shop.session) if one.name == STAFF)
    staff.remove(confirmed(shop.session), leaver)
    after = copied(shop)
    shop.close()
    put_back(shop, kept)
    with pytest.raises(KeyFileDamaged):
        shop.open()
    wish = Wish(after if is_newer else before, shop.place.folder, MANAGER, MANAGER_PASSPHRASE)
    restoring.restore(wish, shop.place, shop.clock)
    assert opens(shop, shop.place, MANAGER, MANAGER_PASSPHRASE)
    assert not opens(shop, shop.place, STAFF, STAFF_PASSPHRASE)


def test_who_had_left_by_the_backup_stays_out_whatever_the_ledger_of_today_says(shop: Workplace) -> None:
    kept = shop.home / "old"
    shop.close()
    shutil.copytree(shop.place.folder, kept)
    session = shop.open()
    (leaver,) = (one.id for one in staff.members(session) if one.name == STAFF)
    staff.remove(confirmed(session), leaver)
    newer = copied(shop)
    shop.close()
    old = replace(shop.place, folder=kept, app_data=shop.home / "another computer")
    assert opens(shop, old, STAFF, STAFF_PASSPHRASE)  # what was copied away before can be shut to nobody
    restoring.restore(Wish(newer, kept, MANAGER, MANAGER_PASSPHRASE), old, shop.clock)
    assert opens(shop, old, MANAGER, MANAGER_PASSPHRASE)
    assert not opens(shop, old, STAFF, STAFF_PASSPHRASE)


def test_a_new_sheet_restores_on_a_new_computer_the_minute_it_is_printed(shop: Workplace) -> None:
    code = recovery.replace(confirmed(shop.session))
    newest = restoring.found_in(shop.place.folder)[0].path
    shop.close()
    there = elsewhere(shop)
    restoring.restore(Wish(newest, there.folder, None, code), there, shop.clock)
    assert opens(shop, there, None, code)


def test_a_sheet_that_came_after_the_backup_is_never_half_a_sheet(shop: Workplace) -> None:
    older = back_up(shop.session)  # sealed again below, to a sheet that its own trail does not know
    given_up = keyfile.unlock(shop.place.folder, None, shop.recovery_code, CHEAP).identity
    shop.clock.move(minutes=1)
    recovery.replace(confirmed(shop.session))
    shop.close()
    there = elsewhere(shop)
    restoring.restore(Wish(older, there.folder, MANAGER, MANAGER_PASSPHRASE), there, shop.clock)
    with open_ledger(there, MANAGER, MANAGER_PASSPHRASE, shop.clock) as session:
        assert session.vault.warnings == ()
        assert not is_recovery_confirmed(session)  # so that real data asks for a new one
        with pytest.raises(KeyFileDamaged):
            backup.restore_key(back_up(session), given_up)
        code = recovery.replace(confirmed(session))
    assert opens(shop, there, None, code)


def test_todays_sheet_stays_the_sheet_where_only_the_key_file_was_left(shop: Workplace) -> None:
    older = copied(shop)
    code = recovery.replace(confirmed(shop.session))
    shop.close()
    (shop.place.folder / files.DATABASE).unlink()
    restoring.restore(Wish(older, shop.place.folder, MANAGER, MANAGER_PASSPHRASE), shop.place, shop.clock)
    assert opens(shop, shop.place, None, code)


def test_the_sheet_alone_restores_what_was_restored_once_and_holds_somebody_erased(shop: Workplace) -> None:
    before = copied(shop)
    erase(confirmed(shop.session), "KH-00001")
    shop.close()
    restoring.restore(Wish(before, shop.place.folder, MANAGER, MANAGER_PASSPHRASE), shop.place, shop.clock)
    shop.open()
    made = copied(shop)  # only the journal says of this one who ordered the erasure: a manager who may not be kept
    shop.close()
    there = elsewhere(shop)
    done = restoring.restore(Wish(made, there.folder, None, shop.recovery_code), there, shop.clock)
    assert done.replayed.refused == 0
    with open_ledger(there, None, shop.recovery_code, shop.clock) as session:
        assert session.vault.warnings == ()
        session.vault.verify_audit(everything=True)


def test_a_backup_made_by_somebody_with_other_slots_in_it_seals_nothing_to_them(
    shop: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = new_identity("", RECOVERY_ID)
    planted = make_slot(shop.session.vault.vault_id, stranger, b"planted", CHEAP.write, Role.MANAGER)
    make = backup.make_backup

    def with_planted(desk: Desk, key_file: KeyFile, target: Path | None = None) -> backup.BackupMade:
        slots = tuple(planted if one.id == RECOVERY_ID else one for one in key_file.slots)
        return make(desk, replace(key_file, slots=slots), target)

    monkeypatch.setattr(vault_core, "make_backup", with_planted)
    made = copied(shop)
    shop.close()
    there = elsewhere(shop)
    restoring.restore(Wish(made, there.folder, MANAGER, MANAGER_PASSPHRASE), there, shop.clock)
    written = (there.folder / files.KEYS).read_text()
    assert RECOVERY_ID not in written
    with pytest.raises(UnknownMember):
        open_ledger(there, None, shop.recovery_code, shop.clock)


# --- the ledger cannot be read any more, its key file can ------------------------------------------


def lost(shop: Workplace) -> None:
    shop.close()
    (shop.place.folder / files.DATABASE).write_bytes(b"\x5a" * 8192)


def member(shop: Workplace, name: str) -> StaffMember:
    return next(one for one in staff.members(shop.session) if one.name == name)


def test_who_became_manager_after_the_backup_is_one_and_what_they_ordered_erased_stays_erased(shop: Workplace) -> None:
    older = copied(shop)
    staff.change_role(confirmed(shop.session), member(shop, STAFF).id, Role.MANAGER)
    shop.close()
    shop.open(STAFF, STAFF_PASSPHRASE)
    erase(confirmed(shop.session), "KH-00001")
    lost(shop)
    done = restoring.restore(Wish(older, shop.place.folder, MANAGER, MANAGER_PASSPHRASE), shop.place, shop.clock)
    assert done.replayed.refused == 0
    with open_ledger(shop.place, STAFF, STAFF_PASSPHRASE, shop.clock) as session:
        assert session.member.role is Role.MANAGER
        assert session.vault.connection.execute("SELECT count(*) FROM customer WHERE erased_at IS NULL").fetchone() == (
            0,
        )
        assert session.vault.warnings == ()
        session.vault.verify_audit(everything=True)


def test_who_is_no_manager_any_more_is_none_after_a_restore_and_cannot_restore(shop: Workplace) -> None:
    staff.change_role(confirmed(shop.session), member(shop, STAFF).id, Role.MANAGER)
    older = copied(shop)
    staff.change_role(confirmed(shop.session), member(shop, STAFF).id, Role.STAFF)
    lost(shop)
    with pytest.raises(RoleForbidden):
        restoring.restore(Wish(older, shop.place.folder, STAFF, STAFF_PASSPHRASE), shop.place, shop.clock)
    restoring.restore(Wish(older, shop.place.folder, MANAGER, MANAGER_PASSPHRASE), shop.place, shop.clock)
    with open_ledger(shop.place, STAFF, STAFF_PASSPHRASE, shop.clock) as session:
        assert session.member.role is Role.STAFF


def test_a_key_file_of_before_it_held_roles_leaves_them_to_the_backup(shop: Workplace) -> None:
    staff.change_role(confirmed(shop.session), member(shop, STAFF).id, Role.MANAGER)
    older = copied(shop)
    data_key = keyfile.unlock(shop.place.folder, MANAGER, MANAGER_PASSPHRASE, CHEAP).data_key
    lost(shop)
    (now,) = keyfile.load(shop.place.folder)
    silent = tuple(replace(slot, role=None) for slot in now.slots)
    keyfile.save(
        shop.place.folder, keyfile.authenticate(now.vault_id, now.generation, silent, data_key, serial=now.serial + 1)
    )
    restoring.restore(Wish(older, shop.place.folder, STAFF, STAFF_PASSPHRASE), shop.place, shop.clock)
    with open_ledger(shop.place, STAFF, STAFF_PASSPHRASE, shop.clock) as session:
        assert session.member.role is Role.MANAGER
