"""What is due first, of every kind in one line of time: feedback, requests, partners asked to act, incidents."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from ledger.domain.deadline import DeadlineKind
from ledger.services.today import Reminder, Today
from ui.desk import Desk
from ui.formatting import end_of
from ui.models.table_model import Column, RecordModel
from ui.places import Target
from ui.reminder_words import target_of
from ui.widgets.due_table import DueTable, list_card
from ui.widgets.parts import EmptyState, button, column, row

# In which words each kind says what it is about.
_ABOUT = {
    DeadlineKind.ANSWER: "channels",
    DeadlineKind.ACKNOWLEDGE: "request_kinds",
    DeadlineKind.COMPLETE: "request_kinds",
    DeadlineKind.PARTNER: "partner_letters",
    DeadlineKind.AUTHORITY: "incident_kinds",
    DeadlineKind.SYSTEM_ATTACK: "incident_kinds",
}
_OF_AN_INCIDENT = frozenset({DeadlineKind.AUTHORITY, DeadlineKind.SYSTEM_ATTACK})


class DueCard(QWidget):
    """The nearest deadline first, its countdown running by itself; Enter or a double click goes to the record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        columns = (
            Column[Reminder]("what", self.tr("What"), self._what, below=self._below, is_main=True),
            Column[Reminder]("due", self.tr("Due"), lambda _one: "", width=136, due=self._span, tip=self._until),
        )
        self.model = RecordModel[Reminder](columns, self)
        self.table = DueTable(self.model, self.tr("Due first"), desk.now, least=3)
        self.table.opened.connect(lambda one: desk.go(target_of(one.kind, one.code)))
        empty = EmptyState(
            "check", self.tr("Nothing is due"), self.tr("Every feedback, request and incident is settled.")
        )
        card = list_card(self.tr("Due first"), self.table, empty)
        self._more = button("", self._open_more, role="link")
        self._more.hide()
        self._more_kind = DeadlineKind.ANSWER
        card.body.addLayout(row(10, self._more, None, spacing=0))
        self.setLayout(column(card))

    def show_due(self, found: Today) -> None:
        """Show what runs."""
        self.model.show(found.due)
        self._more_kind = found.more_kind
        self._more.setText(self.tr("and {count} more: open all").format(count=found.more))
        self._more.setVisible(found.more > 0)

    def _open_more(self) -> None:
        self._desk.go(Target(target_of(self._more_kind, "").page))

    def _what(self, one: Reminder) -> str:
        about = self._desk.wording.text(f"{_ABOUT[one.kind]}.{one.about}")
        if one.kind in _OF_AN_INCIDENT:
            return f"{one.code} · {about}"
        return f"{one.person or self.tr('Unknown sender')} · {one.code} · {about}"

    def _below(self, one: Reminder) -> str:
        kind = self._desk.wording.text(f"deadline_kinds.{one.kind.value}")
        if one.kind is DeadlineKind.ANSWER:
            return one.excerpt or kind
        return " · ".join(filter(None, (kind, self._until(one), one.excerpt)))

    def _until(self, one: Reminder) -> str:
        target, limit = end_of(one.deadline.target_at), end_of(one.deadline.due_at)
        if target == limit:
            return self.tr("until {end}").format(end=limit)
        return self.tr("until {target}, by law {limit}").format(target=target, limit=limit)

    def _span(self, one: Reminder) -> tuple[datetime, datetime]:
        return one.deadline.started_at, one.ends_at(self._desk.now())
