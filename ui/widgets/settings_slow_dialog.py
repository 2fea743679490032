"""A form whose saving takes a second or more, because keys are made on purpose slowly."""

from PySide6.QtWidgets import QProgressBar, QWidget

from ledger.domain.errors import LedgerError
from ui.desk import Desk
from ui.widgets.confirming import asked_first
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import text


class SlowDialog(FormDialog):
    """Shows that it is at work; the window itself stays alive."""

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, save: str, sentence: str = "") -> None:
        super().__init__(desk, parent, title, save, sentence)
        self.setMinimumWidth(520)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName(self.tr("The keys are being made"))
        self._waiting = text(self.tr("The keys are being made…"), "small")
        self.buttons.insertWidget(0, self._bar)
        self.buttons.insertWidget(1, self._waiting)
        self._show_busy(is_busy=False)

    def say_waiting(self, words: str) -> None:
        """Say what takes its time, where it is more than the keys."""
        self._waiting.setText(words)
        self._bar.setAccessibleName(words)

    def _on_failed(self, error: LedgerError) -> None:
        self._set_busy(is_busy=False)
        if not asked_first(self.desk, self, error, self.submit):
            self.show_error(error)

    def _show_busy(self, *, is_busy: bool) -> None:
        self._bar.setVisible(is_busy)
        self._waiting.setVisible(is_busy)

    def _set_busy(self, *, is_busy: bool) -> None:
        super()._set_busy(is_busy=is_busy)
        self._show_busy(is_busy=is_busy)
