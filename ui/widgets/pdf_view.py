"""A PDF on screen, from memory: pages, zoom, and what is shown before there is one or when it cannot be read."""

from typing import Protocol

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QStackedLayout, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError
from ui.printing import PageSize, draw_page, page_count, page_sizes
from ui.tasks import Tasks
from ui.widgets.form import index_of, keep_from_wheel
from ui.widgets.paper_sheets import SCREEN, Fit, PaperSheets, Zoom
from ui.widgets.parts import EmptyState, icon_button, row, text

__all__ = ["Fit", "PdfView", "Workshop", "draw_page", "page_count"]

STEPS = (25, 50, 75, 100, 125, 150, 200, 300, 400)  # percent


class Workshop(Protocol):
    """What a view needs of a desk, or of the door before anybody signed in."""

    @property
    def tasks(self) -> Tasks:
        """Return who draws."""

    def say(self, error: LedgerError) -> str:
        """Return an error in words."""


class PdfView(QWidget):
    """Shows a PDF that never was a file. ``shown`` tells the number of pages, ``failed`` that there is none to see."""

    shown = Signal(int)
    failed = Signal(object)

    def __init__(self, workshop: Workshop, *, zoom: Zoom = Fit.WIDTH, has_bar: bool = True) -> None:
        super().__init__()
        self._workshop = workshop
        self._pdf = b""
        self._count = 0
        self.sheets = PaperSheets(workshop.tasks, zoom)
        self.sheets.page_changed.connect(self._on_page_changed)
        self.sheets.zoom_wished.connect(self.step_zoom)
        self.sheets.failed.connect(self._on_failed)
        self._blank = QWidget()
        self._waiting = EmptyState("file-text", self.tr("Preparing the paper…"))
        self._trouble = EmptyState("triangle-alert", "")
        for told in (self._waiting, self._trouble):
            told.setContentsMargins(32, 0, 32, 0)
        self._build_bar()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.bar)
        self._states = QStackedLayout()
        whole.addLayout(self._states, 1)  # first: without a parent it would show its first piece as a window
        for state in (self._blank, self._waiting, self._trouble, self.sheets):
            self._states.addWidget(state)
        self._has_bar = has_bar
        self.clear()

    def _build_bar(self) -> None:
        self.page_field = QSpinBox()
        self.page_field.setKeyboardTracking(False)
        self.page_field.setFixedWidth(84)
        keep_from_wheel(self.page_field)
        self.page_field.valueChanged.connect(lambda number: self.sheets.go_to(number - 1))
        self._page_label = text(self.tr("Page"), "mute")
        self._of = text("", "mute")
        self.zoom_box = QComboBox()
        self.zoom_box.setAccessibleName(self.tr("Zoom"))
        self.zoom_box.addItem(self.tr("Fit width"), Fit.WIDTH)
        self.zoom_box.addItem(self.tr("Fit page"), Fit.PAGE)
        for percent in STEPS:
            self.zoom_box.addItem(f"{percent} %", percent)
        self.zoom_box.setCurrentIndex(index_of(self.zoom_box, self.sheets.zoom))
        keep_from_wheel(self.zoom_box)
        self.zoom_box.activated.connect(lambda index: self.set_zoom(self.zoom_box.itemData(index)))
        smaller = icon_button("minus", self.tr("Smaller"), lambda: self.step_zoom(-1))
        larger = icon_button("plus", self.tr("Larger"), lambda: self.step_zoom(1))
        self.bar = QWidget()
        self.bar.setLayout(row(self._page_label, self.page_field, self._of, None, smaller, self.zoom_box, larger))

    # --- what is shown ---

    def show_pdf(self, data: bytes) -> None:
        """Show a PDF; the one before stays in view until the new one was read."""
        self._pdf = data
        if not self._count:
            self.show_loading()
        self._workshop.tasks.compute(
            self, lambda: page_sizes(data), lambda sizes: self._on_read(data, sizes), self._on_failed
        )

    def show_loading(self) -> None:
        """Say that a paper is on its way."""
        self._show_state(self._waiting)

    def show_error(self, words: str) -> None:
        """Say why there is no paper."""
        self._let_go()
        self._trouble.title.setText(words)
        self._trouble.setAccessibleName(words)
        self._show_state(self._trouble)

    def clear(self) -> None:
        """Show nothing, and let go of what was shown."""
        self._let_go()
        self._show_state(self._blank)

    def _let_go(self) -> None:
        self._pdf, self._count = b"", 0
        self.sheets.show_paper(b"", ())

    def _show_state(self, state: QWidget) -> None:
        self._states.setCurrentWidget(state)
        self.bar.setVisible(self._has_bar and state is self.sheets)

    def _on_read(self, data: bytes, sizes: tuple[PageSize, ...]) -> None:
        if data is not self._pdf:
            return  # another one was asked for meanwhile
        self._count = len(sizes)
        with QSignalBlocker(self.page_field):
            self.page_field.setRange(1, self._count)
        self._of.setText(self.tr("of {count}").format(count=self._count))
        for part in (self._page_label, self.page_field, self._of):
            part.setVisible(self._count > 1)
        self._show_state(self.sheets)
        self.sheets.show_paper(data, sizes)
        self.shown.emit(self._count)

    def _on_failed(self, error: LedgerError) -> None:
        self.show_error(self._workshop.say(error))
        self.failed.emit(error)

    def _on_page_changed(self, page: int) -> None:
        with QSignalBlocker(self.page_field):
            self.page_field.setValue(page + 1)
        name = self.tr("Page {number} of {count}").format(number=page + 1, count=self._count)
        self.page_field.setAccessibleName(name)
        self.sheets.setAccessibleName(name)
        self.sheets.setAccessibleDescription(self.sheets.words(page))

    # --- zoom ---

    def set_zoom(self, zoom: Zoom) -> None:
        """Show larger or smaller: a percentage, or as the room allows."""
        self.zoom_box.setCurrentIndex(index_of(self.zoom_box, zoom))
        self.sheets.set_zoom(zoom)

    def step_zoom(self, step: int) -> None:
        """Go one step larger (1) or smaller (-1)."""
        now = self.sheets.scale / SCREEN * 100
        larger = [percent for percent in STEPS if percent > now + 1]
        smaller = [percent for percent in STEPS if percent < now - 1]
        self.set_zoom((larger[:1] or [STEPS[-1]])[0] if step > 0 else (smaller[-1:] or [STEPS[0]])[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with Ctrl and plus, minus or zero."""
        keys = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        step = keys.get(Qt.Key(event.key()))
        if step is None or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif step:
            self.step_zoom(step)
        else:
            self.set_zoom(Fit.PAGE)
