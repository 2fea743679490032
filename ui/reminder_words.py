"""Clocks in words: for a notification (codes and kinds only, nobody's data), and where each is settled."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from ledger.domain.deadline import DeadlineKind, DeadlineState
from ledger.domain.reminder import Crossing, next_end
from ledger.domain.wording import Wording
from ui.formatting import end_of
from ui.places import PageId, Target

_PAGES = {
    DeadlineKind.ANSWER: PageId.FEEDBACK,
    DeadlineKind.ACKNOWLEDGE: PageId.REQUESTS,
    DeadlineKind.COMPLETE: PageId.REQUESTS,
    DeadlineKind.PARTNER: PageId.REQUESTS,
    DeadlineKind.AUTHORITY: PageId.INCIDENTS,
    DeadlineKind.SYSTEM_ATTACK: PageId.INCIDENTS,
}
_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_NAMED = 4  # codes in one notification


def target_of(kind: DeadlineKind, code: str) -> Target:
    """Return where a clock is settled."""
    return Target(_PAGES[kind], code)


def long_span(length: timedelta) -> str:
    """Return a length of time in words: ``2 hours 24 minutes``; whole days from two days on."""
    if length >= 2 * _DAY:
        return QCoreApplication.translate("reminders", "{count} days").format(count=length // _DAY)
    hours, minutes = length // _HOUR, length % _HOUR // _MINUTE
    if not hours:
        return QCoreApplication.translate("reminders", "{minutes} min").format(minutes=minutes)
    return QCoreApplication.translate("reminders", "{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def crossing_words(one: Crossing, now: datetime, wording: Wording) -> str:
    """Return one clock in a sentence: ``Answer the feedback PH-0030: 2 h 24 min left``."""
    kind = wording.text(f"deadline_kinds.{one.kind.value}")
    late = now - one.deadline.due_at
    if timedelta() < late < _MINUTE:
        return QCoreApplication.translate("reminders", "{kind} {code}: overdue").format(kind=kind, code=one.code)
    if late > timedelta():
        words = QCoreApplication.translate("reminders", "{kind} {code}: overdue by {time}")
        return words.format(kind=kind, code=one.code, time=long_span(late))
    if one.threshold is DeadlineState.DUE:
        words = QCoreApplication.translate("reminders", "{kind} {code}: due, by law until {end}")
        return words.format(kind=kind, code=one.code, end=end_of(one.deadline.due_at))
    words = QCoreApplication.translate("reminders", "{kind} {code}: {time} left")
    left = next_end(one.deadline, now) - now
    return words.format(kind=kind, code=one.code, time=long_span(left))


def group_words(passed: Sequence[Crossing], now: datetime, wording: Wording) -> str:
    """Return several clocks in a few words: how many are overdue, due and near, and which."""
    if len(passed) == 1:
        return crossing_words(passed[0], now, wording)
    counted = {
        QCoreApplication.translate("reminders", "Overdue: {count}"): DeadlineState.OVERDUE,
        QCoreApplication.translate("reminders", "Due: {count}"): DeadlineState.DUE,
    }
    said = []
    for words, state in counted.items():
        count = sum(one.threshold is state for one in passed)
        said += [words.format(count=count)] if count else []
    near = sum(not one.is_pressing for one in passed)
    said += [QCoreApplication.translate("reminders", "Time runs out: {count}").format(count=near)] if near else []
    codes = list(dict.fromkeys(one.code for one in passed))
    named = ", ".join(codes[:_NAMED]) + ("…" if len(codes) > _NAMED else "")
    return " · ".join((*said, named))
