"""Who was left out and why: one line per reason, with a bar as long as its number and the clause behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from ledger.domain.wording import Language
from ui import theme
from ui.formatting import grouped
from ui.widgets.parts import column, row, text

_BAR, _NARROW_BAR = 88, 36  # pixels
_HEIGHT, _LINE = 8, 20  # of the bar, and of the line of text it stands beside
_SHORT = 10  # letters of a clause that stands beside the words; an article of law stands below them


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """One reason in a few words, the clause or article that says so, and how many people it concerns."""

    words: str
    clause: str
    count: int


class _Bar(QWidget):
    """A share of the largest number; only decorates the number beside it."""

    def __init__(self, share: float, width: int) -> None:
        super().__init__()
        self._share = share
        self.setFixedSize(width, _LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the whole softly, and the share in it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top, whole = (_LINE - _HEIGHT) / 2, float(self.width())
        for role, width in (("line", whole), ("off", max(whole * self._share, float(_HEIGHT)))):
            painter.setBrush(theme.colour(role))
            painter.drawRoundedRect(QRectF(0, top, width, _HEIGHT), _HEIGHT / 2, _HEIGHT / 2)
        painter.end()


class LeftOutList(QWidget):
    """Reasons with their numbers, the largest first."""

    def __init__(self, language: Language, *, is_narrow: bool = False) -> None:
        super().__init__()
        self._language, self._is_narrow = language, is_narrow
        self.lines: tuple[LeftOutLine, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._inside = QWidget()
        self._box.addWidget(self._inside)

    def show_lines(self, lines: Sequence[LeftOutLine]) -> None:
        """Show other reasons."""
        self.lines = tuple(sorted(lines, key=lambda one: (-one.count, one.words)))
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = QWidget()
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        most = max((one.count for one in self.lines), default=1)
        for at, one in enumerate(self.lines):
            self._add(grid, at, one, one.count / most)
        self._box.addWidget(self._inside)

    def _add(self, grid: QGridLayout, at: int, one: LeftOutLine, share: float) -> None:
        top = Qt.AlignmentFlag.AlignTop
        count = text(grouped(one.count, self._language), "strong")
        said = QWidget()
        said.setAccessibleName(f"{one.count} · {one.words} · {one.clause}")
        said.setLayout(self._words(one))
        grid.addWidget(count, at, 0, top | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(_Bar(share, _NARROW_BAR if self._is_narrow else _BAR), at, 1, top)
        grid.addWidget(said, at, 2, top)

    def _words(self, one: LeftOutLine) -> QBoxLayout:
        words, clause = text(one.words, wraps=True), text(one.clause, "small", wraps=True)
        if self._is_narrow or len(one.clause) > _SHORT:
            return column(words, clause, spacing=0)
        clause.setWordWrap(False)
        both = row(words, clause, spacing=12)
        both.setStretch(0, 1)
        return both
