"""Removing an account: what happens is said first, because it cannot be taken back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.staff import Role, StaffMember
from ledger.services import staff
from ledger.services.session import Session
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.parts import restyle
from ui.widgets.rekey_dialog import RekeyDialog
from ui.widgets.said_points import said_points


class StaffRemovalDialog(RekeyDialog):
    """The whole ledger is written under a new key: whatever the member kept opens nothing of it."""

    def __init__(self, desk: Desk, parent: QWidget | None, member: StaffMember) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Remove the account of {name}").format(name=member.name),
            self.tr("Remove the account"),
            self.tr("This cannot be taken back. Whoever comes back gets a new account."),
        )
        self.setWindowTitle(self.tr("Remove the account"))  # a title is seen in task bars, so it names nobody
        self._member = member
        restyle(self.save_button, "danger")
        self.save_button.setDefault(False)  # Enter alone must not remove anybody
        self.form.addLayout(said_points(*self._happens()))
        self.form.addWidget(self.say_how_long(Tone.WARN))

    def _begin(self) -> None:
        self.cancel_button.setFocus()

    def _happens(self) -> tuple[tuple[str, str], ...]:
        name = self._member.name
        useless = self.tr(
            "The passphrase and keys of {name} open nothing any more, not even with a copy of the key file."
        )
        stays = self.tr("What {name} recorded stays, with the name beside it.")
        said = (
            ("user-x", useless.format(name=name)),
            ("lock", self.tr("The whole ledger is encrypted anew under a new key. All others keep their passphrase.")),
            ("file-check", stays.format(name=name)),
        )
        if self._member.role is not Role.MANAGER:
            return said
        again = self.tr("The backups in the ledger's folder are locked anew. Delete older ones kept elsewhere.")
        return (*said, ("database-backup", again))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        staff_id = self._member.id
        return self.rekeying(lambda session, told: staff.remove(session, staff_id, told))
