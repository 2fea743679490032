"""What the status line says about the ledger: its backup, its keepers, its clock."""

from datetime import timedelta
from pathlib import Path

import pytest

from ledger.services import session as doors
from ledger.services.status import status
from support.services import Workplace, add_customer, snapshot, workplace
from support.storage import MANAGER


def test_a_ledger_never_backed_up_says_so(shop: Workplace) -> None:
    found = status(shop.session)
    assert (found.newest_backup_at, found.is_backup_old) == (None, True)
    assert (found.folder_name, found.at) == ("so kin", shop.session.now())


def test_a_backup_is_fresh_for_a_day(shop: Workplace) -> None:
    doors.back_up(shop.session)
    made_at = shop.clock.at
    assert status(shop.session).newest_backup_at == made_at
    shop.clock.move(hours=24)
    assert not status(shop.session).is_backup_old
    shop.clock.move(seconds=1)
    assert status(shop.session).is_backup_old
    assert status(shop.session).newest_backup_at == made_at


def test_what_a_clock_ahead_dated_into_the_future_is_no_backup_of_today(shop: Workplace) -> None:
    backups = shop.place.folder / "backups"
    backups.mkdir(exist_ok=True)
    made = doors.back_up(shop.session)
    made.rename(made.with_name(made.name.replace("2026", "2031")))
    assert status(shop.session).newest_backup_at is None


@pytest.mark.parametrize("is_demo", [True, False])
def test_made_up_data_is_marked(tmp_path: Path, is_demo: bool) -> None:
    for one in workplace(tmp_path, is_demo=is_demo):
        assert status(one.session).is_demo is is_demo


def test_a_ledger_on_one_passphrase_alone_says_that_a_keeper_is_missing(tmp_path: Path) -> None:
    one = Workplace(tmp_path)
    session = one.create(is_confirmed=False)
    assert (status(session).is_recovery_confirmed, status(session).is_keeper_missing) == (False, True)
    doors.confirm_recovery(session, one.recovery_code)
    assert (status(session).is_recovery_confirmed, status(session).is_keeper_missing) == (True, False)
    one.close()


def test_a_clock_set_back_is_noticed_and_a_moment_of_drift_is_not(shop: Workplace) -> None:
    add_customer(shop.session)
    newest = shop.clock.at
    shop.clock.move(seconds=-30)
    assert not status(shop.session).is_clock_behind
    shop.clock.move(hours=-2)
    found = status(shop.session)
    assert (found.is_clock_behind, found.newest_entry_at, found.at) == (True, newest, newest)
    shop.clock.move(hours=3)
    assert not status(shop.session).is_clock_behind


def test_what_opening_found_is_told_with_its_code(shop: Workplace) -> None:
    assert status(shop.session).notices == ()
    shop.session.vault.note("synced_folder")
    shop.session.vault.note("migrated", old=1, new=2)
    found = status(shop.session)
    assert [(one.code, dict(one.data)) for one in found.notices] == [
        ("synced_folder", {}),
        ("migrated", {"old": 1, "new": 2}),
    ]
    assert found.is_folder_synced


def test_asking_how_the_ledger_stands_writes_nothing_and_names_nobody(shop: Workplace) -> None:
    add_customer(shop.session)
    before = snapshot(shop.session)
    found = status(shop.session)
    assert snapshot(shop.session) == before
    assert not found.is_folder_synced
    assert MANAGER not in repr(found)
    assert found.newest_entry_at is not None
    assert shop.session.now() - found.newest_entry_at < timedelta(minutes=1)
