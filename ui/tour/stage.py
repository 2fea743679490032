"""The stage of the tour: the real program on throwaway ledgers, everything done at once, pictures taken of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from ledger.domain.staff import Role
from ledger.domain.wording import Language
from ui import theme
from ui.app import Demo, Program, build
from ui.places import PageId, Target
from ui.settings import LANGUAGE, SCHEME
from ui.tasks import ImmediateTasks
from ui.theme import Scheme
from ui.widgets.page import Page

Shown = TypeVar("Shown", bound=QWidget)
_SHADE = 90  # of 255, over what lies behind a dialog


class Stage:
    """The program, a place for its ledgers, and the folder its pictures go to."""

    def __init__(self, app: QApplication, out: Path, place: Path, size: QSize) -> None:
        self.app = app
        self.out = out
        self.place = place
        self.size = size
        self.written: list[Path] = []
        self.program: Program = build(app, place / "window.ini", place / "data", ImmediateTasks)

    def dress(self, language: Language, scheme: Scheme) -> None:
        """Choose the language and the theme of every picture that follows."""
        settings = self.program.door.settings
        settings.set(LANGUAGE, language.value)
        settings.set(SCHEME, scheme.value)
        self.program.dress()
        self.program.window.resize(self.size)
        self.program.window.show()

    def sign_in(self, demo: Demo, role: Role) -> None:
        """Open a demo ledger as one of its members."""
        self.program.demo = demo
        self.program.sign_in_to_demo(role)
        self.settle()

    def go(self, target: Target) -> Page:
        """Show a page of the workspace."""
        workspace = self.program.window.workspace
        if workspace is None:
            raise LookupError(target.page)
        workspace.go(target)
        self.settle()
        return workspace.pages[target.page]

    def page(self, page: PageId) -> Page:
        """Show a page without any record."""
        return self.go(Target(page))

    def settle(self) -> None:
        """Let everything that was asked for be drawn, and what was closed go."""
        for _ in range(4):
            self.app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def shoot(self, name: str) -> None:
        """Draw the window, and what floats above it, into the next picture."""
        self.settle()
        window = self.program.window
        picture = window.grab()
        for above in self._floating():
            _lay_over(picture, above, window)
        self._keep(picture, name)

    def _floating(self) -> list[QWidget]:
        floating = [one for one in self.app.topLevelWidgets() if one.isVisible() and isinstance(one, QDialog | QMenu)]
        return sorted(floating, key=lambda one: isinstance(one, QMenu))

    def _keep(self, picture: QPixmap, name: str) -> None:
        path = self.out / f"{len(self.written) + 1:02d}-{name}.png"
        picture.save(str(path))
        self.written.append(path)

    def keep_paper(self, name: str, pdf: bytes) -> None:
        """Write a paper, and a picture of each of its first pages."""
        path = self.out / f"{name}.pdf"
        path.write_bytes(pdf)
        self.written.append(path)
        for number, image in enumerate(_pages(pdf), start=1):
            drawn = self.out / f"{name}-{number}.png"
            image.save(str(drawn))
            self.written.append(drawn)

    def dialog(self, kind: type[Shown]) -> Shown:
        """Return the dialog of a kind that is open. Raises ``LookupError``."""
        self.settle()
        for one in self.app.topLevelWidgets():
            if isinstance(one, kind) and one.isVisible():
                return one
        raise LookupError(kind.__name__)

    @contextmanager
    def opened(self, kind: type[Shown]) -> Iterator[Shown]:
        """Give the open dialog of a kind, and take it away afterwards without saving."""
        found = self.dialog(kind)
        yield found
        found.hide()
        found.deleteLater()
        self.settle()


def _lay_over(picture: QPixmap, above: QWidget, window: QWidget) -> None:
    ratio = picture.devicePixelRatio()
    room = QRect(QPoint(0, 0), picture.deviceIndependentSize().toSize())
    painter = QPainter(picture)
    if isinstance(above, QDialog):
        painter.fillRect(room, QColor(0, 0, 0, _SHADE))
    drawn = above.grab()
    at = above.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
    if isinstance(above, QDialog) and not above.windowFlags() & Qt.WindowType.FramelessWindowHint:
        at = QPoint((room.width() - above.width()) // 2, max(0, (room.height() - above.height()) // 2))
    painter.drawPixmap(at, drawn)
    painter.setPen(theme.colour("line"))
    painter.drawRect(QRect(at, drawn.deviceIndependentSize().toSize()).adjusted(-1, -1, 0, 0))
    painter.end()
    picture.setDevicePixelRatio(ratio)


def _pages(pdf: bytes, limit: int = 3) -> Iterator[QPixmap]:
    from ui.widgets.pdf_view import draw_page, page_count

    for number in range(min(page_count(pdf), limit)):
        yield QPixmap.fromImage(draw_page(pdf, number, 110 / 72))
