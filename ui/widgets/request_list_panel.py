"""The list of requests: what waits first, by its nearest clock, with filters that go with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ledger.domain.deadline import RequestKind
from ledger.domain.ids import RequestId
from ledger.services import request_list
from ledger.services.request_list import RequestCounts, RequestFilter, RequestLine, RequestQuery, RequestSort
from ui.desk import Desk
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.widgets.form import combo
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.parts import Card, EmptyState, button, row
from ui.widgets.record_table import RecordTable
from ui.widgets.request_columns import RequestColumns


class RequestFilters(QWidget):
    """How the requests stand and which kind; ``changed`` follows every other choice."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._states = QButtonGroup(self)
        self._words = {
            RequestFilter.OPEN: self.tr("Open"),
            RequestFilter.OVERDUE: self.tr("Overdue"),
            RequestFilter.CLOSED: self.tr("Closed"),
            RequestFilter.ALL: self.tr("All"),
        }
        self._order = tuple(self._words)
        self._buttons = [self._choice(at, state) for at, state in enumerate(self._order)]
        kinds = [(desk.wording.text(f"request_kinds.{one.value}"), one) for one in RequestKind]
        self._kind = combo([(self.tr("Any kind"), None), *kinds])
        self._kind.setAccessibleName(self.tr("Kind of request"))
        self.setLayout(row(*self._buttons, None, self._kind, spacing=6))
        self._states.idToggled.connect(lambda _at, is_checked: self.changed.emit() if is_checked else None)
        self._kind.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def _choice(self, at: int, state: RequestFilter) -> QPushButton:
        made = button(self._words[state], role="choice")
        made.setCheckable(True)
        made.setChecked(state is RequestFilter.OPEN)
        self._states.addButton(made, at)
        return made

    @property
    def state(self) -> RequestFilter:
        """Return how they stand."""
        return self._order[self._states.checkedId()]

    @property
    def kind(self) -> RequestKind | None:
        """Return which kind, ``None`` for any."""
        chosen = self._kind.currentData()
        return RequestKind(chosen) if chosen is not None else None

    @property
    def is_narrowed(self) -> bool:
        """Return whether anything but the state leaves something out."""
        return self.kind is not None

    def show_counts(self, counts: RequestCounts) -> None:
        """Say beside the words how many wait."""
        for made, state in zip(self._buttons, self._order, strict=True):
            count = {RequestFilter.OPEN: counts.open, RequestFilter.OVERDUE: counts.overdue}.get(state, 0)
            made.setText(f"{self._words[state]} {count}" if count else self._words[state])
            made.setAccessibleName(self._words[state])

    def show_all(self) -> None:
        """Take every filter away, and say so once."""
        self.blockSignals(True)
        self._states.button(self._order.index(RequestFilter.ALL)).setChecked(True)
        self._kind.setCurrentIndex(0)
        self.blockSignals(False)
        self.changed.emit()


class RequestListPanel(Card):
    """``chosen`` carries the code of the row under the cursor, empty for none; ``opened`` follows Enter on it."""

    chosen = Signal(str)
    opened = Signal()
    new_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._wanted: RequestId | None = None
        self.filters = RequestFilters(desk)
        self.filters.changed.connect(self.ask)
        self._columns = RequestColumns(desk)
        self.model = WindowModel[RequestQuery, RequestLine](
            desk.tasks, self._make_columns(), request_list.ids, request_list.rows, self
        )
        self.model.loaded.connect(self._on_loaded)
        self.table = RecordTable(self.model, self.tr("Requests"), desk.now)
        self.table.chosen.connect(lambda one: self.chosen.emit(one.code if one is not None else ""))
        self.table.opened.connect(lambda _one: self.opened.emit())
        self.pane = self._make_pane()
        self.body.setContentsMargins(10, 12, 8, 10)
        self.body.addWidget(self.pane)

    def _make_pane(self) -> ListPane:
        self._empty = EmptyState(
            "inbox",
            "",
            self.tr("When somebody asks about their data, by phone, message or face to face, write it down at once."),
            button(self.tr("Record a request"), self.new_wanted.emit, icon="plus"),
        )
        words = ListWords(self.tr("Name, phone or code"), self.tr("Requests: {count}"), self._empty)
        pane = ListPane(self._desk, self.table, "requests", words)
        pane.asked.connect(self.ask)
        pane.is_narrowed = lambda: self.filters.is_narrowed
        return pane

    def _make_columns(self) -> tuple[Column[RequestLine], ...]:
        of = self._columns
        return (
            Column[RequestLine](
                "what", self.tr("Request"), of.kind, width=168, sort=RequestSort.CODE, icon=of.icon, below=of.who,
                is_main=True,
            ),
            Column[RequestLine]("received", self.tr("Received"), of.received, width=92, sort=RequestSort.RECEIVED),
            Column[RequestLine](
                "clock", self.tr("Nearest limit"), of.clock_words, width=164, sort=RequestSort.CLOCK,
                tone=of.clock_tone, icon=of.clock_icon, due=of.due, below=of.clock_below, tip=of.clock_tip,
            ),
            Column[RequestLine]("state", self.tr("State"), of.state, width=128, tone=of.state_tone),
        )  # fmt: skip

    # --- asking ---

    def ask(self) -> None:
        """Ask for the list as it is filtered, searched and sorted."""
        titles = {
            RequestFilter.OPEN: self.tr("No request is open"),
            RequestFilter.OVERDUE: self.tr("Nothing is overdue"),
            RequestFilter.CLOSED: self.tr("No request was closed yet"),
        }
        self._empty.title.setText(titles.get(self.filters.state, self.tr("No request yet")))
        header = self.table.header
        self.model.ask(
            RequestQuery(
                text=self.pane.search,
                state=self.filters.state,
                kind=self.filters.kind,
                sort=RequestSort(header.sort) if header.sort is not None else RequestSort.CLOCK,
                descending=header.descending,
            )
        )
        self._desk.tasks.read(self, request_list.counts, self.filters.show_counts, latest="counts")

    def _on_loaded(self, count: int) -> None:
        wanted, self._wanted = self._wanted, None
        place = self.model.row_of_id(wanted) if wanted is not None else None
        if place is not None:
            self.table.highlight(place)
        elif count and not self.table.currentIndex().isValid():
            self.table.highlight(0)

    def show_request(self, wanted: RequestId) -> None:
        """Put the cursor on a request; where the list leaves it out, filters and search go."""
        place = None if self.model.is_asking else self.model.row_of_id(wanted)
        if place is not None:
            self.table.highlight(place)
            return
        self.pane.look_for("")
        self._wanted = wanted
        self.filters.show_all()
