"""The register of shared data and the list of blocked attempts, as the shop reads them."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.domain.customer import Customer
from ledger.domain.errors import DatabaseDamaged, LedgerError
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.recipient import Recipient
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import disclosures, recipients
from ledger.services.disclosures import DisclosureInput
from ledger.services.recipients import RecipientInput
from ledger.services.session import Session
from support.drivers_registers import AtTheRegister, here
from support.services import (
    DELIVERY,
    LAW,
    PAPERS,
    Workplace,
    add_authority,
    add_carrier,
    add_customer,
)
from support.window import make_desk
from ui.pages.disclosures import DisclosuresPage
from ui.places import PageId, Target
from ui.widgets import disclosure_register

NAME, PHONE, ADDRESS = FieldId("name"), FieldId("phone"), FieldId("address")


def give(
    session: Session, who: Customer, to: Recipient, purpose: PurposeId = DELIVERY, **about: Any
) -> disclosures.DisclosureInput:
    """Give name and phone away, or try to."""
    typed = DisclosureInput(to.id, purpose, frozenset({NAME, PHONE}), **about)
    disclosures.disclose(session, who.code, typed)
    return typed


@pytest.fixture
def lived(shop: Workplace) -> Workplace:
    """Two customers; one delivery each by two carriers, the police once, and two refusals."""
    one = shop.session
    duc, hoa = add_customer(one), add_customer(one, "Trần Thị Hoa", phones=("0988 123 456",), emails=())
    fast, slow = add_carrier(one), add_carrier(one, "Giao Chậm")
    police = add_authority(one)
    unsigned = recipients.add(one, RecipientInput("Giao Lậu", fast.role))
    give(one, duc, fast, note="gọi trước khi giao")
    shop.clock.move(minutes=5)
    give(one, hoa, slow)
    shop.clock.move(minutes=5)
    one.mark_confirmed(Operation.DISCLOSE_TO_AUTHORITY)
    give(one, duc, police, LAW, authority=PAPERS)
    shop.clock.move(minutes=5)
    give(one, hoa, unsigned)
    return shop


def sit_down(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> AtTheRegister:
    window = make_desk(shop.session, tmp_path / "window.ini", language=Language.EN)
    return AtTheRegister(qtbot, window, DisclosuresPage)


@pytest.fixture
def manager(lived: Workplace, qtbot: QtBot, tmp_path: Path) -> AtTheRegister:
    return sit_down(qtbot, lived, tmp_path)


# --- the register -------------------------------------------------------------------------------


def test_the_register_says_in_words_who_got_what_and_why_newest_first(manager: AtTheRegister) -> None:
    assert manager.column("Recipient") == ["Công an phường Ba Đình", "Giao Chậm", "Giao Nhanh"]
    assert manager.column("Basis") == ["By law", "By contract", "By contract"]
    assert manager.column("Purpose and data") == ["Complying with the law", "Delivery of goods", "Delivery of goods"]
    assert manager.column("Recorded by") == ["Chị Bình"] * 3
    assert "Rows: 3" in manager.words()


def test_the_newest_is_chosen_and_everything_about_it_stands_beside_the_list(manager: AtTheRegister) -> None:
    facts = manager.facts()
    assert facts["Customer"] == "Nguyễn Văn Đức · KH-00001"
    assert facts["Data"] == "Name, Phone number"
    assert facts["Reference"] == "118/CV-CAP"
    assert (facts["Issuing body"], facts["Date of the document"]) == ("Công an phường Ba Đình", "21/11/2026")
    assert facts["Legal reference"] == "Luật 91/2025/QH15, Điều 19"
    manager.chooses(2)
    assert manager.facts()["Note"] == "gọi trước khi giao"
    assert "Issuing body" not in manager.facts()


def test_from_a_row_to_its_customer_and_its_partner(manager: AtTheRegister, lived: Workplace) -> None:
    manager.chooses(1)
    manager.clicks("Open the customer")
    manager.clicks("Open the partner")
    slow = recipients.by_name(lived.session, "Giao Chậm")
    assert manager.window.targets == [Target(PageId.CUSTOMERS, "KH-00002"), Target(PageId.RECIPIENTS, str(slow.id))]
    QTest.keyClick(manager.table(), Qt.Key.Key_Return)
    assert manager.window.targets[-1] == Target(PageId.CUSTOMERS, "KH-00002")


def test_filters_leave_only_what_they_name(manager: AtTheRegister) -> None:
    manager.picks("Recipient", "Giao Nhanh")
    assert manager.column("Recipient") == ["Giao Nhanh"]
    manager.picks("Recipient", "All")
    manager.picks("Basis", "By law")
    assert manager.column("Recipient") == ["Công an phường Ba Đình"]
    manager.picks("Basis", "All")
    manager.picks("Purpose", "Delivery")
    assert manager.column("Recipient") == ["Giao Chậm", "Giao Nhanh"]
    manager.searches("hoa")
    assert manager.column("Recipient") == ["Giao Chậm"]


def test_a_period_without_rows_says_so_and_a_later_one_shows_them_again(manager: AtTheRegister) -> None:
    manager.picks("Period", "Last month")
    assert manager.rows() == []
    assert "Nothing found" in manager.words()
    manager.picks("Period", "This month")
    assert len(manager.rows()) == 3
    manager.picks("Period", "Chosen days")
    assert len(manager.rows()) == 3


def test_sent_here_about_one_customer_the_list_is_theirs_until_that_is_taken_away(manager: AtTheRegister) -> None:
    manager.is_sent_here(Target(PageId.DISCLOSURES, "KH-00002"))
    assert manager.column("Recipient") == ["Giao Chậm"]
    manager.clicks("Customer KH-00002")
    assert len(manager.rows()) == 3


def test_before_anything_was_shared_the_page_says_how_it_begins(shop: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    page = sit_down(qtbot, shop, tmp_path)
    assert "Nothing was shared yet" in page.words()
    page.clicks("Record a disclosure")
    assert page.is_asked()


def test_what_cannot_be_read_is_said_and_can_be_tried_again(
    manager: AtTheRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> LedgerError:
        raise DatabaseDamaged(file="ledger.db", why="page")

    with monkeypatch.context() as patch:
        patch.setattr(disclosure_register, "full", fail)
        manager.chooses(1)
    assert "The ledger is damaged" in manager.facts()["Could not be read"]
    manager.chooses(0)
    assert "Could not be read" not in manager.facts()


# --- blocked ------------------------------------------------------------------------------------


def test_a_refusal_shows_every_reason_with_its_clause_and_where_to_settle_it(
    manager: AtTheRegister, lived: Workplace
) -> None:
    manager.clicks("Blocked attempts")
    assert manager.column("Act") == ["Sharing data"]
    assert manager.column("Recipient") == ["Giao Lậu"]
    (reason,) = manager.refusal()
    assert reason.startswith("The recipient has not signed a confidentiality commitment")
    assert reason.endswith("(VK 3)")
    manager.clicks("Record a new commitment…")
    unsigned = recipients.by_name(lived.session, "Giao Lậu")
    assert manager.window.targets == [Target(PageId.RECIPIENTS, str(unsigned.id), "commitment")]


def test_blocked_attempts_can_be_narrowed_to_one_kind_of_act(manager: AtTheRegister) -> None:
    manager.clicks("Blocked attempts")
    manager.picks("Act", "Printing a label")
    assert manager.rows() == []
    manager.picks("Act", "Sharing data")
    assert len(manager.rows()) == 1


def test_without_refusals_the_list_says_what_would_stand_there(shop: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    page = sit_down(qtbot, shop, tmp_path)
    page.clicks("Blocked attempts")
    assert "Nothing was blocked" in page.words()


# --- roles --------------------------------------------------------------------------------------


def test_staff_see_what_they_recorded_and_are_told_so(lived: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    one = lived.as_staff()
    page = sit_down(qtbot, lived, tmp_path)
    assert page.rows() == []
    assert "You have recorded nothing yet" in page.words()
    assert "You see what you recorded yourself." in page.words()
    give(one, add_customer(one, "Lê Thị Mai", phones=("0977 111 222",)), recipients.by_name(one, "Giao Nhanh"))
    page.does("refresh")
    assert page.column("Recorded by") == ["Anh Dũng"]


def test_staff_find_the_report_shut_with_the_reason(lived: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    lived.as_staff()
    page = sit_down(qtbot, lived, tmp_path)
    report = page.button("Report")
    assert not report.isEnabled()
    assert report.toolTip().startswith("The report covers what everybody recorded")
    assert "report.print" not in page.page.handlers()


def test_the_views_are_reached_with_the_keyboard_alone(manager: AtTheRegister) -> None:
    manager.page.activateWindow()
    manager.button("Register").setFocus()
    QTest.keyClick(here(), Qt.Key.Key_Right)
    QTest.keyClick(here(), Qt.Key.Key_Space)
    QApplication.processEvents()
    assert manager.refusal()
