"""How to find a passphrase that nobody guesses: advice, and five words drawn by lot for who cannot think of any."""

from PySide6.QtWidgets import QWidget

from ledger.services.passphrases import suggestion
from ui.theme import Tone
from ui.widgets.first_run_parts import Note
from ui.widgets.parts import button, column, row, text


class PassphraseAdvice(QWidget):
    """What is drawn is shown, not filled in: who types it twice has learned it."""

    def __init__(self, advice: str) -> None:
        super().__init__()
        self._note = Note(Tone.ACCENT, advice)
        self._words = text("", "section", wraps=True, selectable=True)
        self._words.setAccessibleName(self.tr("Five words drawn by lot"))
        self._hint = text(
            self.tr("Make a picture of them in your head. They are not kept anywhere."), "small", wraps=True
        )
        draw = button(self.tr("Suggest five words"), self._draw, role="link", icon="refresh-cw")
        self.setLayout(column(self._note, self._words, self._hint, row(draw, None), spacing=8))
        self.clear()

    def clear(self) -> None:
        """Take the words away."""
        self._show("")

    def _draw(self) -> None:
        self._show(suggestion())

    def _show(self, words: str) -> None:
        self._words.setText(words)
        for one in (self._words, self._hint):
            one.setVisible(bool(words))
        self._note.setVisible(not words)  # the words take its place, in sight
