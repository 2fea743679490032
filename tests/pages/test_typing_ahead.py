"""Somebody types and presses Enter faster than the ledger answers: what was typed counts, never what stood there."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ledger.domain.consent import ConsentMethod
from ledger.domain.deadline import RequestKind
from ledger.domain.purpose import Channel
from ledger.services import consents, customers, feedback
from support.drivers_feedback import hear
from support.requests import ask, prove
from support.services import Workplace, add_customer
from support.slow import SlowTasks
from support.window import Window
from ui.desk import Desk
from ui.dialogs.carry_out_restrict import RestrictDialog
from ui.dialogs.feedback_entry import FeedbackDialog
from ui.dialogs.find_anything import FindDialog
from ui.dialogs.request_letters import RequestLetterDialog
from ui.pages.customers import CustomersPage
from ui.places import PageId, Target
from ui.widgets.consent_matrix import ConsentMatrix
from ui.widgets.feedback_answer import AnswerEditor
from ui.widgets.feedback_customer import CustomerPick
from ui.widgets.form import index_of
from ui.widgets.order_customer import CustomerPicker
from ui.widgets.reasons import ReasonsPanel

Key = Qt.Key
Make = type[RequestLetterDialog] | type[RestrictDialog]


@pytest.fixture
def slow(shop: Workplace) -> SlowTasks:
    return SlowTasks(shop.session)


@pytest.fixture
def desk(window: Window, slow: SlowTasks) -> Desk:
    return replace(window.desk, tasks=slow)


@pytest.fixture
def codes(shop: Workplace) -> tuple[str, str]:
    return add_customer(shop.session, "Lan Nguyen").code, add_customer(shop.session, "Minh Tran").code


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    return widget


def test_the_palette_opens_what_was_typed_and_not_what_was_found_before(
    qtbot: QtBot, desk: Desk, slow: SlowTasks, window: Window, codes: tuple[str, str]
) -> None:
    palette = FindDialog(desk, None)
    shown(qtbot, palette)
    line = palette.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("lan")
    palette.search()
    slow.answer()
    line.setText("minh")
    QTest.keyClick(line, Key.Key_Return)  # the list still shows Lan
    assert window.targets == []
    slow.answer()
    assert window.targets == [Target(PageId.CUSTOMERS, codes[1])]


def test_typing_on_takes_the_enter_back(
    qtbot: QtBot, desk: Desk, slow: SlowTasks, window: Window, codes: tuple[str, str]
) -> None:
    palette = FindDialog(desk, None)
    shown(qtbot, palette)
    line = palette.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("min")
    QTest.keyClick(line, Key.Key_Return)
    line.setText("minh")
    palette.search()
    slow.answer()
    assert window.targets == []
    QTest.keyClick(line, Key.Key_Return)
    assert window.targets == [Target(PageId.CUSTOMERS, codes[1])]


def test_an_order_is_for_the_customer_typed_last(
    qtbot: QtBot, desk: Desk, slow: SlowTasks, codes: tuple[str, str]
) -> None:
    picker = CustomerPicker(desk)
    shown(qtbot, picker)
    picker.line.setFocus()
    for words in ("lan", "minh"):
        picker.line.clear()
        QTest.keyClicks(picker.line, words)
        if words == "lan":
            picker._ask()
            slow.answer()
    QTest.keyClick(picker.line, Key.Key_Return)
    slow.answer()
    assert picker.chosen is not None
    assert picker.chosen.code == codes[1]


def test_a_feedback_is_not_given_to_the_customer_of_an_older_list(
    qtbot: QtBot, desk: Desk, slow: SlowTasks, codes: tuple[str, str]
) -> None:
    pick = CustomerPick(desk)
    shown(qtbot, pick)
    pick.setFocus()
    QTest.keyClicks(pick, "lan")
    pick.flush()
    slow.answer()
    older = pick._completer.completionModel().index(0, 0)
    pick.clear()
    QTest.keyClicks(pick, "minh")
    pick._on_activated(older)
    assert pick.code == ""
    slow.answer()
    pick._on_activated(pick._completer.completionModel().index(0, 0))
    assert pick.code == codes[1]


def test_what_comes_of_an_answer_is_not_said_of_the_feedback_opened_meanwhile(
    qtbot: QtBot, desk: Desk, slow: SlowTasks, window: Window, shop: Workplace
) -> None:
    customer = add_customer(shop.session)
    consents.stop_contact(shop.session, customer.code, Channel.CALL, ConsentMethod.RECORDED_CALL)
    first = hear(shop.session, "Đừng gọi tôi nữa", customer.code, ago=3, by=Channel.EMAIL)
    second = hear(shop.session, "Rò nắp", ago=1)
    editor = AnswerEditor(desk)
    shown(qtbot, editor)
    editor.show_feedback(first, customer.code)
    editor.text.setPlainText("Dạ, cửa hàng xin lỗi ạ")
    by = editor.findChildren(QComboBox)[0]
    by.setCurrentIndex(index_of(by, Channel.CALL))
    editor.save()  # will be refused
    editor.show_feedback(second, "")
    slow.answer()
    assert not any(one.isVisible() for one in editor.findChildren(ReasonsPanel))
    assert window.messages.toasts == [f"{first.code}: The answer was not saved"]
    editor.show_feedback(first, customer.code)
    assert editor.text.toPlainText() == "Dạ, cửa hàng xin lỗi ạ"


def test_a_form_that_is_being_saved_stays_until_it_is(
    qtbot: QtBot, desk: Desk, slow: SlowTasks, window: Window, shop: Workplace
) -> None:
    around = QWidget()
    shown(qtbot, around)
    form = FeedbackDialog(desk, around)
    heard: list[object] = []
    form.saved.connect(heard.append)
    form.open()
    QTest.keyClicks(form.findChildren(QPlainTextEdit)[0], "Hop bi mop")
    form.submit()
    QTest.keyClick(form, Key.Key_Escape)  # a second too late to call it back
    assert form.isVisible()
    assert window.messages.questions == []
    slow.answer()
    assert len(heard) == 1
    assert [one.text for one in feedback.waiting(shop.session)] == ["Hop bi mop"]


@pytest.fixture
def restriction(shop: Workplace, codes: tuple[str, str]) -> str:
    """A request to restrict what is kept about the first of them, by somebody proven."""
    code = ask(shop.session, RequestKind.RESTRICT, codes[0])
    prove(shop.session, code)
    return code


@pytest.mark.parametrize(("make", "first"), [(RequestLetterDialog, QComboBox), (RestrictDialog, QPlainTextEdit)])
def test_a_form_that_waited_for_the_ledger_begins_in_its_first_field_and_not_on_cancel(
    qtbot: QtBot, desk: Desk, slow: SlowTasks, restriction: str, make: Make, first: type[QWidget]
) -> None:
    page = shown(qtbot, QWidget())
    form = make(desk, restriction, parent=page)
    form.open()
    QApplication.processEvents()
    slow.answer()
    qtbot.waitUntil(lambda: isinstance(form.focusWidget(), first))


def test_ctrl_enter_saves_from_a_text_in_which_enter_begins_a_line(
    qtbot: QtBot, shop: Workplace, desk: Desk, slow: SlowTasks, restriction: str
) -> None:
    page = shown(qtbot, QWidget())
    form = RestrictDialog(desk, restriction, page)
    form.open()
    slow.answer()
    form.activateWindow()
    QApplication.processEvents()
    text = form.findChild(QPlainTextEdit)
    assert isinstance(text, QPlainTextEdit)
    text.setFocus()
    QTest.keyClick(text, Key.Key_Return)
    assert slow.waiting == []
    QTest.keyClick(text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    slow.answer()
    assert customers.get(shop.session, "KH-00001").restricted_at is not None


def test_the_down_key_stays_on_the_last_customer_found_and_enter_takes_them(
    qtbot: QtBot, desk: Desk, slow: SlowTasks, codes: tuple[str, str]
) -> None:
    pick = CustomerPick(desk)
    shown(qtbot, pick)
    pick.setFocus()
    qtbot.waitUntil(pick.hasFocus)
    QTest.keyClicks(pick, "lan")
    pick.flush()
    slow.answer()
    popup = pick._popup
    assert popup.height() >= popup.sizeHintForRow(0)
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert pick.code == codes[0]


def test_a_card_sought_from_elsewhere_has_the_keyboard_once_it_is_read(
    qtbot: QtBot, desk: Desk, slow: SlowTasks, codes: tuple[str, str]
) -> None:
    page = CustomersPage(desk)
    shown(qtbot, page)
    page.open_target(Target(PageId.CUSTOMERS, codes[0]))
    QApplication.processEvents()
    slow.answer()
    assert isinstance(page.focusWidget(), ConsentMatrix)
