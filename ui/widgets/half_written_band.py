"""Offers, under the top bar, to go on with the form that was half-written when the screen was locked."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import LedgerError
from ledger.domain.ids import DraftId
from ledger.services import drafts
from ledger.services.drafts import HalfWritten, Waiting
from ui.desk import Desk
from ui.formatting import clock_time
from ui.messages import Question
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.parts import button, picture, row, text

# Where each form is opened: the page, and the act there; the code is the record's.
WAYS = {
    DraftForm.CUSTOMER: (PageId.CUSTOMERS, "new"),
    DraftForm.CORRECTION: (PageId.CUSTOMERS, "edit"),
    DraftForm.CONSENT: (PageId.CUSTOMERS, "answer"),
    DraftForm.ORDER: (PageId.PARCELS, "new"),
    DraftForm.DISCLOSURE: (PageId.DISCLOSURES, "new"),
    DraftForm.FEEDBACK: (PageId.FEEDBACK, "new"),
    DraftForm.ANSWER: (PageId.FEEDBACK, ""),
    DraftForm.REQUEST: (PageId.REQUESTS, "new"),
    DraftForm.INCIDENT: (PageId.INCIDENTS, "new"),
    DraftForm.INCIDENT_CHANGE: (PageId.INCIDENTS, "change"),
    DraftForm.INCIDENT_REPORT: (PageId.INCIDENTS, "report"),
    DraftForm.INCIDENT_NOT_DUE: (PageId.INCIDENTS, "not_due"),
    DraftForm.INCIDENT_PEOPLE: (PageId.INCIDENTS, "find"),
    DraftForm.ADDRESS: (PageId.CUSTOMERS, "address"),
    DraftForm.SURVEY: (PageId.CUSTOMERS, "survey"),
    DraftForm.COOKIES: (PageId.CUSTOMERS, "cookies"),
    DraftForm.IDENTITY: (PageId.REQUESTS, "identity"),
    DraftForm.WITH_PARTNER: (PageId.REQUESTS, "with_partner"),
    DraftForm.CARRY_OUT: (PageId.REQUESTS, "carry_out"),
    DraftForm.EXTENSION: (PageId.REQUESTS, "extend"),
    DraftForm.CLOSING: (PageId.REQUESTS, "close"),
    DraftForm.REOPENING: (PageId.REQUESTS, "reopen"),
    DraftForm.LETTER: (PageId.REQUESTS, "letters"),
    DraftForm.PARTNER_ANSWER: (PageId.REQUESTS, "partners"),
    DraftForm.RECIPIENT: (PageId.RECIPIENTS, "new"),
    DraftForm.RECIPIENT_CHANGE: (PageId.RECIPIENTS, "edit"),
    DraftForm.COMMITMENT: (PageId.RECIPIENTS, "commitment"),
    DraftForm.ZONES: (PageId.RECIPIENTS, "zones"),
    DraftForm.CONTACT: (PageId.CONTACT, "log"),
    DraftForm.CONTACT_LIST: (PageId.CONTACT, "new"),
    DraftForm.DO_NOT_CALL: (PageId.CONTACT, "check"),
    DraftForm.DATA_USE: (PageId.CONTACT, "use"),
    DraftForm.HAND_OVER: (PageId.PARCELS, "hand_over"),
    DraftForm.BREACH: (PageId.PROMISES, "breach"),
    DraftForm.BREACH_CLOSING: (PageId.PROMISES, "close"),
    DraftForm.EXPLANATION: (PageId.PROMISES, "explain"),
    DraftForm.POLICY: (PageId.POLICY, "draft"),
    DraftForm.SETTINGS: (PageId.SETTINGS, "section"),
}


class HalfWrittenBand(QWidget):
    """One card, for the newest form; the next follows once that is gone on with or thrown away."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._newest: Waiting | None = None
        self._said = text("", wraps=True)
        self.go_on_button = button(self.tr("Go on with it"), self._read)
        self.discard_button = button(self.tr("Throw away"), self._ask, role="link")
        sheet = QFrame()
        sheet.setProperty("role", "note")
        box = row(picture("pencil", "accent"), self._said, self.discard_button, self.go_on_button, spacing=10)
        box.setStretch(1, 1)
        box.setContentsMargins(14, 6, 8, 6)
        sheet.setLayout(box)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 0, 28, 10)
        whole.addWidget(sheet)
        self.hide()
        self.refresh()

    def refresh(self) -> None:
        """Ask what the member left half-written."""
        self._desk.tasks.read(self, drafts.waiting, self._show, self._on_failed, latest="half-written")

    def _show(self, found: tuple[Waiting, ...]) -> None:
        self._newest = found[0] if found else None
        self.setVisible(bool(found))
        if not found:
            return
        form = self._desk.wording.text(f"draft_forms.{found[0].form.value}")
        when = clock_time(found[0].kept_at, self._desk.now())
        words = self.tr("Half-written when the screen was locked ({time}): {form}").format(time=when, form=form)
        more = self.tr("After it: {count} more").format(count=len(found) - 1) if found[1:] else ""
        self._said.setText(". ".join(filter(None, (words, more))))

    def _on_failed(self, _error: LedgerError) -> None:
        self.hide()

    # --- going on ---

    def _read(self) -> None:
        if self._newest is not None:
            wanted = self._newest.id
            self._desk.tasks.read(
                self, lambda session: drafts.read(session, wanted), lambda one: self._go(wanted, one), self._on_gone
            )

    def _go(self, wanted: DraftId, one: HalfWritten) -> None:
        # It stays in the ledger until a form has it: the record it is about may be closed by now.
        self._desk.taken_up.expect(one, lambda: self._discard(wanted))
        page, act = WAYS[one.form]
        self._desk.go(Target(page, one.record, act))

    def _ask(self) -> None:
        if self._newest is None:
            return
        wanted = self._newest.id
        question = Question(
            self.tr("Throw the half-written form away?"),
            self.tr("What was typed there cannot be brought back."),
            self.tr("Throw away"),
        )
        self._desk.messages.ask(question, lambda: self._discard(wanted))

    def _discard(self, wanted: DraftId) -> None:
        # A read, as nothing anybody shows has changed.
        self._desk.tasks.read(
            self, lambda session: drafts.discard(session, wanted), lambda _none: self.refresh(), self._on_gone
        )

    def _on_gone(self, error: LedgerError) -> None:
        self._desk.messages.toast(self._desk.say(error), Tone.WARN)
        self.refresh()
