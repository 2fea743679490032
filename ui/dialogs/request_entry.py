"""Recording a request in under half a minute: what is asked, how it came, who asks; its limits are shown before."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QWidget

from ledger.domain.deadline import Asking, RequestKind
from ledger.domain.draft import DraftForm
from ledger.domain.errors import InvalidInput
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.services import request_clocks, requests
from ledger.services.request_clocks import Clocks
from ledger.services.requests import RequestInput
from ledger.services.session import Session
from ui.desk import Desk
from ui.formatting import end_of
from ui.widgets.choice_tiles import Tile, TileChoice
from ui.widgets.feedback_customer import CustomerPick
from ui.widgets.feedback_when import QuickTimes, WhenEdit
from ui.widgets.form import Field, combo, line_edit, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import column, picture, row, text
from ui.widgets.request_words import KIND_ICONS, channel_words, kind_sentence, until_words

_TILES, _WIDTH = 372, 960  # pixels
_ASKED_BY_LIMIT = 300  # characters


def channel_choice(desk: Desk, chosen: Channel) -> QComboBox:
    """Return the ways a request comes or an answer goes, face to face first."""
    return combo([(channel_words(one, desk.wording), one) for one in (Channel.NONE, *CONTACT_CHANNELS)], chosen)


class RequestDialog(FormDialog):
    """The keyboard begins in the kinds; ``saved`` carries the code of the new request."""

    draft_form = DraftForm.REQUEST

    def __init__(self, desk: Desk, parent: QWidget | None, channel: Channel = Channel.CALL, customer: str = "") -> None:
        super().__init__(desk, parent, self.tr("Record a request"), self.tr("Save"))
        self.setMinimumWidth(_WIDTH)
        self._kind = TileChoice(
            [
                Tile(one, desk.wording.text(f"request_kinds.{one.value}"), kind_sentence(one), KIND_ICONS[one])
                for one in RequestKind
            ],
            width=_TILES,
        )
        self._kind.changed.connect(self._on_kind)
        self._editors(channel)
        self._lay_out_fields()
        self.buttons.insertWidget(0, text(self.tr("1 to 9: the kind · Ctrl+Enter: save"), "small"))
        if customer:
            self._customer.pick_code(customer)

    def _editors(self, channel: Channel) -> None:
        desk = self.desk
        self._channel = channel_choice(desk, channel)
        self._when = WhenEdit(desk, "received_at")
        self._when.textChanged.connect(lambda _typed: self._ask_limits())
        self._asked = text_edit(self.tr("What the person wants, in their words"), rows=3)
        self._customer = CustomerPick(desk)
        self._customer.setPlaceholderText(self.tr("Empty: not known yet. Type a name, phone or code."))
        self._customer.typed.connect(lambda _typed: self._look_for_twins())
        self._asked_by = line_edit(limit=_ASKED_BY_LIMIT)
        self._feedback = QCheckBox(self.tr("It is also a feedback"))
        self._limits = text(self.tr("The limits it gets are shown here once its kind is chosen."), wraps=True)
        self._twins = text("", "warn", wraps=True)
        self._twins.hide()

    def _lay_out_fields(self) -> None:
        kind = Field(self.tr("What is asked?"), self._kind)
        channel, when = Field(self.tr("How it came"), self._channel), Field(self.tr("Received"), self._when)
        asked = Field(self.tr("What was said"), self._asked)
        hint = self.tr("For somebody not on record, or who asks for another: name, and how to reach them.")
        asked_by = Field(self.tr("Who asks, if not the customer"), self._asked_by, hint)
        customer = Field(self.tr("Customer, if known"), self._customer)
        means = self.tr("One message, two clocks: answered within the hours promised, and carried out by law.")
        also = Field(self._feedback.text(), self._feedback, means)
        self.fields |= {
            "kind": kind, "channel": channel, "received_at": when, "asked": asked, "text": asked,
            "customer_code": customer, "asked_by": asked_by, "also_feedback": also,
        }  # fmt: skip
        limits = QFrame()
        limits.setProperty("role", "note")
        beside = row(picture("alarm-clock", "accent"), self._limits, spacing=10)
        beside.setContentsMargins(14, 10, 14, 10)
        beside.setStretch(1, 1)
        limits.setLayout(beside)
        way = row(channel, when, spacing=14)
        way.setStretch(0, 1)
        way.setStretch(1, 1)
        right = column(
            way, QuickTimes(self._when), asked, customer, self._twins, asked_by, also, limits, None, spacing=10
        )
        both = row(column(kind), right, spacing=22)
        both.setStretch(1, 1)
        self.form.addLayout(both)

    # --- what is shown while typing ---

    @property
    def channel(self) -> Channel:
        """Return the channel chosen, which the next entry begins with."""
        return Channel(self._channel.currentData())

    def _on_kind(self) -> None:
        if self._kind.value is RequestKind.COMPLAINT:
            self._feedback.setChecked(True)  # a complaint that nobody answers in words settles nothing
        self._ask_limits()
        self._look_for_twins()

    def _ask_limits(self) -> None:
        kind = self._kind.value
        if kind is None:
            return
        try:
            received_at = self._when.instant() or self.desk.now()
        except InvalidInput:
            return  # told on saving; it may be half typed
        self.desk.tasks.read(
            self,
            lambda session: request_clocks.of(session.db, kind, Asking(received_at)),
            self._show_limits,
            self.show_error,
            latest="limits",
        )

    def _show_limits(self, clocks: Clocks) -> None:
        said = [self.tr("Acknowledge by {time}.").format(time=end_of(clocks.acknowledge.due_at))]
        if clocks.complete is not None:
            until = until_words(clocks.complete.target_at, clocks.complete.due_at)
            said.append(self.tr("To carry it out: {until}.").format(until=until))
        self._limits.setText("\n".join(said))
        self.fit()

    def _look_for_twins(self) -> None:
        kind, code = self._kind.value, self._customer.code
        if kind is None or not code:
            self._twins.hide()
            return
        self.desk.tasks.read(
            self,
            lambda session: tuple(one.code for one in requests.open_of(session, code, kind)),
            self._show_twins,
            self.show_error,
            latest="twins",
        )

    def _show_twins(self, codes: tuple[str, ...]) -> None:
        words = self.tr("The same is asked already and open: {codes}. Record it again only if it is another matter.")
        self._twins.setText(words.format(codes=", ".join(codes)))
        self._twins.setVisible(bool(codes))
        self.fit()

    # --- saving ---

    def submit(self) -> None:
        """Save, unless no kind is chosen, or a name was typed that is no customer yet: it would be lost."""
        self.fields["kind"].show_error("" if self._kind.value is not None else self.tr("Choose what is asked."))
        if self._kind.value is None:
            self._kind.setFocus()
            self.fit()
            return
        if self._customer.is_undecided:
            self.fields["customer_code"].show_error(
                self.tr("Choose a customer from the list, or empty this line and write below who asks.")
            )
            self._customer.setFocus()
            self.fit()
            return
        super().submit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``. Raises ``InvalidDate`` or ``InFuture``."""
        kind = self._kind.value
        if kind is None:
            raise InvalidInput(field="kind")  # asked for before
        typed = RequestInput(
            kind=kind,
            channel=self.channel,
            received_at=self._when.instant() or self.desk.now(),
            asked=self._asked.toPlainText(),
            asked_by=self._asked_by.text(),
            customer_code=self._customer.code,
            also_feedback=self._feedback.isChecked(),
        )
        return lambda session: requests.record(session, typed)

    def about(self) -> tuple[str, str]:
        """See ``FormDialog.about``."""
        return "", self._customer.code

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"kind": self._kind.value}
