"""People at the door: they read labels, type, press keys and buttons; everything behind them is real."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ledger.domain.wording import Language
from ledger.services.session import Clock, Place
from support.services import SetClock, Workplace, workplace
from support.storage import CHEAP, MANAGER
from support.window import FakeMessages, FakePrinting
from ui.desk import SignedIn
from ui.dialogs.find_anything import FindDialog
from ui.door import Door
from ui.pages.first_run import FirstRunPage
from ui.pages.unlock import UnlockPage
from ui.settings import LANGUAGE, Settings
from ui.tasks import ImmediateTasks, Tasks
from ui.widgets.found_list import Found, FoundList

Kind = TypeVar("Kind", bound=QWidget)


@dataclass(slots=True)
class Doorway:
    """A door and what stands behind it."""

    door: Door
    messages: FakeMessages
    printing: FakePrinting


def _raise(error: Exception) -> None:
    raise error


def make_door(home: Path, clock: Clock | None = None, tasks: Tasks | None = None) -> Doorway:
    """Return the doors of the screens before signing in, in English; keys are cheap."""
    settings = Settings(home / "window.ini")
    settings.set(LANGUAGE, Language.EN.value)
    messages, printing = FakeMessages(), FakePrinting()

    def place_of(folder: Path) -> Place:
        return Place(folder, home / "app data", CHEAP)

    work = tasks or ImmediateTasks(_raise)
    return Doorway(Door(work, messages, settings, printing, clock or SetClock(), place_of), messages, printing)


class Person:
    """Somebody in front of a screen; finds things by their words, as long as they can be seen."""

    def __init__(self, screen: QWidget) -> None:
        self.screen = screen
        screen.resize(1280, 720)
        screen.show()
        screen.activateWindow()
        QApplication.processEvents()

    def _all(self, kind: type[Kind]) -> list[Kind]:
        return [one for one in self.screen.findChildren(kind) if one.isVisible()]

    def reads(self) -> str:
        """Everything that stands on the screen, line by line."""
        QApplication.processEvents()  # what was just put there is shown by the next turn
        return "\n".join(one.text() for one in self._all(QLabel))

    def line(self, name: str) -> QLineEdit:
        return next(one for one in self._all(QLineEdit) if one.accessibleName() == name)

    def list(self, name: str) -> QComboBox:
        return next(one for one in self._all(QComboBox) if one.accessibleName() == name)

    def button(self, words: str) -> QPushButton:
        return next(one for one in self._all(QPushButton) if words in {one.text(), one.accessibleName()})

    def sees_button(self, words: str) -> bool:
        return any(words in {one.text(), one.accessibleName()} for one in self._all(QPushButton))

    def types(self, words: str, into: str = "") -> None:
        """Type into the line of that name, or where the cursor is; what stood there is replaced."""
        if into:
            self.line(into).setFocus()
            self.line(into).selectAll()
        if not words:
            self.presses(Qt.Key.Key_Delete)
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(self.here(), event)

    def here(self) -> QWidget:
        """Where the cursor is."""
        found = self.screen.focusWidget()
        assert found is not None
        return found

    def presses(self, key: Qt.Key) -> None:
        QTest.keyClick(self.here(), key)

    def clicks(self, words: str) -> None:
        assert self.button(words).isEnabled(), words
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton)


@dataclass(slots=True)
class _Heard:
    """What a screen told the shell."""

    signed_in: list[SignedIn] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


class AtTheDoor(Person):
    """Somebody at the unlock screen."""

    def __init__(self, page: UnlockPage) -> None:
        super().__init__(page)
        self.page = page
        self.heard = _Heard()
        page.signed_in.connect(self.heard.signed_in.append)
        page.new_wanted.connect(lambda: self.heard.told.append("new"))
        page.language_wanted.connect(self.heard.told.append)
        page.theme_wanted.connect(lambda: self.heard.told.append("theme"))

    def types_passphrase(self, words: str) -> None:
        self.types(words, "Passphrase")

    @property
    def names(self) -> list[str]:
        box = self.list("Your name")
        return [box.itemText(at) for at in range(box.count())]


def closed_shop(home: Path) -> Iterator[Workplace]:
    """A shop of a manager and staff, closed for the night."""
    for one in workplace(home):
        one.as_staff()
        one.close()
        yield one


def at_the_door(qtbot: QtBot, doorway: Doorway, shop: Workplace, name: str = MANAGER) -> AtTheDoor:
    """Let somebody stand before a shop's ledger, their name chosen."""
    page = UnlockPage(doorway.door)
    qtbot.addWidget(page)
    page.choose(shop.place.folder, name)
    return AtTheDoor(page)


class Founder(Person):
    """Somebody who sets the program up."""

    def __init__(self, page: FirstRunPage) -> None:
        super().__init__(page)
        self.page = page
        self.heard = _Heard()
        page.signed_in.connect(self.heard.signed_in.append)
        page.open_wanted.connect(lambda: self.heard.told.append("open"))
        page.language_wanted.connect(self.heard.told.append)

    def fills_in_the_shop(self, name: str = "Tiệm Vườn Chanh") -> None:
        self.types(name, "Name of the shop")
        self.clicks("Next")

    def goes_to_the_folder(self, folder: Path) -> None:
        self.fills_in_the_shop()
        self.clicks("Next")
        self.types(str(folder), "Folder")

    def goes_to_the_manager(self, folder: Path) -> None:
        self.goes_to_the_folder(folder)
        self.clicks("Next")

    def makes_the_ledger(self, folder: Path, name: str, passphrase: str) -> None:
        self.goes_to_the_manager(folder)
        self.types(name, "Your name")
        self.types(passphrase, "Passphrase")
        self.types(passphrase, "The same passphrase again")
        self.clicks("Make the ledger")

    def reads_the_code(self) -> list[str]:
        return [one.text() for one in self._all(QLabel) if one.property("role") == "figure"]

    def retypes(self, groups: list[str]) -> None:
        for number, group in enumerate(groups, 1):
            self.types(group, f"Group {number} of the recovery code")


class Seeker(Person):
    """Somebody at the palette."""

    def __init__(self, palette: FindDialog) -> None:
        super().__init__(palette)
        self.palette = palette
        self.acts: list[str] = []
        palette.action_wanted.connect(self.acts.append)

    def asks(self, words: str) -> None:
        self.types(words, "Find anything")
        self.palette.search()

    def found(self) -> list[tuple[str, str, str]]:
        """Title, detail and end of every line; headings have a title only."""
        lines = next(iter(self._all(FoundList)), None)
        if lines is None:
            return []
        found = []
        for at in range(lines.count()):
            one = lines.item(at).data(Qt.ItemDataRole.UserRole)
            is_line = isinstance(one, Found)
            found.append((one.title, one.detail, one.end) if is_line else (lines.item(at).text(), "", ""))
        return found
