"""What somebody meets who cannot use a mouse, cannot see well, or reads no English: looked for in any window.

Every finder returns lines that name what is wrong, none when all is well.
"""

import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from ledger.assets import resource_path
from support.shown_texts import shown_texts

_MOST_STOPS = 300  # more Tab keys than any page has stops
_AROUND = QMargins(3, 3, 3, 3)  # a frame may be drawn just outside
_FRAME = 6  # pixels from the edge of that picture in which a field's frame shows


def name_of(widget: QWidget) -> str:
    """Return how a line about a widget calls it."""
    words = widget.accessibleName() or str(widget.property("text") or "") or widget.objectName()
    return f"{type(widget).__name__} “{words[:60]}”"


def _seen(root: QWidget) -> Iterator[QWidget]:
    for one in root.findChildren(QWidget):
        if one.isVisible() and not one.size().isEmpty():
            yield one


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy.value) and widget.isEnabled() and widget.focusProxy() is None


def stops(root: QWidget) -> list[QWidget]:
    """Return what the Tab key should reach."""
    return [one for one in _seen(root) if _takes_tab(one)]


class WindowWatch(QObject):
    """Notes every window that appears and is none: a piece shown before it had a place flashes up on its own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.strays: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt overrides it by this name)
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if is_shown and isinstance(watched, QWidget) and watched.windowType() is Qt.WindowType.Window:
            self._note(watched)
        return False

    def _note(self, window: QWidget) -> None:
        if not isinstance(window, QMainWindow | QDialog):
            self.strays.append(name_of(window))


# --- names --------------------------------------------------------------------------------------


def nameless(root: QWidget) -> list[str]:
    """Return what has the cursor without anything a screen reader could say."""
    return [name_of(one) for one in stops(root) if not _said(one)]


def _said(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text()
    is_text = isinstance(widget, QLabel | QScrollArea)
    return widget.accessibleName() or (str(widget.property("text") or "") if is_text else "")


def silent_icons(root: QWidget) -> list[str]:
    """Return buttons of an icon alone that do not say on hovering what they do."""
    buttons = (one for one in _seen(root) if isinstance(one, QPushButton | QToolButton))
    bare = [one for one in buttons if not one.text() and not one.icon().isNull() and not one.toolTip()]
    return [name_of(one) for one in bare if not _belongs_to_the_line(one)]


def _belongs_to_the_line(button: QAbstractButton) -> bool:
    # Qt's own cross that empties a line, and a picture at its beginning that does nothing.
    above, actions = button.parentWidget(), button.actions()
    is_cross = any(one.objectName() == "_q_qlineeditclearaction" for one in actions)
    return isinstance(above, QLineEdit) and (is_cross or button.geometry().right() < above.width() // 2)


# --- the Tab key --------------------------------------------------------------------------------


def walk(root: QWidget) -> list[QWidget]:
    """Press Tab from the first stop until the cursor is back, and return where it was."""
    wanted = stops(root)
    if not wanted:
        return []
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    been = [here for here in [QApplication.focusWidget()] if here is not None]
    for _ in range(_MOST_STOPS):
        here = QApplication.focusWidget()
        if here is None:
            break
        QTest.keyClick(here, Qt.Key.Key_Tab)
        there = QApplication.focusWidget()
        if there is None or (there is been[0] and here is not there):
            break
        been.append(there)
    return been


def tab_faults(root: QWidget) -> list[str]:
    """Return stops the Tab key never reaches, reaches twice, or does not leave."""
    been, wanted = walk(root), stops(root)
    faults = [f"not reached: {name_of(one)}" for one in wanted if one not in been]
    # Inside a date the Tab key goes from day to month to year first.
    rounds = [one for at, one in enumerate(been) if at == 0 or one is not been[at - 1]]
    again = {id(one): one for one in rounds if rounds.count(one) > 1}
    return faults + [f"reached again: {name_of(one)}" for one in again.values()]


def unseen_focus(root: QWidget) -> list[str]:
    """Return stops that look the same with the cursor as without; of a field its frame must tell, not the caret."""
    return [name_of(one) for one in stops(root) if _look_of(one, has_focus=False) == _look_of(one, has_focus=True)]


def _look_of(widget: QWidget, *, has_focus: bool) -> QImage:
    if has_focus:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        widget.clearFocus()
    _scroll_to(widget)
    QApplication.processEvents()
    window = widget.window()
    around = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).marginsAdded(_AROUND)
    shot = window.grab(around)
    if isinstance(widget, QLineEdit | QPlainTextEdit | QAbstractSpinBox):
        painter = QPainter(shot)
        painter.fillRect(shot.rect().adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME), Qt.GlobalColor.black)
        painter.end()
    return shot.toImage()


def _scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


# --- words --------------------------------------------------------------------------------------


@cache
def english_only() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return every text of the window and of the papers whose Vietnamese differs: as a whole, or with room in it."""
    pairs = [*_interface(), *_printed()]
    both = {vietnamese for _, vietnamese in pairs}
    english = {source for source, vietnamese in pairs if source != vietnamese and source not in both}
    filled = {one for one in english if "{" in one}
    return frozenset(english - filled), tuple(_with_room(one) for one in filled if _is_telling(one))


def _with_room(source: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]*\}", source)
    return re.compile(".+".join(re.escape(part) for part in parts), re.DOTALL)


def _is_telling(source: str) -> bool:
    return sum(letter.isalpha() for letter in re.sub(r"\{[^}]*\}", "", source)) >= 4


def _interface() -> Iterator[tuple[str, str]]:
    root = ET.parse(resource_path("i18n", "sokin_vi.ts")).getroot()
    for message in root.iter("message"):
        yield message.findtext("source") or "", message.findtext("translation") or ""


def _printed() -> Iterator[tuple[str, str]]:
    english, vietnamese = (dict(_leaves(resource_path("texts", f"{one}.toml"))) for one in ("en", "vi"))
    for key, words in english.items():
        yield words, vietnamese.get(key, "")


def _leaves(file: Path) -> Iterator[tuple[str, str]]:
    found = [("", tomllib.loads(file.read_text(encoding="utf-8")))]
    while found:
        above, table = found.pop()
        for key, value in table.items():
            if isinstance(value, dict):
                found.append((f"{above}{key}.", value))
            elif isinstance(value, str):
                yield f"{above}{key}", value


def english_left(root: QWidget) -> list[str]:
    """Return English texts a Vietnamese window shows or says."""
    whole, with_room = english_only()
    return sorted(text for text in shown_texts(root) if text in whole or any(one.fullmatch(text) for one in with_room))


def markup(root: QWidget) -> list[str]:
    """Return labels in which a text somebody typed could become markup."""
    labels = (one for one in _seen(root) if isinstance(one, QLabel) and one.text())
    return [name_of(one) for one in labels if one.textFormat() is not Qt.TextFormat.PlainText]


# --- room ---------------------------------------------------------------------------------------


def named_in_title(window: QWidget, names: Iterable[str]) -> list[str]:
    """Return the title of a window that names somebody: task bars show it, and who shares a screen shows it to all."""
    title = window.windowTitle()
    return [f"the title names somebody: “{title}”"] if any(name in title for name in names) else []


def clipped(root: QWidget) -> list[str]:
    """Return labels and buttons with less room than their words need, or reaching out of what holds them."""
    texts = [one for one in _seen(root) if isinstance(one, QLabel | QPushButton) and one.text()]
    return [f"{name_of(one)}: {why}" for one in texts for why in _lack(one)]


def _lack(one: QLabel | QPushButton) -> Iterator[str]:
    if isinstance(one, QLabel) and one.wordWrap():
        yield from _lack_of_wrapped(one)
    elif not _is_shortened(one):
        hint = one.sizeHint()
        if hint.width() > one.width() + 1:
            yield f"{one.width()} pixels wide, needs {hint.width()}"
        if hint.height() > one.height() + 1:
            yield f"{one.height()} pixels high, needs {hint.height()}"
    above = one.parentWidget()
    if (
        above is not None
        and not _is_viewport(above)
        and not above.rect().adjusted(-1, -1, 1, 1).contains(one.geometry())
    ):
        yield f"reaches out of {name_of(above)}"


def _lack_of_wrapped(label: QLabel) -> Iterator[str]:
    needed = label.heightForWidth(label.width())
    if needed > label.height() + 1:
        yield f"{label.height()} pixels high, needs {needed}"
    metrics = QFontMetrics(label.font())
    widest = max((metrics.horizontalAdvance(word) for word in label.text().split()), default=0)
    if widest > label.width() + 1:
        yield f"a word needs {widest} of {label.width()} pixels"


def _is_shortened(one: QLabel | QPushButton) -> bool:
    # Shortened on purpose: the end shows it, and the whole text waits under the pointer.
    return one.text().endswith("…") and bool(one.toolTip()) and one.toolTip() != one.text()


def _is_viewport(widget: QWidget) -> bool:
    above = widget.parentWidget()
    return isinstance(above, QAbstractScrollArea) and above.viewport() is widget
