"""The steps of a request before it is carried out: told that it arrived, whose it is, how that was proven."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.errors import ReasonNeeded
from ledger.domain.gate import Decision
from ledger.domain.ids import AttachmentId
from ledger.domain.instants import show_end
from ledger.domain.purpose import Channel
from ledger.domain.request import IdentityMethod
from ledger.services import requests
from ledger.services.deciding import Outcome
from ledger.services.session import Session
from ui.desk import Desk
from ui.dialogs.request_entry import channel_choice
from ui.ways_out import WayOut, ways_out
from ui.widgets.choice_tiles import Tile, TileChoice
from ui.widgets.feedback_customer import CustomerPick
from ui.widgets.feedback_when import WhenEdit
from ui.widgets.form import Field, line_edit, text_edit
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import row
from ui.widgets.request_file import RequestFile
from ui.widgets.request_words import method_sentence

_ICONS = {
    IdentityMethod.KNOWN_IN_PERSON: "user-check",
    IdentityMethod.CARD_SEEN: "eye",
    IdentityMethod.CALLED_BACK: "phone",
    IdentityMethod.CODE_TO_CONTACT: "key-round",
    IdentityMethod.OWN_CHANNEL: "mail",
    IdentityMethod.AUTHORISED: "users",
}
_TILES = 500  # pixels


class AcknowledgeDialog(FormDialog):
    """Telling the asker that the request arrived; on the way it came nothing can forbid it."""

    def __init__(self, desk: Desk, parent: QWidget | None, file: RequestFile) -> None:
        until = show_end(file.request.acknowledge_due_at)
        super().__init__(
            desk,
            parent,
            self.tr("Acknowledge {code}").format(code=file.code),
            self.tr("They were told"),
            self.tr("Tell whoever asked that the request arrived, by {time} at the latest.").format(time=until),
        )
        self._code, self._customer_code = file.code, file.customer_code
        self._channel, self._when = channel_choice(desk, file.request.channel), WhenEdit(desk, "acknowledged_at")
        channel, when = Field(self.tr("How they were told"), self._channel), Field(self.tr("When"), self._when)
        self.fields |= {"channel": channel, "acknowledged_at": when}
        both = row(channel, when, spacing=14)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.form.addLayout(both)

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, channel = self._code, Channel(self._channel.currentData())
        at = self._when.instant() or self.desk.now()
        return lambda session: requests.acknowledge(session, code, channel, at)

    def refused(self, result: object) -> Decision | None:
        """See ``FormDialog.refused``."""
        return result.decision if isinstance(result, Outcome) and not result.allowed else None

    def ways_out(self, decision: Decision) -> tuple[WayOut, ...]:
        """See ``FormDialog.ways_out``."""
        return ways_out(decision.reasons, customer_code=self._customer_code)


class IdentityDialog(FormDialog):
    """How the asker was proven to be the customer. An identity card is seen and given back, nothing else."""

    def __init__(self, desk: Desk, parent: QWidget | None, file: RequestFile) -> None:
        who = " · ".join(filter(None, (file.customer_name, file.customer_code)))
        super().__init__(
            desk,
            parent,
            self.tr("Check identity: {code}").format(code=file.code),
            self.tr("It is the customer"),
            self.tr("Is whoever asks really {who}? Before that no data are given out, changed or erased.").format(
                who=who
            ),
        )
        self.setMinimumWidth(_TILES + 48)
        self.keep_as(DraftForm.IDENTITY, file.code, file.customer_code)
        self._code = file.code
        words = desk.wording
        self._method = TileChoice(
            [
                Tile(one, words.text(f"identity_methods.{one.value}"), method_sentence(one), _ICONS[one])
                for one in IdentityMethod
            ],
            width=_TILES,
        )
        self._when = WhenEdit(desk, "identity_at")
        self._note = text_edit(rows=2)
        never = self.tr("Never keep a picture, a copy or the number of an identity card: seeing it is enough.")
        self.add("identity_method", Field(self.tr("How was it proven?"), self._method))
        self.add("identity_at", Field(self.tr("When"), self._when))
        self.add("identity_note", Field(self.tr("Note"), self._note, never))

    def submit(self) -> None:
        """Save once a way is chosen."""
        chosen = self._method.value is not None
        self.fields["identity_method"].show_error("" if chosen else self.tr("Choose how it was proven."))
        if chosen:
            super().submit()
        else:
            self._method.setFocus()
            self.fit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, note = self._code, self._note.toPlainText()
        method = IdentityMethod(self._method.value or "")
        at = self._when.instant() or self.desk.now()
        return lambda session: requests.check_identity(session, code, method, at, note)

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"identity_method": self._method.value}


class LinkDialog(FormDialog):
    """Whose request it is, once that is known."""

    def __init__(self, desk: Desk, parent: QWidget | None, file: RequestFile) -> None:
        asked_by = file.request.asked_by
        super().__init__(
            desk,
            parent,
            self.tr("Whose request is {code}?").format(code=file.code),
            self.tr("It is theirs"),
            self.tr("Asked by: {who}").format(who=asked_by) if asked_by else "",
        )
        self.setMinimumWidth(520)
        self._code = file.code
        self._customer = CustomerPick(desk)
        self._customer.setPlaceholderText(self.tr("A name, phone or code"))
        hint = self.tr("This is said once and stays. It does not prove yet that they ask themselves.")
        self.add("customer_code", Field(self.tr("Customer"), self._customer, hint))

    def submit(self) -> None:
        """Save once a customer is chosen."""
        words = "" if self._customer.code else self.tr("Choose a customer from the list.")
        self.fields["customer_code"].show_error(words)
        if self._customer.code:
            super().submit()
        else:
            self._customer.setFocus()
            self.fit()

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, customer = self._code, self._customer.code
        return lambda session: requests.link(session, code, customer)


class WithPartnerDialog(FormDialog):
    """That a partner must act too, which gives longer."""

    def __init__(self, desk: Desk, parent: QWidget | None, file: RequestFile) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("A partner must act for {code}").format(code=file.code),
            self.tr("Record it"),
            self.tr("Use this when a partner has to act before the request is done; the law then gives longer."),
        )
        self.keep_as(DraftForm.WITH_PARTNER, file.code, file.customer_code)
        self._code = file.code
        self._note = text_edit(self.tr("Which partner, and what it has to do"), rows=3)
        self.add("note", Field(self.tr("Note"), self._note))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, note = self._code, self._note.toPlainText()
        return lambda session: requests.with_partner(session, code, note)


class FileReasonDialog(FormDialog):
    """Why a file has to be looked at, after many looks in an hour; ``saved`` carries the ``StoredFile``."""

    def __init__(self, desk: Desk, parent: QWidget | None, code: str, wanted: AttachmentId, why: ReasonNeeded) -> None:
        super().__init__(desk, parent, self.tr("Open the file"), self.tr("Open"), desk.say(why))
        self._code, self._wanted = code, wanted
        self._reason = line_edit(limit=200)
        self.add("reason", Field(self.tr("Why do you need it?"), self._reason))

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        code, wanted, reason = self._code, self._wanted, self._reason.text()
        return lambda session: requests.open_file(session, code, wanted, reason)
