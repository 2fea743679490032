"""One incident in full: its clocks, what to do next, its file, who is affected, and its history."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from ledger.domain.errors import RoleForbidden
from ledger.domain.instants import show_instant
from ledger.domain.staff import Operation
from ledger.services.explaining import fields_text
from ledger.services.incident_papers import clock_text, step_text
from ledger.services.incident_telling import ToldPeople
from ledger.services.incidents import IncidentFile
from ui.desk import Desk
from ui.formatting import clock_time, grouped
from ui.theme import Tone
from ui.widgets.incident_clock import IncidentClocks
from ui.widgets.incident_people import IncidentPeople
from ui.widgets.incident_steps import IncidentAct, IncidentSteps
from ui.widgets.parts import Card, Chip, EmptyState, button, column, row, text
from ui.widgets.settling import Settling
from ui.widgets.sliced import Slices


class IncidentDetail(Card):
    """``wanted`` carries an ``IncidentAct``; who answers it finds the incident in ``file``."""

    wanted = Signal(object)
    settled = Signal(object)  # what slices came to

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.file: IncidentFile | None = None
        self.body.setContentsMargins(16, 14, 16, 14)
        self.steps, self.people = IncidentSteps(desk), IncidentPeople(desk)
        self.clocks = IncidentClocks(desk)
        self.steps.wanted.connect(self._on_wanted)
        self.people.find_wanted.connect(lambda: self.wanted.emit(IncidentAct.FIND))
        self._settling = Settling(desk, self.steps)
        self._settling.bar.setAccessibleName(self.tr("How far it is"))
        self._settling.finished.connect(self.settled)
        self._make_head()
        self._make_tabs()
        inside = QWidget()
        head = row(self._code, self._chip, None, self.change_button, self.print_button, spacing=10)
        laid = column(head, self._meta, self.clocks, self._settling, self.tabs, spacing=10)
        laid.setStretch(4, 1)
        inside.setLayout(laid)
        nothing = EmptyState("siren", self.tr("No incident chosen"), self.tr("Choose one in the list."))
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)  # first: without a parent it would show its first piece as a window
        self._stack.addWidget(nothing)
        self._stack.addWidget(inside)

    def _make_head(self) -> None:
        self._code, self._chip = text("", "section", selectable=True), Chip()
        self._meta = text("", "small", wraps=True)
        self.change_button = button(self.tr("Change…"), lambda: self.wanted.emit(IncidentAct.CHANGE), icon="pencil")
        self.print_button = button(
            self.tr("Print the file…"), lambda: self.wanted.emit(IncidentAct.PRINT), icon="printer"
        )
        self.print_button.setToolTip("Ctrl+P")
        if not self._desk.may(Operation.HANDLE_INCIDENT):
            self.print_button.setEnabled(False)
            forbidden = RoleForbidden(operation=Operation.HANDLE_INCIDENT.value)
            self.print_button.setToolTip(self._desk.say(forbidden))

    def _make_tabs(self) -> None:
        self._facts, self._history = QVBoxLayout(), QVBoxLayout()
        self.tabs = QTabWidget()
        self.tabs.tabBar().setAccessibleName(self.tr("Parts of the incident"))
        self.tabs.addTab(_scrolled(self.steps), self.tr("What to do"))
        self.tabs.addTab(_scrolled(_holding(self._facts)), self.tr("File"))
        people = QWidget()
        laid = column(self.people)
        laid.setContentsMargins(0, 12, 0, 0)
        people.setLayout(laid)
        self.tabs.addTab(people, self.tr("Customers"))
        self.tabs.addTab(_scrolled(_holding(self._history)), self.tr("History"))

    # --- showing ---

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self.file = None
        self._stack.setCurrentIndex(0)

    def show_file(self, file: IncidentFile) -> None:
        """Show an incident as it stands."""
        is_other = self.file is None or self.file.incident.code != file.incident.code
        self.file = file
        one, now = file.incident, self._desk.now()
        self._code.setText(f"{one.code} · {self._desk.wording.text(f'incident_kinds.{one.kind.value}')}")
        self._show_state(file)
        self.change_button.setVisible(one.is_open)
        words = self.tr("Discovered {found}, recorded {recorded} by {who}")
        self._meta.setText(
            words.format(
                found=clock_time(one.discovered_at, now),
                recorded=clock_time(one.recorded_at, now),
                who=file.names.get(one.recorded_by, ""),
            )
        )
        self.clocks.show_reports(one.reports, is_open=one.is_open)
        self.steps.show_file(file)
        self.people.show_incident(one)
        _fill(self._facts, [_facts(list(self._contents(file)))])
        _fill(self._history, list(self._lines(file)))
        count = grouped(file.people.listed, self._desk.language)
        self.tabs.setTabText(2, self.tr("Customers ({count})").format(count=count))
        self._stack.setCurrentIndex(1)
        if is_other:
            self.tabs.setCurrentIndex(0)

    def _show_state(self, file: IncidentFile) -> None:
        one = file.incident
        if one.is_open:
            self._chip.show_state(self.tr("Open"), Tone.WARN)
        else:
            self._chip.show_state(self.tr("Closed"), Tone.OFF)

    def _contents(self, file: IncidentFile) -> Iterator[tuple[str, str]]:
        one, wording = file.incident, self._desk.wording
        said = {
            "what_happened": one.what,
            "place": one.place,
            "happened_at": show_instant(one.occurred_at),
            "discovered_at": show_instant(one.discovered_at),
            "who_responsible": one.who,
            "fields": fields_text(one.fields, wording),
            "people": str(one.people or file.people.listed or ""),
            "consequences": one.consequences,
            "measures_taken": one.measures,
            "contact_person": one.contact,
        }
        for name, words in said.items():
            yield wording.text(f"inputs.{name}"), words or self.tr("Not known yet")
        if not one.tells_customers:
            yield wording.text("inputs.no_tell_reason"), one.no_tell_reason
        for report in one.reports:
            clock = clock_text(report, wording, self._desk.now())
            parts = (clock.outcome_text, clock.due, clock.made, clock.reference, clock.reason)
            yield clock.title, "\n".join(filter(None, parts))

    def _lines(self, file: IncidentFile) -> Iterator[QWidget]:
        for one in reversed(file.steps):
            made = QWidget()
            who = file.names.get(one.recorded_by, "")
            words = " · ".join(filter(None, (show_instant(one.occurred_at), who)))
            made.setLayout(
                column(
                    text(step_text(one, self._desk.wording), wraps=True, selectable=True),
                    text(words, "small"),
                    spacing=1,
                )
            )
            yield made

    def _on_wanted(self, act: IncidentAct) -> None:
        if act is IncidentAct.PEOPLE:
            self.tabs.setCurrentIndex(2)
            self.people.table.setFocus()
        else:
            self.wanted.emit(act)

    # --- many customers, a slice at a time ---

    def settle_slices(self, make: Slices) -> None:
        """Let something be done to many customers; each slice is kept for itself, so stopping loses nothing."""
        self._settling.start(make)

    def tell(self, found: ToldPeople) -> None:
        """Say in passing how many were recorded, and how many the gate refused."""
        count = grouped(found.done, self._desk.language)
        if found.refused:
            words = self.tr("Recorded: {count}. Refused: {refused}; the reasons are in the register of attempts.")
            refused = grouped(len(found.refused), self._desk.language)
            self._desk.messages.toast(words.format(count=count, refused=refused), Tone.WARN)
        else:
            self._desk.messages.toast(self.tr("Recorded: {count}").format(count=count))


def _holding(box: QVBoxLayout) -> QWidget:
    made = QWidget()
    box.setContentsMargins(0, 0, 8, 0)
    box.setSpacing(12)
    made.setLayout(box)
    return made


def _scrolled(inside: QWidget) -> QWidget:
    held = QWidget()
    held.setProperty("role", "scrolled")
    laid = column(inside, None)
    laid.setContentsMargins(2, 14, 2, 10)
    held.setLayout(laid)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(held)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll


def _fill(box: QVBoxLayout, pieces: list[QWidget]) -> None:
    while (item := box.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
    for one in pieces:
        box.addWidget(one)


def _facts(pairs: list[tuple[str, str]]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(12)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 5)
    for at, (caption, words) in enumerate(pairs):
        said = text(words, wraps=True, selectable=True)
        said.setAccessibleName(caption)
        grid.addWidget(text(caption, "mute", wraps=True), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, at, 1, Qt.AlignmentFlag.AlignTop)
    return made
