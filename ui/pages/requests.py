"""Yêu cầu của khách: what customers ask about their data, by the nearest limit, and all that is done about it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter

from ledger.domain.errors import LedgerError
from ledger.domain.ids import AttachmentId
from ledger.domain.staff import Operation
from ledger.services import requests
from ui.desk import Desk
from ui.dialogs.request_acts import RequestActs
from ui.places import PageId, Target
from ui.settings import splitter_of
from ui.theme import Tone
from ui.widgets.page import Page
from ui.widgets.parts import button
from ui.widgets.request_detail import RequestDetail
from ui.widgets.request_file import RequestFile, read_file
from ui.widgets.request_list_panel import RequestListPanel

_EVERY_MS = 60_000  # what became overdue meanwhile belongs on another list
_SPLIT = splitter_of("requests")


class RequestsPage(Page):
    """The list at the left, one request at the right; the next thing to do is one button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            PageId.REQUESTS,
            self.tr("Requests"),
            self.tr("What customers ask of the shop about their data, and until when."),
        )
        self.acts_of = RequestActs(desk, self)
        self.acts_of.shown_wanted.connect(self._show_code)
        self.acts_of.went_on.connect(self._on_went_on)
        self.add_act(button(self.tr("Record a request"), self.record, icon="plus")).setToolTip("Ctrl+N")
        self._panel = RequestListPanel(desk)
        self._panel.chosen.connect(self._on_chosen)
        self._panel.opened.connect(self._take_up)
        self._panel.new_wanted.connect(self.record)
        self._to_begin = "", ""  # the request whose act was half-written, and the act
        self._detail = RequestDetail(desk)
        self._detail.act_wanted.connect(self._do)
        self._detail.file_wanted.connect(self._on_file)
        self._lay_out()
        timer = QTimer(self)
        timer.timeout.connect(self._on_minute)
        timer.start(_EVERY_MS)

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(14)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._panel)
        self._split.addWidget(self._detail)
        for at, share in enumerate((3, 2)):
            self._split.setStretchFactor(at, share)
        self._split.setSizes([608, 400])
        self._detail.setMinimumWidth(372)
        self._split.restoreState(self.desk.settings.get(_SPLIT))
        self._split.splitterMoved.connect(lambda *_: self.desk.settings.set(_SPLIT, self._split.saveState()))
        self.body.addWidget(self._panel.filters)
        self.body.addWidget(self._split, 1)

    # --- showing ---

    def refresh(self) -> None:
        """Ask for the list and the request shown."""
        self._panel.ask()
        if self._detail.file is not None:
            self._read(self._detail.file.code)

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_chosen(self, code: str) -> None:
        if code:
            self._read(code)
        else:
            self._detail.clear()

    def _read(self, code: str) -> None:
        self.desk.tasks.read(
            self, lambda session: read_file(session, code), self._on_read, self._on_failed, latest="file"
        )

    def _on_read(self, file: RequestFile) -> None:
        self._detail.show_file(file)
        code, act = self._to_begin
        if file.code == code:
            self._to_begin = "", ""
            self.acts_of.do(act, file)

    def _show_code(self, code: str) -> None:
        self._panel.table.setFocus()
        self.desk.tasks.read(
            self, lambda session: requests.get(session, code).id, self._panel.show_request, self._on_failed
        )

    def _on_failed(self, error: LedgerError) -> None:
        self.desk.messages.toast(self.desk.say(error), Tone.WARN)

    def _on_went_on(self, code: str) -> None:
        """Show the request that moved, with the keyboard on what it waits for now."""
        if self._detail.file is not None and self._detail.file.code == code:
            self._read(code)
            self._take_up()

    def _take_up(self) -> None:
        if self._detail.next.primary.isVisible():
            self._detail.next.primary.setFocus()

    # --- acts ---

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the keys do here."""
        return {
            "new": self.record,
            "requests.add": self.record,
            "requests.next": self._next,
            "requests.close": self._close,
        }

    def open_target(self, target: Target) -> None:
        """Show a request by its code and begin an act, or a new request, of a customer where the code is one's."""
        if target.act == "new":
            self.record(target.code)
            return
        code = target.code.partition(" ")[0]
        self._to_begin = code, target.act
        if code:
            self._show_code(code)
        if target.act and self._to_begin[0]:  # it was in view already
            self._read(code)

    def record(self, customer: str = "") -> None:
        """Open the entry."""
        self.acts_of.record(customer)

    def _next(self) -> None:
        self._detail.next.primary.click()

    def _close(self) -> None:
        file = self._detail.file
        if file is not None and file.request.is_open and self.desk.may(Operation.DECIDE_REQUEST):
            self._do("close")

    def _do(self, act: str) -> None:
        file: RequestFile | None = self._detail.file
        if file is not None:
            self.acts_of.do(act, file)

    def _on_file(self, wanted: int) -> None:
        if self._detail.file is not None:
            self.acts_of.show_file(self._detail.file.code, AttachmentId(wanted))
