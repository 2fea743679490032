"""Who is affected by an incident, in the window: found with a count first, told one way or another, on paper."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.domain.audit import AuditAction
from ledger.domain.customer import Customer
from ledger.domain.incident import FoundBy
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import incident_letters, incident_people, incident_telling, incidents
from ledger.services.deciding_many import to_the_end
from ledger.services.incident_people import PeopleWish
from ledger.services.incident_telling import Telling
from support.drivers_incidents import PEOPLE, AtTheIncidents
from support.incidents import (
    KNOWN,
    TOLD,
    UNREACHABLE,
    WAITING,
    find,
    listed,
    put_on_list,
    tell,
    three_customers,
)
from support.services import AT, Workplace, add_customer
from ui.dialogs import incident_told
from ui.dialogs.preview_dialog import PreviewDialog
from ui.places import PageId, Target

ATTACK = replace(KNOWN, is_attack=True)
SC = "SC-0001"


@pytest.fixture
def people(shop: Workplace) -> tuple[Customer, Customer, Customer]:
    return three_customers(shop.session)


@pytest.fixture
def at(qtbot: QtBot, shop: Workplace, people: tuple[Customer, Customer, Customer], tmp_path: Path) -> AtTheIncidents:
    assert people
    assert incidents.record(shop.session, ATTACK) == SC
    return AtTheIncidents(qtbot, shop.session, tmp_path)


@pytest.fixture
def ready(qtbot: QtBot, shop: Workplace, people: tuple[Customer, Customer, Customer], tmp_path: Path) -> AtTheIncidents:
    """A file that is complete but for who is affected."""
    assert people
    incidents.record(shop.session, KNOWN)
    return AtTheIncidents(qtbot, shop.session, tmp_path)


def test_who_was_in_a_lost_backup_is_counted_before_anybody_is_put_on_the_list(
    ready: AtTheIncidents, shop: Workplace
) -> None:
    ready.clicks("Find customers…")
    ready.form().picks("In the backup", "How do you know?")
    ready.form().types("21/11/2026 10:00", "Backup made at")
    ready.form().clicks("Look for them")
    assert listed(shop.session, SC) == {}
    ready.form().clicks("Put them on the list")
    assert not ready.sees_form()
    assert ready.window.messages.toasts[-1] == "Put on the list: 3"


def test_emails_are_written_into_a_folder_and_then_recorded_as_sent(
    ready: AtTheIncidents, shop: Workplace, people: tuple[Customer, ...], tmp_path: Path
) -> None:
    put_on_list(shop.session, SC, *people)
    mail = tmp_path / "mail"
    mail.mkdir()
    ready.window.messages.file_answers.append(mail)
    ready.looks()
    assert ready.why_not("They were sent…") == "Nothing is written yet."
    ready.clicks("Write the emails…")
    assert "delete the files when the emails are sent" in ready.form().reads()
    ready.form().clicks("Choose a folder…")
    assert [one.name for one in mail.iterdir()] == ["bao-su-co-SC-0001-KH-00001.eml"]
    ready.looks()
    assert ready.why_not("Write the emails…") == "All are written. Record when they went out."
    ready.clicks("They were sent…")
    ready.saves("They were sent")
    assert listed(shop.session, SC)["KH-00001"].state is TOLD


def test_letters_are_recorded_as_posted_and_the_rest_is_called(
    ready: AtTheIncidents, shop: Workplace, people: tuple[Customer, ...]
) -> None:
    put_on_list(shop.session, SC, *people[1:])
    incident_letters.letters(shop.session, SC, Language.VI, is_preview=False)
    ready.looks()
    ready.clicks("They were posted…")
    ready.saves("They were posted")
    assert ready.window.messages.toasts[-1] == "Recorded: 1"
    ready.turns_to("Customers (2)")
    ready.looks()
    ready.chooses("KH-00003", PEOPLE)
    ready.clicks("Record for the chosen…")
    ready.saves("Record")
    assert listed(shop.session, SC)["KH-00003"].channel is Channel.CALL


def test_very_many_are_told_slice_by_slice_and_counted_at_the_end(
    qtbot: QtBot, shop: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = shop.session
    incidents.record(session, KNOWN)
    for one in ("Khách Một", "Khách Hai", "Khách Ba"):
        add_customer(session, one, emails=(), addresses=())
    for module in (incident_told, incident_telling):
        monkeypatch.setattr(module, "AT_ONCE", 2)
    to_the_end(incident_people.adding(session, SC, find(session, SC, PeopleWish(FoundBy.BACKUP, since=AT))))
    at = AtTheIncidents(qtbot, session, tmp_path)
    at.turns_to("Customers (3)")
    at.chooses_all()
    at.clicks("Record for the chosen…")
    at.saves("Record")
    assert at.window.messages.toasts[-1] == "Recorded: 3"
    assert {one.state for one in listed(session, SC).values()} == {TOLD}


def test_who_was_told_shows_how_and_no_longer_waits(
    at: AtTheIncidents, shop: Workplace, people: tuple[Customer, ...]
) -> None:
    put_on_list(shop.session, SC, *people[1:])
    tell(shop.session, SC, Telling(TOLD, Channel.CALL, ("KH-00003",)))
    at.looks()
    at.turns_to("Customers (2)")
    assert [row[2:4] for row in at.rows(PEOPLE)] == [("Waiting", "Post"), ("Told", "Call")]
    at.picks("Waiting", "Whether they were told")
    assert at.names() == ["Trần Thị An"]


# --- who is affected ------------------------------------------------------------------------------


def test_looking_again_in_another_way_forgets_what_was_found(at: AtTheIncidents) -> None:
    at.clicks("Find customers…")
    form = at.form()
    form.picks("Named one by one", "How do you know?")
    at.writes("KH-00001, KH-00002", "Codes of the customers")
    form.clicks("Look for them")
    assert form.sees_button("Put them on the list")
    form.picks("On a manifest", "How do you know?")
    assert form.sees_button("Look for them")
    form.clicks("Look for them")
    assert "empty" in form.reads()  # which manifest?


def test_an_unknown_code_is_said_in_the_form(at: AtTheIncidents) -> None:
    at.clicks("Find customers…")
    at.form().picks("Named one by one", "How do you know?")
    at.writes("KH-00099", "Codes of the customers")
    at.form().clicks("Look for them")
    assert "KH-00099" in at.form().reads()


def test_three_thousand_customers_are_listed_window_by_window(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> None:
    session = shop.session
    incidents.record(session, KNOWN)
    one = add_customer(session)
    with session.write() as uow:
        uow.db.executemany(
            "INSERT INTO customer (code, name, name_key, name_order, collected_at) VALUES (?, ?, ?, ?, ?)",
            [(f"KH-{n:05d}", f"Khách {n}", f"khach {n}", f"khach {n}", "2026-11-01") for n in range(2, 3001)],
        )
        uow.db.executemany(
            "INSERT INTO incident_person (incident_id, customer_id, found_by, added_at, added_by, state, channel)"
            " SELECT 1, id, 'BACKUP', '2026', 'x', 'WAITING', 'CALL' FROM customer WHERE id > ?",
            [(one.id,)],
        )
        uow.audit(AuditAction.INCIDENT_PEOPLE, None, {})
    at = AtTheIncidents(qtbot, session, tmp_path)
    at.turns_to("Customers (2,999)")
    model = at.table(PEOPLE).records
    assert model.rowCount() == 2999
    assert model.index(2998, 1).data() == "Khách 3000"
    assert "Customers: 2,999" in at.reads()


def test_a_wrong_one_is_taken_off_after_asking(
    at: AtTheIncidents, shop: Workplace, people: tuple[Customer, ...]
) -> None:
    put_on_list(shop.session, SC, *people)
    at.looks()
    at.turns_to("Customers (3)")
    assert at.why_not("Take off the list…") == "Choose customers in the list first."
    at.chooses("KH-00002", PEOPLE)
    at.clicks("Take off the list…")
    assert at.window.messages.questions[-1].title == "Take 1 off the list?"
    assert set(listed(shop.session, SC)) == {"KH-00001", "KH-00003"}


def test_what_the_gate_refuses_says_why(at: AtTheIncidents, shop: Workplace, people: tuple[Customer, ...]) -> None:
    put_on_list(shop.session, SC, people[2])
    at.looks()
    at.turns_to("Customers (1)")
    at.chooses("KH-00003", PEOPLE)
    at.clicks("Record for the chosen…")
    at.form().picks("Told: Email", "What became of them?")
    at.saves("Record")
    assert "(VK 6)" in at.form().reads()
    assert listed(shop.session, SC)["KH-00003"].state is WAITING


def test_all_chosen_cannot_be_reached(at: AtTheIncidents, shop: Workplace, people: tuple[Customer, ...]) -> None:
    put_on_list(shop.session, SC, *people)
    at.looks()
    at.turns_to("Customers (3)")
    at.chooses_all()
    at.clicks("Record for the chosen…")
    at.form().picks("Unreachable", "What became of them?")
    at.saves("Record")
    assert {one.state for one in listed(shop.session, SC).values()} == {UNREACHABLE}
    assert at.window.messages.toasts[-1] == "Recorded: 3"


def test_a_row_leads_to_the_customer(at: AtTheIncidents, shop: Workplace, people: tuple[Customer, ...]) -> None:
    put_on_list(shop.session, SC, *people)
    at.looks()
    at.turns_to("Customers (3)")
    at.chooses("KH-00002", PEOPLE)
    at.table(PEOPLE).open_current()
    assert at.window.targets == [Target(PageId.CUSTOMERS, "KH-00002")]


# --- paper ----------------------------------------------------------------------------------------


def test_papers_are_looked_at_before_they_are_recorded(
    at: AtTheIncidents, shop: Workplace, people: tuple[Customer, ...]
) -> None:
    put_on_list(shop.session, SC, *people)
    at.looks()
    before = len(incidents.steps(shop.session, SC))
    for words in ("Print the file…", "Print the letters…"):
        at.clicks(words)
        preview = next(one for one in at.screen.findChildren(PreviewDialog) if one.isVisible())
        at.form().picks("English", "Language of the paper")
        preview.reject()
        QApplication.processEvents()
    assert len(incidents.steps(shop.session, SC)) == before


def test_a_saved_file_is_recorded_once(at: AtTheIncidents, shop: Workplace, tmp_path: Path) -> None:
    at.window.messages.file_answers.append(tmp_path / "record.pdf")
    at.page.handlers()["incidents.print"]()
    at.form().clicks("Save as PDF…")
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF")
    assert incidents.steps(shop.session, SC)[-1].kind == "PRINTED"
