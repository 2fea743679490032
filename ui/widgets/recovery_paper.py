"""Bringing the recovery sheet to paper: a printer, or a PDF that is printed elsewhere; the program keeps nothing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ledger.domain.errors import LedgerError
from ui.desk import Desk
from ui.door import Door
from ui.messages import FileWish
from ui.printing import Correction, save_paper
from ui.settings import offset_of

Drawing = Callable[[], bytes]


class RecoveryPaper(QObject):
    """``drawing`` reads everything it needs and returns what draws the sheet, in any thread."""

    told = Signal(str)
    failed = Signal(str)

    def __init__(self, desk: Desk | Door, drawing: Callable[[], Drawing], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._drawing = desk, drawing

    def print_on(self, printer: str) -> None:
        """Print the sheet, with the printer's own correction."""
        settings = self._desk.settings
        x, y, scale = (settings.get(offset_of(printer, part)) for part in ("x", "y", "scale"))
        correction = Correction(x / 10, y / 10, scale / 1000)
        drawn, printing = self._drawing(), self._desk.printing
        self._desk.tasks.compute(
            self,
            lambda: printing.print(drawn(), printer, correction),
            lambda _done: self.told.emit(self.tr("The sheet was sent to the printer.")),
            self._on_failed,
        )

    def save(self) -> None:
        """Ask where the sheet goes, and write it there."""
        wish = FileWish(self.tr("Save the recovery sheet"), "PDF (*.pdf)", self.tr("so-kin-recovery-sheet.pdf"))
        self._desk.messages.choose_target(wish, self._save_to)

    def _save_to(self, target: Path) -> None:
        told = self.tr("Saved as “{name}”. Print it elsewhere, then delete the file.").format(name=target.name)
        drawn = self._drawing()
        self._desk.tasks.compute(
            self, lambda: save_paper(drawn(), target), lambda _done: self.told.emit(told), self._on_failed
        )

    def _on_failed(self, error: LedgerError) -> None:
        self.failed.emit(self._desk.say(error))
