"""Lời hứa: every clause of the policy with its live figure, its state and the records behind it (``model.md`` 9)."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter

from ledger.domain.errors import LedgerError
from ledger.domain.instants import local_date
from ledger.domain.policy import Control
from ledger.domain.promise import Period, Promise, Violation
from ledger.domain.staff import Operation
from ledger.services import promises
from ledger.services.promises import Promises
from ui.desk import Desk
from ui.dialogs.promise_breach import BreachDialog, CloseBreachDialog, ExplainDialog
from ui.dialogs.promise_proof import ProofDialog
from ui.places import PageId, Target
from ui.settings import PROMISES_PERIOD, splitter_of
from ui.theme import Tone
from ui.widgets.page import Page
from ui.widgets.parts import Card, EmptyState, button, row
from ui.widgets.promise_detail import PromiseDetail
from ui.widgets.promise_list import PromiseLine, PromiseModel, PromiseTable, StateFilter
from ui.widgets.promise_progress import MeasureProgress
from ui.widgets.report_period import Period as Quick
from ui.widgets.report_period import PeriodChoice
from ui.widgets.sliced import SlicedReading

_PAUSE = 400  # milliseconds after the last change of the ledger or of the days
_SPLIT = splitter_of("promises")
_BREACH = "VP-"


class PromisesPage(Page):
    """Each clause, how it stands, and why."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            PageId.PROMISES,
            self.tr("Promises"),
            self.tr("Every clause of the published policy, and what the records say about keeping it."),
        )
        self._measured: Promises | None = None
        self._wanted = ""  # a clause, a control or a breach to show once it is counted
        self._to_explain = ""  # a violation of it whose explanation was half-written
        self.reading = SlicedReading(desk.tasks, self)
        self.reading.progressed.connect(self._on_progressed)
        self.reading.finished.connect(self._on_finished)
        self.reading.failed.connect(self._on_failed)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.refresh)
        self._make_acts()
        self._make_filters()
        self._make_list()
        self._lay_out()

    def _make_acts(self) -> None:
        self.add_act(button(self.tr("Record a breach…"), self.record_breach, icon="siren"))
        self._print = button(self.tr("Print the proof…"), self.print_proof, role="primary", icon="printer")
        self.add_act(self._print)
        self._print.setEnabled(False)
        if not self.desk.may(Operation.REPORT):
            self._print.setToolTip(self.tr("The proof covers what everybody did, so only the manager prints it."))

    def _make_filters(self) -> None:
        self.period = PeriodChoice(local_date(self.desk.now()), self._remembered(), has_all=False)
        self.period.changed.connect(self._on_period)
        self.states = StateFilter(self.desk.wording)
        self.states.chosen.connect(self._show)
        self.progress = MeasureProgress(self.desk)
        self.progress.stopped.connect(self._on_stopped)
        self.progress.wanted.connect(self.refresh)

    def _remembered(self) -> Quick:
        stored = self.desk.settings.get(PROMISES_PERIOD)
        quick = (Quick.LAST_MONTH, Quick.THIS_QUARTER, Quick.THIS_YEAR)
        return next((one for one in quick if one.value == stored), Quick.THIS_MONTH)

    def _make_list(self) -> None:
        self._model = PromiseModel(self.desk.wording, self)
        self.table = PromiseTable(self._model, self.tr("Promises"), self.desk.now)
        self.table.remember(self.desk.settings, "promises")
        self.table.tell(self.desk.messages)
        self.table.sort_wanted.connect(lambda *_: self._show())
        self._empty = EmptyState(
            "badge-check",
            self.tr("No promise stands so"),
            self.tr("Show all promises again to see the others."),
            button(self.tr("Show all"), lambda: self.states.choose(None)),
        )
        self._uncounted = EmptyState(
            "badge-check",
            self.tr("Nothing was counted yet"),
            self.tr("Each promise is counted from the records of the period."),
            button(self.tr("Count now"), self.refresh, icon="refresh-cw"),
        )
        self.table.set_empty(self._empty)
        self.detail = PromiseDetail(self.desk)
        self.detail.explain_wanted.connect(self.explain)
        self.detail.close_wanted.connect(self.close_breach)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _line: self.detail.focus_first())

    def _lay_out(self) -> None:
        listed = Card()
        listed.body.setContentsMargins(8, 8, 8, 8)
        listed.body.addWidget(self.table, 1)
        listed.body.addWidget(self.progress)
        self.progress.setContentsMargins(8, 0, 4, 0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(14)
        split.setChildrenCollapsible(False)
        split.addWidget(listed)
        split.addWidget(self.detail)
        for at, share in enumerate((3, 2)):
            split.setStretchFactor(at, share)
        split.setSizes([630, 370])
        self.detail.setMinimumWidth(340)
        split.restoreState(self.desk.settings.get(_SPLIT))
        split.splitterMoved.connect(lambda *_: self.desk.settings.set(_SPLIT, split.saveState()))
        self.body.addLayout(row(self.period, 8, self.states, None))
        self.body.addWidget(split, 1)

    # --- counting ---

    def chosen_period(self) -> Period:
        """Return the days chosen, both included."""
        first, last = self.period.days()
        today = local_date(self.desk.now())
        return Period(first or today, last or today)

    def refresh(self) -> None:
        """Count everything anew; what is shown stays until then."""
        self._pause.stop()
        self._is_stale = False
        period = self.chosen_period()
        self.reading.start(lambda session: promises.measure(session, period))

    def _on_ledger_changed(self) -> None:
        # Many changes come together; counting begins when they pause.
        if self.isVisible():
            self._pause.start()
        else:
            self._is_stale = True

    def _on_period(self) -> None:
        self.desk.settings.set(PROMISES_PERIOD, self.period.period.value)
        self._pause.start()

    def _on_progressed(self, done: int, total: int) -> None:
        self.progress.show_step(done, total)

    def _on_stopped(self) -> None:
        self.reading.stop()
        self.progress.show_stopped()
        if self._measured is None:
            self.table.set_empty(self._uncounted)
            self._model.show(())

    def _on_finished(self, measured: Promises) -> None:
        self._measured = measured
        self.progress.show_measured(measured)
        self.table.set_empty(self._empty)
        self.states.show_counts(measured.promises)
        self._print.setEnabled(self.desk.may(Operation.REPORT))
        self._show()
        self._meet_wanted()

    def _on_failed(self, error: LedgerError) -> None:
        if self._measured is None:
            self.progress.show_stopped()
            self.table.set_error(self.desk.say(error), self.refresh)
        else:
            self.progress.show_error(error)

    # --- what is shown ---

    def _show(self) -> None:
        if self._measured is None:
            return
        header = self.table.header
        self._model.show_promises(self._measured.promises, header.sort, self.states.state, descending=header.descending)
        if self._model.rowCount() and not self.table.currentIndex().isValid():
            self.table.highlight(0)

    def _on_chosen(self, line: PromiseLine | None) -> None:
        had_keys = self.detail.isAncestorOf(self.focusWidget() or self)
        self.detail.show_promise(line.promise if line is not None else None)
        if had_keys:
            self.table.setFocus()

    def open_target(self, target: Target) -> None:
        """Show a promise by its clause, its control or a breach of it, and begin an act there; "breach" records one."""
        self._to_explain = ""
        if target.act == "explain":
            self._wanted, _, self._to_explain = target.code.partition(" ")
            self._meet_wanted()
        elif target.code:
            self._wanted = target.code
            self._meet_wanted()
        if target.act == "breach":
            self.record_breach()
        elif target.act == "close":
            self.close_breach(target.code)

    def _meet_wanted(self) -> None:
        wanted, measured = self._wanted, self._measured
        if not wanted or measured is None:
            return
        self._wanted = ""
        for one in measured.promises:
            codes = {one.clause.id, one.control.value, *(found.record.code for found in one.evidence.violations)}
            if wanted in codes:
                self._highlight(one.clause.id)
                self._go_on_explaining(one)
                return

    def _go_on_explaining(self, one: Promise) -> None:
        wanted, self._to_explain = self._to_explain, ""
        for violation in one.evidence.violations:
            if violation.reference == wanted:
                self.explain(violation)
                return
        if wanted:
            self.desk.messages.toast(self.tr("Choose the days it belongs to, then go on with it again."), Tone.WARN)

    def _highlight(self, clause: str) -> None:
        if self.states.state is not None:
            self.states.choose(None)
        for at in self._model.rows_with({clause}):
            self.table.highlight(at)

    # --- acts ---

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+N records a breach, Ctrl+R prints the proof."""
        acts: dict[str, Callable[[], object]] = {"new": self.record_breach, "refresh": self.refresh}
        if self.desk.may(Operation.REPORT):
            acts["promises.print"] = self.print_proof
        return acts

    def record_breach(self) -> None:
        """Write down a breach of the promise in view, or of another."""
        shown = self.detail.promise
        dialog = BreachDialog(self.desk, self, shown.control if shown is not None else None)
        dialog.saved.connect(self._on_breach)
        dialog.open()

    def _on_breach(self, code: str) -> None:
        self.desk.messages.toast(self.tr("{code} recorded.").format(code=code))
        self._wanted = code
        self.refresh()

    def close_breach(self, code: str) -> None:
        """Write down what was done about a breach."""
        dialog = CloseBreachDialog(self.desk, self, code)
        dialog.saved.connect(lambda _nothing: self._on_settled(self.tr("{code} is closed.").format(code=code)))
        dialog.open()

    def explain(self, violation: Violation) -> None:
        """Write down why a violation happened."""
        shown = self.detail.promise
        if shown is None or self._measured is None:
            return
        control: Control = shown.control
        dialog = ExplainDialog(self.desk, self, control, violation, self._measured.period)
        dialog.saved.connect(lambda _nothing: self._on_settled(self.tr("The explanation is saved.")))
        dialog.open()

    def _on_settled(self, words: str) -> None:
        self.desk.messages.toast(words)
        self.refresh()

    def print_proof(self) -> None:
        """Show the proof of what is counted; without figures there is nothing to prove yet."""
        if self._measured is not None:
            ProofDialog(self.desk, self._measured, self).open()
