"""A letter to one partner: what it is asked to do with which data; and what it answered."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from ledger.assets import load_wording
from ledger.domain.errors import TextMissing
from ledger.domain.ids import FieldId, PartnerLetterId
from ledger.domain.instants import show_end
from ledger.domain.request import PartnerAnswer, PartnerLetter, PartnerLetterKind
from ledger.domain.wording import Language
from ledger.services import partner_letters, partner_papers
from ledger.services.explaining import field_text
from ledger.services.partner_letters import Holder, Partners
from ledger.services.partner_papers import PreparedPartnerLetter
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.bilingual_preview import BilingualPreview
from ui.theme import Tone
from ui.widgets.feedback_when import QuickTimes, WhenEdit
from ui.widgets.first_run_parts import Note
from ui.widgets.form import Field, combo, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import column, text
from ui.widgets.recipient_checks import CheckList

_WIDTH = 600


class PartnerLetterDialog(FormDialog):
    """What one partner is asked to do. ``saved`` follows once the letter was printed or saved."""

    def __init__(self, desk: Desk, found: Partners, holder: Holder, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Letter to {name}").format(name=holder.name),
            self.tr("Look at the letter…"),
            self.tr("The partner finds the data by its parcels and manifests; the letter tells it nothing new."),
        )
        self.setWindowTitle(self.tr("Letter to a partner"))  # a title is seen in task bars, so it names nobody
        self.setMinimumWidth(_WIDTH)
        self._found, self._holder = found, holder
        self._is_recorded = False
        self._kind = combo(
            [(desk.wording.text(f"partner_letters.{one.value}"), one) for one in holder.kinds],
            partner_letters.suggested_kind(found.request.kind),
        )
        self._data = CheckList()
        self._data.setAccessibleName(self.tr("Data concerned"))
        self._data.offer([(one, field_text(one, desk.wording)) for one in holder.fields], holder.fields)
        self._moves = QCheckBox(self.tr("A partner must act: take the longer limit the law gives"))
        self._note = Note(Tone.WARN)
        self._lay_out_fields()

    def _lay_out_fields(self) -> None:
        self.add("letter_kind", Field(self.tr("What it is asked to do"), self._kind))
        self.form.addLayout(column(text(self.tr("Data concerned"), "strong"), self._data, spacing=6))
        longer = self._found.longer_limit
        if longer is not None:
            self._moves.setChecked(True)
            self._moves.toggled.connect(lambda _on: self._say_limit())
            self.form.addWidget(self._moves)
            self.form.addWidget(self._note)
            self._say_limit()

    def _say_limit(self) -> None:
        longer, due = self._found.longer_limit, self._found.request.due_at
        if longer is None or due is None:
            return
        moved = self.tr("This moves the legal limit of the request from {old} to {new}. It can be done once.")
        stays = self.tr("The legal limit stays {old}.")
        words = moved if self._moves.isChecked() else stays
        self._note.say(words.format(old=show_end(due), new=show_end(longer)))
        self._note.setVisible(True)

    def submit(self) -> None:
        """Show the letter, unless nothing is asked for."""
        if self._is_busy:
            return
        self._clear_errors()
        if not self._data.chosen():
            self.banner.say(self.tr("Tick at least one kind of data."))
            self.fit()
            return
        code, holder_id = self._found.request.code, self._holder.recipient_id
        kind, fields = PartnerLetterKind(self._kind.currentData()), self._chosen()
        language = self.desk.who.shop.language
        self._set_busy(is_busy=True)
        self.desk.tasks.read(
            self,
            lambda session: partner_papers.draft(session, code, holder_id, kind, fields, language),
            lambda _draft: self._preview(kind, fields),
            self._on_failed,
        )

    def _chosen(self) -> tuple[FieldId, ...]:
        return tuple(FieldId(one) for one in sorted(self._data.chosen()))

    def _preview(self, kind: PartnerLetterKind, fields: tuple[FieldId, ...]) -> None:
        self._set_busy(is_busy=False)
        moves_limit = self._found.longer_limit is not None and self._moves.isChecked()
        code, partner = self._found.request.code, self._holder.recipient_id
        written: list[PartnerLetterId] = []  # the second language is the same letter

        def prepare(session: Session, language: Language, is_preview: bool) -> PreparedPartnerLetter:
            if is_preview and not written:
                return partner_papers.draft(session, code, partner, kind, fields, language)
            if not written:
                written.append(partner_letters.write(session, code, partner, kind, fields, moves_limit=moves_limit))
            return partner_papers.prepare(session, written[0], language, is_preview=is_preview)

        number = len(self._found.letters) + 1
        preview = PartnerLetterPreview(self.desk, (kind, code, number), prepare, self)
        preview.recorded.connect(self._on_recorded)
        preview.finished.connect(lambda _result: self._on_preview_closed())
        preview.open()

    def _on_recorded(self) -> None:
        if not self._is_recorded:
            self._is_recorded = True
            self.saved.emit(self._found.request.code)

    def _on_preview_closed(self) -> None:
        if self._is_recorded:
            self._was = self._typed()
            self.accept()

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"data": self._data.chosen(), "moves": self._moves.isChecked()}


class PartnerLetterPreview(BilingualPreview):
    """A letter to a partner as it will leave: its kind, the code of the request, its number within it."""

    def __init__(
        self,
        desk: Desk,
        which: tuple[PartnerLetterKind, str, int],
        prepare: Callable[[Session, Language, bool], PreparedPartnerLetter],
        parent: QWidget | None = None,
    ) -> None:
        kind, code, number = which
        super().__init__(
            desk,
            desk.wording.text(f"partner_letter.title_{kind.value}"),
            prepare,
            lambda language: partner_papers.file_name(code, number, load_wording(language)),
            parent,
        )


class PartnerAnswerDialog(FormDialog):
    """What a partner said, and when."""

    def __init__(
        self, desk: Desk, letter: PartnerLetter, name: str, *, may_note: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Answer of {name}").format(name=name),
            self.tr("Record the answer"),
            self.tr("Asked for: {act}. Until {time}.").format(
                act=desk.wording.text(f"partner_letters.{letter.kind.value}"), time=show_end(letter.due_at)
            ),
        )
        self.setWindowTitle(self.tr("Answer of a partner"))  # a title is seen in task bars, so it names nobody
        self.setMinimumWidth(_WIDTH)
        self._letter_id = letter.id
        self._answer = combo([(desk.wording.text(f"partner_answers.{one.value}"), one) for one in PartnerAnswer])
        self._when = WhenEdit(desk, "answered_at")
        self._words = text_edit(self.tr("Who answered, how, and what they said"), rows=4)
        self.add("partner_answer", Field(self.tr("What they said"), self._answer))
        self.add("answered_at", Field(self.tr("When"), self._when))
        self.form.addWidget(QuickTimes(self._when))
        if may_note:
            self.add("note", Field(self.tr("Note"), self._words))
        else:
            self._words.hide()
            said = self.tr("The customer was erased, so no note is kept.")
            self.form.addWidget(text(said, "mute", wraps=True))

    def work(self) -> Callable[[Session], None]:
        """See ``FormDialog.work``."""
        letter, answer, at = self._letter_id, PartnerAnswer(self._answer.currentData()), self._when.instant()
        note = self._words.toPlainText()
        if answer is PartnerAnswer.REFUSED and "note" in self.fields and not note.strip():
            raise TextMissing(field="note")
        return lambda session: partner_letters.answered(session, letter, answer, at, note)
