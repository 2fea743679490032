"""Adding an account: a name, a role, and the passphrase its owner types."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.errors import LedgerError, NameTaken
from ledger.domain.staff import Role
from ledger.services import staff
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.form import Field, combo, line_edit
from ui.widgets.settings_passphrase_pair import PassphrasePair
from ui.widgets.settings_slow_dialog import SlowDialog

_NAME_LIMIT = 60


class StaffDialog(SlowDialog):
    """The new colleague sits at the keyboard: nobody else should know the passphrase."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("New account"),
            self.tr("Add the account"),
            self.tr("Let your colleague type the passphrase; nobody else should know it."),
        )
        self._name = line_edit(limit=_NAME_LIMIT)
        self._role = combo((desk.wording.text(f"staff_roles.{one.value}"), one) for one in Role)
        self.add("staff", Field(self.tr("Name to sign in with"), self._name))
        hint = self.tr("Staff record and print; a manager also answers for partners, settings and the audit trail.")
        self.add("role", Field(self.tr("Role"), self._role, hint))
        self._pair = PassphrasePair(desk, self.tr("Passphrase"), self._about)
        self.form.addWidget(self._pair)
        self._name.textChanged.connect(lambda _typed: self._pair.judge())

    def _about(self) -> tuple[str, ...]:
        return (self._name.text().strip(), self.desk.who.shop.name)

    def submit(self) -> None:
        """Save once name and passphrase can be used."""
        if not self._name.text().strip():
            self.fields["staff"].show_error(self.tr("Type the name to sign in with."))
            self._name.setFocus()
            return
        if self._pair.chosen() is not None:
            super().submit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        name, role, passphrase = self._name.text().strip(), Role(self._role.currentData()), self._pair.typed()[0]
        return lambda session: staff.add(session, name, role, passphrase)

    def show_error(self, error: LedgerError) -> None:
        """Show a name that is taken where it was typed."""
        super().show_error(error)
        if isinstance(error, NameTaken):
            self._name.selectAll()

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"passphrase": self._pair.typed()}
