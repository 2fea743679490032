"""The disclosure report: counted and looked at without a trace, on the trail the moment it leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ledger.domain.audit import AuditAction
from ledger.domain.ids import FieldId
from ledger.domain.wording import Language
from ledger.services import disclosures
from ledger.services.disclosures import DisclosureInput
from ledger.services.trail import head_of
from support.drivers_registers import AtTheForm, AtTheRegister
from support.services import DELIVERY, Workplace, add_carrier, add_customer, entries_since, workplace
from support.storage import MANAGER_PASSPHRASE
from support.window import make_desk
from ui.dialogs.print_dialog import PrintDialog
from ui.pages.disclosures import DisclosuresPage
from ui.printing import page_words
from ui.widgets import report_view

NAME = frozenset({FieldId("name")})


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    for one in workplace(tmp_path):
        duc, hoa = add_customer(one.session), add_customer(one.session, "Trần Thị Hoa", phones=("0988 123 456",))
        fast, slow = add_carrier(one.session), add_carrier(one.session, "Giao Chậm")
        for who, to in ((duc, fast), (duc, slow), (hoa, fast)):
            disclosures.disclose(one.session, who.code, DisclosureInput(to.id, DELIVERY, NAME))
        yield one


@pytest.fixture
def page(shop: Workplace, qtbot: QtBot, tmp_path: Path) -> AtTheRegister:
    """The manager, with the report in view."""
    window = make_desk(shop.session, tmp_path / "window.ini", language=Language.EN)
    one = AtTheRegister(qtbot, window, DisclosuresPage)
    one.does("report.print")
    one.qtbot.waitUntil(lambda: "Rows in the report" in one.words())
    return one


def counts(page: AtTheRegister, number: int) -> bool:
    return f"Rows in the report: {number}\n" in page.words()


def printed(shop: Workplace, since: int) -> list[AuditAction]:
    return [one.entry.action for one in entries_since(shop.session, since)]


def test_looking_at_the_report_counts_and_shows_it_and_records_nothing(page: AtTheRegister, shop: Workplace) -> None:
    before = head_of(shop.session).seq
    assert counts(page, 3)
    page.picks("Recipient", "Giao Nhanh")
    page.qtbot.waitUntil(lambda: counts(page, 2))
    assert head_of(shop.session).seq == before


def test_a_customer_half_typed_is_no_report_about_everybody(page: AtTheRegister) -> None:
    page.writes("Customer", "Nguyễn Không Có")
    page.qtbot.waitUntil(lambda: "Choose a customer from the list." in page.words())
    assert not page.button("Print…").isEnabled()
    assert not page.button("Save as PDF…").isEnabled()


def test_saving_records_it_once_and_writes_the_real_paper(page: AtTheRegister, shop: Workplace, tmp_path: Path) -> None:
    before = head_of(shop.session).seq
    page.window.messages.file_answers = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    page.clicks("Save as PDF…")
    page.clicks("Save as PDF…")
    assert printed(shop, before) == [AuditAction.REPORT_PRINTED]
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    words = page_words((tmp_path / "a.pdf").read_bytes(), 0)
    assert "Báo cáo chia sẻ dữ liệu" in words
    assert "XEM TRƯỚC" not in words
    assert page.window.messages.toasts == ["Saved: a.pdf", "Saved: b.pdf"]


def test_another_wish_is_another_paper_and_another_entry(page: AtTheRegister, shop: Workplace, tmp_path: Path) -> None:
    before = head_of(shop.session).seq
    page.window.messages.file_answers = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    page.clicks("Save as PDF…")
    page.picks("Language of the paper", "English")
    page.qtbot.waitUntil(lambda: page.button("Save as PDF…").isEnabled())
    page.clicks("Save as PDF…")
    assert printed(shop, before) == [AuditAction.REPORT_PRINTED] * 2
    assert "Disclosure report" in page_words((tmp_path / "b.pdf").read_bytes(), 0)


def test_changing_ones_mind_at_the_folder_records_nothing(page: AtTheRegister, shop: Workplace) -> None:
    before = head_of(shop.session).seq
    page.clicks("Save as PDF…")
    assert printed(shop, before) == []


def test_a_folder_that_is_gone_is_said_and_the_paper_can_be_saved_elsewhere(
    page: AtTheRegister, shop: Workplace, tmp_path: Path
) -> None:
    before = head_of(shop.session).seq
    page.window.messages.file_answers = [tmp_path / "gone" / "a.pdf", tmp_path / "a.pdf"]
    page.clicks("Save as PDF…")
    assert "cannot be saved" in page.words()
    page.clicks("Save as PDF…")
    assert (tmp_path / "a.pdf").exists()
    assert printed(shop, before) == [AuditAction.REPORT_PRINTED]


def test_who_sat_down_long_ago_is_asked_who_is_there(page: AtTheRegister, shop: Workplace, tmp_path: Path) -> None:
    shop.clock.move(minutes=6)
    before = head_of(shop.session).seq
    page.window.messages.file_answers = [tmp_path / "a.pdf"]
    page.clicks("Save as PDF…")
    page.confirmation().clicks("Cancel")
    assert "needs your passphrase once more" in page.words()
    assert page.button("Save as PDF…").isEnabled()
    page.clicks("Print…")
    dialog = page.dialog(PrintDialog)
    assert dialog is not None
    AtTheForm(dialog).clicks("Print")
    assert printed(shop, before) == []
    asked = page.confirmation()
    asked.types_here(MANAGER_PASSPHRASE)
    asked.clicks("Confirm")
    assert printed(shop, before) == [AuditAction.REPORT_PRINTED]
    assert len(page.window.printing.printed) == 1


def test_printing_asks_for_the_printer_and_records_when_it_prints(page: AtTheRegister, shop: Workplace) -> None:
    before = head_of(shop.session).seq
    page.clicks("Print…")
    dialog = page.dialog(PrintDialog)
    assert dialog is not None
    assert printed(shop, before) == []
    AtTheForm(dialog).clicks("Print")
    assert printed(shop, before) == [AuditAction.REPORT_PRINTED]
    assert len(page.window.printing.printed) == 1


def test_a_long_report_is_drawn_only_when_asked_for(page: AtTheRegister, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_view, "LONG", 1)
    page.picks("Recipient", "Giao Nhanh")
    page.qtbot.waitUntil(lambda: "This is a long report" in page.words())
    assert not page.button("Print…").isEnabled()
    page.clicks("Draw the preview")
    page.qtbot.waitUntil(lambda: page.button("Print…").isEnabled())


def test_one_customer_chosen_with_the_keyboard(page: AtTheRegister) -> None:
    page.page.activateWindow()
    page.writes("Customer", "KH-00002")
    QTest.keyClick(page.line("Customer"), Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: counts(page, 1))
