"""What stands around the screens before the desk: the brand above, language and theme below."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ledger.domain.wording import Language
from ui.widgets.parts import icon_button, picture, row, text, tip


def brand(role: str = "title", size: int = 28, colour: str = "accent") -> QHBoxLayout:
    """Return the program's sign and name."""
    return row(picture("shield-check", colour, size), text("Sổ Kín", role), spacing=10)


class LookSwitch(QWidget):
    """Small quiet controls: one button for each language, one for light or dark."""

    language_wanted = Signal(str)
    theme_wanted = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        names = ((Language.VI, "Tiếng Việt"), (Language.EN, "English"))
        self._buttons = [self._button(words, one, is_chosen=one is language) for one, words in names]
        look = icon_button("sun-moon", self.tr("Light or dark"), self.theme_wanted.emit)
        self.setLayout(row(*self._buttons, look, spacing=4))

    def _button(self, words: str, language: Language, *, is_chosen: bool) -> QPushButton:
        made = QPushButton(words)
        made.setProperty("role", "choice")
        made.setCheckable(True)
        made.setChecked(is_chosen)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: self._choose(made, language, is_chosen=is_chosen))
        return made

    def _choose(self, pressed: QPushButton, language: Language, *, is_chosen: bool) -> None:
        pressed.setChecked(is_chosen)  # until the whole window speaks it
        if not is_chosen:
            self.language_wanted.emit(language.value)


class ElidedPath(QLabel):
    """A path in one line: the middle goes when there is no room, the whole is in the tooltip."""

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self._path = path
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "small")
        self.show_path(path)

    def show_path(self, path: str) -> None:
        """Show another path."""
        self._path = path
        self.setToolTip(tip(path))
        self.setVisible(bool(path))
        self._elide()

    def minimumSizeHint(self) -> QSize:
        """Return a size any card can give."""
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(self.width(), 40)
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._path, Qt.TextElideMode.ElideMiddle, room))


def paint_ground(widget: QWidget) -> None:
    """Give a whole screen the colour of the ground."""
    widget.setProperty("role", "ground")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
