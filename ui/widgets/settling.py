"""Something recorded for many customers, a slice at a time: how far it is, and a way to stop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ledger.domain.errors import LedgerError
from ui.desk import Desk
from ui.formatting import grouped
from ui.theme import Tone
from ui.widgets.parts import button, column, row, text
from ui.widgets.sliced import SlicedReading, Slices


class Settling(QWidget):
    """Shown only while it runs; ``steps`` rests meanwhile. ``ended`` comes however it ends, before ``finished``."""

    ended = Signal()
    finished = Signal(object)  # what the slices came to

    def __init__(self, desk: Desk, steps: QWidget) -> None:
        super().__init__()
        self._desk, self._steps = desk, steps
        self._slices = SlicedReading(desk.tasks, self)
        self._slices.progressed.connect(self._on_progressed)
        self._slices.finished.connect(self._on_finished)
        self._slices.failed.connect(self._on_stuck)
        self.bar, self.bar_words = QProgressBar(textVisible=False), text("", "small")
        self.stop_button = button(self.tr("Stop"), self._stop, role="link")
        self.setLayout(column(row(self.bar_words, None, self.stop_button), self.bar, spacing=4))
        self.hide()

    @property
    def is_running(self) -> bool:
        """Return whether slices are still to come."""
        return self._slices.is_running

    def start(self, make: Slices) -> None:
        """Begin; each slice is kept for itself, so stopping loses nothing."""
        self.bar.setRange(0, 0)
        self.bar_words.setText(self.tr("Recording…"))
        self.show()
        self._steps.setEnabled(False)
        self._slices.start(make)

    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        language = self._desk.language
        words = self.tr("Recorded: {done} of {total}")
        self.bar_words.setText(words.format(done=grouped(done, language), total=grouped(total, language)))

    def _stop(self) -> None:
        self._slices.stop()
        self._end()

    def _end(self) -> None:
        self.hide()
        self._steps.setEnabled(True)
        self._desk.tasks.ledger_changed.emit()  # slices are read jobs: everybody is told once, at the end
        self.ended.emit()

    def _on_finished(self, found: object) -> None:
        self._end()
        self.finished.emit(found)

    def _on_stuck(self, error: LedgerError) -> None:
        self._end()
        self._desk.messages.toast(self._desk.say(error), Tone.BAD)
