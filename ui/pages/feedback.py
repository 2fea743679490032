"""Phản hồi: what waits for an answer, by its deadline; answered right beside the list, recorded in seconds."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter

from ledger.domain.answer_days import AnswerDays
from ledger.domain.errors import LedgerError
from ledger.domain.feedback import Feedback, FeedbackFigures, FeedbackState, answer_within
from ledger.domain.ids import FeedbackId
from ledger.domain.purpose import Channel
from ledger.services import feedback_list
from ledger.services.feedback import get, reopen, statistics, waiting
from ledger.services.feedback_list import FeedbackKind, FeedbackQuery, FeedbackRow, FeedbackSort
from ledger.services.session import Session
from ledger.services.today import today
from ui.desk import Desk
from ui.dialogs.feedback_entry import FeedbackDialog
from ui.formatting import clock_time
from ui.half_written import Left
from ui.messages import Question
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.places import PageId, Target
from ui.settings import splitter_of
from ui.theme import Tone
from ui.widgets.feedback_detail import TONES, FeedbackDetail, FeedbackFile, read_file
from ui.widgets.feedback_filters import FeedbackFilters, begin_of
from ui.widgets.feedback_statistics import FeedbackStatistics
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.page import Page
from ui.widgets.parts import Card, EmptyState, button
from ui.widgets.record_table import RecordTable
from ui.widgets.request_words import channel_words

_EVERY_MS = 60_000  # what became overdue meanwhile belongs on another list
_SPLIT = splitter_of("feedback")


class FeedbackPage(Page):
    """Everything somebody said to the shop."""

    def __init__(self, desk: Desk) -> None:
        self._within = answer_within(desk.who.policy)
        said = self.tr("Each is answered within {hours} hours, nights included.").format(hours=self._hours)
        super().__init__(desk, PageId.FEEDBACK, self.tr("Feedback"), said)
        self.add_act(button(self.tr("Record feedback"), self.record, role="primary", icon="plus")).setToolTip("Ctrl+N")
        self._wanted: FeedbackId | None = None
        self._goes_on = False  # whether the keyboard goes on to the next answer once that is shown
        self._last_channel = Channel.CALL
        self._figures = FeedbackStatistics(desk.language, self._hours)
        self._figures.wanted.connect(self._ask_figures)
        self._filters = FeedbackFilters(desk)
        self._filters.changed.connect(self._ask)
        self._detail = FeedbackDetail(desk)
        self._detail.editor.answered.connect(self._on_answered)
        self._detail.reopen_wanted.connect(self._ask_to_reopen)
        self._pane = self._list()
        self._lay_out()
        timer = QTimer(self)
        timer.timeout.connect(self._on_minute)
        timer.start(_EVERY_MS)

    @property
    def _hours(self) -> int:
        return int(self._within / timedelta(hours=1))

    # --- the list ---

    def _list(self) -> ListPane:
        self._model = WindowModel[FeedbackQuery, FeedbackRow](
            self.desk.tasks, self._columns(), feedback_list.ids, feedback_list.rows, self
        )
        self._table = RecordTable(self._model, self.tr("Feedback"), self.desk.now)
        self._table.chosen.connect(self._on_chosen)
        self._table.opened.connect(self._on_opened)
        self._empty = EmptyState(
            "message-circle",
            "",
            self.tr("Record what customers say as it comes in: its {hours} hours begin at once.").format(
                hours=self._hours
            ),
            button(self.tr("Record feedback"), self.record, icon="plus"),
        )
        words = ListWords(self.tr("Name, code or words"), self.tr("Feedback: {count}"), self._empty)
        pane = ListPane(self.desk, self._table, "feedback", words)
        pane.asked.connect(self._ask)
        pane.is_narrowed = lambda: self._filters.is_narrowed
        self._model.loaded.connect(self._on_loaded)
        return pane

    def _columns(self) -> tuple[Column[FeedbackRow], ...]:
        return (
            Column[FeedbackRow](
                "who",
                self.tr("Sender"),
                self._who,
                width=150,
                sort=FeedbackSort.CUSTOMER,
                below=lambda one: " ".join(one.text.split()),
                is_main=True,
            ),
            Column[FeedbackRow]("channel", self.tr("Channel"), self._channel, width=88),
            Column[FeedbackRow](
                "received",
                self.tr("Received"),
                lambda one: clock_time(one.received_at, self.desk.now()),
                width=98,
                sort=FeedbackSort.RECEIVED,
            ),
            Column[FeedbackRow](
                "due",
                self.tr("Due"),
                lambda one: self.desk.wording.text(f"feedback_states.{one.state.value}"),
                width=150,
                sort=FeedbackSort.DUE,
                tone=lambda one: TONES[one.state],
                due=lambda one: (one.due_at - self._within, one.due_at) if one.answered_at is None else None,
            ),
        )

    def _who(self, one: FeedbackRow) -> str:
        return f"{one.customer_name or self.tr('Unknown sender')} · {one.code}"

    def _channel(self, one: FeedbackRow) -> str:
        return channel_words(one.channel, self.desk.wording)

    def _lay_out(self) -> None:
        listed = Card()
        listed.body.setContentsMargins(12, 12, 12, 10)
        listed.body.addWidget(self._pane)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(14)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(listed)
        self._split.addWidget(self._detail)
        for at, share in enumerate((3, 2)):
            self._split.setStretchFactor(at, share)
        self._split.setSizes([580, 420])
        self._detail.setMinimumWidth(360)
        self._split.restoreState(self.desk.settings.get(_SPLIT))
        self._split.splitterMoved.connect(lambda *_: self.desk.settings.set(_SPLIT, self._split.saveState()))
        self.body.addWidget(self._figures)
        self.body.addWidget(self._filters)
        self.body.addWidget(self._split, 1)

    # --- asking ---

    def _query(self) -> FeedbackQuery:
        header = self._table.header
        return FeedbackQuery(
            text=self._pane.search,
            kind=self._filters.kind,
            channel=self._filters.channel,
            since=begin_of(self._filters.since, self.desk.now()),
            sort=FeedbackSort(header.sort) if header.sort is not None else FeedbackSort.DUE,
            descending=header.descending,
        )

    def _ask(self) -> None:
        titles = {
            FeedbackKind.OPEN: self.tr("No feedback waits for an answer"),
            FeedbackKind.OVERDUE: self.tr("Nothing is overdue"),
            FeedbackKind.LATE: self.tr("No answer was late"),
        }
        self._empty.title.setText(titles.get(self._filters.kind, self.tr("No feedback yet")))
        self._model.ask(self._query())

    def refresh(self) -> None:
        """Ask for the list, the figures and the feedback shown."""
        self._ask()
        self._ask_figures()
        if self._detail.file is not None:
            self._read(self._detail.file.feedback.code)

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()

    def _ask_figures(self) -> None:
        since = begin_of(self._figures.period.since, self.desk.now())

        def read(session: Session) -> tuple[FeedbackFigures, AnswerDays]:
            return statistics(session, since), today(session).answers

        self.desk.tasks.read(
            self, read, lambda found: self._figures.show_figures(*found), self._on_failed, latest="figures"
        )

    def _on_failed(self, error: LedgerError) -> None:
        self.desk.messages.toast(self.desk.say(error), Tone.WARN)

    # --- the one shown ---

    def _on_loaded(self, count: int) -> None:
        wanted, self._wanted = self._wanted, None
        row = self._model.row_of_id(wanted) if wanted is not None else None
        if row is not None:
            self._table.highlight(row)
        elif count and not self._table.currentIndex().isValid():
            self._table.highlight(0)

    def _on_chosen(self, one: FeedbackRow | None) -> None:
        if one is None:
            self._detail.clear()
        else:
            self._read(one.code)

    def _read(self, code: str) -> None:
        self.desk.tasks.read(
            self, lambda session: read_file(session, code), self._on_read, self._on_failed, latest="file"
        )

    def _on_read(self, file: FeedbackFile) -> None:
        self._detail.show_file(file)
        self._keep_answering()

    def _keep_answering(self) -> None:
        if self._goes_on and self._detail.editor.isVisible():
            self._goes_on = False
            self._detail.editor.text.setFocus()

    def _on_opened(self, one: FeedbackRow) -> None:
        if one.state in {FeedbackState.OPEN, FeedbackState.OVERDUE}:
            self._detail.editor.text.setFocus()

    def _show_code(self, code: str) -> None:
        self.desk.tasks.read(self, lambda session: get(session, code).id, self._on_found, self._on_failed)

    def _on_found(self, wanted: FeedbackId) -> None:
        row = None if self._model.is_asking else self._model.row_of_id(wanted)
        if row is not None:
            self._table.highlight(row)
            return
        self._pane.look_for("")
        self._wanted = wanted
        self._filters.show_all()

    # --- acts ---

    def holds_typed(self) -> bool:
        """See ``Page.holds_typed``: half-written answers."""
        return self._detail.editor.holds_typed()

    def unfinished(self) -> Sequence[Left]:
        """See ``Page.unfinished``: half-written answers."""
        return self._detail.editor.unfinished()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the keys do here."""
        return {
            "new": self.record,
            "feedback.add": self.record,
            "feedback.answer": self._answer,
            "feedback.reopen": self._reopen_shown,
        }

    def open_target(self, target: Target) -> None:
        """Show a feedback by its code, or begin a new one, of a customer where the code is one's."""
        if target.act == "new":
            self.record(target.code)
        elif target.code:
            self._show_code(target.code)

    def record(self, customer: str = "") -> None:
        """Open the entry; the channel is the one of the last entry."""
        dialog = FeedbackDialog(self.desk, self, self._last_channel, customer)
        dialog.saved.connect(self._on_recorded)
        dialog.open()

    def _on_recorded(self, made: Feedback) -> None:
        self._last_channel = made.channel
        words = self.tr("{code} recorded. Answer by {due}.")
        due = clock_time(made.current.due_at, self.desk.now())
        self.desk.messages.toast(words.format(code=made.code, due=due))
        self._show_code(made.code)

    def _answer(self) -> None:
        """Save what is being typed; from anywhere else go there first."""
        editor = self._detail.editor
        if not editor.isVisible():
            return
        if editor.isAncestorOf(self.focusWidget() or self):
            editor.save()
        else:
            editor.text.setFocus()

    def _on_answered(self, code: str) -> None:
        self.desk.messages.toast(self.tr("{code} is answered.").format(code=code))
        self.desk.tasks.read(
            self, lambda session: tuple(one.id for one in waiting(session)), self._go_on, self._on_failed
        )

    def _go_on(self, ids: tuple[FeedbackId, ...]) -> None:
        """Show what is due next, where the list has it, and keep the keyboard in the answer."""
        rows = (self._model.row_of_id(one) for one in ids)
        following = next((row for row in rows if row is not None), None)
        if following is not None:
            self._goes_on = True
            self._table.highlight(following)
            self._keep_answering()
        else:
            self._table.setFocus()

    def _reopen_shown(self) -> None:
        file = self._detail.file
        if file is not None and file.feedback.current.answered_at is not None:
            self._ask_to_reopen(file.feedback.code)

    def _ask_to_reopen(self, code: str) -> None:
        question = Question(
            self.tr("Reopen {code}?").format(code=code),
            self.tr("Its {hours} hours begin anew. The result so far stands for ever: late stays late.").format(
                hours=self._hours
            ),
            self.tr("Reopen"),
            is_dangerous=False,
        )
        self.desk.messages.ask(question, lambda: self._reopen(code))

    def _reopen(self, code: str) -> None:
        self.desk.tasks.write(self, lambda session: reopen(session, code), self._on_reopened, self._on_failed)

    def _on_reopened(self, made: Feedback) -> None:
        words = self.tr("{code} is open again. Answer by {due}.")
        due = clock_time(made.current.due_at, self.desk.now())
        self.desk.messages.toast(words.format(code=made.code, due=due))
        self._show_code(made.code)
