"""The dark bar at the left: where one is, where one can go, and what waits there."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.actions import Action, by_id
from ui.places import PageId
from ui.widgets.parts import column, picture, row, text

WIDTH = 216


class NavButton(QPushButton):
    """One way in the side bar, with a badge for what waits there."""

    def __init__(self, action: Action) -> None:
        super().__init__(action.words())
        self._words = action.words()
        self._badge = ""
        self._is_urgent = False
        self.setProperty("role", "nav")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setIconSize(QSize(25, 18))
        self.setFixedHeight(36)
        self.setToolTip(f"{action.words()} ({action.shortcuts()[0]})" if action.shortcuts() else action.words())
        self._icon = action.icon
        self.toggled.connect(self._draw_icon)
        self._draw_icon()

    def _draw_icon(self) -> None:
        self.setIcon(theme.icon(self._icon, "side_strong" if self.isChecked() else "side_ink", 18, 7))

    def show_badge(self, count: int, *, is_urgent: bool) -> None:
        """Show a number at the right end, red when it cannot wait; nothing for zero."""
        self._badge = str(count) if count < 1000 else "999+"  # noqa: PLR2004 (what fits)
        self._badge = self._badge if count else ""
        self._is_urgent = is_urgent
        self.setAccessibleName(f"{self._words}: {self._badge}" if self._badge else self._words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge over the button."""
        super().paintEvent(event)
        if not self._badge:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.Size.TINY, QFont.Weight.DemiBold))
        width = max(24, painter.fontMetrics().horizontalAdvance(self._badge) + 14)
        box = self.rect().adjusted(self.width() - width - 10, 9, -10, -9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bad" if self._is_urgent else "side_selected"))
        painter.drawRoundedRect(box, 9, 9)
        painter.setPen(theme.colour("surface" if self._is_urgent else "side_ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge)
        painter.end()


class SideBar(QWidget):
    """Brand, pages, settings and lock."""

    went = Signal(PageId)
    lock_wanted = Signal()

    def __init__(self, shop_name: str, pages: Iterable[PageId]) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Pages"))
        self._buttons: dict[PageId, NavButton] = {}
        self._group = QButtonGroup(self)
        shop = text(shop_name, "side_small")
        shop.setWordWrap(True)
        brand = row(
            picture("shield-check", "side_strong", 26), column(text("Sổ Kín", "brand"), shop, spacing=0), spacing=10
        )
        brand.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 16, 12, 14)
        box.setSpacing(2)
        box.addLayout(brand)
        box.addSpacing(14)
        for page in pages:
            if page is not PageId.SETTINGS:
                box.addWidget(self._way_to(page))
        box.addStretch(1)
        box.addWidget(self._way_to(PageId.SETTINGS))
        box.addWidget(self._lock_button())
        self.setFixedWidth(max(WIDTH, self.sizeHint().width()))  # some languages need more

    def _way_to(self, page: PageId) -> NavButton:
        made = NavButton(by_id(f"go.{page.value}"))
        made.clicked.connect(lambda _checked=False: self.went.emit(page))
        self._group.addButton(made)
        self._buttons[page] = made
        return made

    def _lock_button(self) -> NavButton:
        made = NavButton(by_id("lock"))
        made.setCheckable(False)
        made.clicked.connect(lambda _checked=False: self.lock_wanted.emit())
        return made

    def show_page(self, page: PageId) -> None:
        """Mark where one is."""
        self._buttons[page].setChecked(True)

    def show_badge(self, page: PageId, count: int, *, is_urgent: bool = False) -> None:
        """Show how much waits on a page."""
        self._buttons[page].show_badge(count, is_urgent=is_urgent)
