"""A report of an incident: made, with what it can be found by; or not due, and why."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import InvalidInput
from ledger.domain.incident import Report
from ledger.domain.instants import show_end
from ledger.services import incidents
from ledger.services.explaining import show_reference
from ledger.services.incident_papers import ARTICLES
from ledger.services.incidents import ReportInput
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.feedback_when import QuickTimes, WhenEdit
from ui.widgets.form import Field, line_edit, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import text


def _about(desk: Desk, report: Report) -> str:
    return show_reference(ARTICLES[report.kind], desk.wording)


class ReportDialog(FormDialog):
    """The reason for a delay is asked for as soon as the time typed is late."""

    def __init__(self, desk: Desk, parent: QWidget | None, code: str, report: Report) -> None:
        title = self.tr("{code}: {report}")
        super().__init__(
            desk,
            parent,
            title.format(code=code, report=desk.wording.text(f"deadline_kinds.{report.kind.value}")),
            self.tr("It was reported"),
            self.tr("Due {time}. {law}").format(time=show_end(report.deadline.due_at), law=_about(desk, report)),
        )
        self.setMinimumWidth(560)
        self.keep_as(DraftForm.INCIDENT_REPORT, f"{code} {report.kind.value}")
        self._code, self._report = code, report
        self._when = WhenEdit(desk, "reported_at")
        self._reference = line_edit(self.tr("Number of the file, or: by post, receipt number"), limit=120)
        self._reason = text_edit(rows=3)
        self._late = text(self.tr("This is after the time limit: the law asks for the reason."), "warn", wraps=True)
        wording = desk.wording
        self.add("reported_at", Field(self.tr("When was it reported?"), self._when))
        self.form.addWidget(QuickTimes(self._when))
        self.add("report_reference", Field(wording.text("inputs.report_reference"), self._reference))
        self.form.addWidget(self._late)
        self.add("delay_reason", Field(wording.text("inputs.delay_reason"), self._reason))
        self._when.textChanged.connect(lambda _words: self._on_when())
        self._on_when()

    def _on_when(self) -> None:
        try:
            at = self._when.instant() or self.desk.now()
        except InvalidInput:
            return  # half typed
        is_late = replace(self._report, reported_at=at).is_late
        self._late.setVisible(is_late)
        self.fields["delay_reason"].setVisible(is_late)
        self.fit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code = self._code
        typed = ReportInput(self._report.kind, self._when.instant(), self._reference.text(), self._reason.toPlainText())
        return lambda session: incidents.report(session, code, typed)


class NotDueDialog(FormDialog):
    """Why a report is not due; it stands in the file."""

    def __init__(self, desk: Desk, parent: QWidget | None, code: str, report: Report) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("No report is due"),
            self.tr("Record why"),
            self.tr("Only where nobody's life, health, honour or property can be harmed. {law}").format(
                law=_about(desk, report)
            ),
        )
        self.setMinimumWidth(560)
        self.keep_as(DraftForm.INCIDENT_NOT_DUE, f"{code} {report.kind.value}")
        self._code, self._kind = code, report.kind
        self._reason = text_edit(self.tr("What was looked at, and why no harm can follow"), rows=4)
        self.add("no_report_reason", Field(desk.wording.text("inputs.no_report_reason"), self._reason))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, kind, reason = self._code, self._kind, self._reason.toPlainText()
        return lambda session: incidents.not_due(session, code, kind, reason)
