"""The hands of the tour: they find things by the words on them, type and press as a person does."""

from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui.tour.stage import Stage

Kind = TypeVar("Kind", bound=QWidget)


def words(context: str, source: str) -> str:
    """Return what a text of the window says in its language."""
    return QCoreApplication.translate(context, source)


def seen(root: QWidget, kind: type[Kind]) -> list[Kind]:
    """Return what can be seen of a kind, in the order it was made."""
    return [one for one in root.findChildren(kind) if one.isVisible()]


def press(stage: Stage, context: str, source: str) -> None:
    """Press the button with these words, in front of everything else. Raises ``LookupError``."""
    wanted = words(context, source)
    for one in seen(stage.front, QAbstractButton):
        if wanted in {one.text(), one.accessibleName(), one.toolTip()} and one.isEnabled():
            one.click()
            stage.settle()
            return
    raise LookupError(source)


def lines(stage: Stage) -> list[QLineEdit]:
    """Return the lines one can type into, in front of everything else; the ones inside boxes do not count."""
    return [one for one in seen(stage.front, QLineEdit) if one.isEnabled() and not _is_inside_a_box(one)]


def notes(stage: Stage) -> list[QPlainTextEdit]:
    """Return the larger fields one can type into, in front of everything else."""
    return seen(stage.front, QPlainTextEdit)


def _is_inside_a_box(line: QLineEdit) -> bool:
    parent = line.parentWidget()
    return isinstance(parent, QComboBox) or (parent is not None and parent.inherits("QAbstractSpinBox"))


def write(into: QWidget, text: str) -> None:
    """Type as an input method does, Vietnamese and all; what stood in a line goes."""
    if isinstance(into, QLineEdit):
        into.clear()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(into, event)


def choose(box: QComboBox, at: int) -> None:
    """Choose from a list as a person does."""
    box.setCurrentIndex(at)
    box.activated.emit(at)
