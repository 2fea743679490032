"""What to do about an incident, step by step; the button of what comes next stands out."""

from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from ledger.domain.deadline import DeadlineKind, DeadlineState
from ledger.domain.errors import RoleForbidden
from ledger.domain.ids import FieldId
from ledger.domain.incident import Incident
from ledger.domain.instants import show_date
from ledger.domain.purpose import Channel
from ledger.domain.staff import Operation
from ledger.services.explaining import field_text
from ledger.services.incident_papers import clock_text
from ledger.services.incidents import IncidentFile
from ui.desk import Desk
from ui.formatting import grouped
from ui.widgets.numbered_step import NumberedStep
from ui.widgets.parts import button, line, restyle


class IncidentAct(StrEnum):
    """What a button asks for."""

    CHANGE = "CHANGE"
    BREACH = "BREACH"
    FIND = "FIND"
    REPORT = "REPORT"
    NOT_DUE = "NOT_DUE"
    REPORT_SYSTEM = "REPORT_SYSTEM"
    NOT_DUE_SYSTEM = "NOT_DUE_SYSTEM"
    EMAILS = "EMAILS"
    EMAILS_SENT = "EMAILS_SENT"
    EMAILS_AGAIN = "EMAILS_AGAIN"
    LETTERS = "LETTERS"
    LETTERS_POSTED = "LETTERS_POSTED"
    LETTERS_AGAIN = "LETTERS_AGAIN"
    PEOPLE = "PEOPLE"
    PRINT = "PRINT"
    CLOSE = "CLOSE"


STAFF_ACTS = frozenset({IncidentAct.CHANGE, IncidentAct.BREACH, IncidentAct.PEOPLE})
_PRESSING = frozenset({DeadlineState.NEAR, DeadlineState.DUE, DeadlineState.OVERDUE})


class IncidentSteps(QWidget):
    """``wanted`` carries the ``IncidentAct`` somebody asked for."""

    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.buttons: dict[IncidentAct, QPushButton] = {}
        act = IncidentAct
        again = self.tr("Write again")
        self._file = self._step(
            1, self.tr("Stop the harm, complete the file"), (act.CHANGE, self.tr("Complete the file…")),
            (act.BREACH, self.tr("It also broke a promise…")),
        )  # fmt: skip
        self._people = self._step(
            2, self.tr("Find who is affected"), (act.FIND, self.tr("Find customers…")),
            (act.PEOPLE, self.tr("Show the list")),
        )  # fmt: skip
        self._report = self._step(
            3, desk.wording.text("deadline_kinds.AUTHORITY"), (act.REPORT, self.tr("It was reported…")),
            (act.NOT_DUE, self.tr("No report is due…")),
        )  # fmt: skip
        self._system = self._step(
            4, desk.wording.text("deadline_kinds.SYSTEM_ATTACK"), (act.REPORT_SYSTEM, self.tr("It was reported…")),
            (act.NOT_DUE_SYSTEM, self.tr("No report is due…")),
        )  # fmt: skip
        self._emails = self._step(
            5, self.tr("Tell customers by email"), (act.EMAILS, self.tr("Write the emails…")),
            (act.EMAILS_SENT, self.tr("They were sent…")), (act.EMAILS_AGAIN, again),
        )  # fmt: skip
        self._letters = self._step(
            6, self.tr("Tell customers by letter"), (act.LETTERS, self.tr("Print the letters…")),
            (act.LETTERS_POSTED, self.tr("They were posted…")), (act.LETTERS_AGAIN, again),
        )  # fmt: skip
        self._calls = self._step(7, self.tr("Tell the others by telephone"))
        self._close = self._step(8, self.tr("Close the incident"), (act.CLOSE, self.tr("Close…")))
        self._lay_out()

    def _step(self, number: int, title: str, *acts: tuple[IncidentAct, str]) -> NumberedStep:
        links = {IncidentAct.EMAILS_AGAIN, IncidentAct.LETTERS_AGAIN, IncidentAct.BREACH}
        for act, words in acts:
            role = "link" if act in links else ""
            self.buttons[act] = button(words, partial(self.wanted.emit, act), role=role)
        return NumberedStep(number, title, [self.buttons[act] for act, _words in acts], beside=True)

    @property
    def _all(self) -> tuple[NumberedStep, ...]:
        reports = (self._report, self._system)
        return (self._file, self._people, *reports, self._emails, self._letters, self._calls, self._close)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(12)
        self._lines = {}
        for one in self._all:
            if one is not self._file:
                self._lines[one] = line()
                box.addWidget(self._lines[one])
            box.addWidget(one)
        box.addStretch(1)

    # --- how it stands ---

    def show_file(self, file: IncidentFile) -> None:
        """Show how far each step is, what can be done now, and what comes next; the keyboard stays here."""
        had_keys = self.isAncestorOf(QApplication.focusWidget() or self.window())
        self._show_contents(file)
        self._show_people(file)
        self._show_report(file, DeadlineKind.AUTHORITY)
        self._show_report(file, DeadlineKind.SYSTEM_ATTACK)
        self._show_letters(file, Channel.EMAIL)
        self._show_letters(file, Channel.POST)
        self._show_calls(file)
        self._show_close(file)
        self._number()
        self._point_out(file.incident)
        if had_keys and not self.isAncestorOf(QApplication.focusWidget() or self.window()):
            left = (one for one in self.buttons.values() if one.isEnabled() and not one.isHidden())
            if (one := next(left, None)) is not None:
                one.setFocus()

    def _number(self) -> None:
        shown = [one for one in self._all if not one.isHidden()]
        for at, one in enumerate(shown, 1):
            one.mark.show_number(at)

    def _place(self, step: NumberedStep, *, is_there: bool) -> None:
        step.setVisible(is_there)
        if step in self._lines:
            self._lines[step].setVisible(is_there)

    def _show_contents(self, file: IncidentFile) -> None:
        missing = [name for name in file.missing if name != "people"]
        names = ", ".join(field_text(FieldId(name), self._desk.wording) for name in missing)
        words = self.tr("Still missing: {names}").format(names=names) if missing else self.tr("The file is complete.")
        self._file.show_state(words, is_done=not missing)
        self._allow(IncidentAct.CHANGE, file.incident)
        self._allow(IncidentAct.BREACH, file.incident)

    def _show_people(self, file: IncidentFile) -> None:
        listed, language = file.people.listed, self._desk.language
        thought = file.incident.people
        words = self.tr("Customers on the list: {count}").format(count=grouped(listed, language))
        if thought:
            estimate = self.tr("estimated in all: {count}").format(count=grouped(thought, language))
            words = self.tr("{list}; {estimate}").format(list=words, estimate=estimate)
        if not listed and not thought:
            words = self.tr("From a manifest, what a partner got, a contact list, a lost backup, or one by one.")
        self._people.show_state(words, is_done=bool(listed or thought))
        self._allow(IncidentAct.FIND, file.incident)
        self._allow(IncidentAct.PEOPLE, None)

    def _show_report(self, file: IncidentFile, kind: DeadlineKind) -> None:
        is_system = kind is DeadlineKind.SYSTEM_ATTACK
        step = self._system if is_system else self._report
        report, now = file.incident.report(kind), self._desk.now()
        self._place(step, is_there=report is not None)
        if report is None:
            return
        said = clock_text(report, self._desk.wording, now)
        is_running = report.is_open and file.incident.is_open
        words = said.due if is_running else " · ".join(filter(None, (said.outcome_text, said.made)))
        step.show_state(words, is_done=not report.is_open)
        acts = (
            (IncidentAct.REPORT_SYSTEM, IncidentAct.NOT_DUE_SYSTEM)
            if is_system
            else (IncidentAct.REPORT, IncidentAct.NOT_DUE)
        )
        for act in acts:
            self._allow(act, file.incident)
            self.buttons[act].setVisible(is_running)

    def _show_letters(self, file: IncidentFile, channel: Channel) -> None:
        is_email = channel is Channel.EMAIL
        step = self._emails if is_email else self._letters
        people, act = file.people, IncidentAct
        waiting, written = people.waiting.get(channel, 0), people.written.get(channel, 0)
        is_there = file.incident.tells_customers and file.incident.is_open and bool(waiting)
        self._place(step, is_there=is_there)
        language = self._desk.language
        words = self.tr("Waiting: {count}. Written: {written}").format(
            count=grouped(waiting, language), written=grouped(written, language)
        )
        step.show_state(words, is_done=False)
        write, sent, again = (
            (act.EMAILS, act.EMAILS_SENT, act.EMAILS_AGAIN)
            if is_email
            else (act.LETTERS, act.LETTERS_POSTED, act.LETTERS_AGAIN)
        )
        all_written = self.tr("All are written. Record when they went out.") if waiting == written else ""
        self._allow(write, file.incident, all_written)
        self._allow(sent, file.incident, "" if written else self.tr("Nothing is written yet."))
        self._allow(again, file.incident)
        self.buttons[again].setVisible(bool(written))

    def _show_calls(self, file: IncidentFile) -> None:
        waiting = file.people.waiting.get(Channel.CALL, 0)
        incident = file.incident
        self._place(self._calls, is_there=incident.tells_customers and incident.is_open and bool(waiting))
        words = self.tr("Waiting: {count}. Call them, choose them on the list of customers and record it.")
        self._calls.show_state(words.format(count=grouped(waiting, self._desk.language)), is_done=False)

    def _show_close(self, file: IncidentFile) -> None:
        one = file.incident
        until = show_date(one.keep_until) if one.keep_until is not None else ""
        closed = self.tr("Closed. The file is kept until {day}.").format(day=until)
        words = self._why_not(file) if one.is_open else closed
        ready = self.tr("Everything is done. The file is kept for years after it is closed.")
        self._close.show_state(words or ready, is_done=not one.is_open)
        self._allow(IncidentAct.CLOSE, one, self._why_not(file))
        self.buttons[IncidentAct.CLOSE].setVisible(one.is_open)

    def _why_not(self, file: IncidentFile) -> str:
        """Return what is left before it can be closed."""
        left = []
        if file.missing:
            left.append(self.tr("complete the file"))
        if file.incident.clocks():
            left.append(self.tr("report, or record why not"))
        if file.incident.tells_customers and file.people.untold:
            count = grouped(file.people.untold, self._desk.language)
            left.append(self.tr("tell customers: {count}").format(count=count))
        return self.tr("Before that: {what}").format(what=", ".join(left)) if left else ""

    # --- what may be done, and what comes next ---

    def _allow(self, act: IncidentAct, incident: Incident | None, reason: str = "") -> None:
        if act not in STAFF_ACTS and not self._desk.may(Operation.HANDLE_INCIDENT):
            reason = self._desk.say(RoleForbidden(operation=Operation.HANDLE_INCIDENT.value))
        made = self.buttons[act]
        made.setEnabled(not reason)
        made.setToolTip(reason)
        made.setAccessibleDescription(reason)
        if incident is not None:
            made.setVisible(incident.is_open)

    def _point_out(self, incident: Incident) -> None:
        """Make the button of what comes next the one that stands out: a clock that presses goes first."""
        now = self._desk.now()
        presses = any(clock.state(now) in _PRESSING for clock in incident.clocks())
        reports = (self._system, self._report)
        order = (*reports, *self._all) if presses else self._all
        following = next((one for one in order if not one.mark.is_done and not one.isHidden()), None)
        links = {IncidentAct.EMAILS_AGAIN, IncidentAct.LETTERS_AGAIN, IncidentAct.BREACH}
        found: QPushButton | None = None
        for act, made in self.buttons.items():
            if act in links:
                continue
            is_next = found is None and following is not None and following.isAncestorOf(made)
            is_next = is_next and made.isEnabled() and not made.isHidden()
            found = made if is_next else found
            restyle(made, "primary" if is_next else "")
