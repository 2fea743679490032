"""What was kept long enough: counted first, shown, and let go only after the manager's word and passphrase."""

from typing import Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.staff import Operation
from ledger.services import retention
from ledger.services.retention import Plan
from ledger.services.retention_run import RunLine, carrying_out
from ui.desk import Desk
from ui.formatting import grouped
from ui.messages import Question
from ui.widgets.confirming import asked_first
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import EmptyState, button, column, row, text
from ui.widgets.recipient_rights import allowed
from ui.widgets.retention_plan import PlanView
from ui.widgets.sliced import SlicedReading


class RetentionDialog(FormDialog):
    """Counting records nothing; what is let go is let go in slices, and stopping keeps what is done."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("What was kept long enough"),
            self.tr("Let it go…"),
            self.tr("By the rules in Settings, Retention. Until you let it go, nothing changes."),
        )
        self.setMinimumWidth(620)
        self.cancel_button.setText(self.tr("Close"))
        self._plan: Plan | None = None
        self._is_carrying = False
        self._far = text("", "mute")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop = button(self.tr("Stop"), self.stop)
        self._running = QWidget()
        self._running.setLayout(column(row(self._far, None, self._stop), self._bar))
        self._view = PlanView(desk)
        self._none = EmptyState("check", "")
        for piece in (self._running, self._view, self._none):
            self.form.addWidget(piece)
        self.reading = SlicedReading(desk.tasks, self)
        self.reading.progressed.connect(self._show_progress)
        self.reading.finished.connect(self._on_read)
        self.reading.failed.connect(self._on_reading_failed)
        allowed(self.save_button, desk, Operation.RETAIN)

    def open(self) -> None:
        """Show the dialog and begin to count."""
        super().open()
        self.count()

    def count(self) -> None:
        """Count what would go now."""
        self._plan = None
        self._show_only(self._running)
        self.save_button.setEnabled(False)
        self.reading.start(retention.preview)

    def _show_only(self, shown: QWidget) -> None:
        for piece in (self._running, self._view, self._none):
            piece.setVisible(piece is shown)
        self.fit()

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        words = self.tr("Let go: {done} of {total}") if self._is_carrying else self.tr("Looked at: {done} of {total}")
        language = self.desk.language
        self._far.setText(words.format(done=grouped(done, language), total=grouped(total, language)))

    def _on_read(self, found: Any) -> None:
        if self._is_carrying:
            self._on_done_run(found)
        else:
            self._show_plan(found)

    def _show_plan(self, plan: Plan) -> None:
        self._plan = plan
        if not plan.parts:
            self._say_none(self.tr("No rule is on"), self.tr("Decide in Settings, Retention, how long what is kept."))
        elif not plan.count and not plan.skipped:
            self._say_none(self.tr("Nothing was kept too long"), "")
        else:
            self._view.show_plan(plan)
            self._show_only(self._view)
        self.save_button.setEnabled(plan.count > 0 and self.desk.may(Operation.RETAIN))

    def _say_none(self, title: str, hint: str) -> None:
        self._none.title.setText(title)
        self._none.hint.setText(hint)
        self._none.hint.setVisible(bool(hint))
        self._show_only(self._none)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Counting stops when nobody waits any more."""
        if not self._is_carrying:
            self.reading.stop()
        super().closeEvent(event)

    # --- letting go ---

    def submit(self) -> None:
        """Ask before anything goes."""
        plan = self._plan
        if self._is_busy or plan is None or not plan.count:
            return
        self._clear_errors()
        question = Question(
            self.tr("Let it go for good?"),
            self.tr(
                "Customers erased: {customers}. Other records emptied or deleted: {others}. This cannot be undone."
            ).format(customers=plan.customers, others=plan.count - plan.customers),
            self.tr("Let it go"),
        )
        self.desk.messages.ask(question, lambda: self._carry_out(plan))

    def _carry_out(self, plan: Plan) -> None:
        self._is_carrying = True
        self._set_busy(is_busy=True)
        self.cancel_button.setEnabled(False)
        self._show_progress(0, plan.count)
        self._show_only(self._running)
        self.reading.start(lambda session: carrying_out(session, plan))

    def _on_done_run(self, run: RunLine) -> None:
        self._end_carrying()
        self._view.show_run(run)
        self._show_only(self._view)
        self.save_button.hide()
        self.desk.messages.toast(self.tr("{code}: done.").format(code=run.code))

    def _end_carrying(self) -> None:
        self._is_carrying = False
        self._set_busy(is_busy=False)
        self.cancel_button.setEnabled(True)
        self.desk.tasks.ledger_changed.emit()  # reading in slices writes here, and says nothing by itself

    def stop(self) -> None:
        """Stop counting, or letting go: what is done stays done, and the run says how far it came."""
        self.reading.stop()
        if not self._is_carrying:
            self.close()
            return
        self._end_carrying()
        self.count()
        self.banner.say(self.tr("Stopped. What went until then is gone; the rest is counted again below."))

    def _on_reading_failed(self, error: LedgerError) -> None:
        plan, was_carrying = self._plan, self._is_carrying
        if was_carrying:
            self._end_carrying()
            self._show_only(self._view)
        if plan is not None and asked_first(self.desk, self, error, lambda: self._carry_out(plan)):
            return
        if not was_carrying:
            self._show_only(self._view)
        self.show_error(error)
