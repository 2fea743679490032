"""The people of one contact list: how each stands, one hidden number at a time, and logging that one was contacted."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.domain.customer import LIVE_STATES
from ledger.domain.errors import LedgerError
from ledger.domain.purpose import Channel
from ledger.domain.reveal import RevealField
from ledger.services import contact_lists, customers
from ledger.services.contact_lists import ListRow, PersonRow, PersonState
from ledger.services.session import Session
from ui.desk import Desk
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.places import PageId, Target
from ui.widgets.contact_words import PERSON_TONES, when
from ui.widgets.form import combo
from ui.widgets.parts import EmptyState, button, icon_button, row
from ui.widgets.record_table import RecordTable
from ui.widgets.reveal_row import Hidden, RevealRow

_FIELDS = {Channel.EMAIL: RevealField.EMAIL, Channel.POST: RevealField.ADDRESS}
_ICONS = {RevealField.PHONE: "phone", RevealField.EMAIL: "mail", RevealField.ADDRESS: "map-pin"}


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """Whose people, and those in which state; ``None`` for all."""

    code: str
    state: PersonState | None


def position_of(session: Session, code: str, field: RevealField) -> int | None:
    """Return which of a customer's numbers or addresses a list means: the first that is alive."""
    one = customers.get_living(session, code)
    states = {
        RevealField.PHONE: [point.state for point in one.phones],
        RevealField.EMAIL: [point.state for point in one.emails],
        RevealField.ADDRESS: [point.state for point in one.addresses],
    }
    return next((at for at, state in enumerate(states[field]) if state in LIVE_STATES), None)


class ContactPeople(QWidget):
    """``contacted`` carries the code of the customer who was contacted."""

    contacted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._list: ListRow | None = None
        self._code = ""  # of the list whose people are asked for
        self._field = RevealField.PHONE
        self.model = WindowModel[PeopleQuery, PersonRow](desk.tasks, self._columns(), _ids, self._rows, self)
        self.table = RecordTable(self.model, self.tr("People of the list"), desk.now)
        self.table.remember(desk.settings, "contact_people")
        self.table.tell(desk.messages)
        self.table.set_empty(EmptyState("users", self.tr("Nobody here"), self.tr("Choose another state above.")))
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda one: desk.go(Target(PageId.CUSTOMERS, one.customer_code)))
        self.model.failed.connect(lambda error: self.table.set_error(desk.say(error), self.model.ask_again))
        self.model.loaded.connect(self._on_loaded)
        self.states = self._make_states()
        self.act = button(self.tr("Contacted"), self._on_contacted, icon="check")
        self.act.setEnabled(False)
        self._strip = QVBoxLayout()
        self._eye: RevealRow | None = None
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.table, 1)
        inside.addLayout(self._foot())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.act.click, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _foot(self) -> QVBoxLayout:
        self._open = icon_button("user", self.tr("Open the customer"), self._go)
        self._open.setEnabled(False)
        line = row(self._strip, self._open, self.act, spacing=8)
        line.setStretch(0, 1)
        box = QVBoxLayout()
        box.addLayout(line)
        return box

    def _make_states(self) -> QWidget:
        words = [(self.desk.wording.text(f"list_person_states.{one.value}"), one) for one in PersonState]
        self._state = combo([(self.tr("Everybody"), None), *words])
        self._state.setAccessibleName(self.tr("Which people"))
        self._state.currentIndexChanged.connect(lambda _at: self.ask())
        return self._state

    def _columns(self) -> tuple[Column[PersonRow], ...]:
        made = Column[PersonRow]
        return (
            made(
                "who",
                self.tr("Customer"),
                lambda one: one.name or self.tr("Erased"),
                120,
                below=lambda one: one.customer_code,
                is_main=True,
            ),
            made("reach", self.tr("Number or address"), lambda one: one.reach or "–", 122),
            made(
                "state",
                self.tr("State"),
                lambda one: self.desk.wording.text(f"list_person_states.{one.state.value}"),
                116,
                tone=lambda one: PERSON_TONES[one.state],
            ),
            made("contacted", self.tr("Contacted at"), lambda one: when(self.desk, one.contacted_at), 96),
        )

    # --- asking ---

    def show_list(self, one: ListRow) -> None:
        """Show the people of a list; the same list again keeps the place."""
        self._list = one
        self._field = _FIELDS.get(one.channel, RevealField.PHONE)
        if one.code != self._code:
            self._code = one.code
            self.model.forget()
            self._on_chosen(None)
        self.ask()
        self._dress()

    def ask(self) -> None:
        """Ask for the people."""
        if self._code:
            chosen = self._state.currentData()
            self.model.ask(PeopleQuery(self._code, PersonState(chosen) if chosen else None))

    def _rows(self, session: Session, ids: Sequence[int]) -> tuple[PersonRow, ...]:
        return contact_lists.person_rows(session, self._code, ids)

    def _on_loaded(self, count: int) -> None:
        if count and not self.table.currentIndex().isValid():
            self.table.highlight(0)

    # --- the one chosen ---

    def _on_chosen(self, one: PersonRow | None) -> None:
        self._show_eye(None)
        self._dress()
        if one is None or one.name is None:
            return
        code, field = one.customer_code, self._field

        def show(position: int | None) -> None:
            if position is not None:
                self._show_eye(
                    Hidden(code, field, position, self.desk.wording.text(f"fields.{field.value}"), one.reach)
                )

        self.desk.tasks.read(
            self, lambda session: position_of(session, code, field), show, self._on_unknown, latest="position"
        )

    def _on_unknown(self, _error: LedgerError) -> None:
        self._show_eye(None)  # erased meanwhile: the list says so when it is read again

    def _show_eye(self, about: Hidden | None) -> None:
        if self._eye is not None:
            self._strip.removeWidget(self._eye)
            self._eye.hide()
            self._eye.deleteLater()
            self._eye = None
        if about is not None:
            self._eye = RevealRow(self.desk, about, _ICONS[about.field])
            self._strip.addWidget(self._eye)

    def _dress(self) -> None:
        one, current, shown = self._list, self.table.current_row(), self.act
        is_waiting = current is not None and current.state is not PersonState.CONTACTED
        is_open = one is not None and one.closed_at is None
        self._open.setEnabled(current is not None)
        shown.setEnabled(is_waiting and is_open)
        now = self.tr("Logs that this customer was contacted now (Ctrl+Enter).")
        shown.setToolTip(now if is_open else self.tr("The list is closed."))

    def _on_contacted(self) -> None:
        current = self.table.current_row()
        if current is not None:
            self.contacted.emit(current.customer_code)

    def go_on(self) -> None:
        """Put the cursor on the next one, as after one was contacted."""
        following = self.table.currentIndex().row() + 1
        if following < self.model.rowCount():
            self.table.highlight(following)

    def _go(self) -> None:
        current = self.table.current_row()
        if current is not None:
            self.desk.go(Target(PageId.CUSTOMERS, current.customer_code))


def _ids(session: Session, query: PeopleQuery) -> "array[int]":
    return contact_lists.person_ids(session, query.code, query.state)
