"""The frame of each section of the settings: explicit saving, and a word while something is not saved."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from ledger.domain.errors import LedgerError
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.form import Banner, Field, value_of
from ui.widgets.form_state import show_state, state_of
from ui.widgets.parts import Card, Chip, button, column, row, text

_MEASURE = 760  # pixels; wider forms are hard to read
_ALL = 1000  # parts of the room, to one of the spacer


class SettingsPanel(QScrollArea):
    """One section. ``wanted`` carries what the page has to open, and about what."""

    wanted = Signal(str, object)

    def __init__(self, desk: Desk, title: str, sentence: str) -> None:
        super().__init__()
        self.desk = desk
        self.title = title
        self.fields: dict[str, Field] = {}
        self._was: dict[str, object] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        self.inside = QVBoxLayout(inside)
        self.inside.setContentsMargins(4, 0, 14, 8)
        self.inside.setSpacing(14)
        self.inside.addLayout(column(text(title, "section"), text(sentence, "mute", wraps=True), spacing=4))
        self.setWidget(inside)

    def refresh(self) -> None:
        """Ask for what is shown, unless something typed waits to be saved."""

    # --- a form with its own Save ---

    def add_form(self, *pieces: QWidget | QLayout, save: str) -> Card:
        """Add a card of fields with a button that saves them."""
        card = Card()
        for piece in pieces:
            card.body.addWidget(piece) if isinstance(piece, QWidget) else card.body.addLayout(piece)
        self.banner = Banner()
        self.save_button = button(save, self.save, role="primary")
        self._marker = Chip(self.tr("Unsaved changes"), Tone.WARN)
        card.body.addWidget(self.banner)
        card.body.addSpacing(4)
        card.body.addLayout(row(self.save_button, self._marker, None, spacing=12))
        self.place(card)
        self.watch()
        return card

    def place(self, card: QWidget) -> None:
        """Add a card no wider than can be read."""
        card.setMaximumWidth(_MEASURE)
        line = row(card, None)  # beside a spacer: alone it would be asked how high it is at the full width
        line.setStretch(0, _ALL)
        self.inside.addLayout(line)

    def watch(self) -> None:
        """Notice from now on what is typed; what is there counts as saved."""
        for field in self.fields.values():
            self._listen(field.editor)
        self.settle()

    def _listen(self, editor: QWidget) -> None:
        for name in ("textChanged", "currentIndexChanged", "toggled"):
            signal = getattr(editor, name, None)
            if signal is not None:
                signal.connect(lambda *_: self.mark())
        spin = getattr(editor, "lineEdit", None)
        if spin is not None and spin() is not None:
            spin().textChanged.connect(lambda *_: self.mark())

    def typed(self) -> dict[str, object]:
        """Return what stands in the editors."""
        return {name: value_of(field.editor) for name, field in self.fields.items()}

    @property
    def is_dirty(self) -> bool:
        """Return whether something typed is not saved yet."""
        return bool(self.fields) and self.typed() != self._was

    def mark(self) -> None:
        """Show whether there is anything to save."""
        self._marker.setVisible(self.is_dirty)
        self.save_button.setEnabled(self.is_dirty)

    def settle(self) -> None:
        """Take what stands in the editors as saved."""
        self._was = self.typed()
        self.clear_errors()
        self.mark()

    def states(self) -> dict[str, object]:
        """Return what is to be kept of the form when the screen is locked; nothing where nothing was typed."""
        return {name: state_of(field.editor) for name, field in self.fields.items()} if self.is_dirty else {}

    def give_back(self, typed: Mapping[str, object]) -> None:
        """Go on with what stood here; none of it is saved."""
        for name, field in self.fields.items():
            if name in typed:
                show_state(field.editor, typed[name])

    def discard(self) -> None:
        """Put back what was saved."""

    def save(self) -> None:
        """Save what was typed."""

    # --- saying ---

    def clear_errors(self) -> None:
        """Take every error away."""
        for field in self.fields.values():
            field.show_error("")
        self.banner.say("")

    def show_error(self, error: LedgerError, name: str = "") -> None:
        """Show an error under its field, or under the form; nothing typed is lost."""
        field = self.fields.get(name or str(error.data.get("field", "")))
        if field is None:
            self.banner.say(self.desk.say(error))
        else:
            field.show_error(self.desk.say(error))
            field.editor.setFocus()

    def tell_saved(self) -> None:
        """Say in passing that it is saved."""
        self.settle()
        self.desk.messages.toast(self.tr("Saved."))

    def tell_failed(self, error: LedgerError) -> None:
        """Say in passing why something was not done."""
        self.desk.messages.toast(self.desk.say(error), Tone.BAD)
