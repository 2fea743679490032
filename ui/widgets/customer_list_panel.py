"""The list of customers: found by any part of a name, a number or a code, narrowed by filters, sorted in the ledger."""

from functools import cache

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.assets import load_places
from ledger.domain.customer import Source
from ledger.domain.instants import local_date, show_date
from ledger.services import customer_list
from ledger.services.customer_list import CustomerKind, CustomerQuery, CustomerRow, CustomerSort
from ui.desk import Desk
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.theme import Tone
from ui.widgets.customer_words import listed, row_states
from ui.widgets.form import combo
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.parts import Card, EmptyState, button
from ui.widgets.record_table import RecordTable

NAME = "customers"  # of the table in the settings


class CustomerListPanel(QWidget):
    """List, filters and search. ``opened`` carries the code of a customer."""

    opened = Signal(str)
    new_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.kind = combo(self._kinds())
        self.kind.setAccessibleName(self.tr("Which customers"))
        self.province = combo(self._provinces())
        self.province.setAccessibleName(self.tr("Province"))
        self.source = combo(self._sources())
        self.source.setAccessibleName(self.tr("Source"))
        self.model = WindowModel(desk.tasks, self._columns(), customer_list.ids, customer_list.rows, self)
        self.table = RecordTable(self.model, self.tr("Customers"), desk.now)
        self.table.header.sort_by(CustomerSort.NAME)
        words = ListWords(self.tr("Name, phone, email or code"), self.tr("Customers: {count}"), self._empty())
        self.pane = ListPane(desk, self.table, NAME, words, self.kind, self.province, self.source)
        self.pane.is_narrowed = self._is_narrowed
        card = Card()
        card.body.setContentsMargins(16, 14, 16, 8)
        card.body.addWidget(self.pane)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        self._connect()

    def _connect(self) -> None:
        self.pane.asked.connect(self.ask)
        for one in (self.kind, self.province, self.source):
            one.setMaximumWidth(168)
            one.currentIndexChanged.connect(lambda _at: self.ask())
        self.table.opened.connect(lambda one: self.opened.emit(one.code))

    # --- filters ---

    def show_kind(self, kind: CustomerKind) -> None:
        """Show only one kind of customers, whatever was searched before."""
        self.pane.look_for("")
        for one in (self.province, self.source):
            one.setCurrentIndex(0)
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def _kinds(self) -> tuple[tuple[str, CustomerKind], ...]:
        return (
            (self.tr("All customers"), CustomerKind.ALL),
            (self.tr("Asked not to be contacted"), CustomerKind.STOPPED),
            (self.tr("Minors"), CustomerKind.MINORS),
            (self.tr("Minors waiting for a guardian"), CustomerKind.MINORS_WAITING),
            (self.tr("Age not known"), CustomerKind.AGE_UNKNOWN),
            (self.tr("No way to reach them"), CustomerKind.NO_CONTACT),
            (self.tr("To correct: no phone"), CustomerKind.NO_PHONE),
            (self.tr("To correct: odd phone number"), CustomerKind.ODD_PHONE),
            (self.tr("To correct: shares phone or email"), CustomerKind.DUPLICATE),
            (self.tr("To correct: old or unlisted address"), CustomerKind.OLD_ADDRESS),
            (self.tr("To correct: said to have changed"), CustomerKind.CHANGED),
            (self.tr("To correct: source not known"), CustomerKind.NO_SOURCE),
            (self.tr("Use restricted"), CustomerKind.RESTRICTED),
            (self.tr("Erased"), CustomerKind.ERASED),
        )

    def _provinces(self) -> list[tuple[str, str]]:
        return [(self.tr("Every province"), ""), *((one.short_name, one.code) for one in load_places().provinces)]

    def _sources(self) -> list[tuple[str, Source | None]]:
        words = self._desk.wording
        return [(self.tr("Every source"), None), *((words.text(f"sources.{one.value}"), one) for one in Source)]

    def _is_narrowed(self) -> bool:
        return any(one.currentIndex() > 0 for one in (self.kind, self.province, self.source))

    def _empty(self) -> EmptyState:
        return EmptyState(
            "users",
            self.tr("No customer yet"),
            self.tr("Write down the first one; consents, orders and feedback follow from there."),
            button(self.tr("New customer"), self.new_wanted.emit, role="primary", icon="plus"),
        )

    def ask(self) -> None:
        """Ask the ledger for what search, filters and sorting say."""
        header = self.table.header
        source = self.source.currentData()
        sort = header.sort if isinstance(header.sort, CustomerSort) else CustomerSort.NAME
        self.model.ask(
            CustomerQuery(
                text=self.pane.search,
                kind=CustomerKind(self.kind.currentData()),
                source=Source(source) if source else None,
                province_code=self.province.currentData(),
                sort=sort,
                descending=header.descending,
            )
        )

    # --- columns ---

    def _columns(self) -> tuple[Column[CustomerRow], ...]:
        sort = CustomerSort
        return (
            Column("code", self.tr("Code"), lambda one: one.code, width=96, sort=sort.CODE),
            Column("name", self.tr("Name"), lambda one: one.name or "", sort=sort.NAME, is_main=True),
            Column("state", self.tr("State"), _state, width=148, tone=_tone, tip=_states),
            Column("phone", self.tr("Phone"), lambda one: one.phone_masked, width=120),
            Column("email", self.tr("Email"), lambda one: one.email_masked, width=170, is_hidden=True),
            Column("province", self.tr("Province"), _province, width=126, sort=sort.PROVINCE),
            Column("source", self.tr("Source"), self._source, width=122),
            Column("since", self.tr("Since"), _since, width=100, sort=sort.COLLECTED),
            Column("parcels", self.tr("Parcels"), _parcels, width=76, is_number=True),
            Column("feedback", self.tr("Open feedback"), _waiting, width=110, is_number=True, is_hidden=True),
        )

    def _source(self, one: CustomerRow) -> str:
        return self._desk.wording.text(f"sources.{one.source.value}") if one.source else ""

    # --- where a card stands in the list ---

    def place_of(self, code: str) -> int | None:
        """Return the position of a customer, or ``None`` where the list does not hold it in sight."""
        at = self.table.currentIndex().row()
        one = self.model.record(at) if at >= 0 else None
        return at if one is not None and one.code == code else None

    def step(self, by: int) -> None:
        """Open the customer before or after the one under the cursor."""
        at = self.table.currentIndex().row() + by
        if 0 <= at < self.model.rowCount():
            self.table.highlight(at)
            self.table.open_current()


def _state(one: CustomerRow) -> str:
    found = row_states(one)
    return found[0][0] if found else ""


def _tone(one: CustomerRow) -> Tone | None:
    found = row_states(one)
    return found[0][1] if found else None


def _states(one: CustomerRow) -> str:
    return listed(words for words, _tone_of in row_states(one))


@cache
def _short(name: str) -> str:
    known = load_places().find_province(name) if name else None
    return known.short_name if known is not None else name


def _province(one: CustomerRow) -> str:
    return _short(one.province)


def _since(one: CustomerRow) -> str:
    return show_date(local_date(one.collected_at)) if one.collected_at else ""


def _parcels(one: CustomerRow) -> str:
    return str(one.parcel_count) if one.parcel_count else ""


def _waiting(one: CustomerRow) -> str:
    return str(one.open_feedback) if one.open_feedback else ""
