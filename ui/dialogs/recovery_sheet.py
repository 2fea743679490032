"""A new recovery sheet: made, shown once, printed, and retyped from the paper; the old one opens nothing afterwards."""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from ledger.domain.errors import LedgerError, WrongPassphrase
from ledger.services import recovery
from ledger.services.session import Session, confirm_recovery
from ui.desk import Desk
from ui.messages import Question
from ui.widgets.first_run_recovery import RetypeStep, SheetActs, SheetStep
from ui.widgets.parts import column
from ui.widgets.recovery_paper import Drawing, RecoveryPaper
from ui.widgets.rekey_dialog import RekeyDialog
from ui.widgets.said_points import said_points


class _At(IntEnum):
    SAID = 0
    SHEET = 1
    RETYPE = 2


class RecoverySheetDialog(RekeyDialog):
    """What it means, the code, the proof that the paper can be read. ``saved`` follows the proof."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(desk, parent, self.tr("New recovery sheet"), self.tr("Make a new sheet"))
        self.setMinimumWidth(640)
        self.say_waiting(self.tr("Checking the code…"))
        self._code, self._folder = "", ""
        paper = RecoveryPaper(desk, self._drawing, self)
        self._sheet = SheetStep((), SheetActs(paper.print_on, paper.save))
        self._retype = RetypeStep(self.tr("Take the paper and type the code from it: that proves it can be read."))
        paper.told.connect(self._sheet.tell)
        paper.failed.connect(self._sheet.tell_failure)
        self._at, self._steps = _At.SAID, (self._said(), self._sheet, self._retype)
        for step in self._steps:  # no stack: it would be as tall as its tallest piece from the start
            self.form.addWidget(step)
        desk.tasks.compute(self, desk.printing.names, self._offer_printers)
        desk.tasks.read(self, lambda session: session.vault.folder.name, self._keep_folder)
        self._show(_At.SAID)

    def _said(self) -> QWidget:
        made = QWidget()
        points = said_points(
            ("key-round", self.tr("A new code is made and shown once. Print it, or write it down by hand.")),
            (
                "ban",
                self.tr(
                    "The old sheet opens neither the ledger nor the backups beside it any more. Copies on other drives "
                    "still open with it alone: make new ones there and delete the old ones, then tear it up."
                ),
            ),
            ("lock", self.tr("The whole ledger is encrypted anew; everybody keeps their passphrase.")),
            ("file-check", self.tr("At the end you retype the code from the paper. Keep the paper away from here.")),
        )
        made.setLayout(column(points, self.say_how_long(), None, spacing=14))
        return made

    def _offer_printers(self, names: tuple[str, ...]) -> None:
        self._sheet.offer(names)

    def _keep_folder(self, name: str) -> None:
        self._folder = name

    def _drawing(self) -> Drawing:
        shop, folder, now = self.desk.who.shop, self._folder, self.desk.now()
        code, language = self._code, self.desk.language
        return lambda: recovery.recovery_sheet(shop, code, now, folder, language)

    # --- step by step ---

    def _show(self, at: _At) -> None:
        self._at = at
        for number, step in enumerate(self._steps):
            step.setVisible(number == at)
        words = {
            _At.SAID: self.tr("Make a new sheet"),
            _At.SHEET: self.tr("I have the code on paper"),
            _At.RETYPE: self.tr("Check and finish"),
        }
        self.save_button.setText(words[at])
        self.cancel_button.setText(self.tr("Retype later…") if self._code else self.tr("Cancel"))
        if at is _At.SHEET:
            self._sheet.focus_first()
        elif at is _At.RETYPE:
            self._retype.focus_first()
        self.fit()

    def submit(self) -> None:
        """Do what this step is for."""
        if self._is_busy:
            return
        if self._at is _At.SHEET:
            self._show(_At.RETYPE)
        elif self._at is _At.SAID or self._retype.is_right():
            super().submit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        if self._at is _At.SAID:
            return self.rekeying(recovery.replace, is_for_eyes=True)
        typed = self._retype.typed()
        return lambda session: confirm_recovery(session, typed)

    def _on_done(self, result: object) -> None:
        if self._at is _At.RETYPE:
            self._code = ""
        super()._on_done(result)

    def rekeyed(self, result: object) -> None:
        """Show the code, which exists nowhere else."""
        self._set_busy(is_busy=False)
        self._code = str(result)
        self._sheet.show_code(self._code)
        self._retype.expect(self._code)
        self._show(_At.SHEET)

    def show_error(self, error: LedgerError) -> None:
        """Show a code that does not open the ledger under its groups."""
        if isinstance(error, WrongPassphrase) and self._at is _At.RETYPE:
            self._retype.show_error(self.tr("This code does not open the ledger. Compare it with the sheet."))
            self.fit()
        else:
            super().show_error(error)

    # --- leaving ---

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before the code is gone for good; it was not retyped."""
        if not self._code or self._is_busy:
            super().closeEvent(event)
            return
        event.ignore()
        question = Question(
            self.tr("Go on without retyping the code?"),
            self.tr(
                "The code is not shown again, and the old sheet does not open the ledger any more. Without the code on"
                " paper only your passphrases open it."
            ),
            self.tr("Retype later"),
        )
        self.desk.messages.ask(question, self.reject)

    def done(self, result: int) -> None:
        """Take the code off the screen, however it ended."""
        self._code = ""
        self._sheet.wipe()
        self._retype.wipe()
        super().done(result)
