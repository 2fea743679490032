"""The fields of a recorded use leaving the ledger for analysis, without the people (manager)."""

from PySide6.QtWidgets import QWidget

from ledger.services import data_uses
from ledger.services.data_uses import UseRow
from ui.desk import Desk
from ui.widgets.contact_export_dialog import ExportDialog, ExportWords
from ui.widgets.sliced import Slices


class ExportUseDialog(ExportDialog):
    """Everybody is asked about anew: whoever said no since the use was recorded is not in the file."""

    def __init__(self, desk: Desk, parent: QWidget | None, about: UseRow) -> None:
        words = ExportWords(
            title=self.tr("Export {code} for analysis").format(code=about.code),
            sentence=self.tr(
                "Only the data of this use leave the ledger, each row under a random number, without names, numbers and"
                " codes, and that is logged. Delete the file after use."
            ),
            included=self.tr("In the file"),
            hint=self.tr("Everybody is asked about again; whoever said no meanwhile is left out."),
            file_title=self.tr("Export for analysis"),
            name=about.code,
        )
        self._code = about.code
        super().__init__(desk, parent, words, about.purpose_id)

    def slices(self) -> Slices:
        """See ``SlicedDialog.slices``."""
        code, language = self._code, self.desk.language
        return lambda session: data_uses.export_anew_in_slices(session, code, language)
