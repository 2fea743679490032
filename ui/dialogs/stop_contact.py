"""Writing down "do not contact me": at once, for one channel or for all."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.consent import ConsentMethod
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.services import consents
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Field, combo
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import row


class StopContactDialog(FormDialog):
    """It counts from this moment; ``saved`` carries the channel, ``None`` for all."""

    def __init__(self, desk: Desk, parent: QWidget | None, code: str) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Do not contact"),
            self.tr("Stop contact"),
            self.tr(
                "It counts at once and stands above every consent. Answers to the customer's own feedback stay allowed."
            ),
        )
        self._code = code
        wording = desk.wording
        channels: list[tuple[str, Channel | None]] = [(wording.text("channels.ALL"), None)]
        channels += [(wording.text(f"channels.{one.value}"), one) for one in CONTACT_CHANNELS]
        self._channel = combo(channels)
        self._method = combo([(wording.text(f"consent_methods.{one.value}"), one) for one in ConsentMethod])
        self._when = WhenEdit(desk, "occurred_at")
        self.add("channel", Field(self.tr("Which channel?"), self._channel, self.tr("SMS and Zalo stop together.")))
        method, when = Field(self.tr("How did the customer say it?"), self._method), Field(self.tr("When?"), self._when)
        self.fields |= {"consent_method": method, "occurred_at": when}
        both = row(method, when, spacing=14)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.form.addLayout(both)

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, method, at = self._code, ConsentMethod(self._method.currentData()), self._when.instant()
        stopped = self._channel.currentData()
        channel = Channel(stopped) if stopped else None

        def job(session: Session) -> object:
            consents.stop_contact(session, code, channel, method, at)
            return channel

        return job
