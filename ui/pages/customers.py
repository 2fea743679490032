"""Khách hàng: the list, and in its place the card of one customer."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from ledger.domain.minor import is_minor
from ledger.domain.purpose import LegalBasis
from ledger.domain.reveal import RevealField
from ledger.services.customer_card import CustomerCard
from ledger.services.customer_list import CustomerKind
from ui.desk import Desk
from ui.dialogs.customer_acts import CustomerActs
from ui.places import PageId, Target
from ui.widgets.customer_list_panel import CustomerListPanel
from ui.widgets.customer_panel import CustomerPanel
from ui.widgets.page import Page
from ui.widgets.parts import button

_NEW = frozenset({"new", "customers.add"})
_LIST = "list."  # before the kind of customers another page wants to be seen


class CustomersPage(Page):
    """List and card. The list keeps its place while a card is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, PageId.CUSTOMERS, self.tr("Customers"))
        self._waiting_act = ""  # what another page sent somebody here for, once the card is read
        self._cell: list[str] = []  # the purpose and the channel whose answer was half-written
        self._is_arriving = False
        self._acts = CustomerActs(desk, self)
        self._new = self.add_act(button(self.tr("New customer"), self._acts.add, role="primary", icon="plus"))
        self._list = CustomerListPanel(desk)
        self._card = CustomerPanel(desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._card)
        self.body.addWidget(self._stack, 1)
        self._connect()
        self._add_keys()

    def _connect(self) -> None:
        self._list.opened.connect(self.open_card)
        self._list.new_wanted.connect(self._acts.add)
        self._list.model.loaded.connect(lambda _count: self._show_place())
        self._acts.added.connect(self._on_added)
        card, acts = self._card, self._acts
        card.looked.connect(self._on_looked)
        card.head.back_wanted.connect(self.show_list)
        card.head.step_wanted.connect(self._list.step)
        card.head.act_wanted.connect(self._do)
        card.family.opened.connect(self.open_card)
        card.family.link_wanted.connect(lambda: self._do("guardian"))
        card.contacts.add_wanted.connect(lambda kind: self._with(lambda one: acts.add_contact(one, kind)))
        card.contacts.state_wanted.connect(
            lambda point, state: self._with(lambda one: acts.set_state(one, point, state))
        )
        card.contacts.lift_wanted.connect(lambda channel: self._with(lambda one: acts.lift(one, channel)))
        card.consents.record_wanted.connect(lambda cell: self._with(lambda one: acts.answer(one, cell)))
        card.consents.withdraw_wanted.connect(
            lambda cell: self._with(lambda one: acts.answer(one, cell, withdraws=True))
        )
        card.consents.file_wanted.connect(acts.open_file)
        card.requests.record_wanted.connect(lambda: self._do("request"))
        card.erased.certificate_wanted.connect(acts.show_certificate)
        card.survey.answer_wanted.connect(lambda: self._with(acts.answer_survey))
        card.survey.choice_wanted.connect(lambda: self._with(acts.choose_cookies))

    def _add_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+Left", self.show_list),
            ("Ctrl+PgUp", lambda: self._list.step(-1)),
            ("Ctrl+PgDown", lambda: self._list.step(1)),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self._card)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def take_keys(self) -> None:
        """Begin in the search, as a click on the page does; in an open card with what the customer said."""
        (self._card.first() if self._is_card_open() else self._list.pane.box).setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor where the work is. A focus proxy would do so too, but lets Tab jump over the buttons above."""
        super().focusInEvent(event)
        self.take_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Esc, when nothing in the card wanted it."""
        if event.key() == Qt.Key.Key_Escape and self._is_card_open():
            self.show_list()
        else:
            super().keyPressEvent(event)

    # --- list and card ---

    def _is_card_open(self) -> bool:
        return self._stack.currentWidget() is self._card

    def open_card(self, code: str) -> None:
        """Show one customer in place of the list."""
        for one in (self.title, self._new):
            one.hide()
        self._stack.setCurrentWidget(self._card)
        self._card.open(code)
        self._show_place()
        self._is_arriving = self._card.card is None
        self.take_keys()

    def show_list(self) -> None:
        """Go back to the list, as it was left."""
        self._waiting_act = ""
        self._card.close_card()
        self._stack.setCurrentWidget(self._list)
        for one in (self.title, self._new):
            one.show()
        self._list.table.setFocus()

    def _show_place(self) -> None:
        if self._is_card_open():
            self._card.head.show_place(self._list.place_of(self._card.code), self._list.model.rowCount())

    def refresh(self) -> None:
        """Ask for the list once, and for an open card again; the list follows changes by itself."""
        if self._list.model.rowCount() == 0:
            self._list.ask()
        if self._is_card_open():
            self._card.refresh()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+N is a new customer; F5 reads again."""
        return {"new": self._acts.add, "refresh": self._read_again}

    def _read_again(self) -> None:
        self._list.ask()
        self._card.refresh()

    # --- acts ---

    def open_target(self, target: Target) -> None:
        """Show the customer a target names and begin its act once the card is read; or one kind of customers."""
        if target.act in _NEW:
            self._acts.add()
            return
        if target.code:
            self._waiting_act, code = target.act, target.code
            if target.act == "answer":
                code, *self._cell = code.split()
            self.open_card(code)
            return
        if self._is_card_open():
            self.show_list()
        if target.act.startswith(_LIST):
            self._list.show_kind(CustomerKind(target.act.removeprefix(_LIST)))

    def _on_added(self, code: str) -> None:
        self._waiting_act = "minor"
        self.open_card(code)

    def _on_looked(self, card: CustomerCard) -> None:
        act, self._waiting_act = self._waiting_act, ""
        if self._is_arriving:  # what was to take the keyboard came with the answer; until then it lay elsewhere
            self._is_arriving = False
            self.take_keys()
        if card.erased_at is not None:
            return
        if act == "minor":
            act = "guardian" if is_minor(card.age_band) and card.guardian is None else ""
        if act:
            self._do(act)

    def _do(self, act: str) -> None:
        """Begin an act of the heading or of another page."""
        acts = self._acts
        known: dict[str, Callable[[CustomerCard], None]] = {
            "edit": lambda card: acts.correct(card, age=card.age is None and not card.is_declared_adult),
            "guardian": acts.link_guardian,
            "restrict": acts.restrict,
            "receipt": acts.receipt,
            "stop": acts.stop,
            "consent": self._begin_consent,
            "answer": self._go_on_answering,
            "request": lambda card: self.desk.go(Target(PageId.REQUESTS, card.code, "new")),
            "erase": acts.erase,
            "contact": lambda card: acts.add_contact(card, RevealField.PHONE),
            "address": lambda card: acts.add_contact(card, RevealField.ADDRESS),
            "survey": acts.answer_survey,
            "cookies": acts.choose_cookies,
        }
        if act in known:
            self._with(known[act])

    def _begin_consent(self, _card: CustomerCard) -> None:
        # Which purpose was refused is not told: the cursor goes to the first that rests on consent.
        matrix = self._card.consents.matrix
        current = matrix.current()
        for cells in matrix.cells.cells:
            if current is not None and cells[0].purpose.basis is LegalBasis.CONSENT:
                matrix.go_to(cells[0].purpose.id, current.channel)
                break
        matrix.setFocus()

    def _go_on_answering(self, card: CustomerCard) -> None:
        purpose, channel = self._cell
        for one in (one for cells in self._card.consents.matrix.cells.cells for one in cells):
            if (one.purpose.id, one.channel.value) == (purpose, channel):
                self._acts.answer(card, one)

    def _with(self, act: Callable[[CustomerCard], None]) -> None:
        card = self._card.card
        if card is not None and card.erased_at is None:
            act(card)
