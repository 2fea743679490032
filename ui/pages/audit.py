"""Nhật ký kiểm toán: every act with who and when, and the proof that nobody changed one afterwards."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from ledger.domain.instants import local_date, show_instant
from ledger.domain.staff import Operation
from ledger.services import audit_list, recipients, staff
from ledger.services.audit_list import GROUPS, AuditQuery, AuditRow
from ledger.services.recovery import ACTOR
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.trail_export import TrailExportDialog
from ui.formatting import clock_time, grouped
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.places import PageId, Target
from ui.widgets.audit_proof import ProofCard
from ui.widgets.audit_words import AuditWords
from ui.widgets.disclosure_parts import FactList, SidePanel, choices
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.page import Page
from ui.widgets.parts import EmptyState, button, column, row, text
from ui.widgets.record_table import RecordTable
from ui.widgets.report_period import Period, PeriodChoice

Known = tuple[tuple[tuple[str, object], ...], dict[int, str]]


def known(session: Session) -> Known:
    """Read the members to filter by, and the partners' names."""
    members = tuple((one.name, one.id) for one in staff.members(session))
    return members, {int(one.id): one.name for one in recipients.lines(session)}


class AuditPage(Page):
    """The manager's page; the trail is read, never changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            PageId.AUDIT,
            self.tr("Audit trail"),
            self.tr("Every act is one entry, chained to the one before and signed by who did it."),
        )
        self.words = AuditWords(desk.who.policy, desk.wording)
        self._wanted: int | None = None  # the number of an entry to show once the list is here
        self.proof = ProofCard(desk)
        self.export_button = button(self.tr("Export the proof…"), self._export, icon="download")
        self.verify_button = button(self.tr("Verify now"), self.proof.verify, role="primary", icon="shield-check")
        for one in (self.export_button, self.verify_button):
            self.add_act(one)
        if not desk.may(Operation.VERIFY):
            self._shut()
            return
        self._make_list()
        self.body.addWidget(self.proof)
        self.body.addWidget(self._list_side(), 1)

    def _shut(self) -> None:
        why = self.tr("The trail covers what everybody did, so only the manager reads it.")
        for one in (self.export_button, self.verify_button):
            one.setEnabled(False)
            one.setToolTip(why)
        self.proof.hide()
        self.body.addWidget(EmptyState("lock", why), 1)

    def _make_list(self) -> None:
        desk = self.desk
        self.model = WindowModel[AuditQuery, AuditRow](
            desk.tasks, self._columns(), audit_list.ids, audit_list.rows, self
        )
        self.table = RecordTable(self.model, self.tr("Audit trail"), desk.now)
        self.period = PeriodChoice(local_date(desk.now()))
        self.period.changed.connect(self.ask)
        groups = [(self.words.group(one), one) for one in GROUPS]
        self.groups = choices(self.tr("Kind of act"), self.tr("All acts"), groups, self.ask)
        self.members = choices(self.tr("Member"), self.tr("Everybody"), (), self.ask)
        empty = EmptyState("scroll-text", self.tr("No entries"), self.tr("Acts appear here as they are done."))
        words = ListWords(self.tr("Customer's code (KH-…)"), self.tr("Entries: {count}"), empty)
        self.pane = ListPane(desk, self.table, "audit", words)
        self.pane.is_narrowed = self._is_narrowed
        self.pane.asked.connect(self.ask)
        self.panel = EntryPanel(desk, self.words)
        self.table.chosen.connect(self.panel.show_row)
        self.table.opened.connect(self._open)
        self.model.loaded.connect(self._on_loaded)

    def _list_side(self) -> QWidget:
        made = QWidget()
        filters = row(self.period, self.groups, self.members, None)
        box = row(spacing=14)
        box.addLayout(column(filters, self.pane, spacing=10), 1)
        box.addWidget(self.panel)
        made.setLayout(box)
        return made

    def _columns(self) -> tuple[Column[AuditRow], ...]:
        language = self.desk.language
        return (
            Column("seq", self.tr("No."), lambda one: grouped(one.seq, language), 80, is_number=True),
            Column("at", self.tr("When"), lambda one: clock_time(one.at, self.desk.now()), 104),
            Column("who", self.tr("Who"), self._who, 120),
            Column(
                "what",
                self.tr("What"),
                lambda one: self.words.act(one.action),
                184,
                below=lambda one: one.subject or "",
            ),
            Column("about", self.tr("About"), lambda one: one.subject or "", 110, is_hidden=True),
            Column("details", self.tr("Details"), self._details, 170, tip=self._details, is_main=True),
        )

    def _who(self, one: AuditRow) -> str:
        return one.actor or self.tr("Recovery sheet")

    def _details(self, one: AuditRow) -> str:
        return self.words.line(one.body) if one.body is not None else self.tr("Details deleted with the person")

    # --- asking ---

    def query(self) -> AuditQuery:
        """Return what the filters ask for, newest first."""
        since, until = self.period.instants()
        return AuditQuery(self.groups.currentData() or "", self.members.currentData(), self.pane.search, since, until)

    def ask(self) -> None:
        """Ask for the list."""
        self.model.ask(self.query())

    def refresh(self) -> None:
        """Ask for the list, the head and the names."""
        if self.desk.may(Operation.VERIFY):
            self.desk.tasks.read(self, known, self._on_known, latest="known")
            self.proof.refresh()
            self.ask()

    def _on_known(self, found: Known) -> None:
        members, self.words.names = found
        members = ((self.tr("Recovery sheet"), ACTOR), *members)
        self.words.people = {one: name for name, one in members}
        if self.members.count() - 1 != len(members):
            for name, member in members[self.members.count() - 1 :]:
                self.members.addItem(name, member)

    def _is_narrowed(self) -> bool:
        chosen = self.groups.currentData() or self.members.currentData()
        return bool(chosen) or self.period.period is not Period.ALL

    def _on_loaded(self, count: int) -> None:
        wanted = self.model.row_of_id(self._wanted) if self._wanted is not None else None
        if not count:
            self.panel.show_row(None)
        elif wanted is not None:
            self._wanted = None
            self.table.highlight(wanted)
        elif not self.table.currentIndex().isValid():
            self.table.highlight(0)

    def _open(self, one: AuditRow) -> None:
        if one.subject:
            self.desk.go(Target(PageId.CUSTOMERS, one.subject))

    def open_target(self, target: Target) -> None:
        """Show one customer's entries; with "entry" the code is the number of one."""
        if not target.code or not self.desk.may(Operation.VERIFY):
            return
        if target.act == "entry":
            self._show_entry(int(target.code))
        else:
            self.pane.look_for(target.code)

    def _show_entry(self, seq: int) -> None:
        self._wanted = seq
        for box in (self.groups, self.members):
            box.setCurrentIndex(0)
        self.period.choose(Period.ALL)
        self.pane.look_for("")
        self.ask()

    def _export(self) -> None:
        TrailExportDialog(self.desk, self).open()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+Shift+V checks everything."""
        if not self.desk.may(Operation.VERIFY):
            return {}
        return {"audit.verify": self.proof.verify, "refresh": self.refresh}


class EntryPanel(SidePanel):
    """One entry: everything its body says, and the way to its customer."""

    def __init__(self, desk: Desk, words: AuditWords) -> None:
        super().__init__(desk)
        self._words = words
        self._row: AuditRow | None = None
        self._title = text("", "section", wraps=True)
        self._facts = FactList()
        self._gone = text(self.tr("Details deleted with the person"), "mute", wraps=True)
        self.to_customer = button(self.tr("Open the customer"), self._go, icon="user")
        self.arrange((self._title, self._facts, self._gone), (self.to_customer,))

    def show_row(self, one: AuditRow | None) -> None:
        """Show an entry."""
        self._row = one
        self.show_details(is_any=one is not None)
        if one is None:
            return
        self._title.setText(self._words.act(one.action))
        self._gone.setVisible(one.body is None)
        self.to_customer.setVisible(bool(one.subject))
        self._facts.show_facts(
            (
                (self.tr("Entry"), grouped(one.seq, self.desk.language)),
                (self.tr("When"), show_instant(one.at)),
                (self.tr("Who"), one.actor or self.tr("Recovery sheet")),
                (self.tr("About"), one.subject or ""),
                *self._words.facts(one.body or {}),
            )
        )

    def _go(self) -> None:
        if self._row is not None and self._row.subject:
            self.desk.go(Target(PageId.CUSTOMERS, self._row.subject))
