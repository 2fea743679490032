"""Backups: those beside the ledger, and a second place outside this computer."""

from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QLayout

from ledger.domain.errors import LedgerError
from ledger.domain.instants import show_instant
from ledger.domain.staff import Operation
from ledger.services import backups
from ledger.services.backups import Backups
from ledger.services.session import back_up
from ui.desk import Desk
from ui.formatting import span
from ui.models.table_model import Column, RecordModel
from ui.settings import BACKUP_FOLDER
from ui.theme import Tone
from ui.widgets.first_run_parts import Note
from ui.widgets.parts import Card, Chip, EmptyState, button, row, text
from ui.widgets.recipient_rights import allowed
from ui.widgets.record_table import RecordTable
from ui.widgets.settings_panel import SettingsPanel

_REMIND_AFTER = timedelta(days=7)


class BackupPanel(SettingsPanel):
    """What is kept, when it was made, and making one more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Backups"),
            self.tr("The first opening of each day makes a backup, encrypted like the ledger and opened to prove it."),
        )
        self._folder = text("", wraps=True, selectable=True)
        self._model = RecordModel[datetime](self._columns(), self)
        self._table = RecordTable(self._model, self.tr("Backups kept"), desk.now)
        self._table.setMinimumHeight(136)
        self._table.set_empty(EmptyState("database-backup", self.tr("No backup yet")))
        self._now = button(self.tr("Back up now"), self._back_up, role="primary", icon="database-backup")
        here = Card(self.tr("Beside the ledger"), self._now)
        here.body.addLayout(_named(self.tr("The ledger lies in"), self._folder))
        here.body.addWidget(self._table)
        self.place(here)
        self._second = self._second_place()
        self.place(self._second)
        self.inside.addStretch(1)

    def _columns(self) -> tuple[Column[datetime], ...]:
        return (
            Column[datetime]("made", self.tr("Made"), show_instant, width=200, is_main=True),
            Column[datetime](
                "age", self.tr("Age"), lambda made: span(self.desk.now() - made), width=140, is_number=True
            ),
        )

    def _second_place(self) -> Card:
        self._state = Chip()
        self._other = text("", wraps=True, selectable=True)
        self._reminder = Note(Tone.WARN)
        words = self.tr(
            "A backup beside the ledger is lost with this computer. Choose a folder on a drive that you take out of "
            "the shop, and back up there every week."
        )
        choose = button(self.tr("Choose a folder…"), self._choose)
        self._there = button(self.tr("Back up there now"), self._back_up_there, icon="upload")
        card = Card(self.tr("A second place"), self._state)
        card.body.addWidget(text(words, "mute", wraps=True))
        card.body.addLayout(_named(self.tr("Folder"), self._other))
        card.body.addWidget(self._reminder)
        card.body.addLayout(row(choose, allowed(self._there, self.desk, Operation.EXPORT), None))
        return card

    # --- what is there ---

    def refresh(self) -> None:
        """Ask which backups there are, also in the second place."""
        self.desk.tasks.read(self, backups.kept, self._show, self.tell_failed, latest="backups")
        folder = self.desk.settings.get(BACKUP_FOLDER)
        self._other.setText(folder or self.tr("No folder chosen yet."))
        self._there.setEnabled(bool(folder) and self.desk.may(Operation.EXPORT))
        if folder:
            self.desk.tasks.compute(self, lambda: backups.newest_in(Path(folder)), self._show_second, self.tell_failed)
        else:
            self._show_second(None)

    def showEvent(self, event: QShowEvent) -> None:
        """Look again: a drive may have been plugged in."""
        super().showEvent(event)
        self.refresh()

    def _show(self, found: Backups) -> None:
        self._folder.setText(str(found.folder))
        self._model.show(found.made)

    def _show_second(self, newest: datetime | None) -> None:
        if newest is None:
            self._state.show_state(self.tr("No backup there"), Tone.WARN)
            self._reminder.say(self.tr("There is no copy outside this computer that can be seen from here."))
            return
        is_old = self.desk.now() - newest > _REMIND_AFTER
        self._state.show_state(show_instant(newest), Tone.WARN if is_old else Tone.OK)
        self._reminder.say(self.tr("The newest copy there is more than 7 days old.") if is_old else "")

    # --- making one ---

    def _back_up(self) -> None:
        self._set_busy(is_busy=True)
        self.desk.tasks.write(self, back_up, self._on_made, self._on_not_made)

    def _choose(self) -> None:
        self.desk.messages.choose_folder(self.tr("A folder outside this computer"), self._on_chosen)

    def _on_chosen(self, folder: Path) -> None:
        self.desk.settings.set(BACKUP_FOLDER, str(folder))
        self.refresh()

    def _back_up_there(self) -> None:
        folder = Path(self.desk.settings.get(BACKUP_FOLDER))
        self._set_busy(is_busy=True)
        self.desk.tasks.write(self, lambda session: back_up(session, folder), self._on_made, self._on_not_made)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._now.setEnabled(not is_busy)
        self._there.setEnabled(not is_busy and self.desk.may(Operation.EXPORT))

    def _on_made(self, _path: Path) -> None:
        self._set_busy(is_busy=False)
        self.desk.messages.toast(self.tr("Backed up and verified."))
        self.refresh()

    def _on_not_made(self, error: LedgerError) -> None:
        self._set_busy(is_busy=False)
        self.tell_failed(error)


def _named(name: str, said: QLabel) -> QLayout:
    beside = row(text(name, "mute"), said, spacing=12)
    beside.setStretch(1, 1)
    return beside
