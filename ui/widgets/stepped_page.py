"""A page that leads through steps: the list of them at the side, one at a time, what can be done at the foot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.widgets.door_frame import paint_ground
from ui.widgets.enter_key import is_enter, pressed_by_enter
from ui.widgets.first_run_parts import Step
from ui.widgets.parts import line
from ui.widgets.step_list import StepList

_NARROW, _WIDE = 620, 1180  # pixels: lines of text stay readable


class SteppedPage(QWidget):
    """Subclasses lay out their steps and say in ``submit`` how it goes on; ``at`` is the step in view."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0
        self.steps: tuple[Step, ...] = ()

    def submit(self) -> None:
        """Go on, if what was typed here is right."""
        raise TypeError(type(self).__name__)

    def lay_out(self, titles: tuple[str, ...], steps: Sequence[Step], acts: QHBoxLayout) -> None:
        """Put the steps and the buttons below them in place."""
        paint_ground(self)
        self.steps = tuple(steps)
        self._list = StepList(titles)
        self._stack = QStackedWidget()
        for step in self.steps:
            self._stack.addWidget(_framed(step))
        acts.setContentsMargins(40, 14, 40, 18)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(line())
        right.addLayout(acts)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._list)
        whole.addLayout(right, 1)

    def show_step(self, at: int) -> None:
        """Show a step; whoever goes there puts the cursor into it."""
        self.at = at
        self._list.show_step(at)
        self._stack.setCurrentIndex(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on from every field; on a button it presses that."""
        if pressed_by_enter(event, self.focusWidget()):
            return
        if is_enter(event):
            self.submit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where typing begins."""
        super().showEvent(event)
        self.steps[self.at].focus_first()


def _framed(step: Step) -> QScrollArea:
    inside = QWidget()
    inside.setProperty("role", "scrolled")
    box = QHBoxLayout(inside)
    box.setContentsMargins(40, 32, 40, 24)
    if step.is_wide:
        step.setMaximumWidth(_WIDE)
        box.addWidget(step, 1)
    else:
        step.setFixedWidth(_NARROW)
        box.addStretch(1)
        box.addWidget(step)
        box.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll
