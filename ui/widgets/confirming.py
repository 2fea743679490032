"""Asking for the member's own passphrase once more before an act that needs it; it holds for five minutes."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from ledger.domain.errors import ConfirmationNeeded, LedgerError, SignInDelayed, SignInStopped
from ledger.domain.staff import Operation
from ledger.services import throttle
from ui.desk import Desk
from ui.tasks import Failed
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import text
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.sign_in_wait import SignInWait


def asked_first(
    desk: Desk,
    parent: QWidget,
    error: LedgerError,
    again: Callable[[], object],
    given_up: Callable[[], object] | None = None,
) -> bool:
    """Ask for the passphrase where the error says that it is needed, then do it ``again``; return whether it does."""
    if not isinstance(error, ConfirmationNeeded):
        return False
    operation = Operation(str(error.data["operation"]))
    dialog = ConfirmPassphraseDialog(desk, QApplication.activeModalWidget() or parent, operation)
    dialog.accepted.connect(again)
    if given_up is not None:
        dialog.rejected.connect(given_up)
    dialog.open()
    return True


def once_confirmed(
    desk: Desk, parent: QWidget, error: LedgerError, again: Callable[[], object], otherwise: Failed
) -> None:
    """Do it ``again`` once the passphrase was given; tell every other error, and that it was not given."""
    if not asked_first(desk, parent, error, again, lambda: otherwise(error)):
        otherwise(error)


class ConfirmPassphraseDialog(FormDialog):
    """``saved`` follows once the passphrase was right, for this kind of act only."""

    def __init__(self, desk: Desk, parent: QWidget | None, operation: Operation) -> None:
        by_sheet = not desk.who.member.name
        title = self.tr("The recovery code once more") if by_sheet else self.tr("Your passphrase once more")
        what = (
            self.tr("Type the code of the recovery sheet.")
            if by_sheet
            else self.tr("Type the passphrase you sign in with.")
        )
        why = self.tr("This act is the manager's own. For acts of this kind the answer holds 5 minutes.")
        super().__init__(desk, parent, title, self.tr("Confirm"), f"{what} {why}")
        self._operation = operation
        self._confirm_words = self.save_button.text()
        asked = self.tr("Recovery code") if by_sheet else self.tr("Passphrase of {name}")
        self.passphrase = PassphraseField(asked.format(name=desk.who.member.name))
        self.form.addWidget(self.passphrase)
        self._wait = SignInWait(desk.clock.now)
        self._wait.ticked.connect(self._show_save)
        self._wait.set_back.connect(self._look_for_wait)
        self.form.addWidget(self._wait)
        if desk.who.is_demo and desk.is_manager:  # it guards nothing real, and nobody else could know it
            from ledger.services.demo import PASSPHRASE

            shown = self.tr("Made-up data: the passphrase is “{passphrase}”.").format(passphrase=PASSPHRASE)
            self.form.addWidget(text(shown, "small", wraps=True, selectable=True))
        self.passphrase.line.setFocus()
        self._look_for_wait()

    def submit(self) -> None:
        """Have the passphrase checked away from the ledger's thread: it takes its time on purpose."""
        if self._is_busy or not self._wait.is_over:
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

    # --- waiting after wrong tries ---

    def _look_for_wait(self) -> None:
        self.desk.tasks.read(self, throttle.mine, self._show_wait)

    def _show_wait(self, due: throttle.Wait) -> None:
        self._wait.say(due, self.desk.say(SignInStopped(limit=throttle.STOP_AFTER)))
        self.fit()

    def _show_save(self) -> None:
        self.save_button.setEnabled(not self._is_busy and self._wait.is_over)
        self.save_button.setText(self._wait.words if self._wait.seconds else self._confirm_words)

    def _set_busy(self, *, is_busy: bool) -> None:
        super()._set_busy(is_busy=is_busy)
        self.passphrase.line.setReadOnly(is_busy)
        self.cancel_button.setEnabled(not is_busy)  # what follows the check cannot be called back
        self._show_save()

    def show_error(self, error: LedgerError) -> None:
        """Say that it was wrong; what was typed is marked, so that typing replaces it."""
        self._set_busy(is_busy=False)
        if not isinstance(error, SignInDelayed | SignInStopped):
            self.passphrase.show_error(self.desk.say(error))
        self.passphrase.line.setFocus()
        self.passphrase.line.selectAll()
        self._look_for_wait()
        self.fit()

    def done(self, result: int) -> None:
        """Forget what was typed, however it ended."""
        self.passphrase.line.wipe()
        super().done(result)
