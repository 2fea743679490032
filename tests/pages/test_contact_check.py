"""The national do-not-call list at the desk: numbers taken out for it, what was found put in; a use for analysis."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from ledger.domain.consent import ConsentMethod
from ledger.domain.ids import FieldId
from ledger.services import consents, contact_lists, data_uses
from ledger.services.deciding_many import to_the_end
from support.drivers_contact import ANALYSIS, AtContact, AtCounting, agree_to_analysis, fill, make_list, sit_down
from support.services import Workplace, confirmed
from support.slow import SlowTasks
from ui.places import PageId, Target


@pytest.fixture
def people(shop: Workplace) -> Workplace:
    return fill(shop)


@pytest.fixture
def code(people: Workplace) -> str:
    """An unchecked list of Nguyễn Văn Đức and Trần Thị Hoa, who share a number."""
    return make_list(people.session, is_checked=False)


@pytest.fixture
def person(people: Workplace, code: str, qtbot: QtBot, tmp_path: Path) -> AtContact:
    one = sit_down(qtbot, people, tmp_path)
    one.is_sent_here(Target(PageId.CONTACT, code))
    return one


def numbers_of(form: AtCounting) -> QPlainTextEdit:
    return next(
        one
        for one in form.screen.findChildren(QPlainTextEdit)
        if one.accessibleName() == "Numbers found on the national list"
    )


def checking(person: AtContact, numbers: str) -> AtCounting:
    """Begin the check and paste numbers."""
    person.clicks("Record the check…")
    form = person.at()
    form.writes("Reference", "AIS-118/2026")
    numbers_of(form).insertPlainText(numbers)
    return form


# --- numbers out --------------------------------------------------------------------------------


def test_the_manager_takes_bare_numbers_for_the_check_and_is_told_what_leaves(
    person: AtContact, people: Workplace, code: str, tmp_path: Path
) -> None:
    confirmed(people.session)
    person.clicks("Numbers for the check…")
    form = person.at()
    assert "Only telephone numbers leave the ledger, shuffled, without names and codes" in form.words()
    person.window.messages.file_answers = [tmp_path / "numbers.csv"]
    form.saves()
    assert person.window.messages.file_wishes[0].name == "LH-0001-numbers.xlsx"
    written = (tmp_path / "numbers.csv").read_text(encoding="utf-8-sig")
    assert written.split() == ["Phone", "number", "0911647979"]  # both have the same number
    form.saves()
    assert not person.is_at_a_dialog()
    assert contact_lists.get(people.session, code).exported_at is None
    assert "Not compared with the national do-not-call list yet" in person.words()


def test_numbers_of_who_said_no_meanwhile_stay(person: AtContact, people: Workplace, tmp_path: Path) -> None:
    consents.stop_contact(confirmed(people.session), "KH-00001", None, ConsentMethod.OTHER_PRINTABLE)
    person.clicks("Numbers for the check…")
    form = person.at()
    person.window.messages.file_answers = [tmp_path / "numbers.xlsx"]
    form.saves()
    assert form.left_out() == {"Does not want to be contacted": (1, "KO 4c")}


def test_staff_see_that_only_the_manager_takes_numbers_out(
    people: Workplace, code: str, qtbot: QtBot, tmp_path: Path
) -> None:
    people.as_staff()
    person = sit_down(qtbot, people, tmp_path)
    person.is_sent_here(Target(PageId.CONTACT, code))
    taking = person.button("Numbers for the check…")
    assert not taking.isEnabled()
    assert "only the manager" in taking.toolTip()
    assert person.button("Record the check…").isEnabled()


# --- numbers in ---------------------------------------------------------------------------------


def test_numbers_found_are_matched_and_said_before_anything_is_saved(
    person: AtContact, people: Workplace, code: str
) -> None:
    form = checking(person, "+84 911 647 979\n0900 000 001")
    assert form.next_button().text() == "Compare"
    form.saves()
    assert "Found on the list: 2 of 2; they come off." in form.words()
    assert "Nobody of this list has these numbers: 1." in form.words()
    assert contact_lists.get(people.session, code).needs_check
    assert form.next_button().text() == "Record the check"
    form.saves()
    row = contact_lists.get(people.session, code)
    assert (row.people, row.left_out["DO_NOT_CALL_LISTED"], row.check_reference) == (0, 2, "AIS-118/2026")


def test_without_numbers_the_check_is_recorded_at_once(person: AtContact, people: Workplace, code: str) -> None:
    form = checking(person, "")
    assert "No numbers given: everybody stays on it." in form.words()
    form.saves()
    assert not person.is_at_a_dialog()
    assert contact_lists.get(people.session, code).people == 2


def test_what_is_typed_after_comparing_is_compared_again(person: AtContact, people: Workplace, code: str) -> None:
    form = checking(person, "0900000001")
    form.saves()
    assert "None of these numbers is on the list: everybody stays on it." in form.words()
    numbers_of(form).insertPlainText("\n0911647979")
    assert form.next_button().text() == "Compare"
    form.saves()
    assert "Found on the list: 2 of 2; they come off." in form.words()
    assert contact_lists.get(people.session, code).people == 2


def test_a_file_of_numbers_is_added_to_what_was_typed(person: AtContact, tmp_path: Path) -> None:
    file = tmp_path / "found.csv"
    file.write_text("phone\r\n0911647979\r\n", encoding="utf-8-sig")
    form = checking(person, "0900000001")
    person.window.messages.file_answers = [file]
    form.clicks("Take them from a file…")
    assert numbers_of(form).toPlainText().split() == ["0900000001", "phone", "0911647979"]
    form.saves()
    assert "Found on the list: 2 of 2; they come off." in form.words()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04\xff\xfe\xfd", "Save the file again as CSV UTF-8"),
        (b"1" * (1024 * 1024 + 1), "larger than 1048576 bytes"),
        (None, "was not found"),
    ],
)
def test_a_file_that_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    person: AtContact, tmp_path: Path, content: bytes | None, told: str
) -> None:
    file = tmp_path / "found.csv"
    if content is not None:
        file.write_bytes(content)
    form = checking(person, "0911647979")
    person.window.messages.file_answers = [file]
    form.clicks("Take them from a file…")
    assert told in form.words()
    assert numbers_of(form).toPlainText() == "0911647979"
    form.saves()
    assert "Found on the list: 2 of 2; they come off." in form.words()
    assert told not in form.words()


def test_too_many_numbers_are_said_under_them_and_stay(person: AtContact) -> None:
    form = checking(person, ",".join(f"09{number:08d}" for number in range(10_001)))
    form.saves()
    assert "These are more than 10000 numbers." in form.words()
    assert form.next_button().text() == "Compare"
    assert form.line("Reference").text() == "AIS-118/2026"
    assert len(numbers_of(form).toPlainText()) > 100_000


def test_a_missing_reference_does_not_lose_what_was_compared(person: AtContact, people: Workplace, code: str) -> None:
    person.clicks("Record the check…")
    form = person.at()
    numbers_of(form).insertPlainText("0911647979")
    form.saves()
    form.saves()
    assert "empty" in form.words()
    form.writes("Reference", "AIS-118/2026")
    form.saves()
    assert contact_lists.get(people.session, code).people == 0


# --- a use for analysis ---------------------------------------------------------------------------


@pytest.fixture
def use(people: Workplace) -> str:
    agree_to_analysis(people, "KH-00001", "KH-00002")
    wish = data_uses.UseWish(ANALYSIS, (FieldId("orders"),))
    return data_uses.record(people.session, to_the_end(data_uses.gather(people.session, wish)), "")


def test_the_manager_exports_a_use_made_today_without_the_people(
    person: AtContact, people: Workplace, use: str, tmp_path: Path
) -> None:
    confirmed(people.session)
    person.is_sent_here(Target(PageId.CONTACT, use))
    person.clicks("Export for analysis…")
    form = person.at()
    assert "without names, numbers and codes" in form.words()
    person.window.messages.file_answers = [tmp_path / "SD-0001.csv"]
    form.saves()
    written = (tmp_path / "SD-0001.csv").read_text(encoding="utf-8-sig")
    assert "Number of orders" in written
    assert "KH-0" not in written
    assert "Đức" not in written
    form.saves()
    assert not person.is_at_a_dialog()


def test_an_export_for_analysis_can_be_stopped_and_then_nothing_is_written(
    people: Workplace, use: str, qtbot: QtBot, tmp_path: Path
) -> None:
    tasks = SlowTasks(people.session)
    person = sit_down(qtbot, people, tmp_path, tasks)
    person.is_sent_here(Target(PageId.CONTACT, use))
    tasks.answer()
    person.clicks("Export for analysis…")
    form = person.at()
    person.window.messages.file_answers = [tmp_path / "SD-0001.csv"]
    form.saves()
    form.clicks("Stop counting")
    tasks.answer()
    assert form.next_button().text() == "Choose where…"
    assert not (tmp_path / "SD-0001.csv").exists()


def test_a_use_of_another_day_is_exported_by_recording_a_new_one(
    person: AtContact, people: Workplace, use: str
) -> None:
    people.clock.move(days=1)
    person.is_sent_here(Target(PageId.CONTACT, use))
    assert not person.button("Export for analysis…").isEnabled()
    assert "Record a new use for another." in person.words()


def test_staff_export_no_use(people: Workplace, use: str, qtbot: QtBot, tmp_path: Path) -> None:
    people.as_staff()
    person = sit_down(qtbot, people, tmp_path)
    person.is_sent_here(Target(PageId.CONTACT, use))
    export = person.button("Export for analysis…")
    assert not export.isEnabled()
    assert "only the manager" in export.toolTip()
