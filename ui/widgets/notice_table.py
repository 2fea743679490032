"""The customers of a notice run: who waits, who was told how and when; chosen ones are settled by hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.domain.ids import NoticeRunId
from ledger.domain.instants import show_instant
from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.services import notice_list
from ledger.services.notice_list import NoticeQuery, NoticeRow, NoticeSort
from ui.desk import Desk
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.theme import Tone
from ui.widgets.form import combo, index_of
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.parts import Card, EmptyState, button, row
from ui.widgets.record_table import RecordTable

_TONES = {
    NoticeState.WAITING: Tone.WARN,
    NoticeState.TOLD: Tone.OK,
    NoticeState.UNREACHABLE: Tone.OFF,
    NoticeState.EXCUSED: Tone.OFF,
}


class NoticeTable(QWidget):
    """``settle_wanted`` carries the rows chosen; ``opened`` the code of a customer."""

    settle_wanted = Signal(object)
    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._run: NoticeRunId | None = None
        wording = desk.wording
        states: list[tuple[str, NoticeState | None]] = [(self.tr("Any state"), None)]
        states += [(wording.text(f"notice_states.{one.value}"), one) for one in NoticeState]
        ways: list[tuple[str, NoticeChannel | None]] = [(self.tr("Any channel"), None)]
        ways += [(wording.text(f"notice_channels.{one.value}"), one) for one in NoticeChannel]
        self.state, self.channel = combo(states), combo(ways)
        self.state.setAccessibleName(self.tr("State of the notice"))
        self.channel.setAccessibleName(self.tr("Channel of the notice"))
        self.model = WindowModel(desk.tasks, self._columns(), notice_list.ids, notice_list.rows, self)
        self.table = RecordTable(self.model, self.tr("Customers to be told"), desk.now)
        self.table.header.sort_by(NoticeSort.CODE)
        nobody = EmptyState(
            "users",
            self.tr("Nobody waits here"),
            self.tr("Everybody was told, excused or cannot be reached. Choose another state to see them."),
        )
        words = ListWords(self.tr("Name, phone, email or code"), self.tr("Customers: {count}"), nobody)
        self.pane = ListPane(desk, self.table, "notices", words, self.state, self.channel)
        self.pane.box.setMinimumWidth(110)
        self.pane.is_narrowed = self._is_narrowed
        self.settle_button = button(self.tr("Record for the chosen…"), self._on_settle, icon="user-check")
        card = Card()
        card.body.setContentsMargins(16, 14, 16, 12)
        card.body.addWidget(self.pane)
        card.body.addLayout(row(None, self.settle_button))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        self._connect()

    def _connect(self) -> None:
        self.pane.asked.connect(self.ask)
        for one in (self.state, self.channel):
            one.setMaximumWidth(128)
            one.currentIndexChanged.connect(lambda _at: self.ask())
        self.table.opened.connect(lambda one: self.opened.emit(one.code))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self.model.loaded.connect(lambda _count: self._allow())

    def show_run(self, run_id: NoticeRunId, *, is_open: bool) -> None:
        """List the customers of a run; those of a finished one are only looked at."""
        self.settle_button.setVisible(is_open)
        if run_id != self._run:
            self._run = run_id
            if is_open:
                self.state.setCurrentIndex(index_of(self.state, NoticeState.WAITING))
        self.ask()

    def ask(self) -> None:
        """Ask the ledger for what search, filters and sorting say."""
        if self._run is None:
            return
        header = self.table.header
        state, channel = self.state.currentData(), self.channel.currentData()
        self.model.ask(
            NoticeQuery(
                self._run,
                state=NoticeState(state) if state else None,
                channel=NoticeChannel(channel) if channel else None,
                text=self.pane.search,
                sort=header.sort if isinstance(header.sort, NoticeSort) else NoticeSort.CODE,
                descending=header.descending,
            )
        )

    def _is_narrowed(self) -> bool:
        # Who still waits is what the list begins with: that nobody does is no failed search.
        all_who_wait = {None, NoticeState.WAITING}
        return self.state.currentData() not in all_who_wait or self.channel.currentIndex() > 0

    def _allow(self) -> None:
        has_some = bool(self.table.selected_rows())
        reason = "" if has_some else self.tr("Choose customers in the list first.")
        self.settle_button.setEnabled(has_some)
        self.settle_button.setToolTip(reason)
        self.settle_button.setAccessibleDescription(reason)

    def _on_settle(self) -> None:
        self.model.fetch(self.table.selected_rows(), self.settle_wanted.emit)

    # --- columns ---

    def _columns(self) -> tuple[Column[NoticeRow], ...]:
        wording = self._desk.wording
        return (
            Column[NoticeRow]("code", self.tr("Code"), lambda one: one.code, width=92, sort=NoticeSort.CODE),
            Column[NoticeRow]("name", self.tr("Name"), lambda one: one.name or "", sort=NoticeSort.NAME, is_main=True),
            Column[NoticeRow](
                "state",
                self.tr("State"),
                lambda one: wording.text(f"notice_states.{one.state.value}"),
                width=134,
                tone=lambda one: _TONES[one.state],
                tip=lambda one: one.reason,
            ),
            Column[NoticeRow]("channel", self.tr("Channel"), self._way, width=122, below=_when),
            Column[NoticeRow]("when", self.tr("When"), _when, width=132, sort=NoticeSort.WHEN, is_hidden=True),
            Column[NoticeRow]("by", self.tr("Recorded by"), lambda one: one.settled_by, width=130, is_hidden=True),
            Column[NoticeRow]("reason", self.tr("Reason"), lambda one: one.reason, width=180, is_hidden=True),
        )

    def _way(self, one: NoticeRow) -> str:
        if one.channel is None:
            return self.tr("None")
        words = self._desk.wording.text(f"notice_channels.{one.channel.value}")
        if one.state is NoticeState.WAITING and one.written_at is not None:
            return self.tr("{channel}, written").format(channel=words)
        return words


def _when(one: NoticeRow) -> str:
    return show_instant(one.settled_at) if one.settled_at else ""
