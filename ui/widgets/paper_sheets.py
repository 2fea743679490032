"""The pages of a PDF one below the other, drawn as they come into view: what ``PdfView`` scrolls."""

import math
from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QStyle

from ui import theme
from ui.printing import PageSize, draw_page, page_words
from ui.tasks import Tasks

GAP, EDGE = 16, 20  # pixels between the pages, and around them
SCREEN = 96 / 72  # pixels to a point at 100 %
_MOST_PIXELS = 8_000_000  # of one picture; larger ones are drawn coarser and stretched
_KEPT_BYTES = 96_000_000
_RING = 2


class Fit(Enum):
    """A zoom that follows the room."""

    WIDTH = "width"
    PAGE = "page"


Zoom = Fit | int  # or percent


@dataclass(slots=True)
class _Wishes:
    """Which pages are worth drawing now, at which scale; the workshop thread reads it before it begins one."""

    pages: frozenset[int] = frozenset()
    scale: float = 0.0


@dataclass(slots=True)
class _Paper:
    """One PDF and what was drawn of it; let go as a whole, so that nothing late lands on another paper."""

    pdf: bytes = field(repr=False)
    sizes: tuple[PageSize, ...]
    pictures: OrderedDict[int, tuple[float, QImage]] = field(default_factory=OrderedDict)
    words: dict[int, str] = field(default_factory=dict)
    asked: dict[int, float] = field(default_factory=dict)

    def keep(self, number: int, scale: float, picture: QImage) -> None:
        """Keep a picture and let go of those looked at longest ago."""
        self.pictures[number] = (scale, picture)
        self.pictures.move_to_end(number)
        while len(self.pictures) > 1 and sum(one.sizeInBytes() for _, one in self.pictures.values()) > _KEPT_BYTES:
            self.pictures.popitem(last=False)


class PaperSheets(QAbstractScrollArea):
    """Shows one PDF. ``page_changed`` tells the page in view (the first is 0), ``zoom_wished`` a step of the wheel."""

    page_changed = Signal(int)
    zoom_wished = Signal(int)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, zoom: Zoom) -> None:
        super().__init__()
        self._tasks = tasks
        self._paper = _Paper(b"", ())
        self._wishes = _Wishes()
        self._places: list[QRect] = []
        self.zoom: Zoom = zoom
        self.scale = SCREEN  # pixels of the screen's grid to a point
        self.page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setSingleStep(48)

    # --- what is shown ---

    def show_paper(self, pdf: bytes, sizes: tuple[PageSize, ...]) -> None:
        """Show a PDF whose pages have these sizes, at the place where the one before stood."""
        self._paper = _Paper(pdf, sizes)
        self._arrange()
        self._note_page(is_new=True)

    def set_zoom(self, zoom: Zoom) -> None:
        """Change the zoom; what was in the middle stays there."""
        bar, half = self.verticalScrollBar(), self.viewport().height() / 2
        middle = (bar.value() + half) / max(1.0, self._extent().height())
        self.zoom = zoom
        self._arrange()
        bar.setValue(round(middle * self._extent().height() - half))

    def go_to(self, page: int) -> None:
        """Bring the top of a page into view."""
        if self._places:
            page = min(max(page, 0), len(self._places) - 1)
            self.verticalScrollBar().setValue(self._places[page].top() - GAP)
            self._set_page(page)  # the last page may be too short to reach the top

    def words(self, page: int) -> str:
        """Return what stands on a page, once it was drawn."""
        return self._paper.words.get(page, "")

    # --- where everything stands ---

    def _arrange(self) -> None:
        self.scale = self._wanted_scale()
        width = max(self.viewport().width(), round(self._widest() * self.scale) + 2 * EDGE)
        self._places, top = [], EDGE
        for size in self._paper.sizes:
            sheet = QSize(round(size[0] * self.scale), round(size[1] * self.scale))
            self._places.append(QRect(QPoint((width - sheet.width()) // 2, top), sheet))
            top += sheet.height() + GAP
        extent, room = self._extent(), self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), extent.height(), room.height()),
            (self.horizontalScrollBar(), extent.width(), room.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(max(1, seen - 48))
        self._ask()
        self.viewport().update()

    def _wanted_scale(self) -> float:
        if isinstance(self.zoom, int):
            return self.zoom / 100 * SCREEN
        # As if the scroll bar were there: otherwise it comes and goes with the zoom that it causes.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        scale = max(60, self.width() - 2 * EDGE - bar) / (self._widest() or 1.0)
        if self.zoom is Fit.PAGE:
            tallest = max((size[1] for size in self._paper.sizes), default=1.0)
            scale = min(scale, max(60, self.height() - 2 * EDGE) / tallest)
        return min(scale, 4 * SCREEN)

    def _widest(self) -> float:
        return max((size[0] for size in self._paper.sizes), default=0.0)

    def _extent(self) -> QSize:
        if not self._places:
            return QSize(0, 0)
        return QSize(round(self._widest() * self.scale) + 2 * EDGE, self._places[-1].bottom() + 1 + EDGE)

    def _shift(self) -> QPoint:
        spare = self.viewport().height() - self._extent().height()
        above = max(0, spare // 2) if self.zoom is Fit.PAGE else 0
        return QPoint(-self.horizontalScrollBar().value(), above - self.verticalScrollBar().value())

    def _in_view(self) -> list[int]:
        view = self.viewport().rect().translated(-self._shift())
        return [number for number, place in enumerate(self._places) if place.intersects(view)]

    # --- drawing ---

    def _ask(self) -> None:
        """Have drawn what is in view, and the page after it."""
        if not self.isVisible() or not self._places:
            return
        seen = self._in_view()
        ahead = [seen[-1] + 1] if seen and seen[-1] + 1 < len(self._places) else []
        self._wishes.pages, self._wishes.scale = frozenset(seen + ahead), self.scale
        for number in seen + ahead:
            self._ask_for(self._paper, number)

    def _ask_for(self, paper: _Paper, number: int) -> None:
        pixels = self._pixels_to_a_point(number)
        kept = paper.pictures.get(number)
        if paper.asked.get(number) == pixels or (kept is not None and kept[0] == pixels):
            return
        paper.asked[number] = pixels
        pdf, wishes, scale = paper.pdf, self._wishes, self.scale

        def draw() -> tuple[QImage, str] | None:
            if number not in wishes.pages or wishes.scale != scale:
                return None  # scrolled past, or zoomed again, while other pages were drawn
            return draw_page(pdf, number, pixels), page_words(pdf, number)

        self._tasks.compute(self, draw, lambda drawn: self._on_drawn(paper, number, pixels, drawn), self.failed.emit)

    def _pixels_to_a_point(self, number: int) -> float:
        width, height = self._paper.sizes[number]
        return min(self.scale * self.devicePixelRatioF(), math.sqrt(_MOST_PIXELS / max(1.0, width * height)))

    def _on_drawn(self, paper: _Paper, number: int, pixels: float, drawn: tuple[QImage, str] | None) -> None:
        if paper.asked.get(number) == pixels:
            del paper.asked[number]
        if paper is not self._paper:
            return
        if drawn is None:
            self._ask()  # it may be in view again
            return
        picture, words = drawn
        paper.keep(number, pixels, picture)
        paper.words[number] = words
        self.viewport().update()
        if number == self.page:
            self.page_changed.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (all of it is drawn)
        """Draw the sheets on the ground, and the ring of who has the keyboard."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("background"))
        shift = self._shift()
        for number in self._in_view():
            self._paint_sheet(painter, number, self._places[number].translated(shift))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), _RING))
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_sheet(self, painter: QPainter, number: int, place: QRect) -> None:
        painter.fillRect(place, Qt.GlobalColor.white)  # paper is white in the dark, too
        kept = self._paper.pictures.get(number)
        if kept is not None and kept[0] == self.scale * self.devicePixelRatioF():
            picture = kept[1]
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(QPointF(place.topLeft()), picture)
        elif kept is not None:
            # Smoothing takes its time: not for what stands in only until the right one is drawn.
            is_final = kept[0] == self._pixels_to_a_point(number)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_final)
            painter.drawImage(QRectF(place), kept[1], QRectF(kept[1].rect()))
        painter.setPen(theme.colour("line"))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    # --- what moves it ---

    def _set_page(self, page: int, *, is_new: bool = False) -> None:
        if page != self.page or is_new:
            self.page = page
            self.page_changed.emit(page)

    def _note_page(self, *, is_new: bool = False) -> None:
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        tops = [place.top() for place in self._places]
        self._set_page(max(0, bisect_right(tops, line) - 1), is_new=is_new)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002 (the bars know)
        """Draw what comes into view."""
        self._note_page()
        self._ask()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the room again."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what nobody looked at before."""
        super().showEvent(event)
        self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held down, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_wished.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first or last page, or a page further where whole pages are shown."""
        targets = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._places) - 1}
        if self.zoom is Fit.PAGE:
            targets |= {Qt.Key.Key_PageUp: self.page - 1, Qt.Key.Key_PageDown: self.page + 1}
        key = Qt.Key(event.key())
        if key in targets:
            self.go_to(targets[key])
            return
        super().keyPressEvent(event)
