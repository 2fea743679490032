"""A period in days: a quick choice, or two days typed."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger.domain.instants import start_of_day
from ui.widgets.form import combo, index_of
from ui.widgets.form_state import show_state, state_of, texts_of
from ui.widgets.parts import column, row, text
from ui.widgets.recipient_days import date_edit, day_of

_DAY = timedelta(days=1)


class Period(StrEnum):
    """Which days."""

    ALL = "ALL"
    THIS_MONTH = "THIS_MONTH"
    LAST_MONTH = "LAST_MONTH"
    THIS_QUARTER = "THIS_QUARTER"
    THIS_YEAR = "THIS_YEAR"
    CHOSEN = "CHOSEN"


def days_of(period: Period, today: date) -> tuple[date, date] | None:
    """Return the first and the last day of a quick choice, ``None`` for all time."""
    month = today.replace(day=1)
    if period is Period.THIS_MONTH:
        return month, today
    if period is Period.LAST_MONTH:
        last = month - _DAY
        return last.replace(day=1), last
    begins = {
        Period.THIS_QUARTER: month.replace(month=(today.month - 1) // 3 * 3 + 1),
        Period.THIS_YEAR: month.replace(month=1),
    }
    return (begins[period], today) if period in begins else None


class PeriodChoice(QWidget):
    """``changed`` follows every other choice; the two days are shown only where they are typed."""

    changed = Signal()

    def __init__(
        self, today: date, period: Period = Period.ALL, *, is_upright: bool = False, has_all: bool = True
    ) -> None:
        super().__init__()
        self._today = today
        words = (
            (self.tr("All time"), Period.ALL),
            (self.tr("This month"), Period.THIS_MONTH),
            (self.tr("Last month"), Period.LAST_MONTH),
            (self.tr("This quarter"), Period.THIS_QUARTER),
            (self.tr("This year"), Period.THIS_YEAR),
            (self.tr("Chosen days"), Period.CHOSEN),
        )
        self.quick = combo(words if has_all else words[1:], period)
        self.quick.setAccessibleName(self.tr("Period"))
        self.first, self.last = date_edit(today.replace(day=1)), date_edit(today)
        self.first.setAccessibleName(self.tr("From"))
        self.last.setAccessibleName(self.tr("To"))
        self._dash = text("–", "mute")
        days = (self.first, self._dash, self.last)
        # In a narrow form the two days stand below the quick choice.
        if is_upright:
            self.setLayout(column(self.quick, row(*days, spacing=6), spacing=6))
        else:
            self.setLayout(row(self.quick, *days, spacing=6))
        self._show_days()
        self.quick.currentIndexChanged.connect(self._on_quick)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(lambda _day: self.changed.emit())

    @property
    def period(self) -> Period:
        """Return the quick choice."""
        return Period(self.quick.currentData())

    def days(self) -> tuple[date | None, date | None]:
        """Return the first and the last day, both included; ``None`` where there is no limit."""
        if self.period is Period.CHOSEN:
            return day_of(self.first), day_of(self.last)
        return days_of(self.period, self._today) or (None, None)

    def instants(self) -> tuple[datetime | None, datetime | None]:
        """Return [since, until) for a list's query."""
        first, last = self.days()
        return start_of_day(first) if first else None, start_of_day(last + _DAY) if last else None

    def choose(self, period: Period) -> None:
        """Choose a quick period."""
        self.quick.setCurrentIndex(index_of(self.quick, period))

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return [str(state_of(one)) for one in (self.quick, self.first, self.last)]

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        for editor, one in zip((self.quick, self.first, self.last), texts_of(state), strict=False):
            show_state(editor, one)

    def _on_quick(self) -> None:
        self._show_days()
        self.changed.emit()

    def _show_days(self) -> None:
        for widget in (self.first, self._dash, self.last):
            widget.setVisible(self.period is Period.CHOSEN)
