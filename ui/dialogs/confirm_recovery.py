"""Retyping the recovery code from its paper: the proof that the paper is there and can be read."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger.domain.errors import LedgerError, WrongPassphrase
from ledger.services import recovery
from ledger.services.session import Session, confirm_recovery
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.first_run_parts import Note
from ui.widgets.parts import text
from ui.widgets.recovery_code_field import RecoveryCodeField
from ui.widgets.settings_slow_dialog import SlowDialog


class ConfirmRecoveryDialog(SlowDialog):
    """The code is tried against the ledger itself; the program keeps no copy to compare with.

    ``new_sheet_wanted`` where the ledger has no sheet and somebody wants one.
    """

    new_sheet_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(desk, parent, self.tr("Retype the recovery code"), self.tr("Check the code"))
        self.setMinimumWidth(600)
        self._has_sheet = True
        self._code = RecoveryCodeField(self.tr("Recovery code, from the paper"))
        hint = self.tr("Capitals and spaces do not matter. There is no letter I, L, O or U in it: 0 is zero, 1 is one.")
        self._told = text(self.tr("Take the recovery sheet and type the code from the paper."), "mute", wraps=True)
        self._hint = text(hint, "small", wraps=True)
        self._none = Note(Tone.WARN)
        for piece in (self._none, self._told, self._code, self._hint):
            self.form.addWidget(piece)
        desk.tasks.read(self, recovery.has_sheet, self._show_whether)

    def _show_whether(self, has_sheet: bool) -> None:
        self._has_sheet = has_sheet
        if has_sheet:
            return
        for piece in (self._told, self._code, self._hint):
            piece.hide()
        words = self.tr(
            "This ledger has no recovery sheet: it was restored without one, and older sheets do not open it. If every"
            " passphrase is forgotten, nothing opens it any more. Make a new sheet."
        )
        self._none.say(words)
        self.save_button.setText(self.tr("Make a new sheet…"))
        self.save_button.setFocus()
        self.fit()

    def submit(self) -> None:
        """Try the code; without a sheet there is none to try."""
        if not self._has_sheet:
            self.accept()
            self.new_sheet_wanted.emit()
            return
        self._code.show_error("")
        super().submit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        typed = self._code.typed()
        return lambda session: confirm_recovery(session, typed)

    def show_error(self, error: LedgerError) -> None:
        """Show a wrong code under its groups; what was typed stays."""
        if isinstance(error, WrongPassphrase):
            self._code.show_error(self.tr("This code does not open the ledger. Compare it with the sheet."))
            self._code.lines[0].setFocus()
            self.fit()
        else:
            super().show_error(error)

    def _typed(self) -> dict[str, object]:
        return {"code": self._code.typed()}
