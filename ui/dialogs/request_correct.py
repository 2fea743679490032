"""Carrying out a correction: the data are corrected on the card's own form, then that is recorded for the request."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.ids import FieldId
from ledger.services import carrying_out, customer_card
from ledger.services.customer_card import CustomerCard
from ledger.services.explaining import field_text
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.correction import CorrectionDialog
from ui.places import PageId, Target
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button, row, text
from ui.widgets.request_file import RequestFile

_WIDTH = 580  # pixels


class CorrectDialog(FormDialog):
    """Shows what was corrected since the request came; without anything there is nothing to record."""

    def __init__(self, desk: Desk, parent: QWidget | None, file: RequestFile) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Correct for {code}").format(code=file.code),
            self.tr("Record as corrected"),
            self.tr("The old values stay in the history until the customer is erased."),
        )
        self.setMinimumWidth(_WIDTH)
        self._code, self._customer_code = file.code, file.customer_code
        asked = file.request.asked
        if asked:
            self.form.addWidget(text(asked, wraps=True, selectable=True))
        self._changed = text("", "strong", wraps=True)
        self.form.addWidget(self._changed)
        self.correct_button = button(self.tr("Correct name, age, note…"), self._correct, icon="pencil")
        self.card_button = button(self.tr("Phones, emails, addresses"), self._to_the_card, icon="user")
        self.form.addLayout(row(self.correct_button, self.card_button, None))
        self._hint = text("", "small", wraps=True)
        self.form.addWidget(self._hint)
        self._show(())
        self._look()
        desk.tasks.ledger_changed.connect(self._look)

    def open(self) -> None:
        """Open with the keyboard on what is done first."""
        super().open()
        self.correct_button.setFocus()

    # --- what was corrected ---

    def _look(self) -> None:
        code = self._code
        self.desk.tasks.read(
            self, lambda session: carrying_out.changed_fields(session, code), self._show, self.show_error, latest="look"
        )

    def _show(self, fields: tuple[str, ...]) -> None:
        wording = self.desk.wording
        names = ", ".join(dict.fromkeys(field_text(FieldId(one.removesuffix("_state")), wording) for one in fields))
        corrected = self.tr("Corrected since the request came: {fields}")
        self._changed.setText(corrected.format(fields=names) if names else self.tr("Nothing is corrected yet."))
        self._hint.setText(
            self.tr("Partners who hold the data are told next.")
            if names
            else self.tr("Correct the data first, here or on the card; then it can be recorded here.")
        )
        self.save_button.setEnabled(bool(names))
        self.fit()

    def _correct(self) -> None:
        code = self._customer_code
        self.desk.tasks.read(self, lambda session: customer_card.card(session, code), self._open, self._on_unread)

    def _open(self, card: CustomerCard) -> None:
        CorrectionDialog(self.desk, self, card).open()

    def _on_unread(self, error: LedgerError) -> None:
        self.show_error(error)

    def _to_the_card(self) -> None:
        self.reject()
        self.desk.go(Target(PageId.CUSTOMERS, self._customer_code))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code = self._code
        return lambda session: carrying_out.corrected(session, code)
