"""Retyping the recovery code from its paper: the proof that the paper is there and can be read."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.errors import LedgerError, WrongPassphrase
from ledger.services.session import Session, confirm_recovery
from ui.desk import Desk
from ui.widgets.parts import text
from ui.widgets.recovery_code_field import RecoveryCodeField
from ui.widgets.settings_slow_dialog import SlowDialog


class ConfirmRecoveryDialog(SlowDialog):
    """The code is tried against the ledger itself; the program keeps no copy to compare with."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Retype the recovery code"),
            self.tr("Check the code"),
            self.tr("Take the recovery sheet and type the code from the paper."),
        )
        self.setMinimumWidth(600)
        self._code = RecoveryCodeField(self.tr("Recovery code, from the paper"))
        hint = self.tr("Capitals and spaces do not matter. There is no letter I, L, O or U in it: 0 is zero, 1 is one.")
        self.form.addWidget(self._code)
        self.form.addWidget(text(hint, "small", wraps=True))

    def submit(self) -> None:
        """Try the code."""
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
