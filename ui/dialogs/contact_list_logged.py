"""Logging that everybody of a list was contacted: the gate is asked about each again, and who it refuses is told."""

from PySide6.QtWidgets import QWidget

from ledger.services import contact_lists
from ledger.services.contact_lists import ListRow, Logged
from ui.desk import Desk
from ui.widgets.contact_count import CountBox, Counted
from ui.widgets.contact_sliced_dialog import SlicedDialog
from ui.widgets.contact_words import left_out_lines
from ui.widgets.feedback_when import QuickTimes, WhenEdit
from ui.widgets.form import Field
from ui.widgets.sliced import Slices


class AllContactedDialog(SlicedDialog):
    """What was logged before it is stopped stays logged."""

    def __init__(self, desk: Desk, parent: QWidget | None, about: ListRow) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("All of {code} were contacted").format(code=about.code),
            self.tr("Everybody who still waits is checked again; whoever may no longer be contacted is not logged."),
            (self.tr("Log the contacts"), self.tr("Done")),
        )
        self.setMinimumWidth(600)
        self._about = about
        self._when = WhenEdit(desk, "occurred_at")
        self.add("occurred_at", Field(self.tr("When were they contacted?"), self._when))
        self.form.addWidget(QuickTimes(self._when))
        self.place(
            CountBox(desk, self.tr("Logged"), self.tr("Nothing is logged yet. A logged contact is never taken back."))
        )

    def slices(self) -> Slices:
        """See ``SlicedDialog.slices``."""
        code, at = self._about.code, self._when.instant()
        return lambda session: contact_lists.log_made_in_slices(session, code, None, at)

    def on_found(self, found: Logged) -> None:
        """See ``SlicedDialog.on_found``."""
        refused = {code.value: count for code, count in found.refused.items()}
        lines = left_out_lines(self.desk, self._about.purpose_id, refused)
        self.box.show_counted(Counted(found.made, found.refused_people, lines))
        self.cancel_button.hide()
        self._was = self._typed()
        self.desk.tasks.ledger_changed.emit()  # reading in slices writes here, and says nothing by itself

    def on_left(self) -> None:
        """See ``SlicedDialog.on_left``: each slice that was done is written for good."""
        self.banner.say(self.tr("Left before the end. What was logged until then stays; the others still wait."))
        self.desk.tasks.ledger_changed.emit()

    def keep(self) -> None:
        """See ``SlicedDialog.keep``: all is done, so only the result is put away."""
        self.accept()
