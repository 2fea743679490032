"""Enter on a button presses that button: left to Qt, a dialog would press its default one instead."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget


def is_enter(event: QKeyEvent) -> bool:
    """Return whether Enter was pressed, on either side of the keyboard."""
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def pressed_by_enter(event: QKeyEvent, here: QWidget | None) -> bool:
    """Press the button the cursor is on if this was Enter; return whether that settled it."""
    if not is_enter(event) or not isinstance(here, QPushButton) or here.isCheckable():
        return False
    here.click()
    return True
