"""Why the gate said no: every reason with its clause, and the buttons that lead out."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.places import Target
from ui.ways_out import WayOut
from ui.widgets.parts import button, column, picture, row, text


class ReasonsPanel(QFrame):
    """A soft red sheet, hidden until there is something to say; its buttons lead to where it can be settled."""

    def __init__(self, go: Callable[[Target], None]) -> None:
        super().__init__()
        self._go = go
        self.setProperty("role", "blocked")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 12, 14, 12)
        self._inside = QWidget()
        self._box.addWidget(self._inside)
        self.sentences: tuple[str, ...] = ()
        self.hide()

    def say(self, heading: str, sentences: Sequence[str], ways: Sequence[WayOut] = ()) -> None:
        """Show a refusal in words, with its ways out."""
        self.sentences = tuple(sentences)
        title = row(picture("ban", "bad"), text(heading, "strong", wraps=True))
        title.setStretch(1, 1)
        lines = [text(sentence, wraps=True, selectable=True) for sentence in sentences]
        buttons = [button(way.words, self._leads_to(way.target)) for way in ways]
        self._inside.deleteLater()
        self._inside = QWidget()
        self._inside.setLayout(column(title, *lines, *([row(*buttons, None)] if buttons else []), spacing=6))
        self._box.addWidget(self._inside)
        self.setAccessibleName(" ".join((heading, *sentences)))
        self.show()

    def clear(self) -> None:
        """Hide it again."""
        self.sentences = ()
        self.hide()

    def _leads_to(self, target: Target) -> Callable[[], None]:
        return lambda: self._go(target)
