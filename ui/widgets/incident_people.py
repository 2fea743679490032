"""The customers affected by an incident: who waits, who was told how and when; chosen ones are settled by hand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.domain.errors import RoleForbidden
from ledger.domain.incident import Incident, TellState
from ledger.domain.instants import show_instant
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.services import incident_list
from ledger.services.incident_list import AffectedLine, AffectedQuery, AffectedSort
from ledger.services.session import Session
from ui.desk import Desk
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.theme import Tone
from ui.widgets.form import combo
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.parts import EmptyState, button, row
from ui.widgets.record_table import RecordTable

_TONES = {TellState.WAITING: Tone.WARN, TellState.TOLD: Tone.OK, TellState.UNREACHABLE: Tone.OFF}


class IncidentPeople(QWidget):
    """``tell_wanted`` and ``remove_wanted`` carry the rows chosen, ``find_wanted`` nothing, ``opened`` a code."""

    tell_wanted = Signal(object)
    remove_wanted = Signal(object)
    find_wanted = Signal()
    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._incident: Incident | None = None
        states: list[tuple[str, TellState | None]] = [(self.tr("Any state"), None)]
        states += [(desk.wording.text(f"tell_states.{one.value}"), one) for one in TellState]
        self.state = combo(states)
        self.state.setAccessibleName(self.tr("Whether they were told"))
        self.state.setMaximumWidth(150)
        self.model = WindowModel[AffectedQuery, AffectedLine](
            desk.tasks, self._columns(), incident_list.affected_ids, self._rows, self
        )
        self.table = RecordTable(self.model, self.tr("Customers affected"), desk.now)
        self.table.header.sort_by(AffectedSort.CODE)
        self._find_first = button(self.tr("Find customers…"), self.find_wanted.emit, icon="search")
        nobody = EmptyState(
            "users",
            self.tr("Nobody is on the list yet"),
            self.tr("Find out who is affected: from a manifest, what a partner got, a contact list or a backup."),
            self._find_first,
        )
        words = ListWords(self.tr("Name, phone, email or code"), self.tr("Customers: {count}"), nobody)
        self.pane = ListPane(desk, self.table, "incident_people", words, self.state)
        self.pane.box.setMinimumWidth(120)
        self.pane.is_narrowed = lambda: self.state.currentIndex() > 0
        self.find_button = button(self.tr("Find customers…"), self.find_wanted.emit, icon="search")
        self.tell_button = button(self.tr("Record for the chosen…"), lambda: self._with_chosen(self.tell_wanted.emit))
        self.remove_button = button(self.tr("Take off the list…"), lambda: self._with_chosen(self.remove_wanted.emit))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.pane, 1)
        box.addLayout(row(self.find_button, None, self.remove_button, self.tell_button))
        self._connect()

    def _connect(self) -> None:
        self.pane.asked.connect(self.ask)
        self.state.currentIndexChanged.connect(lambda _at: self.ask())
        self.table.opened.connect(lambda one: self.opened.emit(one.code))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self.model.loaded.connect(lambda _count: self._allow())

    # --- asking ---

    def show_incident(self, incident: Incident) -> None:
        """List the customers of an incident; those of a closed one are only looked at."""
        if self._incident is None or incident.id != self._incident.id:
            self.model.forget()
            self.state.setCurrentIndex(0)
        self._incident = incident
        for one in (self.find_button, self.tell_button, self.remove_button, self._find_first):
            one.setVisible(incident.is_open)
        self.ask()

    def ask(self) -> None:
        """Ask the ledger for what search, filter and sorting say."""
        if self._incident is None:
            return
        header, state = self.table.header, self.state.currentData()
        self.model.ask(
            AffectedQuery(
                self._incident.id,
                state=TellState(state) if state else None,
                text=self.pane.search,
                sort=header.sort if isinstance(header.sort, AffectedSort) else AffectedSort.CODE,
                descending=header.descending,
            )
        )

    def _rows(self, session: Session, ids: Sequence[int]) -> tuple[AffectedLine, ...]:
        one = self._incident
        return incident_list.affected_rows(session, one.code, ids) if one is not None else ()

    # --- acts ---

    def _allow(self) -> None:
        forbidden = ""
        if not self._desk.may(Operation.HANDLE_INCIDENT):
            forbidden = self._desk.say(RoleForbidden(operation=Operation.HANDLE_INCIDENT.value))
        none = "" if self.table.selected_rows() else self.tr("Choose customers in the list first.")
        reasons = {self.find_button: forbidden, self._find_first: forbidden}
        reasons |= dict.fromkeys((self.tell_button, self.remove_button), forbidden or none)
        for made, reason in reasons.items():
            made.setEnabled(not reason)
            made.setToolTip(reason)
            made.setAccessibleDescription(reason)

    def _with_chosen(self, then: Callable[[tuple[AffectedLine, ...]], None]) -> None:
        self.model.fetch(self.table.selected_rows(), then)

    # --- columns ---

    def _columns(self) -> tuple[Column[AffectedLine], ...]:
        made, wording = Column[AffectedLine], self._desk.wording
        return (
            made("code", self.tr("Code"), lambda one: one.code, width=88, sort=AffectedSort.CODE),
            made(
                "name", self.tr("Name"), lambda one: one.name or self.tr("Erased"), sort=AffectedSort.NAME,
                below=lambda one: wording.text(f"found_by.{one.found_by.value}"), is_main=True,
            ),
            made(
                "state", self.tr("State"), lambda one: wording.text(f"tell_states.{one.state.value}"), width=150,
                tone=lambda one: _TONES[one.state],
            ),
            made("channel", self.tr("Channel"), self._way, width=126, below=_when),
            made("when", self.tr("When"), _when, width=132, sort=AffectedSort.WHEN, is_hidden=True),
            made("by", self.tr("Recorded by"), lambda one: one.settled_by, width=130, is_hidden=True),
        )  # fmt: skip

    def _way(self, one: AffectedLine) -> str:
        if one.channel is None:
            return self.tr("None")
        words = self._desk.wording.text(f"channels.{one.channel.value}")
        is_written = one.state is TellState.WAITING and one.written_at is not None and one.channel is not Channel.CALL
        return self.tr("{channel}, written").format(channel=words) if is_written else words


def _when(one: AffectedLine) -> str:
    return show_instant(one.told_at) if one.told_at else ""
