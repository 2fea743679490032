"""The copy of a customer's data: looked at, made on record, saved for the customer, and handed over on record."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ledger.domain.errors import LedgerError
from ledger.domain.gate import Decision
from ledger.domain.instants import local
from ledger.domain.minor import is_minor
from ledger.domain.purpose import Channel
from ledger.domain.request import StepKind, SubjectRequest
from ledger.domain.staff import Operation
from ledger.domain.wording import Language
from ledger.services import customer_card, data_copy, request_steps, requests
from ledger.services.customer_card import CustomerCard
from ledger.services.data_copy import PreparedCopy
from ledger.services.deciding import Outcome
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.bilingual_preview import BilingualPreview
from ui.dialogs.manifest_password import ManifestPasswordDialog
from ui.dialogs.print_dialog import Obtained
from ui.messages import FileWish
from ui.printing import save_paper
from ui.tasks import Failed
from ui.widgets.confirming import asked_first
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Field, combo
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button, text

_CHANNELS = (Channel.NONE, Channel.POST, Channel.EMAIL, Channel.ZALO)  # a copy is a paper or a file


@dataclass(frozen=True, slots=True)
class _Pdf:
    """The paper, of the two forms a copy has."""

    copy: PreparedCopy

    def render(self) -> bytes:
        return data_copy.render_pdf(self.copy)


class DataCopyDialog(BilingualPreview):
    """Shows everything, so it asks for the manager's passphrase first; made once for each language.

    ``recorded`` follows when the copy was made, ``handed_over`` when the customer got it.
    """

    handed_over = Signal()

    def __init__(self, desk: Desk, request_code: str, parent: QWidget | None = None) -> None:
        self._code = request_code
        super().__init__(
            desk,
            # Before the window exists it cannot translate in its own name.
            QCoreApplication.translate("DataCopyDialog", "Copy of the data, request {code}").format(code=request_code),
            lambda session, language, is_preview: _Pdf(_prepared(session, request_code, language, is_preview)),
            lambda _language: f"{request_code}.pdf",
            parent,
        )
        self._copy: PreparedCopy | None = None  # the recorded one
        self._is_made = False
        self.save_button.setText(self.tr("Save PDF and JSON…"))
        self.secret_button = button(self.tr("With a password…"), self._ask_password, icon="lock")
        self.hand_over_button = button(self.tr("Handed over…"), self._hand_over, icon="handshake")
        self.foot.insertWidget(2, self.secret_button)
        self.foot.insertWidget(3, self.hand_over_button)
        self._set_busy(is_busy=False)

    def open(self) -> None:
        """Open; whether a copy was made before decides whether one can be handed over."""
        super().open()
        code = self._code
        self.desk.tasks.read(self, lambda session: _is_made(session, code), self._on_known, self._on_failed)

    def _on_known(self, is_made: bool) -> None:
        self._is_made = self._is_made or is_made
        self._set_busy(is_busy=self._is_busy)

    def _set_busy(self, *, is_busy: bool) -> None:
        super()._set_busy(is_busy=is_busy)
        if hasattr(self, "hand_over_button"):  # the frame is put together first
            self.secret_button.setEnabled(self.save_button.isEnabled())
            self.hand_over_button.setEnabled(self._is_made and not is_busy)
            self.hand_over_button.setToolTip("" if self._is_made else self.tr("Save or print the copy first."))

    # --- the passphrase ---

    def _on_unprepared(self, error: LedgerError) -> None:
        super()._on_unprepared(error)
        asked_first(self.desk, self, error, self.begin_anew)

    def _once_confirmed(self, then: Callable[[], None]) -> None:
        """Go on once the manager proved to be there; the passphrase given to look may be too old by now."""

        def failed(error: LedgerError) -> None:
            if not asked_first(self.desk, self, error, then):
                self._on_failed(error)

        self.desk.tasks.read(
            self, lambda session: session.require_confirmed(Operation.EXPORT), lambda _nothing: then(), failed
        )

    # --- the real one ---

    def begin_anew(self) -> None:
        """Another language is another copy, recorded for itself."""
        self._copy = None
        super().begin_anew()

    def obtain(self, done: Obtained, failed: Failed) -> None:
        """Give the paper of the recorded copy; the first time the copy is made and recorded now."""
        self._with_copy(lambda copy: self.desk.tasks.compute(self, _Pdf(copy).render, done, failed), failed)

    def _with_copy(self, done: Callable[[PreparedCopy], None], failed: Failed) -> None:
        if self._copy is not None:
            done(self._copy)
            return
        code, language = self._code, self.language

        def keep(copy: PreparedCopy) -> None:
            self._copy, self._is_made = copy, True
            self.desk.tasks.compute(self, _Pdf(copy).render, self.view.show_pdf, failed)
            self.recorded.emit()
            done(copy)

        self.desk.tasks.write(
            self, lambda session: data_copy.prepare(session, code, language, is_preview=False), keep, failed
        )

    def print(self) -> None:
        """See ``PreviewDialog.print``."""
        self._once_confirmed(super().print)

    def save(self) -> None:
        """Ask for a folder, and write the copy there as PDF and as JSON."""
        title = self.tr("Where do the two files go?")
        self._once_confirmed(lambda: self.desk.messages.choose_folder(title, self._save_both))

    def _save_both(self, folder: Path) -> None:
        said = self.tr("{name}.pdf and {name}.json")

        def write(copy: PreparedCopy) -> str:
            name = _file_name(copy)
            save_paper(data_copy.render_pdf(copy), folder / f"{name}.pdf")
            save_paper(data_copy.render_json(copy), folder / f"{name}.json")
            return said.format(name=name)

        self._write(write)

    def _ask_password(self) -> None:
        dialog = ManifestPasswordDialog(self)
        dialog.given.connect(lambda password: self._once_confirmed(lambda: self._save_locked(password)))
        dialog.open()

    def _save_locked(self, password: str) -> None:
        def chosen(target: Path) -> None:
            def write(copy: PreparedCopy) -> str:
                save_paper(data_copy.render_pdf(copy, password), target)
                return target.name

            self._write(write)

        wish = FileWish(self.tr("Save with a password"), "PDF (*.pdf)", f"{self._code}.pdf")
        self.desk.messages.choose_target(wish, chosen)

    def _write(self, write: Callable[[PreparedCopy], str]) -> None:
        self.banner.say("")
        self._set_busy(is_busy=True)

        def go_on(copy: PreparedCopy) -> None:
            self.desk.tasks.compute(self, lambda: write(copy), self._on_saved, self._on_failed)

        self._with_copy(go_on, self._on_failed)

    # --- handing over ---

    def _hand_over(self) -> None:
        dialog = CopyHandedOverDialog(self.desk, self._code, self)
        dialog.saved.connect(lambda _nothing: self.handed_over.emit())
        dialog.saved.connect(lambda _nothing: self.accept())
        dialog.open()


class CopyHandedOverDialog(FormDialog):
    """By which channel the customer got the copy, and when. The request is carried out then; staff may say so too."""

    def __init__(self, desk: Desk, request_code: str, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("The copy was handed over"),
            self.tr("Record"),
            self.tr("Record it once the customer has it. In person, have the last page signed."),
        )
        self._code = request_code
        wording = desk.wording
        words = [
            self.tr("In person") if one is Channel.NONE else wording.text(f"channels.{one.value}") for one in _CHANNELS
        ]
        self._channel = combo(zip(words, _CHANNELS, strict=True))
        self._when = WhenEdit(desk, "occurred_at")
        self.add("channel", Field(self.tr("How did the customer get it?"), self._channel))
        self.add("occurred_at", Field(self.tr("When?"), self._when))
        self._minor = text("", "warn", wraps=True)
        self._minor.hide()
        self.form.addWidget(self._minor)
        desk.tasks.read(self, lambda session: requests.get(session, request_code), self._on_read, self.show_error)
        desk.tasks.read(self, lambda session: _card(session, request_code), self._warn_of_a_minor, self.show_error)

    def _on_read(self, request: SubjectRequest) -> None:
        if request.channel in _CHANNELS:
            self._channel.setCurrentIndex(_CHANNELS.index(request.channel))
        self._was = self._typed()

    def _warn_of_a_minor(self, card: CustomerCard | None) -> None:
        if card is None or not is_minor(card.age_band):
            return
        self._minor.setText(
            self.tr("This customer is a minor: give the copy to the guardian on record, not to the child alone.")
            if card.guardian is not None
            else self.tr("This customer is a minor without a guardian on record. Link the guardian before you give it.")
        )
        self._minor.show()
        self.fit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, channel, at = self._code, Channel(self._channel.currentData()), self._when.instant()

        return lambda session: data_copy.hand_over(session, code, channel, at or session.now())

    def refused(self, result: object) -> Decision | None:
        """See ``FormDialog.refused``."""
        return result.decision if isinstance(result, Outcome) and not result.allowed else None


def _prepared(session: Session, code: str, language: Language, is_preview: bool) -> PreparedCopy:
    return data_copy.prepare(session, code, language, is_preview=is_preview)


def _card(session: Session, request_code: str) -> CustomerCard | None:
    code = request_steps.customer_code(session.db, requests.get(session, request_code))
    return customer_card.card(session, code) if code else None


def _is_made(session: Session, code: str) -> bool:
    return any(one.kind is StepKind.COPY_MADE for one in requests.steps(session, code))


def _file_name(copy: PreparedCopy) -> str:
    # No name of a person in a file name; the instant keeps one copy from replacing another.
    made_at = local(copy.imprint.printed_at).strftime("%Y%m%d-%H%M%S")
    return f"{copy.request_code}-{made_at}"
