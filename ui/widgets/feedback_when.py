"""When something happened: now unless somebody says otherwise, typed or stepped back by a key."""

import re
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from ledger.domain.errors import InvalidInput
from ledger.domain.instants import local_date, show_date, show_instant
from ledger.services.reading import read_instant
from ui.desk import Desk
from ui.widgets.parts import button, row

_CLOCK = re.compile(r"\d{1,2}:\d{2}")


class WhenEdit(QLineEdit):
    """An instant in Vietnam time as ``dd/MM/yyyy HH:mm``, or ``HH:mm`` of today; empty is now."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._name = name  # of the field in the ledger's errors
        self.setPlaceholderText(self.tr("Now"))
        self.setToolTip(self.tr("Empty is now. Or type 21/11/2026 14:05, or only 14:05 for today."))

    def instant(self) -> datetime | None:
        """Return what was typed, ``None`` for now. Raises ``InvalidDate`` or ``InFuture``."""
        typed = " ".join(self.text().split())
        if not typed:
            return None
        now = self._desk.now()
        if _CLOCK.fullmatch(typed):
            typed = f"{show_date(local_date(now))} {typed.zfill(5)}"
        return read_instant(typed, self._name, now, needs_time=True)

    def step(self, back: timedelta) -> None:
        """Move back from the time shown, or from now where none can be read; no time at all is now."""
        try:
            at = self.instant() or self._desk.now()
        except InvalidInput:
            at = self._desk.now()
        self.setText(show_instant(at - back) if back else "")


class QuickTimes(QWidget):
    """Buttons that set a ``WhenEdit`` without typing."""

    def __init__(self, when: WhenEdit) -> None:
        super().__init__()
        steps = (
            (self.tr("Now"), timedelta()),
            (self.tr("15 min earlier"), timedelta(minutes=15)),
            (self.tr("1 hour earlier"), timedelta(hours=1)),
            (self.tr("1 day earlier"), timedelta(days=1)),
        )
        made = [button(words, partial(when.step, back), role="choice") for words, back in steps]
        self.setLayout(row(*made, None, spacing=6))
