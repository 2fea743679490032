"""Somebody who guessed wrongly too often sees how long it takes, and who can help after that."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ledger.storage.folder import THROTTLE
from support.drivers_door import AtTheDoor, Doorway, at_the_door, closed_shop
from support.services import SetClock, Workplace
from support.storage import MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE
from ui.widgets.sign_in_wait import SignInWait

WRONG = "không phải câu này đâu"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    yield from closed_shop(tmp_path)


@pytest.fixture
def person(qtbot: QtBot, doorway: Doorway, shop: Workplace) -> AtTheDoor:
    return at_the_door(qtbot, doorway, shop)


def guess(person: AtTheDoor, times: int = 5) -> None:
    for _ in range(times):
        person.types_passphrase(WRONG)
        person.presses(Qt.Key.Key_Return)


def second_passes(person: AtTheDoor, clock: SetClock, seconds: float = 1) -> None:
    clock.move(seconds=seconds)
    person.page.findChildren(SignInWait)[0].tick()


def test_the_button_counts_down_and_the_field_stays(person: AtTheDoor, shop: Workplace) -> None:
    guess(person)
    assert not person.button("Try again in 0:02").isEnabled()
    assert "Too many wrong tries in a row." in person.reads()
    person.types_passphrase(MANAGER_PASSPHRASE)  # typed while it waits
    person.presses(Qt.Key.Key_Return)
    assert person.heard.signed_in == []
    second_passes(person, shop.clock)
    assert person.sees_button("Try again in 0:01")
    second_passes(person, shop.clock)
    assert person.line("Passphrase").text() == MANAGER_PASSPHRASE
    assert "Too many wrong tries" not in person.reads()
    person.clicks("Open")
    assert len(person.heard.signed_in) == 1


def test_a_restart_does_not_help(qtbot: QtBot, person: AtTheDoor, doorway: Doorway, shop: Workplace) -> None:
    guess(person)
    person.page.close()
    again = at_the_door(qtbot, doorway, shop)
    assert not again.button("Try again in 0:02").isEnabled()


def test_whoever_tries_before_the_wait_is_known_goes_on_typing_where_they_were(
    qtbot: QtBot, person: AtTheDoor, doorway: Doorway, shop: Workplace
) -> None:
    other = at_the_door(qtbot, doorway, shop)
    guess(person)
    other.types_passphrase(MANAGER_PASSPHRASE)
    other.presses(Qt.Key.Key_Return)
    assert other.heard.signed_in == []
    assert other.here() is other.line("Passphrase")
    second_passes(other, shop.clock, 2)
    other.presses(Qt.Key.Key_Return)
    assert len(other.heard.signed_in) == 1


def test_neither_does_setting_the_clock_back(person: AtTheDoor, shop: Workplace) -> None:
    guess(person)
    second_passes(person, shop.clock, -7200)
    assert not person.button("Try again in 0:02").isEnabled()


def test_somebody_else_may_sign_in_meanwhile(person: AtTheDoor) -> None:
    guess(person)
    person.list("Your name").setCurrentText(STAFF)
    person.types_passphrase(STAFF_PASSPHRASE)
    person.clicks("Open")
    assert len(person.heard.signed_in) == 1


def test_after_a_hundred_the_way_out_is_told_and_leads_in(
    qtbot: QtBot, person: AtTheDoor, doorway: Doorway, shop: Workplace
) -> None:
    guess(person)
    file = shop.place.folder / THROTTLE
    kept = json.loads(file.read_text("ascii"))
    next(iter(kept["slots"].values()))["count"] = 100
    file.write_text(json.dumps(kept), "ascii")
    shop.clock.move(days=3)
    again = at_the_door(qtbot, doorway, shop)
    assert not again.button("Open").isEnabled()
    assert "100 wrong tries in a row" in again.reads()
    again.clicks("Open with the recovery sheet…")
    assert "100 wrong tries in a row" not in again.reads()
    again.types(shop.recovery_code, "Group 1 of the recovery code")  # pasted as a whole
    again.line("Group 1 of the recovery code").textEdited.emit(shop.recovery_code)
    again.clicks("Open")
    assert len(again.heard.signed_in) == 1


def test_a_wish_to_restore_tells_which_folder(person: AtTheDoor, shop: Workplace) -> None:
    wanted: list[object] = []
    person.page.restore_wanted.connect(wanted.append)
    person.clicks("Restore from a backup…")
    assert wanted == [shop.place.folder]
