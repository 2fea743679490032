"""Letters to a data subject about a request: which one, how it goes and to whom; then it is looked at and leaves."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from ledger.assets import load_wording
from ledger.domain.draft import DraftForm
from ledger.domain.gate import Decision
from ledger.domain.instants import show_end
from ledger.domain.purpose import Channel
from ledger.domain.wording import Language
from ledger.services import request_papers
from ledger.services.request_papers import CHANNELS, LetterInput, LetterKind, LetterOutline, PreparedLetter
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.bilingual_preview import BilingualPreview
from ui.dialogs.preview_dialog import Preparable
from ui.messages import FileWish
from ui.printing import save_paper
from ui.widgets.form import Field, combo, line_edit, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button, row, text

_WIDTH = 600
_WITH_ADDRESS = frozenset({Channel.POST, Channel.EMAIL})
_TELL_THE_END = frozenset({LetterKind.ANSWER, LetterKind.REFUSAL})


class RequestLetterDialog(FormDialog):
    """Begins with ``letter`` where it can be written, else with the one needed next. ``saved`` follows each record."""

    fills_late = True

    def __init__(
        self, desk: Desk, request_code: str, letter: LetterKind | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Letter about {code}").format(code=request_code),
            self.tr("Look at the letter…"),
            self.tr("Nothing is recorded before the letter is printed or saved."),
        )
        self.setMinimumWidth(_WIDTH)
        self._code, self._wanted = request_code, letter
        self._outline: LetterOutline | None = None
        self._is_recorded = False
        self.save_button.setEnabled(False)

    def open(self) -> None:
        """Open, and read what may be written."""
        self.desk.tasks.read(
            self, lambda session: request_papers.outline(session, self._code), self._lay_out_fields, self.show_error
        )
        super().open()

    # --- the form ---

    def _lay_out_fields(self, found: LetterOutline) -> None:
        self._outline = found
        self._kind = combo(
            [(self.desk.wording.text(f"request_letters.{one.value}"), one) for one in found.letters], self._wanted
        )
        self._channel = combo(list(self._channels(found)), found.request.channel)
        self._name = line_edit(limit=200)
        self._name.setText(found.name)
        self._place = combo(self._places(found))
        self._address = line_edit(limit=300)
        self._words = text_edit(rows=3)
        self._acknowledges = QCheckBox(self.tr("Record now that the customer was told the request arrived"))
        self._acknowledges.setChecked(True)
        self._beside(letter=Field(self.tr("Letter"), self._kind), channel=Field(self.tr("How it goes"), self._channel))
        self.add("addressee", Field(self.tr("To whom"), self._name, self._who_hint(found)))
        self.add("place", Field(self.tr("Address on record"), self._place))
        self.add("address", Field(self.tr("Address"), self._address))
        self.fields["email"] = self.fields["address"]
        self.add("words", Field(self.tr("Words of the shop"), self._words, self.tr("Printed, not kept.")))
        self.form.addWidget(self._acknowledges)
        until = show_end(found.request.acknowledge_due_at)
        self._until = text(self.tr("The law asks for it until {time}.").format(time=until), "small")
        self.form.addWidget(self._until)
        self.form.setSpacing(12)
        self._kind.currentIndexChanged.connect(lambda _at: self._on_kind_changed())
        self._channel.currentIndexChanged.connect(lambda _at: self._arrange())
        self._on_kind_changed()
        self.save_button.setEnabled(True)
        if found.is_known:  # of an erased customer nothing is kept, however short
            self.keep_as(DraftForm.LETTER, self._code)
        self.ready()
        self.begin()

    def _beside(self, **fields: Field) -> None:
        self.fields |= fields
        both = row(*fields.values(), spacing=14)
        for at in range(len(fields)):
            both.setStretch(at, 1)
        self.form.addLayout(both)

    def _channels(self, found: LetterOutline) -> Iterable[tuple[str, Channel]]:
        for one in CHANNELS:
            is_own = one is found.request.channel
            words = self.tr("In person") if one is Channel.NONE else self.desk.wording.text(f"channels.{one.value}")
            yield (self.tr("{channel} (as the request came)").format(channel=words) if is_own else words), one

    def _places(self, found: LetterOutline) -> list[tuple[str, object]]:
        words = self.tr("{number}. {province}")
        return [
            (words.format(number=number, province=one.province or self.tr("Address")), one.id)
            for number, one in enumerate(found.addresses, 1)
        ]

    def _who_hint(self, found: LetterOutline) -> str:
        if found.is_known:
            return ""
        return self.tr("The customer was erased or is not on record: what you type is printed and not kept.")

    def _on_kind_changed(self) -> None:
        """Offer the words the request was closed with where they belong, unless others were typed."""
        if self._outline is None:
            return
        ended_with, typed = self._outline.words, self._words.toPlainText()
        if typed in {"", ended_with}:
            self._words.setPlainText(ended_with if self.kind in _TELL_THE_END else "")
        self._arrange()

    def _arrange(self) -> None:
        found = self._outline
        if found is None:
            return
        by_post, by_email = self.channel is Channel.POST, self.channel is Channel.EMAIL
        self.fields["place"].setVisible(by_post and len(found.addresses) > 1)
        self.fields["address"].setVisible(self.channel in _WITH_ADDRESS)
        self._address.setPlaceholderText(self._address_hint(found, by_email=by_email))
        is_new = found.request.acknowledged_at is None and found.request.is_open
        offers = is_new and self.kind is LetterKind.ACKNOWLEDGEMENT
        self._acknowledges.setVisible(offers)
        self._until.setVisible(offers)
        if self.isVisible():
            self.fit()

    def _address_hint(self, found: LetterOutline, *, by_email: bool) -> str:
        is_on_record = found.has_email if by_email else bool(found.addresses)
        if is_on_record:
            return self.tr("Leave it empty to use the one on record")
        return self.tr("Email address") if by_email else self.tr("Street, ward, province")

    def editors(self) -> dict[str, QWidget]:
        """See ``FormDialog.editors``."""
        return super().editors() | ({"acknowledges": self._acknowledges} if self.fields else {})

    @property
    def kind(self) -> LetterKind:
        """Return which letter is chosen."""
        return LetterKind(self._kind.currentData())

    @property
    def channel(self) -> Channel:
        """Return how it goes."""
        return Channel(self._channel.currentData())

    def typed(self) -> LetterInput:
        """Return what was typed for this letter."""
        return LetterInput(
            self.channel,
            self._name.text(),
            self._address.text() if self.channel in _WITH_ADDRESS else "",
            self._place.currentData(),
            self._words.toPlainText(),
            acknowledges=self._acknowledges.isChecked(),
        )

    # --- looking at it ---

    def submit(self) -> None:
        """Show the letter, unless the gate says no or something is missing."""
        if self._is_busy or self._outline is None:
            return
        self._clear_errors()
        code, kind, typed = self._code, self.kind, self.typed()
        language = self.desk.who.shop.language

        def check(session: Session) -> Decision:
            request_papers.prepare(session, code, kind, language, typed, is_preview=True)
            return request_papers.may_send(session, code, typed.channel)

        self._set_busy(is_busy=True)
        self.desk.tasks.read(self, check, lambda decision: self._on_checked(decision, kind, typed), self._on_failed)

    def _on_checked(self, decision: Decision, kind: LetterKind, typed: LetterInput) -> None:
        self._set_busy(is_busy=False)
        if not decision.allowed:
            self.reasons.say(self.tr("The letter may not go this way"), self.desk.reasons(decision))
            self.fit()
            return
        preview = RequestLetterPreview(self.desk, self._code, kind, typed, self)
        preview.recorded.connect(self._on_recorded)
        preview.finished.connect(lambda _result: self._on_preview_closed())
        preview.open()

    def _on_recorded(self) -> None:
        self._is_recorded = True
        self.saved.emit(self._code)

    def _on_preview_closed(self) -> None:
        if self._is_recorded:
            self._was = self._typed()
            self.accept()


class RequestLetterPreview(BilingualPreview):
    """The letter as it will leave; by email it is saved as a draft for the shop's own mail program."""

    def __init__(
        self, desk: Desk, request_code: str, kind: LetterKind, typed: LetterInput, parent: QWidget | None = None
    ) -> None:
        def prepare(session: Session, language: Language, is_preview: bool) -> PreparedLetter:
            return request_papers.prepare(session, request_code, kind, language, typed, is_preview=is_preview)

        def file_name(language: Language) -> str:
            return request_papers.file_name(kind, request_code, load_wording(language))

        super().__init__(desk, desk.wording.text(f"request_letters.{kind.value}"), prepare, file_name, parent)
        self._letter: PreparedLetter | None = None
        self.email_button.setVisible(typed.channel is Channel.EMAIL)

    def _lay_out(self) -> None:
        super()._lay_out()
        self.email_button = button(self.tr("Save as email…"), self.save_email, icon="mail")
        self.email_button.setToolTip(self.tr("Your mail program opens the file as a draft; check it and send it."))
        self.foot.insertWidget(1, self.email_button)

    def _draw(self, prepared: Preparable) -> None:
        self._letter = prepared if isinstance(prepared, PreparedLetter) else None
        super()._draw(prepared)

    def _set_busy(self, *, is_busy: bool) -> None:
        super()._set_busy(is_busy=is_busy)
        self.email_button.setEnabled(self.save_button.isEnabled())

    def save_email(self) -> None:
        """Ask where the email goes as a file; it is recorded before it is written."""
        name = f"{self._file_name.removesuffix('.pdf')}.eml"
        wish = FileWish(self.tr("Save as email"), "EML (*.eml)", name)
        self.desk.messages.choose_target(wish, self._save_email_to)

    def _save_email_to(self, target: Path) -> None:
        letter = self._letter
        if letter is None:
            return
        self.banner.say("")
        self._set_busy(is_busy=True)

        def write(_paper: bytes) -> None:
            self.desk.tasks.compute(
                self,
                lambda: save_paper(letter.draft(), target),
                lambda _nothing: self._on_saved(target.name),
                self._on_failed,
            )

        self.obtain(write, self._on_failed)
