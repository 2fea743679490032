"""At the door of a damaged ledger: the newest whole backup is offered first, then saving what can still be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.services.session import open_ledger
from ledger.storage import folder as files
from support.damage import customers, cut, spoil, tree_of
from support.drivers_door import AtTheDoor, Doorway, Person, at_the_door
from support.services import Workplace, add_customer, workplace
from support.storage import MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE
from ui.dialogs.salvage import SalvageDialog

COUNT = 25


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    for one in workplace(tmp_path):
        one.as_staff()
        one.open()  # the backup of the day is made already
        customers(one, COUNT)
        one.close()
        yield one


def tried(
    qtbot: QtBot, doorway: Doorway, shop: Workplace, name: str = MANAGER, passphrase: str = MANAGER_PASSPHRASE
) -> AtTheDoor:
    """Somebody who found that it does not open."""
    person = at_the_door(qtbot, doorway, shop, name)
    person.types_passphrase(passphrase)
    person.clicks("Open")
    return person


def dialog_of(person: AtTheDoor) -> Person:
    QApplication.processEvents()
    (dialog,) = person.screen.findChildren(SalvageDialog)
    return Person(dialog)


def test_the_newest_whole_backup_comes_first(qtbot: QtBot, doorway: Doorway, shop: Workplace) -> None:
    spoil(shop.place, tree_of(shop.place, "customer")[0])
    person = tried(qtbot, doorway, shop)
    wanted: list[Path] = []
    person.page.restore_wanted.connect(wanted.append)
    assert "The newest whole backup: today at 10:00." in person.reads()
    assert "which it does not have: " in person.reads()
    person.clicks("Restore this backup…")
    (backup,) = (shop.place.folder / files.BACKUPS).iterdir()
    assert wanted == [backup]


def test_an_altered_backup_is_not_offered(qtbot: QtBot, doorway: Doorway, shop: Workplace) -> None:
    spoil(shop.place, tree_of(shop.place, "customer")[0])
    (backup,) = (shop.place.folder / files.BACKUPS).iterdir()
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    backup.write_bytes(data)
    person = tried(qtbot, doorway, shop)
    assert "No whole backup lies beside this ledger." in person.reads()
    assert not person.sees_button("Restore this backup…")
    assert person.sees_button("Save what can still be read…")


def test_a_manager_saves_what_can_be_read_and_works_on(qtbot: QtBot, doorway: Doorway, shop: Workplace) -> None:
    _root, leaves = tree_of(shop.place, "customer")
    spoil(shop.place, leaves[-1])
    person = tried(qtbot, doorway, shop)
    person.clicks("Save what can still be read…")
    dialog = dialog_of(person)
    dialog.button("Read the damaged file").setFocus()
    dialog.presses(Qt.Key.Key_Return)  # by keyboard alone
    assert "Not everything could be saved. Rows missing: " in dialog.reads()
    assert "The trail is whole" in dialog.reads()
    dialog.clicks("Put the saved ledger in its place")
    assert "ledger.damaged-20261121.db" in dialog.reads()
    dialog.clicks("Open the ledger")
    QApplication.processEvents()
    assert [who.member.name for who in person.heard.signed_in] == [MANAGER]


def test_whoever_leaves_finds_everything_as_it_was(qtbot: QtBot, doorway: Doorway, shop: Workplace) -> None:
    cut(shop.place, 3)
    before = (shop.place.folder / files.DATABASE).read_bytes()
    person = tried(qtbot, doorway, shop)
    person.clicks("Save what can still be read…")
    dialog = dialog_of(person)
    dialog.clicks("Read the damaged file")
    dialog.clicks("Leave everything as it is")
    assert (shop.place.folder / files.DATABASE).read_bytes() == before
    assert {path.name for path in shop.place.folder.iterdir()}.isdisjoint({"ledger.db.salvaged"})
    person.clicks("Open")  # nobody holds the ledger
    assert "damaged" in person.reads()


def test_what_was_read_is_forgotten_when_nobody_goes_on(qtbot: QtBot, doorway: Doorway, shop: Workplace) -> None:
    cut(shop.place, 3)
    person = tried(qtbot, doorway, shop)
    person.clicks("Save what can still be read…")
    dialog = dialog_of(person)
    dialog.clicks("Read the damaged file")
    person.page.forget_secrets()
    assert not dialog.screen.isVisible()
    assert {path.name for path in shop.place.folder.iterdir()}.isdisjoint({"ledger.db.salvaged"})
    assert person.line("Passphrase").text() == ""


def test_staff_are_told_that_it_takes_a_manager(qtbot: QtBot, doorway: Doorway, shop: Workplace) -> None:
    spoil(shop.place, tree_of(shop.place, "customer")[0])
    person = tried(qtbot, doorway, shop, STAFF, STAFF_PASSPHRASE)
    person.clicks("Save what can still be read…")
    dialog = dialog_of(person)
    dialog.clicks("Read the damaged file")
    assert "manager" in dialog.reads()
    assert not dialog.sees_button("Put the saved ledger in its place")


def test_a_lost_file_is_replaced_by_its_backup_only(qtbot: QtBot, doorway: Doorway, shop: Workplace) -> None:
    (shop.place.folder / files.DATABASE).unlink()
    person = tried(qtbot, doorway, shop)
    assert person.sees_button("Restore this backup…")
    assert not person.sees_button("Save what can still be read…")


def test_other_troubles_offer_neither(qtbot: QtBot, doorway: Doorway, shop: Workplace) -> None:
    with open_ledger(shop.place, MANAGER, MANAGER_PASSPHRASE, shop.clock) as somebody:
        person = tried(qtbot, doorway, shop)
        add_customer(somebody, "Người mới")
        assert "open already" in person.reads()
        assert not person.sees_button("Restore this backup…")
        assert not person.sees_button("Save what can still be read…")
