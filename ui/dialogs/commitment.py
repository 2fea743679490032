"""Recording a signed commitment: its days, the seven items of the decree, and a scan of the paper."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ledger.domain.draft import DraftForm
from ledger.domain.instants import local_date
from ledger.domain.recipient import CommitmentItem, Recipient
from ledger.services import recipients
from ledger.services.recipients import CommitmentInput
from ledger.services.session import Session
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.first_run_parts import Note
from ui.widgets.form import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.parts import button, column, row, text
from ui.widgets.recipient_checks import CheckList
from ui.widgets.recipient_days import as_qdate, date_edit, day_of, year_after
from ui.widgets.recipient_scan_box import ScanBox

_WIDTH = 620


class CommitmentDialog(FormDialog):
    """What the paper lacks is told at once; it may be recorded as it is, and blocks until it is completed."""

    def __init__(self, desk: Desk, parent: QWidget | None, recipient: Recipient) -> None:
        super().__init__(
            desk,
            parent,
            self.tr("Record a commitment of {name}").format(name=recipient.name),
            self.tr("Record the commitment"),
            self.tr("Copy from the signed paper. The decree names seven items; a paper that lacks one does not count."),
        )
        self.setWindowTitle(self.tr("Record a commitment"))  # a title is seen in task bars, so it names nobody
        self.setMinimumWidth(_WIDTH)
        self.keep_as(DraftForm.COMMITMENT, str(recipient.id))
        self._recipient_id = recipient.id
        today = local_date(desk.now())
        self._signed, self._ends = date_edit(today), date_edit(year_after(today))
        self._items, self._scan = CheckList(), ScanBox(desk)
        self._items.setAccessibleName(self.tr("The seven items"))
        self._note = Note(Tone.WARN)
        self._lay_out_fields()
        self._items.offer(
            [(one.value, desk.wording.text(f"commitment_items.{one.value}")) for one in CommitmentItem], ()
        )
        self._signed.dateChanged.connect(lambda _day: self._on_signed())
        self._ends.dateChanged.connect(lambda _day: self._warn())
        self._items.changed.connect(self._warn)
        self._scan.failed.connect(self.show_error)
        self._scan.changed.connect(lambda: self.fields["file"].show_error(""))
        self._offered_end = self._ends.date()
        self._warn()

    def _lay_out_fields(self) -> None:
        signed, ends = Field(self.tr("Signed on"), self._signed), Field(self.tr("Last day"), self._ends)
        self.fields |= {"signed_on": signed, "expires_on": ends}
        both = row(signed, ends, spacing=14)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.form.addLayout(both)
        every = button(self.tr("All seven items"), lambda: self._items.tick_all(is_ticked=True), role="link")
        heading = row(text(self.tr("The paper has"), "strong"), None, every)
        self.form.addLayout(column(heading, self._items, spacing=6))
        self.add("file", Field(self.tr("Scan of the signed paper (if any)"), self._scan))
        self.form.addWidget(self._note)

    def _on_signed(self) -> None:
        # The end moves along until somebody chose one.
        if self._ends.date() == self._offered_end:
            self._offered_end = as_qdate(year_after(day_of(self._signed)))
            self._ends.setDate(self._offered_end)
        self._warn()

    def _warn(self) -> None:
        """Say beforehand why this paper would not count."""
        chosen, wording = self._items.chosen(), self.desk.wording
        lacking = [wording.text(f"commitment_items.{one.value}") for one in CommitmentItem if one.value not in chosen]
        words = []
        if lacking:
            missing = self.tr("Missing: {items}. It can be recorded, but no data may go to the partner by this paper.")
            words.append(missing.format(items=", ".join(lacking)))
        if day_of(self._ends) < local_date(self.desk.now()):
            words.append(self.tr("This paper has expired already."))
        self._note.say(" ".join(words))
        self.fit() if self.isVisible() else None

    def work(self) -> Callable[[Session], object]:
        """See ``FormDialog.work``."""
        items = frozenset(CommitmentItem(one) for one in self._items.chosen())
        typed = self._scan.attached_to(CommitmentInput(day_of(self._signed), day_of(self._ends), items))
        recipient_id = self._recipient_id
        return lambda session: recipients.record_commitment(session, recipient_id, typed)

    def editors(self) -> dict[str, QWidget]:
        """See ``FormDialog.editors``; the scan is not kept."""
        return super().editors() | {"items": self._items}

    def _typed(self) -> dict[str, object]:
        return super()._typed() | {"items": self._items.chosen(), "file": self._scan.file_name}
