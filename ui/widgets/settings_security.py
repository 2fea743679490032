"""When the screen locks itself, the recovery sheet, and the key the ledger is encrypted under."""

from dataclasses import dataclass

from PySide6.QtWidgets import QSpinBox

from ledger.domain.errors import LedgerError
from ledger.domain.staff import Operation
from ledger.services.preferences import IDLE_MINUTES, IDLE_RANGE, change_idle_minutes, idle_minutes
from ledger.services.recovery import has_sheet
from ledger.services.session import Session, is_recovery_confirmed
from ui.capture import is_possible
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.confirming import once_confirmed
from ui.widgets.form import Field, keep_from_wheel
from ui.widgets.parts import Card, Chip, button, row, text
from ui.widgets.recipient_rights import allowed
from ui.widgets.settings_capture import CaptureCard
from ui.widgets.settings_panel import SettingsPanel


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the ledger says of its security."""

    minutes: int
    has_sheet: bool
    is_confirmed: bool


def _standing(session: Session) -> _Standing:
    return _Standing(idle_minutes(session), has_sheet(session), is_recovery_confirmed(session))


class SecurityPanel(SettingsPanel):
    """Only a manager may change these."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, self.tr("Security"), self.tr("For the whole shop: every computer that opens this ledger follows it.")
        )
        self._minutes = QSpinBox()
        self._minutes.setRange(*IDLE_RANGE)
        self._minutes.setValue(IDLE_MINUTES)
        self._minutes.setMaximumWidth(140)
        keep_from_wheel(self._minutes)
        low, high = IDLE_RANGE
        hint = self.tr("Minutes without a key or the mouse, from {low} to {high}.").format(low=low, high=high)
        self.fields = {"idle_minutes": Field(self.tr("The screen locks itself after"), self._minutes, hint)}
        self._saved = IDLE_MINUTES
        self.add_form(self.fields["idle_minutes"], save=self.tr("Save the time"))
        allowed(self._minutes, desk, Operation.SETTINGS)
        self.place(self._recovery())
        self.place(self._keys())
        if is_possible():
            self.place(CaptureCard(desk.settings))
        self.inside.addStretch(1)

    def _recovery(self) -> Card:
        self._state = Chip()
        card = Card(self.tr("Recovery sheet"), self._state)
        words = self.tr(
            "Only the code on this sheet opens the ledger when every passphrase is forgotten. Retype it from the "
            "paper: that proves that the paper is there and can be read."
        )
        card.body.addWidget(text(words, "mute", wraps=True))
        retype = button(self.tr("Retype the code…"), lambda: self.wanted.emit("recovery", None), icon="key-round")
        anew = button(self.tr("New recovery sheet…"), lambda: self.wanted.emit("new_sheet", None), icon="file-text")
        acts = (allowed(one, self.desk, Operation.MANAGE_STAFF) for one in (retype, anew))
        card.body.addLayout(row(*acts, None))
        return card

    def _keys(self) -> Card:
        card = Card(self.tr("The ledger's key"))
        words = self.tr(
            "The ledger is encrypted under a random key. It changes by itself when somebody is removed; change it now"
            " when a copy may have come into other hands."
        )
        card.body.addWidget(text(words, "mute", wraps=True))
        anew = button(
            self.tr("Encrypt under a new key now…"), lambda: self.wanted.emit("new_keys", None), icon="refresh-cw"
        )
        card.body.addLayout(row(allowed(anew, self.desk, Operation.MANAGE_STAFF), None))
        return card

    def refresh(self) -> None:
        """Ask for what is set."""
        self.desk.tasks.read(self, _standing, self._show, latest="security")

    def _show(self, found: _Standing) -> None:
        if not self.is_dirty:
            self._minutes.setValue(found.minutes)
            self.settle()
        self._saved = found.minutes
        if not found.has_sheet:
            self._state.show_state(self.tr("There is none"), Tone.BAD)
        elif found.is_confirmed:
            self._state.show_state(self.tr("Retyped from paper"), Tone.OK)
        else:
            self._state.show_state(self.tr("Not retyped yet"), Tone.WARN)

    def discard(self) -> None:
        """Put back what the ledger has."""
        self._minutes.setValue(self._saved)
        self.settle()

    def save(self) -> None:
        """Save the minutes."""
        self.clear_errors()
        minutes = self._minutes.value()
        self.desk.tasks.write(
            self, lambda session: change_idle_minutes(session, minutes), self._on_saved, self._on_failed
        )

    def _on_saved(self, minutes: int) -> None:
        self._saved = minutes
        self.tell_saved()

    def _on_failed(self, error: LedgerError) -> None:
        once_confirmed(self.desk, self, error, self.save, self.show_error)
