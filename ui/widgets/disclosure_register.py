"""The register: what was given to whom, and everything about the chosen row beside it."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ledger.domain.disclosure import Disclosure
from ledger.domain.errors import LedgerError
from ledger.domain.instants import local_date, show_date, show_instant
from ledger.domain.purpose import LegalBasis
from ledger.domain.staff import Operation
from ledger.services import customers, disclosure_list, disclosures
from ledger.services.disclosure_list import DisclosureQuery, DisclosureRow, EvidenceSort
from ledger.services.disclosures import Filter
from ledger.services.explaining import fields_text, purpose_text
from ledger.services.recipients import RecipientLine
from ledger.services.session import Session
from ui.desk import Desk
from ui.formatting import clock_time
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.disclosure_parts import Fact, FactList, NarrowedTo, SidePanel, basis_of, choices, offer_recipients
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.parts import Chip, EmptyState, button, column, row, text
from ui.widgets.record_table import RecordTable
from ui.widgets.report_period import Period, PeriodChoice

BASIS_TONES = {LegalBasis.CONTRACT: Tone.ACCENT, LegalBasis.LAW: Tone.OFF, LegalBasis.CONSENT: Tone.OK}


def full(session: Session, code: str, one: int) -> Disclosure | None:
    """Return a whole disclosure of a customer."""
    found = disclosures.find(session, Filter(customer_id=customers.get(session, code).id))
    return next((disclosure for disclosure in found if disclosure.id == one), None)


class RegisterView(QWidget):
    """Filters and list at the left, the chosen disclosure at the right. ``new_wanted``: record another."""

    new_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._is_newest_wanted = False
        self._wanted: int | None = None
        self.model = WindowModel[DisclosureQuery, DisclosureRow](
            desk.tasks, self._columns(), disclosure_list.ids, disclosure_list.rows, self
        )
        self.table = RecordTable(self.model, self.tr("Register of shared data"), desk.now)
        self.table.header.sort_by(EvidenceSort.AT, descending=True)
        self._make_filters()
        self.pane = ListPane(desk, self.table, "disclosures", self._words())
        self.pane.is_narrowed = self._is_narrowed
        self.pane.asked.connect(self.ask)
        self.panel = DisclosurePanel(desk)
        self.table.chosen.connect(self.panel.show_row)
        self.table.opened.connect(lambda one: desk.go(Target(PageId.CUSTOMERS, one.customer_code)))
        self.model.loaded.connect(self._on_loaded)
        narrowing = row(self.period, self.recipients, self.basis, self.purposes, self.narrowed, None)
        left = column(narrowing, self.pane, spacing=10)
        whole = row(spacing=14)
        whole.addLayout(left, 1)
        whole.addWidget(self.panel)
        self.setLayout(whole)

    def _words(self) -> ListWords:
        is_everything = self.desk.may(Operation.REPORT)
        empty = EmptyState(
            "share-2",
            self.tr("Nothing was shared yet") if is_everything else self.tr("You have recorded nothing yet"),
            self.tr("Handing over parcels writes each carrier here by itself. Record anything else by hand."),
            button(self.tr("Record a disclosure"), self.new_wanted.emit),
        )
        return ListWords(self.tr("Customer's name or code"), self.tr("Rows: {count}"), empty)

    def _columns(self) -> tuple[Column[DisclosureRow], ...]:
        wording, policy = self.desk.wording, self.desk.who.policy
        return (
            Column("at", self.tr("When"), lambda one: clock_time(one.at, self.desk.now()), 104, EvidenceSort.AT),
            Column(
                "customer",
                self.tr("Customer"),
                lambda one: one.customer_name or self.tr("Erased"),
                160,
                EvidenceSort.CUSTOMER,
                below=lambda one: one.customer_code,
            ),
            Column(
                "recipient",
                self.tr("Recipient"),
                lambda one: one.recipient_name,
                176,
                EvidenceSort.RECIPIENT,
                below=lambda one: wording.text(f"roles.{one.role.value}"),
            ),
            Column(
                "purpose",
                self.tr("Purpose and data"),
                lambda one: purpose_text(policy, one.purpose_id, wording),
                190,
                below=lambda one: fields_text(one.fields, wording),
                is_main=True,
            ),
            Column(
                "basis",
                self.tr("Basis"),
                lambda one: wording.text(f"bases.{one.basis.value}"),
                150,
                tone=lambda one: BASIS_TONES[one.basis],
                is_hidden=True,
            ),
            Column("reference", self.tr("Reference"), lambda one: one.reference, 150, is_hidden=True),
            Column("by", self.tr("Recorded by"), lambda one: one.recorded_by, 140, is_hidden=True),
        )

    def _make_filters(self) -> None:
        wording, language = self.desk.wording, self.desk.language
        self.period = PeriodChoice(local_date(self.desk.now()))
        self.period.changed.connect(self.ask)
        self.recipients = choices(self.tr("Recipient"), self.tr("All recipients"), (), self.ask)
        bases = [(wording.text(f"bases.{one.value}"), one) for one in LegalBasis]
        self.basis = choices(self.tr("Basis"), self.tr("All bases"), bases, self.ask)
        purposes = [(one.text.in_language(language), one.id) for one in self.desk.who.policy.purposes]
        self.purposes = choices(self.tr("Purpose"), self.tr("All purposes"), purposes, self.ask)
        self.narrowed = NarrowedTo()
        self.narrowed.cleared.connect(self.ask)

    # --- asking ---

    def query(self) -> DisclosureQuery:
        """Return what the filters ask for."""
        since, until = self.period.instants()
        header = self.table.header
        return DisclosureQuery(
            text=self.pane.search,
            customer_code=self.narrowed.code,
            recipient_id=self.recipients.currentData(),
            purpose_id=self.purposes.currentData(),
            basis=basis_of(self.basis),
            since=since,
            until=until,
            sort=EvidenceSort(header.sort or EvidenceSort.AT),
            descending=header.descending,
        )

    def ask(self) -> None:
        """Ask for the list."""
        self.model.ask(self.query())

    def _is_narrowed(self) -> bool:
        boxes: tuple[QComboBox, ...] = (self.recipients, self.basis, self.purposes)
        return (
            bool(self.narrowed.code) or self.period.period is not Period.ALL or any(map(QComboBox.currentData, boxes))
        )

    def offer(self, lines: Iterable[RecipientLine]) -> None:
        """Offer these recipients in the filter."""
        offer_recipients(self.recipients, lines)

    def show_customer(self, code: str) -> None:
        """Show one customer's disclosures only."""
        self.narrowed.show_code(code)
        self.pane.look_for("")
        self.ask()

    def show_number(self, number: int) -> None:
        """Put the cursor on one disclosure, whatever was filtered before."""
        self._wanted = number
        self._show_all()

    def show_newest(self) -> None:
        """Put the cursor on the disclosure recorded last, whatever was filtered before."""
        self._is_newest_wanted = True
        self._show_all()

    def _show_all(self) -> None:
        for box in (self.recipients, self.basis, self.purposes):
            box.setCurrentIndex(0)
        self.period.choose(Period.ALL)
        self.narrowed.show_code("")
        self.pane.look_for("")
        self.ask()

    def _on_loaded(self, count: int) -> None:
        if not count:
            self.panel.show_row(None)
        elif self._is_newest_wanted:
            self._is_newest_wanted = False
            self.table.highlight(max(range(count), key=self.model.id_at))
        elif self._wanted is not None and (found := self.model.row_of_id(self._wanted)) is not None:
            self._wanted = None
            self.table.highlight(found)
        elif not self.table.currentIndex().isValid():
            self.table.highlight(0)


class DisclosurePanel(SidePanel):
    """Everything about one disclosure, and the ways to its customer and its partner."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._row: DisclosureRow | None = None
        self._recipient = ""
        self._title = text("", "section", wraps=True)
        self._basis = Chip()
        self._facts = FactList()
        self.to_customer = button(self.tr("Open the customer"), self._go_to_customer, icon="user")
        self.to_partner = button(self.tr("Open the partner"), self._go_to_partner, icon="handshake")
        self.arrange((self._title, self._basis, self._facts), (self.to_customer, self.to_partner))

    def show_row(self, one: DisclosureRow | None) -> None:
        """Show a row of the register, and fetch what the list does not hold."""
        self._row = one
        self.show_details(is_any=one is not None)
        if one is None:
            return
        self._title.setText(one.recipient_name)
        self._basis.show_state(self.desk.wording.text(f"bases.{one.basis.value}"), BASIS_TONES[one.basis])
        self._facts.show_facts(self._of_row(one))
        self._recipient = ""
        self.to_partner.setEnabled(False)
        code, number = one.customer_code, one.id
        self.desk.tasks.read(
            self, lambda session: full(session, code, number), self._on_full, self._on_failed, latest="full"
        )

    def _on_full(self, whole: Disclosure | None) -> None:
        if whole is None or self._row is None:
            return
        self._recipient = str(whole.recipient_id)
        self.to_partner.setEnabled(True)
        self._facts.show_facts((*self._of_row(self._row), *self._of_whole(whole)))

    def _on_failed(self, error: LedgerError) -> None:
        row_facts = self._of_row(self._row) if self._row is not None else ()
        self._facts.show_facts((*row_facts, (self.tr("Could not be read"), self.desk.say(error))))

    def _of_row(self, one: DisclosureRow) -> tuple[Fact, ...]:
        wording = self.desk.wording
        customer = f"{one.customer_name or self.tr('Erased')} · {one.customer_code}"
        return (
            (self.tr("When"), show_instant(one.at)),
            (self.tr("Customer"), customer),
            (self.tr("Kind of recipient"), wording.text(f"roles.{one.role.value}")),
            (self.tr("Purpose"), purpose_text(self.desk.who.policy, one.purpose_id, wording)),
            (self.tr("Data"), fields_text(one.fields, wording)),
            (self.tr("Reference"), one.reference),
            (self.tr("Recorded by"), one.recorded_by),
            (self.tr("Policy in force then"), self.tr("Version {number}").format(number=one.policy_number)),
        )

    def _of_whole(self, whole: Disclosure) -> tuple[Fact, ...]:
        facts: list[Fact] = []
        if papers := whole.authority:
            facts = [
                (self.tr("Date of the document"), show_date(papers.document_on) if papers.document_on else ""),
                (self.tr("Issuing body"), papers.issuing_body),
                (self.tr("Legal reference"), papers.legal_reference),
            ]
        late = show_instant(whole.recorded_at) if whole.recorded_at != whole.occurred_at else ""
        return (*facts, (self.tr("Recorded at"), late), (self.tr("Note"), whole.note or ""))

    def _go_to_customer(self) -> None:
        if self._row is not None:
            self.desk.go(Target(PageId.CUSTOMERS, self._row.customer_code))

    def _go_to_partner(self) -> None:
        self.desk.go(Target(PageId.RECIPIENTS, self._recipient))
