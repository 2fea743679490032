"""Restoring from a backup, before anybody is signed in: on the shop's computer or on one where nothing is yet."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton

from ledger.domain.errors import LedgerError, SignInDelayed, SignInStopped, UnknownMember, WrongPassphrase
from ledger.services import restoring
from ledger.services.ledger_folder import suggested_folder
from ledger.services.restoring import Preview, Restored, RestoreStep, Wish
from ui.door import Door
from ui.messages import Question
from ui.recent_ledgers import recent_ledgers
from ui.settings import BACKUP_FOLDER, NAME
from ui.tasks import Job, Progress
from ui.widgets.first_run_parts import Step
from ui.widgets.parts import button, row
from ui.widgets.restore_choice import BackupStep, PlaceStep, WhoStep
from ui.widgets.restore_preview import PreviewStep, WorkStep
from ui.widgets.stepped_page import SteppedPage

_LOOK_MS = 100
_BACKUP, _PLACE, _WHO, _PREVIEW, _WORK = range(5)


class RestorePage(SteppedPage):
    """Five steps: which backup, where to, who, what is in it, the work. Nothing is changed before the last."""

    restored = Signal(object)  # Path of the folder
    left = Signal()

    def __init__(self, door: Door, folder: Path | None, backup: Path | None) -> None:
        super().__init__()
        self._door = door
        self._is_busy = self._is_done = False
        self._progress = Progress()
        self.setAccessibleName(self.tr("Restore from a backup"))
        self._backup = BackupStep(door, self._places(folder, backup), backup)
        self._backup.decided.connect(self.submit)
        self._place = PlaceStep(door, folder)
        self._who = WhoStep()
        self._preview = PreviewStep(door)
        self._work = WorkStep()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(lambda: self._work.show_step(self._progress.done))
        steps = (self._backup, self._place, self._who, self._preview, self._work)
        self._lay_out(steps)
        self._go(_BACKUP)

    def _places(self, folder: Path | None, backup: Path | None) -> tuple[Path, ...]:
        second = self._door.settings.get(BACKUP_FOLDER)
        known = (folder, None if backup is None else backup.parent, Path(second) if second else None)
        return (*(one for one in known if one is not None), *recent_ledgers(self._door.settings))

    def _lay_out(self, steps: tuple[Step, ...]) -> None:
        titles = (
            self.tr("Which backup"),
            self.tr("Where to"),
            self.tr("Who restores"),
            self.tr("What is in it"),
            self.tr("Restoring"),
        )
        self._leave_button = button(self.tr("Leave without restoring"), self.left.emit, role="link")
        self._back = button(self.tr("Back"), lambda: self._go(self.at - 1))
        self._stop = button(self.tr("Stop"), self._cancel)
        self._next: QPushButton = button("", self.submit, role="primary")
        self._backup.file_chosen.connect(self._next.setFocus)  # nothing is left to do on that step
        acts = row(self._leave_button, None, self._stop, self._back, self._next, spacing=10)
        self.lay_out(titles, steps, acts)

    # --- for the shell ---

    def may_leave(self) -> bool:
        """Return whether nothing is under way that closing would cut short."""
        return not (self._is_busy and self.at == _WORK)

    def forget_secrets(self) -> None:
        """See ``door_watch``; what a backup holds is shown once more only to whoever opens it."""
        if self._is_busy or self._is_done:
            return
        self._who.wipe()
        if self.at > _WHO:
            self._go(_WHO)

    def submit(self) -> None:
        """Go on, if what was typed here is right."""
        if self._is_busy or not self.steps[self.at].is_right():
            return
        if self._is_done:
            self.restored.emit(self._place.folder())
        elif self.at == _WHO:
            self._look()
        elif self.at == _PREVIEW:
            self._ask()
        else:
            self._go(self.at + 1)

    # --- going ---

    def _go(self, at: int) -> None:
        self.show_step(at)
        if at == _PLACE:
            known = recent_ledgers(self._door.settings)
            fallback = suggested_folder("", self._door.place_of(Path()).app_data)
            self._place.suggest(known[0] if known else fallback)
        elif at == _WHO:
            self._who.say("")  # what was wrong with another backup
            self._offer_names()
        self._show_acts()
        self.steps[at].focus_first()

    def _offer_names(self) -> None:
        backup, folder = self._backup.backup(), self._place.folder()
        if backup is not None:
            last = self._door.settings.get(NAME)
            self._door.tasks.compute(
                self, lambda: restoring.names(backup, folder), lambda names: self._who.offer(names, last)
            )

    def _show_acts(self) -> None:
        words = {
            _WHO: self.tr("Open the backup"),
            _PREVIEW: self.tr("Restore…"),
            _WORK: self.tr("Open the ledger"),
        }
        reading = self._is_busy and self.at == _WHO
        self._next.setText(self.tr("Opening and checking…") if reading else words.get(self.at, self.tr("Next")))
        self._next.setEnabled(not self._is_busy)
        self._next.setVisible(self.at != _WORK or self._is_done)
        self._back.setVisible(_BACKUP < self.at < _WORK)
        self._back.setEnabled(not self._is_busy)
        self._stop.setVisible(self.at == _WORK and self._is_busy)
        self._leave_button.setVisible(not self._is_done)
        self._leave_button.setEnabled(not self._is_busy)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.steps[_WHO].setEnabled(not is_busy)
        self._show_acts()

    # --- looking ---

    def _wish(self) -> Wish:
        name, secret = self._who.typed()
        return Wish(self._backup.backup() or Path(), self._place.folder(), name, secret, self._preview.kept())

    def _look(self) -> None:
        wish, place, clock = self._wish(), self._door.place_of(self._place.folder()), self._door.clock
        self._set_busy(is_busy=True)
        # On the ledger's thread, behind the closing of what was open there.
        job = Job(self, lambda: restoring.look(wish, place, clock), self._on_seen, self._on_not_seen)
        self._door.tasks.start(job)

    def _on_seen(self, seen: Preview) -> None:
        self._set_busy(is_busy=False)
        self._preview.show_preview(seen)
        self._go(_PREVIEW)
        self._next.setFocus()

    def _on_not_seen(self, error: LedgerError) -> None:
        self._set_busy(is_busy=False)
        words = self._door.say(error)
        if isinstance(error, WrongPassphrase) and self._who.is_by_code:
            words = self.tr("This code does not open the ledger or this backup. Compare it with the sheet.")
        self._who.focus_first()
        self._who.say(words, is_secret=isinstance(error, WrongPassphrase | SignInDelayed | SignInStopped))
        if isinstance(error, UnknownMember):
            self._who.name.field.show_error(words)

    # --- restoring ---

    def _ask(self) -> None:
        question = Question(
            self.tr("Restore this backup?"),
            self.tr("What was recorded after it is not in the restored ledger. The ledger of now is backed up first."),
            self.tr("Restore"),
        )
        self._door.messages.ask(question, self._restore)

    def _restore(self) -> None:
        wish, place, clock = self._wish(), self._door.place_of(self._place.folder()), self._door.clock
        progress = self._progress = Progress()
        steps = {step: at for at, step in enumerate(RestoreStep)}

        def work() -> Restored:
            return restoring.restore(wish, place, clock, lambda step: progress.report(steps[step], len(steps)))

        self._work.begin()
        self._go(_WORK)
        self._set_busy(is_busy=True)
        self._timer.start()
        self._door.tasks.start(Job(self, work, self._on_restored, self._on_failed))

    def _cancel(self) -> None:
        if self._is_busy and self._progress.done < len(RestoreStep) - 1:
            self._progress.cancel()
            self._end_work()
            self._go(_PREVIEW)
            self._preview.say(self.tr("Stopped. Nothing was changed."))

    def _end_work(self) -> None:
        self._timer.stop()
        self._set_busy(is_busy=False)

    def _on_restored(self, done: Restored) -> None:
        self._is_done = True  # also where the stop came too late
        self._end_work()
        self._who.wipe()
        self._work.show_done(done, self._place.folder())
        self._go(_WORK)
        self._next.setFocus()

    def _on_failed(self, error: LedgerError) -> None:
        self._end_work()
        self._go(_PREVIEW)
        self._preview.say(self._door.say(error))
