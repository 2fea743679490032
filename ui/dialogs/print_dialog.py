"""Before a paper goes to a printer: which one, how many, which pages, and what that printer gets wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QProgressBar, QSpinBox, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError
from ledger.services.calibration import calibration_page
from ledger.services.labels import LabelLayout
from ui.desk import Desk
from ui.door import Door
from ui.messages import FileWish
from ui.printing import page_count, save_paper, select_pages
from ui.settings import LABEL_PRINTER, LABEL_START, PAPER_PRINTER, Setting
from ui.tasks import Failed, Progress
from ui.widgets.form import Banner, Field, combo, keep_from_wheel
from ui.widgets.parts import button, column, line, row, text
from ui.widgets.print_options import CorrectionPanel, PageChoice, SheetChooser

Obtained = Callable[[bytes], None]
# Gives the paper that really leaves, from which label of a sheet on; records first what has to be recorded.
Obtain = Callable[[int, Obtained, Failed], None]

_MOST_COPIES = 99
_LOOK_MS = 80  # between two looks at how far the printer is


def ready(pdf: bytes) -> Obtain:
    """Return how to obtain a paper that is there already and needs no record."""
    return lambda _start, obtained, _failed: obtained(pdf)


@dataclass(frozen=True, slots=True)
class PaperToPrint:
    """A paper: what it is called, its file, how many pages it will have, how to obtain it, its labels' layout."""

    name: str
    file_name: str
    pages: int
    obtain: Obtain
    layout: LabelLayout | None = None  # a paper of labels has its own printer and a calibration page


class PrintDialog(QDialog):
    """Prints one paper or saves it. ``printed`` and ``saved`` once it left; ``start_changed`` (1 to 4) may change it.

    Whoever listens to ``start_changed`` tells the new number of pages with ``set_pages``.
    """

    printed = Signal()
    saved = Signal()
    start_changed = Signal(int)

    def __init__(self, desk: Desk | Door, parent: QWidget | None, paper: PaperToPrint) -> None:
        super().__init__(parent)
        self.desk = desk
        self.paper = paper
        self._obtained: bytes | None = None
        self._progress: Progress | None = None
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_how_far)
        self.setWindowTitle(self.tr("Print"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self._is_busy = False
        self._build_options()
        self._build_buttons()
        self._lay_out()
        self._set_busy(is_busy=False)
        desk.tasks.compute(self, desk.printing.names, self._show_printers)

    def _build_options(self) -> None:
        self.printer_box = combo(())
        self.printer_box.currentTextChanged.connect(self._on_printer_changed)
        self.printer_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.no_printer = text(
            self.tr("No printer is set up on this computer. Save the paper as a PDF instead."), "mute", wraps=True
        )
        self.no_printer.hide()
        self.copies = QSpinBox(minimum=1, maximum=_MOST_COPIES, value=1)
        keep_from_wheel(self.copies)
        self.pages = PageChoice(self.paper.pages)
        self.correction = CorrectionPanel(self.desk.settings)
        self.sheet = SheetChooser(self.desk.settings.get(LABEL_START)) if self._has_sheet else None
        if self.sheet is not None:
            self.sheet.start_changed.connect(self._on_start_changed)
        self.banner = Banner()
        self.bar = QProgressBar(textVisible=False)
        self.bar_words = text("", "small")

    def _build_buttons(self) -> None:
        self.save_button = button(self.tr("Save as PDF…"), self.save, icon="download")
        self.cancel_button = button(self.tr("Cancel"), self.reject)
        self.print_button = button(self.tr("Print"), self.print, role="primary", icon="printer")
        self.print_button.setDefault(True)
        self.calibrate_button = button(self.tr("Print a calibration page"), self.print_calibration, role="link")
        self.calibrate_button.setVisible(self.paper.layout is not None)

    def _lay_out(self) -> None:
        self._options = QWidget()
        box = QVBoxLayout(self._options)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        printer, copies = Field(self.tr("Printer"), self.printer_box), Field(self.tr("Copies"), self.copies)
        first = row(printer, copies, spacing=12)
        first.setStretch(0, 1)
        for field in (printer, copies):
            first.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        box.addLayout(first)
        box.addWidget(self.no_printer)
        box.addWidget(self.pages)
        if self.sheet is not None:
            box.addWidget(self.sheet)
        box.addWidget(line())
        box.addWidget(self.correction)
        box.addLayout(row(self.calibrate_button, None))
        inside = column(text(self.paper.name, "section", wraps=True), self._options, self.banner, spacing=14)
        inside.addWidget(self.bar)
        inside.addWidget(self.bar_words)
        inside.addStretch(1)
        inside.setContentsMargins(24, 20, 24, 14)
        foot = row(self.save_button, None, self.cancel_button, self.print_button)
        foot.setContentsMargins(24, 12, 24, 16)
        self.setLayout(column(inside, line(), foot, spacing=0))

    # --- what is chosen ---

    @property
    def _has_sheet(self) -> bool:
        return self.paper.layout is LabelLayout.A4_FOUR

    @property
    def start(self) -> int:
        """Return the first free label of the sheet, 1 where there is no sheet."""
        return self.sheet.start if self.sheet is not None else 1

    def set_pages(self, count: int) -> None:
        """Tell how many pages the paper has now."""
        self.pages.set_count(count)

    def _on_start_changed(self, start: int) -> None:
        self._obtained = None  # it would begin at the wrong label
        self.desk.settings.set(LABEL_START, start)
        self.start_changed.emit(start)

    def _show_printers(self, names: tuple[str, ...]) -> None:
        self.printer_box.addItems(list(names))
        remembered = self.printer_box.findText(self.desk.settings.get(self._remembered))
        self.printer_box.setCurrentIndex(max(0, remembered))
        self.printer_box.setEnabled(bool(names))
        self.no_printer.setHidden(bool(names))
        self._set_busy(is_busy=False)

    def _on_printer_changed(self, printer: str) -> None:
        self.correction.show_printer(printer)

    @property
    def _remembered(self) -> Setting[str]:
        return LABEL_PRINTER if self.paper.layout is not None else PAPER_PRINTER

    @property
    def printer(self) -> str:
        """Return the chosen printer, or nothing where there is none."""
        return self.printer_box.currentText()

    # --- printing ---

    def print(self) -> None:
        """Obtain the paper and send it to the printer."""
        if self._is_busy or not self.printer:
            return
        self.desk.settings.set(self._remembered, self.printer)
        chosen, copies = self.pages.chosen, self.copies.value()
        self._obtain(lambda pdf: self._send(lambda: _select(pdf, chosen, copies), self._on_printed))

    def print_calibration(self) -> None:
        """Print a page to measure with a ruler, corrected as the labels will be."""
        layout, language = self.paper.layout, self.desk.language
        if layout is not None and self.printer and not self._is_busy:
            self._set_busy(is_busy=True)
            self._send(lambda: calibration_page(layout, language), self._on_calibrated)

    def _send(self, make: Callable[[], bytes], done: Callable[[], None]) -> None:
        printing, printer, correction = self.desk.printing, self.printer, self.correction.correction
        progress = self._progress = Progress()
        self._look.start()
        self._show_how_far()

        def finished(_nothing: None) -> None:
            if progress is self._progress:  # not stopped
                self._set_busy(is_busy=False)
                done()
                self.desk.messages.toast(self.tr("Sent to {printer}").format(printer=printer))

        self.desk.tasks.compute(
            self, lambda: printing.print(make(), printer, correction, progress.report), finished, self._on_failed
        )

    def _on_printed(self) -> None:
        self.printed.emit()
        self.accept()

    def _on_calibrated(self) -> None:
        self.calibrate_button.setFocus()

    def _obtain(self, then: Obtained) -> None:
        def keep(pdf: bytes) -> None:
            if shiboken6.isValid(self):
                self._obtained = pdf
                then(pdf)

        self._set_busy(is_busy=True)
        if self._obtained is not None:  # recorded already, when the printer failed the first time
            then(self._obtained)
        else:
            self.paper.obtain(self.start, keep, self._on_failed)

    def _on_failed(self, error: LedgerError) -> None:
        if shiboken6.isValid(self):
            self._set_busy(is_busy=False)
            self.banner.say(self.desk.say(error))

    # --- saving ---

    def save(self) -> None:
        """Ask where the paper goes as a file, then obtain and write it."""
        if not self._is_busy:
            wish = FileWish(self.tr("Save as PDF"), "PDF (*.pdf)", self.paper.file_name)
            self.desk.messages.choose_target(wish, self._save_to)

    def _save_to(self, target: Path) -> None:
        def write(pdf: bytes) -> None:
            self.desk.tasks.compute(
                self, lambda: save_paper(pdf, target), lambda _nothing: self._on_saved(target.name), self._on_failed
            )

        self._obtain(write)

    def _on_saved(self, name: str) -> None:
        self._set_busy(is_busy=False)
        self.saved.emit()
        self.accept()
        self.desk.messages.toast(self.tr("Saved: {file}").format(file=name))

    # --- while it lasts ---

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._options.setEnabled(not is_busy)
        self.save_button.setEnabled(not is_busy)
        self.print_button.setEnabled(not is_busy and bool(self.printer))
        self.calibrate_button.setEnabled(bool(self.printer))
        self.bar.setVisible(is_busy)
        self.bar_words.setVisible(is_busy)
        if is_busy:
            self.banner.say("")
            self.bar.setRange(0, 0)
            self.bar_words.setText(self.tr("Preparing the paper…"))
        else:
            self._progress = None
            self._look.stop()
            self.cancel_button.setText(self.tr("Cancel"))

    def event(self, event: QEvent) -> bool:
        """Be as tall as what is inside, whenever that changes."""
        is_handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            width = max(self.width(), self.minimumWidth())
            self.resize(width, self.heightForWidth(width))
        return is_handled

    def _show_how_far(self) -> None:
        progress = self._progress
        self.cancel_button.setText(self.tr("Stop"))
        if progress is not None and progress.total:
            self.bar.setRange(0, progress.total)
            self.bar.setValue(progress.done)
            words = self.tr("Printing page {number} of {count}")
            self.bar_words.setText(words.format(number=progress.done, count=progress.total))

    def reject(self) -> None:
        """Stop the printing first; without any, close."""
        if self._progress is not None:
            self._progress.cancel()
            self._set_busy(is_busy=False)
            self.banner.say(self.tr("Printing was stopped. Pages the printer had already may still come out."))
        elif not self._is_busy:  # a paper that is being recorded right now is worth its second
            super().reject()


def _select(pdf: bytes, chosen: tuple[int, int] | None, copies: int) -> bytes:
    first, last = chosen or (1, page_count(pdf))
    return select_pages(pdf, range(first - 1, last), copies)
