"""Writing a feedback down in seconds: what was said, the way it came, who and when if known."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.feedback import Feedback
from ledger.domain.purpose import Channel
from ledger.services.feedback import FeedbackInput, receive
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.feedback_channel import ChannelChoice
from ui.widgets.feedback_customer import CustomerPick
from ui.widgets.feedback_when import QuickTimes, WhenEdit
from ui.widgets.form import Field, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import text


class FeedbackDialog(FormDialog):
    """The keyboard begins in the text; ``saved`` carries the ``Feedback``."""

    draft_form = DraftForm.FEEDBACK

    def __init__(self, desk: Desk, parent: QWidget | None, channel: Channel = Channel.CALL, customer: str = "") -> None:
        super().__init__(desk, parent, self.tr("Record feedback"), self.tr("Save"))
        self.setMinimumWidth(600)
        self._channel = ChannelChoice(desk.wording, channel)
        self._text = text_edit(self.tr("What the person said, in their words"), rows=5)
        self._customer = CustomerPick(desk)
        self._when = WhenEdit(desk, "received_at")
        self.add("channel", Field(self.tr("How it came"), self._channel))
        self.add("text", Field(self.tr("What was said"), self._text))
        self.add("customer_code", Field(self.tr("Customer, if known"), self._customer))
        self.add("received_at", Field(self.tr("Received"), self._when))
        self.form.addWidget(QuickTimes(self._when))
        self.buttons.insertWidget(0, text(self.tr("Alt+1 to Alt+5: how it came · Ctrl+Enter: save"), "small"))
        if customer:
            self._customer.pick_code(customer)

    def open(self) -> None:
        """Open with the keyboard in the text."""
        super().open()
        self._text.setFocus()

    @property
    def channel(self) -> Channel:
        """Return the channel chosen, which the next entry begins with."""
        return self._channel.channel

    def about(self) -> tuple[str, str]:
        """See ``FormDialog.about``."""
        return "", self._customer.code

    def submit(self) -> None:
        """Save, unless a name was typed that is no customer yet: it would be lost."""
        if self._customer.is_undecided:
            self.fields["customer_code"].show_error(
                self.tr("Choose a customer from the list, or empty this line for a sender who is not known.")
            )
            self._customer.setFocus()
            self.fit()
            return
        super().submit()

    def work(self) -> Callable[[Session], Feedback]:
        """Return the job that writes it down. Raises ``InvalidDate`` or ``InFuture``."""
        typed = FeedbackInput(
            self._channel.channel, self._text.toPlainText(), self._customer.code, self._when.instant()
        )
        return lambda session: receive(session, typed)
