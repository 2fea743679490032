"""Data leaving the ledger as a file: said plainly before, everybody asked about again, put on the trail (manager)."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.ids import PurposeId
from ledger.services.contact_lists import PreparedExport
from ledger.services.data_uses import PreparedUse
from ui.desk import Desk
from ui.messages import FileWish
from ui.printing import save_paper
from ui.widgets.contact_count import CountBox, Counted
from ui.widgets.contact_sliced_dialog import SlicedDialog
from ui.widgets.contact_words import left_out_lines

_CSV = ".csv"
Prepared = PreparedExport | PreparedUse


@dataclass(frozen=True, slots=True)
class ExportWords:
    """What an export is called, what is said before it, and the name its file begins with."""

    title: str
    sentence: str
    included: str
    hint: str
    file_title: str
    name: str


class ExportDialog(SlicedDialog):
    """Asks where the file goes, checks everybody again, writes it, and tells who was left out."""

    def __init__(self, desk: Desk, parent: QWidget | None, words: ExportWords, purpose: PurposeId) -> None:
        first = self.tr("Choose where…")
        super().__init__(desk, parent, words.title, words.sentence, (first, self.tr("Done")))
        self.setMinimumWidth(600)
        self._words, self._purpose_id = words, purpose
        self._target: Path | None = None
        self.place(CountBox(desk, words.included, words.hint))

    def submit(self) -> None:
        """Ask for the place first."""
        if self.found is not None:
            super().submit()
        elif not self._is_busy:
            wish = FileWish(self._words.file_title, "Excel (*.xlsx);;CSV (*.csv)", f"{self._words.name}.xlsx")
            self.desk.messages.choose_target(wish, self._export_to)

    def _export_to(self, target: Path) -> None:
        self._target = target
        self.look()

    def keep(self) -> None:
        """See ``SlicedDialog.keep``: all is done, so only the result is put away."""
        self.accept()

    def on_found(self, found: Prepared) -> None:
        """See ``SlicedDialog.on_found``: it is on the trail now, so the file is written."""
        target = self._target
        if target is None:
            return
        self.desk.tasks.ledger_changed.emit()  # reading in slices writes here, and says nothing by itself
        self._set_busy(is_busy=True)

        def write() -> None:
            save_paper(found.render_csv() if target.suffix.lower() == _CSV else found.render(), target)

        self.desk.tasks.compute(self, write, lambda _nothing: self._on_written(found, target), self._on_unwritten)

    def _on_written(self, found: Prepared, target: Path) -> None:
        self._set_busy(is_busy=False)
        lines = left_out_lines(self.desk, self._purpose_id, found.left_out.reasons)
        self.box.show_counted(Counted(found.people, found.left_out.people, lines))
        self.cancel_button.hide()
        self.desk.messages.toast(self.tr("Saved: {file}").format(file=target.name))
        self.fit()

    def _on_unwritten(self, error: LedgerError) -> None:
        self._set_busy(is_busy=False)
        self._on_unfound(error)
