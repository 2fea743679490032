"""The program with clocks moved by hand, and everything of its window that could still say somebody's name."""

import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QPlainTextEdit, QToolTip, QWidget

from ledger.domain.wording import Language
from support.drivers_lock import AtTheLock
from support.program import Look, Running, remember_ledger, settle, start_program
from support.shown_texts import PROPERTIES
from ui.pages.unlock import UnlockPage
from ui.session_lock import Clocks
from ui.system_events import SystemEvents
from ui.tasks import ThreadedTasks

TYPED = "Lâm Thị Bưởi Hồng"
OWN_NUMBER = "0911 640 917"


@dataclass(slots=True)
class Hands:
    """Clocks moved by hand: a steady one, and how far the one on the wall is ahead."""

    now: float = 1000.0
    ahead: float = 0.0

    def clocks(self) -> Clocks:
        return Clocks(lambda: self.now, lambda: self.now + self.ahead, lambda: None)


@dataclass(slots=True)
class Way:
    """A system that says when nobody sits here."""

    left: Callable[[], None] = lambda: None

    def start(self, left: Callable[[], None], window: int) -> bool:  # noqa: ARG002 (as the program calls it)
        self.left = left
        return True

    def stop(self) -> None:
        self.left = lambda: None


class Frames(QObject):
    """Takes every frame the window paints, from the trigger on."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.window, self.shown, self.count = window, list[str](), 0
        self._is_looking = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget) and not self._is_looking:
            self._is_looking = True
            if watched.isVisible():
                self.shown += own_texts(watched)
                view = watched.parentWidget()
                if isinstance(view, QAbstractItemView) and isinstance(view.model(), QAbstractItemModel):
                    self.shown += own_texts(view.model())
                self.count += 1
            self._is_looking = False
        return False


@dataclass(slots=True)
class Room:
    """The running program, its people, and what moves its clocks."""

    running: Running
    names: list[str]
    hands: Hands
    way: Way
    fresh: QImage | None = None
    keys: list[weakref.ref[Any]] = field(default_factory=list)

    @property
    def here(self) -> AtTheLock:
        return AtTheLock(self.running)

    @property
    def is_locked(self) -> bool:
        return any(one.isVisible() for one in self.running.program.window.findChildren(UnlockPage))


# --- reading everything that could still say somebody's name --------------------------------------


def own_texts(thing: QObject) -> Iterator[str]:
    """Everything one widget, action or model holds that somebody could read."""
    for name in PROPERTIES:
        value = thing.property(name)
        if isinstance(value, str):
            yield value
    if isinstance(thing, QPlainTextEdit):
        yield thing.toPlainText()
    if isinstance(thing, QComboBox):
        yield from (thing.itemText(row) for row in range(thing.count()))
    if isinstance(thing, QAbstractItemModel):
        root = QModelIndex()
        columns = range(1 if isinstance(thing, QAbstractListModel) else thing.columnCount(root))
        rows = range(min(thing.rowCount(root), 60))
        cells = [thing.index(row, at, root) for row in rows for at in columns]
        yield from (text for cell in cells if isinstance(text := cell.data(), str))


def everything() -> list[str]:
    """Every text of every widget of the program, visible or not, and the clipboard."""
    things: list[QObject] = []
    for top in QApplication.topLevelWidgets():
        things += [top, *top.findChildren(QObject)]
    said = [text for one in things for text in own_texts(one)]
    board = QApplication.clipboard()
    return [*said, board.text(), board.text(board.Mode.Selection), QToolTip.text()]


def personal(texts: list[str], names: list[str]) -> int:
    """How many texts hold somebody's name or number."""
    return sum(any(name in text for name in names) for text in texts)


def grab(room: Room) -> QImage:
    room.running.program.window.activateWindow()  # whatever was in front took the keyboard with it
    settle()
    return room.running.program.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def wait(until: Callable[[], object], seconds: float) -> bool:
    """Let the program go on until something holds."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and not until():
        settle()
        time.sleep(0.01)
    return bool(until())


@contextmanager
def a_room(folder: Path, *, name: str) -> Iterator[Room]:
    """The program at its door, on a copy of the demo ledger, nobody signed in."""
    running = start_program(folder, Look(Language.EN), make_tasks=ThreadedTasks, is_strict=False)
    hands, way = Hands(), Way()
    program = running.program
    program._idle._clocks = hands.clocks()
    program.system = SystemEvents((way,), program)
    program.system.left.connect(program.lock)
    remember_ledger(running, next(folder.glob("ledger")), name)
    program.window.resize(1280, 800)
    program.start()
    program.window.activateWindow()
    settle()
    yield Room(running, [], hands, way)
    running.end()
