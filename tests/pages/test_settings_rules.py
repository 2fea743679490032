"""Deadlines, working days and rules of law in the settings: read by everybody, changed by the manager, followed."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from ledger.assets import load_law
from ledger.domain.deadline import RequestKind, SpecialDayKind
from ledger.domain.instants import show_end
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import law_rules, requests, working_days
from ledger.services.requests import RequestInput
from ledger.services.session import Session
from support import access
from support.drivers_partners import AtTheDesk, keep
from support.services import AT, Workplace
from support.window import Window, make_desk
from ui.pages.settings import SettingsPage
from ui.places import PageId, Target
from ui.widgets import settings_rule_words as words

REQUESTS, COUNTING, RULES = "Requests of a person", "How time is counted", "Rules in force"
OWN, PUBLIC = "The shop's own list", "Public holidays"
SECTIONS = ("Deadlines", "Working days", "Rules of law")


def at_settings(qtbot: QtBot, session: Session, tmp_path: Path, section: str) -> tuple[AtTheDesk, Window]:
    window = make_desk(session, tmp_path / "window.ini", language=Language.EN)
    page = SettingsPage(window.desk)
    keep(qtbot, page)
    page.resize(1064, 656)
    page.show()
    person = AtTheDesk(page)
    person.goes_to(section)
    QApplication.processEvents()
    return person, window


def ask(session: Session, kind: RequestKind) -> str:
    return requests.record(session, RequestInput(kind, Channel.CALL, AT, asked="Tôi muốn"))


def limit(session: Session, code: str) -> str:
    due_at = requests.get(session, code).due_at
    assert due_at is not None
    return show_end(due_at)


def in_row(person: AtTheDesk, table: str, begins: str) -> tuple[str, ...]:
    return next(row for row in person.rows(table) if row[0].startswith(begins))


def presses(person: AtTheDesk, words: str, beside: str) -> None:
    """Press a button that stands in the card of a table."""
    card = person.table(beside).parentWidget()
    assert card is not None
    made = next(one for one in card.findChildren(QPushButton) if one.text() == words)
    assert made.isEnabled(), made.toolTip()
    made.click()


def can_press(person: AtTheDesk, words: str, beside: str) -> tuple[bool, str]:
    card = person.table(beside).parentWidget()
    assert card is not None
    made = next(one for one in card.findChildren(QPushButton) if one.text() == words)
    return made.isEnabled(), made.toolTip()


# --- deadlines ------------------------------------------------------------------------------------


def test_the_days_of_each_kind_of_request_are_read_in_one_table(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _ = at_settings(qtbot, shop.session, tmp_path, "Deadlines")
    assert "this is not legal advice" in person.reads()
    assert in_row(person, REQUESTS, "Withdraw")[1:] == (
        "2 working days", "15 days", "20 days", "15 days", "certain",
    )  # fmt: skip
    assert in_row(person, REQUESTS, "Consumer complaint")[1:] == ("3 working days", "–", "–", "–", "certain")
    sure = {row[0]: row[-1] for row in person.rows(REQUESTS)}
    assert (sure["Delete"], sure["Get a copy"]) == ("one source", "unclear")
    assert len(sure) == len(RequestKind)
    assert in_row(person, COUNTING, "A last day off moves")[1:] == ("yes", "the same", "certain")


def test_changed_days_count_the_open_requests_again_and_ship_back(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    code = ask(shop.session, RequestKind.DELETE)
    person, window = at_settings(qtbot, shop.session, tmp_path, "Deadlines")
    person.chooses("Delete", REQUESTS)
    assert can_press(person, "Back to the shipped values", REQUESTS)[0] is False
    presses(person, "Change…", REQUESTS)
    form = person.form()
    assert "Source: Decree 356/2025 Art. 5" in form.reads()
    assert "Shipped: 20 days (one source)" in form.reads()
    form.sets_number("15", "Carry out within, in days")
    form.clicks("Save")
    assert window.messages.toasts == ["Saved. Open requests counted again: 1."]
    assert in_row(person, REQUESTS, "Delete")[2] == "15 days"
    assert limit(shop.session, code) == "24:00 07/12/2026"
    person.chooses("Delete", REQUESTS)
    presses(person, "Back to the shipped values", REQUESTS)
    assert in_row(person, REQUESTS, "Delete")[2] == "20 days"
    assert limit(shop.session, code) == "24:00 11/12/2026"
    assert window.messages.toasts[-1] == "The shipped value holds again. Open requests counted again: 1."


def test_days_that_contradict_each_other_are_told_under_the_field_and_kept(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    person, _ = at_settings(qtbot, shop.session, tmp_path, "Deadlines")
    person.chooses("Delete", REQUESTS)
    presses(person, "Change…", REQUESTS)
    form = person.form()
    form.sets_number("40", "Carry out within, in days")
    form.clicks("Save")
    assert "“Days to carry out” must be between 1 and 30." in form.reads()
    assert form.number("Carry out within, in days").text() == "40"
    assert not any(one.is_changed for one in law_rules.lines(shop.session))
    form.sets_number("40", "With a partner, in days")  # together they agree
    form.clicks("Save")
    assert in_row(person, REQUESTS, "Delete")[2:4] == ("40 days", "40 days")


def test_shipped_days_are_one_press_away_in_the_form_too(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    law_rules.change(shop.session, "requests.DELETE.extension_days", "5")
    person, _ = at_settings(qtbot, shop.session, tmp_path, "Deadlines")
    person.chooses("Delete", REQUESTS)
    presses(person, "Change…", REQUESTS)
    form = person.form()
    assert form.number("Longer by one extension, in days").text() == "5"
    form.clicks("Back to the shipped values")
    assert form.number("Longer by one extension, in days").text() == "20"
    form.clicks("Save")
    assert not any(one.is_changed for one in law_rules.lines(shop.session))


def test_how_days_are_counted_is_decided_by_yes_or_no(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    code = ask(shop.session, RequestKind.ACCESS)
    person, window = at_settings(qtbot, shop.session, tmp_path, "Deadlines")
    person.chooses("Days to carry out a request are working days", COUNTING)
    presses(person, "Change…", COUNTING)
    form = person.form()
    assert "The law leaves this open: the shop has to decide." in form.reads()
    form.picks("yes", "Value")
    form.clicks("Save")
    assert window.messages.toasts == ["Saved. Open requests counted again: 1."]
    assert limit(shop.session, code) == "24:00 07/12/2026"
    assert in_row(person, COUNTING, "Days to carry out")[1:3] == ("yes", "was no")
    presses(person, "Back to the shipped value", COUNTING)
    assert limit(shop.session, code) == "24:00 01/12/2026"


def test_what_the_policy_says_is_not_changed_here(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _ = at_settings(qtbot, shop.session, tmp_path, "Deadlines")
    person.chooses("Feedback is answered within", COUNTING)
    assert can_press(person, "Change…", COUNTING) == (False, "The policy in force says so: change it there.")
    table = person.table(COUNTING)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert not person.sees_form()
    person.chooses("Warnings come", COUNTING)
    assert can_press(person, "Change…", COUNTING) == (False, "Fixed by the program.")


def test_days_are_changed_by_keyboard_alone(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _ = at_settings(qtbot, shop.session, tmp_path, "Deadlines")
    table = person.table(REQUESTS)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Home)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    form = person.form()
    editor = form.screen.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Up)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert in_row(person, REQUESTS, "Restrict")[1] == "3 working days"


# --- working days ---------------------------------------------------------------------------------


def test_a_saturday_is_worked_once_the_week_is_saved(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    shop.clock.move(days=1)
    shop.clock.move(days=4, hours=1)  # Thursday 26 November
    session = shop.session
    code = requests.record(session, RequestInput(RequestKind.ACCESS, Channel.CALL, session.now(), "Tôi muốn"))
    person, window = at_settings(qtbot, session, tmp_path, "Working days")
    assert not person.button("Save the week").isEnabled()
    person.ticks("Sat")
    assert "Unsaved changes" in person.reads()
    person.clicks("Save the week")
    assert window.messages.toasts == ["Saved. Open requests counted again: 1."]
    assert show_end(requests.get(session, code).acknowledge_due_at) == "24:00 28/11/2026"
    assert "Unsaved changes" not in person.reads()
    person.clicks("Back to the shipped value")
    assert person.boxes() == {day: day not in {"Sat", "Sun"} for day in words.day_names()}
    assert show_end(requests.get(session, code).acknowledge_due_at) == "24:00 30/11/2026"


def test_a_week_without_a_working_day_is_refused_and_stays_as_ticked(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    person, window = at_settings(qtbot, shop.session, tmp_path, "Working days")
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri"):
        person.ticks(day)
    person.clicks("Save the week")
    assert "“Number of working days a week” must be between 1 and 7." in person.reads()
    assert not any(person.boxes().values())
    window.desk.tasks.ledger_changed.emit()  # somebody else writes meanwhile
    assert not any(person.boxes().values())


def test_leaving_asks_about_a_week_that_is_not_saved(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, window = at_settings(qtbot, shop.session, tmp_path, "Working days")
    page = person.screen
    assert isinstance(page, SettingsPage)
    person.ticks("Sat")
    window.messages.answer_yes = False
    assert not page.may_leave()
    assert window.messages.questions[-1].text == "Not saved yet: Working days."
    window.messages.answer_yes = True
    assert page.may_leave()
    assert person.boxes()["Sat"] is False


def test_a_day_is_put_on_the_shops_list_and_taken_off_again(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    code = ask(shop.session, RequestKind.ACCESS)
    person, window = at_settings(qtbot, shop.session, tmp_path, "Working days")
    assert "No day of the shop's own" in person.reads()
    assert "A day on which the shop is simply closed moves no deadline" in person.reads()
    assert not person.button("Remove").isEnabled()
    person.clicks("Add…")
    form = person.form()
    form.sets_day(date(2026, 12, 1), "Day")
    form.types("Thong bao 12", "Note (if any)")
    form.clicks("Put on the list")
    assert person.rows(OWN) == [("Tue 01/12/2026", "Day off")]
    assert window.messages.toasts == ["Saved. Open requests counted again: 1."]
    assert limit(shop.session, code) == "24:00 02/12/2026"
    assert working_days.special_days(shop.session)[0].note == "Thong bao 12"
    person.chooses("Tue 01/12/2026", OWN)
    window.messages.answer_yes = False
    person.clicks("Remove")
    assert "Tue 01/12/2026" in window.messages.questions[-1].text
    assert person.rows(OWN) != []
    window.messages.answer_yes = True
    person.clicks("Remove")
    assert person.rows(OWN) == []
    assert limit(shop.session, code) == "24:00 01/12/2026"


def test_a_day_worked_instead_is_another_kind(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _ = at_settings(qtbot, shop.session, tmp_path, "Working days")
    person.clicks("Add…")
    form = person.form()
    form.sets_day(date(2026, 11, 28), "Day")
    form.picks("Worked", "Kind")
    form.clicks("Put on the list")
    assert person.rows(OWN) == [("Sat 28/11/2026", "Worked")]
    assert working_days.special_days(shop.session)[0].kind is SpecialDayKind.WORKED


def test_the_public_holidays_of_any_year_are_shown_with_the_days_worked_instead(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    person, _ = at_settings(qtbot, shop.session, tmp_path, "Working days")
    days = person.rows(PUBLIC)
    assert ("Tue 24/11/2026", "Day off") in days
    assert ("Sat 22/08/2026", "Worked") in days
    turns(person, "The year after")
    assert ("Thu 04/02/2027", "Day off") in person.rows(PUBLIC)
    turns(person, "The year before")
    assert person.rows(PUBLIC) == days


def turns(person: AtTheDesk, words: str) -> None:
    """Press a button of an icon alone."""
    made = next(one for one in person.screen.findChildren(QToolButton) if one.accessibleName() == words)
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Space)


# --- rules of law ---------------------------------------------------------------------------------


def test_a_rule_of_law_is_changed_and_put_back(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, window = at_settings(qtbot, shop.session, tmp_path, "Rules of law")
    assert "this is not legal advice" in person.reads()
    assert "People in this ledger so far: 0. Below" in person.reads()
    person.chooses("Advertising ends, SMS", RULES)
    person.clicks("Change…")
    form = person.form()
    assert "Source: Decree 91/2020 (one source)" in form.reads()
    assert "From 8 to 24. Shipped with the program: 22:00." in form.reads()
    form.sets_number("20", "Value")
    form.clicks("Save")
    assert in_row(person, RULES, "Advertising ends, SMS")[1:3] == ("20:00", "was 22:00")
    person.clicks("Change…")
    form = person.form()
    form.clicks("Back to the shipped value")
    form.clicks("Save")
    assert in_row(person, RULES, "Advertising ends, SMS")[1:3] == ("22:00", "the same")
    law_rules.change(shop.session, "advertising.hours.SMS.until", "19")
    window.desk.tasks.ledger_changed.emit()
    person.chooses("Advertising ends, SMS", RULES)
    person.clicks("Back to the shipped value")
    assert window.messages.toasts[-1] == "The shipped value holds again."
    assert not any(one.is_changed for one in law_rules.lines(shop.session))


def test_the_mark_of_an_advertisement_is_typed(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    person, _ = at_settings(qtbot, shop.session, tmp_path, "Rules of law")
    person.chooses("Mark of an advertisement in English", RULES)
    person.clicks("Change…")
    form = person.form()
    form.types(" ", "Value")
    form.clicks("Save")
    assert "is empty. Please fill it in." in form.reads()
    form.types("[ADVERT]", "Value")
    form.clicks("Save")
    assert in_row(person, RULES, "Mark of an advertisement in English")[1:3] == ("[ADVERT]", "was [AD]")


def test_every_rule_has_a_name_a_place_and_a_source_that_can_be_translated(
    qtbot: QtBot, shop: Workplace, tmp_path: Path
) -> None:
    person, _ = at_settings(qtbot, shop.session, tmp_path, "Rules of law")
    shown = [row[0] for row in person.rows(RULES)]
    person.goes_to("Deadlines")
    shown += [row[0] for row in person.rows(COUNTING)]
    assert len(shown) == len(set(shown))
    elsewhere = [key for key in load_law() if key.startswith("retention.") or key == "counting.working_weekdays"]
    of_kinds = [key for key in load_law() if key.startswith("requests.") and key.count(".") > 1]
    assert len(shown) + len(elsewhere) + len(of_kinds) == len(load_law())
    assert not [name for name in shown if "." in name]
    mine = [rule for key, rule in load_law().items() if not key.startswith("retention.")]
    assert {rule.source for rule in mine} <= words.known_sources()


# --- everybody ------------------------------------------------------------------------------------


def test_staff_read_everything_and_change_nothing(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    working_days.add_special_day(shop.session, date(2026, 12, 1), SpecialDayKind.CLOSED)
    law_rules.change(shop.session, "ages.own_say", "8")
    reason = "Your account may not do this. Ask the manager."
    person, _ = at_settings(qtbot, shop.as_staff(), tmp_path, "Deadlines")
    assert len(person.rows(REQUESTS)) == len(RequestKind)
    for name in (REQUESTS, COUNTING):
        assert can_press(person, "Change…", name) == (False, reason)
        person.table(name).setFocus()
        QTest.keyClick(person.table(name), Qt.Key.Key_Return)
        assert not person.sees_form()
    person.goes_to("Working days")
    person.chooses("Tue 01/12/2026", OWN)
    for label in ("Add…", "Remove", "Save the week"):
        assert (person.button(label).isEnabled(), person.button(label).toolTip()) == (False, reason)
    assert not person.box("Sat").isEnabled()
    person.goes_to("Rules of law")
    for label in ("Change…", "Back to the shipped value"):
        assert can_press(person, label, RULES) == (False, reason)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_is_there_for_everybody(qtbot: QtBot, shop: Workplace, tmp_path: Path, section: str) -> None:
    person, _ = at_settings(qtbot, shop.session, tmp_path, section)
    person.screen.activateWindow()
    QApplication.processEvents()
    for find in (access.nameless, access.silent_icons, access.tab_faults, access.clipped):
        assert find(person.screen) == []


@pytest.mark.parametrize("act", ["deadlines", "days", "rules"])
def test_other_pages_lead_here(qtbot: QtBot, shop: Workplace, tmp_path: Path, act: str) -> None:
    person, _ = at_settings(qtbot, shop.session, tmp_path, "Shop")
    page = person.screen
    assert isinstance(page, SettingsPage)
    page.open_target(Target(PageId.SETTINGS, act=act))
    assert page.panel.title == dict(zip(("deadlines", "days", "rules"), SECTIONS, strict=True))[act]
