"""Writing down one contact with one customer: the policy and the law are asked first, and a refusal stays on record."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.gate import Decision
from ledger.domain.purpose import Channel
from ledger.services import contacts
from ledger.services.deciding import Outcome
from ledger.services.session import Session
from ui.desk import Desk
from ui.ways_out import WayOut, ways_out
from ui.widgets.contact_purpose import PurposeChoice
from ui.widgets.feedback_channel import ChannelChoice
from ui.widgets.feedback_when import QuickTimes, WhenEdit
from ui.widgets.form import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.order_customer import CustomerPicker
from ui.widgets.parts import text


class ContactMadeDialog(FormDialog):
    """``saved`` carries the ``Outcome`` of what was allowed; a refusal stays in the form with its ways out."""

    draft_form = DraftForm.CONTACT

    def __init__(self, desk: Desk, parent: QWidget | None, customer_code: str = "") -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Log a contact"),
            self.tr("Check and log"),
            self.tr("Best before you call or write: the policy is asked first. What it refuses is written down too."),
        )
        self.setMinimumWidth(640)
        self._picker = CustomerPicker(desk)
        self._picker.picked.connect(lambda _one: self.fields["customer"].show_error(""))
        self._picker.picked.connect(lambda _one: self._look())
        self._picker.failed.connect(self.show_error)
        self._purpose = PurposeChoice(desk, self.tr("What for"))
        self._channel = ChannelChoice(desk.wording, Channel.CALL)
        self._when = WhenEdit(desk, "occurred_at")
        self._allowed = text("", "small", wraps=True)
        self.add("customer", Field(self.tr("Customer"), self._picker))
        self.add("purpose", Field(self.tr("What for"), self._purpose))
        self.add("channel", Field(self.tr("How"), self._channel))
        self.form.addWidget(self._allowed)
        self.add("occurred_at", Field(self.tr("When"), self._when))
        self.form.addWidget(QuickTimes(self._when))
        self._allowed.hide()
        self._purpose.changed.connect(self._look)
        if customer_code:
            self._picker.choose(customer_code)

    def _look(self) -> None:
        """Say what is allowed now before anybody tries; nothing of it is recorded."""
        code, purpose = self._code, self._purpose.purpose.id
        self._allowed.setVisible(bool(code))
        if code:
            self.desk.tasks.read(
                self, lambda session: contacts.may_contact(session, code, purpose), self._on_looked, latest="allowed"
            )

    def _on_looked(self, found: tuple[tuple[Channel, Decision], ...]) -> None:
        wording = self.desk.wording
        named = [wording.text(f"channels.{channel.value}") for channel, decision in found if decision.allowed]
        words = self.tr("Allowed now: {channels}").format(channels=", ".join(named))
        self._allowed.setText(words if named else self.tr("Not allowed now on any channel."))

    def submit(self) -> None:
        """Ask for whom first: without a customer nothing can be decided or written down."""
        if self._picker.chosen is None:
            self.fields["customer"].show_error(self.tr("Choose a customer from the list."))
            self._picker.line.setFocus()
            self.fit()
            return
        super().submit()

    def work(self) -> Callable[[Session], Outcome]:
        """See ``FormDialog.work``."""
        code, purpose, channel, at = self._code, self._purpose.purpose.id, self._channel.channel, self._when.instant()
        return lambda session: contacts.contact(session, code, purpose, channel, at)

    @property
    def _code(self) -> str:
        return self._picker.chosen.code if self._picker.chosen is not None else ""

    def refused(self, result: object) -> Decision | None:
        """See ``FormDialog.refused``."""
        return result.decision if isinstance(result, Outcome) and not result.allowed else None

    def ways_out(self, decision: Decision) -> tuple[WayOut, ...]:
        """See ``FormDialog.ways_out``."""
        return ways_out(decision.reasons, customer_code=self._code)

    def about(self) -> tuple[str, str]:
        """See ``FormDialog.about``."""
        return "", self._code

    def _typed(self) -> dict[str, object]:
        whose = self._code or self._picker.line.text()
        return super()._typed() | {
            "customer": whose,
            "purpose": self._purpose.box.currentIndex(),
            "channel": self._channel.channel,
        }
