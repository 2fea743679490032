"""Every text a window shows or says to a screen reader, read from the widgets themselves."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

PROPERTIES = (
    "text", "title", "windowTitle", "toolTip", "statusTip", "whatsThis", "placeholderText", "accessibleName",
    "accessibleDescription", "prefix", "suffix", "specialValueText", "labelText",
)  # fmt: skip


def shown_texts(window: QWidget) -> set[str]:
    """Return the texts of a window, its children and their actions; not what was typed into it."""
    things: list[QObject] = [window, *window.findChildren(QObject)]
    found = {text for thing in things for text in _texts(thing)}
    return {text for text in found if any(letter.isalpha() for letter in text)}


def texts_while_open(open_it: Callable[[], object]) -> set[str]:
    """Return the texts of what Qt opens by itself, some in a loop of its own, and close it."""
    found: set[str] = set()

    def read_and_close() -> None:
        window = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if window is not None:
            found.update(shown_texts(window))
            window.close()

    in_its_loop = QTimer(singleShot=True)
    in_its_loop.timeout.connect(read_and_close)
    in_its_loop.start(0)
    open_it()
    in_its_loop.stop()
    read_and_close()
    return found


def _texts(thing: QObject) -> Iterator[str]:
    if isinstance(thing, QWidget | QAction):
        typed = {"text"} if isinstance(thing, QLineEdit) else set()
        values = [thing.property(name) for name in PROPERTIES if name not in typed]
        yield from (value for value in values if isinstance(value, str))
    if isinstance(thing, QComboBox):
        yield from (thing.itemText(row) for row in range(thing.count()))
    if isinstance(thing, QTabBar):
        yield from (thing.tabText(index) for index in range(thing.count()))
    if isinstance(thing, QTableView | QTreeView):
        yield from _headers(thing)


def _headers(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for column in range(model.columnCount() if model is not None else 0):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
