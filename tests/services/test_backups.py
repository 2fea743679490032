"""Which backups there are, beside the ledger and in a second place."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.domain.consent import ConsentMethod
from ledger.domain.errors import ConfirmationNeeded, FolderNotEmpty, NothingToDo, PlaceMissing, RoleForbidden
from ledger.services import backups, consents, recovery, restoring
from ledger.services.restoring import Wish
from ledger.services.session import back_up, is_recovery_confirmed, open_ledger
from ledger.services.status import status
from ledger.storage import consents as stop_rows
from ledger.storage.folder import JOURNAL
from support.services import Workplace, add_customer, confirmed
from support.sticks import plug_in
from support.storage import MANAGER, MANAGER_PASSPHRASE


def test_backups_beside_the_ledger_are_told_newest_first(shop: Workplace) -> None:
    assert backups.kept(shop.session).made == ()
    back_up(shop.session)
    shop.clock.move(hours=5)
    back_up(shop.session)
    found = backups.kept(shop.session)
    assert found.folder == shop.place.folder
    assert found.made == (shop.clock.at, shop.clock.at.replace(hour=shop.clock.at.hour - 5))


def test_the_newest_backup_of_a_second_place_is_known_by_its_name(shop: Workplace, tmp_path: Path) -> None:
    drive = tmp_path / "USB"
    assert backups.newest_in(drive) is None
    drive.mkdir()
    (drive / "holiday.jpg").write_bytes(b"no backup")
    assert backups.newest_in(drive) is None
    back_up(confirmed(shop.session), drive)
    assert backups.newest_in(drive) == shop.clock.at


# --- the second place ---------------------------------------------------------------------------


@pytest.fixture
def drive(shop: Workplace) -> Path:
    """A stick, chosen by the manager."""
    return plug_in(shop)


def test_only_the_manager_chooses_where_copies_go_and_gives_the_passphrase(shop: Workplace, tmp_path: Path) -> None:
    with pytest.raises(ConfirmationNeeded):
        backups.choose_second(shop.open(), tmp_path)
    with pytest.raises(PlaceMissing):
        backups.choose_second(confirmed(shop.session), tmp_path / "gone")
    with pytest.raises(FolderNotEmpty):  # inside the ledger it would be lost with it
        backups.choose_second(shop.session, shop.place.folder / "backups")
    with pytest.raises(RoleForbidden):
        backups.choose_second(confirmed(shop.as_staff()), tmp_path)


def test_staff_have_the_copy_of_the_day_made_once(shop: Workplace, drive: Path) -> None:
    session = shop.as_staff()
    assert backups.copy_out_if_due(session)
    assert not backups.copy_out_if_due(session)
    shop.clock.move(days=1)
    assert backups.copy_out_if_due(session)
    assert len(restoring.found_in(drive)) == 2
    place = backups.second_place(session)
    assert (place.folder, place.copied_at, place.is_overdue) == (drive, shop.clock.at, False)


def test_a_drive_that_is_not_there_is_waited_for(shop: Workplace, drive: Path) -> None:
    drive.rmdir()
    assert not backups.copy_out_if_due(shop.session)
    with pytest.raises(PlaceMissing):
        backups.copy_out(shop.session)
    shop.clock.move(days=8)
    assert backups.second_place(shop.session).is_overdue


def test_copies_are_thinned_out_but_never_those_of_another_shop(shop: Workplace, drive: Path) -> None:
    other = Workplace(shop.home / "other")
    other.create()
    foreign = back_up(confirmed(other.session), drive)
    other.close()
    first, second = backups.copy_out(shop.session), backups.copy_out(shop.session)
    shop.clock.move(days=1)
    third = backups.copy_out(shop.session)  # of the day that is over only the newest stays
    assert {one.path for one in restoring.found_in(drive)} == {foreign, second, third}
    assert not first.exists()


def test_without_any_second_place_the_week_counts_from_the_beginning(shop: Workplace) -> None:
    with pytest.raises(NothingToDo):
        backups.copy_out(shop.session)
    assert not status(shop.session).is_copy_overdue
    shop.clock.move(days=8)
    assert status(shop.session).is_copy_overdue


# --- an older copy put back by hand -------------------------------------------------------------


def test_whoever_said_no_is_not_called_from_an_older_copy_either(shop: Workplace) -> None:
    customer = add_customer(shop.session)
    shop.close()
    older = shop.home / "older"
    shutil.copytree(shop.place.folder, older)
    shop.clock.move(hours=1)
    consents.stop_contact(shop.open(), customer.code, None, ConsentMethod.OTHER_PRINTABLE)
    shop.close()
    shutil.copy(shop.place.folder / JOURNAL, older / JOURNAL)
    there = replace(shop.place, folder=older, app_data=shop.home / "another computer")
    with open_ledger(there, MANAGER, MANAGER_PASSPHRASE, shop.clock) as session:
        (said,) = stop_rows.stops_of(session.db, [customer.id])[customer.id]
        assert said.lifted_at is None
    with open_ledger(there, MANAGER, MANAGER_PASSPHRASE, shop.clock) as session:
        assert len(stop_rows.stops_of(session.db, [customer.id])[customer.id]) == 1


def test_a_new_recovery_sheet_wants_a_new_copy_in_the_second_place(shop: Workplace, drive: Path) -> None:
    backups.copy_out(shop.session)
    shop.clock.move(minutes=1)
    code = recovery.replace(confirmed(shop.session))
    shop.clock.move(minutes=1)
    assert status(shop.session).is_copy_of_old_sheet
    assert backups.copy_out_if_due(shop.session)  # although there is one of today
    assert not status(shop.session).is_copy_of_old_sheet
    assert not backups.copy_out_if_due(shop.session)
    newest = restoring.found_in(drive)[0].path
    there = replace(shop.place, folder=shop.home / "new" / "so kin", app_data=shop.home / "new data")
    shop.close()
    restoring.restore(Wish(newest, there.folder, None, code), there, shop.clock)
    with open_ledger(there, None, code, shop.clock) as session:
        assert is_recovery_confirmed(session)  # it was typed to restore
