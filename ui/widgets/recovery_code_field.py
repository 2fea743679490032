"""Typing the recovery code in the groups it stands in on paper; a wrong group is told by its number."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ledger.services.passphrases import GROUPS
from ui import theme
from ui.widgets.parts import column, text

_IN_ROW = 4  # as on the sheet


class RecoveryCodeField(QWidget):
    """One small line for each group; a full one leads to the next, and a whole code can be pasted into the first."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.lines = tuple(self._line(number, size) for number, size in enumerate(GROUPS, 1))
        self._below = text("", "error", wraps=True)
        self._below.hide()
        heading = text(label, "strong")
        heading.setBuddy(self.lines[0])
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for at, line in enumerate(self.lines):
            number = text(str(at + 1), "small")
            grid.addLayout(column(number, line, spacing=2), at // _IN_ROW, at % _IN_ROW)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(heading)
        box.addLayout(grid)
        box.addWidget(self._below)

    def _line(self, number: int, size: int) -> QLineEdit:
        line = QLineEdit()
        line.setFont(theme.font(theme.Size.LEAD, QFont.Weight.DemiBold))
        line.setAccessibleName(self.tr("Group {number} of the recovery code").format(number=number))
        line.setPlaceholderText("-" * size)
        line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhUppercaseOnly
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        line.textEdited.connect(lambda _typed, at=number - 1: self._on_typed(at))
        line.installEventFilter(self)
        return line

    @property
    def error(self) -> str:
        """Return what is said to be wrong, or nothing."""
        return self._below.text()

    def groups(self) -> tuple[str, ...]:
        """Return what was typed, group by group."""
        return tuple(line.text() for line in self.lines)

    def typed(self) -> str:
        """Return the whole code as typed."""
        return "".join(self.groups())

    def show_error(self, words: str, wrong: Sequence[int] = ()) -> None:
        """Say what is wrong and mark groups by their number; an empty text takes all away."""
        self._below.setText(words)
        self._below.setVisible(bool(words))
        for number, line in enumerate(self.lines, 1):
            line.setProperty("wrong", "true" if number in wrong else "false")
            line.setAccessibleDescription(words if number in wrong else "")
            line.style().unpolish(line)
            line.style().polish(line)
        if wrong:
            first = self.lines[min(wrong) - 1]
            first.setFocus()
            first.selectAll()

    def wipe(self) -> None:
        """Forget what was typed."""
        for line in self.lines:
            line.clear()
        self.show_error("")

    def _on_typed(self, at: int) -> None:
        # Whatever runs over goes on in the next groups: typing without looking up, and pasting, both work.
        rest = _characters(self.lines[at].text())
        if len(rest) < GROUPS[at]:
            self.lines[at].setText(rest) if rest != self.lines[at].text() else None
            return
        while rest and at < len(self.lines):
            filled, size = self.lines[at], GROUPS[at]
            filled.setText(rest[:size])
            if len(rest) < size or at + 1 == len(self.lines):
                filled.setFocus()
                return
            rest, at = rest[size:], at + 1
        self.lines[at].setFocus()
        self.lines[at].selectAll()  # typed anew from here on, what stood here gives way

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back to the group before when there is nothing left to take away."""
        if isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            at = self.lines.index(watched) if watched in self.lines else 0
            if event.key() == Qt.Key.Key_Backspace and not watched.text() and at:
                self.lines[at - 1].setFocus()
                self.lines[at - 1].end(False)
        return super().eventFilter(watched, event)


def _characters(typed: str) -> str:
    return "".join(character for character in typed.upper() if character.isalnum())
