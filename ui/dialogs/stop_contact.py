"""Writing down "do not contact me": at once, for one channel or for all; then the one confirmation the law allows."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from ledger.domain.consent import ConsentMethod
from ledger.domain.gate import Decision
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.services import consents, contacts
from ledger.services.deciding import Outcome
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.clipboard import copy_private
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Field, combo, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button, row


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
        self.saved.connect(self._on_stopped)

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, method, at = self._code, ConsentMethod(self._method.currentData()), self._when.instant()
        stopped = self._channel.currentData()
        channel = Channel(stopped) if stopped else None

        def job(session: Session) -> object:
            consents.stop_contact(session, code, channel, method, at)
            return channel

        return job

    def _on_stopped(self, channel: Channel | None) -> None:
        OptOutDialog(self.desk, self.parentWidget(), self._code, channel).open()


@dataclass(frozen=True, slots=True)
class _Told:
    text: str = field(repr=False)
    channels: tuple[Channel, ...]


class OptOutDialog(FormDialog):
    """The text that confirms a refusal, to be sent once and without advertising; "I sent it" writes that down."""

    def __init__(self, desk: Desk, parent: QWidget | None, code: str, stopped: Channel | None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Confirm the refusal"),
            self.tr("I sent it"),
            self.tr("The refusal counts already. The customer may be sent this one text now, and no other."),
        )
        self._code, self._stopped = code, stopped
        self._text = text_edit(rows=4)
        self._text.setReadOnly(True)
        self._channel = combo([])
        self.copy_button = button(self.tr("Copy"), self._copy)
        self.cancel_button.setText(self.tr("Not sent"))
        self.buttons.insertWidget(0, self.copy_button)
        self.form.addWidget(Field(self.tr("Text"), self._text))
        self.add("channel", Field(self.tr("Sent by"), self._channel))
        self._allow(is_allowed=False)
        desk.tasks.read(self, self._read, self._show, self.show_error)

    def _read(self, session: Session) -> _Told:
        code, stopped = self._code, self._stopped
        return _Told(contacts.confirm_opt_out(session, code, stopped), contacts.opt_out_channels(session, code))

    def _show(self, found: _Told) -> None:
        self._text.setPlainText(found.text)
        for channel in found.channels:
            self._channel.addItem(self.desk.wording.text(f"channels.{channel.value}"), channel)
        if self._stopped in found.channels:
            self._channel.setCurrentIndex(found.channels.index(self._stopped))
        if not found.channels:
            self.banner.say(self.tr("There is no working number or address, so nothing can be confirmed."))
        self._allow(is_allowed=bool(found.channels))
        self._was = self._typed()
        self.fit()

    def _allow(self, *, is_allowed: bool) -> None:
        self.save_button.setEnabled(is_allowed)
        self.copy_button.setEnabled(is_allowed)

    def _copy(self) -> None:
        copy_private(self._text.toPlainText())
        self.desk.messages.toast(self.tr("The text is copied."))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, channel = self._code, Channel(self._channel.currentData())
        return lambda session: contacts.log_opt_out_confirmation(session, code, channel)

    def refused(self, result: object) -> Decision | None:
        """See ``FormDialog.refused``."""
        return result.decision if isinstance(result, Outcome) and not result.allowed else None
