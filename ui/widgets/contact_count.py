"""Counting who may be contacted, or whose data may be used: how far it is, a way to stop, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.formatting import grouped
from ui.widgets.contact_left_out import LeftOutLine, LeftOutList
from ui.widgets.parts import button, column, picture, row, text


@dataclass(frozen=True, slots=True)
class Counted:
    """What counting found: how many are in, how many people are left out, the reasons, and what else to know."""

    included: int
    left_out: int
    lines: tuple[LeftOutLine, ...]
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class CountBox(QFrame):
    """``stop_wanted``: the person does not want to wait. ``name`` is what the first number counts, ``others`` what the
    second does: who is left out, unless it says something else.
    """

    stop_wanted = Signal()

    def __init__(self, desk: Desk, name: str, hint: str, others: str = "") -> None:
        super().__init__()
        self._desk, self._name = desk, name
        self._others = others or self.tr("Left out")
        self.setProperty("role", "paper")
        self._hint = text(hint, "mute", wraps=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Counting"))
        self._far = text("", "mute")
        self._running = QWidget()
        self._running.setLayout(
            column(row(self._far, None, button(self.tr("Stop counting"), self.stop_wanted.emit)), self._bar)
        )
        self._result = QWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(10)
        for piece in (self._hint, self._running, self._result):
            box.addWidget(piece)
        self.counted: Counted | None = None
        self.show_hint()

    def _show_only(self, shown: QWidget) -> None:
        for piece in (self._hint, self._running, self._result):
            piece.setVisible(piece is shown)

    def show_hint(self) -> None:
        """Say what counting is for."""
        self.counted = None
        self._show_only(self._hint)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is not known yet."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        language = self._desk.language
        said = self.tr("Customers looked at: {done} of {total}")
        self._far.setText(
            said.format(done=grouped(done, language), total=grouped(total, language)) if total else self.tr("Counting…")
        )
        self._show_only(self._running)

    def show_counted(self, found: Counted) -> None:
        """Show what came of it."""
        self.counted = found
        self._result.hide()
        self._result.deleteLater()
        self._result = QWidget()
        self._result.setLayout(column(*self._pieces(found), spacing=12))
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._result)
        self._show_only(self._result)

    def _pieces(self, found: Counted) -> Sequence[QWidget]:
        pieces = [self._figures(found)]
        pieces += [_line("triangle-alert", "warn", words) for words in found.warnings]
        pieces += [_line("info", "mute", words) for words in found.notes]
        if found.lines:
            reasons = LeftOutList(self._desk.language)
            reasons.show_lines(found.lines)
            pieces += [text(self.tr("Left out because"), "strong"), reasons]
            if sum(one.count for one in found.lines) > found.left_out:
                pieces.append(text(self.tr("One person may be left out for several reasons."), "small", wraps=True))
        return pieces

    def _figures(self, found: Counted) -> QWidget:
        made = QWidget()
        both = ((found.included, self._name), (found.left_out, self._others))
        made.setLayout(row(*(self._figure(count, name) for count, name in both), None, spacing=36))
        return made

    def _figure(self, count: int, name: str) -> QWidget:
        made = QWidget()
        words = grouped(count, self._desk.language)
        made.setLayout(column(text(words, "figure" if count else "figure_none"), text(name, "mute"), spacing=0))
        made.setAccessibleName(f"{name}: {words}")
        return made


def _line(icon: str, role: str, words: str) -> QWidget:
    made = QWidget()
    said = row(picture(icon, role), text(words, wraps=True), spacing=10)
    said.setStretch(1, 1)
    made.setLayout(said)
    return made
