"""Taking an order by keyboard, and what the gate says to it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ledger.domain.customer import Customer
from ledger.domain.parcel import ParcelState
from ledger.domain.policy import RecipientRole
from ledger.domain.wording import Language
from ledger.services import parcels, recipients
from ledger.services.session import Session
from support.drivers_parcels import AtADialog, AtTheParcels
from support.services import add_carrier, add_child, add_customer, attempts, take_parcels
from support.slow import SlowTasks
from support.window import Window
from ui.dialogs.order import OrderDialog
from ui.dialogs.parcel_carrier import ParcelCarrierDialog
from ui.places import PageId, Target
from ui.widgets.form import index_of
from ui.widgets.order_money import MoneyEdit

Key = Qt.Key


@pytest.fixture
def buyer(session: Session) -> Customer:
    return add_customer(session)


def order_form(clerk: AtTheParcels) -> AtADialog:
    clerk.page.handlers()["new"]()
    return clerk.at(OrderDialog)


def at_the_desk(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1280, 720)
    qtbot.addWidget(window)
    window.show()
    return window


def test_the_cursor_begins_in_the_first_line_and_not_on_save(qtbot: QtBot, window: Window) -> None:
    around = at_the_desk(qtbot)
    dialog = OrderDialog(window.desk, around)
    dialog.open()
    here = dialog.focusWidget()
    assert here is not None
    assert here.accessibleName() == "Customer"


def test_an_order_is_taken_by_keyboard_alone(qtbot: QtBot, window: Window, session: Session) -> None:
    add_customer(session)
    carrier = add_carrier(session)
    clerk = AtTheParcels(qtbot, window)
    form = order_form(clerk)
    form.seeks_customer("duc")
    form.writes("Dầu gội thảo dược")  # the cursor is in the first product by now
    form.presses(Key.Key_Return)
    form.writes("Xà phòng bồ kết")
    form.numbers("Parcels").setValue(2)
    amount_line = form.line("Amount of the order, đ")
    amount_line.window().activateWindow()
    amount_line.setFocus()
    qtbot.waitUntil(amount_line.hasFocus)
    QTest.keyClicks(amount_line, "350000")
    QTest.keyClick(amount_line, Key.Key_Return)  # Enter in an ordinary line saves
    qtbot.waitUntil(lambda: not clerk.sees(OrderDialog))
    assert window.messages.toasts == ["DH-0001: parcels: 2"]
    drafts = parcels.waiting(session, ParcelState.DRAFT)
    assert [one.carrier_id for one in drafts] == [carrier.id, carrier.id]  # the only one with valid papers
    assert len(clerk.selected()) == 1
    amount = session.db.execute("SELECT amount FROM sale").fetchone()
    assert amount == (350_000,)


def test_the_number_and_the_place_that_will_be_used_are_shown_masked(
    qtbot: QtBot, window: Window, buyer: Customer
) -> None:
    form = order_form(AtTheParcels(qtbot, window))
    form.seeks_customer(buyer.code)
    assert form.line("Customer").text() == f"{buyer.name} · {buyer.code}"
    assert "091• ••• 979" in form.reads()
    assert "•••, Thành phố Hà Nội" in form.reads()
    assert "Hàng Than" not in form.reads()


def test_suggestions_hide_the_number_and_typing_again_lets_go_of_the_customer(
    qtbot: QtBot, window: Window, buyer: Customer
) -> None:
    form = order_form(AtTheParcels(qtbot, window))
    form.seeks_customer("duc")
    assert form.offered() == [f"{buyer.name} · {buyer.code} · 091• ••• 979"]
    form.types("Ai đó khác", into="Customer")
    form.clicks("Record the order")
    assert "091• ••• 979" not in form.reads()
    assert form.dialog.isVisible()


def test_a_form_without_customer_or_goods_says_so_and_keeps_what_was_typed(
    qtbot: QtBot, window: Window, session: Session, buyer: Customer
) -> None:
    clerk = AtTheParcels(qtbot, window)
    form = order_form(clerk)
    form.line("Product").setFocus()
    form.writes("Xà phòng")
    form.clicks("Record the order")
    assert form.here().accessibleName() == "Customer" or "Customer" in form.reads()
    assert form.line("Product").text() == "Xà phòng"
    form.seeks_customer(buyer.code)
    form.types("một triệu", into="Amount of the order, đ")
    form.clicks("Record the order")
    assert form.line("Amount of the order, đ").text() == "một triệu"
    assert parcels.waiting(session, ParcelState.DRAFT) == ()


def test_a_minor_without_guardian_is_refused_and_the_form_waits(qtbot: QtBot, window: Window, session: Session) -> None:
    child = add_child(session)
    clerk = AtTheParcels(qtbot, window)
    clerk.page.open_target(Target(PageId.PARCELS, child.code, "new"))
    form = clerk.at(OrderDialog)
    form.line("Product").setFocus()
    form.writes("Xà phòng")
    form.clicks("Record the order")
    assert "This was not done" in form.reads()
    assert "VK 9" in form.reads()
    assert form.line("Product").text() == "Xà phòng"
    assert len(attempts(session)) == 1
    form.clicks("Link a guardian…")
    assert window.targets[-1] == Target(PageId.CUSTOMERS, child.code, "guardian")
    again = order_form(clerk)
    assert again.line("Product").text() == "Xà phòng"
    assert child.code in again.line("Customer").text()


def test_leaving_a_form_with_typed_goods_asks(qtbot: QtBot, window: Window) -> None:
    form = order_form(AtTheParcels(qtbot, window))
    form.line("Product").setFocus()
    form.writes("Xà phòng")
    window.messages.answer_yes = False
    form.clicks("Cancel")
    assert [one.title for one in window.messages.questions] == ["Leave without saving?"]
    assert form.dialog.isVisible()


def test_an_order_taken_up_again_is_not_lost_without_a_question(qtbot: QtBot, window: Window, session: Session) -> None:
    child = add_child(session)
    clerk = AtTheParcels(qtbot, window)
    clerk.page.open_target(Target(PageId.PARCELS, child.code, "new"))
    form = clerk.at(OrderDialog)
    form.line("Product").setFocus()
    form.writes("Xà phòng")
    form.clicks("Record the order")
    form.clicks("Link a guardian…")
    again = order_form(clerk)
    window.messages.answer_yes = False
    again.clicks("Cancel")
    assert [one.title for one in window.messages.questions] == ["Leave without saving?"]
    assert again.dialog.isVisible()


def test_what_is_typed_before_the_carriers_come_is_not_lost_without_a_question(
    qtbot: QtBot, window: Window, session: Session, buyer: Customer
) -> None:
    add_carrier(session)
    slow = SlowTasks(session)
    around = at_the_desk(qtbot)
    form = OrderDialog(replace(window.desk, tasks=slow), around, buyer.code)
    form.open()
    form.own_number.setText("A-17")
    slow.answer()
    window.messages.answer_yes = False
    form.close()
    assert form.isVisible()
    form.own_number.clear()
    form.close()  # what the program filled in by itself is nobody's typing
    assert not form.isVisible()


def test_a_window_made_small_keeps_the_carrier_chosen_for_its_parcels(
    qtbot: QtBot, window: Window, session: Session, buyer: Customer
) -> None:
    add_carrier(session)
    unsigned = recipients.add(session, recipients.RecipientInput("Xe Ôm Chợ Lớn", RecipientRole.CARRIER))
    (parcel,) = take_parcels(session, buyer, None)
    around = at_the_desk(qtbot)
    form = ParcelCarrierDialog(window.desk, around, [parcel.code])
    form.open()
    form.carrier.box.setCurrentIndex(index_of(form.carrier.box, unsigned.id))
    form.hide()
    form.show()
    assert form.carrier.carrier_id == unsigned.id


def test_a_carrier_whose_paper_does_not_hold_says_so(qtbot: QtBot, window: Window, session: Session) -> None:
    add_carrier(session)
    unsigned = recipients.add(
        session, recipients.RecipientInput("Xe Ôm Chợ Lớn", add_carrier(session, "Giao Chậm").role)
    )
    form = order_form(AtTheParcels(qtbot, window))
    form.chooses(unsigned.name, "Carrier")
    assert window.desk.wording.text("commitment_states.MISSING") in form.reads()
    assert "masked labels not agreed" in form.reads()


def test_a_closed_partner_is_not_offered(qtbot: QtBot, window: Window, session: Session) -> None:
    gone = add_carrier(session, "Đã Ngừng")
    recipients.close(session, gone.id)
    form = order_form(AtTheParcels(qtbot, window))
    box = form.list("Carrier")
    assert [box.itemText(at) for at in range(box.count())] == ["Choose later"]


# --- amounts ------------------------------------------------------------------------------------


@pytest.fixture
def money(qtbot: QtBot) -> QLineEdit:
    made = MoneyEdit(Language.VI)
    qtbot.addWidget(made)
    made.show()
    return made


def test_thousands_are_grouped_while_typing(money: QLineEdit) -> None:
    QTest.keyClicks(money, "1250000")
    assert money.text() == "1.250.000"


def test_backspace_takes_a_digit_even_right_after_a_separator(money: QLineEdit) -> None:
    QTest.keyClicks(money, "1250000")
    money.setCursorPosition(2)  # behind "1."
    QTest.keyClick(money, Key.Key_Backspace)
    assert money.text() == "250.000"
    assert money.cursorPosition() == 0
    QTest.keyClick(money, Key.Key_Delete)
    assert money.text() == "50.000"


def test_a_digit_typed_in_the_middle_leaves_the_cursor_behind_it(money: QLineEdit) -> None:
    QTest.keyClicks(money, "1000")
    money.setCursorPosition(1)
    QTest.keyClicks(money, "2")
    QTest.keyClicks(money, "3")
    assert money.text() == "123.000"
