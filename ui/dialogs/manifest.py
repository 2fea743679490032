"""The manifest of one hand-over: looked at, printed for the courier's signature, or saved for the carrier."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ledger.domain.ids import ManifestId
from ledger.services import handover
from ledger.services.handover import ManifestPaper, PreparedManifest
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.manifest_password import ManifestPasswordDialog
from ui.dialogs.preview_dialog import PreviewDialog
from ui.messages import FileWish
from ui.printing import save_paper
from ui.widgets.parts import button


@dataclass(frozen=True, slots=True)
class _Pdf:
    """The sheet to sign, of the two papers a hand-over has."""

    prepared: PreparedManifest

    def render(self) -> bytes:
        return self.prepared.render().pdf


class ManifestDialog(PreviewDialog):
    """The preview of a manifest, with its two other forms beside "Save as PDF"."""

    def __init__(self, desk: Desk, manifest_id: ManifestId, parent: QWidget | None = None) -> None:
        self._id, self._language = manifest_id, desk.who.shop.language
        self._number = handover.show_number(manifest_id)
        language = self._language
        super().__init__(
            desk,
            # Before the window exists it cannot translate in its own name.
            QCoreApplication.translate("ManifestDialog", "Manifest {number}").format(number=self._number),
            f"{self._number}.pdf",
            lambda session: _Pdf(handover.prepare_manifest(session, manifest_id, language, is_preview=True)),
            lambda session: _Pdf(handover.prepare_manifest(session, manifest_id, language)),
            parent,
        )
        self.secret_button = button(self.tr("With a password…"), self._ask_password, icon="lock")
        self.sheet_button = button(self.tr("Spreadsheet for the carrier…"), self._save_sheet, icon="download")
        self.foot.insertWidget(1, self.secret_button)
        self.foot.insertWidget(2, self.sheet_button)

    def _ask_password(self) -> None:
        dialog = ManifestPasswordDialog(self)
        dialog.given.connect(self._save_secret)
        dialog.open()

    def _save_secret(self, password: str) -> None:
        wish = FileWish(self.tr("Save with a password"), "PDF (*.pdf)", f"{self._number}.pdf")
        self._save_as(wish, lambda paper: paper.pdf, password)

    def _save_sheet(self) -> None:
        wish = FileWish(self.tr("Save the spreadsheet"), "Excel (*.xlsx)", f"{self._number}.xlsx")
        self._save_as(wish, lambda paper: paper.sheet)

    def _save_as(self, wish: FileWish, part: Callable[[ManifestPaper], bytes], password: str | None = None) -> None:
        number, language = self._id, self._language

        def final(session: Session) -> PreparedManifest:
            return handover.prepare_manifest(session, number, language, password)

        def write(prepared: PreparedManifest, target: Path) -> None:
            self.desk.tasks.compute(
                self,
                lambda: save_paper(part(prepared.render()), target),
                lambda _nothing: self._on_saved(target.name),
                self._on_failed,
            )

        def chosen(target: Path) -> None:
            self.banner.say("")
            self._set_busy(is_busy=True)
            self.desk.tasks.write(self, final, lambda prepared: write(prepared, target), self._on_failed)

        self.desk.messages.choose_target(wish, chosen)
