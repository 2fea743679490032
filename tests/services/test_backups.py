"""Which backups there are, beside the ledger and in a second place."""

from pathlib import Path

from ledger.services import backups
from ledger.services.session import back_up
from support.services import Workplace


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
    back_up(shop.session, drive)
    assert backups.newest_in(drive) == shop.clock.at
