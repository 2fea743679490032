"""A new passphrase, typed twice, with a word about how strong it is."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.domain.errors import WeakPassphrase
from ledger.services.passphrases import weakness
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.parts import Chip, row, text
from ui.widgets.passphrase_advice import PassphraseAdvice
from ui.widgets.passphrase_field import PassphraseField


class PassphrasePair(QWidget):
    """``about`` tells the words everybody in the shop knows: they make no passphrase stronger."""

    def __init__(self, desk: Desk, label: str, about: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        self._desk, self._about = desk, about
        self.first = PassphraseField(label)
        self.again = PassphraseField(self.tr("The same passphrase again"))
        self._verdict = Chip()
        self._why = text("", "mute", wraps=True)
        self._advice = PassphraseAdvice(
            self.tr(
                "Take four words that have nothing to do with each other, at least 15 characters in all: “lamp river "
                "seven button”. Names, dates and well known sayings are guessed first."
            )
        )
        verdict = row(self._verdict, self._why, spacing=10)
        verdict.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.first)
        box.addLayout(verdict)
        box.addWidget(self.again)
        box.addWidget(self._advice)
        self.first.line.textChanged.connect(lambda _typed: self.judge())
        self.judge()

    def judge(self) -> None:
        """Say how strong what was typed is."""
        typed = self.first.typed()
        weak = weakness(typed, self._about()) if typed else None
        if not typed:
            self._verdict.show_state(self.tr("At least 15 characters"), Tone.OFF)
        elif weak is not None:
            self._verdict.show_state(self.tr("Too weak"), Tone.WARN)
        else:
            self._verdict.show_state(self.tr("Strong enough"), Tone.OK)
        self._why.setText(self._desk.say(weak) if weak is not None else "")

    def chosen(self) -> str | None:
        """Return the passphrase, or ``None`` after saying what is wrong with it."""
        for one in (self.first, self.again):
            one.show_error("")
        weak: WeakPassphrase | None = weakness(self.first.typed(), self._about())
        if weak is not None:
            self.first.retry(self._desk.say(weak))
        elif self.first.typed() != self.again.typed():
            self.again.retry(self.tr("The two are not the same. Type it again."))
        else:
            return self.first.typed()
        return None

    def typed(self) -> tuple[str, str]:
        """Return both as typed."""
        return self.first.typed(), self.again.typed()

    def wipe(self) -> None:
        """Forget both."""
        self.first.wipe()
        self.again.wipe()
        self._advice.clear()
