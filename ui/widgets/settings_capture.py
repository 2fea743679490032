"""Whether pictures and films of this computer's screen show the program."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox

from ui.capture import guard_of
from ui.settings import CAPTURE, Settings
from ui.widgets.parts import Card, text


class CaptureCard(Card):
    """One box to tick, for this computer only; it counts at once."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(QCoreApplication.translate("CaptureCard", "Pictures of the screen"))
        self._settings = settings
        words = self.tr(
            "Screenshots, recordings and shared screens show an empty place instead of the program. Turn it off while "
            "somebody helps you from far away. It holds for this computer only."
        )
        self.body.addWidget(text(words, "mute", wraps=True))
        self._box = QCheckBox(self.tr("Leave the program out of pictures of the screen"))
        self._box.setChecked(bool(settings.get(CAPTURE)))
        self._box.toggled.connect(self._on_toggled)
        self.body.addWidget(self._box)

    def _on_toggled(self, is_on: bool) -> None:
        self._settings.set(CAPTURE, int(is_on))
        app = QCoreApplication.instance()
        guard = guard_of(app) if app is not None else None
        if guard is not None:
            guard.apply()
