"""A list with everything around it: the search box, filters, how many there are, which columns, and the table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ledger.domain.errors import LedgerError
from ui import theme
from ui.desk import Desk
from ui.formatting import grouped
from ui.models.table_model import TableModel
from ui.models.window_model import WindowModel
from ui.widgets.parts import EmptyState, button, column, icon_button, row, text
from ui.widgets.record_table import RecordTable

PAUSE = 120  # milliseconds without a letter before a list is asked
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEERS = (*_ENTER, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchBox(QLineEdit):
    """Says what was typed once the typing pauses. What an input method has not committed yet is not typed."""

    typed = Signal(str)
    steered = Signal(object)  # QKeyEvent: keys that mean the list below

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(False)
        self.addAction(theme.icon("search", "mute"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(theme.icon("x", "mute"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip(self.tr("Clear the search"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self.typed.emit(self.text()))
        self.textChanged.connect(self._on_text)

    def _on_text(self, words: str) -> None:
        self._clear.setVisible(bool(words))
        self._pause.start()

    def flush(self) -> bool:
        """Say now what was typed; return whether anything was waiting to be said."""
        was_waiting = self._pause.isActive()
        if was_waiting:
            self._pause.stop()
            self.typed.emit(self.text())
        return was_waiting

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears; keys that move over rows go to the list; Backspace and all letters are the line's own."""
        if event.key() in _STEERS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.steered.emit(event)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.flush()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class ListWords:
    """The words of one list: what can be searched, ``Customers: {count}``, and what an empty list means."""

    search: str
    count: str
    empty: EmptyState


class ListPane(QWidget):
    """``asked`` says that the list has to be asked with ``search`` and the table's sorting. ``name`` is what the
    settings know its columns by; filters are any widgets.
    """

    asked = Signal()

    def __init__(self, desk: Desk, table: RecordTable, name: str, words: ListWords, *filters: QWidget) -> None:
        super().__init__()
        self.table, self._desk, self._words = table, desk, words
        self.is_narrowed: Callable[[], bool] = lambda: False  # whether a filter of the page leaves something out
        self.box = SearchBox(words.search)
        self.box.setMinimumWidth(220)
        self.box.setMaximumWidth(420)
        self.count = text("", "mute")
        self.columns = icon_button("columns-3", self.tr("Columns and sorting"), self._on_columns)
        self._awaits_opening = self._is_first_wanted = self._is_outdated = False
        box = column(row(self.box, *filters, None, self.count, self.columns), table, spacing=12)
        self.setLayout(box)
        self._nothing = EmptyState(
            "search",
            self.tr("Nothing found"),
            self.tr("Try fewer letters, or take a filter away."),
            button(self.tr("Clear the search"), self._on_clear),
        )
        for one in (self._nothing, words.empty):  # without a place their buttons would hold the pane for ever
            one.setParent(self)
            one.hide()
        self._connect(table.records)
        table.remember(desk.settings, name)
        table.tell(desk.messages)

    def _connect(self, model: TableModel[Any]) -> None:
        self.box.typed.connect(self._on_typed)
        self.box.steered.connect(self._on_steered)
        self.table.sort_wanted.connect(lambda *_: self.asked.emit())
        model.loaded.connect(self._on_loaded)
        model.failed.connect(self._on_failed)
        if isinstance(model, WindowModel):
            self._desk.tasks.ledger_changed.connect(self._on_ledger_changed)

    @property
    def search(self) -> str:
        """Return what is searched for."""
        return self.box.text().strip()

    def look_for(self, words: str) -> None:
        """Search for something else at once, as when another page sends somebody here."""
        self.box.setText(words)
        self.box.flush()

    # --- typing ---

    def _on_typed(self, _words: str) -> None:
        self._is_first_wanted = True
        self.asked.emit()

    def _on_steered(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            # Before the answer is here, the row under the cursor belongs to an older question: not the one meant.
            self._awaits_opening = True
            if self.box.flush() or self.table.records.is_asking:
                return
            self._awaits_opening = False
        self.table.keyPressEvent(event)

    def _on_clear(self) -> None:
        self.look_for("")
        self.box.setFocus()

    # --- answers ---

    def _on_loaded(self, count: int) -> None:
        self.count.setText(self._words.count.format(count=grouped(count, self._desk.language)))
        self.table.set_empty(self._nothing if self.search or self.is_narrowed() else self._words.empty)
        if count and self._is_first_wanted and self.search:
            self.table.highlight(0)
        if self._awaits_opening and count == 1:
            self.table.open_current()
        self._is_first_wanted = self._awaits_opening = False

    def _on_failed(self, error: LedgerError) -> None:
        self._awaits_opening = False
        self.table.set_error(self._desk.say(error), self.asked.emit)

    def _on_ledger_changed(self) -> None:
        if self.isVisible():
            self._ask_again()
        else:
            self._is_outdated = True  # read when somebody looks

    def _ask_again(self) -> None:
        self._is_outdated = False
        model = self.table.records
        if isinstance(model, WindowModel):
            model.ask_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while nobody looked."""
        super().showEvent(event)
        if self._is_outdated:
            self._ask_again()

    # --- columns ---

    def _on_columns(self) -> None:
        menu = self.table.column_menu()
        corner = QPoint(self.columns.width() - menu.sizeHint().width(), self.columns.height())
        menu.popup(self.columns.mapToGlobal(corner))
