"""Adding a partner, and changing what is known of one."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import InvalidEmail, InvalidPhone, LedgerError
from ledger.domain.ids import FieldId, PurposeId
from ledger.domain.policy import RecipientRole
from ledger.domain.recipient import Recipient
from ledger.domain.text import ADDRESS_LIMIT, show_phone
from ledger.services import recipients
from ledger.services.links import LINK_LIMIT
from ledger.services.recipients import RecipientInput
from ledger.services.session import Session
from ui.desk import Desk
from ui.widgets.form import Field, combo, line_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import column, row, text
from ui.widgets.recipient_checks import CheckList

_NAME_LIMIT = 120
_WIDTH = 620


class RecipientDialog(FormDialog):
    """Everything but the commitment. The role of a partner stays: its papers were signed for that role."""

    def __init__(self, desk: Desk, parent: QWidget | None, recipient: Recipient | None) -> None:
        title = self.tr("New partner") if recipient is None else self.tr("Edit the partner")
        save = self.tr("Add the partner") if recipient is None else self.tr("Save")
        super().__init__(desk, parent, title, save)
        self.setMinimumWidth(_WIDTH)
        if recipient is None:
            self.keep_as(DraftForm.RECIPIENT)
        else:
            self.keep_as(DraftForm.RECIPIENT_CHANGE, str(recipient.id))
        self._was_recipient = recipient
        self._name = line_edit(limit=_NAME_LIMIT)
        self._role = combo(
            ((desk.wording.text(f"roles.{role.value}"), role) for role in RecipientRole),
            recipient.role if recipient else None,
        )
        self._phone, self._email = line_edit(limit=30), line_edit(limit=120)
        self._address = line_edit(limit=ADDRESS_LIMIT)
        self._website = line_edit(limit=LINK_LIMIT)
        self._purposes, self._fields = CheckList(), CheckList(3)
        self._note = text("", "small", wraps=True)
        self._lay_out_fields()
        self._fill(recipient)
        self._offer()
        self._role.currentIndexChanged.connect(lambda _at: self._offer())

    def _lay_out_fields(self) -> None:
        self.add("recipient", Field(self.tr("Name"), self._name))
        hint = "" if self._was_recipient is None else self.tr("To change it, close this partner and add it anew.")
        self.add("role", Field(self.tr("Kind of partner"), self._role, hint))
        self._role.setEnabled(self._was_recipient is None)
        phone, email = Field(self.tr("Phone (if any)"), self._phone), Field(self.tr("Email (if any)"), self._email)
        self.fields |= {"phone": phone, "email": email}
        self.form.addLayout(row(phone, email, spacing=14))
        self.add("address", Field(self.tr("Address (if any)"), self._address))
        self.add("website", Field(self.tr("Website (if any)"), self._website))
        self.fields["purpose"] = Field(self.tr("May receive data for"), self._purposes)
        self.fields["fields"] = Field(self.tr("Data it may receive"), self._fields)
        self.form.addLayout(column(self.fields["purpose"], self.fields["fields"], self._note, spacing=10))

    def _fill(self, one: Recipient | None) -> None:
        if one is not None:
            self._name.setText(one.name)
            self._phone.setText(show_phone(one.phone) if one.phone else "")
            self._email.setText(one.email or "")
            self._address.setText(one.address or "")
            self._website.setText(one.website or "")

    def _chosen_role(self) -> RecipientRole:
        return RecipientRole(self._role.currentData())  # Qt gives plain text back

    def _offer(self) -> None:
        """Offer what the policy lets the role have; what was agreed before may stay."""
        policy, one, language = self.desk.who.policy, self._was_recipient, self.desk.language
        rule = policy.rule_for(self._chosen_role())
        purposes = (rule.purposes if rule else frozenset()) | (one.purposes if one else frozenset())
        fields = (rule.fields if rule else frozenset()) | (one.fields if one else frozenset())
        self._purposes.offer(
            _in_order(((item.id, item.text.in_language(language)) for item in policy.purposes), purposes),
            one.purposes if one else purposes,
        )
        self._fields.offer(
            _in_order(((item.id, item.text.in_language(language)) for item in policy.fields), fields),
            one.fields if one else fields,
        )
        words = self.tr("The policy offers no more than this to such a partner. Ticked is what you agreed with it.")
        nothing = self.tr("The policy in force lets a partner of this kind have nothing.")
        self._note.setText(words if purposes else nothing)
        self.fit() if self.isVisible() else None

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        one = self._was_recipient
        typed = RecipientInput(
            self._name.text(),
            self._chosen_role(),
            frozenset(PurposeId(item) for item in self._purposes.chosen()),
            frozenset(FieldId(item) for item in self._fields.chosen()),
            self._phone.text(),
            self._email.text(),
            self._address.text(),
            self._website.text(),
        )
        if one is None:
            return lambda session: recipients.add(session, typed)
        return lambda session: recipients.change(session, one.id, typed)

    def show_error(self, error: LedgerError) -> None:
        """Show a wrong number or address where it was typed."""
        name = "phone" if isinstance(error, InvalidPhone) else "email" if isinstance(error, InvalidEmail) else ""
        if not name:
            super().show_error(error)
            return
        self.fields[name].show_error(self.desk.say(error))
        self.fields[name].editor.setFocus()

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"purpose": self._purposes.chosen(), "fields": self._fields.chosen()}


def _in_order(known: Iterable[tuple[str, str]], offered: frozenset[str]) -> list[tuple[str, str]]:
    shown = [(one, words) for one, words in known if one in offered]
    return shown + [(one, one) for one in sorted(offered - {known_id for known_id, _ in shown})]
