"""The settings, section by section: what is typed is saved by its own button, and never lost without a question."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ledger.services import preferences, staff
from ledger.services.backups import choose_second
from ledger.services.session import Session, is_recovery_confirmed
from support.drivers_partners import AtTheDesk, keep
from support.services import Workplace, confirmed
from support.storage import MANAGER, MANAGER_PASSPHRASE
from support.window import Window, make_desk
from ui.pages.settings import SettingsPage
from ui.places import PageId, Target
from ui.printing import Correction
from ui.settings import BACKUP_FOLDER, LABEL_PRINTER, LANGUAGE, SCHEME, offset_of

NEW_PASSPHRASE = "chín cái thúng treo ngược"


def at_settings(
    qtbot: QtBot, session: Session, tmp_path: Path, section: str = ""
) -> tuple[AtTheDesk, Window, SettingsPage]:
    window = make_desk(session, tmp_path / "window.ini", language=Language.EN)
    page = SettingsPage(window.desk)
    keep(qtbot, page)
    person = AtTheDesk(page)
    if section:
        person.goes_to(section)
    return person, window, page


# --- saving and leaving -------------------------------------------------------------------------


def test_the_shop_is_saved_by_its_own_button(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, window, _ = at_settings(qtbot, shop.session, tmp_path)
    assert not person.button("Save the shop").isEnabled()
    assert "Unsaved changes" not in person.reads()
    person.types("Tiệm Vườn Chanh", "Name of the shop")
    assert "Unsaved changes" in person.reads()
    assert shop.session.shop().name == "The King Oil"
    person.picks("In English", "Language of papers")
    person.clicks("Save the shop")
    assert (shop.session.shop().name, shop.session.shop().language) == ("Tiệm Vườn Chanh", Language.EN)
    assert "Unsaved changes" not in person.reads()
    assert window.messages.toasts == ["Saved."]


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("Name of the shop", " ", "“Shop name” is empty. Please fill it in."),
        ("Hotline (if any)", "không có", "This is not a telephone number. Enter 3 to 15 digits."),
        (
            "Email (if any)",
            "không có",
            "This is not an email address such as lan@example.vn. Look again.",
        ),
    ],
)
def test_a_mistake_stands_under_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, shop: Workplace, tmp_path: Path, field: str, typed: str, why: str
) -> None:
    person, _, _ = at_settings(qtbot, shop.session, tmp_path)
    person.types(typed, field)
    person.clicks("Save the shop")
    assert why in person.reads()
    assert person.line(field).text() == typed
    assert "Unsaved changes" in person.reads()


def test_leaving_asks_for_what_is_not_saved_and_names_its_section(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    person, window, page = at_settings(qtbot, shop.session, tmp_path)
    assert page.may_leave()
    person.types("Khác", "Name of the shop")
    person.goes_to("Security")
    window.messages.answer_yes = False
    assert not page.may_leave()
    assert window.messages.questions[-1].text == "Not saved yet: Shop."
    person.goes_to("Shop")
    assert person.line("Name of the shop").text() == "Khác"
    window.messages.answer_yes = True
    assert page.may_leave()
    assert person.line("Name of the shop").text() == "The King Oil"


def test_what_others_change_does_not_overwrite_what_is_being_typed(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    person, window, _ = at_settings(qtbot, shop.session, tmp_path, "Security")
    person.sets_number("7", "The screen locks itself after")
    preferences.change_idle_minutes(shop.session, 20)
    window.desk.tasks.ledger_changed.emit()
    assert person.number("The screen locks itself after").text() == "7"


# --- this workstation ---------------------------------------------------------------------------


def test_language_and_theme_are_applied_and_the_section_stays(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, window, _ = at_settings(qtbot, shop.session, tmp_path, "Language and theme")
    person.picks("Tiếng Việt", "Language of the window")
    person.picks("Dark", "Theme")
    person.clicks("Apply")
    assert (window.desk.settings.get(LANGUAGE), window.desk.settings.get(SCHEME)) == ("vi", "dark")
    anew = SettingsPage(window.desk)
    keep(qtbot, anew)
    assert anew.panel.title == "Language and theme"


def test_printers_are_remembered_for_this_computer(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, window, _ = at_settings(qtbot, shop.session, tmp_path, "Labels and printers")
    person.picks(window.printing.printers[0], "Printer of the labels")
    person.clicks("Save the printers")
    assert window.desk.settings.get(LABEL_PRINTER) == window.printing.printers[0]


def test_a_printer_is_measured_corrected_and_measured_again(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, window, _ = at_settings(qtbot, shop.session, tmp_path, "Labels and printers")
    printer = window.printing.printers[0]
    assert "not corrected" in person.reads()
    person.clicks(f"Correct {printer}")
    form = person.form()
    form.sets_number("1.2", "Move to the right")
    form.sets_number("-0.5", "Move down")
    form.sets_number("101", "Size")
    form.clicks("Print the page to measure")
    page, asked, correction = window.printing.printed[0]
    assert page.startswith(b"%PDF-")
    assert (asked, correction) == (printer, Correction(1.2, -0.5, 1.01))
    assert window.desk.settings.get(offset_of(printer, "x")) == 0
    form.clicks("Save")
    corrections = [window.desk.settings.get(offset_of(printer, part)) for part in ("x", "y", "scale")]
    assert corrections == [12, -5, 1010]
    assert "right 1.2 mm · down -0.5 mm · size 101 %" in person.reads()


# --- people -------------------------------------------------------------------------------------


def test_an_account_is_added_with_a_strong_passphrase_typed_twice(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    person, window, _ = at_settings(qtbot, shop.session, tmp_path, "Staff accounts")
    person.clicks("Add an account…")
    form = person.form()
    form.clicks("Add the account")
    assert "Type the name to sign in with." in form.reads()
    form.types("Cô Sáu", "Name to sign in with")
    form.types("ngắn", "Passphrase")
    assert "Too weak" in form.reads()
    form.types(NEW_PASSPHRASE, "Passphrase")
    assert "Strong enough" in form.reads()
    form.clicks("Add the account")
    assert "The two are not the same. Type it again." in form.reads()
    form.types(NEW_PASSPHRASE, "The same passphrase again")
    form.clicks("Add the account")
    assert {one.name: one.role for one in staff.members(shop.session)} == {MANAGER: Role.MANAGER, "Cô Sáu": Role.STAFF}
    assert {row[0] for row in person.rows("Staff accounts")} == {f"{MANAGER} (you)", "Cô Sáu"}
    assert window.messages.toasts == ["The account was added."]
    shop.open("Cô Sáu", NEW_PASSPHRASE)


def test_a_name_that_is_taken_is_told_under_the_name(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _, _ = at_settings(qtbot, shop.session, tmp_path, "Staff accounts")
    person.clicks("Add an account…")
    form = person.form()
    form.types(MANAGER, "Name to sign in with")
    form.types(NEW_PASSPHRASE, "Passphrase")
    form.types(NEW_PASSPHRASE, "The same passphrase again")
    form.clicks("Add the account")
    assert "There is an account of this name. Add a word to tell them apart." in form.reads()
    assert form.line("Passphrase").text() == NEW_PASSPHRASE


def test_everybody_changes_the_own_passphrase(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _, _ = at_settings(qtbot, shop.session, tmp_path, "Staff accounts")
    person.clicks("Change my passphrase…")
    form = person.form()
    form.types("không phải cái này đâu", "Present passphrase")
    form.types(NEW_PASSPHRASE, "New passphrase")
    form.types(NEW_PASSPHRASE, "The same passphrase again")
    form.clicks("Change the passphrase")
    assert "The passphrase is not right." in form.reads()
    form.types(MANAGER_PASSPHRASE, "Present passphrase")
    form.clicks("Change the passphrase")
    assert not person.sees_form()
    shop.open(MANAGER, NEW_PASSPHRASE)


# --- backups ------------------------------------------------------------------------------------


def test_a_backup_is_made_and_stands_in_the_list(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, window, _ = at_settings(qtbot, shop.session, tmp_path, "Backups")
    assert str(shop.place.folder) in person.reads()
    assert "No backup yet" in person.reads()
    person.clicks("Back up now")
    assert [row[0] for row in person.rows("Backups kept")] == ["21/11/2026 10:00"]
    assert window.messages.toasts == ["Backed up and verified."]


def test_a_second_place_is_chosen_used_and_reminded_of_after_a_week(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    drive = tmp_path / "USB"
    drive.mkdir()
    person, window, page = at_settings(qtbot, confirmed(shop.session), tmp_path, "Backups")
    assert not person.button("Back up there now").isEnabled()
    assert "No folder chosen yet." in person.reads()
    window.messages.file_answers = [drive]
    person.clicks("Choose a folder…")
    assert window.desk.settings.get(BACKUP_FOLDER) == str(drive)
    assert "on the same drive as the ledger" in person.reads()
    person.clicks("Back up there now")
    assert len(list(drive.iterdir())) == 1
    assert "more than 7 days old" not in person.reads()
    shop.clock.move(days=8)
    page.refresh()
    assert "The newest copy there is more than 7 days old." in person.reads()


def test_a_drive_that_was_unplugged_is_told(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    choose_second(confirmed(shop.session), gone)
    gone.rmdir()
    person, window, page = at_settings(qtbot, shop.session, tmp_path)
    person.goes_to("Backups")
    page.refresh()
    assert "Not plugged in" in person.reads()
    person.clicks("Back up there now")
    assert "is not there" in window.messages.toasts[-1]
    assert person.button("Back up there now").isEnabled()


# --- security -----------------------------------------------------------------------------------


def test_the_idle_lock_is_set_in_minutes(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _, _ = at_settings(qtbot, shop.session, tmp_path, "Security")
    assert person.number("The screen locks itself after").text() == "15"
    person.sets_number("5", "The screen locks itself after")
    person.clicks("Save the time")
    assert preferences.idle_minutes(shop.session) == 5


def test_the_recovery_code_is_retyped_from_paper(qtbot: QtBot, tmp_path: Path) -> None:
    place = Workplace(tmp_path)
    place.create(is_confirmed=False)
    person, window, page = at_settings(qtbot, place.session, tmp_path)
    page.open_target(Target(PageId.SETTINGS, act="recovery"))
    assert page.panel.title == "Security"
    assert "Not retyped yet" in person.reads()
    form = person.form()
    form.types("0" * len(place.recovery_code.replace("-", "")), "Group 1 of the recovery code")
    form.clicks("Check the code")
    assert "This code does not open the ledger. Compare it with the sheet." in form.reads()
    for number, group in enumerate(place.recovery_code.split("-"), 1):
        form.types(group.lower(), f"Group {number} of the recovery code")
    form.presses(Qt.Key.Key_Return)
    assert is_recovery_confirmed(place.session)
    assert "Retyped from paper" in person.reads()
    assert window.messages.toasts == ["The recovery code is confirmed."]
    place.close()


# --- the rest -----------------------------------------------------------------------------------


def test_about_names_the_version_and_whose_work_it_stands_on(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _, _ = at_settings(qtbot, shop.session, tmp_path, "About")
    assert "Version 0.1.0" in person.reads()
    libraries = {row[0]: row[2] for row in person.rows("Libraries, letters, icons and places")}
    assert libraries["Be Vietnam Pro"] == "OFL-1.1"
    assert libraries["PySide6-Essentials"].startswith("LGPL-3.0-only")
    assert all(licence != "–" for licence in libraries.values())


@pytest.mark.parametrize(
    ("act", "section"), [("backup", "Backups"), ("staff", "Staff accounts"), ("printing", "Labels and printers")]
)
def test_other_pages_lead_to_a_section(qtbot: QtBot, shop: Workplace, tmp_path: Path, act: str, section: str) -> None:
    _, _, page = at_settings(qtbot, shop.session, tmp_path)
    page.open_target(Target(PageId.SETTINGS, act=act))
    assert page.panel.title == section


def test_staff_change_what_is_theirs_only(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _, page = at_settings(qtbot, shop.as_staff(), tmp_path)
    reason = "Your account may not do this. Ask the manager."
    assert not person.line("Name of the shop").isEnabled()
    assert person.line("Name of the shop").toolTip() == reason
    for section, words in (
        ("Staff accounts", "Add an account…"),
        ("Backups", "Choose a folder…"),
        ("Backups", "Restore from a backup…"),
        ("Security", "Retype the code…"),
        ("Rules of law", "Change…"),
    ):
        person.goes_to(section)
        assert not person.button(words).isEnabled(), words
        assert person.button(words).toolTip() == reason
    page.open_target(Target(PageId.SETTINGS, act="recovery"))
    assert not person.sees_form()
    person.goes_to("Staff accounts")
    assert person.button("Change my passphrase…").isEnabled()
    person.goes_to("Backups")
    assert person.button("Back up now").isEnabled()


def test_old_backups_show_their_age(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    from ledger.services.session import back_up

    back_up(shop.session)
    shop.clock.at += timedelta(days=3)
    person, _, _ = at_settings(qtbot, shop.session, tmp_path, "Backups")
    assert person.rows("Backups kept") == [("21/11/2026 10:00", "3 days")]
