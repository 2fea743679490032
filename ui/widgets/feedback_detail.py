"""One feedback in full: what was said, every round with its result, and where it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ledger.domain.feedback import Feedback, FeedbackRound, FeedbackState
from ledger.domain.ids import FeedbackId, StaffId
from ledger.domain.purpose import Channel
from ledger.services import staff
from ledger.services.feedback import get
from ledger.services.feedback_list import FeedbackRow, rows
from ledger.services.session import Session
from ui.desk import Desk
from ui.formatting import clock_time, countdown
from ui.places import PageId, Target
from ui.theme import Tone
from ui.widgets.charts import ShareBar
from ui.widgets.delegates import share_used, urgency
from ui.widgets.feedback_answer import AnswerEditor
from ui.widgets.parts import Card, Chip, EmptyState, button, column, line, row, text
from ui.widgets.request_words import channel_words

_TICK = 15_000  # how often what is left is said again, in milliseconds
TONES = {
    FeedbackState.OPEN: Tone.OK,
    FeedbackState.OVERDUE: Tone.BAD,
    FeedbackState.ANSWERED_IN_TIME: Tone.OK,
    FeedbackState.ANSWERED_LATE: Tone.BAD,
}


@dataclass(frozen=True, slots=True)
class FeedbackFile:
    """A feedback with the words around it, ready to cross threads."""

    feedback: Feedback
    customer_code: str
    customer_name: str = field(repr=False)
    staff_names: Mapping[StaffId, str] = field(repr=False)


def read_file(session: Session, code: str) -> FeedbackFile:
    """Read one feedback. Raises ``NotFound``."""
    feedback = get(session, code)
    one: FeedbackRow = rows(session, [FeedbackId(feedback.id)])[0]
    names = {member.id: member.name for member in staff.members(session)}
    return FeedbackFile(feedback, one.customer_code or "", one.customer_name or "", names)


class FeedbackDetail(Card):
    """The right half of the page. ``reopen_wanted`` carries the code."""

    reopen_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.file: FeedbackFile | None = None
        self.editor = AnswerEditor(desk)
        self._head_widgets()
        self._reopen = button(self.tr("Reopen…"), self._on_reopen, icon="undo-2")
        self._reopen.setToolTip("Ctrl+Shift+R")
        self._sentence = text(self.tr("Answered. If the matter is not settled, reopen it."), "small", wraps=True)
        self._closed = QWidget()
        closed = row(self._sentence, self._reopen, spacing=12)
        closed.setStretch(0, 1)
        self._closed.setLayout(closed)
        self._lay_out()
        tick = QTimer(self)
        tick.timeout.connect(self._show_due)
        tick.start(_TICK)

    def _head_widgets(self) -> None:
        self._code = text("", "section", selectable=True)
        self._chip = Chip()
        self._customer = button("", self._on_customer, role="link")
        self._unknown = text(self.tr("Unknown sender"), "mute")
        self._meta = text("", "small", wraps=True)
        self._bar = ShareBar(self.tr("Share of the time used"))

    def _lay_out(self) -> None:
        head = column(
            row(self._code, None, self._chip),
            row(self._customer, self._unknown, None),
            self._meta,
            self._bar,
            spacing=6,
        )
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setMinimumHeight(48)
        self._scroll.setWidget(self._body())
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what was said inside takes the keyboard
        inside = QWidget()
        box = column(head, self._scroll, line(), self.editor, self._closed, spacing=10)
        box.setStretch(1, 1)
        inside.setLayout(box)
        nothing = EmptyState(
            "message-circle", self.tr("No feedback chosen"), self.tr("Choose one in the list to read and answer it.")
        )
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)  # first: without a parent it would show its first piece as a window
        self._stack.addWidget(nothing)
        self._stack.addWidget(inside)

    def _body(self) -> QWidget:
        made = QWidget()
        made.setProperty("role", "scrolled")
        self._said = text("", wraps=True, selectable=True)
        self._said.setAccessibleName(self.tr("What was said"))
        self._rounds = QWidget()
        self._within = QVBoxLayout(made)
        self._within.setContentsMargins(0, 0, 8, 0)
        self._within.setSpacing(12)
        self._within.addWidget(self._said)
        self._within.addWidget(self._rounds)
        self._within.addStretch(1)
        return made

    # --- showing ---

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self.file = None
        self.editor.leave()
        self._stack.setCurrentIndex(0)

    def show_file(self, file: FeedbackFile) -> None:
        """Show a feedback; what is being typed for it stays."""
        is_other = self.file is None or self.file.feedback.code != file.feedback.code
        self.file = file
        feedback = file.feedback
        self._code.setText(feedback.code)
        words = " · ".join(filter(None, (file.customer_name, file.customer_code)))
        self._customer.setText(words.replace("&", "&&"))
        self._customer.setVisible(bool(words))
        self._unknown.setVisible(not words)
        self._meta.setText(self._way(feedback))
        self._said.setText(feedback.text or self.tr("The text was erased together with the customer's data."))
        self._show_rounds(file)
        self._show_due()
        is_open = feedback.current.answered_at is None
        self.editor.setVisible(is_open)
        self._closed.setVisible(not is_open)
        if is_open:
            self.editor.show_feedback(feedback, file.customer_code)
        self._stack.setCurrentIndex(1)
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)

    def _way(self, feedback: Feedback) -> str:
        now = self._desk.now()
        return self.tr("{channel} · received {time} · answer by {due}").format(
            channel=self._channel(feedback.channel.value),
            time=clock_time(feedback.received_at, now),
            due=clock_time(feedback.current.due_at, now),
        )

    def _channel(self, value: str) -> str:
        return channel_words(Channel(value), self._desk.wording)

    def _show_due(self) -> None:
        if self.file is None:
            return
        current, now = self.file.feedback.current, self._desk.now()
        is_open = current.answered_at is None
        share = share_used(current.started_at, current.due_at, current.answered_at or now)
        if is_open:
            tone = urgency(share)
            self._chip.show_state(countdown(current.due_at, now), tone)
        else:
            tone = TONES[current.state(now)]
            self._chip.show_state(self._state(current), tone)
        self._bar.show_share(min(share, 1.0), tone)

    def _state(self, one: FeedbackRound) -> str:
        return self._desk.wording.text(f"feedback_states.{one.state(self._desk.now()).value}")

    # --- rounds ---

    def _show_rounds(self, file: FeedbackFile) -> None:
        done = [one for one in file.feedback.rounds if one.answered_at is not None or len(file.feedback.rounds) > 1]
        pieces: list[QWidget] = []
        for one in done:
            pieces.append(self._round(one, file))
        old, self._rounds = self._rounds, QWidget()
        self._rounds.setLayout(column(*pieces, spacing=12))
        self._within.replaceWidget(old, self._rounds)
        self._rounds.setVisible(bool(pieces))
        old.hide()  # at once: it is only deleted later
        old.deleteLater()

    def _round(self, one: FeedbackRound, file: FeedbackFile) -> QWidget:
        heading = text(self.tr("Round {number}").format(number=one.number), "strong")
        chip = Chip(self._state(one), TONES[one.state(self._desk.now())])
        pieces: list[QWidget] = [text(self._when(one, file), "small", wraps=True)]
        if one.answer:
            pieces.append(text(one.answer, wraps=True, selectable=True))
        made = QWidget()
        made.setLayout(column(line(), row(heading, None, chip), *pieces, spacing=6))
        return made

    def _when(self, one: FeedbackRound, file: FeedbackFile) -> str:
        now = self._desk.now()
        began, due = clock_time(one.started_at, now), clock_time(one.due_at, now)
        if one.answered_at is None or one.channel is None:
            return self.tr("Began {began} · answer by {due}").format(began=began, due=due)
        words = self.tr("Began {began} · due {due} · answered {time} · {channel} · {name}")
        return words.format(
            began=began,
            due=due,
            time=clock_time(one.answered_at, now),
            channel=self._channel(one.channel.value),
            name=file.staff_names.get(one.answered_by, "–") if one.answered_by is not None else "–",
        )

    # --- acts ---

    def _on_customer(self) -> None:
        if self.file is not None:
            self._desk.go(Target(PageId.CUSTOMERS, self.file.customer_code))

    def _on_reopen(self) -> None:
        if self.file is not None:
            self.reopen_wanted.emit(self.file.feedback.code)
