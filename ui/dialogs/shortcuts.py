"""F1: every key and what it does, in groups."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.actions import ACTIONS, Action, by_id
from ui.places import PageId
from ui.widgets.parts import Card, button, column, line, picture, row, text

_HEADING_LINES = 2  # room of a group's frame, counted in lines


class ShortcutsDialog(QDialog):
    """A cheat sheet; closes with Esc."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        left, right = column(spacing=14), column(spacing=14)
        lines = {left: 0, right: 0}
        for heading, acts in self._groups():
            shorter = min(lines, key=lambda one: lines[one])
            shorter.addWidget(self._group(heading, acts))
            lines[shorter] += len(acts) + _HEADING_LINES
        left.addStretch(1)
        right.addStretch(1)
        both = row(left, right, spacing=14)
        both.setContentsMargins(24, 4, 24, 16)
        inside.setLayout(both)
        self._lay_out(inside)

    def _lay_out(self, inside: QWidget) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        heading = row(text(self.tr("Keys"), "title"), None)
        heading.setContentsMargins(24, 20, 24, 10)
        close = button(self.tr("Close"), self.close, role="primary")
        close.setDefault(True)
        below = row(None, close)
        below.setContentsMargins(24, 12, 24, 16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(heading)
        whole.addWidget(scroll, 1)
        whole.addWidget(line())
        whole.addLayout(below)
        parent = self.parentWidget()
        room = 720 if parent is None else parent.window().height() - 60
        self.resize(820, min(room, inside.sizeHint().height() + 150))

    def _groups(self) -> list[tuple[str, list[Action]]]:
        everywhere = [one for one in ACTIONS if one.page is None and not one.id.startswith("go.")]
        groups = [
            (self.tr("Everywhere"), everywhere),
            (self.tr("Going somewhere"), [one for one in ACTIONS if one.id.startswith("go.")]),
        ]
        for page in PageId:
            if here := [one for one in ACTIONS if one.page is page]:
                groups.append((self.tr("On the page “{page}”").format(page=by_id(f"go.{page.value}").words()), here))
        return groups

    def _group(self, heading: str, actions: Iterable[Action]) -> Card:
        card = Card(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, one in enumerate(one for one in actions if one.shortcuts()):
            grid.addWidget(picture(one.icon), at, 0)
            grid.addWidget(text(one.words(), wraps=True), at, 1)
            keys = row(None, *(_key(key) for key in one.shortcuts()), spacing=6)
            grid.addLayout(keys, at, 2)
        card.body.addLayout(grid)
        return card


def _key(shortcut: str) -> QLabel:
    made = text(QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText))
    colours = theme.tokens()
    made.setStyleSheet(
        f"background: {colours.background}; border: 1px solid {colours.line}; border-radius: 6px;"
        f" padding: 2px 8px; font-size: {theme.Size.SMALL}px; font-weight: 500;"
    )
    return made
