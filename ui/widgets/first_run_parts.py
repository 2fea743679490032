"""What the steps of the first run are made of."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import Tone
from ui.widgets.form import Field, line_edit
from ui.widgets.parts import column, picture, row, text


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything typed so far; it survives going back and a change of language or look."""

    step: int = 0
    shop: tuple[str, str, str, str] = field(default=("", "", "", ""), repr=False)  # name, hotline, email, address
    pack: str = "combined"
    folder: str = ""
    manager: str = field(default="", repr=False)
    passphrases: tuple[str, str] = field(default=("", ""), repr=False)


class Step(QWidget):
    """One step: a title with one sentence, and its pieces below. ``is_wide`` uses the whole room."""

    is_wide = False

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.form = column(spacing=16)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(20)
        box.addLayout(column(text(title, "title"), text(sentence, "mute", wraps=True), spacing=4))
        box.addLayout(self.form, 1)

    def is_right(self) -> bool:
        """Return whether one may go on; says what is wrong where it is wrong."""
        return True

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""


class LineField(Field):
    """A labelled line."""

    def __init__(self, label: str, hint: str = "", *, limit: int = 0) -> None:
        self.line = line_edit(limit=limit)
        super().__init__(label, self.line, hint)


class Note(QFrame):
    """A soft sheet with one sentence; hidden while there is none."""

    def __init__(self, tone: Tone, words: str = "") -> None:
        super().__init__()
        role, icon = _NOTES[tone]
        self.setProperty("role", role)
        self.label = text(words, wraps=True)
        line = row(column(picture(icon, tone.value), None), self.label, spacing=10)
        line.setStretch(1, 1)
        line.setContentsMargins(14, 12, 14, 12)
        self.setLayout(line)
        if not words:
            self.hide()

    def say(self, words: str) -> None:
        """Show a sentence, or hide."""
        self.label.setText(words)
        self.setVisible(bool(words))


_NOTES = {
    Tone.WARN: ("warned", "triangle-alert"),
    Tone.BAD: ("blocked", "ban"),
    Tone.ACCENT: ("note", "info"),
    Tone.OK: ("note", "check"),
}
