"""Asking for the member's own passphrase once more before an act that needs it; it holds for five minutes."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.staff import Operation
from ui.desk import Desk
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import text
from ui.widgets.passphrase_field import PassphraseField


class ConfirmPassphraseDialog(FormDialog):
    """``saved`` follows once the passphrase was right, for this kind of act only."""

    def __init__(self, desk: Desk, parent: QWidget | None, operation: Operation) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Your passphrase once more"),
            self.tr("Confirm"),
            self.tr("This act is the manager's own. Type the passphrase you sign in with; it holds for 5 minutes."),
        )
        self._operation = operation
        self.passphrase = PassphraseField(self.tr("Passphrase of {name}").format(name=desk.who.member.name))
        self.form.addWidget(self.passphrase)
        if desk.who.is_demo and desk.is_manager:  # it guards nothing real, and nobody else could know it
            from ledger.services.demo import PASSPHRASE

            shown = self.tr("Made-up data: the passphrase is “{passphrase}”.").format(passphrase=PASSPHRASE)
            self.form.addWidget(text(shown, "small", wraps=True, selectable=True))
        self.passphrase.line.setFocus()

    def submit(self) -> None:
        """Have the passphrase checked away from the ledger's thread: it takes its time on purpose."""
        if self._is_busy:
            return
        self.passphrase.show_error("")
        typed = self.passphrase.line.text()
        if not typed:
            self.passphrase.show_error(self.tr("Type your passphrase."))
            return
        self._set_busy(is_busy=True)
        self.desk.tasks.read(
            self,
            lambda session: session.vault.confirm_passphrase,
            lambda check: self._check(check, typed),
            self.show_error,
        )

    def _check(self, check: Callable[[str], None], typed: str) -> None:
        self.desk.tasks.compute(self, lambda: check(typed), lambda _nothing: self._remember(), self.show_error)

    def _remember(self) -> None:
        # No data change, so nothing on screen has to be read again.
        self.desk.tasks.read(
            self, lambda session: session.mark_confirmed(self._operation), self._on_done, self.show_error
        )

    def show_error(self, error: LedgerError) -> None:
        """Say that it was wrong; what was typed is marked, so that typing replaces it."""
        self._set_busy(is_busy=False)
        self.passphrase.show_error(self.desk.say(error))
        self.passphrase.line.setFocus()
        self.passphrase.line.selectAll()
        self.fit()

    def done(self, result: int) -> None:
        """Forget what was typed, however it ended."""
        self.passphrase.line.wipe()
        super().done(result)
