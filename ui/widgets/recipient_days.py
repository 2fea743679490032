"""Days as Vietnamese write them: typed as day/month/year, or chosen in a calendar."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit

from ui.widgets.form import keep_from_wheel


def as_qdate(day: date) -> QDate:
    """Return a day as Qt knows it."""
    return QDate(day.year, day.month, day.day)


def date_edit(day: date) -> QDateEdit:
    """Return an editor of a day."""
    made = QDateEdit(as_qdate(day))
    made.setDisplayFormat("dd/MM/yyyy")
    made.setCalendarPopup(True)
    keep_from_wheel(made)
    return made


def day_of(editor: QDateEdit) -> date:
    """Return the day in an editor."""
    day = editor.date()
    return date(day.year(), day.month(), day.day())


def year_after(day: date) -> date:
    """Return the last day of a year that begins on ``day``."""
    last = as_qdate(day).addYears(1).addDays(-1)
    return date(last.year(), last.month(), last.day())
