"""One hidden value with its own eye: shown for half a minute, then hidden again by itself."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ledger.domain.errors import LedgerError, ReasonNeeded
from ledger.domain.reveal import RevealField
from ledger.services.reveals import REVEAL_SECONDS, Revealed, reveal
from ui import theme
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.clipboard import SECONDS, copy_private
from ui.widgets.customer_line import ElidedLine
from ui.widgets.form import line_edit
from ui.widgets.parts import button, column, icon_button, picture, row, text

_TICK = 1000  # milliseconds
_RING = 22


@dataclass(frozen=True, slots=True)
class Hidden:
    """What an eye is for: whose value, which, how it is called and what stands there while it is hidden."""

    code: str
    field: RevealField
    position: int
    name: str
    masked: str


class RevealRing(QWidget):
    """A ring that empties while a value is shown, with the seconds left inside."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_RING, _RING)
        self._left = 0

    def sizeHint(self) -> QSize:
        """Return its one size."""
        return QSize(_RING, _RING)

    def show_left(self, seconds: int) -> None:
        """Show how many seconds are left."""
        self._left = seconds
        words = self.tr("Hidden again in {seconds} seconds").format(seconds=seconds)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (all of it is drawn)
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(2, 2, _RING - 4, _RING - 4)
        painter.setPen(QPen(theme.colour("line"), 2))
        painter.drawEllipse(place)
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(place, 90 * 16, round(360 * 16 * self._left / REVEAL_SECONDS))
        painter.setPen(theme.colour("mute"))
        painter.setFont(theme.font(9, QFont.Weight.DemiBold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._left))
        painter.end()


class RevealRow(QWidget):
    """The value, its eye, and while it is shown a ring and a copy button. Leaving the page hides it at once."""

    revealed = Signal()
    hidden = Signal()

    def __init__(self, desk: Desk, about: Hidden, icon: str, *beside: QWidget, below: QWidget | None = None) -> None:
        super().__init__()
        self._desk, self._about = desk, about
        self._left, self._until = 0, desk.now()
        self._value = ""  # what is shown in clear, while it is
        self._is_asked = False
        self._beside = beside
        self.value = ElidedLine()
        self.value.setAccessibleName(about.name)
        self.ring = RevealRing()
        copied = self.tr("Copy: {name}").format(name=about.name)
        self.copy_button = icon_button("copy", copied, self._copy)
        self.eye = icon_button("eye", "", self._on_eye)
        self._ask = self._reason_line()
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self.tick)
        words = column(self.value, *([row(below, None)] if below is not None else ()), spacing=2)
        line = row(picture(icon), 4, words, self.copy_button, self.ring, *beside, self.eye, spacing=4)
        line.setStretch(2, 1)
        self.setLayout(column(line, self._ask, spacing=4))
        self._show_hidden()

    def _reason_line(self) -> QWidget:
        self._words = text("", "small", wraps=True)
        self.reason = line_edit(self.tr("Why do you need it?"), limit=200)
        self.reason.setAccessibleName(self.tr("Reason for showing"))
        self.reason.returnPressed.connect(self._on_eye)
        self.show_button = button(self.tr("Show"), self._on_eye)
        inside = row(self.reason, self.show_button, spacing=6)
        made = QWidget()
        made.setLayout(column(self._words, inside, spacing=4))
        made.hide()
        return made

    @property
    def is_shown(self) -> bool:
        """Return whether the value stands there in clear."""
        return self._timer.isActive()

    # --- showing ---

    def _on_eye(self) -> None:
        if self.is_shown:
            self.conceal()
            return
        if self._is_asked:
            return  # a double click is one look, not two
        self._is_asked = True
        # Not a write: telling every list to read again would hide what was just shown.
        about, reason = self._about, self.reason.text()
        self._desk.tasks.read(
            self,
            lambda session: reveal(session, about.code, about.field, about.position, reason),
            self._show,
            self._on_failed,
        )

    def _show(self, found: Revealed) -> None:
        self._is_asked = False
        if not self.isVisible():
            return  # the person went on meanwhile; nobody looks any more
        self._ask.hide()
        self.reason.clear()
        self._left, self._until = REVEAL_SECONDS, found.until
        self._value = found.value
        self.value.setText(_breakable(found.value))
        self.value.setWordWrap(True)
        self.value.setProperty("role", "strong")
        self._dress(shown=True)
        self._timer.start()
        self.ring.show_left(self._left)
        self.revealed.emit()

    def _on_failed(self, error: LedgerError) -> None:
        self._is_asked = False
        if isinstance(error, ReasonNeeded):
            self._words.setText(self._desk.say(error))
            self._ask.show()
            self.reason.setFocus()
        else:
            self._desk.messages.toast(self._desk.say(error), Tone.BAD)

    # --- hiding ---

    def tick(self) -> None:
        """Let a second pass; after a computer slept, the clock knows better."""
        self._left -= 1
        if self._left <= 0 or self._desk.now() >= self._until:
            self.conceal()
        else:
            self.ring.show_left(self._left)

    def conceal(self) -> None:
        """Hide the value again."""
        if self.is_shown:
            self._timer.stop()
            self._value = ""
            self._show_hidden()
            self.hidden.emit()

    def _show_hidden(self) -> None:
        self.value.setText(self._about.masked)
        self.value.setWordWrap(False)
        self.value.setProperty("role", "")
        self._dress(shown=False)

    def _dress(self, *, shown: bool) -> None:
        self.value.style().unpolish(self.value)
        self.value.style().polish(self.value)
        self.copy_button.setVisible(shown)
        self.ring.setVisible(shown)
        for one in self._beside:
            one.setVisible(not shown)  # a long address needs the room
        if shown:
            words = self.tr("Hide: {name}").format(name=self._about.name)
        else:
            words = self.tr("Show for {seconds} seconds: {name}").format(seconds=REVEAL_SECONDS, name=self._about.name)
        self.eye.setIcon(theme.icon("eye-off" if shown else "eye", "accent" if shown else "mute"))
        self.eye.setToolTip(words)
        self.eye.setAccessibleName(words)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the value when the page, or the window, goes out of sight."""
        super().hideEvent(event)
        self.conceal()

    def _copy(self) -> None:
        if self.is_shown:
            copy_private(self._value)
            self._desk.messages.toast(
                self.tr("Copied. The clipboard is emptied after {seconds} seconds.").format(seconds=SECONDS)
            )


def _breakable(value: str) -> str:
    """Let a long email break where people would read on; a space of no width changes nothing they see."""
    return re.sub(r"(?<=[@._-])", "\u200b", value) if "@" in value else value
