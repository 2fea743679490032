"""What the gate refused, with every reason and the ways out."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QComboBox, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.gate import Act, Decision
from ledger.domain.instants import local_date, show_instant
from ledger.domain.purpose import Channel
from ledger.services import customers, disclosure_list, disclosures
from ledger.services.disclosure_list import AttemptQuery, AttemptRow, EvidenceSort
from ledger.services.disclosures import Attempt, Filter
from ledger.services.explaining import purpose_text, show_reference
from ledger.services.session import Session
from ui.desk import Desk
from ui.formatting import clock_time
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.places import PageId, Target
from ui.theme import Tone
from ui.ways_out import WayOut, ways_out
from ui.widgets.disclosure_parts import Fact, FactList, NarrowedTo, SidePanel, choices
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.parts import Chip, EmptyState, button, column, row, text
from ui.widgets.reasons import ReasonsPanel
from ui.widgets.record_table import RecordTable
from ui.widgets.report_period import Period, PeriodChoice


def refused(session: Session, code: str, one: int) -> Attempt | None:
    """Return a whole refusal about a customer."""
    found = disclosures.attempts(session, Filter(customer_id=customers.get(session, code).id))
    return next((attempt for attempt in found if attempt.id == one), None)


class AttemptsView(QWidget):
    """The list of refused acts at the left, the reasons of the chosen one at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._wanted: int | None = None
        self.model = WindowModel[AttemptQuery, AttemptRow](
            desk.tasks, self._columns(), disclosure_list.attempt_ids, disclosure_list.attempt_rows, self
        )
        self.table = RecordTable(self.model, self.tr("Blocked attempts"), desk.now)
        self.table.header.sort_by(EvidenceSort.AT, descending=True)
        self.period = PeriodChoice(local_date(desk.now()))
        self.period.changed.connect(self.ask)
        acts = [(desk.wording.text(f"acts.{one.value}"), one) for one in Act]
        self.acts = choices(self.tr("Act"), self.tr("All acts"), acts, self.ask)
        self.narrowed = NarrowedTo()
        self.narrowed.cleared.connect(self.ask)
        self.pane = ListPane(desk, self.table, "attempts", self._words())
        self.pane.is_narrowed = self._is_narrowed
        self.pane.asked.connect(self.ask)
        self.panel = AttemptPanel(desk)
        self.table.chosen.connect(self.panel.show_row)
        self.table.opened.connect(self._open)
        self.model.loaded.connect(self._on_loaded)
        whole = row(spacing=14)
        whole.addLayout(column(row(self.period, self.acts, self.narrowed, None), self.pane, spacing=10), 1)
        whole.addWidget(self.panel)
        self.setLayout(whole)

    def _words(self) -> ListWords:
        empty = EmptyState(
            "shield-check",
            self.tr("Nothing was blocked"),
            self.tr("What the policy or the law does not allow is stopped, and written down here with its reasons."),
        )
        return ListWords(self.tr("Customer's name or code"), self.tr("Rows: {count}"), empty)

    def _columns(self) -> tuple[Column[AttemptRow], ...]:
        wording, policy = self.desk.wording, self.desk.who.policy
        return (
            Column("at", self.tr("When"), lambda one: clock_time(one.at, self.desk.now()), 104, EvidenceSort.AT),
            Column(
                "customer",
                self.tr("Customer"),
                self._who,
                160,
                EvidenceSort.CUSTOMER,
                below=lambda one: one.customer_code,
            ),
            Column(
                "act",
                self.tr("Act"),
                lambda one: wording.text(f"acts.{one.act.value}"),
                160,
                below=lambda one: one.recipient_name or "",
            ),
            Column(
                "reasons",
                self.tr("Reasons"),
                lambda one: " ".join(self._sentences(one)),
                200,
                below=self._clauses,
                tip=lambda one: "\n".join(self._sentences(one)),
                is_main=True,
            ),
            Column(
                "recipient",
                self.tr("Recipient"),
                lambda one: one.recipient_name or "–",
                150,
                EvidenceSort.RECIPIENT,
                is_hidden=True,
            ),
            Column(
                "purpose",
                self.tr("Purpose"),
                lambda one: purpose_text(policy, one.purpose_id, wording),
                150,
                is_hidden=True,
            ),
            Column("by", self.tr("Recorded by"), lambda one: one.recorded_by, 140, is_hidden=True),
        )

    def _open(self, one: AttemptRow) -> None:
        if one.customer_code:
            self.desk.go(Target(PageId.CUSTOMERS, one.customer_code))

    def _who(self, one: AttemptRow) -> str:
        return one.customer_name or (self.tr("Erased") if one.customer_code else "–")

    def _sentences(self, one: AttemptRow) -> tuple[str, ...]:
        return self.desk.reasons(Decision(allowed=False, basis=None, reasons=one.reasons))

    def _clauses(self, one: AttemptRow) -> str:
        wording = self.desk.wording
        return ", ".join(dict.fromkeys(show_reference(reason.reference, wording) for reason in one.reasons))

    # --- asking ---

    def query(self) -> AttemptQuery:
        """Return what the filters ask for."""
        since, until = self.period.instants()
        header, chosen = self.table.header, self.acts.currentData()
        return AttemptQuery(
            text=self.pane.search,
            customer_code=self.narrowed.code,
            act=Act(chosen) if chosen else None,
            since=since,
            until=until,
            sort=EvidenceSort(header.sort or EvidenceSort.AT),
            descending=header.descending,
        )

    def ask(self) -> None:
        """Ask for the list."""
        self.model.ask(self.query())

    def show_customer(self, code: str) -> None:
        """Show one customer's refusals only."""
        self.narrowed.show_code(code)
        self.ask()

    def show_number(self, number: int) -> None:
        """Put the cursor on one refusal, whatever was filtered before."""
        self._wanted = number
        self.acts.setCurrentIndex(0)
        self.period.choose(Period.ALL)
        self.narrowed.show_code("")
        self.pane.look_for("")
        self.ask()

    def _is_narrowed(self) -> bool:
        boxes: tuple[QComboBox, ...] = (self.acts,)
        return (
            bool(self.narrowed.code) or self.period.period is not Period.ALL or any(map(QComboBox.currentData, boxes))
        )

    def _on_loaded(self, count: int) -> None:
        if not count:
            self.panel.show_row(None)
        elif self._wanted is not None and (found := self.model.row_of_id(self._wanted)) is not None:
            self._wanted = None
            self.table.highlight(found)
        elif not self.table.currentIndex().isValid():
            self.table.highlight(0)


class WaysList(QWidget):
    """Where a refusal can be settled, one button below the other: the panel is narrow."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._box = column()
        self._inside = QWidget()
        self._box.addWidget(self._inside)
        self.setLayout(self._box)

    def show_ways(self, ways: Iterable[WayOut]) -> None:
        """Show other ways."""
        buttons = [button(way.words, self._leads_to(way.target)) for way in ways]
        self._inside.deleteLater()
        self._inside = QWidget()
        self._inside.setLayout(column(*buttons, spacing=6))
        self._box.addWidget(self._inside)
        self.setVisible(bool(buttons))

    def _leads_to(self, target: Target) -> Callable[[], None]:
        return lambda: self._desk.go(target)


class AttemptPanel(SidePanel):
    """One refusal: what was wanted, every reason with its clause, and where each can be settled."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._row: AttemptRow | None = None
        self._title = text("", "section", wraps=True)
        self._chip = Chip(self.tr("Blocked"), Tone.BAD)
        self.reasons, self.ways = ReasonsPanel(desk.go), WaysList(desk)
        self._facts = FactList()
        self.to_customer = button(self.tr("Open the customer"), self._go_to_customer, icon="user")
        self.arrange((self._title, self._chip, self.reasons, self.ways, self._facts), (self.to_customer,))

    def show_row(self, one: AttemptRow | None) -> None:
        """Show a refusal, and ask where it can be settled."""
        self._row = one
        self.show_details(is_any=one is not None)
        if one is None:
            return
        self._title.setText(self.desk.wording.text(f"acts.{one.act.value}"))
        self._facts.show_facts(self._of_row(one))
        self._say(one, "")
        self.to_customer.setVisible(bool(one.customer_code))
        if not one.customer_code:
            return
        code, number = one.customer_code, one.id
        self.desk.tasks.read(
            self, lambda session: refused(session, code, number), self._on_full, self._on_failed, latest="full"
        )

    def _say(self, one: AttemptRow, recipient: str) -> None:
        sentences = self.desk.reasons(Decision(allowed=False, basis=None, reasons=one.reasons))
        customer = one.customer_code if one.customer_name is not None else ""
        ways = ways_out(one.reasons, customer_code=customer, recipient=recipient)
        self.reasons.say(self.tr("Why this was not done"), sentences)
        below = Target(PageId.CUSTOMERS, customer)  # the button that is always there
        self.ways.show_ways(way for way in ways if way.target != below)

    def _on_full(self, whole: Attempt | None) -> None:
        if self._row is not None and whole is not None and whole.recipient_id is not None:
            self._say(self._row, str(whole.recipient_id))

    def _on_failed(self, error: LedgerError) -> None:
        if self._row is not None:
            self._facts.show_facts((*self._of_row(self._row), (self.tr("Could not be read"), self.desk.say(error))))

    def _of_row(self, one: AttemptRow) -> tuple[Fact, ...]:
        wording = self.desk.wording
        channel = "" if one.channel is Channel.NONE else wording.text(f"channels.{one.channel.value}")
        return (
            (self.tr("When"), show_instant(one.at)),
            (self.tr("Customer"), self._customer(one)),
            (self.tr("Recipient"), one.recipient_name or ""),
            (self.tr("Purpose"), purpose_text(self.desk.who.policy, one.purpose_id, wording)),
            (self.tr("Channel"), channel),
            (self.tr("Recorded by"), one.recorded_by),
        )

    def _customer(self, one: AttemptRow) -> str:
        return f"{one.customer_name or self.tr('Erased')} · {one.customer_code}" if one.customer_code else ""

    def _go_to_customer(self) -> None:
        if self._row is not None:
            self.desk.go(Target(PageId.CUSTOMERS, self._row.customer_code))
