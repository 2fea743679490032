"""A form whose answer takes its time: looked for slice by slice with a way to stop, shown, and only then kept."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from ledger.domain.errors import InvalidInput, LedgerError
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.confirming import once_confirmed
from ui.widgets.contact_count import CountBox
from ui.widgets.form_dialog import FormDialog
from ui.widgets.sliced import SlicedReading, Slices


class SlicedDialog(FormDialog):
    """``slices`` says what is looked for, ``on_found`` shows it; the one button reads ``first`` before and ``then``
    after. ``submit`` keeps what was found through ``work``. Subclasses add ``box`` to the form where it belongs.
    """

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, sentence: str, buttons: tuple[str, str]) -> None:
        self._first, self._then = buttons
        super().__init__(desk, parent, title, self._first, sentence)
        self.found: Any = None
        self.reading = SlicedReading(desk.tasks, self)

    def place(self, box: CountBox) -> None:
        """Put the box that shows progress and result at the end of the form."""
        self.box = box
        self.form.addWidget(box)
        box.stop_wanted.connect(self._on_stop_wanted)
        self.reading.progressed.connect(box.show_progress)
        self.reading.finished.connect(self._on_finished)
        self.reading.failed.connect(self._on_unfound)

    # --- for subclasses ---

    def slices(self) -> Slices:
        """Return what is looked for, from what was typed. Raises ``InvalidInput``."""
        raise TypeError(type(self).__name__)

    def on_found(self, found: Any) -> None:  # noqa: ARG002 (subclasses look)
        """Show what was found."""
        raise TypeError(type(self).__name__)

    def on_left(self) -> None:
        """Say what became of a search that was left before its end."""

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        raise TypeError(type(self).__name__)

    def keep(self) -> None:
        """Keep what was found."""
        super().submit()

    # --- looking ---

    def submit(self) -> None:
        """Look first, keep afterwards."""
        if self._is_busy:
            return
        if self.found is not None:
            self.keep()
        else:
            self.look()

    def look(self) -> None:
        """Begin to look for what was typed."""
        self._clear_errors()
        try:
            wanted = self.slices()
        except InvalidInput as error:
            self.show_error(error)
            return
        self._set_busy(is_busy=True)
        self.box.show_progress(0, 0)
        self.fit()
        self.reading.start(wanted)

    def stop(self) -> None:
        """Leave off looking; what was typed stays."""
        was_running = self.reading.is_running
        self.reading.stop()
        self._end_looking()
        if was_running:
            self.on_left()

    def _on_stop_wanted(self) -> None:
        self.stop()
        self.save_button.setFocus()  # the button that was pressed is gone

    def forget(self) -> None:
        """Drop what was found, because what was asked for is another thing now."""
        if self.found is not None or self.reading.is_running:
            self.stop()

    def _end_looking(self) -> None:
        self.found = None
        self._set_busy(is_busy=False)
        self.save_button.setText(self._first)
        self.box.show_hint()

    def _on_finished(self, found: Any) -> None:
        self.found = found
        self._set_busy(is_busy=False)
        self.save_button.setText(self._then)
        self.on_found(found)
        self.fit()

    def _on_unfound(self, error: LedgerError) -> None:
        self._end_looking()
        self.on_left()
        once_confirmed(self.desk, self, error, self.look, self.show_error)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Looking stops when nobody waits any more."""
        if self.reading.is_running:
            self.stop()
        super().closeEvent(event)
