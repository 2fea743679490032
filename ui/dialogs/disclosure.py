"""Recording by hand that data are given to somebody: the gate decides, and either way it is written down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QWidget

from ledger.domain.disclosure import AuthorityRequest
from ledger.domain.draft import DraftForm
from ledger.domain.errors import LedgerError
from ledger.domain.gate import Decision
from ledger.domain.ids import FieldId, PurposeId, RecipientId
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import Recipient
from ledger.domain.staff import Operation
from ledger.domain.text import NOTE_LIMIT
from ledger.services import disclosures, recipients
from ledger.services.deciding import Outcome
from ledger.services.disclosures import DisclosureInput
from ledger.services.explaining import field_text
from ledger.services.reading import read_instant
from ledger.services.recipients import RecipientLine
from ledger.services.session import Session
from ui.desk import Desk
from ui.theme import Tone
from ui.ways_out import WayOut, ways_out
from ui.widgets.confirming import asked_first
from ui.widgets.disclosure_papers import PapersForm
from ui.widgets.form import Field, combo, line_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.order_customer import CustomerPicker
from ui.widgets.parts import Chip, row, text
from ui.widgets.recipient_checks import CheckList
from ui.widgets.recipient_words import commitment_tone, commitment_words


@dataclass(frozen=True, slots=True)
class Receiver:
    """A recipient that may be chosen, and how its commitment stands."""

    line: RecipientLine
    recipient: Recipient


def receivers(session: Session) -> tuple[Receiver, ...]:
    """Return every recipient the shop still works with, by name."""
    whole = {one.id: one for one in recipients.all_of(session)}
    return tuple(Receiver(one, whole[one.id]) for one in recipients.lines(session) if one.closed_at is None)


class DisclosureDialog(FormDialog):
    """``saved`` carries the ``Outcome`` of what was allowed; a refusal stays in the form with its ways out."""

    draft_form = DraftForm.DISCLOSURE

    def __init__(self, desk: Desk, parent: QWidget | None, customer_code: str = "") -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Record a disclosure"),
            self.tr("Check and record"),
            self.tr("Before data leave the shop: the policy is asked first, and what it refuses is written down too."),
        )
        self.setMinimumWidth(680)
        self._receivers: tuple[Receiver, ...] = ()
        self._given_back: Mapping[str, object] = {}
        self.picker = CustomerPicker(desk)
        self.picker.picked.connect(lambda _one: self.fields["customer"].show_error(""))
        self.picker.failed.connect(self.show_error)
        self.recipient = combo([(self.tr("Choose who receives the data"), None)])
        self.role, self.commitment = Chip(), Chip()
        self.purpose = combo([])
        self.checks = CheckList(3)
        self.papers = PapersForm(desk.wording)
        self.at = line_edit(self.tr("now"), limit=20)
        self.note = line_edit(limit=NOTE_LIMIT)
        self.demanded = text(self.tr("Tick only what the authority's document asks for."), "small")
        self._pair = row(spacing=14)
        self._build()
        self.recipient.currentIndexChanged.connect(lambda _at: self._on_recipient())
        self.purpose.currentIndexChanged.connect(lambda _at: self._on_purpose())
        self._on_recipient()
        if customer_code:
            self.picker.choose(customer_code)
        desk.tasks.read(self, receivers, self._on_receivers, self.show_error)

    def _build(self) -> None:
        self.add("customer", Field(self.tr("Customer"), self.picker))
        self.chips = QWidget()
        self.chips.setLayout(row(self.role, self.commitment, None))
        self._side_by_side("recipient", self.tr("Recipient"), self.recipient)
        self._side_by_side("purpose", self.tr("Purpose"), self.purpose)
        self.form.addLayout(self._pair)
        self.form.addWidget(self.chips)
        self.add("fields", Field(self.tr("Data given"), self.checks))
        self.form.addWidget(self.demanded)
        self.form.addWidget(self.papers)
        self.fields |= self.papers.fields
        self._pair = row(spacing=14)
        self._side_by_side("occurred_at", self.tr("When"), self.at, self.tr("Day/month/year hour:minute"))
        self._side_by_side("note", self.tr("Note"), self.note)
        self.form.addLayout(self._pair)

    def _side_by_side(self, name: str, label: str, editor: QWidget, hint: str = "") -> None:
        field = self.fields[name] = Field(label, editor, hint)
        self._pair.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)

    # --- who, what for, which data ---

    def _on_receivers(self, found: tuple[Receiver, ...]) -> None:
        self._receivers = found
        wording = self.desk.wording
        for one in found:
            words = f"{one.line.name} · {wording.text(f'roles.{one.line.role.value}')}"
            self.recipient.addItem(words, one.line.id)
            if one.line.role is RecipientRole.AUTHORITY and not self.desk.may(Operation.DISCLOSE_TO_AUTHORITY):
                self._forbid(self.recipient.count() - 1)
        if self._was:
            self._was["recipient"] = self._typed()["recipient"]  # what the program filled in nobody typed
        if self._given_back:
            self.give_back(self._given_back)  # those it was to go to are known only now

    def _forbid(self, at: int) -> None:
        model = self.recipient.model()
        if isinstance(model, QStandardItemModel):
            model.item(at).setEnabled(False)
        self.recipient.setItemText(at, self.tr("{name} (manager only)").format(name=self.recipient.itemText(at)))

    @property
    def receiver(self) -> Receiver | None:
        """Return who is to receive the data."""
        chosen = self.recipient.currentData()
        return next((one for one in self._receivers if one.line.id == chosen), None)

    @property
    def _is_to_authority(self) -> bool:
        return self.receiver is not None and self.receiver.line.role is RecipientRole.AUTHORITY

    def _on_recipient(self) -> None:
        one = self.receiver
        self.chips.setVisible(one is not None)
        for piece in (self.papers, self.demanded):
            piece.setVisible(self._is_to_authority)
        if one is not None:
            line, wording = one.line, self.desk.wording
            self.role.show_state(wording.text(f"roles.{line.role.value}"), Tone.OFF)
            words = commitment_words(line.state, line.days_left, line.expires_on, wording)
            words = self.tr("shows its papers each time") if self._is_to_authority else words
            self.commitment.show_state(words, commitment_tone(line.state))
        self._offer_purposes(one)

    def _offer_purposes(self, one: Receiver | None) -> None:
        fitting = self._fitting(one)
        language = self.desk.language
        every = [(purpose.text.in_language(language), purpose.id) for purpose in self.desk.who.policy.purposes]
        self.purpose.blockSignals(True)
        self.purpose.clear()
        for words, purpose in sorted(every, key=lambda item: item[1] not in fitting):
            if self.purpose.count() == len(fitting) and fitting:
                self.purpose.insertSeparator(self.purpose.count())
            self.purpose.addItem(words, purpose)
        self.purpose.setCurrentIndex(0)
        self.purpose.blockSignals(False)
        self._on_purpose()

    def _fitting(self, one: Receiver | None) -> frozenset[PurposeId]:
        rule = self.desk.who.policy.rule_for(one.line.role) if one is not None else None
        return one.recipient.purposes & rule.purposes if one is not None and rule is not None else frozenset()

    def _on_purpose(self) -> None:
        one, purpose = self.receiver, self.purpose.currentData()
        policy = self.desk.who.policy
        rule = policy.rule_for(one.line.role) if one is not None else None
        may_get = one.recipient.fields & rule.fields if one is not None and rule is not None else frozenset()
        needed = {field.id for field in policy.fields if purpose in field.needed_by}
        options = [(str(field.id), field_text(field.id, self.desk.wording)) for field in policy.fields]
        # What an authority gets, its document says: nothing is ticked for it.
        self.checks.offer(options, frozenset() if self._is_to_authority else may_get & needed)
        self.fit()

    # --- saving ---

    def submit(self) -> None:
        """Ask for who and whose first: without them nothing can be decided or written down."""
        self.fields["customer"].show_error("" if self.picker.chosen else self.tr("Choose a customer from the list."))
        self.fields["recipient"].show_error("" if self.receiver else self.tr("Choose who receives the data."))
        if self.picker.chosen is None:
            self.picker.line.setFocus()
        elif self.receiver is None:
            self.recipient.setFocus()
        else:
            super().submit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        one, chosen = self.receiver, self.picker.chosen
        code = chosen.code if chosen is not None else ""
        typed = DisclosureInput(
            RecipientId(one.line.id if one is not None else 0),
            PurposeId(self.purpose.currentData()),
            frozenset(FieldId(field) for field in self.checks.chosen()),
            self._instant(),
            self._papers(),
            self.note.text(),
        )
        return lambda session: disclosures.disclose(session, code, typed)

    def _instant(self) -> datetime | None:
        written = self.at.text().strip()
        return read_instant(written, "occurred_at", self.desk.now()) if written else None

    def _papers(self) -> AuthorityRequest | None:
        return self.papers.papers() if self._is_to_authority else None

    def refused(self, result: object) -> Decision | None:
        """See ``FormDialog.refused``."""
        return result.decision if isinstance(result, Outcome) and not result.allowed else None

    def ways_out(self, decision: Decision) -> tuple[WayOut, ...]:
        """See ``FormDialog.ways_out``."""
        one, chosen = self.receiver, self.picker.chosen
        code = chosen.code if chosen is not None else ""
        return ways_out(decision.reasons, customer_code=code, recipient=str(one.line.id) if one is not None else "")

    def show_error(self, error: LedgerError) -> None:
        """Ask for the passphrase where that is all that is missing, and then go on with what was typed."""
        if not asked_first(self.desk, self, error, self.submit):
            super().show_error(error)

    def about(self) -> tuple[str, str]:
        """See ``FormDialog.about``."""
        return "", self.picker.chosen.code if self.picker.chosen is not None else ""

    def give_back(self, typed: Mapping[str, object]) -> None:
        """See ``FormDialog.give_back``."""
        self._given_back = {} if self._receivers else typed
        super().give_back(typed)

    def _typed(self) -> dict[str, object]:
        chosen = self.picker.chosen
        whose = chosen.code if chosen is not None else self.picker.line.text()
        return super()._typed() | {"customer": whose, "fields": self.checks.chosen()}
