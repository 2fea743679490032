"""The program put together for a test: the real window and a real encrypted ledger, with cheap keys.

Messages and printing remember and answer; everything else is what a shop runs.
"""

import atexit
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ledger.services.demo import MANAGER, PASSPHRASE, STAFF, make_demo_ledger
from ledger.services.session import Clock, Place, SystemClock
from support.storage import CHEAP
from support.window import FakeMessages, FakePrinting
from ui.app import Demo, Program, build
from ui.settings import LANGUAGE, LEDGER, NAME, SCHEME
from ui.tasks import ImmediateTasks, Tasks, Unhandled
from ui.theme import Scheme
from ui.workspace import Workspace

DEMO_PASSPHRASES = {Role.MANAGER: PASSPHRASE, Role.STAFF: f"{PASSPHRASE} xanh"}


@dataclass(slots=True)
class Running:
    """A running program and what its doors remember."""

    program: Program
    messages: FakeMessages
    printing: FakePrinting

    @property
    def workspace(self) -> Workspace:
        shown = self.program.window.workspace
        assert shown is not None
        return shown

    def end(self) -> None:
        """Close the ledger, the threads and the window."""
        self.program.shut_down()
        self.program._translators.use(Language.EN)  # takes them off the application all tests share
        self.program.window.deleteLater()
        self.program.deleteLater()
        settle()


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is dressed."""

    language: Language = Language.VI
    scheme: Scheme = Scheme.LIGHT


def start_program(
    home: Path,
    look: Look | None = None,
    *,
    clock: Clock | None = None,
    make_tasks: Callable[[Unhandled], Tasks] = ImmediateTasks,
    is_strict: bool = True,
) -> Running:
    """Put the program together as ``sokin`` does, on the settings file of ``home``; the window is not shown yet.

    What no page expected fails the test, unless it is not strict: then the program tells it in its own way.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = build(app, home / "window.ini", home / "app data", lambda told: make_tasks(_raise if is_strict else told))
    messages, printing = FakeMessages(), FakePrinting()
    program.door = replace(
        program.door,
        messages=messages,
        printing=printing,
        clock=clock or SystemClock(),
        place_of=lambda folder: Place(folder, home / "app data", CHEAP),
    )
    if look is not None:
        program.door.settings.set(LANGUAGE, look.language.value)
        program.door.settings.set(SCHEME, look.scheme.value)
        program.dress()
    return Running(program, messages, printing)


def _raise(error: Exception) -> None:
    raise error


def make_demo(home: Path, customers: int = 24, at: datetime | None = None) -> Demo:
    """Give a small demo ledger with cheap keys, made up for an instant (now): a copy of one that is made once."""
    shutil.copytree(_made_demo(customers, at), home, dirs_exist_ok=True)
    return Demo(home / _DEMO, {Role.MANAGER: MANAGER, Role.STAFF: STAFF}, DEMO_PASSPHRASES)


_DEMO = "ledger"


@cache
def _made_demo(customers: int, at: datetime | None) -> Path:
    home = Path(mkdtemp())
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    place, now = Place(home / _DEMO, home / "app data", CHEAP), at or SystemClock().now()
    session, _ = make_demo_ledger(place, customers, 1, now)
    session.close()
    return home


def remember_ledger(running: Running, folder: Path, name: str) -> None:
    """Let the unlock screen offer a ledger, as after a first sign-in."""
    running.program.door.settings.set(LEDGER, str(folder))
    running.program.door.settings.set(NAME, name)


def copied(demo: Demo, home: Path) -> Demo:
    """Give a test a ledger of its own: a copy of the one its file shares."""
    shutil.copytree(demo.folder.parent, home)
    return replace(demo, folder=home / demo.folder.name)


def in_front(one: Running, demo: Demo | None = None) -> Iterator[Running]:
    """Start the program, at its door or in the demo, with its window in front; close everything at the end."""
    one.program.start(demo)
    one.program.window.activateWindow()
    settle()
    yield one
    one.end()


def at_its_door(demo: Demo, look: Look, *, is_strict: bool = True) -> Iterator[Running]:
    """The program at its door, where the manager of a ledger signed in before; closed at the end."""
    one = start_program(demo.folder.parent, look, is_strict=is_strict)
    remember_ledger(one, demo.folder, demo.names[Role.MANAGER])
    yield from in_front(one)


def settle() -> None:
    """Let everything asked for happen, and what was closed go."""
    for _ in range(4):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def presses(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the cursor is, as the window system delivers it: shortcuts get it first."""
    QTest.keyClick(widget.window().focusWidget() or widget, key, held)
    settle()


def types(into: QWidget, words: str) -> None:
    """Type as an input method does, Vietnamese and all."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(into, event)


def texts_in_view() -> set[str]:
    """Everything visible labels say, in every window of the program."""
    shown = set[str]()
    for window in QApplication.topLevelWidgets():
        shown |= {one.text() for one in window.findChildren(QLabel) if one.isVisible()}
    return shown
