"""What opening the ledger found, told under the top bar until somebody puts it away."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ledger.domain.instants import show_instant
from ledger.services.status import Status
from ui.desk import Desk
from ui.places import PageId, Target
from ui.widgets.parts import button, icon_button, picture, row, text

_EVERY_MS = 30_000  # the clock catches up by itself
_LINE = "notice"


class NoticeBand(QWidget):
    """One soft yellow line per notice, with the button that settles it; that the clock is wrong, while it is."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)  # at once: what is told before it has a place would flash up on its own
        self._desk = desk
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(28, 0, 28, 10)
        self._box.setSpacing(6)
        self._told: dict[str, QFrame] = {}
        self._clock_said = text("", wraps=True)
        self._clock = _sheet(self._clock_said)
        self._clock.hide()
        self._box.addWidget(self._clock)
        self.hide()
        timer = QTimer(self)
        timer.timeout.connect(self.refresh)
        timer.start(_EVERY_MS)
        desk.tasks.ledger_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask again what there is to tell."""
        from ledger.services.status import status

        self._desk.tasks.read(self, status, self._show, lambda _error: self.hide(), latest="notices")

    def _show(self, found: Status) -> None:
        due = dict(self._lines(found))
        for words in [one for one in self._told if one not in due]:  # settled meanwhile
            self._told.pop(words).deleteLater()
        for words, target in due.items():
            if words not in self._told:
                self._told[words] = self._line(words, target)
                self._box.addWidget(self._told[words])
                self.show()
        self._show_clock(found)

    def _show_clock(self, found: Status) -> None:
        if found.is_clock_behind and found.newest_entry_at is not None:
            words = self.tr(
                "This computer's clock says {clock}, but the ledger's newest entry is of {newest}. Set date and time "
                "right; until then everything recorded carries the time of that entry, and no deadline moves on."
            )
            clock, newest = show_instant(self._desk.now()), show_instant(found.newest_entry_at)
            self._clock_said.setText(words.format(clock=clock, newest=newest))
        self._clock.setVisible(found.is_clock_behind)
        self.setVisible(any(not one.isHidden() for one in (self._clock, *self._told.values())))

    def _lines(self, found: Status) -> Iterable[tuple[str, Target | None]]:
        if not self._desk.who.member.name:
            words = self.tr(
                "You opened the ledger with the recovery sheet. Make an account for a manager now; signed in with that "
                "one, make a new sheet."
            )
            yield words, Target(PageId.SETTINGS, act="staff")
        if found.is_keeper_missing:
            words = self.tr("The recovery code was not retyped yet: no customer can be recorded until it is.")
            yield words, Target(PageId.SETTINGS, act="recovery")
        if found.is_copy_of_old_sheet:
            words = self.tr("The copy on the other drive opens only with the old recovery sheet: make a new one there.")
            yield words, Target(PageId.SETTINGS, act="second_place")
        if found.is_copy_overdue:
            words = self.tr("For more than 7 days no backup was copied onto another drive.")
            yield words, Target(PageId.SETTINGS, act="second_place")
        for notice in found.notices:
            key = f"notices.{notice.code}"
            if key in self._desk.wording:
                values = {name: ", ".join(v) if isinstance(v, tuple) else v for name, v in notice.data.items()}
                yield self._desk.wording.text(key, **values), None

    def _line(self, words: str, target: Target | None) -> QFrame:
        acts = [button(self.tr("Do it now"), lambda: self._desk.go(target))] if target is not None else []
        away = icon_button("x", self.tr("Put away"))
        sheet = _sheet(text(words, wraps=True), *acts, away)
        away.clicked.connect(sheet.hide)
        return sheet


def _sheet(said: QLabel, *beside: QWidget) -> QFrame:
    sheet = QFrame()
    sheet.setObjectName(_LINE)
    sheet.setProperty("role", "warned")
    box = row(picture("triangle-alert", "warn"), said, *beside, spacing=10)
    box.setStretch(1, 1)
    box.setContentsMargins(14, 6, 8, 6)
    sheet.setLayout(box)
    return sheet
