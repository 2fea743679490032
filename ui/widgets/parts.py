"""The small pieces pages are put together from: cards, texts by role, buttons with icons, chips, spacing."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.theme import Tone

Piece = QWidget | QLayout | int | None
_ICON, _GAP = 16, 5  # of a button: its icon, and the room before its words


def _fill(box: QBoxLayout, pieces: tuple[Piece, ...]) -> None:
    for piece in pieces:
        if isinstance(piece, QWidget):
            box.addWidget(piece)
        elif isinstance(piece, QLayout):
            box.addLayout(piece)
        elif piece is None:
            box.addStretch(1)
        else:
            box.addSpacing(piece)


def row(*pieces: Piece, spacing: int = 8) -> QHBoxLayout:
    """Return pieces side by side; a number is that much room, ``None`` takes what is left."""
    box = QHBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    _fill(box, pieces)
    return box


def column(*pieces: Piece, spacing: int = 8) -> QVBoxLayout:
    """Return pieces one below the other; a number is that much room, ``None`` takes what is left."""
    box = QVBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    _fill(box, pieces)
    return box


def tip(words: str) -> str:
    """Return words as a tooltip shows them. Qt takes what looks like markup for markup; what people typed is none."""
    return f"<qt>{escape(words)}</qt>" if words else ""


def text(words: str, role: str = "", *, wraps: bool = False, selectable: bool = False) -> QLabel:
    """Return a label in one of the style sheet's roles. Always plain text: what people typed is never markup."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    if role:
        label.setProperty("role", role)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return label


def restyle(widget: QWidget, role: str) -> None:
    """Give a widget another role of the style sheet."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(words: str, act: Callable[[], object] | None = None, *, role: str = "", icon: str = "") -> QPushButton:
    """Return a push button; ``role`` is ``primary``, ``danger``, ``quiet``, ``link`` or nothing."""
    made = QPushButton(words)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if icon:
        ink = {"primary": "on_accent", "danger": "bad", "link": "accent"}.get(role, "ink")
        made.setIcon(theme.icon(icon, ink, _ICON, _GAP))
        made.setIconSize(QSize(_ICON + _GAP, _ICON))
    if act is not None:
        made.clicked.connect(lambda _checked=False: act())
    return made


def icon_button(icon: str, name: str, act: Callable[[], object] | None = None, *, role: str = "mute") -> QToolButton:
    """Return a button of an icon alone; ``name`` is its tooltip and what a screen reader says."""
    made = QToolButton()
    made.setIcon(theme.icon(icon, role))
    made.setIconSize(QSize(18, 18))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if act is not None:
        made.clicked.connect(lambda _checked=False: act())
    return made


def picture(icon: str, role: str = "mute", size: int = 18) -> QLabel:
    """Return an icon that only decorates the words beside it."""
    label = QLabel()
    label.setPixmap(theme.pixmap(icon, role, size, label.devicePixelRatioF()))
    label.setFixedSize(size, size)
    return label


class Chip(QLabel):
    """A state in a word, coloured; never colour alone."""

    def __init__(self, words: str = "", tone: Tone = Tone.OFF) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_state(words, tone)

    def show_state(self, words: str, tone: Tone) -> None:
        """Show another state."""
        ink, soft = theme.tokens().tone(tone)
        self.setText(words)
        if not words:
            self.setStyleSheet("background: transparent;")  # no empty pill before there is a state
            return
        self.setStyleSheet(
            f"background: {soft}; color: {ink}; border-radius: 8px; padding: 3px 10px;"
            f" font-size: {theme.Size.SMALL}px; font-weight: 600;"
        )


class Card(QFrame):
    """A white sheet with an optional heading; ``body`` is where its pieces go."""

    def __init__(self, heading: str = "", *beside: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.body.setSpacing(10)
        if heading:
            self.heading = text(heading, "section")
            self.body.addLayout(row(self.heading, None, *beside))


def line() -> QFrame:
    """Return a thin line across."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


class EmptyState(QWidget):
    """What a list shows when there is nothing: an icon, what it means, and what to do next."""

    def __init__(self, icon: str, title: str, hint: str = "", act: QPushButton | None = None) -> None:
        super().__init__()
        self.title = text(title, "section", wraps=True)
        self.hint = text(hint, "mute", wraps=True)
        for label in (self.title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if not hint:
            self.hint.hide()
        box = column(None, spacing=8)
        box.addWidget(picture(icon, "off", 36), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.title)
        box.addWidget(self.hint)
        if act is not None:
            box.addSpacing(4)
            box.addWidget(act, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self.setLayout(box)
