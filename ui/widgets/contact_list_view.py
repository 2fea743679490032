"""The contact lists: all of them at the left, the chosen one with its people at the right."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.ids import PurposeId
from ledger.domain.instants import local_date
from ledger.services import contact_lists
from ledger.services.contact_lists import ListQuery, ListRow, ListSort, ListState
from ledger.services.explaining import purpose_text
from ui.desk import Desk
from ui.formatting import grouped
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.settings import splitter_of
from ui.theme import Tone
from ui.widgets.contact_list_panel import ContactListPanel
from ui.widgets.contact_words import filter_row, list_state, when
from ui.widgets.disclosure_parts import choices
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.parts import Card, EmptyState, button, column
from ui.widgets.record_table import RecordTable
from ui.widgets.report_period import Period, PeriodChoice

_EVERY_MS = 60_000  # the hours for advertising begin and end while somebody looks
_SPLIT = splitter_of("contact_lists")


class ContactListView(QWidget):
    """``new_wanted``: count for another list."""

    new_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._wanted: int | None = None  # the list to put the cursor on when it comes
        self.model = WindowModel[ListQuery, ListRow](
            desk.tasks, self._columns(), contact_lists.ids, contact_lists.rows, self
        )
        self.table = RecordTable(self.model, self.tr("Contact lists"), desk.now)
        self.table.header.sort_by(ListSort.MADE, descending=True)
        self._make_filters()
        self.pane = ListPane(desk, self.table, "contact_lists", self._words())
        self.pane.is_narrowed = self._is_narrowed
        self.pane.asked.connect(self.ask)
        self.panel = ContactListPanel(desk)
        self.table.chosen.connect(self.panel.show_list)
        self.table.opened.connect(lambda _one: self.panel.people.table.setFocus())
        self.model.loaded.connect(self._on_loaded)
        self._lay_out()
        timer = QTimer(self, interval=_EVERY_MS)
        timer.timeout.connect(self._on_minute)
        timer.start()

    def _words(self) -> ListWords:
        empty = EmptyState(
            "megaphone",
            self.tr("No contact list yet"),
            self.tr("Choose what for and how. Only people who may be contacted come on it; the others are counted."),
            button(self.tr("New list…"), self.new_wanted.emit, icon="plus"),
        )
        return ListWords(self.tr("Name or code of a list"), self.tr("Lists: {count}"), empty)

    def _columns(self) -> tuple[Column[ListRow], ...]:
        wording, policy, made = self.desk.wording, self.desk.who.policy, Column[ListRow]
        language = self.desk.language
        return (
            made(
                "title",
                self.tr("List"),
                lambda one: one.title or one.code,
                170,
                ListSort.TITLE,
                below=lambda one: " · ".join(
                    (
                        one.code,
                        wording.text(f"channels.{one.channel.value}"),
                        purpose_text(policy, one.purpose_id, wording),
                    )
                ),
                is_main=True,
            ),
            made(
                "purpose",
                self.tr("Purpose"),
                lambda one: purpose_text(policy, one.purpose_id, wording),
                150,
                is_hidden=True,
            ),
            made(
                "channel",
                self.tr("Channel"),
                lambda one: wording.text(f"channels.{one.channel.value}"),
                84,
                is_hidden=True,
            ),
            made("made", self.tr("Made"), lambda one: when(self.desk, one.made_at), 100, ListSort.MADE, is_hidden=True),
            made("people", self.tr("Contacted"), self._progress, 92, is_number=True),
            made(
                "left_out",
                self.tr("Left out"),
                lambda one: grouped(one.left_out_people, language),
                84,
                is_number=True,
                is_hidden=True,
            ),
            made("state", self.tr("State"), lambda one: list_state(one)[0], 140, tone=lambda one: list_state(one)[1]),
        )

    def _progress(self, one: ListRow) -> str:
        language = self.desk.language
        return f"{grouped(one.contacted, language)} / {grouped(one.people, language)}"

    def _make_filters(self) -> None:
        desk = self.desk
        self.period = PeriodChoice(local_date(desk.now()))
        self.period.changed.connect(self.ask)
        purposes = [(one.text.in_language(desk.language), one.id) for one in desk.who.policy.purposes]
        self.purposes = choices(self.tr("Purpose"), self.tr("All purposes"), purposes, self.ask)
        states = [(self.tr("In use"), ListState.OPEN), (self.tr("Closed"), ListState.CLOSED)]
        self.states = choices(self.tr("State"), self.tr("All lists"), states, self.ask)

    def _lay_out(self) -> None:
        listed = Card()
        listed.body.setContentsMargins(12, 12, 12, 10)
        listed.body.addLayout(column(filter_row(self.period, self.purposes, self.states), self.pane, spacing=10))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(14)
        split.setChildrenCollapsible(False)
        split.addWidget(listed)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([470, 530])
        split.restoreState(self.desk.settings.get(_SPLIT))
        split.splitterMoved.connect(lambda *_: self.desk.settings.set(_SPLIT, split.saveState()))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(split)

    # --- asking ---

    def query(self) -> ListQuery:
        """Return what the filters ask for."""
        since, until = self.period.instants()
        header, purpose, state = self.table.header, self.purposes.currentData(), self.states.currentData()
        return ListQuery(
            text=self.pane.search,
            state=ListState(state) if state else ListState.ALL,
            purpose_id=PurposeId(purpose) if purpose else None,
            since=since,
            until=until,
            sort=ListSort(header.sort or ListSort.MADE),
            descending=header.descending,
        )

    def ask(self) -> None:
        """Ask for the lists."""
        self.model.ask(self.query())

    def _is_narrowed(self) -> bool:
        return bool(self.purposes.currentData() or self.states.currentData()) or self.period.period is not Period.ALL

    def _on_loaded(self, count: int) -> None:
        wanted, self._wanted = self._wanted, None
        at = self.model.row_of_id(wanted) if wanted is not None else None
        if at is not None:
            self.table.highlight(at)
        elif not count:
            self.panel.show_list(None)
        elif not self.table.currentIndex().isValid():
            self.table.highlight(0)

    def _on_minute(self) -> None:
        if self.isVisible():
            self.panel.tell_times()

    def show_code(self, code: str) -> None:
        """Put the cursor on a list, whatever was filtered before."""
        self.desk.tasks.read(self, lambda session: contact_lists.get(session, code).id, self._on_found, self._say)

    def _on_found(self, wanted: int) -> None:
        self._wanted = wanted
        for box in (self.purposes, self.states):
            box.setCurrentIndex(0)
        self.period.choose(Period.ALL)
        self.pane.look_for("")
        self.ask()

    def _say(self, error: LedgerError) -> None:
        self.desk.messages.toast(self.desk.say(error), Tone.WARN)
