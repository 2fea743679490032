"""Ctrl+K: what is typed finds a thing or an act, by keyboard alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ledger.domain.errors import DatabaseDamaged
from ledger.domain.ids import FieldId
from ledger.domain.policy import Control
from ledger.services import data_uses, finding, promises
from ledger.services.deciding_many import to_the_end
from ledger.services.session import Session
from support.drivers_contact import ANALYSIS, agree_to_analysis, fill, make_list
from support.drivers_door import Person, Seeker
from support.services import Workplace, add_carrier, add_customer, take_parcels
from support.window import Window
from ui.actions import ACTIONS
from ui.dialogs import find_anything
from ui.dialogs.find_anything import FindDialog
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.places import PageId, Target


@pytest.fixture
def seeker(qtbot: QtBot, window: Window) -> Iterator[Seeker]:
    around = QWidget()
    around.resize(1280, 720)
    qtbot.addWidget(around)
    around.show()
    yield Seeker(FindDialog(window.desk, around))
    around.close()  # and stays until here, as a window does


def test_a_name_without_accents_finds_people_and_partners_in_groups(
    seeker: Seeker, window: Window, shop: Workplace
) -> None:
    customer = add_customer(shop.session, "Nguyễn Văn Đức")
    partner = add_carrier(shop.session, "Giao Nguyễn Nhanh")
    seeker.asks("nguyen")
    assert seeker.found() == [
        ("Customers", "", ""),
        ("Nguyễn Văn Đức", "091• ••• 979", customer.code),
        ("Partners", "", ""),
        ("Giao Nguyễn Nhanh", window.desk.wording.text("roles.CARRIER"), ""),
    ]
    seeker.presses(Qt.Key.Key_Down)  # passes over the heading
    seeker.presses(Qt.Key.Key_Return)
    assert window.targets == [Target(PageId.RECIPIENTS, str(partner.id))]


def test_part_of_a_phone_number_finds_its_owner_masked(seeker: Seeker, window: Window, shop: Workplace) -> None:
    customer = add_customer(shop.session)
    seeker.asks("647979")
    ((_, detail, code),) = seeker.found()[1:]
    assert "647" not in detail
    assert code == customer.code
    seeker.presses(Qt.Key.Key_Enter)
    assert window.targets == [Target(PageId.CUSTOMERS, customer.code)]


def test_codes_lead_to_their_pages(seeker: Seeker, window: Window, shop: Workplace) -> None:
    customer = add_customer(shop.session)
    (parcel,) = take_parcels(shop.session, customer, add_carrier(shop.session))
    seeker.asks(parcel.code)
    (line,) = seeker.found()[1:]
    assert line[1] == window.desk.wording.text("parcel_states.DRAFT")
    seeker.asks("dh-0001")
    assert seeker.found()[0][0] == "Orders"
    seeker.presses(Qt.Key.Key_Return)
    assert window.targets == [Target(PageId.PARCELS, "DH-0001")]


def test_the_code_of_a_breach_leads_to_the_promises(seeker: Seeker, window: Window, shop: Workplace) -> None:
    promises.record_breach(
        shop.session, promises.BreachInput(Control.ACCESS_CONTROL, "Người lạ thấy màn hình", shop.session.now())
    )
    seeker.asks("vp-0001")
    assert seeker.found() == [
        ("Breaches", "", ""),
        ("VP-0001", window.desk.wording.text("promises.ACCESS_CONTROL"), ""),
    ]
    seeker.presses(Qt.Key.Key_Return)
    assert window.targets == [Target(PageId.PROMISES, "VP-0001")]


def test_the_codes_of_a_list_and_of_a_use_lead_to_the_contact_page(
    seeker: Seeker, window: Window, shop: Workplace
) -> None:
    fill(shop)
    code = make_list(shop.session, "Ưu đãi")
    agree_to_analysis(shop, "KH-00001")
    wish = data_uses.UseWish(ANALYSIS, (FieldId("orders"),))
    use = data_uses.record(shop.session, to_the_end(data_uses.gather(shop.session, wish)), "")
    for typed, heading in ((code, "Contact lists"), (use, "Uses of data")):
        seeker.asks(typed)
        assert seeker.found()[0][0] == heading
    seeker.presses(Qt.Key.Key_Return)
    assert window.targets == [Target(PageId.CONTACT, use)]


def test_an_act_is_found_by_the_beginnings_of_its_words(seeker: Seeker) -> None:
    seeker.asks("lock scr")
    assert [line[0] for line in seeker.found()] == ["What you can do", "Lock the screen"]
    seeker.presses(Qt.Key.Key_Return)
    assert seeker.acts == ["lock"]


def test_an_act_of_another_page_goes_there_first(seeker: Seeker, window: Window) -> None:
    seeker.asks("print lab")
    seeker.presses(Qt.Key.Key_Return)
    assert window.targets == [Target(PageId.PARCELS)]
    assert seeker.acts == ["labels.print"]


def test_typing_and_entering_in_one_go_takes_what_was_typed(seeker: Seeker, shop: Workplace, window: Window) -> None:
    customer = add_customer(shop.session)
    seeker.types(customer.code, "Find anything")  # the wait after the last key is not over
    seeker.presses(Qt.Key.Key_Return)
    assert window.targets == [Target(PageId.CUSTOMERS, customer.code)]


def test_an_empty_line_tells_what_can_be_typed_and_nothing_found_says_so(seeker: Seeker) -> None:
    assert "What can be found" in seeker.reads()
    seeker.asks("zzzz")
    assert "Nothing found" in seeker.reads()
    seeker.presses(Qt.Key.Key_Return)
    assert seeker.palette.isVisible()
    seeker.asks("")
    assert "What can be found" in seeker.reads()


def test_a_search_that_fails_says_why(seeker: Seeker, window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(_session: Session, _typed: str) -> tuple[finding.Hit, ...]:
        raise DatabaseDamaged

    monkeypatch.setattr(find_anything, "find_anything", break_down)
    seeker.asks("nguyen")
    assert window.desk.say(DatabaseDamaged()) in seeker.reads()


def test_the_arrows_go_round_and_escape_leaves(seeker: Seeker, window: Window, shop: Workplace) -> None:
    for name in ("Lê An", "Lê Bình"):
        add_customer(shop.session, name, phones=(), emails=())
    seeker.asks("le")
    names = [line[0] for line in seeker.found() if line[2]]
    seeker.presses(Qt.Key.Key_Up)
    seeker.presses(Qt.Key.Key_Down)
    seeker.presses(Qt.Key.Key_Escape)
    assert names[:2] == ["Lê An", "Lê Bình"]
    assert window.targets == []
    assert not seeker.palette.isVisible()


def test_the_cheat_sheet_has_every_key(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    around.show()
    sheet = Person(ShortcutsDialog(around))
    shown = sheet.reads()
    for action in ACTIONS:
        assert action.words() in shown, action.id
    assert "Ctrl+K" in shown
    assert "On the page “Parcels”" in shown
    sheet.clicks("Close")
