"""Reminders while the program runs: looks at the clocks, tells what was passed once, and what fell due meanwhile.

Only instants are remembered between two looks; the clocks themselves stand in the ledger, so nothing is lost while it
is closed. Notifications carry codes and kinds, never anybody's data.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from ledger.domain.errors import LedgerError
from ledger.domain.instants import from_text, to_text
from ledger.services import reminders
from ledger.services.reminders import Crossing, Looked
from ui.desk import Desk
from ui.places import PageId, Target
from ui.reminder_words import group_words, target_of
from ui.session_lock import LONGEST_GAP, Clocks
from ui.settings import REMINDERS, Settings, looked_at, missed
from ui.theme import Tone

LOOK_EVERY_MS = 30_000
_MEANWHILE = timedelta(minutes=2)  # nobody looked for longer than that: something may have fallen due meanwhile


class Meanwhile(StrEnum):
    """Why nobody looked for a while."""

    SLEPT = "SLEPT"
    CLOSED = "CLOSED"
    LOCKED = "LOCKED"


class Tray(Protocol):
    """What shows a notification outside the window."""

    def say(self, title: str, words: str, *, is_pressing: bool) -> None:
        """Show a notification."""


class NoTray:
    """Where the system has no place for notifications."""

    def say(self, title: str, words: str, *, is_pressing: bool) -> None:
        """Say nothing."""


class SystemTray(QObject):
    """The icon beside the system's clock. ``clicked``: on the icon, or on what it said."""

    clicked = Signal()

    def __init__(self, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(icon, self)
        self._icon.setToolTip("Sổ Kín")
        self._icon.messageClicked.connect(self.clicked)
        self._icon.activated.connect(lambda _how: self.clicked.emit())
        self._icon.show()

    @staticmethod
    def is_there() -> bool:
        """Return whether the system shows such icons and their messages."""
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def say(self, title: str, words: str, *, is_pressing: bool) -> None:
        """See ``Tray.say``."""
        kind = QSystemTrayIcon.MessageIcon.Warning if is_pressing else QSystemTrayIcon.MessageIcon.Information
        self._icon.showMessage(title, words, kind)


class Reminders(QObject):
    """``caught_up``: something fell due while nobody looked; ``pressed``: something is due or overdue now.

    Works from ``sit_down`` to ``stand_up``; while the screen is locked it only counts ends it knew of before.
    """

    caught_up = Signal()
    pressed = Signal()

    def __init__(self, tray: Tray, parent: QObject | None = None, clocks: Clocks | None = None) -> None:
        super().__init__(parent)
        self.tray = tray
        self._clocks = clocks or Clocks()
        self._ticked = (self._clocks.steady(), self._clocks.wall())
        self._slept = False
        self._started_at: datetime | None = None
        self._desk: Desk | None = None
        self._outside: tuple[Callable[[], datetime], Settings] | None = None  # what is needed of it while locked
        self._ends: tuple[datetime, ...] = ()
        self._newest: Target | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def sit_down(self, desk: Desk) -> None:
        """Begin to look at the clocks of an open ledger, and tell what fell due meanwhile."""
        self._notice_sleep()
        self._desk, self._outside = desk, (desk.now, desk.settings)
        self._ends = ()
        if self._started_at is None:
            self._started_at = desk.now()
        self._look(desk)

    def stand_up(self) -> None:
        """The screen is locked: nobody's ledger is open any more."""
        self._desk = None

    def newest_target(self) -> Target | None:
        """Return where the last notification leads."""
        return self._newest

    def look(self) -> None:
        """Look at the clocks now; the timer does so twice a minute."""
        self._notice_sleep()
        if self._desk is not None:
            self._look(self._desk)
        elif self._outside is not None:
            now, settings = self._outside
            self._count_locked(now(), settings)

    def _notice_sleep(self) -> None:
        steady, wall = self._clocks.steady(), self._clocks.wall()
        passed = max(steady - self._ticked[0], wall - self._ticked[1])
        self._ticked = (steady, wall)
        if passed > LONGEST_GAP + LOOK_EVERY_MS / 1000:
            self._slept = True

    # --- looking ---

    def _look(self, desk: Desk) -> None:
        since = _instant(desk.settings.get(looked_at(desk.who.vault_id)))
        desk.tasks.read(
            self,
            lambda session: reminders.look(session, since),
            lambda found: self._on_looked(desk, found),
            _ignore,
            latest="look",
        )

    def _on_looked(self, desk: Desk, found: Looked) -> None:
        if desk is not self._desk:
            return  # somebody else sits here now
        desk.settings.set(looked_at(found.vault_id), to_text(found.at))
        self._ends = found.ends
        passed = reminders.furthest(found.passed)
        if found.since is not None and found.at - found.since > _MEANWHILE:
            due = [one for one in passed if one.is_pressing]
            if due:
                self._catch_up(desk, found, due)
            passed = tuple(one for one in passed if not one.is_pressing)
        self._slept = False
        if passed:
            self._tell(desk, passed, found.at)

    def _catch_up(self, desk: Desk, found: Looked, due: Sequence[Crossing]) -> None:
        settings, vault = desk.settings, found.vault_id
        since = _instant(settings.get(missed(vault, "since"))) or found.since  # what nobody put away stays in it
        if since is None:
            return
        why = self._why(since)
        settings.set(missed(vault, "since"), to_text(since))
        settings.set(missed(vault, "until"), to_text(found.at))
        settings.set(missed(vault, "why"), why.value)
        self._say(desk, self.fell_due(why, len(due)), Target(PageId.TODAY), is_pressing=True)
        self.caught_up.emit()
        self.pressed.emit()

    def _why(self, since: datetime) -> Meanwhile:
        if self._started_at is not None and since < self._started_at:
            return Meanwhile.CLOSED
        return Meanwhile.SLEPT if self._slept else Meanwhile.LOCKED

    def fell_due(self, why: Meanwhile, count: int) -> str:
        """Return how much fell due, and why nobody was told then."""
        words = {
            Meanwhile.SLEPT: self.tr("Fell due while the computer slept: {count}"),
            Meanwhile.CLOSED: self.tr("Fell due while the program was closed: {count}"),
            Meanwhile.LOCKED: self.tr("Fell due while the screen was locked: {count}"),
        }
        return words[why].format(count=count)

    # --- telling ---

    def _tell(self, desk: Desk, passed: Sequence[Crossing], now: datetime) -> None:
        is_pressing = any(one.is_pressing for one in passed)
        target = target_of(passed[0].kind, passed[0].code) if len(passed) == 1 else Target(PageId.TODAY)
        self._say(desk, group_words(passed, now, desk.wording), target, is_pressing=is_pressing)
        if is_pressing:
            self.pressed.emit()

    def _say(self, desk: Desk, words: str, target: Target, *, is_pressing: bool) -> None:
        if not desk.settings.get(REMINDERS):
            return
        self._newest = target
        self.tray.say("Sổ Kín", words, is_pressing=is_pressing)
        desk.messages.toast(words, Tone.BAD if is_pressing else Tone.WARN)

    def _count_locked(self, now: datetime, settings: Settings) -> None:
        # No ledger is open: how many of the ends known before have passed, and nothing else. Told in full afterwards.
        count = sum(end < now for end in self._ends)
        self._ends = tuple(end for end in self._ends if end >= now)
        if count and settings.get(REMINDERS):
            self._newest = Target(PageId.TODAY)
            words = self.tr("Fell due: {count}. Unlock the screen to see it.").format(count=count)
            self.tray.say("Sổ Kín", words, is_pressing=True)
            self.pressed.emit()


def _instant(stored: str) -> datetime | None:
    try:
        return from_text(stored) if stored else None
    except ValueError:
        return None  # a damaged file is one nobody wrote


def _ignore(error: LedgerError) -> None:
    """Say nothing: the page in view tells of a ledger that cannot be read."""
