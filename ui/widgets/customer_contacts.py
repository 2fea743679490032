"""How to reach a customer: each number and address hidden, with its state and one eye of its own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ledger.domain.customer import ContactState
from ledger.domain.ids import FieldId
from ledger.domain.masking import MASK
from ledger.domain.reveal import RevealField
from ledger.services.card_lines import StopLine
from ledger.services.customer_card import ContactField, CustomerCard
from ui.desk import Desk
from ui.formatting import clock_time
from ui.widgets.customer_inside import Inside
from ui.widgets.customer_words import CONTACT_TONE, listed
from ui.widgets.parts import Card, Chip, Piece, button, column, icon_button, picture, row, text
from ui.widgets.reveal_row import Hidden, RevealRow

_ICONS = {
    RevealField.PHONE: "phone",
    RevealField.EMAIL: "mail",
    RevealField.ADDRESS: "map-pin",
    RevealField.BIRTH_DATE: "calendar",
}
_STATES = (ContactState.CONFIRMED, ContactState.DEAD, ContactState.CHANGED)
_HIDDEN_DATE = "/".join((MASK * 2, MASK * 2, MASK * 4))


class ContactsCard(Card):
    """The card "Contact". What is to be changed is only asked for here; the page does it."""

    add_wanted = Signal(object)  # RevealField: a phone, an email or an address
    state_wanted = Signal(object, object)  # ContactField, ContactState
    lift_wanted = Signal(object)  # Channel, or None for all

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: object = None
        self.body.addLayout(row(text(self.tr("Contact"), "section"), None, self._add_button()))
        self._inside = Inside(self)

    def _add_button(self) -> QToolButton:
        made = icon_button("plus", self.tr("Add a phone, an email or an address"))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        kinds = (
            (RevealField.PHONE, self.tr("Phone…")),
            (RevealField.EMAIL, self.tr("Email…")),
            (RevealField.ADDRESS, self.tr("Address…")),
        )
        for kind, words in kinds:
            if self._desk.who.policy.field(FieldId(kind.value)) is not None:
                act = menu.addAction(words)
                act.triggered.connect(lambda _on=False, kind=kind: self.add_wanted.emit(kind))
        made.setMenu(menu)
        return made

    def show_card(self, card: CustomerCard) -> None:
        """Show a customer; what is already shown stays, and with it what is just revealed."""
        about = (card.code, card.contacts, card.stops, card.age is None)
        if about == self._shown:
            return
        self._shown = about
        pieces: list[Piece] = [self._stop_line(one, card) for one in card.stops]
        pieces += [self._contact_row(card.code, one) for one in card.contacts]
        if not card.contacts:
            pieces.append(text(self.tr("No phone, email or address is known."), "mute", wraps=True))
        if card.age is not None:
            pieces.append(self._birth_row(card.code))
        pieces.append(text(self.tr("Every look is written down."), "small", wraps=True))
        self._inside.fill(column(*pieces, spacing=10))

    def _contact_row(self, code: str, one: ContactField) -> RevealRow:
        words = self._desk.wording
        chip = Chip(words.text(f"contact_states.{one.state.value}"), CONTACT_TONE[one.state])
        masked = listed((one.masked, one.province or ""))
        about = Hidden(code, one.kind, one.position, words.text(f"fields.{one.kind.value}"), masked)
        return RevealRow(self._desk, about, _ICONS[one.kind], self._state_button(one), below=chip)

    def _state_button(self, one: ContactField) -> QToolButton:
        name = self._desk.wording.text(f"fields.{one.kind.value}")
        made = icon_button("ellipsis", self.tr("State: {name}").format(name=name))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        for state in _STATES:
            act = menu.addAction(self._desk.wording.text(f"contact_states.{state.value}"))
            act.setEnabled(state is not one.state)
            act.triggered.connect(lambda _on=False, state=state: self.state_wanted.emit(one, state))
        made.setMenu(menu)
        return made

    def _birth_row(self, code: str) -> RevealRow:
        name = self._desk.wording.text("fields.birth_date")
        about = Hidden(code, RevealField.BIRTH_DATE, 0, name, _HIDDEN_DATE)
        return RevealRow(self._desk, about, _ICONS[RevealField.BIRTH_DATE])

    def _stop_line(self, one: StopLine, card: CustomerCard) -> QWidget:
        words = self._desk.wording
        channel = words.text(f"channels.{one.channel.value if one.channel else 'ALL'}")
        since = self.tr("Do not contact: {channel}, since {time}").format(
            channel=channel, time=clock_time(one.since, card.at)
        )
        lift = button(self.tr("Lift…"), lambda: self.lift_wanted.emit(one.channel), role="link")
        lift.setAccessibleName(self.tr("Lift: {channel}").format(channel=channel))
        made = QWidget()
        sentence = text(since, "bad", wraps=True)
        sign = picture("phone-off", "bad")
        line = row(sign, column(sentence, row(lift, None), spacing=0))
        line.setStretch(1, 1)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        made.setLayout(line)
        return made
