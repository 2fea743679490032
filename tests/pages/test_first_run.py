"""The first run: from nothing to a ledger whose recovery code was proven to be on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ledger.domain.staff import Role
from ledger.services.session import is_recovery_confirmed, open_ledger
from support.drivers_door import Doorway, Founder, make_door
from support.services import SetClock, workplace
from support.slow import SlowTasks
from support.window import let_go
from ui.pages.first_run import FirstRunPage
from ui.settings import LEDGER, NAME

NAME_TYPED, PASSPHRASE = "Trần Thu Hà", "vườn chanh đèn dầu sông"


@pytest.fixture
def doorway(tmp_path: Path) -> Iterator[Doorway]:
    made = make_door(tmp_path)
    yield made
    made.door.tasks.close_ledger()


@pytest.fixture
def founder(qtbot: QtBot, doorway: Doorway) -> Founder:
    page = FirstRunPage(doorway.door)
    qtbot.addWidget(page)
    return Founder(page)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "new ledger"


def is_confirmed(doorway: Doorway, folder: Path) -> bool:
    doorway.door.tasks.close_ledger()
    with open_ledger(doorway.door.place_of(folder), NAME_TYPED, PASSPHRASE, SetClock()) as session:
        return is_recovery_confirmed(session)


def test_a_shop_comes_into_being(founder: Founder, doorway: Doorway, folder: Path) -> None:
    founder.makes_the_ledger(folder, NAME_TYPED, PASSPHRASE)
    code = founder.reads_the_code()
    assert [len(group) for group in code] == [4, 4, 4, 4, 4, 4, 2]
    founder.clicks("I have the code on paper")
    assert "".join(code) not in founder.reads()
    assert founder.reads_the_code() == []
    founder.retypes([group.lower() for group in code])
    founder.clicks("Check and finish")
    (who,) = founder.heard.signed_in
    assert (who.member.name, who.member.role, who.shop.name) == (NAME_TYPED, Role.MANAGER, "Tiệm Vườn Chanh")
    assert who.policy.pack == "combined"
    assert doorway.door.settings.get(LEDGER) == str(folder)
    assert doorway.door.settings.get(NAME) == NAME_TYPED
    assert is_confirmed(doorway, folder)


def test_by_keyboard_alone(founder: Founder, doorway: Doorway, folder: Path) -> None:
    assert isinstance(founder.here(), QLineEdit)
    founder.types("Tiệm Vườn Chanh")
    founder.presses(Qt.Key.Key_Return)
    founder.presses(Qt.Key.Key_Return)  # the pack chosen already
    founder.types(str(folder), "Folder")
    founder.presses(Qt.Key.Key_Return)
    founder.types(NAME_TYPED)
    founder.types(PASSPHRASE, "Passphrase")
    founder.types(PASSPHRASE, "The same passphrase again")
    founder.presses(Qt.Key.Key_Return)
    code = founder.reads_the_code()
    founder.button("I have the code on paper").setFocus()
    founder.presses(Qt.Key.Key_Return)
    founder.retypes(code)
    founder.presses(Qt.Key.Key_Return)
    assert len(founder.heard.signed_in) == 1
    assert doorway.messages.questions == []


def test_the_shop_needs_a_name_and_a_hotline_that_is_a_number(founder: Founder) -> None:
    founder.clicks("Next")
    assert founder.line("Name of the shop").property("wrong") == "true"
    founder.types("Không phải số", "Hotline (if any)")
    founder.fills_in_the_shop()
    assert founder.line("Hotline (if any)").property("wrong") == "true"
    assert founder.line("Name of the shop").text() == "Tiệm Vườn Chanh"
    founder.types("0901 870 525", "Hotline (if any)")
    founder.clicks("Next")
    assert "Your policy" in founder.reads()


def test_every_clause_can_be_read_before_choosing(founder: Founder, folder: Path) -> None:
    founder.fills_in_the_shop()
    assert "KO 4b" in founder.reads()
    assert "VK 3" in founder.reads()
    assert "Two policies are joined here." in founder.reads()
    founder.clicks("VIETKING's privacy policy")
    assert "KO 4b" not in founder.reads()
    assert "Two policies are joined here." not in founder.reads()
    founder.clicks("Next")
    founder.types(str(folder), "Folder")
    founder.clicks("Next")
    assert founder.page.draft().pack == "vietking"


def test_what_was_typed_survives_going_back_and_a_change_of_language(
    founder: Founder, doorway: Doorway, folder: Path, qtbot: QtBot
) -> None:
    founder.goes_to_the_manager(folder)
    founder.types(NAME_TYPED, "Your name")
    founder.types(PASSPHRASE, "Passphrase")
    for _ in range(3):
        founder.clicks("Back")
    founder.clicks("Tiếng Việt")
    assert founder.heard.told == ["vi"]
    again = Founder(FirstRunPage(doorway.door, founder.page.draft()))
    qtbot.addWidget(again.page)
    assert again.line("Name of the shop").text() == "Tiệm Vườn Chanh"
    for _ in range(3):
        again.clicks("Next")
    assert again.line("Your name").text() == NAME_TYPED
    assert again.line("Passphrase").text() == PASSPHRASE
    assert PASSPHRASE not in repr(again.page.draft())


# --- where it lies ------------------------------------------------------------------------------


def test_a_good_folder_is_suggested(founder: Founder, tmp_path: Path) -> None:
    founder.fills_in_the_shop()
    founder.clicks("Next")
    assert Path(founder.line("Folder").text()) == tmp_path / "app data" / "tiem-vuon-chanh"
    assert "On a drive of this computer" in founder.reads()


def test_a_synchronised_folder_is_warned_of_but_allowed(founder: Founder, tmp_path: Path) -> None:
    founder.goes_to_the_folder(tmp_path / "OneDrive" / "so")
    founder.page.submit()
    founder.clicks("Back")
    assert "OneDrive copies this folder while the ledger is being written" in founder.reads()


def test_a_folder_with_files_is_refused(founder: Founder, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    founder.goes_to_the_manager(tmp_path / "photos")
    assert "There are files in this folder. Choose a new or empty one." in founder.reads()
    assert founder.line("Folder").text() == str(tmp_path / "photos")


def test_a_folder_with_a_ledger_offers_to_open_it(founder: Founder, tmp_path: Path) -> None:
    for shop in workplace(tmp_path / "old"):
        shop.close()
        founder.goes_to_the_manager(shop.place.folder)
        assert "A ledger lies in this folder already." in founder.reads()
        founder.clicks("Open the ledger that lies here")
    assert founder.heard.told == ["open"]


def test_a_relative_folder_is_asked_for_in_full(founder: Founder) -> None:
    founder.goes_to_the_manager(Path("somewhere"))
    assert "Choose a folder, or type its whole path." in founder.reads()


# --- the manager --------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "verdict"), [("ngắn", "Too weak"), ("aaaaaaaaaaaaaaaaaaaa", "Too weak")])
def test_a_weak_passphrase_is_judged_while_it_is_typed(
    founder: Founder, folder: Path, typed: str, verdict: str
) -> None:
    founder.goes_to_the_manager(folder)
    founder.types(NAME_TYPED, "Your name")
    founder.types(typed, "Passphrase")
    assert verdict in founder.reads()
    founder.clicks("Make the ledger")
    assert founder.line("Passphrase").property("wrong") == "true"
    assert not folder.exists()
    founder.types(PASSPHRASE, "Passphrase")
    assert "Strong enough" in founder.reads()


def test_the_names_of_manager_and_shop_make_no_passphrase_strong(founder: Founder, folder: Path) -> None:
    founder.goes_to_the_manager(folder)
    founder.types(NAME_TYPED, "Your name")
    founder.types("Trần Thu Hà Tiệm Vườn Chanh", "Passphrase")
    assert "Too weak" in founder.reads()


def test_a_slip_in_the_second_passphrase_is_told_below_it(founder: Founder, folder: Path) -> None:
    founder.goes_to_the_manager(folder)
    founder.types(NAME_TYPED, "Your name")
    founder.types(PASSPHRASE, "Passphrase")
    founder.types(PASSPHRASE + "x", "The same passphrase again")
    founder.clicks("Make the ledger")
    assert "The two are not the same. Type it again." in founder.reads()
    assert not folder.exists()


def test_a_folder_that_filled_up_meanwhile_leads_back_to_it(founder: Founder, folder: Path) -> None:
    founder.goes_to_the_manager(folder)
    folder.mkdir()
    (folder / "stray.txt").write_text("x")
    founder.types(NAME_TYPED, "Your name")
    founder.types(PASSPHRASE, "Passphrase")
    founder.types(PASSPHRASE, "The same passphrase again")
    founder.clicks("Make the ledger")
    assert founder.line("Folder").text() == str(folder)
    assert founder.reads_the_code() == []
    assert (folder / "stray.txt").exists()


# --- the sheet ----------------------------------------------------------------------------------


def test_the_sheet_is_printed_and_saved(founder: Founder, doorway: Doorway, folder: Path, tmp_path: Path) -> None:
    founder.makes_the_ledger(folder, NAME_TYPED, PASSPHRASE)
    founder.clicks("Print")
    ((pdf, printer, _),) = doorway.printing.printed
    assert pdf.startswith(b"%PDF")
    assert printer == doorway.printing.printers[0]
    assert "The sheet was sent to the printer." in founder.reads()
    doorway.messages.file_answers += [tmp_path / "gone" / "sheet.pdf", tmp_path / "sheet.pdf"]
    founder.clicks("Save as PDF…")
    assert "sheet.pdf" in founder.reads()
    assert "Saved as" not in founder.reads()
    founder.clicks("Save as PDF…")
    assert "Saved as “sheet.pdf”" in founder.reads()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_a_sheet_on_its_way_to_the_printer_comes_out_though_the_page_is_gone(tmp_path: Path, folder: Path) -> None:
    slow = SlowTasks()
    doorway = make_door(tmp_path, tasks=slow)
    page = FirstRunPage(doorway.door)
    page.show()
    founder = Founder(page)
    founder.makes_the_ledger(folder, NAME_TYPED, PASSPHRASE)
    slow.answer()
    founder.clicks("Print")
    page.deleteLater()
    let_go()
    slow.answer()
    ((pdf, _, _),) = doorway.printing.printed
    assert pdf.startswith(b"%PDF")
    slow.close_ledger()


def test_without_a_printer_the_sheet_can_still_be_saved(qtbot: QtBot, doorway: Doorway, folder: Path) -> None:
    doorway.printing.printers = ()
    page = FirstRunPage(doorway.door)
    qtbot.addWidget(page)
    founder = Founder(page)
    founder.makes_the_ledger(folder, NAME_TYPED, PASSPHRASE)
    assert not founder.sees_button("Print")
    assert founder.sees_button("Save as PDF…")


def test_a_wrong_group_is_named_and_marked(founder: Founder, folder: Path) -> None:
    founder.makes_the_ledger(folder, NAME_TYPED, PASSPHRASE)
    code = founder.reads_the_code()
    founder.clicks("I have the code on paper")
    slip = [*code[:2], code[2][::-1] if code[2] != code[2][::-1] else "AAAA", *code[3:]]
    founder.retypes(slip)
    founder.clicks("Check and finish")
    assert "Not as on the sheet: group 3" in founder.reads()
    marked = [
        number
        for number in range(1, 8)
        if founder.line(f"Group {number} of the recovery code").property("wrong") == "true"
    ]
    assert marked == [3]
    assert founder.heard.signed_in == []
    founder.types(code[2], "Group 3 of the recovery code")
    founder.clicks("Check and finish")
    assert len(founder.heard.signed_in) == 1


def test_the_code_can_be_looked_at_again_before_the_end(founder: Founder, folder: Path) -> None:
    founder.makes_the_ledger(folder, NAME_TYPED, PASSPHRASE)
    code = founder.reads_the_code()
    founder.clicks("I have the code on paper")
    founder.clicks("Back")
    assert founder.reads_the_code() == code
    assert not founder.sees_button("Back")  # the ledger is made


def test_retyping_may_wait_but_not_without_a_question(founder: Founder, doorway: Doorway, folder: Path) -> None:
    founder.makes_the_ledger(folder, NAME_TYPED, PASSPHRASE)
    assert not founder.page.may_leave()
    founder.clicks("I have the code on paper")
    doorway.messages.answer_yes = False
    founder.clicks("Retype later…")
    assert founder.heard.signed_in == []
    doorway.messages.answer_yes = True
    founder.clicks("Retype later…")
    assert len(founder.heard.signed_in) == 1
    assert not is_confirmed(doorway, folder)
    assert founder.page.may_leave()


def test_leaving_asks_only_when_something_was_typed(founder: Founder, doorway: Doorway) -> None:
    founder.clicks("Open an existing ledger instead")
    assert founder.heard.told == ["open"]
    assert doorway.messages.questions == []
    founder.types("Tiệm", "Name of the shop")
    doorway.messages.answer_yes = False
    founder.clicks("Open an existing ledger instead")
    assert founder.heard.told == ["open"]
    assert len(doorway.messages.questions) == 1
