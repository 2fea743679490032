"""Backups: those beside the ledger, a second place outside this computer, and the way back to one of them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QLayout, QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.instants import show_instant
from ledger.domain.staff import Operation
from ledger.services import backups, restoring
from ledger.services.backups import Backups, SecondPlace
from ledger.services.session import Session, back_up
from ledger.services.status import status
from ui.desk import Desk
from ui.formatting import age
from ui.models.table_model import Column, RecordModel
from ui.places import PageId, Target
from ui.settings import BACKUP_FOLDER
from ui.theme import Tone
from ui.widgets.confirming import once_confirmed
from ui.widgets.first_run_parts import Note
from ui.widgets.parts import Card, Chip, EmptyState, button, row, text
from ui.widgets.recipient_rights import allowed
from ui.widgets.record_table import RecordTable
from ui.widgets.settings_panel import SettingsPanel

_BELOW = 30  # pixels in sight below a button that is shown the way to


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the ledger says of its backups."""

    kept: Backups
    second: SecondPlace
    paused_until: datetime | None
    is_synced: bool


@dataclass(frozen=True, slots=True)
class _Drive:
    """What is seen of the second place, which may be slow to answer."""

    is_there: bool
    newest: datetime | None
    is_same: bool


def _standing(session: Session) -> _Standing:
    is_synced = status(session).is_folder_synced
    return _Standing(backups.kept(session), backups.second_place(session), restoring.paused_until(session), is_synced)


class BackupPanel(SettingsPanel):
    """What is kept, when it was made, making one more, and restoring one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Backups"),
            self.tr("The first opening of each day makes a backup, encrypted like the ledger and opened to prove it."),
        )
        self._place: Path | None = None
        self._pressed: QWidget | None = None
        self._ledger = Path()
        self._folder = text("", wraps=True, selectable=True)
        self._model = RecordModel[datetime](self._columns(), self)
        self._table = RecordTable(self._model, self.tr("Backups kept"), desk.now)
        self._table.setMinimumHeight(136)
        self._table.set_empty(EmptyState("database-backup", self.tr("No backup yet")))
        self._synced, self._paused = Note(Tone.WARN), Note(Tone.ACCENT)
        self._thin = button(self.tr("Thin them out again"), self._thin_again, role="link")
        self._thin.hide()
        self._now = button(self.tr("Back up now"), self._back_up, role="primary", icon="database-backup")
        here = Card(self.tr("Beside the ledger"), self._now)
        here.body.addLayout(_named(self.tr("The ledger lies in"), self._folder))
        here.body.addWidget(self._synced)
        here.body.addWidget(self._table)
        here.body.addWidget(self._paused)
        here.body.addLayout(row(allowed(self._thin, desk, Operation.SETTINGS), None))
        self.place(here)
        self.place(self._second_place())
        self.place(self._way_back())
        self.inside.addStretch(1)

    def _columns(self) -> tuple[Column[datetime], ...]:
        return (
            Column[datetime]("made", self.tr("Made"), show_instant, width=200, is_main=True),
            Column[datetime](
                "age", self.tr("Age"), lambda made: age(self.desk.now() - made), width=140, is_number=True
            ),
        )

    def _second_place(self) -> Card:
        self._state = Chip()
        self._other = text("", wraps=True, selectable=True)
        self._reminder, self._same = Note(Tone.WARN), Note(Tone.WARN)
        words = self.tr(
            "A backup beside the ledger is lost with this computer. Choose a folder on a drive that you take out of "
            "the shop; while it is plugged in, a copy is made there every day."
        )
        self._choosing = button(self.tr("Choose a folder…"), self._choose)
        self._there = button(self.tr("Back up there now"), self._back_up_there, icon="upload")
        self._there.setEnabled(False)
        card = Card(self.tr("A second place"), self._state)
        card.body.addWidget(text(words, "mute", wraps=True))
        card.body.addLayout(_named(self.tr("Folder"), self._other))
        card.body.addWidget(self._reminder)
        card.body.addWidget(self._same)
        card.body.addLayout(row(allowed(self._choosing, self.desk, Operation.EXPORT), self._there, None))
        return card

    def _way_back(self) -> Card:
        restore = button(self.tr("Restore from a backup…"), self._restore, icon="history")
        card = Card(self.tr("The way back"))
        words = self.tr(
            "Restoring shows first what a backup holds and what would be missing. The ledger of now is backed up "
            "before; customers erased meanwhile stay erased."
        )
        card.body.addWidget(text(words, "mute", wraps=True))
        card.body.addLayout(row(allowed(restore, self.desk, Operation.RESTORE), None))
        return card

    # --- what is there ---

    def refresh(self) -> None:
        """Ask which backups there are, also in the second place."""
        self.desk.tasks.read(self, _standing, self._show, self.tell_failed, latest="backups")

    def showEvent(self, event: QShowEvent) -> None:
        """Look again: a drive may have been plugged in."""
        super().showEvent(event)
        self.refresh()

    def _show(self, found: _Standing) -> None:
        self._ledger = found.kept.folder
        self._folder.setText(str(found.kept.folder))
        self._model.show(found.kept.made)
        synced = self.tr("A service copies this folder to the internet while it is written. Move the ledger elsewhere.")
        self._synced.say(synced if found.is_synced else "")
        words = self.tr("Since the restore no backup is thinned out, until {date}.")
        self._paused.say(words.format(date=show_instant(found.paused_until)) if found.paused_until else "")
        self._thin.setVisible(found.paused_until is not None)
        self._show_place(found.second)

    def _show_place(self, found: SecondPlace) -> None:
        folder, ledger = found.folder, self._ledger
        self._place = folder
        self._other.setText(str(folder) if folder is not None else self.tr("No folder chosen yet."))
        self._there.setEnabled(folder is not None)
        self._reminder.say(self._reminder_of(found))
        self._same.say("")
        if folder is None:
            self._state.show_state(self.tr("No backup there"), Tone.WARN)
            return
        self.desk.tasks.compute(
            self,
            lambda: _Drive(folder.is_dir(), backups.newest_in(folder), backups.is_same_drive(folder, ledger)),
            lambda seen: self._show_drive(found, seen),
            self.tell_failed,
        )

    def _reminder_of(self, found: SecondPlace) -> str:
        if found.is_of_old_sheet:
            return self.tr(
                "The copies there were made before the present recovery sheet, so only the old one opens them. Back up "
                "there now, then delete the older copies."
            )
        if found.is_overdue and found.copied_at is not None:
            return self.tr("The newest copy there is more than 7 days old.")
        if found.copied_at is None:
            return self.tr("There is no copy outside this computer that can be seen from here.")
        return ""

    def _show_drive(self, found: SecondPlace, seen: _Drive) -> None:
        newest = seen.newest
        if not seen.is_there:
            self._state.show_state(self.tr("Not plugged in"), Tone.WARN)
            self._reminder.say(self._words_of_missing(found))
        elif newest is None:
            self._state.show_state(self.tr("No backup there"), Tone.WARN)
        else:
            is_old = found.is_of_old_sheet or self.desk.now() - newest > backups.REMIND_AFTER
            self._state.show_state(show_instant(newest), Tone.WARN if is_old else Tone.OK)
        same = self.tr("This folder lies on the same drive as the ledger: both are lost together.")
        self._same.say(same if seen.is_same else "")
        QTimer.singleShot(0, self, self._keep_in_sight)

    def _words_of_missing(self, found: SecondPlace) -> str:
        words = self.tr("This folder cannot be seen now: plug in its drive, or choose another folder.")
        if found.copied_at is None:
            return words
        newest = self.tr("The newest copy there is of {date}.").format(date=show_instant(found.copied_at))
        return f"{words} {newest}"

    def show_second_place(self) -> None:
        """Bring what concerns the second place into sight, with the cursor on what makes a copy there."""

        def lead(_nothing: None) -> None:
            wanted = self._there if self._there.isEnabled() else self._choosing
            wanted.setFocus()
            self._keep_in_sight()

        self.desk.tasks.read(self, lambda _session: None, lead)  # after what says whether a place was chosen

    def _keep_in_sight(self) -> None:
        if self.focusWidget() in {self._there, self._choosing}:  # what is told above it moves it down
            self.ensureWidgetVisible(self.focusWidget(), 0, _BELOW)

    # --- making one ---

    def _back_up(self) -> None:
        self._set_busy(is_busy=True)
        self.desk.tasks.write(self, back_up, self._on_made, self._on_not_made)

    def _choose(self) -> None:
        self.desk.messages.choose_folder(self.tr("A folder outside this computer"), self._on_chosen)

    def _on_chosen(self, folder: Path) -> None:
        def remembered(_done: None) -> None:
            self.desk.settings.set(BACKUP_FOLDER, str(folder))  # where restoring looks, before any ledger is open
            self.refresh()

        def failed(error: LedgerError) -> None:
            once_confirmed(self.desk, self, error, lambda: self._on_chosen(folder), self.tell_failed)

        self.desk.tasks.write(self, lambda session: backups.choose_second(session, folder), remembered, failed)

    def _back_up_there(self) -> None:
        self._set_busy(is_busy=True)
        self.desk.tasks.write(self, backups.copy_out, self._on_made, self._on_not_made)

    def _set_busy(self, *, is_busy: bool) -> None:
        if is_busy:
            self._pressed = self.focusWidget()
        self._now.setEnabled(not is_busy)
        self._there.setEnabled(not is_busy and self._place is not None)
        if not is_busy and self._pressed is not None:
            self._pressed.setFocus()  # a button that cannot be pressed gives the cursor to the next one

    def _on_made(self, _path: Path) -> None:
        self._set_busy(is_busy=False)
        self.desk.messages.toast(self.tr("Backed up and verified."))
        self.refresh()

    def _on_not_made(self, error: LedgerError) -> None:
        self._set_busy(is_busy=False)
        self.tell_failed(error)

    # --- restoring ---

    def _restore(self) -> None:
        self.desk.go(Target(PageId.SETTINGS, act="restore"))

    def _thin_again(self) -> None:
        self.desk.tasks.write(self, restoring.thin_again, lambda _done: self.refresh(), self.tell_failed)


def _named(name: str, said: QLabel) -> QLayout:
    beside = row(text(name, "mute"), said, spacing=12)
    beside.setStretch(1, 1)
    return beside
