"""How far a notice run is: one bar for everybody, and the same in words, by channel."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ledger.domain.notice import NoticeChannel, NoticeState
from ledger.services.notices import NoticeRun
from ui import theme
from ui.desk import Desk
from ui.formatting import grouped
from ui.widgets.parts import column, text

_HEIGHT = 10  # pixels
_DOT = 10
_LEAST = 4.0  # pixels of a part that is there at all
_COLOURS = {
    NoticeState.TOLD: "accent",
    NoticeState.UNREACHABLE: "warn",
    NoticeState.EXCUSED: "mute",
    NoticeState.WAITING: "line",
}


class _Bar(QWidget):
    """Parts of a whole beside each other, in the order of ``_COLOURS``."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[str, int], ...] = ()
        self.setFixedHeight(_HEIGHT)

    def show_parts(self, parts: Mapping[NoticeState, int], words: str) -> None:
        """Show other figures; ``words`` say them to who cannot see."""
        self._parts = tuple((colour, parts[state]) for state, colour in _COLOURS.items() if parts[state])
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts inside one round bar."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), _HEIGHT / 2, _HEIGHT / 2)
        painter.setClipPath(whole)
        painter.fillRect(self.rect(), theme.colour("line"))
        total, x = sum(count for _, count in self._parts), 0.0
        for colour, count in self._parts:
            width = max(_LEAST, self.width() * count / total)
            painter.fillRect(QRectF(x, 0, width, _HEIGHT), theme.colour(colour))
            x += width
        painter.end()


class _Dot(QWidget):
    """The colour of a part, beside its words."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setFixedSize(_DOT, _DOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._colour))
        painter.drawEllipse(self.rect())
        painter.end()


class NoticeProgress(QWidget):
    """The bar with a line for every state below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._bar = _Bar()
        self._counts = {state: text("", "strong") for state in _COLOURS}
        self._ways = {state: text("", "small", wraps=True) for state in _COLOURS}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(3, 1)
        for line, (state, colour) in enumerate(_COLOURS.items()):
            grid.addWidget(_Dot(colour), line, 0)
            grid.addWidget(text(desk.wording.text(f"notice_states.{state.value}")), line, 1)
            self._counts[state].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(self._counts[state], line, 2)
            grid.addWidget(self._ways[state], line, 3)
        self.setLayout(column(self._bar, grid, spacing=10))

    def show_run(self, run: NoticeRun) -> None:
        """Show the figures of a run."""
        language, wording = self._desk.language, self._desk.wording
        figures = {state: run.count(state) for state in _COLOURS}
        for state in _COLOURS:
            self._counts[state].setText(grouped(figures[state], language))
            ways = [(way, run.count(state, way)) for way in NoticeChannel]
            said = [
                self.tr("{name} {count}").format(
                    name=wording.text(f"notice_channels.{way.value}"), count=grouped(count, language)
                )
                for way, count in ways
                if count
            ]
            self._ways[state].setText(" · ".join(said))
        told = self.tr("Told: {told} of {all}")
        words = told.format(told=grouped(figures[NoticeState.TOLD], language), all=grouped(run.affected, language))
        self._bar.show_parts(figures, words)
