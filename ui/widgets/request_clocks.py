"""The clocks of one request: until when to say that it arrived, and until when to carry it out."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ledger.domain.deadline import Deadline, DeadlineKind
from ledger.domain.instants import local_date, show_date
from ledger.domain.request import SubjectRequest, is_late
from ui import theme
from ui.desk import Desk
from ui.formatting import clock_time, countdown, end_of
from ui.theme import Tone
from ui.widgets.charts import ShareBar
from ui.widgets.delegates import share_used, urgency
from ui.widgets.parts import Chip, column, picture, row, text
from ui.widgets.request_file import RequestFile
from ui.widgets.request_words import CLOCK_ICONS, runs_to, until_words

_TICK = 15_000  # how often what is left is said again, in milliseconds


@dataclass(frozen=True, slots=True)
class Face:
    """What one clock shows; ``share`` is ``None`` where nothing runs any more."""

    icon: str
    tone: Tone
    state: str
    until: str
    share: float | None = None


class ClockRow(QWidget):
    """One clock: its sign, what it is of, how it stands, and until when."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._sign = picture("clock", "mute", 16)
        self._chip = Chip()
        self._until = text("", "small", wraps=True)
        self._bar = ShareBar(title)
        head = row(self._sign, text(title, "strong", wraps=True), self._chip)
        head.setStretch(1, 1)
        self.setLayout(column(head, self._until, self._bar, spacing=4))
        self._title = title

    def show_face(self, face: Face) -> None:
        """Show how it stands now."""
        role = face.tone.value if face.tone is not Tone.OFF else "mute"
        self._sign.setPixmap(theme.pixmap(face.icon, role, 16, self.devicePixelRatioF()))
        self._chip.show_state(face.state, face.tone)
        self._until.setText(face.until)
        self._until.setVisible(bool(face.until))
        self._bar.setVisible(face.share is not None)
        self._bar.show_share(min(face.share or 0.0, 1.0), face.tone)
        self.setAccessibleName(". ".join(filter(None, (self._title, face.state, face.until))))


class ClocksView(QWidget):
    """Both clocks, said anew every few seconds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file: RequestFile | None = None
        self._now = desk.now()
        kinds = (DeadlineKind.ACKNOWLEDGE, DeadlineKind.COMPLETE)
        self._rows = {one: ClockRow(desk.wording.text(f"deadline_kinds.{one.value}")) for one in kinds}
        self._note = text("", "small", wraps=True)
        self._note.hide()
        self.setLayout(column(*self._rows.values(), self._note, spacing=12))
        tick = QTimer(self)
        tick.timeout.connect(self._show)
        tick.start(_TICK)

    def show_file(self, file: RequestFile) -> None:
        """Show the clocks of a request."""
        self._file = file
        notes = self._notes(file)
        self._note.setText(" ".join(notes))
        self._note.setVisible(bool(notes))
        self._show()

    def _show(self) -> None:
        if self._file is not None:
            self._now = self._desk.now()
            self._rows[DeadlineKind.ACKNOWLEDGE].show_face(self._acknowledgement(self._file.request))
            self._rows[DeadlineKind.COMPLETE].show_face(self._completion(self._file))

    def _acknowledgement(self, request: SubjectRequest) -> Face:
        due, done = request.acknowledge_due_at, request.acknowledged_at or request.closed_at
        if done is not None:  # closing it stands for an acknowledgement nobody gave
            return self._met(due, done, until_words(due, due))
        return self._running(Deadline(DeadlineKind.ACKNOWLEDGE, request.received_at, due, due))

    def _completion(self, file: RequestFile) -> Face:
        request = file.request
        done = request.settled_at or request.closed_at
        if request.due_at is None:
            return self._without_limit(done, is_paused=file.is_paused)
        target = request.target_at or request.due_at
        if done is not None:
            return self._met(request.due_at, done, until_words(target, request.due_at))
        return self._running(Deadline(DeadlineKind.COMPLETE, request.received_at, target, request.due_at))

    def _without_limit(self, done: datetime | None, *, is_paused: bool) -> Face:
        none = self.tr("The law sets no day for this kind.")
        if done is not None:
            return Face("check", Tone.OK, clock_time(done, self._now), none)
        if is_paused:
            words = self.tr("It begins once the asker is proven to be the customer, as set under Deadlines.")
            return Face("clock", Tone.OFF, self.tr("Paused"), words)
        return Face("clock", Tone.OFF, self.tr("No limit"), none)

    def _met(self, due: datetime, done: datetime, until: str) -> Face:
        time = clock_time(done, self._now)
        if is_late(due, done, self._now):
            return Face("triangle-alert", Tone.BAD, self.tr("{time}, late").format(time=time), until)
        return Face("check", Tone.OK, self.tr("{time}, in time").format(time=time), until)

    def _running(self, clock: Deadline) -> Face:
        end, now = runs_to(clock, self._now), self._now
        share = share_used(clock.started_at, end, now)
        until = until_words(clock.target_at, clock.due_at)
        return Face(CLOCK_ICONS[clock.state(now)], urgency(share), countdown(end, now), until, share)

    def _notes(self, file: RequestFile) -> list[str]:
        request, said = file.request, []
        if request.is_with_partner:
            said.append(self.tr("A partner must act too, so the law gives longer."))
        if request.extended_at is not None:
            day = show_date(local_date(request.extended_at))
            said.append(self.tr("Extended once, on {day}.").format(day=day))
        if file.feedback is not None and file.feedback.current.answered_at is None:
            words = self.tr("The same message is also feedback {code}, to be answered by {due}.")
            said.append(words.format(code=file.feedback.code, due=end_of(file.feedback.current.due_at)))
        return said
