"""Contacts made: every call, message and letter the shop started, on what basis, and through which list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.domain.gate import Exemption
from ledger.domain.ids import PurposeId
from ledger.domain.instants import local_date, show_instant
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.domain.staff import Operation
from ledger.services import contacts
from ledger.services.contacts import ContactQuery, ContactRow, ContactSort
from ledger.services.explaining import purpose_text
from ui.desk import Desk
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.places import PageId, Target
from ui.widgets.contact_words import filter_row, when
from ui.widgets.disclosure_parts import NarrowedTo, choices
from ui.widgets.disclosure_register import BASIS_TONES
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.parts import Card, EmptyState, button, column
from ui.widgets.record_table import RecordTable
from ui.widgets.report_period import Period, PeriodChoice


class ContactMadeView(QWidget):
    """``log_wanted``: write another contact down."""

    log_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = WindowModel[ContactQuery, ContactRow](
            desk.tasks, self._columns(), contacts.ids, contacts.rows, self
        )
        self.table = RecordTable(self.model, self.tr("Contacts made"), desk.now)
        self.table.header.sort_by(ContactSort.AT, descending=True)
        self._make_filters()
        self.pane = ListPane(desk, self.table, "contacts_made", self._words())
        self.pane.is_narrowed = self._is_narrowed
        self.pane.asked.connect(self.ask)
        self.table.opened.connect(lambda one: desk.go(Target(PageId.CUSTOMERS, one.customer_code)))
        self.model.loaded.connect(self._on_loaded)
        card = Card()
        card.body.setContentsMargins(12, 12, 12, 10)
        filters = filter_row(self.period, self.purposes, self.channels, self.narrowed)
        card.body.addLayout(column(filters, self.pane, spacing=10))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)

    def _words(self) -> ListWords:
        is_everything = self.desk.may(Operation.REPORT)
        empty = EmptyState(
            "phone",
            self.tr("Nobody was contacted yet") if is_everything else self.tr("You have logged no contact yet"),
            self.tr("Contacts through a list come here by themselves. Log any other before you call or write."),
            button(self.tr("Log a contact…"), self.log_wanted.emit, icon="plus"),
        )
        return ListWords(self.tr("Customer's name or code"), self.tr("Contacts: {count}"), empty)

    def _columns(self) -> tuple[Column[ContactRow], ...]:
        wording, policy, made = self.desk.wording, self.desk.who.policy, Column[ContactRow]
        return (
            made(
                "at",
                self.tr("When"),
                lambda one: when(self.desk, one.at),
                100,
                ContactSort.AT,
                tip=lambda one: show_instant(one.at),
            ),
            made(
                "customer",
                self.tr("Customer"),
                lambda one: one.customer_name or self.tr("Erased"),
                196,
                ContactSort.CUSTOMER,
                below=lambda one: one.customer_code,
            ),
            made(
                "purpose",
                self.tr("Purpose"),
                lambda one: purpose_text(policy, one.purpose_id, wording),
                140,
                is_main=True,
            ),
            made("channel", self.tr("Channel"), lambda one: wording.text(f"channels.{one.channel.value}"), 116),
            made("basis", self.tr("On what basis"), self._basis, 192, tone=lambda one: BASIS_TONES[one.basis]),
            made("by", self.tr("Logged by"), lambda one: one.recorded_by, 120),
            made("list", self.tr("List"), lambda one: one.list_code or "–", 84),
        )

    def _basis(self, one: ContactRow) -> str:
        wording = self.desk.wording
        if isinstance(one.exemption, Exemption):
            return wording.text(f"exemptions.{one.exemption.value}")
        return wording.text(f"bases.{one.basis.value}")

    def _make_filters(self) -> None:
        wording, desk = self.desk.wording, self.desk
        self.period = PeriodChoice(local_date(desk.now()))
        self.period.changed.connect(self.ask)
        purposes = [(one.text.in_language(desk.language), one.id) for one in desk.who.policy.purposes]
        self.purposes = choices(self.tr("Purpose"), self.tr("All purposes"), purposes, self.ask)
        channels = [(wording.text(f"channels.{one.value}"), one) for one in CONTACT_CHANNELS]
        self.channels = choices(self.tr("Channel"), wording.text("channels.ALL"), channels, self.ask)
        self.narrowed = NarrowedTo()
        self.narrowed.cleared.connect(self.ask)

    # --- asking ---

    def query(self) -> ContactQuery:
        """Return what the filters ask for."""
        since, until = self.period.instants()
        header, purpose, channel = self.table.header, self.purposes.currentData(), self.channels.currentData()
        return ContactQuery(
            text=self.pane.search,
            customer_code=self.narrowed.code,
            purpose_id=PurposeId(purpose) if purpose else None,
            channel=Channel(channel) if channel else None,
            since=since,
            until=until,
            sort=ContactSort(header.sort or ContactSort.AT),
            descending=header.descending,
        )

    def ask(self) -> None:
        """Ask for the list."""
        self.model.ask(self.query())

    def show_customer(self, code: str) -> None:
        """Show one customer's contacts only; an empty code shows all."""
        self.narrowed.show_code(code)
        self.pane.look_for("")
        self.ask()

    def _is_narrowed(self) -> bool:
        chosen = self.purposes.currentData() or self.channels.currentData() or self.narrowed.code
        return bool(chosen) or self.period.period is not Period.ALL

    def _on_loaded(self, count: int) -> None:
        if count and not self.table.currentIndex().isValid():
            self.table.highlight(0)
