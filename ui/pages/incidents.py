"""Sự cố: what happened to data, what the law wants by when, who is affected, and what to do next."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from ledger.domain.deadline import DeadlineKind
from ledger.domain.errors import LedgerError
from ledger.domain.ids import IncidentId
from ledger.services import incident_list, incidents
from ledger.services.incident_list import IncidentLine, IncidentQuery, IncidentSort, IncidentState
from ledger.services.incidents import IncidentFile
from ui.desk import Desk
from ui.dialogs.incident_acts import IncidentActs
from ui.formatting import clock_time
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.places import PageId, Target
from ui.settings import splitter_of
from ui.theme import Tone
from ui.widgets.incident_detail import IncidentDetail
from ui.widgets.incident_first_hour import FirstHour
from ui.widgets.incident_steps import IncidentAct
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.page import Page
from ui.widgets.parts import Card, EmptyState, button, row
from ui.widgets.record_table import RecordTable

_EVERY_MS = 60_000  # what became overdue meanwhile belongs on top
_PATIENCE = 150  # milliseconds before somebody sees that they wait
_SPLIT = splitter_of("incidents")
_ACTS = {
    ("change", ""): IncidentAct.CHANGE,
    ("find", ""): IncidentAct.FIND,
    ("report", DeadlineKind.AUTHORITY.value): IncidentAct.REPORT,
    ("report", DeadlineKind.SYSTEM_ATTACK.value): IncidentAct.REPORT_SYSTEM,
    ("not_due", DeadlineKind.AUTHORITY.value): IncidentAct.NOT_DUE,
    ("not_due", DeadlineKind.SYSTEM_ATTACK.value): IncidentAct.NOT_DUE_SYSTEM,
}


class IncidentsPage(Page):
    """The register of incidents: the list, and one of them in full."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            PageId.INCIDENTS,
            self.tr("Incidents"),
            self.tr("Data lost, stolen or seen by somebody else, with the clocks of the law."),
        )
        made = self.add_act(button(self.tr("Record an incident"), self.record, role="primary", icon="plus"))
        made.setToolTip("Ctrl+Shift+I")
        self._wanted: IncidentId | None = None
        self._to_begin: tuple[str, IncidentAct] | None = None  # the incident whose act was half-written
        self.detail = IncidentDetail(desk)
        self._acts = IncidentActs(desk, self.detail)
        self._acts.recorded.connect(self._show_code)
        self._pane = self._list()
        self._lay_out()
        timer = QTimer(self)
        timer.timeout.connect(self._on_minute)
        timer.start(_EVERY_MS)

    # --- the list ---

    def _list(self) -> ListPane:
        self._model = WindowModel[IncidentQuery, IncidentLine](
            self.desk.tasks, self._columns(), incident_list.ids, incident_list.rows, self
        )
        self._table = RecordTable(self._model, self.tr("Incidents"), self.desk.now)
        self._table.header.sort_by(IncidentSort.DUE)
        self._table.chosen.connect(self._on_chosen)
        empty = EmptyState("siren", self.tr("No such incident"), self.tr("Choose another state above."))
        words = ListWords(self.tr("Words or code"), self.tr("Incidents: {count}"), empty)
        pane = ListPane(self.desk, self._table, "incidents", words)
        pane.box.setMinimumWidth(120)
        pane.asked.connect(self._ask)
        pane.is_narrowed = lambda: False
        self._model.loaded.connect(self._on_loaded)
        self._model.failed.connect(lambda _error: self._show_list())
        return pane

    def _columns(self) -> tuple[Column[IncidentLine], ...]:
        return (
            Column[IncidentLine](
                "what", self.tr("Incident"), self._which, width=150, below=lambda one: " ".join(one.what.split()),
                is_main=True,
            ),
            Column[IncidentLine](
                "due", self.tr("Report by"), self._state, width=132, sort=IncidentSort.DUE, tone=self._tone,
                due=lambda one: (one.clock.started_at, one.clock.due_at) if one.clock is not None else None,
            ),
            Column[IncidentLine](
                "discovered", self.tr("Discovered"), lambda one: clock_time(one.discovered_at, self.desk.now()),
                width=98, sort=IncidentSort.DISCOVERED, is_hidden=True,
            ),
        )  # fmt: skip

    def _which(self, one: IncidentLine) -> str:
        return f"{one.code} · {self.desk.wording.text(f'incident_kinds.{one.kind.value}')}"

    def _state(self, one: IncidentLine) -> str:
        if not one.is_open:
            return self.tr("Closed")
        return self.tr("Untold: {count}").format(count=one.untold) if one.untold else self.tr("Open")

    def _tone(self, one: IncidentLine) -> Tone:
        return Tone.WARN if one.is_open else Tone.OFF

    def _lay_out(self) -> None:
        listed = Card()
        listed.body.setContentsMargins(12, 12, 12, 10)
        listed.body.addLayout(self._make_states())
        listed.body.addWidget(self._pane)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(14)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(listed)
        self._split.addWidget(self.detail)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 5)
        self._split.setSizes([350, 640])
        self._split.restoreState(self.desk.settings.get(_SPLIT))
        self._split.splitterMoved.connect(lambda *_: self.desk.settings.set(_SPLIT, self._split.saveState()))
        self._first_hour = FirstHour(self.record)
        self._stack = QStackedWidget()
        for one in (QWidget(), self._first_hour, self._split):
            self._stack.addWidget(one)
        self.body.addWidget(self._stack, 1)
        QTimer.singleShot(_PATIENCE, self, self._show_list)

    def _show_list(self) -> None:
        """Show the list with what it says of itself: that it is coming, or why it cannot be read."""
        if self._stack.currentIndex() == 0:
            self._stack.setCurrentWidget(self._split)

    def _make_states(self) -> QHBoxLayout:
        self._states = QButtonGroup(self)
        words = (self.tr("All"), self.tr("Open"), self.tr("Closed"))
        self._order = (IncidentState.ALL, IncidentState.OPEN, IncidentState.CLOSED)
        buttons = []
        for at, name in enumerate(words):
            made = button(name, role="choice")
            made.setCheckable(True)
            made.setChecked(at == 0)
            self._states.addButton(made, at)
            buttons.append(made)
        self._states.idToggled.connect(lambda _at, is_on: self._ask() if is_on else None)
        return row(*buttons, None, spacing=6)

    # --- asking ---

    @property
    def _state_wanted(self) -> IncidentState:
        return self._order[self._states.checkedId()]

    def _query(self) -> IncidentQuery:
        header = self._table.header
        return IncidentQuery(
            state=self._state_wanted,
            text=self._pane.search,
            sort=IncidentSort(header.sort) if header.sort is not None else IncidentSort.DUE,
            descending=header.descending,
        )

    def _ask(self) -> None:
        self._model.ask(self._query())

    def refresh(self) -> None:
        """Ask for the list and the incident shown."""
        self._ask()
        if self.detail.file is not None:
            self._read(self.detail.file.incident.code)

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_loaded(self, count: int) -> None:
        is_all = self._state_wanted is IncidentState.ALL and not self._pane.search
        self._stack.setCurrentWidget(self._first_hour if is_all and not count else self._split)
        wanted, self._wanted = self._wanted, None
        at = self._model.row_of_id(wanted) if wanted is not None else None
        if at is not None:
            self._table.highlight(at)
        elif count and not self._table.currentIndex().isValid():
            self._table.highlight(0)

    # --- the one shown ---

    def _on_chosen(self, one: IncidentLine | None) -> None:
        if one is None:
            self.detail.clear()
        else:
            self._read(one.code)

    def _read(self, code: str) -> None:
        self.desk.tasks.read(
            self, lambda session: incidents.file(session, code), self._on_read, self._on_failed, latest="file"
        )

    def _on_read(self, file: IncidentFile) -> None:
        self.detail.show_file(file)
        if self._to_begin is not None and file.incident.code == self._to_begin[0]:
            act, self._to_begin = self._to_begin[1], None
            self._acts.begin(act)

    def _on_failed(self, error: LedgerError) -> None:
        self.desk.messages.toast(self.desk.say(error), Tone.WARN)

    def _show_code(self, code: str) -> None:
        self.desk.tasks.read(self, lambda session: incidents.get(session, code).id, self._on_found, self._on_failed)

    def _on_found(self, wanted: IncidentId) -> None:
        at = None if self._model.is_asking else self._model.row_of_id(wanted)
        if at is not None:
            self._table.highlight(at)
            return
        self._wanted = wanted
        self._pane.look_for("")
        self._states.blockSignals(True)
        self._states.button(0).setChecked(True)
        self._states.blockSignals(False)
        self._ask()

    # --- acts ---

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the keys do here."""
        return {"new": self.record, "incidents.add": self.record, "incidents.print": self._print}

    def open_target(self, target: Target) -> None:
        """Show an incident by its code and begin an act, or a new incident."""
        if target.act == "new":
            self.record()
        elif target.code:
            code, _, report = target.code.partition(" ")
            act = _ACTS.get((target.act, report))
            self._to_begin = (code, act) if act is not None else None
            self._show_code(code)
            if self._to_begin is not None:  # it was in view already
                self._read(code)

    def record(self) -> None:
        """Open the form for a new incident."""
        self._acts.record(self)

    def _print(self) -> None:
        if self.detail.print_button.isEnabled():
            self._acts.begin(IncidentAct.PRINT)
