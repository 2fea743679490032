"""Whether this computer shows notifications of what falls due, and what they say."""

from PySide6.QtWidgets import QCheckBox

from ui.desk import Desk
from ui.reminders import SystemTray
from ui.settings import REMINDERS
from ui.theme import Tone
from ui.widgets.first_run_parts import Note
from ui.widgets.form import Field
from ui.widgets.settings_panel import SettingsPanel


class RemindersPanel(SettingsPanel):
    """For this computer only; Today and the side bar count in any case."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            self.tr("Notifications"),
            self.tr("For this computer only. Today and the side bar show what is due in any case."),
        )
        self._is_on = QCheckBox(self.tr("Show a notification when something falls due"))
        hint = self.tr(
            "At half of the time, at 80 %, when it is due and when it is overdue; after sleep, what fell due "
            "meanwhile. A notification names codes only, never a customer."
        )
        self.fields = {"reminders": Field(self.tr("Show a notification when something falls due"), self._is_on, hint)}
        self._fill()
        card = self.add_form(self.fields["reminders"], save=self.tr("Save"))
        if not SystemTray.is_there():
            words = self.tr("This system shows no notifications of programs: they stand inside the window only.")
            note = Note(Tone.ACCENT, words)
            card.body.insertWidget(1, note)
        self.inside.addStretch(1)

    def _fill(self) -> None:
        self._is_on.setChecked(bool(self.desk.settings.get(REMINDERS)))

    def discard(self) -> None:
        """Put back what is in use."""
        self._fill()
        self.settle()

    def save(self) -> None:
        """Remember the choice."""
        self.desk.settings.set(REMINDERS, int(self._is_on.isChecked()))
        self.desk.settings.save()
        self.tell_saved()
