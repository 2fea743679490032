"""A band over the policy page while another version than the one in force is in view."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from ledger.domain.policy import VersionState
from ui.widgets.parts import button, picture, row, text


class LookingBand(QFrame):
    """Says which version is in view and leads back; hidden for the one in force."""

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "warned")
        self._words = text("", wraps=True)
        box = row(
            picture("history", "warn"),
            self._words,
            button(self.tr("Show the version in force"), back),
            spacing=10,
        )
        box.setStretch(1, 1)
        box.setContentsMargins(14, 6, 8, 6)
        self.setLayout(box)
        self.hide()

    def show_state(self, number: int, state: VersionState) -> None:
        """Say how the version in view stands."""
        words = {
            VersionState.EARLIER: self.tr("You are looking at version {number}, which is no longer in force."),
            VersionState.WAITING: self.tr("You are looking at version {number}, which is not in force yet."),
        }
        if state in words:
            self._words.setText(words[state].format(number=number))
        self.setVisible(state in words)
