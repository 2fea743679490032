"""Correcting what is recorded about a customer; what it was is kept (VK 7)."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from ledger.domain.customer import Gender, Source
from ledger.domain.draft import DraftForm
from ledger.domain.errors import TextMissing
from ledger.domain.ids import FieldId
from ledger.services import customers
from ledger.services.customer_card import CustomerCard
from ledger.services.customers import Correction
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.customer_purposes import PurposeChoice
from ui.widgets.form import Field, combo, line_edit, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import row


class CorrectionDialog(FormDialog):
    """Only what differs is corrected. The birth date stays hidden: empty leaves it as it is."""

    draft_form = DraftForm.CORRECTION

    def __init__(self, desk: Desk, parent: QWidget | None, card: CustomerCard) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Correct the data"),
            self.tr("Save the correction"),
            self.tr("The old values are kept in the history, with your name and the reason."),
        )
        self.setMinimumWidth(640)
        self._card = card
        nothing = [(self.tr("Not recorded"), "")]
        genders = [(desk.wording.text(f"genders.{one.value}"), one.value) for one in Gender]
        self._name = line_edit()
        self._name.setText(card.name)
        self._gender = combo(nothing + genders, card.gender.value if card.gender else "")
        self._birth = line_edit(self.tr("dd/MM/yyyy"))
        self._adult = QCheckBox(self.tr("Says to be an adult (no birth date asked)"))
        self._adult.setChecked(card.is_declared_adult)
        self._note = text_edit(rows=3)
        self._note.setPlainText(card.note or "")
        sources = [(desk.wording.text(f"sources.{one.value}"), one.value) for one in Source]
        self._source = combo([*(() if card.source else nothing), *sources], card.source.value if card.source else "")
        self._purposes = PurposeChoice(desk, card.purposes)
        self._was_for = self._purposes.chosen()
        self._reason = line_edit(self.tr("For example: the customer said so on the phone"))
        self._lay_out_fields()

    def _lay_out_fields(self) -> None:
        words, policy = self.desk.wording, self.desk.who.policy
        self.add("name", Field(words.text("fields.name"), self._name))
        hint = self.tr("Recorded and hidden. Empty leaves it as it is.") if self._card.age is not None else ""
        birth = Field(words.text("fields.birth_date"), self._birth, hint)
        gender = Field(words.text("fields.gender"), self._gender)
        self.fields |= {"birth_date": birth, "gender": gender}
        both = row(birth, gender, spacing=14)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.form.addLayout(both)
        birth.setVisible(policy.field(FieldId("birth_date")) is not None)
        gender.setVisible(policy.field(FieldId("gender")) is not None)
        self.add("is_declared_adult", Field(self._adult.text(), self._adult))
        self.add("note", Field(self.tr("Note"), self._note))
        self.add("source", Field(self.tr("Source"), self._source))
        self.add("purposes", Field(self.tr("What is the record for?"), self._purposes))
        self.add("reason", Field(self.tr("Why is it corrected?"), self._reason))

    def begin_with_age(self) -> None:
        """Put the cursor where the age is recorded."""
        field = self.fields["birth_date"]
        (field.editor if field.isVisibleTo(self) else self._adult).setFocus()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        card, reason = self._card, self._reason.text()
        if not reason.strip():
            raise TextMissing(field="reason")
        typed = Correction(
            reason=reason,
            name=_changed(self._name.text(), card.name),
            gender=_changed(self._gender.currentData(), card.gender.value if card.gender else ""),
            birth_date=self._birth.text() if self._birth.text().strip() else None,
            note=_changed(self._note.toPlainText(), card.note or ""),
            is_declared_adult=self._adult.isChecked() if self._adult.isChecked() != card.is_declared_adult else None,
            source=_changed(self._source.currentData(), card.source.value if card.source else ""),
            purposes=self._changed_purposes(),
        )
        return lambda session: customers.correct(session, card.code, typed)

    def _changed_purposes(self) -> tuple[str, ...] | None:
        chosen = self._purposes.chosen()
        if set(chosen) == set(self._was_for):
            return None
        if not chosen:
            raise TextMissing(field="purposes")
        return chosen

    def about(self) -> tuple[str, str]:
        """See ``FormDialog.about``."""
        return self._card.code, self._card.code

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"purposes": self._purposes.chosen()}


def _changed(typed: str, old: str) -> str | None:
    return typed if typed.strip() != old.strip() else None
