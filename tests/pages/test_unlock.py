"""The door: opened with the right words, and with the right reason when it stays shut."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from ledger.domain.staff import Role
from ledger.services.trail import head_of
from support.drivers_door import AtTheDoor, Doorway, at_the_door, closed_shop, make_door
from support.services import SetClock, Workplace, add_customer
from support.storage import MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE
from ui.pages.unlock import UnlockPage
from ui.recent_ledgers import recent_ledgers
from ui.settings import LEDGER, NAME
from ui.tasks import ThreadedTasks


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    yield from closed_shop(tmp_path)


@pytest.fixture
def person(qtbot: QtBot, doorway: Doorway, shop: Workplace) -> AtTheDoor:
    return at_the_door(qtbot, doorway, shop)


def test_name_and_passphrase_open_by_keyboard_alone(person: AtTheDoor, doorway: Doorway, shop: Workplace) -> None:
    assert isinstance(person.here(), QLineEdit)  # the cursor is in the passphrase already
    person.types(MANAGER_PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    (who,) = person.heard.signed_in
    assert (who.member.name, who.member.role, who.shop.name, who.is_demo) == (
        MANAGER, Role.MANAGER, "The King Oil", False,
    )  # fmt: skip
    assert doorway.door.settings.get(LEDGER) == str(shop.place.folder)
    assert doorway.door.settings.get(NAME) == MANAGER
    assert person.line("Passphrase").text() == ""


def test_members_are_offered_by_name(person: AtTheDoor) -> None:
    assert person.names == [MANAGER, STAFF]
    person.list("Your name").setCurrentText(STAFF)
    person.types_passphrase(STAFF_PASSPHRASE)
    person.clicks("Open")
    assert person.heard.signed_in[0].member.role is Role.STAFF


def test_a_wrong_passphrase_is_told_below_it_and_replaced_by_the_next_key(person: AtTheDoor, doorway: Doorway) -> None:
    person.types_passphrase("not this one at all")
    person.clicks("Open")
    assert person.heard.signed_in == []
    assert doorway.door.wording.text("errors.wrong_passphrase") in person.reads()
    line = person.line("Passphrase")
    assert line.property("wrong") == "true"
    assert line.selectedText() == line.text() != ""
    person.types(MANAGER_PASSPHRASE)  # without selecting anything
    person.presses(Qt.Key.Key_Enter)
    assert len(person.heard.signed_in) == 1


def test_nothing_typed_asks_for_it_without_trying(person: AtTheDoor) -> None:
    person.clicks("Open")
    assert "Type your passphrase." in person.reads()


def test_what_is_typed_is_hidden_but_for_as_long_as_the_eye_is_held(person: AtTheDoor) -> None:
    person.types_passphrase("con mèo")
    line = person.line("Passphrase")
    eye = next(one for one in line.findChildren(QToolButton) if one.accessibleName() == "Hold to see what you typed")
    assert "con" not in line.displayText()
    eye.pressed.emit()
    assert line.displayText() == "con mèo"
    eye.released.emit()
    assert "con" not in line.displayText()


def test_the_keyboard_is_mentioned_when_it_may_surprise(person: AtTheDoor) -> None:
    line = person.line("Passphrase")
    QApplication.sendEvent(line, QInputMethodEvent("vườ", []))  # still being put together
    assert "Vietnamese input is on." in person.reads()
    assert "v" not in line.displayText()


def test_a_capital_without_shift_tells_that_caps_lock_is_on(person: AtTheDoor) -> None:
    line = person.line("Passphrase")
    shift = Qt.KeyboardModifier.ShiftModifier
    for letter, held in (("a", Qt.KeyboardModifier.NoModifier), ("B", shift)):
        QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, held, letter))
        assert "Caps Lock is on." not in person.reads()
    QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "C"))
    assert "Caps Lock is on." in person.reads()
    QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "d"))
    assert "Caps Lock is on." not in person.reads()


def test_the_recovery_sheet_opens_what_no_passphrase_does(person: AtTheDoor, shop: Workplace) -> None:
    person.clicks("Open with the recovery sheet…")
    person.types(shop.recovery_code.lower(), "Group 1 of the recovery code")  # pasted as a whole
    person.line("Group 1 of the recovery code").textEdited.emit(shop.recovery_code)
    person.clicks("Open")
    assert len(person.heard.signed_in) == 1


def test_a_wrong_code_is_told_below_it(person: AtTheDoor) -> None:
    person.clicks("Open with the recovery sheet…")
    person.types("ABCD", "Group 1 of the recovery code")
    person.clicks("Open")
    assert "This code does not open the ledger. Compare it with the sheet." in person.reads()


def test_a_code_is_typed_over_the_wrong_one_without_looking_up(person: AtTheDoor, shop: Workplace) -> None:
    person.clicks("Open with the recovery sheet…")
    person.types("Z" * 26, "Group 1 of the recovery code")
    person.clicks("Open")
    assert "This code does not open the ledger." in person.reads()
    person.line("Group 1 of the recovery code").selectAll()
    for letter in shop.recovery_code.replace("-", "").lower():
        QTest.keyClicks(person.here(), letter)
    person.presses(Qt.Key.Key_Return)
    assert len(person.heard.signed_in) == 1


def test_a_group_that_runs_over_goes_on_where_it_ended(person: AtTheDoor) -> None:
    person.clicks("Open with the recovery sheet…")
    person.types("ABCDE", "Group 1 of the recovery code")
    QTest.keyClicks(person.here(), "FGH")
    groups = [person.line(f"Group {number} of the recovery code").text() for number in (1, 2, 3)]
    assert groups == ["ABCD", "EFGH", ""]


# --- not the passphrase's fault -----------------------------------------------------------------


def test_damage_is_not_taken_for_a_wrong_passphrase(person: AtTheDoor, shop: Workplace) -> None:
    database = shop.place.folder / "ledger.db"
    database.write_bytes(database.read_bytes()[:4096] + bytes(len(database.read_bytes()) - 4096))
    person.types_passphrase(MANAGER_PASSPHRASE)
    person.clicks("Open")
    assert "The ledger's files are damaged" in person.reads()
    assert "nothing to do with your passphrase" in person.reads()
    assert person.line("Passphrase").property("wrong") != "true"
    assert not person.sees_button("Open anyway, and write that down")


def test_a_missing_database_says_so(person: AtTheDoor, shop: Workplace) -> None:
    (shop.place.folder / "ledger.db").unlink()
    person.types_passphrase(MANAGER_PASSPHRASE)
    person.clicks("Open")
    assert "There is no whole ledger in this folder" in person.reads()


def test_a_ledger_in_use_says_so(person: AtTheDoor, shop: Workplace) -> None:
    shop.open()
    person.types_passphrase(MANAGER_PASSPHRASE)
    person.clicks("Open")
    assert "The ledger is open already" in person.reads()
    shop.close()
    person.clicks("Open")
    assert len(person.heard.signed_in) == 1


def put_an_old_copy_back(shop: Workplace) -> None:
    folder = shop.place.folder
    old = (folder / "ledger.db").read_bytes()
    add_customer(shop.open())
    shop.close()
    (folder / "ledger.db").write_bytes(old)


def test_a_manager_may_open_an_old_copy_and_that_is_written_down(
    person: AtTheDoor, doorway: Doorway, shop: Workplace
) -> None:
    put_an_old_copy_back(shop)
    person.types_passphrase(MANAGER_PASSPHRASE)
    person.clicks("Open")
    assert "This ledger is not the one last used here" in person.reads()
    assert "--accept" not in person.reads()  # a window has no such word
    doorway.messages.answer_yes = False
    person.clicks("Open anyway, and write that down")
    assert person.heard.signed_in == []
    doorway.messages.answer_yes = True
    person.clicks("Open anyway, and write that down")
    assert len(person.heard.signed_in) == 1
    assert len(doorway.messages.questions) == 2


def test_staff_may_not_open_an_old_copy(person: AtTheDoor, shop: Workplace) -> None:
    put_an_old_copy_back(shop)
    person.list("Your name").setCurrentText(STAFF)
    person.types_passphrase(STAFF_PASSPHRASE)
    person.clicks("Open")
    person.clicks("Open anyway, and write that down")
    assert person.heard.signed_in == []
    assert "Only a manager may open it like this" in person.reads()


def test_a_clock_far_ahead_asks_to_be_set_right(qtbot: QtBot, tmp_path: Path, shop: Workplace) -> None:
    clock = SetClock()
    clock.move(days=800)
    doorway = make_door(tmp_path, clock)
    person = at_the_door(qtbot, doorway, shop)
    person.types_passphrase(MANAGER_PASSPHRASE)
    person.clicks("Open")
    assert "The clock of this computer looks wrong" in person.reads()
    person.clicks("Open anyway, and write that down")
    assert "date of this computer" in doorway.messages.questions[0].text
    assert len(person.heard.signed_in) == 1
    doorway.door.tasks.close_ledger()


# --- choosing, locking --------------------------------------------------------------------------


def test_a_folder_is_chosen_and_remembered(qtbot: QtBot, doorway: Doorway, shop: Workplace) -> None:
    page = UnlockPage(doorway.door)
    qtbot.addWidget(page)
    person = AtTheDoor(page)
    person.clicks("Open")
    assert "Choose the folder in which the ledger lies." in person.reads()
    doorway.messages.file_answers.append(shop.place.folder)
    person.clicks("Choose…")
    assert person.names == [MANAGER, STAFF]
    person.types_passphrase(MANAGER_PASSPHRASE)
    person.clicks("Open")
    assert recent_ledgers(doorway.door.settings) == (shop.place.folder,)


def test_a_folder_without_a_ledger_says_so_and_lets_a_name_be_typed(
    qtbot: QtBot, doorway: Doorway, tmp_path: Path
) -> None:
    page = UnlockPage(doorway.door)
    qtbot.addWidget(page)
    page.choose(tmp_path, "")
    person = AtTheDoor(page)
    assert "No ledger lies in this folder, or not all of it." in person.reads()
    person.types("Ai đó", "Your name")
    person.types_passphrase("anything at all here")
    person.clicks("Open")
    assert "There is no whole ledger in this folder" in person.reads()


def test_a_name_nobody_has_is_told_below_the_name(person: AtTheDoor) -> None:
    person.list("Your name").addItem("Cô Không Có")
    person.list("Your name").setCurrentText("Cô Không Có")
    person.types_passphrase(MANAGER_PASSPHRASE)
    person.clicks("Open")
    assert person.list("Your name").property("wrong") == "true"


def test_a_locked_screen_asks_for_the_passphrase_only(person: AtTheDoor, shop: Workplace) -> None:
    person.page.choose(shop.place.folder, STAFF, is_locked=True)
    assert "Screen locked" in person.reads()
    assert STAFF in person.reads()
    assert not person.sees_button("Choose…")
    assert not person.sees_button("Make a new ledger…")
    person.types(STAFF_PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    assert person.heard.signed_in[0].member.name == STAFF


def test_somebody_else_may_sign_in_at_a_locked_screen(person: AtTheDoor, shop: Workplace) -> None:
    person.page.choose(shop.place.folder, STAFF, is_locked=True)
    person.clicks("Someone else…")
    person.list("Your name").setCurrentText(MANAGER)
    person.types_passphrase(MANAGER_PASSPHRASE)
    person.clicks("Open")
    assert person.heard.signed_in[0].member.name == MANAGER


def test_blanking_forgets_what_was_typed(person: AtTheDoor) -> None:
    person.types_passphrase("half a passphr")
    person.page.blank()
    assert person.line("Passphrase").text() == ""
    person.presses(Qt.Key.Key_Z)  # and Ctrl+Z has nothing to bring back
    assert person.line("Passphrase").text() in {"", "z"}


def test_language_look_and_a_new_ledger_are_wished_for(person: AtTheDoor) -> None:
    person.clicks("Tiếng Việt")
    person.clicks("Make a new ledger…")
    person.clicks("English")  # it speaks it already
    assert person.heard.told == ["vi", "new"]


def test_the_window_stays_awake_while_the_keys_are_made(qtbot: QtBot, tmp_path: Path, shop: Workplace) -> None:
    faults: list[Exception] = []

    def told(error: Exception) -> None:
        faults.append(error)

    tasks = ThreadedTasks(told)
    page = UnlockPage(make_door(tmp_path, tasks=tasks).door)
    qtbot.addWidget(page)
    page.choose(shop.place.folder, MANAGER)
    person = AtTheDoor(page)
    qtbot.waitUntil(lambda: person.sees_button("Open"))
    person.types_passphrase(MANAGER_PASSPHRASE)
    with qtbot.waitSignal(page.signed_in):
        person.clicks("Open")
        busy = person.button("Opening… about one second")
        assert not busy.isEnabled()
        page.submit()  # a second Enter opens nothing twice
    assert faults == []
    assert person.button("Open").isEnabled()
    tasks.shut_down()
    assert head_of(shop.open()).seq > 0
