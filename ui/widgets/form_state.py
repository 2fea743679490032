"""What stands in an editor as plain JSON, and an editor filled with it again; passphrases never leave theirs."""

from enum import Enum
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

_SECRET = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhHiddenText


@runtime_checkable
class Composed(Protocol):
    """An editor put together of several, which tells its own state."""

    def state(self) -> object:
        """Return what stands here as JSON values."""

    def show_state(self, state: object) -> None:
        """Show what stood here; what does not fit any more is left out."""


def state_of(editor: QWidget) -> object:
    """Return what stands in an editor; ``None`` where there is nothing to keep."""
    if isinstance(editor, Composed):
        return editor.state()
    if isinstance(editor, QLineEdit):
        return None if _is_secret(editor) else editor.text()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QComboBox):
        return _plain(editor.currentData())
    return _small_state_of(editor)


def _small_state_of(editor: QWidget) -> object:
    if isinstance(editor, QSpinBox):
        return editor.value()
    if isinstance(editor, QDateEdit):
        return editor.date().toString(Qt.DateFormat.ISODate)
    return editor.isChecked() if isinstance(editor, QCheckBox) else None


def show_state(editor: QWidget, state: object) -> None:
    """Fill an editor; what is of another kind, or no choice any more, leaves it as it is."""
    if isinstance(editor, Composed):
        editor.show_state(state)
    elif isinstance(editor, QComboBox):
        at = next((at for at in range(editor.count()) if _plain(editor.itemData(at)) == state), -1)
        if at >= 0:
            editor.setCurrentIndex(at)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(state is True)
    elif isinstance(editor, QSpinBox):
        editor.setValue(state if isinstance(state, int) else editor.value())
    elif isinstance(state, str):
        _show_words(editor, state)


def _show_words(editor: QWidget, words: str) -> None:
    if isinstance(editor, QLineEdit) and not _is_secret(editor):
        editor.setText(words)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(words)
    elif isinstance(editor, QDateEdit):
        editor.setDate(QDate.fromString(words, Qt.DateFormat.ISODate))  # an invalid one changes nothing


def _is_secret(line: QLineEdit) -> bool:
    # One that is being looked at shows its letters, and stays secret.
    return line.echoMode() is not QLineEdit.EchoMode.Normal or bool(line.inputMethodHints() & _SECRET)


def _plain(value: object) -> object:
    plain = value.value if isinstance(value, Enum) else value
    return plain if isinstance(plain, str | int | float) else None


def texts_of(state: object) -> list[str]:
    """Return the texts of a list in a state."""
    return [one for one in state if isinstance(one, str)] if isinstance(state, list) else []
