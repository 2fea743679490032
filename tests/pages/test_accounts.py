"""The manager looks after accounts, keys and the recovery sheet: told what happens, asked who is there, shown it."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ledger.domain.errors import SignInStopped, UnknownMember, WrongPassphrase
from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ledger.services import recovery, restoring, staff
from ledger.services.restoring import Wish
from ledger.services.session import Session, back_up, is_recovery_confirmed, open_ledger
from ledger.storage import rekeying, vault_rotation
from services.verbs import guessed_at
from support.drivers_partners import AtTheDesk, keep
from support.services import Workplace, confirmed
from support.storage import MANAGER, MANAGER_PASSPHRASE, STAFF, STAFF_PASSPHRASE
from support.window import Window, let_go, make_desk
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
    assert "The old sheet opens neither the ledger nor the backups beside it any more" in form.reads()
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


def test_a_ledger_restored_without_its_sheet_says_so_and_leads_to_a_new_one(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    older = back_up(shop.session)
    shop.clock.move(minutes=1)
    recovery.replace(confirmed(shop.session))
    shop.close()
    there = replace(shop.place, folder=tmp_path / "new" / "so kin", app_data=tmp_path / "new data")
    restoring.restore(Wish(older, there.folder, MANAGER, MANAGER_PASSPHRASE), there, shop.clock)
    with open_ledger(there, MANAGER, MANAGER_PASSPHRASE, shop.clock) as session:
        person, window = at(qtbot, session, tmp_path, "Security")
        assert "There is none" in person.reads()
        person.clicks("Retype the code…")
        form = person.form()
        assert "This ledger has no recovery sheet" in form.reads()
        assert "Group 1 of the recovery code" not in {
            one.accessibleName() for one in form.screen.findChildren(QLineEdit) if one.isVisible()
        }
        form.presses(Qt.Key.Key_Return)
        person.form().clicks("Make a new sheet")
        answers(person)
        assert re.search(r"^[0-9A-Z]{4}$", person.form().reads(), re.MULTILINE)
        assert "Not retyped yet" in person.reads()
        window.desk.tasks.close_ledger()


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


# --- while the ledger is written anew -----------------------------------------------------------


def looks_on_while(
    monkeypatch: pytest.MonkeyPatch, person: AtTheDesk, qtbot: QtBot, glance: Callable[[AtTheDesk, int], None]
) -> None:
    """Write the ledger in small steps, and look at the form after each as somebody in front of it would."""
    real = vault_rotation.VaultRotation._rotate  # every way of shutting out leads through it

    def watched(vault: vault_rotation.VaultRotation, write: vault_rotation.Write, **how: Any) -> None:
        told = how.pop("on_progress")

        def tell(hundredths: int) -> None:
            told(hundredths)
            shown = str(hundredths) if hundredths < 100 else "cannot be stopped any more"
            qtbot.waitUntil(lambda: shown in person.form().reads())
            glance(person.form(), hundredths)

        real(vault, write, on_progress=tell, **how)

    monkeypatch.setattr(vault_rotation.VaultRotation, "_rotate", watched)
    monkeypatch.setattr(rekeying, "_PAGES", 20)


def test_how_far_it_is_stands_there_and_until_the_swap_it_can_be_stopped(
    qtbot: QtBot, shop_of_three: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, window = at(qtbot, shop_of_three.session, tmp_path, "Staff accounts")
    person.chooses(STAFF, "Staff accounts")
    person.clicks("Remove…")
    assert "switch the computer off only afterwards" in person.form().reads()
    keys, seen = shop_of_three.place.folder / "keys.json", list[int]()
    before = keys.read_bytes()

    def glance(form: AtTheDesk, hundredths: int) -> None:
        seen.append(hundredths)
        if len(seen) == 2:
            form.clicks("Stop")
            assert "Stopping…" in form.reads()

    with monkeypatch.context() as slowly:
        looks_on_while(slowly, person, qtbot, glance)
        person.form().clicks("Remove the account")
    assert 0 < seen[0] < seen[-1] < 100
    assert len(seen) == 2
    assert "Stopped. Nothing was changed; the ledger is as it was." in person.form().reads()
    assert not (shop_of_three.place.folder / "ledger.db.rotate").exists()
    assert state_of(person, STAFF) == "May sign in"
    assert keys.read_bytes() == before
    person.form().clicks("Remove the account")  # once more, and to the end
    assert window.messages.toasts[-1] == "The account was removed, and the ledger encrypted anew."


def test_past_the_copy_it_goes_through_whatever_is_pressed(
    qtbot: QtBot, shop: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, _ = at(qtbot, shop.session, tmp_path, "Security")
    person.clicks("New recovery sheet…")

    def glance(form: AtTheDesk, hundredths: int) -> None:
        assert form.button("Stop").isEnabled() is (hundredths < 100)
        if hundredths == 100:
            QTest.keyClick(form.screen, Qt.Key.Key_Escape)

    with monkeypatch.context() as slowly:
        looks_on_while(slowly, person, qtbot, glance)
        person.form().clicks("Make a new sheet")
    assert re.search(r"^[0-9A-Z]{4}$", person.form().reads(), re.MULTILINE)  # the code did not get lost
    assert person.form().button("Retype later…").isEnabled()


def test_a_lock_meanwhile_leaves_the_old_sheet_for_nobody_saw_the_new_code(
    qtbot: QtBot, shop: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, _ = at(qtbot, shop.session, tmp_path, "Security")
    person.clicks("New recovery sheet…")

    def lock(form: AtTheDesk, _hundredths: int) -> None:
        form.screen.deleteLater()  # as the window does with every dialog
        let_go()

    with monkeypatch.context() as slowly:
        looks_on_while(slowly, person, qtbot, lock)
        person.form().clicks("Make a new sheet")
    assert shop.open(None, shop.recovery_code).member.role is Role.MANAGER
