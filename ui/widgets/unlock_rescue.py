"""What helps a damaged ledger: the newest whole backup first, then saving what can still be read."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ledger.domain.errors import DatabaseDamaged, DatabaseEmpty, DatabaseMissing, DatabaseNotEncrypted, LedgerError
from ledger.domain.instants import local, local_date
from ledger.services.salvaging import Offer, newest_whole_backup
from ui.door import Door
from ui.formatting import clock_time
from ui.widgets.parts import button, column, row, text

_HELPED = (DatabaseDamaged, DatabaseEmpty, DatabaseMissing, DatabaseNotEncrypted)  # what a backup replaces


class Rescue(QWidget):
    """Two offers, hidden until ``look``. A backup counts only once all of it was compared with its signature."""

    restore_wanted = Signal(object)  # Path of the backup
    salvage_wanted = Signal()

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._offer: Offer | None = None
        self._searching = text(self.tr("Looking for the newest whole backup…"), "mute", wraps=True)
        self._found = text("", "strong", wraps=True)
        self._missing = text("", "mute", wraps=True)
        self._restore = button(self.tr("Restore this backup…"), self._on_restore, role="primary")
        self._or = text("", "mute", wraps=True)
        self._salvage = button(self.tr("Save what can still be read…"), self.salvage_wanted.emit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        pieces = (self._searching, self._found, self._missing, row(self._restore, None), self._or)
        box.addLayout(column(*pieces, row(self._salvage, None), spacing=6))
        self.hide()

    @property
    def words(self) -> str:
        """Return what is offered, or nothing while hidden."""
        said = (self._searching, self._found, self._missing, self._or)
        return " ".join(one.text() for one in said if not one.isHidden()) if not self.isHidden() else ""

    def look(self, error: LedgerError, folder: Path) -> None:
        """Look for what helps against an error of opening; for other troubles nothing is offered."""
        self.hide()
        if not isinstance(error, _HELPED):
            return
        is_readable = isinstance(error, DatabaseDamaged)
        for one in (self._found, self._missing, self._restore, self._or):
            one.hide()
        self._searching.show()
        self._salvage.setVisible(is_readable)
        self.show()
        app_data = self._door.place_of(folder).app_data
        self._door.tasks.compute(
            self,
            lambda: newest_whole_backup(folder, app_data),
            lambda offer: self._show(offer, is_readable=is_readable),
        )

    def _show(self, offer: Offer | None, *, is_readable: bool) -> None:
        self._offer = offer
        self._searching.hide()
        self._found.setText(self._sentence(offer))
        self._missing.setText(self._what_is_missing(offer))
        self._or.setText(
            self.tr("Is that too much? A manager can save what can still be read of the damaged file.")
            if offer is not None
            else self.tr("A manager can save what can still be read of the damaged file.")
        )
        self._found.show()
        self._missing.show()
        self._restore.setVisible(offer is not None)
        self._or.setVisible(is_readable)
        QTimer.singleShot(0, self, self._come_into_sight)  # its height is known only then

    def _come_into_sight(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(self)

    def _sentence(self, offer: Offer | None) -> str:
        if offer is None:
            return self.tr("No whole backup lies beside this ledger.")
        return self.tr("The newest whole backup: {age}.").format(age=self._age(offer.made_at, self._door.clock.now()))

    def _what_is_missing(self, offer: Offer | None) -> str:
        if offer is None:
            return self.tr("There may be one on another drive: choose “Restore from a backup” below.")
        if offer.missing is None:
            return self.tr("What was written down after it is not in it.")
        if not offer.missing:
            return self.tr("As far as one can tell, nothing was written down after it.")
        return self.tr("Entries written down after it, which it does not have: {count}").format(count=offer.missing)

    def _age(self, made_at: datetime, now: datetime) -> str:
        days = (local_date(now) - local_date(made_at)).days
        time = local(made_at).strftime("%H:%M")
        if days <= 0:
            return self.tr("today at {time}").format(time=time)
        if days == 1:
            return self.tr("yesterday at {time}").format(time=time)
        return self.tr("{count} days ago, {when}").format(count=days, when=clock_time(made_at, now))

    def _on_restore(self) -> None:
        if self._offer is not None:
            self.restore_wanted.emit(self._offer.path)
