"""What can be done with a customer: each act opens its dialog and says what came of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ledger.domain.customer import ContactState
from ledger.domain.deadline import RequestKind
from ledger.domain.errors import LedgerError, ReasonNeeded
from ledger.domain.minor import is_minor
from ledger.domain.purpose import Channel
from ledger.domain.reveal import RevealField
from ledger.services import consents, customers, reports
from ledger.services.card_lines import EvidenceFile
from ledger.services.customer_card import ContactField, CustomerCard
from ledger.services.customers import Added
from ledger.services.reveals import StoredFile, show_file
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.consent import Asked, ConsentDialog
from ui.dialogs.contact_point import ContactPointDialog
from ui.dialogs.cookie_choice import CookieChoiceDialog
from ui.dialogs.correction import CorrectionDialog
from ui.dialogs.customer import CustomerDialog, NewCustomer
from ui.dialogs.erase import EraseDialog
from ui.dialogs.erasure_certificate import CertificateDialog
from ui.dialogs.evidence import EvidenceReasonDialog
from ui.dialogs.guardian import GuardianDialog
from ui.dialogs.preview_dialog import PreviewDialog
from ui.dialogs.recipient_scan import ScanDialog
from ui.dialogs.stop_contact import StopContactDialog
from ui.dialogs.survey_answer import SurveyAnswerDialog
from ui.messages import Question
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.consent_matrix import Cell


class CustomerActs(QObject):
    """The acts of the customers' page. ``added`` carries the code of a new customer who should be shown."""

    added = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._over = desk, parent

    # --- new people ---

    def add(self) -> None:
        """Ask for a new customer; a minor is asked for a guardian next."""
        dialog = CustomerDialog(self._desk, self._over)
        dialog.saved.connect(self._on_added)
        dialog.open()

    def _on_added(self, new: NewCustomer) -> None:
        self._tell(new.added)
        if new.reasons:
            words = list(dict.fromkeys(self._desk.because(reason) for reason in new.reasons))
            told = self.tr("The customer is recorded, some answers are not: {reasons}")
            self._desk.messages.toast(told.format(reasons=" ".join(words)), Tone.WARN)
        self.added.emit(new.code)

    def _tell(self, added: Added) -> None:
        for notice in added.notices:
            tone = Tone.BAD if notice.code == "stop_remembered" else Tone.WARN
            self._desk.messages.toast(self._desk.wording.text(f"notices.{notice.code}"), tone)
        if added.duplicates:
            told = self.tr("The same phone or email stands with: {codes}")
            self._desk.messages.toast(told.format(codes=", ".join(added.duplicates)), Tone.WARN)
        if not added.notices and not added.duplicates:
            self._desk.messages.toast(self.tr("Saved: {code}").format(code=added.customer.code))

    def link_guardian(self, card: CustomerCard) -> None:
        """Ask who guards a minor."""
        dialog = GuardianDialog(self._desk, self._over, card.code)
        dialog.new_wanted.connect(lambda: self._add_guardian(dialog))
        dialog.saved.connect(lambda _one: self._say(self.tr("The guardian is linked.")))
        dialog.open()

    def _add_guardian(self, waiting: GuardianDialog) -> None:
        dialog = CustomerDialog(self._desk, waiting)
        dialog.saved.connect(lambda new: self._tell(new.added))
        dialog.saved.connect(lambda new: waiting.choose(new.code))
        dialog.open()

    # --- what is recorded ---

    def correct(self, card: CustomerCard, *, age: bool = False) -> None:
        """Correct what is recorded; with ``age`` begin there."""
        dialog = CorrectionDialog(self._desk, self._over, card)
        dialog.saved.connect(lambda _one: self._say(self.tr("Corrected; the old value is in the history.")))
        dialog.open()
        if age:
            dialog.begin_with_age()

    def add_contact(self, card: CustomerCard, kind: RevealField) -> None:
        """Add a phone, an email or an address."""
        dialog = ContactPointDialog(self._desk, self._over, card.code, kind)
        dialog.saved.connect(self._tell)
        dialog.open()

    def set_state(self, card: CustomerCard, one: ContactField, state: ContactState) -> None:
        """Mark a phone, email or address; undo marks it as it was."""
        code, old = card.code, one.state
        done = self.tr("{field}: {state}").format(
            field=self._desk.wording.text(f"fields.{one.kind.value}"),
            state=self._desk.wording.text(f"contact_states.{state.value}"),
        )

        def undo() -> None:
            self._write(lambda session: _mark(session, code, one, old), self.tr("Taken back."))

        self._write(lambda session: _mark(session, code, one, state), done, undo)

    def restrict(self, card: CustomerCard) -> None:
        """Restrict the use, or allow it again."""
        code, is_restricted = card.code, card.restricted_at is None
        if is_restricted:
            question = Question(
                self.tr("Restrict the use of {code}?").format(code=code),
                self.tr("Until it is allowed again, nothing is done with the data but what the law demands."),
                self.tr("Restrict"),
            )
            done = self.tr("The use is restricted.")
        else:
            question = Question(
                self.tr("Allow the use of {code} again?").format(code=code),
                self.tr("Do this only when the customer asked for it."),
                self.tr("Allow again"),
                is_dangerous=False,
            )
            done = self.tr("The use is allowed again.")

        def act(session: Session) -> object:
            return customers.restrict(session, code, is_restricted=is_restricted)

        self._desk.messages.ask(question, lambda: self._write(act, done))

    # --- what was said ---

    def answer(self, card: CustomerCard, cell: Cell, *, withdraws: bool = False) -> None:
        """Write down an answer for one cell of the matrix."""
        asked = Asked(card.code, cell.own, cell.guardians if is_minor(card.age_band) else None)
        dialog = ConsentDialog(self._desk, self._over, asked, withdraws=withdraws)
        dialog.saved.connect(lambda _one: self._say(self.tr("The answer is written down.")))
        dialog.open()

    def stop(self, card: CustomerCard) -> None:
        """Write down "do not contact", with a way back."""
        code = card.code
        dialog = StopContactDialog(self._desk, self._over, code)
        dialog.saved.connect(lambda channel: self._on_stopped(code, channel))
        dialog.open()

    def _on_stopped(self, code: str, channel: Channel | None) -> None:
        def undo() -> None:
            self._write(lambda session: consents.lift_stop(session, code, channel), self.tr("Taken back."))

        self._desk.messages.toast(self.tr("{code} is not contacted any more.").format(code=code), Tone.OK, undo)

    def lift(self, card: CustomerCard, channel: Channel | None) -> None:
        """Lift a stop after the customer asked for it."""
        code = card.code
        question = Question(
            self.tr("Allow contact with {code} again?").format(code=code),
            self.tr("Do this only when the customer asked for it."),
            self.tr("Allow contact"),
            is_dangerous=False,
        )
        done = self.tr("Contact is allowed again.")

        def act(session: Session) -> object:
            return consents.lift_stop(session, code, channel)

        self._desk.messages.ask(question, lambda: self._write(act, done))

    # --- what surveys and browsers told ---

    def answer_survey(self, card: CustomerCard) -> None:
        """Write down an answer to a survey."""
        dialog = SurveyAnswerDialog(self._desk, self._over, card.code)
        dialog.saved.connect(lambda _one: self._say(self.tr("The answer is written down.")))
        dialog.open()

    def choose_cookies(self, card: CustomerCard) -> None:
        """Write down a choice about cookies."""
        dialog = CookieChoiceDialog(self._desk, self._over, card.code)
        dialog.saved.connect(lambda _one: self._say(self.tr("The choice is written down.")))
        dialog.open()

    # --- the end ---

    def erase(self, card: CustomerCard) -> None:
        """Look at what erasing would do; where the customer asked for it, that request leads there."""
        asked = next(
            (one.code for one in card.requests if one.kind is RequestKind.DELETE and one.closed_at is None), None
        )
        if asked is not None:
            self._desk.messages.toast(self.tr("The customer asked for it: erase from {code}.").format(code=asked))
            self._desk.go(Target(PageId.REQUESTS, asked))
            return
        dialog = EraseDialog(self._desk, card.code, parent=self._over)
        dialog.saved.connect(self._on_erased)
        dialog.open()

    def _on_erased(self, xd_code: str) -> None:
        self._say(self.tr("Erased. The certificate is {code}.").format(code=xd_code))
        self.show_certificate(xd_code)

    def show_certificate(self, xd_code: str) -> None:
        """Show the certificate of an erasure."""
        CertificateDialog(self._desk, xd_code, self._over).open()

    # --- papers ---

    def receipt(self, card: CustomerCard) -> None:
        """Show the consent receipt."""
        code, language = card.code, self._desk.language
        PreviewDialog(
            self._desk,
            self.tr("Consent receipt"),
            f"{code}.pdf",
            lambda session: reports.prepare_consent_receipt(session, code, language, is_preview=True),
            lambda session: reports.prepare_consent_receipt(session, code, language, is_preview=False),
            self._over,
        ).open()

    def open_file(self, one: EvidenceFile, reason: str = "") -> None:
        """Show an evidence file from memory; after many looks a reason is asked for first."""

        def failed(error: LedgerError) -> None:
            if isinstance(error, ReasonNeeded):
                dialog = EvidenceReasonDialog(self._desk, self._over, one, error)
                dialog.saved.connect(self._show_file)
                dialog.open()
            else:
                self._desk.messages.toast(self._desk.say(error), Tone.BAD)

        self._desk.tasks.read(self, lambda session: show_file(session, one.id, reason), self._show_file, failed)

    def _show_file(self, file: StoredFile) -> None:
        ScanDialog(self._desk, self._over, file).open()

    # --- telling ---

    def _say(self, words: str) -> None:
        self._desk.messages.toast(words)

    def _write(self, act: Callable[[Session], object], done: str, undo: Callable[[], None] | None = None) -> None:
        toast = self._desk.messages.toast
        self._desk.tasks.write(
            self,
            act,
            lambda _result: toast(done, Tone.OK, undo),
            lambda error: toast(self._desk.say(error), Tone.BAD),
        )


def _mark(session: Session, code: str, one: ContactField, state: ContactState) -> object:
    if one.kind is RevealField.PHONE:
        return customers.set_phone_state(session, code, one.position, state)
    if one.kind is RevealField.EMAIL:
        return customers.set_email_state(session, code, one.position, state)
    address = customers.get_living(session, code).addresses[one.position]
    return customers.set_address_state(session, code, address, state)
