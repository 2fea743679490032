"""Erasing a customer: looked at in full, confirmed twice, stopped in time or done for good; and what the card shows."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ledger.domain.deadline import RequestKind
from ledger.domain.erasure import ErasureCause
from ledger.domain.request import RequestOutcome
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import customers, erasure, requests
from ledger.services.deciding_many import to_the_end
from support.drivers_customers import AtCustomers
from support.drivers_feedback import hear
from support.drivers_requests import AtDialog, AtRequests, ask, until_proven
from support.services import Workplace, add_carrier, add_child, add_customer, guard, take_parcels
from support.storage import MANAGER_PASSPHRASE
from support.window import Window
from ui.dialogs.erase import EraseDialog
from ui.dialogs.erasure_certificate import CertificateDialog
from ui.pages.requests import RequestsPage
from ui.places import PageId, Target

CODE, WHO = "YC-0001", "KH-00001"


def sit_down(qtbot: QtBot, window: Window) -> AtRequests:
    page = RequestsPage(window.desk)
    qtbot.addWidget(page)
    return AtRequests(page)


def wanted(shop: Workplace, name: str = "Nguyễn Văn Đức") -> None:
    """Somebody proven to be the customer asks to be erased."""
    who = add_customer(shop.session, name).code
    until_proven(shop.session, ask(shop.session, RequestKind.DELETE, who))


def is_erased(shop: Workplace) -> bool:
    return customers.get(shop.session, WHO).erased_at is not None


def confirm(form: AtDialog) -> None:
    """Type the code, and the passphrase the program asks for."""
    form.types(WHO, f"Type {WHO} to confirm")
    form.clicks("Erase for good")
    QApplication.processEvents()
    for made in form.open.findChildren(QPushButton):
        if made.text() == "Confirm" and made.isVisible():
            box = AtDialog(made.window())  # type: ignore[arg-type] # (the window of its button is the dialog)
            box.types(MANAGER_PASSPHRASE)
            box.clicks("Confirm")
            QApplication.processEvents()


# --- looking ------------------------------------------------------------------------------------


def test_what_goes_and_what_stays_is_counted_before(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    wanted(shop)
    form = sit_down(qtbot, window).goes_on()
    said = form.reads()
    for words in ("Goes for good", "Phone numbers", "Stays, without the person", "Backups rewritten"):
        assert words in said, words
    assert not form.button("Erase for good").isEnabled()


def test_what_stands_against_it_leads_to_where_it_is_settled(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    wanted(shop)
    hear(shop.session, "Hộp móp", WHO)
    form = sit_down(qtbot, window).goes_on()
    assert "KO 5" in form.reads()
    assert not form.sees_button("Erase")
    form.clicks("PH-0001")
    assert window.targets == [Target(PageId.FEEDBACK, "PH-0001")]
    assert not is_erased(shop)


def test_partners_and_minors_are_named(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    wanted(shop)
    guardian = customers.get(shop.session, WHO)
    child = add_child(shop.session)
    guard(shop.session, child, guardian)
    (parcel,) = take_parcels(shop.session, guardian, add_carrier(shop.session, "Giao Nhanh Sài Gòn"))
    form = sit_down(qtbot, window).goes_on()
    said = form.reads()
    assert "lose their guardian" in said
    assert form.sees_button(child.code)
    assert parcel.code


# --- erasing ------------------------------------------------------------------------------------


def test_the_code_and_the_passphrase_come_before_the_end(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    wanted(shop)
    person = sit_down(qtbot, window)
    form = person.goes_on()
    form.types("KH-00002", f"Type {WHO} to confirm")
    assert not form.button("Erase for good").isEnabled()
    confirm(form)
    assert is_erased(shop)
    assert requests.get(shop.session, CODE).carried_out_at is not None
    assert [one for one in person.page.findChildren(CertificateDialog) if one.isVisible()]
    assert "XD-0001" in window.messages.toasts[-1]


def test_after_it_the_answer_is_written_and_the_request_closed(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    wanted(shop)
    shop.session.mark_confirmed(Operation.ERASE)
    to_the_end(erasure.erasing(shop.session, (WHO,), ErasureCause.REQUEST, request_code=CODE))
    person = sit_down(qtbot, window)
    assert person.next() == "Answer letter…"
    assert "The words were erased with the customer's data." in person.reads()
    assert person.menu()["Certificate of erasure XD-0001…"] == ""
    form = person.takes("Close…")
    assert "erased" in form.tiles()["Done in part"]
    form.saves()
    assert requests.get(shop.session, CODE).outcome is RequestOutcome.DONE
    person.clicks("Closed")
    assert "erased" in person.menu()["Reopen…"]


def test_it_can_be_stopped_until_the_customer_goes(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    wanted(shop)
    shop.session.mark_confirmed(Operation.ERASE)
    form = sit_down(qtbot, window).goes_on()
    assert isinstance(form.open, EraseDialog)
    stop = next(one for one in form.open.findChildren(QPushButton) if one.text() == "Stop")
    form.open.reading.progressed.connect(lambda done, _total: stop.click() if done == 1 else None)
    form.types(WHO, f"Type {WHO} to confirm")
    form.clicks("Erase for good")
    assert form.banner() == "Stopped. Nothing was erased."
    assert not is_erased(shop)
    assert form.button("Erase for good").isEnabled()


def test_there_is_no_stopping_once_the_next_step_is_the_end(qtbot: QtBot, window: Window, shop: Workplace) -> None:
    wanted(shop)
    shop.session.mark_confirmed(Operation.ERASE)
    form = sit_down(qtbot, window).goes_on()
    assert isinstance(form.open, EraseDialog)
    stop = next(one for one in form.open.findChildren(QPushButton) if one.text() == "Stop")
    seen: list[tuple[bool, bool]] = []
    form.open.reading.progressed.connect(lambda *_: seen.append((stop.isEnabled(), is_erased(shop))))
    form.types(WHO, f"Type {WHO} to confirm")
    form.clicks("Erase for good")
    assert is_erased(shop)
    assert (True, False) in seen  # it could be stopped at first
    assert (True, True) not in seen  # never once the customer is gone
    last = [can_stop for can_stop, gone in seen if not gone][-1]
    assert not last  # nor while the next slice is the erasure itself


# --- the card -----------------------------------------------------------------------------------


def test_the_card_lists_requests_and_records_one(tmp_path: Path, shop: Workplace) -> None:
    who = add_customer(shop.session, "Trần Thị Ánh").code
    ask(shop.session, RequestKind.ACCESS, who)
    me = AtCustomers(shop.session, tmp_path)
    me.page.open_target(Target(PageId.CUSTOMERS, who))
    me.tab("Requests 1")
    assert me.column("Requests", "Request") == ["See their data"]
    assert me.belows("Requests") == ["YC-0001 · 10:00"]
    me.table("Requests").highlight(0)
    me.table("Requests").setFocus()
    me.key(Qt.Key.Key_Return)
    me.clicks("Record a request…")
    assert me.window.targets == [Target(PageId.REQUESTS, "YC-0001"), Target(PageId.REQUESTS, who, "new")]


def test_the_shop_erases_of_itself_unless_the_customer_asked(tmp_path: Path, shop: Workplace) -> None:
    who = add_customer(shop.session).code
    me = AtCustomers(shop.session, tmp_path)
    me.page.open_target(Target(PageId.CUSTOMERS, who))
    me.picks("More", "Erase…")
    form = AtDialog(me.dialog(EraseDialog))
    confirm(form)
    assert is_erased(shop)
    assert erasure.record(shop.session, "XD-0001").cause is ErasureCause.OWN_INITIATIVE
    other = add_customer(shop.session, "Lê Hoàng Phúc").code
    ask(shop.session, RequestKind.DELETE, other)
    me.page.open_target(Target(PageId.CUSTOMERS, other))
    me.picks("More", "Erase…")
    assert me.window.targets[-1] == Target(PageId.REQUESTS, CODE)


def test_the_card_of_an_erased_customer_is_calm(tmp_path: Path, shop: Workplace) -> None:
    wanted(shop)
    shop.session.mark_confirmed(Operation.ERASE)
    to_the_end(erasure.erasing(shop.session, (WHO,), ErasureCause.REQUEST, request_code=CODE))
    me = AtCustomers(shop.session, tmp_path)
    me.page.open_target(Target(PageId.CUSTOMERS, WHO))
    said = me.reads()
    assert "The data of this customer were erased" in said
    assert "XD-0001" in said
    me.clicks(CODE)
    assert me.window.targets == [Target(PageId.REQUESTS, CODE)]
    me.clicks("Certificate of erasure…")
    assert me.dialog(CertificateDialog).isVisible()


def test_staff_see_who_erases(tmp_path: Path, shop: Workplace) -> None:
    wanted(shop)
    me = AtCustomers(shop.as_staff(), tmp_path, Language.EN)
    me.page.open_target(Target(PageId.CUSTOMERS, WHO))
    more = next(one for one in me.page.findChildren(type(me.page._card.head.more)) if one.accessibleName() == "More")
    act = next(one for one in more.menu().actions() if one.text() == "Erase…")
    assert not act.isEnabled()
    assert "Only the manager" in act.toolTip()
