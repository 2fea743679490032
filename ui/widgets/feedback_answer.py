"""Where an answer is written: the text, the way it went, and when; what was typed is kept for each feedback."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import InvalidInput, LedgerError
from ledger.domain.feedback import Feedback
from ledger.domain.purpose import CONTACT_CHANNELS, Channel
from ledger.services.deciding import Outcome
from ledger.services.drafts import HalfWritten
from ledger.services.feedback import AnswerInput, answer
from ui.desk import Desk
from ui.half_written import Left, Saving
from ui.theme import Tone
from ui.ways_out import ways_out
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Banner, Field, combo, index_of, text_edit
from ui.widgets.form_state import show_state, state_of
from ui.widgets.parts import button, column, row
from ui.widgets.reasons import ReasonsPanel

_Draft = tuple[str, int, str]  # the text, the channel's place, the time as typed


class AnswerEditor(QWidget):
    """Answers the newest round of a feedback. ``answered`` carries its code; a refusal stands under the text."""

    answered = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._key: tuple[str, int] | None = None
        self._customer_code = ""
        self._drafts: dict[tuple[str, int], _Draft] = {}
        self._whose: dict[str, str] = {}  # customers by their feedback
        self._saving = Saving()
        self._is_busy = False
        words = [(desk.wording.text(f"channels.{one.value}"), one) for one in CONTACT_CHANNELS]
        self._channel, self._when = combo(words), WhenEdit(desk, "answered_at")
        self.text = text_edit(self.tr("What was answered"), rows=3)
        self._save = button(self.tr("Save"), self.save, role="primary")
        self._save.setAccessibleName(self.tr("Save the answer"))
        self._save.setToolTip("Ctrl+Return")
        self._fields = {
            "answer": Field(self.tr("Answer"), self.text),
            "channel": Field(self.tr("Answered by"), self._channel),
            "answered_at": Field(self.tr("Answered at"), self._when),
        }
        self._banner, self._reasons = Banner(), ReasonsPanel(desk.go)
        self._channel.setMinimumWidth(110)
        self._when.setMaximumWidth(220)
        below = row(self._fields["channel"], self._fields["answered_at"], None, spacing=10)
        below.setStretch(1, 9)
        below.addWidget(self._save, 0, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(column(self._fields["answer"], below, self._banner, self._reasons, spacing=10))

    # --- which feedback ---

    def show_feedback(self, feedback: Feedback, customer_code: str) -> None:
        """Answer this feedback; what was typed for another one waits until it is shown again."""
        key = (feedback.code, feedback.current.number)
        self._customer_code = self._whose[feedback.code] = customer_code
        if key != self._key:
            self._show(key, feedback)
        before = self._desk.taken_up.claim(DraftForm.ANSWER, feedback.code)
        for name, state in (before or {}).items():
            show_state(self._fields[name].editor, state)

    def _show(self, key: tuple[str, int], feedback: Feedback) -> None:
        self._put_away()
        self._clear_errors()
        self._key = key
        came_by = max(0, index_of(self._channel, feedback.channel))  # what was said face to face is answered by call
        text, channel, when = self._drafts.pop(key, ("", came_by, ""))
        self.text.setPlainText(text)
        self._channel.setCurrentIndex(channel)
        self._when.setText(when)

    def _put_away(self) -> None:
        if self._key is not None and self.text.toPlainText().strip():
            self._drafts[self._key] = (self.text.toPlainText(), self._channel.currentIndex(), self._when.text())

    def leave(self) -> None:
        """Show no feedback; what was typed waits."""
        self._put_away()
        self._key = None

    # --- saving ---

    def holds_typed(self) -> bool:
        """Return whether an answer is half-written, here or for a feedback looked at before."""
        return bool(self._drafts or self.text.toPlainText().strip())

    def unfinished(self) -> list[Left]:
        """Return every half-written answer, to be kept when the screen is locked."""
        channels = [Channel(self._channel.itemData(at)).value for at in range(self._channel.count())]
        typed: dict[str, dict[str, object]] = {
            code: {"answer": text, "channel": channels[channel], "answered_at": when}
            for (code, _number), (text, channel, when) in self._drafts.items()
        }
        left = [Left(HalfWritten(DraftForm.ANSWER, code, self._whose[code], one)) for code, one in typed.items()]
        if self._key is None or not self.text.toPlainText().strip():
            return left
        here = {name: state_of(field.editor) for name, field in self._fields.items()}
        form = HalfWritten(DraftForm.ANSWER, self._key[0], self._customer_code, here)
        return [*left, Left(form, self._saving)]

    def save(self) -> None:
        """Save the answer, unless something typed cannot be right."""
        if self._key is None or self._is_busy:
            return
        self._clear_errors()
        try:
            typed = AnswerInput(self.text.toPlainText(), Channel(self._channel.currentData()), self._when.instant())
        except InvalidInput as error:
            self._show_error(error)
            return
        key = self._key
        self._saving = Saving()
        self._set_busy(is_busy=True)
        self._desk.tasks.write(
            self,
            self._saving.watched(lambda session: answer(session, key[0], typed)),
            lambda outcome: self._on_done(key, outcome),
            lambda error: self._on_failed(key, error),
        )

    def _on_done(self, key: tuple[str, int], outcome: Outcome) -> None:
        self._set_busy(is_busy=False)
        if outcome.allowed:
            self._drafts.pop(key, None)
            if self._key == key:
                self._key = None
            self.answered.emit(key[0])
            return
        if key != self._key:
            self._tell_of_another(key[0], self.tr("The answer was not saved"))
            return
        reasons = outcome.decision.reasons
        ways = ways_out(reasons, customer_code=self._customer_code)
        self._reasons.say(self.tr("The answer was not saved"), self._desk.reasons(outcome.decision), ways)

    def _on_failed(self, key: tuple[str, int], error: LedgerError) -> None:
        self._set_busy(is_busy=False)
        if key == self._key:
            self._show_error(error)
        else:
            self._tell_of_another(key[0], self._desk.say(error))

    def _tell_of_another(self, code: str, words: str) -> None:
        # Another feedback is shown by now; what was typed for this one waits there.
        self._desk.messages.toast(f"{code}: {words}", Tone.WARN)

    def _show_error(self, error: LedgerError) -> None:
        field = self._fields.get(str(error.data.get("field")))
        if field is self._fields["answer"]:
            field.show_error(self._desk.say(error))
        else:
            self._banner.say(self._desk.say(error))  # across the whole width: the field of the time is narrow
        if field is not None:
            field.editor.setFocus()

    def _clear_errors(self) -> None:
        for field in self._fields.values():
            field.show_error("")
        self._banner.say("")
        self._reasons.clear()

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._save.setEnabled(not is_busy)
