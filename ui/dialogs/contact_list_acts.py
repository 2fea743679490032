"""What can be done with a contact list: each act opens its dialog and says what came of it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ledger.domain.errors import LedgerError
from ledger.services import contact_lists
from ledger.services.contact_lists import ListRow
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.contact_list import ContactListDialog
from ui.dialogs.contact_list_check import DoNotCallDialog
from ui.dialogs.contact_list_export import ExportListDialog, NumbersDialog
from ui.dialogs.contact_list_logged import AllContactedDialog
from ui.messages import Question
from ui.theme import Tone


class ContactListActs(QObject):
    """``made`` carries the code of a new list that should be shown, ``checked`` that of one that was compared."""

    made = Signal(str)
    checked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._over = desk, parent

    def begin(self) -> None:
        """Count for a new list."""
        dialog = ContactListDialog(self._desk, self._over)
        dialog.saved.connect(self._on_made)
        dialog.open()

    def _on_made(self, code: str) -> None:
        self._desk.messages.toast(self.tr("The list {code} is made.").format(code=code))
        self.made.emit(code)

    def check(self, one: ListRow) -> None:
        """Record that a list was compared with the national do-not-call list."""
        dialog = DoNotCallDialog(self._desk, self._over, one)
        dialog.saved.connect(lambda _none: self._on_checked(one.code))
        dialog.open()

    def check_named(self, code: str) -> None:
        """Record it of the list with a code."""

        def read(session: Session) -> ListRow:
            return contact_lists.rows(session, (contact_lists.get(session, code).id,))[0]

        self._desk.tasks.read(self, read, self.check, self._fail)

    def _fail(self, error: LedgerError) -> None:
        self._desk.messages.toast(self._desk.say(error), Tone.WARN)

    def take_numbers(self, one: ListRow) -> None:
        """Let the numbers of a list leave the ledger to be compared."""
        NumbersDialog(self._desk, self._over, one).open()

    def _on_checked(self, code: str) -> None:
        self._desk.messages.toast(self.tr("The check of {code} is recorded.").format(code=code))
        self.checked.emit(code)

    def log_all(self, one: ListRow) -> None:
        """Log that everybody who waits was contacted."""
        AllContactedDialog(self._desk, self._over, one).open()

    def export(self, one: ListRow) -> None:
        """Let a list leave the ledger as a file."""
        ExportListDialog(self._desk, self._over, one).open()

    def close(self, one: ListRow) -> None:
        """Close a list."""
        question = Question(
            self.tr("Close {code}?").format(code=one.code),
            self.tr("Nothing more is logged through it or exported from it. What was done stays on record."),
            self.tr("Close the list"),
            is_dangerous=False,
        )
        self._desk.messages.ask(question, lambda: self._close(one.code))

    def _close(self, code: str) -> None:
        toast, done = self._desk.messages.toast, self.tr("The list {code} is closed.").format(code=code)
        self._desk.tasks.write(
            self,
            lambda session: contact_lists.close(session, code),
            lambda _none: toast(done),
            lambda error: toast(self._desk.say(error), Tone.WARN),
        )
