"""Times, amounts and spans as people read them; every instant in Vietnam time."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from ledger.domain.instants import local, local_date
from ledger.domain.wording import Language

_DAY = timedelta(days=1)


def span(length: timedelta) -> str:
    """Return a length of time: ``1:55`` hours, or days from two days on."""
    if length >= 2 * _DAY:
        return QCoreApplication.translate("formatting", "{count} days").format(count=length // _DAY)
    minutes = int(length.total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def countdown(due_at: datetime, now: datetime) -> str:
    """Return what is left until a deadline, or by how much it was missed."""
    if now > due_at:
        return QCoreApplication.translate("formatting", "overdue {time}").format(time=span(now - due_at))
    return QCoreApplication.translate("formatting", "{time} left").format(time=span(due_at - now))


def clock_time(at: datetime, now: datetime) -> str:
    """Return an instant in few words: ``14:02`` today, else ``21/11 14:02``, with the year when it is another."""
    here, today = local(at), local_date(now)
    if here.date() == today:
        return here.strftime("%H:%M")
    return here.strftime("%d/%m %H:%M" if here.year == today.year else "%d/%m/%Y %H:%M")


def money(amount: int, language: Language) -> str:
    """Return đồng with the thousands grouped: ``1.250.000 đ``."""
    grouped = f"{amount:,}"
    return f"{grouped.replace(',', '.')} đ" if language is Language.VI else f"{grouped} đ"


def share(part: float | None, language: Language) -> str:
    """Return a share as a percentage with one decimal, or a dash."""
    if part is None:
        return "–"
    text = f"{part * 100:.1f} %"
    return text.replace(".", ",") if language is Language.VI else text


def hours(seconds: float | None) -> str:
    """Return a number of seconds as hours and minutes: ``3:54``, or a dash."""
    return "–" if seconds is None else span(timedelta(seconds=min(seconds, 47 * 3600)))
