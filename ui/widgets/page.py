"""The frame of every page: a title with one sentence, at most one primary button, and the room below."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.half_written import Left
from ui.places import PageId, Target
from ui.widgets.parts import column, row, text
from ui.widgets.record_table import RecordTable


class Page(QWidget):
    """One page. It is built when first visited, and built anew when the language or the theme changes.

    ``refresh`` asks the ledger again: when the page is shown, and after every change while it is in view.
    """

    def __init__(self, desk: Desk, page: PageId, title: str, sentence: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.page = page
        self.setAccessibleName(title)
        self.title = text(title, "title")
        self.sentence = text(sentence, "mute", wraps=True)
        if not sentence:
            self.sentence.hide()  # never shown before it has a parent: that would be a window of its own
        self.acts = row(spacing=10)
        heading = row(column(self.title, self.sentence, spacing=2), 16, self.acts, spacing=0)
        heading.setStretch(0, 1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(14)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 4, 28, 22)
        whole.setSpacing(14)
        whole.addLayout(heading)
        whole.addLayout(self.body, 1)
        self._is_stale = True
        desk.tasks.ledger_changed.connect(self._on_ledger_changed)

    def add_act(self, made: QPushButton) -> QPushButton:
        """Add a button beside the title; return it."""
        self.acts.addWidget(made)
        return made

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what this page does for the actions of ``ui.actions``, by id; "new" is Ctrl+N."""
        return {}

    def take_keys(self) -> None:
        """Put the keyboard where the work begins: into the first list."""
        first = next((one for one in self.findChildren(RecordTable) if one.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Ask the ledger for what is shown."""

    def open_target(self, target: Target) -> None:
        """Show the record a target names, and begin its act."""

    def may_leave(self) -> bool:
        """Return whether nothing unsaved would be lost."""
        return True

    def holds_typed(self) -> bool:
        """Return whether something half-written waits on the page; closing the window asks first."""
        return False

    def unfinished(self) -> Sequence[Left]:
        """Return what is half-written on the page itself, to be kept in the ledger when the screen is locked."""
        return ()

    def _on_ledger_changed(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again for what changed while the page was out of view."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.refresh()
