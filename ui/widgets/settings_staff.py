"""Who may open the ledger: one account for each person, each with a passphrase of their own."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton

from ledger.domain.ids import StaffId
from ledger.domain.instants import local_date, show_date
from ledger.domain.staff import Operation, Role, StaffMember
from ledger.services import staff, throttle
from ledger.services.session import Session
from ui.desk import Desk
from ui.messages import Question
from ui.models.table_model import Column, RecordModel
from ui.theme import Tone
from ui.widgets.confirming import once_confirmed
from ui.widgets.parts import Card, button, row, text
from ui.widgets.recipient_rights import allowed
from ui.widgets.record_table import RecordTable
from ui.widgets.settings_panel import SettingsPanel


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the list: a member, and whether their sign-in waits for a manager."""

    member: StaffMember
    is_stopped: bool

    @property
    def is_removed(self) -> bool:
        """Return whether the member may not open the ledger any more."""
        return self.member.removed_at is not None


def accounts(session: Session) -> tuple[Account, ...]:
    """Return everybody, those removed last."""
    stopped = throttle.stopped(session)
    found = [Account(one, one.id in stopped) for one in staff.members(session)]
    return tuple(sorted(found, key=lambda one: one.is_removed))


class StaffPanel(SettingsPanel):
    """The accounts, and one's own passphrase."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Staff accounts"),
            self.tr("Everybody signs in with an account of their own: each entry in the ledger names who made it."),
        )
        self._model = RecordModel[Account](self._columns(), self)
        self._table = RecordTable(self._model, self.tr("Staff accounts"), desk.now)
        self._table.setMinimumHeight(240)
        self._table.tell(desk.messages)
        self._table.chosen.connect(self._on_chosen)
        add = button(self.tr("Add an account…"), lambda: self.wanted.emit("staff", None), role="primary", icon="plus")
        shown = Card(self.tr("Accounts"), allowed(add, desk, Operation.MANAGE_STAFF))
        shown.body.addWidget(self._table, 1)
        self._make_acts()
        shown.body.addLayout(row(self._role, self._allow, None, self._remove))
        shown.body.addWidget(self._why_not)
        self.place(shown)
        self.place(self._own())
        self.inside.addStretch(1)
        self._on_chosen(None)

    def _make_acts(self) -> None:
        self._role = self._act(self.tr("Change the role…"), "pencil", lambda one: self.wanted.emit("role", one.member))
        self._allow = self._act(self.tr("Allow sign-in again"), "user-check", self._ask_to_allow)
        self._remove = self._act(self.tr("Remove…"), "user-x", lambda one: self.wanted.emit("removal", one.member))
        self._why_not = text("", "small", wraps=True)

    def _act(self, words: str, icon: str, act: Callable[[Account], object]) -> QPushButton:
        def pressed() -> None:
            chosen = self._table.current_row()
            if isinstance(chosen, Account):
                act(chosen)

        return button(words, pressed, icon=icon)

    def _own(self) -> Card:
        own = Card(self.tr("Your own passphrase"))
        words = self.tr("Nobody can look it up or reset it. Change it when somebody may have seen you type it.")
        own.body.addWidget(text(words, "mute", wraps=True))
        change = button(
            self.tr("Change my passphrase…"), lambda: self.wanted.emit("passphrase", None), icon="key-round"
        )
        own.body.addLayout(row(change, None))
        return own

    def _columns(self) -> tuple[Column[Account], ...]:
        return (
            Column[Account]("name", self.tr("Name"), self._name, width=200, is_main=True),
            Column[Account](
                "role",
                self.tr("Role"),
                lambda one: self.desk.wording.text(f"staff_roles.{one.member.role.value}"),
                width=130,
                tone=lambda one: Tone.ACCENT if one.member.role is Role.MANAGER and not one.is_removed else Tone.OFF,
            ),
            Column[Account](
                "since", self.tr("Since"), lambda one: show_date(local_date(one.member.added_at)), width=120
            ),
            Column[Account]("state", self.tr("State"), self._state, width=190, tone=_tone),
        )

    def _name(self, one: Account) -> str:
        is_me = one.member.id == self.desk.who.member.id
        return self.tr("{name} (you)").format(name=one.member.name) if is_me else one.member.name

    def _state(self, one: Account) -> str:
        if one.member.removed_at is not None:
            return self.tr("Removed on {day}").format(day=show_date(local_date(one.member.removed_at)))
        return self.tr("Sign-in stopped") if one.is_stopped else self.tr("May sign in")

    # --- what can be done with the account chosen ---

    def _on_chosen(self, one: object) -> None:
        is_mine_to_do = isinstance(one, Account) and not one.is_removed and self.desk.may(Operation.MANAGE_STAFF)
        is_me = isinstance(one, Account) and one.member.id == self.desk.who.member.id
        self._role.setEnabled(is_mine_to_do and not is_me)
        self._remove.setEnabled(is_mine_to_do and not is_me)
        self._allow.setEnabled(is_mine_to_do and isinstance(one, Account) and one.is_stopped)
        self._allow.setVisible(self._allow.isEnabled())
        self._why_not.setText(self._reason(one))
        self._why_not.setVisible(bool(self._why_not.text()))

    def _reason(self, one: object) -> str:
        if not self.desk.may(Operation.MANAGE_STAFF):
            return self.tr("Only a manager changes accounts.")
        if not isinstance(one, Account):
            return self.tr("Choose an account in the list to change or remove it.")
        if one.member.id == self.desk.who.member.id:
            return self.tr("Your own role and account are changed by another manager.")
        if one.is_stopped and not one.is_removed:
            words = self.tr("{count} wrong passphrases in a row. Ask {name} whether that was them before you allow it.")
            return words.format(count=throttle.STOP_AFTER, name=one.member.name)
        return ""

    def _ask_to_allow(self, one: Account) -> None:
        question = Question(
            self.tr("Let {name} sign in again?").format(name=one.member.name),
            self.tr("The wrong tries are forgotten, and that you allowed it stands on the trail."),
            self.tr("Allow sign-in again"),
        )
        self.desk.messages.ask(question, lambda: self._let_in(one.member.id))

    def _let_in(self, staff_id: StaffId) -> None:
        self.desk.tasks.write(
            self,
            lambda session: throttle.allow(session, staff_id),
            lambda _nothing: self._on_let_in(),
            lambda error: once_confirmed(self.desk, self, error, lambda: self._let_in(staff_id), self.tell_failed),
        )

    def _on_let_in(self) -> None:
        self.desk.messages.toast(self.tr("The member may sign in again."))
        self.refresh()

    # --- showing ---

    def refresh(self) -> None:
        """Ask for the accounts."""
        self.desk.tasks.read(self, accounts, self._show, self.tell_failed, latest="members")

    def _show(self, found: tuple[Account, ...]) -> None:
        self._model.show(found)


def _tone(one: Account) -> Tone:
    if one.is_removed:
        return Tone.OFF
    return Tone.WARN if one.is_stopped else Tone.OK
