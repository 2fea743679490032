"""Every version of the policy, one to look at, and two of them compared clause by clause."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from ledger.domain.instants import show_instant
from ledger.domain.policy import PolicyVersion, VersionState
from ledger.domain.policy_change import PolicyChange, compare
from ledger.services import policy_versions
from ledger.services.policy_versions import VersionLine
from ledger.services.session import Session
from ui.desk import Desk
from ui.models.table_model import Column, RecordModel
from ui.theme import Tone
from ui.widgets.form import combo
from ui.widgets.parts import Card, EmptyState, button, column, row, text
from ui.widgets.policy_difference import DifferenceView
from ui.widgets.record_table import RecordTable

_TONES = {VersionState.IN_FORCE: Tone.OK, VersionState.WAITING: Tone.WARN, VersionState.EARLIER: Tone.OFF}
_LIST_HEIGHT = 214

Compared = tuple[PolicyChange, PolicyVersion, PolicyVersion]


class VersionsPanel(QWidget):
    """``look_wanted`` carries the number of a version to be shown on the page; the page hands over the lines."""

    look_wanted = Signal(int)
    draft_wanted = Signal(int)
    file_wanted = Signal()

    def __init__(self, desk: Desk, *, may_draft: bool) -> None:
        super().__init__()
        self._desk, self._may_draft = desk, may_draft
        self._lines: tuple[VersionLine, ...] = ()
        self.table = self._make_table()
        self._look = button(self.tr("Look at this version"), self._on_look, icon="eye")
        self._draft = button(self.tr("New version from this one…"), self._on_draft, icon="pencil")
        self._file = button(self.tr("New version from a file…"), self.file_wanted.emit, icon="upload")
        self._older = combo(())
        self._older.setAccessibleName(self.tr("Compare with version"))
        self._older.currentIndexChanged.connect(lambda _at: self._compare())
        self._heading = text("", "section")
        self._with = text(self.tr("compared with"), "mute")
        self._difference = DifferenceView(desk)
        self._only = EmptyState(
            "history",
            self.tr("There is only one version so far"),
            self.tr("From the second version on you see here what changed, clause by clause."),
        )
        self._lay_out()
        self.table.chosen.connect(lambda _line: self._on_chosen())
        self.table.opened.connect(lambda line: self.look_wanted.emit(line.number))

    def _make_table(self) -> RecordTable:
        wording, language = self._desk.wording, self._desk.language
        columns = (
            Column[VersionLine]("number", self.tr("Version"), lambda one: str(one.number), width=90, is_number=True),
            Column[VersionLine](
                "title", self.tr("Title"), lambda one: one.title.in_language(language), width=240, is_main=True
            ),
            Column[VersionLine](
                "published", self.tr("Published"), lambda one: show_instant(one.published_at), width=150
            ),
            Column[VersionLine]("by", self.tr("Published by"), lambda one: one.published_by, width=170),
            Column[VersionLine](
                "state",
                self.tr("State"),
                lambda one: wording.text(f"version_states.{one.state.value}"),
                width=180,
                tone=lambda one: _TONES[one.state],
            ),
        )
        self._model = RecordModel[VersionLine](columns, self)
        table = RecordTable(self._model, self.tr("Versions"), self._desk.now)
        table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        table.tell(self._desk.messages)
        return table

    def _lay_out(self) -> None:
        upper, lower = Card(), Card()
        upper.body.setContentsMargins(10, 10, 10, 10)
        upper.body.addWidget(self.table)
        acts = (self._look, self._draft, self._file) if self._may_draft else (self._look,)
        upper.body.addLayout(row(*acts, None))
        upper.setMaximumHeight(_LIST_HEIGHT)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._difference)
        lower.body.addLayout(row(self._heading, self._with, self._older, None, spacing=10))
        lower.body.addWidget(self._scroll, 1)
        lower.body.addWidget(self._only, 1)
        whole = column(upper, spacing=12)
        whole.addWidget(lower, 1)
        whole.setContentsMargins(0, 12, 0, 0)
        self.setLayout(whole)

    # --- what is shown ---

    def show_lines(self, lines: tuple[VersionLine, ...]) -> None:
        """Show the versions; the cursor stays where it was, or begins on the newest."""
        if lines == self._lines:
            return
        self._lines = lines
        self._model.show(lines)
        if self.table.current_row() is None:
            self.table.highlight(0)
        self._on_chosen()

    def _chosen(self) -> VersionLine | None:
        line: VersionLine | None = self.table.current_row()
        return line

    def _on_chosen(self) -> None:
        line = self._chosen()
        for one in (self._look, self._draft):
            one.setEnabled(line is not None)
        if line is None:
            return
        others = [one.number for one in self._lines if one.number != line.number]
        self._older.blockSignals(True)
        self._older.clear()
        for number in others:
            self._older.addItem(self.tr("Version {number}").format(number=number), number)
        before = max((number for number in others if number < line.number), default=None)
        self._older.setCurrentIndex(others.index(before) if before is not None else 0)
        self._older.blockSignals(False)
        self._heading.setText(self.tr("Version {number}").format(number=line.number))
        for widget in (self._with, self._older, self._scroll):
            widget.setVisible(bool(others))
        self._only.setVisible(not others)
        self._compare()

    def _compare(self) -> None:
        line, other = self._chosen(), self._older.currentData()
        if line is None or other is None:
            return
        numbers = sorted((line.number, int(other)))
        self._desk.tasks.read(
            self, lambda session: _compared(session, numbers[0], numbers[1]), self._show, latest="compare"
        )

    def _show(self, found: Compared) -> None:
        self._difference.show_change(*found)
        self._scroll.verticalScrollBar().setValue(0)

    def _on_look(self) -> None:
        line = self._chosen()
        if line is not None:
            self.look_wanted.emit(line.number)

    def _on_draft(self) -> None:
        line = self._chosen()
        if line is not None:
            self.draft_wanted.emit(line.number)


def _compared(session: Session, older: int, newer: int) -> Compared:
    old, new = policy_versions.version(session, older), policy_versions.version(session, newer)
    return compare(old, new), old, new
