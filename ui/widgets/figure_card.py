"""One figure of the first page as a card that leads to where it is settled."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy

from ui.theme import Tone
from ui.widgets.parts import Card, Chip, picture, restyle, row, text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class FigureCard(Card):
    """A number with its name and what it means. The whole card is one button, for the mouse and the keyboard.

    ``short`` stands on it where the name is long; the tooltip and a screen reader say the name.
    """

    went = Signal()

    def __init__(self, icon: str, role: str, name: str, short: str = "") -> None:
        super().__init__()
        self._name = name
        self._figure = text("–", "figure")
        self._chip = Chip()
        self._chip.hide()
        label = text(short or name, "mute")
        label.setToolTip(name)
        self.body.setContentsMargins(18, 14, 16, 12)
        self.body.setSpacing(4)
        self.body.addLayout(row(picture(icon, role, 20), label, None, spacing=8))
        self.body.addLayout(row(self._figure, None, self._chip))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("role", "figure_card")

    def show_figure(self, count: int, words: str = "", tone: Tone = Tone.OFF) -> None:
        """Show a number, and what it means in a chip."""
        self._figure.setText(str(count))
        restyle(self._figure, "figure" if count else "figure_none")
        self._chip.show_state(words, tone)
        self._chip.setVisible(bool(words))
        self.setAccessibleName(f"{self._name}: {count}. {words}".strip())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go where it is settled."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.went.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go where it is settled, by Enter or Space."""
        if event.key() in _ENTER:
            self.went.emit()
        else:
            super().keyPressEvent(event)
