"""The heading of a card: the way back, who it is, how things stand, and what is done most."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from ledger.domain.staff import Operation
from ledger.services.customer_card import CustomerCard
from ledger.services.explaining import purpose_text
from ui.desk import Desk
from ui.places import PageId, Target
from ui.widgets.customer_line import ElidedLine
from ui.widgets.customer_words import age_words, card_states, listed, since_words
from ui.widgets.parts import Chip, button, column, icon_button, row, text, tip


class CustomerHead(QWidget):
    """Heading and acts. ``act_wanted`` names one: edit, guardian, restrict, receipt, stop, request, erase."""

    back_wanted = Signal()
    step_wanted = Signal(int)  # -1 to the previous customer of the list, +1 to the next
    act_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._code = ""
        self.back = button(self.tr("Customers"), self.back_wanted.emit, role="link", icon="arrow-left")
        self.back.setToolTip(self.tr("Back to the list (Esc)"))
        self.place = text("", "small")
        self.previous = icon_button("chevron-left", self.tr("Previous customer (Ctrl+PgUp)"), lambda: self._step(-1))
        self.following = icon_button("chevron-right", self.tr("Next customer (Ctrl+PgDn)"), lambda: self._step(1))
        self.name = ElidedLine("title")
        self.about = ElidedLine("mute")
        self.purposes = ElidedLine("small")
        self._chips = row(spacing=6)
        self._buttons = self._make_buttons()
        self.setLayout(self._lay_out())

    def _step(self, by: int) -> None:
        self.step_wanted.emit(by)

    def _make_buttons(self) -> tuple[QPushButton, QPushButton, QToolButton]:
        self.order_button = button(self.tr("New order"), self._new_order, role="primary", icon="package")
        self.feedback_button = button(self.tr("Record feedback"), self._new_feedback, icon="message-circle")
        self.more = icon_button("ellipsis", self.tr("More"), role="ink")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        acts = (
            ("edit", self.tr("Correct the data…")),
            ("stop", self.tr("Do not contact…")),
            ("guardian", self.tr("Link a guardian…")),
            ("receipt", self.tr("Consent receipt…")),
            ("restrict", self.tr("Restrict the use…")),
            ("request", self.tr("Record a request…")),
            ("erase", self.tr("Erase…")),
        )
        self.acts = {act: menu.addAction(words) for act, words in acts}
        for act, made in self.acts.items():
            made.triggered.connect(lambda _on=False, act=act: self.act_wanted.emit(act))
        menu.insertSeparator(self.acts["request"])
        menu.setToolTipsVisible(True)
        if not self._desk.may(Operation.ERASE):
            self.acts["erase"].setEnabled(False)
            self.acts["erase"].setToolTip(self.tr("Only the manager erases a customer's data."))
        self.more.setMenu(menu)
        return self.feedback_button, self.order_button, self.more

    def _lay_out(self) -> QVBoxLayout:
        feedback, order, more = self._buttons
        top = row(self.back, None, self._chips, 8, self.place, self.previous, self.following, spacing=4)
        names = column(self.name, self.about, self.purposes, spacing=2)
        heading = row(names, feedback, order, more, spacing=10)
        heading.setStretch(0, 1)
        return column(top, heading, spacing=2)

    def clear(self, code: str) -> None:
        """Show nothing but the code while the customer is read."""
        self._code = code
        self.name.setText(code)
        self.name.setToolTip("")
        self.about.setText("")
        self.purposes.setText("")
        self._take_chips()

    def show_card(self, card: CustomerCard) -> None:
        """Show a customer."""
        self._code = card.code
        is_gone = card.erased_at is not None
        name = card.name or card.code
        self.name.setText(name)
        self.name.setToolTip(tip(name))
        source = self._desk.wording.text(f"sources.{card.source.value}") if card.source else ""
        about = (card.code, since_words(card.collected_at), age_words(card), self._source(source))
        self.about.setText("" if is_gone else listed(about))
        self.about.setToolTip(tip(self.about.text()))
        self.purposes.setText("" if is_gone else self._recorded_for(card))
        self.purposes.setToolTip(tip(self.purposes.text()))
        self._show_chips(card)
        for one in self._buttons:
            one.setVisible(not is_gone)
        words = self.tr("Allow the use again…") if card.restricted_at else self.tr("Restrict the use…")
        self.acts["restrict"].setText(words)

    def _recorded_for(self, card: CustomerCard) -> str:
        if not card.purposes:
            return self.tr("What the record is for is not written down")
        policy, wording = self._desk.who.policy, self._desk.wording
        known = [one.id for one in policy.purposes if one.id in card.purposes]
        former = [one for one in card.purposes if one not in known]
        named = ", ".join(purpose_text(policy, one, wording) for one in (*known, *former))
        return self.tr("Recorded for: {purposes}").format(purposes=named)

    def _source(self, source: str) -> str:
        return self.tr("source: {source}").format(source=source) if source else ""

    def _show_chips(self, card: CustomerCard) -> None:
        self._take_chips()
        for words, tone in card_states(card):
            self._chips.addWidget(Chip(words, tone))

    def _take_chips(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()

    def show_place(self, at: int | None, count: int) -> None:
        """Say where in the list the customer stands; ``at`` counts from 0."""
        words = self.tr("{place} of {count}").format(place=at + 1, count=count) if at is not None else ""
        self.place.setText(words)
        self.previous.setEnabled(bool(at))
        self.following.setEnabled(at is not None and at + 1 < count)

    def _new_order(self) -> None:
        self._desk.go(Target(PageId.PARCELS, self._code, "new"))

    def _new_feedback(self) -> None:
        self._desk.go(Target(PageId.FEEDBACK, self._code, "new"))
