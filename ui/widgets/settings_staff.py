"""Who may open the ledger: one account for each person, each with a passphrase of their own."""

from ledger.domain.instants import local_date, show_date
from ledger.domain.staff import Operation, Role, StaffMember
from ledger.services import staff
from ui.desk import Desk
from ui.models.table_model import Column, RecordModel
from ui.theme import Tone
from ui.widgets.parts import Card, button, row, text
from ui.widgets.recipient_rights import allowed
from ui.widgets.record_table import RecordTable
from ui.widgets.settings_panel import SettingsPanel


class StaffPanel(SettingsPanel):
    """The accounts, and one's own passphrase."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Staff accounts"),
            self.tr("Everybody signs in with an account of their own: each entry in the ledger names who made it."),
        )
        self._model = RecordModel[StaffMember](self._columns(), self)
        self._table = RecordTable(self._model, self.tr("Staff accounts"), desk.now)
        self._table.setMinimumHeight(240)
        self._table.tell(desk.messages)
        add = button(self.tr("Add an account…"), lambda: self.wanted.emit("staff", None), role="primary", icon="plus")
        accounts = Card(self.tr("Accounts"), allowed(add, desk, Operation.MANAGE_STAFF))
        accounts.body.addWidget(self._table, 1)
        self.place(accounts)
        own = Card(self.tr("Your own passphrase"))
        words = self.tr("Nobody can look it up or reset it. Change it when somebody may have seen you type it.")
        own.body.addWidget(text(words, "mute", wraps=True))
        change = button(
            self.tr("Change my passphrase…"), lambda: self.wanted.emit("passphrase", None), icon="key-round"
        )
        own.body.addLayout(row(change, None))
        self.place(own)
        self.inside.addStretch(1)

    def _columns(self) -> tuple[Column[StaffMember], ...]:
        mine = self.desk.who.member.id
        return (
            Column[StaffMember](
                "name",
                self.tr("Name"),
                lambda one: self.tr("{name} (you)").format(name=one.name) if one.id == mine else one.name,
                width=220,
                is_main=True,
            ),
            Column[StaffMember](
                "role",
                self.tr("Role"),
                lambda one: self.desk.wording.text(f"staff_roles.{one.role.value}"),
                width=150,
                tone=lambda one: Tone.ACCENT if one.role is Role.MANAGER else Tone.OFF,
            ),
            Column[StaffMember]("since", self.tr("Since"), lambda one: show_date(local_date(one.added_at)), width=130),
        )

    def refresh(self) -> None:
        """Ask for the accounts."""
        self.desk.tasks.read(self, staff.members, self._show, self.tell_failed, latest="members")

    def _show(self, members: tuple[StaffMember, ...]) -> None:
        self._model.show(one for one in members if one.removed_at is None)
