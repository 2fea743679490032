"""What the buttons of an incident open: forms, letters, files, questions; and what came of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ledger.domain.deadline import DeadlineKind
from ledger.domain.errors import LedgerError
from ledger.domain.purpose import Channel
from ledger.services import incident_letters, incident_people, incident_telling, incidents
from ledger.services.incident_list import AffectedLine
from ledger.services.incident_telling import Telling, ToldPeople
from ledger.services.incidents import IncidentFile
from ui.desk import Desk
from ui.dialogs.email_files import EmailFilesDialog
from ui.dialogs.incident_affected import AffectedDialog
from ui.dialogs.incident_entry import IncidentDialog
from ui.dialogs.incident_record import IncidentLettersDialog, IncidentRecordDialog
from ui.dialogs.incident_report import NotDueDialog, ReportDialog
from ui.dialogs.incident_told import ToldDialog, WrittenToldDialog
from ui.dialogs.promise_breach import BreachDialog
from ui.messages import Question
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.incident_detail import IncidentDetail
from ui.widgets.incident_steps import IncidentAct


class IncidentActs(QObject):
    """Answers the detail for as long as it lives. ``recorded`` carries the code of a new or changed incident."""

    recorded = Signal(str)

    def __init__(self, desk: Desk, detail: IncidentDetail) -> None:
        super().__init__(detail)
        self._desk, self._detail = desk, detail
        self._after: Callable[[], None] | None = None  # what follows once the channels were chosen again
        act, authority, system = IncidentAct, DeadlineKind.AUTHORITY, DeadlineKind.SYSTEM_ATTACK
        self._verbs: dict[IncidentAct, Callable[[IncidentFile], None]] = {
            act.CHANGE: self._change,
            act.BREACH: self._break,
            act.FIND: self._find,
            act.REPORT: lambda file: self._report(file, authority),
            act.REPORT_SYSTEM: lambda file: self._report(file, system),
            act.NOT_DUE: lambda file: self._not_due(file, authority),
            act.NOT_DUE_SYSTEM: lambda file: self._not_due(file, system),
            act.EMAILS: lambda file: self._plan(file, self._write_emails),
            act.LETTERS: lambda file: self._plan(file, self._print_letters),
            act.EMAILS_SENT: lambda file: self._sent(file, Channel.EMAIL),
            act.LETTERS_POSTED: lambda file: self._sent(file, Channel.POST),
            act.EMAILS_AGAIN: lambda file: self._again(file, Channel.EMAIL),
            act.LETTERS_AGAIN: lambda file: self._again(file, Channel.POST),
            act.PRINT: lambda file: IncidentRecordDialog(desk, detail, file.incident.code).open(),
            act.CLOSE: self._ask_close,
        }
        detail.wanted.connect(self.begin)
        detail.settled.connect(self._on_settled)
        detail.people.tell_wanted.connect(self._tell)
        detail.people.remove_wanted.connect(self._ask_remove)
        detail.people.opened.connect(lambda code: desk.go(Target(PageId.CUSTOMERS, code)))

    def begin(self, act: IncidentAct) -> None:
        """Begin an act about the incident shown."""
        if self._detail.file is not None:
            self._verbs[act](self._detail.file)

    # --- the file ---

    def record(self, over: QWidget) -> None:
        """Write a new incident down."""
        dialog = IncidentDialog(self._desk, over)
        dialog.saved.connect(self._on_recorded)
        dialog.open()

    def _on_recorded(self, code: str) -> None:
        self._desk.messages.toast(self.tr("{code} is recorded. Its clocks run.").format(code=code))
        self.recorded.emit(code)

    def _change(self, file: IncidentFile) -> None:
        dialog = IncidentDialog(self._desk, self._detail, file.incident)
        dialog.saved.connect(self.recorded.emit)
        dialog.open()

    def _break(self, file: IncidentFile) -> None:
        what = f"{file.incident.code}: {file.incident.what}"
        dialog = BreachDialog(self._desk, self._detail, what=what)
        said = self.tr("{code} is recorded. The manager closes it under Promises.")
        dialog.saved.connect(lambda code: self._desk.messages.toast(said.format(code=code)))
        dialog.open()

    # --- who is affected ---

    def _find(self, file: IncidentFile) -> None:
        dialog = AffectedDialog(self._desk, self._detail, file.incident.code)
        said = self.tr("Put on the list: {count}")
        dialog.saved.connect(lambda count: self._desk.messages.toast(said.format(count=count)))
        dialog.open()

    def _ask_remove(self, rows: Sequence[AffectedLine]) -> None:
        file = self._detail.file
        if file is None or not rows:
            return
        codes, incident = tuple(one.code for one in rows), file.incident.code
        question = Question(
            self.tr("Take {count} off the list?").format(count=len(codes)),
            self.tr("For customers who stand there by mistake. It stays on the trail that they were on the list."),
            self.tr("Take off the list"),
        )
        self._desk.messages.ask(question, lambda: self._remove(incident, codes))

    def _remove(self, incident: str, codes: Sequence[str]) -> None:
        said = self.tr("Taken off the list: {count}")
        self._desk.tasks.write(
            self,
            lambda session: incident_people.remove(session, incident, codes),
            lambda count: self._desk.messages.toast(said.format(count=count)),
            self._say,
        )

    # --- reports ---

    def _report(self, file: IncidentFile, kind: DeadlineKind) -> None:
        report = file.incident.report(kind)
        if report is None:
            return
        dialog = ReportDialog(self._desk, self._detail, file.incident.code, report)
        dialog.saved.connect(lambda _none: self._desk.messages.toast(self.tr("The report is recorded.")))
        dialog.open()

    def _not_due(self, file: IncidentFile, kind: DeadlineKind) -> None:
        report = file.incident.report(kind)
        if report is not None:
            NotDueDialog(self._desk, self._detail, file.incident.code, report).open()

    # --- telling customers ---

    def _plan(self, file: IncidentFile, then: Callable[[str], None]) -> None:
        """Choose the channels again first: addresses came and went since."""
        code = file.incident.code
        self._after = lambda: then(code)
        self._detail.settle_slices(lambda session: incident_people.planning(session, code))

    def _write_emails(self, code: str) -> None:
        self._desk.tasks.read(
            self, lambda session: incidents.people_counts(session, code), lambda found: self._emails(code, found)
        )

    def _emails(self, code: str, found: incidents.PeopleCounts) -> None:
        total = found.waiting.get(Channel.EMAIL, 0) - found.written.get(Channel.EMAIL, 0)
        dialog = EmailFilesDialog(
            self._desk,
            self._detail,
            total,
            lambda session, languages: incident_letters.emails(session, code, languages),
        )
        said = self.tr("Emails written: {count}. Send them, then record it here.")
        dialog.written.connect(lambda count: self._desk.messages.toast(said.format(count=count)))
        dialog.open()

    def _print_letters(self, code: str) -> None:
        IncidentLettersDialog(self._desk, self._detail, code).open()

    def _sent(self, file: IncidentFile, channel: Channel) -> None:
        count = file.people.written.get(channel, 0)
        dialog = WrittenToldDialog(self._desk, self._detail, channel, count)
        dialog.saved.connect(lambda wish: self._settle(file.incident.code, wish))
        dialog.open()

    def _again(self, file: IncidentFile, channel: Channel) -> None:
        said, code = self.tr("To be written once more: {count}"), file.incident.code
        self._desk.tasks.write(
            self,
            lambda session: incident_letters.write_again(session, code, channel),
            lambda count: self._desk.messages.toast(said.format(count=count)),
            self._say,
        )

    def _tell(self, rows: Sequence[AffectedLine]) -> None:
        file = self._detail.file
        if file is None or not rows:
            return
        code = file.incident.code
        dialog = ToldDialog(self._desk, self._detail, code, rows)
        dialog.saved.connect(lambda result: self._on_told(code, result))
        dialog.open()

    def _on_told(self, code: str, result: Telling | ToldPeople) -> None:
        if isinstance(result, Telling):
            self._settle(code, result)
        else:
            self._detail.tell(result)

    def _settle(self, code: str, wish: Telling) -> None:
        self._after = None
        self._detail.settle_slices(lambda session: incident_telling.telling(session, code, wish))

    def _on_settled(self, found: object) -> None:
        after, self._after = self._after, None
        if isinstance(found, ToldPeople):
            self._detail.tell(found)
        elif after is not None:
            after()

    # --- the end ---

    def _ask_close(self, file: IncidentFile) -> None:
        question = Question(
            self.tr("Close {code}?").format(code=file.incident.code),
            self.tr("Nothing in the file can be changed any more. It is kept for years, as the law asks."),
            self.tr("Close the incident"),
        )
        self._desk.messages.ask(question, lambda: self._close(file.incident.code))

    def _close(self, code: str) -> None:
        said = self.tr("{code} is closed.").format(code=code)
        self._desk.tasks.write(
            self,
            lambda session: incidents.close(session, code),
            lambda _none: self._desk.messages.toast(said),
            self._say,
        )

    def _say(self, error: LedgerError) -> None:
        self._desk.messages.toast(self._desk.say(error), Tone.BAD)
