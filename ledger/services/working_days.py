"""The working days of a shop, and its own list of days officially off or worked instead of another."""

from datetime import date

from ledger.domain.audit import AuditAction, Entry
from ledger.domain.deadline import SpecialDay, SpecialDayKind
from ledger.domain.errors import InvalidDate, NotFound
from ledger.domain.staff import Operation
from ledger.domain.text import optional_text
from ledger.domain.wording import Language
from ledger.services import request_clocks
from ledger.services.days_off import Holiday, load, public_year
from ledger.services.session import Session
from ledger.storage import special_days as rows

__all__ = [
    "Holiday",
    "add_special_day",
    "load",
    "public_holidays",
    "public_worked",
    "remove_special_day",
    "special_days",
]

NOTE_LIMIT = 80
YEARS = (2020, 2100)  # what a list of days may name: before the program, or far beyond the package, is a slip


def public_holidays(session: Session, year: int, language: Language | None = None) -> tuple[Holiday, ...]:
    """Return the public holidays of a year in order, named in the shop's language unless told otherwise."""
    return public_year(year, language or session.shop().language).holidays


def public_worked(session: Session, year: int) -> tuple[date, ...]:
    """Return the days of a year that are worked instead of another by order of the government, in order."""
    return tuple(sorted(public_year(year, session.shop().language).worked))


def special_days(session: Session) -> tuple[SpecialDay, ...]:
    """Return the shop's own list, the earliest first."""
    return rows.load(session.db)


def add_special_day(session: Session, day: date, kind: SpecialDayKind, note: str = "") -> int:
    """Put a day on the list (manager), in place of what stood there; return how many open requests moved.

    The note is for the shop and names nobody. Raises ``InvalidDate`` far outside the years worked in, ``TextTooLong``.
    """
    session.require(Operation.SETTINGS)
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise InvalidDate(field="day")
    words = optional_text(note, "note", NOTE_LIMIT) or ""
    with session.write() as uow:
        rows.add(uow.db, SpecialDay(day, kind, words, uow.now, uow.actor))
        body: Entry = {"day": day.isoformat(), "day_kind": kind.value}
        uow.audit(AuditAction.DAYS_CHANGED, None, body)
        return request_clocks.recount(uow)


def remove_special_day(session: Session, day: date) -> int:
    """Take a day off the list (manager); return how many open requests moved. Raises ``NotFound``."""
    session.require(Operation.SETTINGS)
    if all(one.day != day for one in rows.load(session.db, day, day)):
        raise NotFound(kind="special_day", code=day.strftime("%d/%m/%Y"))
    with session.write() as uow:
        rows.remove(uow.db, day)
        uow.audit(AuditAction.DAYS_CHANGED, None, {"day": day.isoformat(), "is_discarded": True})
        return request_clocks.recount(uow)
