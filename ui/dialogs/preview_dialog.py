"""A paper before it leaves: looked at without a record; recorded the moment it is printed or saved."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ledger.domain.errors import LedgerError
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.print_dialog import Obtained, PaperToPrint, PrintDialog
from ui.messages import FileWish
from ui.printing import save_paper
from ui.tasks import Failed
from ui.widgets.form import Banner
from ui.widgets.parts import button, column, line, row, text
from ui.widgets.pdf_view import PdfView

_SHARE, _SMALLEST = 0.9, (760, 560)


class Preparable(Protocol):
    """Everything a paper says, read from the ledger."""

    def render(self) -> bytes:
        """Return it as PDF; needs no ledger, so any thread may do it."""


Prepare = Callable[[Session], Preparable]


class PreviewDialog(QDialog):
    """Shows what ``preview`` prepares. Before it is printed or saved, ``final`` prepares and records the real one.

    It is recorded once, however often it is printed and saved from here. ``recorded`` follows.
    """

    recorded = Signal()

    def __init__(
        self, desk: Desk, title: str, file_name: str, preview: Prepare, final: Prepare, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._title = title
        self._file_name = file_name
        self._preview, self._final = preview, final
        self._paper: bytes | None = None  # the recorded one
        self._pages = 0
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = PdfView(desk)
        self.view.shown.connect(self._on_shown)
        self.banner = Banner()
        self.save_button = button(self.tr("Save as PDF…"), self.save, icon="download")
        self.close_button = button(self.tr("Close"), self.reject)
        self.print_button = button(self.tr("Print…"), self.print, role="primary", icon="printer")
        self.print_button.setDefault(True)
        self._is_busy = False
        self._lay_out()
        self._set_busy(is_busy=False)

    def _lay_out(self) -> None:
        inside = column(text(self._title, "section"), self.view, self.banner, spacing=10)
        inside.setStretch(1, 1)
        inside.setContentsMargins(20, 16, 20, 12)
        foot = self.foot = row(self.save_button, None, self.close_button, self.print_button)
        foot.setContentsMargins(20, 12, 20, 16)
        whole = column(inside, line(), foot, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        parent = self.parentWidget()
        room = parent.window().size() * _SHARE if parent is not None else self.sizeHint()
        self.resize(max(room.width(), _SMALLEST[0]), max(room.height(), _SMALLEST[1]))

    def open(self) -> None:
        """Show the dialog without waiting for it, and prepare the paper."""
        super().open()
        self.view.show_loading()
        self.desk.tasks.read(self, self._preview, self._draw, self._on_unprepared)

    def _draw(self, prepared: Preparable) -> None:
        self.desk.tasks.compute(self, prepared.render, self.view.show_pdf, self._on_unprepared)

    def _on_unprepared(self, error: LedgerError) -> None:
        self.view.show_error(self.desk.say(error))

    def _on_shown(self, pages: int) -> None:
        self._pages = pages
        self._set_busy(is_busy=self._is_busy)
        self.view.sheets.setFocus()

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        for one in (self.save_button, self.print_button):
            one.setEnabled(self._pages > 0 and not is_busy)

    def reject(self) -> None:
        """Close, but not between recording a paper and writing it."""
        if not self._is_busy:
            super().reject()

    # --- the real one ---

    def obtain(self, done: Obtained, failed: Failed) -> None:
        """Give the recorded paper; the first time it is prepared and recorded now."""
        if self._paper is not None:
            done(self._paper)
            return

        def keep(paper: bytes) -> None:
            self._paper = paper
            self.view.show_pdf(paper)
            self.recorded.emit()
            done(paper)

        self.desk.tasks.write(
            self,
            self._final,
            lambda prepared: self.desk.tasks.compute(self, prepared.render, keep, failed),
            failed,
        )

    def print(self) -> None:
        """Ask for the printer; the paper is recorded when it is really printed."""
        paper = PaperToPrint(
            self._title, self._file_name, self._pages, lambda _start, done, failed: self.obtain(done, failed)
        )
        PrintDialog(self.desk, self, paper).open()

    def save(self) -> None:
        """Ask where the paper goes as a file; it is recorded before it is written."""
        wish = FileWish(self.tr("Save as PDF"), "PDF (*.pdf)", self._file_name)
        self.desk.messages.choose_target(wish, self._save_to)

    def _save_to(self, target: Path) -> None:
        self.banner.say("")
        self._set_busy(is_busy=True)

        def write(paper: bytes) -> None:
            self.desk.tasks.compute(
                self, lambda: save_paper(paper, target), lambda _nothing: self._on_saved(target.name), self._on_failed
            )

        self.obtain(write, self._on_failed)

    def _on_saved(self, name: str) -> None:
        self._set_busy(is_busy=False)
        self.desk.messages.toast(self.tr("Saved: {file}").format(file=name))

    def _on_failed(self, error: LedgerError) -> None:
        self._set_busy(is_busy=False)
        self.banner.say(self.desk.say(error))
