"""Đối tác: who receives customers' data, what they signed, and until when it holds."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QSplitter

from ledger.domain.errors import LedgerError, RoleForbidden
from ledger.domain.ids import AttachmentId, RecipientId
from ledger.domain.recipient import Recipient
from ledger.domain.staff import Operation
from ledger.domain.text import fold
from ledger.services import recipients
from ledger.services.recipients import RecipientLine, RecipientView
from ledger.services.reveals import show_file
from ui.desk import Desk
from ui.dialogs.commitment import CommitmentDialog
from ui.dialogs.label_agreement import LabelAgreementDialog
from ui.dialogs.recipient import RecipientDialog
from ui.dialogs.recipient_scan import ScanDialog
from ui.dialogs.zones import ZonesDialog
from ui.messages import Question
from ui.models.table_model import Column, RecordModel
from ui.places import PageId, Target
from ui.settings import splitter_of
from ui.theme import Tone
from ui.widgets.form_dialog import FormDialog
from ui.widgets.list_pane import ListPane, ListWords
from ui.widgets.page import Page
from ui.widgets.parts import Card, EmptyState, button
from ui.widgets.recipient_panel import RecipientPanel
from ui.widgets.recipient_rights import allowed
from ui.widgets.recipient_words import commitment_tone, commitment_words, label_tone, label_words
from ui.widgets.record_table import RecordTable

_SPLITTER = splitter_of("recipients")
_DIALOGS: dict[str, type[CommitmentDialog | LabelAgreementDialog | RecipientDialog | ZonesDialog]] = {
    "edit": RecipientDialog,
    "commitment": CommitmentDialog,
    "agreement": LabelAgreementDialog,
    "zones": ZonesDialog,
}


class RecipientSort(StrEnum):
    """What the list can be sorted by."""

    NAME = "NAME"
    ENDS = "ENDS"


class RecipientsPage(Page):
    """The partners at the left, the chosen one with its papers at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            PageId.RECIPIENTS,
            self.tr("Partners"),
            self.tr("Who receives customers' data, what was agreed with them, and the commitments they signed."),
        )
        new = button(self.tr("New partner"), self.add_partner, role="primary", icon="plus")
        self.add_act(allowed(new, desk, Operation.MANAGE_RECIPIENTS))
        self._lines: tuple[RecipientLine, ...] = ()
        self._view: RecipientView | None = None
        self._wanted: Target | None = None
        self._act = ""
        self.model = RecordModel[RecipientLine](self._columns(), self)
        self.table = RecordTable(self.model, self.tr("Partners"), desk.now)
        self.table.header.sort_by(RecipientSort.NAME)
        self._closed = QCheckBox(self.tr("Show closed"))
        self._closed.toggled.connect(lambda _on: self._show_lines())
        words = ListWords(self.tr("Find a partner"), self.tr("Partners: {count}"), self._empty())
        self.pane = ListPane(desk, self.table, "recipients", words, self._closed)
        self.pane.asked.connect(self._show_lines)
        self.pane.box.setMinimumWidth(160)
        self.panel = RecipientPanel(desk)
        self.panel.act_wanted.connect(self._begin)
        self.panel.scan_wanted.connect(self._show_scan)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _one: self._begin("edit"))
        self._lay_out()

    def _columns(self) -> tuple[Column[RecipientLine], ...]:
        wording = self.desk.wording
        return (
            Column[RecipientLine](
                "name",
                self.tr("Partner"),
                lambda one: one.name,
                width=140,
                sort=RecipientSort.NAME,
                below=lambda one: wording.text(f"roles.{one.role.value}"),
                is_main=True,
            ),
            Column[RecipientLine](
                "state", self.tr("Commitment"), self._state, width=184, sort=RecipientSort.ENDS, tone=self._state_tone
            ),
            Column[RecipientLine](
                "labels",
                self.tr("Masked labels"),
                lambda one: label_words(one.role, one.masked_labels_agreed_on),
                width=124,
                tone=lambda one: label_tone(one.role, one.masked_labels_agreed_on),
            ),
        )

    def _state(self, one: RecipientLine) -> str:
        if one.closed_at is not None:
            return self.tr("Closed")
        return commitment_words(one.state, one.days_left, one.expires_on, self.desk.wording)

    def _state_tone(self, one: RecipientLine) -> Tone:
        return Tone.OFF if one.closed_at is not None else commitment_tone(one.state)

    def _empty(self) -> EmptyState:
        act = allowed(
            button(self.tr("New partner"), self.add_partner, icon="plus"), self.desk, Operation.MANAGE_RECIPIENTS
        )
        hint = self.tr("Add the courier, the installer and everybody else who receives customers' data.")
        return EmptyState("handshake", self.tr("No partner yet"), hint, act)

    def _lay_out(self) -> None:
        left = Card()
        left.body.setContentsMargins(14, 14, 14, 10)
        left.body.addWidget(self.pane)
        left.setMinimumWidth(460)
        self.panel.setMinimumWidth(460)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(14)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 2)
        split.setSizes([2100, 2000])
        state = self.desk.settings.get(_SPLITTER)
        if not state.isEmpty():
            split.restoreState(state)
        split.splitterMoved.connect(lambda *_: self.desk.settings.set(_SPLITTER, QByteArray(split.saveState())))
        self.body.addWidget(split, 1)

    # --- the list ---

    def refresh(self) -> None:
        """Ask for the partners, and for the one in view."""
        self.desk.tasks.read(self, recipients.lines, self._on_lines, self._on_failed, latest="lines")
        if self._view is not None:
            self._read(self._view.recipient.id)

    def _on_failed(self, error: LedgerError) -> None:
        self.table.set_error(self.desk.say(error), self.refresh)

    def _on_lines(self, lines: tuple[RecipientLine, ...]) -> None:
        self._lines = lines
        self._show_lines()
        self._meet_wanted()

    def _show_lines(self) -> None:
        wanted = fold(self.pane.search)
        wording = self.desk.wording
        shown = [
            one
            for one in self._lines
            if (self._closed.isChecked() or one.closed_at is None)
            and wanted in fold(f"{one.name} {wording.text(f'roles.{one.role.value}')}")
        ]
        header = self.table.header
        if header.sort is RecipientSort.ENDS:
            shown.sort(key=lambda one: (one.expires_on is None, str(one.expires_on)))
        if header.descending:
            shown.reverse()
        self.pane.is_narrowed = lambda: bool(self._lines)
        self.model.show(shown)
        if shown and not self.table.selected_rows():
            self.table.highlight(0)

    def _on_chosen(self, one: RecipientLine | None) -> None:
        if one is None:
            self._view = None
            self.panel.show_nobody()
        else:
            self._read(one.id)

    def _read(self, recipient_id: RecipientId) -> None:
        self.desk.tasks.read(
            self, lambda session: recipients.view(session, recipient_id), self._on_view, self._on_failed, latest="view"
        )

    def _on_view(self, view: RecipientView) -> None:
        self._view = view
        self.panel.show_recipient(view)
        act, self._act = self._act, ""
        if act:
            self._begin(act)

    # --- coming from elsewhere ---

    def open_target(self, target: Target) -> None:
        """Show a partner by its id, and begin an act: new, edit, commitment, agreement or zones."""
        if target.act == "new":
            self.add_partner()
            return
        self._wanted = target
        self._meet_wanted()

    def _meet_wanted(self) -> None:
        target = self._wanted
        line = next((one for one in self._lines if target is not None and str(one.id) == target.code), None)
        if target is None or line is None:
            return
        self._wanted = None
        self._act = target.act
        if line.closed_at is not None:
            self._closed.setChecked(True)
        self.pane.look_for("")
        rows = self.model.rows_with({line.id})
        if rows and rows != self.table.selected_rows():
            self.table.highlight(rows[0])
        else:
            self._read(line.id)

    # --- acts ---

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+N adds a partner."""
        return {"new": self.add_partner}

    def add_partner(self) -> None:
        """Open the form of a new partner."""
        if self._may_change():
            dialog = RecipientDialog(self.desk, self, None)
            dialog.saved.connect(self._on_added)
            dialog.open()

    def _on_added(self, made: Recipient) -> None:
        self.desk.messages.toast(self.tr("The partner was added. Record its commitment next."))
        self.open_target(Target(PageId.RECIPIENTS, str(made.id)))

    def _may_change(self) -> bool:
        if self.desk.may(Operation.MANAGE_RECIPIENTS):
            return True
        refused = RoleForbidden(operation=Operation.MANAGE_RECIPIENTS.value)
        self.desk.messages.toast(self.desk.say(refused), Tone.WARN)
        return False

    def _begin(self, act: str) -> None:
        view = self._view
        if view is None:
            return
        if act == "register":
            self.desk.go(Target(PageId.DISCLOSURES))
        elif not self._may_change():
            return
        elif act in {"close", "reopen"}:
            self._ask_about(view.recipient, act)
        elif act in _DIALOGS:
            self._open(_DIALOGS[act](self.desk, self, view.recipient))

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(lambda _one: self.desk.messages.toast(self.tr("Saved.")))
        dialog.open()

    def _ask_about(self, one: Recipient, act: str) -> None:
        if act == "close":
            title = self.tr("Close “{name}”?")
            words = self.tr("No data may go to this partner from then on. What it got before stays on record.")
            question = Question(title.format(name=one.name), words, self.tr("Close the partner"))
            self.desk.messages.ask(question, lambda: self._write(recipients.close, one))
            return
        title = self.tr("Use “{name}” again?")
        words = self.tr("Its commitments count as they stand today.")
        question = Question(title.format(name=one.name), words, self.tr("Use again"), is_dangerous=False)
        self.desk.messages.ask(question, lambda: self._write(recipients.reopen, one))

    def _write(self, verb: Callable[..., Recipient], one: Recipient) -> None:
        self.desk.tasks.write(
            self,
            lambda session: verb(session, one.id),
            lambda _one: self.desk.messages.toast(self.tr("Saved.")),
            lambda error: self.desk.messages.toast(self.desk.say(error), Tone.BAD),
        )

    # --- the scan of a signed paper ---

    def _show_scan(self, scan_id: int) -> None:
        attachment = AttachmentId(scan_id)
        self.desk.tasks.write(
            self,
            lambda session: show_file(session, attachment),
            lambda file: self._show_dialog(ScanDialog(self.desk, self, file)),
            lambda error: self.desk.messages.toast(self.desk.say(error), Tone.BAD),
        )

    def _show_dialog(self, dialog: QDialog) -> None:
        dialog.open()
