"""What fell due while nobody could be told: asleep, closed or locked. Stays until it is settled or put away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from ledger.domain.errors import LedgerError
from ledger.domain.instants import from_text
from ledger.services import reminders
from ledger.services.reminders import Crossing
from ledger.services.session import Session
from ui.desk import Desk
from ui.formatting import clock_time
from ui.reminder_words import crossing_words, target_of
from ui.settings import Setting, missed
from ui.widgets.parts import button, icon_button, picture, row, text

_SHOWN = 3


class MissedBand(QFrame):
    """Reads from the ledger what passed in the stretch this workstation remembers; only instants are remembered."""

    told = Signal(bool)  # whether there is something to tell

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "warned")
        self._said = text("", "strong")
        self._lines = QHBoxLayout()
        self._lines.setSpacing(2)
        away = icon_button("x", self.tr("Put away"), self.put_away)
        box = row(picture("alarm-clock", "warn"), self._said, self._lines, None, away, spacing=10)
        box.setContentsMargins(14, 3, 8, 3)
        self.setLayout(box)
        self.hide()

    def _setting(self, part: str) -> Setting[str]:
        return missed(self._desk.who.vault_id, part)

    def refresh(self) -> None:
        """Ask what of it still waits."""
        settings = self._desk.settings
        since, until = settings.get(self._setting("since")), settings.get(self._setting("until"))
        if not since or not until:
            self._show_or_hide(is_shown=False)
            return

        def passed(session: Session) -> tuple[Crossing, ...]:
            return reminders.crossed(session, from_text(since), from_text(until))

        self._desk.tasks.read(self, passed, self._show, self._on_failed, latest="missed")

    def _on_failed(self, _error: LedgerError) -> None:
        self._show_or_hide(is_shown=False)

    def _show(self, passed: tuple[Crossing, ...]) -> None:
        due = [one for one in reminders.furthest(passed) if one.is_pressing]
        if not due:
            self.put_away()
            return
        self._said.setText(self._words(len(due)))
        while (old := self._lines.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in due[:_SHOWN]:
            self._lines.addWidget(self._line(one))
        if len(due) > _SHOWN:
            self._lines.addWidget(text(self.tr("and {count} more").format(count=len(due) - _SHOWN), "mute"))
        self._show_or_hide(is_shown=True)

    def _show_or_hide(self, *, is_shown: bool) -> None:
        self.setVisible(is_shown)
        self.told.emit(is_shown)

    def _line(self, one: Crossing) -> QPushButton:
        words = crossing_words(one, self._desk.now(), self._desk.wording)
        made = button(one.code, lambda: self._desk.go(target_of(one.kind, one.code)), role="link")
        made.setToolTip(words)
        made.setAccessibleName(words)
        return made

    def _words(self, count: int) -> str:
        settings, now = self._desk.settings, self._desk.now()
        sentence = {
            "SLEPT": self.tr("Fell due while the computer slept: {count} ({since} to {until})"),
            "CLOSED": self.tr("Fell due while the program was closed: {count} ({since} to {until})"),
        }.get(
            settings.get(self._setting("why")),
            self.tr("Fell due while the screen was locked: {count} ({since} to {until})"),
        )
        since, until = (clock_time(from_text(settings.get(self._setting(part))), now) for part in ("since", "until"))
        return sentence.format(count=count, since=since, until=until)

    def put_away(self) -> None:
        """Tell it no more."""
        for part in ("since", "until", "why"):
            self._desk.settings.set(self._setting(part), "")
        self._show_or_hide(is_shown=False)
