"""The tour of the desk, first part: today, customers and their cards, feedback."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QComboBox, QTabBar, QToolButton

from ledger.domain.customer import Source
from ledger.domain.staff import Role
from ledger.services import customer_list
from ledger.services.customer_card import CustomerCard, card
from ledger.services.customer_list import CustomerKind, CustomerQuery
from ledger.services.customers import AddressInput, CustomerInput, add
from ledger.services.session import Session
from ui.pages.customers import CustomersPage
from ui.pages.feedback import FeedbackPage
from ui.places import PageId, Target
from ui.tour.hands import choose, lines, notes, press, seen, words, write
from ui.tour.stage import Stage
from ui.widgets.list_pane import SearchBox
from ui.widgets.reveal_row import RevealRow

_LONG = "Công Tằng Tôn Nữ Thị Huyền Trang Diễm My"  # 40 letters
_TABS = ("consents", "orders", "data-given", "feedback", "contacts", "history")


def _today(stage: Stage) -> None:
    stage.sign_in(Role.MANAGER)
    stage.page(PageId.TODAY)
    stage.shoot("today")


# --- customers ---


def customers_of(session: Session, kind: CustomerKind = CustomerKind.ALL) -> list[CustomerCard]:
    """Return the cards of every customer of a kind, by name."""
    found = customer_list.ids(session, CustomerQuery(kind=kind))
    return [card(session, one.code) for one in customer_list.rows(session, found)]


def _talk(one: CustomerCard) -> int:
    kinds = (one.orders, one.holders, one.feedback, one.contacts_made, one.corrections)
    return 100 * sum(map(bool, kinds)) + len(one.consents) + len(one.orders) + len(one.feedback)


def _open(stage: Stage, code: str, act: str = "") -> CustomersPage:
    return stage.go(Target(PageId.CUSTOMERS, code, act), CustomersPage)


def _customer_list(stage: Stage) -> None:
    page = stage.go(Target(PageId.CUSTOMERS), CustomersPage)
    stage.shoot("customers")
    search = seen(page, SearchBox)[0]
    for typed, name in (("nguyen", "found"), ("không có ai tên này", "nothing-found")):
        write(search, typed)
        search.flush()
        stage.shoot(f"customers-{name}")
    search.clear()
    search.flush()
    choose(seen(page, QComboBox)[0], 2)
    stage.shoot("customers-minors")
    choose(seen(page, QComboBox)[0], 0)


def _customer_card(stage: Stage) -> None:
    one = max(stage.ask(customers_of), key=_talk)
    page = _open(stage, one.code)
    tabs = seen(page, QTabBar)[0]
    for at, tab in enumerate(_TABS):
        tabs.setCurrentIndex(at)
        stage.shoot(f"customer-{tab}")
    tabs.setCurrentIndex(0)
    row = seen(page, RevealRow)[0]
    row.eye.click()
    stage.shoot("customer-phone-revealed")
    row.conceal()


def _customer_kinds(stage: Stage) -> None:
    minors = stage.ask(partial(customers_of, kind=CustomerKind.MINORS))
    _open(stage, next(one.code for one in minors if one.guardian is None))
    stage.shoot("customer-minor-waiting")
    _open(stage, max((one for one in minors if one.guardian is not None), key=_talk).code)
    stage.shoot("customer-minor-with-guardian")
    for kind, name in ((CustomerKind.STOPPED, "stop-contact"), (CustomerKind.RESTRICTED, "restricted")):
        found = stage.ask(partial(customers_of, kind=kind))
        _open(stage, max(found, key=_talk).code)
        stage.shoot(f"customer-{name}")
    address = AddressInput("Số 128/45/7 đường Nguyễn Thị Minh Khai nối dài", "Hà Nội", "Phường Ba Đình")
    typed = CustomerInput(_LONG, Source.SHOP, phones=("0912345678",), addresses=(address,), is_declared_adult=True)
    _open(stage, stage.ask(lambda session: add(session, typed)).customer.code)
    stage.shoot("customer-long-name")


def _new_customer(stage: Stage) -> None:
    _open(stage, "", "new")
    stage.shoot("customer-new")
    write(lines(stage)[1], "12345")
    press(stage, "CustomerDialog", "Add the customer")
    stage.shoot("customer-new-errors")
    stage.clear()


def _consents(stage: Stage) -> None:
    minors = stage.ask(partial(customers_of, kind=CustomerKind.MINORS))
    one = next(one for one in minors if one.guardian is None)
    _open(stage, one.code, "consent")
    press(stage, "ConsentPanel", "Record an answer…")
    stage.shoot("consent-record")
    press(stage, "ConsentDialog", "Yes, agrees")
    press(stage, "ConsentDialog", "Record")
    stage.shoot_and_clear("consent-refused")
    for act, name in (
        ("guardian", "guardian"),
        ("contact", "contact-point"),
        ("edit", "correction"),
        ("stop", "stop-contact"),
        ("receipt", "consent-receipt"),
        ("restrict", "restrict-question"),
    ):
        _open(stage, one.code, act)
        stage.shoot_and_clear(f"customer-{name}")


def _card_menu(stage: Stage) -> None:
    page = _open(stage, max(stage.ask(customers_of), key=_talk).code)
    more = next(one for one in seen(page, QToolButton) if one.toolTip() == words("CustomerHead", "More"))
    menu = more.menu()
    menu.popup(more.mapToGlobal(QPoint(more.width() - menu.sizeHint().width(), more.height() + 4)))
    stage.shoot_and_clear("customer-more")


# --- feedback ---


def _feedback(stage: Stage) -> None:
    stage.go(Target(PageId.FEEDBACK), FeedbackPage)
    stage.shoot("feedback-waiting")
    for source in ("Overdue", "Answered", "Answered late", "All"):
        press(stage, "FeedbackFilters", source)
        stage.shoot(f"feedback-{source.lower().replace(' ', '-')}")


def _feedback_answer(stage: Stage) -> None:
    page = stage.page(PageId.FEEDBACK)
    press(stage, "FeedbackFilters", "Overdue")
    write(notes(stage)[0], "Cửa hàng xin lỗi chị vì giao chậm. Kiện đã tới bưu cục và sẽ được giao trong sáng mai.")
    stage.shoot("feedback-answer-typed")
    notes(stage)[0].clear()
    press(stage, "FeedbackFilters", "Answered")
    press(stage, "FeedbackDetail", "Reopen…")
    stage.shoot_and_clear("feedback-reopen-question")
    page.handlers()["new"]()
    stage.settle()
    stage.shoot("feedback-new")
    press(stage, "FeedbackDialog", "Save")
    stage.shoot_and_clear("feedback-new-errors")


SCENES = (
    _today,
    _customer_list,
    _customer_card,
    _customer_kinds,
    _new_customer,
    _consents,
    _card_menu,
    _feedback,
    _feedback_answer,
)
