"""The stage of the tour: the real program on throwaway ledgers, everything done at once, pictures taken of it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from errno import EIO
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QObject, QPoint, QRect, QSize, Qt, QThread
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from ledger.domain.instants import local_date, start_of_day
from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ledger.services.demo import MANAGER, PASSPHRASE, STAFF, make_demo_ledger
from ledger.services.session import Place, Session, SystemClock
from ui import theme
from ui.app import Demo, Program, build
from ui.places import PageId, Target
from ui.settings import LANGUAGE, SCHEME
from ui.tasks import Unhandled
from ui.theme import Scheme
from ui.tour.doubles import Mood, StandingClock, TourMessages, TourPrinting, TourTasks
from ui.widgets.page import Page
from ui.widgets.toast import Toast
from ui.workspace import Workspace

Found = TypeVar("Found")
Shown = TypeVar("Shown", bound=QWidget)
_SHADE = 90  # of 255, over what lies behind a dialog
_HOUR = timedelta(hours=15, minutes=20)  # of the shop's day
_CUSTOMERS, _SEED = 80, 1
_PAPER_PIXELS = 110 / 72  # to a point


class Stage:
    """The program, a place for its ledgers, and the folder its pictures go to."""

    def __init__(self, app: QApplication, out: Path, place: Path, size: QSize) -> None:
        self.app = app
        self.out = out
        self.place = place
        self.written: list[Path] = []
        self._size = size
        self._shots = 0
        self._packing = ThreadPoolExecutor(2, "packing")
        self._saved: list[tuple[str, Future[bool]]] = []
        self._tasks: list[TourTasks] = []
        self.program: Program = build(app, place / "window.ini", place / "data", self._make_tasks)
        self._change_doors()
        self.demo = self._make_demo()

    def _make_tasks(self, unhandled: Unhandled) -> TourTasks:
        self._tasks.append(TourTasks(unhandled))
        return self._tasks[-1]

    def _change_doors(self) -> None:
        today = local_date(SystemClock().now())
        at = start_of_day(today) + _HOUR
        program = self.program
        program.door = replace(
            program.door,
            messages=TourMessages(program.window),
            printing=TourPrinting(),
            clock=StandingClock(at),
            place_of=self.place_of,
        )

    def place_of(self, folder: Path) -> Place:
        """Return a place whose keys are the cheapest that are accepted: nothing in it is real."""
        made = Place(folder, self.place / "data")
        rules = made.kdf_rules
        return replace(made, kdf_rules=replace(rules, write=replace(rules.write, memory_kib=rules.floor_kib)))

    def _make_demo(self) -> Demo:
        folder = self.place / "Vườn Chanh"
        session, _ = make_demo_ledger(self.place_of(folder), _CUSTOMERS, _SEED, self.now)
        session.close()
        return Demo(
            folder,
            {Role.MANAGER: MANAGER, Role.STAFF: STAFF},
            {Role.MANAGER: PASSPHRASE, Role.STAFF: f"{PASSPHRASE} xanh"},
        )

    @property
    def now(self) -> datetime:
        """Return the instant of the whole tour."""
        return self.program.door.clock.now()

    @property
    def language(self) -> Language:
        """Return the language of the pictures."""
        return self.program.door.language

    # --- the program ---

    def dress(self, language: Language, scheme: Scheme) -> None:
        """Choose the language and the theme of every picture that follows."""
        settings = self.program.door.settings
        settings.set(LANGUAGE, language.value)
        settings.set(SCHEME, scheme.value)
        self.program.dress()
        self.program.window.resize(self._size)
        self.program.window.show()

    def build_anew(self) -> None:
        """Let every page be built again, as after a change of the theme."""
        self.program.dress()
        self.settle()

    def sign_in(self, role: Role) -> None:
        """Open the demo ledger as one of its members."""
        self.program.demo = self.demo
        self.program.sign_in_to_demo(role)
        self.settle()

    @property
    def workspace(self) -> Workspace:
        """Return the workspace. Raises ``LookupError`` while nobody is signed in."""
        workspace = self.program.window.workspace
        if workspace is None:
            raise LookupError(Workspace.__name__)
        return workspace

    def go(self, target: Target, kind: type[Shown]) -> Shown:
        """Show a page of the workspace, and begin an act there. Raises ``LookupError`` where it did not come."""
        self.workspace.go(target)
        self.settle()
        page = self.workspace.page
        if isinstance(page, kind):
            return page
        raise LookupError(kind.__name__)

    def page(self, page: PageId) -> Page:
        """Show a page without any record."""
        return self.go(Target(page), Page)

    def ask(self, work: Callable[[Session], Found]) -> Found:
        """Ask the ledger that is open. Raises ``LookupError`` where it does not answer."""
        answers: list[Found] = []
        owner = QObject()
        self.program.door.tasks.write(owner, work, answers.append)
        if not answers:
            raise LookupError(work)
        self.settle()
        return answers[0]

    @contextmanager
    def mood(self, mood: Mood) -> Iterator[None]:
        """Let work with the ledger wait or fail for a while."""
        tasks = self._tasks[-1]
        tasks.be(mood)
        yield
        tasks.be(Mood.WORKS)
        self.settle()

    def end(self) -> None:
        """Take everything away. Raises ``OSError`` where a picture could not be written."""
        self._require_saved()
        self.clear()
        self.program.shut_down()
        self.program.window.hide()
        self.program.window.deleteLater()
        self.settle()

    # --- time ---

    def settle(self) -> None:
        """Let everything that was asked for be drawn, and what was closed go."""
        for _ in range(4):
            self.app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait(self, milliseconds: int) -> None:
        """Let what comes by itself come: a pause after typing, what is shown only when an answer takes long."""
        until = QDeadlineTimer(milliseconds)
        while not until.hasExpired():
            self.app.processEvents()
            QThread.msleep(2)
        self.settle()

    # --- what floats above the window ---

    def above(self) -> list[QWidget]:
        """Return the dialogs and menus in view, the lowest first."""
        floating = [one for one in self.app.topLevelWidgets() if one.isVisible() and isinstance(one, QDialog | QMenu)]
        return sorted(floating, key=lambda one: (isinstance(one, QMenu), _depth(one)))

    @property
    def front(self) -> QWidget:
        """Return what is in front of everything."""
        floating = self.above()
        return floating[-1] if floating else self.program.window

    def dialog(self, kind: type[Shown]) -> Shown:
        """Return the dialog of a kind that is open. Raises ``LookupError``."""
        self.settle()
        for one in self.app.topLevelWidgets():
            if isinstance(one, kind) and one.isVisible():
                return one
        raise LookupError(kind.__name__)

    def clear(self) -> None:
        """Take away whatever floats above the window, without saving."""
        for one in reversed(self.above()):
            one.hide()
            if isinstance(one, QDialog):
                one.deleteLater()
        for toast in self.program.window.findChildren(Toast):
            toast.put_away()
        self.settle()

    # --- pictures ---

    def shoot(self, name: str) -> None:
        """Draw the window, and what floats above it, into the next picture."""
        self.settle()
        window = self.program.window
        picture = window.grab()
        for one in self.above():
            _lay_over(picture, one, window)
        self._shots += 1
        self._save(picture.toImage(), f"{self._shots:03d}-{name}.png")

    def shoot_and_clear(self, name: str) -> None:
        """Draw a picture and take away what floats above the window."""
        self.shoot(name)
        self.clear()

    def keep(self, name: str, content: bytes) -> None:
        """Write a paper; of a PDF also a picture of each of its first pages."""
        path = self.out / name
        path.write_bytes(content)
        self.written.append(path)
        if path.suffix != ".pdf":
            return
        for number, image in enumerate(_pages(content), start=1):
            self._save(image, f"{path.stem}-{number}.png")

    def _save(self, picture: QImage, name: str) -> None:
        # Packing a picture takes longer than drawing it, so the next one is drawn meanwhile.
        path = self.out / name
        self._saved.append((name, self._packing.submit(picture.save, str(path))))
        self.written.append(path)

    def _require_saved(self) -> None:
        self._packing.shutdown()
        for name, saved in self._saved:
            if not saved.result():
                raise OSError(EIO, name, name)


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent.window())


def _lay_over(picture: QPixmap, above: QWidget, window: QWidget) -> None:
    ratio = picture.devicePixelRatio()
    room = QRect(QPoint(0, 0), picture.deviceIndependentSize().toSize())
    drawn = above.grab()
    at = above.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
    is_bare = bool(above.windowFlags() & Qt.WindowType.FramelessWindowHint) or isinstance(above, QMenu)
    painter = QPainter(picture)
    if isinstance(above, QDialog):
        painter.fillRect(room, QColor(0, 0, 0, _SHADE))
    if not is_bare:
        at = QPoint((room.width() - above.width()) // 2, max(0, (room.height() - above.height()) // 2))
    painter.drawPixmap(at, drawn)
    if not is_bare:
        painter.setPen(theme.colour("line"))
        painter.drawRect(QRect(at, drawn.deviceIndependentSize().toSize()).adjusted(-1, -1, 0, 0))
    painter.end()
    picture.setDevicePixelRatio(ratio)


def _pages(pdf: bytes, limit: int = 3) -> Iterator[QImage]:
    from ui.widgets.pdf_view import draw_page, page_count

    for number in range(min(page_count(pdf), limit)):
        yield draw_page(pdf, number, _PAPER_PIXELS)
