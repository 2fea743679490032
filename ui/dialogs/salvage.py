"""Saving what can still be read of a damaged ledger: first what it would hold, then the decision."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError
from ledger.services import salvaging
from ledger.services.salvaging import Salvage
from ui.door import Door
from ui.tasks import Cancelled, Job, Progress
from ui.widgets.enter_key import pressed_by_enter
from ui.widgets.form import Banner
from ui.widgets.parts import button, column, line, row, text
from ui.widgets.salvage_result import SalvageResult

_LOOK_MS = 100


class SalvageDialog(QDialog):
    """Three steps: what it is, what was read, done. Nothing is changed before ``keep``, the damaged file never.

    ``salvaged`` once the new ledger is in place.
    """

    salvaged = Signal()

    def __init__(self, door: Door, folder: Path, who: tuple[str | None, str], parent: QWidget | None = None) -> None:
        """``who`` is the name (``None`` for the recovery sheet) and the passphrase typed at the door."""
        super().__init__(parent)
        self._door, self._folder, self._who = door, folder, who
        self._made: Salvage | None = None
        self._is_busy = self._is_done = False
        self._progress: Progress | None = None  # while it is being read
        self.setWindowTitle(self.tr("Save what can still be read"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(560)
        self._intro = QWidget()
        self._intro.setLayout(self._explain())
        self._result = SalvageResult(door.wording)
        self._banner = Banner()
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("How much of the file is read"))
        self._bar.setTextVisible(False)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._show_how_far)
        self._leave = button(self.tr("Leave everything as it is"), self.close)
        self._read = button(self.tr("Read the damaged file"), self.read, role="primary")
        self._keep = button(self.tr("Put the saved ledger in its place"), self.keep, role="primary")
        self._open = button(self.tr("Open the ledger"), self.accept, role="primary")
        self._lay_out()
        self._show_step()

    def _explain(self) -> QVBoxLayout:
        sentences = (
            self.tr(
                "The program reads the damaged file row by row and writes what is whole into a new ledger beside it. "
                "The damaged file itself is not changed."
            ),
            self.tr(
                "Where rows are missing, the newest whole backup helps out. Nothing replaces a whole and newer backup."
            ),
            self.tr("You see what could be saved before anything is put in its place."),
        )
        told = column(*(text(words, wraps=True) for words in sentences), spacing=8)
        told.setContentsMargins(0, 0, 0, 0)
        return told

    def _lay_out(self) -> None:
        inside = column(
            text(self.windowTitle(), "section"), self._intro, self._result, self._banner, self._bar, spacing=12
        )
        inside.setContentsMargins(24, 20, 24, 16)
        acts = row(None, self._leave, self._read, self._keep, self._open)
        acts.setContentsMargins(24, 12, 24, 16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inside, 1)
        whole.addWidget(line())
        whole.addLayout(acts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button the cursor is on."""
        if not pressed_by_enter(event, self.focusWidget()):
            super().keyPressEvent(event)

    # --- the steps ---

    def read(self) -> None:
        """Read the damaged file; nothing is put in place yet."""
        place, clock, (name, secret) = self._door.place_of(self._folder), self._door.clock, self._who
        progress = self._progress = Progress()

        def work() -> Salvage:
            made = salvaging.prepare(place, name, secret, clock, progress.report)
            try:
                progress.report(1, 1)
            except Cancelled:  # at the very end: nobody waits for it any more
                made.leave()
                raise
            return made

        self._work(work, self._on_read)

    def keep(self) -> None:
        """Put what was saved in place of the damaged file."""
        made = self._made
        if made is not None:
            self._work(made.keep, self._on_kept)

    def _work(self, job: Callable[[], object], done: Callable[[object], None]) -> None:
        self._is_busy = True
        self._banner.say("")
        self._timer.start()
        self._show_step()
        # On the ledger's thread: nothing else may come between, and a lock waits for its end.
        self._door.tasks.start(Job(self, job, done, self._on_failed))

    def _on_read(self, made: object) -> None:
        self._settle()
        if isinstance(made, Salvage):
            self._made = made
            self._result.show_salvage(made)
        self._show_step()

    def _on_kept(self, kept: object) -> None:
        self._settle()
        self._made, self._is_done, self._who = None, True, (None, "")
        if isinstance(kept, Path):
            self._result.say_kept(kept.name)
        self._show_step()
        self.salvaged.emit()

    def _on_failed(self, error: LedgerError) -> None:
        self._settle()
        self._banner.say(self._door.say(error))
        self._show_step()

    def _settle(self) -> None:
        self._is_busy = False
        self._progress = None
        self._timer.stop()

    def _show_step(self) -> None:
        is_read = self._made is not None or self._is_done
        self._intro.setVisible(not is_read)
        self._result.setVisible(is_read)
        self._bar.setVisible(self._is_busy)
        self._read.setVisible(not is_read)
        self._keep.setVisible(self._made is not None)
        self._open.setVisible(self._is_done)
        self._leave.setVisible(not self._is_done)
        self._leave.setText(self.tr("Leave everything as it is") if self._progress is None else self.tr("Stop"))
        self._leave.setEnabled(self._progress is not None or not self._is_busy)
        for one in (self._read, self._keep):
            one.setEnabled(not self._is_busy)
        self._show_how_far()
        self.adjustSize()

    def _show_how_far(self) -> None:
        told = self._progress or Progress()
        self._bar.setRange(0, told.total)
        self._bar.setValue(min(told.done, told.total))

    # --- leaving ---

    def forget_secrets(self) -> None:
        """See ``door_watch``: nobody goes on, so everything stays as it is; what is under way is not cut short."""
        if not self._is_busy and not self._is_done:
            self.reject()

    def reject(self) -> None:
        """Leave; while it is being read, stop that first; while it is put in place, wait."""
        if not self._is_busy:
            super().reject()
        elif self._progress is not None:
            self._progress.cancel()
            self._settle()
            self._show_step()

    def done(self, result: int) -> None:
        """Throw away what was not put in place, and forget the passphrase."""
        made, self._made, self._who = self._made, None, (None, "")
        if made is not None:
            made.leave()
        super().done(result)
