"""Below the list of promises: when the figures were counted, and how far counting them again is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ledger.domain.errors import LedgerError
from ledger.services.promises import Promises
from ui.desk import Desk
from ui.formatting import clock_time
from ui.widgets.form import Banner
from ui.widgets.parts import button, column, row, text


class MeasureProgress(QWidget):
    """``stopped`` when somebody does not want to wait, ``wanted`` when the figures shall be counted again."""

    stopped = Signal()
    wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.words = text("", "small")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Counting the evidence"))
        self.bar.setFixedWidth(120)
        self.stop_button = button(self.tr("Stop"), self.stopped.emit, role="link")
        self.again_button = button(self.tr("Count again"), self.wanted.emit, role="link")
        self.banner = Banner()
        line = row(self.words, self.bar, self.stop_button, None, self.again_button)
        self.setLayout(column(line, self.banner, spacing=4))
        self._measured: Promises | None = None
        self.show_measured(None)

    def show_measured(self, measured: Promises | None) -> None:
        """Say when the figures in view were counted; old ones may be counted again."""
        self._measured = measured
        if measured is None:
            self.words.setText(self.tr("Not counted yet"))
        else:
            self.words.setText(self.tr("Counted {time}").format(time=clock_time(measured.at, self._desk.now())))
        self._set_busy(is_busy=False)
        self.banner.say("")

    def show_step(self, done: int, total: int) -> None:
        """Show how far counting is; the old figures stay meanwhile."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.words.setText(self.tr("Counting: {done} of {total}").format(done=done, total=total))
        self._set_busy(is_busy=True)

    def show_stopped(self) -> None:
        """Say that the figures in view are the old ones."""
        self.show_measured(self._measured)

    def show_error(self, error: LedgerError) -> None:
        """Say why the figures could not be counted, above the old ones."""
        self.show_measured(self._measured)
        self.banner.say(self._desk.say(error))

    def _set_busy(self, *, is_busy: bool) -> None:
        self.bar.setVisible(is_busy)
        self.stop_button.setVisible(is_busy)
        self.again_button.setVisible(not is_busy)
