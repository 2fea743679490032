"""Chia sẻ dữ liệu: who was given what, what was refused, and the report for an inspector."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget

from ledger.domain.staff import Operation
from ledger.services import recipients
from ledger.services.recipients import RecipientLine
from ui.desk import Desk
from ui.dialogs.disclosure import DisclosureDialog
from ui.dialogs.print_dialog import PaperToPrint, PrintDialog
from ui.places import PageId, Target
from ui.widgets.disclosure_attempts import AttemptsView
from ui.widgets.disclosure_parts import Segments
from ui.widgets.disclosure_register import RegisterView
from ui.widgets.page import Page
from ui.widgets.parts import button, row, text
from ui.widgets.report_view import ReportView

REGISTER, ATTEMPTS, REPORT = range(3)


class DisclosuresPage(Page):
    """Three views on what left the shop, and what was kept from leaving it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            PageId.DISCLOSURES,
            self.tr("Data sharing"),
            self.tr(
                "Every hand-out of a customer's data: to whom, what for, on what basis. Nothing leaves unrecorded."
            ),
        )
        self.add_act(button(self.tr("Record a disclosure"), self.begin, role="primary", icon="plus"))
        self.segments = Segments((self.tr("Register"), self.tr("Blocked attempts"), self.tr("Report")))
        self.segments.chosen.connect(self._show_view)
        self.register = RegisterView(desk)
        self.register.new_wanted.connect(self.begin)
        self.attempts = AttemptsView(desk)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.register)
        self.stack.addWidget(self.attempts)
        self.report: ReportView | None = None
        whose = text("" if self._may_report else self.tr("You see what you recorded yourself."), "small")
        self.body.addLayout(row(self.segments, None, whose))
        self.body.addWidget(self.stack, 1)
        self._offer_report()

    @property
    def _may_report(self) -> bool:
        return self.desk.may(Operation.REPORT)

    def _offer_report(self) -> None:
        if self._may_report:
            self.report = ReportView(self.desk)
            self.report.print_wanted.connect(self._print)
            self.stack.addWidget(self.report)
        else:
            shut = self.segments.buttons[REPORT]
            shut.setEnabled(False)
            shut.setToolTip(self.tr("The report covers what everybody recorded, so only the manager prints it."))

    # --- what is shown ---

    def _show_view(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self._ask()

    def _ask(self) -> None:
        shown = self.stack.currentWidget()
        if shown is self.report and self.report is not None:
            self.report.refresh()
        elif shown is self.attempts:
            self.attempts.ask()
        else:
            self.register.ask()

    def refresh(self) -> None:
        """Ask for the view in sight, and for the partners its filters offer."""
        self.desk.tasks.read(self, recipients.lines, self._on_recipients, latest="recipients")
        self._ask()

    def _on_recipients(self, lines: tuple[RecipientLine, ...]) -> None:
        self.register.offer(lines)
        if self.report is not None:
            self.report.offer(lines)

    def open_target(self, target: Target) -> None:
        """Show one customer's disclosures, or one row by its number; "new" records another."""
        if target.act in {"disclosure", "attempt"}:
            self._show_number(target.act, int(target.code))
        elif target.code:
            self.segments.choose(REGISTER)
            self.register.show_customer(target.code)
            self.attempts.show_customer(target.code)
        if target.act == "new":
            self.begin()

    def _show_number(self, kind: str, number: int) -> None:
        self.segments.choose(REGISTER if kind == "disclosure" else ATTEMPTS)
        if kind == "disclosure":
            self.register.show_number(number)
        else:
            self.attempts.show_number(number)

    # --- acts ---

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+N records a disclosure, Ctrl+R shows the report."""
        acts: dict[str, Callable[[], object]] = {"new": self.begin, "refresh": self.refresh}
        if self._may_report:
            acts["report.print"] = lambda: self.segments.choose(REPORT)
        return acts

    def begin(self) -> None:
        """Record a disclosure by hand, of the customer in view if there is only one."""
        dialog = DisclosureDialog(self.desk, self, self.register.narrowed.code)
        dialog.saved.connect(lambda _outcome: self._on_saved())
        dialog.open()

    def _on_saved(self) -> None:
        self.desk.messages.toast(self.tr("The disclosure is recorded."))
        self.segments.choose(REGISTER)
        self.register.show_newest()

    def _print(self) -> None:
        view = self.report
        if view is not None:
            paper = PaperToPrint(
                self.desk.wording.text("report.title"),
                view.file_name,
                view.pages,
                lambda _start, done, failed: view.obtain(done, failed),
            )
            PrintDialog(self.desk, self, paper).open()
