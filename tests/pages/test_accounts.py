"""The manager looks after accounts, keys and the recovery sheet: told what happens, asked who is there, shown it."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ledger.domain.errors import SignInStopped, UnknownMember, WrongPassphrase
from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ledger.services import staff
from ledger.services.session import Session, is_recovery_confirmed
from services.verbs import guessed_at
from support.drivers_partners import AtTheDesk, keep
from support.services import Workplace, confirmed
from support.storage import MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE
from support.window import Window, make_desk
from ui.pages.settings import SettingsPage

MAI = "chín con ong vàng quanh tổ"


@pytest.fixture
def shop_of_three(shop: Workplace) -> Workplace:
    staff.add(confirmed(shop.session), STAFF, Role.STAFF, STAFF_PASSPHRASE)
    staff.add(shop.session, "Cô Mai", Role.STAFF, MAI)
    return shop


def at(qtbot: QtBot, session: Session, tmp_path: Path, section: str) -> tuple[AtTheDesk, Window]:
    window = make_desk(session, tmp_path / "window.ini", language=Language.EN)
    page = SettingsPage(window.desk)
    keep(qtbot, page)
    person = AtTheDesk(page)
    person.goes_to(section)
    return person, window


def answers(person: AtTheDesk, passphrase: str = MANAGER_PASSPHRASE) -> None:
    """Type the passphrase into the question that lies over everything."""
    asked = person.form().form()
    asked.types(passphrase, f"Passphrase of {MANAGER}")
    asked.clicks("Confirm")


def state_of(person: AtTheDesk, name: str) -> str:
    return next(row[3] for row in person.rows("Staff accounts") if row[0].startswith(name))


def test_a_member_is_removed_after_the_manager_was_asked(
    qtbot: QtBot, shop_of_three: Workplace, tmp_path: Path
) -> None:
    shop_of_three.clock.move(minutes=6)
    person, window = at(qtbot, shop_of_three.session, tmp_path, "Staff accounts")
    person.chooses(STAFF, "Staff accounts")
    person.clicks("Remove…")
    form = person.form()
    assert STAFF not in form.screen.windowTitle()  # a title is seen in task bars
    assert "open nothing any more" in form.reads()
    assert "encrypted anew under a new key" in form.reads()
    assert "The backups" not in form.reads()  # staff never could open them
    form.clicks("Remove the account")
    answers(person, "không phải câu này đâu")
    assert "The passphrase is not right." in person.form().form().reads()
    answers(person)
    assert window.messages.toasts[-1] == "The account was removed, and the ledger encrypted anew."
    assert state_of(person, STAFF) == "Removed on 21/11/2026"
    person.chooses(STAFF, "Staff accounts")
    assert not person.button("Remove…").isEnabled()
    with pytest.raises(UnknownMember):
        shop_of_three.open(STAFF, STAFF_PASSPHRASE)
    assert shop_of_three.open("Cô Mai", MAI).member.name == "Cô Mai"


def test_who_does_not_confirm_removes_nobody(qtbot: QtBot, shop_of_three: Workplace, tmp_path: Path) -> None:
    shop_of_three.clock.move(minutes=6)
    person, _ = at(qtbot, shop_of_three.session, tmp_path, "Staff accounts")
    person.chooses(STAFF, "Staff accounts")
    person.clicks("Remove…")
    person.form().clicks("Remove the account")
    person.form().form().clicks("Cancel")
    assert person.form().button("Remove the account").isEnabled()  # as it was before
    person.form().clicks("Cancel")
    assert state_of(person, STAFF) == "May sign in"


def test_of_the_own_account_another_manager_decides(qtbot: QtBot, shop_of_three: Workplace, tmp_path: Path) -> None:
    person, _ = at(qtbot, shop_of_three.session, tmp_path, "Staff accounts")
    assert "Choose an account in the list" in person.reads()
    person.chooses(MANAGER, "Staff accounts")
    assert not person.button("Remove…").isEnabled()
    assert not person.button("Change the role…").isEnabled()
    assert "changed by another manager" in person.reads()


def test_a_member_becomes_a_manager(qtbot: QtBot, shop_of_three: Workplace, tmp_path: Path) -> None:
    person, window = at(qtbot, shop_of_three.session, tmp_path, "Staff accounts")
    person.chooses("Cô Mai", "Staff accounts")
    person.clicks("Change the role…")
    person.form().picks("Manager", "Role")
    person.form().clicks("Change the role")
    assert window.messages.toasts[-1] == "The role was changed."
    assert shop_of_three.open("Cô Mai", MAI).member.role is Role.MANAGER


def test_staff_see_the_accounts_and_change_none(qtbot: QtBot, shop_of_three: Workplace, tmp_path: Path) -> None:
    person, _ = at(qtbot, shop_of_three.as_staff(), tmp_path, "Staff accounts")
    person.chooses("Cô Mai", "Staff accounts")
    assert not person.button("Remove…").isEnabled()
    assert "Only a manager changes accounts." in person.reads()


def test_somebody_stopped_is_let_in_again(qtbot: QtBot, shop_of_three: Workplace, tmp_path: Path) -> None:
    guessed_at(shop_of_three.session)
    person, window = at(qtbot, shop_of_three.session, tmp_path, "Staff accounts")
    assert state_of(person, "Cô Mai") == "Sign-in stopped"
    person.chooses("Cô Mai", "Staff accounts")
    assert "100 wrong passphrases in a row. Ask Cô Mai" in person.reads()
    window.messages.answer_yes = True
    person.clicks("Allow sign-in again")
    assert state_of(person, "Cô Mai") == "May sign in"
    guessed_at(shop_of_three.session)
    with pytest.raises(SignInStopped):
        shop_of_three.open("Cô Mai", MAI)


def test_words_can_be_drawn_for_who_cannot_think_of_any(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _ = at(qtbot, shop.session, tmp_path, "Staff accounts")
    person.clicks("Add an account…")
    form = person.form()
    form.clicks("Suggest five words")
    drawn = next(
        one.text() for one in form.screen.findChildren(QLabel) if one.accessibleName() == "Five words drawn by lot"
    )
    assert "Make a picture of them in your head." in form.reads()
    form.types(drawn, "Passphrase")
    assert "Strong enough" in form.reads()


def test_a_new_recovery_sheet_is_shown_saved_and_retyped(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, window = at(qtbot, shop.session, tmp_path, "Security")
    person.clicks("New recovery sheet…")
    form = person.form()
    assert "The old sheet opens nothing any more" in form.reads()
    form.clicks("Make a new sheet")
    assert not is_recovery_confirmed(shop.session)
    code = "".join(re.findall(r"^[0-9A-Z]{4}$|^[0-9A-Z]{2}$", form.reads(), re.MULTILINE))
    window.messages.file_answers = [tmp_path / "sheet.pdf"]
    form.clicks("Save as PDF…")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    form.clicks("I have the code on paper")
    first = "Group 1 of the recovery code"
    form.types(code.replace(code[0], "0" if code[0] != "0" else "1", 1), first)
    form.line(first).textEdited.emit("")
    form.clicks("Check and finish")
    assert "Not as on the sheet: group 1" in form.reads()
    form.types(code, first)
    form.line(first).textEdited.emit("")
    form.clicks("Check and finish")
    assert not person.sees_form()
    assert is_recovery_confirmed(shop.session)
    with pytest.raises(WrongPassphrase):
        shop.open(None, shop.recovery_code)
    assert shop.open(None, code).member.role is Role.MANAGER


def test_a_code_not_retyped_is_not_lost_by_accident(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, window = at(qtbot, shop.session, tmp_path, "Security")
    person.clicks("New recovery sheet…")
    person.form().clicks("Make a new sheet")
    window.messages.answer_yes = False
    person.form().clicks("Retype later…")
    assert "The code is not shown again" in window.messages.questions[-1].text
    assert person.sees_form()
    window.messages.answer_yes = True
    person.form().clicks("Retype later…")
    assert not person.sees_form()
    assert "Not retyped yet" in person.reads()


def test_the_ledger_is_encrypted_anew(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    before = (shop.place.folder / "ledger.db").read_bytes()[:64]
    person, window = at(qtbot, shop.session, tmp_path, "Security")
    person.clicks("Encrypt under a new key now…")
    person.form().clicks("Encrypt it anew")
    assert window.messages.toasts[-1] == "The ledger is encrypted under a new key."
    shop.open()
    assert (shop.place.folder / "ledger.db").read_bytes()[:64] != before


def test_who_guesses_at_the_question_waits_as_well(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    shop.clock.move(minutes=6)
    person, _ = at(qtbot, shop.session, tmp_path, "Security")
    person.clicks("Encrypt under a new key now…")
    person.form().clicks("Encrypt it anew")
    for _ in range(5):
        answers(person, "không phải câu này đâu")
    asked = person.form().form()
    assert not asked.button("Try again in 0:02").isEnabled()
    assert "Too many wrong tries in a row." in asked.reads()
