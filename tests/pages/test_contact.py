"""The contact page, contacts made and uses of data, as the shop works with them."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.domain.errors import DatabaseDamaged
from ledger.domain.gate import ReasonCode
from ledger.services import contact_lists, data_uses
from ledger.services.contacts import ContactQuery
from ledger.services.contacts import ids as contact_ids
from ledger.services.deciding_many import to_the_end
from support.drivers_contact import ANALYSIS, AtContact, agree_to_analysis, fill, make_list, sit_down
from support.services import Workplace, attempts
from ui.places import PageId, Target
from ui.theme import Tone

Key = Qt.Key


@pytest.fixture
def people(shop: Workplace) -> Workplace:
    return fill(shop)


@pytest.fixture
def person(people: Workplace, qtbot: QtBot, tmp_path: Path) -> AtContact:
    return sit_down(qtbot, people, tmp_path)


# --- contacts made ------------------------------------------------------------------------------


def test_a_contact_is_logged_and_stands_in_the_register(person: AtContact, people: Workplace) -> None:
    people.clock.move(hours=1)
    person.is_sent_here(Target(PageId.CONTACT, "KH-00001", "log"))
    form = person.at()
    form.picks("What for", "Marketing")
    assert "Allowed now: SMS" in form.words()
    form.clicks("SMS")
    form.writes("When", "10:30")
    form.saves()
    assert person.column("When") == ["10:30"]
    assert person.column("On what basis") == ["By consent"]
    assert person.column("Logged by") == ["Chị Bình"]


def test_a_contact_outside_the_hours_is_refused_with_the_decree_and_recorded(
    person: AtContact, people: Workplace
) -> None:
    people.clock.move(hours=13)  # 23:00
    person.is_sent_here(Target(PageId.CONTACT, "KH-00001", "log"))
    form = person.at()
    form.picks("What for", "Marketing")
    form.clicks("SMS")
    form.saves()
    assert len(form.refusal()) == 1
    assert "7:00 to 22:00" in form.refusal()[0]
    assert "Decree 91/2020" in form.refusal()[0]
    assert attempts(people.session)[0].reasons[0].code is ReasonCode.OUTSIDE_HOURS
    assert contact_ids(people.session, ContactQuery()).tolist() == []


def test_a_refusal_leads_to_where_it_is_settled(person: AtContact) -> None:
    person.is_sent_here(Target(PageId.CONTACT, "KH-00004", "log"))
    form = person.at()
    form.picks("What for", "Marketing")
    form.saves()
    form.clicks("Record an answer…")
    assert person.window.targets[-1] == Target(PageId.CUSTOMERS, "KH-00004", "consent")


@pytest.mark.parametrize("typed", ["21/11/2026 10:01", "hôm qua"])
def test_a_time_that_cannot_be_is_said_and_nothing_typed_is_lost(person: AtContact, typed: str) -> None:
    person.is_sent_here(Target(PageId.CONTACT, "KH-00001", "log"))
    form = person.at()
    form.writes("When", typed)
    form.saves()
    assert person.is_at_a_dialog()
    assert form.line("When").text() == typed


def test_without_a_customer_nothing_is_asked(person: AtContact, people: Workplace) -> None:
    person.clicks("Contacts made")
    person.does("new")
    form = person.at()
    form.saves()
    assert "Choose a customer from the list." in form.words()
    assert attempts(people.session) == ()


def test_filters_leave_only_what_they_name(person: AtContact, people: Workplace) -> None:
    code = make_list(people.session)
    contact_lists.log_made(people.session, code, None)
    person.clicks("Contacts made")
    assert sorted(person.column("List")) == [code, code]
    person.picks("Channel", "Email")
    assert "Nothing found" in person.words()
    person.picks("Channel", "SMS")
    person.searches("hoa")
    assert person.column("Customer") == ["Trần Thị Hoa"]
    person.goes_to(person.table())
    person.presses(Key.Key_Return)
    assert person.window.targets[-1] == Target(PageId.CUSTOMERS, "KH-00002")


def test_sent_here_about_one_customer(person: AtContact, people: Workplace) -> None:
    contact_lists.log_made(people.session, make_list(people.session), None)
    person.is_sent_here(Target(PageId.CONTACT, "KH-00002"))
    assert person.column("Customer") == ["Trần Thị Hoa"]


def test_staff_see_what_they_logged_themselves(people: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    contact_lists.log_made(people.session, make_list(people.session), None)
    people.as_staff()
    person = sit_down(qtbot, people, tmp_path)
    person.clicks("Contacts made")
    assert "You see what you recorded yourself." in person.words()
    assert person.rows() == []
    assert "You have logged no contact yet" in person.words()
    person.is_sent_here(Target(PageId.CONTACT, "KH-00002"))
    assert person.column("Customer") == ["Trần Thị Hoa"]


# --- uses of data -------------------------------------------------------------------------------


def test_a_use_is_counted_and_recorded(person: AtContact, people: Workplace) -> None:
    agree_to_analysis(people, "KH-00001", "KH-00002")
    person.is_sent_here(Target(PageId.CONTACT, act="use"))
    form = person.at()
    form.saves()
    assert person.is_at_a_dialog()  # no field is ticked yet
    form.ticks("Products bought", "Orders")
    form.writes("Note", "bán chạy mùa thu")
    form.saves()
    assert form.left_out()["Never asked"] == (4, "KO 2")
    form.saves()
    row = data_uses.rows(people.session, data_uses.ids(people.session, data_uses.UseQuery()))[0]
    assert (row.code, row.customers, row.note) == ("SD-0001", 2, "bán chạy mùa thu")
    assert person.facts()["Data"] == "Orders, Products bought"
    assert person.facts()["Customers"] == "2, left out 4"
    assert person.left_out()["Never asked"] == (4, "KO 2")


def test_fields_the_purpose_does_not_need_cannot_be_ticked(person: AtContact) -> None:
    person.is_sent_here(Target(PageId.CONTACT, act="use"))
    form = person.at()
    gender = form.button("Gender")
    assert not gender.isEnabled()
    assert "Analysis and surveys” does not need" in gender.toolTip()
    form.picks("What for", "Greetings")
    assert form.button("Gender").isEnabled()


def test_nobodys_data_is_no_use(person: AtContact, people: Workplace) -> None:
    person.is_sent_here(Target(PageId.CONTACT, act="use"))
    form = person.at()
    form.ticks("Orders")
    form.saves()
    assert "Nobody's data may be used for this" in form.words()
    assert not form.next_button().isEnabled()
    assert data_uses.ids(people.session, data_uses.UseQuery()).tolist() == []


def test_sent_here_about_one_use(person: AtContact, people: Workplace) -> None:
    agree_to_analysis(people, "KH-00001")
    for field in ("orders", "products"):
        wish = data_uses.UseWish(ANALYSIS, (field,))  # type: ignore[arg-type]  # a field id as it is written
        data_uses.record(people.session, to_the_end(data_uses.gather(people.session, wish)), field)
        people.clock.move(minutes=1)
    person.is_sent_here(Target(PageId.CONTACT, "SD-0001"))
    assert person.facts()["Note"] == "orders"


# --- the page itself ----------------------------------------------------------------------------


def test_before_anything_was_done_each_view_says_how_it_begins(shop: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    person = sit_down(qtbot, shop, tmp_path)
    assert "No contact list yet" in person.words()
    person.clicks("Contacts made")
    assert "Nobody was contacted yet" in person.words()
    person.clicks("Uses of data")
    assert "No use of data recorded yet" in person.words()


def test_one_key_adds_to_the_view_in_sight(person: AtContact) -> None:
    titles = []
    for view in ("Contact lists", "Contacts made", "Uses of data"):
        person.clicks(view)
        person.does("new")
        titles.append(person.at().dialog.windowTitle())
        person.at().dialog.reject()
        QApplication.processEvents()
    assert titles == ["New contact list", "Log a contact", "Record a use of data"]


def test_a_list_that_cannot_be_read_says_so_and_is_asked_again(
    person: AtContact, people: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_list(people.session)

    def broken(*_: object) -> object:
        raise DatabaseDamaged

    with monkeypatch.context() as patched:
        patched.setattr(person.page.lists.model, "_ids_of", broken)  # type: ignore[attr-defined]  # the page's own
        person.does("refresh")
        assert "damaged" in person.words()
    person.clicks("Try again")
    assert len(person.lists()) == 1


def test_a_code_that_is_not_there_is_told(person: AtContact) -> None:
    person.is_sent_here(Target(PageId.CONTACT, "LH-0099"))
    assert person.window.messages.toast_tones == [Tone.WARN]


def test_a_list_that_was_made_before_the_filters_is_found_all_the_same(person: AtContact, people: Workplace) -> None:
    code = make_list(people.session)
    people.clock.move(days=40)
    person.picks("Period", "This month")
    person.is_sent_here(Target(PageId.CONTACT, code))
    assert person.lists()[0][0] == "Ưu đãi"
    assert people.clock.now() - contact_lists.get(people.session, code).made_at > timedelta(days=39)
