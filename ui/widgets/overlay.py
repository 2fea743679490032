"""What lies over a list while there is nothing to see in it: empty, failed, or slow in coming."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.models.table_model import TableModel
from ui.widgets.parts import EmptyState, button

PATIENCE = 150  # milliseconds before waiting is worth mentioning
_STEP = 40
_HEIGHT = 3


class BusyLine(QWidget):
    """A thin line that moves while something is on its way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Reading the list"))
        self._phase = 0.0
        self._timer = QTimer(self, interval=_STEP)
        self._timer.timeout.connect(self._on_step)
        self.hide()

    def _on_step(self) -> None:
        self._phase = (self._phase + 0.02) % 1.0
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the left."""
        super().showEvent(event)
        self._phase = 0.0
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (all of it is drawn)
        """Draw the line and the piece that moves on it."""
        painter, width = QPainter(self), self.width()
        painter.fillRect(self.rect(), QColor(theme.tokens().accent_soft))
        painter.fillRect(
            QRectF(-0.3 * width + self._phase * 1.3 * width, 0, 0.3 * width, _HEIGHT), QColor(theme.tokens().accent)
        )
        painter.end()


class Overlay(QWidget):
    """Lies over a list; watches its model and shows at most one state."""

    def __init__(self, over: QWidget, model: TableModel[Any]) -> None:
        super().__init__(over)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._model = model
        self._has_answer = False
        self._empty: EmptyState | None = None
        self._error: EmptyState | None = None
        self._box = QVBoxLayout(self)
        self.busy = BusyLine(over)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._on_patience_lost)
        model.loaded.connect(self._on_loaded)
        model.busy_changed.connect(self._on_busy)
        over.installEventFilter(self)
        self.hide()

    def set_empty(self, state: EmptyState) -> None:
        """Say what an empty list means."""
        if state is not self._empty:
            self._box.addWidget(state)
            state.hide()
            if self._empty is not None:
                self._empty.hide()
            self._empty = state
        self._choose()

    def set_error(self, words: str, retry: Callable[[], object] | None = None) -> None:
        """Say why there is no list, with a way to try again; the next answer takes it away."""
        self._drop_error()
        again = button(self.tr("Try again"), retry, icon="refresh-cw") if retry is not None else None
        self._error = EmptyState("triangle-alert", words, "", again)
        self._box.addWidget(self._error)
        self._choose()

    def _drop_error(self) -> None:
        if self._error is not None:
            self._error.hide()
            self._error.deleteLater()  # later: its own button may be what asked again
            self._error = None

    def _on_loaded(self, _count: int) -> None:
        self._has_answer = True
        self._drop_error()
        self._choose()

    def _on_busy(self, is_busy: bool) -> None:
        if is_busy:
            self._patience.start()
        else:
            self._patience.stop()
            self.busy.hide()

    def _on_patience_lost(self) -> None:
        self.busy.raise_()
        self.busy.show()

    def _choose(self) -> None:
        is_empty = self._has_answer and self._model.rowCount() == 0
        state = self._error or (self._empty if is_empty else None)
        for one in (self._empty, self._error):
            if one is not None:
                one.setVisible(one is state)
        self.setVisible(state is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what lies below."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.busy.setGeometry(0, 0, watched.width(), _HEIGHT)
        return False
