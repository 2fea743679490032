"""What a customer asked about their data: the tab of the card, and a way to record what they ask now."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger.services.request_list import RequestLine
from ui.desk import Desk
from ui.models.table_model import Column, RecordModel
from ui.places import PageId, Target
from ui.widgets.parts import EmptyState, button, column, row
from ui.widgets.record_table import RecordTable
from ui.widgets.request_columns import RequestColumns


class RequestsTab(QWidget):
    """The requests of one customer, newest first. Enter opens one on its own page."""

    record_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        of = RequestColumns(desk)
        columns = (
            Column[RequestLine](
                "what", self.tr("Request"), of.kind, icon=of.icon, below=of.code_and_time, is_main=True
            ),
            Column[RequestLine](
                "clock", self.tr("Nearest limit"), of.clock_words, width=170, tone=of.clock_tone, icon=of.clock_icon,
                due=of.due, below=of.clock_below, tip=of.clock_tip,
            ),
            Column[RequestLine]("state", self.tr("State"), of.state, width=132, tone=of.state_tone),
        )  # fmt: skip
        self._model = RecordModel[RequestLine](columns, self)
        self.table = RecordTable(self._model, self.tr("Requests"), desk.now)
        self.table.set_empty(
            EmptyState("inbox", self.tr("No request about the data yet"), self.tr("A new one is recorded below."))
        )
        self.table.tell(desk.messages)
        self.table.opened.connect(lambda one: desk.go(Target(PageId.REQUESTS, one.code)))
        record = button(self.tr("Record a request…"), self.record_wanted.emit, icon="plus")
        box = column(self.table, row(record, None), spacing=8)
        box.setStretch(0, 1)
        self.setLayout(box)

    def show_requests(self, requests: Sequence[RequestLine]) -> None:
        """Show what a customer asked."""
        self._model.show(requests)
