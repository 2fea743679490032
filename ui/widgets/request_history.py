"""What was done about a request, step by step, and the files and partners that belong to it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.request import PartnerAnswer, PartnerLetter, Step, StepKind
from ledger.services.explaining import field_text, purpose_text
from ui.desk import Desk
from ui.formatting import clock_time, countdown, end_of
from ui.theme import Tone
from ui.widgets.delegates import share_used, urgency
from ui.widgets.parts import Chip, button, column, picture, row, text, tip
from ui.widgets.request_file import KeptFile, RequestFile
from ui.widgets.request_words import channel_words

_WHEN = 92  # pixels of the column of times
_NAME = 44  # letters of a file's name that fit
_ANSWER_TONES = {PartnerAnswer.DONE: Tone.OK, PartnerAnswer.NOT_HELD: Tone.OK, PartnerAnswer.REFUSED: Tone.BAD}


class Pieces(QWidget):
    """A heading over lines that are built anew for each request."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._inside = QWidget()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self.head = row(text(heading, "strong"), None)
        self._box.addLayout(self.head)
        self._box.addWidget(self._inside)

    def fill(self, *lines: QWidget) -> None:
        """Show other lines."""
        old, self._inside = self._inside, QWidget()
        self._inside.setLayout(column(*lines, spacing=6))
        self._box.replaceWidget(old, self._inside)
        old.hide()  # at once: it is only deleted later
        old.deleteLater()


class HistoryView(Pieces):
    """Every step, the newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("What was done"))
        self._desk = desk

    def show_file(self, file: RequestFile) -> None:
        """Show the steps of a request."""
        self.fill(*(self._line(one, file) for one in reversed(file.steps)))

    def _line(self, one: Step, file: RequestFile) -> QWidget:
        now, wording = self._desk.now(), self._desk.wording
        when = text(clock_time(one.occurred_at, now), "small")
        when.setFixedWidth(_WHEN)
        what = text(wording.text(f"request_steps.{one.kind.value}"), "strong", wraps=True)
        by = file.staff_names.get(one.recorded_by, "–")
        channel = channel_words(one.channel, wording) if one.channel is not None else ""
        about = " · ".join(filter(None, (self._about(one, file), channel, by)))
        pieces = [what, text(about, "small", wraps=True)]
        if one.note:
            pieces.append(text(one.note, wraps=True, selectable=True))
        made = QWidget()
        beside = row(when, column(*pieces, spacing=1), spacing=8)
        beside.setAlignment(when, Qt.AlignmentFlag.AlignTop)
        beside.setStretch(1, 1)
        made.setLayout(beside)
        return made

    def _about(self, one: Step, file: RequestFile) -> str:
        words = self._references().get(one.kind)
        reference = one.reference or ""
        return words(reference, file) if words is not None and reference else reference

    def _references(self) -> dict[StepKind, Callable[[str, RequestFile], str]]:
        wording = self._desk.wording
        return {
            StepKind.LETTER: lambda value, _file: wording.text(f"request_letters.{value}"),
            StepKind.CLOSED: lambda value, _file: wording.text(f"request_outcomes.{value}"),
            StepKind.CORRECTED: lambda value, _file: self._each(value, self._field),
            StepKind.WITHDRAWN: lambda value, _file: self._each(value, self._purpose),
            StepKind.STOPPED: lambda value, _file: self._each(value, self._stopped),
            StepKind.PARTNER_TOLD: _partner,
            StepKind.PARTNER_ANSWERED: _partner,
            StepKind.FILE_ADDED: _file_name,
        }

    @staticmethod
    def _each(value: str, words: Callable[[str], str]) -> str:
        return ", ".join(dict.fromkeys(words(one) for one in value.split()))

    def _field(self, value: str) -> str:
        return field_text(FieldId(value.removesuffix("_state")), self._desk.wording)

    def _purpose(self, value: str) -> str:
        return purpose_text(self._desk.who.policy, PurposeId(value), self._desk.wording)

    def _stopped(self, value: str) -> str:
        key = f"channels.{value}"
        return self._desk.wording.text(key) if key in self._desk.wording else self._purpose(value)


def _partner(value: str, file: RequestFile) -> str:
    letter = next((one for one in file.letters if str(one.id) == value), None)
    return file.partner_names.get(letter.recipient_id, "") if letter is not None else ""


def _file_name(value: str, file: RequestFile) -> str:
    return next((one.name for one in file.files if str(one.id) == value), "")


class FilesView(Pieces):
    """What came with the request. ``opened`` carries the id of a file."""

    opened = Signal(int)
    add_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Files"))
        self.add_button = button(self.tr("Add a file…"), self.add_wanted.emit, role="link", icon="paperclip")
        self.head.addWidget(self.add_button)

    def show_file(self, file: RequestFile) -> None:
        """Show the files of a request."""
        self.add_button.setEnabled(not file.is_erased)
        nothing = self.tr("None. A picture of an identity card is never kept.")
        self.fill(*(map(self._line, file.files) if file.files else (text(nothing, "small", wraps=True),)))

    def _line(self, one: KeptFile) -> QWidget:
        made = QWidget()
        shown = button(_elided(one.name), lambda: self.opened.emit(one.id), role="link", icon="file-text")
        if shown.text() != one.name:
            shown.setToolTip(tip(one.name))
            shown.setAccessibleName(one.name)
        made.setLayout(row(shown, None))
        return made


def _elided(name: str) -> str:
    short = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
    return short.replace("&", "&&")


class PartnersView(Pieces):
    """Partners asked to act, each with its clock."""

    opened = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Partners"))
        self.open_button = button(self.tr("Letters to partners…"), self.opened.emit, role="link", icon="mail")
        self.head.addWidget(self.open_button)
        self._desk = desk

    def show_file(self, file: RequestFile) -> None:
        """Show who was asked, and what they said."""
        self.setVisible(bool(file.letters) or file.has_holders)
        nobody = self.tr("Partners hold data of this customer. None was asked to act yet.")
        lines = [self._line(one, file) for one in file.letters]
        self.fill(*(lines or [text(nobody, "small", wraps=True)]))

    def _line(self, one: PartnerLetter, file: RequestFile) -> QWidget:
        now, wording = self._desk.now(), self._desk.wording
        if one.answer is not None:
            chip = Chip(wording.text(f"partner_answers.{one.answer.value}"), _ANSWER_TONES[one.answer])
        else:
            chip = Chip(countdown(one.due_at, now), urgency(share_used(one.written_at, one.due_at, now)))
        name = text(file.partner_names.get(one.recipient_id, "–"), wraps=True)
        asked = self.tr("{what} · by {due}").format(
            what=wording.text(f"partner_letters.{one.kind.value}"), due=end_of(one.due_at)
        )
        head = row(picture("handshake", "mute", 16), name, chip)
        head.setStretch(1, 1)
        made = QWidget()
        made.setLayout(column(head, text(asked, "small", wraps=True), spacing=1))
        return made
