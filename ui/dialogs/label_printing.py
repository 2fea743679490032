"""Printing labels in three steps: the gate decides, the labels are drawn and read back, and only what is recorded
leaves the program.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from ledger.domain.errors import LabelLeaks, LedgerError
from ledger.domain.parcel import show_code
from ledger.services import labels, parcels
from ledger.services.labels import LabelBatch, LabelLayout, LabelRun, LabelSheet, RenderedBatch
from ui.desk import Desk
from ui.dialogs.print_dialog import Obtained, PaperToPrint, PrintDialog
from ui.places import Target
from ui.settings import LABEL_START
from ui.tasks import Failed, Progress
from ui.theme import Tone
from ui.widgets.label_layout import PLACES_ON_SHEET
from ui.widgets.parcel_blocked import BlockedParcels
from ui.widgets.parts import Chip, button, column, line, picture, row, text

_WIDTH = 560
_NAMED = 6


class LabelDialog(QDialog):
    """``printed`` carries the ``LabelRun`` once it was recorded and has left. Closing it before records nothing."""

    printed = Signal(object)
    _told = Signal(int, int)  # from the thread that draws

    def __init__(self, desk: Desk, parent: QWidget | None, codes: Sequence[str], sheet: LabelSheet) -> None:
        super().__init__(parent)
        self.desk = desk
        self._codes, self._sheet = tuple(codes), sheet
        self._batch: LabelBatch | None = None
        self._rendered: RenderedBatch | None = None
        self._run: LabelRun | None = None
        self._progress = Progress(self._told.emit)
        self.setWindowTitle(self.tr("Print labels"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.heading, self.words = text("", "section", wraps=True), text("", "mute", wraps=True)
        self.bar = QProgressBar(textVisible=False)
        self.ready_chip, self.blocked_chip, self.unfit_chip = Chip(), Chip(), Chip()
        self.unfit = text("", wraps=True)
        self.blocked = BlockedParcels(desk, self._leave_for)
        self.cancel_button = button(self.tr("Cancel"), self.reject)
        self.print_button = button("", self.give_out, role="primary", icon="printer")
        self._lay_out()
        self._told.connect(self._on_told)
        self._show_working()

    def _lay_out(self) -> None:
        self._sign = QStackedWidget()
        for name, role in (("printer", "accent"), ("ban", "bad")):
            self._sign.addWidget(picture(name, role, 22))
        self._sign.setFixedSize(22, 22)
        title = row(self._sign, self.heading, spacing=10)
        title.setStretch(1, 1)
        chips = row(self.ready_chip, self.blocked_chip, self.unfit_chip, None)
        inside = column(title, self.words, self.bar, chips, self.unfit, self.blocked, None, spacing=12)
        inside.setContentsMargins(24, 20, 24, 14)
        buttons = row(None, self.cancel_button, self.print_button)
        buttons.setContentsMargins(24, 12, 24, 16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inside, 1)
        whole.addWidget(line())
        whole.addLayout(buttons)

    # --- deciding and drawing ---

    def open(self) -> None:
        """Show the dialog and begin."""
        super().open()
        self.desk.tasks.read(
            self,
            lambda session: labels.decide_batch(session, [parcels.get(session, code) for code in self._codes]),
            self._on_decided,
            self._on_failed,
        )

    def _show_working(self) -> None:
        self.heading.setText(self.tr("Checking parcels: {count}").format(count=len(self._codes)))
        self.words.setText(self.tr("Each label is drawn, read back, and searched for customer data."))
        self.bar.setRange(0, 0)
        for widget in (self.ready_chip, self.blocked_chip, self.unfit_chip, self.unfit, self.print_button):
            widget.hide()

    def _on_told(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_decided(self, batch: LabelBatch) -> None:
        self._batch, sheet, progress = batch, self._sheet, self._progress
        self.desk.tasks.compute(
            self,
            lambda: labels.render_batch(batch, sheet, progress.report),
            lambda rendered: self._on_rendered(batch, rendered),
            self._on_failed,
        )

    def _on_rendered(self, batch: LabelBatch, rendered: RenderedBatch) -> None:
        self._rendered = rendered
        self.bar.hide()
        if rendered.fit and not rendered.findings:
            self._show_ready(batch, rendered)
            return
        # Nothing can be printed, so this is all there will be: the refusals and leaks are written down now.
        sheet = self._sheet
        self.desk.tasks.write(
            self,
            lambda session: labels.record_batch(session, batch, rendered, sheet),
            self._on_nothing,
            self._on_failed,
        )

    # --- what came of it ---

    def _show_ready(self, batch: LabelBatch, rendered: RenderedBatch) -> None:
        count = len(rendered.fit)
        self.heading.setText(self.tr("Labels ready to print: {count}").format(count=count))
        self.words.setText(self.tr("Read back, they show no customer data."))
        again = sum(one.parcel.print_count > 0 for one in rendered.fit)
        if again:
            self.words.setText(
                self.tr(
                    "Read back, they show no customer data. Printed before: {count}; each reprint is counted."
                ).format(count=again)
            )
        self._show_counts(count, batch, rendered)
        self.print_button.setText(self.tr("Print labels: {count}…").format(count=count))
        self.print_button.show()
        self.print_button.setDefault(True)
        self.print_button.setFocus()
        self._fit()

    def _show_counts(self, ready: int, batch: LabelBatch, rendered: RenderedBatch) -> None:
        states = (
            (self.ready_chip, self.tr("ready: {count}"), ready, Tone.OK),
            (self.blocked_chip, self.tr("blocked: {count}"), len(batch.blocked), Tone.BAD),
            (self.unfit_chip, self.tr("do not fit: {count}"), len(rendered.unfit), Tone.WARN),
        )
        for chip, words, count, tone in states:
            chip.show_state(words.format(count=count), tone)
            chip.setVisible(count > 0)
        narrow = [show_code(one.parcel.code) for one in rendered.unfit]
        words = self.tr("Something does not fit legibly on these labels; choose a larger paper: {codes}")
        self.unfit.setText(words.format(codes=_some(narrow)))
        self.unfit.setVisible(bool(narrow))
        self.blocked.show_parcels(batch.blocked)

    def _on_nothing(self, run: LabelRun) -> None:
        batch, rendered = self._batch, self._rendered
        if batch is None or rendered is None:
            return
        self._sign.setCurrentIndex(1)
        self.heading.setText(self.tr("Nothing was printed"))
        self.words.setText(self.tr("No label of these parcels may be printed now. This is recorded."))
        if run.findings:
            self._show_leaks([show_code(one.parcel_code) for one in run.findings])
        self._show_counts(0, batch, rendered)
        self.cancel_button.setText(self.tr("Close"))
        self._fit()

    def _show_leaks(self, codes: Sequence[str]) -> None:
        words = self.tr(
            "Read back, a label still shows something of its customer, so none of them was printed. This is recorded;"
            " tell the manager. Parcels: {codes}"
        )
        self.words.setText(words.format(codes=_some(codes)))

    def _on_failed(self, error: LedgerError) -> None:
        self._sign.setCurrentIndex(1)
        self.bar.hide()
        self.heading.setText(self.tr("Nothing was printed"))
        self.words.setText(self.desk.say(error))
        self.cancel_button.setText(self.tr("Close"))
        self._fit()

    # --- giving out ---

    def give_out(self) -> None:
        """Ask for the printer; what leaves is recorded first."""
        rendered, layout = self._rendered, self._sheet.layout
        if rendered is None:
            return
        count = len(rendered.fit)
        name = self.tr("Labels: {count}").format(count=count)
        paper = PaperToPrint(
            name, self.tr("labels.pdf"), self._pages(self._sheet.start_at), self._obtain, layout=layout
        )
        dialog = PrintDialog(self.desk, self, paper)
        dialog.start_changed.connect(lambda start: dialog.set_pages(self._pages(start)))
        dialog.printed.connect(self._on_left)
        dialog.saved.connect(self._on_left)
        dialog.open()

    def _pages(self, start: int) -> int:
        count = len(self._rendered.fit) if self._rendered is not None else 0
        return math.ceil((count + start - 1) / PLACES_ON_SHEET) if self._is_sheet else count

    @property
    def _is_sheet(self) -> bool:
        return self._sheet.layout is LabelLayout.A4_FOUR

    def _obtain(self, start: int, obtained: Obtained, failed: Failed) -> None:
        """Record, then hand the paper over; drawn and read back again where another place of the sheet is free."""
        batch, rendered = self._batch, self._rendered
        if batch is None or rendered is None:
            return
        if start == self._sheet.start_at:
            self._record(rendered, self._sheet, obtained, failed)
            return
        sheet = replace(self._sheet, start_at=start)
        self.desk.tasks.compute(
            self,
            lambda: labels.render_batch(batch, sheet),
            lambda again: self._record(again, sheet, obtained, failed),
            failed,
        )

    def _record(self, rendered: RenderedBatch, sheet: labels.LabelSheet, obtained: Obtained, failed: Failed) -> None:
        batch = self._batch
        if batch is None:
            return
        self._rendered, self._sheet = rendered, sheet

        def give(run: LabelRun) -> None:
            self._run = run
            if run.pdf is None:
                failed(LabelLeaks(kinds=tuple(sorted({kind.value for one in run.findings for kind in one.leaks}))))
            else:
                obtained(run.pdf)

        self.desk.tasks.write(self, lambda session: labels.record_batch(session, batch, rendered, sheet), give, failed)

    def _on_left(self) -> None:
        run = self._run
        if run is None:
            return
        if self._is_sheet:  # the next run begins where this one ended
            used = self._sheet.start_at - 1 + len(run.printed)
            self.desk.settings.set(LABEL_START, used % PLACES_ON_SHEET + 1)
        self.accept()
        self.printed.emit(run)

    # --- leaving ---

    def _leave_for(self, target: Target) -> None:
        self.reject()
        self.desk.go(target)

    def reject(self) -> None:
        """Stop what is still being drawn, and close."""
        self._progress.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is still being drawn."""
        self._progress.cancel()
        super().closeEvent(event)

    def _fit(self) -> None:
        self.adjustSize()


def _some(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:_NAMED])
    return shown if len(codes) <= _NAMED else f"{shown}, …"
