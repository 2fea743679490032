"""One step of a longer job: its number or a check mark, how it stands in words, and its buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui import theme
from ui.widgets.parts import column, row, text

_ROUND = 24  # pixels


class _Mark(QWidget):
    """A number in a ring, or a check mark in a full circle once the step is done."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self.is_done = number, False
        self.setFixedSize(QSize(_ROUND, _ROUND))

    def show_number(self, number: int) -> None:
        """Show another number."""
        self._number = number
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if self.is_done else "accent_soft"))
        painter.drawEllipse(self.rect())
        if self.is_done:
            painter.drawPixmap(5, 5, theme.pixmap("check", "on_accent", _ROUND - 10, self.devicePixelRatioF()))
        else:
            painter.setFont(theme.font(theme.Size.SMALL, QFont.Weight.DemiBold))
            painter.setPen(theme.colour("accent"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class NumberedStep(QWidget):
    """One step: what it is, how it stands, and its buttons, below or ``beside`` it."""

    def __init__(self, number: int, title: str, buttons: Sequence[QPushButton], *, beside: bool = False) -> None:
        super().__init__()
        self.mark = _Mark(number)
        self.title = text(title, "strong", wraps=True)
        self.words = text("", "mute", wraps=True)
        inside = column(self.title, self.words, spacing=3)
        whole = row(column(self.mark, None), inside, spacing=12)
        if beside:
            inside.addStretch(1)
            whole.addLayout(column(row(*buttons, spacing=8), None))
        elif buttons:
            inside.addSpacing(4)
            inside.addLayout(row(*buttons, None, spacing=8))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_state(self, words: str, *, is_done: bool) -> None:
        """Show how the step stands."""
        self.words.setText(words)
        self.mark.is_done = is_done
        self.mark.setAccessibleName(self.title.text())
        self.mark.update()
