"""A contact list leaving the ledger as a file: whom to contact, or only the numbers to be compared (manager)."""

from PySide6.QtWidgets import QWidget

from ledger.services import contact_lists
from ledger.services.contact_lists import ListRow
from ui.desk import Desk
from ui.widgets.contact_export_dialog import ExportDialog, ExportWords
from ui.widgets.sliced import Slices


class ExportListDialog(ExportDialog):
    """Everybody who may still be contacted, with the one value the channel needs."""

    def __init__(self, desk: Desk, parent: QWidget | None, about: ListRow) -> None:
        words = ExportWords(
            title=self.tr("Export {code}").format(code=about.code),
            sentence=self.tr(
                "Names and numbers leave the ledger in an open file, and that is logged. Delete the file after use."
            ),
            included=self.tr("In the file"),
            hint=self.tr(
                "Everybody not contacted yet is checked again; only who may still be contacted goes into the file."
            ),
            file_title=self.tr("Export the list"),
            name=about.code,
        )
        self._code = about.code
        super().__init__(desk, parent, words, about.purpose_id)

    def slices(self) -> Slices:
        """See ``SlicedDialog.slices``."""
        code, language = self._code, self.desk.language
        return lambda session: contact_lists.export_in_slices(session, code, language)


class NumbersDialog(ExportDialog):
    """The bare numbers for the national do-not-call list; nobody is contacted with them."""

    def __init__(self, desk: Desk, parent: QWidget | None, about: ListRow) -> None:
        words = ExportWords(
            title=self.tr("Numbers of {code} for the do-not-call check").format(code=about.code),
            sentence=self.tr(
                "Only telephone numbers leave the ledger, shuffled, without names and codes, and that is logged. Use"
                " the file for the check alone, then delete it."
            ),
            included=self.tr("Whose number is in the file"),
            hint=self.tr("Everybody is checked again; who may no longer be contacted is left out."),
            file_title=self.tr("Numbers for the check"),
            name=self.tr("{code}-numbers").format(code=about.code),
        )
        self._code = about.code
        super().__init__(desk, parent, words, about.purpose_id)

    def slices(self) -> Slices:
        """See ``SlicedDialog.slices``."""
        code, language = self._code, self.desk.language
        return lambda session: contact_lists.export_for_check_in_slices(session, code, language)
