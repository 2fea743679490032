"""Refusing contact at the window: it counts at once, and the one confirmation is copied, sent and written down."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from ledger.domain.customer import ContactState
from ledger.domain.gate import Exemption
from ledger.domain.purpose import Channel
from ledger.services import contacts, customers
from ledger.services.contacts import ContactQuery, ContactRow
from support.drivers_customers import AtCustomers, Form
from support.services import Workplace, add_customer
from ui.dialogs.stop_contact import OptOutDialog

pytestmark = pytest.mark.usefixtures("qapp")


def stops(shop: Workplace, home: Path, channel: str = "") -> tuple[AtCustomers, Form]:
    """Write the refusal down and look at the confirmation."""
    me = AtCustomers(shop.session, home)
    me.opens("duc")
    me.picks("More", "Do not contact…")
    form = me.form()
    if channel:
        form.chooses("Which channel?", channel)
    form.clicks("Stop contact")
    return me, Form(me.dialog(OptOutDialog))


def made(shop: Workplace) -> list[ContactRow]:
    return list(contacts.rows(shop.session, contacts.ids(shop.session, ContactQuery())))


def text_of(form: Form) -> str:
    (edit,) = form.screen.findChildren(QPlainTextEdit)
    return edit.toPlainText()


def test_the_confirmation_names_the_shop_and_what_was_refused(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    _, form = stops(shop, tmp_path, "Email")
    assert "The King Oil" in text_of(form)
    assert "Email" in text_of(form)
    assert form.list("Sent by").currentText() == "Email"


def test_sent_is_written_down_once_and_copied_text_does_not_stay(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me, form = stops(shop, tmp_path)
    form.clicks("Copy")
    assert QGuiApplication.clipboard().text() == text_of(form)
    form.chooses("Sent by", "Zalo")
    form.clicks("I sent it")
    assert not me.has_dialog()
    (row,) = made(shop)
    assert (row.channel, row.exemption) == (Channel.ZALO, Exemption.OPT_OUT_CONFIRMATION)


def test_not_sent_writes_nothing_and_the_refusal_stands(shop: Workplace, tmp_path: Path) -> None:
    add_customer(shop.session)
    me, form = stops(shop, tmp_path)
    form.clicks("Not sent")
    assert not me.has_dialog()
    assert made(shop) == []
    assert "Do not contact" in me.chips()


def test_where_nothing_arrives_nothing_can_be_sent(shop: Workplace, tmp_path: Path) -> None:
    one = add_customer(shop.session, emails=(), addresses=())
    customers.set_phone_state(shop.session, one.code, 0, ContactState.DEAD)
    _, form = stops(shop, tmp_path)
    assert not form.screen.save_button.isEnabled()
    assert "no working number" in form.reads()


def test_a_refusal_confirmed_already_is_told_and_not_sent_again(shop: Workplace, tmp_path: Path) -> None:
    one = add_customer(shop.session)
    _, form = stops(shop, tmp_path)
    contacts.log_opt_out_confirmation(shop.session, one.code, Channel.SMS)
    form.clicks("I sent it")
    assert form.is_open()
    assert "only once" in form.reads()
    assert len(made(shop)) == 1
