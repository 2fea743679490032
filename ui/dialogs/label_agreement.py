"""Recording that a carrier accepts masked labels, or taking that back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.instants import local_date, show_date
from ledger.domain.recipient import Recipient
from ledger.services import recipients
from ledger.services.session import Session
from ui.desk import Desk
from ui.messages import Question
from ui.widgets.form import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button
from ui.widgets.recipient_days import date_edit, day_of


class LabelAgreementDialog(FormDialog):
    """Without the agreement no label is printed for the carrier (Postal Law 49/2010 Art. 11.1b)."""

    def __init__(self, desk: Desk, parent: QWidget | None, recipient: Recipient) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Masked labels of {name}").format(name=recipient.name),
            self.tr("Record the agreement"),
            self.tr(
                "The Postal Law asks for the receiver's name and address on a parcel unless the carrier agrees to "
                "something else. Record the day on which this carrier agreed to labels that show neither."
            ),
        )
        self.setWindowTitle(self.tr("Masked labels"))  # a title is seen in task bars, so it names nobody
        self._recipient = recipient
        agreed_on = recipient.masked_labels_agreed_on
        self._day = date_edit(agreed_on or local_date(desk.now()))
        hint = "" if agreed_on is None else self.tr("Recorded so far: {date}").format(date=show_date(agreed_on))
        self.add("masked_labels_on", Field(self.tr("Agreed on"), self._day, hint))
        back = button(self.tr("Take the agreement back…"), self._ask, role="danger")
        self.buttons.insertWidget(0, back)
        back.setVisible(agreed_on is not None)

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        recipient_id, day = self._recipient.id, day_of(self._day)
        return lambda session: recipients.agree_masked_labels(session, recipient_id, day)

    def _ask(self) -> None:
        question = Question(
            self.tr("Take the label agreement of “{name}” back?").format(name=self._recipient.name),
            self.tr("No label can be printed for this carrier until it agrees again."),
            self.tr("Take it back"),
        )
        self.desk.messages.ask(question, self._take_back)

    def _take_back(self) -> None:
        recipient_id = self._recipient.id
        self.desk.tasks.write(
            self,
            lambda session: recipients.agree_masked_labels(session, recipient_id, None),
            self._on_taken_back,
            self.show_error,
        )

    def _on_taken_back(self, changed: Recipient) -> None:
        self.saved.emit(changed)
        self.accept()
