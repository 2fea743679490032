"""What else wants attention today, in one line: promises at risk, consent to ask again, birthdays to greet."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ledger.domain.instants import local_date
from ledger.domain.promise import PromiseState, count_states
from ledger.services import promises
from ledger.services.contacts import BirthdayLine, birthdays
from ledger.services.minors import AskAgain, ask_again
from ledger.services.promises import Promises
from ledger.services.session import Session
from ui.desk import Desk
from ui.places import PageId, Target
from ui.widgets.parts import button, row
from ui.widgets.sliced import SlicedReading

_PROMISES_EVERY_MS = 15 * 60_000

Hints = tuple[tuple[AskAgain, ...], tuple[BirthdayLine, ...]]


def look(session: Session) -> Hints:
    """Return who is asked again and who may be greeted today."""
    return ask_again(session), birthdays(session, local_date(session.now()))


class TodayHints(QFrame):
    """Quiet links beside each other, each only while it has something to say. Promises are counted now and then."""

    ask_again_wanted = Signal()
    birthdays_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "hints")
        self.people: Hints = ((), ())
        self._broken = self._hint("siren", lambda: desk.go(Target(PageId.PROMISES)))
        self._risky = self._hint("triangle-alert", lambda: desk.go(Target(PageId.PROMISES)))
        self._again = self._hint("baby", self.ask_again_wanted.emit)
        self._birthdays = self._hint("gift", self.birthdays_wanted.emit)
        self.setLayout(row(self._broken, self._risky, self._again, self._birthdays, None, spacing=18))
        self._reading = SlicedReading(desk.tasks, self)
        self._reading.finished.connect(self._show_promises)
        self._is_stale = True
        timer = QTimer(self)
        timer.timeout.connect(self._grow_stale)
        timer.start(_PROMISES_EVERY_MS)
        self.hide()

    def _hint(self, icon: str, act: Callable[[], object]) -> QPushButton:
        made = button("", act, role="link", icon=icon)
        made.hide()
        return made

    def _grow_stale(self) -> None:
        self._is_stale = True

    def refresh(self) -> None:
        """Ask who is to be asked and greeted; count the promises again when the figures are old."""
        self._desk.tasks.read(self, look, self._show_people, lambda _error: None, latest="hints")
        if self._is_stale and not self._reading.is_running:
            self._is_stale = False
            self._reading.start(promises.measure)

    def _show_people(self, found: Hints) -> None:
        self.people = found
        again, greeted = found
        due = sum(1 for one in again if one.is_due)
        words = self.tr("Consent to ask again: {count} (due: {due})").format(count=len(again), due=due)
        self._say(self._again, words, is_told=bool(again))
        self._say(
            self._birthdays, self.tr("Birthdays to greet: {count}").format(count=len(greeted)), is_told=bool(greeted)
        )

    def _show_promises(self, found: Promises) -> None:
        counts = count_states(found.promises)
        broken, risky = counts[PromiseState.BROKEN], counts[PromiseState.AT_RISK]
        self._say(self._broken, self.tr("Promises broken: {count}").format(count=broken), is_told=broken > 0)
        self._say(self._risky, self.tr("Promises at risk: {count}").format(count=risky), is_told=risky > 0)

    def _say(self, hint: QPushButton, words: str, *, is_told: bool) -> None:
        hint.setText(words)
        hint.setVisible(is_told)
        hints: tuple[QWidget, ...] = (self._broken, self._risky, self._again, self._birthdays)
        self.setVisible(any(not one.isHidden() for one in hints))
