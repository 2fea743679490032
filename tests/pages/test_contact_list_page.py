"""Contact lists: counted, made, checked, worked through, exported and closed, as the shop does it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.gate import ReasonCode
from ledger.domain.purpose import Channel
from ledger.services import consents, contact_lists
from ledger.services.contact_lists import PersonState
from ledger.services.session import Session
from support.drivers_contact import AtContact, fill, make_list, sit_down
from support.services import MARKETING, Workplace, attempts, audited, confirmed
from support.slow import SlowTasks
from support.storage import MANAGER_PASSPHRASE
from ui.places import PageId, Target

Key = Qt.Key


@pytest.fixture
def people(shop: Workplace) -> Workplace:
    return fill(shop)


@pytest.fixture
def person(people: Workplace, qtbot: QtBot, tmp_path: Path) -> AtContact:
    return sit_down(qtbot, people, tmp_path)


def states(session: Session, code: str) -> list[PersonState]:
    return [one.state for one in contact_lists.person_rows(session, code, contact_lists.person_ids(session, code))]


# --- making a list ------------------------------------------------------------------------------


def test_a_list_is_made_by_the_keyboard_alone(person: AtContact, people: Workplace) -> None:
    person.does("new")
    form = person.at()
    for _ in range(5):  # delivery, installation, consultation, feedback, analysis, marketing
        form.presses(Key.Key_Down)
    form.presses_alt(Key.Key_2)
    form.tabs_to("Name of the list")
    form.types_here("Ưu đãi cuối năm")
    form.enters()
    assert "May be contacted" in form.words()
    form.enters()
    assert not person.is_at_a_dialog()
    row = contact_lists.get(people.session, "LH-0001")
    assert (row.title, row.purpose_id, row.channel, row.people) == ("Ưu đãi cuối năm", MARKETING, Channel.SMS, 2)
    assert person.window.messages.toasts == ["The list LH-0001 is made."]
    assert [cells[0] for cells in person.people()] == ["Nguyễn Văn Đức", "Trần Thị Hoa"]


def test_who_is_left_out_is_counted_by_reason_with_the_clause_the_gate_cites(person: AtContact) -> None:
    person.does("new")
    form = person.at()
    form.picks("What for", "Marketing")
    form.clicks("SMS")
    form.saves()
    found = form.left_out()
    assert found["Does not want to be contacted"] == (1, "KO 4c")
    assert found["Refused"] == (1, "VK 2b")
    assert found["Never asked"] == (2, "VK 2b")
    assert found["Minor without a guardian on record"] == (1, "VK 9")
    assert "One person may be left out for several reasons." in form.words()


def test_the_clauses_are_those_of_the_refusals_themselves(person: AtContact, people: Workplace) -> None:
    for code in ("KH-00003", "KH-00004", "KH-00005", "KH-00006"):
        person.is_sent_here(Target(PageId.CONTACT, code, "log"))
        form = person.at()
        form.picks("What for", "Marketing")
        form.clicks("SMS")
        form.saves()
        form.dialog.reject()
    cited = {(reason.code, reason.reference) for one in attempts(people.session) for reason in one.reasons}
    person.does("refresh")
    person.clicks("Contact lists")
    make_list(people.session)
    person.does("refresh")
    person.clicks("Left out: 4")
    shown = {clause for _, clause in person.left_out().values()}
    assert {reference for _, reference in cited} == shown


def test_what_was_counted_is_forgotten_when_something_else_is_asked(person: AtContact) -> None:
    person.does("new")
    form = person.at()
    form.picks("What for", "Marketing")
    form.saves()
    assert form.next_button().text() == "Make the list"
    form.clicks("Email")
    assert form.next_button().text() == "Count"
    assert form.left_out() == {}


def test_nobody_to_contact_makes_no_list(person: AtContact, people: Workplace) -> None:
    person.does("new")
    form = person.at()
    form.picks("What for", "Greetings")
    form.saves()
    assert "Nobody may be contacted for this now" in form.words()
    assert not form.next_button().isEnabled()
    assert contact_lists.ids(people.session, contact_lists.ListQuery()).tolist() == []


def test_outside_the_hours_the_dialog_says_from_when_on(person: AtContact, people: Workplace) -> None:
    people.clock.move(hours=13)  # 23:00
    person.does("new")
    form = person.at()
    form.picks("What for", "Marketing")
    form.clicks("SMS")
    form.saves()
    assert "The hours for advertising are over: contact them from 22/11 07:00 on." in form.words()
    assert "Advertising by SMS from 07:00 to 22:00, each person at most 3 in 24 hours" in form.words()


def test_counting_can_be_stopped_and_what_was_typed_stays(people: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    tasks = SlowTasks(people.session)
    person = sit_down(qtbot, people, tmp_path, tasks)
    tasks.answer()
    person.does("new")
    tasks.answer()
    form = person.at()
    form.writes("Name of the list", "Ưu đãi")
    form.saves()
    assert "Counting…" in form.words()
    form.clicks("Stop counting")
    tasks.answer()
    assert form.next_button().text() == "Count"
    assert form.line("Name of the list").text() == "Ưu đãi"
    assert "May be contacted" not in form.words()


# --- before anybody is contacted ----------------------------------------------------------------


def test_nobody_is_contacted_before_the_do_not_call_check(person: AtContact, people: Workplace) -> None:
    code = make_list(people.session, is_checked=False)
    person.is_sent_here(Target(PageId.CONTACT, code))
    assert "Not compared with the national do-not-call list yet" in person.words()
    assert person.lists()[0][-1] == "Not checked yet"
    person.clicks("Contacted")
    assert "was not yet compared with the national do-not-call list" in person.refusal()[0]
    assert attempts(people.session)[0].reasons[0].code is ReasonCode.DO_NOT_CALL_UNCHECKED
    person.clicks("Record the check…")
    form = person.at()
    form.saves()
    assert "empty" in form.words()  # the reference is asked for
    form.writes("Reference", "AIS-118/2026")
    form.saves()
    assert "Do-not-call check: 21/11/2026, Chị Bình, AIS-118/2026" in person.words()
    assert person.refusal() == ()
    person.clicks("Contacted")
    assert states(people.session, code) == [PersonState.CONTACTED, PersonState.WAITING]


def test_one_contact_after_the_other_with_a_key(person: AtContact, people: Workplace) -> None:
    code = make_list(people.session)
    person.is_sent_here(Target(PageId.CONTACT, code))
    person.goes_to(person.named("People of the list"))
    for _ in range(2):
        person.presses(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert states(people.session, code) == [PersonState.CONTACTED] * 2
    assert person.lists()[0][-1] == "All contacted"
    assert not person.button("Contacted").isEnabled()
    assert not person.button("All were contacted…").isEnabled()


def test_who_refuses_meanwhile_is_told_with_the_way_out(person: AtContact, people: Workplace) -> None:
    code = make_list(people.session)
    consents.stop_contact(people.session, "KH-00001", None, ConsentMethod.OTHER_PRINTABLE)
    person.is_sent_here(Target(PageId.CONTACT, code))
    person.clicks("Contacted")
    assert person.refusal() == ("Does not want to be contacted (KO 4c)",)
    person.clicks("Open the customer")
    assert person.window.targets[-1] == Target(PageId.CUSTOMERS, "KH-00001")
    assert [cells[2] for cells in person.people()] == ["Blocked", "To contact"]


def test_all_are_logged_at_once_and_the_refused_are_counted(person: AtContact, people: Workplace) -> None:
    code = make_list(people.session)
    consents.stop_contact(people.session, "KH-00001", None, ConsentMethod.OTHER_PRINTABLE)
    person.is_sent_here(Target(PageId.CONTACT, code))
    person.clicks("All were contacted…")
    form = person.at()
    form.saves()
    assert form.left_out() == {"Does not want to be contacted": (1, "KO 4c")}
    assert form.next_button().text() == "Done"
    form.saves()
    assert not person.is_at_a_dialog()
    assert states(people.session, code) == [PersonState.REFUSED, PersonState.CONTACTED]
    assert person.lists()[0][4] == "1 / 2"


def test_logging_them_all_can_be_left_and_begun_again(people: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    code = make_list(people.session)
    tasks = SlowTasks(people.session)
    person = sit_down(qtbot, people, tmp_path, tasks)
    tasks.answer()
    person.is_sent_here(Target(PageId.CONTACT, code))
    tasks.answer()
    person.clicks("All were contacted…")
    form = person.at()
    form.saves()
    form.clicks("Stop counting")
    tasks.answer()
    assert "What was logged until then stays; the others still wait." in form.words()
    assert form.next_button().text() == "Log the contacts"
    form.saves()
    tasks.answer()
    assert form.next_button().text() == "Done"
    assert states(people.session, code) == [PersonState.CONTACTED] * 2


def test_a_place_that_takes_no_file_is_told_and_another_may_be_chosen(
    person: AtContact, people: Workplace, tmp_path: Path
) -> None:
    code = make_list(confirmed(people.session))
    person.is_sent_here(Target(PageId.CONTACT, code))
    person.clicks("Export…")
    form = person.at()
    person.window.messages.file_answers = [tmp_path / "gone" / "LH.xlsx", tmp_path / "LH.xlsx"]
    form.saves()
    assert "LH.xlsx" in form.words()
    assert form.next_button().text() == "Choose where…"
    form.saves()
    assert (tmp_path / "LH.xlsx").read_bytes()[:2] == b"PK"


def test_a_very_long_name_stands_there_as_far_as_there_is_room(person: AtContact, people: Workplace) -> None:
    long = "Ưu đãi cuối năm cho khách quen ở Hà Nội và các tỉnh lân cận, gửi lần thứ nhất và thứ hai"
    person.is_sent_here(Target(PageId.CONTACT, make_list(people.session, long)))
    assert person.lists()[0][0] == long
    assert person.page.minimumSizeHint().width() <= 1064


def test_hours_of_law_as_they_stand_now(person: AtContact, people: Workplace) -> None:
    code = make_list(people.session)
    person.is_sent_here(Target(PageId.CONTACT, code))
    assert "Allowed now" in person.words()
    people.clock.move(hours=13)
    person.does("refresh")
    person.page.lists.panel.tell_times()  # type: ignore[attr-defined]  # as the page does every minute
    assert "Allowed from 22/11 07:00" in person.words()


def test_one_number_is_shown_with_its_eye_and_that_is_logged(person: AtContact, people: Workplace) -> None:
    code = make_list(people.session)
    person.is_sent_here(Target(PageId.CONTACT, code))
    assert person.people()[0][1] == "091• ••• 979"
    left = audited(people.session, lambda: person.clicks("Show for 30 seconds: Phone number"))
    assert "0911 647 979" in person.words()
    assert left == [(AuditAction.REVEALED, "KH-00001")]


# --- leaving the ledger, and the end ------------------------------------------------------------


def test_the_manager_exports_a_list_and_is_told_what_that_means(
    person: AtContact, people: Workplace, tmp_path: Path
) -> None:
    code = make_list(people.session)
    person.is_sent_here(Target(PageId.CONTACT, code))
    person.clicks("Export…")
    form = person.at()
    assert "Names and numbers leave the ledger in an open file, and that is logged." in form.words()
    target = tmp_path / "LH-0001.csv"
    person.window.messages.file_answers = [target]
    form.saves()
    assert not target.exists()  # it asks who is there first
    asked = person.at()
    asked.types_here(MANAGER_PASSPHRASE)  # the cursor is in the only field
    asked.saves()
    assert "0911 647 979".replace(" ", "") in target.read_text(encoding="utf-8-sig").replace(" ", "")
    assert person.window.messages.file_wishes[0].name == "LH-0001.xlsx"
    form.saves()
    assert "Exported: 21/11/2026 10:00, Chị Bình" in person.words()


def test_staff_export_nothing(people: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    code = make_list(people.session)
    people.as_staff()
    person = sit_down(qtbot, people, tmp_path)
    person.is_sent_here(Target(PageId.CONTACT, code))
    export = person.button("Export…")
    assert not export.isEnabled()
    assert "only the manager" in export.toolTip()


def test_a_closed_list_stays_but_nothing_more_is_done_with_it(person: AtContact, people: Workplace) -> None:
    code = make_list(people.session)
    person.is_sent_here(Target(PageId.CONTACT, code))
    person.clicks("Close the list")
    assert person.window.messages.questions[0].title == "Close LH-0001?"
    assert person.lists()[0][-1] == "Closed"
    for words in ("Contacted", "All were contacted…", "Export…", "Close the list"):
        assert not person.button(words).isEnabled()
