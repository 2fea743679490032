"""A choice of things that each need a sentence: tiles below each other, chosen by mouse, arrow or number."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui import theme
from ui.theme import Size
from ui.widgets.parts import column, tip

Value = TypeVar("Value", bound=StrEnum)
_PAD, _ICON, _GAP, _NUMBER = 10, 18, 10, 18  # pixels
_UP_AND_DOWN = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)  # with slots ``Tile[Value](…)`` raises a TypeError on Python 3.11
class Tile(Generic[Value]):
    """One thing to choose; ``why_not`` says why it cannot be chosen now, and stands in place of its sentence."""

    value: Value
    title: str
    sentence: str
    icon: str
    why_not: str = ""


class TileButton(QPushButton):
    """A tile draws itself: a title in ink, its sentence in mute, as high as both need at ``width``."""

    def __init__(self, about: Tile[Value], number: int, width: int) -> None:
        super().__init__()
        self._about, self._number = about, number
        self._bold = theme.font(Size.BODY, QFont.Weight.DemiBold)
        self._small = theme.font(Size.SMALL)
        self._sentence = about.why_not or about.sentence
        self.setProperty("role", "choice")
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.setEnabled(not about.why_not)
        self.setAccessibleName(about.title)
        self.setAccessibleDescription(self._sentence)
        self.setToolTip(tip(about.why_not))
        self.setMinimumWidth(width)
        self.setFixedHeight(self._height(width - 2 * _PAD - _ICON - _GAP - _NUMBER))

    def _height(self, room: int) -> int:
        wraps = Qt.TextFlag.TextWordWrap
        below = QFontMetrics(self._small).boundingRect(QRect(0, 0, room, 400), wraps, self._sentence)
        return QFontMetrics(self._bold).height() + below.height() + _PAD + 4

    def sizeHint(self) -> QSize:
        """Return the least that shows everything."""
        return QSize(self.minimumWidth(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words over the frame of the style sheet."""
        super().paintEvent(event)
        painter = QPainter(self)
        is_chosen, ratio = self.isChecked(), self.devicePixelRatioF()
        ink = "accent" if is_chosen else "ink" if self.isEnabled() else "off"
        top = (self.height() - self._height(self._room) + _PAD) // 2
        painter.drawPixmap(
            QPointF(_PAD + 2, top + 1), theme.pixmap(self._about.icon, "mute" if ink == "ink" else ink, _ICON, ratio)
        )
        left = _PAD + _ICON + _GAP
        painter.setFont(self._bold)
        painter.setPen(theme.colour(ink))
        metrics = painter.fontMetrics()
        painter.drawText(QPointF(left, top + metrics.ascent()), self._about.title)
        painter.setFont(self._small)
        painter.setPen(theme.colour("ink" if is_chosen else "mute" if self.isEnabled() else "off"))
        below = QRect(left, top + metrics.height() + 1, self._room, self.height())
        painter.drawText(below, Qt.TextFlag.TextWordWrap, self._sentence)
        self._draw_number(painter)
        painter.end()

    @property
    def _room(self) -> int:
        return self.width() - 2 * _PAD - _ICON - _GAP - _NUMBER

    def _draw_number(self, painter: QPainter) -> None:
        painter.setPen(theme.colour("mute" if self.isEnabled() else "off"))
        place = self.rect().adjusted(0, 0, -_PAD - 2, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self._number))


class TileChoice(QWidget, Generic[Value]):
    """At most one of the tiles. While one has the keyboard its number or an arrow chooses; ``changed`` follows."""

    changed = Signal()

    def __init__(self, tiles: Sequence[Tile[Value]], chosen: Value | None = None, width: int = 320) -> None:
        super().__init__()
        self._values = tuple(one.value for one in tiles)
        self._group = QButtonGroup(self)
        self._buttons = [TileButton(one, number, width) for number, one in enumerate(tiles, 1)]
        for at, made in enumerate(self._buttons):
            made.setChecked(self._values[at] is chosen)
            made.installEventFilter(self)
            self._group.addButton(made, at)
        self._group.idToggled.connect(self._on_toggled)
        first = self._group.checkedButton() or next((one for one in self._buttons if one.isEnabled()), None)
        if first is not None:
            self.setFocusProxy(first)
        self.setLayout(column(*self._buttons, spacing=4))

    @property
    def value(self) -> Value | None:
        """Return what is chosen."""
        at = self._group.checkedId()
        return self._values[at] if at >= 0 else None

    def choose(self, value: Value) -> None:
        """Choose something else."""
        self._buttons[self._values.index(value)].setChecked(True)

    def state(self) -> object:
        """See ``form_state.Composed``."""
        return None if self.value is None else str(self.value)

    def show_state(self, state: object) -> None:
        """See ``form_state.Composed``."""
        for value, made in zip(self._values, self._buttons, strict=True):
            if str(value) == state:
                made.setChecked(True)

    def _on_toggled(self, at: int, is_checked: bool) -> None:
        if is_checked:
            self.setFocusProxy(self._buttons[at])
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by a number or an arrow while one of the tiles has the keyboard."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.modifiers():
            return super().eventFilter(watched, event)
        wanted = self._wanted(watched, Qt.Key(event.key()))
        if wanted is None:
            return super().eventFilter(watched, event)
        wanted.click()
        wanted.setFocus()
        return True

    def _wanted(self, watched: QObject, key: Qt.Key) -> TileButton | None:
        free = [one for one in self._buttons if one.isEnabled()]
        number = key - Qt.Key.Key_1
        if 0 <= number < len(self._buttons):
            return self._buttons[number] if self._buttons[number].isEnabled() else None
        here = next((at for at, one in enumerate(free) if one is watched), None)
        if here is None or key not in _UP_AND_DOWN:
            return None
        at = here + _UP_AND_DOWN[key] if self._group.checkedId() >= 0 else here
        return free[at % len(free)]
