"""The proof of promises before it is printed: looked at in either language without a record."""

from PySide6.QtWidgets import QWidget

from ledger.domain.instants import local_date
from ledger.domain.wording import Language
from ledger.services import promise_proof
from ledger.services.promise_proof import PreparedProof
from ledger.services.promises import Promises
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.preview_dialog import Prepare, PreviewDialog
from ui.widgets.form import combo


class ProofDialog(PreviewDialog):
    """Prints what was measured; the paper says when that was."""

    def __init__(self, desk: Desk, measured: Promises, parent: QWidget | None = None) -> None:
        language = desk.who.shop.language
        super().__init__(
            desk,
            desk.wording.text("proof.title"),
            f"sokin-promises-{local_date(desk.now()).isoformat()}.pdf",
            _preparing(measured, language, is_preview=True),
            _preparing(measured, language, is_preview=False),
            parent,
        )
        self._measured = measured
        self._language = combo((("Tiếng Việt", Language.VI), ("English", Language.EN)), language)
        self._language.setAccessibleName(self.tr("Language of the paper"))
        self._language.currentIndexChanged.connect(lambda _at: self._use(Language(self._language.currentData())))
        self.foot.insertWidget(0, self._language)
        QWidget.setTabOrder(self.view.sheets, self._language)

    def _use(self, language: Language) -> None:
        self._paper = None  # another language is another paper, recorded for itself
        self._preview = _preparing(self._measured, language, is_preview=True)
        self._final = _preparing(self._measured, language, is_preview=False)
        self.view.show_loading()
        self.desk.tasks.read(self, self._preview, self._draw, self._on_unprepared, latest="language")


def _preparing(measured: Promises, language: Language, *, is_preview: bool) -> Prepare:
    def prepare(session: Session) -> PreparedProof:
        return promise_proof.prepare(session, measured, language, is_preview=is_preview)

    return prepare
