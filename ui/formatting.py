"""Times, amounts and spans as people read them; every instant in Vietnam time."""

from datetime import datetime, timedelta
from math import floor

from PySide6.QtCore import QCoreApplication

from ledger.domain.instants import local, local_date, show_end
from ledger.domain.wording import Language

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def span(length: timedelta) -> str:
    """Return a length of time: ``1:55`` hours, or whole days from two days on; less than nothing is nothing."""
    if length >= 2 * _DAY:
        return QCoreApplication.translate("formatting", "{count} days").format(count=length // _DAY)
    return _hours(max(length, timedelta()))


def age(length: timedelta) -> str:
    """Return how old something is, in words: minutes within the hour, hours within two days, then days."""
    if length >= 2 * _DAY:
        return span(length)
    if length >= _HOUR:
        return QCoreApplication.translate("formatting", "{count} h").format(count=length // _HOUR)
    if length >= _MINUTE:
        return QCoreApplication.translate("formatting", "{count} min").format(count=length // _MINUTE)
    return QCoreApplication.translate("formatting", "just now")


def _hours(length: timedelta) -> str:
    minutes = length // _MINUTE  # begun minutes do not count: what is left is never shown longer than it is
    return f"{minutes // 60}:{minutes % 60:02d}"


def countdown(due_at: datetime, now: datetime) -> str:
    """Return what is left until a deadline, or by how much it was missed; exactly at the deadline nothing is missed."""
    if now > due_at:
        return QCoreApplication.translate("formatting", "overdue {time}").format(time=span(now - due_at))
    return QCoreApplication.translate("formatting", "{time} left").format(time=span(due_at - now))


def clock_time(at: datetime, now: datetime) -> str:
    """Return an instant in few words: ``14:02`` today, else ``21/11 14:02``, with the year when it is another."""
    here, today = local(at), local_date(now)
    if here.date() == today:
        return here.strftime("%H:%M")
    return here.strftime("%d/%m %H:%M" if here.year == today.year else "%d/%m/%Y %H:%M")


def end_of(at: datetime) -> str:
    """Return until when a clock runs: ``24:00 25/11/2026`` for the end of that day, else ``25/11/2026 22:00``."""
    return show_end(at)


def grouped(number: int, language: Language) -> str:
    """Return a number with its thousands grouped: ``100.000``."""
    words = f"{number:,}"
    return words.replace(",", ".") if language is Language.VI else words


def money(amount: int, language: Language) -> str:
    """Return đồng with the thousands grouped: ``1.250.000 đ``."""
    return f"{grouped(amount, language)} đ"


def share(part: float | None, language: Language) -> str:
    """Return a share as a percentage with one decimal, or a dash; rounded down, so that 100 % means all."""
    if part is None:
        return "–"
    text = f"{floor(round(part * 1000, 6)) / 10:.1f} %"
    return text.replace(".", ",") if language is Language.VI else text


def hours(seconds: float | None) -> str:
    """Return a number of seconds as hours and minutes, however many: ``3:54``, ``61:00``, or a dash."""
    return "–" if seconds is None else _hours(timedelta(seconds=seconds))
