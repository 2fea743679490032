"""Ctrl+K: one line that finds a person, a parcel, an order, a feedback or a partner, and every act with a name."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLayout,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ledger.domain.errors import LedgerError
from ledger.domain.text import fold
from ledger.services.finding import Hit, HitKind, find_anything
from ui.actions import ACTIONS, Action, by_id
from ui.desk import Desk
from ui.places import PageId, Target
from ui.theme import Size
from ui.widgets.found_list import Found, FoundList
from ui.widgets.parts import EmptyState, column, line, picture, row, text

_WAIT = 100  # milliseconds after the last key
_WIDTH, _TOP, _EDGE = 640, 52, 28  # pixels
_LOWEST, _TALLEST = 84, 460
_PAGES = {
    HitKind.CUSTOMER: (PageId.CUSTOMERS, "user"),
    HitKind.PARCEL: (PageId.PARCELS, "package"),
    HitKind.ORDER: (PageId.PARCELS, "package"),
    HitKind.FEEDBACK: (PageId.FEEDBACK, "message-circle"),
    HitKind.REQUEST: (PageId.REQUESTS, "inbox"),
    HitKind.RECIPIENT: (PageId.RECIPIENTS, "handshake"),
    HitKind.CONTACT_LIST: (PageId.CONTACT, "megaphone"),
    HitKind.DATA_USE: (PageId.CONTACT, "chart-bar"),
    HitKind.BREACH: (PageId.PROMISES, "siren"),
    HitKind.INCIDENT: (PageId.INCIDENTS, "siren"),
}
_WORDS = {
    HitKind.PARCEL: "parcel_states",
    HitKind.FEEDBACK: "feedback_states",
    HitKind.REQUEST: "request_kinds",
    HitKind.RECIPIENT: "roles",
    HitKind.BREACH: "promises",
    HitKind.INCIDENT: "incident_kinds",
}
_UP_AND_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FindDialog(QDialog):
    """A palette near the top of the window. ``action_wanted`` carries the id of an act of ``ui.actions``."""

    action_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._desk = desk
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Find anything"))
        self._line = QLineEdit()
        self._line.setFrame(False)
        self._line.setAccessibleName(self.tr("Find anything"))
        self._line.setPlaceholderText(self.tr("Name, phone number, code, or what you want to do"))
        self._line.setStyleSheet(f"border: none; background: transparent; padding: 2px 0; font-size: {Size.LEAD}px;")
        self._line.installEventFilter(self)
        self._list = FoundList(self.tr("Found"))
        self._list.picked.connect(self._on_picked)
        self._hint = _hint_sheet(
            "search",
            self.tr("What can be found"),
            (
                self.tr("A name, with or without accents: “nguyen duc”"),
                self.tr("Any three or more digits of a phone number: “647 979”"),
                self.tr("A code: KH-00001, DH-0001, PH-0001, YC-0001, or the code of a parcel"),
                self.tr("An act: “print labels”, “lock”"),
            ),
        )
        self._nothing = EmptyState("search", self.tr("Nothing found"), self.tr("Look at the spelling, or try a code."))
        self._failed = EmptyState("circle-alert", self.tr("The search did not work"))
        self._room = QWidget()
        self._stack = QStackedLayout(self._room)
        for one in (self._hint, self._list, self._nothing, self._failed):
            self._stack.addWidget(one)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self.search)
        self._answered = ""  # what the list answers
        self._chooses_next = False  # Enter came before the answer
        self._line.textChanged.connect(lambda _typed: self._on_typed())
        self._lay_out()

    def _lay_out(self) -> None:
        sheet = self._sheet = QFrame()
        sheet.setProperty("role", "card")
        heading = row(picture("search", "mute", 20), self._line, spacing=10)
        heading.setContentsMargins(18, 10, 14, 8)
        keys = text(self.tr("Up and Down choose, Enter opens, Esc closes"), "small")
        below = row(keys, None)
        below.setContentsMargins(18, 8, 18, 10)
        rooms = column(self._room)
        rooms.setContentsMargins(8, 4, 8, 4)
        box = column(heading, line(), rooms, line(), below, spacing=0)
        box.setStretch(2, 1)
        sheet.setLayout(box)
        parent = self.parentWidget()
        sheet.setFixedWidth(_WIDTH if parent is None else min(_WIDTH, parent.window().width() - 2 * _EDGE))
        whole = QVBoxLayout(self)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)  # the palette grows and shrinks with what it shows
        whole.setContentsMargins(0, 0, 0, 0)  # no shadow: on a screen without compositing it would be a black box
        whole.addWidget(sheet)
        self._fit()

    def _on_typed(self) -> None:
        self._chooses_next = False
        self._timer.start()

    def search(self) -> None:
        """Ask for what is typed now."""
        self._timer.stop()
        typed = self._line.text()
        if not typed.strip():
            self._show(self._hint)
            return
        self._desk.tasks.read(
            self,
            lambda session: find_anything(session, typed),
            lambda hits: self._on_found(typed, hits),
            self._on_failed,
            latest="find",
        )

    def _on_found(self, typed: str, hits: tuple[Hit, ...]) -> None:
        if typed != self._line.text():
            return
        self._answered = typed
        self._list.clear()
        for kind, heading in self._headings().items():
            self._list.add_group(heading, tuple(self._found(one) for one in hits if one.kind is kind))
        self._list.add_group(self.tr("What you can do"), tuple(_command(one) for one in _acts_for(typed)))
        self._show(self._list if self._list.count() else self._nothing)
        if self._chooses_next:
            self._choose()

    def _on_failed(self, error: LedgerError) -> None:
        self._failed.hint.setText(self._desk.say(error))
        self._failed.hint.show()
        self._show(self._failed)

    def _headings(self) -> dict[HitKind, str]:
        return {
            HitKind.CUSTOMER: self.tr("Customers"),
            HitKind.PARCEL: self.tr("Parcels"),
            HitKind.ORDER: self.tr("Orders"),
            HitKind.FEEDBACK: self.tr("Feedback"),
            HitKind.REQUEST: self.tr("Requests"),
            HitKind.RECIPIENT: self.tr("Partners"),
            HitKind.CONTACT_LIST: self.tr("Contact lists"),
            HitKind.DATA_USE: self.tr("Uses of data"),
            HitKind.BREACH: self.tr("Breaches"),
            HitKind.INCIDENT: self.tr("Incidents"),
        }

    def _found(self, hit: Hit) -> Found:
        page, icon = _PAGES[hit.kind]
        words = _WORDS.get(hit.kind)
        detail = self._desk.wording.text(f"{words}.{hit.detail}") if words else hit.detail
        shown = hit.code if hit.title and hit.kind is not HitKind.RECIPIENT else ""
        return Found(icon, hit.title or hit.code, detail, shown, Target(page, hit.code))

    def _on_picked(self, value: object) -> None:
        self.accept()
        if isinstance(value, Target):
            self._desk.go(value)
            return
        act = by_id(str(value))
        if act.page is not None:  # it only works there
            self._desk.go(Target(act.page))
        self.action_wanted.emit(act.id)

    def _show(self, what: QWidget) -> None:
        self._stack.setCurrentWidget(what)
        self._fit()

    def _fit(self) -> None:
        here = self._stack.currentWidget()
        wanted = self._list.wanted_height() if here is self._list else 210
        self._room.setFixedHeight(min(max(wanted, _LOWEST), _TALLEST))
        for box in (self._sheet.layout(), self.layout()):
            if box is not None:  # from the inside out and at once: nothing is drawn in between
                box.invalidate()
                box.activate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk through the list and Enter choose, while the line keeps the cursor."""
        if watched is self._line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _UP_AND_DOWN:
                self._list.step(_UP_AND_DOWN[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        if self._answered != self._line.text():
            self._chooses_next = True  # what is shown is not yet what was typed: another thing, another act
            self.search()
        elif self._stack.currentWidget() is self._list:
            self._list.pick_current()

    def showEvent(self, event: QShowEvent) -> None:
        """Stand near the top of the window, with the cursor in the line."""
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            window = parent.window()
            corner = window.mapToGlobal(window.rect().topLeft())
            self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + _TOP)
        self._line.setFocus()


def _acts_for(typed: str) -> tuple[Action, ...]:
    """Return the acts whose words contain every word typed, each at the beginning of one of theirs."""
    wanted = fold(typed).split()
    return tuple(
        one
        for one in ACTIONS
        if one.id != "find" and all(any(word.startswith(part) for word in fold(one.words()).split()) for part in wanted)
    )


def _command(action: Action) -> Found:
    keys = action.shortcuts()
    end = QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
    where = "" if action.page is None else by_id(f"go.{action.page.value}").words()
    return Found(action.icon, action.words(), where, end, action.id)


def _hint_sheet(icon: str, heading: str, lines: tuple[str, ...]) -> QWidget:
    made = QWidget()
    title = row(picture(icon, "off"), text(heading, "strong"), None)
    box = column(title, *(text(one, "mute", wraps=True) for one in lines), None, spacing=8)
    box.setContentsMargins(14, 14, 14, 10)
    made.setLayout(box)
    return made
