"""What can be done about a request: each act opens its dialog and says what came of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ledger.domain.deadline import RequestKind
from ledger.domain.errors import LedgerError, NotFound, ReasonNeeded
from ledger.domain.ids import AttachmentId
from ledger.domain.purpose import Channel
from ledger.domain.request import RequestOutcome
from ledger.services import requests
from ledger.services.evidence import SIZE_LIMIT, NewAttachment, read_about_customer
from ledger.services.request_papers import LetterKind
from ledger.services.reveals import StoredFile
from ui.desk import Desk
from ui.messages import FileWish
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.form_dialog import FormDialog
from ui.widgets.request_file import RequestFile, read_file
from ui.widgets.request_words import Stage


def _read(path: Path) -> NewAttachment:
    # Never more than what could be kept: somebody may drop a film.
    try:
        with path.open("rb") as file:
            return read_about_customer(path.name, file.read(SIZE_LIMIT + 1))
    except OSError:
        raise NotFound(kind="file", code=path.name) from None


class RequestActs(QObject):
    """The acts of the requests' page. ``shown_wanted`` carries the code of a request to be seen whatever the list
    shows: a new one, one that is open again; ``went_on`` of one that may have moved.
    """

    shown_wanted = Signal(str)
    went_on = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._over = desk, parent
        self._last_channel = Channel.CALL
        self._known: dict[str, Callable[[RequestFile], None]] = {
            "acknowledge": self._acknowledge,
            "link": self._link,
            "identity": self._check_identity,
            "carry_out": self._carry_out,
            "letters": self._write_letter,
            "partners": self._write_partners,
            "with_partner": self._with_partner,
            "extend": self._extend,
            "close": self._close,
            "refuse": lambda file: self._close(file, RequestOutcome.REFUSED),
            "reopen": self._reopen,
            "add_file": self._choose_file,
            "certificate": lambda file: self._show_certificate(file.erasure_code),
        }

    def do(self, act: str, file: RequestFile) -> None:
        """Begin an act of the detail or of a key; one that is not known does nothing."""
        if act in self._known:
            self._known[act](file)

    # --- recording ---

    def record(self, customer: str = "") -> None:
        """Open the entry; the channel is the one of the last entry."""
        from ui.dialogs.request_entry import RequestDialog

        dialog = RequestDialog(self._desk, self._over, self._last_channel, customer)
        dialog.saved.connect(lambda code: self._on_recorded(code, dialog.channel))
        dialog.open()

    def _on_recorded(self, code: str, channel: Channel) -> None:
        self._last_channel = channel
        self._desk.messages.toast(self.tr("{code} recorded. Its clocks run.").format(code=code))
        self.shown_wanted.emit(code)

    # --- before it is carried out ---

    def _acknowledge(self, file: RequestFile) -> None:
        from ui.dialogs.request_steps import AcknowledgeDialog

        self._open(AcknowledgeDialog(self._desk, self._over, file), file, self.tr("{code}: they were told."))

    def _link(self, file: RequestFile) -> None:
        from ui.dialogs.request_steps import LinkDialog

        self._open(LinkDialog(self._desk, self._over, file), file, self.tr("{code}: the customer is known now."))

    def _check_identity(self, file: RequestFile) -> None:
        from ui.dialogs.request_steps import IdentityDialog

        self._open(IdentityDialog(self._desk, self._over, file), file, self.tr("{code}: it is the customer."))

    def _with_partner(self, file: RequestFile) -> None:
        from ui.dialogs.request_steps import WithPartnerDialog

        self._open(WithPartnerDialog(self._desk, self._over, file), file, self.tr("{code}: a partner must act too."))

    def _extend(self, file: RequestFile) -> None:
        from ui.dialogs.request_end import ExtendDialog

        dialog = ExtendDialog(self._desk, self._over, file)
        dialog.saved.connect(lambda _nothing: self._letter(file.code, LetterKind.EXTENSION))
        self._open(dialog, file, self.tr("{code} is extended. Whoever asked is told why."))

    # --- carrying out ---

    def _carry_out(self, file: RequestFile) -> None:
        kind = file.request.kind
        if kind is RequestKind.COMPLAINT:
            self._answer_complaint(file)
        elif kind is RequestKind.DELETE:
            self._erase(file)
        elif kind is RequestKind.CORRECT:
            self._correct(file)
        else:
            dialog = self._dialog_of(kind, file.code)
            # Letters to partners do not follow by themselves: a copy or a measure concerns nobody else.
            self._watch(dialog, file.code)
            dialog.open()

    def _dialog_of(self, kind: RequestKind, code: str) -> QDialog:
        from ui.dialogs.carry_out_object import ObjectDialog
        from ui.dialogs.carry_out_protect import ProtectDialog
        from ui.dialogs.carry_out_restrict import RestrictDialog
        from ui.dialogs.carry_out_withdraw import WithdrawDialog
        from ui.dialogs.data_copy import DataCopyDialog

        known: dict[RequestKind, Callable[[Desk, str, QWidget], QDialog]] = {
            RequestKind.WITHDRAW: WithdrawDialog,
            RequestKind.RESTRICT: RestrictDialog,
            RequestKind.OBJECT: ObjectDialog,
            RequestKind.PROTECT: ProtectDialog,
        }
        return known.get(kind, DataCopyDialog)(self._desk, code, self._over)

    def _answer_complaint(self, file: RequestFile) -> None:
        if file.feedback is not None:
            self._desk.go(Target(PageId.FEEDBACK, file.feedback.code))
        else:
            self._close(file)

    def _correct(self, file: RequestFile) -> None:
        from ui.dialogs.request_correct import CorrectDialog

        dialog = CorrectDialog(self._desk, self._over, file)
        if file.has_holders:
            dialog.saved.connect(lambda _nothing: self._write_partners(file))
        self._open(dialog, file, self.tr("{code}: the correction is recorded."))

    def _erase(self, file: RequestFile) -> None:
        from ui.dialogs.erase import EraseDialog

        dialog = EraseDialog(self._desk, file.customer_code, file.code, self._over)
        dialog.saved.connect(lambda xd_code: self._on_erased(file.code, xd_code))
        dialog.open()

    def _on_erased(self, code: str, xd_code: str) -> None:
        self._desk.messages.toast(self.tr("Erased. The certificate is {code}.").format(code=xd_code))
        self.went_on.emit(code)
        self._show_certificate(xd_code)

    def _show_certificate(self, xd_code: str) -> None:
        from ui.dialogs.erasure_certificate import CertificateDialog

        CertificateDialog(self._desk, xd_code, self._over).open()

    # --- letters ---

    def _write_letter(self, file: RequestFile) -> None:
        wanted = LetterKind.REFUSAL if file.owes_refusal else None
        if wanted is None and file.stage in {Stage.ANSWER, Stage.CLOSE, Stage.CLOSED}:
            wanted = LetterKind.ANSWER
        self._letter(file.code, wanted)

    def _letter(self, code: str, kind: LetterKind | None) -> None:
        from ui.dialogs.request_letters import RequestLetterDialog

        dialog = RequestLetterDialog(self._desk, code, kind, self._over)
        self._watch(dialog, code)
        dialog.open()

    def _write_partners(self, file: RequestFile) -> None:
        from ui.dialogs.partner_letters import PartnerLettersDialog

        dialog = PartnerLettersDialog(self._desk, file.code, self._over)
        self._watch(dialog, file.code)
        dialog.open()

    # --- the end ---

    def _close(self, file: RequestFile, outcome: RequestOutcome | None = None) -> None:
        from ui.dialogs.request_end import CloseDialog

        dialog = CloseDialog(self._desk, self._over, file, outcome)
        dialog.saved.connect(lambda _nothing: self._on_closed(file.code))
        self._open(dialog, file, self.tr("{code} is closed."))

    def _on_closed(self, code: str) -> None:
        """Offer the letter of a refusal at once: whoever asked is owed the reason."""
        self._desk.tasks.read(self, lambda session: read_file(session, code), self._offer_refusal, self._fail)

    def _offer_refusal(self, file: RequestFile) -> None:
        if file.owes_refusal:
            self.shown_wanted.emit(file.code)
            self._letter(file.code, LetterKind.REFUSAL)

    def _reopen(self, file: RequestFile) -> None:
        from ui.dialogs.request_end import ReopenDialog

        dialog = ReopenDialog(self._desk, self._over, file)
        dialog.saved.connect(lambda _nothing: self.shown_wanted.emit(file.code))
        self._open(dialog, file, self.tr("{code} is open again."))

    # --- files ---

    def _choose_file(self, file: RequestFile) -> None:
        kinds = self.tr("Evidence (*.pdf *.png *.jpg *.jpeg *.txt)")
        wish = FileWish(self.tr("Choose the file"), kinds)
        self._desk.messages.choose_file(wish, lambda path: self._take(file.code, path))

    def _take(self, code: str, path: Path) -> None:
        self._desk.tasks.compute(self, lambda: _read(path), lambda found: self._keep(code, found), self._fail)

    def _keep(self, code: str, found: NewAttachment) -> None:
        self._desk.tasks.write(
            self,
            lambda session: requests.add_file(session, code, found),
            lambda _id: self._desk.messages.toast(self.tr("The file is kept with {code}.").format(code=code)),
            self._fail,
        )

    def show_file(self, code: str, wanted: AttachmentId, reason: str = "") -> None:
        """Show a file from memory; after many looks a reason is asked for first."""

        def failed(error: LedgerError) -> None:
            if isinstance(error, ReasonNeeded):
                self._ask_reason(code, wanted, error)
            else:
                self._fail(error)

        self._desk.tasks.read(
            self, lambda session: requests.open_file(session, code, wanted, reason), self._on_file, failed
        )

    def _ask_reason(self, code: str, wanted: AttachmentId, why: ReasonNeeded) -> None:
        from ui.dialogs.request_steps import FileReasonDialog

        dialog = FileReasonDialog(self._desk, self._over, code, wanted, why)
        dialog.saved.connect(self._on_file)
        dialog.open()

    def _on_file(self, found: StoredFile) -> None:
        from ui.dialogs.recipient_scan import ScanDialog

        ScanDialog(self._desk, self._over, found).open()

    # --- telling ---

    def _open(self, dialog: FormDialog, file: RequestFile, done: str) -> None:
        words = done.format(code=file.code)
        dialog.saved.connect(lambda _result: self._desk.messages.toast(words))
        self._watch(dialog, file.code)
        dialog.open()

    def _watch(self, dialog: QDialog, code: str) -> None:
        dialog.finished.connect(lambda _result: self.went_on.emit(code))

    def _fail(self, error: LedgerError) -> None:
        self._desk.messages.toast(self._desk.say(error), Tone.BAD)
