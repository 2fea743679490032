"""What is written down about a customer: answers, stops, corrections, new people; refusals keep what was typed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ledger.domain.consent import ConsentMethod, ConsentOutcome, ConsentState
from ledger.domain.ids import PurposeId
from ledger.domain.purpose import Channel
from ledger.services import consents, customers
from ledger.services.consents import Said
from ledger.services.customer_card import card
from support.drivers_customers import AtCustomers
from support.services import MARKETING, Workplace, add_child, add_customer, guard, workplace
from ui.dialogs.preview_dialog import PreviewDialog
from ui.dialogs.recipient_scan import ScanDialog
from ui.places import PageId, Target

pytestmark = pytest.mark.usefixtures("qapp")
SMS = "SMS"
OFFERS = "Marketing and offers"


def state(shop: Workplace, code: str = "KH-00001", purpose: PurposeId = MARKETING) -> ConsentState:
    cells = card(shop.session, code).matrix
    return next(one.state for one in cells if one.purpose.id == purpose and one.channel is Channel.SMS)


def at_card(shop: Workplace, home: Path, name: str = "duc") -> AtCustomers:
    me = AtCustomers(shop.session, home)
    me.opens(name)
    return me


# --- answers ------------------------------------------------------------------------------------


def test_a_yes_is_recorded_by_keyboard_and_told_below_the_matrix(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = at_card(shop, tmp_path)
    me.walks_to(OFFERS, SMS)
    me.key(Qt.Key.Key_Return)
    form = me.form()
    form.button("Yes, agrees").setFocus()
    form.presses(Qt.Key.Key_Space)
    form.chooses("How?", "Website or app")
    form.types("mỗi tháng một lần", into="How often may advertising come?")
    form.button("Record").setFocus()
    form.presses(Qt.Key.Key_Space)
    assert not me.has_dialog()
    assert state(shop) is ConsentState.GRANTED
    assert "policy version 1" in me.reads()
    assert "mỗi tháng một lần" in me.reads()


def test_nothing_is_answered_before_somebody_says_what(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = at_card(shop, tmp_path)
    me.walks_to(OFFERS, SMS)
    me.key(Qt.Key.Key_Return)
    form = me.form()
    form.clicks("Record")
    assert form.error("answer")
    assert form.is_open()
    assert state(shop) is ConsentState.NEVER_ASKED


def test_withdrawing_is_one_step(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    now = shop.session.now()
    consents.record(
        shop.session,
        "KH-00001",
        Said(MARKETING, Channel.SMS, ConsentOutcome.GRANTED, ConsentMethod.WRITING, now),
    )
    me = at_card(shop, tmp_path)
    me.walks_to(OFFERS, SMS)
    me.clicks("Withdraw…")
    me.form().clicks("Record")
    assert state(shop) is ConsentState.WITHDRAWN


def test_a_refused_yes_shows_reason_clause_and_way_out_and_keeps_what_was_typed(
    shop: Workplace, tmp_path: Path
) -> None:
    child = add_child(shop.session, "Bé Na")
    guard(shop.session, child, add_customer(shop.session, "Mẹ Na", phones=("0911 000 444",)))
    me = at_card(shop, tmp_path, "be na")
    me.walks_to(OFFERS, SMS)
    me.key(Qt.Key.Key_Return)
    form = me.form()
    form.clicks("Yes, agrees")
    form.types("theo phiếu số 7", into="How often may advertising come?")
    form.clicks("Record")
    assert len(form.refusals()) == 1
    assert "VK 9" in form.refusals()[0]
    assert form.line("How often may advertising come?").text() == "theo phiếu số 7"
    assert form.sees_button("Record an answer…")
    form.clicks("Record an answer…")
    assert me.window.targets[-1] == Target(PageId.CUSTOMERS, child.code, "consent")


def test_a_time_in_the_future_is_told_under_its_field(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = at_card(shop, tmp_path)
    me.walks_to(OFFERS, SMS)
    me.key(Qt.Key.Key_Return)
    form = me.form()
    form.clicks("No, refuses")
    form.types("22/11/2026 10:00", into="When?")
    form.clicks("Record")
    assert form.error("occurred_at")
    form.types("20/11/2026 10:00", into="When?")
    form.clicks("Record")
    assert state(shop) is ConsentState.REFUSED


def test_evidence_is_kept_and_opened_from_memory(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    paper, film = tmp_path / "phiếu.txt", tmp_path / "phim.mp4"
    paper.write_text("Tôi đồng ý nhận tin.", encoding="utf-8")
    film.write_bytes(b"\x00\x01\x02\x03")
    me = at_card(shop, tmp_path)
    me.walks_to(OFFERS, SMS)
    me.key(Qt.Key.Key_Return)
    form = me.form()
    me.window.messages.file_answers = [film, paper]
    form.clicks("Choose a file…")
    assert form.error("file")
    form.clicks("Choose a file…")
    assert not form.error("file")
    form.clicks("Yes, agrees")
    form.clicks("Record")
    me.clicks("Open the evidence: phiếu.txt")
    assert me.dialog(ScanDialog).isVisible()


# --- stops --------------------------------------------------------------------------------------


def test_stop_contact_counts_at_once_and_undo_lifts_it(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = at_card(shop, tmp_path)
    me.picks("More", "Do not contact…")
    me.form().clicks("Stop contact")
    assert "Do not contact" in me.chips()
    assert "Do not contact: All channels" in me.reads()
    undo = me.window.messages.last_undo
    assert undo is not None
    undo()
    assert "Do not contact" not in me.chips()


def test_restricting_asks_first(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = at_card(shop, tmp_path)
    me.window.messages.answer_yes = False
    me.picks("More", "Restrict the use…")
    assert "KH-00001" in me.window.messages.questions[-1].title
    assert card(shop.session, "KH-00001").restricted_at is None
    me.window.messages.answer_yes = True
    me.picks("More", "Restrict the use…")
    assert "Use restricted" in me.chips()
    me.picks("More", "Allow the use again…")
    assert "Use restricted" not in me.chips()


def test_the_receipt_is_looked_at_before_it_is_printed(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = at_card(shop, tmp_path)
    me.picks("More", "Consent receipt…")
    preview = me.dialog(PreviewDialog)
    assert preview.isVisible()
    preview.reject()


# --- corrections --------------------------------------------------------------------------------


def test_a_correction_needs_a_reason_and_keeps_the_old_value(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = at_card(shop, tmp_path)
    me.picks("More", "Correct the data…")
    form = me.form()
    form.types("Nguyễn Văn Đức Anh", into="Name")
    form.clicks("Save the correction")
    assert form.error("reason")
    assert form.line("Name").text() == "Nguyễn Văn Đức Anh"
    form.types("khách báo lại", into="Why is it corrected?")
    form.clicks("Save the correction")
    assert "Nguyễn Văn Đức Anh" in me.reads()
    me.tab("History")
    assert "before: Nguyễn Văn Đức · khách báo lại" in me.belows("History")


def test_an_old_birth_date_stays_hidden_in_the_history(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session, birth_date="02/03/1990", is_declared_adult=False)
    customers.correct(shop.session, "KH-00001", customers.Correction("nhầm năm", birth_date="02/03/1991"))
    me = at_card(shop, tmp_path)
    me.tab("History")
    assert "1990" not in "".join(me.belows("History"))


# --- new customers ------------------------------------------------------------------------------


def test_a_new_customer_is_added_with_the_answers_and_shown(shop: Workplace, tmp_path: Path) -> None:
    me = AtCustomers(shop.session, tmp_path)
    me.page.handlers()["new"]()
    form = me.form()
    form.types("Phạm Thu Hương", into="Name")
    form.types("0911 000 999", into="Phone number")
    form.clicks("Record what the customer answers about the data…")
    form.clicks(f"{OFFERS}, SMS, Zalo: Never asked")
    form.clicks("Add the customer")
    assert form.error("birth_date")
    assert form.line("Name").text() == "Phạm Thu Hương"
    form.types("01/02/1990", into="Date of birth")
    form.clicks("Add the customer")
    assert not me.has_dialog()
    assert "Phạm Thu Hương" in me.reads()
    assert state(shop) is ConsentState.GRANTED
    granted = [one for one in card(shop.session, "KH-00001").matrix if one.state is ConsentState.GRANTED]
    assert {one.channel for one in granted} == {Channel.SMS, Channel.ZALO}


def test_somebody_already_on_record_is_told_and_opened_instead(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.session, tmp_path)
    me.page.open_target(Target(PageId.CUSTOMERS, act="new"))
    form = me.form()
    form.writes("0911647978", "Phone number")
    assert "on record already" not in form.reads()
    form.writes("0911647979", "Phone number")
    assert "KH-00001 · Nguyễn Văn Đức" in form.reads()
    form.clicks("Open KH-00001 instead")
    assert me.window.targets[-1] == Target(PageId.CUSTOMERS, "KH-00001")


def test_a_minor_is_asked_for_the_guardian_next(shop: Workplace, tmp_path: Path) -> None:
    me = AtCustomers(shop.session, tmp_path)
    me.page.open_target(Target(PageId.CUSTOMERS, act="customers.add"))
    form = me.form()
    form.types("Bé Na", into="Name")
    form.types("01/02/2016", into="Date of birth")
    form.clicks("Add the customer")
    asked = me.form()
    assert asked.sees_button("Link")
    asked.clicks("New customer…")
    mother = me.form()
    mother.types("Mẹ Na", into="Name")
    mother.clicks("Add the customer")
    asked.types("mẹ", into="Relation")
    asked.clicks("Link")
    found = card(shop.session, "KH-00001").guardian
    assert found is not None
    assert found.code == "KH-00002"


def test_what_the_policy_does_not_collect_is_not_asked(tmp_path: Path) -> None:
    for one in workplace(tmp_path, pack="the-king-oil"):
        me = AtCustomers(one.session, tmp_path)
        me.page.handlers()["new"]()
        collected = {rule.id for rule in one.session.policy().fields}
        asked = set(me.form().screen.fields)
        assert {"name", "phone", "email", "birth_date", "gender"} & asked <= {"name", *collected}


def test_a_wrong_phone_is_told_under_its_field(shop: Workplace, tmp_path: Path) -> None:
    me = AtCustomers(shop.session, tmp_path)
    me.page.handlers()["new"]()
    form = me.form()
    form.types("Phạm Thu Hương", into="Name")
    form.types("chín một một", into="Phone number")
    form.clicks("Add the customer")
    assert form.error("phone")
    assert form.line("Name").text() == "Phạm Thu Hương"


# --- sent here by other pages -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "button"),
    [("guardian", "Link"), ("edit", "Save the correction"), ("contact", "Add")],
)
def test_other_pages_send_people_here_to_settle_something(
    shop: Workplace, tmp_path: Path, act: str, button: str
) -> None:
    add_child(shop.session, "Bé Na")
    me = AtCustomers(shop.session, tmp_path)
    me.page.open_target(Target(PageId.CUSTOMERS, "KH-00001", act))
    assert "Bé Na" in me.reads()
    assert me.form().sees_button(button)


def test_a_missing_consent_leads_to_its_row_of_the_matrix(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.session, tmp_path)
    me.page.open_target(Target(PageId.CUSTOMERS, "KH-00001", "consent"))
    cell = me.matrix.current()
    assert cell is not None
    assert cell.purpose.basis.value == "CONSENT"


def test_a_code_nobody_has_is_told_with_a_way_back(shop: Workplace, tmp_path: Path) -> None:
    me = AtCustomers(shop.session, tmp_path)
    me.page.open_target(Target(PageId.CUSTOMERS, "KH-09999"))
    assert "KH-09999" in me.reads()
    assert me.sees_button("Try again")
    me.clicks("Customers")
    assert me.is_at_list()


def test_a_second_phone_is_added_and_the_same_one_refused(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = at_card(shop, tmp_path)
    me.picks("Add a phone, an email or an address", "Phone…")
    form = me.form()
    form.types("0911 647 979", into="Phone number")
    form.clicks("Add")
    assert form.error("phone")
    form.types("0911 000 555", into="Phone number")
    form.clicks("Add")
    assert len(customers.get(shop.session, "KH-00001").phones) == 2
