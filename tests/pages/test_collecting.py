"""At the counter: only what a record is for is asked, answers and cookies are kept for a while, no ID cards."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt, QTimer

from ledger.domain.collection import CookieChoice
from ledger.domain.consent import ConsentOutcome
from ledger.domain.gate import Act
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.purpose import Channel
from ledger.services import browser, customers, survey
from ledger.services.customer_card import card
from support.drivers_customers import AtCustomers, Form
from support.services import AT, Workplace, add_child, add_customer, attempts, say, workplace
from support.window import Window
from ui.workspace import Workspace

pytestmark = pytest.mark.usefixtures("qapp")
CARD = "001188012345|012345678|Nguyễn Thị Hoa|01021988|Nữ|12 Hàng Than, Hà Nội|15062021"
PAST = AT - timedelta(days=365) + timedelta(minutes=60)  # to be emptied an hour from now
WEBSITE, CONSULTATION = PurposeId("website_improvement"), PurposeId("consultation")


def tick(workspace: Workspace) -> None:
    """Let the timer of the badges run out once."""
    for timer in workspace.findChildren(QTimer):
        timer.timeout.emit()


def new_customer(shop: Workplace, home: Path) -> tuple[AtCustomers, Form]:
    me = AtCustomers(shop.session, home)
    me.page.handlers()["new"]()
    return me, me.form()


def at_card(shop: Workplace, home: Path, name: str = "duc") -> AtCustomers:
    me = AtCustomers(shop.session, home)
    me.opens(name)
    return me


# --- a new record -------------------------------------------------------------------------------


def test_a_delivery_asks_for_no_email_and_no_gender_and_says_so(shop: Workplace, tmp_path: Path) -> None:
    _me, form = new_customer(shop, tmp_path)
    assert {"Name", "Phone number", "House number and street", "Date of birth"} <= form.asks()
    assert not {"Email", "Gender"} & form.asks()
    assert "Not asked, because no purpose above needs it: Email, Gender" in form.reads()
    form.ticks("Greetings on special occasions")
    assert {"Email", "Gender"} <= form.asks()
    assert "Not asked" not in form.reads()


def test_by_keyboard_a_record_takes_a_name_a_phone_and_enter(shop: Workplace, tmp_path: Path) -> None:
    me, form = new_customer(shop, tmp_path)
    form.types("Phạm Thu Hương")  # the cursor waits there
    form.presses(Qt.Key.Key_Tab)
    form.types("0911 000 999")
    form.presses(Qt.Key.Key_Return)
    assert not me.has_dialog()
    assert card(shop.session, "KH-00001").purposes == ("delivery_of_goods",)
    assert "Recorded for: Delivery of goods" in me.reads()


def test_what_was_typed_stays_when_its_purpose_goes_and_must_be_taken_out(shop: Workplace, tmp_path: Path) -> None:
    me, form = new_customer(shop, tmp_path)
    form.ticks("Greetings on special occasions")
    form.types("Phạm Thu Hương", into="Name")
    form.types("huong@example.com", into="Email")
    form.chooses("Gender", "Female")
    form.ticks("Greetings on special occasions")
    assert form.line("Email").text() == "huong@example.com"
    form.clicks("Add the customer")
    assert form.error("email")
    assert form.error("gender")
    assert [one.act for one in attempts(shop.session)] == [Act.COLLECT]
    form.types("", into="Email")
    form.chooses("Gender", "Not recorded")
    form.clicks("Add the customer")
    assert not me.has_dialog()
    assert card(shop.session, "KH-00001").gender is None


def test_a_record_for_nothing_is_not_made(shop: Workplace, tmp_path: Path) -> None:
    _me, form = new_customer(shop, tmp_path)
    form.types("Phạm Thu Hương", into="Name")
    form.ticks("Delivery of goods")
    form.clicks("Add the customer")
    assert form.error("purposes")
    assert customers.find(shop.session, "Hương") == ()


def test_a_yes_to_greetings_is_a_purpose_by_itself(shop: Workplace, tmp_path: Path) -> None:
    me, form = new_customer(shop, tmp_path)
    form.types("Phạm Thu Hương", into="Name")
    form.clicks("Record what the customer answers about the data…")
    form.clicks("Greetings on special occasions, Email: Never asked")
    assert "Email" in form.asks()
    form.types("huong@example.com", into="Email")
    form.types("01/02/1990", into="Date of birth")
    form.clicks("Add the customer")
    assert not me.has_dialog()
    assert set(card(shop.session, "KH-00001").purposes) == {"delivery_of_goods", "special_occasions"}


def test_purposes_and_a_missing_source_are_set_by_a_correction(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session, source=None)
    me = at_card(shop, tmp_path)
    assert "What the record is for is not written down" in me.reads()
    me.picks("More", "Correct the data…")
    form = me.form()
    form.ticks("Consultation")
    form.chooses("Source", "By phone")
    form.types("hỏi lại khách", into="Why is it corrected?")
    form.clicks("Save the correction")
    assert "Recorded for: Consultation" in me.reads()
    assert "source: By phone" in me.reads()
    me.picks("More", "Correct the data…")
    form = me.form()
    form.ticks("Consultation")
    form.types("nhầm", into="Why is it corrected?")
    form.clicks("Save the correction")
    assert form.error("purposes")  # once known, it is not unknown again


def test_an_email_the_record_does_not_need_is_told_where_it_is_typed(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session, emails=(), purposes=("delivery_of_goods",))
    me = at_card(shop, tmp_path)
    me.picks("Add a phone, an email or an address", "Email…")
    form = me.form()
    form.types("duc@example.com", into="Email")
    form.clicks("Add")
    assert "name the purpose" in form.error("email")
    assert form.line("Email").text() == "duc@example.com"


# --- surveys and browsers -----------------------------------------------------------------------


def test_an_answer_is_recorded_and_says_until_when_it_is_kept(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = at_card(shop, tmp_path)
    assert "No survey answer is recorded." in me.reads()
    me.clicks("Record an answer to a survey…")
    form = me.form()
    form.chooses("What was asked?", "Wishes")
    form.chooses("What for?", "Consultation")
    form.clicks("Record")
    assert form.error("answer")
    form.writes_long("thích loại không mùi", "What was answered?")
    form.clicks("Record")
    assert "thích loại không mùi" in me.reads()
    assert "kept until 20/11/2028" in me.reads()


def test_an_answer_without_consent_shows_why_and_keeps_what_was_typed(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = at_card(shop, tmp_path)
    me.clicks("Record an answer to a survey…")
    form = me.form()
    form.chooses("What was asked?", "Favourite products")
    form.chooses("What for?", "Analysis and surveys")
    form.writes_long("dầu gội", "What was answered?")
    form.clicks("Record")
    assert len(form.refusals()) == 1
    assert "KO 2" in form.refusals()[0]
    assert form.is_open()


def test_a_cookie_choice_is_recorded_with_half_an_address(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = at_card(shop, tmp_path)
    me.clicks("Record a cookie choice…")
    form = me.form()
    form.clicks("Record")
    assert form.error("choice")
    assert "IP address" not in form.asks()
    form.clicks("Cookies accepted")
    form.types("113.161.4.999", into="IP address")
    form.clicks("Record")
    assert form.error("ip_address")
    form.types("113.161.4.9", into="IP address")
    form.types("vi-VN", into="Browser language")
    form.clicks("Record")
    assert "113.161.• · vi-VN" in me.reads()
    assert "113.161.4" not in me.reads()
    assert "kept until 21/11/2027" in me.reads()


def test_refused_cookies_with_an_address_beside_them_are_refused(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = at_card(shop, tmp_path)
    me.clicks("Record a cookie choice…")
    form = me.form()
    form.clicks("Cookies accepted")
    form.types("113.161.4.9", into="IP address")
    form.clicks("Cookies refused")
    form.clicks("Record")
    assert "VK 4" in form.refusals()[0]
    assert form.line("IP address").text() == "113.161.4.9"
    form.types("", into="IP address")
    form.clicks("Record")
    assert "Cookies refused" in me.chips()


def test_a_child_alone_is_refused_with_the_way_out(shop: Workplace, tmp_path: Path) -> None:
    add_child(shop.session, "Bé Na")
    me = at_card(shop, tmp_path, "be na")
    me.clicks("Record a cookie choice…")
    form = me.form()
    form.clicks("Cookies accepted")
    form.clicks("Record")
    assert any("VK 9" in one for one in form.refusals())


def test_what_was_emptied_is_still_told(shop: Workplace, tmp_path: Path) -> None:
    session = shop.session
    one = add_customer(session)
    survey.record(session, one.code, FieldId("wishes"), "không mùi", CONSULTATION)
    browser.record(session, one.code, CookieChoice.ACCEPTED, "113.161.4.9")
    assert say(session, one, ConsentOutcome.WITHDRAWN, WEBSITE, Channel.NONE).allowed
    me = at_card(shop, tmp_path)
    assert "113.161" not in me.reads()
    assert "emptied 21/11/2026" in me.reads()
    assert "không mùi" in me.reads()


def test_a_policy_without_such_fields_says_why_nothing_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.widgets.customer_survey.survey_fields", lambda _policy: ())
    monkeypatch.setattr("ui.widgets.customer_survey.browser_fields", lambda _policy: ())
    for one in workplace(tmp_path):
        add_customer(one.session)
        me = at_card(one, tmp_path)
        assert "collects no survey answers" in me.reads()
        assert "collects no data of browsers" in me.reads()
        assert not me.sees_button("Record a cookie choice…")


# --- identity cards -----------------------------------------------------------------------------


def test_a_picture_of_an_identity_card_is_never_kept_and_leaves_an_attempt(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    code: Any = zxingcpp.create_barcode(CARD, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4)
    height, width = code.shape
    content = io.BytesIO()
    Image.frombytes("L", (width, height), bytes(memoryview(code))).save(content, "PNG")
    photo = tmp_path / "anh.png"
    photo.write_bytes(content.getvalue())
    me = at_card(shop, tmp_path)
    me.walks_to("Marketing and offers", "SMS")
    me.key(Qt.Key.Key_Return)
    form = me.form()
    assert "A picture of an identity card is never kept" in form.reads()
    me.window.messages.file_answers = [photo]
    form.clicks("Choose a file…")
    assert "never kept" in form.error("file")
    assert [(one.act, one.reasons[0].reference) for one in attempts(shop.session)] == [(Act.ATTACH, "KO 1")]
    form.clicks("Yes, agrees")
    form.clicks("Record")
    assert card(shop.session, "KH-00001").consents[0].evidence == ()


# --- while somebody works -----------------------------------------------------------------------


def test_what_falls_due_during_the_day_is_emptied_within_the_hour(shop: Workplace, window: Window) -> None:
    one = add_customer(shop.session)
    browser.record(shop.session, one.code, CookieChoice.ACCEPTED, "113.161.4.9")
    workspace = Workspace(window.desk)
    shop.clock.move(days=366)
    tick(workspace)
    assert card(shop.session, one.code).browser[0].purged_at == shop.clock.at


def test_nothing_is_looked_for_twice_within_an_hour(shop: Workplace, window: Window) -> None:
    workspace = Workspace(window.desk)
    shop.clock.move(minutes=59)
    tick(workspace)
    one = add_customer(shop.session)
    browser.record(shop.session, one.code, CookieChoice.ACCEPTED, "113.161.4.9", occurred_at=PAST)
    shop.clock.move(seconds=30)
    tick(workspace)
    assert card(shop.session, one.code).browser[0].purged_at is None
    shop.clock.move(minutes=1)
    tick(workspace)
    assert card(shop.session, one.code).browser[0].purged_at is not None
