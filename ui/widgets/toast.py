"""Something said in passing: a quiet card at the foot of the window that goes by itself, but never while it is read."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QFrame,
    QGraphicsDropShadowEffect,
    QMessageBox,
    QSizePolicy,
    QWidget,
)

from ui import theme
from ui.theme import Tone
from ui.widgets.parts import button, icon_button, picture, row, text

STAYS_MS, STAYS_WITH_UNDO_MS = 5_000, 8_000
MOST = 3  # at once; the oldest goes
_WIDEST, _GAP, _EDGE = 520, 8, 20
_ICONS = {
    Tone.OK: ("check", "ok"),
    Tone.WARN: ("triangle-alert", "warn"),
    Tone.BAD: ("circle-alert", "bad"),
    Tone.OFF: ("info", "mute"),
    Tone.ACCENT: ("info", "accent"),
}


class Toast(QFrame):
    """One card. ``gone`` once it was put away or its time is over."""

    gone = Signal()

    def __init__(self, host: QWidget, words: str, tone: Tone, undo: Callable[[], None] | None) -> None:
        super().__init__(host)
        self.setProperty("role", "card")
        self.setAccessibleName(words)
        self.words = text(words, wraps=True)
        self.undo_button = button(self.tr("Undo"), lambda: self._undo(undo), role="link") if undo is not None else None
        self.close_button = icon_button("x", self.tr("Close"), self.put_away)
        for one in filter(None, [self.undo_button, self.close_button]):
            # F6 comes here, Tab does not: else the keyboard falls here when what had it is hidden, and the card stays.
            one.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if self.undo_button is not None:
            self.undo_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        box = row(picture(*_ICONS[tone]), self.words, *filter(None, [self.undo_button]), self.close_button, spacing=10)
        box.setStretch(1, 1)
        box.setContentsMargins(16, 8, 8, 8)
        self.setLayout(box)
        self._lift()
        self._timer = QTimer(self, singleShot=True, interval=STAYS_WITH_UNDO_MS if undo is not None else STAYS_MS)
        self._timer.timeout.connect(self.put_away)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        self._timer.start()

    def _lift(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        colour = theme.colour("side")
        colour.setAlpha(70)
        shadow.setColor(colour)
        self.setGraphicsEffect(shadow)

    @property
    def is_waiting(self) -> bool:
        """Return whether its time runs."""
        return self._timer.isActive()

    def fit(self, room: int) -> None:
        """Be as wide as the words, and at most as wide as the room; longer words go on in a second line."""
        self.words.setWordWrap(False)
        wanted = self.sizeHint().width()
        self.words.setWordWrap(True)
        width = min(wanted, room, _WIDEST)
        self.resize(width, max(self.sizeHint().height() if wanted <= width else 0, self.heightForWidth(width)))

    def put_away(self) -> None:
        """Go, once."""
        if self.isHidden():
            return
        self._timer.stop()
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def _undo(self, undo: Callable[[], None] | None) -> None:
        self.put_away()
        if undo is not None:
            undo()

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and self.isAncestorOf(widget)

    def _wait_or_stay(self) -> None:
        if self.isHidden():
            return
        if self.underMouse() or self._holds(QApplication.focusWidget()):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _on_focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self._wait_or_stay()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer rests here."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Let the time run again, from its beginning."""
        super().leaveEvent(event)
        self._wait_or_stay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)


class Toasts(QObject):
    """The cards at the foot of a window, the newest lowest; on a dialog in front of it they hang from the top.

    F6 takes the keyboard there, Esc brings it back.
    """

    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self._home = self._host = home
        self._before: QWidget | None = None
        self.shown: list[Toast] = []
        home.installEventFilter(self)
        QShortcut(QKeySequence(Qt.Key.Key_F6), home).activated.connect(self.take_focus)

    def show(self, words: str, tone: Tone, undo: Callable[[], None] | None) -> Toast:
        """Show a card, and have it read aloud."""
        front = dialog_in_front(self._home)
        self._move_to(self._home if front is None or isinstance(front, QMessageBox | QFileDialog) else front)
        made = Toast(self._host, words, tone, undo)
        made.gone.connect(lambda: self._on_gone(made))
        self.shown.append(made)
        while len(self.shown) > MOST:
            self.shown[0].put_away()
        self._place()
        made.show()
        made.raise_()
        _announce(made, words, is_urgent=tone is Tone.BAD)
        return made

    def clear(self) -> None:
        """Put every card away: before a lock, because words may name somebody."""
        for one in tuple(self.shown):
            one.put_away()

    def take_focus(self) -> None:
        """Give the keyboard to the newest card."""
        if self.shown:
            self._before = QApplication.focusWidget()
            newest = self.shown[-1]
            (newest.undo_button or newest.close_button).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _move_to(self, host: QWidget) -> None:
        if host is self._host:
            return
        if self._host is not self._home:
            self._host.removeEventFilter(self)
        self._host = host
        if host is not self._home:
            host.installEventFilter(self)
            QShortcut(QKeySequence(Qt.Key.Key_F6), host).activated.connect(self.take_focus)
        for one in self.shown:
            one.setParent(host)
            one.show()
            one.raise_()
        self._place()

    def _on_gone(self, toast: Toast) -> None:
        self.shown.remove(toast)
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place()

    def _place(self) -> None:
        is_home = self._host is self._home
        room, edge = self._host.width() - 2 * _EDGE, self._host.height() - _EDGE if is_home else _EDGE
        for one in reversed(self.shown):
            one.fit(room)
            top = edge - one.height() if is_home else edge
            one.move(QPoint((self._host.width() - one.width()) // 2, top))
            edge = top - _GAP if is_home else top + one.height() + _GAP

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place; outlive the dialog that closes after it said what it did."""
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self._place()
        elif watched is self._host and event.type() is QEvent.Type.Hide and self._host is not self._home:
            below = self._host.parentWidget()
            behind = below.window() if below is not None else None
            self._move_to(behind if isinstance(behind, QDialog) else self._home)
        return False


def dialog_in_front(window: QWidget) -> QDialog | None:
    """Return the dialog that stands before a window, if one does."""
    front = QApplication.activeModalWidget()
    lowest: QWidget | None = front
    while lowest is not None and lowest.parentWidget() is not None:
        lowest = lowest.parentWidget()
    # A window on its way out may still have one; it would take with it what is said there.
    belongs = lowest is window or lowest is front
    return front if isinstance(front, QDialog) and belongs else None


def _announce(toast: Toast, words: str, *, is_urgent: bool) -> None:
    event = QAccessibleAnnouncementEvent(toast, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if is_urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
