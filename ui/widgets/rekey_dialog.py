"""A form behind which the whole ledger is written under a new key: how far that is, and stopping it in time."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from ledger.services.session import Session
from ui.desk import Desk
from ui.tasks import Cancelled, Progress
from ui.theme import Tone
from ui.widgets.first_run_parts import Note
from ui.widgets.parts import column, text
from ui.widgets.settings_slow_dialog import SlowDialog

_LOOK_MS, _WHOLE = 100, 100
_STOPPED = object()  # what a job that was stopped in time comes to


class RekeyDialog(SlowDialog):
    """Subclasses return ``rekeying(…)`` from ``work`` and end their form with ``say_how_long``.

    Stopping waits for the job's answer: past the copy it goes through, and what it came to must not get lost.
    """

    _progress: Progress | None = None  # while the ledger is written
    _is_running = _is_stopping = False

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, save: str, sentence: str = "") -> None:
        super().__init__(desk, parent, title, save, sentence)
        self._cancel_words = ""
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._show_how_far)
        self._far_bar = QProgressBar(textVisible=False)
        self._far_bar.setAccessibleName(self.tr("How much of the ledger is encrypted anew"))
        self._far = text("", "small", wraps=True)
        self._running = QWidget()
        self._running.setLayout(column(self._far_bar, self._far, spacing=6))
        self._running.hide()

    def say_how_long(self, tone: Tone = Tone.ACCENT) -> QWidget:
        """Return what says how long it takes, and later how far it is."""
        words = self.tr(
            "It takes a few seconds, with a very large ledger a minute or two. Close the program and switch the"
            " computer off only afterwards. If it stops all the same, no data are lost: sign in, look whether it was"
            " done, and do it again if not."
        )
        made = QWidget()
        made.setLayout(column(Note(tone, words), self._running, spacing=14))
        return made

    def rekeying(
        self, job: Callable[[Session, Callable[[int], None]], object], *, is_for_eyes: bool = False
    ) -> Callable[[Session], object]:
        """Return a job for ``work``; what it is told in hundredths is shown, and stops it once somebody asked.

        With ``is_for_eyes`` a lock stops it too: nobody would see what it comes to.
        """
        progress = self._progress = Progress()
        self._is_stopping = False
        if is_for_eyes:
            self.destroyed.connect(progress.cancel)

        def work(session: Session) -> object:
            try:
                return job(session, lambda hundredths: progress.report(hundredths, _WHOLE))
            except Cancelled:
                return _STOPPED

        return work

    def rekeyed(self, result: object) -> None:
        """Go on once the ledger lies under its new key."""
        super()._on_done(result)

    def _on_done(self, result: object) -> None:
        if self._progress is None:
            super()._on_done(result)
        elif result is _STOPPED:
            self._set_busy(is_busy=False)
            self.banner.say(self.tr("Stopped. Nothing was changed; the ledger is as it was."))
            self.fit()
        else:
            self.rekeyed(result)

    # --- while it lasts ---

    def _set_busy(self, *, is_busy: bool) -> None:
        if not is_busy:
            self._progress = None
        super()._set_busy(is_busy=is_busy)

    def _show_busy(self, *, is_busy: bool) -> None:
        is_running = is_busy and self._progress is not None
        super()._show_busy(is_busy=is_busy and not is_running)
        if is_running is self._is_running:
            return
        self._is_running = is_running
        self._running.setVisible(is_running)
        if is_running:
            self._cancel_words = self.cancel_button.text()
            self._timer.start()
            self._show_how_far()
            self.cancel_button.setFocus()  # the button that began it takes no keys meanwhile
        else:
            self._timer.stop()
            self.cancel_button.setText(self._cancel_words)
            self.cancel_button.setEnabled(True)
        self.fit()

    def _show_how_far(self) -> None:
        progress = self._progress
        if progress is None:
            return
        is_past = progress.done >= _WHOLE
        self._far_bar.setRange(0, 0 if is_past else progress.total)
        self._far_bar.setValue(progress.done)
        self._far.setText(self._stage(progress, is_past=is_past))
        self.cancel_button.setText(self.tr("Stop"))
        self.cancel_button.setEnabled(not is_past and not self._is_stopping)

    def _stage(self, progress: Progress, *, is_past: bool) -> str:
        if is_past:
            return self.tr("The new file is checked and put in place; this cannot be stopped any more.")
        if self._is_stopping:
            return self.tr("Stopping…")
        if not progress.total:
            return self.tr("First the ledger is backed up…")
        return self.tr("Encrypted anew: {percent}%").format(percent=progress.done)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the writing first, as long as it can be stopped; without any, close."""
        progress = self._progress
        if progress is None:
            super().closeEvent(event)
            return
        event.ignore()
        if progress.done < _WHOLE:
            progress.cancel()
            self._is_stopping = True
            self._show_how_far()
