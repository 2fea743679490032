"""The partners behind one request: who holds the data, what each was asked, until when, and what it said."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from ledger.domain.deadline import DeadlineState
from ledger.domain.draft import DraftForm
from ledger.domain.errors import LedgerError
from ledger.domain.instants import local_date, show_date, show_end
from ledger.domain.request import PartnerAnswer, PartnerLetter
from ledger.services import partner_letters, partner_papers
from ledger.services.explaining import fields_text
from ledger.services.partner_letters import Holder, Partners
from ui.desk import Desk
from ui.dialogs.partner_letter import PartnerAnswerDialog, PartnerLetterDialog, PartnerLetterPreview
from ui.models.table_model import Column, RecordModel
from ui.theme import Tone
from ui.widgets.parts import EmptyState, button, column, line, row, text
from ui.widgets.record_table import RecordTable

_SIZE = (1040, 460)


class PartnerLettersDialog(QDialog):
    """``changed`` follows a letter written and an answer recorded."""

    changed = Signal()

    def __init__(self, desk: Desk, request_code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._code = request_code
        self._found: Partners | None = None
        self.setWindowTitle(self.tr("Partners who hold the data: {code}").format(code=request_code))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = RecordModel[Holder](self._columns(), self)
        self.table = RecordTable(self.model, self.windowTitle(), desk.now)
        self.table.set_empty(
            EmptyState(
                "handshake",
                self.tr("No partner was given this person's data"),
                self.tr("So there is nobody to write to."),
            )
        )
        self.limit = text("", "mute", wraps=True)
        self.write_button = button(self.tr("Write a letter…"), self._write, role="primary", icon="mail")
        self.answer_button = button(self.tr("Record the answer…"), self._record_answer, icon="check")
        self.show_button = button(self.tr("Show the letter"), self._show_letter, icon="file-text")
        self._lay_out()
        self.table.chosen.connect(lambda _one: self._arrange())
        self.table.opened.connect(lambda _one: self._open())
        self._arrange()

    def _columns(self) -> tuple[Column[Holder], ...]:
        made = Column[Holder]
        return (
            made("name", self.tr("Partner"), lambda one: one.name, 180, below=self._role, is_main=True),
            made("given", self.tr("Was given"), self._given, 290, below=self._when),
            made("asked", self.tr("Asked to"), self._asked, 190, below=self._asked_on),
            made("answer", self.tr("Answer"), self._said, 270, tone=self._tone),
        )

    def _lay_out(self) -> None:
        inside = column(text(self.windowTitle(), "section"), self.limit, self.table, spacing=12)
        inside.setContentsMargins(24, 20, 24, 14)
        inside.setStretch(2, 1)
        close = button(self.tr("Close"), self.reject)
        buttons = row(self.show_button, None, close, self.answer_button, self.write_button)
        buttons.setContentsMargins(24, 12, 24, 16)
        whole = column(inside, line(), buttons, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.resize(*_SIZE)

    # --- what a row says ---

    def _letter(self, one: Holder) -> PartnerLetter | None:
        return self._found.letter_to(one.recipient_id) if self._found is not None else None

    def _role(self, one: Holder) -> str:
        return self.desk.wording.text(f"roles.{one.role.value}")

    def _given(self, one: Holder) -> str:
        return fields_text(one.fields, self.desk.wording)

    def _when(self, one: Holder) -> str:
        return self.tr("Times: {count}, last on {date}").format(
            count=one.count, date=show_date(local_date(one.last_given_at))
        )

    def _asked(self, one: Holder) -> str:
        letter = self._letter(one)
        return self.desk.wording.text(f"partner_letters.{letter.kind.value}") if letter else self.tr("Not asked yet")

    def _asked_on(self, one: Holder) -> str:
        letter = self._letter(one)
        if letter is None:
            return ""
        return self.tr("Written on {date}").format(date=show_date(local_date(letter.written_at)))

    def _said(self, one: Holder) -> str:
        letter = self._letter(one)
        if letter is None:
            return ""
        if letter.answer is not None:
            return self.desk.wording.text(f"partner_answers.{letter.answer.value}")
        overdue, waits = self.tr("Overdue since {time}"), self.tr("Waiting until {time}")
        words = overdue if self._tone(one) is Tone.BAD else waits
        return words.format(time=show_end(letter.due_at))

    def _tone(self, one: Holder) -> Tone | None:
        letter = self._letter(one)
        if letter is None:
            return None
        if letter.answer is not None:
            return Tone.WARN if letter.answer is PartnerAnswer.REFUSED else Tone.OK
        is_late = partner_letters.clock_of(letter).state(self.desk.now()) is DeadlineState.OVERDUE
        return Tone.BAD if is_late else Tone.OFF

    # --- reading ---

    def showEvent(self, event: QShowEvent) -> None:
        """Ask who holds the data."""
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        code = self._code
        self.desk.tasks.read(
            self,
            lambda session: partner_letters.partners(session, code),
            self._show,
            self._on_failed,
            latest="partners",
        )

    def _show(self, found: Partners) -> None:
        self._found = found
        self.model.show(found.holders)
        self.limit.setText(self._limit(found))
        if found.holders and not self.table.currentIndex().isValid():
            self.table.highlight(0)
            self.table.setFocus()
        self._arrange()
        self._go_on_with_an_answer(found)

    def _go_on_with_an_answer(self, found: Partners) -> None:
        wanted = self.desk.taken_up.record_of(DraftForm.PARTNER_ANSWER)
        for at, holder in enumerate(found.holders):
            if self._record_of(holder) == wanted:
                self.table.highlight(at)
                self._record_answer()

    def _record_of(self, holder: Holder) -> str:
        return f"{self._code} {holder.recipient_id}"

    def _limit(self, found: Partners) -> str:
        due = found.request.due_at
        if due is None:
            return self.tr("Each partner is asked to answer within its own limit; the request has no day set by law.")
        words = self.tr("Legal limit of the request: {time}. Each partner has its own, shorter one.")
        return words.format(time=show_end(due))

    def _on_failed(self, error: LedgerError) -> None:
        self.table.set_error(self.desk.say(error), self._ask)

    def _arrange(self) -> None:
        holder = self._holder()
        letter = self._letter(holder) if holder is not None else None
        is_open = self._found is not None and self._found.request.is_open
        self.write_button.setEnabled(holder is not None and is_open)
        self.write_button.setToolTip("" if is_open else self.tr("The request is closed."))
        waits = letter is not None and letter.answer in {None, PartnerAnswer.REFUSED}
        self.answer_button.setEnabled(waits)
        self.show_button.setEnabled(letter is not None)

    def _holder(self) -> Holder | None:
        return self.model.row_at(self.table.currentIndex())

    # --- acts ---

    def _open(self) -> None:
        holder = self._holder()
        letter = self._letter(holder) if holder is not None else None
        if letter is None:
            self._write()
        elif letter.answer is None:
            self._record_answer()
        else:
            self._show_letter()

    def _write(self) -> None:
        holder = self._holder()
        if holder is None or self._found is None or not self.write_button.isEnabled():
            return
        dialog = PartnerLetterDialog(self.desk, self._found, holder, self)
        dialog.saved.connect(lambda _code: self._on_changed())
        dialog.open()

    def _record_answer(self) -> None:
        holder = self._holder()
        letter = self._letter(holder) if holder is not None else None
        if holder is None or letter is None or self._found is None:
            return
        may_note = not self._found.is_erased
        dialog = PartnerAnswerDialog(self.desk, letter, holder.name, may_note=may_note, parent=self)
        if may_note:
            dialog.keep_as(DraftForm.PARTNER_ANSWER, self._record_of(holder), self._found.customer_code)
        dialog.saved.connect(lambda _none: self._on_changed())
        dialog.open()

    def _show_letter(self) -> None:
        holder = self._holder()
        letter = self._letter(holder) if holder is not None else None
        if letter is None or self._found is None:
            return
        letter_id, number = letter.id, [one.id for one in self._found.letters].index(letter.id) + 1
        PartnerLetterPreview(
            self.desk,
            (letter.kind, self._code, number),
            lambda session, language, is_preview: partner_papers.prepare(
                session, letter_id, language, is_preview=is_preview
            ),
            self,
        ).open()

    def _on_changed(self) -> None:
        self.changed.emit()
        self._ask()
