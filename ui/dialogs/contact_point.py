"""One more phone, email or address of a customer."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.reveal import RevealField
from ledger.services import customers
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.customer_address import AddressFields
from ui.widgets.form import Field, line_edit
from ui.widgets.form_dialog import FormDialog


class ContactPointDialog(FormDialog):
    """``kind`` says which of the three; ``saved`` carries ``customers.Added``."""

    def __init__(self, desk: Desk, parent: QWidget | None, code: str, kind: RevealField) -> None:
        titles = {
            RevealField.PHONE: self.tr("Add a phone"),
            RevealField.EMAIL: self.tr("Add an email"),
            RevealField.ADDRESS: self.tr("Add an address"),
        }
        super().__init__(desk, parent, titles[kind], self.tr("Add"))
        self._code, self._kind = code, kind
        self._line = line_edit()
        self._address = AddressFields()
        if kind is RevealField.ADDRESS:
            self.keep_as(DraftForm.ADDRESS, code, code)
            self.fields |= self._address.fields
            self.form.addWidget(self._address)
        else:
            self.add(kind.value, Field(desk.wording.text(f"fields.{kind.value}"), self._line))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, typed, address = self._code, self._line.text(), self._address.typed()
        if self._kind is RevealField.ADDRESS:
            return lambda session: customers.add_address(session, code, address)
        if self._kind is RevealField.EMAIL:
            return lambda session: customers.add_email(session, code, typed)
        return lambda session: customers.add_phone(session, code, typed)
