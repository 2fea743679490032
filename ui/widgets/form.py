"""Forms: a label above each editor, a hint or an error below it, and nothing typed is ever lost."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QCompleter,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.parts import text

_BESIDE_ROW = 36  # pixels: margins and scroll bar beside the words of a list

Choice = TypeVar("Choice", bound=StrEnum)


class Field(QWidget):
    """One editor with its label above and its error below; the label names the editor for a screen reader."""

    def __init__(self, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.label = text(label, "strong" if not isinstance(editor, QCheckBox) else "")
        self.label.setBuddy(editor)
        self._hint = hint
        self._below = text(hint, "small", wraps=True)
        if not hint:
            self._below.hide()
        editor.setAccessibleName(label)
        if hint:
            editor.setAccessibleDescription(hint)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        if not isinstance(editor, QCheckBox):
            box.addWidget(self.label)
        box.addWidget(editor)
        box.addWidget(self._below)
        box.addStretch()  # beside a field with an error the others stay at their height

    @property
    def error(self) -> str:
        """Return the error shown, or nothing."""
        return self._below.text() if self._below.property("role") == "error" else ""

    def set_hint(self, words: str) -> None:
        """Say something else below the editor, where no error stands."""
        shown, self._hint = self.error, words
        self.show_error(shown)

    def show_error(self, words: str) -> None:
        """Show what is wrong under the editor; an empty text takes it away."""
        self._below.setText(words or self._hint)
        self._below.setProperty("role", "error" if words else "small")
        self._below.setVisible(bool(words or self._hint))
        self.editor.setProperty("wrong", "true" if words else "false")
        self.editor.setAccessibleDescription(words or self._hint)
        for widget in (self._below, self.editor):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def line_edit(placeholder: str = "", *, limit: int = 0, is_secret: bool = False) -> QLineEdit:
    """Return a one-line editor; ``limit`` in characters stops typing, never cuts what is stored."""
    made = QLineEdit()
    made.setPlaceholderText(placeholder)
    if limit:
        made.setMaxLength(limit)
    if is_secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
    return made


def text_edit(placeholder: str = "", rows: int = 4) -> QPlainTextEdit:
    """Return an editor of several lines in which Tab moves on."""
    made = QPlainTextEdit()
    made.setPlaceholderText(placeholder)
    made.setTabChangesFocus(True)
    made.setFixedHeight(rows * 22 + 20)
    return made


class _Choice(QComboBox):
    """A list whose rows are never cut, however narrow its line is."""

    def showPopup(self) -> None:
        """Give the list the room of its widest row."""
        self.view().setMinimumWidth(max(self.width(), self.view().sizeHintForColumn(0) + _BESIDE_ROW))
        super().showPopup()


def combo(items: Iterable[tuple[str, object]], current: object = None) -> QComboBox:
    """Return a list to choose from, of words and the values behind them; the wheel does not change it."""
    made = _Choice()
    for words, value in items:
        made.addItem(words, value)
    if current is not None:
        made.setCurrentIndex(max(0, index_of(made, current)))
    keep_from_wheel(made)
    return made


def index_of(box: QComboBox, value: object) -> int:
    """Return where a value stands, or -1. (Qt's own search compares by identity for Python objects.)"""
    return next((at for at in range(box.count()) if box.itemData(at) == value), -1)


def suggest(editor: QLineEdit, words: Sequence[str]) -> None:
    """Offer words in a list below; nothing is completed inside the line, that would break Vietnamese typing."""
    completer = QCompleter(QStringListModel(list(words), editor), editor)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    editor.setCompleter(completer)


def value_of(editor: QWidget) -> object:
    """Return what an editor holds now, to tell whether anything was typed since."""
    if isinstance(editor, QLineEdit | QAbstractSpinBox):
        return editor.text()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QComboBox):
        return editor.currentIndex()
    return editor.isChecked() if isinstance(editor, QCheckBox) else None


def keep_from_wheel(editor: QComboBox | QAbstractSpinBox) -> None:
    """Let the wheel scroll the page instead of changing a value nobody looks at."""
    editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    editor.installEventFilter(_NoWheel(editor))
    has_calendar = isinstance(editor, QDateTimeEdit) and editor.calendarPopup()
    if isinstance(editor, QAbstractSpinBox) and not has_calendar:
        editor.lineEdit().setTextMargins(8, 0, 0, 0)  # the style sheet's padding does not reach inside


class _NoWheel(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class Banner(QLabel):
    """What is wrong with a whole form, in words; hidden while all is well."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "error")
        self.hide()

    def say(self, words: str) -> None:
        """Show words, or hide when there are none."""
        self.setText(words)
        self.setVisible(bool(words))
        self.setAccessibleName(words)
