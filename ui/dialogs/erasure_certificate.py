"""The certificate of an erasure before it is printed: looked at in either language without a record."""

from PySide6.QtWidgets import QWidget

from ledger.assets import load_wording
from ledger.domain.wording import Language
from ledger.services import erasure_papers
from ledger.services.erasure_papers import PreparedCertificate
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.bilingual_preview import BilingualPreview
from ui.widgets.form import line_edit

_NAME_LIMIT, _NAME_WIDTH = 200, 240


class CertificateDialog(BilingualPreview):
    """Prints ``XD-0001``. The ledger no longer knows the name: what is typed here is printed and kept nowhere."""

    def __init__(self, desk: Desk, xd_code: str, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            desk.wording.text("certificate.title"),
            lambda session, language, is_preview: self._prepare(session, language, is_preview=is_preview),
            lambda language: erasure_papers.file_name(xd_code, load_wording(language)),
            parent,
        )
        self._code = xd_code
        self._typed = ""
        self.name = line_edit(self.tr("Name to print (not kept)"), limit=_NAME_LIMIT)
        self.name.setAccessibleName(self.tr("Name to print (not kept)"))
        self.name.setToolTip(self.tr("Leave it empty to print the customer code alone."))
        self.name.setFixedWidth(_NAME_WIDTH)
        self.name.editingFinished.connect(self._on_named)
        self.print_button.setDefault(False)  # Enter ends the name; it must not print too
        self.foot.insertWidget(1, self.name)
        QWidget.setTabOrder(self._language, self.name)

    def _prepare(self, session: Session, language: Language, *, is_preview: bool) -> PreparedCertificate:
        return erasure_papers.prepare(session, self._code, language, is_preview=is_preview, name=self._typed)

    def _on_named(self) -> None:
        if self.name.text() != self._typed:
            self._typed = self.name.text()
            self.begin_anew()
