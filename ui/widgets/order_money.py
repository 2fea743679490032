"""An amount of đồng as it is typed: thousands are grouped while the digits come in."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ledger.domain.wording import Language
from ledger.services.reading import read_number

_LONGEST = 13  # 9.999.999.999


def grouped(digits: str, mark: str) -> str:
    """Return digits in groups of three."""
    return f"{int(digits):,}".replace(",", mark) if digits else ""


class MoneyEdit(QLineEdit):
    """Whole đồng. What is no digit stays as typed, and is told when the form is saved."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._mark = "." if language is Language.VI else ","
        self.setMaxLength(_LONGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText("0")
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.textEdited.connect(self._on_edited)

    def amount(self, field: str, limit: int) -> int:
        """Return the amount, 0 where nothing is typed. Raises ``OutOfRange`` naming the field."""
        return read_number(self.text(), field, 0, limit) if self.text().strip() else 0

    def _on_edited(self, words: str) -> None:
        digits = words.replace(self._mark, "")
        if digits and not (digits.isascii() and digits.isdecimal()):
            return
        behind = len(words[self.cursorPosition() :].replace(self._mark, ""))
        shown = grouped(digits, self._mark)
        if shown == words:
            return
        self.setText(shown)
        self.setCursorPosition(_place(shown, behind, self._mark))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Backspace and Delete step over a separator to the digit they mean."""
        at, words = self.cursorPosition(), self.text()
        if not self.hasSelectedText():
            if event.key() == Qt.Key.Key_Backspace and words[at - 1 : at] == self._mark:
                self.setCursorPosition(at - 1)
            elif event.key() == Qt.Key.Key_Delete and words[at : at + 1] == self._mark:
                self.setCursorPosition(at + 1)
        super().keyPressEvent(event)


def _place(words: str, behind: int, mark: str) -> int:
    """Return the place with so many digits behind it."""
    at = len(words)
    while behind > 0 and at > 0:
        at -= 1
        behind -= words[at] != mark
    return at
