"""What the first run asks of people: the shop, and its first manager."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger.domain.errors import InvalidEmail, InvalidInput, InvalidPhone, LedgerError
from ledger.domain.shop import Shop
from ledger.services.passphrases import weakness
from ledger.services.session import read_shop
from ui.door import Door
from ui.theme import Tone
from ui.widgets.door_frame import LookSwitch
from ui.widgets.first_run_parts import LineField, Note, Step
from ui.widgets.form import Field
from ui.widgets.parts import Chip, column, row, text
from ui.widgets.passphrase_advice import PassphraseAdvice
from ui.widgets.passphrase_field import PassphraseField


class ShopStep(Step):
    """Language and the shop's own block."""

    language_wanted = Signal(str)
    theme_wanted = Signal()

    def __init__(self, door: Door, typed: tuple[str, str, str, str]) -> None:
        super().__init__(
            self.tr("Your shop"),
            self.tr("This stands on labels and reports. You can change it later in the settings."),
        )
        self._door = door
        switch = LookSwitch(door.language)
        switch.language_wanted.connect(self.language_wanted)
        switch.theme_wanted.connect(self.theme_wanted)
        self._name = LineField(self.tr("Name of the shop"), self.tr("At most 60 characters."), limit=60)
        self._hotline = LineField(self.tr("Hotline (if any)"), limit=30)
        self._email = LineField(self.tr("Email (if any)"), limit=120)
        self._address = LineField(self.tr("Address (if any)"), limit=300)
        self._fields = (self._name, self._hotline, self._email, self._address)
        self.form.addLayout(column(text(self.tr("Language and look"), "strong"), row(switch, None), spacing=4))
        for one in (self._name, row(self._hotline, self._email, spacing=16), self._address):
            self.form.addWidget(one) if isinstance(one, QWidget) else self.form.addLayout(one)
        self.form.addStretch(1)
        for one, words in zip(self._fields, typed, strict=True):
            one.line.setText(words)

    def typed(self) -> tuple[str, str, str, str]:
        """Return name, hotline, email and address as typed."""
        name, hotline, email, address = (one.line.text() for one in self._fields)
        return name, hotline, email, address

    def shop(self) -> Shop:
        """Return the shop. Raises ``InvalidInput``."""
        return read_shop(*self.typed(), self._door.language)

    def is_right(self) -> bool:
        """Return whether the shop can be stored."""
        for one in self._fields:
            one.show_error("")
        try:
            self.shop()
        except InvalidInput as error:
            wrong = self._field_of(error)
            wrong.show_error(self._door.say(error))
            wrong.editor.setFocus()
            return False
        return True

    def _field_of(self, error: InvalidInput) -> Field:
        if isinstance(error, InvalidPhone):
            return self._hotline
        if isinstance(error, InvalidEmail):
            return self._email
        return self._address if error.data.get("field") == "address" else self._name

    def focus_first(self) -> None:
        """Begin with the name."""
        self._name.editor.setFocus()


class ManagerStep(Step):
    """The first manager, and a passphrase nobody can guess."""

    def __init__(self, door: Door, manager: str, passphrases: tuple[str, str]) -> None:
        super().__init__(
            self.tr("The first manager"),
            self.tr("A manager adds staff accounts and sees everything. Nobody can look up or reset a passphrase."),
        )
        self._door = door
        self._shop_name = ""
        self._name = LineField(self.tr("Your name"), limit=60)
        self._first = PassphraseField(self.tr("Passphrase"))
        self._again = PassphraseField(self.tr("The same passphrase again"))
        self._verdict = Chip()
        self._why = text("", "mute", wraps=True)
        self._banner = Note(Tone.BAD)
        verdict = row(self._verdict, self._why, spacing=10)
        verdict.setStretch(1, 1)
        advice = self._advice = PassphraseAdvice(
            self.tr(
                "Take four words that have nothing to do with each other, at least 15 characters in all. Open a book "
                "at four places and take a word each time: “lamp river seven button”. Names, dates and well known "
                "sayings are guessed first."
            )
        )
        for piece in (self._name, self._first, verdict, self._again, advice, self._banner):
            self.form.addWidget(piece) if isinstance(piece, QWidget) else self.form.addLayout(piece)
        self.form.addStretch(1)
        self._name.line.setText(manager)
        for one, words in zip((self._first, self._again), passphrases, strict=True):
            one.line.setText(words)
        self._first.line.textChanged.connect(lambda _typed: self._judge())
        self._name.line.textChanged.connect(lambda _typed: self._judge())
        self._judge()

    def set_shop_name(self, shop_name: str) -> None:
        """Tell the shop's name, which everybody knows: it makes no passphrase stronger."""
        self._shop_name = shop_name
        self._judge()

    def manager(self) -> str:
        """Return the name."""
        return self._name.line.text().strip()

    def passphrases(self) -> tuple[str, str]:
        """Return both as typed."""
        return self._first.typed(), self._again.typed()

    def show_error(self, error: LedgerError) -> None:
        """Show why the ledger was not made."""
        self._banner.say(self._door.say(error))

    def wipe(self) -> None:
        """Forget the passphrases: the ledger is made."""
        self._first.wipe()
        self._again.wipe()
        self._advice.clear()

    def forget(self) -> None:
        """Forget the passphrases because nobody went on, and say so."""
        if any(self.passphrases()):
            self.wipe()
            self._banner.say(self.tr("Nobody went on for a while, so the passphrase was forgotten. Type it again."))

    def _weakness(self) -> str:
        weak = weakness(self._first.typed(), (self.manager(), self._shop_name))
        return "" if weak is None else self._door.say(weak)

    def _judge(self) -> None:
        self._first.show_error("")
        weak, is_typed = self._weakness(), bool(self._first.typed())
        if not is_typed:
            self._verdict.show_state(self.tr("At least 15 characters"), Tone.OFF)
        elif weak:
            self._verdict.show_state(self.tr("Too weak"), Tone.WARN)
        else:
            self._verdict.show_state(self.tr("Strong enough"), Tone.OK)
        self._why.setText(weak if is_typed else "")

    def is_right(self) -> bool:
        """Return whether name and passphrases can be used."""
        for one in (self._name, self._first, self._again):
            one.show_error("")
        self._banner.say("")
        if not self.manager():
            self._name.show_error(self.tr("Type the name you want to sign in with."))
            self._name.editor.setFocus()
        elif weak := self._weakness():
            self._first.retry(weak)
            self._why.setText("")  # said once is enough
        elif self._first.typed() != self._again.typed():
            self._again.retry(self.tr("The two are not the same. Type it again."))
        else:
            return True
        return False

    def focus_first(self) -> None:
        """Begin with the name, or with what is still empty."""
        (self._first.line if self.manager() else self._name.editor).setFocus()
