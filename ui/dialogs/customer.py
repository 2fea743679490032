"""A new customer, quickly: who it is, how to reach them, and what they answered about their data right away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ledger.domain.collection import fields_wanted
from ledger.domain.consent import ConsentMethod, ConsentOutcome
from ledger.domain.customer import Gender, Source
from ledger.domain.draft import DraftForm
from ledger.domain.errors import FieldBeyondNeed, InvalidInput, LedgerError, TextMissing
from ledger.domain.gate import Reason
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.text import parse_email, parse_phone
from ledger.services import consents, customers
from ledger.services.consents import Said
from ledger.services.customers import Added, CustomerInput
from ledger.services.parcels import DELIVERY
from ledger.services.session import Session
from ui.desk import Desk
from ui.places import PageId, Target
from ui.widgets.consent_quick import Answer, ConsentQuick
from ui.widgets.customer_address import AddressFields
from ui.widgets.customer_purposes import PurposeChoice
from ui.widgets.customer_twins import Twin, TwinsNote, twins
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Field, combo, line_edit, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button, column, line, row, text

_WIDTH = 860
_ASKED = tuple(FieldId(one) for one in ("phone", "email", "address", "gender"))  # where a purpose needs it


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """What came of it: the record, and the answers the gate did not let through, with why."""

    added: Added
    reasons: tuple[Reason, ...] = field(default=())

    @property
    def code(self) -> str:
        """Return the customer's code."""
        return self.added.customer.code


class CustomerDialog(FormDialog):
    """``saved`` carries a ``NewCustomer``."""

    draft_form = DraftForm.CUSTOMER

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("New customer"),
            self.tr("Add the customer"),
            self.tr("Only the name is required. What the record is for decides what else is asked."),
        )
        self.setMinimumWidth(_WIDTH)
        words = desk.wording
        self._asked: dict[str, Field] = {}
        self._purposes = PurposeChoice(desk, (DELIVERY,))
        self._name, self._phone, self._email = line_edit(), line_edit(), line_edit()
        self._birth = line_edit(self.tr("dd/MM/yyyy"))
        self._adult = QCheckBox(self.tr("Says to be an adult (no birth date asked)"))
        genders = [(words.text(f"genders.{one.value}"), one.value) for one in Gender]
        self._gender = combo([(self.tr("Not recorded"), ""), *genders])
        self._source = combo([(words.text(f"sources.{one.value}"), one) for one in Source if one is not Source.IMPORT])
        self._address = AddressFields()
        self._note = text_edit(rows=2)
        self._consents = ConsentQuick(desk)
        self._method = combo([(words.text(f"consent_methods.{one.value}"), one) for one in ConsentMethod])
        self._when = WhenEdit(desk, "consent_at")
        self._twins = TwinsNote()
        self._twins.opened.connect(self._open_twin)
        self._not_asked = text("", "small", wraps=True)
        self._lay_out_fields()
        self._watch()
        self._name.setFocus()  # most records are made for a delivery, which is ticked

    # --- layout ---

    def _lay_out_fields(self) -> None:
        words = self.desk.wording
        self.add("purposes", Field(self.tr("What is the record for?"), self._purposes))
        self._beside(
            ("name", Field(words.text("fields.name"), self._name)),
            ("phone", Field(words.text("fields.phone"), self._phone)),
            ("email", Field(words.text("fields.email"), self._email)),
        )
        self.form.addWidget(self._twins)
        self.fields |= self._address.fields
        self.form.addWidget(self._address)
        self._beside(
            ("birth_date", Field(words.text("fields.birth_date"), self._birth)),
            ("gender", Field(words.text("fields.gender"), self._gender)),
            ("source", Field(self.tr("Source"), self._source)),
        )
        self.form.addWidget(self._not_asked)
        self.add("is_declared_adult", Field(self._adult.text(), self._adult))
        self.add("note", Field(self.tr("Note"), self._note))
        self._lay_out_consents()

    def _beside(self, *fields: tuple[str, Field]) -> None:
        self._asked |= dict(fields)
        shown = [(name, one) for name, one in fields if name == "source" or self._is_collected(name)]
        self.fields |= dict(shown)
        box = row(*(one for _name, one in shown), spacing=14)
        for at in range(len(shown)):
            box.setStretch(at, 1)
        self.form.addLayout(box)

    def _is_collected(self, name: str) -> bool:
        return self.desk.who.policy.field(FieldId(name)) is not None

    def _lay_out_consents(self) -> None:
        self._more = button(self.tr("Record what the customer answers about the data…"), self._unfold, role="link")
        self._answers = QWidget()
        method, when = Field(self.tr("How was it said?"), self._method), Field(self.tr("When?"), self._when)
        self.fields |= {"consent_method": method, "consent_at": when}
        below = row(method, when, spacing=14)
        below.setStretch(0, 1)
        below.setStretch(1, 1)
        hint = text(self.tr("Press a button to change it: not asked, yes, no. Silence is no consent."), "small")
        heading = text(self.tr("What the customer answered"), "strong")
        self._answers.setLayout(column(line(), heading, hint, self._consents, below, spacing=10))
        self._answers.hide()
        self.form.addLayout(row(self._more, None))
        self.form.addWidget(self._answers)
        self._purposes.changed.connect(self._follow_purposes)
        self._consents.changed.connect(self._follow_purposes)
        self._follow_purposes()

    # --- only what is needed ---

    def _serves(self) -> tuple[PurposeId, ...]:
        """Return what the record is for: what is ticked, and what the customer just said yes to."""
        agreed = (one.purpose_id for one in self._consents.answers() if one.outcome is ConsentOutcome.GRANTED)
        return tuple(dict.fromkeys((*self._purposes.chosen(), *agreed)))

    def _follow_purposes(self) -> None:
        """Ask for what the purposes need. What is typed already stays in sight, to be taken out by hand."""
        policy, filled = self.desk.who.policy, self._filled()
        wanted = fields_wanted(policy, self._serves())
        over = [one for one in _ASKED if self._is_collected(one) and one not in wanted]
        for name in _ASKED:
            self._widget_of(name).setVisible(name in wanted or name in filled)
            self._told_at(name).show_error("")
        for name in filled & set(over):
            self._told_at(name).show_error(self.desk.say(FieldBeyondNeed(field=name)))
        names = ", ".join(self.desk.wording.text(f"fields.{one}") for one in over)
        self._not_asked.setText(self.tr("Not asked, because no purpose above needs it: {fields}").format(fields=names))
        self._not_asked.setVisible(bool(names))
        self.fit()

    def _widget_of(self, name: str) -> QWidget:
        return self._address if name == "address" else self._asked[name]

    def _told_at(self, name: str) -> Field:
        return self._address.fields["address"] if name == "address" else self._asked[name]

    def _filled(self) -> set[FieldId]:
        typed = self._input()
        values = {"phone": typed.phones[0].strip(), "email": typed.emails[0].strip(), "address": typed.addresses}
        values |= {"gender": typed.gender}
        return {FieldId(name) for name, value in values.items() if value}

    def show_error(self, error: LedgerError) -> None:
        """Tell of every field beyond need under that field."""
        super().show_error(error)
        fields = error.data.get("fields", ()) if isinstance(error, FieldBeyondNeed) else ()
        for name in fields if isinstance(fields, tuple) else ():
            self._told_at(name).show_error(self.desk.say(FieldBeyondNeed(field=name)))
        self.fit()

    def _unfold(self) -> None:
        self._more.hide()
        self._answers.show()
        # The room is known only after the layout has run.
        QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        self.fit()
        self._consents.begin()
        self._scroll.ensureWidgetVisible(self._when)

    # --- the same person twice ---

    def _watch(self) -> None:
        for editor, read in ((self._phone, _phone), (self._email, _email)):
            editor.editingFinished.connect(self._looks_for(editor, read))

    def _looks_for(self, editor: QLineEdit, read: Callable[[str], str]) -> Callable[[], None]:
        def look() -> None:
            value = read(editor.text())
            if value:
                self.desk.tasks.read(self, lambda session: twins(session, value), self._twins.show_people)
            elif not (self._phone.text().strip() or self._email.text().strip()):
                self._twins.show_people(())

        return look

    def _open_twin(self, one: Twin) -> None:
        self.reject()
        self.desk.go(Target(PageId.CUSTOMERS, one.code))

    # --- saving ---

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        if not self._purposes.chosen():
            raise TextMissing(field="purposes")
        typed = replace(self._input(), purposes=self._serves())
        answers, method, at = self._consents.answers(), ConsentMethod(self._method.currentData()), self._when.instant()
        knows_age = typed.is_declared_adult or bool(typed.birth_date.strip())
        if any(one.outcome is ConsentOutcome.GRANTED for one in answers) and not knows_age:
            raise TextMissing(field="birth_date" if "birth_date" in self.fields else "is_declared_adult")

        def job(session: Session) -> NewCustomer:
            added = customers.add(session, typed)
            said_at = at or session.now()
            said = [Said(one.purpose_id, one.channel, one.outcome, method, said_at) for one in answers]
            outcomes = [consents.record(session, added.customer.code, one) for one in said]
            return NewCustomer(added, tuple(reason for one in outcomes for reason in one.decision.reasons))

        return job

    def _input(self) -> CustomerInput:
        address = self._address.typed()
        is_filled = any(one.strip() for one in (address.line, address.ward, address.province))
        return CustomerInput(
            name=self._name.text(),
            source=Source(self._source.currentData()),
            phones=(self._phone.text(),),
            emails=(self._email.text(),),
            addresses=(address,) if is_filled else (),
            gender=self._gender.currentData(),
            birth_date=self._birth.text(),
            is_declared_adult=self._adult.isChecked(),
            note=self._note.toPlainText(),
        )

    def _typed(self) -> dict[str, object]:
        answers: tuple[Answer, ...] = self._consents.answers()
        return super()._typed() | {"answers": answers, "purposes": self._purposes.chosen()}

    def editors(self) -> dict[str, QWidget]:
        """See ``FormDialog.editors``."""
        return super().editors() | {"answers": self._consents}

    def give_back(self, typed: Mapping[str, object]) -> None:
        """See ``FormDialog.give_back``; what was answered is in sight again."""
        super().give_back(typed)
        self._follow_purposes()
        if self._consents.answers():
            self._unfold()


def _phone(typed: str) -> str:
    try:
        return parse_phone(typed).number if typed.strip() else ""
    except InvalidInput:
        return ""  # said when the form is saved


def _email(typed: str) -> str:
    try:
        return parse_email(typed) if typed.strip() else ""
    except InvalidInput:
        return ""
