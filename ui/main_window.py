"""The window itself: shows the door or the workspace, covers everything before it locks, remembers its place."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QStackedWidget, QWidget

from ui import theme
from ui.actions import by_id
from ui.settings import GEOMETRY, Settings
from ui.widgets.parts import column, picture, text
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from ui.workspace import Workspace

_NAME = "Sổ Kín"
_TRAY = "QSystemTrayIconSys"  # Qt's own
_SMALLEST = QSize(1024, 640)
_FIRST = QSize(1360, 850)
_FRAME = QSize(16, 40)  # what the system draws around it; known only once the window is shown


@runtime_checkable
class Unfinished(Protocol):
    """What may hold something that was typed and not saved."""

    def may_leave(self) -> bool:
        """Return whether nothing would be lost."""


class MainWindow(QMainWindow):
    """One window for the whole program. ``closed`` is told before it goes, ``held`` when something holds it back."""

    closed = Signal()
    held = Signal()  # something typed is not saved yet

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._closes_anyway = False
        self.workspace: Workspace | None = None  # while somebody is signed in
        self.setWindowTitle(_NAME)
        self.setWindowIcon(theme.icon("shield-check", "accent", 64))
        self.setMinimumSize(_SMALLEST)
        self.resize(_FIRST.boundedTo(self.screen().availableSize() - _FRAME).expandedTo(_SMALLEST))
        remembered = settings.get(GEOMETRY)
        if not remembered.isEmpty():
            self.restoreGeometry(remembered)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "ground")
        self.setCentralWidget(self._stack)
        self.show_cover()

    def show_workspace(self, workspace: "Workspace") -> None:
        """Show what a signed-in member works with."""
        self.show_only(workspace)
        self.workspace = workspace

    def show_only(self, widget: QWidget) -> None:
        """Show one thing and let go of everything shown before."""
        self.workspace = None
        before = self._stack.currentWidget()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        if widget.focusWidget() is None:  # else it has put the cursor where typing begins
            widget.setFocus()

    def show_cover(self, words: str = "") -> None:
        """Show nothing but the name, and what is being waited for."""
        cover = QWidget()
        cover.setProperty("role", "ground")
        box = column(None, spacing=10)
        box.addWidget(picture("shield-check", "accent", 44), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(text("Sổ Kín", "title"), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(text(words, "mute"), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        cover.setLayout(box)
        self.show_only(cover)

    def blank(self) -> None:
        """Cover everything and paint it at once, and close what floats above: before a lock drops the keys."""
        self.setWindowTitle(_NAME)
        self.show_cover()
        for widget in QApplication.topLevelWidgets():
            if widget is self or widget.inherits(_TRAY):
                continue
            widget.hide()  # lists that dropped down as well
            if isinstance(widget, QDialog | QMenu) or (widget.parent() is None and not isinstance(widget, QMainWindow)):
                widget.deleteLater()  # tips too, and what waited for its place: it would hold all it leads to
        for toast in self.findChildren(Toast):
            toast.put_away()  # it may name somebody
        self.repaint()

    def come_forward(self) -> None:
        """Show the window above the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def close_anyway(self) -> None:
        """Close although something typed is lost."""
        self._closes_anyway = True
        QTimer.singleShot(0, self, self.close)  # a window does not close while it refuses to

    def _is_held(self) -> bool:
        shown, workspace = self._stack.currentWidget(), self.workspace
        may_leave = not isinstance(shown, Unfinished) or shown.may_leave()
        if may_leave and (workspace is None or not workspace.holds_typed()):
            return False
        if may_leave or workspace is None:  # else a page of the workspace has asked already
            self.held.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the key that quits do so at the door too, where no workspace has it."""
        if by_id("quit").is_pressed(event):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place, then tell."""
        if not self._closes_anyway and self._is_held():
            event.ignore()
            return
        self._settings.set(GEOMETRY, self.saveGeometry())
        self._settings.save()
        self.closed.emit()
        super().closeEvent(event)
