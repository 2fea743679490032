"""Linking a minor to the guardian, who is a customer record of their own (VK 9)."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger.domain.errors import TextMissing
from ledger.services import customers
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.feedback_customer import CustomerPick
from ui.widgets.form import Field, line_edit, suggest
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button, row


class GuardianDialog(FormDialog):
    """Search for somebody on record, or ask for a new customer with ``new_wanted``."""

    new_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None, code: str) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Link a guardian"),
            self.tr("Link"),
            self.tr("The guardian is a customer too, grown up, with a record of their own."),
        )
        self._code = code
        self._guardian = CustomerPick(desk)
        self._guardian.setPlaceholderText(self.tr("Type a name, phone or code"))
        self._relation = line_edit()
        suggest(self._relation, [self.tr("mother"), self.tr("father"), self.tr("grandparent"), self.tr("guardian")])
        self.add("guardian", Field(self.tr("Guardian"), self._guardian))
        self.form.addLayout(row(button(self.tr("New customer…"), self.new_wanted.emit, role="link", icon="plus"), None))
        self.add("relation", Field(self.tr("Relation"), self._relation))

    def choose(self, code: str) -> None:
        """Pick a customer, as after the guardian was just recorded."""
        self._guardian.pick_code(code)
        self._relation.setFocus()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, guardian, relation = self._code, self._guardian.code, self._relation.text()
        if not guardian:
            raise TextMissing(field="guardian")
        return lambda session: customers.link_guardian(session, code, guardian, relation)
