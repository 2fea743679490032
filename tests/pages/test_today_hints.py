"""What else the first page points at: consent to ask again, birthdays to greet, promises that do not stand well."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger.domain.consent import ConsentOutcome
from ledger.domain.ids import PurposeId
from ledger.domain.minor import Giver
from ledger.domain.purpose import Channel
from ledger.services import customers
from ledger.services.links import LinkAbout
from support.drivers_feedback import AtToday, hear
from support.services import DELIVERY, Workplace, add_child, add_customer, guard, say
from support.window import Window
from ui.dialogs.people_today import AskAgainDialog, BirthdaysDialog, PeopleDialog
from ui.pages.today import TodayPage
from ui.places import PageId, Target
from ui.widgets.outside_link import OutsideLinkButton

OCCASIONS = PurposeId("special_occasions")


def sit_down(qtbot: QtBot, window: Window) -> AtToday:
    page = TodayPage(window.desk)
    qtbot.addWidget(page)
    return AtToday(page)


def dialog(person: AtToday) -> PeopleDialog:
    QApplication.processEvents()
    return next(one for one in person.page.findChildren(PeopleDialog) if one.isVisible())


def test_nothing_is_pointed_at_while_nothing_waits(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    add_customer(shop.session, purposes=("delivery_of_goods", "customer_care"))
    person = sit_down(qtbot, window)
    assert person.page.hints.isHidden()


def test_a_child_who_turns_sixteen_is_asked_again(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    mother = add_customer(shop.session, "Trần Thị Hoa")
    young = add_child(shop.session, "Bé Na", 15)
    guard(shop.session, young, mother)
    shop.clock.move(days=50)  # 16 on the first of January
    person = sit_down(qtbot, window)
    person.clicks("Consent to ask again: 1 (due: 1)")
    shown = dialog(person)
    assert isinstance(shown, AskAgainDialog)
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert window.targets == [Target(PageId.CUSTOMERS, young.code, "consent")]
    assert not shown.isVisible()


def test_a_birthday_is_pointed_at_only_for_who_agreed_to_be_greeted(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    session = shop.session
    glad = add_customer(session, "Lê Minh Khôi", birth_date="21/11/1990", is_declared_adult=False)
    add_customer(session, "Chưa Hỏi", phones=("0909 999 999",), birth_date="21/11/1991", is_declared_adult=False)
    assert say(session, glad, purpose=OCCASIONS, channel=Channel.SMS).allowed
    person = sit_down(qtbot, window)
    person.clicks("Birthdays to greet: 1")
    shown = dialog(person)
    assert isinstance(shown, BirthdaysDialog)
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert window.targets == [Target(PageId.CONTACT, glad.code, "log")]


def test_a_broken_promise_is_told_on_the_first_page(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    hear(shop.session, "Quá hạn rồi", ago=13)
    person = sit_down(qtbot, window)
    person.clicks("Promises broken: 1")
    assert window.targets == [Target(PageId.PROMISES)]


def test_minors_who_wait_lead_to_their_own_list(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    add_child(shop.session)
    person = sit_down(qtbot, window)
    QTest.keyClick(person.card("Minors waiting"), Qt.Key.Key_Return)
    assert window.targets == [Target(PageId.CUSTOMERS, act="list.MINORS_WAITING")]


def test_a_refusal_after_the_birthday_settles_it(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    mother = add_customer(shop.session, "Trần Thị Hoa")
    young = add_child(shop.session, "Bé Na", 15)
    customers.link_guardian(shop.session, young.code, mother.code, "mẹ")
    say(shop.session, young, ConsentOutcome.GRANTED, DELIVERY, Channel.NONE, Giver.GUARDIAN)
    shop.clock.move(days=50)
    say(shop.session, young, ConsentOutcome.REFUSED, DELIVERY, Channel.NONE)
    person = sit_down(qtbot, window)
    assert not person.sees_button("Consent to ask again: 1 (due: 1)")


# --- links that leave the program (VK 8) ----------------------------------------------------------


def test_an_outside_link_names_its_site_and_opens_only_after_a_yes(
    qtbot: QtBot, window: Window, shop: Workplace
) -> None:
    link = OutsideLinkButton(window.desk, "https://ghn.vn/tra-cuu?ma=KH-00001", LinkAbout.RECIPIENT)
    qtbot.addWidget(link)
    window.messages.answer_yes = False
    link.button.click()
    assert "ghn.vn" in window.messages.questions[0].title
    assert window.messages.links == []
    window.messages.answer_yes = True
    link.button.click()
    assert window.messages.links == ["https://ghn.vn/tra-cuu?ma=KH-00001"]
    assert shop.session.db.execute("SELECT host FROM link_opening").fetchall() == [("ghn.vn",)]
