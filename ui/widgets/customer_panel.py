"""A customer's card: heading, tabs at the left, contact data and people at the right."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.staff import Operation, may
from ledger.services import customer_card, customers, disclosure_list, erasure, request_list
from ledger.services.customer_card import CustomerCard
from ledger.services.disclosure_list import DisclosureQuery, DisclosureRow
from ledger.services.erasure import ErasureRecord
from ledger.services.request_list import RequestLine
from ledger.services.session import Session
from ui.desk import Desk
from ui.settings import splitter_of
from ui.widgets.consent_panel import ConsentPanel
from ui.widgets.customer_contacts import ContactsCard
from ui.widgets.customer_erased import ErasedPanel
from ui.widgets.customer_head import CustomerHead
from ui.widgets.customer_people import FamilyCard, HoldersCard
from ui.widgets.customer_requests import RequestsTab
from ui.widgets.customer_survey import SurveyCard
from ui.widgets.customer_tables import CustomerTables
from ui.widgets.overlay import PATIENCE, BusyLine
from ui.widgets.parts import Card, EmptyState, button, column, text

_GIVEN_LIMIT = 500  # lines of the register on one card
_SPLITTER = splitter_of("customer")


@dataclass(frozen=True, slots=True)
class Looked:
    """Everything a card shows, read at once."""

    card: CustomerCard
    given: tuple[DisclosureRow, ...]
    asked: tuple[RequestLine, ...] = ()
    erasure: ErasureRecord | None = None


def look(session: Session, code: str) -> Looked:
    """Read a card, on the ledger's thread. Raises ``NotFound``."""
    card = customer_card.card(session, code)
    if card.erased_at is not None:
        asked = request_list.of_customer(session, customers.get(session, code).id)
        may_see = may(session.member.role, Operation.ERASE)
        return Looked(card, (), asked, erasure.of_customer(session, card.code) if may_see else None)
    wanted = disclosure_list.ids(session, DisclosureQuery(customer_code=card.code))[:_GIVEN_LIMIT]
    return Looked(card, disclosure_list.rows(session, wanted), card.requests)


class CustomerPanel(QWidget):
    """The card of one customer at a time. ``looked`` tells that one is shown."""

    looked = Signal(object)  # CustomerCard

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.card: CustomerCard | None = None
        self.code = ""
        self.head = CustomerHead(desk)
        self.consents = ConsentPanel(desk)
        self.contacts = ContactsCard(desk)
        self.holders = HoldersCard(desk)
        self.family = FamilyCard()
        self.survey = SurveyCard(desk)
        self.tables = CustomerTables(desk)
        self.tables.setParent(self)
        self.requests = RequestsTab(desk)
        self._note = Card(self.tr("Note"))
        self._note_words = text("", wraps=True, selectable=True)
        self._note.body.addWidget(self._note_words)
        self._trouble_box = QVBoxLayout()
        self._busy = BusyLine(self)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._busy.show)
        self._lay_out()

    # --- layout ---

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self._left())
        self._split.addWidget(self._right())
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(14)
        self._split.setStretchFactor(0, 5)
        self._split.setStretchFactor(1, 3)
        self._split.setSizes([650, 344])
        self._split.restoreState(self._desk.settings.get(_SPLITTER))
        self._split.splitterMoved.connect(lambda *_: self._desk.settings.set(_SPLITTER, self._split.saveState()))
        self.erased = ErasedPanel(self._desk)
        trouble = QWidget()
        trouble.setLayout(self._trouble_box)
        self._stack = QStackedWidget()
        for one in (QWidget(), self._split, self.erased, trouble):
            self._stack.addWidget(one)
        self.setLayout(column(self.head, self._stack, spacing=12))

    def _left(self) -> Card:
        card = Card()
        card.body.setContentsMargins(12, 6, 12, 12)
        card.body.setSpacing(8)
        self.tabs = QTabBar()
        self.tabs.setProperty("role", "tight")  # seven of them, each with a number
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Parts of the card"))
        self._views = QStackedWidget()
        tables = self.tables
        for view in (
            self.consents, tables.orders, tables.given, tables.feedback, self.requests, tables.contacts, tables.history,
        ):  # fmt: skip
            self.tabs.addTab("")
            self._views.addWidget(view)
        self.tabs.currentChanged.connect(self._views.setCurrentIndex)
        card.body.addWidget(self.tabs)
        card.body.addWidget(self._views, 1)
        card.setMinimumWidth(560)
        return card

    def _right(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        inside.setLayout(column(self.contacts, self.family, self.holders, self._note, self.survey, None, spacing=14))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        scroll.setMinimumWidth(300)
        return scroll

    # --- showing ---

    def open(self, code: str) -> None:
        """Show another customer from its first tab."""
        self.code = code
        self.card = None
        self.head.clear(code)
        self._stack.setCurrentIndex(0)
        self.tabs.setCurrentIndex(0)
        self.refresh()

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        is_erased = self.card is not None and self.card.erased_at is not None
        return self.erased if is_erased else self.consents.matrix

    def close_card(self) -> None:
        """Forget the customer: nothing is kept behind the list."""
        self.code = ""
        self.card = None
        self._stack.setCurrentIndex(0)

    def refresh(self) -> None:
        """Read the card again."""
        code = self.code
        if code:
            self._patience.start()
            self._desk.tasks.read(self, lambda session: look(session, code), self._show, self._fail, latest="card")

    def _show(self, found: Looked) -> None:
        self._rest()
        card = found.card
        if card.code != self.code:
            return
        self.card = card
        self.head.show_card(card)
        if card.erased_at is not None:
            self.erased.show_card(card, found.erasure, tuple(one.code for one in found.asked))
        else:
            self._fill(found)
        self._stack.setCurrentIndex(1 if card.erased_at is None else 2)
        self.looked.emit(card)

    def _fill(self, found: Looked) -> None:
        card = found.card
        self.consents.show_card(card)
        self.contacts.show_card(card)
        self.family.show_card(card)
        self.holders.show_card(card)
        self.survey.show_card(card)
        self.tables.show_card(card, found.given)
        self.requests.show_requests(found.asked)
        self._note.setVisible(bool(card.note))
        self._note_words.setText(card.note or "")
        titles = (
            (self.tr("Consents"), 0),
            (self.tr("Orders"), len(card.orders)),
            (self.tr("Data given"), len(found.given)),
            (self.tr("Feedback"), len(card.feedback)),
            (self.tr("Requests"), len(found.asked)),
            (self.tr("Contacts"), len(card.contacts_made) + len(card.attempts)),
            (self.tr("History"), 0),
        )
        for at, (title, count) in enumerate(titles):
            self.tabs.setTabText(at, f"{title} {count}" if count else title)

    def _fail(self, error: LedgerError) -> None:
        self._rest()
        self.head.clear(self.code)
        while (item := self._trouble_box.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        again = button(self.tr("Try again"), self.refresh, icon="refresh-cw")
        self._trouble_box.addWidget(EmptyState("triangle-alert", self._desk.say(error), "", again))
        self._stack.setCurrentIndex(3)

    def _rest(self) -> None:
        self._patience.stop()
        self._busy.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the moving line above the card."""
        super().resizeEvent(event)
        self._busy.setGeometry(0, self._stack.y() - 8, self.width(), 3)
