"""The list of steps at the left of the first run: what is done, where one is, what comes."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.widgets.door_frame import brand
from ui.widgets.parts import row, text

WIDTH = 264
_ROUND = 26  # pixels


class _Mark(QWidget):
    """A number in a circle, or a check mark once the step is done."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._is_done = self._is_here = False
        self.setFixedSize(QSize(_ROUND, _ROUND))

    def show_state(self, *, is_done: bool, is_here: bool) -> None:
        self._is_done, self._is_here = is_done, is_here
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        back = "accent" if self._is_here else "side_selected"
        painter.setBrush(theme.colour(back))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(self.rect())
        if self._is_done:
            sign = theme.pixmap("check", "side_strong", 16, self.devicePixelRatioF())
            painter.drawPixmap((_ROUND - 16) // 2, (_ROUND - 16) // 2, sign)
        else:
            painter.setFont(theme.font(theme.Size.SMALL, QFont.Weight.DemiBold))
            painter.setPen(theme.colour("on_accent" if self._is_here else "side_ink"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class _Step(QWidget):
    """One line of the list."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self.words = words
        self.mark = _Mark(number)
        self._label = text(words, wraps=True)
        line = row(self.mark, self._label, spacing=12)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_state(self, *, is_done: bool, is_here: bool) -> None:
        self.mark.show_state(is_done=is_done, is_here=is_here)
        colour = theme.tokens().side_strong if is_here else theme.tokens().side_ink
        self._label.setStyleSheet(f"color: {colour}; font-weight: {600 if is_here else 400};")


class StepList(QWidget):
    """All steps; not to be clicked, the buttons lead on and back."""

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._steps = [_Step(number, words) for number, words in enumerate(steps, 1)]
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 28, 20, 24)
        box.setSpacing(18)
        box.addLayout(brand("brand", 26, "side_ink"))
        box.addSpacing(14)
        for one in self._steps:
            box.addWidget(one)
        box.addStretch(1)
        self.show_step(0)

    def show_step(self, at: int) -> None:
        """Show where one is, counted from 0."""
        for number, one in enumerate(self._steps):
            one.show_state(is_done=number < at, is_here=number == at)
        here = self.tr("Step {number} of {count}: {step}")
        self.setAccessibleName(here.format(number=at + 1, count=len(self._steps), step=self._steps[at].words))
