"""Somebody who works through the whole window: sees only what is in front, and waits as a person waits.

Words are given as the English source; in a Vietnamese window the same thing is found by its translation.
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ledger.assets import load_wording, resource_path
from ledger.domain.wording import Language
from support.program import Running
from ui.widgets.record_table import RecordTable

Kind = TypeVar("Kind", bound=QWidget)
PATIENCE = 20_000  # milliseconds: a paper is drawn and read back in between


@cache
def _translations() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    root = ET.parse(resource_path("i18n", "sokin_vi.ts")).getroot()
    for message in root.iter("message"):
        found.setdefault(message.findtext("source") or "", set()).add(message.findtext("translation") or "")
    return found


class AtTheWindow:
    """One person, one running program, one language."""

    def __init__(self, qtbot: QtBot, running: Running, language: Language) -> None:
        self.qtbot, self.running, self.language = qtbot, running, language

    # --- words ---

    def words(self, source: str, **values: object) -> set[str]:
        """What stands in the window for an English text."""
        said = {source} if self.language is Language.EN else _translations().get(source, set())
        assert said, f"no translation of “{source}”"
        return {one.format(**values) if values else one for one in said}

    def paper(self, key: str) -> str:
        """A word that stands on papers too."""
        return load_wording(self.language).text(key)

    # --- looking ---

    @property
    def front(self) -> QWidget:
        return QApplication.activeModalWidget() or self.running.program.window

    def all(self, kind: type[Kind]) -> list[Kind]:
        return [one for one in self.front.findChildren(kind) if one.isVisible()]

    def waits(self, until: Callable[[], object], what: str) -> None:
        def reached() -> None:
            assert until(), f"{what}\nin view: {self.reads()}"

        self.qtbot.waitUntil(reached, timeout=PATIENCE)

    def reads(self) -> str:
        labels = [one.text() for one in self.all(QLabel)]
        return "\n".join(labels + [one.toPlainText() for one in self.all(QPlainTextEdit)])

    def sees(self, source: str, **values: object) -> None:
        """Wait until a text stands in view."""
        wanted = self.words(source, **values)
        self.waits(lambda: any(one in self.reads() for one in wanted), source)

    def reads_there(self, words: str) -> None:
        """Wait until words stand in view, in any language."""
        self.waits(lambda: words in self.reads(), words)

    def named(self, kind: type[Kind], names: set[str]) -> Kind | None:
        return next((one for one in self.all(kind) if names & {one.accessibleName(), _text(one)}), None)

    def one(self, kind: type[Kind], names: set[str]) -> Kind:
        """Wait for a thing of that name that can be used."""
        self.waits(lambda: (found := self.named(kind, names)) is not None and found.isEnabled(), str(names))
        found = self.named(kind, names)
        assert found is not None
        return found

    # --- doing ---

    def clicks(self, source: str, **values: object) -> None:
        self.presses(self.words(source, **values))

    def presses(self, names: set[str]) -> None:
        found = self.one(QAbstractButton, names)
        place = QPoint(12, found.height() // 2) if isinstance(found, QCheckBox) else found.rect().center()
        QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=place)

    def types(self, words: str, into: str | None = None, **values: object) -> None:
        """Type as an input method does, into the editor of that name or where the cursor is."""
        if into is None:
            self.waits(QApplication.focusWidget, "a cursor")
            here = QApplication.focusWidget()
        else:
            here = self._editor(self.words(into, **values))
        assert here is not None
        self.commits(words, here)
        self._puts_suggestions_away()

    def fills(self, words: str, key: str) -> None:
        """Type into the editor named by a word of the papers."""
        self.commits(words, self._editor({self.paper(key)}))
        self._puts_suggestions_away()

    def _puts_suggestions_away(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def _editor(self, names: set[str]) -> QWidget:
        kinds = (QLineEdit, QPlainTextEdit)
        self.waits(lambda: any(self.named(kind, names) for kind in kinds), str(names))
        return next(found for kind in kinds if (found := self.named(kind, names)) is not None)

    def commits(self, words: str, into: QWidget) -> None:
        into.setFocus()
        if isinstance(into, QLineEdit):
            into.selectAll()
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(into, event)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the cursor is."""
        self.front.activateWindow()  # a window manager gives the keyboard back when a dialog goes
        self.waits(self.front.isActiveWindow, "the keyboard")
        QTest.keyClick(self.front.focusWidget() or self.front, key, held)

    def picks(self, words: str, source: str) -> None:
        """Choose from a list the line with these words."""
        box = self.one(QComboBox, self.words(source))
        self.waits(lambda: any(words in box.itemText(at) for at in range(box.count())), words)
        box.setCurrentIndex(next(at for at in range(box.count()) if words in box.itemText(at)))

    def seeks(self, typed: str, into: QLineEdit) -> None:
        """Type into a line that offers customers below it, and take the first with Enter."""
        self.commits(typed, into)

        def popup() -> QWidget | None:
            completers = self.front.findChildren(QCompleter)
            lists = [one.popup() for one in completers]
            return next((one for one in lists if one is not None and one.isVisible()), None)

        self.waits(popup, f"suggestions for {typed}")
        offered = popup()
        assert offered is not None
        QApplication.processEvents()  # the screen gives a list the keyboard a moment after showing it
        QTest.keyClick(offered, Qt.Key.Key_Return)

    # --- lists ---

    def rows(self, source: str) -> list[list[str]]:
        """Every row of a list, cell by cell, hidden columns too; its rows are asked for by looking at them."""
        table = self.named(RecordTable, self.words(source))
        if table is None:
            return []
        model = table.records
        across = range(model.columnCount())
        return [[str(model.index(at, one).data()) for one in across] for at in range(model.rowCount())]

    def sees_row(self, source: str, *parts: str) -> None:
        """Wait until a list has a row with all these words."""
        self.waits(
            lambda: any(all(any(part in cell for cell in row) for part in parts) for row in self.rows(source)),
            f"{parts} in {source}: {self.rows(source)}",
        )

    def chooses_row(self, source: str, words: str) -> None:
        """Click the row with these words."""
        self.sees_row(source, words)
        table = self.one(RecordTable, self.words(source))
        at = next(at for at, row in enumerate(self.rows(source)) if any(words in cell for cell in row))
        place = table.visualRect(table.records.index(at, 0)).topLeft() + QPoint(30, 10)
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""
