"""The list of customers and the card: finding, looking, and what is hidden until somebody asks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ledger.domain.audit import AuditAction
from ledger.domain.consent import ConsentMethod
from ledger.domain.customer import ContactState
from ledger.domain.purpose import Channel
from ledger.services import consents, customers, handover, reveals
from ledger.services.feedback import FeedbackInput, receive
from ledger.services.reveals import RevealField
from support.drivers_customers import ALT, CTRL, AtCustomers
from support.services import (
    Workplace,
    add_carrier,
    add_child,
    add_customer,
    audited,
    guard,
    print_all,
    take_parcels,
)
from ui.places import PageId, Target
from ui.settings import Settings, columns_of
from ui.widgets.consent_matrix import ConsentMatrix
from ui.widgets.customer_people import OpeningRow
from ui.widgets.list_pane import SearchBox

pytestmark = pytest.mark.usefixtures("qapp")
PHONE = "0911 647 979"


def three(shop: Workplace) -> None:
    add_customer(shop.session, "Trần Thị Ánh", phones=("0911 000 111",), emails=("anh@example.com",))
    add_customer(shop.session, "Đỗ Văn Bình", phones=("0911 000 222",), emails=())
    add_customer(shop.session, "Lê Hồng Cúc", phones=("0911 000 333",), emails=())


# --- the list -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tran anh", ["Trần Thị Ánh"]),
        ("Đỗ", ["Đỗ Văn Bình"]),
        ("do van", ["Đỗ Văn Bình"]),
        ("000 333", ["Lê Hồng Cúc"]),
        ("anh@", ["Trần Thị Ánh"]),
        ("KH-00002", ["Đỗ Văn Bình"]),
        ("nobody", []),
    ],
)
def test_customers_are_found_by_name_number_email_and_code(
    shop: Workplace, tmp_path: Path, typed: str, found: list[str]
) -> None:
    three(shop)
    assert AtCustomers(shop.session, tmp_path).finds(typed) == found


def test_a_parcel_code_finds_whose_it_is(shop: Workplace, tmp_path: Path) -> None:
    three(shop)
    parcel = take_parcels(shop.session, customers.get(shop.session, "KH-00002"), add_carrier(shop.session))[0]
    assert AtCustomers(shop.session, tmp_path).finds(parcel.code) == ["Đỗ Văn Bình"]


def test_filters_narrow_the_list_and_the_count_follows(shop: Workplace, tmp_path: Path) -> None:
    three(shop)
    consents.stop_contact(shop.session, "KH-00003", None, ConsentMethod.SMS)
    add_child(shop.session, "Bé Na")
    me = AtCustomers(shop.session, tmp_path)
    assert "Customers: 4" in me.reads()
    me.chooses("Which customers", "Asked not to be contacted")
    assert me.names() == ["Lê Hồng Cúc"]
    assert "Customers: 1" in me.reads()
    me.chooses("Which customers", "Minors")
    assert me.names() == ["Bé Na"]
    me.chooses("Which customers", "Erased")
    assert me.names() == []
    assert "Nothing found" in me.reads()


def test_contact_data_in_the_list_are_masked(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.session, tmp_path)
    assert me.column("Customers", "Phone") == ["091• ••• 979"]
    assert "vuive88" not in "".join(me.column("Customers", "Email"))


def test_how_the_list_is_sorted_is_remembered(shop: Workplace, tmp_path: Path) -> None:
    three(shop)
    me = AtCustomers(shop.session, tmp_path)
    table = me.table("Customers")
    table.header.want_sort(next(one.sort for one in table.records.columns if one.sort), descending=True)
    assert me.column("Customers", "Code") == ["KH-00003", "KH-00002", "KH-00001"]
    me.window.desk.settings.save()
    assert not Settings(tmp_path / "window.ini").get(columns_of("customers")).isEmpty()
    again = AtCustomers(shop.session, tmp_path)
    assert again.column("Customers", "Code") == ["KH-00003", "KH-00002", "KH-00001"]


def test_an_empty_ledger_offers_the_first_customer(shop: Workplace, tmp_path: Path) -> None:
    me = AtCustomers(shop.session, tmp_path)
    assert "No customer yet" in me.reads()
    me.clicks("New customer")
    assert me.form().sees_button("Add the customer")


# --- list and card by keyboard ------------------------------------------------------------------


def test_enter_opens_the_card_and_escape_goes_back_to_the_same_list(shop: Workplace, tmp_path: Path) -> None:
    three(shop)
    me = AtCustomers(shop.session, tmp_path)
    me.opens("binh")
    assert "Đỗ Văn Bình" in me.reads()
    assert not me.is_at_list()
    me.key(Qt.Key.Key_Escape)
    assert me.is_at_list()
    assert me.names() == ["Đỗ Văn Bình"]


def test_the_next_and_the_previous_card_are_one_key_away(shop: Workplace, tmp_path: Path) -> None:
    three(shop)
    me = AtCustomers(shop.session, tmp_path)
    order = me.names()
    me.table("Customers").setFocus()
    me.table("Customers").highlight(0)
    me.key(Qt.Key.Key_Return)
    assert order[0] in me.reads()
    assert "1 of 3" in me.reads()
    me.key(Qt.Key.Key_PageDown, CTRL)
    assert order[1] in me.reads()
    me.key(Qt.Key.Key_PageUp, CTRL)
    assert order[0] in me.reads()
    me.key(Qt.Key.Key_Left, ALT)
    assert me.is_at_list()


# --- the card -----------------------------------------------------------------------------------


def test_a_card_says_who_it_is_and_leads_to_a_new_order(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.session, tmp_path)
    me.opens("duc")
    assert "KH-00001 · customer since 21/11/2026 · adult by own word · source: At the shop" in me.reads()
    me.clicks("New order")
    me.clicks("Record feedback")
    assert me.window.targets == [
        Target(PageId.PARCELS, "KH-00001", "new"),
        Target(PageId.FEEDBACK, "KH-00001", "new"),
    ]


def test_orders_data_given_and_feedback_stand_on_their_tabs(shop: Workplace, tmp_path: Path) -> None:
    session = shop.session
    customer, carrier = add_customer(session), add_carrier(session)
    parcel = take_parcels(session, customer, carrier)[0]
    heard = receive(session, FeedbackInput(Channel.CALL, "Hộp bị móp", customer.code))
    me = AtCustomers(session, tmp_path)
    me.opens("duc")
    me.tab("Orders 1")
    assert me.column("Orders and parcels", "State") == ["Draft"]
    me.table("Orders and parcels").setFocus()
    me.table("Orders and parcels").highlight(0)
    me.key(Qt.Key.Key_Return)
    assert me.window.targets[-1] == Target(PageId.PARCELS, parcel.code)
    me.tab("Feedback 1")
    me.table("Feedback").setFocus()
    me.table("Feedback").highlight(0)
    me.key(Qt.Key.Key_Return)
    assert me.window.targets[-1] == Target(PageId.FEEDBACK, heard.code)


def test_who_holds_the_data_is_told_and_opens(shop: Workplace, tmp_path: Path) -> None:
    session = shop.session
    customer, carrier = add_customer(session), add_carrier(session)
    take_parcels(session, customer, carrier)
    print_all(session)
    handover.hand_over(session, carrier.id)
    me = AtCustomers(session, tmp_path)
    me.opens("duc")
    row = next(one for one in me.page.findChildren(OpeningRow) if one.accessibleName() == "Giao Nhanh")
    assert "until" in row.accessibleDescription()
    row.setFocus()
    me.key(Qt.Key.Key_Return)
    assert me.window.targets[-1] == Target(PageId.RECIPIENTS, str(carrier.id))
    me.tab("Data given 1")
    assert me.column("Data given to others", "Given to") == ["Giao Nhanh"]


def test_a_minor_without_guardian_is_told_with_the_way_out(shop: Workplace, tmp_path: Path) -> None:
    add_child(shop.session, "Bé Na")
    add_customer(shop.session, "Trần Thị Mẹ", phones=("0911 000 444",), emails=())
    me = AtCustomers(shop.session, tmp_path)
    me.opens("be na")
    assert "Minor, waiting for a guardian" in me.chips()
    me.clicks("Link a guardian…")
    form = me.form()
    form.clicks("Link")
    assert form.error("guardian")
    form.screen.fields["guardian"].editor.setFocus()
    guardian = form.screen.fields["guardian"].editor
    guardian.pick_code("KH-00002")  # type: ignore[attr-defined]  # as its list does
    form.types("mẹ", into="Relation")
    form.clicks("Link")
    assert "Trần Thị Mẹ" in me.reads()
    assert "Minor" in me.chips()


def test_both_givers_of_a_minor_are_seen(shop: Workplace, tmp_path: Path) -> None:
    child, mother = add_child(shop.session, "Bé Na"), add_customer(shop.session, "Mẹ Na", phones=("0911 000 444",))
    guard(shop.session, child, mother)
    me = AtCustomers(shop.session, tmp_path)
    me.opens("be na")
    me.walks_to("Delivery of goods", "The use")
    assert me.cell() == "Granted · The guardian: Granted"


def test_staff_do_all_of_this_too(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.as_staff(), tmp_path)
    me.opens("duc")
    assert me.looks("Phone number") == PHONE


# --- hidden values ------------------------------------------------------------------------------


def test_an_eye_shows_one_value_and_writes_it_down(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.session, tmp_path)
    me.opens("duc")
    assert audited(shop.session, lambda: me.looks("Phone number")) == [(AuditAction.REVEALED, "KH-00001")]
    assert me.eye("Phone number").value.text() == PHONE
    assert "•" in me.eye("Email").value.text()
    assert "36 Hàng Than" not in me.reads()


def test_a_value_is_hidden_again_after_half_a_minute(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.session, tmp_path)
    me.opens("duc")
    me.looks("Phone number")
    row = me.eye("Phone number")
    for _ in range(29):
        row.tick()
    assert row.value.text() == PHONE
    row.tick()
    assert row.value.text() == "091• ••• 979"


def test_a_computer_that_slept_hides_it_at_once(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.session, tmp_path)
    me.opens("duc")
    me.looks("Phone number")
    shop.clock.move(seconds=40)
    me.eye("Phone number").tick()
    assert me.eye("Phone number").value.text() == "091• ••• 979"


def test_leaving_the_page_hides_it(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.session, tmp_path)
    me.opens("duc")
    me.looks("Address")
    row = me.eye("Address")
    assert "36 Hàng Than" in row.value.text()
    me.page.hide()
    assert "36 Hàng Than" not in row.value.text()


def test_a_shown_value_can_be_copied_and_a_hidden_one_cannot(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.session, tmp_path)
    me.opens("duc")
    row = me.eye("Phone number")
    assert not row.copy_button.isVisible()
    me.looks("Phone number")
    row.copy_button.click()
    assert QApplication.clipboard().text() == PHONE
    assert "emptied after 30 seconds" in me.window.messages.toasts[-1]


def test_the_thirty_first_look_in_an_hour_asks_why(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    for _ in range(30):
        reveals.reveal(shop.session, "KH-00001", RevealField.EMAIL)
    me = AtCustomers(shop.session, tmp_path)
    me.opens("duc")
    assert me.looks("Phone number") == "091• ••• 979"
    me.types("khách gọi hỏi đơn", into="Reason for showing")
    me.key(Qt.Key.Key_Return)
    assert me.eye("Phone number").value.text() == PHONE


def test_a_number_is_marked_dead_and_undo_marks_it_as_it_was(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.session, tmp_path)
    me.opens("duc")
    me.picks("State: Phone number", "Dead")
    assert customers.get(shop.session, "KH-00001").phones[0].state is ContactState.DEAD
    assert "Dead" in me.chips()
    undo = me.window.messages.last_undo
    assert undo is not None
    undo()
    assert customers.get(shop.session, "KH-00001").phones[0].state is ContactState.UNCONFIRMED


def test_of_an_erased_customer_only_the_counts_are_left(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    with shop.session.write() as uow:
        uow.db.execute("UPDATE customer SET name = NULL, erased_at = '2026-11-21T03:00:00.000000Z'")
        uow.audit(AuditAction.CUSTOMER_CHANGED, "KH-00001", {})
    me = AtCustomers(shop.session, tmp_path)
    me.page.open_target(Target(PageId.CUSTOMERS, "KH-00001", "edit"))
    assert "The data of this customer were erased" in me.reads()
    assert me.chips() == ["Erased"]
    assert not me.sees_button("New order")
    assert not me.has_dialog()


def test_a_closed_card_leaves_nothing_behind_the_list(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me = AtCustomers(shop.session, tmp_path)
    me.opens("duc")
    me.looks("Phone number")
    row = me.eye("Phone number")
    me.key(Qt.Key.Key_Escape)
    assert PHONE not in row.value.text()


def test_the_key_of_the_page_never_leads_into_a_search_nobody_sees(shop: Workplace, tmp_path: Path) -> None:
    three(shop)
    clerk = AtCustomers(shop.session, tmp_path)
    clerk.page.take_keys()
    assert isinstance(QApplication.focusWidget(), SearchBox)
    clerk.page.open_target(Target(PageId.CUSTOMERS, "KH-00001"))
    clerk.page.take_keys()
    assert isinstance(QApplication.focusWidget(), ConsentMatrix)
