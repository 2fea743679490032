"""Uses of data inside the shop: what for, which fields, of how many people, and who was left out for which reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger.domain.ids import PurposeId
from ledger.domain.instants import local_date, show_instant
from ledger.domain.staff import Operation
from ledger.services import data_uses
from ledger.services.data_uses import UseQuery, UseRow, UseSort
from ledger.services.explaining import fields_text, purpose_text
from ui.desk import Desk
from ui.formatting import grouped
from ui.models.table_model import Column
from ui.models.window_model import WindowModel
from ui.widgets.contact_left_out import LeftOutList
from ui.widgets.contact_words import filter_row, left_out_lines, when
from ui.widgets.disclosure_parts import Fact, FactList, SidePanel, choices
from ui.widgets.disclosure_register import BASIS_TONES
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.parts import Card, Chip, EmptyState, button, column, row, text
from ui.widgets.record_table import RecordTable
from ui.widgets.report_period import Period, PeriodChoice


class ContactUsesView(QWidget):
    """The register at the left, the chosen use at the right. ``use_wanted``: record another."""

    use_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._is_first_wanted = False
        self.model = WindowModel[UseQuery, UseRow](desk.tasks, self._columns(), data_uses.ids, data_uses.rows, self)
        self.table = RecordTable(self.model, self.tr("Uses of data"), desk.now)
        self.table.header.sort_by(UseSort.AT, descending=True)
        self.period = PeriodChoice(local_date(desk.now()))
        self.period.changed.connect(self.ask)
        purposes = [(one.text.in_language(desk.language), one.id) for one in desk.who.policy.purposes]
        self.purposes = choices(self.tr("Purpose"), self.tr("All purposes"), purposes, self.ask)
        self.pane = ListPane(desk, self.table, "data_uses", self._words())
        self.pane.is_narrowed = self._is_narrowed
        self.pane.asked.connect(self.ask)
        self.panel = UsePanel(desk)
        self.table.chosen.connect(self.panel.show_row)
        self.model.loaded.connect(self._on_loaded)
        card = Card()
        card.body.setContentsMargins(12, 12, 12, 10)
        card.body.addLayout(column(filter_row(self.period, self.purposes), self.pane, spacing=10))
        whole = row(card, self.panel, spacing=14)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _words(self) -> ListWords:
        empty = EmptyState(
            "chart-bar",
            self.tr("No use of data recorded yet"),
            self.tr("Analysis, surveys and work on the website use data too; the policy is asked about everybody."),
            button(self.tr("Record a use…"), self.use_wanted.emit, icon="plus"),
        )
        return ListWords(self.tr("Note or code"), self.tr("Uses: {count}"), empty)

    def _columns(self) -> tuple[Column[UseRow], ...]:
        wording, policy, made = self.desk.wording, self.desk.who.policy, Column[UseRow]
        language = self.desk.language
        return (
            made(
                "at", self.tr("When"), lambda one: when(self.desk, one.at), 100, UseSort.AT, below=lambda one: one.code
            ),
            made(
                "purpose",
                self.tr("Purpose and data"),
                lambda one: purpose_text(policy, one.purpose_id, wording),
                190,
                below=lambda one: fields_text(one.fields, wording),
                is_main=True,
            ),
            made(
                "customers",
                self.tr("Customers"),
                lambda one: grouped(one.customers, language),
                96,
                UseSort.CUSTOMERS,
                is_number=True,
            ),
            made(
                "left_out", self.tr("Left out"), lambda one: grouped(one.left_out_people, language), 84, is_number=True
            ),
            made("by", self.tr("Recorded by"), lambda one: one.recorded_by, 116),
        )

    # --- asking ---

    def query(self) -> UseQuery:
        """Return what the filters ask for."""
        since, until = self.period.instants()
        header, purpose = self.table.header, self.purposes.currentData()
        return UseQuery(
            text=self.pane.search,
            purpose_id=PurposeId(purpose) if purpose else None,
            since=since,
            until=until,
            sort=UseSort(header.sort or UseSort.AT),
            descending=header.descending,
        )

    def ask(self) -> None:
        """Ask for the list."""
        self.model.ask(self.query())

    def show_code(self, code: str) -> None:
        """Show one use; an empty code shows all, the newest chosen."""
        self.purposes.setCurrentIndex(0)
        self.period.choose(Period.ALL)
        self.pane.look_for(code)
        self._is_first_wanted = True
        self.ask()

    def _is_narrowed(self) -> bool:
        return bool(self.purposes.currentData()) or self.period.period is not Period.ALL

    def _on_loaded(self, count: int) -> None:
        if not count:
            self.panel.show_row(None)
        elif self._is_first_wanted or not self.table.currentIndex().isValid():
            self._is_first_wanted = False
            self.table.highlight(0)


class UsePanel(SidePanel):
    """Everything about one use. ``export_wanted`` carries its row."""

    export_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._title = text("", "section", wraps=True)
        self._basis = Chip()
        self._facts = FactList()
        self._why = text(self.tr("Left out because"), "strong")
        self._left_out = LeftOutList(desk.language, is_narrow=True)
        self.shown: UseRow | None = None
        self.export_button = button(
            self.tr("Export for analysis…"), lambda: self.export_wanted.emit(self.shown), icon="download"
        )
        self._not_now = text(
            self.tr("A file for analysis is made on the day of the use. Record a new use for another."),
            "small",
            wraps=True,
        )
        pieces = (self._title, self._basis, self._facts, self._why, self._left_out, self._not_now)
        self.arrange(pieces, (self.export_button,))

    def show_row(self, one: UseRow | None) -> None:
        """Show a use."""
        self.shown = one
        self.show_details(is_any=one is not None)
        if one is None:
            return
        self._offer_export(one)
        wording = self.desk.wording
        self._title.setText(purpose_text(self.desk.who.policy, one.purpose_id, wording))
        self._basis.setVisible(one.basis is not None)
        if one.basis is not None:
            self._basis.show_state(wording.text(f"bases.{one.basis.value}"), BASIS_TONES[one.basis])
        self._facts.show_facts(self._of_row(one))
        lines = left_out_lines(self.desk, one.purpose_id, one.left_out)
        self._why.setVisible(bool(lines))
        self._left_out.show_lines(lines)

    def _offer_export(self, one: UseRow) -> None:
        may, desk = self.desk.may(Operation.EXPORT), self.desk
        is_now = local_date(one.at) == local_date(desk.now()) and one.policy_number == desk.who.policy.number
        self._not_now.setVisible(may and not is_now)
        self.export_button.setEnabled(may and is_now)
        why_not = "" if may else self.tr("Data leave the ledger, so only the manager exports.")
        self.export_button.setToolTip(why_not or ("" if is_now else self._not_now.text()))

    def _of_row(self, one: UseRow) -> tuple[Fact, ...]:
        language = self.desk.language
        counts = self.tr("{count}, left out {left_out}").format(
            count=grouped(one.customers, language), left_out=grouped(one.left_out_people, language)
        )
        return (
            (self.tr("Code"), one.code),
            (self.tr("When"), show_instant(one.at)),
            (self.tr("Data"), fields_text(one.fields, self.desk.wording)),
            (self.tr("Customers"), counts),
            (self.tr("Note"), one.note),
            (self.tr("Recorded by"), one.recorded_by),
            (self.tr("Policy in force then"), self.tr("Version {number}").format(number=one.policy_number)),
        )
