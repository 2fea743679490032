"""Changing one's own passphrase."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.errors import LedgerError, WrongPassphrase
from ledger.services import staff
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.settings_passphrase_pair import PassphrasePair
from ui.widgets.settings_slow_dialog import SlowDialog


class PassphraseDialog(SlowDialog):
    """The old one proves who asks; the new one counts from the next unlock."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(desk, parent, self.tr("Change my passphrase"), self.tr("Change the passphrase"))
        self._old = PassphraseField(self.tr("Present passphrase"))
        self._pair = PassphrasePair(desk, self.tr("New passphrase"), self._about)
        self.form.addWidget(self._old)
        self.form.addWidget(self._pair)

    def _about(self) -> tuple[str, ...]:
        return (self.desk.who.member.name, self.desk.who.shop.name)

    def submit(self) -> None:
        """Save once both new ones are the same and strong."""
        if self._pair.chosen() is not None:
            self._old.show_error("")
            super().submit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        old, new = self._old.typed(), self._pair.typed()[0]
        return lambda session: staff.change_passphrase(session, old, new)

    def show_error(self, error: LedgerError) -> None:
        """Show a wrong present passphrase where it was typed."""
        if isinstance(error, WrongPassphrase):
            self._old.retry(self.desk.say(error))
        else:
            super().show_error(error)

    def _typed(self) -> dict[str, object]:
        return {"old": self._old.typed(), "new": self._pair.typed()}
