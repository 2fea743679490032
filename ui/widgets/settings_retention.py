"""How long what is kept: a rule for each kind of data, off until the manager decides, and the runs so far."""

from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.instants import show_instant
from ledger.domain.staff import Operation
from ledger.services import retention, retention_run
from ledger.services.retention import DECIDED, Category, Rule, RuleLine
from ledger.services.retention_run import RunLine
from ledger.services.session import Session
from ui.desk import Desk
from ui.models.table_model import Column, RecordModel
from ui.theme import Tone
from ui.widgets.form import Field, keep_from_wheel
from ui.widgets.parts import Card, EmptyState, button, column, line, row, text
from ui.widgets.recipient_rights import allowed
from ui.widgets.record_table import RecordTable
from ui.widgets.settings_panel import SettingsPanel
from ui.widgets.settings_rule_words import source_words

_MONTHS_WIDTH = 230
_INDENT = 32  # where the words of a check box begin


class _RuleRow(QWidget):
    """One kind of data: whether it goes at all, what that means, and after how many months."""

    def __init__(self, desk: Desk, category: Category) -> None:
        super().__init__()
        name = desk.wording.text(f"retention_categories.{category.value}")
        self.is_on = QCheckBox(name)
        self.on_field = Field(name, self.is_on)
        self.months = QSpinBox()
        self.months.setRange(1, 240)
        self.months.setSuffix(self.tr(" months"))
        keep_from_wheel(self.months)
        self.field = Field(self.tr("Kept for"), self.months)
        self.months.setAccessibleName(self.tr("{kind}: kept for").format(kind=name))
        self.hint = text("", "small", wraps=True)
        right = QWidget()
        right.setLayout(column(self.field, self.hint, spacing=2))
        right.setFixedWidth(_MONTHS_WIDTH)
        what = text(desk.wording.text(f"retention_what.{category.value}"), "mute", wraps=True)
        what.setContentsMargins(_INDENT, 0, 0, 0)
        whole = row(column(self.on_field, what, None, spacing=4), right, spacing=24)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        for editor in (self.is_on, self.months):
            allowed(editor, desk, Operation.RETAIN)

    def show_line(self, one: RuleLine) -> None:
        """Show the rule and what the program suggests."""
        first, last = one.suggested
        source = source_words(one.source)
        if first == last:
            said = self.tr("Suggested: {months} months ({source})").format(months=last, source=source)
        else:
            said = self.tr("Suggested: {first} to {last} months ({source})").format(
                first=first, last=last, source=source
            )
        self.hint.setText(said)
        self.is_on.setChecked(one.is_on)
        self.months.setValue(one.months)


class RetentionPanel(SettingsPanel):
    """Nothing goes by itself: a run is looked at and approved. ``wanted("retention")`` opens the looking."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Retention"),
            self.tr(
                "The law names no number; the shop has to publish one and keep to it. Every rule is off until a "
                "manager decides, and nothing goes before a manager has looked at it and said so."
            ),
        )
        self._rows = {one: _RuleRow(desk, one) for one in DECIDED}
        self._lines: tuple[RuleLine, ...] = ()
        for one, shown in self._rows.items():
            self.fields[one.value] = shown.field
            self.fields[f"{one.value}.on"] = shown.on_field
        pieces: list[QWidget] = []
        for shown in self._rows.values():
            pieces += [shown, line()]
        self.add_form(*pieces[:-1], save=self.tr("Save the rules"))
        allowed(self.save_button, desk, Operation.RETAIN)
        self._themselves = Card(self.tr("What empties itself"))
        self.place(self._themselves)
        self.place(self._runs_card())
        self.inside.addStretch(1)

    def _runs_card(self) -> Card:
        columns = (
            Column[RunLine]("run", self.tr("Run"), lambda one: one.code, width=90, below=self._who, is_main=True),
            Column[RunLine]("gone", self.tr("Gone"), self._gone, width=230),
            Column[RunLine](
                "state",
                self.tr("State"),
                lambda one: self.tr("Finished") if one.finished_at else self.tr("Stopped"),
                width=120,
                tone=lambda one: Tone.OK if one.finished_at else Tone.WARN,
            ),
        )
        self._model = RecordModel[RunLine](columns, self)
        self._table = RecordTable(self._model, self.tr("Runs so far"), self.desk.now)
        self._table.setMinimumHeight(150)
        self._table.set_empty(EmptyState("history", self.tr("No run yet")))
        look = button(self.tr("Look what would go…"), lambda: self.wanted.emit("retention", None), icon="search")
        card = Card(self.tr("Runs so far"), allowed(look, self.desk, Operation.RETAIN))
        card.body.addWidget(self._table)
        return card

    def _who(self, one: RunLine) -> str:
        return f"{show_instant(one.run_at)} · {one.run_by}"

    def _gone(self, one: RunLine) -> str:
        others = sum(count for category, count in one.gone.items() if category not in retention.CUSTOMERS)
        return self.tr("customers: {customers}, others: {others}").format(customers=one.erased, others=others)

    def refresh(self) -> None:
        """Ask for the rules, and a manager for the runs."""
        may_look = self.desk.may(Operation.RETAIN)

        def look(session: Session) -> tuple[tuple[RuleLine, ...], tuple[RunLine, ...]]:
            return retention.lines(session), retention_run.runs(session) if may_look else ()

        self.desk.tasks.read(self, look, self._show, self.tell_failed, latest="retention")

    def _show(self, found: tuple[tuple[RuleLine, ...], tuple[RunLine, ...]]) -> None:
        lines, runs = found
        self._model.show(runs)
        self._show_themselves([one for one in lines if one.empties_itself])
        if not self.is_dirty or not self._lines:
            self._fill(lines)
        self._lines = lines

    def _fill(self, lines: tuple[RuleLine, ...]) -> None:
        for one in lines:
            if not one.empties_itself:
                self._rows[one.category].show_line(one)
        self.settle()

    def _show_themselves(self, lines: list[RuleLine]) -> None:
        card = self._themselves
        while (old := card.body.takeAt(1)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        wording = self.desk.wording
        for one in lines:
            said = QWidget()
            days = self.tr("kept for days: {count}").format(count=one.days)
            name = text(wording.text(f"retention_categories.{one.category.value}"), "strong")
            where = text(f"{days} · {one.reference}" if one.reference else days, "mute")
            what = text(wording.text(f"retention_what.{one.category.value}"), "mute", wraps=True)
            said.setLayout(column(row(name, None, where), what, spacing=2))
            card.body.addWidget(said)

    def discard(self) -> None:
        """Put back what was decided."""
        self._fill(self._lines)

    def save(self) -> None:
        """Save every rule at once."""
        self.clear_errors()
        wanted = tuple(Rule(one, shown.months.value(), shown.is_on.isChecked()) for one, shown in self._rows.items())
        self.desk.tasks.write(self, lambda session: retention.change(session, wanted), self._on_saved, self._on_failed)

    def _on_saved(self, lines: tuple[RuleLine, ...]) -> None:
        self._lines = lines
        self.tell_saved()

    def _on_failed(self, error: LedgerError) -> None:
        self.show_error(error)
