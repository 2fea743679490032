"""Recording a disclosure by hand: what is proposed, what is refused and why, and the passphrase for an authority."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.domain.disclosure import Disclosure
from ledger.domain.wording import Language
from ledger.services import disclosures, recipients
from ledger.services.disclosures import Filter
from ledger.services.recipients import RecipientInput
from support.drivers_registers import AtTheForm, AtTheRegister
from support.services import Workplace, add_authority, add_carrier, add_customer, attempts, workplace
from support.storage import MANAGER_PASSPHRASE
from support.window import make_desk
from ui.pages.disclosures import DisclosuresPage
from ui.places import PageId, Target

Key = Qt.Key
PAPERS = ("Document number", "Date of the document", "Issuing body", "Legal reference")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workplace]:
    for one in workplace(tmp_path):
        add_customer(one.session)
        fast = add_carrier(one.session)
        add_authority(one.session)
        recipients.add(one.session, RecipientInput("Giao Lậu", fast.role))
        yield one


def sit_down(qtbot: QtBot, shop: Workplace, tmp_path: Path) -> AtTheRegister:
    window = make_desk(shop.session, tmp_path / "window.ini", language=Language.EN)
    return AtTheRegister(qtbot, window, DisclosuresPage)


@pytest.fixture
def page(shop: Workplace, qtbot: QtBot, tmp_path: Path) -> AtTheRegister:
    return sit_down(qtbot, shop, tmp_path)


def begin(page: AtTheRegister, recipient: str = "") -> AtTheForm:
    """Open the form about the customer in view, as the card of a customer does."""
    page.is_sent_here(Target(PageId.DISCLOSURES, "KH-00001", "new"))
    form = page.form()
    if recipient:
        form.picks("Recipient", recipient)
    return form


def recorded(shop: Workplace) -> tuple[Disclosure, ...]:
    return disclosures.find(shop.session, Filter())


# --- what is proposed ---------------------------------------------------------------------------


def test_a_carrier_is_proposed_what_it_may_get_and_the_purpose_needs(page: AtTheRegister) -> None:
    form = begin(page, "Giao Nhanh")
    assert form.purposes()[0] == "Delivery of goods"
    assert len(form.purposes()) > 1
    assert form.ticked() == {"Name", "Phone number", "Address", "Products bought", "Amount to collect"}
    assert {"Carrier", "valid until 20/05/2027"} <= set(form.words().split("\n"))


def test_an_authority_is_proposed_nothing_and_asked_for_its_papers(page: AtTheRegister) -> None:
    form = begin(page, "Công an")
    assert form.ticked() == set()
    assert all(form.line(name).isVisible() for name in PAPERS)
    form.picks("Recipient", "Giao Nhanh")
    with pytest.raises(StopIteration):
        form.line(PAPERS[0])


def test_by_keyboard_alone_from_the_key_to_the_new_row(page: AtTheRegister, shop: Workplace) -> None:
    page.does("new")
    form = page.form()
    page.goes_to(form.line("Customer"))
    form.types_here("đức")
    page.qtbot.waitUntil(lambda: any("KH-00001" in one for one in form.offered()))
    form.presses(Key.Key_Return)
    assert form.line("Customer").text() == "Nguyễn Văn Đức · KH-00001"
    page.goes_to(form.list("Recipient"))
    for _ in range(form.list("Recipient").count()):
        if not form.list("Recipient").currentText().startswith("Giao Nhanh"):
            form.presses(Key.Key_Down)
    page.goes_to(form.line("Note"))
    form.types_here("giao giúp")
    form.presses(Key.Key_Return)
    assert not page.is_asked()
    (one,) = recorded(shop)
    assert one.note == "giao giúp"
    assert page.window.messages.toasts == ["The disclosure is recorded."]
    assert page.facts()["Note"] == "giao giúp"


def test_the_new_row_is_chosen_whatever_was_filtered_before(page: AtTheRegister, shop: Workplace) -> None:
    page.picks("Period", "Last month")
    form = begin(page, "Giao Nhanh")
    form.writes("When", "20/11/2026 08:00")
    form.saves()
    assert [one.occurred_at.hour for one in recorded(shop)] == [1]  # 8:00 in Vietnam
    assert page.facts()["When"] == "20/11/2026 08:00"
    assert page.facts()["Recorded at"] == "21/11/2026 10:00"


# --- what is refused ----------------------------------------------------------------------------


def test_a_refusal_stays_in_the_form_with_clause_and_way_out_and_is_written_down(
    page: AtTheRegister, shop: Workplace
) -> None:
    form = begin(page, "Giao Lậu")
    form.writes("Note", "thử")
    form.saves()
    assert any(reason.endswith("(VK 3)") for reason in form.refusal())
    assert form.line("Note").text() == "thử"
    assert (len(recorded(shop)), len(attempts(shop.session))) == (0, 1)
    form.clicks("Record a new commitment…")
    unsigned = recipients.by_name(shop.session, "Giao Lậu")
    assert page.window.targets == [Target(PageId.RECIPIENTS, str(unsigned.id), "commitment")]


def test_a_field_too_many_is_refused_by_name_and_goes_through_without_it(page: AtTheRegister, shop: Workplace) -> None:
    form = begin(page, "Giao Nhanh")
    form.ticks("Email")
    form.saves()
    assert any("Email" in reason for reason in form.refusal())
    form.unticks("Email")
    form.saves()
    assert len(recorded(shop)) == 1


def test_a_wrong_time_is_said_under_its_field_and_nothing_typed_is_lost(page: AtTheRegister, shop: Workplace) -> None:
    form = begin(page, "Giao Nhanh")
    form.writes("When", "hôm qua")
    form.writes("Note", "giữ lại")
    form.saves()
    assert "is not a possible date" in form.words()
    assert (form.line("When").text(), form.line("Note").text()) == ("hôm qua", "giữ lại")
    assert recorded(shop) == ()


def test_without_customer_and_recipient_nothing_is_asked_of_the_policy(page: AtTheRegister, shop: Workplace) -> None:
    page.does("new")
    form = page.form()
    form.saves()
    assert "Choose a customer from the list." in form.words()
    assert "Choose who receives the data." in form.words()
    assert attempts(shop.session) == ()


# --- an authority -------------------------------------------------------------------------------


def fill_in_papers(form: AtTheForm) -> None:
    for name, words in zip(PAPERS, ("118/CV-CAP", "20/11/2026", "Công an Ba Đình", "Điều 19"), strict=True):
        form.writes(name, words)
    form.ticks("Name", "Phone number")


def test_an_authority_needs_the_passphrase_once_more_and_then_gets_what_was_typed(
    page: AtTheRegister, shop: Workplace
) -> None:
    form = begin(page, "Công an")
    fill_in_papers(form)
    form.saves()
    asked = page.confirmation()
    asked.types_here("không phải")
    asked.saves()
    assert "The passphrase is not right" in asked.words()
    assert recorded(shop) == ()
    asked.types_here(MANAGER_PASSPHRASE)
    asked.presses(Key.Key_Return)
    assert not page.is_asked()
    (one,) = recorded(shop)
    assert one.authority is not None
    assert (one.authority.document_number, one.authority.issuing_body) == ("118/CV-CAP", "Công an Ba Đình")
    assert page.facts()["Reference"] == "118/CV-CAP"


def test_within_five_minutes_it_is_not_asked_again_and_after_them_it_is(page: AtTheRegister, shop: Workplace) -> None:
    form = begin(page, "Công an")
    fill_in_papers(form)
    form.saves()
    asked = page.confirmation()
    asked.types_here(MANAGER_PASSPHRASE)
    asked.saves()
    shop.clock.move(minutes=4)
    form = begin(page, "Công an")
    fill_in_papers(form)
    form.saves()
    assert len(recorded(shop)) == 2
    shop.clock.move(minutes=2)
    form = begin(page, "Công an")
    fill_in_papers(form)
    form.saves()
    assert page.confirmation()
    assert len(recorded(shop)) == 2


def test_leaving_the_question_keeps_the_form(page: AtTheRegister, shop: Workplace) -> None:
    form = begin(page, "Công an")
    fill_in_papers(form)
    form.saves()
    page.confirmation().clicks("Cancel")
    assert form.line("Document number").text() == "118/CV-CAP"
    assert recorded(shop) == ()


def test_papers_that_lack_something_are_refused_by_name(page: AtTheRegister, shop: Workplace) -> None:
    form = begin(page, "Công an")
    form.writes("Document number", "118/CV-CAP")
    form.ticks("Name")
    form.saves()
    asked = page.confirmation()
    asked.types_here(MANAGER_PASSPHRASE)
    asked.saves()
    assert any("Issuing body" in reason for reason in form.refusal())
    assert len(attempts(shop.session)) == 1


def test_staff_cannot_choose_an_authority_and_read_why(shop: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    shop.as_staff()
    form = begin(sit_down(qtbot, shop, tmp_path))
    box = form.list("Recipient")
    at = next(at for at in range(box.count()) if box.itemText(at).startswith("Công an"))
    assert box.itemText(at).endswith("(manager only)")
    assert not box.model().index(at, 0).flags() & Qt.ItemFlag.ItemIsEnabled


def test_typed_text_is_not_thrown_away_without_a_question(page: AtTheRegister) -> None:
    form = begin(page, "Giao Nhanh")
    page.window.messages.answer_yes = False
    form.writes("Note", "còn dở")
    form.clicks("Cancel")
    QApplication.processEvents()
    assert [one.title for one in page.window.messages.questions] == ["Leave without saving?"]
    assert page.is_asked()
