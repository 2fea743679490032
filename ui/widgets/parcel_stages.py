"""The steps of a parcel's day as quiet buttons side by side, each with how many are there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.widgets.parcel_words import Stage
from ui.widgets.parts import button, row


class StageButtons(QWidget):
    """One of the steps is chosen at any time."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = {
            Stage.TO_PRINT: (self.tr("To print"), self.tr("To print: {count}")),
            Stage.WAITING: (self.tr("Printed, waiting"), self.tr("Printed, waiting: {count}")),
            Stage.HANDED_OVER: (self.tr("Handed over"), ""),
            Stage.ALL: (self.tr("All"), ""),
        }
        self._group = QButtonGroup(self)
        self._buttons: dict[Stage, QPushButton] = {}
        for stage, (words, _) in self._words.items():
            made = button(words, role="choice")
            made.setCheckable(True)
            self._group.addButton(made)
            self._buttons[stage] = made
        self._buttons[Stage.TO_PRINT].setChecked(True)
        self.setLayout(row(*self._buttons.values(), spacing=6))
        self._group.buttonClicked.connect(lambda _button: self.chosen.emit())

    @property
    def stage(self) -> Stage:
        """Return the step chosen."""
        return next(stage for stage, made in self._buttons.items() if made.isChecked())

    def show_stage(self, stage: Stage, *, is_told: bool = True) -> None:
        """Choose a step."""
        if stage is self.stage:
            return
        self._buttons[stage].setChecked(True)
        if is_told:
            self.chosen.emit()

    def show_counts(self, drafts: int, printed: int) -> None:
        """Show how many wait at the first two steps."""
        for stage, count in ((Stage.TO_PRINT, drafts), (Stage.WAITING, printed)):
            words, counted = self._words[stage]
            self._buttons[stage].setText(counted.format(count=count) if count else words)
