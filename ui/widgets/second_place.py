"""A copy of the day onto the drive outside this computer, as soon as it is plugged in; nobody has to think of it."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from ledger.domain.errors import LedgerError
from ledger.services import backups
from ledger.services.backups import SecondPlace
from ui.desk import Desk

_FIRST_MS = 5_000  # after the desk is there to be worked at
_EVERY_MS = 10 * 60_000


class SecondPlaceKeeper(QObject):
    """Looks for the drive from time to time; whether it is there is asked off the ledger's thread, it may be slow."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        QTimer.singleShot(_FIRST_MS, self, self.look)
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(_EVERY_MS)

    def look(self) -> None:
        """Have a copy made if one is due and its drive is there."""
        self._desk.tasks.read(self, backups.second_place, self._look_at, self._ignore, latest="second")

    def _look_at(self, place: SecondPlace) -> None:
        folder: Path | None = place.folder
        if folder is not None and backups.is_due(place, self._desk.now()):
            self._desk.tasks.compute(self, folder.is_dir, self._copy_if, self._ignore)

    def _copy_if(self, is_there: bool) -> None:
        if is_there:
            self._desk.tasks.write(self, backups.copy_out_if_due, lambda _done: None, self._ignore)

    def _ignore(self, error: LedgerError) -> None:
        """Say nothing: after a week the band tells that no copy was made, and the settings say why."""
