"""Putting a day on the shop's own list: officially off, or worked instead of another."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from ledger.domain.deadline import SpecialDayKind
from ledger.domain.instants import local_date
from ledger.services.session import Session
from ledger.services.working_days import NOTE_LIMIT, add_special_day
from ui.desk import Desk
from ui.widgets.form import Field, combo, line_edit, value_of
from ui.widgets.form_dialog import FormDialog
from ui.widgets.recipient_days import date_edit, day_of


class SpecialDayDialog(FormDialog):
    """The open requests follow at once."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("A day of the shop's own list"),
            self.tr("Put on the list"),
            self.tr("Deadlines move by it. A day already on the list is replaced."),
        )
        self._day = date_edit(local_date(desk.now()))
        kinds = ((desk.wording.text(f"special_day_kinds.{one.value}"), one) for one in SpecialDayKind)
        self._kind = combo(kinds)
        self._note = line_edit(self.tr("By which notice"), limit=NOTE_LIMIT)
        self.add("day", Field(self.tr("Day"), self._day))
        hint = self.tr("A weekday officially off, or a day off that is officially worked.")
        self.add("kind", Field(self.tr("Kind"), self._kind, hint))
        self.add("note", Field(self.tr("Note (if any)"), self._note))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        day: date = day_of(self._day)
        kind, note = SpecialDayKind(self._kind.currentData()), str(value_of(self._note))
        return lambda session: add_special_day(session, day, kind, note)
