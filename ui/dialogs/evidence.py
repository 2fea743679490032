"""Why an evidence file has to be looked at, once somebody looked at many hidden values in an hour."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.errors import ReasonNeeded
from ledger.services.card_lines import EvidenceFile
from ledger.services.reveals import show_file
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.form import Field, line_edit
from ui.widgets.form_dialog import FormDialog


class EvidenceReasonDialog(FormDialog):
    """``saved`` carries the ``StoredFile``."""

    def __init__(self, desk: Desk, parent: QWidget | None, file: EvidenceFile, why: ReasonNeeded) -> None:
        super().__init__(desk, parent, self.tr("Open the evidence"), self.tr("Open"), desk.say(why))
        self._file = file.id
        self._reason = line_edit(limit=200)
        self.add("reason", Field(self.tr("Why do you need it?"), self._reason))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        file, reason = self._file, self._reason.text()
        return lambda session: show_file(session, file, reason)
