"""Restoring by hand: on the shop's computer with a passphrase, on a new one with the sheet; refusals stay in words."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from ledger.domain.consent import ConsentMethod
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import consents
from ledger.services.session import back_up, open_ledger
from ledger.storage.audit_log import Head
from ledger.storage.folder import DATABASE
from ledger.storage.restored_journal import Replayed
from ledger.storage.restoring import Restored
from support import access
from support.drivers_door import Doorway, Person, make_door
from support.drivers_restore import Restorer
from support.erasing import erase
from support.program import Look, Running, settle, start_program, types
from support.services import Workplace, add_customer
from support.storage import MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE
from ui.actions import by_id
from ui.pages.first_run import FirstRunPage
from ui.pages.restore import RestorePage
from ui.pages.unlock import UnlockPage
from ui.recent_ledgers import remember
from ui.settings import LEDGER
from ui.theme import Scheme
from ui.widgets.restore_preview import WorkStep


@dataclass(slots=True)
class Shop:
    """A ledger, the backup from before, and the doors of this computer."""

    workplace: Workplace
    backup: Path
    doorway: Doorway

    @property
    def folder(self) -> Path:
        return self.workplace.place.folder

    def names(self, folder: Path | None = None, passphrase: str = MANAGER_PASSPHRASE) -> list[str]:
        place = self.doorway.door.place_of(folder or self.folder)
        with open_ledger(place, MANAGER, passphrase, self.workplace.clock) as session:
            return [row[0] for row in session.db.execute("SELECT name FROM customer ORDER BY code").fetchall()]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The ledger of today and, on a stick, the backup of the morning."""
    workplace = Workplace(tmp_path_factory.mktemp("made"))
    session = workplace.create()
    for number, name in enumerate(("Trần Thị An", "Lê Văn Bảo", "Vũ Thị Cúc")):
        add_customer(session, name, phones=(f"091164797{number}",), emails=())
    workplace.as_staff()
    usb = workplace.home / "USB"
    usb.mkdir()
    session = workplace.open()
    session.mark_confirmed(Operation.EXPORT)
    back_up(session, usb)
    workplace.clock.move(hours=3)
    erase(session, "KH-00001")
    consents.stop_contact(session, "KH-00002", None, ConsentMethod.OTHER_PRINTABLE)
    add_customer(session, "Mai Văn Dần", phones=("0935550011",), emails=())
    workplace.close()
    return workplace


@pytest.fixture
def shop(made: Workplace, tmp_path: Path) -> Iterator[Shop]:
    home = tmp_path / "home"
    shutil.copytree(made.home, home)
    workplace = replace(made, home=home)
    (backup,) = (home / "USB").iterdir()
    doorway = make_door(home, workplace.clock)
    remember(doorway.door.settings, workplace.place.folder, MANAGER)
    yield Shop(workplace, backup, doorway)
    doorway.door.tasks.close_ledger()


def sitting_at(qtbot: QtBot, shop: Shop, folder: Path | None, backup: Path | None) -> Restorer:
    page = RestorePage(shop.doorway.door, folder, backup)
    qtbot.addWidget(page)
    return Restorer(page)


def test_what_would_be_missing_is_told_and_then_the_backup_is_put_back(qtbot: QtBot, shop: Shop) -> None:
    person = sitting_at(qtbot, shop, shop.folder, shop.backup)
    person.goes_to_who(shop.folder)
    person.says_who(MANAGER, MANAGER_PASSPHRASE)
    said = person.reads()
    assert "The King Oil" in said
    assert "erased again before anybody sees them: 1" in said
    assert shop.doorway.door.wording.text("audit_actions.customer.added") in said
    person.clicks("Restore…")
    assert shop.doorway.messages.questions[-1].confirm == "Restore"
    assert "The ledger is restored and checked." in person.reads()
    person.clicks("Open the ledger")
    assert person.restored == [shop.folder]
    assert shop.names() == [None, "Lê Văn Bảo", "Vũ Thị Cúc"]


def test_on_a_new_computer_the_sheet_is_enough_and_asks_who_still_works_here(
    qtbot: QtBot, shop: Shop, tmp_path: Path
) -> None:
    person = sitting_at(qtbot, shop, None, shop.backup)
    there = tmp_path / "new" / "so kin"
    person.goes_to_who(there)
    person.shows_the_sheet(shop.workplace.recovery_code)
    assert "No ledger of today could be read here." in person.reads()
    person.ticks(MANAGER)
    person.clicks("Restore…")
    assert "Add the staff again under Settings" in person.reads()
    assert shop.names(there) == ["Trần Thị An", "Lê Văn Bảo", "Vũ Thị Cúc"]


def test_by_the_keyboard_alone(qtbot: QtBot, shop: Shop) -> None:
    person = sitting_at(qtbot, shop, shop.folder, shop.backup)
    person.presses(Qt.Key.Key_Return)  # the newest backup is chosen already
    person.presses(Qt.Key.Key_Return)
    person.types(MANAGER_PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    assert "What the backup holds" in person.reads()
    person.presses(Qt.Key.Key_Return)
    assert shop.doorway.messages.questions


def test_after_a_file_was_chosen_the_next_key_goes_on(qtbot: QtBot, shop: Shop) -> None:
    person = sitting_at(qtbot, shop, shop.folder, None)
    shop.doorway.messages.file_answers = [shop.backup]
    person.clicks("Choose a file…")
    assert f"Chosen: {shop.backup.name}" in person.reads()
    assert person.here() is person.button("Next")
    person.presses(Qt.Key.Key_Return)
    assert "Where to?" in person.reads()


def test_a_wrong_passphrase_is_told_where_it_was_typed(qtbot: QtBot, shop: Shop) -> None:
    person = sitting_at(qtbot, shop, shop.folder, shop.backup)
    person.goes_to_who(shop.folder)
    person.says_who(MANAGER, "not this one at all")
    assert shop.doorway.door.wording.text("errors.wrong_passphrase") in person.reads()
    person.says_who(MANAGER, MANAGER_PASSPHRASE)
    assert "What the backup holds" in person.reads()


def test_a_wrong_code_is_called_a_code_and_is_typed_over_at_once(qtbot: QtBot, shop: Shop) -> None:
    person = sitting_at(qtbot, shop, shop.folder, shop.backup)
    person.goes_to_who(shop.folder)
    person.shows_the_sheet("Z" * 26)
    assert "This code does not open the ledger or this backup. Compare it with the sheet." in person.reads()
    assert "passphrase" not in person.reads().rpartition("This code")[2].lower()
    assert person.here() is person.line("Group 1 of the recovery code")
    person.clicks("Back")
    person.clicks("Next")
    assert "This code does not open" not in person.reads()


def test_staff_cannot_restore(qtbot: QtBot, shop: Shop) -> None:
    person = sitting_at(qtbot, shop, shop.folder, shop.backup)
    person.goes_to_who(shop.folder)
    person.says_who(STAFF, STAFF_PASSPHRASE)
    assert shop.doorway.door.wording.text("errors.role_forbidden") in person.reads()


def test_a_damaged_backup_says_so_and_nothing_changes(qtbot: QtBot, shop: Shop) -> None:
    before = (shop.folder / DATABASE).read_bytes()
    shop.backup.write_bytes(shop.backup.read_bytes()[:-900])
    person = sitting_at(qtbot, shop, shop.folder, shop.backup)
    person.goes_to_who(shop.folder)
    person.says_who(MANAGER, MANAGER_PASSPHRASE)
    assert shop.doorway.door.wording.text("restore_refused.damaged") in person.reads()
    assert (shop.folder / DATABASE).read_bytes() == before


def test_the_backups_beside_the_ledger_and_on_the_second_drive_are_listed(qtbot: QtBot, shop: Shop) -> None:
    person = sitting_at(qtbot, shop, shop.folder, None)
    assert person.backups() == sorted(person.backups(), reverse=True)
    assert len(person.backups()) >= 1
    person.clicks("Leave without restoring")
    assert person.left == [True]


def test_no_backup_chosen_asks_for_one(qtbot: QtBot, tmp_path: Path) -> None:
    empty = make_door(tmp_path / "another computer")
    page = RestorePage(empty.door, None, None)
    qtbot.addWidget(page)
    person = Restorer(page)
    person.clicks("Next")
    assert "Choose a backup in the list, or a file." in person.reads()


def test_from_the_settings_the_ledger_is_closed_first(qapp: QApplication, shop: Shop, tmp_path: Path) -> None:  # noqa: ARG001 (brings Qt)
    running = start_program(tmp_path, Look(Language.VI, Scheme.LIGHT))
    try:
        page = _led_to_restoring(running, shop)
        assert next(one for one in page.findChildren(QTableView) if one.isVisible()).model().rowCount() >= 1
        assert access.nameless(page) == []
        assert access.english_left(page) == []
        assert access.tab_faults(page) == []
        assert access.clipped(page) == []
    finally:
        running.end()


def _led_to_restoring(running: Running, shop: Shop) -> RestorePage:
    """Sign in, ask for restoring by its key, and return what is shown then."""
    program = running.program
    program.door.settings.set(LEDGER, str(shop.folder))
    program.start()
    (door,) = program.window.findChildren(UnlockPage)
    door.choose(shop.folder, MANAGER)
    line = next(one for one in door.findChildren(QLineEdit) if one.echoMode() is QLineEdit.EchoMode.Password)
    types(line, MANAGER_PASSPHRASE)
    door.submit()
    settle()
    running.workspace.perform(by_id("restore"))
    settle()
    (page,) = program.window.findChildren(RestorePage)
    program.window.resize(1280, 720)
    settle()
    return page


def test_on_a_computer_without_any_ledger_the_first_screen_leads_here(qapp: QApplication, tmp_path: Path) -> None:  # noqa: ARG001 (brings Qt)
    running = start_program(tmp_path, Look(Language.EN, Scheme.LIGHT))
    try:
        running.program.start()
        (first,) = running.program.window.findChildren(FirstRunPage)
        next(one for one in first.findChildren(QPushButton) if one.text() == "Restore from a backup…").click()
        settle()
        (page,) = running.program.window.findChildren(RestorePage)
        page.left.emit()
        settle()
        assert running.program.window.findChildren(FirstRunPage)
    finally:
        running.end()


def test_what_nobody_here_could_vouch_for_is_said_at_the_end(qtbot: QtBot, tmp_path: Path) -> None:
    end = WorkStep()
    qtbot.addWidget(end)
    end.begin()
    done = Restored(Head(7, bytes(32), None), Replayed(1, 0, frozenset()), None, None, has_members_left_out=False)
    end.show_done(done, tmp_path)
    assert "vouch" not in Person(end).reads()
    end.show_done(replace(done, replayed=Replayed(1, 2, frozenset())), tmp_path)
    assert "Lines of the journal that nobody here can vouch for: 2." in Person(end).reads()
