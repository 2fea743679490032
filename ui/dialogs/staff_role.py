"""Giving an account another role."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.staff import Role, StaffMember
from ledger.services import staff
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.form import Field, combo, index_of
from ui.widgets.settings_slow_dialog import SlowDialog


class StaffRoleDialog(SlowDialog):
    """It counts from the member's next sign-in, and stands on the trail."""

    def __init__(self, desk: Desk, parent: QWidget | None, member: StaffMember) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Role of {name}").format(name=member.name),
            self.tr("Change the role"),
            self.tr("It counts from the next time {name} signs in.").format(name=member.name),
        )
        self.setWindowTitle(self.tr("Change the role"))  # a title is seen in task bars, so it names nobody
        self._member = member
        self._role = combo((desk.wording.text(f"staff_roles.{one.value}"), one) for one in Role)
        self._role.setCurrentIndex(index_of(self._role, member.role))
        hint = self.tr(
            "Staff record and print; a manager also answers for partners, settings and the audit trail, and opens"
            " backups."
        )
        self.add("role", Field(self.tr("Role"), self._role, hint))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        staff_id, role = self._member.id, Role(self._role.currentData())
        return lambda session: staff.change_role(session, staff_id, role)
